// The sums of enforcement: of what is public and stands, by kind and by legal basis; the double penalties; and that no page
// of an enterprise tells what the law has the office look into.
import { isUndone } from "./data.mjs";
import { exact, groupBy, grouped } from "./number.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, tableOf } from "./pages.mjs";
import { termsOf } from "./html.mjs";
import { publicDecisions } from "./public.mjs";
import { doublePenalties } from "./ledger.mjs";
import { NONE, penaltySums } from "./rows.mjs";

const fined = (rows) => {
  const fines = rows.filter(({ kind }) => kind === "fine");
  return fines.length ? grouped(fines.reduce((sum, row) => sum + exact(row.amount_yuan || "0"), 0n)) : NONE;
};

const compareSums = (site, html, decisions) => {
  const { words: { say } } = site;
  const { count, fines } = penaltySums(decisions);
  const doubles = doublePenalties(site.data, decisions);
  const terms = termsOf(html.main);
  for (const [key, value] of [["public_penalties", `${count} ${say("times_unit")}`], ["penalty_amount", `${grouped(fines)} ${say("yuan")}`], ["doubles", `${doubles.length} ${say("cases_unit")}`]]) {
    same(`enforcement, ${say(key)}`, terms.find(({ term }) => term === say(key))?.values.join(" "), value);
  }
};

// In the order of the law's own list of penalties, which is that of the enumeration.
const KINDS = "warning fine suspend close revoke withhold detain criticize confiscate restrict limit downgrade".split(" ");

// What the law has the office look into is for the office: no page tells of it.
const untold = (site) => {
  for (const { id } of site.data.enterprises) same(`enterprises/${id}, what the law has checked`, /核查条件|第一百一十三条第（一）项/.test(page(site, `enterprises/${id}/`).text), false);
};

export const compare = (site) => {
  const { data, words: { say } } = site;
  const decisions = data.hasLedger ? publicDecisions(data) : [];
  if (!decisions.length) return;
  const html = page(site, "enforcement/");
  compareSums(site, html, decisions);
  const standing = decisions.filter(({ status }) => !isUndone(status));
  const rowsOf = (name, rows) => [name, rows.length, fined(rows)].join("|");
  const summed = (heading, head, rows) => {
    const found = html.tables.find((one) => one.heading === heading);
    same(`enforcement, columns of ${heading}`, found?.names.join("|"), [head, say("times"), `${say("amount")} ${say("yuan")}`].join("|"));
    sameRows(`enforcement, ${heading}`, found?.rows.map((row) => row.join("|")), rows);
  };
  const byKind = groupBy(standing, ({ kind }) => kind);
  summed(say("penalty_sums"), say("penalty_kind"), KINDS.filter((kind) => byKind.has(kind)).map((kind) => rowsOf(say(`penalty_${kind}`), byKind.get(kind))));
  // The most used first; of those used alike, in the order of their letters.
  const bases = [...groupBy(standing, ({ basis }) => basis)].sort(([a, x], [b, y]) => y.length - x.length || Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const found = html.tables.find((one) => one.heading === say("legal_bases"));
  summed(say("legal_bases"), say("legal_basis"), bases.slice(0, Math.max(found?.rows.length ?? 0, Math.min(bases.length, 10))).map(([basis, rows]) => rowsOf(basis, rows)));
  // What each party was fined, in the order of the days on which both had been.
  const doubles = doublePenalties(data, decisions).map((one) => ({ ...one, name: data.nameOn(one.enterprise, one.day) })).sort((a, b) => (a.day < b.day ? 1 : -1));
  if (!doubles.length) return untold(site);
  const double = tableOf(html, say("doubles_caption"));
  same("enforcement, columns of double penalties", double?.names.join("|"), [say("decided_on"), say("enterprise_name"), `${say("party_unit")} ${say("yuan")}`, `${say("party_principal")} ${say("yuan")}`].join("|"));
  const listed = doubles.map(({ day, name, units, principals }) => [day, name, fined(units), fined(principals)].join("|"));
  // Of one day in any order.
  const sorted = (rows) => [...(rows ?? [])].sort().reverse();
  sameRows("enforcement, double penalties", sorted(double?.rows.map((row) => row.join("|"))), sorted(listed.slice(0, double?.rows.length)));
  same("enforcement, days of double penalties", double?.rows.map(([day]) => day).join(), listed.slice(0, double?.rows.length).map((row) => row.slice(0, 10)).join());
  if (double) same("enforcement, number of double penalties", double.rows.length, Math.min(doubles.length, Math.max(double.rows.length, 20)));
  untold(site);
};
