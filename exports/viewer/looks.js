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
  const kept = map.edges.filter((edge) =>
    pick.what === "edge" ? edge.id === pick.id : edge.from === pick.id || edge.to === pick.id,
  );
  if (!kept.length && !(pick.what === "node" && nodeById(map, pick.id))) return null;
  const nodes = new Set(kept.flatMap((edge) => [edge.from, edge.to]));
  if (pick.what === "node") nodes.add(pick.id);
  const centre = new Set(pick.what === "node" ? [pick.id] : nodes);
  return { nodes, edges: new Set(kept.map((edge) => edge.id)), centre };
}

/** @param {Scene} scene */
function paintScene(scene) {
  const reach = reachOf(scene);
  const curves = curvesOf(scene.map);
  scene.labels = null;
  scene.nodes.update(scene.map.nodes.map((node) => nodeLook(scene, node, reach)));
  scene.edges.update(
    scene.map.edges.map((edge) => edgeLook(scene, edge, reach, curves.get(edge.id))),
  );
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
    x: node.x,
    y: node.y,
    size: shownSize(scene, node),
    shape,
    color: { ...both, highlight: both, hover: both },
    borderWidth: centre ? 2.5 : 1.5,
    opacity: !reach || reach.nodes.has(node.id) ? 1 : 0.18,
    shapeProperties: { borderDashes: known ? false : [2, 2] },
  };
}

/**
 * Never under five pixels when the whole map is in view: smaller cannot be hit. On a small screen
 * all grow a little.
 * @param {Scene} scene
 * @param {MapNode} node
 */
function shownSize(scene, node) {
  const larger = Math.min(Math.max(Math.sqrt(scene.unit), 1), 1.6);
  return Math.max((node.size || 0) * larger, 5 * scene.unit);
}

/**
 * @param {Scene} scene
 * @param {MapEdge} edge
 * @param {Reach | null} reach
 * @param {Curve | undefined} curve
 */
function edgeLook(scene, edge, reach, curve) {
  const kept = !reach || reach.edges.has(edge.id);
  const { unit } = scene;
  const dashes = dashesOf(edge).map((length) => length * unit);
  const line = colour(edge.disputed ? "disputed" : reach && kept ? "ink" : "edge");
  const opacity = kept ? 1 : 0.12;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: edge.rule === null ? Math.max(edge.width || 1, 1) * unit : unit,
    dashes: dashes.length ? dashes : false,
    color: { color: line, highlight: line, hover: line, opacity },
    arrows: { to: { enabled: edge.arrows, scaleFactor: 0.6 * unit } },
    smooth: curve || false,
    label: edge.disputed && kept ? "≠" : " ",
    font: {
      size: 15 * unit, color: line, strokeWidth: 4 * unit, strokeColor: colour("paper"), align: "horizontal",
    },
  };
}

/**
 * @param {MapEdge} edge
 * @returns {number[]} empty for a solid line
 */
function dashesOf(edge) {
  if (edge.style === "dashed") return [7, 5];
  return edge.rule === null ? [] : [1.5, 3.5];
}

/** @typedef {{enabled: boolean, type: string, roundness: number}} Curve */

/**
 * Lines between the same two nodes fan out; a single line stays straight.
 * @param {GraphMap} map
 * @returns {Map<string, Curve>}
 */
function curvesOf(map) {
  /** @type {Map<string, MapEdge[]>} */
  const pairs = new Map();
  for (const edge of map.edges) {
    const key = JSON.stringify([edge.from, edge.to].sort());
    pairs.set(key, [...(pairs.get(key) || []), edge]);
  }
  /** @type {Map<string, Curve>} */
  const curves = new Map();
  for (const pair of pairs.values()) {
    pair.forEach((edge, index) => {
      const bend = (index - (pair.length - 1) / 2) * 0.28 * (edge.from < edge.to ? 1 : -1);
      if (Math.abs(bend) < 0.01) return;
      const type = bend > 0 ? "curvedCW" : "curvedCCW";
      curves.set(edge.id, { enabled: true, type, roundness: Math.abs(bend) });
    });
  }
  return curves;
}
