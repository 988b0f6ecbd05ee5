// Axes, grid and the tray for nodes without figures, drawn behind a positioning chart.
// Positions are canvas coordinates; sizes are pixels on screen, whatever the zoom.

const TICK_SIZE = 12;
const TITLE_SIZE = 13;
const LINE = 17;

/**
 * @param {Axes} axes
 * @returns {Box}
 */
function plotBox(axes) {
  const { x, y } = axes;
  return {
    left: Math.min(x.from, x.to),
    top: Math.min(y.from, y.to),
    right: Math.max(x.from, x.to),
    bottom: Math.max(y.from, y.to),
  };
}

/**
 * @param {Tray} tray
 * @returns {Box}
 */
function trayBox(tray) {
  return { left: tray.x, top: tray.y, right: tray.x + tray.width, bottom: tray.y + tray.height };
}

/**
 * @param {string} text
 * @param {number} width in pixels
 * @returns {string[]} lines; Chinese may break between any two characters
 */
function wrapped(text, width) {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || [];
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines[lines.length - 1] + piece;
    if (lines[lines.length - 1] && textWidth(longer.trimEnd(), TITLE_SIZE) > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}

/**
 * @param {Axes} axes
 * @param {number} width of the stage in pixels
 * @returns {Box} room for ticks and titles
 */
function axisMargins(axes, width) {
  const left = 26 + Math.max(0, ...axes.y.ticks.map((tick) => textWidth(tick.text, TICK_SIZE)));
  const room = width - left - 24;
  const above = wrapped(`↑ ${say(axes.y.label)}`, room).length;
  const below = wrapped(`${say(axes.x.label)} →`, room).length;
  return { left, top: 18 + above * LINE, right: 24, bottom: 34 + below * LINE };
}

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 */
function drawAxes(scene, ctx) {
  const { axes } = scene.map;
  if (!axes) return;
  const scale = scene.network.getScale();
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.lineWidth = 1;
  const plot = scaled(plotBox(axes), scale);
  ctx.fillStyle = colour("plot");
  ctx.fillRect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
  drawTicksAcross(ctx, axes.x, plot, scale);
  drawTicksUp(ctx, axes.y, plot, scale);
  drawTitles(ctx, axes, plot);
  if (axes.tray) drawTray(ctx, axes.tray, scale);
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
 * @param {CanvasRenderingContext2D} ctx
 * @param {number[]} ends x, y, x, y
 * @param {string} name of the colour
 */
function drawLine(ctx, [x1, y1, x2, y2], name) {
  ctx.strokeStyle = colour(name);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axis} axis
 * @param {Box} plot
 * @param {number} scale
 */
function drawTicksAcross(ctx, axis, plot, scale) {
  ctx.font = `${TICK_SIZE}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  let free = -Infinity;
  for (const tick of [...axis.ticks].sort((a, b) => a.at - b.at)) {
    const x = tick.at * scale;
    const half = textWidth(tick.text, TICK_SIZE) / 2;
    drawLine(ctx, [x, plot.top, x, plot.bottom], "grid");
    if (x - half < free) continue;
    free = x + half + 8;
    ctx.fillStyle = colour("muted");
    ctx.fillText(tick.text, x, plot.bottom + 7);
  }
  drawLine(ctx, [plot.left, plot.bottom, plot.right, plot.bottom], "axis");
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axis} axis
 * @param {Box} plot
 * @param {number} scale
 */
function drawTicksUp(ctx, axis, plot, scale) {
  ctx.font = `${TICK_SIZE}px ${FONT}`;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  let free = -Infinity;
  for (const tick of [...axis.ticks].sort((a, b) => a.at - b.at)) {
    const y = tick.at * scale;
    drawLine(ctx, [plot.left, y, plot.right, y], "grid");
    if (y - TICK_SIZE / 2 < free) continue;
    free = y + TICK_SIZE;
    ctx.fillStyle = colour("muted");
    ctx.fillText(tick.text, plot.left - 8, y);
  }
  drawLine(ctx, [plot.left, plot.top, plot.left, plot.bottom], "axis");
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Box} plot
 */
function drawTitles(ctx, axes, plot) {
  const room = plot.right - plot.left;
  ctx.font = `${TITLE_SIZE}px ${FONT}`;
  ctx.fillStyle = colour("ink");
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  const above = wrapped(`↑ ${say(axes.y.label)}`, room);
  const top = plot.top - 8 - above.length * LINE;
  above.forEach((line, index) => ctx.fillText(line, plot.left, top + index * LINE));
  ctx.textAlign = "right";
  const below = wrapped(`${say(axes.x.label)} →`, room);
  below.forEach((line, index) => ctx.fillText(line, plot.right, plot.bottom + 26 + index * LINE));
}

/**
 * Inside the tray at its top; above it where the tray is too narrow for words.
 * @param {Tray} tray
 * @param {number} scale
 * @returns {Box & {lines: string[]}} in pixels
 */
function trayLabelBox(tray, scale) {
  const box = scaled(trayBox(tray), scale);
  const wide = box.right - box.left;
  const lines = wrapped(say(tray.label), Math.max(wide - (wide < 120 ? 0 : 16), 40));
  const high = lines.length * LINE;
  const top = wide < 120 ? box.top - high - 4 : box.top + 7;
  return { left: box.left + (wide < 120 ? 0 : 8), top, right: box.right, bottom: top + high, lines };
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Tray} tray
 * @param {number} scale
 */
function drawTray(ctx, tray, scale) {
  const box = scaled(trayBox(tray), scale);
  ctx.setLineDash([4, 4]);
  ctx.strokeStyle = colour("axis");
  ctx.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  ctx.setLineDash([]);
  ctx.font = `${TICK_SIZE}px ${FONT}`;
  ctx.fillStyle = colour("muted");
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  const { lines, left, top } = trayLabelBox(tray, scale);
  lines.forEach((line, index) => ctx.fillText(line, left, top + index * LINE));
}
