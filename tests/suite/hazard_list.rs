//! Which hazards are public by name: those of the list, and no byte of another.

use gongshi::diagnostic::{Code, Severity};

use crate::support::cases::{CASE, exposed};
use crate::support::ledger::{ENFORCEMENT, HAZARDS, kept};
use crate::support::site::{Built, Site};

const SETTINGS: &str = "gongshi.toml";
const ALL: &str = "[publication]\nhazards = \"all\"\nhazards_basis = \"市安委会办公室通知第三条\"\n";
/// H3 was found by the enterprise itself, too, and is not listed for supervision.
const THIRD: &str = "H3,F1,major,self,2023-07-06,安全科,D01,通风井爬梯锈断,矿长,更换,2000,2023-08-15,有,,,,,2023-07-07,2023-07-06,,,,,,,,,\n";

fn with(scope: &str) -> Site {
    kept().append(HAZARDS, THIRD).edit(SETTINGS, ALL, scope)
}

/// Which of the three stand anywhere: by page, by id in any byte, by what they are.
fn named(built: &Built) -> Vec<&'static str> {
    let stands = |words: &str| {
        built.files.values().any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
    };
    let all = [("H1", "出口不畅，"), ("H2", "又"), ("H3", "通风井爬梯锈断")];
    let named = all.iter().filter(|(id, words)| {
        let page = built.files.contains_key(&format!("hazards/{id}/index.html"));
        let in_table =
            built.files["data/hazards.csv"].windows(4).any(|part| part == format!(",{id},").as_bytes());
        assert_eq!(page, in_table, "{id}");
        assert!(page || *id != "H3" || !stands(words), "{id} is not listed and told");
        page
    });
    named.map(|(id, _)| *id).collect()
}

#[test]
fn only_what_the_scope_lists_is_named_in_any_byte() {
    let basis = "hazards_basis = \"第三条\"\n";
    for (scope, listed) in [
        (String::new(), vec!["H2"]),
        ("[publication]\nhazards = \"inspected\"\n".into(), vec!["H2"]),
        (format!("[publication]\nhazards = \"inspected_and_listed\"\n{basis}"), vec!["H1", "H2"]),
        (format!("[publication]\nhazards = \"all\"\n{basis}"), vec!["H1", "H2", "H3"]),
    ] {
        let site = with(&scope);
        assert!(!site.check_data().codes().contains(&Code::MissingKey), "{scope}");
        let built = site.build();
        assert_eq!(named(&built), listed, "{scope}");
        let list = built.words("hazards/index.html");
        assert_eq!(
            list.contains("公示自查发现隐患的依据：第三条"),
            !scope.is_empty() && listed.len() > 1,
            "{list}"
        );
        assert_eq!(list.contains("企业自查发现的只计数、不列名"), listed.len() == 1, "{list}");
    }
}

/// The numbers do not depend on what is named.
#[test]
fn what_is_not_named_is_still_counted() {
    let figures = |scope: &str| {
        let built = with(scope).build();
        let told =
            built.page("data/figures.csv").lines().partition(|line| line.starts_with("ledger.public_rows,"));
        let (listed, others): (Vec<&str>, Vec<&str>) = told;
        (listed.join("\n"), others.join("\n"))
    };
    let (all, others) = figures(ALL);
    let (inspected, same) = figures("");
    assert_eq!(others, same);
    let july =
        |rows: &str, number: u32| rows.contains(&format!("ledger.public_rows,101,2023-07,month,{number},A"));
    assert!(july(&all, 3) && july(&inspected, 1), "{all} {inspected}");
}

#[test]
fn tips_and_assigned_hazards_are_on_the_list() {
    for source in ["tip", "assigned"] {
        let site =
            kept().append(HAZARDS, &THIRD.replace(",self,", &format!(",{source},"))).edit(SETTINGS, ALL, "");
        assert!(site.build().files.contains_key("hazards/H3/index.html"), "{source}");
    }
}

#[test]
fn more_than_the_default_needs_a_basis() {
    for scope in ["inspected_and_listed", "all"] {
        let site = with(&format!("[publication]\nhazards = \"{scope}\"\n"));
        let seen = site.check();
        let found = seen.findings.iter().find(|finding| finding.code == Code::MissingKey).expect(scope);
        assert_eq!((found.severity, seen.pointed(found)), (Severity::Error, format!("\"{scope}\"").as_str()));
    }
}

const GOOD: &str = "+++\ntitle = \"甲县乙选矿有限公司闭库治理\"\nkind = \"positive\"\nregion = \"101\"\nenterprise = \"E2\"\nstatus = \"published\"\npublished_on = 2023-07-14\nnaming = \"full\"\n[review]\nby = \"法制审核岗\"\non = 2023-07-13\n+++\n\n## 主要做法\n\n该公司按月排查。\n\n## 成效\n\n没有新增隐患。\n\n## 启示\n\n按月排查要有记录。\n";

/// A penalty in force, an open hazard; and their twins: another firm's, one whose time is over, one that is closed.
#[test]
fn a_good_example_with_a_penalty_or_an_open_hazard_is_told() {
    let case = "content/cases/2023/good.md";
    let told = |site: Site| {
        let seen = site.put(case, GOOD).check();
        let codes = seen.codes();
        let found = seen.findings.iter().find(|finding| finding.code == Code::PraisedAndPunished);
        assert!(found.is_none_or(|found| seen.pointed(found) == "\"E2\""), "{}", seen.told());
        codes.contains(&Code::PraisedAndPunished)
    };
    let fined = "A2-1,A2,2023-07-05,乙县应急管理局,102,E2,F2,unit,fine,《安全生产法》第九十九条第（二）项,20000,乙应急罚〔2023〕2号,,2023-07-10,2026-07-05,valid,,\n";
    let path = ENFORCEMENT.replace("101", "102");
    assert!(!told(kept()));
    assert!(told(kept().append(&path, fined)));
    assert!(!told(kept().append(&path, &fined.replace("2026-07-05", "2023-07-20"))));
    assert!(!told(kept().append(&path, &fined.replace("valid,,", "revoked,2023-07-12,复议撤销"))));
    let open = THIRD.replace("F1", "F2").replace("D01", "W01").replace("self", "inspection");
    let hazards = HAZARDS.replace("101", "102");
    assert!(told(kept().append(&hazards, &open)));
    assert!(!told(kept().edit(SETTINGS, ALL, "").append(&hazards, &open.replace("inspection", "self"))));
    // Its name in the text is enough.
    let named = GOOD.replace("E2", "E1").replace("该公司按月排查", "该公司和乙选矿有限公司按月排查");
    let seen = kept().append(&path, fined).put(case, named).check();
    assert!(seen.codes().contains(&Code::PraisedAndPunished), "{}", seen.told());
}

#[test]
fn a_case_that_masks_a_firm_whose_penalty_is_public_is_told() {
    let masked = || exposed().edit(CASE, "naming = \"full\"", "naming = \"masked\"");
    let codes = |site: Site| site.check().codes();
    assert!(!codes(exposed()).contains(&Code::MaskedInVain));
    assert!(codes(masked()).contains(&Code::MaskedInVain));
    // Neither the penalty nor the hazard is public.
    let quiet = masked().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,,valid");
    assert!(codes(quiet.clone()).contains(&Code::MaskedInVain), "the hazard is listed, and its day told");
    let quiet = quiet.edit(CASE, "hazards = [\"H2\"]\n", "");
    assert!(!codes(quiet).contains(&Code::MaskedInVain));
}
