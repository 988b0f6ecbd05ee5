// What can be done with a picked node: a path from it, only what is around it, put it back.

/**
 * @param {GraphMap} map
 * @param {string} id
 * @returns {HTMLElement[]} none where the node does not stand on the map
 */
function nodeActions(map, id) {
  if (!nodeById(map, id)) return [];
  const actions = [pathAction(id), depthAction()];
  if (state.pins.has(pinKey(map, id))) actions.push(actionButton(ui("unpin"), () => unpin([pinKey(map, id)])));
  const cluster = (nodeById(map, id) || {}).cluster;
  if (cluster && clusterById(map, cluster)) {
    actions.push(actionButton(ui(state.open.has(cluster) ? "gather_its" : "spread_its"), () => toggleCluster(cluster)));
  }
  return [make("div", { class: "actions" }, ...actions), ...pathReport(map, id)];
}

/**
 * @param {string} text
 * @param {() => void} run
 */
function actionButton(text, run) {
  const button = make("button", { type: "button", class: "action" }, text);
  button.addEventListener("click", run);
  return button;
}

/** @param {string} id */
function pathAction(id) {
  if (state.from === id) return actionButton(ui("path_stop"), () => update({ from: "" }));
  return actionButton(ui("path_from"), () => {
    update({ from: id });
    byId("search").focus();
  });
}

/** How many steps around the picked node are shown. */
function depthAction() {
  const select = make("select", { id: "depth" });
  for (let depth = 0; depth <= DEEPEST; depth++) {
    select.append(make("option", { value: String(depth) }, depth ? `${depth} ${ui("steps")}` : ui("all_steps")));
  }
  select.value = String(state.depth);
  select.addEventListener("change", () => update({ depth: Number(select.value) }));
  return make("label", { class: "field" }, `${ui("around")} `, select);
}

/**
 * @param {GraphMap} map
 * @param {string} id
 * @returns {HTMLElement[]} the way from the node that the reader chose before, step by step
 */
function pathReport(map, id) {
  if (!state.from) return [];
  const from = endName(map, state.from);
  if (state.from === id) return [make("p", { class: "path" }, `${ui("path_choose")} ${from}`)];
  const shown = shownOf(map);
  const way = pathSteps(shown);
  const stop = actionButton(ui("path_stop"), () => update({ from: "" }));
  if (!way) return [make("p", { class: "path" }, `${ui("path_none")} ${from} `, stop)];
  const steps = way.map((edge) => {
    const text = `${endName(shown, edge.from)} ${arrow(edge)} ${endName(shown, edge.to)}`;
    return make("li", {}, link(text, () => pickEdge(edge.id)), ...edgeMarks(edge));
  });
  const title = `${ui("path_title")} ${from} (${way.length})`;
  return [make("div", { class: "path" }, make("h3", {}, title), make("ol", {}, ...steps), stop)];
}

/** @param {string[]} keys */
function unpin(keys) {
  const pins = new Map(state.pins);
  for (const key of keys) pins.delete(key);
  state.pins = pins;
  const scene = currentScene();
  if (scene) relayout(scene);
  update({});
}
