// Every column of every table under data/, from the ledgers and reports.
import { isUndone } from "./data.mjs";
import { SCALE, exact, fixed, plain } from "./number.mjs";
import { known, partial, termOf, unitOf } from "./figures.mjs";
import { same, sameRows } from "./tally.mjs";
import { publicHazards, publicDecisions, doneInspections, doneNotices, filingOf } from "./public.mjs";

const flag = (yes) => (yes ? "true" : "false");

export const compare = (site) => {
  const { data, figures, output, hidden } = site;
  const bureauFirst = data.reporters;
  const table = (name, key, expected) => {
    const { columns, rows } = output.csv(`data/${name}.csv`);
    if (!expected.length) return same(`rows of ${name}.csv`, rows.length, 0);
    same(`columns of ${name}.csv`, columns.join(), Object.keys(expected[0]).join());
    const line = (row) => columns.map((column) => row[column]).join(" | ");
    // Order counts where the rows are a list that people read.
    if (!key) return sameRows(`${name}.csv`, rows.map(line), expected.map(line));
    const found = new Map(rows.map((row) => [key(row), row]));
    same(`rows of ${name}.csv`, rows.length, expected.length);
    for (const row of expected) same(`${name}.csv ${key(row)}`, found.has(key(row)) ? line(found.get(key(row))) : undefined, line(row));
  };
  const byFigure = (row) => [row.measure, row.region, row.period, row.span].join();

  // Of single criteria only what is not zero stands in the cube.
  const criteria = new Set(data.criteria.map(({ code }) => code));
  const [cube, coverage] = [[], []];
  for (const [key, figure] of figures.cube) {
    const [measure, region, period, span] = key.split(",");
    if (!data.isThere(region, period)) continue;
    if (criteria.has(measure.split(".")[2]) && figure.sum === 0n) continue;
    if (site.isInternal(measure) || site.mergedInto(measure, region, period, span)) continue;
    const isRate = measure.startsWith("rate.");
    // That a side of a rate is not published hides what it is, and whether it is.
    const status = isRate && hidden(measure, region, period, span) ? "S" : figure.want === 0 ? "N" : !known(figure) ? "M" : hidden(measure, region, period, span) ? "S" : "A";
    const value = isRate ? fixed(figure.sum / (SCALE / 100n), 2) : plain(figure.sum);
    cube.push({ measure, region, period, span, value: status === "A" ? value : "", status });
    if (partial(figure) && status === "A") coverage.push({ measure, region, period, span, reported: String(figure.have), expected: String(figure.want) });
  }
  table("figures", byFigure, cube);
  table("coverage", byFigure, coverage);

  table("measures", (row) => row.measure, figures.measures.filter(({ id }) => !site.isInternal(id)).map((measure) => {
    const within = (id) => (id ? (id.includes(".") ? id : `${measure.form}.${id}`) : "");
    const one = data.reporters[0].code;
    const side = (terms = []) => terms.map(termOf).map(({ id, span }) => (span ? `${id}.${span}` : id)).join(" ");
    return {
      measure: measure.id,
      title: measure.title,
      form: measure.form,
      unit: measure.unit ?? "",
      unit_to_date: unitOf(data, measure, one, "to_date"),
      kind: measure.measure,
      of: within(measure.of),
      parts: (measure.sum ?? []).map(within).join(" "),
      unit_added: measure.unit_added ?? measure.unit ?? "",
      merged_into: site.mergedCell(measure.id)?.into ?? "",
      numerator: side(measure.rate?.numerator),
      denominator: side(measure.rate?.denominator),
      better: measure.rate?.better ?? "",
    };
  }));
  table("regions", undefined, data.regions.map(({ code, name, kind, parent, key, since, until, into }) => ({ code, name, kind, parent, key: key || "false", since: since ?? "", until: until ?? "", into: into ?? "" })));
  table("periods", undefined, data.periods.map(({ id, from, to }) => ({ period: id, from, to })));

  table("timeliness", undefined, data.forms.flatMap((form) =>
    bureauFirst.flatMap(({ code }) =>
      data.monthsOf(code).map(({ id: period }) => {
        const { status, submitted, missed } = filingOf(data, form, code, period);
        return { form: form.id, region: code, period, status, submitted_on: submitted ?? "", due_days_missed: String(missed) };
      }),
    ),
  ));

  if (!data.hasLedger) return;
  table("hazards", undefined, publicHazards(data).map((row) => ({
    no: String(row.no), hazard: row.id, enterprise: row.firm?.id ?? "", enterprise_name: row.firmName, facility: row.facility,
    facility_name: row.place.name, region: data.regionOn(row.place, row.found_on), kind: row.place.kind, criterion: row.criterion.split(/[;；]/).join(" "), listed_by: row.listed_by,
    description: row.description, measures: row.measures, found_on: row.found_on, due_on: row.due_on, extended_to: row.extended_to,
    state: row.state, days_overdue: row.overdue ? String(row.overdue) : "", extensions: row.extensions ?? "", closed_on: row.state === "closed" ? row.closed_on : "",
  })));
  table("penalties", undefined, publicDecisions(data).map((row) => {
    const told = (text) => (isUndone(row.status) ? "" : text);
    return {
      decided_on: row.decided_on, document_no: row.document_no, authority: row.authority, region: row.region,
      enterprise: told(row.firm?.id ?? ""), enterprise_name: told(row.firmName), party: told(row.party), kind: told(row.kind), basis: told(row.basis),
      amount_yuan: told(row.amount_yuan && plain(exact(row.amount_yuan))), amount_before_yuan: row.amount_before_yuan ?? "", public_until: told(row.expires_on), status: row.status, status_on: row.status_on, status_reason: row.status_reason, url: told(row.url ?? ""),
    };
  }));
  table("facilities", undefined, data.facilities.map((row) => ({
    facility: row.id, name: row.name, enterprise: row.enterprise, former_enterprises: row.former_enterprises ?? "", region: data.holderOn(row.region, data.asOf), former_regions: row.former_regions ?? "", kind: row.kind, since: row.since ?? "", until: row.until ?? "",
    status: row.status, status_since: row.status_since, former_statuses: row.former_statuses ?? "", guard: row.guard, batch: row.batch ?? "", grade: row.grade, capacity: row.capacity, dam_class: row.dam_class, dam_kind: row.dam_kind ?? "", above_homes: flag(row.above_homes === "true"), ownerless: flag(row.ownerless === "true"),
  })));
  table("enterprises", undefined, data.enterprises.map((row) => ({ enterprise: row.id, name: row.name, former_names: row.former_names.replace(/@[\d-]+/g, "").split(/\s*[;；]\s*/).join(" "), uscc: row.uscc, region: data.holderOn(row.region, data.asOf), former_regions: row.former_regions ?? "", since: row.since ?? "", until: row.until ?? "" })));
  table("inspections", undefined, doneInspections(data).map((row) => ({
    started_on: row.started_on, ended_on: row.ended_on, organ: row.organ, kind: row.kind, region: row.reporter,
    facilities: row.facilities.split(";").join(" "), problems_found: row.problems_found, problems_rectified: row.problems_rectified,
  })));
  table("notices", undefined, doneNotices(data).map((row) => ({
    issued_on: row.issued_on, kind: row.kind, region: row.region, enterprise: row.enterprise, enterprise_name: data.nameOn(row.enterprise, row.issued_on), reason: row.reason, document_no: row.document_no, basis: row.basis ?? "",
  })));
};
