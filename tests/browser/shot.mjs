// Pictures of pages for the eye.
//
//   node shot.mjs SITE_DIR OUT_DIR /path/ [/path/ …] [--dark] [--print] [--width N …]
//
// Full pages at 360 and 1,280 px, light; --dark adds the dark ones, --print
// adds how the page looks on A4 and the PDF itself.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { PAPER, inLanes, launch, setView } from './browser.mjs';
import { readSite } from './pages.mjs';
import { serve } from './server.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    width: { type: 'string', multiple: true, default: ['360', '1280'] },
  },
});
const [root, out, ...paths] = positionals;
if (!root || !out || paths.length === 0) {
  console.error('usage: node shot.mjs SITE_DIR OUT_DIR /path/ [/path/ …] [--dark] [--print] [--width N …]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const site = readSite(resolve(root));
const [server, browser] = await Promise.all([serve(resolve(root), site.base), launch()]);
let failed = false;
try {
  await inLanes(paths, 2, async (path) => {
    const page = await browser.newPage({ locale: 'zh-CN' });
    const answer = await page.goto(server.address(path), { waitUntil: 'load' });
    if (!answer.ok() && path !== '/404.html') {
      console.error(`${path}: ${answer.status()}`);
      failed = true;
    }
    const name = path.replace(/^\/|\/$/g, '').replace(/\.html$/, '').replaceAll('/', '_') || 'home';
    const save = async (file) => {
      await page.screenshot({ path: join(out, file), fullPage: true });
      console.log(join(out, file));
    };
    for (const mode of options.dark ? ['light', 'dark'] : ['light']) {
      for (const width of options.width.map(Number)) {
        await setView(page, width, mode);
        await save(`${name}-${width}${mode === 'dark' ? '-dark' : ''}.png`);
      }
    }
    if (options.print) {
      await setView(page, PAPER.portrait, 'print');
      await save(`${name}-print.png`);
      await page.emulateMedia({ media: null, colorScheme: 'light', forcedColors: 'none' });
      const file = join(out, `${name}.pdf`);
      await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true, printBackground: false });
      console.log(file);
    }
    await page.close();
  });
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = failed ? 1 : 0;
