// Finds pages, and in them tables by caption, for the subjects.
import { parse, tablesOf, text, first, all } from "./html.mjs";
import { same, sameRows } from "./tally.mjs";

// The main part of a page, read once.
export const page = ({ output }, address) => {
  output.pages ??= new Map();
  if (!output.pages.has(address)) {
    const source = output.text(`${address}index.html`);
    const tree = source === undefined ? undefined : parse(source);
    const main = tree && (first(tree, "main") ?? tree);
    const read = main && { address, tree, main, text: text(main), tables: tablesOf(main) };
    if (!read) same(`page ${address}`, undefined, "a page");
    output.pages.set(address, read ?? { address, tree: parse(""), main: parse(""), text: "", tables: [] });
  }
  return output.pages.get(address);
};

export const tableOf = (html, caption, heading) => html.tables.find((one) => one.caption === caption && (!heading || one.heading === heading));

// The heads of the columns and every row of the table with this caption.
export const table = (where, html, caption, heads, rows, heading) => {
  const found = tableOf(html, caption, heading);
  same(`${where}, columns of ${caption}`, found?.names.join("|"), heads.join("|"));
  sameRows(`${where}, ${caption}`, found?.rows.map((row) => row.join("|")), rows.map((row) => row.join("|")));
};

export const links = (node) => all(node, "a").map((one) => one.attributes.href);
