// What a picture says of itself, above and below the map: title, question, what is in view, legend;
// atlas, day, licence and sources.

/** @typedef {{item: LegendItem, x: number, y: number}} Key */
/** @typedef {{width: number, height: number, words: Written[], keys: Key[]}} Strip */
/** A line of words, x and y at its top left. ink: the name of a colour.
 * @typedef {{text: string, x: number, y: number, font: string, ink: string}} Written */

const SIDE = 16;
const KEY_LINE = 20;
const LONGEST = 400;

/**
 * @param {Strip} strip grows by the lines
 * @param {string} text
 * @param {{size: number, bold?: boolean, ink: string, most: number}} look most: how many lines
 */
function addWords(strip, text, { size, bold, ink, most }) {
  const font = fontOf(size, bold);
  const room = strip.width - 2 * SIDE;
  const lines = wrapped(onOneLine(text, LONGEST), font, room).filter(Boolean);
  const kept = [...lines.slice(0, most - 1), lines.slice(most - 1).join(" ")].filter(Boolean);
  for (const line of kept) {
    strip.words.push({ text: shortened(line, font, room), x: SIDE, y: strip.height, font, ink });
    strip.height += Math.ceil(size * 1.4);
  }
}

/**
 * @param {GraphMap} map
 * @param {number} width
 * @returns {Strip}
 */
function headOf(map, width) {
  /** @type {Strip} */
  const strip = { width, height: 14, words: [], keys: [] };
  addWords(strip, say(map.title), { size: 20, bold: true, ink: "ink", most: 2 });
  addWords(strip, say(map.question), { size: 14, ink: "ink", most: 3 });
  for (const note of viewNotes(map)) addWords(strip, note, { size: 12, ink: "muted", most: 2 });
  addKeys(strip, map);
  return strip;
}

/**
 * @param {Strip} strip grows by the rows of the legend
 * @param {GraphMap} map
 */
function addKeys(strip, map) {
  const font = fontOf(TICK_SIZE);
  const right = strip.width - SIDE;
  let [x, y] = [SIDE, strip.height + 6];
  for (const item of map.legend) {
    const mark = keyWidth(map, item);
    const text = shortened(onOneLine(say(item.label), LONGEST), font, right - SIDE - mark);
    const wide = mark + textWidth(text, font);
    if (x > SIDE && x + wide > right) [x, y] = [SIDE, y + KEY_LINE];
    strip.keys.push({ item, x, y });
    strip.words.push({ text, x: x + mark, y: y + 2, font, ink: "muted" });
    x += wide + 16;
  }
  strip.height = y + (map.legend.length ? KEY_LINE + 4 : 4);
}

/**
 * @param {GraphMap} map
 * @param {LegendItem} item
 */
function keyWidth(map, item) {
  if (item.size) return keySize(item.size) + 6;
  if (item.mark !== "node") return 36;
  return comesInSizes(map, item.group || "") ? 32 : 20;
}

/**
 * What of the map the reader chose to see.
 * @param {GraphMap} map
 * @returns {string[]} lines
 */
function viewNotes(map) {
  const { trueOn, knownOn, least } = state;
  const days = [trueOn && labelled("true_on", trueOn), knownOn && labelled("known_on", knownOn)];
  const money = least ? [`${ui("filter_amount")} ${amountWords(least)}`] : [];
  const notes = [[...pickNotes(map), ...days, ...money], leftOut(map)];
  return notes.map((line) => line.filter(Boolean).join(" · ")).filter(Boolean);
}

/**
 * @param {GraphMap} map
 * @returns {string[]}
 */
function pickNotes(map) {
  const { pick, from, depth } = state;
  if (!pick) return [];
  const shown = shownOf(map);
  const edge = pick.what === "edge" ? edgeById(shown, pick.id) : undefined;
  const notes = [labelled("picked", edge ? sentenceOf(shown, edge) : endName(shown, pick.id))];
  if (from && from !== pick.id) notes.push(`${ui("path_title")} ${endName(shown, from)}`);
  if (depth) notes.push(`${ui("around")} ${depth} ${ui("steps")}`);
  return notes;
}

/**
 * @param {GraphMap} map
 * @returns {string[]} what the filters hide, by the names that the page gives it
 */
function leftOut({ legend }) {
  const { group, relation, style, source } = state.without;
  const ofLegend = legend.filter((item) =>
    item.mark === "node" ? group.has(item.group || "") : style.has(item.style || ""),
  );
  const names = [...ofLegend.map(({ label }) => say(label)), ...[...relation, ...source].map(term)];
  return names.length ? [labelled("left_out", names.join(state.lang === "zh" ? "、" : ", "))] : [];
}

/**
 * @param {string} key
 * @param {string} text
 */
function labelled(key, text) {
  return `${ui(key)}${state.lang === "zh" ? "：" : ": "}${text}`;
}

/**
 * @param {GraphMap} map
 * @param {number} width
 * @returns {Strip}
 */
function footOf(map, width) {
  /** @type {Strip} */
  const strip = { width, height: 8, words: [], keys: [] };
  for (const line of imprint(map)) addWords(strip, line, { size: 11, ink: "muted", most: 2 });
  strip.height += 8;
  return strip;
}

/**
 * @param {GraphMap} map
 * @returns {string[]} which atlas, as of when, under what licence; out of how many sources
 */
function imprint(map) {
  const whole = `${say(page.title)} · ${ui("as_of")} ${page.as_of} · ${say(page.licence)}`;
  const sources = sourcesLine(map);
  return sources ? [whole, sources] : [whole];
}

/**
 * @param {GraphMap} map
 * @returns {string} how many sources what is shown rests on, by kind, the most used first; "" for none
 */
function sourcesLine(map) {
  const sources = sourcesOf(claimsShown(map));
  /** @type {Map<string, number>} */
  const kinds = new Map();
  for (const { kind } of sources) kinds.set(kind, (kinds.get(kind) || 0) + 1);
  const counts = [...kinds].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const parts = counts.filter(([kind]) => kind).map(([kind, count]) => `${term(kind)} ${count}`);
  if (!sources.length) return "";
  const by = state.lang === "zh" ? `（${parts.join("、")}）` : ` (${parts.join(", ")})`;
  return labelled("sources", `${sources.length}${parts.length ? by : ""}`);
}

/**
 * @param {Strip} strip
 * @param {GraphMap} map
 * @param {Pen} pen
 */
function drawStrip(strip, map, pen) {
  pen.textAlign = "left";
  pen.textBaseline = "top";
  for (const { text, x, y, font, ink } of strip.words) {
    pen.font = font;
    pen.fillStyle = colour(ink);
    pen.fillText(text, x, y);
  }
  for (const key of strip.keys) drawKey(key, map, pen);
}

/**
 * @param {Key} key
 * @param {GraphMap} map
 * @param {Pen} pen
 */
function drawKey({ item, x, y }, map, pen) {
  if (item.mark === "range") return drawRangeKey(x, y + 8, pen);
  if (item.mark !== "node" && !item.size) return drawLineKey(item, x, y + 8, pen);
  const group = item.group || "";
  const sizes = item.size ? [keySize(item.size)] : comesInSizes(map, group) ? [10, 17] : [14];
  let left = x;
  for (const size of sizes) {
    drawMark(group, left, y + 9 - size / 2, size, pen);
    left += size;
  }
}

/**
 * @param {string} group
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {Pen} pen
 */
function drawMark(group, x, y, size, pen) {
  const { shape, fill } = groupLook(group);
  const part = size / 16;
  pen.fillStyle = fill;
  pen.beginPath();
  for (const [across, down] of own(CORNERS, shape) || []) pen.lineTo(x + across * part, y + down * part);
  if (!own(CORNERS, shape)) pen.arc(x + 8 * part, y + 8 * part, 6 * part, 0, 2 * Math.PI);
  pen.closePath();
  pen.fill();
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Pen} pen
 */
function drawRangeKey(x, y, pen) {
  drawLineKey({ width: 1.5 }, x, y, pen);
  pen.fillStyle = colour("muted");
  pen.beginPath();
  pen.arc(x + 15, y, 4, 0, 2 * Math.PI);
  pen.fill();
}

/**
 * @param {Pick<LegendItem, "style" | "width">} item
 * @param {number} x
 * @param {number} y
 * @param {Pen} pen
 */
function drawLineKey({ style = "solid", width }, x, y, pen) {
  const disputed = style === "disputed";
  pen.lineWidth = width || (style === "inferred" || style === "dotted" ? 1.5 : 2);
  pen.setLineDash(dashesOf({ style, rule: style === "inferred" || style === "dotted" ? style : null }));
  pen.strokeStyle = colour(disputed ? "disputed" : "edge");
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 30, y);
  pen.stroke();
  pen.setLineDash([]);
  if (disputed) drawSign(x + 15, y, pen);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Pen} pen
 */
function drawSign(x, y, pen) {
  pen.save();
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = fontOf(TITLE_SIZE, true);
  pen.lineWidth = 3;
  pen.strokeStyle = colour("paper");
  pen.fillStyle = colour("disputed");
  pen.strokeText("≠", x, y);
  pen.fillText("≠", x, y);
  pen.restore();
}
