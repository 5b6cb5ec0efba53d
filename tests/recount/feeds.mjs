// What follows from the months: corrections and where they are told, the feeds, the entries of the search, and the
// penalties behind a case.
import { exact, grouped } from "./number.mjs";
import { unitOf } from "./figures.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, table, tableOf } from "./pages.mjs";
import { all, first, parse, text } from "./html.mjs";
import { periodTold } from "./sentences.mjs";
import { publicHazards } from "./public.mjs";
import { yuan } from "./rows.mjs";
import { lateOf } from "./editions.mjs";

// A correction: what it is of, and both numbers with their units. Numbered as they stand, the newest first.
const correctionsOf = (site) => [...writtenOf(site), ...derivedOf(site)]
  .sort((a, b) => (a.date === b.date ? (b.no || 0) - (a.no || 0) : a.date < b.date ? 1 : -1));

// A report that came after its month was frozen explains itself: one row, of so many figures.
const derivedOf = (site) => lateOf(site).map(({ code, name, period, date, count }) => ({
  no: "", date, what: "", period, region: code, name, figure: site.words.say("revised_figures").replace("{count}", count), old: "", new: "",
  kind: "late", reason: site.words.say("revised_late"), approved_by: "", page: `editions/${period}/#r${code}`,
}));

const writtenOf = ({ data, figures, words: { say } }) =>
  data.corrections.map((one, at) => {
    const [, measure, own, period, region] = one.what.match(/^(.*?)(?:\.(month|total))?@([\d-]+)\/(.+)$/);
    const id = figures.measureOf(measure) ? measure : `${measure}.${own}`;
    const of = figures.measureOf(id);
    const span = own === "total" ? "to_date" : "month";
    const value = (text) => {
      if (text === "missing" || text === "n/a") return say(text === "n/a" ? "not_applicable" : "missing");
      if (typeof text === "boolean") return say(text ? "yes" : "no");
      return `${grouped(exact(text))} ${unitOf(data, of, region, span)}`.trim();
    };
    return { ...one, no: at + 1, period, region, name: data.regionOf(region).name, figure: `${of.title} · ${say(`span_${span}`)}`, old: value(one.old), new: value(one.new) };
  }).filter(({ date }) => date <= data.asOf);

const corrections = (site, rows) => {
  const { output, words: { say, month } } = site;
  const html = page(site, "corrections/");
  if (!rows.length) return same("corrections, none", html.text.includes(say("no_corrections").slice(-8)), true);
  const told = (one) => [`${one.name} ${month(one.period)}`, one.figure, one.old && `${say("corrected_old")} ${one.old}`, one.old && `${say("corrected_new")} ${one.new}`, `${say(`correction_${one.kind}`)} ${one.reason}${one.approved_by ? ` ${say("approved_by")} ${one.approved_by}` : ""}`].map((cell) => cell.trim());
  const heads = ["corrected_on", "corrected_in", "corrected_figure", "corrected_old", "corrected_new", "correction_why"].map((key) => say(key));
  table("corrections", html, say("corrections_caption"), heads, rows.map((one) => [one.date, ...told(one)]));
  const { columns, rows: file } = output.csv("data/corrections.csv");
  same("columns of corrections.csv", columns.join(), "no,date,what,figure,where,old,new,kind,reason,approved_by");
  sameRows("corrections.csv", file.map((row) => columns.map((name) => row[name]).join(" | ")), rows.map((one) =>
    [one.no, one.date, one.what, one.figure, `${one.name} ${one.period}`, one.old, one.new, one.kind, one.reason, one.approved_by].join(" | ")));
  // A month tells its own.
  for (const { id } of site.data.periods) {
    const of = rows.filter(({ period }) => period === id);
    const where = `periods/${id}`;
    const { text: month } = page(site, `${where}/`);
    if (!of.length) same(`${where}, no corrections`, month.includes(say("no_corrections_of_period")), true);
    for (const one of of) same(`${where}, correction ${one.no}`, [one.name, one.figure, one.old, one.new, one.date].every((part) => month.includes(part)) || month.slice(-600), true);
  }
};

const entriesOf = ({ output }, name) => {
  const feed = parse(output.text(`feeds/${name}.xml`) ?? "");
  return all(feed, "entry").map((entry) => Object.fromEntries(["title", "id", "published", "updated", "summary"].map((field) => [field, text(first(entry, field) ?? "")])));
};

const feeds = (site, rows) => {
  const { data, words: { say, month } } = site;
  const base = data.settings.base_url.replace(/\/$/, "");
  const compareFeed = (name, expected) => {
    const found = entriesOf(site, name);
    same(`feeds/${name}, entries`, found.length, expected.length);
    expected.forEach((entry, at) => {
      for (const [field, value] of Object.entries(entry)) {
        const seen = found[at]?.[field] ?? "";
        same(`feeds/${name}, ${field} of entry ${at + 1}`, field === "published" || field === "updated" ? seen.slice(0, 10) : field === "summary" && seen.endsWith(value) ? value : seen, value);
      }
    });
  };
  compareFeed("periods", [...data.periods].reverse().map(({ id, to }) => {
    // A month is renewed when its last report comes in, and when a figure of it is corrected.
    const filed = data.reportersOf(id).flatMap(({ code }) => data.forms.map((form) => data.filed(id, code)[form.id]?.submitted_on)).filter((day) => day && day <= data.asOf);
    const corrected = rows.filter(({ period }) => period === id).map(({ date }) => date);
    return { title: `${month(id)}${say("month_report")}`, id: `${base}/periods/${id}/`, published: to, updated: [to, ...filed, ...corrected].sort().at(-1), summary: periodTold(site, data.city.code, id) };
  }));
  compareFeed("corrections", rows.map((one) => ({
    title: `${one.figure} ${one.name} ${month(one.period)}`, id: `${base}/${one.page ?? `corrections/#c${one.no}`}`, published: one.date, updated: one.date,
    summary: one.old ? `${say("corrected_old")} ${one.old}${say("say_comma")}${say("corrected_new")} ${one.new}${say("stop")}${one.reason}` : one.reason,
  })));
};

// Every place of the register can be found under its own name and code.
const search = (site) => {
  const { data, output } = site;
  const lines = new Map(output.list("search/entries").flatMap((file) => output.text(`search/entries/${file}`).split("\n")).map((line) => line.split("\t")).map(([address, title, words]) => [address, `${title} ${words ?? ""}`]));
  const holds = (address, ...parts) => {
    const found = lines.get(address);
    same(`search, ${address}`, parts.every((part) => found?.includes(part)) || found, true);
  };
  for (const { code, name } of data.regions) holds(`regions/${code}/`, name, code);
  if (!data.hasLedger) return;
  for (const row of publicHazards(data)) holds(`hazards/${row.id}/`, row.id, row.description, row.place.name);
  for (const row of data.enterprises) holds(`enterprises/${row.id}/`, row.id, row.name, data.regionOf(data.regionOn(row, data.asOf)).name);
  for (const { id, name } of data.facilities) holds(`facilities/${id}/`, name, id);
  for (const { code, title } of data.criteria) holds(`criteria/${code}/`, code, title);
};

// The decisions a case names, where it names anybody; withdrawn, it holds nothing of them.
const cases = (site) => {
  const { data, words: { say } } = site;
  const decisions = new Map(data.decisions.map((row) => [row.id, row]));
  for (const year of data.files.list("content/cases")) {
    for (const file of data.files.list(`content/cases/${year}`).filter((file) => file.endsWith(".md"))) {
      const source = data.files.text(`content/cases/${year}/${file}`);
      const head = /^\+\+\+\n([^]*?)\n\+\+\+/.exec(source)?.[1] ?? "";
      const one = (key) => new RegExp(`^${key} = "?([^"\\n]*)"?`, "m").exec(head)?.[1];
      const actions = (/^actions = \[(.*)\]/m.exec(head)?.[1].match(/[\w-]+/g) ?? []).map((id) => decisions.get(id));
      const slug = file.replace(/\.md$/, "");
      const shown = ["published", "appealed", "amended", "restored"].includes(one("status")) && one("published_on") <= data.asOf;
      if (site.output.text(`cases/${slug}/index.html`) === undefined) {
        same(`cases/${slug}`, shown ? undefined : "no page", "no page");
        continue;
      }
      const html = page(site, `cases/${slug}/`);
      if (one("status") === "withdrawn") {
        same(`cases/${slug}, withdrawn`, actions.some((row) => row && html.text.includes(row.document_no)), false);
        continue;
      }
      if (!shown || !actions.length) continue;
      const found = tableOf(html, say("case_decisions")) ?? html.tables[0];
      const named = one("naming") !== "masked";
      sameRows(`cases/${slug}, decisions`, found?.rows.map((row) => (named ? row : row.slice(0, 3)).join("|")), actions.map((row) => {
        const all = [say(`penalty_${row.kind}`), say(`party_${row.party}`), row.amount_yuan ? `${yuan(row.amount_yuan)} ${say("yuan")}` : "—", row.basis, `${row.document_no} ${row.decided_on}`];
        return (named ? all : all.slice(0, 3)).join("|");
      }));
    }
  }
};

export const compare = (site) => {
  const rows = correctionsOf(site);
  corrections(site, rows);
  feeds(site, rows);
  search(site);
  cases(site);
};
