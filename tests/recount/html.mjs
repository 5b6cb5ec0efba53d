// Reads a page as a reader does: by headings, captions, heads of columns and labels. A small tolerant reader of HTML;
// classes and ids do not matter to it.
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const BLOCK = new Set("p li dd dt tr td th h1 h2 h3 h4 h5 h6 div dl ul ol table caption section figure figcaption summary details br main nav header footer thead tbody".split(" "));
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const decode = (text) =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, number, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : number ? String.fromCodePoint(Number(number)) : (ENTITIES[name] ?? all),
  );

export const parse = (source) => {
  const root = { name: "", attributes: {}, children: [] };
  const open = [root];
  const token = /<!--[^]*?-->|<!doctype[^>]*>|<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*(\/?)>|<\?[^]*?\?>|([^<]+|<)/gi;
  for (const [, close, name, attributes, empty, text] of source.matchAll(token)) {
    if (text !== undefined) open.at(-1).children.push(decode(text));
    else if (close) {
      const place = open.findLastIndex((node) => node.name === close.toLowerCase());
      if (place > 0) open.length = place;
    } else if (name) {
      const pairs = [...attributes.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)];
      const node = {
        name: name.toLowerCase(),
        attributes: Object.fromEntries(pairs.map(([, key, a, b, c]) => [key, decode(a ?? b ?? c ?? "")])),
        children: [],
      };
      open.at(-1).children.push(node);
      if (!empty && !VOID.has(node.name)) open.push(node);
    }
  }
  return root;
};

const tidy = (text) => text.replace(/\s+/g, " ").trim();
const raw = (node) => {
  if (typeof node === "string") return node;
  if (node.name === "svg" || node.name === "script") return "";
  const inner = node.children.map(raw).join("");
  return BLOCK.has(node.name) ? ` ${inner} ` : inner;
};
export const text = (node) => tidy(raw(node));

export const all = (node, ...names) => {
  const found = [];
  const walk = (one) => {
    if (typeof one === "string") return;
    if (names.includes(one.name)) found.push(one);
    one.children.forEach(walk);
  };
  walk(node);
  return found;
};
export const first = (node, ...names) => all(node, ...names)[0];

// A table: its caption, the heading above it, and its rows, each a list of the texts of its cells and, where a cell
// spans several columns or rows, in each of them.
const grid = (rows) => {
  const cells = [];
  rows.forEach((row, y) => {
    cells[y] ??= [];
    let x = 0;
    for (const cell of row.children.filter((one) => ["td", "th"].includes(one.name))) {
      while (cells[y][x] !== undefined) x += 1;
      const [wide, high] = [Number(cell.attributes.colspan ?? 1), Number(cell.attributes.rowspan ?? 1)];
      for (let down = 0; down < high; down += 1) {
        for (let right = 0; right < wide; right += 1) (cells[y + down] ??= [])[x + right] = cell;
      }
    }
  });
  return cells;
};

export const tablesOf = (page) => {
  const tables = [];
  let heading = "";
  const walk = (node) => {
    if (typeof node === "string") return;
    if (/^(h[1-6]|summary)$/.test(node.name)) heading = text(node);
    if (node.name === "table") {
      const head = grid(all(node, "thead").flatMap((part) => all(part, "tr")));
      const body = grid(all(node, "tbody", "tfoot").flatMap((part) => all(part, "tr")));
      const names = [...Array(Math.max(0, ...head.map((row) => row.length))).keys()].map((place) => {
        const above = head.map((row) => row[place]).filter((cell, at, list) => cell && list.indexOf(cell) === at);
        return above.map(text).join(" / ");
      });
      tables.push({
        caption: text(first(node, "caption") ?? ""),
        heading,
        names,
        rows: body.map((row) => row.map(text)),
        cells: body,
      });
      return;
    }
    node.children.forEach(walk);
  };
  walk(page);
  return tables;
};

// The pairs of a list of terms: what, and what stands under it.
export const termsOf = (page) => {
  const pairs = [];
  for (const list of all(page, "dl")) {
    let pair;
    for (const node of all(list, "dt", "dd")) {
      if (node.name === "dt") pairs.push((pair = { term: text(node), values: [] }));
      else pair?.values.push(text(node));
    }
  }
  return pairs;
};
