// How nodes and lines look: by group and standing, and faded when something else is picked.

/** @typedef {{nodes: Set<string>, edges: Set<string>, centre: Set<string>}} Reach */

/**
 * What stays bright: the picked thing and what it touches. Null: everything.
 * @param {Scene} scene
 * @returns {Reach | null}
 */
function reachOf(scene) {
  const { map } = scene;
  const pick = scene.hovered || state.pick;
  if (!pick) return null;
  const way = !scene.hovered && pathSteps(map);
  if (way) return reachOfWay(way);
  const marks = pick.what === "node" ? pickedMarks(scene, pick.id) : new Set();
  const kept = map.edges.filter(({ id, from, to }) =>
    pick.what === "edge" ? id === pick.id : marks.has(from) || marks.has(to),
  );
  if (!kept.length && !marks.size) return null;
  const nodes = new Set([...kept.flatMap((edge) => [edge.from, edge.to]), ...marks]);
  // Of an opened cluster no member is the one that was picked, so that none claims room for its name.
  const centre = pick.what === "node" ? marksOf(map, pick.id) : nodes;
  return { nodes, edges: new Set(kept.map((edge) => edge.id)), centre };
}

/**
 * @param {Scene} scene
 * @param {string} id
 * @returns {Set<string>} the marks of what is picked; of an opened cluster those of its members
 */
function pickedMarks({ base, map }, id) {
  if (!clusterById(base, id) || nodeById(map, id)) return marksOf(map, id);
  return new Set(map.nodes.filter(({ cluster }) => cluster === id).map((node) => node.id));
}

/**
 * @param {MapEdge[]} way
 * @returns {Reach}
 */
function reachOfWay(way) {
  const nodes = new Set(way.flatMap((edge) => [edge.from, edge.to]));
  return { nodes, edges: new Set(way.map(({ id }) => id)), centre: nodes };
}

/** All that the looks of a map go by, but what the pointer is over. */
function paintKey() {
  return JSON.stringify([shownKey(), state.lang, document.documentElement.dataset.theme, pinsOf(currentMap())]);
}

/** @param {Scene} scene */
function paintScene(scene) {
  const reach = reachOf(scene);
  scene.labels = null;
  scene.painted = paintKey();
  putInto(scene.nodes, scene.map.nodes.map((node) => nodeLook(scene, node, reach)));
  putInto(scene.edges, scene.map.edges.map((edge) => edgeLook(scene, edge, reach)));
}

/**
 * @param {any} set a DataSet of vis-network
 * @param {{id: string}[]} items all that it shall hold
 */
function putInto(set, items) {
  const before = looks.get(set) || new Map();
  const now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter(({ id }) => before.get(id) !== now.get(id));
  if (changed.length) set.update(changed);
  looks.set(set, now);
}

/** What each set was last told, by id: an update costs the library more than a comparison costs us.
 * @type {WeakMap<object, Map<string, string>>} */
const looks = new WeakMap();

/** @param {{id: string}[]} items */
function newSet(items) {
  const set = new /** @type {any} */ (window).vis.DataSet(items);
  looks.set(set, new Map(items.map((item) => [item.id, JSON.stringify(item)])));
  return set;
}

/**
 * @param {Scene} scene
 * @param {MapNode} node
 * @param {Reach | null} reach
 */
function nodeLook(scene, node, reach) {
  const { shape, fill, known } = groupLook(node.group);
  const centre = reach !== null && reach.centre.has(node.id);
  const border = colour(centre ? "ink" : "paper");
  const both = { background: fill, border };
  return {
    id: node.id,
    ...pointOf(scene.layout, node.id),
    size: shownSize(scene.layout, node),
    shape,
    color: { ...both, highlight: both, hover: both },
    borderWidth: centre ? 2.5 : 1.5,
    fixed: false,
    opacity: !reach || reach.nodes.has(node.id) ? 1 : 0.18,
    shapeProperties: { borderDashes: known ? false : [2, 2] },
  };
}

/**
 * @param {Scene} scene
 * @param {MapEdge} edge
 * @param {Reach | null} reach
 */
function edgeLook(scene, edge, reach) {
  const kept = !reach || reach.edges.has(edge.id);
  const dashes = dashesOf(edge);
  const line = colour(lineColour(edge, reach !== null && kept));
  const opacity = kept ? 1 : 0.12;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: lineWidth(scene.map, edge),
    dashes: dashes.length ? dashes : false,
    color: { color: line, highlight: line, hover: line, opacity },
    arrows: { to: { enabled: edge.arrows, scaleFactor: arrowScale(lineWidth(scene.map, edge)) } },
    smooth: curveOf(scene.bends.get(edge.id)),
    ...(edge.disputed ? disputedSign(line, kept) : mayHaveSign(scene, edge) && { label: " " }),
  };
}

/**
 * The library lets heads grow with their lines: a wide one would hide whether a short line is dashed.
 * @param {number} width
 */
function arrowScale(width) {
  return Math.max(0.6 - 0.07 * width, 0.2);
}

/**
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function lineWidth(map, edge) {
  const width = edge.rule === null ? Math.max(edge.width || 1, 1) : 1.5;
  return isLarge(map) ? Math.max(width * 0.4, 0.6) : width;
}

/**
 * Whether the library may still know a sign on a line that is disputed no more.
 * @param {Scene} scene
 * @param {MapEdge} edge
 */
function mayHaveSign({ base }, { id }) {
  return isGathered(id) || (edgeById(base, id) || { disputed: false }).disputed;
}

/**
 * @param {string} color
 * @param {boolean} kept an undefined label would leave the old one standing
 */
function disputedSign(color, kept) {
  const font = { size: 15, color, strokeWidth: 4, strokeColor: colour("paper"), align: "horizontal" };
  return { label: kept ? "≠" : " ", font };
}

/**
 * @param {MapEdge} edge
 * @param {boolean} bright
 * @returns {string} the name of the colour
 */
function lineColour(edge, bright) {
  if (edge.disputed) return "disputed";
  return bright ? "ink" : "edge";
}

/**
 * @param {Pick<MapEdge, "style" | "rule">} edge
 * @returns {number[]} empty for a solid line
 */
function dashesOf(edge) {
  if (edge.style === "dashed") return [7, 5];
  return edge.rule === null ? [] : [2, 4];
}
