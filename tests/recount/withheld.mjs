// What is not published of single reporters: tips, and the first other source that hides each of them.
import { known } from "./figures.mjs";

const SOURCES = ["self", "inspection", "assigned"];

// How many hazards of each source were found and closed in each month: of the city, and of each reporter what is
// published, if `swapped` had changed places between tips and `source`.
const published = (rows, source, swapped) => {
  const counts = {};
  for (const row of rows) {
    const from = !swapped.has(row) ? row.source : row.source === "tip" ? source : "tip";
    for (const event of ["found", "closed"].filter((event) => row[event] >= 0)) {
      const keys = [`city ${from}`, `${row.reporter} all`, ...(["tip", source].includes(from) ? [] : [`${row.reporter} ${from}`])];
      for (const key of keys) counts[`${key} ${event} ${row[event]}`] = (counts[`${key} ${event} ${row[event]}`] ?? 0) + 1;
    }
  }
  return JSON.stringify(Object.entries(counts).sort());
};

// Hazards whose sources can change places without changing any of that, a tip's among them, if there are such; none of
// those that change places already.
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

// Whether a county's tips of a month, if they are fewer than three, can all change places at once; of more, each.
const hides = (source, stood) =>
  stood.every((rows) => {
    const groups = {};
    for (const tip of rows.filter((row) => row.source === "tip")) {
      for (const event of ["found", "closed"].filter((event) => tip[event] >= 0)) (groups[`${tip.reporter} ${event} ${tip[event]}`] ??= []).push(tip);
    }
    const sets = Object.values(groups).flatMap((tips) => (tips.length > 2 ? tips.map((tip) => [tip]) : [tips]));
    return sets.every((tips) => {
      const swapped = new Set();
      for (const tip of tips.filter((tip) => !swapped.has(tip))) {
        const path = swapWith(rows, tip, source, swapped);
        if (!path) return false;
        for (const row of path) swapped.add(row);
      }
      return published(rows, source, swapped) === published(rows, source, new Set());
    });
  });

// Says of each figure whether it is withheld.
export const withheld = (data, figures, output) => {
  const monthOf = (day) => (day && day >= data.periods[0].from ? data.periods.findIndex(({ to }) => day <= to) : -1);
  const major = data.hazards
    .filter((row) => row.level === "major" && monthOf(row.found_on) >= 0)
    .map((row) => ({ ...row, found: monthOf(row.found_on), closed: row.outcome === "rectified" ? monthOf(row.closed_on) : -1 }));
  // As they stood when each month had been reported.
  const stood = data.periods.map((_, month) => major.filter(({ found }) => found <= month).map((row) => ({ ...row, closed: row.closed <= month ? row.closed : -1 })));
  const source = SOURCES.find((one) => hides(one, stood));
  const confidential = new Set(data.forms.flatMap((form) => form.cells.filter((cell) => cell.confidential).map(({ id }) => `${form.id}.${id}`)));
  const alone = (id) => confidential.has(id) || /^ledger\.major_(found|closed)\.tip$/.test(id);
  // Where no source hides every tip the program withholds more, of whom it has to: which, it says itself. Of reporters
  // it withholds a measure from all alike.
  const scope = (id, region, period, span) => [id, ...(region === data.city.code ? [region, period, span] : [])].join();
  const mayBe = ({ measure, status }) => status === "S" && /\.(self|inspection|tip|assigned)_|\.(self|inspection|tip|assigned)$/.test(measure);
  const more = source ? new Set() : new Set(output.csv("data/figures.csv").rows.filter(mayBe).map((row) => scope(row.measure, row.region, row.period, row.span)));
  const beside = new Set((source ? [source] : []).flatMap((one) => [`dispatch.${one}_found`, `dispatch.${one}_rectified`, `ledger.major_found.${one}`, `ledger.major_closed.${one}`]));
  // What stands open or overdue by source is published of nobody.
  const standing = (id) => /^ledger\.major_(open|overdue)\.(self|inspection|tip|assigned)$/.test(id);
  // The ledgers' numbers of the city are not while the form lacks reports: the difference would be what these have.
  const lacksReports = (id, region, period, span) => {
    const of = id.match(/^ledger\.major_(found|closed)\.(.*)$/);
    if (!of || !["tip", source].includes(of[2])) return false;
    const form = figures.get(`dispatch.tip_${of[1] === "found" ? "found" : "rectified"}`, region, period, span);
    return known(form) && form.have < form.want;
  };
  const hidden = (id, region, period, span) =>
    standing(id) || more.has(scope(id, region, period, span)) || (region !== data.city.code ? alone(id) || beside.has(id) : lacksReports(id, region, period, span));
  return { hidden, source, beside };
};
