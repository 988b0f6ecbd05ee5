// What a reader looks for where: properties by topic, and in each what is looked for first before the rest.

/** @param {string} name */
function propertyOf(name) {
  return own(page.properties, name) || { topic: "", order: 0, of_a_period: false };
}

/**
 * The lower, the sooner a reader looks for it; what has no place of its own comes after all that have.
 * @param {string} name of a property
 */
function weightOf(name) {
  const { order, topic } = propertyOf(name);
  return order || 1000 + page.topics.indexOf(topic);
}

/**
 * The groups of an entity under the headings of their topics, in two columns of like length.
 * @param {HTMLDetailsElement[]} groups in order of topics
 * @returns {HTMLElement}
 */
function inTopics(groups) {
  /** @type {Map<string, {section: HTMLElement, length: number}>} */
  const topics = new Map();
  for (const group of groups) {
    const topic = group.dataset.topic || "";
    const known = topics.get(topic) || { section: make("section", { class: "topic" }, make("h3", {}, term(topic))), length: 1 };
    known.section.append(group);
    known.length += group.open ? 6 * group.childElementCount : 1;
    topics.set(topic, known);
  }
  const columns = [make("div", {}), make("div", {})];
  const total = [...topics.values()].reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  for (const { section, length } of topics.values()) {
    const [left, right] = columns;
    (before + length / 2 <= total / 2 || !before ? left : right)?.append(section);
    before += length;
  }
  return make("div", { class: "topics" }, ...columns);
}
