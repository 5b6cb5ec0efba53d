//! A name planted in every field that can be typed, and looked for in every kind of output: once its case is
//! withdrawn it stands in none, or the build stops and says where.

use std::collections::BTreeSet;

use gongshi::diagnostic::Code;
use rayon::prelude::*;

use crate::exposure::{WITHDRAWN, holding, then, unknown_elsewhere};
use crate::support::cases::CASE;
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::ledger::{ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES};
use crate::support::program::run;
use crate::support::site::{CAMPAIGN, DISPATCH, POLICY, REGIONS, Site};

const SETTINGS: &str = "gongshi.toml";
const NAMES: [&str; 5] = ["丁石料有限公司", "丁石料场", "丁石料", "王建国", "王强"];

/// A case of a firm and two people who stand in no other record, withdrawn.
pub fn withdrawn() -> Site {
    let site = unknown_elsewhere()
        .edit(CASE, "persons = [\"王建国\"]", "persons = [\"王建国\", \"王强\"]")
        .edit(CASE, "责令王建国整改。", "责令王建国、王强整改。");
    let chart = "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.found\", \"dispatch.self_found\"]\nregions = [\"101\", \"102\"]\n```\n";
    let site = site.append(POLICY, chart);
    then(site, &WITHDRAWN.replace("甲矿业", "丁石料"), "withdrawn")
}

/// A second case, written without a ledger; it is public.
fn another() -> String {
    let text = unknown_elsewhere().text(CASE).replace("enterprise = \"E9\"", "");
    let text = text.replace("persons = [\"王建国\"]\npurge = [\"丁石料场\"]\n", "");
    let text = text.replace("丁石料有限公司", "某公司").replace("王建国", "其");
    text.replace(
        "kind = \"negative\"",
        "kind = \"external\"\nregion = \"101\"\nsource = { name = \"某局\", url = \"https://x.example/\" }",
    )
}

/// A change of one text of a site.
type Change = (&'static str, &'static str, &'static str);

/// Where a word of a file is replaced by one with the name, written `@`.
const FIELDS: &[Change] = &[
    ("gongshi.toml", "title = \"小市", "title = \"小市@"),
    ("gongshi.toml", "name = \"小市应急管理局\"", "name = \"小市应急管理局@\""),
    ("gongshi.toml", "hotline = \"12350\"", "hotline = \"12350\"\nundertaker = \"@\""),
    ("gongshi.toml", "hotline = \"12350\"", "hotline = \"12350\"\naddress = \"小市@街\""),
    ("gongshi.toml", "hotline = \"12350\"", "hotline = \"12350\"\nphone = \"12350（@）\""),
    ("gongshi.toml", "hotline = \"12350\"", "hotline = \"12350\"\nicp = \"@备1号\""),
    (CAMPAIGN, "title = \"小市矿山整治行动\"", "title = \"@\""),
    (CAMPAIGN, "title = \"关于", "title = \"@关于"),
    (CAMPAIGN, "no = \"小应急", "no = \"@小应急"),
    (CAMPAIGN, "organ = \"小市", "organ = \"@小市"),
    (CAMPAIGN, "title = \"全过程\"", "title = \"@\""),
    (CAMPAIGN, "title = \"总结\"", "title = \"@\""),
    (CAMPAIGN, "title = \"判定标准\"", "title = \"@\""),
    (REGIONS, "101,甲县", "101,甲县@"),
    ("data/criteria.csv", "安全出口不合要求", "@安全出口不合要求"),
    (DISPATCH, "title = \"进展情况调度表\"", "title = \"@表\""),
    (DISPATCH, "short = \"附件1\"", "short = \"@\""),
    (DISPATCH, "header_left = \"市/县\"", "header_left = \"@\""),
    (DISPATCH, "header_right = \"时间\"", "header_right = \"@\""),
    (DISPATCH, "due_sources = [\"附件1 注1\"", "due_sources = [\"@\""),
    (DISPATCH, "title = \"总体情况\"", "title = \"@\""),
    (DISPATCH, "label = \"群众举报\"", "label = \"@\""),
    (DISPATCH, "label = \"次数\"", "label = \"@\""),
    (DISPATCH, "title = \"企业自查已整改\"", "title = \"@\""),
    (DISPATCH, "unit_added = \"家次\"", "unit_added = \"@\""),
    (DISPATCH, "title = \"发现重大事故隐患合计\"", "title = \"@\""),
    (DISPATCH, "title = \"有罚款须有处罚\"", "title = \"@\""),
    ("data/rules.toml", "title = \"两表罚款金额一致\"", "title = \"@\""),
    ("data/rules.toml", "severity = \"error\"", "severity = \"warning\"\nreason = \"@\""),
    ("data/ranking.toml", "title = \"每次处罚金额\"", "title = \"@\""),
    (ENTERPRISES, "E2,乙选矿有限公司", "E2,@选矿厂"),
    (ENTERPRISES, "91110000101623741K,102,,", "91110000101623741K,102,@厂,"),
    (ENTERPRISES, "91110000101623741K,102,,", "91110000101623741K,102,,@"),
    (FACILITIES, "F2,乙尾矿库", "F2,@尾矿库"),
    (FACILITIES, "liaison,C,60", "liaison,@,60"),
    (FACILITIES, "liaison,C,60", "liaison,C,@"),
    (HAZARDS, "2023-06-01,安全科", "2023-06-01,@"),
    (HAZARDS, "D01,安全出口不畅", "D01,@出口不畅"),
    (HAZARDS, "不畅,矿长,清理,14000", "不畅,@,清理,14000"),
    (HAZARDS, "不畅,矿长,清理,14000", "不畅,矿长,@,14000"),
    (HAZARDS, "2023-07-15,有,县应急管理局", "2023-07-15,@,县应急管理局"),
    (HAZARDS, "2023-07-15,有,县应急管理局", "2023-07-15,有,@"),
    (HAZARDS, "2023-06-20,县应急管理局", "2023-06-20,@"),
    (HAZARDS, "rectified,,,验收资料", "rectified,,,@"),
    (HAZARDS, "H1,,复发", "H1,,@"),
    (ENFORCEMENT, "2023-07-05,甲县应急管理局", "2023-07-05,@"),
    (ENFORCEMENT, "《安全生产法》第九十九条", "@《安全生产法》第九十九条"),
    (ENFORCEMENT, "甲应急罚〔2023〕", "甲@罚〔2023〕"),
    (ENFORCEMENT, "valid,,", "amended,2023-07-15,@"),
    (ENFORCEMENT, "valid,,", "revoked,2023-07-15,@"),
    (INSPECTIONS, "I1,甲县应急管理局", "I1,@"),
    (INSPECTIONS, "F1,3,1,", "F1,3,1,@"),
    (NOTICES, "101,E1,逾期未整改", "101,E1,@"),
    (NOTICES, "102,,进度滞后,", "102,,进度滞后,@〔2023〕1号"),
    (POLICY, "title = \"", "title = \"@"),
    (POLICY, "updated_on =", "description = \"@\"\nupdated_on ="),
    ("content/index.md", "title = \"累计进展\"", "title = \"@\""),
    ("content/index.md", "title = \"首页\"", "title = \"@\""),
    ("content/about.md", "各县每月填报", "各县@每月填报"),
];

/// What is put at the end of a hand-written page, with the name written `@`.
const WRITTEN: &[&str] = &[
    "@",
    "## @",
    "[x](https://x.example/@)",
    "[x](https://x.example/ \"@\")",
    "[@](/periods/)",
    "![@](/static/style.css)",
    "`@`",
    "> @",
    "| 甲 |\n|---|\n| @ |",
    "<!-- @ -->",
    "&#32;@",
    "```chart\nkind = \"bar\"\ntitle = \"@\"\nmeasures = [\"dispatch.self_found\"]\nregions = [\"101\", \"102\"]\n```",
    "```table\ntitle = \"@\"\nmeasures = [\"dispatch.self_found\"]\nregions = [\"101\", \"102\"]\n```",
    "```kpi\ntitle = \"@\"\nmeasures = [\"dispatch.self_found\"]\n```",
];

/// The same in another case: its front matter and its text.
const OTHER_CASE: &[(&str, &str)] = &[
    ("title = \"甲县某公司", "title = \"甲县@"),
    ("source = { name = \"某局\"", "source = { name = \"@\""),
    ("https://x.example/", "https://x.example/@"),
    ("安全出口是最后的生路", "@是最后的生路"),
    ("by = \"执法科科长\"", "by = \"@\""),
    ("why = \"拟公开曝光", "why = \"@拟公开曝光"),
];

/// Every place a name can be typed, with the site that has it there.
fn planted(site: &Site, name: &str) -> Vec<(String, Site)> {
    let fill = |text: &str| text.replace('@', name);
    let mut all: Vec<(String, Site)> = Vec::new();
    for (path, from, to) in FIELDS {
        all.push((format!("{path}: {from} → {to}"), site.clone().edit(path, from, &fill(to))));
    }
    for text in WRITTEN {
        all.push((format!("a page: {text}"), site.clone().append(POLICY, &format!("\n{}\n", fill(text)))));
    }
    let elsewhere = CASE.replace("x-1", "x-2");
    let second = another();
    for (from, to) in OTHER_CASE {
        assert_eq!(second.matches(from).count(), 1, "{from}");
        let text = second.replace(from, &fill(to));
        all.push((format!("another case: {to}"), site.clone().put(&elsewhere, text)));
    }
    let step = format!("\n  {},\n]\nreview", WITHDRAWN.replace("甲矿业有限公司", name));
    let removed =
        second.replace("\n]\nreview", &step).replace("status = \"published\"", "status = \"withdrawn\"");
    all.push(("another case's reason".into(), site.clone().put(&elsewhere, removed)));
    let now = site.count().number("dispatch.self_found", "101", "2023-07", gongshi::dataset::Span::Month);
    let corrected = correction("dispatch.self_found@2023-07/101", "1234", &now, "2023-07-25");
    for (from, to) in [("与<甲>", name), ("分管副局长", name)] {
        all.push((
            format!("a correction: {from}"),
            site.clone().put(CORRECTIONS, corrected.replace(from, to)),
        ));
    }
    let theme = |path: &str| format!("themes/default/{path}");
    let (gbk, ..) = encoding_rs::GB18030.encode(name);
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (path, bytes) in [
        ("static/x.css".to_owned(), format!("/*{name}*/").into_bytes()),
        ("static/x.jpg".to_owned(), [b"\xff\xd8\x00", name.as_bytes()].concat()),
        ("static/x.doc".to_owned(), [b"\xd0\xcf\x11\xe0\0", &*gbk].concat()),
        ("static/x.xls".to_owned(), [b"\xd0\xcf\x11\xe0", wide.as_slice()].concat()),
        (format!("static/{name}.txt"), b"x".to_vec()),
        ("templates/404.html".to_owned(), format!("<p>{name}</p>").into_bytes()),
        ("templates/about.html".to_owned(), format!("<p title=\"{name}\">x</p>").into_bytes()),
    ] {
        all.push((format!("theme: {path}"), site.clone().put(&theme(&path), bytes)));
    }
    let strings = theme("strings/zh-CN.toml");
    let own =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&strings)).unwrap();
    let said = own.replacen("= \"", &format!("= \"{name}"), usize::MAX);
    all.push(("strings".into(), site.clone().put(&strings, said)));
    all
}

/// Where a name reaches no output at all; it is nobody's business but the repository's.
const PRIVATE: &[&str] = &[
    "data/campaign.toml: organ = \"小市 → organ = \"@小市",
    "data/campaign.toml: title = \"关于 → title = \"@关于",
    "data/campaign.toml: title = \"总结\" → title = \"@\"",
    "data/forms/dispatch.toml: title = \"有罚款须有处罚\" → title = \"@\"",
    "content/index.md: title = \"首页\" → title = \"@\"",
    "data/ledger/enterprises.csv: 91110000101623741K,102,, → 91110000101623741K,102,,@",
    "data/ledger/hazards/101.csv: 2023-06-01,安全科 → 2023-06-01,@",
    "data/ledger/hazards/101.csv: 2023-07-15,有,县应急管理局 → 2023-07-15,@,县应急管理局",
    "data/ledger/hazards/101.csv: rectified,,,验收资料 → rectified,,,@",
    "data/ledger/hazards/101.csv: H1,,复发 → H1,,@",
    "data/ledger/inspections/101.csv: F1,3,1, → F1,3,1,@",
    "a page: <!-- @ -->",
    "another case: by = \"@\"",
    "another case: why = \"@拟公开曝光",
];

/// Plants a name everywhere; which kinds of files held it.
fn plant_everywhere(name: &str, wanted: impl Fn(&str) -> bool + Sync) -> BTreeSet<String> {
    let site = withdrawn();
    let all = planted(&site, name);
    let kinds = all.into_par_iter().filter(|(place, _)| wanted(place)).map(|(place, site)| {
        let built = site.build();
        let held: Vec<&str> = if place.starts_with("theme: static/x.doc")
            || place.starts_with("theme: static/x.xls")
            || place.contains(name)
        {
            // In another encoding, or in the name of the file alone.
            built
                .files
                .keys()
                .map(String::as_str)
                .filter(|path| path.ends_with("x.doc") || path.ends_with("x.xls") || path.contains(name))
                .collect()
        } else {
            let links = in_link(name);
            holding(&built, name).into_iter().chain(holding(&built, &links)).collect()
        };
        let told = built.seen.findings.iter().filter(|finding| finding.code == Code::NameRemains);
        let told: Vec<&str> = told.map(|finding| finding.message.en.as_str()).collect();
        assert!(!built.files.is_empty(), "{name} in {place}: {}", built.seen.told());
        assert!(told.iter().all(|message| !message.contains(name)), "{name} in {place}: not repeated");
        // Two characters are a word of the index by themselves; the entries it leads to are looked through.
        let held: Vec<&str> = held.into_iter().filter(|path| !path.starts_with("search/words/")).collect();
        for path in &held {
            let address = path.replace("index.html", "").replace(name, "***");
            assert!(
                told.iter().any(|message| message.contains(&address)),
                "{name} in {place}, {path}: {told:?}"
            );
        }
        // Another masked case masks the firms of the ledger by itself.
        let masked = place.starts_with("another case") && name.starts_with('丁');
        let is_private = PRIVATE.contains(&place.as_str());
        assert_eq!(held.is_empty(), is_private || masked, "{name} in {place}: {held:?}");
        held.into_iter().map(kind_of).collect::<BTreeSet<String>>()
    });
    kinds.reduce(BTreeSet::new, |mut all, some| {
        all.extend(some);
        all
    })
}

/// A name as it stands in the address of a link.
fn in_link(name: &str) -> String {
    name.bytes().fold(String::new(), |link, byte| link + &format!("%{byte:02X}"))
}

/// What kind of output a file is.
fn kind_of(path: &str) -> String {
    let folder = ["elder/", "charts/", "data/", "feeds/", "search/entries/", "static/", "cases/", "regions/"];
    let folder = folder.into_iter().find(|folder| path.starts_with(folder)).unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{folder}{ending}")
}

#[test]
fn nothing_is_left_of_a_withdrawn_case() {
    let built = withdrawn().build();
    built.seen.is_clean();
    for name in NAMES {
        assert_eq!(holding(&built, name), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn a_name_planted_in_any_field_stops_the_build() {
    let kinds = plant_everywhere("王建国", |_| true);
    for kind in [
        "html",
        "elder/html",
        "charts/svg",
        "charts/csv",
        "data/csv",
        "data/json",
        "feeds/xml",
        "search/entries/txt",
        "static/css",
        "static/jpg",
        "static/doc",
        "static/xls",
        "cases/html",
        "regions/html",
    ] {
        assert!(kinds.contains(kind), "{kind} among {kinds:?}");
    }
}

#[test]
fn every_kind_of_name_is_looked_for() {
    for name in NAMES.into_iter().filter(|name| *name != "王建国") {
        // Two characters may be part of the name of a place or a firm, or of a word the site's theme has.
        let in_a_name = |place: &str| {
            [REGIONS, ENTERPRISES, FACILITIES, "strings"].iter().any(|path| place.starts_with(path))
        };
        plant_everywhere(name, |place| {
            (place == "a page: @" || place.starts_with("theme") || place.starts_with(NOTICES))
                && !(name == "王强" && in_a_name(place))
        });
    }
}

/// However it is written.
#[test]
fn a_name_is_found_in_every_spelling() {
    let site = withdrawn();
    for text in [
        "王　强",
        "王 强",
        "[x](https://x.example/%e7%8e%8b%e5%bc%ba)",
        "[x](https://x.example/%E7%8E%8B%E5%BC%BA)",
        "&#29579;强",
        "&#x738B;&#x5F3A;",
        "王 建 国",
        "王　建　国",
        "王\n建国",
        "王建 国",
        "王\n强",
    ] {
        let seen = site.clone().append(POLICY, &format!("\n{text}\n")).build().seen;
        let codes: BTreeSet<Code> = seen.codes().into_iter().collect();
        assert_eq!(codes, BTreeSet::from([Code::NameRemains]), "{text}: {}", seen.told());
    }
}

#[test]
fn a_word_that_only_looks_like_a_name_may_be_allowed() {
    let site = withdrawn().append(POLICY, "\n国王强盗。\n");
    let seen = site.build().seen;
    assert!(seen.codes().contains(&Code::NameRemains), "{}", seen.told());
    assert!(crate::support::site::help(&seen.findings[0]).contains("[privacy] allow"));
    let allowed = |word: &str| {
        site.clone().edit(SETTINGS, "[build]", &format!("[privacy]\nallow = [\"{word}\"]\n\n[build]"))
    };
    allowed("国王强").build().seen.is_clean();
    // Beside the word it is a name as before.
    let seen = allowed("国王强").append(POLICY, "\n王强。\n").build().seen;
    assert!(seen.codes().contains(&Code::NameRemains), "{}", seen.told());
    allowed("王强").append(POLICY, "\n王强。\n").build().seen.is_clean();
    let site = withdrawn().append(POLICY, "\n国 王 建 国 库\n");
    assert!(site.clone().build().seen.codes().contains(&Code::NameRemains));
    let allow = "[privacy]\nallow = [\"国王建国库\"]\n\n[build]";
    site.edit(SETTINGS, "[build]", allow).build().seen.is_clean();
    // No word may be made of a longer name without saying so.
    let seen = withdrawn().edit(FACILITIES, "F2,乙尾矿库", "F2,王建国尾矿库").build().seen;
    assert!(seen.codes().contains(&Code::NameRemains), "{}", seen.told());
    withdrawn().edit(FACILITIES, "F2,乙尾矿库", "F2,王强尾矿库").build().seen.is_clean();
}

/// The reason may name what the case's own text does not.
#[test]
fn the_reason_of_a_withdrawal_names_nobody() {
    let exposed = crate::support::cases::exposed();
    let why = "经查与甲矿厂、甲铁矿、乙选矿有限公司和王建国无关";
    let site = then(
        exposed.edit(CASE, "batch = 1", "batch = 1\npersons = [\"王建国\"]"),
        &WITHDRAWN.replace("对甲矿业有限公司的处罚已撤销", why),
        "withdrawn",
    );
    let built = site.build();
    built.seen.is_clean();
    let page = built.words("cases/x-1/index.html");
    assert!(page.contains("经查与某厂、某铁矿、某选矿有限公司和王某某无关"), "{page}");
}

/// As a clerk does it: published, then withdrawn, with the name left on another page, then taken out there too.
#[test]
fn the_program_stops_with_the_place_and_then_nothing_is_left_on_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let public = root.join("public");
    let on_disk = |name: &str| -> Vec<String> {
        let holds = |bytes: &[u8]| bytes.windows(name.len()).any(|window| window == name.as_bytes());
        let files = crate::support::site::files_below(&public).into_iter();
        files.filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
    };
    let named = exposed_in_full();
    named.write_to(root);
    let ran = run(root, &["build", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let before = on_disk("丁石料有限公司");
    assert!(before.len() > 5, "{before:?}");
    let gone = then(named, &WITHDRAWN.replace("甲矿业", "丁石料"), "withdrawn").edit(
        ENFORCEMENT,
        ",E9,,unit,fine,《安全生产法》第九十九条第（二）项,20000,甲应急罚〔2023〕9号,,2023-07-10,2026-07-05,valid,,",
        ",E9,,unit,fine,《安全生产法》第九十九条第（二）项,20000,甲应急罚〔2023〕9号,,2023-07-10,2026-07-05,revoked,2023-07-20,复议撤销",
    );
    let left = gone.clone().append(POLICY, "\n丁石料有限公司已整改。\n");
    left.write_to(root);
    let ran = run(root, &["build", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    for told in [
        "GS1315",
        "content/cases/2023/x-1.md",
        "the name here still stands in `/policy/` of the output, line ",
    ] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    assert_eq!(on_disk("丁石料有限公司"), before, "the old site stands whole");
    gone.write_to(root);
    let ran = run(root, &["build", "--lang", "en", "--timings"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(on_disk("丁石料有限公司"), Vec::<String>::new());
    assert!(public.join("cases/x-1/index.html").exists());
    assert!(ran.stderr.contains("names") && ran.stderr.contains("% of the total"), "{}", ran.stderr);
}

/// A firm that is public by one penalty and the case about it, and by nothing else.
fn exposed_in_full() -> Site {
    let row = "A9-1,A9,2023-07-05,甲县应急管理局,101,E9,,unit,fine,《安全生产法》第九十九条第（二）项,20000,甲应急罚〔2023〕9号,,2023-07-10,2026-07-05,valid,,\n";
    crate::support::cases::exposed()
        .edit(ENTERPRISES, "E2,乙选矿", "E9,丁石料有限公司,,101,,\nE2,乙选矿")
        .append(ENFORCEMENT, row)
        .edit(CASE, "甲县甲矿业有限公司未保持", "甲县丁石料有限公司未保持")
        .edit(CASE, "执法组检查甲矿业有限公司所属甲铁矿", "执法组检查丁石料有限公司")
        .edit(
            CASE,
            "enterprise = \"E1\"\nactions = [\"A1-1\"]\nhazards = [\"H2\"]",
            "enterprise = \"E9\"\nactions = [\"A9-1\"]",
        )
        .edit(CASE, "县应急管理局对该公司罚款3万元。", "县应急管理局对该公司罚款2万元。")
}
