// What the page was given: the shape of the data, and look-ups that survive a missing id.

/** @typedef {{en: string, zh: string}} Words */
/** @typedef {"en" | "zh"} Lang */
/** search: what else it goes by, as stock codes.
 * @typedef {{en: string, zh: string, kind: string, aliases: string[], claims: string[],
 *   iri: string, search?: string[]}} Entity */
/** @typedef {{title: string, publisher: string, published: string, url: string,
 *   kind: string}} Source */
/** @typedef {{subject: string, property: string, object: string, value: Words | null,
 *   stated: string, period: string, qualifiers: [string, string][], source: string,
 *   locator: string, status: string, reason: Words, rivals: string[], note: string,
 *   recorded: string}} Claim */
/** Where a node may stand, and what it rests on there; box: how far its figures reach.
 * @typedef {{x: number, y: number, claims: string[],
 *   box?: {left: number, top: number, right: number, bottom: number}}} Place */
/** entity: whom it stands for, where its id names no entity; label: its name, where it stands for
 * none. claims: it is there while one of them stands; without them, while one of its lines is.
 * places: on a chart, best first: it stands at the first whose claims all stand, else in the tray.
 * cluster: in which it hides until the reader opens that.
 * @typedef {{id: string, group: string, x: number, y: number, size: number, entity?: string,
 *   label?: Words, claims?: string[], places?: Place[], cluster?: string}} MapNode */
/** all: a chain, there while every one of its claims stands; else while one does.
 * amount: the money it stands for in US dollars, where known.
 * @typedef {{id: string, from: string, to: string, relation: string, claims: string[],
 *   rule: string | null, style: string, disputed: boolean, width: number, arrows: boolean,
 *   all?: boolean, amount?: number}} MapEdge */
/** @typedef {{id: string, label: Words, group: string, x: number, y: number, size: number}} Cluster */
/** @typedef {{mark: string, group?: string, style?: string, label: Words}} LegendItem */
/** lanes: the ticks are names of lanes, each in the middle of its own; else they are figures.
 * @typedef {{label: Words | null, ticks: {at: number, text: string | Words}[], from: number,
 *   to: number, lanes?: boolean}} Axis */
/** @typedef {{label: Words, x: number, y: number, width: number, height: number}} Tray */
/** A pale field behind part of a map, with its heading. @typedef {Tray} Region */
/** @typedef {{x: Axis, y: Axis, tray: Tray | null}} Axes */
/** @typedef {{id: string, title: Words, question: Words, nodes: MapNode[], edges: MapEdge[],
 *   clusters: Cluster[], regions: Region[], legend: LegendItem[], axes: Axes | null}} GraphMap */
/** readings: the syllable of a Chinese character, or those of a whole name read otherwise.
 * variants: which simplified character a traditional one counts as.
 * @typedef {{lang: Lang, title: Words, licence: Words, as_of: string,
 *   entities: Record<string, Entity>, terms: Record<string, Words>,
 *   sources: Record<string, Source>, claims: Record<string, Claim>,
 *   rules: Record<string, Words>, maps: GraphMap[], strings: Record<string, Words>,
 *   readings: Record<string, string>, variants: Record<string, string>}} Page */

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** @type {Page} */
const page = JSON.parse(byId("data").textContent || "{}");

/**
 * A plain look-up would find "constructor" in every table.
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 * @returns {T | undefined}
 */
function own(table, key) {
  return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined;
}

/**
 * @param {string} id
 * @returns {GraphMap | undefined}
 */
function mapById(id) {
  return page.maps.find((map) => map.id === id);
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function edgeById(map, id) {
  return map.edges.find((edge) => edge.id === id);
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function nodeById(map, id) {
  return map.nodes.find((node) => node.id === id);
}

/**
 * Claims by id, in the given order; ids without a claim are left out.
 * @param {string[]} ids
 * @returns {[string, Claim][]}
 */
function claimsOf(ids) {
  /** @type {[string, Claim][]} */
  const found = [];
  for (const id of ids) {
    const claim = own(page.claims, id);
    if (claim) found.push([id, claim]);
  }
  return found;
}
