// The two sliders: true on, known on. Each step is a month's end; the last is no limit. The field
// beside a slider takes any day.

/** @typedef {"trueOn" | "knownOn"} Clock */

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
    const end = isoDay(dayOf(year, at + 1) - 1);
    if (end >= page.as_of) break;
    found.push(end);
  }
  return found;
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
      const day = lastDayOf(text);
      const isWrong = text !== "" && !day;
      field.setAttribute("aria-invalid", String(isWrong));
      byId("day-fault").textContent = isWrong ? ui("day_fault") : "";
      if (!isWrong) update({ [clock]: day });
    });
  }
  renderDays();
}

/**
 * @param {string} text a day, or a coarser period, of which the last day counts
 * @returns {string} "" where it is neither
 */
function lastDayOf(text) {
  const padded = text.replace(/[/.]/g, "-").replace(/-(\d)(?=-|$)/g, "-0$1");
  if (DAY.test(padded)) return readDay(padded);
  const part = readPart(padded);
  return part ? isoDay(part.end - 1) : "";
}

function renderDays() {
  for (const clock of /** @type {Clock[]} */ (["trueOn", "knownOn"])) {
    const slider = /** @type {HTMLInputElement} */ (byId(clock));
    const field = /** @type {HTMLInputElement} */ (byId(`${clock}-day`));
    slider.value = String(stepOf(clock));
    slider.setAttribute("aria-valuetext", state[clock] || ui("no_limit"));
    if (document.activeElement === field && field.getAttribute("aria-invalid") === "true") continue;
    field.value = state[clock];
    field.removeAttribute("aria-invalid");
    slider.disabled = !monthSteps[clock].length;
  }
  byId("days").classList.toggle("set", Boolean(state.trueOn || state.knownOn));
}
