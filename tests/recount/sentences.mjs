// What is told in sentences: how a month went, how a figure changed, what a sum lacks.
import { grouped, percent } from "./number.mjs";
import { termOf, unitOf, whole } from "./figures.mjs";
import { stateOf } from "./shown.mjs";

export const amount = (site, measure, region, period, span) => {
  const value = grouped(site.figures.get(measure.id, region, period, span).sum);
  return site.words.say("say_amount", { value, unit: unitOf(site.data, measure, region, span) });
};

const isTold = (site, measure, region, period, span) => stateOf(site, measure.id, region, period, span) === "reported";

// Against the month before, where both are whole.
export const change = (site, measure, region, period) => {
  const { data, figures, words } = site;
  const before = data.periods[data.periods.findIndex(({ id }) => id === period) - 1]?.id;
  if (!before || ![before, period].every((id) => isTold(site, measure, region, id, "month") && whole(figures.get(measure.id, region, id, "month")))) return undefined;
  const by = figures.get(measure.id, region, period, "month").sum - figures.get(measure.id, region, before, "month").sum;
  if (by === 0n) return words.say("say_same");
  return words.say(by > 0n ? "say_up" : "say_down", { by: grouped(by > 0n ? by : -by), unit: unitOf(data, measure, region, "month") });
};

export const share = (site, measure, region, period) => {
  const of = measure.of && site.figures.measureOf(measure.of.includes(".") ? measure.of : `${measure.form}.${measure.of}`);
  if (!of || ![measure, of].every((one) => isTold(site, one, region, period, "to_date"))) return undefined;
  const [part, all] = [measure, of].map(({ id }) => site.figures.get(id, region, period, "to_date"));
  const alike = part.have === all.have && part.want === all.want && (part.have === part.want || site.figures.alike(measure, of, region, period));
  return { of, rate: all.sum > 0n && alike ? percent(part.sum, all.sum) : undefined };
};

const item = (site, measure, value, aside) => {
  const blanks = { measure: measure.title, amount: value, aside };
  return aside ? site.words.say("say_item_aside", blanks) : site.words.say("say_item", blanks);
};

// The headline of the forms: its pair of which one is of the other, and its stocks.
export const headline = ({ data, figures, ofReporters }) => ofReporters(data.forms.flatMap((form) => (form.headline ?? []).map((id) => figures.measureOf(`${form.id}.${id}`))));
const pairOf = (measures) => measures.filter(({ of, form, plainId }) => of || measures.some((one) => one.form === form && one.of === plainId));

export const monthTold = (site, region, period) => {
  const { say, month, window } = site.words;
  const told = pairOf(headline(site)).filter((one) => isTold(site, one, region, period, "month"));
  if (!told.length) return "";
  const items = told.map((one) => item(site, one, amount(site, one, region, period, "month"), change(site, one, region, period)));
  const of = site.data.periods.find(({ id }) => id === period);
  return say("say_month", { month: month(period), window: window(of), items: items.join(say("say_comma")) });
};

// Which reports a sum lacks: their regions and months, in the order of months.
const months = (site, measure, region, period, span) => {
  const { data, figures } = site;
  const { have, want } = figures.get(measure.id, region, period, span);
  if (have === want) return [];
  const until = data.periods.findIndex(({ id }) => id === period);
  const own = data.forms.find(({ id }) => id === measure.form)?.spans.length > 1 || measure.measure === "stock";
  const of = data.periods.slice(span === "month" || own ? until : 0, until + 1);
  const reporters = region === data.city.code ? data.reporters : data.reporters.filter(({ code }) => code === region);
  const figure = (code, id) => figures.get(measure.id, code, id, "month");
  return of.flatMap(({ id }) => reporters.filter(({ code }) => figure(code, id).want > 0 && figure(code, id).have === 0).map(({ code, name }) => ({ code, name, id, inPart: figure(code, id).inPart })));
};

// Of a sum that has parts of a month its parts are told, those that are merged as what they are merged into; of a rate its sides.
export const lacking = (site, measure, region, period, span) => {
  const { figures, words, ofReporters } = site;
  const { have, want } = figures.get(measure.id, region, period, span);
  if (have === want) return [];
  [measure] = ofReporters([measure]);
  if (measure.rate) {
    const sides = [...measure.rate.numerator, ...measure.rate.denominator].map((term) => figures.measureOf(termOf(term).id));
    return ofReporters(sides).flatMap((one) => lacking(site, one, region, period, span));
  }
  const own = months(site, measure, region, period, span);
  const parts = own.some(({ inPart }) => inPart) ? ofReporters(measure.sum.map((id) => figures.measureOf(`${measure.form}.${id}`))) : [measure];
  return parts.map((one) => ({
    one,
    items: months(site, one, region, period, span).map(({ name, id }) => words.say("say_absent_item", { region: name, month: words.month(id) })),
  }));
};

export const absent = (site, measures, region, period, span = "to_date") => {
  const { say } = site.words;
  const order = site.data.periods.flatMap(({ id }) => site.data.reporters.map(({ name }) => say("say_absent_item", { region: name, month: site.words.month(id) })));
  // A gap is told of the measures it is true of.
  const gaps = new Map();
  const told = new Set();
  for (const { one, items: lacked } of measures.flatMap((one) => lacking(site, one, region, period, span))) {
    if (told.has(one.id)) continue;
    if (lacked.length) told.add(one.id);
    const some = new Set(lacked);
    const items = order.filter((item) => some.has(item));
    const key = items.join("|");
    if (items.length) gaps.set(key, { items, titles: [...(gaps.get(key)?.titles ?? []), one.title] });
  }
  return [...gaps.values()].map(({ items, titles }) => {
    const told = { measures: titles.join(say("comma")), items: items.slice(0, 6).join(say("comma")), number: items.length };
    return say(items.length > 6 ? "say_absent_many" : "say_absent", told);
  }).join(say("say_join"));
};

// What stands on a page of figures and adds up over months: a stock is no sum to date.
export const sums = (site) => headline(site).filter(({ measure }) => measure !== "stock");

export const periodTold = (site, region, period) => {
  const { say, day } = site.words;
  const measures = headline(site);
  const pair = pairOf(measures).filter((one) => isTold(site, one, region, period, "to_date"));
  const stocks = measures.filter((one) => one.measure === "stock" && isTold(site, one, region, period, "month"));
  const total = pair.map((one) => item(site, one, amount(site, one, region, period, "to_date"), share(site, one, region, period)?.rate));
  const open = stocks.map((one) => item(site, one, amount(site, one, region, period, "month"), change(site, one, region, period)));
  const to = site.data.periods.find(({ id }) => id === period).to;
  return [
    monthTold(site, region, period),
    total.length ? say("say_to_date", { items: total.join(say("say_comma")) }) : "",
    open.length ? say("say_open", { day: day(to), items: open.join(say("say_comma")) }) : "",
    absent(site, sums(site), region, period),
  ].join(say("say_join"));
};
