// What is shown of a map now, and the claims and sources that it rests on.

/**
 * @param {GraphMap} map
 * @returns {{nodes: MapNode[], edges: MapEdge[]}}
 */
function shownOf({ nodes, edges }) {
  return { nodes, edges };
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function linksOf(map, id) {
  return shownOf(map).edges.filter(({ from, to }) => from === id || to === id);
}

/**
 * @param {GraphMap} map
 * @returns {string[]} ids of claims, each once
 */
function claimsShown(map) {
  const { nodes, edges } = shownOf(map);
  const ofNodes = nodes.flatMap(({ claims = [], places = [] }) => [
    ...claims, ...places.flatMap((place) => place.claims),
  ]);
  return [...new Set([...ofNodes, ...edges.flatMap(({ claims }) => claims)])];
}

/**
 * @param {string[]} ids of claims
 * @returns {Source[]} each once; those that the file does not hold are left out
 */
function sourcesOf(ids) {
  const keys = new Set(claimsOf(ids).map(([, { source }]) => source));
  return [...keys].flatMap((key) => own(page.sources, key) || []);
}
