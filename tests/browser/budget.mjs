// What a page may weigh: the readers' phones and lines are old.

import { statSync } from 'node:fs';
import { join } from 'node:path';

import { assets } from './links.mjs';
import { gzipSize } from './pages.mjs';

const KB = 1024;
export const LIMITS = { css: 18 * KB, js: 16 * KB, home: 60 * KB, homeGzip: 14 * KB, chart: 4 * KB, requests: 3 };

// Bytes of a page and of what it loads.
export function weigh(page, site) {
  const { styles, scripts } = assets(page, site);
  const sum = (files) =>
    files.filter((file) => site.files.has(file)).reduce((total, file) => total + statSync(join(site.root, file)).size, 0);
  const inline = (tag) =>
    [...page.html.matchAll(new RegExp(`<${tag}\\b(?![^>]*\\s(?:src=|type=["']?application/))[^>]*>([\\s\\S]*?)</${tag}>`, 'gi'))].reduce(
      (total, [, text]) => total + Buffer.byteLength(text),
      0,
    );
  const charts = [...page.html.matchAll(/<svg\b[\s\S]*?<\/svg>/gi)].map(([svg]) => Buffer.byteLength(svg));
  return {
    raw: page.bytes.length,
    gzip: gzipSize(page.bytes),
    css: sum(styles) + inline('style'),
    js: sum(scripts) + inline('script'),
    charts: charts.length,
    chart: Math.max(0, ...charts),
  };
}

// Faults by the name of the budget.
export function overBudget(page, weight) {
  const over = (what, value, limit) => (value > limit ? [`${what}: ${kb(value)}, the limit is ${kb(limit)}`] : []);
  const faults = {
    css: over('CSS', weight.css, LIMITS.css),
    js: over('JavaScript', weight.js, LIMITS.js),
    chart: over('largest chart', weight.chart, LIMITS.chart),
  };
  if (page.file === 'index.html') {
    faults.home = [...over('raw', weight.raw, LIMITS.home), ...over('gzip', weight.gzip, LIMITS.homeGzip)];
  }
  return faults;
}

export function printTable(rows) {
  const head = ['page', 'raw', 'gzip', 'css', 'js', 'charts', 'largest', 'requests'];
  const lines = rows.map(({ path, weight, requests }) => [
    path,
    ...[weight.raw, weight.gzip, weight.css, weight.js].map(kb),
    String(weight.charts),
    kb(weight.chart),
    String(requests ?? '—'),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at].length)));
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join('  '));
  }
  const limits = `limits: css ${kb(LIMITS.css)}, js ${kb(LIMITS.js)}, chart ${kb(LIMITS.chart)}, requests ${LIMITS.requests}`;
  console.log(`${limits}; home raw ${kb(LIMITS.home)}, gzip ${kb(LIMITS.homeGzip)}`);
}

const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
