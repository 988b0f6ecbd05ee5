// Search over names in both languages, aliases, ids and any extra keys (pinyin, tickers).

const MOST_RESULTS = 12;

/** @type {{ids: string[], active: number}} */
const search = { ids: [], active: -1 };

/** @type {{id: string, keys: string[]}[]} */
const searchKeys = Object.entries(page.entities).map(([id, entity]) => ({
  id,
  keys: [entity.zh, entity.en, id, ...entity.aliases, ...entity.search].map(folded),
}));

/**
 * Full-width letters and digits count as plain ones, capitals as small.
 * @param {string} text
 */
function folded(text) {
  return (text || "").normalize("NFKC").toLowerCase();
}

/**
 * @param {string} text
 * @returns {string[]} ids: whole matches first, then beginnings, then anything that contains it
 */
function searchFor(text) {
  const wanted = folded(text).trim();
  if (!wanted) return [];
  /** @param {string} key */
  const place = (key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9);
  return searchKeys
    .map(({ id, keys }) => ({ id, best: Math.min(...keys.map(place)) }))
    .filter(({ best }) => best < 9)
    .sort((a, b) => a.best - b.best)
    .map(({ id }) => id);
}

/** @param {string} id */
function resultItem(id) {
  const entity = own(page.entities, id);
  const other = otherNameOf(id);
  const item = make(
    "li",
    { role: "option", "aria-selected": "false", "data-entity": id },
    quoted(nameOf(id), { class: "result-name" }),
    quoted(other, { class: "result-other", lang: otherLangTag() }),
    make("span", { class: "result-kind" }, entity ? term(entity.kind) : ""),
  );
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => chooseResult(id));
  return item;
}

function showResults() {
  const input = /** @type {HTMLInputElement} */ (byId("search"));
  const all = searchFor(input.value);
  search.ids = all.slice(0, MOST_RESULTS);
  const items = search.ids.map(resultItem);
  items.forEach((item, index) => (item.id = `result-${index}`));
  const asked = input.value.trim() !== "";
  const none = make("li", { class: "none", role: "option", "aria-disabled": "true" }, ui("none_found"));
  byId("results").replaceChildren(...(asked && !items.length ? [none] : items));
  byId("results").hidden = !asked;
  input.setAttribute("aria-expanded", String(asked));
  byId("found").textContent = asked ? `${all.length} ${ui("some_found")}` : "";
  markResult(items.length ? 0 : -1);
}

/** @param {number} index -1 for none */
function markResult(index) {
  search.active = index;
  [...byId("results").children].forEach((item, at) => {
    item.setAttribute("aria-selected", String(at === index));
    if (at === index) item.scrollIntoView({ block: "nearest" });
  });
  if (index < 0) byId("search").removeAttribute("aria-activedescendant");
  else byId("search").setAttribute("aria-activedescendant", `result-${index}`);
}

function closeResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  markResult(-1);
}

/**
 * Stay on this map if it has the entity, else go to the first one that does.
 * @param {string} id
 */
function chooseResult(id) {
  closeResults();
  const here = currentMap();
  const home = here && nodeById(here, id) ? here : page.maps.find((map) => nodeById(map, id));
  update({ map: home ? home.id : state.map, pick: { what: "node", id } });
}

/** @param {KeyboardEvent} event */
function onSearchKey(event) {
  if (byId("results").hidden) return;
  const chosen = search.ids[search.active];
  if (event.key === "Escape") closeResults();
  else if (event.key === "Enter" && chosen !== undefined) chooseResult(chosen);
  else if (event.key === "ArrowDown") moveMark(1);
  else if (event.key === "ArrowUp") moveMark(-1);
  else return;
  event.preventDefault();
}

/** @param {number} step */
function moveMark(step) {
  const count = search.ids.length;
  if (count) markResult((search.active + step + count) % count);
}

function startSearch() {
  const input = byId("search");
  input.addEventListener("input", showResults);
  input.addEventListener("focus", showResults);
  input.addEventListener("blur", closeResults);
  input.addEventListener("keydown", onSearchKey);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}
