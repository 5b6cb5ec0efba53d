// What is not published as it is, as the forms declare it: cells merged with another, cells of the city only, and what
// the ledgers count by source. And whether every tip could as well have been another county's.
import { termOf } from "./figures.mjs";
import { SCALE } from "./number.mjs";
import { same } from "./tally.mjs";

const BY_SOURCE = /^ledger\.major_(found|closed|open|overdue)\.(self|inspection|tip|assigned)$/;

// Hazards that can change their sources without changing what is told of any county or of the city, a tip's among them;
// none of those that change already.
const swapWith = (rows, tip, source, used) => {
  const free = rows.filter((row) => !used.has(row));
  const others = free.filter((row) => row.source === source && row.reporter !== tip.reporter);
  const paths = [[tip]];
  const seen = new Set([tip]);
  for (const path of paths) {
    const last = path.at(-1);
    if (last.source === source && last.found === tip.found) return path;
    const next = last.source === "tip" ? others.filter((row) => row.closed === last.closed) : free.filter((row) => row.source === "tip" && row.found === last.found);
    for (const row of next.filter((row) => !seen.has(row))) {
      seen.add(row);
      paths.push([...path, row]);
    }
  }
  return undefined;
};

// The tips of a county's month that cannot all be another's at once.
const told = (rows, source) => {
  const groups = {};
  for (const tip of rows.filter((row) => row.source === "tip")) {
    for (const event of ["found", "closed"].filter((event) => tip[event] >= 0)) (groups[`${tip.reporter} ${event} ${tip[event]}`] ??= []).push(tip);
  }
  return Object.entries(groups).filter(([, tips]) => {
    const swapped = new Set();
    return !tips.filter((tip) => !swapped.has(tip)).every((tip) => {
      const path = swapWith(rows, tip, source, swapped);
      for (const row of path ?? []) swapped.add(row);
      return path;
    });
  }).map(([key]) => key);
};

export const withheld = (data, figures) => {
  const cells = data.forms.flatMap((form) => form.cells.map((cell) => ({ ...cell, measure: `${form.id}.${cell.id}`, in: (id) => `${form.id}.${id}` })));
  const merged = new Map(cells.filter((cell) => cell.merged).flatMap((cell) => [cell.measure, cell.in(cell.with)].map((id) => [id, { into: cell.in(cell.merged), ...cell }])));
  const alone = new Map(cells.filter((cell) => cell.confidential && !cell.with).map((cell) => [cell.measure, cell]));
  const since = ({ from }, period) => !from || period >= from;
  const isOpen = (cell, period, span) => cell.publish === "open" && since(cell, period) && (span === "month" || cell.from === data.periods[0].id);
  const isCity = (region) => region === data.city.code;
  // The measure that a figure is part of instead of having a row.
  const mergedInto = (id, region, period, span) => {
    const cell = merged.get(id);
    if (!cell || isOpen(cell, period, span)) return undefined;
    return !isCity(region) || (cell.publish === "merged_only" && since(cell, period)) ? cell.into : undefined;
  };
  const isInternal = (id) => BY_SOURCE.test(id);
  // A rate is hidden where a side is, unless all that is merged with each hidden cell is in it too.
  const hiddenSide = (side, region, period, over) => {
    const ids = side.map((term) => termOf(term).id);
    const pair = (id) => cells.filter((cell) => cell.merged && cell.in(cell.merged) === merged.get(id)?.into).flatMap((cell) => [cell.measure, cell.in(cell.with)]);
    return side.map(termOf).some(({ id, span = over }) => hidden(id, region, period, span) && !(merged.has(id) && pair(id).every((one) => ids.includes(one))));
  };
  const hidden = (id, region, period, span) => {
    const { rate } = figures.measureOf(id) ?? {};
    if (rate) return [rate.numerator, rate.denominator].some((side) => hiddenSide(side, region, period, span));
    const cell = alone.get(id);
    if (isInternal(id) || mergedInto(id, region, period, span)) return true;
    return Boolean(cell && !isOpen(cell, period, span) && (!isCity(region) || (cell.kind === "money" && span === "month")));
  };
  // Money of the city is told to date, in whole units.
  for (const [id, cell] of alone) {
    for (const { id: period } of data.periods.filter(({ id: period }) => cell.kind === "money" && !isOpen(cell, period, "to_date"))) {
      const key = [id, data.city.code, period, "to_date"];
      const figure = figures.get(...key);
      figures.cube.set(key.join(), { ...figure, sum: ((figure.sum + SCALE / 2n) / SCALE) * SCALE });
    }
  }
  // What reporters have figures of, side by side with the city.
  const ofReporters = (measures) => [...new Set(measures.map((one) => (merged.has(one.id) ? figures.measureOf(merged.get(one.id).into) : one)))];
  const monthOf = (day) => (day && day >= data.periods[0].from ? data.periods.findIndex(({ to }) => day <= to) : -1);
  const major = data.hazards
    .filter((row) => row.level === "major" && monthOf(row.found_on) >= 0)
    .map((row) => ({ ...row, found: monthOf(row.found_on), closed: row.outcome === "rectified" ? monthOf(row.closed_on) : -1 }));
  const tips = cells.find((cell) => cell.source === "tip" && cell.with && cell.publish !== "merged_only");
  const partner = tips && cells.find((cell) => cell.measure === tips.in(tips.with));
  if (partner && data.hasLedger) same("tips that the public list tells", told(major, partner.source).join(", "), "");
  return { hidden, mergedInto, isInternal, ofReporters, mergedCell: (id) => merged.get(id) };
};
