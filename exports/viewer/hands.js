// What the hand does on a map: clicks, drags, the wheel, and the keys that do the same.

/** @typedef {{id: string, time: number, x: number, y: number}} Pressed */

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

/**
 * The cluster that the first of two clicks met opens, or closes.
 * @param {Scene} scene
 */
function openPressed(scene) {
  const { id } = scene.pressed;
  if (clusterById(scene.base, id)) toggleCluster(id);
}
