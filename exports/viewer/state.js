// What is being looked at, and its form in the address, so that a link reopens the same view.

/** @typedef {{what: "node" | "edge", id: string}} Picked */
/** What is left out: kinds of node by group, relations, styles of line, kinds of source.
 * @typedef {"group" | "relation" | "style" | "source"} Sort */
/** What the reader moved into view: the middle of the stage, as parts of its width and height when all
 * of the map is in view, and how much larger all is drawn. @typedef {Point & {scale: number}} At */
/** trueOn, knownOn: days as 2026-01-08, "" for no limit. least: lines that stand for less money are
 * left out, 0 for none. depth: steps around the picked node, 0 for all. from: where a path to the
 * picked node begins. open: clusters whose members stand. pins: where the reader put nodes, in the
 * map's own positions, by map and node. page: the picked entity fills the window.
 * @typedef {{map: string, lang: Lang, pick: Picked | null, table: boolean,
 *   page: boolean, trueOn: string,
 *   knownOn: string, without: Record<Sort, Set<string>>, least: number, depth: number, from: string,
 *   open: Set<string>, pins: Map<string, Point>, at: At | null}} State */

const SORTS = /** @type {const} */ (["group", "relation", "style", "source"]);
const DAY = /^\d{4}-\d\d-\d\d$/;
const DEEPEST = 4;
/** Amounts in US dollars that the filters offer as the least. */
const LEAST = [0, 1, 1e6, 1e7, 1e8, 1e9];

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
    page: said.get("view") === "page" && hasPage(pick),
    trueOn: readDay(said.get("true")),
    knownOn: readDay(said.get("known")),
    without: readWithout(said),
    least: LEAST.find((amount) => amount >= (Number(said.get("least")) || 0)) || 0,
    depth: Math.min(Math.max(0, Math.trunc(Number(said.get("depth")) || 0)), DEEPEST),
    from: isOnMap(map, said.get("from")) || "",
    open: new Set(said.getAll("open")),
    pins: readPins(said, map),
    at: readAt(said),
  };
}

/**
 * @param {GraphMap | undefined} map
 * @param {string | null} id
 * @returns {string | undefined} the id, if it is that of a node or cluster of the map
 */
function isOnMap(map, id) {
  if (!map || id === null) return undefined;
  return nodeById(map, id) || clusterById(map, id) ? id : undefined;
}

/** @param {string | null} text */
function readDay(text) {
  const part = text && DAY.test(text) ? readPart(text) : null;
  return part && isoDay(part.start) === text ? text : "";
}

/**
 * @param {URLSearchParams} said
 * @returns {Record<Sort, Set<string>>}
 */
function readWithout(said) {
  const read = (/** @type {Sort} */ sort) => new Set(said.getAll(`no-${sort}`));
  return { group: read("group"), relation: read("relation"), style: read("style"), source: read("source") };
}

/**
 * @param {URLSearchParams} said
 * @returns {At | null}
 */
function readAt(said) {
  const [, x, y, scale] = /^(-?\d+\.\d+),(-?\d+\.\d+),(\d+\.\d+)$/.exec(said.get("at") || "") || [];
  return scale && Number(scale) ? { x: Number(x), y: Number(y), scale: Number(scale) } : null;
}

/** @param {At} at */
function writeAt({ x, y, scale }) {
  return [x, y, scale].map((part) => part.toFixed(3)).join(",");
}

/**
 * @param {URLSearchParams} said
 * @param {GraphMap | undefined} map
 * @returns {Map<string, Point>}
 */
function readPins(said, map) {
  /** @type {Map<string, Point>} */
  const pins = new Map();
  for (const text of said.getAll("pin")) {
    const [, x, y, id] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(.+)$/.exec(text) || [];
    if (map && id && isOnMap(map, id)) pins.set(pinKey(map, id), { x: Number(x), y: Number(y) });
  }
  return pins;
}

/**
 * @param {URLSearchParams} said
 * @param {GraphMap | undefined} map
 * @returns {Picked | null}
 */
function readPick(said, map) {
  const node = said.get("node");
  if (node !== null && (own(page.entities, node) || isOnMap(map, node))) return { what: "node", id: node };
  const edge = said.get("edge");
  return edge !== null && isLine(map, edge) ? { what: "edge", id: edge } : null;
}

/**
 * @param {GraphMap | undefined} map
 * @param {string} id
 */
function isLine(map, id) {
  return map !== undefined && (isGathered(id) || edgeById(map, id) !== undefined);
}

/** @returns {string} */
function writeFragment() {
  const { pick, table, page: asPage, trueOn, knownOn, least, depth, from } = state;
  const map = currentMap();
  /** @type {[string, string][]} */
  const said = [
    ["map", state.map],
    [pick ? pick.what : "", pick ? pick.id : ""],
    ["view", asPage ? "page" : table ? "table" : ""],
    ["true", trueOn],
    ["known", knownOn],
    ...SORTS.flatMap((sort) => [...state.without[sort]].map((name) => /** @type {[string, string]} */ ([`no-${sort}`, name]))),
    ["least", least ? String(least) : ""],
    ["depth", depth ? String(depth) : ""],
    ["from", from],
    ...[...state.open].map((id) => /** @type {[string, string]} */ (["open", map && clusterById(map, id) ? id : ""])),
    ...pinsOf(map).map(([id, { x, y }]) => /** @type {[string, string]} */ (["pin", `${Math.round(x)},${Math.round(y)},${id}`])),
    ["at", state.at ? writeAt(state.at) : ""],
    ["lang", state.lang],
  ];
  return `#${new URLSearchParams(said.filter(([, text]) => text))}`;
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function pinKey(map, id) {
  return JSON.stringify([map.id, id]);
}

/**
 * @param {GraphMap | undefined} map
 * @returns {[string, Point][]} what the reader put elsewhere on it
 */
function pinsOf(map) {
  const pins = [...state.pins].map(([key, point]) => ({ at: JSON.parse(key), point }));
  return pins.filter(({ at }) => map && at[0] === map.id).map(({ at, point }) => [at[1], point]);
}

/**
 * Neither a line nor a cluster has a page of its own.
 * @param {Picked | null} pick
 */
function hasPage(pick) {
  return pick !== null && pick.what === "node" && own(page.entities, pick.id) !== undefined;
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
  keep(change);
  whenWhole(render);
}

/**
 * The same where what is drawn has changed already.
 * @param {Partial<State>} change
 */
function keep(change) {
  Object.assign(state, change);
  state.page = state.page && hasPage(state.pick);
  history.replaceState(null, "", writeFragment());
}

/**
 * The claims stand at the end of the file: what asks for them waits until the browser has read it all.
 * @param {() => void} run
 */
function whenWhole(run) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}

/** Whether the first view is a map as built, which needs no claim. */
function isPlain() {
  return !state.pick && !state.table && !state.trueOn && !state.knownOn && !state.without.source.size;
}

/** @param {string} id */
function pickNode(id) {
  update({ pick: { what: "node", id } });
}

/** @param {string} id */
function pickEdge(id) {
  update({ pick: { what: "edge", id } });
}
