// Where a name can stand beside its node: clear of other names, inside the view, off the lines.

/** Boxes already taken, in pixels, filed by cell so that large maps stay quick. */
class Taken {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  *keys(box) {
    for (let x = Math.floor(box.left / 90); x <= Math.floor(box.right / 90); x++) {
      for (let y = Math.floor(box.top / 45); y <= Math.floor(box.bottom / 45); y++) yield `${x},${y}`;
    }
  }

  /** @param {Box} box */
  add(box) {
    for (const key of this.keys(box)) this.cells.set(key, [...(this.cells.get(key) || []), box]);
  }

  /** @param {Box} box */
  hits(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        const apart = box.right <= other.left || box.left >= other.right;
        if (!apart && box.bottom > other.top && box.top < other.bottom) return true;
      }
    }
    return false;
  }
}

/**
 * @param {Point} at the middle of the node
 * @param {number} radius in pixels, like all here
 * @param {number} wide
 * @param {number} high
 * @returns {Box[]} best first: below, right, left, above, then askew
 */
function placesFor({ x, y }, radius, wide, high) {
  const under = y + radius + 2;
  const over = y - radius - 2 - high;
  /** @type {[number, number][]} */
  const corners = [
    [x - wide / 2, under],
    [x + radius + 4, y - high / 2],
    [x - radius - 4 - wide, y - high / 2],
    [x - wide / 2, over],
    [x - radius, under],
    [x + radius - wide, under],
    [x - radius, over],
    [x + radius - wide, over],
  ];
  return corners.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high }));
}

/**
 * Where names may stand at all: within what a fitted view shows, and clear of ticks.
 * @param {Layout} layout
 * @param {number} scale
 * @returns {Box}
 */
function labelRoom({ width, height, chart }, scale) {
  const all = { left: 3, top: 3, right: width - 3, bottom: height - 3 };
  if (!chart) return scaled(all, scale);
  const { bottom } = chart.tray || chart.plot;
  return scaled({ ...all, left: chart.plot.left, top: chart.plot.top, bottom }, scale);
}

/**
 * How many lines cross the box, by their points, which lie close together.
 * @param {Box} box
 * @param {Point[][]} lines
 */
function crossings(box, lines) {
  return lines.filter((line) =>
    line.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom),
  ).length;
}

/**
 * @param {Scene} scene
 * @param {number} scale
 * @returns {Point[][]} none for a large map, where the search would take too long
 */
function linesOf({ map, layout, bends }, scale) {
  if (isLarge(map)) return [];
  return map.edges.map((edge) =>
    pathOf(layout, edge, bends.get(edge.id) || 0).map(({ x, y }) => ({ x: x * scale, y: y * scale })),
  );
}

/**
 * The free place that the fewest lines cross.
 * @param {Box[]} places
 * @param {Taken} taken
 * @param {Box} room
 * @param {Point[][]} lines
 * @returns {Box | undefined}
 */
function bestPlace(places, taken, room, lines) {
  const free = places.filter(
    (box) =>
      box.left >= room.left && box.right <= room.right && box.top >= room.top &&
      box.bottom <= room.bottom && !taken.hits(box),
  );
  const counts = free.map((box) => crossings(box, lines));
  return free[counts.indexOf(Math.min(...counts))];
}
