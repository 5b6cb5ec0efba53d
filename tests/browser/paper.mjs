// The page on A4: light, whole, with every fold open.

import { PAPER } from './browser.mjs';

// Faults of the print view; the page must be in it, `PAPER.portrait` wide.
export const paperFaults = (page) =>
  page.evaluate((paper) => {
    const faults = { light: [], cut: [], folds: [] };
    // Printers leave the background out, so what counts is dark ink.
    for (const element of [document.documentElement, document.body, ...document.querySelectorAll('main')]) {
      const behind = measure.background(element);
      if (measure.luminance(behind) < 0.9) faults.light.push(`${measure.describe(element)} is printed on rgb(${behind.slice(0, 3)})`);
      const ink = measure.over(measure.colour(getComputedStyle(element).color), [255, 255, 255, 1]);
      if (measure.contrast(ink, [255, 255, 255, 1]) < 4.5) faults.light.push(`${measure.describe(element)} is printed in rgb(${ink.slice(0, 3)})`);
    }

    // The official layouts may turn the sheet: `page: wide` with a landscape @page.
    const landscape = new Set();
    const collect = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSPageRule) {
          const size = rule.style.getPropertyValue('size');
          if (size.includes('landscape')) landscape.add(rule.selectorText || 'auto');
        } else if (rule.cssRules) collect(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) collect(sheet.cssRules);
    const root = document.documentElement;
    const sheet = landscape.size ? paper.landscape : root.clientWidth;
    if (root.scrollWidth > sheet) faults.cut.push(`the document is ${root.scrollWidth} px wide, ${sheet} px are printed`);
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg') || !measure.shown(element) || measure.forReadersOnly(element)) continue;
      const style = getComputedStyle(element);
      if (style.overflowX === 'visible' || element.clientWidth === 0) continue;
      const turned = landscape.has(style.page || 'auto');
      const room = turned ? Math.max(paper.landscape, element.clientWidth) : element.clientWidth;
      if (element.scrollWidth > room + 1) {
        faults.cut.push(`${measure.describe(element)} is ${element.scrollWidth} px wide, ${room} px are printed`);
      }
    }

    for (const fold of document.querySelectorAll('details:not([open])')) {
      if (!measure.shown(fold)) continue;
      const content = [...fold.children].filter((child) => child.tagName !== 'SUMMARY');
      const kept = content.filter((child) => getComputedStyle(child).display !== 'none');
      if (kept.length && !kept.some((child) => child.checkVisibility())) faults.folds.push(measure.describe(fold));
    }
    return faults;
  }, PAPER);
