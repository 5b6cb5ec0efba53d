// Which pages a site has, what type each is, and which one stands for its type.

import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

// Every HTML page below `root`: address, file, text, type.
export function readSite(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const bytes = readFileSync(join(root, file));
      return { file, path: '/' + file.replace(/(^|\/)index\.html$/, '$1'), bytes, html: bytes.toString('utf8') };
    });
  const columns = new Set(pages.map((page) => page.path.split('/')[1]));
  for (const page of pages) page.type = typeOf(page.path, columns);
  return { root, files: new Set(files), pages, base: baseOf(root) };
}

// `/regions/141027/2023-06/` is a `/regions/*/*/`. Only the first segment and
// names that are columns of their own (so that `/elder/regions/` keeps both)
// count as type, so a type added later is seen without a change here.
export function typeOf(path, columns) {
  return path
    .split('/')
    .map((segment, at) => (at <= 1 || segment === '' || columns.has(segment) ? segment : '*'))
    .join('/');
}

// Of every type the page with the most bytes, where something is likeliest to
// break, and the one with the fewest, where something is likeliest to miss.
export function pickPages(site) {
  const byType = new Map();
  for (const page of site.pages) {
    const known = byType.get(page.type);
    if (!known) byType.set(page.type, { type: page.type, fullest: page, barest: page, count: 1 });
    else {
      known.count += 1;
      if (page.bytes.length > known.fullest.bytes.length) known.fullest = page;
      if (page.bytes.length < known.barest.bytes.length) known.barest = page;
    }
  }
  return [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

export const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length;

// The path the site was built for, as its own sitemap says; "/" without one.
// Only 404.html depends on it: it is shown at any depth.
function baseOf(root) {
  const sitemap = join(root, 'sitemap.xml');
  if (!existsSync(sitemap)) return '/';
  const paths = [...readFileSync(sitemap, 'utf8').matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)]
    .map(([, address]) => (URL.canParse(address) ? new URL(address).pathname : address))
    .filter((path) => path.endsWith('/'))
    .sort((a, b) => a.length - b.length);
  return paths[0] ?? '/';
}
