// On paper: the picture of the view, or its table, and the open facts of the panel; or an entity's page.

const printed = { theme: "" };

/** A picture has its own head and foot; a table takes those of the page. */
function beforePrint() {
  printed.theme = document.documentElement.dataset.theme || "light";
  const picture = state.table || state.page ? null : currentPicture();
  byId("print").replaceChildren(...(picture ? [pictureAsSvg(picture)] : []));
  byId("print").classList.toggle("is-wide", picture !== null && picture.width > picture.height);
  document.body.classList.toggle("has-picture", picture !== null);
  if (printed.theme === "dark") setTheme("light");
  byId("panel-body").append(...factsLeftOut());
}

/**
 * All facts of a company would fill a hundred sheets: those are printed whose heading is open.
 * @returns {HTMLElement[]} what the paper says of the others
 */
function factsLeftOut() {
  const count = byId("panel-body").querySelectorAll(".group:not([open]) > .card").length;
  return count ? [make("p", { class: "not-printed" }, ui("not_printed").replace("{n}", String(count)))] : [];
}

function afterPrint() {
  byId("print").replaceChildren();
  document.body.classList.remove("has-picture");
  for (const note of byId("panel-body").querySelectorAll(".not-printed")) note.remove();
  if (printed.theme === "dark") setTheme("dark");
}

function startPrint() {
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
}
