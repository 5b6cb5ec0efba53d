// Who reported in time: by form, region and month; what each page tells of it.
import { same } from "./tally.mjs";
import { page, table } from "./pages.mjs";
import { filingOf } from "./public.mjs";

// In time for the last day and late for one before is late by a note; what is not there is missing once its last day is over.
const stateOf = (filing) => {
  if (filing.status === "filed") return filing.missed === filing.due.length ? "late" : filing.missed ? "late_by_note" : "on_time";
  return { missing: "missing", overdue: "overdue", awaited: "awaited" }[filing.status];
};

// What is filed besides the forms: of a county its own day, of its mines and firms how many of how many.
const papers = ({ data, words: { say, dayShort } }, html) => {
  if (!data.papers) return;
  const { milestones = [], filings = [] } = data.campaign;
  const kinds = [...filings, ...milestones.map((one) => ({ ...one, by: "region" }))];
  const rank = ({ by, due_on }) => [by === "region" ? 0 : 1, due_on ?? "9999"].join();
  kinds.sort((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0));
  const isIn = (row) => row.filed_on && row.filed_on <= data.asOf;
  const isLate = (row, due) => Boolean(due) && due < (isIn(row) ? row.filed_on : data.asOf);
  const cell = (kind, region) => {
    const rows = data.papers.filter((row) => row.kind === kind.id && row.region === region.code);
    const late = rows.filter((row) => !isIn(row) && isLate(row, row.due_on || kind.due_on)).length;
    if (kind.by !== "region") return rows.length ? `${rows.filter(isIn).length}/${rows.length}${late ? ` ${say("overdue")} ${late}` : ""}` : "—";
    if (region.kind === "bureau" || (kind.regions && !kind.regions.includes(region.code))) return "—";
    const [first] = rows.filter(isIn).sort((one, other) => (one.filed_on < other.filed_on ? -1 : 1));
    if (first) return `${say(isLate(first, first.due_on || kind.due_on) ? "state_late" : "state_on_time")} ${dayShort(first.filed_on)}`;
    return say(kind.due_on && kind.due_on < data.asOf ? "state_missing" : "state_awaited");
  };
  const asked = kinds.filter((kind) => data.reporters.some((region) => cell(kind, region) !== "—"));
  const heads = asked.map(({ title, due_on }) => [title, due_on && `${say("papers_due")} ${dayShort(due_on)}`].filter(Boolean).join(" "));
  const rows = data.reporters.map((region) => [region.name, ...asked.map((kind) => cell(kind, region))]);
  table("timeliness", html, `${say("papers")} · ${say("as_of")} ${data.asOf}`, [say("region"), ...heads], rows.filter(([, ...cells]) => cells.some((one) => one !== "—")));
};

export const compare = (site) => {
  const { data, words } = site;
  const { say, month, day, dayShort } = words;
  if (!data.periods.length) return;
  const months = [...data.periods].reverse();
  const of = (form, code, period) => {
    const filing = filingOf(data, form, code, period);
    return { ...filing, state: stateOf(filing) };
  };
  const short = ({ state, submitted }, period) => [say(`state_${state}`), submitted && (submitted.slice(0, 4) === period.slice(0, 4) ? dayShort(submitted) : day(submitted))].filter(Boolean).join(" ");
  const html = page(site, "timeliness/");
  for (const form of data.forms) {
    const all = data.reporters.flatMap(({ code }) => data.monthsOf(code).map(({ id }) => of(form, code, id).state));
    const counts = ["on_time", "late_by_note", "late", "awaited", "overdue", "missing"].map((state) => [state, all.filter((one) => one === state).length]);
    const told = counts.filter(([, number]) => number).map(([state, number]) => `${say(`state_${state}`)} ${number}`).join("、");
    same(`timeliness, how many of ${form.id}`, html.text.includes(` ${told} `) || html.text.slice(0, 900), true);
    const due = form.due_days.map((on, at) => `${on}${say("day_of_month")}（${form.due_sources[at]}）`).join("、");
    same(`timeliness, due days of ${form.id}`, html.text.includes(`${say("due_days")}${due}`) || html.text.match(/规定报送日[^ ]*/)?.[0], true);
    table("timeliness", html, `${form.short} · ${say("timeliness")}`, [say("region"), ...months.map(({ id }) => month(id))],
      data.reporters.map(({ code, name }) => [name, ...months.map(({ id }) => (data.isThere(code, id) ? short(of(form, code, id), id) : "—"))]));
  }
  papers(site, html);
  for (const { code } of data.reporters) {
    table(`regions/${code}`, page(site, `regions/${code}/`), say("filing_caption"), [say("period"), ...data.forms.map(({ short }) => short)],
      months.filter(({ id }) => data.isThere(code, id)).map(({ id }) => [month(id), ...data.forms.map((form) => short(of(form, code, id), id))]));
    for (const { id } of data.monthsOf(code)) {
      const where = `regions/${code}/${id}`;
      const { text } = page(site, `${where}/`);
      for (const form of data.forms) {
        const filing = of(form, code, id);
        const days = filing.due.map((on, at) => {
          const state = filing.submitted ? (filing.submitted > on ? "due_missed" : "due_met") : on < data.asOf ? "due_passed" : "due_open";
          return `${form.due_sources[at]} ${day(on)} ${say(state)}`;
        });
        const told = [form.short, say(`state_${filing.state}`), filing.submitted && day(filing.submitted), ...days].filter(Boolean).join(" ");
        same(`${where}, filing of ${form.id}`, text.includes(`${told} `) || text.slice(text.indexOf(form.short)).slice(0, 150), true);
      }
    }
  }
  // Of a month: how many, and who was late, late by a note, missing or awaited; on the home page, of the last.
  const sentence = (form, period) => {
    const filings = data.reportersOf(period).map(({ code, name }) => ({ name, ...of(form, code, period) }));
    const filed = filings.filter(({ status }) => status === "filed").length;
    // What is past one of its days and before another is awaited.
    const names = (state) => filings.filter((one) => one.state === state || (state === "awaited" && one.state === "overdue")).map(({ name }) => name).join(say("comma"));
    const parts = [["late", "late_are"], ["late_by_note", "late_by_note_are"], ["missing", "missing_are"], ["awaited", "awaited_are"]];
    const told = parts.filter(([state]) => names(state)).map(([state, key]) => `${say(key)}${names(state)}`).join("");
    const none = say("filing_none_late").trim();
    return `${form.short} ${say("filed")} ${filed}/${filings.length}${told ? `${told}${say("stop")}` : `${say("stop")}${none}`}`;
  };
  for (const { id } of data.periods) {
    for (const form of data.forms) {
      const { text } = page(site, `periods/${id}/`);
      same(`periods/${id}, filing of ${form.id}`, text.includes(sentence(form, id)) || text.match(new RegExp(`${form.short} ${say("filed")} .{0,80}`))?.[0], true);
    }
  }
  const latest = months[0].id;
  const home = page(site, "").text;
  for (const form of data.forms) same(`home, filing of ${form.id}`, home.includes(sentence(form, latest)) || home.match(new RegExp(`${form.short} ${say("filed")} .{0,80}`))?.[0], true);
};
