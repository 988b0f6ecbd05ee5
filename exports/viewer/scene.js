// One scene per map: a vis-network canvas at fixed positions, made when first shown.

/** @typedef {{map: GraphMap, holder: HTMLElement, network: any, nodes: any, edges: any,
 *   hovered: Picked | null, touched: boolean, layout: Layout, bends: Map<string, number>,
 *   labels: LabelCache | null, shown: Picked | null}} Scene
 * touched: the reader has moved it; shown: the pick that was last brought into view */

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
  const large = isLarge(map);
  return {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: {
      hover: true,
      selectable: false,
      dragNodes: false,
      hideEdgesOnDrag: large,
      hideEdgesOnZoom: large,
      keyboard: { enabled: true, bindToWindow: false },
    },
    nodes: { chosen: false, fixed: true, labelHighlightBold: false },
    edges: { chosen: false, arrowStrikethrough: false },
  };
}

/**
 * @param {GraphMap} map
 * @returns {Scene}
 */
function makeScene(map) {
  const vis = /** @type {any} */ (window).vis;
  const holder = make("div", { class: "map" });
  byId("maps").append(holder);
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(holder, { nodes, edges }, networkOptions(map));
  const layout = layoutOf(map, holder.clientWidth, holder.clientHeight);
  /** @type {Scene} */
  const scene = {
    map, holder, network, nodes, edges, hovered: null, touched: false, layout,
    bends: bendsOf(map, layout), labels: null, shown: null,
  };
  listen(scene);
  return scene;
}

/** @param {Scene} scene */
function listen(scene) {
  const { network, holder } = scene;
  network.on("beforeDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => drawPlate(scene, ctx));
  network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => {
    drawAxisWords(scene, ctx);
    drawLabels(scene, ctx);
  });
  network.on("click", (/** @type {any} */ event) => pickAt(scene, event.pointer));
  network.on("dragEnd", () => (scene.touched = true));
  network.on("zoom", () => (scene.touched = true));
  for (const what of /** @type {const} */ (["node", "edge"])) {
    network.on(what === "node" ? "hoverNode" : "hoverEdge", (/** @type {any} */ found) => {
      holder.style.cursor = "pointer";
      hover(scene, { what, id: String(found[what]) });
    });
  }
  for (const event of ["blurNode", "blurEdge"]) {
    network.on(event, () => {
      holder.style.cursor = "";
      hover(scene, null);
    });
  }
}

/**
 * @param {Scene} scene
 * @param {Picked | null} pick
 */
function hover(scene, pick) {
  if (isLarge(scene.map)) return;
  scene.hovered = pick;
  paintScene(scene);
}

/**
 * A label counts as its node; empty space closes the panel.
 * @param {Scene} scene
 * @param {{DOM: {x: number, y: number}, canvas: {x: number, y: number}}} pointer
 */
function pickAt(scene, pointer) {
  const node = scene.network.getNodeAt(pointer.DOM) ?? labelAt(scene, pointer.canvas);
  if (node !== undefined) return pickNode(String(node));
  const edge = scene.network.getEdgeAt(pointer.DOM);
  if (edge !== undefined) return pickEdge(String(edge));
  update({ pick: null });
}

/** Show the scene of the current map, or say why there is none. */
function renderStage() {
  const map = currentMap();
  const wanted = map && !state.table && byId("failure").hidden;
  const scene = wanted ? openScene(map) : undefined;
  const asTable = !scene;
  for (const other of scenes.values()) other.holder.hidden = asTable || other !== scene;
  byId("zoom").hidden = asTable;
  byId("as-table").setAttribute("aria-pressed", String(asTable));
  renderTables(asTable ? map : undefined);
  if (scene) showPick(scene);
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
