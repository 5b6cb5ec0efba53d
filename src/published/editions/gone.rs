//! Records and regions that an edition counts and that are no more: nothing published vanishes.

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::ledger::Book;
use crate::dataset::{Dataset, RegionAt};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;

/// How many ids a message names.
const NAMED: usize = 5;

/// The ledgers and reporters of which rows are gone: their figures differ for no other reason.
pub(super) type RowsGone = BTreeSet<(u8, Option<RegionAt>)>;

/// Tells of each file what is gone of it.
pub(super) fn check(dataset: &Dataset, findings: &Findings) -> RowsGone {
    regions(dataset, findings);
    let mut gone: BTreeMap<_, Vec<(Book, &str, &Place)>> = BTreeMap::new();
    for (book, id, place) in dataset.editions.rows() {
        if dataset.ledger.lacks(book, id) {
            let region = region_of(dataset, place);
            gone.entry((book as u8, region)).or_default().push((book, id, place));
        }
    }
    let mut all = RowsGone::new();
    for ((_, code), rows) in gone {
        let (book, _, first) = rows[0];
        let region = dataset.regions.index(&code);
        all.insert((book as u8, region));
        let named: Vec<&str> = rows.iter().take(NAMED).map(|(_, id, _)| *id).collect();
        let more = if rows.len() > NAMED { "…" } else { "" };
        let (count, named) = (rows.len(), named.join("、"));
        let named_en = named.replace('、', ", ");
        let message = say!(
            "封存过的 {count} 条记录不见了：{named}{more}",
            "frozen records that are gone: {count} ({named_en}{more})"
        );
        let finding =
            Finding::new(Code::FrozenRecordGone, Place::file(&book.path().replace('*', &code)), message)
                .related(first.clone(), say!("封存时记在这里", "as it was frozen"));
        findings.push(finding.help(say!(
            "记录只能销号、注明不属实或撤销，不能删除，编号也不能改；从 git 历史取回原来的行",
            "a record is closed, dismissed or revoked, never deleted, and keeps its id; get its row back from git"
        )));
    }
    all
}

/// The code of the region a row of an edition was counted for.
fn region_of(dataset: &Dataset, place: &Place) -> String {
    let edition = dataset.editions.all().iter().find(|edition| edition.rows.path == place.path);
    let line =
        edition.and_then(|edition| edition.rows.text.get(place.span.0 as usize..place.span.1 as usize));
    line.and_then(|line| line.split(',').nth(1)).unwrap_or_default().to_owned()
}

fn regions(dataset: &Dataset, findings: &Findings) {
    let all = dataset
        .editions
        .all()
        .iter()
        .flat_map(|edition| edition.figures.regions.iter().map(move |code| (code.as_str(), edition)));
    let gone: BTreeMap<&str, _> = all.filter(|(code, _)| dataset.regions.index(code).is_none()).collect();
    for (code, edition) in gone {
        let message = say!("封存过的地区 `{code}` 不见了", "the region `{code}`, which was frozen, is gone");
        let finding = Finding::new(Code::FrozenRecordGone, Place::file("data/regions.csv"), message)
            .related(edition.place.clone(), say!("这一期里有它", "it is in this edition"));
        findings.push(finding.help(say!(
            "代码不能改，也不能去掉；撤并的写 `until` 和 `into`",
            "a code is not changed or taken away; write `until` and `into` of a region that was merged"
        )));
    }
}
