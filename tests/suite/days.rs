//! Every rule with a day: the day before, the day itself and the day after, in one table.
//!
//! A row names the rule, the site in which a day is set, what is looked at, and what it shows for each of three days
//! that follow on each other. What is looked at is a finding by its code, a figure, a cell of a table for download, or
//! words on a page; nothing of how it comes about.

use std::fmt::Write as _;

use gongshi::dataset::Span::{self, Month, ToDate};
use gongshi::diagnostic::{Code, Severity};
use rayon::prelude::*;

use crate::exposure::{WITHDRAWN, then, unknown_elsewhere};
use crate::legal::{decided, fine, often_fined};
use crate::support::cases::{CASE, exposed};
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::ledger::{ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, kept};
use crate::support::site::{CAMPAIGN, POLICY, REPORT, Site};

/// What a row looks at.
enum Look {
    /// The weight of a finding: `error`, `warning`, or nothing.
    Finding(Code),
    /// `yes` where a finding of this kind says so.
    Says(Code, &'static str),
    /// A figure of county 101: measure, period, span.
    Figure(&'static str, &'static str, Span),
    /// The cell of a download in the row that holds a word, by the column's code; nothing where there is no such row.
    Cell(&'static str, &'static str, &'static str),
    /// `yes` where a page is and has these words.
    Words(&'static str, &'static str),
}

use Look::{Cell, Figure, Finding, Says, Words};

/// A rule, the site of a day, what is looked at, and three days with what is shown.
type Rule = (&'static str, fn(&str) -> Site, Look, [(&'static str, &'static str); 3]);

/// The data are of 26 July 2023 unless a row says otherwise; periods end on the 20th.
const RULES: &[Rule] = &[
    // Periods.
    (
        "the campaign counts from its first day",
        |day| h2(&[("found_on", day)]),
        Figure("ledger.major_found", "2023-05", Month),
        [("2023-05-14", "0"), ("2023-05-15", "1"), ("2023-05-16", "1")],
    ),
    (
        "what was found before it is told",
        |day| h2(&[("found_on", day)]),
        Finding(Code::FoundBefore),
        [("2023-05-14", "warning"), ("2023-05-15", ""), ("2023-05-16", "")],
    ),
    (
        "the cut-off day belongs to its period",
        |day| h2(&[("found_on", day)]),
        Figure("ledger.major_found", "2023-06", Month),
        [("2023-06-19", "2"), ("2023-06-20", "2"), ("2023-06-21", "1")],
    ),
    (
        "a period begins the day after the cut-off",
        |day| h2(&[("found_on", day)]),
        Figure("ledger.major_found", "2023-07", Month),
        [("2023-06-20", "0"), ("2023-06-21", "1"), ("2023-06-22", "1")],
    ),
    (
        "a period closes on its cut-off day",
        |day| as_of(Site::small(), day),
        Finding(Code::PeriodNotClosed),
        [("2023-07-19", "warning"), ("2023-07-20", ""), ("2023-07-21", "")],
    ),
    (
        "a period is open from its first day",
        |day| as_of(Site::small(), day),
        Finding(Code::PeriodNotOpen),
        [("2023-06-20", "error"), ("2023-06-21", ""), ("2023-06-22", "")],
    ),
    (
        "a period begins after the one before it",
        |day| Site::small().edit(CAMPAIGN, "from = 2023-06-21", &format!("from = {day}")),
        Finding(Code::PeriodsOutOfOrder),
        [("2023-06-20", "error"), ("2023-06-21", ""), ("2023-06-22", "")],
    ),
    (
        "a period may last a day",
        |day| Site::small().edit(CAMPAIGN, "to = 2023-05-20", &format!("to = {day}")),
        Finding(Code::PeriodsOutOfOrder),
        [("2023-05-14", "error"), ("2023-05-15", ""), ("2023-05-16", "")],
    ),
    // Reports.
    (
        "a form of the 20th is late on the 21st",
        |day| submitted(day),
        Finding(Code::ReportLate),
        [("2023-07-19", ""), ("2023-07-20", ""), ("2023-07-21", "warning")],
    ),
    (
        "a form of the 20th misses one day on the 21st",
        |day| submitted(day),
        Cell("data/timeliness.csv", "dispatch,101,2023-07", "due_days_missed"),
        [("2023-07-19", "0"), ("2023-07-20", "0"), ("2023-07-21", "1")],
    ),
    (
        "a form of the 25th misses both days on the 26th",
        |day| submitted(day),
        Cell("data/timeliness.csv", "dispatch,101,2023-07", "due_days_missed"),
        [("2023-07-24", "1"), ("2023-07-25", "1"), ("2023-07-26", "2")],
    ),
    (
        "a report is missing once the last due day has passed",
        |day| as_of(Site::small().without(REPORT), day),
        Finding(Code::ReportMissing),
        [("2023-07-24", ""), ("2023-07-25", ""), ("2023-07-26", "warning")],
    ),
    (
        "a form is missing once its last due day has passed",
        |day| as_of(without_statistics(), day),
        Finding(Code::FormMissing),
        [("2023-07-24", ""), ("2023-07-25", ""), ("2023-07-26", "warning")],
    ),
    (
        "nothing comes in after the data's own day",
        |day| submitted(day),
        Finding(Code::FutureDate),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing comes in more than ten days before the cut-off",
        |day| submitted(day),
        Finding(Code::SubmittedTooEarly),
        [("2023-07-09", "warning"), ("2023-07-10", ""), ("2023-07-11", "")],
    ),
    // Deadlines of hazards.
    (
        "a hazard is overdue the day after its deadline",
        |day| h2(&[("due_on", day)]),
        Finding(Code::HazardOverdue),
        [("2023-07-25", "warning"), ("2023-07-26", ""), ("2023-07-27", "")],
    ),
    (
        "days overdue are counted from the deadline",
        |day| h2(&[("due_on", day)]),
        Cell("data/hazards.csv", "H2", "days_overdue"),
        [("2023-07-24", "2"), ("2023-07-25", "1"), ("2023-07-26", "")],
    ),
    (
        "an extension moves the deadline",
        |day| h2(&[("due_on", "2023-07-10"), ("extensions", &extended(day))]),
        Finding(Code::HazardOverdue),
        [("2023-07-25", "warning"), ("2023-07-26", ""), ("2023-07-27", "")],
    ),
    (
        "overdue in a period is what was due before its cut-off",
        |day| h2(&[("due_on", day)]),
        Figure("ledger.major_overdue", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "0"), ("2023-07-21", "0")],
    ),
    (
        "an extension to the cut-off day is kept on it",
        |day| h2(&[("due_on", "2023-07-10"), ("extensions", &extended(day))]),
        Figure("ledger.major_overdue", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "0"), ("2023-07-21", "0")],
    ),
    (
        "what is due counts in the period of its deadline",
        |day| h2(&[("due_on", day)]),
        Figure("ledger.major_due", "2023-07", Month),
        [("2023-07-19", "2"), ("2023-07-20", "1"), ("2023-07-21", "1")],
    ),
    (
        "closed on the deadline is on time",
        |day| {
            closed(&[
                ("due_on", "2023-07-10"),
                ("applied_on", "2023-07-06"),
                ("reviewed_on", "2023-07-09"),
                ("closed_on", day),
            ])
        },
        Figure("ledger.major_on_time", "2023-07", ToDate),
        [("2023-07-09", "2"), ("2023-07-10", "2"), ("2023-07-11", "1")],
    ),
    (
        "what was due and is closed counts in the period of its closing",
        |day| closed(&[("due_on", "2023-07-10"), ("closed_on", day)]),
        Figure("ledger.major_due_closed", "2023-07", Month),
        [("2023-07-19", "2"), ("2023-07-20", "2"), ("2023-07-21", "1")],
    ),
    (
        "a deadline is within a year",
        |day| h2(&[("due_on", day)]),
        Finding(Code::DeadlineFar),
        [("2024-07-02", ""), ("2024-07-03", ""), ("2024-07-04", "warning")],
    ),
    (
        "an extension is within a year of the deadline",
        |day| h2(&[("extensions", &extended(day))]),
        Finding(Code::DeadlineFar),
        [("2024-08-14", ""), ("2024-08-15", ""), ("2024-08-16", "warning")],
    ),
    (
        "an extension is after the deadline",
        |day| h2(&[("extensions", &extended(day))]),
        Finding(Code::ExtensionWrong),
        [("2023-08-14", "error"), ("2023-08-15", "error"), ("2023-08-16", "")],
    ),
    // Lives of hazards.
    (
        "closed on the cut-off day is not open then",
        |day| closed(&[("closed_on", day)]),
        Figure("ledger.major_open", "2023-07", Month),
        [("2023-07-19", "0"), ("2023-07-20", "0"), ("2023-07-21", "1")],
    ),
    (
        "closed on the cut-off day is closed in its period",
        |day| closed(&[("closed_on", day)]),
        Figure("ledger.major_closed", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "1"), ("2023-07-21", "0")],
    ),
    (
        "listed on the cut-off day is listed in its period",
        |day| h2(&[("listed_by", "县应急管理局"), ("listed_on", day)]),
        Figure("ledger.major_listed", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "1"), ("2023-07-21", "0")],
    ),
    (
        "nothing is verified before it is found",
        |day| h1(&[("verified_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-05-31", "error"), ("2023-06-01", ""), ("2023-06-02", "")],
    ),
    (
        "nothing is due before it is found",
        |day| h1(&[("due_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-05-31", "error"), ("2023-06-01", ""), ("2023-06-02", "")],
    ),
    (
        "nothing is listed before it is found",
        |day| h1(&[("listed_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-05-31", "error"), ("2023-06-01", ""), ("2023-06-02", "")],
    ),
    (
        "nothing is reported to the regulator before it is found",
        |day| h1(&[("reported_regulator_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-05-31", "error"), ("2023-06-01", ""), ("2023-06-02", "")],
    ),
    (
        "nothing is reported to the workers before it is found",
        |day| h1(&[("reported_workers_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-05-31", "error"), ("2023-06-01", ""), ("2023-06-02", "")],
    ),
    (
        "nothing is applied for before it is verified",
        |day| h1(&[("applied_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-06-01", "error"), ("2023-06-02", ""), ("2023-06-03", "")],
    ),
    (
        "nothing is reviewed before it is applied for",
        |day| h1(&[("reviewed_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-06-17", "error"), ("2023-06-18", ""), ("2023-06-19", "")],
    ),
    (
        "nothing is closed before it is reviewed",
        |day| h1(&[("delisted_on", "2023-06-10"), ("closed_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-06-19", "error"), ("2023-06-20", ""), ("2023-06-21", "")],
    ),
    (
        "nothing is delisted before it is listed",
        |day| h1(&[("delisted_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-06-02", "error"), ("2023-06-03", ""), ("2023-06-04", "")],
    ),
    (
        "nothing is closed before it is delisted",
        |day| h1(&[("reviewed_on", "2023-06-18"), ("closed_on", day)]),
        Finding(Code::StepsOutOfOrder),
        [("2023-06-19", "error"), ("2023-06-20", ""), ("2023-06-21", "")],
    ),
    (
        "a review before the application sent it back",
        |day| h2(&[("applied_on", "2023-07-12"), ("reviewed_by", "县应急管理局"), ("reviewed_on", day)]),
        Cell("data/hazards.csv", "H2", "state"),
        [("2023-07-11", "applied"), ("2023-07-12", "reviewed"), ("2023-07-13", "reviewed")],
    ),
    (
        "a step of the data's own day is taken",
        |day| as_of(closed(&[("closed_on", "2023-07-26")]), day),
        Cell("data/hazards.csv", "H2", "state"),
        [("2023-07-25", ""), ("2023-07-26", "closed"), ("2023-07-27", "closed")],
    ),
    (
        "a hazard is reported within a week of being verified",
        |day| h2(&[("reported_workers_on", ""), ("verified_on", day)]),
        Finding(Code::ReportNotMade),
        [("2023-07-18", "warning"), ("2023-07-19", ""), ("2023-07-20", "")],
    ),
    (
        "a hazard is verified within thirty days",
        |day| h2(&[("verified_on", ""), ("found_on", day)]),
        Finding(Code::HazardStalled),
        [("2023-06-25", "warning"), ("2023-06-26", ""), ("2023-06-27", "")],
    ),
    (
        "a remedy is whole within a week",
        |day| h2(&[("responsible", ""), ("verified_on", day)]),
        Finding(Code::HazardStalled),
        [("2023-07-18", "warning"), ("2023-07-19", ""), ("2023-07-20", "")],
    ),
    (
        "a recurrence is found once the first was closed",
        |day| cells(kept(), HAZARDS, "H2", &[("found_on", day)]),
        Finding(Code::WrongRecurrence),
        [("2023-06-19", "error"), ("2023-06-20", ""), ("2023-06-21", "")],
    ),
    (
        "a recurrence is found after the first",
        |day| {
            cells(
                cells(kept(), HAZARDS, "H2", &[("found_on", "2023-06-20")]),
                HAZARDS,
                "H1",
                &[("found_on", day)],
            )
        },
        Finding(Code::WrongRecurrence),
        [("2023-06-19", ""), ("2023-06-20", "error"), ("2023-06-21", "error")],
    ),
    (
        "what is found again while it was open is one",
        |day| h2(&[("description", "安全出口不畅"), ("found_on", day)]),
        Finding(Code::RowRepeated),
        [("2023-06-19", "warning"), ("2023-06-20", ""), ("2023-06-21", "")],
    ),
    (
        "what is found again once it was closed came back",
        |day| h2(&[("description", "安全出口不畅"), ("found_on", day)]),
        Finding(Code::RecurrenceNotDeclared),
        [("2023-06-19", ""), ("2023-06-20", "warning"), ("2023-06-21", "warning")],
    ),
    (
        "a criterion applies from its day",
        |day| h2(&[("found_on", day)]),
        Finding(Code::CriterionMisfit),
        [("2022-08-31", "error"), ("2022-09-01", ""), ("2022-09-02", "")],
    ),
    (
        "nothing is found where it is closed",
        |day| cells(kept(), FACILITIES, "F1", &[("status", "closed"), ("status_since", day)]),
        Finding(Code::FacilityClosed),
        [("2023-07-02", "warning"), ("2023-07-03", ""), ("2023-07-04", "")],
    ),
    (
        "what is closed on the data's own day is not overdue",
        |day| closed(&[("due_on", "2023-07-10"), ("closed_on", day)]),
        Finding(Code::HazardOverdue),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "warning")],
    ),
    (
        "what is found on the data's own day may be overdue",
        |day| h2(&[("due_on", "2023-07-20"), ("found_on", day)]),
        Finding(Code::HazardOverdue),
        [("2023-07-25", "warning"), ("2023-07-26", "warning"), ("2023-07-27", "")],
    ),
    (
        "a review on the day of the application sent nothing back",
        |day| {
            h2(&[
                ("verified_on", "2023-07-15"),
                ("applied_on", "2023-07-10"),
                ("reviewed_by", "县应急管理局"),
                ("reviewed_on", day),
            ])
        },
        Says(Code::StepsOutOfOrder, "的复查"),
        [("2023-07-09", "yes"), ("2023-07-10", ""), ("2023-07-11", "")],
    ),
    // Nothing of the time after the data's own day.
    (
        "nothing is found tomorrow",
        |day| h2(&[("found_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing is verified tomorrow",
        |day| h2(&[("verified_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing is closed tomorrow",
        |day| closed(&[("closed_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing is listed tomorrow",
        |day| h2(&[("listed_by", "县应急管理局"), ("listed_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing is decided tomorrow",
        |day| penalty(&[("decided_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no penalty is published tomorrow",
        |day| penalty(&[("published_on", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no penalty is revoked tomorrow",
        |day| revoked(day),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no inspection ends tomorrow",
        |day| inspected(day),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no notice is issued tomorrow",
        |day| noticed(day),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no mine is closed tomorrow",
        |day| cells(kept(), FACILITIES, "F1", &[("status_since", day)]),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "no former name ends tomorrow",
        |day| kept().edit(ENTERPRISES, "甲矿厂@2023-06-30", &format!("甲矿厂@{day}")),
        Finding(Code::RowInFuture),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "an inspection does not end before it begins",
        |day| inspected(day),
        Finding(Code::CellsContradict),
        [("2023-07-02", "error"), ("2023-07-03", ""), ("2023-07-04", "")],
    ),
    // What today's rows publish.
    (
        "a hazard found today is listed today",
        |day| h2(&[("found_on", day), ("verified_on", ""), ("reported_workers_on", "")]),
        Cell("data/hazards.csv", "H2", "found_on"),
        [("2023-07-25", "2023-07-25"), ("2023-07-26", "2023-07-26"), ("2023-07-27", "")],
    ),
    (
        "an inspection that ends today is published today",
        |day| inspected(day),
        Cell("data/inspections.csv", "甲县应急管理局", "ended_on"),
        [("2023-07-25", "2023-07-25"), ("2023-07-26", "2023-07-26"), ("2023-07-27", "")],
    ),
    (
        "a notice of today is published today",
        |day| noticed(day),
        Cell("data/notices.csv", "逾期未整改", "issued_on"),
        [("2023-07-25", "2023-07-25"), ("2023-07-26", "2023-07-26"), ("2023-07-27", "")],
    ),
    (
        "a listing of today is published today",
        |day| h2(&[("listed_by", "县安委办"), ("listed_on", day)]),
        Cell("data/hazards.csv", "H2", "listed_by"),
        [("2023-07-25", "县安委办"), ("2023-07-26", "县安委办"), ("2023-07-27", "")],
    ),
    (
        "a former name holds through its last day",
        |day| penalty(&[("decided_on", day), ("hazards", "")]),
        Words("enforcement/index.html", "甲矿厂"),
        [("2023-06-29", "yes"), ("2023-06-30", "yes"), ("2023-07-01", "")],
    ),
    // Penalties.
    (
        "a penalty published today is shown today",
        |day| penalty(&[("published_on", day)]),
        Cell("data/penalties.csv", "甲应急罚〔2023〕1号", "amount_yuan"),
        [("2023-07-25", "30000"), ("2023-07-26", "30000"), ("2023-07-27", "")],
    ),
    (
        "a penalty is shown through its last day",
        |day| penalty(&[("expires_on", day)]),
        Cell("data/penalties.csv", "甲应急罚〔2023〕1号", "amount_yuan"),
        [("2023-07-25", ""), ("2023-07-26", "30000"), ("2023-07-27", "30000")],
    ),
    (
        "a penalty is shown for three years where nothing is said",
        |day| as_of(penalty(&[("expires_on", "")]), day),
        Words("enforcement/index.html", "30,000"),
        [("2026-07-04", "yes"), ("2026-07-05", "yes"), ("2026-07-06", "")],
    ),
    (
        "a penalty revoked today is told as revoked",
        |day| revoked(day),
        Cell("data/penalties.csv", "甲应急罚〔2023〕1号", "status"),
        [("2023-07-25", "revoked"), ("2023-07-26", "revoked"), ("2023-07-27", "")],
    ),
    (
        "a penalty counts in the period of its decision",
        |day| penalty(&[("decided_on", day)]),
        Figure("ledger.penalties", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "1"), ("2023-07-21", "0")],
    ),
    (
        "a month tells the penalties decided from its first day",
        |day| penalty(&[("decided_on", day), ("hazards", "")]),
        Words("periods/2023-07/index.html", "甲应急罚〔2023〕1号"),
        [("2023-06-20", ""), ("2023-06-21", "yes"), ("2023-06-22", "yes")],
    ),
    (
        "a month tells the penalties decided through its last",
        |day| penalty(&[("decided_on", day), ("published_on", "2023-07-24")]),
        Words("periods/2023-07/index.html", "甲应急罚〔2023〕1号"),
        [("2023-07-19", "yes"), ("2023-07-20", "yes"), ("2023-07-21", "")],
    ),
    (
        "what was imposed on both counts in the period of the later decision",
        |day| {
            let unit = penalty(&[("decided_on", "2023-07-06"), ("hazards", "")]);
            let principal = "A1-2,A1,DAY,甲县应急管理局,101,E1,F1,principal,fine,《安全生产法》第九十九条第（二）项,20000,甲应急罚〔2023〕2号,,DAY,,valid,,\n";
            unit.append(ENFORCEMENT, &principal.replace("DAY", day))
        },
        Figure("ledger.double_penalties", "2023-07", Month),
        [("2023-07-19", "1"), ("2023-07-20", "1"), ("2023-07-21", "0")],
    ),
    (
        "nothing is published before it is decided",
        |day| penalty(&[("published_on", day)]),
        Finding(Code::DecisionDaysOutOfOrder),
        [("2023-07-04", "error"), ("2023-07-05", ""), ("2023-07-06", "")],
    ),
    (
        "nothing expires before it is decided",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::DecisionDaysOutOfOrder),
        [("2023-07-04", "error"), ("2023-07-05", ""), ("2023-07-06", "")],
    ),
    (
        "nothing is amended before it is decided",
        |day| amended(day, "数额有误"),
        Finding(Code::DecisionDaysOutOfOrder),
        [("2023-07-04", "error"), ("2023-07-05", ""), ("2023-07-06", "")],
    ),
    (
        "nothing is published after it was revoked",
        |day| {
            penalty(&[
                ("status", "revoked"),
                ("status_on", "2023-07-10"),
                ("status_reason", "有误"),
                ("published_on", day),
            ])
        },
        Finding(Code::DecisionDaysOutOfOrder),
        [("2023-07-09", ""), ("2023-07-10", ""), ("2023-07-11", "warning")],
    ),
    (
        "a penalty is published within seven working days",
        |day| penalty(&[("published_on", day)]),
        Finding(Code::PublishedLate),
        [("2023-07-13", ""), ("2023-07-14", ""), ("2023-07-15", "warning")],
    ),
    (
        "a penalty of today is to be published",
        |day| penalty(&[("published_on", ""), ("decided_on", day)]),
        Finding(Code::DueToPublish),
        [("2023-07-25", "warning"), ("2023-07-26", "warning"), ("2023-07-27", "")],
    ),
    (
        "the seventh working day is not late",
        |day| penalty(&[("published_on", ""), ("decided_on", day)]),
        Says(Code::DueToPublish, "已经逾期"),
        [("2023-07-14", "yes"), ("2023-07-17", ""), ("2023-07-18", "")],
    ),
    (
        "a penalty stays public for three months at least",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::ExpiryOutOfRange),
        [("2023-10-04", "warning"), ("2023-10-05", ""), ("2023-10-06", "")],
    ),
    (
        "a serious one stays public for a year at least",
        |day| penalty(&[("kind", "suspend"), ("amount_yuan", ""), ("expires_on", day)]),
        Finding(Code::ExpiryOutOfRange),
        [("2024-07-04", "warning"), ("2024-07-05", ""), ("2024-07-06", "")],
    ),
    (
        "a penalty stays public for three years at most",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::ExpiryOutOfRange),
        [("2026-07-04", ""), ("2026-07-05", ""), ("2026-07-06", "warning")],
    ),
    (
        "what expires today is told",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::DueToExpire),
        [("2023-07-25", ""), ("2023-07-26", "warning"), ("2023-07-27", "warning")],
    ),
    (
        "what expires within thirty days is told",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::DueToExpire),
        [("2023-08-24", "warning"), ("2023-08-25", "warning"), ("2023-08-26", "")],
    ),
    (
        "a change is explained within three working days",
        |day| amended(day, ""),
        Finding(Code::ChangeNotExplained),
        [("2023-07-20", "warning"), ("2023-07-21", ""), ("2023-07-22", "")],
    ),
    (
        "a penalty is not before its hazard was found",
        |day| penalty(&[("decided_on", day)]),
        Finding(Code::DecisionElsewhere),
        [("2023-07-02", "warning"), ("2023-07-03", ""), ("2023-07-04", "")],
    ),
    (
        "three penalties lie within 180 days",
        |day| decided(&[fine(day, "甲2号"), fine("2023-07-07", "甲3号")]),
        Finding(Code::ClosureCheck),
        [("2023-01-07", ""), ("2023-01-08", "warning"), ("2023-01-09", "warning")],
    ),
    (
        "four penalties lie within a year",
        |day| decided(&[fine(day, "甲2号"), fine("2022-12-01", "甲3号"), fine("2023-01-01", "甲4号")]),
        Finding(Code::ClosureCheck),
        [("2022-07-04", ""), ("2022-07-05", "warning"), ("2022-07-06", "warning")],
    ),
    (
        "penalties of today count for a closure check",
        |day| decided(&[fine("2023-07-06", "甲2号"), fine(day, "甲3号")]),
        Finding(Code::ClosureCheck),
        [("2023-07-25", "warning"), ("2023-07-26", "warning"), ("2023-07-27", "")],
    ),
    (
        "a closure check needs a hazard found by the last penalty",
        |day| {
            cells(
                cells(often_fined(), HAZARDS, "H2", &[("recurs", ""), ("level", "general")]),
                HAZARDS,
                "H1",
                &[("found_on", day)],
            )
        },
        Finding(Code::ClosureCheck),
        [("2023-07-06", "warning"), ("2023-07-07", "warning"), ("2023-07-08", "")],
    ),
    (
        "a penalty revoked after the month was reported stood then",
        |day| {
            implied(cells(
                kept(),
                ENFORCEMENT,
                "A1-1",
                &[("status", "revoked"), ("status_on", day), ("status_reason", "认定有误")],
            ))
        },
        Finding(Code::RulesDisagree),
        [("2023-07-17", "error"), ("2023-07-18", "error"), ("2023-07-19", "warning")],
    ),
    (
        "what was revoked on the day it was decided is not published later",
        |day| {
            penalty(&[
                ("status", "revoked"),
                ("status_on", day),
                ("status_reason", "有误"),
                ("published_on", "2023-07-10"),
            ])
        },
        Says(Code::DecisionDaysOutOfOrder, "晚于撤销日期"),
        [("2023-07-04", ""), ("2023-07-05", "yes"), ("2023-07-06", "yes")],
    ),
    (
        "what is published today is published late",
        |day| penalty(&[("published_on", day)]),
        Finding(Code::PublishedLate),
        [("2023-07-25", "warning"), ("2023-07-26", "warning"), ("2023-07-27", "")],
    ),
    (
        "what expires on the day of the decision is public too shortly",
        |day| penalty(&[("expires_on", day)]),
        Finding(Code::ExpiryOutOfRange),
        [("2023-07-04", ""), ("2023-07-05", "warning"), ("2023-07-06", "warning")],
    ),
    (
        "what is published within seven days is in time whatever the holidays were",
        |day| {
            penalty(&[
                ("decided_on", "2022-12-05"),
                ("published_on", day),
                ("hazards", ""),
                ("expires_on", ""),
            ])
        },
        Finding(Code::LedgerMissing),
        [("2022-12-11", ""), ("2022-12-12", ""), ("2022-12-13", "warning")],
    ),
    // Cases.
    (
        "a case appears on its day",
        |day| published(day),
        Words("cases/index.html", "安全出口畅通案"),
        [("2023-07-25", "yes"), ("2023-07-26", "yes"), ("2023-07-27", "")],
    ),
    (
        "a case is named through its last day",
        |day| case("batch = 1", &format!("batch = 1\nexpires_on = {day}")),
        Words("cases/x-1/index.html", "甲矿业有限公司"),
        [("2023-07-25", ""), ("2023-07-26", "yes"), ("2023-07-27", "yes")],
    ),
    (
        "a case withdrawn today is gone today",
        |day| step(day, "withdrawn"),
        Words("cases/x-1/index.html", "甲矿业有限公司"),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "yes")],
    ),
    (
        "a case that expires today is told",
        |day| case("batch = 1", &format!("batch = 1\nexpires_on = {day}")),
        Finding(Code::DueToExpire),
        [("2023-07-25", ""), ("2023-07-26", "warning"), ("2023-07-27", "warning")],
    ),
    (
        "a case that expires within thirty days is told",
        |day| case("batch = 1", &format!("batch = 1\nexpires_on = {day}")),
        Finding(Code::DueToExpire),
        [("2023-08-24", "warning"), ("2023-08-25", "warning"), ("2023-08-26", "")],
    ),
    (
        "a month tells the cases published through its last day",
        |day| published(day),
        Words("periods/2023-07/index.html", "安全出口畅通案"),
        [("2023-07-19", "yes"), ("2023-07-20", "yes"), ("2023-07-21", "")],
    ),
    (
        "a case follows its penalty in three working days",
        |day| changed_under_the_case(day),
        Finding(Code::DueToWithdraw),
        [("2023-07-20", "error"), ("2023-07-21", "warning"), ("2023-07-22", "warning")],
    ),
    (
        "a case follows a change of today",
        |day| changed_under_the_case(day),
        Finding(Code::DueToWithdraw),
        [("2023-07-25", "warning"), ("2023-07-26", "warning"), ("2023-07-27", "")],
    ),
    (
        "a case follows from the day of the change",
        |day| followed(day),
        Finding(Code::DueToWithdraw),
        [("2023-07-19", "error"), ("2023-07-20", ""), ("2023-07-21", "")],
    ),
    (
        "a case that follows today has followed",
        |day| followed(day),
        Finding(Code::DueToWithdraw),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "steps of a case are in order",
        |day| case("on = 2023-07-11", &format!("on = {day}")),
        Finding(Code::CaseHistory),
        [("2023-07-13", ""), ("2023-07-14", ""), ("2023-07-15", "error")],
    ),
    (
        "a case is reviewed before it appears",
        |day| case("on = 2023-07-13 }", &format!("on = {day} }}")),
        Finding(Code::CaseReview),
        [("2023-07-13", ""), ("2023-07-14", ""), ("2023-07-15", "error")],
    ),
    (
        "a case names who was penalised in public by today",
        |day| exposed_with(&[("published_on", day)]),
        Finding(Code::CaseNaming),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    // Corrections.
    (
        "nothing is corrected tomorrow",
        |day| corrected(day),
        Finding(Code::CorrectionDateImpossible),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "error")],
    ),
    (
        "nothing is corrected before its period has closed",
        |day| corrected(day),
        Finding(Code::CorrectionDateImpossible),
        [("2023-07-19", "error"), ("2023-07-20", ""), ("2023-07-21", "")],
    ),
    // How fresh the site is.
    (
        "the home page is fresh for two weeks",
        |day| as_of(Site::small(), day),
        Finding(Code::HomeStale),
        [("2023-08-06", ""), ("2023-08-07", ""), ("2023-08-08", "warning")],
    ),
    (
        "news are fresh for two weeks",
        |day| column("news", day),
        Finding(Code::ColumnStale),
        [("2023-07-11", "warning"), ("2023-07-12", ""), ("2023-07-13", "")],
    ),
    (
        "a notice is fresh for six months",
        |day| column("notice", day),
        Finding(Code::ColumnStale),
        [("2023-01-25", "warning"), ("2023-01-26", ""), ("2023-01-27", "")],
    ),
    (
        "what is written today is the latest",
        |day| column("news", day).put("content/y.md", page("news", "2023-07-01")),
        Finding(Code::ColumnStale),
        [("2023-07-25", ""), ("2023-07-26", ""), ("2023-07-27", "warning")],
    ),
    (
        "nothing is stale in the first two weeks",
        |day| as_of(column("news", "2023-05-01"), day),
        Finding(Code::ColumnStale),
        [("2023-05-28", ""), ("2023-05-29", "warning"), ("2023-05-30", "warning")],
    ),
    (
        "nothing is stale after the campaign",
        |day| as_of(column("news", "2023-05-01"), day),
        Finding(Code::ColumnStale),
        [("2023-12-30", "warning"), ("2023-12-31", "warning"), ("2024-01-01", "")],
    ),
    // Phases.
    (
        "a phase is on through its last day",
        |day| of_phases("2023-05-15", day),
        Words("index.html", "进行中"),
        [("2023-07-25", ""), ("2023-07-26", "yes"), ("2023-07-27", "yes")],
    ),
    (
        "a phase is on from its first day",
        |day| of_phases(day, "2023-12-31"),
        Words("index.html", "进行中"),
        [("2023-07-25", "yes"), ("2023-07-26", "yes"), ("2023-07-27", "")],
    ),
    (
        "every page names the phase through its last day",
        |day| of_phases("2023-05-15", day),
        Words("policy/index.html", "全过程"),
        [("2023-07-25", ""), ("2023-07-26", "yes"), ("2023-07-27", "yes")],
    ),
    (
        "every page names the phase from its first day",
        |day| of_phases(day, "2023-12-31"),
        Words("policy/index.html", "全过程"),
        [("2023-07-25", "yes"), ("2023-07-26", "yes"), ("2023-07-27", "")],
    ),
    (
        "a milestone has passed the day after it",
        |day| {
            let shown = "{% extends \"base.html\" %}{% block main %}{% for one in campaign.milestones %}{{ one.title }} {{ one.passed }}{% endfor %}{% endblock %}";
            let site = Site::small().edit("gongshi.toml", "sample = true", "sample = true\ntheme = \"own\"");
            let site = site.edit(CAMPAIGN, "due_on = 2023-12-10", &format!("due_on = {day}"));
            site.put("themes/own/templates/timeliness.html", shown)
        },
        Words("timeliness/index.html", "总结 true"),
        [("2023-07-25", "yes"), ("2023-07-26", ""), ("2023-07-27", "")],
    ),
];

/// Granted a few days after the hazard was found.
fn extended(day: &str) -> String {
    format!("2023-07-06:{day}")
}

fn as_of(site: Site, day: &str) -> Site {
    site.edit("gongshi.toml", "as_of = \"2023-07-26\"", &format!("as_of = \"{day}\""))
}

/// Some cells of a row written anew.
fn cells(site: Site, path: &str, id: &str, cells: &[(&str, &str)]) -> Site {
    let text = site.text(path);
    let (header, _) = text.split_once('\n').expect("has a header");
    let columns: Vec<&str> = header.split(',').collect();
    let lines = text.lines().map(|line| {
        let mut row: Vec<&str> = line.split(',').collect();
        if row[0] == id {
            for (column, value) in cells {
                row[columns.iter().position(|name| name == column).expect("is a column")] = value;
            }
        }
        row.join(",") + "\n"
    });
    let text: String = lines.collect();
    site.put(path, text)
}

/// The open hazard, which is nobody's return.
fn h2(changed: &[(&str, &str)]) -> Site {
    cells(cells(kept(), HAZARDS, "H2", &[("recurs", "")]), HAZARDS, "H2", changed)
}

/// The closed hazard, which nothing returns to.
fn h1(changed: &[(&str, &str)]) -> Site {
    cells(h2(&[]), HAZARDS, "H1", changed)
}

/// The open hazard closed as it should be, in July.
fn closed(changed: &[(&str, &str)]) -> Site {
    let whole = [
        ("applied_on", "2023-07-06"),
        ("reviewed_on", "2023-07-07"),
        ("reviewed_by", "县应急管理局"),
        ("closed_on", "2023-07-08"),
        ("outcome", "rectified"),
        ("evidence", "验收资料"),
    ];
    cells(h2(&whole), HAZARDS, "H2", changed)
}

fn penalty(changed: &[(&str, &str)]) -> Site {
    cells(kept(), ENFORCEMENT, "A1-1", changed)
}

fn revoked(day: &str) -> Site {
    penalty(&[("status", "revoked"), ("status_on", day), ("status_reason", "认定有误")])
}

fn amended(day: &str, reason: &str) -> Site {
    penalty(&[("status", "amended"), ("status_on", day), ("status_reason", reason)])
}

fn inspected(day: &str) -> Site {
    cells(kept(), INSPECTIONS, "I1", &[("ended_on", day)])
}

fn noticed(day: &str) -> Site {
    cells(kept(), NOTICES, "N1", &[("issued_on", day)])
}

/// County 101's first form of July, come in on a day.
fn submitted(day: &str) -> Site {
    Site::small().edit(REPORT, "submitted_on = 2023-07-18", &format!("submitted_on = {day}"))
}

fn without_statistics() -> Site {
    let text = Site::small().text(REPORT);
    let (dispatch, _) = text.split_once("[statistics]").expect("has both forms");
    Site::small().put(REPORT, dispatch)
}

fn case(from: &str, to: &str) -> Site {
    exposed().edit(CASE, from, to)
}

fn exposed_with(changed: &[(&str, &str)]) -> Site {
    cells(exposed(), ENFORCEMENT, "A1-1", changed)
}

/// The case published on a day.
fn published(day: &str) -> Site {
    let site = case("published_on = 2023-07-14", &format!("published_on = {day}"));
    site.edit(CASE, "on = 2023-07-14, to", &format!("on = {day}, to"))
}

/// The case with one step more.
fn step(day: &str, to: &str) -> Site {
    let more = format!(
        "\n  {{ on = {day}, to = \"{to}\", why = \"处罚变动\", document_no = \"甲应急撤〔2023〕1号\" }},\n]\nreview"
    );
    case("\n]\nreview", &more).edit(CASE, "status = \"published\"", &format!("status = \"{to}\""))
}

fn changed_under_the_case(day: &str) -> Site {
    exposed_with(&[("status", "amended"), ("status_on", day), ("status_reason", "数额有误")])
}

/// Its penalty was amended on 20 July, and the case on a day.
fn followed(day: &str) -> Site {
    let changed = [("status", "amended"), ("status_on", "2023-07-20"), ("status_reason", "数额有误")];
    cells(step(day, "amended"), ENFORCEMENT, "A1-1", &changed)
}

fn corrected(day: &str) -> Site {
    Site::small().put(CORRECTIONS, correction("dispatch.self_found@2023-07/101", "9", "3", day))
}

fn page(column: &str, day: &str) -> String {
    format!("+++\ntitle = \"甲\"\ncolumn = \"{column}\"\nupdated_on = {day}\n+++\n\n乙。\n")
}

/// The policy page is left out: it is of May, and a column of its own.
fn column(column: &str, day: &str) -> Site {
    Site::small().without(POLICY).put("content/x.md", page(column, day))
}

/// Tips, of which county 101 had some in July alone, imply a penalty.
fn implied(site: Site) -> Site {
    let site = site.edit("data/reports/2023-05/101.toml", "tip_found = 1", "tip_found = 0");
    site.edit("data/reports/2023-06/102.toml", "tip_found = 1", "tip_found = 0").append("data/rules.toml", "\n[[rules]]\nid = \"R1\"\ntitle = \"有举报的应有处罚\"\nleft = [\"dispatch.tip_found\"]\nop = \"implies\"\nright = [\"ledger.penalties\"]\nover = \"month\"\nseverity = \"error\"\n")
}

/// A withdrawn case of an enterprise that a page names, and nothing else but a notice.
fn masked_beside_a_notice(day: &str) -> Site {
    let site = then(unknown_elsewhere(), &WITHDRAWN.replace("甲矿业", "丁石料"), "withdrawn");
    cells(site, NOTICES, "N1", &[("issued_on", day), ("enterprise", "E9")])
        .append(POLICY, "\n见丁石料有限公司。\n")
}

fn of_phases(from: &str, to: &str) -> Site {
    Site::small().edit(CAMPAIGN, "from = 2023-05-15\nto = 2023-12-31", &format!("from = {from}\nto = {to}"))
}

/// What a site shows of what a row looks at.
fn shown(site: &Site, look: &Look) -> String {
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    match look {
        Finding(code) => {
            let seen = site.check();
            let weights =
                seen.findings.iter().filter(|finding| finding.code == *code).map(|finding| finding.severity);
            let heaviest = |a: Severity, b: Severity| if a == Severity::Error { a } else { b };
            weights.reduce(heaviest).map_or(String::new(), |weight| weight.word().to_owned())
        }
        Says(code, words) => {
            let seen = site.check();
            yes(seen
                .findings
                .iter()
                .any(|finding| finding.code == *code && finding.message.zh.contains(words)))
        }
        Figure(measure, period, span) => {
            let figure = site.count().get(measure, "101", period, *span);
            figure.even_withheld().map_or("—".into(), |value| value.normalize().to_string())
        }
        Cell(file, row, column) => {
            let built = site.build_only(|address| address.trim_start_matches('/') == *file);
            let Some(text) = built.files.get(*file).map(|bytes| std::str::from_utf8(bytes).expect("is text"))
            else {
                return String::new();
            };
            let mut lines = text.trim_start_matches('\u{feff}').lines();
            let at = lines.next().expect("has a header").split(',').position(|name| name == *column);
            let at = at.unwrap_or_else(|| panic!("no column {column} in {text}"));
            let found = lines.find(|line| line.contains(row));
            found.map_or(String::new(), |line| line.split(',').nth(at).expect("is whole").to_owned())
        }
        Words(path, words) => {
            let built = site.build_only(|address| gongshi::site::file_of(address) == *path);
            yes(built.files.contains_key(*path) && built.words(path).contains(words))
        }
    }
}

#[test]
fn every_rule_holds_on_the_day_before_on_its_day_and_on_the_day_after() {
    let looked = RULES.par_iter().map(|(rule, site, look, days)| {
        let mut wrong = String::new();
        for (day, expected) in days {
            let shows = shown(&site(day), look);
            if shows != *expected {
                let _ = writeln!(wrong, "{rule}: on {day} `{shows}`, not `{expected}`");
            }
        }
        wrong
    });
    let wrong: String = looked.collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// Three days that follow on each other, or the row does not say which day turns.
#[test]
fn the_days_of_a_row_turn_once() {
    for (rule, .., days) in RULES {
        assert!(days.windows(2).all(|two| two[0].0 < two[1].0), "{rule}");
        assert!(days[0].1 != days[1].1 || days[1].1 != days[2].1, "{rule}");
    }
}

/// What shows only where a site is built. A notice of tomorrow is an error of its own, so the day after is not seen.
#[test]
fn a_notice_of_today_makes_a_name_public() {
    let remains = |site: Site| site.build().seen.codes().contains(&Code::NameRemains);
    assert!(!remains(masked_beside_a_notice("2023-07-25")) && !remains(masked_beside_a_notice("2023-07-26")));
    assert!(remains(masked_beside_a_notice("2023-07-26").edit(NOTICES, "E9", "E1")));
}

#[test]
fn a_page_is_of_no_day_to_come() {
    for (day, is_told) in [("2023-07-25", false), ("2023-07-26", false), ("2023-07-27", true)] {
        let template = format!(
            "{{% extends \"base.html\" %}}{{% block column %}}<meta name=\"ArticleTitle\" content=\"x\">\
             <meta name=\"PubDate\" content=\"{day} 00:00\"><meta name=\"ContentSource\" content=\"x\">\
             {{% endblock %}}{{% block main %}}{{{{ text | safe }}}}{{% endblock %}}"
        );
        let seen = Site::small().put("themes/default/templates/text.html", template).build().seen;
        assert_eq!(seen.codes().contains(&Code::PubDateMalformed), is_told, "{day}");
    }
}
