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

/** @typedef {{id: string, time: number, x: number, y: number}} Pressed */

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

/** @param {Scene} scene */
function listen(scene) {
  const { network, holder } = scene;
  network.on("beforeDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => drawPlate(scene, ctx));
  network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => {
    drawAxisWords(scene, ctx);
    drawLabels(scene, ctx);
  });
  network.on("click", (/** @type {any} */ event) => {
    // When the hand clicked, not when the page came to hear of it.
    pickAt(scene, event.pointer, event.event.srcEvent);
  });
  network.on("doubleClick", () => openPressed(scene));
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

/** Two clicks within so many milliseconds are one double click. */
const DOUBLE = 400;

/** Further out a map is a speck. */
const LEAST_ZOOM = 0.4;

/** How long the wheel must rest until names find new places, in milliseconds. */
const REST = 150;

/** @param {Scene} scene */
function noteZoom(scene) {
  scene.touched = true;
  scene.moving = true;
  if (scene.network.getScale() < LEAST_ZOOM) scene.network.moveTo({ scale: LEAST_ZOOM });
  clearTimeout(scene.rest);
  scene.rest = setTimeout(() => {
    scene.moving = false;
    scene.network.redraw();
    keepView(scene);
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
    keepView(scene);
    put(event);
  });
}

/**
 * @param {Scene} scene
 * @param {string} id
 * @param {Point} point on the stage
 */
function putAt(scene, id, point) {
  scene.touched = true;
  update({ pins: new Map(state.pins).set(pinKey(scene.base, id), scene.layout.toMap(point)) });
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
  if (!event.shiftKey || !by || !isForTheMap(event.target)) return;
  const at = scene && !scene.map.axes && !scene.holder.hidden && pickedPoint(scene);
  if (!scene || !at || !state.pick) return;
  event.preventDefault();
  // The map itself would move too.
  event.stopPropagation();
  putAt(scene, state.pick.id, { x: at.x + by.x, y: at.y + by.y });
}

/**
 * Whether a key pressed there may act on the map: not where it moves within a control or selects text.
 * @param {EventTarget | null} target
 */
function isForTheMap(target) {
  if (!(target instanceof Element) || !(window.getSelection()?.isCollapsed ?? true)) return false;
  return target === document.body || target.id === "panel-body" || byId("maps").contains(target);
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
 * @param {PointerEvent} press
 */
function pickAt(scene, pointer, press) {
  // The map makes room for the panel after the first of two clicks: the second would meet something else.
  if (isSecond(scene.pressed, press)) return;
  const node = scene.network.getNodeAt(pointer.DOM) ?? labelAt(scene, pointer.canvas);
  scene.pressed = { id: String(node ?? ""), time: press.timeStamp, x: press.clientX, y: press.clientY };
  if (node !== undefined) return pickNode(String(node));
  const edge = scene.network.getEdgeAt(pointer.DOM);
  if (edge !== undefined) return pickEdge(String(edge));
  update({ pick: null });
}

/**
 * @param {Pressed} pressed
 * @param {PointerEvent} press
 * @returns {boolean} whether a click there is the second of a double click
 */
function isSecond({ time, x, y }, press) {
  return press.timeStamp - time < DOUBLE && Math.hypot(press.clientX - x, press.clientY - y) < 8;
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
 * The cluster that the first of two clicks met opens, or closes.
 * @param {Scene} scene
 */
function openPressed(scene) {
  const { id } = scene.pressed;
  if (clusterById(scene.base, id)) toggleCluster(id);
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
