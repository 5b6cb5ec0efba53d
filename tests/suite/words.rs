//! Words mean what they say: each word of an enumeration in both languages, held against the tables of strings and against
//! the pages that show it; what a sample says of itself; characters that mean something to HTML, XML and spreadsheets.

use gongshi::dataset::Span;

use crate::support::reading::{main_of, plain, tables, unescaped};
use crate::support::site::{Built, Site, fixture_path, is_page};

/// Key of the string, Chinese, English; and where a page shows it, in the row of this entry: the page, then the entry.
type Said = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ENFORCEMENT: &str = "enforcement/index.html";
const FACILITIES: &str = "facilities/index.html";
const HAZARDS: &str = "hazards/index.html";
const INSPECTIONS: &str = "inspections/index.html";
const NOTICES: &str = "notices/index.html";
const CORRECTIONS: &str = "corrections/index.html";
const TIMELINESS: &str = "timeliness/index.html";
const COMPARED: &str = "reconciliation/2023-07/index.html";

const SAID: &[Said] = &[
    ("party_unit", "单位", "unit", ENFORCEMENT, "甲应急罚〔2023〕1号"),
    ("party_principal", "主要负责人", "principal", ENFORCEMENT, "甲应急罚〔2023〕2号"),
    ("party_person", "其他人员", "other person", ENFORCEMENT, "罚person"),
    ("penalty_warning", "警告", "warning", ENFORCEMENT, "罚warning"),
    ("penalty_fine", "罚款", "fine", ENFORCEMENT, "甲应急罚〔2023〕1号"),
    ("penalty_suspend", "停产整顿", "suspension", ENFORCEMENT, "罚suspend"),
    ("penalty_close", "关闭取缔", "closure", ENFORCEMENT, "罚close"),
    ("penalty_revoke", "吊销证照", "licence revoked", ENFORCEMENT, "罚revoke"),
    ("penalty_withhold", "暂扣证照", "licence withheld", ENFORCEMENT, "罚withhold"),
    ("penalty_detain", "拘留", "detention", ENFORCEMENT, "罚detain"),
    ("penalty_criticize", "通报批评", "public criticism", ENFORCEMENT, "罚criticize"),
    ("penalty_confiscate", "没收", "confiscation", ENFORCEMENT, "罚confiscate"),
    ("penalty_restrict", "限制从业", "barred from the trade", ENFORCEMENT, "罚restrict"),
    ("penalty_limit", "限制开展生产经营活动", "business restricted", ENFORCEMENT, "罚limit"),
    ("penalty_downgrade", "降低资质等级", "qualification lowered", ENFORCEMENT, "罚downgrade"),
    ("facility_underground", "地下矿山", "Underground mine", FACILITIES, "甲铁矿"),
    ("facility_open_pit", "露天矿山", "Open pit", FACILITIES, "-丙石矿"),
    ("facility_tailings", "尾矿库", "Tailings pond", FACILITIES, "甲无主库"),
    ("status_production", "正常生产", "In production", FACILITIES, "甲铁矿"),
    ("status_construction", "建设", "Under construction", FACILITIES, "站construction"),
    ("status_rectifying", "整改", "Rectifying", FACILITIES, "-丙石矿"),
    ("status_idle_manned", "长期停产停建（有人）", "Idle for long, manned", FACILITIES, "甲无主库"),
    (
        "status_idle_unmanned",
        "长期停产停建（无人）",
        "Idle for long, unmanned",
        FACILITIES,
        "站idle_unmanned",
    ),
    ("status_suspended", "停产整顿", "Suspended", FACILITIES, "站suspended"),
    ("status_closed", "关闭", "Closed", FACILITIES, "站closed"),
    ("status_decommissioned", "闭库", "Decommissioned", FACILITIES, "站decommissioned"),
    ("hazard_found", "已发现", "Found", HAZARDS, "H11"),
    ("hazard_verified", "已核实", "Verified", HAZARDS, "H12"),
    ("hazard_rectifying", "整改中", "Being rectified", HAZARDS, "H2"),
    ("hazard_applied", "已申请销号", "Closure requested", HAZARDS, "H6"),
    ("hazard_reviewed", "已复查", "Reviewed", HAZARDS, "H13"),
    ("hazard_closed", "已销号", "Closed", HAZARDS, "H1"),
    ("hazard_dismissed", "不属实", "Dismissed", "hazards/H5/index.html", ""),
    ("hazard_downgraded", "已降级", "Downgraded", "hazards/H14/index.html", ""),
    ("guard_resident", "驻矿盯守", "resident", "facilities/F4/index.html", ""),
    ("guard_liaison", "联系盯守", "by liaison", "facilities/F2/index.html", ""),
    ("inspection_steering", "督查", "steering", INSPECTIONS, "小市应急管理局"),
    ("inspection_spot_check", "抽查", "spot check", INSPECTIONS, "2023-07-10 — 2023-07-11"),
    ("inspection_enforcement", "执法", "enforcement", INSPECTIONS, "丙区应急管理局"),
    ("inspection_cross", "交叉", "cross", INSPECTIONS, "乙市应急管理局"),
    ("notice_circular", "通报", "circular", NOTICES, "进度滞后"),
    ("notice_interview", "约谈", "interview", NOTICES, "=边坡长期过陡"),
    ("notice_exposure", "曝光", "exposure", NOTICES, "逾期未整改"),
    ("notice_joint_punishment", "联合惩戒", "joint punishment", NOTICES, "拒不停止作业"),
    ("correction_revision", "修订", "Revision", CORRECTIONS, "30 个"),
    ("correction_error", "更正", "Error", CORRECTIONS, "29.5 万元"),
    ("state_on_time", "按期", "on time", TIMELINESS, "甲县"),
    ("state_late_by_note", "部分逾期", "late by one rule", TIMELINESS, "乙市"),
    ("state_late", "逾期", "late", TIMELINESS, "丙区"),
    ("state_missing", "缺报", "missing", TIMELINESS, "丙区"),
    ("verdict_holds", "一致", "Agrees", COMPARED, "乙市"),
    ("verdict_differs", "不一致", "Differs", COMPARED, "甲县"),
    ("verdict_unknown", "无法核对", "Cannot be compared", COMPARED, "丙区"),
    ("yes", "是", "yes", "periods/2023-07/index.html", "市本级"),
    ("no", "否", "no", "periods/2023-07/index.html", "甲县"),
    ("missing", "未报", "not reported", "periods/2023-07/index.html", "丙区"),
    ("not_applicable", "不适用", "n/a", "periods/2023-07/index.html", "甲县"),
];

/// Words no page of this site shows.
const ONLY_STRINGS: &[(&str, &str, &str)] = &[
    ("state_awaited", "待报", "awaited"),
    ("state_overdue", "逾期待报", "overdue"),
    ("withheld", "不公布", "not published"),
    ("yuan", "元", "yuan"),
    ("span_month", "本月", "Month"),
    ("span_to_date", "累计", "To date"),
    ("span_stock", "期末数", "at the cut-off"),
    ("kind_negative", "反面", "Enforcement case"),
    ("kind_positive", "正面", "Good practice"),
    ("kind_external", "外地警示", "From elsewhere"),
    ("case_withdrawn", "案例已撤回", "A case withdrawn"),
    ("case_expired", "案例公开期满", "A case no longer public"),
    ("case_removed_early", "案例提前移出", "A case removed early"),
    ("case_restored", "这个案例恢复公开", "This case is public again"),
    ("case_amended", "这个案例已变更", "This case was amended"),
    ("kind_flow", "流量", "Flow"),
    ("kind_distinct", "去重计数", "Distinct count"),
    ("kind_stock", "存量", "Stock"),
    ("kind_flag", "是否", "Yes or no"),
    ("kind_rate", "比率", "Rate"),
    ("step_found", "发现", "Found"),
    ("step_verified", "核实认定", "Verified"),
    ("step_listed", "挂牌督办", "Listed for supervision"),
    ("step_delisted", "摘牌", "Taken off the list"),
    ("step_reported", "向职工大会或者职工代表大会报告", "Reported to the workers’ meeting or congress"),
    ("step_applied", "申请销号", "Closure requested"),
    ("step_reviewed", "复查", "Reviewed"),
    ("step_closed", "销号", "Closed"),
    ("step_dismissed", "核实不属实", "Found to be none"),
    ("step_downgraded", "降为一般隐患", "Found to be a general hazard"),
];

fn distinct(language: &str) -> Site {
    Site::fixture("distinct").edit("gongshi.toml", "\"zh-CN\"", &format!("\"{language}\""))
}

/// The site of distinct values with a row of each word it lacks.
fn worded(language: &str) -> Built {
    let mut site = distinct(language);
    for (place, status) in
        ["construction", "idle_unmanned", "suspended", "closed", "decommissioned"].iter().enumerate()
    {
        let kind = if *status == "decommissioned" { "tailings" } else { "underground" };
        let guard = if *status == "idle_unmanned" { "resident" } else { "" };
        let row = format!(
            "F1{place},站{status},E1,101,{kind},{status},2022-02-0{},{guard},B,5,,false,false\n",
            place + 1
        );
        site = site.append("data/ledger/facilities.csv", &row);
    }
    for (place, (party, kind)) in [
        ("unit", "warning"),
        ("unit", "suspend"),
        ("unit", "close"),
        ("unit", "revoke"),
        ("unit", "withhold"),
        ("person", "detain"),
        ("unit", "criticize"),
        ("unit", "confiscate"),
        ("person", "restrict"),
        ("unit", "limit"),
        ("unit", "downgrade"),
        ("person", "warning"),
    ]
    .iter()
    .enumerate()
    {
        let name = if (*party, *kind) == ("person", "warning") { party } else { kind };
        let row = format!(
            "W{place}-1,W{place},2023-07-{:02},甲县应急管理局,101,E1,F1,{party},{kind},《安全生产法》第九十七条第（一）项,,罚{name},,2023-07-20,2026-07-01,valid,,\n",
            place + 1
        );
        site = site.append("data/ledger/enforcement/101.csv", &row);
    }
    let hazards = "H11,F1,major,self,2023-07-11,安全科,D01,甲一,,,,,,,,,,,,,,,,,,,,\n\
        H12,F1,major,self,2023-07-11,安全科,D01,甲二,,,,,,,,,,,2023-07-12,,,,,,,,,\n\
        H13,F1,major,self,2023-07-11,安全科,D01,甲三,矿长,清理,100,2023-08-21,有,,,,,2023-07-13,2023-07-12,2023-07-14,2023-07-15,监管股,,,,,,\n\
        H14,F1,major,self,2023-07-11,安全科,D01,甲四,矿长,清理,100,2023-08-21,有,,,,,2023-07-13,2023-07-12,,,,2023-07-16,downgraded,,,,\n";
    let built = site.append("data/ledger/hazards/101.csv", hazards).build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    built
}

/// Whether a cell is a word, alone or with more behind a blank, and no longer word that begins with it.
fn says(cell: &str, word: &str, words: &[&str]) -> bool {
    let starts = |word: &str| cell == word || cell.starts_with(&format!("{word} "));
    starts(word) && !words.iter().any(|other| other.len() > word.len() && starts(other))
}

#[test]
fn a_word_is_the_one_of_what_it_stands_for() {
    for (language, of) in [("zh-CN", 1), ("en", 2)] {
        let strings = fixture_path("../../themes/default/strings").join(format!("{language}.toml"));
        let strings = std::fs::read_to_string(strings).unwrap();
        let built = worded(language);
        let words: Vec<&str> = SAID.iter().map(|said| [said.1, said.2][of - 1]).collect();
        let shown = SAID.iter().map(|said| (said.0, said.1, said.2));
        for (key, zh, en) in shown.chain(ONLY_STRINGS.iter().copied()) {
            let word = [zh, en][of - 1];
            let line = format!("{key} = \"{word}\"");
            assert!(strings.lines().any(|have| have == line), "{language}: {line}");
        }
        for (key, zh, en, path, entry) in SAID {
            let word = [zh, en][of - 1];
            let main = main_of(built.page(path));
            if entry.is_empty() {
                assert!(
                    plain(main).lines().any(|line| line.trim() == *word || line.ends_with(word)),
                    "{key}: {word} in {path}"
                );
                continue;
            }
            let listed = format!("hazards/{entry}/");
            let no = main.split("<tr>").find(|row| row.contains(&listed)).and_then(|row| {
                let link = row.split("<a ").find(|link| link.contains(&listed))?;
                link.split('>').nth(1)?.split('<').next()
            });
            let entry = no.unwrap_or(entry);
            let found = tables(main).iter().any(|table| {
                table.rows.iter().any(|row| {
                    let is_it =
                        row.iter().any(|cell| cell == entry || cell.trim_end_matches(" 重点县") == entry);
                    is_it && row.iter().any(|cell| says(cell, word, &words))
                })
            });
            assert!(found, "{language} {key}: {word} in the row of {entry} in {path}\n{}", plain(main));
        }
    }
}

/// 181 were open in June, 182 in May: a fall; 192 in July: a rise. Where July has 181 as well, neither.
#[test]
fn a_rise_is_told_as_a_rise_and_a_fall_as_a_fall() {
    let level = |language: &str| {
        let path = "data/reports/2023-07/103.toml";
        let site = distinct(language);
        let text = site.text(path).replace("major_open = 58", "major_open = 47");
        site.put(path, text).build()
    };
    let period =
        |built: &Built, month: &str| plain(main_of(built.page(&format!("periods/{month}/index.html"))));
    let (zh, en) = (distinct("zh-CN").build(), distinct("en").build());
    for (built, month, sentence, sign) in [
        (&zh, "2023-07", "重大隐患未整改192项（比上月增加11项）", "192 | 181 | +11 | 192"),
        (&zh, "2023-06", "重大隐患未整改181项（比上月减少1项）", "181 | 182 | −1 | 181"),
        (&level("zh-CN"), "2023-07", "重大隐患未整改181项（与上月持平）", "181 | 181 | 0 | 181"),
        (&en, "2023-07", "重大隐患未整改 192 项 (up 11 on the month before)", "192 | 181 | +11 | 192"),
        (&en, "2023-06", "重大隐患未整改 181 项 (down 1 on the month before)", "181 | 182 | −1 | 181"),
        (
            &level("en"),
            "2023-07",
            "重大隐患未整改 181 项 (the same as the month before)",
            "181 | 181 | 0 | 181",
        ),
    ] {
        let told = period(built, month);
        assert!(told.contains(sentence), "{sentence}\n{told}");
        assert!(told.contains(sign), "{sign}\n{told}");
    }
}

/// 418,356 元 on the page are 41.8356 万元 among the figures: 23,456 + 27,800 + 161,000 + 92,000 + 26,100 + 88,000.
#[test]
fn ten_thousand_yuan_are_ten_thousand_yuan() {
    let site = distinct("zh-CN");
    let built = site.build();
    let sum = 23_456 + 27_800 + 161_000 + 92_000 + 26_100 + 88_000;
    assert_eq!(sum, 418_356);
    assert!(plain(main_of(built.page(ENFORCEMENT))).contains("418,356 元"));
    assert_eq!(site.count().number("ledger.fines", "100", "2023-07", Span::ToDate), "41.8356");
    let units = "ledger.fines,台账罚款合计,ledger,万元,万元,";
    assert!(built.page("data/measures.csv").contains(units));
}

#[test]
fn a_sample_says_so_on_every_page_and_of_every_download() {
    for (language, short, told) in [
        (
            "zh-CN",
            "示例数据，均为虚构。",
            "本站为示例：企业与数字均为虚构，不反映任何地方、任何企业的真实情况。",
        ),
        (
            "en",
            "Sample data, all invented. ",
            "This is a sample site: firms and figures are invented and say nothing of any real place or firm.",
        ),
    ] {
        let sample = distinct(language).build();
        let real = distinct(language).edit("gongshi.toml", "sample = true", "sample = false").build();
        let (mut pages, mut entries) = (0, 0);
        for (path, bytes) in &sample.files {
            let text = String::from_utf8_lossy(bytes);
            let other = String::from_utf8_lossy(&real.files[path]);
            if is_page(path) {
                pages += 1;
                assert!(text.contains(told), "{path} has no banner");
                assert!(!other.contains(told), "{path} says of a real site that it is a sample");
                let robots = |page: &str| page.contains("name=\"robots\"") && page.contains("noindex");
                assert!(robots(&text), "{path} may be indexed");
                // A page of errors is never to be found.
                assert!(path == "404.html" || !robots(&other), "{path} of a real site cannot be found");
            }
            if path.starts_with("feeds/") {
                for entry in text.split("<entry>").skip(1) {
                    entries += 1;
                    assert!(entry.contains(short.trim()), "{path}: {entry}");
                }
                assert!(!other.contains(short.trim()), "{path}");
            }
        }
        assert!(pages > 50 && entries > 4, "{pages} pages, {entries} entries");
        assert!(
            sample.page("robots.txt").contains("Disallow: /\n")
                && !real.page("robots.txt").contains("Disallow: /\n")
        );
        for (built, is_sample) in [(&sample, true), (&real, false)] {
            let package: serde_json::Value =
                serde_json::from_str(built.page("data/datapackage.json")).unwrap();
            assert_eq!(package["sample"], is_sample);
            assert_eq!(package["description"].as_str().unwrap().starts_with(short), is_sample);
            for table in package["resources"].as_array().unwrap() {
                assert_eq!(table["description"].as_str().unwrap().starts_with(short), is_sample, "{table}");
            }
            assert_eq!(
                built.page("data/index.html").contains(&format!("\"description\":\"{short}")),
                is_sample
            );
        }
    }
}

const STRANGE: &str = "甲<县>&\"'";

/// A region's name with every character that means something goes through stencils, templates, drawings, feeds and
/// tables, and comes out as it went in.
#[test]
fn strange_characters_are_text_everywhere() {
    let built = distinct("zh-CN").edit("data/regions.csv", "101,甲县,", "101,\"甲<县>&\"\"'\",").build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    let row_of = |path: &str| {
        let tables = tables(main_of(built.page(path)));
        tables
            .iter()
            .flat_map(|table| table.rows.clone())
            .filter(|row| row.iter().any(|cell| cell.starts_with(STRANGE)))
            .count()
    };
    for (path, rows) in [
        ("regions/index.html", 1),
        ("periods/2023-07/index.html", 5),
        ("hazards/index.html", 2),
        ("ranking/2023-07/index.html", 1),
        ("timeliness/index.html", 2),
        ("enterprises/index.html", 1),
        ("facilities/index.html", 2),
        ("notices/index.html", 1),
        ("corrections/index.html", 1),
        ("reconciliation/2023-07/index.html", 2),
    ] {
        assert_eq!(row_of(path), rows, "{path}\n{}", plain(main_of(built.page(path))));
    }
    let form = &tables(main_of(built.page("regions/101/2023-07/index.html")))[0];
    assert!(form.caption.contains(&format!("市/县：{STRANGE} ")), "{}", form.caption);
    let csv = |path: &str| {
        let mut reader = csv::Reader::from_reader(built.page(path).as_bytes());
        reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    for path in ["data/regions.csv", "charts/period-2023-07-1.csv"] {
        assert!(csv(path).iter().any(|cell| cell == STRANGE), "{path}");
    }
    assert!(csv("data/corrections.csv").iter().any(|cell| cell.starts_with(STRANGE)));
    assert!(csv("data/hazards.csv").iter().any(|cell| cell == "丙\"石料\"<有限>公司&厂"));
    for path in ["feeds/corrections.xml", "charts/period-2023-07-1.svg"] {
        let text = built.page(path);
        assert!(unescaped(text).contains(STRANGE), "{path}");
    }
    // Nowhere is it markup, and nowhere is an escape escaped.
    for (path, bytes) in built.files.iter().filter(|(path, _)| !path.starts_with("search/")) {
        let text = String::from_utf8_lossy(bytes);
        if is_page(path) || path.ends_with("xml") || path.ends_with("svg") {
            // What follows `&` names a character.
            for rest in text.split('&').skip(1) {
                let name = rest.split(';').next().unwrap_or_default().trim_start_matches('#');
                let is_name =
                    !name.is_empty() && name.len() < 9 && name.chars().all(|c| c.is_ascii_alphanumeric());
                assert!(is_name, "a bare & before {:?} in {path}", rest.chars().take(20).collect::<String>());
            }
            for wrong in ["<县>", "<有限>", "<钢丝绳>", "&amp;lt;", "&amp;amp;", "&amp;quot;"] {
                assert!(!text.contains(wrong), "{wrong} in {path}");
            }
        }
    }
}

/// Whatever a text begins with, no cell of a download begins like a formula.
#[test]
fn no_cell_of_a_download_is_a_formula() {
    const TEXTS: &[(&str, &str)] = &[
        ("data/ledger/enterprises.csv", "甲矿业有限公司"),
        ("data/ledger/enterprises.csv", "甲矿厂@2023-06-04;老甲矿"),
        ("data/ledger/facilities.csv", "乙尾矿库"),
        ("data/ledger/hazards/102.csv", "库区违规作业"),
        ("data/ledger/hazards/102.csv", "停止作业"),
        ("data/ledger/hazards/103.csv", "丙区应急管理局,2023"),
        ("data/ledger/enforcement/102.csv", "乙市应急管理局,102,E2,F2,unit,fine"),
        ("data/ledger/enforcement/102.csv", "乙应急罚〔2023〕6号"),
        ("data/ledger/enforcement/102.csv", "程序违法"),
        ("data/ledger/inspections/102.csv", "乙市应急管理局"),
        ("data/ledger/notices.csv", "进度滞后"),
        ("data/ledger/notices.csv", "乙应急通报"),
        ("data/corrections.toml", "复核后补报"),
        ("data/corrections.toml", "市应急管理局分管副局长"),
        ("data/regions.csv", "乙市"),
        ("data/forms/dispatch.toml", "企业自查发现"),
    ];
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
        // A former name is separated from its last day by this sign, and can have no other.
        let in_names = !["@", "＠"].contains(&sign);
        let texts = TEXTS.iter().filter(|(_, text)| in_names || !text.contains('@'));
        let site = texts
            .fold(distinct("zh-CN"), |site, (path, text)| site.edit(path, text, &format!("{sign}{text}")));
        let built = site.build();
        assert!(!built.files.is_empty(), "{}", built.seen.told());
        let mut guarded = std::collections::BTreeSet::new();
        for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with("csv")) {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let heads = reader.headers().unwrap().clone();
            for row in reader.records() {
                for (head, cell) in heads.iter().zip(&row.unwrap()) {
                    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                    assert!(!begins || cell.parse::<f64>().is_ok(), "{path} {head}: {cell}");
                    if cell.starts_with(&format!("'{sign}")) {
                        guarded.insert(format!(
                            "{} {head}",
                            path.rsplit('/').next().unwrap().split('-').next().unwrap()
                        ));
                    }
                }
            }
        }
        for column in [
            "corrections.csv approved_by",
            "corrections.csv figure",
            "corrections.csv reason",
            "corrections.csv where",
            "enterprises.csv former_names",
            "enterprises.csv name",
            "facilities.csv name",
            "hazards.csv description",
            "hazards.csv enterprise_name",
            "hazards.csv facility_name",
            "hazards.csv listed_by",
            "hazards.csv measures",
            "inspections.csv organ",
            "measures.csv title",
            "notices.csv document_no",
            "notices.csv enterprise_name",
            "notices.csv reason",
            "penalties.csv authority",
            "penalties.csv document_no",
            "penalties.csv enterprise_name",
            "penalties.csv status_reason",
            "period label",
            "regions.csv name",
        ] {
            let is_possible = in_names || column != "enterprises.csv former_names";
            assert!(!is_possible || guarded.contains(column), "`{sign}` in {column}: {guarded:?}");
        }
    }
}
