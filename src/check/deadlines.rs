//! Reports against the calendar: missing, late, incomplete, impossible.

use chrono::{Days, NaiveDate};

use super::Subject;
use crate::dataset::{Filing, Form, PeriodAt, RegionAt, Report, Span, Value, report_path};
use crate::diagnostic::{Cause, Code, Finding, Findings, Place};
use crate::figures::{Timeliness, timeliness};
use crate::say;

pub fn check(subject: Subject, region: RegionAt, findings: &Findings) {
    let Subject { dataset, figures, .. } = subject;
    for (period, _) in PeriodAt::each(&dataset.campaign.periods) {
        match dataset.reports.get(region, period) {
            Some(report) if !figures.is_closed(period) => findings.push(not_closed(subject, report)),
            Some(report) => filed(subject, report, findings),
            None if !dataset.regions.is_there(region, &dataset.campaign.periods[period]) => {}
            None if figures.is_closed(period) && !dataset.reports.is_broken(region, period) => {
                findings.extend(missing(subject, region, period));
            }
            None => {}
        }
    }
}

/// What comes in so many days before the cut-off cannot cover the month.
const DAYS_AHEAD: u64 = 10;

/// A report that came in before the cut-off waits; one before the period has begun is a mistake.
fn not_closed(subject: Subject, report: &Report) -> Finding {
    let period = &subject.dataset.campaign.periods[report.period];
    let as_of = subject.as_of;
    if period.from <= as_of {
        return Finding::new(
            Code::PeriodNotClosed,
            report.place((0, 0)),
            say!(
                "{} 期到 {} 截止，数据截至 {as_of}，这份报表暂不计入",
                "the period {} closes on {}; as of {as_of} this report does not count yet",
                period.id,
                period.to
            ),
        )
        .help(say!("截止后自然计入，不用改", "it counts once the period is closed; nothing is to be done"))
        .follows_from(Cause::suspected(
            period.place.clone(),
            say!(
                "{} 期到 {} 截止，数据截至 {as_of}，这一期的报表暂不计入",
                "the period {} closes on {}; as of {as_of} its reports do not count yet",
                period.id,
                period.to
            ),
            say!("截止后自然计入，不用改", "they count once the period is closed; nothing is to be done"),
            0,
        ));
    }
    Finding::new(
        Code::PeriodNotOpen,
        report.place((0, 0)),
        say!(
            "{} 期从 {} 才开始，数据截至日是 {as_of}",
            "the period {} begins on {}, and the data are as of {as_of}",
            period.id,
            period.from
        ),
    )
    .help(say!(
        "检查期别；确实已开始的，改数据截至日 `--as-of`",
        "check the period; if it has begun, move `--as-of`"
    ))
    .follows_from(subject.day_too_early())
}

/// Not a single form is there and the last due day of all has passed.
fn missing(subject: Subject, region: RegionAt, period: PeriodAt) -> Option<Finding> {
    let Subject { dataset, as_of, .. } = subject;
    let all_missing = (0..dataset.forms.len())
        .all(|form| timeliness(dataset, form, region, period, as_of) == Timeliness::Missing);
    let (name, id) = (&dataset.regions.all()[region].name, &dataset.campaign.periods[period].id);
    // Of one that never reported its code is rather wrong, or its reports lie elsewhere.
    let never =
        all_missing && subject.figures.periods().all(|period| dataset.reports.get(region, period).is_none());
    let told = all_missing.then(|| {
        Finding::new(
            Code::ReportMissing,
            Place::file(&report_path(id, &dataset.regions.all()[region].code)),
            say!("{name} {id} 期缺报", "{name} has not reported for {id}"),
        )
        .help(say!("催报；补报后放在这个位置", "ask for it; it goes to this place"))
    });
    told.map(|finding| if never { finding.follows_from(never_reported(subject, region)) } else { finding })
}

fn never_reported(subject: Subject, region: RegionAt) -> Cause {
    let of = &subject.dataset.regions.all()[region];
    let (name, code) = (&of.name, &of.code);
    Cause::named(
        of.place.clone(),
        say!("{name}（`{code}`）一期报表也没有", "{name} (`{code}`) has not reported at all"),
        say!(
            "核对代码，报表文件以它命名；确实没有报的，逐期催报",
            "check the code, after which its reports are named; where it is right, ask for each of them"
        ),
    )
}

fn filed(subject: Subject, report: &Report, findings: &Findings) {
    for (form_index, form) in subject.dataset.forms.iter().enumerate() {
        let Some(filing) = &report.filings[form_index] else {
            let how = timeliness(subject.dataset, form_index, report.region, report.period, subject.as_of);
            if how == Timeliness::Missing && !report.broken {
                findings.push(
                    Finding::new(
                        Code::FormMissing,
                        report.place((0, 0)),
                        say!("缺“{}”（`[{}]`）", "the form `[{1}]` ({0}) is missing", form.short, form.id),
                    )
                    .help(say!("补上 `[{}]` 一节", "add the table `[{}]`", form.id)),
                );
            }
            continue;
        };
        if let Some(on) = filing.submitted_on {
            submitted(subject, report, form, filing, on, findings);
            // What has not come yet is not late: the day is wrong.
            let is_known = on <= subject.as_of;
            findings.extend(is_known.then(|| late(subject, report, form_index, filing, on)).flatten());
        }
        if !report.broken {
            findings.extend(incomplete(report, form, filing));
        }
    }
}

/// The place of a form's table in a report: its header line.
fn header(report: &Report, filing: &Filing) -> Place {
    report.place((filing.span.start as u32, filing.span.end as u32))
}

/// The place of the day a form came in.
fn submission(report: &Report, filing: &Filing) -> Place {
    report.place((filing.submitted_at.start as u32, filing.submitted_at.end as u32))
}

fn submitted(
    subject: Subject,
    report: &Report,
    form: &Form,
    filing: &Filing,
    on: NaiveDate,
    findings: &Findings,
) {
    let period = &subject.dataset.campaign.periods[report.period];
    if on > subject.as_of {
        findings.push(
            Finding::new(
                Code::FutureDate,
                submission(report, filing),
                say!(
                    "“{}”的报送日 {on} 晚于数据截至日 {}",
                    "{}: submitted on {on}, after the data's own day {}",
                    form.short,
                    subject.as_of
                ),
            )
            .help(say!("改正 `submitted_on`", "correct `submitted_on`"))
            .follows_from(subject.day_too_early()),
        );
    }
    if on < period.from {
        findings.push(
            Finding::new(
                Code::SubmittedTooEarly,
                submission(report, filing),
                say!(
                    "“{}”的报送日 {on} 早于本期开始 {}",
                    "{}: submitted on {on}, before the period begins on {}",
                    form.short,
                    period.from
                ),
            )
            .help(say!("检查 `submitted_on` 和期别", "check `submitted_on` and the period")),
        );
    } else if on + Days::new(DAYS_AHEAD) < period.to {
        let (short, to) = (&form.short, period.to);
        findings.push(
            Finding::new(
                Code::SubmittedTooEarly,
                submission(report, filing),
                say!(
                    "“{short}”{on} 报送，本期到 {to} 才截止",
                    "{short}: submitted on {on}, and the period closes on {to}"
                ),
            )
            .help(say!(
                "核对 `submitted_on`；截止前报的，截止后补全",
                "check `submitted_on`; what came in before the cut-off is completed after it"
            )),
        );
    }
}

fn late(subject: Subject, report: &Report, form: usize, filing: &Filing, on: NaiveDate) -> Option<Finding> {
    let Subject { dataset, as_of, .. } = subject;
    let Timeliness::Filed { late, .. } = timeliness(dataset, form, report.region, report.period, as_of)
    else {
        return None;
    };
    let form = &dataset.forms[form];
    let missed = form.due.get(late.checked_sub(1)?)?;
    let day = dataset.campaign.periods[report.period].day(missed.day);
    let (short, source) = (&form.short, &missed.source);
    let met = form.due.get(late).map(|next| dataset.campaign.periods[report.period].day(next.day));
    let finding = Finding::new(
        Code::ReportLate,
        submission(report, filing),
        say!(
            "“{short}”{on} 报送，晚于{source}规定的 {day}",
            "{short}: submitted on {on}, after {day} ({source})"
        ),
    );
    Some(match met {
        Some(next) => finding.help(say!(
            "仍在 {next} 之前，按正文规定算按期",
            "still before {next}, on time by the later rule"
        )),
        None => finding.help(say!("及时页面会列为逾期", "the timeliness page will show it as late")),
    })
}

/// Cells that were to be filled in and are not.
fn incomplete(report: &Report, form: &Form, filing: &Filing) -> Option<Finding> {
    let stated = form.spans.iter().flat_map(|span| form.cells.iter().map(move |cell| (span, cell)));
    let missing: Vec<String> = stated
        .zip(&filing.cells)
        .filter(|(_, filed)| filed.value == Value::Missing)
        .map(|((span, cell), _)| match (form.spans.len(), span) {
            (1, _) | (_, Span::Month) => cell.id.clone(),
            (_, Span::ToDate) => format!("total.{}", cell.id),
        })
        .collect();
    let (count, first) = (missing.len(), missing.iter().take(6).map(String::as_str).collect::<Vec<_>>());
    let more = if count > first.len() { "…" } else { "" };
    let (zh, en) = (first.join("、"), first.join(", "));
    (count > 0).then(|| {
        Finding::new(
            Code::CellsMissing,
            header(report, filing),
            say!(
                "“{}”有 {count} 格未报：{zh}{more}",
                "{}: {count} cells not reported: {en}{more}",
                form.short
            ),
        )
        .help(say!(
            "补上；确实没有的写 0，不适用的写 \"n/a\"",
            "fill them in; none is 0, not applicable is \"n/a\""
        ))
    })
}
