//! What is to be filed besides the forms: what is twice, what lies elsewhere, and who is late.

use std::collections::BTreeMap;

use super::Subject;
use crate::dataset::ledger::Paper;
use crate::dataset::{PaperBy, PaperKind, RegionAt};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::figures::{PaperStanding, is_asked_of, paper_standings};
use crate::say;

const FILE: &str = "data/ledger/filings.csv";

/// Checks the register of filings, where one is kept.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    if !ledger.papers.is_kept() {
        return;
    }
    let mut seen = BTreeMap::new();
    for paper in ledger.papers.rows() {
        rows(subject, paper, findings);
        let key = (paper.kind, paper.region, paper.facility, paper.enterprise, paper.due_on);
        if let Some(first) = seen.insert(key, ledger.papers.place(paper)) {
            let message = say!("同一份报送登记了两次", "the same filing is entered twice");
            findings.push(
                Finding::new(Code::DuplicateId, ledger.papers.place(paper), message)
                    .related(first, say!("另一处在这里", "also here"))
                    .help(say!(
                        "删去一行，或改正事项、单位、期限",
                        "delete one of them, or correct its kind, whose it is, or when it is due"
                    )),
            );
        }
    }
    let standings = paper_standings(subject.dataset, subject.as_of);
    for (kind, of) in subject.dataset.campaign.papers.iter().enumerate() {
        unknown_regions(subject, of, findings);
        if !ledger.papers.is_broken() {
            late(subject, kind, of, &standings[kind], findings);
        }
    }
}

fn rows(subject: Subject, paper: &Paper, findings: &Findings) {
    let (dataset, table) = (subject.dataset, &subject.dataset.ledger.papers);
    if let Some(on) = paper.filed_on.filter(|on| *on > subject.as_of) {
        let message = say!("报送日期 {on} 还没有到", "it was filed on {on}, which lies ahead");
        findings.push(
            Finding::new(Code::FutureDate, table.cell(paper, "filed_on"), message)
                .help(say!("改正日期；还没有报的留空", "correct the day; leave it empty until it is in"))
                .follows_from(subject.day_too_early()),
        );
    }
    let day = paper.filed_on.unwrap_or(subject.as_of);
    let of_facility =
        paper.facility.map(|at| dataset.ledger.facilities.get(at).region_on(&dataset.regions, day));
    let of_enterprise =
        paper.enterprise.map(|at| dataset.ledger.enterprises.get(at).region_on(&dataset.regions, day));
    if let Some(lies) = of_facility.or(of_enterprise).filter(|lies| *lies != paper.region) {
        let name = |at: RegionAt| &dataset.regions.all()[at].name;
        let (there, here) = (name(lies), name(paper.region));
        let message = say!(
            "这一家在{there}，报送登记在{here}",
            "it lies in {there}, and its filing is entered under {here}"
        );
        findings.push(
            Finding::new(Code::RowElsewhere, table.cell(paper, "region"), message)
                .help(say!("改正地区或编号", "correct the region or the id")),
        );
    }
    let kind = &dataset.campaign.papers[paper.kind];
    if kind.by == PaperBy::Region && !is_asked_of(kind, &dataset.regions.all()[paper.region]) {
        let (name, title) = (&dataset.regions.all()[paper.region].name, &kind.title);
        let message = say!("“{title}”不要求{name}报送", "\"{title}\" is not asked of {name}");
        findings.push(Finding::new(Code::NotAReporter, table.cell(paper, "region"), message).help(say!(
            "改正地区，或补进 `[[filings]]` 的 `regions`",
            "correct the region, or add it to `regions` of `[[filings]]`"
        )));
    }
}

fn unknown_regions(subject: Subject, kind: &PaperKind, findings: &Findings) {
    for code in kind.regions.iter().filter(|code| subject.dataset.regions.index(code).is_none()) {
        let message = say!("没有 `{code}` 这个地区", "unknown region `{code}`");
        findings.push(
            Finding::new(Code::UnknownRegion, kind.place.clone(), message)
                .help(say!("代码见 `data/regions.csv`", "the codes stand in `data/regions.csv`")),
        );
    }
}

/// One finding a kind: who was to have filed by the day, and has not.
fn late(
    subject: Subject,
    kind: usize,
    of: &PaperKind,
    standings: &[(RegionAt, PaperStanding)],
    findings: &Findings,
) {
    let (dataset, day) = (subject.dataset, subject.as_of);
    let table = &dataset.ledger.papers;
    let name = |at: RegionAt| dataset.regions.all()[at].name.as_str();
    let rows = || table.rows().iter().filter(|paper| paper.kind == kind);
    let late: Vec<&str> = match of.by {
        PaperBy::Region => {
            let is_late =
                |standing: &PaperStanding| matches!(standing, PaperStanding::Awaited { overdue: true });
            standings.iter().filter(|(_, standing)| is_late(standing)).map(|(at, _)| name(*at)).collect()
        }
        PaperBy::Facility | PaperBy::Enterprise => rows()
            .filter(|paper| !paper.is_in(day) && paper.is_late(day))
            .map(|paper| table.id(paper))
            .collect(),
    };
    let Some(first) = late.first() else { return };
    let (title, count) = (&of.title, late.len());
    let more = if count > 10 { "…" } else { "" };
    let (zh, en) = (late[..count.min(10)].join("、") + more, late[..count.min(10)].join(", ") + more);
    let message = say!("“{title}”逾期未报 {count} 个：{zh}", "\"{title}\" is overdue from {count}: {en}");
    let place = rows().find(|paper| table.id(paper) == *first).map(|paper| table.place(paper));
    let place = place.unwrap_or_else(|| Place::file(FILE));
    findings.push(
        Finding::new(Code::PaperOverdue, place, message)
            .help(say!("催报；报来后填 `filed_on`", "remind them; fill in `filed_on` once it is in")),
    );
}
