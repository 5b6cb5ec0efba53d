// The charts of the home page, of every month and of every region: the finding in the title, the sentence, the data as
// a table and as a file, and the names and numbers drawn.
import { divided, grouped, plain, short } from "./number.mjs";
import { partial, unitOf, whole } from "./figures.mjs";
import { parseToml } from "./read.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, links } from "./pages.mjs";
import { all, first, parse, text } from "./html.mjs";
import { stateOf } from "./shown.mjs";
import { amount, headline, share } from "./sentences.mjs";
import { drawn, drawnBars } from "./drawn.mjs";

// One point: what it is of, and its number as it is shown.
const pointOf = (site, measure, region, period, span, label) => {
  const state = stateOf(site, measure.id, region, period, span);
  const figure = site.figures.get(measure.id, region, period, span);
  const told = state === "reported";
  const status = { missing: "M", not_applicable: "N", withheld: "S", reported: partial(figure) ? "P" : "A" }[state];
  return { label, status, told, value: told ? figure.sum : undefined, shown: told ? grouped(figure.sum) : undefined };
};

const names = (site, points, most, all = points) => {
  const { say } = site.words;
  const list = points.map(({ label }) => label);
  if (list.length <= most) return list.join(say("chart_list"));
  return say("chart_more", { labels: list.slice(0, 3).join(say("chart_list")), number: all.length });
};

const highest = (points) => points.filter(({ told }) => told).reduce((best, { value }) => (best === undefined || value > best ? value : best), undefined);

// Who has most: told with its share where it is alone and the sum lacks nothing.
const mostTold = (site, measure, points, unit, total, withUnit) => {
  const { say } = site.words;
  const top = highest(points);
  if (top === undefined) return undefined;
  if (top === 0n) return say(points.every(({ told }) => told) ? "finding_none" : "finding_none_told", { measure: measure.title });
  const leading = points.filter(({ value }) => value === top);
  const blanks = { measure: measure.title, labels: leading.slice(0, 3).map(({ label }) => label).join(say("chart_list")), amount: withUnit(grouped(top)), number: leading.length };
  if (leading.length === 1 && total) return say("finding_most_of", { ...blanks, total: withUnit(grouped(total)), rate: short(divided(top, total, 4), 2) });
  return say(leading.length === 1 ? "finding_most" : leading.length <= 3 ? "finding_most_alike" : "finding_most_many", blanks);
};

// Runs of neighbours are told from their first to their last.
const runs = (site, labels, points, wanted) => {
  const found = [];
  points.forEach((point, at) => {
    if (!wanted(point)) return;
    const last = found.at(-1);
    if (last && last.to === at - 1) last.to = at;
    else found.push({ from: at, to: at });
  });
  const told = found.flatMap(({ from, to }) => (to - from > 1 ? [site.words.say("chart_range", { first: labels[from], last: labels[to] })] : labels.slice(from, to + 1)));
  return told.join(site.words.say("chart_list"));
};

const extremes = (site, points, unit) => {
  const { say } = site.words;
  const told = points.filter(({ told }) => told);
  const value = (number) => say("chart_with_unit", { value: grouped(number), unit });
  const [top, low] = [highest(points), told.reduce((least, { value }) => (least === undefined || value < least ? value : least), undefined)];
  const gaps = [["M", "chart_gaps"], ["S", "chart_hidden"], ["P", "chart_incomplete"]].flatMap(([status, key]) => {
    const some = points.filter((point) => point.status === status);
    return some.length ? [say(key, { labels: names(site, some, 4) })] : [];
  });
  if (top === undefined) return [say("chart_empty"), ...gaps];
  if (top === low) return [say("chart_equal", { value: value(top) }), ...gaps];
  const of = (number) => names(site, told.filter((point) => point.value === number), 4);
  return [say("chart_highest", { labels: of(top), value: value(top) }), say("chart_lowest", { labels: of(low), value: value(low) }), ...gaps];
};

const courses = (site, series, labels) => {
  const { say } = site.words;
  const value = ({ shown }, unit) => say("chart_with_unit", { value: shown, unit });
  const told = series.flatMap(({ name, unit, points }) => {
    const known = points.filter(({ told }) => told);
    if (!known.length) return [];
    const [from, to] = [known[0], known.at(-1)];
    const blanks = { first: from.label, from: value(from, unit), last: to.label, to: value(to, unit) };
    const key = known.length === 1 ? undefined : to.value > from.value ? "chart_rising" : to.value < from.value ? "chart_falling" : "chart_level";
    const course = key ? say(key, blanks) : say("chart_as_of", { value: value(from, unit), label: from.label });
    return [say("chart_series", { series: name, text: course })];
  });
  const gap = (status) => labels.map((_, at) => ({ hit: series.some(({ points }) => points[at].status === status) }));
  const gaps = [["M", "chart_gaps"], ["P", "chart_incomplete"]].map(([status, key]) => [runs(site, labels, gap(status), ({ hit }) => hit), key]);
  const lacking = gaps.filter(([run]) => run).map(([run, key]) => say(key, { labels: run })).join(say("chart_comma"));
  return [...told, ...(lacking ? [lacking] : [])];
};

// A chart as it has to be: title, subtitle, sentence, head and rows of its table, and the rows of its file.
const courseChart = (site, measures, region, latest) => {
  const { data, words } = site;
  const { say, month } = words;
  const periods = data.monthsOf(region);
  const labels = periods.map(({ id }) => month(id));
  const series = measures.map((one) => ({ name: one.title, unit: unitOf(data, one, region, "to_date"), points: periods.map(({ id }) => pointOf(site, one, region, id, "to_date", month(id))) }));
  const items = measures.map((one) => {
    const rate = share(site, one, region, latest)?.rate;
    const blanks = { measure: one.title, amount: amount(site, one, region, latest, "to_date"), aside: rate };
    return rate ? say("say_item_aside", blanks) : say("say_item", blanks);
  });
  const mark = ({ told, shown, status }) => (told ? `${shown}${status === "P" ? "*" : ""}` : say(status === "S" ? "chart_withheld" : status === "N" ? "not_applicable" : "chart_missing"));
  return {
    title: say("finding_to_date", { month: month(latest), items: items.join(say("say_comma")) }),
    subtitle: [measures.map(({ title }) => title).join("、"), series[0].unit, say("span_to_date"), data.regionOf(region).name].join(" · "),
    sentence: `${say("chart_about", { kind: say("chart_line") })}${courses(site, series, labels).map((one) => `${one}${say("chart_stop")}`).join("")}`,
    heads: [say("period"), ...series.map(({ name }) => name)],
    rows: labels.map((label, at) => [label, ...series.map(({ points }) => mark(points[at]))]),
    file: series.flatMap(({ name, points }) => periods.map(({ id }, at) => [id, name, points[at].told ? plain(points[at].value) : "", points[at].status])),
    series: series.map(({ name, points }) => [name, mark(points.at(-1))]),
  };
};

const regionsChart = (site, measure, period, span, kind) => {
  const { data, figures, words } = site;
  const { say, month } = words;
  const points = data.reportersOf(period).map(({ code, name }) => pointOf(site, measure, code, period, span, name));
  const city = figures.get(measure.id, data.city.code, period, span);
  const unit = measure.unit ?? "";
  const withUnit = (value) => say("say_amount", { value, unit });
  const total = measure.measure !== "distinct" && whole(city) && stateOf(site, measure.id, data.city.code, period, span) === "reported" ? city.sum : undefined;
  const mark = ({ told, shown, status }) => (told ? `${shown}${status === "P" ? "*" : ""}` : say(status === "S" ? "chart_withheld" : status === "N" ? "not_applicable" : "chart_missing"));
  return {
    title: mostTold(site, measure, points, unit, total, withUnit),
    subtitle: [measure.title, unit, measure.measure === "stock" ? say("span_stock") : say(`span_${span}`), month(period)].filter(Boolean).join(" · "),
    sentence: `${say("chart_about", { kind: say(kind) })}${extremes(site, points, unit).join(say("chart_comma"))}${say("chart_stop")}`,
    heads: [say("region"), measure.title],
    rows: points.map((point) => [point.label, mark(point)]),
    file: points.map(({ label, told, value, status }) => [label, measure.title, told ? plain(value) : "", status]),
    pairs: points.map((point) => [point.label, mark(point)]),
    bars: kind === "chart_bar" ? points.filter(({ value }) => value > 0n).map(({ label, value }) => [label, Number(value)]) : undefined,
  };
};

const compareDrawing = (where, svg, chart) => {
  if (chart.pairs) {
    const seen = drawn(svg);
    for (const [name, value] of chart.pairs) same(`${where}, drawn of ${name}`, seen.get(name), value);
    if (chart.bars) for (const [name, ratio] of drawnBars(svg, chart.bars)) same(`${where}, bar of ${name}`, ratio, 1);
  } else {
    const texts = all(svg, "text").map((one) => text(one));
    for (const [name, value] of chart.series) same(`${where}, end of ${name}`, texts.join(" ").includes(`${name} ${value}`) || texts.join(" | "), true);
  }
};

const compareChart = (site, address, html, figure, chart) => {
  if (!figure) return same(`${address}, chart ${chart.title}`, undefined, "a chart");
  const where = `${address}, chart ${chart.subtitle}`;
  const caption = first(figure, "figcaption");
  same(`${where}, title`, text(first(caption, "strong") ?? caption), chart.title);
  same(`${where}, subtitle`, text(all(caption, "span").at(-1) ?? ""), chart.subtitle);
  same(`${where}, sentence`, text(figure).includes(chart.sentence) || text(figure).match(/\S+图：[^]*?。(?= )/)?.[0], true);
  const table = html.tables.find(({ caption, names }) => caption === chart.subtitle && names.join() === chart.heads.join());
  sameRows(`${where}, data`, table?.rows.map((row) => row.join("|")), chart.rows.map((row) => row.join("|")));
  // For older readers the same as a table alone.
  const elder = page(site, `elder/${address === "home" ? "" : address}`).tables.find((one) => one.caption === chart.subtitle);
  if (elder || address === "home") sameRows(`${where}, data for older readers`, elder?.rows.map((row) => row.join("|")), chart.rows.map((row) => row.join("|")));
  for (const svg of all(figure, "svg")) compareDrawing(where, svg, chart);
  const link = links(figure).find((one) => one?.endsWith(".csv"));
  if (!link) return same(`${where}, file`, link, "a file");
  const name = link.split("/").at(-1);
  const { columns, rows } = site.output.csv(`charts/${name}`);
  same(`${where}, columns of its file`, columns.join(), "label,series,value,status");
  sameRows(`${where}, file`, rows.map((row) => columns.map((one) => row[one]).join("|")), chart.file.map((row) => row.join("|")));
  const source = site.output.text(`charts/${name.replace(/csv$/, "svg")}`);
  const svg = source && first(parse(source), "svg");
  if (!svg) return same(`${where}, drawing`, undefined, "a drawing");
  same(`${where}, title of the drawing`, svg.children.filter(({ name }) => name === "title").map(text).join(), chart.title);
  same(`${where}, description of the drawing`, svg.children.filter(({ name }) => name === "desc").map(text).join(), `${site.data.settings.sample ? site.words.say("package_sample") : ""}${chart.subtitle}${site.words.say("chart_stop")}${chart.sentence}`);
  compareDrawing(`${where}, drawing`, svg, chart);
};

const blocks = (source) => [...(source ?? "").matchAll(/```chart\n([^]*?)```/g)].map(([, body]) => parseToml(body));

export const compare = (site) => {
  const { data, figures } = site;
  const latest = data.periods.at(-1)?.id;
  if (!latest) return;
  const home = page(site, "");
  const drawnAt = (html) => all(html.main, "figure");
  const wanted = blocks(data.files.text("content/index.md")).map(({ kind, measures }) => {
    const of = measures.map(figures.measureOf);
    return kind === "line" ? courseChart(site, of, data.city.code, latest) : regionsChart(site, of[0], latest, "to_date", `chart_${kind}`);
  });
  // Of one reporter there is nothing to compare between regions.
  wanted.filter(({ series }) => series || data.reporters.length > 1).forEach((chart, at) => compareChart(site, "home", home, drawnAt(home)[at], chart));
  const measures = headline(site);
  const pair = measures.filter(({ of, form, plainId }) => of || measures.some((one) => one.form === form && one.of === plainId));
  for (const { code } of data.regions) {
    const address = `regions/${code}/`;
    const html = page(site, address);
    const last = data.monthsOf(code).at(-1)?.id;
    if (data.monthsOf(code).length > 1) compareChart(site, address, html, drawnAt(html)[0], courseChart(site, pair, code, last));
  }
  if (data.reporters.length < 2) return;
  for (const { id } of data.periods) {
    const address = `periods/${id}/`;
    const html = page(site, address);
    compareChart(site, address, html, drawnAt(html)[0], regionsChart(site, pair[0], id, "month", "chart_bar"));
  }
};
