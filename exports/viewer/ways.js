// Ways along the lines of a map, whichever way they point.

/**
 * @param {MapEdge[]} edges
 * @returns {Map<string, MapEdge[]>} the lines at each node
 */
function linesByEnd(edges) {
  /** @type {Map<string, MapEdge[]>} */
  const found = new Map();
  for (const edge of edges) {
    for (const end of new Set([edge.from, edge.to])) {
      const known = found.get(end);
      if (known) known.push(edge);
      else found.set(end, [edge]);
    }
  }
  return found;
}

/** @type {WeakMap<MapEdge[], Map<string, MapEdge[]>>} */
const linesKnown = new WeakMap();

/**
 * The same, made once for each list of lines: those of a map are never changed.
 * @param {GraphMap} map
 */
function linesOfMap({ edges }) {
  const known = linesKnown.get(edges) || linesByEnd(edges);
  linesKnown.set(edges, known);
  return known;
}

/**
 * @param {MapEdge} edge
 * @param {string} end
 * @returns {string} the other one
 */
function otherEnd(edge, end) {
  return edge.from === end ? edge.to : edge.from;
}

/**
 * @param {MapEdge[]} edges
 * @param {Iterable<string>} middles
 * @param {number} depth
 * @returns {Set<string>} the nodes at most so many steps away, the middles among them
 */
function stepsFrom(edges, middles, depth) {
  const lines = linesByEnd(edges);
  const found = new Set(middles);
  let rim = [...found];
  for (let step = 0; step < depth; step++) {
    rim = rim.flatMap((end) => (lines.get(end) || []).map((line) => otherEnd(line, end)));
    rim = [...new Set(rim)].filter((end) => !found.has(end));
    for (const end of rim) found.add(end);
  }
  return found;
}

/**
 * How long a line is to a way: of two with as many steps the one of reported, undisputed lines is shorter.
 * @param {MapEdge} edge
 */
function lengthOf(edge) {
  return 1 + (edge.style === "dashed" ? 0.01 : 0) + (edge.disputed ? 0.001 : 0);
}

/**
 * @param {MapEdge[]} edges
 * @param {Set<string>} from
 * @param {Set<string>} to
 * @returns {MapEdge[] | null} the lines of a shortest way, in order; of equals the first by the order of
 * the map; null where there is none
 */
function shortestWay(edges, from, to) {
  const lines = linesByEnd(edges);
  /** @type {Map<string, {length: number, came: MapEdge | null}>} */
  const reached = new Map([...from].map((end) => [end, { length: 0, came: null }]));
  const open = new Set(from);
  while (open.size) {
    const at = nearest(open, reached);
    open.delete(at);
    if (to.has(at)) return wayTo(at, reached);
    const here = /** @type {{length: number}} */ (reached.get(at)).length;
    for (const line of lines.get(at) || []) {
      const next = otherEnd(line, at);
      const length = here + lengthOf(line);
      const known = reached.get(next);
      if (known && known.length <= length) continue;
      reached.set(next, { length, came: line });
      open.add(next);
    }
  }
  return null;
}

/**
 * @param {Set<string>} open not empty
 * @param {Map<string, {length: number}>} reached
 * @returns {string} the nearest of them, of equals the first
 */
function nearest(open, reached) {
  let [best = ""] = open;
  const length = (/** @type {string} */ end) => (reached.get(end) || { length: Infinity }).length;
  for (const end of open) if (length(end) < length(best)) best = end;
  return best;
}

/**
 * @param {string} end
 * @param {Map<string, {came: MapEdge | null}>} reached
 * @returns {MapEdge[]}
 */
function wayTo(end, reached) {
  const way = [];
  let at = end;
  for (let line = reached.get(at)?.came; line; line = reached.get(at)?.came) {
    way.unshift(line);
    at = otherEnd(line, at);
  }
  return way;
}

/**
 * @param {GraphMap} map with the lines that are shown
 * @returns {MapEdge[] | null} the way between the two nodes that the reader chose; null without two, or without a way
 */
function pathSteps(map) {
  const { from, pick } = state;
  if (!from || !pick || pick.what !== "node" || pick.id === from) return null;
  const ends = marksOf(map, pick.id);
  return ends.has(from) ? null : shortestWay(map.edges, marksOf(map, from), ends);
}
