// The current view as a picture on light paper: what the screen shows of the map between a head and
// a foot that say what it is. It is drawn once, by whatever pen: SVG and PNG are the same picture.

/** @typedef {{scene: Scene, width: number, height: number, head: Strip, foot: Strip, stage: number}} Picture
 * stage: how high the part of the map is, in pixels as all here */

/** @returns {Picture | null} null where there is no map, or none that this browser can draw */
function currentPicture() {
  const map = currentMap();
  const scene = map && byId("failure").hidden ? openScene(map) : undefined;
  if (!map || !scene) return null;
  if (state.table) drawBehind(scene);
  const { clientWidth, clientHeight } = scene.holder;
  const width = clientWidth - covered().right;
  const stage = clientHeight - covered().bottom;
  const [head, foot] = [headOf(map, width), footOf(map, width)];
  return { scene, width, height: head.height + stage + foot.height, head, foot, stage };
}

/**
 * Behind the table the map may be new, or as it was before the reader chose what to leave out.
 * @param {Scene} scene
 */
function drawBehind(scene) {
  refreshScene(scene);
  showPick(scene);
  scene.holder.hidden = true;
}

/**
 * Paper is light, whatever the screen is.
 * @template T
 * @param {() => T} draw
 * @returns {T}
 */
function onLightPaper(draw) {
  if (document.documentElement.dataset.theme !== "dark") return draw();
  setTheme("light");
  try {
    return draw();
  } finally {
    setTheme("dark");
  }
}

/**
 * @param {Picture} picture
 * @param {Pen} pen
 */
function drawPicture({ scene, width, height, head, foot, stage }, pen) {
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, width, height);
  drawStrip(head, scene.map, pen);
  pen.save();
  pen.translate(0, head.height);
  pen.beginPath();
  pen.rect(0, 0, width, stage);
  pen.clip();
  drawMap(scene, pen);
  pen.restore();
  pen.save();
  pen.translate(0, head.height + stage);
  pen.fillStyle = colour("rule");
  pen.fillRect(SIDE, 0, width - 2 * SIDE, 1);
  drawStrip(foot, scene.map, pen);
  pen.restore();
}

/**
 * The steps of vis-network's own redraw, which always paints its own canvas.
 * @param {Scene} scene
 * @param {Pen} pen
 */
function drawMap({ network }, pen) {
  const { body, renderer } = network;
  const corner = network.canvasToDOM({ x: 0, y: 0 });
  const scale = network.getScale();
  pen.translate(corner.x, corner.y);
  pen.scale(scale, scale);
  body.emitter.emit("beforeDrawing", pen);
  renderer._drawEdges(pen);
  renderer._drawNodes(pen);
  renderer._drawArrows(pen);
  body.emitter.emit("afterDrawing", pen);
}

/**
 * @param {Picture} picture
 * @returns {SVGElement} with the words as words
 */
function pictureAsSvg(picture) {
  const { width, height, scene } = picture;
  const root = svg("svg", {
    width: short(width), height: short(height), viewBox: `0 0 ${short(width)} ${short(height)}`,
    role: "img", lang: langTag(), "font-family": FONT,
  });
  const about = [say(scene.map.question), ...viewNotes(scene.map), ...imprint(scene.map)].join("\n");
  root.append(texted("title", say(scene.map.title)), texted("desc", about), metadata(scene.map));
  onLightPaper(() => drawPicture(picture, new SvgPen(root)));
  return root;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function texted(tag, text) {
  const element = svg(tag, {});
  element.textContent = xmlText(text);
  return element;
}

/**
 * The words of Dublin Core, which libraries and drawing programs read.
 * @param {GraphMap} map
 */
function metadata(map) {
  const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  const about = document.createElementNS(rdf, "rdf:Description");
  about.setAttributeNS(rdf, "rdf:about", "");
  const said = {
    title: `${say(map.title)} · ${say(page.title)}`, description: say(map.question), date: page.as_of,
    language: langTag(), rights: say(page.licence), source: sourcesLine(map),
  };
  for (const [name, text] of Object.entries(said)) {
    const element = document.createElementNS("http://purl.org/dc/elements/1.1/", `dc:${name}`);
    element.textContent = xmlText(text);
    if (text) about.append(element);
  }
  const all = document.createElementNS(rdf, "rdf:RDF");
  all.append(about);
  return svg("metadata", {}, all);
}

/**
 * @param {Picture} picture
 * @returns {HTMLCanvasElement} as fine as the screen, and at least two dots to a pixel
 */
function pictureAsCanvas(picture) {
  const fine = Math.max(2, Math.ceil(window.devicePixelRatio));
  const canvas = make("canvas", {});
  canvas.width = Math.round(picture.width * fine);
  canvas.height = Math.round(picture.height * fine);
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.scale(fine, fine);
  onLightPaper(() => drawPicture(picture, pen));
  return canvas;
}
