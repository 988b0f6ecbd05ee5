// Which part of a map is in view: all of it at first, and never what hides under the panel.

/** A view that shows the picked thing beside a sheet may shrink the map this far, no further. */
const LEAST_SCALE = 0.6;

/** How much of the stage the panel covers, in pixels. */
function covered() {
  const panel = byId("panel");
  if (panel.hidden || state.page) return { right: 0, bottom: 0 };
  const over = panel.getBoundingClientRect();
  const stage = byId("stage").getBoundingClientRect();
  const sheet = over.width > stage.width * 0.7;
  return {
    right: sheet ? 0 : Math.max(0, stage.right - over.left),
    bottom: sheet ? Math.max(0, stage.bottom - over.top) : 0,
  };
}

/**
 * Lay the map out again for the room there is now, and show all of it.
 * @param {Scene} scene
 */
function fitScene(scene) {
  const { base, map, holder } = scene;
  scene.touched = false;
  if (state.at) keep({ at: null });
  scene.shown = state.pick;
  scene.layout = roomyLayout(base, holder);
  scene.bends = bendsOf(map, scene.layout);
  paintScene(scene);
  lookAtAll(scene);
}

/**
 * @param {GraphMap} base
 * @param {HTMLElement} holder
 * @returns {Layout} for the room that the panel leaves
 */
function roomyLayout(base, holder) {
  return layoutOf(base, holder.clientWidth - covered().right, holder.clientHeight);
}

/** @param {Scene} scene */
function lookAtAll(scene) {
  const { network, holder } = scene;
  // Else the library notices a new size after this, and scales what was just put in view.
  network.setSize("100%", "100%");
  network.moveTo({ scale: 1, position: { x: holder.clientWidth / 2, y: holder.clientHeight / 2 } });
  if (covered().bottom) showReach(scene);
}

/**
 * Bring the picked thing, and as far as there is room what it touches, above a bottom sheet.
 * @param {Scene} scene
 */
function showReach(scene) {
  const reach = reachOf(scene);
  if (!reach) return;
  const { clientWidth, clientHeight } = scene.holder;
  const room = { wide: clientWidth - 60, high: clientHeight - covered().bottom - 90 };
  /** @param {Set<string>} ids */
  const boxOf = (ids) => boundsOf([...ids].map((id) => pointOf(scene.layout, id)));
  /** @param {Box} box */
  const fitting = (box) => Math.min(room.wide / (box.right - box.left), room.high / (box.bottom - box.top), 1);
  const wanted = [boxOf(reach.nodes), boxOf(reach.centre)];
  const box = wanted.find((each) => fitting(each) >= LEAST_SCALE) || wanted[1] || boundsOf([]);
  const scale = Math.max(fitting(box), LEAST_SCALE);
  const { x, y } = middleOf(box);
  scene.network.moveTo({ scale, position: { x, y: y + covered().bottom / 2 / scale } });
}

/**
 * A view that nobody has moved is fitted again; otherwise move only for a new pick, and no further
 * than needed.
 * @param {Scene} scene
 */
function showPick(scene) {
  if (!scene.touched && !isFitted(scene)) return fitScene(scene);
  if (scene.painted !== paintKey()) paintScene(scene);
  const { pick } = state;
  if (pick === scene.shown) return;
  scene.shown = pick;
  if (pick && pick.what === "node" && nodeById(scene.map, pick.id)) uncover(scene, pointOf(scene.layout, pick.id));
}

/**
 * @param {Scene} scene
 * @returns {boolean} whether it is drawn as it would be if it were fitted now
 */
function isFitted({ layout, holder, painted }) {
  const isSized = layout.width === holder.clientWidth - covered().right && layout.height === holder.clientHeight;
  return isSized && painted === paintKey();
}

/**
 * @param {Scene} scene
 * @param {Point} point
 */
function uncover(scene, point) {
  const at = scene.network.canvasToDOM(point);
  const hidden = covered();
  const right = scene.holder.clientWidth - hidden.right;
  const bottom = scene.holder.clientHeight - hidden.bottom;
  if (at.x > 20 && at.x < right - 20 && at.y > 20 && at.y < bottom - 20) return;
  const scale = scene.network.getScale();
  const position = { x: point.x + hidden.right / 2 / scale, y: point.y + hidden.bottom / 2 / scale };
  moveGently(scene, { scale, position });
}

/** How long a view takes to glide to another, in milliseconds. */
const GLIDE = 260;

/**
 * @param {Scene} scene
 * @param {{scale: number, position: Point}} view
 */
function moveGently(scene, view) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = still ? false : { duration: GLIDE, easingFunction: "easeInOutQuad" };
  scene.network.moveTo({ ...view, animation });
}

/** @returns {Scene | undefined} */
function currentScene() {
  return scenes.get(state.map);
}

/**
 * The address keeps what the reader moved into view.
 * @param {Scene} scene
 */
function keepView({ network, holder }) {
  const { x, y } = network.getViewPosition();
  keep({ at: { x: x / holder.clientWidth, y: y / holder.clientHeight, scale: network.getScale() } });
}

/**
 * @param {Scene} scene
 * @param {At} at
 */
function lookAt(scene, { x, y, scale }) {
  const { clientWidth, clientHeight } = scene.holder;
  scene.touched = true;
  scene.network.moveTo({ scale, position: { x: x * clientWidth, y: y * clientHeight } });
}

/** @param {number} factor */
function zoomBy(factor) {
  const scene = currentScene();
  if (!scene) return;
  scene.touched = true;
  const position = scene.network.getViewPosition();
  moveGently(scene, { scale: scene.network.getScale() * factor, position });
  setTimeout(() => keepView(scene), 2 * GLIDE);
}

function startView() {
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => {
    const scene = currentScene();
    if (scene) fitScene(scene);
  });
  document.addEventListener("keydown", onNudge, { capture: true });
  new ResizeObserver(followStage).observe(byId("stage"));
}

/** The map in view follows the stage's size; the others are fitted when they are shown again. */
function followStage() {
  const scene = currentScene();
  if (!scene || scene.holder.hidden) return;
  const { width, height } = scene.layout;
  const same = width === scene.holder.clientWidth - covered().right && height === scene.holder.clientHeight;
  if (same) return;
  scene.network.setSize("100%", "100%");
  if (!scene.touched) fitScene(scene);
  scene.network.redraw();
}
