// What stands around the figures: the day of the data, the phase, windows, what registers say of a place, the cases
// with their days, and where the rows of a list lead.
import { same } from "./tally.mjs";
import { page } from "./pages.mjs";
import { all, first, parse, termsOf, text } from "./html.mjs";
import { publicHazards, doneNotices } from "./public.mjs";
import { days } from "./rows.mjs";

const tells = (where, html, told) => same(where, html.text.includes(told) || html.text.slice(0, 300), true);

const phases = (site) => {
  const { data, words: { say, window } } = site;
  const html = page(site, "");
  for (const phase of data.campaign.phases ?? []) {
    const now = phase.from <= data.asOf && data.asOf <= phase.to;
    const told = now ? ` ${say("now")}${say("say_comma")}${say("day_no")}${days(phase.from, data.asOf) + 1}${say("day_of")}${days(phase.from, phase.to) + 1}${say("day_end")}` : "";
    tells(`home, phase ${phase.id}`, html, `${phase.title} ${window(phase)}${told}`);
  }
};

const registers = (site) => {
  const { data, words: { say } } = site;
  for (const row of data.facilities) {
    const where = `facilities/${row.id}`;
    const html = page(site, `${where}/`);
    const terms = termsOf(html.main);
    for (const [key, value] of [["grade", row.grade], [`capacity_${row.kind}`, row.capacity], ["dam_class", row.dam_class]].filter(([, value]) => value)) {
      same(`${where}, ${say(key)}`, terms.find(({ term }) => term === say(key))?.values.join(" "), value);
    }
    tells(`${where}, status`, html, `${say(`facility_${row.kind}`)} · ${say(`status_${row.status}`)} ${row.status_since}`);
  }
  for (const { id } of data.enterprises) {
    const where = `enterprises/${id}`;
    const html = page(site, `${where}/`);
    for (const row of data.facilities.filter(({ enterprise }) => enterprise === id)) {
      tells(`${where}, ${row.id}`, html, `${row.name} ${say(`facility_${row.kind}`)} · ${say(`status_${row.status}`)} · ${say("status_since")} ${row.status_since}`);
    }
    for (const row of doneNotices(data).filter(({ enterprise }) => enterprise === id)) {
      tells(`${where}, ${row.id}`, html, `${say(`notice_${row.kind}`)}：${row.reason} ${row.document_no} · ${row.issued_on}`);
    }
  }
  for (const { id, no } of publicHazards(data)) {
    const list = page(site, no <= 100 ? "hazards/" : `hazards/page-${Math.ceil(no / 100)}/`);
    const link = all(list.main, "a").find((one) => text(one) === String(no) && one.attributes.href?.includes("hazards/H"));
    if (link) same(`hazards/, where ${no} leads`, link.attributes.href.split("/").at(-2), id);
  }
};

// The cases that are shown, the newest first: in their list and in their feed.
const cases = (site) => {
  const { data, output, words: { say } } = site;
  const html = page(site, "cases/");
  const feed = new Map(all(parse(output.text("feeds/cases.xml") ?? ""), "entry").map((entry) => [text(first(entry, "title")), text(first(entry, "published")).slice(0, 10)]));
  for (const year of data.files.list("content/cases")) {
    for (const file of data.files.list(`content/cases/${year}`).filter((file) => file.endsWith(".md"))) {
      const head = data.files.text(`content/cases/${year}/${file}`).split("+++")[1];
      const one = (key) => new RegExp(`^${key} = "?([^"\\n]*)"?`, "m").exec(head)?.[1];
      // A masked case has another title, which is not the file's.
      if (one("naming") === "masked") continue;
      if (!["published", "appealed"].includes(one("status")) || one("published_on") > data.asOf) continue;
      if (one("expires_on") && one("expires_on") < data.asOf) continue;
      const told = html.text.match(new RegExp(`${one("title").replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} ${say(`kind_${one("kind")}`)} [^。]*?(\\d{4}-\\d{2}-\\d{2})`))?.[1];
      same(`cases, day of ${file}`, told, one("published_on"));
      if (feed.has(one("title"))) same(`feeds/cases, day of ${file}`, feed.get(one("title")), one("published_on"));
    }
  }
};

export const compare = (site) => {
  const { data, words: { say, day, window, month } } = site;
  if (!data.periods.length) return;
  phases(site);
  for (const period of data.periods) {
    for (const address of [`ranking/${period.id}/`, `reconciliation/${period.id}/`]) {
      if (site.output.text(`${address}index.html`) !== undefined) tells(`${address}, through`, page(site, address), `${say("to_date_through")} ${day(period.to)} · ${month(period.id)}`);
    }
    for (const { code } of data.reportersOf(period.id)) tells(`regions/${code}/${period.id}, window`, page(site, `regions/${code}/${period.id}/`), `${say("window")} ${window(period)}`);
  }
  // A month in a region's table leads to that month.
  for (const { code } of data.reporters) {
    const found = all(page(site, `regions/${code}/`).main, "a").filter(({ attributes }) => attributes.href?.includes(`/${code}/`));
    for (const { id } of data.monthsOf(code)) {
      const named = found.find((one) => text(one) === month(id));
      same(`regions/${code}/, leads to ${id}`, named?.attributes.href.endsWith(`${code}/${id}/`), true);
    }
  }
  for (const [address, html] of site.output.pages) {
    if (address !== "" && html.text) tells(`${address}, as of`, html, `${say("as_of")} ${day(data.asOf)}`);
  }
  if (!data.hasLedger) return;
  registers(site);
  cases(site);
};
