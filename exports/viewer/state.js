// What is being looked at, and its form in the address, so that a link reopens the same view.

/** @typedef {{what: "node" | "edge", id: string}} Picked */
/** @typedef {{map: string, lang: Lang, pick: Picked | null, table: boolean,
 *   page: boolean}} State page: the picked entity fills the window */

/** @type {State} */
const state = readFragment(location.hash);

/**
 * Anything the data does not know is ignored: an address may be old, or made up.
 * @param {string} text
 * @returns {State}
 */
function readFragment(text) {
  const said = new URLSearchParams(text.replace(/^#/, ""));
  const map = mapById(said.get("map") || "") || page.maps[0];
  const lang = said.get("lang");
  const pick = readPick(said, map);
  return {
    map: map ? map.id : "",
    lang: lang === "en" || lang === "zh" ? lang : page.lang,
    pick,
    table: said.get("view") === "table",
    page: said.get("view") === "page" && isNode(pick),
  };
}

/**
 * @param {URLSearchParams} said
 * @param {GraphMap | undefined} map
 * @returns {Picked | null}
 */
function readPick(said, map) {
  const node = said.get("node");
  if (node !== null && own(page.entities, node)) return { what: "node", id: node };
  const edge = said.get("edge");
  if (edge !== null && map && edgeById(map, edge)) return { what: "edge", id: edge };
  return null;
}

/** @returns {string} */
function writeFragment() {
  const said = new URLSearchParams();
  said.set("map", state.map);
  if (state.pick) said.set(state.pick.what, state.pick.id);
  if (state.page) said.set("view", "page");
  else if (state.table) said.set("view", "table");
  said.set("lang", state.lang);
  return `#${said}`;
}

/**
 * A line has no page of its own.
 * @param {Picked | null} pick
 */
function isNode(pick) {
  return pick !== null && pick.what === "node";
}

/** @returns {GraphMap | undefined} */
function currentMap() {
  return mapById(state.map);
}

/**
 * The only way in which the view changes.
 * @param {Partial<State>} change
 */
function update(change) {
  Object.assign(state, change);
  state.page = state.page && isNode(state.pick);
  history.replaceState(null, "", writeFragment());
  render();
}

/** @param {string} id */
function pickNode(id) {
  update({ pick: { what: "node", id } });
}

/** @param {string} id */
function pickEdge(id) {
  update({ pick: { what: "edge", id } });
}
