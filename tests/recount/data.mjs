// What a site was made from: regions, months, forms, reports, ledgers, as the contract describes them.
import { directory } from "./read.mjs";

// A title of a cell: its own, or its item's, with its label where an item has several.
const cellsOf = (section) =>
  section.items.flatMap((item) =>
    item.cells.map((cell) => ({
      ...cell,
      item,
      section,
      own: item.cells.length > 1 ? cell.label : undefined,
      title: cell.title ?? (item.cells.length > 1 ? `${item.label}（${cell.label}）` : item.label),
    })),
  );

const formsOf = (files) =>
  files.list("data/forms").map((file) => {
    const form = files.toml(`data/forms/${file}`);
    const cells = form.sections.flatMap(cellsOf);
    // A confidential cell and the one it is merged with are one figure more; wholes before their parts.
    const mergedId = (id) => cells.find((cell) => cell.id === id)?.merged;
    const merged = cells.filter((cell) => cell.merged).sort((a, b) => Number(Boolean(a.of)) - Number(Boolean(b.of)))
      .map((cell) => ({ id: cell.merged, title: cell.merged_title, sum: [cell.with, cell.id], of: mergedId(cell.of) }));
    const sums = [...(form.derived ?? []), ...merged].map((sum) => {
      const parts = sum.sum.map((part) => cells.find(({ id }) => id === part));
      return { ...sum, unit: parts[0].unit, kind: parts[0].kind, measure: parts[0].measure, unit_added: parts[0].unit_added };
    });
    const spans = form.spans.includes("total") ? ["month", "to_date"] : ["month"];
    return { ...form, cells, sums, spans };
  });

// What no longer stands, in whatever way: withdrawn from the public, and counted until its day.
export const isUndone = (status) => ["revoked", "declared_unlawful", "declared_void"].includes(status);

// What something was on a day, of what it was before: `former@last-day; …`.
const parts = (text) => (text ?? "").split(/[;；]/).map((one) => one.trim()).filter(Boolean);
export const formerOn = (text, day) => {
  const former = parts(text).map((one) => one.split("@"));
  return former.filter(([, last]) => last && day <= last).sort(([, a], [, b]) => (a < b ? -1 : 1))[0]?.[0];
};

// The deadlines of a hazard, one after the other, each from the day it was granted.
const extended = (row) => {
  const dated = parts(row.extensions).map((one) => one.split(":")).map(([granted, due]) => ({ granted, due })).sort((a, b) => (a.granted < b.granted ? -1 : 1));
  const undated = row.extended_to ? [{ granted: "", due: row.extended_to }] : [];
  const deadlines = [...(row.due_on ? [{ granted: "", due: row.due_on }] : []), ...undated, ...dated];
  return { deadlines, extended_to: dated.at(-1)?.due ?? row.extended_to };
};

export const open = (root) => {
  const files = directory(root);
  const rates = files.toml("data/rates.toml")?.rates ?? [];
  // A component that names a rate has its sides, its better end and, unless it has its own, its title.
  const weighed = (component) => {
    const rate = component.rate && rates.find(({ id }) => [id, `rate.${id}`].includes(component.rate));
    return rate ? { ...rate, direction: rate.better, ...component } : component;
  };
  const ranking = files.toml("data/ranking.toml");
  const settings = files.toml("gongshi.toml");
  const campaign = files.toml("data/campaign.toml");
  const regions = files.csv("data/regions.csv").rows;
  const reporters = regions.filter(({ kind }) => kind !== "city");
  const asOf = settings.build.as_of;
  const periods = campaign.periods.filter(({ to }) => to <= asOf);
  const ledger = (kind) =>
    reporters.flatMap(({ code }) => {
      const { rows } = files.csv(`data/ledger/${kind}/${code}.csv`);
      return rows.map((row, at) => ({ ...row, ...(kind === "hazards" ? extended(row) : {}), reporter: code, file: `data/ledger/${kind}/${code}.csv`, line: at + 2 }));
    });
  const enterprises = files.csv("data/ledger/enterprises.csv").rows;
  const facilities = files.csv("data/ledger/facilities.csv").rows;
  const reports = new Map();
  const filed = (period, region) => {
    const key = `${period}/${region}`;
    if (!reports.has(key)) reports.set(key, files.toml(`data/reports/${key}.toml`) ?? {});
    return reports.get(key);
  };
  // A region is there in a period if it is on its last day; who answers for it then, itself or who it was merged into.
  const there = (region, { to }) => !(region.since > to) && !(region.until && region.until < to);
  const holderOn = (code, day) => {
    const { until, into } = codes.get(code) ?? {};
    return into && until < day ? holderOn(into, day) : code;
  };
  const byId = (rows, id = "id") => new Map(rows.map((row) => [row[id], row]));
  const [firms, places, codes] = [byId(enterprises), byId(facilities), byId(regions, "code")];
  // Whose a facility was on a day: `former@last-day; …`.
  const ownerOn = (place, day) => formerOn(place?.former_enterprises, day) ?? place?.enterprise;
  return {
    files,
    settings,
    hasLedger: files.list("data/ledger").length > 0,
    campaign,
    asOf,
    regions,
    reporters,
    city: regions.find(({ kind }) => kind === "city"),
    regionOf: (code) => codes.get(code),
    isThere: (code, period) => there(codes.get(code), periods.find(({ id }) => id === period)),
    reportersOf: (period) => reporters.filter((region) => there(region, periods.find(({ id }) => id === period))),
    monthsOf: (code) => periods.filter((period) => there(codes.get(code), period)),
    holderOn,
    // Where something on a register lay on a day, by who answers for it then.
    regionOn: (row, day) => holderOn(formerOn(row.former_regions, day) ?? row.region, day),
    periods,
    forms: formsOf(files),
    filed,
    enterprises,
    facilities,
    firmOf: (id) => firms.get(id),
    placeOf: (id) => places.get(id),
    // A tailings pond nobody owns is no enterprise's.
    // The name an enterprise had on a day: `former@last-day; …`.
    nameOn: (id, day) => {
      const firm = firms.get(id);
      return formerOn(firm?.former_names, day) ?? firm?.name ?? "";
    },
    ownerOn,
    firmNamed: (row) => firms.get(row.enterprise || ownerOn(places.get(row.facility), row.decided_on)),
    criteria: files.csv("data/criteria.csv").rows,
    hazards: ledger("hazards"),
    decisions: ledger("enforcement"),
    inspections: ledger("inspections"),
    notices: files.csv("data/ledger/notices.csv").rows,
    papers: files.list("data/ledger").includes("filings.csv") ? files.csv("data/ledger/filings.csv").rows : undefined,
    rules: files.toml("data/rules.toml")?.rules ?? [],
    rates,
    ranking: ranking && { ...ranking, components: (ranking.components ?? []).map(weighed) },
    corrections: files.toml("data/corrections.toml")?.corrections ?? [],
    editions: (files.toml("data/editions/editions.toml")?.editions ?? []).filter(({ no }) => String(no ?? 1) === "1"),
    editionOf: (period) => files.csv(`data/editions/${period}.csv`).rows,
  };
};
