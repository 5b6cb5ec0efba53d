// Which rows of the ledgers are public on the day of the site, in which order, and in which state.
import { isUndone } from "./data.mjs";
import { PENALTIES, deadlineOn, isDismissed, isNamed, isOverdue } from "./ledger.mjs";

const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
// The newest first; of one day as they stand in the files, region by region.
const newest = (rows, day) => rows.map((row, at) => [row, at]).sort(([a, x], [b, y]) => (a[day] === b[day] ? x - y : a[day] < b[day] ? 1 : -1)).map(([row]) => row);

const stateOf = (row, on) => {
  const done = (field) => row[field] && row[field] <= on;
  const five = ["responsible", "measures", "funds_yuan", "due_on", "emergency_plan"].every((field) => row[field]);
  if (done("closed_on")) return "closed";
  if (done("reviewed_on")) return "reviewed";
  if (done("applied_on")) return "applied";
  if (done("verified_on")) return five ? "rectifying" : "verified";
  return "found";
};

// Major hazards that are on the list, or were, if they turned out to be none.
export const everListed = (data) => data.hazards.filter((row) => row.level === "major" && row.found_on <= data.asOf && isNamed(data, row, data.asOf));

// The public list: major hazards that stand, reporter by reporter, in the order of their discovery.
export const publicHazards = (data) => {
  if (data.publicHazards) return data.publicHazards;
  const rows = everListed(data).filter((row) => !(isDismissed(row) && row.closed_on <= data.asOf));
  return (data.publicHazards = rows.map((row, at) => {
    const place = data.placeOf(row.facility);
    const overdue = isOverdue(row, data.asOf) ? days(deadlineOn(row, data.asOf), data.asOf) : 0;
    return { ...row, no: at + 1, place, firm: data.firmOf(data.ownerOn(place, row.found_on)), firmName: data.nameOn(data.ownerOn(place, row.found_on), row.found_on), state: stateOf(row, data.asOf), overdue };
  }));
};

// Decisions that are penalties, published, and not yet at the end of their publication.
export const publicDecisions = (data) => {
  if (data.publicDecisions) return data.publicDecisions;
  const rows = data.decisions.filter((row) => PENALTIES.includes(row.kind) && row.published_on && row.published_on <= data.asOf && (!row.expires_on || row.expires_on >= data.asOf) && (!row.repaired_on || row.repaired_on > data.asOf));
  return (data.publicDecisions = newest(rows, "decided_on").map((row) => ({ ...row, firm: data.firmNamed(row), firmName: data.nameOn(data.firmNamed(row)?.id, row.decided_on) })));
};

export const doneInspections = (data) => newest(data.inspections.filter((row) => row.ended_on <= data.asOf), "ended_on");

// Notices that were issued and have not left: their time is over, they were undone or the credit repaired.
const leftNotice = (row, day) => (row.expires_on && row.expires_on < day) || ((isUndone(row.status) || row.status === "repaired") && row.status_on <= day);
export const doneNotices = (data) => newest(data.notices.filter((row) => row.issued_on <= data.asOf && !leftNotice(row, data.asOf)), "issued_on");

// A report of one form: filed, when, and which of its due days it missed. What is not there is missing once its last
// due day has passed.
export const filingOf = (data, form, region, period) => {
  const due = form.due_days.map((day) => `${period}-${day.padStart(2, "0")}`);
  const submitted = data.filed(period, region)[form.id]?.submitted_on;
  const missed = due.filter((day) => day < (submitted ?? data.asOf)).length;
  if (submitted) return { status: "filed", submitted, missed, due };
  return { status: missed === due.length ? "missing" : missed ? "overdue" : "awaited", missed, due };
};
