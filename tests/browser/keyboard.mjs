// A walk through the page by Tab alone.

// Most pages have fewer stops; a list of hundreds is sampled at both ends.
const HEAD = 70;
const TAIL = 12;

// The outline of every stop, without walking: for another colour scheme.
// One key first, because a focus set by script shows only after keyboard use.
export async function outlines(page) {
  await page.keyboard.press('Tab');
  await page.evaluate(define);
  return page.evaluate((most) => {
    const faults = [];
    for (const element of stops.inOrder().slice(0, most)) {
      element.focus();
      const { name, plain } = stops.look() ?? {};
      if (plain) faults.push(`${name}: ${plain}`);
    }
    return faults;
  }, HEAD);
}

// Walks from the top; returns the faults of the walk by name.
export async function walk(page) {
  const faults = { first: [], visible: [], outline: [], trap: [] };
  await page.evaluate(define);
  await page.evaluate(() => {
    // The next Tab starts from the last focus even after a blur: move that to
    // the top of the page.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  });

  const first = await step(page);
  if (!first?.skip) faults.first.push(first ? `first stop is ${first.name}` : 'Tab reaches nothing');
  let stops = first ? 1 : 0;
  judge(first, faults);
  let stop = first;
  while (stop && stops < HEAD) {
    stop = await step(page);
    if (!stop) break;
    stops += 1;
    if (stop.again) {
      faults.trap.push(`after ${stops} stops the focus is back on ${stop.name} without leaving the page`);
      return faults;
    }
    judge(stop, faults);
  }
  if (!stop) {
    const missed = await page.evaluate(() => stops.neverReached());
    faults.trap.push(...missed.map((name) => `Tab never reaches ${name}`));
    return faults;
  }

  // The end of a long page is where a trap would hold the reader in.
  await page.evaluate((tail) => stops.inOrder().at(-tail).focus(), TAIL);
  for (let left = 0; left <= TAIL + 1; left += 1) {
    stop = await step(page);
    if (!stop) return faults;
    judge(stop, faults);
  }
  faults.trap.push(`the focus does not leave the page after its last stop, it is on ${stop.name}`);
  return faults;
}

function judge(stop, faults) {
  if (!stop) return;
  if (stop.hidden) faults.visible.push(`${stop.name}: ${stop.hidden}`);
  if (stop.plain) faults.outline.push(`${stop.name}: ${stop.plain}`);
}

async function step(page) {
  await page.keyboard.press('Tab');
  return page.evaluate(() => stops.look());
}

// Puts `stops` into the page: what can be reached, what has been, what has the
// focus now.
function define() {
  const walked = new Set();

  const inOrder = () =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && measure.shown(element),
    );

  const neverReached = () =>
    inOrder()
      .filter((element) => !walked.has(element) && element.type !== 'radio')
      .map((element) => measure.describe(element));

  const unseen = (focused) => {
    const box = focused.getClientRects()[0] ?? focused.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return `is ${box.width} × ${box.height} px when focused`;
    if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) return 'is outside the window when focused';
    const inside = (low, high, size) => (Math.max(low, 0) + Math.min(high, size)) / 2;
    const top = document.elementFromPoint(inside(box.left, box.right, innerWidth), inside(box.top, box.bottom, innerHeight));
    return top && !focused.contains(top) && !top.contains(focused) ? `is covered by ${measure.describe(top)}` : '';
  };

  const unmarked = (focused) => {
    // A link laid over its card may show the focus on the card.
    const rings = [focused, focused.parentElement].map((element) => getComputedStyle(element));
    const style = rings.find((style) => style.outlineStyle !== 'none');
    if (!style) return 'no outline when focused';
    // The browser's own ring is made to be seen.
    if (style.outlineStyle === 'auto') return '';
    const width = parseFloat(style.outlineWidth);
    if (width < 2) return `outline of ${width} px`;
    const behind = measure.background(focused.parentElement);
    const ratio = measure.contrast(measure.over(measure.colour(style.outlineColor), behind), behind);
    return ratio < 3 ? `outline ${style.outlineColor} has contrast ${ratio.toFixed(2)}:1` : '';
  };

  /** What has the focus; null when it has left the document. */
  const look = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused === document.documentElement) return null;
    const again = walked.has(focused);
    walked.add(focused);
    const target = focused.getAttribute('href')?.startsWith('#') && document.getElementById(focused.hash.slice(1));
    const main = document.querySelector('main');
    const skip = Boolean(target && main && (main.contains(target) || target.contains(main)));
    return { name: measure.describe(focused), again, skip, hidden: unseen(focused), plain: unmarked(focused) };
  };

  globalThis.stops = { inOrder, neverReached, look };
}
