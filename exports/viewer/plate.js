// What is drawn behind the lines of a positioning chart: its plot, its grid and its tray.

/**
 * Lines and words keep their size on screen when the reader zooms in, and shrink with the map
 * otherwise.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} scale
 * @param {(size: number) => void} draw is given the scale of positions
 */
function onScreen(ctx, scale, draw) {
  const size = Math.max(scale, 1);
  ctx.save();
  ctx.scale(1 / size, 1 / size);
  draw(size);
  ctx.restore();
}

/**
 * @param {Box} box
 * @param {number} scale
 * @returns {Box}
 */
function scaled(box, scale) {
  return {
    left: box.left * scale, top: box.top * scale, right: box.right * scale, bottom: box.bottom * scale,
  };
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawPlate(scene, ctx) {
  const { axes } = scene.map;
  const { chart } = scene.layout;
  drawRegions(scene, ctx);
  if (!axes || !chart) return;
  onScreen(ctx, scene.network.getScale(), (scale) => {
    const plot = scaled(chart.plot, scale);
    ctx.lineWidth = 1;
    ctx.fillStyle = colour("plot");
    ctx.fillRect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
    for (const { at } of axes.x.ticks) drawUp(ctx, chart.across(at) * scale, plot, "grid");
    for (const at of gridLines(axes.y)) drawAcross(ctx, chart.down(at) * scale, plot, "grid");
    drawAcross(ctx, plot.bottom, plot, "axis");
    drawUp(ctx, plot.left, plot, "axis");
    if (chart.tray) drawTray(ctx, scaled(chart.tray, scale));
    drawWhiskers(scene, ctx, chart, scale);
  });
}

/**
 * @param {Axis} axis
 * @returns {number[]} at its figures; of lanes, between two
 */
function gridLines({ ticks, lanes }) {
  if (!lanes) return ticks.map(({ at }) => at);
  return ticks.slice(0, -1).map(({ at, until }, index) => until ?? (at + (ticks[index + 1] || { at }).at) / 2);
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawRegions(scene, ctx) {
  onScreen(ctx, scene.network.getScale(), (scale) => {
    for (const region of scene.map.regions) {
      const box = scaled(regionBox(scene.layout, region), scale);
      ctx.fillStyle = colour("plot");
      ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    }
  });
}

/**
 * @param {Layout} layout
 * @param {Region} region
 * @returns {Box}
 */
function regionBox({ place }, region) {
  return boundsOf(cornersOf(region).map(place));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {string} name of the colour
 */
function drawLine(ctx, from, to, name) {
  ctx.strokeStyle = colour(name);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {Box} plot
 * @param {string} name of the colour
 */
function drawUp(ctx, x, plot, name) {
  drawLine(ctx, [x, plot.top], [x, plot.bottom], name);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} y
 * @param {Box} plot
 * @param {string} name of the colour
 */
function drawAcross(ctx, y, plot, name) {
  drawLine(ctx, [plot.left, y], [plot.right, y], name);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Box} tray
 */
function drawTray(ctx, tray) {
  ctx.setLineDash([4, 4]);
  ctx.strokeStyle = colour("axis");
  ctx.strokeRect(tray.left, tray.top, tray.right - tray.left, tray.bottom - tray.top);
  ctx.setLineDash([]);
}
