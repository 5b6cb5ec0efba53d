//! The campaign is data: none of its ids stands in the program, and what it declares is held as it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gongshi::diagnostic::{Code, Severity};
use walkdir::WalkDir;

use crate::support::ledger::kept;
use crate::support::sample::sample;
use crate::support::site::{DISPATCH, Site};

const THRESHOLDS: &str = "data/thresholds.toml";
const RULES: &str = "data/rules.toml";

/// Words of the program's own that a cell of the campaign happens to have for its id.
const OWN: [(&str, &str); 6] = [
    ("found", "a state of a hazard's life"),
    ("rectified", "an outcome, a word of the ledger"),
    ("penalties", "a role, a list and a value of templates"),
    ("problems_found", "a column of inspections"),
    ("problems_rectified", "a column of inspections"),
    ("statistics", "an area that somebody answers for, a word of data/owners.csv"),
];
/// Cells about tips are declared apart (domain of what is confidential); until they are, the check of rewards names one.
const TIPS: &str = "tip_";

/// What may not stand in the program: an id with what it is.
fn ids() -> BTreeMap<String, &'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    let first = |path: &str, column: usize| -> Vec<String> {
        let text = text(&root.join(path));
        text.lines().skip(1).map(|line| line.split(',').nth(column).unwrap().to_owned()).collect()
    };
    let mut ids = BTreeMap::new();
    ids.extend(first("criteria.csv", 1).into_iter().map(|code| (code, "criterion")));
    ids.extend(first("regions.csv", 0).into_iter().map(|code| (code, "region")));
    let rules: toml::Table = text(&root.join("rules.toml")).parse().unwrap();
    let id = |table: &toml::Value| table["id"].as_str().unwrap().to_owned();
    let list = |table: &toml::Table, key: &str| {
        table.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default()
    };
    ids.extend(list(&rules, "rules").iter().map(|rule| (id(rule), "rule")));
    for form in fs::read_dir(root.join("forms")).unwrap() {
        let form: toml::Table = text(&form.unwrap().path()).parse().unwrap();
        let name = form["id"].as_str().unwrap();
        ids.insert(name.to_owned(), "form");
        ids.extend(list(&form, "rules").iter().map(|rule| (id(rule), "rule")));
        let mut cells: Vec<String> = list(&form, "derived").iter().map(id).collect();
        for item in list(&form, "sections").iter().flat_map(|section| section["items"].as_array().unwrap()) {
            cells.extend(item["cells"].as_array().unwrap().iter().map(id));
        }
        for cell in cells {
            ids.insert(format!("{name}.{cell}"), "measure");
            ids.insert(cell, "cell");
        }
    }
    assert!(ids.len() > 200, "{}", ids.len());
    ids
}

/// What stands between the quotes of a program's text, comments and tests apart.
fn literals(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let (mut literals, mut inside, mut chars) = (Vec::new(), None::<String>, text.chars().peekable());
    while let Some(c) = chars.next() {
        match (&mut inside, c) {
            (Some(literal), '\\') => literal.extend(chars.next().filter(|next| !"nrt".contains(*next))),
            (Some(_), '"') => literals.extend(inside.take()),
            (Some(literal), c) => literal.push(c),
            (None, '/') if chars.peek() == Some(&'/') => {
                chars.by_ref().find(|c| *c == '\n');
            }
            (None, '\'') => {
                // A character in quotes may be a quote; a lifetime is no character.
                let rest: Vec<char> = chars.clone().take(2).collect();
                if matches!(rest[..], ['"', '\'']) {
                    chars.nth(1);
                } else if matches!(rest[..], ['\\', '"']) {
                    chars.nth(2);
                }
            }
            (None, '"') => inside = Some(String::new()),
            (None, _) => {}
        }
    }
    literals
}

/// The ids a literal names: as a whole, or as a word of it where no other word could be meant.
fn named<'i>(literal: &str, ids: &'i BTreeMap<String, &'static str>) -> BTreeSet<&'i str> {
    let words = literal.split(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c));
    let words = words.map(|word| word.trim_matches(['.', '-']));
    let of_words = words.filter_map(|word| ids.get_key_value(word)).filter(|(_, what)| {
        // `found` and `fines` are words of a sentence, too.
        !["cell", "form"].contains(what)
    });
    of_words.chain(ids.get_key_value(literal)).map(|(id, _)| id.as_str()).collect()
}

#[test]
fn literals_are_told_from_comments_tests_and_lifetimes() {
    let text = "/// \"no\"\nfn f<'a>() { g(\"a\\\"b\", '\"', \"c // d\"); } // \"no\"\n#[cfg(test)]\nmod tests { \"no\" }";
    assert_eq!(literals(text), ["a\"b", "c // d"]);
    let ids = ids();
    let of = |literal: &str| named(literal, &ids).into_iter().collect::<Vec<_>>();
    assert_eq!(of("rule `R7-fines` and D30"), ["D30", "R7-fines"]);
    assert_eq!(of("如 `fig:dispatch.self_found@2023-06/141027`"), ["141027", "dispatch.self_found"]);
    assert_eq!(of("the fines that were found"), [""; 0]);
    assert_eq!(of("fines"), ["fines"]);
}

#[test]
fn no_id_of_the_campaign_stands_in_the_program() {
    let ids = ids();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_own = |id: &str| {
        let cell = id.rsplit('.').next().unwrap();
        cell.starts_with(TIPS) || OWN.iter().any(|(own, _)| *own == id)
    };
    assert!(OWN.iter().all(|(own, why)| ids.contains_key(*own) && why.len() > 10), "strike it off OWN");
    let (mut told, mut looked) = (Vec::new(), 0);
    for file in WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap()) {
        let path = file.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        // The sample invents this very campaign; the corpus of privacy is a test.
        let is_exempt = path.starts_with("sample") || path.contains("corpus") || path.ends_with("tests.rs");
        if is_exempt || file.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        looked += 1;
        for literal in literals(&fs::read_to_string(file.path()).unwrap()) {
            for id in named(&literal, &ids).into_iter().filter(|id| !is_own(id)) {
                told.push(format!("src/{path}: {literal:?} names the {} `{id}`", ids[id]));
            }
        }
    }
    assert!(looked > 250, "{looked}");
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// One threshold of a campaign of its own: a way out that is narrower than 0.9 times what is prescribed.
const EXIT: &str = "[[thresholds]]\ncriterion = \"D01\"\nmeasure = \"factor\"\nnamed = [\"断面比\"]\nagainst = \"prescribed\"\n\
                   limits = [{ op = \"<\", times = 0.9 }]\nsource = \"某文件第一项\"\n";

#[test]
fn a_threshold_of_any_campaign_is_held_against_a_description() {
    let told = |description: &str| {
        let site = kept().put(THRESHOLDS, EXIT);
        let site = crate::lives::with(site, "H2", &[("recurs", ""), ("description", description)]);
        let seen = site.check();
        let of = |finding: &&gongshi::diagnostic::Finding| finding.code == Code::NumbersAgainstCriterion;
        seen.findings.iter().find(of).map(|finding| finding.message.en.clone())
    };
    let en = told("断面比0.95，规定1.00").expect("0.95 is no less than 0.9");
    assert!(en.contains("names D01") && en.contains("less than 0.9 times what is prescribed"), "{en}");
    assert_eq!(told("断面比0.89，规定1.00"), None);
    assert_eq!(told("断面比低于规定"), None);
}

#[test]
fn a_limit_of_a_year_says_nothing_of_a_month() {
    const OUTPUT: &str = "[[thresholds]]\ncriterion = \"D01\"\nmeasure = \"output\"\nnamed = [\"产量\"]\nagainst = \"design\"\n\
                          limits = [{ over = \"year\", op = \">\", times = 1.5 }]\nsource = \"某文件\"\n";
    let told = |description: &str| {
        let cells = [("recurs", ""), ("description", description)];
        let seen = crate::lives::with(kept().put(THRESHOLDS, OUTPUT), "H2", &cells).check();
        seen.codes().contains(&Code::NumbersAgainstCriterion)
    };
    assert!(told("2022年产量36万吨，设计30万吨/年"), "36 is no more than 45");
    assert!(!told("2023年6月产量3万吨，设计30万吨/年"));
}

#[test]
fn what_is_wrong_with_a_threshold_is_told_where_it_stands() {
    for (from, to, code, line, column) in [
        ("\"D01\"", "\"D1\"", Code::UnknownRow, 2, 13),
        ("\"factor\"", "\"height\"", Code::UnknownWord, 3, 11),
        ("[\"断面比\"]", "[\" \"]", Code::MissingKey, 4, 9),
        ("\"prescribed\"", "\"usual\"", Code::UnknownWord, 5, 11),
        ("[{ op = \"<\", times = 0.9 }]", "[]", Code::MissingKey, 6, 10),
        ("\"<\"", "\"=\"", Code::UnknownWord, 6, 18),
        ("0.9", "0", Code::WrongType, 6, 31),
        ("0.9", "-1.5", Code::WrongType, 6, 31),
        (", times = 0.9", "", Code::MissingKey, 6, 11),
        ("source", "sorce", Code::UnknownKey, 7, 1),
    ] {
        let seen = Site::small().put(THRESHOLDS, EXIT.replacen(from, to, 1)).check();
        let finding = seen.among(Severity::Error, code, THRESHOLDS, line, column);
        assert!(finding.help.is_some(), "{to}");
    }
    Site::small().put(THRESHOLDS, EXIT).check().is_clean();
}

#[test]
fn a_strict_rule_is_one_that_the_campaign_names() {
    let with = |strict: &str| {
        let text = Site::small().text(RULES);
        Site::small().put(RULES, format!("strict = {strict}\n{text}")).check()
    };
    with("[]").is_clean();
    let seen = with("[\"N1\", \"N2\"]");
    let told = seen.findings.iter().filter(|finding| finding.code == Code::RuleLeftOut);
    let places: Vec<usize> = told.map(|finding| finding.place.span.0 as usize).collect();
    assert_eq!(places, [10, 16], "{}", seen.told());
    // A campaign that names none has none.
    let without = sample().edit(RULES, "id = \"R1\"", "id = \"S1\"");
    let text = without.text(RULES);
    let (before, after) = text.split_once("strict = [").unwrap();
    let (_, after) = after.split_once("]\n").unwrap();
    let seen = without.clone().put(RULES, format!("{before}{after}")).check();
    assert!(!seen.codes().contains(&Code::RuleLeftOut), "{}", seen.told());
}

#[test]
fn a_role_is_what_scoring_goes_by_whatever_a_cell_is_called() {
    const RANKING: &str = "data/ranking.toml";
    let told = |cell: &str, role: &str, above: &str, below: &str, direction: &str| {
        let with = format!("id = \"{cell}\", role = \"{role}\"");
        let ranking = format!(
            "grows_with_finding = []\n[[components]]\nid = \"a\"\ntitle = \"甲\"\nnumerator = [\"dispatch.{above}\"]\n\
             denominator = [\"dispatch.{below}\"]\nweight = 100\ndirection = \"{direction}\"\n"
        );
        let site = Site::small().edit(DISPATCH, &format!("id = \"{cell}\""), &with);
        let seen = site.put(RANKING, ranking).check();
        let of = |finding: &&gongshi::diagnostic::Finding| finding.code == Code::FindingPunished;
        seen.findings.iter().find(of).map(|finding| finding.severity)
    };
    let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
    assert_eq!(told("inspectors", "finding", "fines", "inspectors", "higher"), error);
    assert_eq!(told("inspectors", "shortcoming", "inspectors", "firms_checked", "lower"), warning);
    assert_eq!(told("inspectors", "惩处", "inspectors", "firms_checked", "lower"), warning);
    assert_eq!(told("inspectors", "punishment", "inspectors", "firms_checked", "higher"), None);
    // A part makes its sum grow.
    assert_eq!(told("tip_found", "finding", "fines", "found", "higher"), error);
    let seen = Site::small().edit(DISPATCH, "id = \"fines\", ", "id = \"fines\", role = \"fine\", ").check();
    assert!(seen.codes().contains(&Code::UnknownWord), "{}", seen.told());
}

/// Where something that is to be declared is missed.
fn undeclared(site: &Site) -> Vec<String> {
    let seen = site.check();
    let told = seen.findings.iter().filter(|finding| finding.code == Code::CheckUndeclared);
    told.map(|finding| finding.place.path.to_string()).collect()
}

#[test]
fn a_check_is_missed_once_where_its_declaration_belongs() {
    let none: [&str; 0] = [];
    let whole = sample();
    assert_eq!(undeclared(&whole), none);
    // Rules about ledgers, of which none need be there.
    let text = whole.text(RULES);
    let (before, after) = text.split_once("strict = [").unwrap();
    let (_, after) = after.split_once("]\n").unwrap();
    assert_eq!(undeclared(&whole.clone().put(RULES, format!("{before}{after}"))), [RULES]);
    assert_eq!(undeclared(&whole.clone().put(RULES, format!("strict = []\n{before}{after}"))), none);
    assert_eq!(undeclared(&whole.clone().without(RULES)), none, "nothing is compared");
    assert_eq!(undeclared(&Site::small()), none, "its rules are about forms");
    // Hazards that meet criteria.
    assert_eq!(undeclared(&whole.clone().without(THRESHOLDS)), [THRESHOLDS]);
    assert_eq!(undeclared(&whole.put(THRESHOLDS, "# none\n")), none);
    assert_eq!(undeclared(&kept().without(THRESHOLDS)), [THRESHOLDS]);
    assert_eq!(undeclared(&Site::small().put("data/criteria.csv", "set,code,kind,no,title\n")), none);
}

#[test]
fn a_form_that_scores_are_made_of_says_what_its_cells_count() {
    const RANKING: &str = "data/ranking.toml";
    let scored = |above: &str, below: &str| {
        format!(
            "grows_with_finding = []\n[[components]]\nid = \"a\"\ntitle = \"甲\"\nnumerator = [\"{above}\"]\n\
             denominator = [\"{below}\"]\nweight = 100\ndirection = \"higher\"\n"
        )
    };
    let of_forms = scored("dispatch.firms_checked", "dispatch.inspectors");
    let site = kept().edit(DISPATCH, "role = \"penalties\", ", "").put(RANKING, of_forms.as_str());
    assert_eq!(undeclared(&site), [DISPATCH]);
    let with_role = kept().put(RANKING, of_forms.as_str());
    assert!(undeclared(&with_role).is_empty());
    let of_ledgers = scored("ledger.major_due_closed", "ledger.major_due");
    assert!(undeclared(&site.put(RANKING, of_ledgers)).is_empty(), "ledgers say it themselves");
    let without = Site::small().edit(DISPATCH, "role = \"penalties\", ", "").put(RANKING, of_forms);
    assert!(undeclared(&without).is_empty(), "no penalties are kept");
}

#[test]
fn a_criterion_has_one_number() {
    let seen = kept().put(THRESHOLDS, format!("{EXIT}\n{EXIT}")).check();
    let finding = seen.among(Severity::Error, Code::DuplicateId, THRESHOLDS, 10, 13);
    let (first, _) = finding.related.first().expect("the first place");
    assert_eq!((&*first.path, first.span.0), (THRESHOLDS, EXIT.find("\"D01\"").unwrap() as u32));
    let other = EXIT.replace("D01", "D02");
    let site = kept().append("data/criteria.csv", "2022,D02,underground,31,断面\n");
    site.put(THRESHOLDS, format!("{EXIT}{other}")).check().is_clean();
}

#[test]
fn a_site_without_forms_is_told_so_by_the_name_its_reports_have_for_one() {
    const STATISTICS: &str = "data/forms/statistics.toml";
    let seen = Site::small().without(DISPATCH).without(STATISTICS).check();
    seen.among(Severity::Error, Code::MissingFile, DISPATCH, 1, 1);
    let fire = Site::fixture("fire-safety");
    let seen = fire.without("data/forms/penalties.toml").without("data/forms/visits.toml").check();
    let finding = seen.findings.iter().find(|finding| finding.code == Code::MissingFile).unwrap();
    assert!(["data/forms/penalties.toml", "data/forms/visits.toml"].contains(&&*finding.place.path));
}
