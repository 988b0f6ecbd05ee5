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
 * @param {string} middle
 * @param {number} depth
 * @returns {Set<string>} the nodes at most so many steps away, the middle among them
 */
function stepsFrom(edges, middle, depth) {
  const lines = linesByEnd(edges);
  const found = new Set([middle]);
  let rim = [middle];
  for (let step = 0; step < depth; step++) {
    rim = rim.flatMap((end) => (lines.get(end) || []).map((line) => otherEnd(line, end)));
    rim = [...new Set(rim)].filter((end) => !found.has(end));
    for (const end of rim) found.add(end);
  }
  return found;
}

/**
 * @param {MapEdge[]} edges
 * @param {string} from
 * @param {string} to
 * @returns {MapEdge[] | null} the lines of a shortest way, in order; of equals the first by the order of
 * the map; null where there is none
 */
function shortestWay(edges, from, to) {
  const lines = linesByEnd(edges);
  /** @type {Map<string, MapEdge | null>} */
  const came = new Map([[from, null]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && at !== to; at = queue.shift()) {
    for (const line of lines.get(at) || []) {
      const next = otherEnd(line, at);
      if (came.has(next)) continue;
      came.set(next, line);
      queue.push(next);
    }
  }
  if (!came.has(to)) return null;
  /** @type {MapEdge[]} */
  const way = [];
  let end = to;
  for (let line = came.get(end); line; line = came.get(end)) {
    way.unshift(line);
    end = otherEnd(line, end);
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
  return shortestWay(map.edges, from, pick.id);
}
