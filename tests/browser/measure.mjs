// Small measures every in-page check shares. They are put into the page by the
// debugger, so they work under the site's policy and with scripting off.

// Defines `measure` in the page; call once after every navigation.
export const installMeasures = (page) => page.evaluate(define);

function define() {
  /** A short name a template author recognises: `div.scroll > table#major`. */
  const one = (element) => {
    const name = element.tagName.toLowerCase();
    if (element.id) return `${name}#${element.id}`;
    const classes = (element.getAttribute('class') ?? '').trim().split(/\s+/).filter(Boolean);
    return classes.length ? `${name}.${classes[0]}` : name;
  };
  const describe = (element) => {
    const parent = element.parentElement;
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 16);
    const path = parent && parent !== document.documentElement ? `${one(parent)} > ${one(element)}` : one(element);
    return text ? `${path} “${text}”` : path;
  };

  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  /** Hidden from sight for screen readers only: a pixel, or clipped away. */
  const forReadersOnly = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if (style.clipPath === 'inset(50%)' || style.clipPath === 'inset(100%)') return true;
      if (style.clip !== 'auto' && style.position === 'absolute') return true;
      if (box.width <= 1 && box.height <= 1 && style.overflow !== 'visible') return true;
      // A skip link waits off the canvas until it gets the focus.
      if (box.right <= 0 || box.bottom + scrollY <= 0) return true;
    }
    return false;
  };

  /** The nearest ancestor that scrolls sideways, or null. */
  const scroller = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return at;
    }
    return null;
  };

  /** Any CSS colour as [r, g, b, alpha], whatever notation it is computed in. */
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const paint = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const colour = (value) => {
    if (!known.has(value)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = 'rgba(0,0,0,0)';
      paint.fillStyle = value;
      paint.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
      known.set(value, [r, g, b, a / 255]);
    }
    return known.get(value);
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = ([r, g, b]) => {
    const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  /** What lies behind an element, down to the canvas of the page. */
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), colour('Canvas'));
  };

  globalThis.measure = { describe, shown, forReadersOnly, scroller, colour, over, contrast, luminance, background };
}
