// Checks a built site in a real browser.
//
//   node check.mjs [SITE_DIR=public] [--base /path/] [--only /prefix/] [--verbose]
//
// Every page is read for links, markup and weight. One page of each type (the
// fullest, and the barest where that is another) is shown at every width, in
// every colour scheme, on paper, without scripts, and walked by keyboard.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { injectAxe, violations } from './axe.mjs';
import { PAPER, WIDTHS, inLanes, launch, openFolds, setView } from './browser.mjs';
import { overBudget, printTable, weigh, LIMITS } from './budget.mjs';
import { chartFaults } from './charts.mjs';
import { deadControls, faintText, headings, language, mainText } from './document.mjs';
import { outlines, walk } from './keyboard.mjs';
import { clipped, overflow, spaceText, unnamedScrollers } from './layout.mjs';
import { linkFaults } from './links.mjs';
import { markupFaults } from './markup.mjs';
import { installMeasures } from './measure.mjs';
import { pickPages, readSite } from './pages.mjs';
import { paperFaults } from './paper.mjs';
import { Report } from './report.mjs';
import { scriptFaults } from './search.mjs';
import { serve } from './server.mjs';
import { disorder, smallTargets } from './targets.mjs';

// Two pages at a time keep two cores busy; more only wait for each other.
const LANES = 2;

const FIX = {
  axe: 'follow the rule named; its help page stands under its id at dequeuniversity.com/rules/axe',
  overflow: 'let it wrap (min-width: 0, overflow-wrap: anywhere) or put a wide table in its own scrolling region',
  clipped: 'give the box no fixed height and no hidden overflow, so that larger text finds room',
  scroller: 'give the region tabindex="0" role="region" and an aria-label that names the table',
  console: 'open the page with the developer tools; the policy forbids inline styles, inline scripts and other hosts',
  origin: 'keep the file in the site and refer to it by a relative address',
  h1: 'exactly one h1, the subject of the page',
  lang: 'write <html lang="zh-CN"> (or "en")',
  first: 'make the first link of body <a href="#main">跳到正文</a>, its target inside or around main',
  visible: 'move it into view on focus; do not cover it with fixed or sticky boxes (scroll-margin helps)',
  outline: ':focus-visible { outline: 3px solid; outline-offset: 2px } in a colour of 3:1 against what is behind',
  order: 'let the order of the source be that of reading; no tabindex above 0, no order: or row-reverse that moves links',
  target: 'display: inline-flex; align-items: center; min-height: 44px',
  policy: "default-src 'none' and nothing beyond 'self'; no unsafe-…, no host, no *",
  trap: 'keep every control reachable and leavable by Tab; no script may hold the focus',
  light: 'in @media print set the light colours again, also where prefers-color-scheme is dark',
  cut: 'in @media print let the region overflow visibly, with smaller type or a landscape @page for it',
  folds: 'in @media print show details::details-content { content-visibility: visible; block-size: auto }',
  scriptless: 'put the content into the HTML; scripts may only sort and search it',
  controls: 'let the script that serves the control insert it',
  small: 'draw a narrow layout with fewer labels instead of scaling the wide one down',
  chartCut: 'widen the margin of the drawing, or shorten the label',
  collide: 'move or drop one of the labels at this width',
  faint: 'label in ink, not in the colour of the series; give the class its colour in this scheme',
  forced: 'in @media (forced-colors: active) use system colours, or leave forced-color-adjust alone',
  dead: 'correct the address, or write the page or the id it names',
  rooted: 'write it relative to the page (../), so that the site works under any path',
  notFound: '404.html is shown at any depth: start its addresses with the path of base_url',
  subPath: 'write addresses relative to the page, in CSS relative to the style sheet',
  css: 'delete rules no page uses; share classes',
  js: 'scripts are optional: do less',
  chart: 'fewer points and digits, classes instead of repeated attributes',
  home: 'move tables to their own pages',
  requests: 'one style sheet, no fonts, small images inline',
  markup: 'correct the template that wrote it',
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string' }, only: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const root = resolve(positionals[0] ?? 'public');
if (!existsSync(`${root}/index.html`)) {
  console.error(`${root}: no site here (index.html is missing); build it first`);
  process.exit(2);
}
const site = readSite(root);
if (options.base) site.base = options.base;
const picked = pickPages(site).filter(({ type }) => type.startsWith(options.only ?? '/'));
const report = new Report();
const started = Date.now();
const say = (text) => console.error(`browser: ${((Date.now() - started) / 1000).toFixed(1)} s: ${text}`);
say(`${site.pages.length} pages of ${picked.length} types, base path ${site.base}`);

const requests = new Map();
const [server, browser] = await Promise.all([serve(root, site.base), launch()]);
const context = (settings) => browser.newContext({ locale: 'zh-CN', ...settings });
const contexts = {
  plain: await context({}),
  // axe is injected, which the policy of the site rightly forbids.
  axe: await context({ bypassCSP: true }),
  scriptless: await context({ javaScriptEnabled: false }),
};
try {
  // The JVM runs on one core beside the browser.
  const markup = markupFaults(site).then((faults) => {
    say('markup checked');
    return faults;
  });
  markup.catch(() => {}); // awaited below; not to be reported twice
  checkFiles();
  await inLanes(picked, LANES, async ({ fullest, barest }) => {
    const since = Date.now();
    await checkFully(fullest);
    if (barest !== fullest) await checkBriefly(barest);
    if (options.verbose) say(`${fullest.path} took ${Date.now() - since} ms`);
  });
  say('pages shown');
  await checkNotFound();
  await checkSubPath();
  await checkScripts();
  report.check('policy', { page: '/_headers' }, policyFaults(server.policy), FIX.policy);
  for (const [file, faults] of await markup) report.check('markup', { page: `/${file}` }, faults, FIX.markup);
} finally {
  await browser.close();
  await server.close();
}
const rows = picked.map(({ fullest }) => ({ path: fullest.path, weight: weigh(fullest, site), requests: requests.get(fullest.path) }));
printTable(rows);
report.print();
process.exitCode = report.failed ? 1 : 0;

// What can be said of every page without showing it.
function checkFiles() {
  const links = linkFaults(site);
  for (const page of site.pages) {
    const where = { page: page.path };
    const { dead, foreign, rooted } = links.get(page);
    report.check('links', where, dead, FIX.dead);
    report.check('foreign address', where, foreign, FIX.origin);
    report.check('relative addresses', where, rooted, FIX.rooted);
    for (const [name, faults] of Object.entries(overBudget(page, weigh(page, site)))) {
      report.check(`budget ${name}`, where, faults, FIX[name]);
    }
  }
}

async function checkFully(page) {
  const plain = await open(page, 'plain');
  report.check('h1', { page: page.path }, await headings(plain.tab), FIX.h1);
  report.check('lang', { page: page.path }, await language(plain.tab), FIX.lang);
  const text = await mainText(plain.tab);
  await checkWalks(page, plain.tab);
  await openFolds(plain.tab);
  await checkLayout(page, plain.tab);
  await plain.tab.reload();
  await installMeasures(plain.tab);
  await checkPaper(page, plain.tab);
  await plain.close();

  await checkAxe(page);
  await checkScriptless(page, text);
}

// A bare page has little that could go wrong, but its own: empty states.
async function checkBriefly(page) {
  const plain = await open(page, 'plain');
  report.check('h1', { page: page.path }, await headings(plain.tab), FIX.h1);
  for (const width of [WIDTHS[0], WIDTHS.at(-1)]) {
    await setView(plain.tab, width, 'light');
    report.check('overflow', { page: page.path, view: `${width} px` }, await overflow(plain.tab), FIX.overflow);
  }
  await plain.close();
  const { tab, close } = await open(page, 'axe');
  await injectAxe(tab);
  await setView(tab, WIDTHS[0], 'light');
  report.check('axe', { page: page.path, view: `${WIDTHS[0]} px light` }, await violations(tab), FIX.axe);
  await close();
}

// Opens a page in one of the contexts. Unless it is for axe, it is checked, when
// closed, for what it said on the console and what it asked the network for.
async function open(page, kind, edit) {
  const tab = await contexts[kind].newPage();
  const said = [];
  const asked = [];
  tab.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  tab.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
  tab.on('request', (request) => asked.push(request.url()));
  if (edit) {
    await tab.route(server.address(page.path), async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      await route.fulfill({ response, body: edit(await response.text()) });
    });
  }
  await tab.goto(server.address(page.path), { waitUntil: 'load' });
  const loaded = asked.filter((url) => !url.startsWith('data:'));
  await installMeasures(tab);
  const close = async () => {
    await tab.close();
    if (kind === 'axe') return;
    const foreign = asked.filter((url) => !url.startsWith('data:') && !url.startsWith(`${server.origin}/`));
    report.check('console', { page: page.path }, [...new Set(said)], FIX.console);
    report.check('requests outside the site', { page: page.path }, [...new Set(foreign)], FIX.origin);
    const many = loaded.length > LIMITS.requests ? [`${loaded.length} requests, the limit is ${LIMITS.requests}: ${loaded.join(' ')}`] : [];
    report.check('budget requests', { page: page.path }, many, FIX.requests);
    requests.set(page.path, loaded.length);
  };
  return { tab, close };
}

async function checkWalks(page, tab) {
  for (const [width, mode] of [[1280, 'light'], [360, 'dark']]) {
    await setView(tab, width, mode);
    const faults = await walk(tab);
    const where = { page: page.path, view: `${width} px ${mode}` };
    report.check('keyboard: skip link first', where, faults.first, FIX.first);
    report.check('keyboard: focus in view', where, faults.visible, FIX.visible);
    report.check('keyboard: focus outlined', where, faults.outline, FIX.outline);
    report.check('keyboard: no trap', where, faults.trap, FIX.trap);
    report.check('keyboard: order of reading', where, await disorder(tab), FIX.order);
    report.check('targets of 44 px', where, await smallTargets(tab), FIX.target);
  }
  // The order of the stops is known by now, only the colours are others.
  await setView(tab, 768, 'forced');
  report.check('keyboard: focus outlined', { page: page.path, view: 'forced colours' }, await outlines(tab), FIX.outline);
}

async function checkLayout(page, tab) {
  for (const width of WIDTHS) {
    for (const mode of ['light', 'dark']) {
      await setView(tab, width, mode);
      const where = { page: page.path, view: `${width} px ${mode}` };
      report.check('overflow', where, await overflow(tab), FIX.overflow);
      const charts = await chartFaults(tab);
      report.check('chart text size', where, charts.small, FIX.small);
      report.check('chart text cut off', where, charts.cut, FIX.chartCut);
      report.check('chart text collides', where, charts.collide, FIX.collide);
      report.check('chart text contrast', where, charts.faint, FIX.faint);
    }
    const where = { page: page.path, view: `${width} px` };
    report.check('scrolling region named', where, await unnamedScrollers(tab), FIX.scroller);
    report.check('clipped', where, await clipped(tab), FIX.clipped);
    await spaceText(tab, true);
    const spaced = { page: page.path, view: `${width} px, text spaced out` };
    report.check('overflow', spaced, await overflow(tab), FIX.overflow);
    report.check('clipped', spaced, await clipped(tab), FIX.clipped);
    await spaceText(tab, false);
  }
  // 1,280 px at 400 % are 320 px.
  await setView(tab, 320, 'light');
  report.check('overflow', { page: page.path, view: '320 px, 400 % zoom' }, await overflow(tab), FIX.overflow);
  await setView(tab, WIDTHS.at(-1), 'forced');
  const forced = { page: page.path, view: 'forced colours' };
  const { faint } = await chartFaults(tab);
  report.check('chart text contrast', forced, faint, FIX.faint);
  report.check('text contrast', forced, await faintText(tab), FIX.forced);
}

async function checkPaper(page, tab) {
  await setView(tab, PAPER.portrait, 'print');
  const where = { page: page.path, view: 'A4' };
  const faults = await paperFaults(tab);
  report.check('paper: light', where, faults.light, FIX.light);
  report.check('paper: nothing cut off', where, faults.cut, FIX.cut);
  report.check('paper: folds open', where, faults.folds, FIX.folds);
  const { faint } = await chartFaults(tab);
  report.check('chart text contrast', where, faint, FIX.faint);
}

async function checkAxe(page) {
  const { tab, close } = await open(page, 'axe');
  await injectAxe(tab);
  await openFolds(tab);
  for (const width of WIDTHS) {
    for (const mode of ['light', 'dark']) {
      await setView(tab, width, mode);
      const where = { page: page.path, view: `${width} px ${mode}` };
      report.check('axe', where, await violations(tab), FIX.axe);
    }
  }
  for (const [width, mode] of [[1280, 'forced'], [PAPER.portrait, 'print']]) {
    await setView(tab, width, mode);
    report.check('axe', { page: page.path, view: `${width} px ${mode}` }, await violations(tab, mode), FIX.axe);
  }
  await close();
}

async function checkScriptless(page, text) {
  const off = await open(page, 'scriptless');
  const where = { page: page.path, view: 'scripts off' };
  report.check('h1', where, await headings(off.tab), FIX.h1);
  const without = await mainText(off.tab);
  // Sorting buttons and a search field may be missing, nothing else.
  const lost = without.length < text.length * 0.95 ? [`main has ${without.length} characters, with scripts ${text.length}`] : [];
  if (without.length === 0) lost.push('main is empty or missing');
  report.check('reads without scripts', where, lost, FIX.scriptless);
  report.check('controls without scripts', where, await deadControls(off.tab), FIX.controls);
  for (const width of [WIDTHS[0], WIDTHS.at(-1)]) {
    await setView(off.tab, width, 'light');
    report.check('overflow', { page: page.path, view: `${width} px, scripts off` }, await overflow(off.tab), FIX.overflow);
  }
  await off.close();

  // axe is a script itself, so it gets the document that a browser without
  // scripts would build. A page without scripts is that document already.
  if (!/<(script|noscript)\b/i.test(page.html)) return;
  const edit = (html) => html.replace(/<script\b[\s\S]*?<\/script>/gi, '').replace(/<\/?noscript>/gi, '');
  const { tab, close } = await open(page, 'axe', edit);
  await injectAxe(tab);
  await setView(tab, WIDTHS[0], 'light');
  report.check('axe', { page: page.path, view: `${WIDTHS[0]} px, scripts off` }, await violations(tab), FIX.axe);
  await close();
}

// An unknown address, deep down, must show 404.html with its style.
async function checkNotFound() {
  const failed = [];
  const page = await browser.newPage();
  watchFailures(page, failed);
  const answer = await page.goto(server.address('no/such/page/'));
  const where = { page: '/404.html', view: 'shown at /no/such/page/' };
  const missing = site.files.has('404.html') ? [] : ['there is no 404.html'];
  if (answer.status() !== 404) missing.push(`status ${answer.status()}`);
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.href));
  for (const link of new Set(links.map((link) => link.split('#')[0]))) {
    if (!link.startsWith(server.origin) || link === page.url()) continue;
    const { status } = await fetch(link, { method: 'HEAD' });
    if (status !== 200) failed.push(`link ${new URL(link).pathname}: ${status}`);
  }
  report.check('404 at any depth', where, [...missing, ...failed], FIX.notFound);
  await page.close();
}

// The same files below another path: addresses must not know where they live.
async function checkSubPath() {
  const below = await serve(root, '/a/b/');
  const page = await browser.newPage();
  const faults = [];
  watchFailures(page, faults);
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !url.startsWith(below.address('/'))) faults.push(`asks for ${url}`);
  });
  for (const { fullest } of picked) {
    if (fullest.file === '404.html') continue;
    faults.length = 0;
    const answer = await page.goto(below.address(fullest.path));
    if (!answer.ok()) faults.push(`the page itself: ${answer.status()}`);
    report.check('under a sub-path', { page: fullest.path, view: 'at /a/b/' }, [...faults], FIX.subPath);
  }
  await page.close();
  await below.close();
}

// What the optional scripts do, on the pages they are for.
async function checkScripts() {
  const { faults, fix } = await scriptFaults({ context: contexts.plain, scriptless: contexts.scriptless, server, site });
  for (const [name, found] of faults) report.check(name, { page: '/search/' }, found, fix);
}

// What the published policy allows beyond the site's own files.
function policyFaults(policy) {
  const faults = policy.includes("default-src 'none'") ? [] : ["no default-src 'none'"];
  for (const directive of policy.split(';').map((one) => one.trim())) {
    const [name, ...sources] = directive.split(/\s+/);
    const loose = sources.filter((source) => !["'none'", "'self'"].includes(source) && !(name === 'img-src' && source === 'data:'));
    faults.push(...loose.map((source) => `${name} allows ${source}`));
  }
  return faults;
}

// Notes what a page asks for and does not get, but for the page itself. A style
// sheet answered by the HTML of an error page is refused, not answered.
function watchFailures(page, failures) {
  const note = (request, why) => {
    if (request.resourceType() !== 'document') failures.push(`${new URL(request.url()).pathname}: ${why}`);
  };
  page.on('response', (response) => response.ok() || note(response.request(), response.status()));
  page.on('requestfailed', (request) => note(request, request.failure()?.errorText ?? 'failed'));
}
