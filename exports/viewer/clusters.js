// Clusters: many nodes that stand for one thing on a map are one mark until the reader opens it, and
// their lines are gathered into one for each other end.

/** The lines of a cluster's members to one other end; members are the edges. Their ids begin so. */
const GATHERED = "gathered: ";

/** @typedef {MapEdge & {members: string[]}} Gathered */

/** @param {string} id */
function isGathered(id) {
  return id.startsWith(GATHERED);
}

/**
 * @param {GraphMap} map with the nodes and edges that are shown
 * @param {Set<string>} apart members that stand on their own all the same
 * @returns {{nodes: MapNode[], edges: MapEdge[]}}
 */
function gather(map, apart) {
  const closed = closedClusters(map, apart);
  if (!closed.size) return map;
  /** @type {Map<string, string>} */
  const host = new Map();
  for (const [id, members] of closed) for (const node of members) host.set(node.id, id);
  const nodes = map.nodes.filter((node) => !host.has(node.id));
  for (const cluster of map.clusters) {
    const members = closed.get(cluster.id);
    if (members) nodes.push({ ...cluster, label: counted(cluster.label, members.length), count: members.length });
  }
  const edges = gatherEdges(map.edges, host).map((edge) => (isGathered(edge.id) ? asWideAsItsMoney(map, edge) : edge));
  return { nodes, edges };
}

/**
 * A cluster of one is no cluster.
 * @param {GraphMap} map
 * @param {Set<string>} apart
 * @returns {Map<string, MapNode[]>} members by cluster
 */
function closedClusters(map, apart) {
  /** @type {Map<string, MapNode[]>} */
  const members = new Map();
  for (const node of map.nodes) {
    const id = node.cluster;
    if (!id || state.open.has(id) || apart.has(node.id)) continue;
    members.set(id, [...(members.get(id) || []), node]);
  }
  for (const [id, nodes] of members) if (nodes.length < 2) members.delete(id);
  return members;
}

/**
 * @param {Words} label
 * @param {number} count
 * @returns {Words} with the count for its {n}
 */
function counted(label, count) {
  const put = (/** @type {string} */ text) => text.replace("{n}", String(count));
  return { en: put(label.en), zh: put(label.zh) };
}

/**
 * Widths go by money: a gathered line is as wide as the widest of the map that stands for no more than it.
 * @param {GraphMap} map
 * @param {MapEdge} edge
 * @returns {MapEdge}
 */
function asWideAsItsMoney(map, edge) {
  const { amount } = edge;
  if (amount === undefined) return edge;
  const smaller = map.edges.filter((other) => other.amount !== undefined && other.amount <= amount);
  return { ...edge, width: Math.max(edge.width, ...smaller.map(({ width }) => width)) };
}

/**
 * @param {MapEdge[]} edges
 * @param {Map<string, string>} host clusters by member
 * @returns {MapEdge[]}
 */
function gatherEdges(edges, host) {
  /** @type {Map<string, Gathered>} */
  const gathered = new Map();
  /** @type {MapEdge[]} */
  const plain = [];
  for (const edge of edges) {
    const [from, to] = [host.get(edge.from) || edge.from, host.get(edge.to) || edge.to];
    if (from === edge.from && to === edge.to) plain.push(edge);
    else if (from !== to) addTo(gathered, { ...edge, from, to }, edge.id);
  }
  return [...plain, ...gathered.values()];
}

/**
 * @param {Map<string, Gathered>} gathered
 * @param {MapEdge} edge
 * @param {string} member
 */
function addTo(gathered, edge, member) {
  const id = `${GATHERED}${edge.from} ${edge.relation} ${edge.to}`;
  const known = gathered.get(id);
  if (!known) {
    gathered.set(id, { ...edge, id, members: [member] });
    return;
  }
  known.members.push(member);
  known.claims = [...known.claims, ...edge.claims];
  known.disputed = known.disputed || edge.disputed;
  known.width = Math.max(known.width, edge.width);
  if (edge.amount !== undefined) known.amount = (known.amount || 0) + edge.amount;
  if (edge.style === "solid") known.style = "solid";
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function clusterById(map, id) {
  return map.clusters.find((cluster) => cluster.id === id);
}

/** @param {string} id of a cluster */
function toggleCluster(id) {
  const open = new Set(state.open);
  if (!open.delete(id)) open.add(id);
  update({ open });
}
