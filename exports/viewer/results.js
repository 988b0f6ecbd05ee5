// One result of a search: the names of an entity, and what of it matched, marked.

/**
 * @param {Found} found
 * @param {string} asked as typed
 */
function resultItem(found, asked) {
  const { id, form } = found;
  const entity = own(page.entities, id);
  const marks = markedLetters(found);
  /** @param {string} name */
  const marksIn = (name) => (name === form.name ? marks : new Set());
  const item = make(
    "li",
    { role: "option", "aria-selected": "false", "data-entity": id },
    markedText(nameOf(id), marksIn(nameOf(id)), { class: "result-name" }),
    markedText(otherNameOf(id), marksIn(otherNameOf(id)), { class: "result-other", lang: otherLangTag() }),
    make("span", { class: "result-kind" }, entity ? term(entity.kind) : ""),
    whyFound(found, asked),
  );
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => chooseResult(id));
  return item;
}

/**
 * What matched, where the names above do not show it.
 * @param {Found} found
 * @param {string} asked
 */
function whyFound(found, asked) {
  const { id, form } = found;
  const above = form.name === nameOf(id) || form.name === otherNameOf(id);
  const parts = [
    above ? null : markedText(form.name, markedLetters(found), {}),
    form.syllables.length ? readingShown(found) : null,
    above && respelled(form.name, asked) ? quoted(`${ui("traditional")} ${asked}`) : null,
  ].filter((part) => part !== null);
  if (!parts.length) return null;
  return make("span", { class: "result-why" }, "— ", ...parts.flatMap((part) => [part, " "]));
}

/**
 * @param {Found} found
 * @returns {Set<number>} which characters of the name matched
 */
function markedLetters({ form, from, length }) {
  const at = form.spelling.at.slice(from, from + length);
  const [first = 0, last = 0] = [at[0], at[at.length - 1]];
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/**
 * Whether *asked* has a traditional character that *name* writes otherwise.
 * @param {string} name
 * @param {string} asked
 */
function respelled(name, asked) {
  return Array.from(asked).some((letter) => own(page.variants, letter) && !name.includes(letter));
}

/**
 * How the name is read, one syllable after the other, with what was typed of it marked.
 * @param {Found} found
 */
function readingShown({ form, from, length }) {
  /** @param {number} at in what was compared */
  const typed = (at) => at >= from && at < from + length;
  let text = "";
  let at = 0;
  const marks = new Set();
  for (const { part, compared } of partsRead(form)) {
    if (text && form.spelling.starts.has(at)) {
      if (form.way === "pinyin" && typed(at - 1) && typed(at)) marks.add(text.length);
      text += " ";
    }
    for (let i = 0; i < compared; i++) if (typed(at + i)) marks.add(text.length + i);
    text += part;
    at += compared;
  }
  return markedText(text, marks, { class: "reading" });
}

/**
 * @param {Form} form
 * @returns {{part: string, compared: number}[]} what is read of each character, and how much of that is compared
 */
function partsRead({ way, name, syllables }) {
  return Array.from(name).map((letter, index) => {
    const said = syllables[index];
    const part = said || foldedLetter(letter);
    return { part, compared: way === "initials" && said ? 1 : part.length };
  });
}

/**
 * @param {string} text
 * @param {Set<number>} marks places of characters
 * @param {Record<string, string>} attributes
 */
function markedText(text, marks, attributes) {
  const element = quoted(text, attributes);
  if (!marks.size) return element;
  element.textContent = "";
  const letters = Array.from(text);
  for (let first = 0, next = 1; first < letters.length; first = next++) {
    while (next < letters.length && marks.has(next) === marks.has(first)) next++;
    const run = letters.slice(first, next).join("");
    element.append(marks.has(first) ? make("mark", {}, run) : run);
  }
  return element;
}
