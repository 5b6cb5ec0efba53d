//! When each region was there, and what became of it: `since`, `until`, `into`.
//!
//! In: the rows and the regions they became. Out: each merged region with its heir, and findings about days that
//! contradict each other. An heir is there on the day after the last of the one merged into it, so that each ends later
//! than the one before, and no line of heirs comes back to where it began.

use chrono::NaiveDate;

use super::{ByCode, Region, RegionAt, RegionKind, depth};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::parse::scalar;
use crate::{limits, say};

/// What a cell of a region's row says, and where; the region by its place, the column by its code.
pub(super) type CellOf<'c> = dyn Fn(usize, &str) -> (String, Place) + 'c;

/// Finds the heirs, and says what cannot be.
pub(super) fn settle(cell: &CellOf, findings: &Findings, by_code: &ByCode, all: &mut [Region]) {
    let mut suggestions = limits::FILE_SUGGESTIONS;
    for place in 0..all.len() {
        let at = RegionAt::nth(place);
        let tell = |column: &str, code: Code, message: Say, help: Say| {
            findings.push(Finding::new(code, cell(place, column).1, message).help(help));
        };
        if let (Some(since), Some(until)) = (all[at].since, all[at].until)
            && until < since
        {
            let message =
                say!("{until} 终止，早于 {since} 设立", "there until {until}, before {since}, its first day");
            tell("until", Code::RegionTimes, message, say!("改正其中一天", "correct one of the two days"));
            // That nothing is ever dated while it is there follows from it.
            (all[place].since, all[place].until) = (None, None);
        }
        if let Some((message, help)) = outlives(all, at) {
            tell("parent", Code::RegionTimes, message, help);
        }
        let (into, _) = cell(place, "into");
        if into.is_empty() {
            continue;
        }
        let Some(&heir) = by_code.get(&into) else {
            let known = all.iter().filter(|_| suggestions > 0).map(|region| region.code.as_str());
            let help = match scalar::nearest(&scalar::half_width(&into), known) {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!("写并入的地区的代码", "write the code of the region it was merged into"),
            };
            suggestions = suggestions.saturating_sub(1);
            let message = say!("没有并入的地区 `{}`", "unknown region `{}` to be merged into", into);
            tell("into", Code::UnknownRegion, message, help);
            continue;
        };
        match unfit(all, at, heir) {
            Some((message, help)) => tell("into", Code::RegionTimes, message, help),
            None => all[place].into = Some(heir),
        }
    }
}

/// A region that is there while the one above it is not.
fn outlives(all: &[Region], at: RegionAt) -> Option<(Say, Say)> {
    let own = &all[at];
    let above = &all[own.parent?];
    let before = above.since.is_some_and(|since| own.since.is_none_or(|own| own < since));
    let after = above.until.is_some_and(|until| own.until.is_none_or(|own| own > until));
    (before || after).then(|| {
        let (name, code) = (&own.name, &above.code);
        let message = say!(
            "{name}在的时候，上级 `{code}` 有的日子不在",
            "on some days that {name} is there, its parent `{code}` is not"
        );
        (
            message,
            say!(
                "改正起止日，或另立一行、写当时的上级",
                "correct the days, or make it another row below the parent of its time"
            ),
        )
    })
}

/// What keeps a region from being merged into another.
fn unfit(all: &[Region], at: RegionAt, heir: RegionAt) -> Option<(Say, Say)> {
    let (own, into) = (&all[at], &all[heir]);
    let (name, code) = (&own.name, &into.code);
    if at == heir {
        return Some((
            say!("{name}并入了自己", "{name} is merged into itself"),
            say!(
                "写并入的另一个地区；没有并入的留空",
                "write the code of another region, or leave the cell empty"
            ),
        ));
    }
    let Some(last) = own.until else {
        return Some((
            say!(
                "{name}并入了 `{code}`，却没有终止日",
                "{name} is merged into `{code}`, and has no last day"
            ),
            say!("`until` 填它的最后一天", "fill in `until`, its last day"),
        ));
    };
    let next = last.succ_opt().unwrap_or(NaiveDate::MAX);
    if !into.is_there_on(next) {
        return Some((
            say!(
                "{next} 起并入 `{code}`，那天没有 `{code}`",
                "merged into `{code}` from {next} on, a day it is not there"
            ),
            say!(
                "核对两行的起止日，改正代码或日期",
                "compare the days of both rows; correct the code or a day"
            ),
        ));
    }
    if !is_alike(all, at, heir) {
        return Some((
            say!(
                "`{code}` 与{name}不同级，或不在同一省",
                "`{code}` is not of the level of {name}, or of another province"
            ),
            say!("写同级、同省的地区的代码", "write the code of a region of its level and province"),
        ));
    }
    None
}

/// Whether two regions are of one level, and of one province where their codes say which.
fn is_alike(all: &[Region], one: RegionAt, other: RegionAt) -> bool {
    let level = |at: RegionAt| (level_of(all[at].kind), depth(all, at));
    let province = |at: RegionAt| {
        let code = all[at].code.as_bytes();
        let digits = code.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (digits >= 6).then(|| [code[0], code[1]])
    };
    let same = province(one).zip(province(other)).is_none_or(|(one, other)| one == other);
    level(one) == level(other) && same
}

/// Counties, districts and county-level cities are of one level.
fn level_of(kind: RegionKind) -> u8 {
    match kind {
        RegionKind::City => 0,
        RegionKind::Bureau => 1,
        RegionKind::District | RegionKind::County | RegionKind::CountyCity => 2,
    }
}
