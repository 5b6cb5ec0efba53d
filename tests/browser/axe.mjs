// The axe-core rules of WCAG 2.2 AA and of good practice.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Off by default, though it belongs to 2.2 AA.
const RULES = { 'target-size': { enabled: true } };
// axe reads -webkit-text-fill-color, which keeps the author's colour where the
// screen shows the forced one; `faintText` measures those instead.
const NOT_FORCED = { 'color-contrast': { enabled: false } };

export const injectAxe = (page) => page.evaluate(SOURCE);

// The violations as words: rule, what is asked, the first place.
export async function violations(page, mode = 'light') {
  const found = await page.evaluate(
    async ({ tags, rules }) => {
      const options = {
        runOnly: { type: 'tag', values: tags },
        rules,
        resultTypes: ['violations'],
        // Fetching style sheets again would need connect-src; nothing here needs it.
        preload: false,
      };
      const { violations } = await axe.run(document, options);
      return violations.map((violation) => ({
        id: violation.id,
        help: violation.help,
        nodes: violation.nodes.map((node) => ({ target: node.target.join(' '), why: node.failureSummary })),
      }));
    },
    { tags: TAGS, rules: mode === 'forced' ? { ...RULES, ...NOT_FORCED } : RULES },
  );
  return found.map(({ id, help, nodes }) => {
    const why = nodes[0].why.split('\n').map((line) => line.trim()).filter(Boolean).at(1) ?? '';
    const more = nodes.length > 1 ? ` (and ${nodes.length - 1} more)` : '';
    return `${id}: ${help}: ${nodes[0].target}${more}: ${why}`;
  });
}
