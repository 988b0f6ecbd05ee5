// A pen that writes SVG where a canvas's would paint: what draws the screen draws the file too, so
// that SVG, PNG and screen are one picture. It knows of a canvas what the page and vis-network use.

/** @typedef {Pick<CanvasRenderingContext2D, "save" | "restore" | "translate" | "scale" | "beginPath" |
 *   "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "arc" | "rect" | "closePath" | "clip" |
 *   "fill" | "stroke" | "fillRect" | "strokeRect" | "fillText" | "strokeText" | "measureText" |
 *   "setLineDash" | "lineDashOffset" | "fillStyle" | "strokeStyle" | "lineWidth" | "lineCap" |
 *   "lineJoin" | "globalAlpha" | "font" | "textAlign" | "textBaseline">} Pen */

/** What XML 1.0 cannot hold: most controls, halves of letters, two that are no characters. */
const NO_XML = /[\p{Cs}\ufffe\uffff]|[^\P{Cc}\t\n\r]/gu;

/** What a canvas saves and restores. */
const KEPT = /** @type {const} */ ([
  "fillStyle", "strokeStyle", "lineWidth", "lineCap", "lineJoin", "globalAlpha", "font", "textAlign",
  "textBaseline", "dashes", "size", "left", "top", "into", "frame",
]);

/** @type {Partial<Record<CanvasTextAlign, string>>} */
const ANCHORS = { center: "middle", right: "end", end: "end" };

/** @param {string} text */
function xmlText(text) {
  return text.replace(NO_XML, "\ufffd");
}

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 100) / 100);
}

/**
 * @param {"fill" | "stroke"} name
 * @param {string} paint
 * @param {number} alpha
 * @returns {Record<string, string>} colour and opacity apart, since few readers know rgba()
 */
function paintOf(name, paint, alpha) {
  const [, red = "", green = "", blue = "", share = "1"] = /^rgba\((.+),(.+),(.+),(.+)\)$/.exec(paint) || [];
  const opacity = alpha * Number(share);
  const solid = red ? `rgb(${[red, green, blue].map(Number).join(",")})` : paint;
  return { [name]: solid, ...(opacity < 1 && { [`${name}-opacity`]: short(opacity) }) };
}

/** @implements {Pen} */
class SvgPen {
  /** @param {SVGElement} into what is drawn is appended here, and kept within its width and height */
  constructor(into) {
    this.into = into;
    const [right, bottom] = [Number(into.getAttribute("width")), Number(into.getAttribute("height"))];
    this.frame = { left: 0, top: 0, right, bottom };
    this.fillStyle = "#000";
    this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.lineCap = /** @type {CanvasLineCap} */ ("butt");
    this.lineJoin = /** @type {CanvasLineJoin} */ ("miter");
    this.lineDashOffset = 0;
    this.globalAlpha = 1;
    this.font = "10px sans-serif";
    this.textAlign = /** @type {CanvasTextAlign} */ ("start");
    this.textBaseline = /** @type {CanvasTextBaseline} */ ("alphabetic");
    this.dashes = /** @type {number[]} */ ([]);
    this.size = 1;
    this.left = 0;
    this.top = 0;
    this.path = /** @type {string[]} */ ([]);
    this.points = /** @type {Point[]} */ ([]);
    this.filled = /** @type {SVGElement | null} */ (null);
    this.saved = /** @type {Record<string, unknown>[]} */ ([]);
    this.clips = 0;
  }

  save() {
    this.saved.push(Object.fromEntries(KEPT.map((name) => [name, this[name]])));
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  translate(x, y) {
    this.left += x * this.size;
    this.top += y * this.size;
  }

  /** @param {number} factor across and down alike: nothing here is stretched */
  scale(factor) {
    this.size *= factor;
  }

  /** @param {number[]} dashes */
  setLineDash(dashes) {
    this.dashes = dashes;
  }

  beginPath() {
    this.path = [];
    this.points = [];
    this.filled = null;
  }

  /**
   * @param {string} letter of SVG's paths
   * @param {...number} places x and y of each point
   */
  draw(letter, ...places) {
    /** @type {Point[]} */
    const points = [];
    for (let at = 0; at < places.length; at += 2) {
      points.push({ x: this.left + (places[at] || 0) * this.size, y: this.top + (places[at + 1] || 0) * this.size });
    }
    this.points.push(...points);
    this.path.push(letter + points.map(({ x, y }) => `${short(x)} ${short(y)}`).join(" "));
    this.filled = null;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.draw("M", x, y);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.draw(this.path.length ? "L" : "M", x, y);
  }

  /**
   * @param {number} viaX
   * @param {number} viaY
   * @param {number} x
   * @param {number} y
   */
  quadraticCurveTo(viaX, viaY, x, y) {
    this.draw("Q", viaX, viaY, x, y);
  }

  /**
   * @param {number} firstX
   * @param {number} firstY
   * @param {number} secondX
   * @param {number} secondY
   * @param {number} x
   * @param {number} y
   */
  bezierCurveTo(firstX, firstY, secondX, secondY, x, y) {
    this.draw("C", firstX, firstY, secondX, secondY, x, y);
  }

  /**
   * In steps of a third of the circle at most, which SVG draws without doubt.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} from
   * @param {number} to
   * @param {boolean} [back]
   */
  arc(x, y, radius, from, to, back = false) {
    const whole = 2 * Math.PI;
    const turn = Math.abs(to - from) >= whole ? whole : (((back ? from - to : to - from) % whole) + whole) % whole;
    const steps = Math.max(1, Math.ceil(turn / 2.1));
    const reach = short(radius * this.size);
    for (let step = 0; step <= steps; step++) {
      const angle = from + ((back ? -turn : turn) * step) / steps;
      const [atX, atY] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      if (step) this.draw(`A${reach} ${reach} 0 0 ${back ? 0 : 1} `, atX, atY);
      else this.lineTo(atX, atY);
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  closePath() {
    if (this.path.length) this.path.push("Z");
  }

  clip() {
    const id = `clip-${(this.clips += 1)}`;
    const path = svg("path", { d: this.path.join("") });
    const group = svg("g", { "clip-path": `url(#${id})` });
    this.into.append(svg("clipPath", { id }, path), group);
    this.into = group;
    this.frame = boundsOf(this.points);
  }

  fill() {
    this.filled = this.put(paintOf("fill", this.fillStyle, this.globalAlpha));
  }

  /** A shape that is filled and then outlined is one element. */
  stroke() {
    const look = this.strokeLook();
    if (!this.filled) this.put({ fill: "none", ...look });
    else for (const [name, value] of Object.entries(look)) this.filled.setAttribute(name, value);
  }

  /** @returns {Record<string, string>} */
  strokeLook() {
    const dashes = this.dashes.map((dash) => short(dash * this.size));
    return {
      ...paintOf("stroke", this.strokeStyle, this.globalAlpha),
      "stroke-width": short(this.lineWidth * this.size),
      ...(this.dashes.some(Boolean) && { "stroke-dasharray": dashes.join(" ") }),
      ...(this.lineCap !== "butt" && { "stroke-linecap": this.lineCap }),
      ...(this.lineJoin !== "miter" && { "stroke-linejoin": this.lineJoin }),
    };
  }

  /**
   * @param {Record<string, string>} look
   * @returns {SVGElement | null} null where nothing of it would be seen
   */
  put(look) {
    if (!this.points.length || this.outside(boundsOf(this.points), this.lineWidth * this.size)) return null;
    const element = svg("path", { d: this.path.join(""), ...look });
    this.into.append(element);
    return element;
  }

  /**
   * @param {Box} box
   * @param {number} margin
   */
  outside({ left, top, right, bottom }, margin) {
    const { frame } = this;
    const aside = right < frame.left - margin || left > frame.right + margin;
    return aside || bottom < frame.top - margin || top > frame.bottom + margin;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y) {
    this.letter(text, x, y, paintOf("fill", this.fillStyle, this.globalAlpha));
  }

  /**
   * The rim of a word that is filled next; an element of its own, as not every reader knows how to
   * paint a rim beneath its letters.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  strokeText(text, x, y) {
    this.letter(text, x, y, { fill: "none", "aria-hidden": "true", ...this.strokeLook() });
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Record<string, string>} look
   */
  letter(text, x, y, look) {
    const [, bold = "", size = "10", family = FONT] = /^(bold )?.*?([\d.]+)px (.*)$/.exec(this.font) || [];
    const high = Number(size) * this.size;
    const wide = this.measureText(text).width * this.size;
    const at = { x: this.left + x * this.size, y: this.top + (y + this.drop()) * this.size };
    if (this.outside(boundsOf([at]), wide + high) || !text.trim()) return;
    const anchor = ANCHORS[this.textAlign];
    const element = svg("text", {
      x: short(at.x), y: short(at.y), "font-size": short(high), ...look,
      ...(bold && { "font-weight": "bold" }),
      ...(family !== FONT && { "font-family": family }),
      ...(anchor && { "text-anchor": anchor }),
    });
    element.textContent = xmlText(text);
    this.into.append(element);
  }

  /** @param {string} text */
  measureText(text) {
    ruler.font = this.font;
    return ruler.measureText(text);
  }

  /** From where the text was put down to the line it stands on, which is all that every reader knows. */
  drop() {
    if (this.textBaseline === "alphabetic") return 0;
    const low = this.measureText("H").actualBoundingBoxAscent;
    ruler.textBaseline = this.textBaseline;
    const high = this.measureText("H").actualBoundingBoxAscent;
    ruler.textBaseline = "alphabetic";
    return low - high;
  }
}
