// Builds elements. Text goes in as text; nothing on this page is ever parsed as HTML.

/** @typedef {Node | string | null} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {...Child} children null is left out
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * Outside text: isolated, so that a direction mark in it cannot turn its surroundings, and said to
 * be Chinese where the page is not.
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 */
function quoted(text, attributes) {
  const element = make("bdi", attributes || {}, text);
  if (state.lang === "en" && /\p{Script=Han}/u.test(text)) element.lang = "zh-Hans";
  return element;
}

/**
 * @param {string} text
 * @param {() => void} action
 */
function link(text, action) {
  const button = make("button", { type: "button", class: "link" }, quoted(text));
  button.addEventListener("click", action);
  return button;
}

/** @param {string} id */
function entityLink(id) {
  return own(page.entities, id) ? link(nameOf(id), () => pickNode(id)) : quoted(id);
}

/**
 * Only http and https become links; anything else stays text.
 * @param {string} text
 * @param {string} url
 */
function outsideLink(text, url) {
  if (!/^https?:\/\//i.test(url)) return quoted(text);
  const rel = "noreferrer noopener";
  return make("a", { href: url, rel, target: "_blank" }, quoted(text), " ↗");
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...Element} children
 * @returns {SVGElement}
 */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
