// The rows of the ledgers as their lists show them: one function a list, which every page that has it shares.
import { isUndone } from "./data.mjs";
import { exact, grouped } from "./number.mjs";

export const NONE = "—";
export const yuan = (text) => (text ? grouped(exact(text)) : NONE);

export const hazardHeads = ({ words: { say } }) => ["number_no", "enterprise_name", "in_region", "industry", "listed_by", "hazard_plan", "found_on", "hazard_status"].map((key) => say(key));
export const hazardState = ({ words: { say } }, row) => [say(`hazard_${row.state}`), row.overdue && `${say("overdue")} ${row.overdue} ${say("days")}`].filter(Boolean).join(" ");

// The plan with the deadline, and what it was extended to.
export const hazardRow = (site, row) => {
  const { data, words: { say } } = site;
  const ends = (text) => text.replace(/[。；;.]$/, "");
  const due = row.due_on && `${say("due_by").trim()} ${row.due_on}`;
  const extended = row.extended_to && `${say("extended_to").trim()} ${row.extended_to}`;
  return [
    row.no, row.firmName || say("ownerless"), data.regionOf(data.regionOn(row.place, row.found_on)).name, say(`facility_${row.place.kind}`), row.listed_by ? `${say("listed_by")} ${row.listed_by}` : NONE,
    `${ends(row.description)}。${ends(row.measures)}${due || ""}${extended || ""}`,
    `${say("found_on")} ${row.found_on}`, hazardState(site, row),
  ];
};

// 重大隐患, 已销号, 未销号, 逾期.
export const sums = (rows) => {
  const closed = rows.filter(({ state }) => state === "closed").length;
  return [rows.length, closed, rows.length - closed, rows.filter(({ overdue }) => overdue).length];
};
export const sumNames = ({ words: { say } }) => ["major_found", "hazard_closed", "still_open", "overdue_count"].map((key) => say(key));

export const penaltyHeads = ({ words: { say } }) => [...["decided_on", "document_no", "authority", "enterprise_name", "party", "penalty_kind", "legal_basis"].map((key) => say(key)), `${say("amount")} ${say("yuan")}`, say("public_until")];
// A decision that was revoked tells why, and nobody's name.
export const penaltyRow = ({ words: { say } }, row) => {
  if (isUndone(row.status)) {
    const told = `${say("withdrawn").trim()} ${row.status_on} ${row.status_reason}`;
    return [row.decided_on, row.document_no, row.authority, ...Array(6).fill(told)];
  }
  const status = row.status === "amended" ? ` ${say("amended")} ${row.status_on} ${row.status_reason}` : "";
  return [
    row.decided_on, row.document_no, row.authority, row.firmName, say(`party_${row.party}`), `${say(`penalty_${row.kind}`)}${status}`, row.basis,
    row.amount_yuan ? `${yuan(row.amount_yuan)} ${say("yuan")}` : NONE, `${say("public_until")} ${row.expires_on}`,
  ];
};
// Of those that stand: how many, and what the fines come to.
export const penaltySums = (rows) => {
  const standing = rows.filter(({ status }) => !isUndone(status));
  const fines = standing.filter(({ kind }) => kind === "fine").reduce((sum, row) => sum + exact(row.amount_yuan || "0"), 0n);
  return { count: standing.length, fines };
};

export const latest = (rows, day) => [...rows].sort((a, b) => (a[day] === b[day] ? a.no - b.no : a[day] < b[day] ? 1 : -1));
export const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
