// The words of a positioning chart: ticks, titles of the axes, and what the tray is.

/**
 * After the lines, with a rim of paper, so that a line behind a word does not strike it out.
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawAxisWords(scene, ctx) {
  const { axes } = scene.map;
  const { chart } = scene.layout;
  if (!axes || !chart) return;
  onScreen(ctx, scene.network.getScale(), (scale) => {
    const plot = scaled(chart.plot, scale);
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = colour("paper");
    drawTicksAcross(ctx, axes.x, plot, (at) => chart.across(at) * scale);
    drawTicksUp(ctx, axes.y, plot, (at) => chart.down(at) * scale);
    drawTitles(ctx, axes, plot);
    if (axes.tray && chart.tray) drawTrayLabel(ctx, axes.tray, scaled(chart.tray, scale));
  });
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y of the first line
 * @param {number} [step] from line to line
 */
function drawWords(ctx, lines, x, y, step = LINE) {
  lines.forEach((line, index) => {
    ctx.strokeText(line, x, y + index * step);
    ctx.fillText(line, x, y + index * step);
  });
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axis} axis
 * @param {Box} plot
 * @param {(at: number) => number} place
 */
function drawTicksAcross(ctx, axis, plot, place) {
  ctx.font = fontOf(TICK_SIZE);
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  let free = -Infinity;
  for (const { at, text } of [...axis.ticks].sort((a, b) => place(a.at) - place(b.at))) {
    const half = textWidth(text, fontOf(TICK_SIZE)) / 2;
    if (place(at) - half < free) continue;
    free = place(at) + half + 8;
    drawWords(ctx, [text], place(at), plot.bottom + 7);
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axis} axis
 * @param {Box} plot
 * @param {(at: number) => number} place
 */
function drawTicksUp(ctx, axis, plot, place) {
  ctx.font = fontOf(TICK_SIZE);
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  let free = -Infinity;
  for (const { at, text } of [...axis.ticks].sort((a, b) => place(a.at) - place(b.at))) {
    if (place(at) - TICK_SIZE / 2 < free) continue;
    free = place(at) + TICK_SIZE;
    drawWords(ctx, [text], plot.left - 8, place(at));
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Box} plot
 */
function drawTitles(ctx, axes, plot) {
  const room = plot.right - plot.left;
  ctx.font = fontOf(TITLE_SIZE);
  ctx.fillStyle = colour("ink");
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  const above = titleLines(`↑ ${say(axes.y.label)}`, room);
  drawWords(ctx, above, plot.left, plot.top - 8 - above.length * LINE);
  ctx.textAlign = "right";
  drawWords(ctx, titleLines(`${say(axes.x.label)} →`, room), plot.right, plot.bottom + 26);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Tray} tray
 * @param {Box} box
 */
function drawTrayLabel(ctx, tray, box) {
  ctx.font = fontOf(TICK_SIZE);
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  drawWords(ctx, titleLines(say(tray.label), box.right - box.left - 16), box.left + 8, box.top + 7);
}

/**
 * Where names may not stand: the titles of the axis and of the tray.
 * @param {Scene} scene
 * @param {number} scale
 * @returns {Box[]}
 */
function wordBoxes({ map: { axes }, layout: { chart } }, scale) {
  if (!axes || !axes.tray || !chart || !chart.tray) return [];
  const size = Math.min(scale, 1);
  const tray = scaled(chart.tray, scale);
  const lines = titleLines(say(axes.tray.label), chart.tray.right - chart.tray.left - 16);
  const wide = Math.max(...lines.map((line) => textWidth(line, fontOf(TICK_SIZE))));
  const gap = { ...tray, top: chart.plot.bottom * scale, bottom: tray.top };
  const label = {
    left: tray.left, top: tray.top, right: tray.left + (wide + 16) * size,
    bottom: tray.top + (lines.length * LINE + 9) * size,
  };
  return [gap, label];
}
