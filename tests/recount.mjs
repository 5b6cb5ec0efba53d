// Counts the figures once more, from the raw files and in another language, and compares them with what the site says:
// its downloads, the tables, sentences and charts of its pages. It shares no code and no parser with the program.
//
//   node tests/recount.mjs PUBLIC [ROOT]
import { join } from "node:path";
import { open } from "./recount/data.mjs";
import { count } from "./recount/figures.mjs";
import { withheld } from "./recount/withheld.mjs";
import { directory } from "./recount/read.mjs";
import { report, same } from "./recount/tally.mjs";
import { wordsOf } from "./recount/words.mjs";

const [, script, output = "public", root = "."] = process.argv;
const data = open(root);
const figures = count(data);
const written = directory(output);
const site = { data, figures, ...withheld(data, figures), words: wordsOf(join(script, "../.."), root), output: written };

for (const subject of "downloads rates forms keyfigures lists records enforcement reconciliation timeliness charts feeds surroundings editions".split(" ")) {
  const { compare } = await import(`./recount/${subject}.mjs`);
  // What cannot be compared at all is one more difference.
  try {
    compare(site);
  } catch (error) {
    same(subject, error.stack.split("\n").slice(0, 2).join(" "), "something to compare");
  }
}
process.exit(report() ? 0 : 1);
