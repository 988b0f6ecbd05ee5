// What of a map is shown: what the clocks and the filters leave of it, around what is picked, with
// its clusters closed.

/** @type {{key: string, listedKey: string, lens: string, map: GraphMap | null, listed: GraphMap | null}} */
const lastShown = { key: "", listedKey: "", lens: "", map: null, listed: null };

/**
 * @param {GraphMap} map
 * @returns {GraphMap} the same map with the nodes and lines that are shown, each where it stands
 */
function shownOf(map) {
  const listed = listedOf(map);
  const { pick, from, open } = state;
  const key = JSON.stringify([lastShown.listedKey, pick, from, [...open]]);
  if (lastShown.key !== key || !lastShown.map) {
    lastShown.key = key;
    lastShown.map = withClusters(withPicked(map, listed));
  }
  return lastShown.map;
}

/**
 * @param {GraphMap} map
 * @returns {GraphMap} the same, each member of a cluster by itself: what a list of it holds
 */
function listedOf(map) {
  useLens();
  const { depth, least, pick } = state;
  const without = SORTS.map((sort) => [...state.without[sort]]);
  const key = JSON.stringify([map.id, lastShown.lens, depth && pick, depth, least, without]);
  if (lastShown.listedKey !== key || !lastShown.listed) {
    lastShown.listedKey = key;
    lastShown.listed = standingOf(map);
  }
  return lastShown.listed;
}

/** What is listed, as a text that changes with it. */
function listedKey() {
  return lastShown.listedKey;
}

/**
 * A picked node is shown even where filters leave it no line.
 * @param {GraphMap} map
 * @param {GraphMap} listed
 * @returns {GraphMap}
 */
function withPicked(map, listed) {
  const { pick } = state;
  const node = pick && pick.what === "node" && !nodeById(listed, pick.id) ? nodeById(map, pick.id) : undefined;
  return node && standsThere(node) ? { ...listed, nodes: [...listed.nodes, placedNode(node)] } : listed;
}

/** What is shown, as a text that changes with it. */
function shownKey() {
  return lastShown.key;
}

/** Settle again when what passes the clocks and the kinds of source has changed. */
function useLens() {
  const lens = lensOf(state);
  const key = JSON.stringify([lens.trueOn, lens.knownOn, [...lens.without]]);
  if (key === lastShown.lens) return;
  lastShown.lens = key;
  if (areClaimsRead) settle(lens);
}

/**
 * Whether the clocks or the kinds of source leave anything out: a map as built rests on claims that
 * stand, so that otherwise none need be asked.
 */
function isLensSet() {
  return state.trueOn !== "" || state.knownOn !== "" || state.without.source.size > 0;
}

/**
 * @param {GraphMap} map
 * @returns {GraphMap} before clusters are closed
 */
function standingOf(map) {
  const wanted = map.nodes.filter((node) => !state.without.group.has(node.group) && standsThere(node));
  const ids = new Set(wanted.map(({ id }) => id));
  const least = leastOf(map);
  const edges = map.edges
    .filter((edge) => ids.has(edge.from) && ids.has(edge.to) && isWanted(edge) && edgeStands(edge))
    .filter(({ amount }) => !least || (amount !== undefined && amount >= least))
    .map(asItStands);
  const ends = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const nodes = wanted.filter((node) => node.claims || ends.has(node.id)).map(placedNode);
  return around({ ...map, nodes, edges });
}

/** @param {MapNode} node */
function standsThere(node) {
  return !isLensSet() || !node.claims || node.claims.some(holds);
}

/** @param {MapEdge} edge */
function edgeStands(edge) {
  if (!isLensSet() || !edge.claims.length) return true;
  if (edge.ways) return edge.ways.some(chainStands);
  return edge.claims.some(holds);
}

/** @param {string[]} chain */
function chainStands(chain) {
  /** @type {Map<string, boolean>} */
  const steps = new Map();
  for (const id of chain) {
    const claim = own(page.claims, id);
    const step = claim ? JSON.stringify([claim.subject, claim.property, claim.object]) : id;
    steps.set(step, steps.get(step) || holds(id));
  }
  return [...steps.values()].every(Boolean);
}

/** @param {MapEdge} edge */
function isWanted(edge) {
  const { relation, style } = state.without;
  return !relation.has(edge.relation) && !stylesOf(edge).some((name) => style.has(name));
}

/**
 * @param {GraphMap} map
 * @returns {number} the least amount that a line must stand for; 0 on a map without amounts
 */
function leastOf(map) {
  return state.least && hasAmounts(map) ? state.least : 0;
}

/** @param {GraphMap} map */
function hasAmounts(map) {
  return map.edges.some(({ amount }) => amount !== undefined);
}

/**
 * @param {MapEdge} edge
 * @returns {string[]} the names under which the legend knows its look
 */
function stylesOf(edge) {
  const line = edge.rule === null ? edge.style : "inferred";
  return edge.disputed ? [line, "disputed"] : [line];
}

/**
 * With the clocks set a line may no longer be disputed, or rest on plans alone.
 * @param {MapEdge} edge
 * @returns {MapEdge}
 */
function asItStands(edge) {
  if (!isLensSet() || !edge.claims.length) return edge;
  const claims = claimsOf(edge.claims);
  const live = claims.filter(([, claim]) => stands(claim));
  const rivals = claims.flatMap(([id, claim]) => [[id, claim], ...claimsOf(claim.others)]);
  const planned = live.every(([, claim]) => claim.qualifiers.some(([name]) => name === "outlook"));
  return {
    ...edge,
    disputed: edge.disputed && rivals.some(([, claim]) => /** @type {Claim} */ (claim).status === "rival"),
    style: planned ? "dashed" : edge.style,
  };
}

/**
 * A node of a chart stands at the first place whose claims all hold, without one in the tray.
 * @param {MapNode} node
 * @returns {MapNode}
 */
function placedNode(node) {
  if (!node.places) return node;
  const { x, y, box } = placeOf(node) || { x: NaN, y: NaN, box: undefined };
  return { ...node, x, y, box };
}

/** @param {MapNode} node */
function placeOf({ places = [] }) {
  return isLensSet() ? places.find(({ claims }) => claims.every(holds)) : places[0];
}

/**
 * @param {GraphMap} map
 * @returns {GraphMap} as far from the picked node as the reader asks
 */
function around(map) {
  if (!isAround(map)) return map;
  const near = stepsFrom(map.edges, marksOf(map, (state.pick || { id: "" }).id), state.depth);
  return {
    ...map,
    nodes: map.nodes.filter(({ id }) => near.has(id)),
    edges: map.edges.filter(({ from, to }) => near.has(from) && near.has(to)),
  };
}

/**
 * What is picked, what a path leads through, and what stands around a picked node is never hidden in a cluster.
 * @param {GraphMap} map
 * @returns {GraphMap}
 */
function withClusters(map) {
  if (!map.clusters.length || isAround(map)) return map;
  const { pick } = state;
  const edge = pick && pick.what === "edge" ? edgeById(map, pick.id) : undefined;
  const lines = [...(edge ? [edge] : []), ...(pathSteps(map) || [])];
  const apart = new Set(lines.flatMap(({ from, to }) => [from, to]));
  if (pick && pick.what === "node") for (const mark of marksOf(map, pick.id)) apart.add(mark);
  return { ...map, ...gather(map, apart) };
}

/** @param {GraphMap} map */
function isAround(map) {
  const { pick, depth } = state;
  return depth > 0 && pick !== null && pick.what === "node" && nodeById(map, pick.id) !== undefined;
}
