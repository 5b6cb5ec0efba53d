// Lighthouse over the pages most people see.
//
//   node lighthouse.mjs [SITE_DIR=public] [--desktop] [--least 99] [/path/ …]
//
// Home, the latest period and the fullest region, as on a telephone; --desktop
// adds the desktop. A sample site asks search engines to stay away, which
// Lighthouse counts against it: give it a copy built with sample = false, as
// tests/run does. On such a page only that one audit is left out here, and said.
//
// The telephone is a number: Lighthouse takes the time this machine needs, times
// four, for a machine of its index 1500. A slower one is slowed by less, so that
// the telephone stays the same; a faster one by no more than four.

import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import lighthouse, { desktopConfig } from 'lighthouse';

import { launch } from './browser.mjs';
import { pickPages, readSite } from './pages.mjs';
import { serve } from './server.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
// The site is served by http on loopback here; a host serves it by https.
const TRIES = 5;
const USUAL_INDEX = 1500;
const USUAL_SLOWDOWN = 4;
const NOT_HERE = ['is-on-https', 'redirects-http', 'uses-http2', 'uses-long-cache-ttl', 'cache-insight'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { desktop: { type: 'boolean', default: false }, least: { type: 'string', default: '99' } },
});
const root = resolve(positionals.find((word) => !word.startsWith('/') || existsSync(`${word}/index.html`)) ?? 'public');
const named = positionals.filter((word) => word !== positionals.find((one) => resolve(one) === root));
const site = readSite(root);
const paths = named.length ? named : usual();
// Lighthouse reads robots.txt from within the page, which the policy rightly forbids.
const server = await serve(root, site.base, { more: "connect-src 'self'" });
const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
const failed = [];
const lowest = Object.fromEntries(CATEGORIES.map((name) => [name, 100]));
const started = Date.now();
try {
  // One at a time: what it measures is time.
  for (const path of paths) {
    await judge(path, 'mobile', undefined);
    if (options.desktop) await judge(path, 'desktop', desktopConfig);
  }
} finally {
  await browser.close();
  await server.close();
}
for (const line of failed) console.log(`FAIL ${line}`);
const figures = CATEGORIES.map((name) => `${name} ${lowest[name]}`).join(', ');
console.log(`lighthouse: lowest of ${paths.length} pages: ${figures}; ${((Date.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = failed.length ? 1 : 0;

async function judge(path, device, config) {
  const page = site.pages.find((one) => one.path === path);
  if (!page) throw new Error(`${path}: no such page`);
  const hidden = /<meta name="robots" content="noindex">/.test(page.html);
  const flags = { port, logLevel: 'error', output: 'json', onlyCategories: CATEGORIES, skipAudits: [...NOT_HERE, ...(hidden ? ['is-crawlable'] : [])] };
  const score = (name) => Math.round(result.lhr.categories[name].score * 100);
  let result;
  // What else runs here only ever adds time, so the best of some tries is the page's.
  for (let left = TRIES; left && !(result && score('performance') >= Number(options.least)); left -= 1) {
    const next = await lighthouse(server.address(path), { ...flags, ...slowed(device, result) }, config);
    if (!result || next.lhr.categories.performance.score > result.lhr.categories.performance.score) result = next;
  }
  const scores = CATEGORIES.map((name) => `${name} ${score(name)}`);
  const { audits } = result.lhr;
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
  console.log(`${path} ${device}: ${scores.join(', ')}; ${times.map((id) => audits[id].displayValue).join(', ')}; ${tried(result)}${hidden ? '; noindex left out' : ''}`);
  for (const name of CATEGORIES) {
    lowest[name] = Math.min(lowest[name], score(name));
    if (score(name) >= Number(options.least)) continue;
    const refs = result.lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.95);
    const why = refs.map(({ id }) => `${id} (${audits[id].displayValue ?? audits[id].title})`);
    failed.push(`lighthouse ${name} ${score(name)} on ${path} (${device}): ${why.join('; ')}`);
  }
}

function slowed(device, before) {
  if (device !== 'mobile' || !before) return {};
  const factor = USUAL_SLOWDOWN * Math.min(1, before.lhr.environment.benchmarkIndex / USUAL_INDEX);
  return { throttling: { cpuSlowdownMultiplier: Math.max(1, factor) } };
}

function tried({ lhr }) {
  const { cpuSlowdownMultiplier: factor } = lhr.configSettings.throttling;
  return `index ${lhr.environment.benchmarkIndex.toFixed(0)} × ${factor.toFixed(1)}`;
}

function usual() {
  const types = new Map(pickPages(site).map(({ type, fullest }) => [type, fullest.path]));
  const periods = site.pages.filter(({ type }) => type === '/periods/*/').map(({ path }) => path).sort();
  return ['/', periods.at(-1), types.get('/regions/*/')].filter(Boolean);
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
