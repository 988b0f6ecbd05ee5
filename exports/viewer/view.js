// Which part of a map is in view: all of it at first, and never what hides under the panel.

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * @param {Scene} scene
 * @returns {Box} in canvas coordinates: nodes, axes and tray
 */
function boundsOf(scene) {
  const { nodes, axes } = scene.map;
  /** @type {Box[]} */
  const boxes = nodes.map((node) => boxAround(node.x, node.y, node.size || 0));
  if (axes) boxes.push(plotBox(axes));
  if (axes && axes.tray) boxes.push(trayBox(axes.tray));
  if (!boxes.length) boxes.push(boxAround(0, 0, 1));
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @returns {Box}
 */
function boxAround(x, y, reach) {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/** How much of the stage the panel covers, in pixels. */
function covered() {
  const panel = byId("panel");
  if (panel.hidden) return { right: 0, bottom: 0 };
  const over = panel.getBoundingClientRect();
  const stage = byId("stage").getBoundingClientRect();
  const sheet = over.width > stage.width * 0.7;
  return {
    right: sheet ? 0 : Math.max(0, stage.right - over.left),
    bottom: sheet ? Math.max(0, stage.bottom - over.top) : 0,
  };
}

/**
 * @param {Scene} scene
 * @returns {Box} pixels kept free on each side for names, ticks and titles
 */
function marginsOf(scene) {
  const width = scene.holder.clientWidth;
  if (scene.map.axes) return axisMargins(scene.map.axes, width);
  const side = Math.min(64, width * 0.09);
  return { left: side, top: 28, right: side, bottom: 32 };
}

/**
 * @param {Scene} scene
 * @returns {{scale: number, position: {x: number, y: number}}}
 */
function fitting(scene) {
  const box = boundsOf(scene);
  const free = marginsOf(scene);
  const hidden = covered();
  free.right += hidden.right;
  free.bottom += hidden.bottom;
  const width = Math.max(scene.holder.clientWidth - free.left - free.right, 60);
  const height = Math.max(scene.holder.clientHeight - free.top - free.bottom, 60);
  const across = width / Math.max(box.right - box.left, 1);
  const down = height / Math.max(box.bottom - box.top, 1);
  const scale = Math.min(across, down, 1.6);
  const x = (box.left + box.right) / 2 + (free.right - free.left) / 2 / scale;
  const y = (box.top + box.bottom) / 2 + (free.bottom - free.top) / 2 / scale;
  return { scale, position: { x, y } };
}

/**
 * @param {Scene} scene
 * @param {boolean} gently
 */
function fitScene(scene, gently) {
  scene.touched = false;
  moveTo(scene, fitting(scene), gently);
}

/**
 * @param {Scene} scene
 * @param {{scale?: number, position?: {x: number, y: number}}} view
 * @param {boolean} gently
 */
function moveTo(scene, view, gently) {
  const still = !gently || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = still ? false : { duration: 260, easingFunction: "easeInOutQuad" };
  scene.network.moveTo({ ...view, animation });
}

/**
 * A view that nobody has moved is fitted beside the panel; otherwise move only as far as needed.
 * @param {Scene} scene
 */
function revealPick(scene) {
  if (!scene.touched) return fitScene(scene, true);
  const pick = state.pick;
  const node = pick && pick.what === "node" ? nodeById(scene.map, pick.id) : undefined;
  if (!node) return;
  const at = scene.network.canvasToDOM({ x: node.x, y: node.y });
  const hidden = covered();
  const right = scene.holder.clientWidth - hidden.right;
  const bottom = scene.holder.clientHeight - hidden.bottom;
  if (at.x > 20 && at.x < right - 20 && at.y > 20 && at.y < bottom - 20) return;
  const scale = scene.network.getScale();
  const x = node.x + hidden.right / 2 / scale;
  const y = node.y + hidden.bottom / 2 / scale;
  moveTo(scene, { scale, position: { x, y } }, true);
}

/** @returns {Scene | undefined} */
function currentScene() {
  return scenes.get(state.map);
}

/** @param {number} factor */
function zoomBy(factor) {
  const scene = currentScene();
  if (!scene) return;
  scene.touched = true;
  const position = scene.network.getViewPosition();
  moveTo(scene, { scale: scene.network.getScale() * factor, position }, true);
}

function startView() {
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => {
    const scene = currentScene();
    if (scene) fitScene(scene, true);
  });
  new ResizeObserver(() => {
    for (const scene of scenes.values()) {
      scene.network.setSize("100%", "100%");
      if (!scene.touched) fitScene(scene, false);
      scene.network.redraw();
    }
  }).observe(byId("stage"));
}
