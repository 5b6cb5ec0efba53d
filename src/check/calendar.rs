//! The days of the campaign against each other: phases, milestones, windows, and the year of its document.
//!
//! In: `data/campaign.toml` as it was read. Out: a warning where days do not fit. A campaign may be so on purpose, so none of
//! them stops a build.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Subject;
use crate::dataset::{Campaign, Period};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::say;

/// How long after the campaign its last reports may be due, in months.
const AFTERWARDS: u32 = 3;
/// How long after the month it is named for a window may be cut off: the one of December often is in January.
const CUT_OFF_AFTER: Days = Days::new(15);

pub(super) fn check(subject: Subject, findings: &Findings) {
    let campaign = &subject.dataset.campaign;
    phases(campaign, findings);
    milestones(campaign, findings);
    windows(campaign, findings);
    document(campaign, findings);
}

fn phases(campaign: &Campaign, findings: &Findings) {
    let (from, to) = (campaign.starts_on, campaign.ends_on);
    for phase in campaign.phases.iter().filter(|phase| phase.from < from || phase.to > to) {
        let place = if phase.to > to { &phase.end_place } else { &phase.place };
        findings.push(
            apart(
                place,
                say!(
                    "阶段“{}”从 {} 到 {}，行动从 {from} 到 {to}",
                    "the phase `{}` goes from {} to {}, and the campaign from {from} to {to}",
                    phase.title,
                    phase.from,
                    phase.to
                ),
            )
            .help(say!("核对年月日", "check the year, the month and the day")),
        );
    }
    for two in campaign.phases.windows(2) {
        let [last, next] = two else { continue };
        if last.to.succ_opt() != Some(next.from) {
            findings.push(apart(&next.place, say!(
                "阶段“{}”止于 {}，下一阶段“{}”从 {} 起",
                "the phase `{}` ends on {}, and the next, `{}`, begins on {}",
                last.title, last.to, next.title, next.from
            )).help(say!(
                "下一阶段从上一阶段结束的次日起；确是交叉进行的，不用改",
                "let a phase begin the day after the last one ended; where they are meant to overlap, leave it"
            )));
        }
    }
}

fn milestones(campaign: &Campaign, findings: &Findings) {
    let (from, to) = (campaign.starts_on, campaign.ends_on);
    let last = to.checked_add_months(Months::new(AFTERWARDS)).unwrap_or(to);
    for milestone in campaign.milestones.iter().filter(|at| !(from..=last).contains(&at.due_on)) {
        findings.push(
            apart(
                &milestone.place,
                say!(
                    "节点“{}”在 {}，行动从 {from} 到 {to}",
                    "the milestone `{}` is due on {}, and the campaign goes from {from} to {to}",
                    milestone.title,
                    milestone.due_on
                ),
            )
            .help(say!("核对年月日", "check the year, the month and the day")),
        );
    }
}

fn windows(campaign: &Campaign, findings: &Findings) {
    for two in campaign.periods.windows(2) {
        let [last, next] = two else { continue };
        if last.to.succ_opt().is_some_and(|follows| next.from > follows) {
            findings.push(
                apart(
                    &next.place,
                    say!(
                        "{} 截止于 {}，{} 从 {} 起，中间的日子哪一期都不算",
                        "{} is cut off on {} and {} begins on {}: the days between count in no period",
                        last.id,
                        last.to,
                        next.id,
                        next.from
                    ),
                )
                .help(say!(
                    "每期从上期截止日的次日起",
                    "let each period begin the day after the last cut-off"
                )),
            );
        }
    }
    for period in campaign.periods.iter().filter(|period| !is_cut_off_in_its_month(period)) {
        findings.push(
            apart(
                &period.place,
                say!(
                    "{} 的截止日是 {}，不在那个月",
                    "{} is cut off on {}, which is not in that month",
                    period.id,
                    period.to
                ),
            )
            .help(say!("核对 `to` 的年月", "check the year and the month of `to`")),
        );
    }
}

fn is_cut_off_in_its_month(period: &Period) -> bool {
    let end =
        period.month.checked_add_months(Months::new(1)).and_then(|next| next.checked_add_days(CUT_OFF_AFTER));
    (period.month..end.unwrap_or(NaiveDate::MAX)).contains(&period.to)
}

/// 〔2023〕: the year a number was given in is that of the document.
fn document(campaign: &Campaign, findings: &Findings) {
    let Some(document) = &campaign.document else { return };
    let year = document.no.split_once('〔').and_then(|(_, rest)| rest.split_once('〕')).map(|(year, _)| year);
    let issued = document.issued_on.year();
    if year.and_then(|year| year.parse().ok()).is_some_and(|year: i32| year != issued) {
        findings.push(
            apart(
                &document.place,
                say!(
                    "文号 `{}` 的年份不是成文日期的 {issued} 年",
                    "the year of the number `{}` is not {issued}, in which the document was issued",
                    document.no
                ),
            )
            .help(say!("核对文号和 `issued_on`", "check the number and `issued_on`")),
        );
    }
}

fn apart(place: &Place, message: Say) -> Finding {
    Finding::new(Code::DatesApart, place.clone(), message)
}
