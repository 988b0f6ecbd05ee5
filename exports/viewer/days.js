// The two sliders: true on, known on. Each step is a month's end; the last is no limit. The field
// beside a slider takes any day.

/** @typedef {"trueOn" | "knownOn"} Clock */

const DAY_LENGTH = 864e5;

/** Month ends, from the first day that the facts know to the last. @type {Record<Clock, string[]>} */
const monthSteps = { trueOn: [], knownOn: [] };

/**
 * @param {...("last" | "over" | "known")} fields
 * @returns {string[]} the last days of all months before the page's own day, from the first that matters
 */
function monthEnds(...fields) {
  const claims = Object.values(page.claims);
  const days = claims.flatMap((claim) => fields.map((field) => claim[field])).filter(Boolean).sort();
  // The first hundredth spans decades in which nothing else happened.
  const first = days[Math.floor(days.length / 100)] || page.as_of;
  const [year = 2000, month = 1] = first.split("-").map(Number);
  const found = [];
  for (let at = month; found.length < 1000; at++) {
    const end = dayText(Date.UTC(year, at, 1) - DAY_LENGTH);
    if (end >= page.as_of) break;
    found.push(end);
  }
  return found;
}

/** @param {number} time in milliseconds */
function dayText(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * @param {Clock} clock
 * @returns {number} the step at or after the day that is set
 */
function stepOf(clock) {
  const day = state[clock];
  const at = day ? monthSteps[clock].findIndex((step) => step >= day) : -1;
  return at < 0 ? monthSteps[clock].length : at;
}

function startDays() {
  Object.assign(monthSteps, { trueOn: monthEnds("last", "over"), knownOn: monthEnds("known") });
  for (const clock of /** @type {Clock[]} */ (["trueOn", "knownOn"])) {
    const slider = /** @type {HTMLInputElement} */ (byId(clock));
    slider.max = String(monthSteps[clock].length);
    slider.addEventListener("input", () => update({ [clock]: monthSteps[clock][Number(slider.value)] || "" }));
    const field = /** @type {HTMLInputElement} */ (byId(`${clock}-day`));
    field.addEventListener("change", () => {
      const text = field.value.trim();
      const day = readDay(text);
      field.setAttribute("aria-invalid", String(text !== "" && !day));
      if (day || !text) update({ [clock]: day });
    });
  }
  renderDays();
}

function renderDays() {
  for (const clock of /** @type {Clock[]} */ (["trueOn", "knownOn"])) {
    const slider = /** @type {HTMLInputElement} */ (byId(clock));
    const field = /** @type {HTMLInputElement} */ (byId(`${clock}-day`));
    slider.value = String(stepOf(clock));
    slider.setAttribute("aria-valuetext", state[clock] || ui("no_limit"));
    if (document.activeElement !== field) field.value = state[clock];
    slider.disabled = !monthSteps[clock].length;
  }
  byId("days").classList.toggle("set", Boolean(state.trueOn || state.knownOn));
}
