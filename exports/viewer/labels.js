// Names beside the nodes, at one size on screen whatever the zoom, and never over one another.
// A name that finds no room is left out until the reader zooms in or picks its node.

/** @typedef {{id: string, lines: string[], bold: boolean, x: number, y: number, box: Box}} Label */
/** @typedef {{id: string, label?: Words, entity?: string}} Named */
/** @typedef {{scale: number, placed: Label[], reach: Reach | null}} LabelCache */

const LABEL_SIZE = 13;
const LABEL_LINE = 16;
const WIDEST_LABEL = 150;

/** @param {Named} node */
function labelText(node) {
  return onOneLine(nodeName(node), 200);
}

/**
 * A name on the map takes two lines at most, shorter ones on a narrow stage.
 * @param {Named} node
 * @param {boolean} bold
 * @param {number} stage its width in pixels
 * @returns {{lines: string[], width: number}}
 */
function labelLines(node, bold, stage) {
  const widest = Math.min(Math.max(stage * 0.31, 90), WIDEST_LABEL);
  const font = fontOf(LABEL_SIZE, bold);
  const text = labelText(node);
  const [first = ""] = wrapped(text, font, widest);
  const rest = text.slice(first.length).trim();
  const lines = [first, rest].filter(Boolean).map((line) => shortened(line, font, widest));
  return { lines, width: Math.max(0, ...lines.map((line) => textWidth(line, font))) };
}

/**
 * @param {Scene} scene
 * @param {number} scale
 * @param {Reach | null} reach
 * @returns {Label[]}
 */
function placeLabels(scene, scale, reach) {
  const taken = takenByMarks(scene, scale);
  const room = labelRoom(scene.layout, scale);
  const lines = linesOf(scene, scale);
  const weights = weightsOf(scene.map, reach);
  /** @type {Label[]} */
  const placed = [];
  for (const node of [...scene.map.nodes].sort((a, b) => (weights.get(b) || 0) - (weights.get(a) || 0))) {
    const bold = reach !== null && reach.centre.has(node.id);
    const label = labelLines(node, bold, scene.layout.width);
    const places = placesOf(scene, node, scale, label);
    const box = bestPlace(places, taken, room, lines) || (bold ? places[0] : undefined);
    if (!box) continue;
    taken.add(box);
    placed.push({ id: node.id, lines: label.lines, bold, x: (box.left + box.right) / 2, y: box.top + 2, box });
  }
  return placed;
}

/**
 * Whose name goes first: what is picked, then what is large, then what has many lines.
 * @param {GraphMap} map
 * @param {Reach | null} reach
 * @returns {Map<MapNode, number>}
 */
function weightsOf(map, reach) {
  /** @type {Map<string, number>} */
  const lines = new Map();
  for (const id of map.edges.flatMap(({ from, to }) => [from, to])) lines.set(id, (lines.get(id) || 0) + 1);
  return new Map(
    map.nodes.map((node) => {
      const picked = reach && reach.nodes.has(node.id) ? 1e9 : 0;
      // The number in a cluster's mark says most of what its name would.
      const size = (node.size || 0) * (node.count === undefined ? 1 : 0.5);
      return [node, picked + size + (lines.get(node.id) || 0) / Math.max(map.edges.length, 1)];
    }),
  );
}

/**
 * @param {Scene} scene
 * @param {number} scale
 */
function takenByMarks(scene, scale) {
  const taken = new Taken();
  for (const box of wordBoxes(scene, scale)) taken.add(box);
  for (const node of scene.map.nodes) {
    const { x, y } = pointOf(scene.layout, node.id);
    taken.add(boxAround(x * scale, y * scale, shownSize(scene.layout, node) * scale));
  }
  return taken;
}

/**
 * @param {Scene} scene
 * @param {MapNode} node
 * @param {number} scale
 * @param {{lines: string[], width: number}} label
 */
function placesOf({ layout }, node, scale, label) {
  const { x, y } = pointOf(layout, node.id);
  const radius = shownSize(layout, node) * scale;
  const high = label.lines.length * LABEL_LINE + 2;
  return placesFor({ x: x * scale, y: y * scale }, radius, label.width + 4, high);
}

/**
 * @param {Layout} layout
 * @param {string} id
 * @returns {Point}
 */
function pointOf(layout, id) {
  return layout.at.get(id) || { x: 0, y: 0 };
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawLabels(scene, ctx) {
  const scale = scene.network.getScale();
  if (!scene.labels || (scene.labels.scale !== scale && !scene.moving)) {
    const reach = reachOf(scene);
    scene.labels = { scale, placed: placeLabels(scene, scale, reach), reach };
  }
  const { placed, reach, scale: placedAt } = scene.labels;
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colour("paper");
  ctx.fillStyle = colour("ink");
  drawCounts(scene, ctx, scale, reach);
  ctx.textBaseline = "top";
  for (const { id, lines, bold, x, y } of placed) {
    ctx.font = fontOf(LABEL_SIZE, bold);
    ctx.globalAlpha = !reach || reach.nodes.has(id) ? 1 : 0.25;
    // While the reader zooms, names only go along with their nodes: new places for all would make it stutter.
    const at = pointOf(scene.layout, id);
    drawWords(ctx, lines, x + at.x * (scale - placedAt), y + at.y * (scale - placedAt), LABEL_LINE);
  }
  ctx.restore();
}

/**
 * How many a closed cluster stands for, in its mark.
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} scale
 * @param {Reach | null} reach
 */
function drawCounts({ map, layout }, ctx, scale, reach) {
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour("paper");
  for (const node of map.nodes) {
    if (node.count === undefined) continue;
    const { x, y } = pointOf(layout, node.id);
    const text = String(node.count);
    const size = Math.min(LABEL_SIZE, (shownSize(layout, node) * scale * 2.4) / (text.length + 0.6));
    ctx.font = fontOf(Math.round(size), true);
    ctx.globalAlpha = !reach || reach.nodes.has(node.id) ? 1 : 0.25;
    ctx.fillText(text, x * scale, y * scale);
  }
  ctx.restore();
}

/**
 * @param {Scene} scene
 * @param {Point} point in canvas coordinates
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
