// Text inside drawings, which neither axe nor the checker looks at.

// As shown on the screen; below this an old phone's reader gives up.
const SMALLEST = 14;

// Faults of the drawings now shown: too small, cut off, colliding, too faint.
export const chartFaults = (page) =>
  page.evaluate((smallest) => {
    const faults = { small: [], cut: [], collide: [], faint: [] };
    for (const svg of document.querySelectorAll('svg')) {
      if (!measure.shown(svg)) continue;
      const frame = svg.getBoundingClientRect();
      if (frame.width < 2) continue;
      const paper = measure.background(svg);
      const shapes = [...svg.querySelectorAll('rect, path, circle, ellipse, polygon')].filter(
        (shape) => getComputedStyle(shape).fill !== 'none' && !shape.closest('defs, clipPath, mask'),
      );
      const labels = [...svg.querySelectorAll('text')]
        .filter((text) => text.textContent.trim() && measure.shown(text))
        .map((text) => {
          const scale = text.getScreenCTM();
          const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.a, scale.b);
          return { text, size, box: text.getBoundingClientRect(), turned: Math.abs(scale.b) > 0.01 };
        });
      for (const [at, { text, size, box, turned }] of labels.entries()) {
        const name = `“${text.textContent.trim().slice(0, 20)}” in ${measure.describe(svg.closest('figure') ?? svg)}`;
        if (size < smallest - 0.05) faults.small.push(`${name}: ${size.toFixed(1)} px`);
        // The box of a glyph is taller than its ink, so only the sides are exact.
        const spare = turned ? 1 : size * 0.3;
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - spare || box.bottom > frame.bottom + spare) {
          faults.cut.push(name);
        }
        for (const other of labels.slice(at + 1)) {
          if (turned || other.turned) continue;
          const middle = (one) => (one.box.top + one.box.bottom) / 2;
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const tall = (size + other.size) * 0.45 - Math.abs(middle(labels[at]) - middle(other));
          if (wide > 1 && tall > 1) faults.collide.push(`${name} and “${other.text.textContent.trim().slice(0, 20)}”`);
        }
        const centre = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
        const under = shapes.filter((shape) => {
          const precedes = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
          const matrix = shape.getScreenCTM();
          return precedes && matrix && shape.isPointInFill(new DOMPoint(centre.x, centre.y).matrixTransform(matrix.inverse()));
        });
        const behind = under.reduce((below, shape) => {
          const style = getComputedStyle(shape);
          const [r, g, b, a] = measure.colour(style.fill);
          return measure.over([r, g, b, a * parseFloat(style.fillOpacity) * parseFloat(style.opacity)], below);
        }, paper);
        const ratio = measure.contrast(measure.over(measure.colour(getComputedStyle(text).fill), behind), behind);
        if (ratio < 4.5) faults.faint.push(`${name}: contrast ${ratio.toFixed(2)}:1`);
      }
    }
    return faults;
  }, SMALLEST);
