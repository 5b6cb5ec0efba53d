// How one figure stands in a cell: its number, or the word for having none, and how many reports stand behind it.
import { SCALE, fixed, grouped } from "./number.mjs";
import { known, partial, unitOf } from "./figures.mjs";

export const stateOf = ({ figures, hidden }, id, region, period, span) => {
  const figure = figures.get(id, region, period, span);
  if (figure.want === 0) return "not_applicable";
  if (!known(figure)) return "missing";
  return hidden(id, region, period, span) ? "withheld" : "reported";
};

// 1,234 · 未报 · 不适用 · 不公布 · 是 · 13/18 (of how many the answer is yes).
export const bare = (site, measure, region, period, span) => {
  const state = stateOf(site, measure.id, region, period, span);
  if (state === "not_applicable" && measure.rate) return site.words.say("no_rate");
  if (state !== "reported") return site.words.say(state);
  if (measure.rate) return fixed(site.figures.get(measure.id, region, period, span).sum / (SCALE / 100n), 2);
  const { sum } = site.figures.get(measure.id, region, period, span);
  if (measure.measure !== "flag") return grouped(sum);
  if (region !== site.data.city.code) return site.words.say(sum > 0n ? "yes" : "no");
  const { data } = site;
  const until = data.periods.findIndex(({ id }) => id === period);
  const of = data.reporters.filter(({ code }) => data.periods.some(({ id }, at) => (span === "month" ? at === until : at <= until) && data.isThere(code, id)));
  return `${sum / SCALE}/${of.length}`;
};

export const behind = (site, measure, region, period, span) => {
  const figure = site.figures.get(measure.id, region, period, span);
  return partial(figure) && stateOf(site, measure.id, region, period, span) === "reported" ? ` ${figure.have === 0 ? site.words.say("in_part") : `${figure.have}/${figure.want}`}` : "";
};

// Beside a rate stands what it is made of.
const sides = (site, measure, ...at) => {
  const [above, below] = (stateOf(site, measure.id, ...at) === "reported" && site.figures.get(measure.id, ...at).sides) || [];
  return above === undefined ? "" : ` ${site.words.say("say_sides", { above: grouped(above), below: grouped(below) })}`;
};

export const cell = (...of) => bare(...of) + behind(...of) + sides(...of);

// Under the unit of reporters, the city's sum of distinct things says its own.
export const cellAmong = (site, measure, region, period, span) => {
  const [unit, head] = [region, site.data.reporters[0]?.code].map((code) => unitOf(site.data, measure, code, span));
  const told = stateOf(site, measure.id, region, period, span) === "reported";
  return cell(site, measure, region, period, span) + (told && unit !== head ? ` ${unit}` : "");
};
