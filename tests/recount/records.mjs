// The pages of single records: a hazard with its life, a facility, an enterprise, a criterion; and what a month, a
// region and the home page list of the ledgers.
import { isUndone } from "./data.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, table } from "./pages.mjs";
import { all, termsOf, text } from "./html.mjs";
import { everListed, publicHazards, publicDecisions } from "./public.mjs";
import { cell } from "./shown.mjs";
import { grouped } from "./number.mjs";
import { compareSums } from "./lists.mjs";
import { hazardHeads, hazardRow, hazardState, latest, penaltyHeads, penaltyRow, penaltySums, sumNames, sums, yuan } from "./rows.mjs";

// The table with these heads: of a long list its newest only.
const listed = (where, html, what, heads, rows, most) => {
  const found = html.tables.find(({ names }) => names.join() === heads.join());
  if (!rows.length) return same(`${where}, no ${what}`, found?.rows.length, undefined);
  sameRows(`${where}, ${what}`, found?.rows.map((row) => row.join("|")), rows.slice(0, most).map((row) => row.join("|")));
};

const hazardTable = (site, where, html, rows, most = Infinity) => listed(where, html, "hazards", hazardHeads(site), latest(rows, "found_on").map((row) => hazardRow(site, row)), most);
const penaltyTable = (site, where, html, rows, most = Infinity) => listed(where, html, "penalties", penaltyHeads(site), rows.map((row) => penaltyRow(site, row)), most);

// A hazard's life: each step on its day, of one day in the order in which they follow.
const stepsOf = ({ words: { say } }, row, asOf) => {
  const steps = [
    [row.found_on, "found"], [row.verified_on, "verified"], [row.listed_on, "listed", row.listed_by], [row.reported_workers_on, "reported"], [row.applied_on, "applied"],
    [row.reviewed_on, "reviewed", row.reviewed_by], [row.delisted_on, "delisted"], [row.closed_on, { dismissed: "dismissed", downgraded: "downgraded" }[row.outcome] ?? "closed"],
  ];
  const done = steps.filter(([on]) => on && on <= asOf).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return done.map(([on, step, by]) => [on, say(`step_${step}`), by].filter(Boolean).join(" "));
};

const hazardPage = (site, row, decisions) => {
  const { data, words: { say } } = site;
  const where = `hazards/${row.id}`;
  const html = page(site, `${where}/`);
  const criteria = row.criterion.split(/[;；]/).map((own) => data.criteria.find(({ code }) => code === own.trim())).filter(Boolean);
  const dueOn = [row.due_on, row.extended_to && `${say("extended_to").trim()} ${row.extended_to}`].filter(Boolean).join("");
  const expected = [
    ["enterprise_name", row.firmName], ["facility", `${row.place.name} · ${say(`facility_${row.place.kind}`)}`], ["in_region", data.regionOf(data.regionOn(row.place, row.found_on)).name],
    ["criterion", criteria.length ? criteria.map(({ code, title }) => `${code} ${title}`).join(" ") : undefined], ["listed_by", row.listed_by], ["responsible", row.responsible], ["measures", row.measures],
    ["funds", row.funds_yuan && `${yuan(row.funds_yuan)} ${say("yuan")}`], ["due_on", dueOn], ["reporter_of_hazard", data.regionOf(row.reporter).name],
  ];
  const terms = termsOf(html.main);
  for (const [key, value] of expected.filter(([, value]) => value)) same(`${where}, ${say(key)}`, terms.find(({ term }) => term === say(key))?.values.join(" "), value);
  same(`${where}, state`, html.text.includes(`${row.id} ${hazardState(site, row)} `) || html.text.slice(0, 300), true);
  same(`${where}, description`, html.text.includes(row.description), true);
  same(`${where}, its line`, html.text.includes(`${row.file}:${row.line}`) || html.text.slice(-400), true);
  const [life] = all(html.main, "ol").filter(({ attributes }) => attributes.class === "life");
  sameRows(`${where}, life`, life && all(life, "li").map(text), stepsOf(site, row, data.asOf));
  penaltyTable(site, where, html, decisions.filter(({ hazards, status }) => hazards.split(";").includes(row.id) && !isUndone(status)));
};

// A hazard that was none keeps its page, without anybody's name.
const dismissedPage = (site, row) => {
  const { data, words: { say } } = site;
  const html = page(site, `hazards/${row.id}/`);
  const place = data.placeOf(row.facility);
  same(`hazards/${row.id}, dismissed`, [say("hazard_was_none"), data.firmOf(place.enterprise)?.name, place.name].map((part) => Boolean(part) && html.text.includes(part)).join(), "true,false,false");
};

const criterionPage = (site, criterion, hazards) => {
  const { data, figures, words: { say, month } } = site;
  const where = `criteria/${criterion.code}`;
  const html = page(site, `${where}/`);
  const mine = hazards.filter((row) => row.criterion.split(/[;；]/).some((own) => own.trim() === criterion.code));
  same(`${where}, title`, html.text.includes(`${criterion.code} ${criterion.title}`), true);
  compareSums(site, where, html, mine);
  const states = ["found", "closed", "open", "overdue"].map((state) => figures.measureOf(`ledger.major_${state}.${criterion.code}`));
  const heads = [say("period"), ...["hazard_found", "hazard_closed", "still_open", "overdue"].map((key) => say(key))];
  table(where, html, say("criterion_months"), heads, data.periods.map(({ id }) => [month(id), ...states.map((one) => cell(site, one, data.city.code, id, "month"))]));
  const regions = data.regions.filter(({ code }) => mine.some(({ place, found_on }) => data.regionOn(place, found_on) === code));
  if (regions.length) {
    const found = html.tables.find(({ heading }) => heading === say("by_region"));
    same(`${where}, columns by region`, found?.names.join("|"), [say("region"), ...sumNames(site)].join("|"));
    sameRows(`${where}, by region`, found?.rows.map((row) => row.join("|")), regions.map(({ code, name }) => [name, ...sums(mine.filter(({ place, found_on }) => data.regionOn(place, found_on) === code))].join("|")));
  }
  hazardTable(site, where, html, mine);
};

const sumLine = (site, rows) => sumNames(site).map((name, at) => `${name} ${sums(rows)[at]}`).join(" · ");
const penaltyLine = ({ words: { say } }, rows) => {
  const { count, fines } = penaltySums(rows);
  return [`${say("enforcement")} ${count}`, fines > 0n && `${say("amount")} ${grouped(fines)} ${say("yuan")}`].filter(Boolean).join(" · ");
};

const periodPage = (site, { id, from, to }, hazards, decisions) => {
  const { words: { say } } = site;
  const where = `periods/${id}`;
  const html = page(site, `${where}/`);
  const found = hazards.filter(({ found_on }) => found_on >= from && found_on <= to);
  const decided = decisions.filter(({ decided_on }) => decided_on >= from && decided_on <= to);
  if (found.length) same(`${where}, hazards of the month`, html.text.includes(sumLine(site, found)) || html.text.match(/重大隐患 \d+ ·[^。]*?\d+ ·[^。]*?逾期 \d+/)?.[0], true);
  hazardTable(site, where, html, found, 50);
  if (decided.length) same(`${where}, penalties of the month`, html.text.includes(`${penaltyLine(site, decided)} `) || html.text.match(/行政处罚 \d+( · 金额 [\d,.]+ 元)?/g)?.join(), true);
  penaltyTable(site, where, html, decided, 50);
};

const regionPage = (site, { code, kind }, hazards, decisions) => {
  const { words: { say } } = site;
  if (kind === "city") return;
  const where = `regions/${code}`;
  const html = page(site, `${where}/`);
  // What lies in a county; what the bureau, which has no place of its own, reported.
  const mine = hazards.filter((row) => (kind === "bureau" ? row.reporter === code : [row.found_on, row.closed_on && row.closed_on <= site.data.asOf ? row.closed_on : site.data.asOf].some((day) => site.data.regionOn(row.place, day) === code)));
  if (mine.length) compareSums(site, where, html, mine);
  hazardTable(site, where, html, mine.filter(({ state }) => state !== "closed"), 50);
  const decided = decisions.filter(({ region }) => region === code);
  if (decided.length) same(`${where}, penalties`, html.text.includes(penaltyLine(site, decided)) || html.text.match(/行政处罚 \d+( · 金额 [\d,.]+ 元)?/g)?.join(), true);
  penaltyTable(site, where, html, decided, 10);
};

const homePage = (site, address, hazards) => {
  const { data, words: { say } } = site;
  const html = page(site, address);
  const [, , open, overdue] = sums(hazards);
  same(`home, open and overdue`, html.text.includes(`${say("open_before")}${open}${say("open_between")}${overdue}${say("open_after")}`.trim()) || html.text.slice(0, 400), true);
  if (address) return;
  const late = latest(hazards.filter((row) => row.overdue), "found_on");
  for (const row of late.slice(0, 5)) {
    const line = [row.firmName, hazardState(site, row), data.regionOf(data.regionOn(row.place, row.found_on)).name].join(" ");
    same(`home, ${row.id}`, html.text.includes(line) || html.text.match(/逾期 \d+ 天[^。]*/g)?.join(), true);
  }
  same("home, sums", html.text.includes(sumLine(site, hazards)) || html.text.match(/重大隐患 \d+ ·.*?逾期 \d+/)?.[0], true);
};

export const compare = (site) => {
  const { data, words: { say } } = site;
  if (!data.hasLedger || !data.periods.length) return;
  const [hazards, decisions] = [publicHazards(data), publicDecisions(data)];
  for (const row of hazards) hazardPage(site, row, decisions);
  const listed = new Set(hazards.map(({ id }) => id));
  for (const row of everListed(data).filter((row) => !listed.has(row.id))) dismissedPage(site, row);
  for (const criterion of data.criteria) criterionPage(site, criterion, hazards);
  for (const { id, name } of data.facilities) {
    const where = `facilities/${id}`;
    const html = page(site, `${where}/`);
    const mine = hazards.filter(({ facility }) => facility === id);
    same(`${where}, name`, html.text.includes(name), true);
    compareSums(site, where, html, mine);
    hazardTable(site, where, html, mine);
    penaltyTable(site, where, html, decisions.filter(({ facility, status }) => facility === id && !isUndone(status)));
  }
  for (const row of data.enterprises) {
    const { id, name, uscc } = row;
    const where = `enterprises/${id}`;
    const html = page(site, `${where}/`);
    const mine = hazards.filter(({ firm }) => firm?.id === id);
    same(`${where}, name`, html.text.includes(`${name} ${data.regionOf(data.regionOn(row, data.asOf)).name} · ${say("uscc")} ${uscc}`), true);
    compareSums(site, where, html, mine);
    hazardTable(site, where, html, mine);
    penaltyTable(site, where, html, decisions.filter(({ firm, status }) => firm?.id === id && !isUndone(status)));
  }
  for (const period of data.periods) periodPage(site, period, hazards, decisions);
  for (const region of data.regions) regionPage(site, region, hazards, decisions);
  if (hazards.length) for (const address of ["", "elder/"]) homePage(site, address, hazards);
};
