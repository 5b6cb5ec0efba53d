// The two forms as they are prescribed, cell by cell: of every reporter's month and of the city; the same by region;
// and where each number stands in its report.
import { same, sameRows } from "./tally.mjs";
import { page, table, tableOf } from "./pages.mjs";
import { bare, cell, cellAmong } from "./shown.mjs";

const measureOf = ({ figures }, form, { id }) => figures.measureOf(`${form.id}.${id}`);
const withUnit = (label, units) => [label, units.length && `(${units.join("、")})`].filter(Boolean).join(" ");
const unitsOf = ({ cells }) => [...new Set(cells.map(({ unit }) => unit).filter(Boolean))];

// What a section calls an item of its own.
const nameOf = ({ words: { say } }, form, id, beside) => {
  const [one, other] = [id, beside].map((id) => form.cells.find((cell) => cell.id === id));
  const numbered = one.section === other.section && one.item.no && one.item.cells.length === 1;
  return numbered ? say("merged_item").replace("{no}", one.item.no) : say("merged_named").replace("{title}", one.title);
};

// One number: of two that are merged both in the one's place, and where they went in the other's.
const number = (site, form, one, region, period, span, show = cell) => {
  const [measure, into] = [`${form.id}.${one.id}`, site.mergedInto(`${form.id}.${one.id}`, region, period, span)];
  // What is told to date alone is told so.
  if (site.hidden(measure, region, period, span) && !site.hidden(measure, region, period, "to_date")) {
    return `${site.words.say("span_to_date")} ${show(site, measureOf(site, form, one), region, period, "to_date")}`;
  }
  if (!into) return show(site, measureOf(site, form, one), region, period, span);
  const { with: partner, id } = site.mergedCell(`${form.id}.${one.id}`);
  const { say } = site.words;
  if (one.id === id) return say("merged_into").replace("{item}", nameOf(site, form, partner, id));
  return `${show(site, site.figures.measureOf(into), region, period, span)} ${say("merged_with").replace("{item}", nameOf(site, form, id, partner))}`;
};

// One item's value: its cells one below another, each with its label where there are several.
const valueOf = (site, form, item, region, period, span) =>
  item.cells.map((one) => {
    const value = number(site, form, one, region, period, span);
    return item.cells.length > 1 ? `${value} (${one.label})` : value;
  }).join(" ");

// Two items a row, the odd number left and the even one right; each row begins with its section.
const paired = (site, form, region, period) =>
  form.sections.flatMap(({ title, items }) => {
    const rows = [];
    for (let at = 0; at < items.length; at += 2) {
      const pair = items.slice(at, at + 2).flatMap((item) => [item.no, [withUnit(item.label, unitsOf(item)), item.note && `${site.words.say("item_note")} ${item.note}`].filter(Boolean).join(" "), valueOf(site, form, item, region, period, "month")]);
      rows.push([title, ...pair].join("|"));
    }
    return rows;
  });

// A column a cell, under its group; a row for the month and one up to date.
const columns = (site, form, region, period) =>
  form.spans.map((span) => [site.words.say(`span_${span}`), ...form.cells.map((one) => number(site, form, one, region, period, span))].join("|"));

const columnHeads = (site, form) => [
  site.words.say("span"),
  ...form.cells.map((one) => [one.section.title, one.own ? one.item.label : undefined, withUnit(one.own ?? one.label ?? one.item.label, one.unit ? [one.unit] : [])].filter(Boolean).join(" / ")),
];

const official = (site, html, where, form, region, period, submitted) => {
  const { say, day } = site.words;
  const name = site.data.regionOf(region).name;
  const table = html.tables.find((one) => one.caption.startsWith(form.title));
  const heads = `${form.title}${form.header_left}：${name} ${form.header_right}：${submitted ? day(submitted) : ""}`.trim();
  same(`${where}, heads of ${form.id}`, table?.caption.replace(/\s*：\s*/g, "："), heads);
  if (form.layout === "paired") {
    const item = [say("number_no"), say("item"), say("value")];
    same(`${where}, columns of ${form.id}`, table?.names.join("|"), [say("section"), ...item, ...item].join("|"));
    sameRows(`${where}, ${form.id}`, table?.rows.map((row) => row.join("|")), paired(site, form, region, period));
  } else {
    same(`${where}, columns of ${form.id}`, table?.names.join("|"), columnHeads(site, form).join("|"));
    sameRows(`${where}, ${form.id}`, table?.rows.map((row) => row.join("|")), columns(site, form, region, period));
  }
};

// Where a number stands in its report: the line of the cell, or of the row of cells it is one of. What is missing should
// stand below the head of its form.
const lineOf = (text, form, span, id) => {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `[${form.id}]`);
  const end = lines.findIndex((line, at) => at > start && /^\s*\[/.test(line));
  const row = form.spans.length > 1 ? new RegExp(`^${span === "month" ? "month" : "total"} =`) : new RegExp(`^${id} =`);
  const at = lines.slice(0, end < 0 ? undefined : end).findIndex((line, at) => at > start && row.test(line));
  return String((at < 0 ? start : at) + 1);
};

const sources = (site, html, where, form, region, period) => {
  const { say } = site.words;
  const report = site.data.files.text(`data/reports/${period}/${region}.toml`);
  const rows = form.spans.flatMap((span) => form.cells.map((one) => {
    const measure = measureOf(site, form, one);
    const name = [measure.title, one.id, form.spans.length > 1 && say(`span_${span}`)].filter(Boolean).join(" ");
    const applies = !one.by || one.by.includes(site.data.regionOf(region).kind);
    return [name, number(site, form, one, region, period, span, bare), applies && !site.hidden(`${form.id}.${one.id}`, region, period, span) ? lineOf(report, form, span, one.id) : ""].join("|");
  }));
  const tables = html.tables.filter(({ caption }) => caption === say("sources"));
  const mine = tables.find((one) => one.heading.includes(form.short));
  sameRows(`${where}, lines of ${form.id}`, mine?.rows.map((row) => row.slice(0, 3).join("|")), rows);
  // Which commit made it so; nothing where there is no history.
  const strange = mine?.rows.flatMap((row) => row.slice(3)).filter((cell) => cell && !/\d{4}-\d\d-\d\d( [0-9a-f]{7,12})?$/.test(cell) && cell !== say("not_committed"));
  same(`${where}, commits of ${form.id}`, (strange ?? []).join(" "), "");
};

export const compare = (site) => {
  const { data, words } = site;
  const { say, month } = words;
  for (const { id: period } of data.periods) {
    for (const { code, name } of data.reportersOf(period)) {
      const where = `regions/${code}/${period}`;
      const html = page(site, `${where}/`);
      same(`${where}, title`, html.text.includes(`${name} ${month(period)}`), true);
      for (const form of data.forms) {
        const filed = data.filed(period, code)[form.id];
        official(site, html, where, form, code, period, filed?.submitted_on);
        if (!filed) continue;
        sources(site, html, where, form, code, period);
      }
    }
    const where = `periods/${period}`;
    const html = page(site, `${where}/`);
    for (const form of data.forms) {
      const submitted = data.reportersOf(period).map(({ code }) => data.filed(period, code)[form.id]?.submitted_on).filter(Boolean).sort().at(-1);
      official(site, html, where, form, data.city.code, period, submitted);
      for (const section of form.sections) {
        const cells = site.ofReporters(section.items.flatMap(({ cells }) => cells).map((one) => measureOf(site, form, one)));
        const heads = [say("region"), ...cells.map(({ title, unit }) => [title, unit].filter(Boolean).join(" "))];
        const all = [...data.reportersOf(period), data.city];
        const rows = all.map(({ code, name }) => [name, ...cells.map((one) => cellAmong(site, one, code, period, "month"))]);
        if (tableOf(html, `${section.title} · ${month(period)}`)) table(where, html, `${section.title} · ${month(period)}`, heads, rows);
        else same(`${where}, ${section.title} by region`, data.reporters.length > 100 || html.text.includes(say("many")), true);
      }
    }
  }
};
