// How far the figures of a node reach on a chart: a line across and one up, behind its mark.

/**
 * @param {Scene} scene
 * @param {CanvasRenderingContext2D} ctx
 * @param {Chart} chart
 * @param {number} scale
 */
function drawWhiskers({ map, layout }, ctx, chart, scale) {
  ctx.lineWidth = 1.5;
  for (const node of map.nodes) {
    const { box } = node;
    if (!box) continue;
    const { x, y } = scaledPoint(pointOf(layout, node.id), scale);
    const [left, right] = [chart.across(box.left) * scale, chart.across(box.right) * scale];
    const [top, bottom] = [chart.down(box.top) * scale, chart.down(box.bottom) * scale];
    if (right - left > 2) drawLine(ctx, [left, y], [right, y], "edge");
    if (Math.abs(bottom - top) > 2) drawLine(ctx, [x, top], [x, bottom], "edge");
  }
}

/**
 * @param {Point} point
 * @param {number} scale
 * @returns {Point}
 */
function scaledPoint({ x, y }, scale) {
  return { x: x * scale, y: y * scale };
}
