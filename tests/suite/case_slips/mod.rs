//! Cases of the repository's sample with one slip each, as a clerk might make it: a day, a name, a sum, a measure, an article
//! that is not the records'. Each is told at its line, and few other things with it; what only looks like a slip is not told.

mod harmless;
mod others;
mod persons;
mod records;
mod slips;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;

use gongshi::diagnostic::{Finding, Lines};
use rayon::prelude::*;

use crate::support::site::{Seen, Site};

/// More findings than these beside the right one, and nobody sees it.
const CROWD: usize = 10;

/// What one case of the sample says, read from its file and from the rows behind it.
struct Told {
    path: String,
    text: String,
    county: String,
    office: String,
    firm: String,
    facility: String,
    /// 2023年8月18日
    found: String,
    /// The day of the decision on the unit, as the ledger has it.
    decided: String,
    /// The day that decision was published.
    published: String,
    /// 49000
    unit: u64,
    principal: Option<u64>,
    /// 《安全生产法》第九十九条第（一）项
    basis: String,
    /// 第四十一条第二款
    breach: String,
    document_no: String,
    criterion: String,
    /// What else was decided in the affair.
    kinds: BTreeSet<String>,
    /// The first deadline of its hazard, as the ledger has it.
    due: String,
    /// Another mine of the firm.
    sister: Option<String>,
}

/// One slip: the kind, how it reads, the site with it, the file and the text whose line it stands in.
struct Slip {
    kind: &'static str,
    name: String,
    site: Site,
    path: String,
    /// Where the finding may stand: these lines of the changed file.
    lines: Vec<u32>,
}

/// The sample with what its cases rest on, and no more: without reports, pages and the ledgers of other counties.
fn sample() -> Site {
    const COUNTIES: [&str; 7] = ["141021", "141022", "141023", "141024", "141025", "141027", "141031"];
    static SAMPLE: OnceLock<Site> = OnceLock::new();
    let trimmed = || {
        let site = crate::support::sample::sample();
        let is_kept = |path: &str| {
            let is_ledger =
                ["hazards/", "enforcement/", "inspections/"].iter().any(|name| path.contains(name));
            let is_data = path.starts_with("data/") && !path.starts_with("data/reports/");
            let is_wanted = is_data || path.starts_with("content/cases/2023/") || path == "gongshi.toml";
            is_wanted && (!is_ledger || COUNTIES.iter().any(|county| path.contains(county)))
        };
        let is_other = |path: &&str| !is_kept(path);
        let others: Vec<String> = site.0.paths().filter(is_other).map(Into::into).collect();
        others.iter().fold(site, |site, path| site.without(path))
    };
    SAMPLE.get_or_init(trimmed).clone()
}

/// The row of an id in a ledger without commas in its cells.
fn row(site: &Site, path: &str, id: &str) -> BTreeMap<String, String> {
    let text = site.text(path);
    let header: Vec<String> = text.lines().next().unwrap().split(',').map(str::to_owned).collect();
    let line = text.lines().find(|line| line.starts_with(&format!("{id},"))).expect("the row is there");
    header.into_iter().zip(line.split(',').map(str::to_owned)).collect()
}

/// What stands between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("no `{from}` in {text}")) + from.len();
    &text[start..start + text[start..].find(to).unwrap_or_else(|| panic!("no `{to}`"))]
}

impl Told {
    fn read(number: usize) -> Self {
        let (site, path) = (sample(), format!("content/cases/2023/exposed-{number}.md"));
        let text = site.text(&path);
        let action = between(&text, "actions = [\"", "\"");
        let region = &action[1..7];
        let ledger = format!("data/ledger/enforcement/{region}.csv");
        let unit = row(&site, &ledger, action);
        let second = between(&text, "actions = [", "]").split('"').nth(3);
        let firm = row(&site, "data/ledger/enterprises.csv", between(&text, "enterprise = \"", "\""));
        let facility = row(&site, "data/ledger/facilities.csv", &unit["facility"]);
        let hazard = between(&text, "hazards = [\"", "\"");
        let hazard = row(&site, &format!("data/ledger/hazards/{region}.csv"), hazard);
        let office = unit["authority"].clone();
        let affair = format!(",{},", unit["case"]);
        let rows = site.text(&ledger);
        let of_affair = rows.lines().filter(|line| line.contains(&affair));
        let facilities = site.text("data/ledger/facilities.csv");
        let owned = format!(",{},", unit["enterprise"]);
        let mut sisters = facilities.lines().filter(|line| line.contains(&owned));
        Self {
            kinds: of_affair.filter_map(|line| Some(line.split(',').nth(8)?.to_owned())).collect(),
            sister: sisters
                .find(|line| !line.starts_with(unit["facility"].as_str()))
                .and_then(|line| Some(line.split(',').nth(1)?.to_owned())),
            county: office.trim_end_matches("应急管理局").to_owned(),
            found: between(&text, "## 基本案情\n\n", "，").to_owned(),
            firm: firm["name"].clone(),
            facility: facility["name"].clone(),
            decided: unit["decided_on"].clone(),
            published: unit["published_on"].clone(),
            unit: unit["amount_yuan"].parse().unwrap(),
            principal: second.map(|id| row(&site, &ledger, id)["amount_yuan"].parse().unwrap()),
            basis: unit["basis"].clone(),
            breach: between(&text, "违反了《安全生产法》", "的规定").to_owned(),
            due: hazard["due_on"].clone(),
            document_no: unit["document_no"].clone(),
            criterion: between(&text, "criteria = [\"", "\"").to_owned(),
            office,
            path,
            text,
        }
    }

    /// The same with what stands first replaced.
    fn slip(&self, kind: &'static str, from: &str, to: &str) -> Slip {
        let at = self.text.find(from).unwrap_or_else(|| panic!("{kind}: no `{from}` in {}", self.text));
        let text = format!("{}{to}{}", &self.text[..at], &self.text[at + from.len()..]);
        let first = u32::try_from(text[..at].matches('\n').count()).unwrap() + 1;
        let last = first + u32::try_from(to.matches('\n').count()).unwrap();
        let name = format!("{}: {from} → {to}", self.path);
        Slip {
            kind,
            name,
            site: sample().put(&self.path, text),
            path: self.path.clone(),
            lines: (first..=last).collect(),
        }
    }

    /// The same with a sentence more at the end of a section.
    fn says(&self, kind: &'static str, section: &str, sentence: &str) -> Slip {
        let body = between(&self.text, &format!("## {section}\n\n"), "\n");
        self.slip(kind, body, &format!("{body}{sentence}"))
    }

    /// The same with a sentence more in one of the sections, by turns.
    fn result(&self, kind: &'static str, sentence: &str) -> Slip {
        self.says(kind, "处理结果", sentence)
    }
}

/// 49000 is 4.9万元.
fn money(yuan: u64) -> String {
    let tail = format!("{:04}", yuan % 10_000);
    let tail = tail.trim_end_matches('0');
    let point = if tail.is_empty() { "" } else { "." };
    format!("{}{point}{tail}万元", yuan / 10_000)
}

/// 2023-08-18 is 2023年8月18日.
fn chinese(day: &str) -> String {
    let day: chrono::NaiveDate = day.parse().expect("a day");
    day.format("%Y年%-m月%-d日").to_string()
}

/// A day some days from another.
fn days_from(day: &str, days: i64) -> String {
    let day: chrono::NaiveDate = day.parse().expect("a day");
    (day + chrono::TimeDelta::days(days)).to_string()
}

type Known = BTreeMap<(String, String, String), usize>;

fn key(seen: &Seen, finding: &Finding) -> (String, String, String) {
    let path = finding.place.path.to_string();
    let words = seen.pointed(finding).to_owned();
    (format!("{} {path}", finding.code.id()), finding.message.zh.clone(), words)
}

fn known(seen: &Seen) -> Known {
    let mut known = Known::new();
    seen.findings.iter().for_each(|finding| *known.entry(key(seen, finding)).or_default() += 1);
    known
}

/// What is found of a site that is not found of the sample: where, and what.
fn news(site: &Site, before: &Known) -> Vec<(String, u32, String)> {
    let seen = site.check_data();
    let mut before = before.clone();
    let mut news = Vec::new();
    for finding in &seen.findings {
        match before.get_mut(&key(&seen, finding)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => {
                let place = &finding.place;
                let text = seen.texts.get(&place.path).unwrap_or_default();
                let line = Lines::new(text).line_column(place.span.0).0;
                let told = format!("{} {}", finding.code.id(), finding.message.zh);
                news.push((place.path.to_string(), line, told));
            }
        }
    }
    news
}

/// How many of a kind were planted, and how many told, silent, drowned.
#[derive(Default)]
struct Count {
    planted: usize,
    silent: usize,
    drowned: usize,
}

#[test]
fn what_a_case_says_against_its_records_is_told_where_it_stands() {
    let cases: Vec<Told> = [1, 2, 3, 4, 5, 6].into_iter().map(Told::read).collect();
    let slips: Vec<Slip> = [slips::of(&cases), persons::of(&cases), others::of(&cases), records::of(&cases)]
        .into_iter()
        .flatten()
        .collect();
    let before = known(&sample().check_data());
    let seen: Vec<_> = slips.par_iter().map(|slip| news(&slip.site, &before)).collect();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut wrong = String::new();
    for (slip, news) in slips.iter().zip(&seen) {
        let is_there =
            |(path, line, _): &&(String, u32, String)| *path == slip.path && slip.lines.contains(line);
        let told = news.iter().filter(is_there).count();
        let (silent, drowned) = (told == 0, told > 0 && news.len() > CROWD + 1);
        let count = counts.entry(slip.kind).or_default();
        count.planted += 1;
        count.silent += usize::from(silent);
        count.drowned += usize::from(drowned);
        if silent || drowned {
            let _ = writeln!(wrong, "{} {}\n    lines {:?}, news {news:?}", slip.kind, slip.name, slip.lines);
        }
        if std::env::var_os("GONGSHI_SHOW_SLIPS").is_some() {
            println!("{} | {} | {news:?}", slip.kind, slip.name);
        }
    }
    let mut table = String::new();
    for (kind, Count { planted, silent, drowned }) in &counts {
        let _ = writeln!(
            table,
            "{kind:<28} {planted:>4} {:>4} {silent:>4} {drowned:>4}",
            planted - silent - drowned
        );
    }
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    let (planted, silent, drowned) = (sum(|one| one.planted), sum(|one| one.silent), sum(|one| one.drowned));
    println!(
        "kind, planted, told, silent, drowned\n{table}all {planted}, silent {silent}, drowned {drowned}"
    );
    assert!(planted >= 150, "{planted}");
    assert!(silent == 0 && drowned == 0, "{silent} silent, {drowned} drowned of {planted}\n{wrong}");
}

#[test]
fn what_only_looks_like_a_slip_of_a_case_is_not_told() {
    let cases: Vec<Told> = [1, 2, 3, 4, 5, 6].into_iter().map(Told::read).collect();
    let twins = harmless::of(&cases);
    let before = known(&sample().check_data());
    let told: Vec<String> = twins
        .par_iter()
        .filter_map(|twin| {
            let news = news(&twin.site, &before);
            (!news.is_empty()).then(|| format!("{} {}\n    {news:?}", twin.kind, twin.name))
        })
        .collect();
    println!("{} twins, {} told", twins.len(), told.len());
    assert!(told.is_empty(), "{} of {}\n{}", told.len(), twins.len(), told.join("\n"));
}

/// The lines of a text with some words.
fn lines_with(text: &str, words: &str) -> Vec<u32> {
    let lines = text.lines().zip(1..).filter(|(line, _)| line.contains(words));
    lines.map(|(_, number)| number).collect()
}
