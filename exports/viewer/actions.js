// What can be done with a picked node: a path from it, only what is around it, put it back.

/**
 * @param {GraphMap} map
 * @param {string} id
 * @returns {HTMLElement[]} none where the node does not stand on the map
 */
function nodeActions(map, id) {
  const node = nodeById(map, id);
  const actions = node ? [pathAction(id), depthAction()] : [];
  const key = pinKey(map, id);
  if (state.pins.has(key)) actions.push(actionButton("unpin", () => unpin([key])));
  const cluster = node && node.cluster;
  if (cluster && clusterById(map, cluster)) {
    actions.push(actionButton(state.open.has(cluster) ? "gather_its" : "spread_its", () => toggleCluster(cluster)));
  }
  if (!actions.length) return [];
  return [make("div", { class: "actions" }, ...actions), ...(node ? pathReport(map, id) : [])];
}

/**
 * @param {string} what the key of its words, and its id, by which it gets the focus back
 * @param {() => void} run
 */
function actionButton(what, run) {
  const button = make("button", { type: "button", class: "action", id: `do-${what}` }, ui(what));
  button.addEventListener("click", run);
  return button;
}

/** @param {string} id */
function pathAction(id) {
  if (state.from === id) return actionButton("path_stop", () => update({ from: "" }));
  return actionButton("path_from", () => {
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
  const stop = actionButton("path_stop", () => update({ from: "" }));
  if (!way) return [make("p", { class: "path" }, `${ui("path_none")} ${from} `, stop)];
  const steps = way.map((edge) => lineItem(shown, edge));
  const title = `${ui("path_title")} ${from} (${way.length})`;
  return [make("div", { class: "path" }, make("h3", {}, title), make("ol", {}, ...steps), stop)];
}

/** @param {string[]} keys */
function unpin(keys) {
  const pins = new Map(state.pins);
  for (const key of keys) pins.delete(key);
  update({ pins });
}
