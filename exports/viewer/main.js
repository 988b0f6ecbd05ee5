// Starts the page, and redraws it from the state whenever that changes.

function render() {
  renderWords();
  renderFrame();
  renderTabs();
  renderLegend();
  renderFilters();
  renderHelp();
  renderDays();
  renderPanel();
  renderStage();
}

/** A link to another view of the same file was followed. */
function followAddress() {
  const said = readFragment(location.hash);
  update(said);
  const scene = currentScene();
  if (scene && said.at) lookAt(scene, said.at);
}

function start() {
  makeTabs();
  startTheme();
  startFrame();
  startView();
  startTables();
  startPanel();
  startEntityPage();
  startSearch();
  startFilters();
  for (const id of ["filters", "export", "help"]) startSheet(id);
  startTakeOut();
  startPrint();
  if (!page.maps.length) showFailure("no_maps");
  addEventListener("hashchange", () => followAddress());
  render();
  // What asks for the claims comes after the first map is on screen.
  whenWhole(() => requestAnimationFrame(() => setTimeout(startDays, 0)));
}

if (isPlain()) start();
else whenWhole(start);
