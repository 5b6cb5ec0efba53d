// words/<n>.txt say in which blocks of entries a word stands, and those are looked through:
// src/render/search.rs writes both.
const form = document.getElementById('find');
const told = document.getElementById('told');
const input = form.elements.q;
const say = form.dataset;
const make = (name, text = '') => Object.assign(document.createElement(name), { textContent: text });
const hits = make('ol');
const more = make('button', say.more);
more.hidden = true;
told.after(hits, more);

const fold = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).toLowerCase();
const DENSE = '〇\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const RUN = new RegExp(`([${DENSE}]+)|(?:(?![${DENSE}])[\\p{Alpha}\\p{N}])+`, 'gu');
const termsOf = (query) => query.split(/\s+/).filter((term) => term.match(RUN));

// Words of the index that stand where a term does: pairs of characters, a beginning.
const wordsOf = (term) =>
  [...term.matchAll(RUN)].flatMap(([run, dense]) => {
    if (!dense) return run.slice(0, 8);
    const pairs = [...run].slice(1).map((c, at) => [...run][at] + c);
    return pairs.length ? pairs.filter((_, at) => at % 2 < 1 || !pairs[at + 1]) : run;
  });

const files = {};
const load = (path) => fetch(path, { cache: 'no-cache' }).then((file) => (file.ok ? file.text() : Promise.reject()));
const read = (path) => (files[path] = files[path] || load(path));

// The blocks a word stands in: 1 where in a title, else 0.
const blocksOf = async (word) => {
  let sum = 0;
  for (let at = 0; at < word.length; at += 1) sum = (sum * 31 + word.charCodeAt(at)) % 65521;
  const lines = await read(`words/${sum % say.shards}.txt`);
  const [, line] = lines.match(new RegExp(`^${word} (.*)`, 'm')) || [, ''];
  const blocks = new Map();
  line.split(';').forEach((ranges, inText) => {
    for (const range of ranges ? ranges.split(',') : []) {
      const [first, last = first] = range.split('-');
      for (let block = +first; block <= last; block += 1) blocks.set(block, 1 - inText);
    }
  });
  return blocks;
};

// The blocks that may hold all terms; titles first.
const candidates = async (terms) => {
  const words = [...new Set(terms.flatMap(wordsOf))];
  const long = words.filter((word) => word[1]);
  const lists = await Promise.all((long[0] ? long : words).map(blocksOf));
  const titles = (block) => lists.reduce((sum, list) => sum + list.get(block), 0);
  const common = [...lists[0].keys()].filter((block) => lists.every((list) => list.has(block)));
  return common.sort((a, b) => titles(b) - titles(a) || a - b);
};

// The next hits of blocks, which get fewer: names, the phrase, the rest.
const next = async (blocks, terms, seen = new Set()) => {
  const phrase = terms.join(' ');
  const found = [];
  while (blocks.length && found.length < 20) {
    for (const block of await Promise.all(blocks.splice(0, 3).map((at) => read(`entries/${at}.txt`)))) {
      let kind = '';
      for (const line of block.split('\n')) {
        const [address, title, text] = line.split('\t');
        if (line[0] === '#') kind = line;
        if (!title || seen.has(address)) continue;
        const name = fold(title);
        const all = `${name}\t${fold(text)}`;
        const have = (where) => terms.every((term) => where.includes(term));
        if (!have(all)) continue;
        seen.add(address);
        const rank = [name === phrase, name.includes(phrase), have(name), all.includes(phrase), true].indexOf(true);
        found.push({ address, title, text, kind, rank: rank * 1e6 + found.length });
      }
    }
  }
  return found.sort((a, b) => a.rank - b.rank);
};

// Periods named in a query, and its other terms: “襄汾 2023年6月”.
const periodsIn = (query) => {
  const links = [...document.querySelectorAll('a[data-names]')];
  const names = links.flatMap(({ dataset, href }) => fold(dataset.names).split('|').map((name) => [name, href.split('/').at(-2)]));
  const periods = new Set();
  for (const [name] of names.sort(([a], [b]) => b.length - a.length)) {
    const rest = query.replace(new RegExp(`(^|\\D)${name}(?!\\d)`), '$1 ');
    if (rest !== query) for (const [other, id] of names) if (other === name) periods.add(id);
    query = rest;
  }
  return [[...periods], termsOf(query)];
};

// Months.
const months = async ([periods, terms]) => {
  if (!periods.length || !terms.length) return [];
  const found = await next(await candidates(terms), terms);
  return found.flatMap(({ title, address, text, kind }) =>
    /^#region /.test(kind) ? periods.filter((id) => !/ \d{4}-\d/.test(text) || text.includes(id)).map((id) => ({ title: `${title} ${id}`, address: `${address}${id}/`, kind })) : []);
};

const show = (found, terms) => {
  const any = new RegExp(`(${terms.flatMap((term) => term.match(RUN)).join('|')})`, 'i');
  const mark = (to, text) => to.append(...text.split(any).map((part, at) => (at % 2 ? make('mark', part) : part)));
  for (const { address, title, text = '', kind } of found) {
    const item = hits.appendChild(make('li'));
    const link = item.appendChild(make('a'));
    link.href = `../${address}`;
    mark(link, title);
    item.append(' ', make('small', kind.replace(/^\S+ /, '')));
    const from = Math.max(0, text.search(any) - 30);
    if (text) mark(item.appendChild(make('p', from ? '…' : '')), text.slice(from, from + 120));
  }
};

let turn = 0;
const search = async () => {
  const mine = (turn += 1);
  const query = fold(input.value);
  const terms = termsOf(query);
  const asked = periodsIn(query);
  const seen = new Set();
  let [blocks, found] = [[], []];
  history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`);
  try {
    if (terms.length) {
      found = await months(asked);
      blocks = await candidates(terms);
      found.push(...(await next(blocks, terms, seen)));
    }
  } catch (_) {
    told.textContent = say.failed;
    return;
  }
  if (mine !== turn) return;
  const add = (list) => {
    const shown = hits.children.length;
    show(list, [...terms, ...asked.flat()]);
    more.hidden = !blocks.length;
    const words = blocks.length ? say.some : hits.firstChild ? say.found : input.value ? say.none : '';
    told.textContent = words.replace('{n}', hits.children.length);
    return hits.children[shown];
  };
  hits.textContent = '';
  add(found);
  more.onclick = async () => ((add(await next(blocks, terms, seen)) || { firstChild: input }).firstChild.focus());
};

let waiting;
const soon = (event) => {
  clearTimeout(waiting);
  // While Chinese is being composed the field holds Latin letters.
  if (!event.isComposing) waiting = setTimeout(search, 250);
  event.preventDefault();
};
for (const type of ['input', 'compositionend', 'submit']) form.addEventListener(type, soon);
input.value = new URLSearchParams(location.search).get('q') || '';
if (input.value) search();
