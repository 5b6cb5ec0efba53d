//! Names need a second pair of eyes: who is not listed is named nowhere yet, and nothing else waits for it.

use gongshi::compare::ChangeClass;
use gongshi::diagnostic::{Code, Severity};
use gongshi::render::review::names_wanting;

use crate::support::cases::{CASE, exposed};
use crate::support::changes::reviewed;
use crate::support::sample::{closed_sample, sample};
use crate::support::site::Site;

const NAMED: &str = "data/named.csv";
const HEAD: &str = "enterprise,first_named_on,approved_by\n";

/// Without the line of one enterprise.
fn unlisted(site: &Site, id: &str) -> Site {
    let text = site.text(NAMED);
    let lines = text.lines().filter(|line| !line.starts_with(&format!("{id},")));
    site.clone().put(NAMED, lines.collect::<Vec<_>>().join("\n") + "\n")
}

#[test]
fn the_sample_lists_everybody_it_names() {
    let seen = closed_sample().check();
    assert!(!seen.codes().contains(&Code::NamedUnseen), "{}", seen.told());
    assert_eq!(names_wanting(&sample().published().public), "");
}

#[test]
fn what_names_somebody_who_is_not_listed_waits_and_nothing_else_does() {
    let site = sample();
    let before = site.published();
    let first = site.text("data/ledger/enforcement/141027.csv");
    let firm =
        first.lines().find(|line| line.contains(",fine,")).unwrap().split(',').nth(5).unwrap().to_owned();
    let without = unlisted(&site, &firm);
    let seen = without.check();
    let told: Vec<_> = seen.findings.iter().filter(|finding| finding.code == Code::NamedUnseen).collect();
    assert_eq!(told.len(), 1, "one an enterprise: {}", seen.told());
    assert!(
        told[0].severity == Severity::Warning && told[0].message.zh.contains(&firm),
        "{}",
        told[0].message.zh
    );
    assert_eq!(seen.pointed(told[0]), firm);
    let after = without.published();
    let penalties = |release: &gongshi::release::Release| release.public.ledger().decisions.len();
    assert!(penalties(&after) < penalties(&before), "its penalties are out of the list");
    let page = without.build_only(|path| path.starts_with("/enforcement/"));
    let rows: String = page.files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!rows.contains(&format!("enterprises/{firm}/")), "it is named there");
    // No figure waits for it.
    let difference = reviewed(&site, &without, &[]);
    assert_eq!(difference.0.difference.figures, (0, 0));
    // What is wanting is printed, and listed it is as before.
    let wanting = names_wanting(&after.public);
    assert!(wanting.starts_with(&format!("{firm},2023-")) && wanting.ends_with(",\n"), "{wanting}");
    let listed = without.append(NAMED, &wanting.replace(",\n", ",法规科负责人\n"));
    assert!(!listed.check().codes().contains(&Code::NamedUnseen), "{}", listed.check().told());
}

#[test]
fn without_a_list_nothing_waits_and_the_first_list_is_printed() {
    let site = sample().without(NAMED);
    assert!(!site.check().codes().contains(&Code::NamedUnseen), "{}", site.check().told());
    let printed = names_wanting(&site.published().public);
    assert!(printed.starts_with(HEAD) && printed.lines().count() > 5, "{printed}");
}

#[test]
fn a_case_waits_and_a_withdrawn_one_does_not() {
    let held = exposed().put(NAMED, HEAD);
    assert!(held.check().codes().contains(&Code::NamedUnseen), "{}", held.check().told());
    assert!(held.published().public.exposed().is_empty());
    let text = exposed().text(CASE);
    assert!(text.contains("status = \"published\""), "{text}");
    assert!(exposed().published().public.exposed().len() == 1);
}

#[test]
fn a_line_that_is_wrong_is_told_and_holds_nobody_back() {
    let unknown = sample().append(NAMED, "E999999-99,2023-06-19,法规科负责人\n").check();
    assert!(unknown.codes().contains(&Code::UnknownRow), "{}", unknown.told());
    let day = sample().append(NAMED, "E141027-01,soon,法规科负责人\n").check();
    assert!(day.codes().contains(&Code::NotADate), "{}", day.told());
    let nobody = sample().append(NAMED, "E141027-01,2023-06-19,\n").check();
    assert!(nobody.codes().contains(&Code::EmptyCell), "{}", nobody.told());
    let person = sample().append(NAMED, "E141027-01,2023-06-19,王建国\n").check();
    assert!(person.codes().contains(&Code::PersonNamed), "{}", person.told());
    let header = sample().put(NAMED, "id,day,by\n").check();
    assert!(header.codes().contains(&Code::MissingColumn), "{}", header.told());
    assert!(!header.codes().contains(&Code::NamedUnseen), "one cause, one finding: {}", header.told());
}

#[test]
fn a_first_naming_is_red_unless_somebody_has_looked_at_it() {
    let firm = "E141027-01";
    let listed = sample();
    let waiting = unlisted(&listed, firm);
    let looked_at = reviewed(&waiting, &listed, &[]);
    assert_eq!(looked_at.worst(), Some(ChangeClass::Open), "{}", looked_at.first());
    let bare = reviewed(&waiting, &listed.without(NAMED), &[]);
    assert_eq!(bare.worst(), Some(ChangeClass::Privacy), "{}", bare.first());
}
