//! Whether what is published gives a county's tips away, for every month that was closed.
//!
//! In: the true figures and how the forms say they are published. Out: an error for each month of a county whose
//! confidential number can be told, by the forms or by the public list. An example: a county's merged number is 5, and of
//! the city 4 were found by inspection; so one of its 5 at least was a tip.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::ledger::Source;
use crate::dataset::{Confidential, Form, HazardScope, Merged, PeriodAt, Publish, RegionAt, Span};
use crate::diagnostic::{Code, Finding, Findings};
use crate::figures::{Forced, Key, MeasureAt, Merge, Pair};
use crate::{figures, say};

/// Audits every merged cell of every form.
pub fn check(subject: Subject, findings: &Findings) {
    in_a_public_repository(subject, findings);
    let mut first = 0;
    for form in &subject.dataset.forms {
        let merges: Vec<(usize, Merge)> =
            (0..form.cells.len()).filter_map(|cell| Some((cell, merge(form, first, cell)?))).collect();
        for (cell, merge) in &merges {
            let mut forced = by_the_forms(subject, merge);
            if let Some(pair) =
                pair(form, *cell, *merge, &merges).filter(|_| subject.dataset.ledger.hazards.is_kept())
            {
                beside_the_list(subject, form, *cell, pair.sources[1], findings);
                let closed = merges.iter().find(|(part, _)| form.cells[*part].of == Some(*cell));
                let by_the_list = figures::forced(subject.figures, subject.dataset, &pair);
                let (of_part, own): (Vec<Forced>, Vec<Forced>) =
                    by_the_list.into_iter().partition(|at| at.closed);
                forced.extend(own);
                if let Some((part, merge)) = closed {
                    tell(subject, form, *part, merge, of_part, findings);
                }
            }
            tell(subject, form, *cell, merge, forced, findings);
        }
        first += form.cells.len() + form.derived.len();
    }
}

/// What tips are merged with has to be on the public list as they are: the list less all else would be the tips.
fn beside_the_list(subject: Subject, form: &Form, cell: usize, with: Source, findings: &Findings) {
    if with != Source::Own || subject.dataset.settings.hazard_list.scope == HazardScope::All {
        return;
    }
    let Some(confidential) = &form.cells[cell].confidential else { return };
    let title = &form.cells[cell].title;
    let message = say!(
        "“{title}”与企业自查的数合并公布，公示明细却不列企业自查的：由明细推得出各县的举报",
        "\"{title}\" is merged with what enterprises found themselves, which the public list leaves out: the list gives a county's tips away"
    );
    let help = say!(
        "`with` 改为部门执法检查的一格；有依据的，`gongshi.toml` 写 `[publication] hazards = \"all\"`",
        "let `with` be the cell of inspections; or, where a rule allows it, write `[publication] hazards = \"all\"` in `gongshi.toml`"
    );
    findings.push(Finding::new(Code::TipForced, confidential.place.clone(), message).help(help));
}

/// How a confidential cell is merged, by measures.
fn merge(form: &Form, first: usize, cell: usize) -> Option<Merge> {
    let Confidential { merged, publish, from, .. } = form.cells[cell].confidential.as_ref()?;
    let Merged { with, .. } = (*merged)?;
    Some(Merge { measures: [first + cell, first + with].map(MeasureAt::nth), publish: *publish, from: *from })
}

/// What was found, with the cell of what was closed of it; `None` of the latter.
fn pair(form: &Form, cell: usize, found: Merge, merges: &[(usize, Merge)]) -> Option<Pair> {
    let own = &form.cells[cell];
    if own.of.is_some_and(|of| merges.iter().any(|(whole, _)| *whole == of)) {
        return None;
    }
    let with = &form.cells[own.confidential.as_ref()?.merged?.with];
    let closed = merges.iter().find(|(part, _)| form.cells[*part].of == Some(cell));
    Some(Pair { sources: [own.source?, with.source?], found, closed: closed.map(|(_, merge)| *merge) })
}

/// The months in which a county's merged number is more than all the city has of the other source, or that one does not
/// apply to it.
fn by_the_forms(subject: Subject, merge: &Merge) -> Vec<Forced> {
    let (figures, regions) = (subject.figures, &subject.dataset.regions);
    let mut forced = Vec::new();
    for period in figures.periods() {
        let is_told = match merge.publish {
            Publish::Merged => true,
            Publish::MergedOnly | Publish::Open => period < merge.from,
        };
        if !is_told {
            continue;
        }
        let at = |region: RegionAt| {
            let month = |measure| Key { measure, region, period, span: Span::Month };
            merge.measures.map(|measure| figures.at(month(measure)).value())
        };
        // Where one of the two cells is not filled in, what there is, is of the other source.
        let mut cities: BTreeMap<Option<RegionAt>, Decimal> = BTreeMap::new();
        for &region in regions.reporters() {
            if let [Some(_), Some(other)] = at(region) {
                *cities.entry(regions.all()[region].parent).or_default() += other;
            }
        }
        let gives_away = |region: &RegionAt| match at(*region) {
            [Some(tips), _] if tips.is_zero() => false,
            [Some(tips), Some(other)] => tips + other > cities[&regions.all()[*region].parent],
            [tips, _] => tips.is_some(),
        };
        let given = regions.reporters().iter().copied().filter(gives_away);
        forced.extend(given.map(|region| Forced { region, period, closed: false }));
    }
    forced
}

/// One error a month of a county.
fn tell(
    subject: Subject,
    form: &Form,
    cell: usize,
    merge: &Merge,
    mut forced: Vec<Forced>,
    findings: &Findings,
) {
    forced.sort_unstable_by_key(|at| (at.region, at.period));
    forced.dedup_by_key(|at| (at.region, at.period));
    let Some(since) = forced.iter().map(|at| at.period).min() else { return };
    let Some(confidential) = &form.cells[cell].confidential else { return };
    let periods = &subject.dataset.campaign.periods;
    let since = &periods[since].id;
    for at in forced {
        let Forced { region, period, .. } = at;
        let figure = Key { measure: merge.measures[0], region, period, span: Span::Month };
        let (name, month) = (&subject.dataset.regions.all()[region].name, &periods[period].id);
        let title = &form.cells[cell].title;
        let message = say!(
            "{name} {month}：由公布的数和公示明细推得出“{title}”",
            "{name} {month}: what is published and the public list give \"{title}\" away"
        );
        let finding = Finding::new(Code::TipForced, subject.place_of(figure), message)
            .related(confidential.place.clone(), say!("公布办法在这里", "how it is published stands here"));
        findings.push(finding.help(match merge.publish {
            Publish::Merged | Publish::MergedOnly => say!(
                "全市也只公布合并数：`publish = \"merged_only\", from = \"{since}\"`",
                "publish the city's merged, too: `publish = \"merged_only\", from = \"{since}\"`"
            ),
            Publish::Open => say!(
                "公开之前发现的还没有全部销号：`from` 改为之后的一期",
                "not all that was found before is closed yet: let `from` be a later period"
            ),
        }));
    }
}

/// Files that everybody can read need no site to tell what is in them.
fn in_a_public_repository(subject: Subject, findings: &Findings) {
    let Some(place) = &subject.dataset.settings.public_repository else { return };
    let cells = subject.dataset.forms.iter().flat_map(|form| &form.cells);
    let mut secret = cells.filter_map(|cell| {
        let confidential = cell.confidential.as_ref()?;
        let is_open = confidential.publish == Publish::Open && confidential.from == PeriodAt::FIRST;
        (!is_open).then_some((cell, confidential))
    });
    let Some((cell, confidential)) = secret.next() else { return };
    let more = secret.count();
    let message = say!(
        "仓库公开，`{}` 等 {} 格却保密",
        "the repository is public, and `{}` is confidential, one of {}",
        cell.id,
        more + 1
    );
    findings.push(
        Finding::new(Code::ConfidentialInPublic, place.clone(), message)
            .related(confidential.place.clone(), say!("保密的格", "a confidential cell"))
            .help(say!(
                "数据放私有仓库、只公开生成的网站，`repository_access = \"private\"`；或这些格 `publish = \"open\"`",
                "keep the data in a private repository and publish the site, `repository_access = \"private\"`; or let these cells be `publish = \"open\"`"
            )),
    );
}
