// Every address on every page: does it lead somewhere, inside the site, relatively.

import { posix } from 'node:path';

const TAG = /<(a|link|img|script|source|use|image|iframe|object|embed|form|area)\b([^>]*)>/gi;
const ADDRESS = /\s(href|src|srcset|xlink:href|data|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const REL = /\srel\s*=\s*["']?([^"'>]*)/i;
const ID = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

// Addresses that only name something and are never fetched.
const NAMING = new Set(['canonical', 'alternate', 'license', 'author', 'help', 'prev', 'next']);

export function linkFaults(site) {
  const ids = new Map();
  const idsOf = (page) => {
    if (!ids.has(page)) ids.set(page, new Set([...page.html.matchAll(ID)].map((m) => decode(m[1] ?? m[2] ?? m[3]))));
    return ids.get(page);
  };
  const byFile = new Map(site.pages.map((page) => [page.file, page]));
  const faults = new Map();
  for (const page of site.pages) {
    const dead = [];
    const foreign = [];
    const rooted = [];
    for (const { tag, rel, address } of addresses(page.html)) {
      if (/^(mailto|tel|data|javascript):/i.test(address)) {
        if (/^javascript:/i.test(address)) dead.push(`${address}: a script, not an address`);
        continue;
      }
      if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(address)) {
        const fetched = tag !== 'a' && tag !== 'area' && !(tag === 'link' && rel.every((word) => NAMING.has(word)));
        if (fetched) foreign.push(`<${tag}> fetches ${address}`);
        continue;
      }
      const [before, fragment = ''] = address.split('#');
      const [path] = before.split('?');
      let target;
      if (path.startsWith('/')) {
        // 404.html is shown at any depth, so only it may start from the root.
        if (page.file !== '404.html') rooted.push(address);
        if (!path.startsWith(site.base)) {
          dead.push(`${address}: outside the base path ${site.base}`);
          continue;
        }
        target = path.slice(site.base.length);
      } else {
        target = path === '' ? page.file : posix.join(posix.dirname(page.file), safeDecode(path));
        if (path !== '' && (path.endsWith('/') || path.endsWith('.'))) target += '/';
      }
      const file = fileOf(target, site.files);
      if (!file) dead.push(`${address}: no such file`);
      else if (fragment && byFile.has(file) && !idsOf(byFile.get(file)).has(safeDecode(fragment))) {
        dead.push(`${address}: no id “${safeDecode(fragment)}” on /${file}`);
      }
    }
    faults.set(page, { dead: unique(dead), foreign: unique(foreign), rooted: unique(rooted) });
  }
  return faults;
}

// The addresses of a page that a browser fetches as style sheets and scripts.
export function assets(page, site) {
  const styles = [];
  const scripts = [];
  for (const { tag, rel, address } of addresses(page.html)) {
    const [before] = address.split(/[?#]/);
    const path = before.startsWith(site.base) ? before.slice(site.base.length) : posix.join(posix.dirname(page.file), before);
    if (tag === 'link' && rel.includes('stylesheet')) styles.push(path);
    if (tag === 'script') scripts.push(path);
  }
  return { styles: unique(styles), scripts: unique(scripts) };
}

function* addresses(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '');
  for (const [, tag, attributes] of text.matchAll(TAG)) {
    const rel = (attributes.match(REL)?.[1] ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    for (const [, name, ...values] of attributes.matchAll(ADDRESS)) {
      const value = decode(values.find((one) => one !== undefined)).trim();
      const many = name.toLowerCase() === 'srcset' ? value.split(',').map((one) => one.trim().split(/\s+/)[0]) : [value];
      for (const address of many) yield { tag: tag.toLowerCase(), rel, address };
    }
  }
}

function fileOf(target, files) {
  const path = target.replace(/^\.?\//, '').replace(/\/+$/, '');
  if (path === '' || path === '.') return files.has('index.html') && 'index.html';
  if (!target.endsWith('/') && files.has(path)) return path;
  return files.has(`${path}/index.html`) && `${path}/index.html`;
}

const unique = (list) => [...new Set(list)];
const decode = (text) =>
  text.replace(/&(amp|quot|lt|gt|#39|#x27|#x2F|#47);/gi, (_, name) => {
    const key = name.toLowerCase();
    return { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", '#x27': "'", '#x2f': '/', '#47': '/' }[key];
  });
function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
