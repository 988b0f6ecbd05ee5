// The layout of a positioning chart: a plot between its axes, and below it a tray of the nodes
// that have no figures, in as many rows as their names need.

/** @typedef {{plot: Box, tray: Box | null, across: (x: number) => number,
 *   down: (y: number) => number}} Chart */
/** @typedef {{nodes: (MapNode | Cluster)[], columns: number, wide: number, high: number, head: number,
 *   drop: number}} Grid drop: from the top of a row to the middle of its nodes */

const TICK_SIZE = 12;
const LEAST_TICK = 9;
const TITLE_SIZE = 13;
const LINE = 17;
const LOWEST_PLOT = 120;

/**
 * @param {(MapNode | Cluster)[]} nodes
 * @param {Axes} axes
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
function chartLayout(nodes, axes, width, height) {
  const free = axisMargins(axes, width);
  const [from, to] = [axisBox(axes), { left: 0, top: 0, right: width, bottom: height }];
  const grow = growth(Math.sqrt(stretches(from, to).reduce((x, y) => x * y)));
  const room = width - free.left - free.right;
  const grid = axes.tray && trayGrid(nodes, axes.tray, room, height, grow);
  const below = grid ? trayHeight(grid) + 12 : 0;
  const bottom = Math.max(height - free.bottom - below, free.top + lowestPlot(axes.y));
  const plot = { left: free.left, top: free.top, right: width - free.right, bottom };
  const top = bottom + free.bottom;
  const tray = grid && { left: plot.left, top, right: plot.right, bottom: top + trayHeight(grid) };
  const across = between(axes.x, plot.left, plot.right);
  const down = between(axes.y, plot.bottom, plot.top);
  const place = (/** @type {Point} */ point) => ({ x: across(point.x), y: down(point.y) });
  const at = new Map(nodes.map((node) => [node.id, place(node)]));
  if (grid && tray) for (const [id, point] of gridPoints(grid, tray)) at.set(id, point);
  return { width, height, at, grow, chart: { plot, tray, across, down }, place, toMap: (point) => point };
}

/**
 * @param {Axis} axis
 * @returns {number} in pixels; of lanes, what lets the smallest names stand one below the other
 */
function lowestPlot({ lanes, ticks, from, to }) {
  if (!lanes) return LOWEST_PLOT;
  return Math.max(LOWEST_PLOT, ((LEAST_TICK + 1) * Math.abs(from - to)) / leastStep(ticks.map(({ at }) => at)));
}

/**
 * @param {number[]} places
 * @returns {number} the least way from one to the next, Infinity where there is but one
 */
function leastStep(places) {
  const sorted = [...places].sort((a, b) => a - b);
  return Math.min(...sorted.slice(1).map((at, index) => at - (sorted[index] ?? -Infinity)));
}

/**
 * @param {Axes} axes
 * @returns {Box} plot and tray in the map's own positions
 */
function axisBox({ x, y, tray }) {
  const ends = [{ x: x.from, y: y.from }, { x: x.to, y: y.to }];
  if (tray) ends.push({ x: tray.x + tray.width, y: tray.y + tray.height });
  return boundsOf(ends);
}

/**
 * @param {Axis} axis
 * @param {number} near in pixels
 * @param {number} far in pixels
 * @returns {(at: number) => number}
 */
function between(axis, near, far) {
  const length = axis.to - axis.from || 1;
  return (at) => near + ((at - axis.from) / length) * (far - near);
}

/**
 * @param {Axes} axes
 * @param {number} width of the stage in pixels
 * @returns {Box} room for ticks and titles
 */
function axisMargins(axes, width) {
  const font = fontOf(TICK_SIZE);
  const left = 26 + Math.max(0, ...tickWords(axes.y, width).map((text) => textWidth(text, font)));
  const right = 24;
  const room = width - left - right;
  const above = axes.y.label ? titleLines(`↑ ${say(axes.y.label)}`, room).length : 0;
  const below = axes.x.label ? titleLines(`${say(axes.x.label)} →`, room).length : 0;
  return { left, top: 18 + above * LINE, right, bottom: 36 + below * LINE };
}

/**
 * Names of lanes take a fifth of the stage at most.
 * @param {Axis} axis
 * @param {number} width of the stage in pixels
 * @returns {string[]}
 */
function tickWords(axis, width) {
  const words = axis.ticks.map(({ text }) => (typeof text === "string" ? text : say(text)));
  return axis.lanes ? words.map((text) => shortened(text, fontOf(TICK_SIZE), Math.max(width * 0.2, 56))) : words;
}

/**
 * @param {string} title
 * @param {number} room
 */
function titleLines(title, room) {
  return wrapped(title, fontOf(TITLE_SIZE), Math.max(room, 60));
}

/**
 * @param {(MapNode | Cluster)[]} all
 * @param {Tray} tray
 * @param {number} room in pixels
 * @param {number} height of the stage in pixels
 * @param {number} grow
 * @returns {Grid}
 */
function trayGrid(all, tray, room, height, grow) {
  const nodes = all.filter((node) => isInTray(node, tray)).sort((a, b) => a.y - b.y || a.x - b.x || 0);
  const names = nodes.map((node) => labelLines(node, false, room));
  const wide = Math.max(40, ...names.map(({ width }) => width)) + 8;
  const radius = Math.max(5, ...nodes.map(({ size }) => size * grow));
  const high = 2 * radius + Math.max(1, ...names.map(({ lines }) => lines.length)) * LINE + 14;
  const head = titleLines(say(tray.label), room - 16).length * LINE + 10;
  // A tray never takes much of the chart's room: rather more columns, with fewer names.
  const most = Math.max(1, Math.floor((height * 0.4 - head) / high));
  const rows = Math.min(Math.ceil(nodes.length / Math.max(1, Math.floor(room / wide))), most) || 1;
  const columns = Math.max(1, Math.ceil(nodes.length / rows));
  return { nodes, columns, wide: room / columns, high, head, drop: radius + 7 };
}

/**
 * @param {Point} node
 * @param {Tray} tray
 */
function isInTray({ x, y }, tray) {
  return Number.isNaN(x) || (x >= tray.x && x <= tray.x + tray.width && y >= tray.y && y <= tray.y + tray.height);
}

/** @param {Grid} grid */
function trayHeight({ nodes, columns, high, head }) {
  return head + Math.ceil(nodes.length / columns) * high;
}

/**
 * A shorter last row stands in the middle, so that lines to it pass between those above.
 * @param {Grid} grid
 * @param {Box} tray
 * @returns {[string, Point][]}
 */
function gridPoints({ nodes, columns, wide, high, head, drop }, tray) {
  return nodes.map((node, index) => {
    const row = Math.floor(index / columns);
    const missing = Math.max(0, (row + 1) * columns - nodes.length);
    const x = tray.left + ((index % columns) + (missing + 1) / 2) * wide;
    return [node.id, { x, y: tray.top + head + row * high + drop }];
  });
}
