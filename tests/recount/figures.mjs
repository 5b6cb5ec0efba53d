// The cube of figures: what each reporter filed, run up to date, and the city's sums.
import { SCALE, divided, exact } from "./number.mjs";
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
// A sum that lacks parts of a report is known in part, and nobody's report is whole behind it.
export const known = (figure) => figure.have > 0 || Boolean(figure.inPart);
// Enough of it to compare with another or to score with: of a sum in parts there is not.
export const comparable = (figure) => figure.have > 0;
export const whole = (figure) => figure.have > 0 && figure.have === figure.want;
export const partial = (figure) => known(figure) && figure.have < figure.want;
const plus = (a, b) => ({ sum: a.sum + (known(b) ? b.sum : 0n), have: a.have + b.have, want: a.want + b.want, inPart: a.inPart || b.inPart });

// A term of a rate, with the span it names itself.
export const termOf = (text) => {
  const [, id, span] = text.match(/^(.*?)(?:\.(month|total|to_date))?$/);
  return { id, span: span && (span === "month" ? "month" : "to_date") };
};

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
          // Cells that are merged with one another are one term: known where both are.
          const merged = (part) => form.cells.find((cell) => cell.merged && [cell.id, cell.with].includes(part))?.merged ?? part;
          const terms = [...new Set(sum.map(merged))].map((term) => sum.filter((part) => merged(part) === term).map((part) => added(`${form.id}.${part}`, code, period, span)).filter(({ want }) => want > 0)).filter((term) => term.length);
          const parts = terms.flat();
          const total = terms.filter((term) => term.every(known)).flat().reduce((all, part) => all + part.sum, 0n);
          const [have, want] = [Math.min(...parts.map((part) => part.have)), Math.max(...parts.map((part) => part.want))];
          const inPart = have === 0 && terms.some((term) => term.every(known));
          put(`${form.id}.${id}`, code, period, span, parts.length ? { sum: total, have, want, inPart } : NONE);
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
  const counted = new Set(measures.map(({ id }) => id));
  const rates = data.rates.filter((rate) => [...rate.numerator, ...rate.denominator].every((term) => counted.has(termOf(term).id)));
  for (const rate of rates) {
    for (const { code } of data.regions) {
      for (const { id: period } of data.periods) for (const span of SPANS) put(`rate.${rate.id}`, code, period, span, rateOf({ data, measures, get }, rate, code, period, span));
    }
  }
  measures.push(...rates.map((rate) => ({ id: `rate.${rate.id}`, title: rate.title, unit: "%", measure: "rate", form: "rate", rate })));
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  const measureOf = (id) => byId.get(id);
  // Whether two measures lack the same, so that one may be divided by the other.
  const alike = (one, other, region, period) => {
    const [a, b] = [one, other].map(({ id }) => lacks({ data, measures, get }, [id], region, period, "to_date"));
    return a === b;
  };
  return { cube, get, measures, measureOf, alike };
};

// What one side of a rate lacks, by reporter and month: which cells, each as what it is part of, or the month as a whole.
const lacks = ({ data, measures, get }, side, region, period, over) => {
  const reporters = region === data.city.code ? data.reporters : data.reporters.filter(({ code }) => code === region);
  const until = data.periods.findIndex(({ id }) => id === period);
  return reporters.flatMap(({ code }) => {
    const months = new Map();
    for (const { id, span = over } of side.map(termOf)) {
      const measure = measures.find((one) => one.id === id);
      const form = data.forms.find((one) => one.id === measure.form);
      const added = span === "to_date" && form?.spans.length === 1 && ["flow", "distinct"].includes(measure.measure);
      for (const part of measure.sum ?? [measure.plainId]) {
        const cell = form?.cells.find((one) => one.id === part);
        for (const { id: month } of data.periods.slice(added ? 0 : until, until + 1)) {
          const figure = get(cell ? `${form.id}.${part}` : id, code, month, added ? "month" : span);
          const of = months.get(month) ?? new Map();
          months.set(month, of);
          const whole = cell?.of ?? part;
          const term = form?.cells.find((one) => one.merged && [one.id, one.with].includes(whole))?.merged ?? whole;
          if (figure.want > 0) of.set(term, of.get(term) || figure.have < figure.want);
        }
      }
    }
    return [...months].map(([month, terms]) => [month, [...terms].filter(([, missing]) => missing).map(([term]) => term).sort(), terms.size])
      .filter(([, missing]) => missing.length).map(([month, missing, all]) => `${code} ${month} ${all === missing.length ? "" : missing}`);
  }).join();
};

// A rate: the sum above by the sum below, in percent with two decimals; none over 0, and none where the sides lack
// different things.
const rateOf = (cube, rate, region, period, over) => {
  const MISSING = { sum: 0n, have: 0, want: 1 };
  const [above, below] = [rate.numerator, rate.denominator].map((side) => {
    const terms = side.map(termOf).map(({ id, span = over }) => cube.get(id, region, period, span)).filter(({ want }) => want > 0);
    return { nothing: !terms.length, known: terms.every(known), sum: terms.reduce((sum, one) => sum + one.sum, 0n), lack: Math.max(0, ...terms.map(({ have, want }) => want - have)), want: Math.max(0, ...terms.map(({ want }) => want)) };
  });
  if (!above.known || !below.known) return MISSING;
  if (above.nothing || below.nothing) return NONE;
  if (above.lack !== below.lack || (below.lack > 0 && lacks(cube, rate.numerator, region, period, over) !== lacks(cube, rate.denominator, region, period, over))) return MISSING;
  if (below.sum === 0n) return NONE;
  return { sum: divided(above.sum, below.sum, 4) * (SCALE / 100n), have: below.want - below.lack, want: below.want, sides: [above.sum, below.sum] };
};

// The unit of a figure: distinct things that were added are 家次, not 家. Of one reporter's month they are 家; its
// statistics bring their own total, in which each counts once.
export const unitOf = (data, measure, region, span) => {
  if (!measure.unit) return "";
  const form = data.forms.find(({ id }) => id === measure.form);
  const added = region === data.city.code || (span === "to_date" && form && form.spans.length === 1);
  return added ? (measure.unit_added ?? measure.unit) : measure.unit;
};
