// An entity's facts across the whole window, in place of the map: the same as in the panel, laid out for reading.

function renderEntityPage() {
  const open = state.page;
  document.body.classList.toggle("has-page", open);
  const button = byId("as-page");
  button.hidden = !hasPage(state.pick);
  button.textContent = ui(open ? "from_page" : "as_page");
}

function startEntityPage() {
  byId("as-page").addEventListener("click", () => update({ page: !state.page }));
}
