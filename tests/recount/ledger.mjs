// The ledgers, counted row by row: each measure a list of [day, what, how much]; each thing (`what`) once a span.
import { formerOn, isUndone } from "./data.mjs";
import { exact, groupBy, SCALE } from "./number.mjs";

export const PENALTIES = "warning fine suspend close revoke withhold detain criticize confiscate restrict limit downgrade".split(" ");
const SOURCES = { self: "企业自查", inspection: "执法检查", tip: "群众举报", assigned: "上级交办" };
const KINDS = { underground: "地下矿山", open_pit: "露天矿山", tailings: "尾矿库" };
const STATES = {
  found: ["台账重大隐患发现数", "flow"],
  closed: ["台账重大隐患销号数", "flow"],
  open: ["台账未销号重大隐患", "stock"],
  overdue: ["台账逾期重大隐患", "stock"],
};
// id, title, unit, kind.
const REST = `
major_dismissed 台账重大隐患不属实、降级数 个 flow
major_due 台账到期应整改重大隐患 个 flow
major_on_time 台账按期销号重大隐患 个 flow
major_listed 台账挂牌督办重大隐患 个 flow
major_listed_closed 台账挂牌督办重大隐患销号数 个 flow
major_listed_open 台账未销号挂牌督办重大隐患 个 stock
major_listed_overdue 台账逾期挂牌督办重大隐患 个 stock
major_due_closed 台账到期已销号重大隐患 个 flow
major_listed_due 台账到期挂牌督办重大隐患 个 flow
major_listed_due_closed 台账到期已销号挂牌督办重大隐患 个 flow
major_reported 台账双报告重大隐患 个 flow
lenient_exempt 台账自查隐患不予处罚 个 flow
lenient_lighter 台账自查隐患从轻处罚 个 flow
public_rows 公示明细条数 个 stock
general_found 台账一般隐患发现数 个 flow
general_closed 台账一般隐患销号数 个 flow
general_open 台账未销号一般隐患 个 stock
general_overdue 台账逾期一般隐患 个 stock
penalties 台账有效行政处罚 次 flow
fines 台账罚款合计 万元 flow
double_penalties 台账一案双罚案件 件 flow
double_principals 台账双罚主要负责人 人 distinct
firms_suspended 台账责令停产整顿企业 家 distinct
firms_closed 台账关闭取缔企业 家 distinct
firms_ordered 台账责令限期整改企业 家 distinct
transfers 台账移送司法 次 flow
inspections 台账检查次数 次 flow
firms_inspected 台账检查企业 家 distinct
firms_checked 台账抽查企业 家 distinct
commissioner_visits 台账监管专员检查 次 flow
problems_found 台账检查发现问题 项 flow
problems_rectified 台账检查问题已整改 项 flow
exposures 台账曝光、约谈、联合惩戒 次 flow
exposed_firms 台账曝光、约谈、联合惩戒企业 家 distinct
enterprises 在册企业 家 stock
facilities 在册设施 座 stock
batch_close 关闭退出设施 座 stock
batch_merge 整合重组设施 座 stock
batch_upgrade 改造提升设施 座 stock`;

export const LEDGER = (data) => {
  const parts = { ...SOURCES, ...KINDS, ...Object.fromEntries(data.criteria.map(({ code, title }) => [code, `${code} ${title}`])) };
  const states = Object.entries(STATES).flatMap(([state, [title, measure]]) => {
    const id = `ledger.major_${state}`;
    const of = Object.entries(parts).map(([part, name]) => ({ id: `${id}.${part}`, title: `${title}（${name}）`, of: id }));
    return [{ id, title }, ...of].map((one) => ({ ...one, unit: "个", measure }));
  });
  const rest = REST.trim().split("\n").map((line) => {
    const [id, title, unit, measure] = line.split(" ");
    return { id: `ledger.${id}`, title, unit, measure, unit_added: measure === "distinct" ? `${unit}次` : undefined };
  });
  return [...states, ...rest].map((one) => ({ ...one, form: "ledger", ledger: true }));
};

export const isRectified = (row) => row.outcome === "rectified";
export const isDismissed = (row) => ["dismissed", "downgraded"].includes(row.outcome);
export const deadlineOn = (row, day) => row.deadlines.filter(({ granted }) => granted <= day).at(-1)?.due ?? "";
// The first deadline that came before another was granted.
const fellDue = ({ deadlines }) => deadlines.find(({ due }, at) => !deadlines[at + 1] || deadlines[at + 1].granted > due)?.due;
const dayAfter = (day) => new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10);
export const isOpen = (row, on) => row.found_on <= on && (!row.closed_on || row.closed_on > on);
// Due on the day itself and open on it is not yet overdue.
export const isOverdue = (row, on) => isOpen(row, on) && deadlineOn(row, on) !== "" && deadlineOn(row, on) < on;
const later = (...days) => days.sort().at(-1);

// Whether a decision stood on a day, and what its fine was then.
const stoodOn = (row, day) => !isUndone(row.status) || row.status_on > day;
const fineOn = (row, day) => exact((row.status === "amended" && row.amount_before_yuan && row.status_on > day ? row.amount_before_yuan : row.amount_yuan) || "0");

// Affairs in which an enterprise and its principal were both punished by what stands on a day, on the day the second of
// them was.
export const doublePenalties = (data, decisions, on = data.asOf) => {
  const valid = decisions.filter((row) => row.decided_on <= on && stoodOn(row, on) && PENALTIES.includes(row.kind));
  const affairs = groupBy(valid, (row) => `${row.reporter}\n${row.case}\n${data.firmNamed(row)?.id}`);
  return [...affairs.values()].flatMap((rows) => {
    const of = (party) => rows.filter((row) => row.party === party);
    const [units, principals] = [of("unit"), of("principal")];
    if (!units.length || !principals.length) return [];
    const day = later(...[units, principals].map((side) => side.map((row) => row.decided_on).sort()[0]));
    return [{ day, reporter: rows[0].reporter, enterprise: data.firmNamed(rows[0])?.id, units, principals }];
  });
};

// How a facility stood on a day; nothing, where that is not known.
const statusOn = (row, day) => formerOn(row.former_statuses, day) ?? (row.status_since && day < row.status_since ? "" : row.status);
const isRegistered = (row, day) => !(row.since > day) && !(row.until && row.until < day);

// Whose hazards are listed by name: those an enterprise found itself only where the settings ask for more.
export const isNamed = (data, row, on) => {
  const scope = data.settings.publication?.hazards ?? "inspected";
  return row.source !== "self" || scope === "all" || (scope === "inspected_and_listed" && Boolean(row.listed_on) && row.listed_on <= on);
};

// A reporter's measures: id → { events: (day) => what had happened, as it stood then } or { there: (day) => count }.
const measuresOf = (data, { code, kind }) => {
  const started = data.periods[0].from;
  // What was merged into it is its own from then on.
  const holder = ({ reporter }, day) => data.holderOn(reporter, data.periods.find(({ to }) => day <= to)?.to ?? data.asOf);
  const mine = (rows) => rows.filter((row) => data.periods.some(({ to }) => data.holderOn(row.reporter, to) === code));
  const hazards = mine(data.hazards).filter((row) => row.found_on >= started);
  const out = {};
  const events = (id, rows, day, thing, amount) => {
    const told = (row, on) => [row[day], thing?.(row), amount ? amount(row, on) : SCALE];
    out[`ledger.${id}`] = { events: (on) => (typeof rows === "function" ? rows(on) : rows).filter((row) => holder(row, row[day]) === code).map((row) => told(row, on)) };
  };
  const there = (id, number) => (out[`ledger.${id}`] = { there: number });
  const held = (rows, on) => rows.filter((row) => holder(row, on) === code);
  const four = (level, of, rows) => {
    events(`${level}_found${of}`, rows, "found_on");
    events(`${level}_closed${of}`, rows.filter(isRectified), "closed_on");
    there(`${level}_open${of}`, (on) => held(rows, on).filter((row) => isOpen(row, on)).length);
    there(`${level}_overdue${of}`, (on) => held(rows, on).filter((row) => isOverdue(row, on)).length);
  };
  const major = hazards.filter((row) => row.level === "major");
  four("general", "", hazards.filter((row) => row.level === "general"));
  four("major", "", major);
  for (const source of Object.keys(SOURCES)) four("major", `.${source}`, major.filter((row) => row.source === source));
  for (const place of Object.keys(KINDS)) four("major", `.${place}`, major.filter((row) => data.placeOf(row.facility).kind === place));
  for (const { code: criterion } of data.criteria) four("major", `.${criterion}`, major.filter((row) => row.criterion.split(/[;；\s]+/).includes(criterion)));
  const listed = major.filter((row) => row.listed_on);
  there("major_listed_open", (on) => held(listed, on).filter((row) => row.listed_on <= on && isOpen(row, on)).length);
  there("major_listed_overdue", (on) => held(listed, on).filter((row) => row.listed_on <= on && isOverdue(row, on)).length);
  events("major_listed", listed, "listed_on");
  events("major_listed_closed", listed.filter(isRectified), "closed_on");
  events("major_dismissed", major.filter(isDismissed), "closed_on");
  const reported = major.filter((row) => row.reported_regulator_on && row.reported_workers_on);
  events("major_reported", reported.map((row) => ({ ...row, day: [row.found_on, row.reported_regulator_on, row.reported_workers_on].sort().at(-1) })), "day");
  for (const leniency of ["exempt", "lighter"]) events(`lenient_${leniency}`, major.filter((row) => row.leniency === leniency), "found_on");
  there("public_rows", (on) => held(major, on).filter((row) => isNamed(data, row, on) && row.found_on <= on && !(isDismissed(row) && row.closed_on <= on)).length);
  // What is open as its deadline ends fell due the day after; what was dismissed by then never did.
  const due = major.filter(fellDue).flatMap((row) => {
    const deadline = fellDue(row);
    const inTime = row.closed_on && row.closed_on <= deadline;
    return inTime && isDismissed(row) ? [] : [{ ...row, deadline, day: later(row.found_on, inTime ? deadline : dayAfter(deadline)) }];
  });
  const lateToo = (rows) => rows.filter(isRectified).map((row) => ({ ...row, day: later(row.day, row.closed_on) }));
  const listedDue = due.filter((row) => row.listed_on).map((row) => ({ ...row, day: later(row.day, row.listed_on) }));
  events("major_due", due, "day");
  events("major_on_time", due.filter((row) => isRectified(row) && row.closed_on <= row.deadline), "deadline");
  events("major_due_closed", lateToo(due), "day");
  events("major_listed_due", listedDue, "day");
  events("major_listed_due_closed", lateToo(listedDue), "day");

  const decisions = mine(data.decisions);
  const standing = (of) => (on) => decisions.filter((row) => stoodOn(row, on) && of(row));
  const penalties = standing((row) => PENALTIES.includes(row.kind));
  const doubles = (on) => doublePenalties(data, decisions, on);
  events("penalties", penalties, "decided_on");
  // What is confiscated is no fine. The ledger is in 元, the figure in 万元.
  events("fines", standing((row) => row.kind === "fine"), "decided_on", undefined, (row, on) => fineOn(row, on) / 10000n);
  events("double_penalties", doubles, "day");
  events("double_principals", doubles, "day", (row) => row.enterprise);
  for (const [id, of] of [["firms_suspended", "suspend"], ["firms_closed", "close"], ["firms_ordered", "order"]]) {
    events(id, standing((row) => row.kind === of), "decided_on", (row) => data.firmNamed(row)?.id);
  }
  events("transfers", standing((row) => row.kind === "transfer"), "decided_on");

  const inspections = mine(data.inspections);
  const visits = inspections
    .flatMap((row) => row.facilities.split(";").map((place) => ({ ...row, firm: data.ownerOn(data.placeOf(place), row.ended_on) })))
    .filter((row) => row.firm);
  const number = (field) => (row) => exact(row[field] || "0");
  events("inspections", inspections, "ended_on");
  events("commissioner_visits", inspections.filter((row) => row.kind === "commissioner"), "ended_on");
  events("firms_inspected", visits, "ended_on", (row) => row.firm);
  events("firms_checked", visits.filter((row) => row.kind === "spot_check"), "ended_on", (row) => row.firm);
  events("problems_found", inspections, "ended_on", undefined, number("problems_found"));
  events("problems_rectified", inspections, "ended_on", undefined, number("problems_rectified"));

  const exposed = mine(data.notices.map((row) => ({ ...row, reporter: row.region }))).filter((row) => row.enterprise && row.kind !== "circular");
  events("exposures", exposed, "issued_on");
  events("exposed_firms", exposed, "issued_on", (row) => row.enterprise);
  // The bureau answers for every enterprise of its city.
  const here = (row, on) => kind === "bureau" || data.regionOn(row, on) === code;
  there("enterprises", (on) => data.enterprises.filter((row) => here(row, on) && isRegistered(row, on)).length);
  const stands = (row, on) => isRegistered(row, on) && !["closed", "decommissioned"].includes(statusOn(row, on));
  there("facilities", (on) => data.facilities.filter((row) => here(row, on) && stands(row, on)).length);
  for (const batch of ["close", "merge", "upgrade"]) there(`batch_${batch}`, (on) => data.facilities.filter((row) => here(row, on) && isRegistered(row, on) && row.batch === batch).length);
  return out;
};

export const ledgerFigures = (data, put) => {
  if (!data.hasLedger || !data.periods.length) return;
  const started = data.periods[0].from;
  for (const reporter of data.reporters) {
    for (const [id, { events = () => [], there }] of Object.entries(measuresOf(data, reporter))) {
      data.periods.forEach(({ id: period, to }, at) => {
        for (const [span, after] of [["month", data.periods[at - 1]?.to ?? ""], ["to_date", ""]]) {
          const things = new Set();
          let sum = there ? BigInt(there(to)) * SCALE : 0n;
          for (const [day, thing, amount] of events(to)) {
            if (day <= after || day < started || day > to || (thing !== undefined && things.has(thing))) continue;
            things.add(thing);
            sum += amount;
          }
          const counts = span === "month" ? data.isThere(reporter.code, period) : data.monthsOf(reporter.code).some((month) => month.to <= to);
          put(id, reporter.code, period, span, counts ? { sum, have: 1, want: 1 } : { sum: 0n, have: 0, want: 0 });
        }
      });
    }
  }
};
