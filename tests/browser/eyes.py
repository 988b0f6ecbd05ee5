"""What a person sees on a canvas: the words drawn on it, and the marks of its nodes."""

from typing import Any

from playwright.sync_api import Page

# Keeps the words of the last frame of each canvas, and where on screen they stand: the canvas is cleared, then drawn.
SPY = """
  const words = new WeakMap();
  const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...where) {
    words.set(this.canvas, []);
    return clearRect.apply(this, where);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const { a, e, d, f } = this.getTransform();
    const ratio = this.canvas.width / this.canvas.clientWidth;
    const wide = this.measureText(text).width * a / ratio;
    const high = parseFloat(/([\\d.]+)px/.exec(this.font)[1]) * d / ratio;
    const box = this.canvas.getBoundingClientRect();
    const shift = { center: wide / 2, right: wide, end: wide }[this.textAlign] || 0;
    const rise = this.textBaseline === "middle" ? high / 2 : 0;
    words.get(this.canvas)?.push({
      text, width: wide, height: high, alpha: this.globalAlpha,
      left: box.left + (a * x + e) / ratio - shift, top: box.top + (d * y + f) / ratio - rise,
    });
    return fillText.call(this, text, x, y, ...rest);
  };
  window.wordsOnCanvas = () =>
    [...document.querySelectorAll(".map:not([hidden]) canvas")].flatMap((canvas) => words.get(canvas) || []);
"""


def settle(page: Page) -> None:
    """Wait until what was asked of the canvas is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def words(page: Page) -> list[dict[str, Any]]:
    """Return the words on the canvas in view, each with its box on screen; lines of one name are separate."""
    settle(page)
    drawn: list[dict[str, Any]] = page.evaluate("() => wordsOnCanvas()")
    return [word for word in drawn if word["text"].strip()]


GROUPS = (
    "company",
    "company_unvalued",
    "investor",
    "offering",
    "asset_manager",
    "corporate_investor",
    "insurer",
    "sovereign_fund",
    "state_investor",
    "venture_capital",
)

# Connected pixels of one colour that are no thinner than a mark can be.
MARKS = """(colours) => {
  const canvas = document.querySelector(".map:not([hidden]) canvas");
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const paper = copy.getContext("2d", { willReadFrequently: true });
  paper.drawImage(canvas, 0, 0);
  const { data } = paper.getImageData(0, 0, width, height);
  const at = new Uint8Array(width * height);
  for (let i = 0; i < at.length; i++) {
    const found = colours.findIndex((c) => c.every((part, k) => data[4 * i + k] === part));
    at[i] = found + 1;
  }
  const ratio = width / canvas.clientWidth, frame = canvas.getBoundingClientRect(), marks = [];
  for (let start = 0; start < at.length; start++) {
    const colour = at[start];
    if (!colour) continue;
    let count = 0, sumX = 0, sumY = 0;
    const open = [start];
    at[start] = 0;
    while (open.length) {
      const i = open.pop(), x = i % width;
      count++; sumX += x; sumY += (i - x) / width;
      for (const next of [i - 1, i + 1, i - width, i + width]) {
        if (at[next] === colour) { at[next] = 0; open.push(next); }
      }
    }
    if (count >= 30) marks.push({
      x: frame.left + sumX / count / ratio, y: frame.top + sumY / count / ratio, colour: colour - 1, count,
    });
  }
  return marks;
}"""


def marks(page: Page) -> list[tuple[float, float]]:
    """Return the middle, on screen, of every node that can be seen on the canvas by its colour."""
    settle(page)
    read_colour = "(g) => getComputedStyle(document.documentElement).getPropertyValue(`--group-${g}`).trim()"
    colours = [list(bytes.fromhex(page.evaluate(read_colour, group)[1:])) for group in GROUPS]
    found: list[dict[str, float]] = page.evaluate(MARKS, colours)
    return [(mark["x"], mark["y"]) for mark in found]
