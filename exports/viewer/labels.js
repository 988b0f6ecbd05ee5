// Names beside the nodes, at one size on screen whatever the zoom, and never over one another.
// A name that finds no room is left out until the reader zooms in or picks its node.

/** @typedef {{id: string, text: string, x: number, y: number, box: Box}} Label */
/** @typedef {{scale: number, lang: Lang, placed: Label[], reach: Reach | null}} LabelCache */

const FONT = 'system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const LABEL_SIZE = 13;
const LONGEST = 24;

const ruler = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @param {string} text
 * @param {number} size
 */
function textWidth(text, size) {
  const key = `${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = `${size}px ${FONT}`;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * One short line: control and direction marks would disturb the drawing of other names.
 * @param {string} id
 */
function labelText(id) {
  const clean = nameOf(id).slice(0, 200).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const letters = Array.from(clean);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : clean;
}

/**
 * @param {Scene} scene
 * @param {number} scale
 * @param {Reach | null} reach
 * @returns {Label[]}
 */
function placeLabels(scene, scale, reach) {
  const taken = new Taken();
  for (const node of scene.map.nodes) {
    taken.add(boxAround(node.x * scale, node.y * scale, shownSize(scene, node) * scale));
  }
  const { axes } = scene.map;
  if (axes && axes.tray) taken.add(trayLabelBox(axes.tray, scale));
  const room = labelRoom(scene, scale);
  const lines = linesOf(scene.map, scale);
  /** @param {MapNode} node */
  const weight = (node) => (reach && reach.nodes.has(node.id) ? 1e9 : 0) + (node.size || 0);
  /** @type {Label[]} */
  const placed = [];
  for (const node of [...scene.map.nodes].sort((a, b) => weight(b) - weight(a))) {
    const text = labelText(node.id);
    const places = placesFor(node, shownSize(scene, node) * scale, scale, text);
    const forced = reach !== null && reach.centre.has(node.id);
    const box = bestPlace(places, taken, room, lines) || (forced ? places[0] : undefined);
    if (!box) continue;
    taken.add(box);
    placed.push({ id: node.id, text, x: (box.left + box.right) / 2, y: box.top + 3, box });
  }
  return placed;
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawLabels(scene, ctx) {
  const scale = scene.network.getScale();
  if (!scene.labels || scene.labels.scale !== scale || scene.labels.lang !== state.lang) {
    const reach = reachOf(scene);
    scene.labels = { scale, lang: state.lang, placed: placeLabels(scene, scale, reach), reach };
  }
  const { placed, reach } = scene.labels;
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colour("paper");
  ctx.fillStyle = colour("ink");
  for (const label of placed) {
    const weight = reach && reach.centre.has(label.id) ? "bold " : "";
    ctx.font = `${weight}${LABEL_SIZE}px ${FONT}`;
    ctx.globalAlpha = !reach || reach.nodes.has(label.id) ? 1 : 0.25;
    ctx.strokeText(label.text, label.x, label.y);
    ctx.fillText(label.text, label.x, label.y);
  }
  ctx.restore();
}

/**
 * @param {Scene} scene
 * @param {{x: number, y: number}} point in canvas coordinates
 * @returns {string | undefined}
 */
function labelAt(scene, point) {
  if (!scene.labels) return undefined;
  const { placed, scale } = scene.labels;
  const x = point.x * scale;
  const y = point.y * scale;
  const found = placed.find(
    ({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
  );
  return found && found.id;
}
