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
 * @param {[string, HTMLElement][]} groups each with its topic, in order of topics
 * @returns {HTMLElement}
 */
function inTopics(groups) {
  /** @type {Map<string, HTMLElement>} */
  const sections = new Map();
  const columns = [make("div", {}), make("div", {})];
  groups.forEach(([topic, group], index) => {
    const section = sections.get(topic) || make("section", { class: "topic" }, make("h3", {}, term(topic)));
    if (!sections.has(topic)) (columns[index < groups.length / 2 ? 0 : 1] || section).append(section);
    sections.set(topic, section);
    section.append(group);
  });
  return make("div", { class: "topics" }, ...columns);
}
