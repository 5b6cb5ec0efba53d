// The cube of figures: what each reporter filed, run up to date, and the city's sums.
import { SCALE, exact } from "./number.mjs";
import { ledgerFigures, LEDGER } from "./ledger.mjs";

// A figure: how many of how many reports stand behind it, and their sum.
const NONE = { sum: 0n, have: 0, want: 0 };
const cellOf = (cell, kind, values) => {
  if (cell.by && !cell.by.includes(kind)) return NONE;
  const value = values?.[cell.id];
  if (value === undefined) return { sum: 0n, have: 0, want: 1 };
  if (value === "n/a") return NONE;
  return { sum: value === true ? SCALE : value === false ? 0n : exact(value), have: 1, want: 1 };
};
export const known = (figure) => figure.have > 0;
export const whole = (figure) => figure.have > 0 && figure.have === figure.want;
export const partial = (figure) => figure.have > 0 && figure.have < figure.want;
const plus = (a, b) => ({ sum: a.sum + (known(b) ? b.sum : 0n), have: a.have + b.have, want: a.want + b.want });

// Up to date: flows and distinct add up, a stock is its latest, a flag is yes if it ever was. The latest of a stock and
// a yes stand by themselves: no missing month makes them less than whole.
const upTo = (cell, last, month) => {
  const next = plus(last, month);
  if (known(month) && cell.measure === "stock") return { sum: month.sum, have: 1, want: 1 };
  if (known(month) && cell.measure === "flag") next.sum = last.sum > month.sum ? last.sum : month.sum;
  if (cell.measure === "flag" && next.sum > 0n) return { ...next, have: 1, want: 1 };
  return next;
};

export const SPANS = ["month", "to_date"];

export const count = (data) => {
  const cube = new Map();
  const put = (measure, region, period, span, figure) => cube.set([measure, region, period, span].join(), figure);
  const added = (...key) => cube.get(key.join());
  // Outside its time a region has no figures; what it had to date stays in the sums of those above.
  const get = (measure, region, period, span) => {
    const figure = added(measure, region, period, span);
    return figure === undefined || data.isThere(region, period) ? figure : NONE;
  };

  const cellFigures = ({ code, kind }, form) => {
    const running = new Map();
    for (const { id: period } of data.periods) {
      const isThere = data.isThere(code, period);
      const filed = isThere ? data.filed(period, code)[form.id] : undefined;
      const both = form.spans.length > 1;
      for (const cell of form.cells) {
        const id = `${form.id}.${cell.id}`;
        const month = isThere ? cellOf(cell, kind, both ? filed?.month : filed) : NONE;
        if (isThere) running.set(id, both ? cellOf(cell, kind, filed?.total) : upTo(cell, running.get(id) ?? NONE, month));
        put(id, code, period, "month", month);
        // Who is gone leaves no stock.
        put(id, code, period, "to_date", !isThere && cell.measure === "stock" ? NONE : running.get(id) ?? NONE);
      }
      for (const { id, sum } of form.sums) {
        for (const span of SPANS) {
          const parts = sum.map((part) => added(`${form.id}.${part}`, code, period, span)).filter(({ want }) => want > 0);
          const total = parts.filter(known).reduce((all, part) => all + part.sum, 0n);
          const [have, want] = [Math.min(...parts.map((part) => part.have)), Math.max(...parts.map((part) => part.want))];
          put(`${form.id}.${id}`, code, period, span, parts.length ? { sum: total, have, want } : NONE);
        }
      }
    }
  };
  for (const reporter of data.reporters) data.forms.forEach((form) => cellFigures(reporter, form));
  ledgerFigures(data, put);

  const measures = data.forms.flatMap((form) => [...form.cells, ...form.sums].map((cell) => ({ ...cell, id: `${form.id}.${cell.id}`, form: form.id, plainId: cell.id })));
  if (data.hasLedger) measures.push(...LEDGER(data));
  // The registers of a bureau are those of its whole city already.
  const bureau = data.reporters.find(({ kind }) => kind === "bureau");
  const below = (id) => (bureau && ["ledger.enterprises", "ledger.facilities"].includes(id) ? [bureau] : data.reporters);
  for (const { id } of measures) {
    for (const { id: period } of data.periods) {
      for (const span of SPANS) {
        put(id, data.city.code, period, span, below(id).map(({ code }) => added(id, code, period, span)).reduce(plus, NONE));
      }
    }
  }
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  return { cube, get, measures, measureOf: (id) => byId.get(id) };
};

// The unit of a figure: distinct things that were added are 家次, not 家. Of one reporter's month they are 家; its
// statistics bring their own total, in which each counts once.
export const unitOf = (data, measure, region, span) => {
  if (!measure.unit) return "";
  const form = data.forms.find(({ id }) => id === measure.form);
  const added = region === data.city.code || (span === "to_date" && form && form.spans.length === 1);
  return added ? (measure.unit_added ?? measure.unit) : measure.unit;
};
