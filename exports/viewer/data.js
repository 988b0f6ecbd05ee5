// What the page was given: the shape of the data, and look-ups that survive a missing id.

/** @typedef {{en: string, zh: string}} Words */
/** @typedef {"en" | "zh"} Lang */
/** search: what else it goes by, as stock codes.
 * @typedef {{en: string, zh: string, kind: string, aliases: string[], search: string[],
 *   identifiers: string[]}} Entity */
/** @typedef {{title: string, publisher: string, published: string, url: string,
 *   kind: string}} Source */
/** unit, lower, upper: of a number; an end is null where it is open, both where there is no number.
 * fact: claims that share it, unless it is 0, agree or are rivals; key: the smaller goes first, number
 * by number; clashes: those that cannot be true beside it. known: the first day on which its source
 * was out; last: the latest of its beginnings; over: the first day on which it no longer held; first:
 * the earliest beginning that it gives to what it dates, the subject or the relation; bound: it does
 * not hold before what dates its ends. Days are as 2026-01-08, "" for none.
 * kept, status, others: as the clocks and filters now stand (settling.js).
 * @typedef {{subject: string, property: string, object: string, value: Words | null,
 *   stated: string, unit: string, lower: number | null, upper: number | null, period: string,
 *   qualifiers: [string, string][], source: string,
 *   locator: string, rank: string, note: string, recorded: string, fact: number, key: number[],
 *   clashes: string[], known: string, last: string, over: string, first: string, dates: string,
 *   bound: boolean, kept: boolean, status: string, others: string[]}} Claim */
/** Where a node may stand, and what it rests on there; box: how far its figures reach.
 * @typedef {{x: number, y: number, claims: string[],
 *   box?: {left: number, top: number, right: number, bottom: number}}} Place */
/** entity: whom it stands for, where its id names no entity; label: its name, where it stands for
 * none. claims: it is there while one of them stands; without them, while one of its lines is.
 * places: on a chart, best first: it stands at the first whose claims all stand, else in the tray.
 * cluster: in which it hides until the reader opens that.
 * @typedef {{id: string, group: string, x: number, y: number, size: number, entity?: string,
 *   label?: Words, claims?: string[], places?: Place[], cluster?: string, count?: number, box?: Place["box"]}} MapNode
 * box: that of the place where it stands; count: how many a closed cluster stands for, set by clusters.js */
/** It is there while one of its claims stands. ways: where that takes a chain of claims, those of which one is
 * enough; claims of a chain on the same two things and relation are accounts of one step.
 * amount: the money it stands for in US dollars, where known.
 * @typedef {{id: string, from: string, to: string, relation: string, claims: string[],
 *   rule: string | null, style: string, disputed: boolean, width: number, arrows: boolean,
 *   ways?: string[][], amount?: number}} MapEdge */
/** label: {n} in it stands for the number of members; title: the same in full, for where the map does not
 * show whose they are.
 * @typedef {{id: string, label: Words, title?: Words, group: string, x: number, y: number, size: number}} Cluster */
/** mark: node, size (a node that large), edge, width (a line that wide) or range (how far figures reach).
 * @typedef {{mark: string, group?: string, style?: string, width?: number,
 *   size?: number, label: Words}} LegendItem */
/** lanes: the ticks are names of lanes, each in the middle of its own, which ends at until (else
 * halfway to the next); without lanes they are figures. of: the property whose figures it shows.
 * @typedef {{label: Words | null, ticks: {at: number, text: string | Words, until?: number}[], from: number,
 *   to: number, lanes?: boolean, of?: string}} Axis */
/** @typedef {{label: Words, x: number, y: number, width: number, height: number}} Tray */
/** A pale field behind part of a map, with its heading. @typedef {Tray} Region */
/** @typedef {{x: Axis, y: Axis, tray: Tray | null}} Axes */
/** @typedef {{id: string, title: Words, question: Words, nodes: MapNode[], edges: MapEdge[],
 *   clusters: Cluster[], regions: Region[], legend: LegendItem[], axes: Axes | null}} GraphMap */
/** topic: the heading under which a reader looks for it; order: its place among what is looked for
 * first, 0 for the rest; of_a_period: a figure of all the days of its period, not of a moment in it.
 * @typedef {{topic: string, order: number, of_a_period: boolean}} Property */
/** topics: in order of reading; dimensions: the qualifiers that set two facts apart.
 * readings: the syllable of a Chinese character, or those of a whole name read otherwise.
 * variants: which simplified character a traditional one counts as.
 * @typedef {{lang: Lang, title: Words, licence: Words, as_of: string, base: string,
 *   entities: Record<string, Entity>, terms: Record<string, Words>,
 *   topics: string[], properties: Record<string, Property>, dimensions: string[],
 *   sources: Record<string, Source>, claims: Record<string, Claim>,
 *   settling: {reasons: Record<string, Words>, criteria: Words[]},
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
const page = readPage(byId("data").textContent || "{}");

/**
 * @param {string} text
 * @returns {Page}
 */
function readPage(text) {
  const raw = JSON.parse(text);
  raw.entities = fromColumns(raw.entities);
  for (const table of ["sources", "claims"]) {
    Object.defineProperty(raw, table, { configurable: true, get: () => readReceipts(raw)[table] });
  }
  return raw;
}

/**
 * Claims and sources are read, and the claims settled, when one is first asked for.
 * @param {any} raw
 */
function readReceipts(raw) {
  const tables = JSON.parse(byId("receipts").textContent || "{}");
  for (const table of ["sources", "claims"]) Object.defineProperty(raw, table, { value: fromColumns(tables[table]) });
  for (const claim of Object.values(raw.claims)) Object.assign(claim, { kept: true, status: "", others: [] });
  startSettling();
  return raw;
}

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
  return indexOf(map).edges.get(id);
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function nodeById(map, id) {
  return indexOf(map).nodes.get(id);
}

/** A map is never changed, only made anew.
 * @type {WeakMap<GraphMap, {nodes: Map<string, MapNode>, edges: Map<string, MapEdge>}>} */
const indexes = new WeakMap();

/** @param {GraphMap} map */
function indexOf(map) {
  let index = indexes.get(map);
  if (!index) {
    const nodes = new Map(map.nodes.map((node) => [node.id, node]));
    index = { nodes, edges: new Map(map.edges.map((edge) => [edge.id, edge])) };
    indexes.set(map, index);
  }
  return index;
}

/**
 * A second mark of an entity stands for it; what has a name of its own stands for itself.
 * @param {MapNode} node
 */
function whomOf(node) {
  return node.entity && !node.label ? node.entity : node.id;
}

/**
 * @param {GraphMap} map
 * @param {string} id of a node
 * @returns {Set<string>} it and the other marks of whom it stands for; none where it is not on the map
 */
function marksOf(map, id) {
  const node = nodeById(map, id);
  if (!node) return new Set();
  return new Set(map.nodes.filter((other) => whomOf(other) === whomOf(node)).map((other) => other.id));
}

/**
 * Claims by id, in the given order; ids without a claim, and claims that are not kept, are left out.
 * @param {string[]} ids
 * @returns {[string, Claim][]}
 */
function claimsOf(ids) {
  /** @type {[string, Claim][]} */
  const found = [];
  for (const id of ids) {
    const claim = own(page.claims, id);
    if (claim && claim.kept) found.push([id, claim]);
  }
  return found;
}

/** Claims by entity: those on it, and those that mention it. @type {Map<string, string[]>} */
const mentions = new Map();

/**
 * @param {string} id of an entity
 * @returns {string[]} the claims about it, kept or not
 */
function claimsAbout(id) {
  if (!mentions.size) for (const [claim, said] of Object.entries(page.claims)) noteMentions(claim, said);
  return mentions.get(id) || [];
}

/**
 * @param {string} id
 * @param {Claim} claim
 */
function noteMentions(id, claim) {
  const named = [claim.subject, claim.object, ...claim.qualifiers.map(([, text]) => text)];
  for (const entity of new Set(named)) {
    if (!own(page.entities, entity)) continue;
    const known = mentions.get(entity);
    if (known) known.push(id);
    else mentions.set(entity, [id]);
  }
}
