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
 * @param {MapNode} node
 * @param {number} radius in pixels, like the result
 * @param {number} scale
 * @param {string} text
 * @returns {Box[]} best first: below, right, left, above, then askew
 */
function placesFor(node, radius, scale, text) {
  const x = node.x * scale;
  const y = node.y * scale;
  const wide = textWidth(text, LABEL_SIZE) + 4;
  const high = LABEL_SIZE + 5;
  const under = y + radius + 2;
  const over = y - radius - 2 - high;
  /** @type {[number, number][]} */
  const corners = [
    [x - wide / 2, under],
    [x + radius + 3, y - high / 2],
    [x - radius - 3 - wide, y - high / 2],
    [x - wide / 2, over],
    [x - radius, under],
    [x + radius - wide, under],
    [x - radius, over],
    [x + radius - wide, over],
  ];
  return corners.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high }));
}

/**
 * Where names may stand at all: within what a fitted view shows, and clear of ticks and titles.
 * @param {Scene} scene
 * @param {number} scale
 * @returns {Box}
 */
function labelRoom(scene, scale) {
  const bounds = scaled(boundsOf(scene), scale);
  const free = marginsOf(scene);
  const chart = scene.map.axes !== null;
  return {
    left: bounds.left - (chart ? 0 : free.left - 3),
    top: bounds.top - (chart ? 0 : free.top - 3),
    right: bounds.right + free.right - 3,
    bottom: bounds.bottom + (chart ? 0 : free.bottom - 3),
  };
}

/**
 * How many lines cross the box; lines count as straight.
 * @param {Box} box
 * @param {number[][]} lines x, y, x, y in pixels
 */
function crossings(box, lines) {
  return lines.filter(([x1, y1, x2, y2]) => {
    let from = 0;
    let to = 1;
    for (const [start, step, low, high] of [
      [x1, x2 - x1, box.left, box.right],
      [y1, y2 - y1, box.top, box.bottom],
    ]) {
      const ends = step ? [(low - start) / step, (high - start) / step] : [-Infinity, Infinity];
      if (!step && (start < low || start > high)) return false;
      from = Math.max(from, Math.min(...ends));
      to = Math.min(to, Math.max(...ends));
    }
    return from < to;
  }).length;
}

/**
 * @param {GraphMap} map
 * @param {number} scale
 * @returns {number[][]} none for a large map, where the search would take too long
 */
function linesOf(map, scale) {
  if (isLarge(map)) return [];
  const at = new Map(map.nodes.map((node) => [node.id, node]));
  return map.edges.flatMap((edge) => {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    return a && b ? [[a.x * scale, a.y * scale, b.x * scale, b.y * scale]] : [];
  });
}

/**
 * The free place that the fewest lines cross.
 * @param {Box[]} places
 * @param {Taken} taken
 * @param {Box} room
 * @param {number[][]} lines
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
