// Which lines bend: those between the same two nodes fan out, and a line that would run through a
// third node goes around it, so that it is never mistaken for two lines.

/** @typedef {{enabled: boolean, type: string, roundness: number}} Curve */

const CLEARANCE = 7;
const FAN = 0.28;
const BENDS = [0, 0.12, -0.12, 0.2, -0.2, 0.3, -0.3];

/**
 * @param {GraphMap} map
 * @param {Layout} layout
 * @returns {Map<string, number>} by edge: above zero clockwise, as far as the number says
 */
function bendsOf(map, layout) {
  /** @type {Map<string, MapEdge[]>} */
  const pairs = new Map();
  for (const edge of map.edges) {
    const key = JSON.stringify([edge.from, edge.to].sort());
    pairs.set(key, [...(pairs.get(key) || []), edge]);
  }
  /** @type {Map<string, number>} */
  const bends = new Map();
  for (const pair of pairs.values()) {
    pair.forEach((edge, index) => {
      const fan = (index - (pair.length - 1) / 2) * FAN * (edge.from < edge.to ? 1 : -1);
      bends.set(edge.id, pair.length === 1 && !isLarge(map) ? detour(map, layout, edge) : fan);
    });
  }
  return bends;
}

/**
 * @param {GraphMap} map
 * @param {Layout} layout
 * @param {MapEdge} edge
 * @returns {number} the least bend that clears every other node; none where all fail
 */
function detour(map, layout, edge) {
  const others = map.nodes.filter(({ id }) => id !== edge.from && id !== edge.to);
  const marks = others.map((node) => ({ ...pointOf(layout, node.id), reach: shownSize(layout, node) + CLEARANCE }));
  return BENDS.find((bend) => clears(pathOf(layout, edge, bend), marks)) ?? 0;
}

/**
 * @param {Point[]} path
 * @param {(Point & {reach: number})[]} marks
 * @returns {boolean} whether the path keeps away from all of them
 */
function clears(path, marks) {
  const box = boundsOf(path);
  return marks.every(({ x, y, reach }) => {
    const isFar = x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach;
    return isFar || path.every((point) => (point.x - x) ** 2 + (point.y - y) ** 2 > reach ** 2);
  });
}

/**
 * The points of a line; vis-network draws the same curve from the same bend.
 * @param {Layout} layout
 * @param {MapEdge} edge
 * @param {number} bend
 * @returns {Point[]} empty where an end is missing
 */
function pathOf(layout, edge, bend) {
  const [from, to] = [layout.at.get(edge.from), layout.at.get(edge.to)];
  if (!from || !to) return [];
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const turn = Math.atan2(from.y - to.y, to.x - from.x) + (bend * 0.5 + 0.5) * Math.PI;
  const reach = (Math.abs(bend) * 0.5 + 0.5) * length;
  const via = { x: from.x + reach * Math.sin(turn), y: from.y + reach * Math.cos(turn) };
  const steps = Math.min(Math.max(Math.ceil(length / 8), 8), 60);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return { x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y };
  });
}

/**
 * @param {number | undefined} bend
 * @returns {Curve | false} in the words of vis-network
 */
function curveOf(bend) {
  if (!bend) return false;
  return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
}
