// Reads files as they stand: TOML and CSV. Numbers and days stay text, so that nothing is lost on the way.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";

// The TOML of forms, reports and settings. A string is a string, `true` and `false` are booleans, and every other
// value is its own text.
export const parseToml = (source) => {
  let at = 0;
  const root = {};
  let table = root;
  const blank = (lines) => {
    for (;;) {
      while (lines ? /\s/.test(source[at] ?? "") : source[at] === " " || source[at] === "\t") at += 1;
      if (source[at] !== "#" || !lines) return;
      while (at < source.length && source[at] !== "\n") at += 1;
    }
  };
  const ESCAPES = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };
  const string = () => {
    const quote = source[at];
    const long = source.startsWith(quote.repeat(3), at);
    const close = long ? quote.repeat(3) : quote;
    at += close.length;
    if (long && source[at] === "\n") at += 1;
    let text = "";
    while (!source.startsWith(close, at)) {
      if (quote === '"' && source[at] === "\\") {
        const [, kind] = [at, source[at + 1]];
        if (kind === "u") text += String.fromCharCode(parseInt(source.slice(at + 2, at + 6), 16));
        else text += ESCAPES[kind];
        at += kind === "u" ? 6 : 2;
      } else text += source[at++];
    }
    at += close.length;
    return text;
  };
  const word = (pattern) => {
    pattern.lastIndex = at;
    const [text] = pattern.exec(source);
    at += text.length;
    return text;
  };
  const keys = () => {
    const path = [];
    for (;;) {
      blank(false);
      path.push(source[at] === '"' || source[at] === "'" ? string() : word(/[\w-]+/y));
      blank(false);
      if (source[at] !== ".") return path;
      at += 1;
    }
  };
  const put = (into, path, value) => {
    const last = path.slice(0, -1).reduce((inner, key) => (inner[key] ??= {}), into);
    last[path.at(-1)] = value;
  };
  const list = (close, one) => {
    at += 1;
    for (;;) {
      blank(true);
      if (source[at] === close) return void (at += 1);
      one();
      blank(true);
      if (source[at] === ",") at += 1;
    }
  };
  const value = () => {
    if (source[at] === '"' || source[at] === "'") return string();
    if (source[at] === "[") {
      const items = [];
      list("]", () => items.push(value()));
      return items;
    }
    if (source[at] === "{") {
      const inner = {};
      list("}", () => pair(inner));
      return inner;
    }
    const text = word(/[^\s,\]}#]+/y);
    return text === "true" ? true : text === "false" ? false : text;
  };
  const pair = (into) => {
    const path = keys();
    at += 1; // =
    blank(false);
    put(into, path, value());
  };
  const open = () => {
    const many = source[at + 1] === "[";
    at += many ? 2 : 1;
    const path = keys();
    at += many ? 2 : 1;
    // Within an array of tables the last one is meant.
    const within = path.slice(0, -1).reduce((inner, key) => [inner[key] ??= {}].flat().at(-1), root);
    const key = path.at(-1);
    if (many) (within[key] ??= []).push((table = {}));
    else table = within[key] ??= {};
  };
  for (blank(true); at < source.length; blank(true)) source[at] === "[" ? open() : pair(table);
  return root;
};

// The rows of a CSV file by the names of its columns, and the names.
export const parseCsv = (source) => {
  const lines = [];
  let [cells, at] = [[], source[0] === "\ufeff" ? 1 : 0];
  while (at < source.length) {
    let cell = "";
    if (source[at] === '"') {
      for (at += 1; source[at] !== '"' || source[at + 1] === '"'; at += 1) {
        if (source[at] === '"') at += 1;
        cell += source[at];
      }
      at += 1;
    } else while (at < source.length && !",\r\n".includes(source[at])) cell += source[at++];
    cells.push(cell);
    if (source[at] === ",") {
      at += 1;
      if (at >= source.length || "\r\n".includes(source[at])) cells.push("");
      else continue;
    }
    while (at < source.length && "\r\n".includes(source[at])) at += 1;
    lines.push(cells);
    cells = [];
  }
  const [columns = [], ...rows] = lines;
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place] ?? ""]))) };
};

// A directory to read from. What is not there is `undefined`.
export const directory = (root) => {
  const text = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined);
  return {
    text,
    list: (path) => (existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : []),
    toml: (path) => (text(path) === undefined ? undefined : parseToml(text(path))),
    csv: (path) => parseCsv(text(path) ?? ""),
  };
};
