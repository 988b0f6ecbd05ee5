// The words of a positioning chart: ticks, titles of the axes, and what the tray is.

/**
 * After the lines, with a rim of paper, so that a line behind a word does not strike it out.
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawAxisWords(scene, ctx) {
  const { axes } = scene.map;
  const { chart } = scene.layout;
  onScreen(ctx, scene.network.getScale(), (scale) => {
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = colour("paper");
    drawHeadings(scene, ctx, scale);
    if (!axes || !chart) return;
    const plot = scaled(chart.plot, scale);
    drawTicksAcross(ctx, axes.x, plot, (at) => chart.across(at) * scale);
    drawTicksUp(ctx, axes.y, plot, (at) => chart.down(at) * scale, scene.layout.width);
    drawTitles(ctx, axes, plot);
    if (axes.tray && chart.tray) drawTrayLabel(ctx, axes.tray, scaled(chart.tray, scale));
  });
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} scale
 */
function drawHeadings({ map, layout }, ctx, scale) {
  ctx.font = fontOf(TICK_SIZE, true);
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  for (const region of map.regions) {
    const box = scaled(regionBox(layout, region), scale);
    drawWords(ctx, headingLines(region, box.right - box.left), box.left + 6, box.top + 5);
  }
}

/**
 * @param {Region} region
 * @param {number} width in pixels
 */
function headingLines(region, width) {
  return wrapped(say(region.label), fontOf(TICK_SIZE, true), Math.max(width - 10, 60));
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
  for (const { at, text } of placedTicks(axis, place, Infinity)) {
    const half = textWidth(text, fontOf(TICK_SIZE)) / 2;
    if (at - half < free) continue;
    free = at + half + 8;
    drawWords(ctx, [text], at, plot.bottom + 7);
  }
}

/**
 * Names of low lanes are written smaller rather than left out.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axis} axis
 * @param {Box} plot
 * @param {(at: number) => number} place
 * @param {number} width of the stage in pixels
 */
function drawTicksUp(ctx, axis, plot, place, width) {
  const ticks = placedTicks(axis, place, width);
  const step = leastStep(ticks.map(({ at }) => at));
  const size = axis.lanes ? Math.min(TICK_SIZE, Math.max(step - 1, LEAST_TICK)) : TICK_SIZE;
  const gap = axis.lanes ? size : 1.5 * TICK_SIZE;
  ctx.font = fontOf(size);
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  let free = -Infinity;
  for (const { at, text } of ticks) {
    if (at < free) continue;
    free = at + gap - 0.01;
    drawWords(ctx, [text], plot.left - 8, at);
  }
}

/**
 * @param {Axis} axis
 * @param {(at: number) => number} place
 * @param {number} width of the stage in pixels
 * @returns {{at: number, text: string}[]} in the order in which they stand, at pixels
 */
function placedTicks(axis, place, width) {
  const words = tickWords(axis, width);
  return axis.ticks.map(({ at }, index) => ({ at: place(at), text: words[index] || "" })).sort((a, b) => a.at - b.at);
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
  if (axes.y.label) {
    const above = titleLines(`↑ ${say(axes.y.label)}`, room);
    drawWords(ctx, above, plot.left, plot.top - 8 - above.length * LINE);
  }
  ctx.textAlign = "right";
  if (axes.x.label) drawWords(ctx, titleLines(`${say(axes.x.label)} →`, room), plot.right, plot.bottom + 26);
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
 * Where names may not stand: the titles of the axis, of the tray and of regions.
 * @param {Scene} scene
 * @param {number} scale
 * @returns {Box[]}
 */
function wordBoxes({ map, layout }, scale) {
  const size = Math.min(scale, 1);
  const headings = map.regions.map((region) => {
    const box = scaled(regionBox(layout, region), scale);
    return wordBox(box, headingLines(region, box.right - box.left), fontOf(TICK_SIZE, true), size);
  });
  const { axes } = map;
  const { chart } = layout;
  if (!axes || !axes.tray || !chart || !chart.tray) return headings;
  const tray = scaled(chart.tray, scale);
  const lines = titleLines(say(axes.tray.label), chart.tray.right - chart.tray.left - 16);
  const gap = { ...tray, top: chart.plot.bottom * scale, bottom: tray.top };
  return [...headings, gap, wordBox(tray, lines, fontOf(TICK_SIZE), size)];
}

/**
 * @param {Box} within at whose upper left the words stand
 * @param {string[]} lines
 * @param {string} font
 * @param {number} size
 * @returns {Box}
 */
function wordBox({ left, top }, lines, font, size) {
  const wide = Math.max(0, ...lines.map((line) => textWidth(line, font)));
  return { left, top, right: left + (wide + 16) * size, bottom: top + (lines.length * LINE + 9) * size };
}
