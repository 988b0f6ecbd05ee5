// Sheets that open under their title: filters, export, help.

/**
 * A sheet closes by Escape, which gives its title the focus, and by a press outside.
 * @param {string} id of a details element
 */
function startSheet(id) {
  const sheet = /** @type {HTMLDetailsElement} */ (byId(id));
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !sheet.open) return;
    event.preventDefault();
    sheet.open = false;
    sheet.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Element && !sheet.contains(target)) sheet.open = false;
  });
}
