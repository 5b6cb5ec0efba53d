// Months that are frozen: what the site says now is what their tables say, and what changes.csv says is another.
import { createHash } from "node:crypto";
import { same } from "./tally.mjs";

const alike = (one, other) => one === other || (/^-?\d/.test(one) && /^-?\d/.test(other) && Number(one) === Number(other));

// Reports that came in after their month was frozen: how many cells of them were missing then and are not now.
export const lateOf = ({ data, output }) => {
  const now = new Map(output.csv("data/figures.csv").rows.map((row) => [[row.measure, row.region, row.period, row.span].join("|"), row.status]));
  return data.editions.flatMap(({ period, closed_on }) => {
    const rows = data.editionOf(period);
    return data.reportersOf(period).flatMap(({ code, name }) => {
      const late = data.forms.map((form) => ({ form, on: data.filed(period, code)[form.id]?.submitted_on }))
        .filter(({ on }) => on && on > closed_on && on <= data.asOf);
      const figures = late.flatMap(({ form }) => {
        const ids = new Set(form.cells.flatMap((cell) => [cell.id, ...(cell.merged ? [cell.merged] : [])]).map((id) => `${form.id}.${id}`));
        const spans = (form.spans ?? []).includes("to_date") ? ["month", "to_date"] : ["month"];
        return rows.filter((row) => row.region === code && ids.has(row.measure)).flatMap((row) =>
          spans.filter((span) => row[span] === "M" && now.get([row.measure, code, period, span].join("|")) !== "M"));
      });
      if (!figures.length) return [];
      return [{ code, name, period, date: late.map(({ on }) => on).sort().at(-1), count: figures.length }];
    });
  });
};

export const compare = ({ data, output }) => {
  if (!data.editions.length) return;
  const key = (row) => [row.measure, row.region, row.period, row.span].join("|");
  const now = new Map(output.csv("data/figures.csv").rows.map((row) => [key(row), row.status === "A" ? row.value : row.status]));
  const changes = new Map(output.csv("data/changes.csv").rows.map((row) => [key(row), row]));
  for (const { period, sha256 } of data.editions) {
    const text = output.text(`editions/${period}/figures.csv`);
    same(`edition ${period}, digest`, createHash("sha256").update(text).digest("hex"), sha256);
    for (const row of data.editionOf(period)) {
      for (const span of ["month", "to_date"]) {
        if (!row[span] || row.measure.startsWith("ranking.")) continue;
        const change = changes.get([row.measure, row.region, period, span].join("|"));
        const said = now.get([row.measure, row.region, period, span].join("|")) ?? "0";
        if (change) same(`changes of ${period}, ${row.measure} ${row.region} ${span}, first`, alike(change.first, row[span]) || change.first, true);
        const expected = change ? change.now : row[span];
        same(`edition ${period}, ${row.measure} ${row.region} ${span}`, alike(expected, said) || said, true);
      }
    }
  }
  same("changes without a reason", [...changes.values()].filter((row) => !row.kind).length, 0);
};
