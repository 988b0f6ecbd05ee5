// Where everything on a map stands when all of it is in view, in pixels from the stage's corner.
// The map's own positions are stretched to use the room: a phone's is high, a desk's is wide.

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {{x: number, y: number}} Point */
/** toMap: from a place on the stage back to the map's own position.
 * @typedef {{width: number, height: number, at: Map<string, Point>, grow: number, chart: Chart | null,
 *   place: (point: Point) => Point, toMap: (point: Point) => Point}} Layout */

/** Both directions may be stretched unequally, but a circle of names must not become a line. */
const MOST_UNEQUAL = 2.5;
const MOST_STRETCHED = 1.6;

/**
 * @param {GraphMap} map
 * @param {number} width of the free part of the stage
 * @param {number} height
 * @returns {Layout}
 */
function layoutOf(map, width, height) {
  const nodes = [...map.nodes.map(placedNode), ...map.clusters];
  return map.axes ? chartLayout(nodes, map.axes, width, height) : spreadLayout(map, nodes, width, height);
}

/**
 * @param {GraphMap} map
 * @param {(MapNode | Cluster)[]} nodes
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
function spreadLayout(map, nodes, width, height) {
  const side = Math.min(70, width * 0.1);
  const room = { left: side, top: 40, right: width - side, bottom: height - 48 };
  const bounds = boundsOf([...nodes, ...map.regions.flatMap(cornersOf)]);
  const middle = middleOf(room);
  const centre = middleOf(bounds);
  const [across, down] = stretches(bounds, room);
  /** @param {Point} point */
  const place = ({ x, y }) => ({ x: middle.x + (x - centre.x) * across, y: middle.y + (y - centre.y) * down });
  /** @param {Point} point */
  const toMap = ({ x, y }) => ({ x: centre.x + (x - middle.x) / across, y: centre.y + (y - middle.y) / down });
  const at = new Map(nodes.map((node) => [node.id, place(node)]));
  for (const [id, pin] of pinsOf(map)) at.set(id, place(pin));
  return { width, height, at, grow: growth(Math.sqrt(across * down)), chart: null, place, toMap };
}

/**
 * @param {Region} region
 * @returns {Point[]}
 */
function cornersOf({ x, y, width, height }) {
  return [{ x, y }, { x: x + width, y: y + height }];
}

/**
 * @param {Point[]} points
 * @returns {Box}
 */
function boundsOf(points) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return points.length ? bounds : boxAround(0, 0, 0);
}

/**
 * @param {Box} box
 * @returns {Point}
 */
function middleOf(box) {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @returns {Box}
 */
function boxAround(x, y, reach) {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/**
 * @param {Box} from
 * @param {Box} to
 * @returns {[number, number]} factors across and down
 */
function stretches(from, to) {
  const across = Math.max(to.right - to.left, 60) / Math.max(from.right - from.left, 1);
  const down = Math.max(to.bottom - to.top, 60) / Math.max(from.bottom - from.top, 1);
  const x = Math.min(across, MOST_STRETCHED, down * MOST_UNEQUAL);
  return [x, Math.min(down, MOST_STRETCHED, x * MOST_UNEQUAL)];
}

/**
 * Marks shrink with the map, but less than it does, so that a small screen still shows them.
 * @param {number} stretch
 * @returns {number} the factor for the sizes of nodes
 */
function growth(stretch) {
  return Math.min(stretch * Math.min(Math.max(Math.sqrt(1 / stretch), 1), 1.6), 1.25);
}

/**
 * Never under five pixels: smaller cannot be hit.
 * @param {Layout} layout
 * @param {MapNode} node
 */
function shownSize(layout, node) {
  return Math.max((node.size || 0) * layout.grow, 5);
}
