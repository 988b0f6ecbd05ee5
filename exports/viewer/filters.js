// Filters: kinds and lines by the legend, the rest in a sheet; and the two sliders for the clocks.

/**
 * @param {Sort} sort
 * @param {string} name
 */
function toggleWithout(sort, name) {
  const names = new Set(state.without[sort]);
  if (!names.delete(name)) names.add(name);
  update({ without: { ...state.without, [sort]: names } });
}

/** How many filters and clocks are set. */
function filterCount() {
  const sets = SORTS.reduce((sum, sort) => sum + state.without[sort].size, 0);
  const map = currentMap();
  return sets + [map && leastOf(map), state.depth, state.trueOn, state.knownOn].filter(Boolean).length;
}

function clearFilters() {
  /** @type {Record<Sort, Set<string>>} */
  const without = { group: new Set(), relation: new Set(), style: new Set(), source: new Set() };
  update({ without, least: 0, depth: 0, trueOn: "", knownOn: "" });
}

/** @type {{key: string}} */
const shownInFilters = { key: "" };

/** The sheet offers what the current map holds. */
function renderFilters() {
  const map = currentMap();
  const count = filterCount();
  byId("filters-title").textContent = count ? `${ui("filters")} (${count})` : ui("filters");
  byId("filters").hidden = !map;
  const { without, least } = state;
  const key = JSON.stringify([state.map, state.lang, least, SORTS.map((sort) => [...without[sort]]), count]);
  const isOpen = /** @type {HTMLDetailsElement} */ (byId("filters")).open;
  if (!map || !isOpen || key === shownInFilters.key) return;
  shownInFilters.key = key;
  const focused = document.activeElement && document.activeElement.id;
  const clear = make("button", { type: "button", class: "action", id: "clear-filters" }, ui("filters_clear"));
  clear.addEventListener("click", clearFilters);
  byId("filters-body").replaceChildren(
    choices("group", groupsOf(map)),
    choices("relation", relationsOf(map)),
    choices("source", sourceKinds()),
    ...amountChoice(map),
    make("p", { class: "actions" }, clear),
  );
  const again = focused && document.getElementById(focused);
  if (again && byId("filters").contains(again)) again.focus();
}

/**
 * @param {GraphMap} map
 * @returns {string[]} its relations, in order of their names
 */
function relationsOf(map) {
  return inOrder([...new Set(map.edges.map(({ relation }) => relation))]);
}

/**
 * @param {GraphMap} map
 * @returns {string[]} its kinds of mark, in the order of the legend
 */
function groupsOf(map) {
  return map.legend.flatMap(({ mark, group }) => (mark === "node" && group ? [group] : []));
}

/**
 * @param {Sort} sort
 * @param {string} name
 */
function choiceWords(sort, name) {
  const map = currentMap();
  const item = sort === "group" && map ? map.legend.find(({ group }) => group === name) : undefined;
  return item ? say(item.label) : term(name);
}

/** @returns {string[]} */
function sourceKinds() {
  return inOrder([...new Set(Object.values(page.sources).map(({ kind }) => kind))]);
}

/** @param {string[]} names */
function inOrder(names) {
  return names.sort((a, b) => term(a).localeCompare(term(b), langTag()));
}

/**
 * @param {"group" | "relation" | "source"} sort
 * @param {string[]} names
 */
function choices(sort, names) {
  const boxes = names.map((name) => {
    const box = make("input", { type: "checkbox", id: `with-${sort}-${name}` });
    box.checked = !state.without[sort].has(name);
    box.addEventListener("change", () => toggleWithout(sort, name));
    return make("label", { class: "choice" }, box, " ", quoted(choiceWords(sort, name)));
  });
  return make("fieldset", {}, make("legend", {}, ui(`filter_${sort}`)), ...boxes);
}

/**
 * @param {GraphMap} map
 * @returns {HTMLElement[]} nothing on a map without amounts
 */
function amountChoice(map) {
  if (!hasAmounts(map)) return [];
  const select = make("select", { id: "least" });
  for (const amount of LEAST) select.append(make("option", { value: String(amount) }, amountWords(amount)));
  select.value = String(state.least);
  select.addEventListener("change", () => update({ least: Number(select.value) }));
  return [make("label", { class: "field" }, `${ui("filter_amount")} `, select)];
}

/** @param {number} amount in US dollars */
function amountWords(amount) {
  if (amount === 0) return ui("amount_any");
  if (amount === 1) return ui("amount_known");
  const style = { style: "currency", currency: "USD", notation: "compact", maximumFractionDigits: 1 };
  const words = new Intl.NumberFormat(langTag(), /** @type {Intl.NumberFormatOptions} */ (style)).format(amount);
  return `≥ ${words}`;
}

function startFilters() {
  byId("filters").addEventListener("toggle", () => whenWhole(renderFilters));
}
