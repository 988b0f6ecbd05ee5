// One scene per map: a vis-network canvas at fixed positions, made when first shown.

/** @typedef {{base: GraphMap, map: GraphMap, holder: HTMLElement, network: any, nodes: any, edges: any,
 *   hovered: Picked | null, touched: boolean, layout: Layout, bends: Map<string, number>,
 *   labels: LabelCache | null, shown: Picked | null, moving: boolean,
 *   painted: string, rest: ReturnType<typeof setTimeout> | undefined}} Scene
 * base: the whole map; map: what of it is shown; touched: the reader has moved it; shown: the pick that
 * was last brought into view; moving: the reader is moving it now;
 * painted: the key of its last paint; rest: runs when the wheel has come to rest */

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
    painted: paintKey(), rest: undefined,
  };
  const reach = reachOf(scene);
  scene.nodes = new vis.DataSet(map.nodes.map((node) => nodeLook(scene, node, reach)));
  scene.edges = new vis.DataSet(map.edges.map((edge) => edgeLook(scene, edge, reach)));
  scene.network = new vis.Network(holder, { nodes: scene.nodes, edges: scene.edges }, networkOptions(map));
  listen(scene);
  lookAtAll(scene);
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
  network.on("doubleClick", (/** @type {any} */ event) => openAt(scene, event.pointer));
  network.on("zoom", () => noteZoom(scene));
  listenToDrags(scene);
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

/** How long the wheel must rest until names find new places, in milliseconds. */
const REST = 150;

/** @param {Scene} scene */
function noteZoom(scene) {
  scene.touched = true;
  scene.moving = true;
  clearTimeout(scene.rest);
  scene.rest = setTimeout(() => {
    scene.moving = false;
    scene.network.redraw();
  }, REST);
}

/**
 * A dragged node stays where it is put; dragging the paper moves the view.
 * @param {Scene} scene
 */
function listenToDrags(scene) {
  const { network } = scene;
  /** @param {{nodes: string[]}} event */
  const put = ({ nodes: [id] }) => {
    network.unselectAll();
    if (id !== undefined && !scene.map.axes) putAt(scene, id, network.getPosition(id));
  };
  network.on("dragStart", () => (scene.moving = true));
  network.on("dragging", (/** @type {any} */ { nodes: [id] }) => {
    if (id !== undefined) followDrag(scene, id);
  });
  network.on("dragEnd", (/** @type {any} */ event) => {
    scene.moving = false;
    scene.touched = true;
    put(event);
  });
}

/**
 * @param {Scene} scene
 * @param {string} id
 * @param {Point} point on the stage
 */
function putAt(scene, id, point) {
  state.pins.set(pinKey(scene.base, id), scene.layout.toMap(point));
  scene.touched = true;
  relayout(scene);
  update({});
}

/** @type {Record<string, Point>} */
const NUDGES = {
  ArrowLeft: { x: -20, y: 0 },
  ArrowRight: { x: 20, y: 0 },
  ArrowUp: { x: 0, y: -20 },
  ArrowDown: { x: 0, y: 20 },
};

/**
 * Shift and an arrow move the picked node, as dragging does.
 * @param {KeyboardEvent} event
 */
function onNudge(event) {
  const scene = currentScene();
  const by = own(NUDGES, event.key);
  if (!event.shiftKey || !by || event.target instanceof HTMLInputElement) return;
  const at = scene && !scene.map.axes && !scene.holder.hidden && pickedPoint(scene);
  if (!scene || !at || !state.pick) return;
  event.preventDefault();
  // The map itself would move too.
  event.stopPropagation();
  putAt(scene, state.pick.id, { x: at.x + by.x, y: at.y + by.y });
}

/** @param {Scene} scene */
function pickedPoint(scene) {
  const { pick } = state;
  return pick && pick.what === "node" ? scene.layout.at.get(pick.id) : undefined;
}

/**
 * Names follow the node that is dragged.
 * @param {Scene} scene
 * @param {string} id
 */
function followDrag(scene, id) {
  scene.layout.at.set(id, scene.network.getPosition(id));
  scene.labels = null;
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
  if (scene) refreshScene(scene);
  byId("nothing").hidden = !map || !isEmptied(map);
  const asTable = !scene;
  for (const other of scenes.values()) other.holder.hidden = asTable || other !== scene;
  byId("zoom").hidden = asTable;
  byId("as-table").setAttribute("aria-pressed", String(asTable));
  renderTables(asTable ? map : undefined);
  if (scene) showPick(scene);
}

/**
 * @param {GraphMap} map
 * @returns {boolean} whether filters and clocks leave nothing of it
 */
function isEmptied(map) {
  return filterCount() > 0 && !listedOf(map).nodes.length;
}

/**
 * Take up what is shown now; the positions of a chart go with the clocks.
 * @param {Scene} scene
 */
function refreshScene(scene) {
  const map = shownOf(scene.base);
  if (map === scene.map) return;
  scene.map = map;
  scene.network.setOptions({ interaction: movingOptions(map) });
  relayout(scene);
}

/** @param {Scene} scene */
function relayout(scene) {
  scene.layout = layoutOf(scene.base, scene.layout.width, scene.layout.height);
  scene.bends = bendsOf(scene.map, scene.layout);
  scene.labels = null;
}

/**
 * A cluster opens, or closes around a member.
 * @param {Scene} scene
 * @param {{DOM: {x: number, y: number}}} pointer
 */
function openAt(scene, pointer) {
  const id = scene.network.getNodeAt(pointer.DOM);
  if (id !== undefined && clusterById(scene.base, id)) toggleCluster(id);
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
