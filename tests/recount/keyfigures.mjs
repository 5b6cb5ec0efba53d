// Key figures and their tables: of the home page, of every month, of every region; in both spans, with the change on
// the month before, the share, and the mark of sums that lack reports. Their pages for older readers say the same.
import { grouped } from "./number.mjs";
import { partial, unitOf, whole } from "./figures.mjs";
import { parseToml } from "./read.mjs";
import { same, holds } from "./tally.mjs";
import { page, table, tableOf } from "./pages.mjs";
import { termsOf } from "./html.mjs";
import { cell, cellAmong, stateOf } from "./shown.mjs";
import { absent, amount, change, headline, monthTold, periodTold, share, sums } from "./sentences.mjs";

const NONE = "—";

// What a key figure says: its number with its mark and unit, and what stands below it.
const keyFigure = (site, measure, region, period) => {
  const { say } = site.words;
  const state = stateOf(site, measure.id, region, period, "to_date");
  if (state !== "reported") return [say(state)];
  const figure = site.figures.get(measure.id, region, period, "to_date");
  const value = `${grouped(figure.sum)}${partial(figure) ? "*" : ""} ${unitOf(site.data, measure, region, "to_date")}`;
  const month = measure.measure !== "stock" && stateOf(site, measure.id, region, period, "month") === "reported" && say("say_this_month", { amount: amount(site, measure, region, period, "month") });
  const of = share(site, measure, region, period);
  const part = of && say(of.rate ? "say_part" : "say_part_of_none", { whole: of.of.title, amount: amount(site, of.of, region, period, "to_date"), rate: of.rate });
  const below = [month, change(site, measure, region, period)].filter(Boolean).join(say("say_comma"));
  return [value, [below, part].filter(Boolean).join(" ")].filter(Boolean);
};

const keyFigures = (site, where, html, measures, region, period) => {
  const terms = termsOf(html.main);
  for (const measure of measures) {
    const found = terms.find(({ term }) => term === measure.title);
    same(`${where}, key figure ${measure.title}`, found?.values.filter(Boolean).join(" | "), keyFigure(site, measure, region, period).join(" | "));
  }
};

const withUnit = (site, measure, region, span) => [measure.title, unitOf(site.data, measure, region, span)].filter(Boolean).join(" ");

// The blocks of a page of content, each with what it is written in.
const blocks = (source, kind) => [...(source ?? "").matchAll(new RegExp("```" + kind + "\\n([^]*?)```", "g"))].map(([, body]) => parseToml(body));

const home = (site, address, latest) => {
  const { data, figures, words } = site;
  const { say, month } = words;
  const html = page(site, address);
  const where = address || "home";
  const city = data.city.code;
  holds(`${where}, the month`, html.text, `${monthTold(site, city, latest)} `);
  const source = data.files.text("content/index.md");
  for (const { measures: ids, title } of blocks(source, "kpi")) {
    const measures = ids.map(figures.measureOf);
    holds(where, html.text, title);
    keyFigures(site, where, html, measures, city, latest);
    const note = absent(site, measures, city, latest);
    if (note) holds(`${where}, what is lacking`, html.text, `* ${note}`);
  }
  for (const { measures: ids, title, span = "to_date" } of blocks(source, "table")) {
    const measures = ids.map(figures.measureOf);
    const rows = data.periods.map(({ id }) => [month(id), ...measures.map((one) => cell(site, one, city, id, span))]);
    table(where, html, title, [say("period"), ...measures.map((one) => withUnit(site, one, city, span))], rows);
  }
};

const changesTable = (site, where, html, period) => {
  const { data, figures, words } = site;
  const { say, window } = words;
  const [city, at] = [data.city.code, data.periods.findIndex(({ id }) => id === period)];
  const before = data.periods[at - 1]?.id;
  const rows = headline(site).map((one) => {
    const by = () => {
      const both = [before, period].map((id) => figures.get(one.id, city, id, "month"));
      if (!both.every(whole)) return NONE;
      const more = both[1].sum - both[0].sum;
      return more > 0n ? `+${grouped(more)}` : more < 0n ? `−${grouped(-more)}` : "0";
    };
    const of = (id, span) => cell(site, one, city, id, span);
    return [withUnit(site, one, city, "month"), of(period, "month"), ...(before ? [of(before, "month"), by()] : [NONE, NONE]), of(period, "to_date")];
  });
  const heads = [say("measure"), say("span_month"), say("before_month"), say("change"), say("span_to_date")];
  table(where, html, `${data.city.name} · ${window(data.periods[at])}`, heads, rows);
};

const regionPage = (site, address, { code, name }, latest) => {
  const { data, words } = site;
  const { say, month } = words;
  const html = page(site, address);
  const measures = headline(site);
  holds(`${address}, the month`, html.text, monthTold(site, code, latest));
  keyFigures(site, address, html, measures, code, latest);
  const note = absent(site, sums(site), code, latest);
  if (note) holds(`${address}, what is lacking`, html.text, `* ${note}`);
  // A stock has one column: its month and its total are the same day's number.
  const spans = (one) => (one.measure === "stock" ? ["month"] : ["month", "to_date"]);
  const heads = measures.flatMap((one) => spans(one).map((span) => [one.title, [one.measure === "stock" ? "" : say(`span_${span}`), unitOf(data, one, code, span)].filter(Boolean).join(" ")].join(" / ")));
  const rows = [...data.monthsOf(code)].reverse().map(({ id }) => [month(id), ...measures.flatMap((one) => spans(one).map((span) => cell(site, one, code, id, span)))]);
  const caption = `${name} · ${say("span_month")}、${say("span_to_date")}`;
  if (!address.startsWith("elder/") || tableOf(html, caption)) table(address, html, caption, [say("period"), ...heads], rows);
};

export const compare = (site) => {
  const { data, words } = site;
  const { say, month, window } = words;
  const latest = data.periods.at(-1)?.id;
  if (!latest) return;
  const city = data.city.code;
  const measures = headline(site);
  for (const address of ["", "elder/"]) home(site, address, latest);
  for (const region of data.regions) for (const prefix of ["", "elder/"]) {
    const last = data.monthsOf(region.code).at(-1)?.id;
    if (last) regionPage(site, `${prefix}regions/${region.code}/`, region, last);
  }
  for (const { id } of data.periods) {
    for (const prefix of ["", "elder/"]) {
      const address = `${prefix}periods/${id}/`;
      const html = page(site, address);
      holds(`${address}, the month`, html.text, periodTold(site, city, id));
      changesTable(site, address, html, id);
    }
  }
  const heads = measures.map((one) => withUnit(site, one, city, "month"));
  const filed = data.forms.map((form) => `${form.short} ${say("filed")}`);
  table("periods", page(site, "periods/"), say("periods_caption"), [say("period"), say("window"), ...heads, ...filed], [...data.periods].reverse().map((period) => [
    month(period.id), window(period), ...measures.map((one) => cell(site, one, city, period.id, "month")),
    ...data.forms.map((form) => `${data.reportersOf(period.id).filter(({ code }) => data.filed(period.id, code)[form.id]).length}/${data.reportersOf(period.id).length}`),
  ]));
  table("regions", page(site, "regions/"), say("regions_caption"), [say("region"), ...measures.map((one) => withUnit(site, one, data.reporters[0]?.code, "to_date")), say("code")], [data.city, ...data.reportersOf(data.periods.at(-1).id)].map(({ code, name, key }) => [
    [name, key === "true" && say("key_region")].filter(Boolean).join(" "), ...measures.map((one) => cellAmong(site, one, code, latest, "to_date")), code,
  ]));
};
