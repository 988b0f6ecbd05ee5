// One scene per map: a vis-network canvas at fixed positions, made when first shown.

/** @typedef {{base: GraphMap, map: GraphMap, holder: HTMLElement, network: any, nodes: any, edges: any,
 *   hovered: Picked | null, touched: boolean, layout: Layout, bends: Map<string, number>,
 *   labels: LabelCache | null, shown: Picked | null, moving: boolean,
 *   painted: string, rest: ReturnType<typeof setTimeout> | undefined, laidOut: string,
 *   pressed: Pressed}} Scene
 * base: the whole map; map: what of it is shown; touched: the reader has moved it; shown: the pick that
 * was last brought into view; moving: the reader is moving it now;
 * painted: the key of its last paint; rest: runs when the wheel has come to rest;
 * laidOut: what its layout heeds; pressed: the mark that a click last met, and when */

/** @type {Map<string, Scene>} */
const scenes = new Map();

/** Beyond this many nodes and edges, hovering no longer repaints the whole map. */
const LARGE = 600;

/** @param {GraphMap} map */
function isLarge(map) {
  return map.nodes.length + map.edges.length > LARGE;
}

/** @param {GraphMap} map */
function networkOptions(map) {
  return {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: {
      hover: true,
      selectable: false,
      dragNodes: !map.axes,
      ...movingOptions(map),
      keyboard: { enabled: true, bindToWindow: false },
    },
    nodes: { chosen: false, labelHighlightBold: false },
    edges: { chosen: false, arrowStrikethrough: false, selectionWidth: 0, hoverWidth: 0 },
  };
}

/**
 * The lines of a large map rest while it moves, so that it moves smoothly.
 * @param {GraphMap} map
 */
function movingOptions(map) {
  return { hideEdgesOnDrag: isLarge(map), hideEdgesOnZoom: isLarge(map) };
}

/**
 * Filled before the network is made, which then draws once.
 * @param {GraphMap} base
 * @returns {Scene}
 */
function makeScene(base) {
  const vis = /** @type {any} */ (window).vis;
  const holder = make("div", { class: "map" });
  byId("maps").append(holder);
  const map = shownOf(base);
  const layout = roomyLayout(base, holder);
  /** @type {Scene} */
  const scene = {
    base, map, holder, network: null, nodes: null, edges: null, hovered: null, touched: false, layout,
    bends: bendsOf(map, layout), labels: null, shown: state.pick, moving: false,
    painted: paintKey(), rest: undefined, pressed: { id: "", time: -Infinity, x: 0, y: 0 },
    laidOut: layoutKey(base),
  };
  const reach = reachOf(scene);
  scene.nodes = newSet(map.nodes.map((node) => nodeLook(scene, node, reach)));
  scene.edges = newSet(map.edges.map((edge) => edgeLook(scene, edge, reach)));
  scene.network = new vis.Network(holder, { nodes: scene.nodes, edges: scene.edges }, networkOptions(map));
  listen(scene);
  lookAtAll(scene);
  if (state.at) lookAt(scene, state.at);
  return scene;
}

/** Show the scene of the current map, or say why there is none. */
function renderStage() {
  const map = currentMap();
  const wanted = map && !state.table && byId("failure").hidden;
  const scene = wanted ? openScene(map) : undefined;
  if (scene) refreshScene(scene);
  renderNothing(map);
  const asTable = !scene;
  for (const other of scenes.values()) other.holder.hidden = asTable || other !== scene;
  byId("zoom").hidden = asTable;
  byId("as-table").setAttribute("aria-pressed", String(asTable));
  renderTables(asTable ? map : undefined);
  if (scene) showPick(scene);
}

/**
 * An empty map says why it is empty.
 * @param {GraphMap | undefined} map
 */
function renderNothing(map) {
  const sentence = byId("nothing");
  sentence.hidden = !map || listedOf(map).nodes.length > 0;
  sentence.textContent = ui(filterCount() ? "nothing" : "nothing_known");
}

/**
 * Take up what is shown now; the positions of a chart go with the clocks.
 * @param {Scene} scene
 */
function refreshScene(scene) {
  const map = shownOf(scene.base);
  const laidOut = layoutKey(scene.base);
  if (map === scene.map && laidOut === scene.laidOut) return;
  if (isLarge(map) !== isLarge(scene.map)) scene.network.setOptions({ interaction: movingOptions(map) });
  scene.map = map;
  scene.laidOut = laidOut;
  relayout(scene);
}

/**
 * What a layout heeds besides the map: words take room, and pins stay.
 * @param {GraphMap} base
 */
function layoutKey(base) {
  return JSON.stringify([state.lang, pinsOf(base)]);
}

/** @param {Scene} scene */
function relayout(scene) {
  scene.layout = layoutOf(scene.base, scene.layout.width, scene.layout.height);
  scene.bends = bendsOf(scene.map, scene.layout);
  scene.labels = null;
}

/**
 * @param {GraphMap} map
 * @returns {Scene | undefined}
 */
function openScene(map) {
  const known = scenes.get(map.id);
  if (known) return known;
  try {
    const scene = makeScene(map);
    scenes.set(map.id, scene);
    return scene;
  } catch {
    showFailure("no_map");
    return undefined;
  }
}

/** @param {string} key */
function showFailure(key) {
  const failure = byId("failure");
  failure.setAttribute("data-say", key);
  failure.textContent = ui(key);
  failure.hidden = false;
}
