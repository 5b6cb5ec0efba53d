// The search's own script over the program's own index: what a reader types must find the page it names.
//
//   node tests/search.mjs PUBLIC [QUERY=ADDRESS…]
//
// themes/default/static/search.js is run as it is; only what a browser gives it is made here, as far as it asks for it.
// Each entry of the index is searched by its title, the regions by their codes, a region's month by name and period,
// and each QUERY must have ADDRESS as its first hit (none: nothing is found).

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [site, ...asked] = process.argv.slice(2);
if (!site) {
  console.error('usage: node tests/search.mjs PUBLIC [QUERY=ADDRESS…]');
  process.exit(2);
}

const page = readFileSync(join(site, 'search/index.html'), 'utf8');
const unescaped = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, number, name) =>
    name ? { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] : String.fromCodePoint(parseInt(hex || number, hex ? 16 : 10)));
const attribute = (tag, name) => unescaped((tag.match(new RegExp(` ${name}="([^"]*)"`)) || [, ''])[1]);
const tag = page.match(/<form id="find"[^>]*>/)[0];
const links = [...page.matchAll(/<a [^>]*data-names[^>]*>/g)].map(([link]) => ({
  dataset: { names: attribute(link, 'data-names') },
  href: `https://site.example/search/${attribute(link, 'href')}`,
}));

// An element that takes whatever is done to it.
const element = () => ({ after() {}, append() {}, appendChild: element, addEventListener() {}, children: [], dataset: {} });
const words = ['shards', 'found', 'some', 'none', 'failed', 'more'].map((name) => [name, attribute(tag, `data-${name}`)]);
const form = { ...element(), dataset: Object.fromEntries(words), elements: { q: { ...element(), value: '' } } };
const document = {
  getElementById: (id) => (id === 'find' ? form : element()),
  createElement: element,
  querySelectorAll: () => links,
};
let files = 0;
const fetch = async (path) => {
  files += 1;
  return { ok: true, text: async () => readFileSync(join(site, 'search', path), 'utf8') };
};
const script = readFileSync(join(site, 'static/search.js'), 'utf8');
const parts = ['fold', 'termsOf', 'candidates', 'next', 'periodsIn', 'months'];
const browser = { document, fetch, location: { search: '' }, history: { replaceState() {} } };
const of = new Function(...Object.keys(browser), `${script}\nreturn { ${parts.join(', ')} };`)(...Object.values(browser));

// What `search` of the script shows first, as addresses below the site.
async function hits(typed) {
  const query = of.fold(typed);
  const terms = of.termsOf(query);
  if (!terms.length) return [];
  const first = await of.months(of.periodsIn(query));
  return [...first, ...(await of.next(await of.candidates(terms), terms))].map((hit) => hit.address);
}

const faults = [];
let queries = 0;
async function expect(typed, address, first) {
  queries += 1;
  const found = await hits(typed);
  const holds = address === 'none' ? !found.length : first ? found[0] === address : found.includes(address);
  if (!holds) faults.push(`“${typed}” finds ${found.slice(0, 3).join(' ') || 'nothing'}, not ${address}`);
}

const entries = readdirSync(join(site, 'search/entries')).flatMap((block) => {
  let kind = '';
  return readFileSync(join(site, 'search/entries', block), 'utf8').split('\n').flatMap((line) => {
    if (line[0] === '#') kind = line.slice(1).split(' ')[0];
    const [address, title, text] = line.split('\t');
    return title ? [{ address, title, text, kind }] : [];
  });
});
// Titles that many share find as many as one page of hits shows, which need not be this one.
const shared = (title) => entries.filter((entry) => entry.title === title).length > 1;
for (const { address, title, text, kind } of entries) {
  if (!shared(title) && of.termsOf(of.fold(title)).length) await expect(title, address, true);
  if (kind === 'region') {
    await expect(text.split(' ')[0], address, true);
    for (const { dataset, href } of links) {
      const month = `${address}${href.split('/').at(-2)}/`;
      for (const name of dataset.names.split('|')) await expect(`${title} ${name}`, month, true);
    }
  }
}
for (const query of asked) await expect(...query.split('='), true);
await expect('鱻鱻鱻', 'none');
await expect('。，', 'none');

for (const fault of faults.slice(0, 20)) console.error(`search: ${fault}`);
console.log(`search: ${entries.length} entries, ${queries} queries, ${files} files read, ${faults.length} faults`);
process.exit(faults.length || !entries.length || !links.length ? 1 : 0);
