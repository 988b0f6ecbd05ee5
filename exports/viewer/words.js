// Which words to show: the current language first, the other one rather than nothing.

/**
 * @param {Words | null | undefined} words
 * @returns {string}
 */
function say(words) {
  if (!words) return "";
  return state.lang === "zh" ? words.zh || words.en : words.en || words.zh;
}

/** @param {string} key */
function ui(key) {
  return say(own(page.strings, key)) || key;
}

/**
 * A kind, property, status or code; an unknown one is shown as it is written.
 * @param {string} name
 */
function term(name) {
  return say(own(page.terms, name)) || name;
}

/** @param {string} id */
function nameOf(id) {
  return say(own(page.entities, id)) || id;
}

/** @param {Named} node */
function nodeName(node) {
  return node.label ? say(node.label) : nameOf(node.entity || node.id);
}

/**
 * What an end of a line on a map is called.
 * @param {GraphMap} map
 * @param {string} id
 */
function endName(map, id) {
  const node = nodeById(map, id);
  return node ? nodeName(node) : nameOf(id);
}

/**
 * The name in the language that is not shown, or "" where there is none or it is the same.
 * @param {string} id
 */
function otherNameOf(id) {
  const entity = own(page.entities, id);
  if (!entity) return "";
  const other = state.lang === "zh" ? entity.en : entity.zh;
  return other === nameOf(id) ? "" : other;
}

/** @returns {string} */
function langTag() {
  return state.lang === "zh" ? "zh-Hans" : "en";
}

/** @returns {string} */
function otherLangTag() {
  return state.lang === "zh" ? "en" : "zh-Hans";
}

/** Fill the fixed parts of the page, which name their words in data-say attributes. */
function renderWords() {
  document.documentElement.lang = langTag();
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = ui(element.getAttribute("data-say") || "");
  }
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", ui(element.getAttribute("data-say-label") || ""));
  }
  for (const element of document.querySelectorAll("[data-say-hint]")) {
    element.setAttribute("placeholder", ui(element.getAttribute("data-say-hint") || ""));
  }
}
