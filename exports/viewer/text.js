// Words on the canvas: how wide they are, and where they break.

const FONT = 'system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

const ruler = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @param {number} size in pixels
 * @param {boolean} [bold]
 */
function fontOf(size, bold) {
  return `${bold ? "bold " : ""}${size}px ${FONT}`;
}

/**
 * Control and direction marks would disturb the drawing of other words.
 * @param {string} text
 * @param {number} most letters
 */
function onOneLine(text, most) {
  return text.slice(0, most).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/**
 * @param {string} text
 * @param {string} font
 */
function textWidth(text, font) {
  const key = `${font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = font;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * @param {string} text
 * @param {string} font
 * @param {number} width in pixels; a single word may be wider
 * @returns {string[]} lines; Chinese may break between any two characters, but not before a stop
 */
function wrapped(text, font, width) {
  const pieces = text.match(/[\u2e80-\uffef][、，。：；）」』！？]*|[^\s\u2e80-\uffef]+\s*|\s+/gu) || [];
  const lines = [""];
  for (const piece of pieces) {
    const last = lines[lines.length - 1];
    if (last && textWidth((last + piece).trimEnd(), font) > width) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trimEnd());
}

/**
 * @param {string} text
 * @param {string} font
 * @param {number} width in pixels
 */
function shortened(text, font, width) {
  if (textWidth(text, font) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, font) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
