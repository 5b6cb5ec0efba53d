// Does the page fit: at every width, at 400 % zoom, with wider text spacing.

// Faults when the document scrolls sideways: which elements stick out.
export const overflow = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        measure.shown(element) &&
        element.getBoundingClientRect().right + scrollX > root.clientWidth + 0.5 &&
        !measure.scroller(element) &&
        ![...element.children].some((child) => child.getBoundingClientRect().right + scrollX > root.clientWidth + 0.5),
    );
    const found = out.map(
      (element) => `${measure.describe(element)} ends at ${Math.round(element.getBoundingClientRect().right + scrollX)} px`,
    );
    return [`the document is ${root.scrollWidth} px wide in ${root.clientWidth} px`, ...found];
  });

// A region that scrolls sideways must be reachable by keyboard and have a name.
export const unnamedScrollers = (page) =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
        return scrolls && measure.shown(element) && element.scrollWidth > element.clientWidth + 1;
      })
      .flatMap((element) => {
        const misses = [];
        if (element.tabIndex < 0) misses.push('no tabindex="0"');
        if (!['region', 'group'].includes(element.getAttribute('role')) && element.tagName !== 'SECTION') misses.push('no role="region"');
        if (!element.getAttribute('aria-label') && !element.getAttribute('aria-labelledby')) misses.push('no aria-label');
        return misses.length ? [`${measure.describe(element)}: ${misses.join(', ')}`] : [];
      }),
  );

// Content shifted off the left edge can be neither seen nor scrolled to.
export const clipped = (page) =>
  page.evaluate(() => {
    const found = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg') || !measure.shown(element)) continue;
      const style = getComputedStyle(element);
      const hides = [style.overflowX, style.overflowY].some((value) => value === 'hidden' || value === 'clip');
      const cut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      if (hides && cut && element.clientWidth > 1 && !measure.forReadersOnly(element)) {
        found.push(`${measure.describe(element)} hides part of its content`);
      }
    }
    return found;
  });

// WCAG 1.4.12: what a reader may set; `false` takes it back.
// A constructed sheet, because the policy of the site allows no inline style.
export const spaceText = (page, on) =>
  page.evaluate((on) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
        ' p { margin-block-end: 2em !important }' +
        ' svg * { letter-spacing: normal !important; word-spacing: normal !important }',
    );
    document.adoptedStyleSheets = on ? [sheet] : [];
  }, on);
