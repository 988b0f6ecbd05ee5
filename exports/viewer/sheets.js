// Sheets that open under their title: filters, export, help.

/**
 * A sheet closes by Escape, which gives its title the focus, and by a press outside.
 * @param {string} id of a details element
 * @param {() => boolean} [isSheet] whether it lies over the map now; without it always
 */
function startSheet(id, isSheet = () => true) {
  const sheet = /** @type {HTMLDetailsElement} */ (byId(id));
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !sheet.open || !isSheet()) return;
    event.preventDefault();
    sheet.open = false;
    sheet.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (isSheet() && target instanceof Element && !sheet.contains(target)) sheet.open = false;
  });
}
