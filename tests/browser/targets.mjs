// What is to be hit with a finger, and in which order Tab comes to it.

// Of a side, in CSS px. Links within a sentence and within a row of a table are
// as large as their text, as WCAG 2.5.8 has it.
const SMALLEST = 44;

// Controls and free-standing links too small for a finger.
export const smallTargets = (page) =>
  page.evaluate((smallest) => {
    const inText = (element) => {
      if (element.closest('td, th, caption, svg')) return true;
      if (!getComputedStyle(element).display.startsWith('inline')) return false;
      // Other words around it, or several such links in a run of text.
      for (let at = element.parentElement; at && at.matches('p, li, dd, dt, span, strong, small, em, figcaption, h1, h2, h3'); at = at.parentElement) {
        const others = at.textContent.replace(element.textContent, '').trim();
        if (others.length > 1) return true;
      }
      return false;
    };
    return [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
      .filter((element) => measure.shown(element) && !measure.forReadersOnly(element) && !element.matches('.skip, [href^="#main"]'))
      .flatMap((element) => {
        const box = element.getBoundingClientRect();
        const label = element.closest('label')?.getBoundingClientRect() ?? box;
        const [width, height] = [Math.max(box.width, label.width), Math.max(box.height, label.height)];
        // What stands alone in a line is as wide as its words; its height is what a finger needs.
        const narrow = width < 24 && element.matches('a, summary') ? true : width < smallest && !element.matches('a, summary');
        if ((height >= smallest - 0.5 && !narrow) || inText(element)) return [];
        return [`${measure.describe(element)} “${element.textContent.trim().slice(0, 12)}” is ${Math.round(width)} × ${Math.round(height)} px`];
      });
  }, SMALLEST);

// Stops that Tab reaches against the order of reading: above the one before and
// not beside it. `stops` must stand in the page (see keyboard.mjs).
export const disorder = (page) =>
  page.evaluate(() => {
    const faults = [...document.querySelectorAll('[tabindex]')]
      .filter((element) => element.tabIndex > 0)
      .map((element) => `${measure.describe(element)} has tabindex ${element.tabIndex}`);
    const seen = stops.inOrder().filter((element) => !element.matches('.skip') && element.getClientRects().length);
    for (let at = 1; at < seen.length; at += 1) {
      const [before, after] = [seen[at - 1], seen[at]];
      if (before.contains(after)) continue;
      const [a, b] = [before, after].map((element) => element.getBoundingClientRect());
      if (b.bottom <= a.top + 1 && b.left < a.right - 1) {
        faults.push(`${measure.describe(after)} comes after ${measure.describe(before)} and stands above it`);
      }
    }
    return faults;
  });
