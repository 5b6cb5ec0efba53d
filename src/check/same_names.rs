//! Names that stand for one thing and are entered under two ids: each half is counted and told for itself, and what is
//! counted by enterprise, such as the penalties of article 113, is missed.
//!
//! In: the registers, the regions and the criteria. Out: a finding at the second of the two, with the first.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::Subject;
use crate::dataset::ledger::{Enterprise, Facility, Table};
use crate::dataset::{Region, RegionAt, RegionKind};
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Severity};
use crate::parse::scalar::folded;
use crate::say;

/// Every register.
pub fn check(subject: Subject, findings: &Findings) {
    let mut found = Vec::new();
    enterprises(subject, &mut found);
    facilities(subject, &mut found);
    regions(subject, &mut found);
    criteria(subject, &mut found);
    findings.extend(found);
}

fn told([second, first]: [Place; 2], message: Say) -> Finding {
    Finding::new(Code::NameTwice, second, message)
        .related(first, say!("先用这个名称的", "the first of that name"))
}

/// Whether both are on the register on some day: a firm that was dissolved may have a successor of its name.
fn overlap(one: [Option<NaiveDate>; 2], other: [Option<NaiveDate>; 2]) -> bool {
    let ends_before = |[_, until]: [Option<NaiveDate>; 2], [since, _]: [Option<NaiveDate>; 2]| {
        until.zip(since).is_some_and(|(until, since)| until < since)
    };
    !ends_before(one, other) && !ends_before(other, one)
}

/// One name in one region is one firm, unless the licences say otherwise.
fn enterprises(subject: Subject, found: &mut Vec<Finding>) {
    let table = &subject.dataset.ledger.enterprises;
    let mut first: HashMap<(RegionAt, String), &Enterprise> = HashMap::with_capacity(table.len());
    for firm in table.rows() {
        let one = *first.entry((firm.region, folded(table.text(firm, firm.name)))).or_insert(firm);
        if std::ptr::eq(one, firm) || !may_be_one(table, one, firm) {
            continue;
        }
        let (id, other) = (table.id(firm), table.id(one));
        let message = say!(
            "企业 `{id}` 与 `{other}` 在同一地区同名",
            "the enterprises `{id}` and `{other}` have one name in one region"
        );
        let both_have_codes = !one.uscc.is_empty() && !firm.uscc.is_empty();
        found.push(
            told([firm, one].map(|firm| table.cell(firm, "name")), message)
                .severity(if both_have_codes { Severity::Warning } else { Severity::Error })
                .help(say!(
                    "同一家只留一行，别处改用它的编号；不是同一家的，各填统一社会信用代码",
                    "keep one row of one firm, and its id elsewhere; two firms each have a credit code of their own"
                )),
        );
    }
    former(subject, &first, found);
}

/// What was told already, of two rows that are the same or share a credit code, is not told again.
fn may_be_one(table: &Table<Enterprise>, one: &Enterprise, other: &Enterprise) -> bool {
    let shares_code = !one.uscc.is_empty() && table.text(one, one.uscc) == table.text(other, other.uscc);
    let on_register = overlap([one.since, one.until], [other.since, other.until]);
    on_register && !shares_code && !table.differ_by_id_alone(one, other)
}

/// A firm that took another name and was entered anew, while its row under the old one stayed.
fn former(subject: Subject, today: &HashMap<(RegionAt, String), &Enterprise>, found: &mut Vec<Finding>) {
    let table = &subject.dataset.ledger.enterprises;
    for firm in table.rows().iter().filter(|firm| !firm.former_names.is_empty()) {
        let of_name = |name: &str| today.get(&(firm.region, folded(name))).copied();
        let mut others = table.former_names(firm).filter_map(of_name);
        let is_told = |one: &&Enterprise| {
            let both_have_codes = !one.uscc.is_empty() && !firm.uscc.is_empty();
            !std::ptr::eq(*one, firm) && !both_have_codes && may_be_one(table, one, firm)
        };
        let Some(one) = others.find(is_told) else { continue };
        let (id, other) = (table.id(firm), table.id(one));
        let places = [table.cell(firm, "former_names"), table.cell(one, "name")];
        let message = say!(
            "企业 `{id}` 的曾用名是 `{other}` 现在的名称",
            "a former name of the enterprise `{id}` is the name of `{other}` today"
        );
        found.push(told(places, message).help(say!(
            "更名的只留一行，写曾用名；不是同一家的，各填统一社会信用代码",
            "a firm that was renamed is one row with its former names; two firms each have a credit code of their own"
        )));
    }
}

/// One name in one region is one facility, unless it belongs to different enterprises.
fn facilities(subject: Subject, found: &mut Vec<Finding>) {
    let table = &subject.dataset.ledger.facilities;
    let mut first: HashMap<(RegionAt, String), Vec<&Facility>> = HashMap::with_capacity(table.len());
    for facility in table.rows() {
        let named = first.entry((facility.region, folded(table.text(facility, facility.name)))).or_default();
        let is_one = |one: &&&Facility| {
            let (mine, its) = (facility.enterprise, one.enterprise);
            let owned = mine.is_none()
                || its.is_none()
                || facility.owners().any(|owner| one.owners().any(|its| its == owner));
            owned
                && overlap([one.since, one.until], [facility.since, facility.until])
                && !table.differ_by_id_alone(one, facility)
        };
        let same = named.iter().find(is_one).copied();
        // A thousand of one name are not each held against all.
        if named.len() < NAMESAKES {
            named.push(facility);
        }
        let Some(one) = same else { continue };
        let (id, other) = (table.id(facility), table.id(one));
        let message = say!(
            "设施 `{id}` 与 `{other}` 在同一地区同名",
            "the facilities `{id}` and `{other}` have one name in one region"
        );
        found.push(told([facility, one].map(|facility| table.cell(facility, "name")), message).help(say!(
            "同一处只留一行，别处改用它的编号；确是两处的，名称写出区别",
            "keep one row of one facility, and its id elsewhere; else let the names differ"
        )));
    }
}

/// So many facilities of one name in one region are compared with the next one.
const NAMESAKES: usize = 8;

/// One name under one region above is one region at a time; a bureau may be called as its city is.
fn regions(subject: Subject, found: &mut Vec<Finding>) {
    let all = subject.dataset.regions.all();
    let mut first: HashMap<_, Vec<&Region>> = HashMap::new();
    for region in all.iter().filter(|region| region.kind != RegionKind::Bureau) {
        let named = first.entry((region.parent, folded(&region.name))).or_default();
        let at_once = |one: &&&Region| overlap([one.since, one.until], [region.since, region.until]);
        let same = named.iter().find(at_once).copied();
        if named.len() < NAMESAKES {
            named.push(region);
        }
        let Some(one) = same else { continue };
        let (code, other) = (&region.code, &one.code);
        let message = say!(
            "地区 `{code}` 与 `{other}` 同名，上级也相同",
            "the regions `{code}` and `{other}` have one name below one region"
        );
        found.push(told([region, one].map(|region| region.place.clone()), message).help(say!(
            "一个地区一行：删去一行，或改正名称",
            "a region is one row: delete one of them, or correct its name"
        )));
    }
}

/// A title, or a number, is that of one criterion of its set and its kind of facility.
fn criteria(subject: Subject, found: &mut Vec<Finding>) {
    let (mut titles, mut numbers) = (HashMap::new(), HashMap::new());
    for criterion in &subject.dataset.criteria {
        let of = |text: &str| (criterion.set.as_str(), criterion.facility_kind.as_str(), folded(text));
        let one = *titles.entry(of(&criterion.title)).or_insert(criterion);
        let other = *numbers.entry(of(&criterion.no)).or_insert(criterion);
        let is_another = |one: &_, text: &str| !std::ptr::eq(one, criterion) && !text.is_empty();
        let code = &criterion.code;
        let (places, message) = if is_another(one, &criterion.title) {
            let other = &one.code;
            let message = say!(
                "同一版判定标准 `{code}` 与 `{other}` 名称相同",
                "the criteria `{code}` and `{other}` of one set have one title"
            );
            ([criterion, one].map(|of| of.title_at.clone()), message)
        } else if is_another(other, &criterion.no) {
            let (places, other) = ([criterion, other].map(|of| of.no_at.clone()), &other.code);
            let message = say!(
                "同一版判定标准 `{code}` 与 `{other}` 序号相同",
                "the criteria `{code}` and `{other}` of one set have one number"
            );
            (places, message)
        } else {
            continue;
        };
        found.push(told(places, message).help(say!(
            "对照文件：录了两遍的删去一行，写错的改正",
            "compare the document: delete the one entered twice, or correct it"
        )));
    }
}
