// The claims and sources that what is shown of a map rests on.

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function linksOf(map, id) {
  return linesOfMap(map).get(id) || [];
}

/**
 * @param {MapNode} node
 * @returns {string[]} ids of the claims on it, or on the entity that it stands for
 */
function claimsOfNode({ id, entity, claims }) {
  return claims || claimsAbout(entity || id);
}

/**
 * @param {GraphMap} map
 * @returns {string[]} ids of the claims by which its nodes and lines are there, each once
 */
function claimsShown(map) {
  const { nodes, edges } = listedOf(map);
  const ofNodes = nodes.flatMap((node) => [...(node.claims || []), ...(placeOf(node) || { claims: [] }).claims]);
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
