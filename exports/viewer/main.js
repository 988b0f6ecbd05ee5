// Starts the page, and redraws it from the state whenever that changes.

function render() {
  renderWords();
  renderFrame();
  renderTabs();
  renderLegend();
  renderFilters();
  renderDays();
  renderPanel();
  renderStage();
}

function start() {
  makeTabs();
  startTheme();
  startFrame();
  startView();
  startTables();
  startPanel();
  startSearch();
  startFilters();
  startDays();
  if (!page.maps.length) showFailure("no_maps");
  addEventListener("hashchange", () => update(readFragment(location.hash)));
  render();
}

start();
