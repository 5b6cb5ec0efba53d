// The lists of the ledgers, page after page: hazards, decisions, inspections, notices, facilities, enterprises,
// criteria; each with what its rows come to.
import { isUndone } from "./data.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, links } from "./pages.mjs";
import { all, termsOf } from "./html.mjs";
import { publicHazards, publicDecisions, doneInspections, doneNotices } from "./public.mjs";
import { NONE, hazardHeads, hazardRow, penaltyHeads, penaltyRow, sumNames, sums } from "./rows.mjs";

// All rows of a list, over its pages: page-2, page-3, … as long as the page before leads there.
const paged = (site, address, heads) => {
  const found = { heads: undefined, rows: [], first: page(site, address) };
  for (let number = 1, here = found.first; here; number += 1) {
    const one = here.tables.find(({ names }) => names.join() === heads.join()) ?? here.tables.at(-1);
    found.heads ??= one?.names;
    found.rows.push(...(one?.rows ?? []));
    const next = `${address}page-${number + 1}/`;
    here = links(here.main).some((link) => link?.endsWith(next)) ? page(site, next) : undefined;
  }
  return found;
};

const list = (site, address, heads, rows) => {
  const { say } = site.words;
  const found = paged(site, address, heads);
  same(`${address}, columns`, found.heads?.join("|"), heads.join("|"));
  sameRows(address, found.rows.map((row) => row.join("|")), rows.map((row) => row.join("|")));
  const told = new RegExp(`${say("rows_before").trim()}\\s*${rows.length}\\s*${say("rows_after").trim()}`);
  if (found.first.text.includes(say("rows_before").trim())) same(`${address}, how many rows`, told.test(found.first.text) || found.first.text.slice(0, 300), true);
  return found.first;
};

export const compareSums = (site, where, html, rows) => {
  const terms = termsOf(html.main);
  sumNames(site).forEach((name, at) => {
    const found = terms.find(({ term }) => term === name);
    same(`${where}, ${name}`, found?.values.join(" "), String(sums(rows)[at]));
  });
};

const criteria = (site) => {
  const { data, words: { say } } = site;
  const html = page(site, "criteria/");
  const hazards = publicHazards(data);
  const heads = [say("code"), say("criterion"), say("industry"), ...sumNames(site)];
  const sets = data.campaign.criteria_sets ?? [];
  const tables = html.tables.filter(({ names }) => names.length === heads.length);
  sets.forEach(({ id, title, applies_from }, at) => {
    const rows = data.criteria.filter(({ set }) => set === id).map(({ code, title, facility_kind }) => [code, title, say(`facility_${facility_kind}`), ...sums(hazards.filter(({ criterion }) => criterion.split(/[;；]/).some((own) => own.trim() === code)))].join("|"));
    same(`criteria of ${id}`, html.text.includes(title) && all(html.main, "time").some((one) => one.attributes.datetime === applies_from), true);
    same(`criteria of ${id}, columns`, tables[at]?.names.join("|"), heads.join("|"));
    sameRows(`criteria of ${id}`, tables[at]?.rows.map((row) => row.join("|")), rows);
  });
};

export const compare = (site) => {
  const { data, words: { say } } = site;
  if (!data.hasLedger) return;
  const hazards = publicHazards(data);
  const decisions = publicDecisions(data);
  const regionName = (code) => data.regionOf(code)?.name ?? "";

  if (hazards.length) compareSums(site, "hazards/", list(site, "hazards/", hazardHeads(site), hazards.map((row) => hazardRow(site, row))), hazards);
  if (decisions.length) list(site, "enforcement/", penaltyHeads(site), decisions.map((row) => penaltyRow(site, row)));

  const inspections = doneInspections(data).map((row) => [
    row.started_on && row.started_on !== row.ended_on ? `${row.started_on} — ${row.ended_on}` : row.ended_on, row.organ, say(`inspection_${row.kind}`),
    row.facilities.split(";").map((id) => data.placeOf(id)?.name).join("、"), `${say("problems_found")} ${row.problems_found}`, `${say("problems_rectified")} ${row.problems_rectified}`,
  ]);
  const inspectionHeads = ["day", "organ_inspecting", "inspection_kind", "facilities", "problems_found", "problems_rectified"].map((key) => say(key));
  if (inspections.length) list(site, "inspections/", inspectionHeads, inspections);

  const notices = doneNotices(data).map((row) => [
    row.issued_on, say(`notice_${row.kind}`), row.enterprise ? data.nameOn(row.enterprise, row.issued_on) : regionName(row.region), regionName(row.region), row.reason, row.document_no, row.basis || NONE,
  ]);
  if (notices.length) list(site, "notices/", ["day", "notice_kind", "notice_about", "in_region", "notice_reason", "document_no", "legal_basis"].map((key) => say(key)), notices);

  const facilities = data.facilities.map((row) => [
    [row.name, row.above_homes === "true" && say("above_homes")].filter(Boolean).join(" "), data.firmOf(row.enterprise)?.name ?? say("ownerless"), regionName(data.regionOn(row, data.asOf)),
    say(`facility_${row.kind}`), say(`status_${row.status}`), row.status_since, ...sums(hazards.filter(({ facility }) => facility === row.id)).filter((_, at) => at !== 1),
  ]);
  const sumHeads = ["major_found", "still_open", "overdue_count"].map((key) => say(key));
  if (facilities.length) list(site, "facilities/", [...["facility", "enterprise_name", "in_region", "industry", "facility_status", "status_since"].map((key) => say(key)), ...sumHeads], facilities);

  const enterprises = data.enterprises.map((row) => [
    row.name, regionName(data.regionOn(row, data.asOf)), data.facilities.filter(({ enterprise }) => enterprise === row.id).length,
    ...sums(hazards.filter(({ firm }) => firm?.id === row.id)).filter((_, at) => at !== 1),
    decisions.filter(({ firm, status }) => firm?.id === row.id && !isUndone(status)).length, data.asOf,
  ]);
  if (enterprises.length) list(site, "enterprises/", [...["enterprise_name", "in_region", "facilities"].map((key) => say(key)), ...sumHeads, say("public_penalties"), say("as_of")], enterprises);
  criteria(site);
};
