// Search over all that entities are called, in any spelling; a listbox of results under the box.
// Ranked as graph/search.py does: the likeliest first, then of whom more is known.

const MOST_RESULTS = 12;

/** The rank of a match at each place: the whole, the beginning, the beginning of a word, anywhere. */
const RANKS = { name: [0, 3, 6, 8], code: [0, 3, 6, 8], pinyin: [1, 4, 7], initials: [2, 5], id: [0, 7, 7, 8] };
const RANK_SCATTERED = 9;
/** So few letters stand inside too many names to mean any. */
const FEW_LETTERS = 2;

/** One spelling of one name. syllables: how its characters are read, where it is spelled aloud.
 * @typedef {{way: keyof typeof RANKS, name: string, syllables: string[], spelling: Spelling}} Form */
/** What matched: this many letters of a form's spelling, from there.
 * @typedef {{rank: number, form: Form, from: number, length: number}} Match */
/** known: how many claims speak of it. @typedef {Match & {id: string, known: number}} Found */

/** @type {{ids: string[], active: number,
 *   forms: {id: string, known: number, forms: Form[]}[] | null}} */
const search = { ids: [], active: -1, forms: null };

/** Made when first needed: reading all names takes longer than drawing the first map may. */
function searchForms() {
  if (!search.forms) {
    search.forms = Object.entries(page.entities).map(([id, entity]) => {
      const names = [entity.zh, entity.en, ...entity.aliases].filter(Boolean);
      const forms = [...names.flatMap(formsOf), ...entity.search.flatMap(otherForms)];
      forms.push(writtenForm("id", id));
      return { id, known: claimsAbout(id).length, forms };
    });
  }
  return search.forms;
}

/**
 * @param {"name" | "code" | "id"} way
 * @param {string} name
 * @returns {Form}
 */
function writtenForm(way, name) {
  return { way, name, syllables: [], spelling: spelled(name) };
}

/**
 * @param {string} name
 * @returns {Form[]} as it is written, and where it is Chinese as it is read; of 律 both lv and lu count
 */
function formsOf(name) {
  const forms = [writtenForm("name", name)];
  const said = syllablesOf(name);
  if (!said.some(Boolean)) return forms;
  const spoken = [said];
  if (said.some((one) => one.includes("v"))) spoken.push(said.map((one) => one.replace("v", "u")));
  for (const syllables of spoken) {
    const spelling = spelled(name, (_, index) => syllables[index] || "");
    forms.push({ way: "pinyin", name, syllables, spelling });
  }
  const initials = spelled(name, (_, index) => (said[index] || "").slice(0, 1));
  return [...forms, { way: "initials", name, syllables: said, spelling: initials }];
}

/** @param {string} key a code, or a name that only claims state */
function otherForms(key) {
  return /\p{Script=Han}/u.test(key) ? formsOf(key) : [writtenForm("code", key)];
}

/**
 * @param {Form} form
 * @param {string} wanted
 * @returns {Match | null}
 */
function matchOf(form, wanted) {
  const { text, starts } = form.spelling;
  let from = text.indexOf(wanted);
  if (from < 0) return null;
  const first = from;
  while (from > 0 && !starts.has(from)) from = text.indexOf(wanted, from + 1);
  const place = first > 0 ? (from > 0 ? 2 : 3) : Number(wanted.length < text.length);
  const rank = RANKS[form.way].slice(0, placesOpen(form, wanted))[place];
  return rank === undefined ? null : { rank, form, from: from < 0 ? first : from, length: wanted.length };
}

/**
 * @param {Form} form
 * @param {string} wanted
 */
function placesOpen(form, wanted) {
  if (wanted.length > FEW_LETTERS || /\p{Script=Han}/u.test(wanted)) return 4;
  return form.way === "code" || form.way === "id" ? 1 : 3;
}

/**
 * @param {Form[]} forms
 * @param {string} wanted
 * @returns {Match | null}
 */
function bestOf(forms, wanted) {
  /** @type {Match | null} */
  let best = null;
  for (const form of forms) {
    const match = matchOf(form, wanted);
    if (match && (!best || match.rank < best.rank)) best = match;
  }
  return best;
}

/**
 * Where every word stands somewhere, the match of the first.
 * @param {Form[]} forms
 * @param {string[]} words
 * @returns {Match | null}
 */
function scatteredOf(forms, words) {
  const found = words.map((word) => bestOf(forms, word));
  const first = found[0];
  return words.length > 1 && first && found.every(Boolean) ? { ...first, rank: RANK_SCATTERED } : null;
}

/**
 * @param {string} text
 * @returns {Found[]} likeliest first
 */
function searchFor(text) {
  const wanted = spelled(text).text;
  if (!wanted) return [];
  const words = text.split(/\s+/).map((word) => spelled(word).text).filter(Boolean);
  /** @type {Found[]} */
  const found = [];
  for (const { id, known, forms } of searchForms()) {
    const match = bestOf(forms, wanted) || scatteredOf(forms, words);
    if (match) found.push({ ...match, id, known });
  }
  return found.sort((a, b) => a.rank - b.rank || b.known - a.known || (a.id < b.id ? -1 : 1));
}

function showResults() {
  const input = /** @type {HTMLInputElement} */ (byId("search"));
  const all = searchFor(input.value);
  const items = all.slice(0, MOST_RESULTS).map((found) => resultItem(found, input.value.trim()));
  search.ids = all.slice(0, MOST_RESULTS).map(({ id }) => id);
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
 * Stay on this map if it has the entity, else go to the first one that does, if any.
 * @param {string} id
 */
function chooseResult(id) {
  closeResults();
  /** @type {HTMLInputElement} */ (byId("search")).value = "";
  const here = currentMap();
  const home = here && nodeById(here, id) ? here : page.maps.find((map) => nodeById(map, id));
  update({ map: home ? home.id : state.map, pick: { what: "node", id } });
}

/**
 * Keys that an input method is still using are not ours; Safari reports its last Enter as key 229.
 * @param {KeyboardEvent} event
 */
function onSearchKey(event) {
  if (event.isComposing || event.keyCode === 229) return;
  if (byId("results").hidden) {
    if (event.key === "ArrowDown") showResults();
    return;
  }
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
  input.addEventListener("input", () => whenWhole(showResults));
  input.addEventListener("blur", closeResults);
  input.addEventListener("keydown", onSearchKey);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}

/**
 * Whether a letter typed there is meant for it.
 * @param {EventTarget | null} target
 */
function isTyping(target) {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "range";
  return target instanceof HTMLSelectElement;
}
