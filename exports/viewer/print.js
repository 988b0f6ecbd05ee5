// The page on paper: the picture of the view, or its table, and all facts of the open panel.

const printed = { theme: "", opened: /** @type {HTMLDetailsElement[]} */ ([]) };

/** A picture has its own head and foot; a table takes those of the page. */
function beforePrint() {
  printed.theme = document.documentElement.dataset.theme || "light";
  const picture = state.table ? null : currentPicture();
  byId("print").replaceChildren(...(picture ? [pictureAsSvg(picture)] : []));
  byId("print").classList.toggle("is-wide", picture !== null && picture.width > picture.height);
  document.body.classList.toggle("has-picture", picture !== null);
  if (printed.theme === "dark") setTheme("light");
  for (const details of byId("panel").querySelectorAll("details")) {
    if (details.open) continue;
    details.open = true;
    printed.opened.push(details);
  }
}

function afterPrint() {
  byId("print").replaceChildren();
  document.body.classList.remove("has-picture");
  for (const details of printed.opened.splice(0)) details.open = false;
  if (printed.theme === "dark") setTheme("dark");
}

function startPrint() {
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
}
