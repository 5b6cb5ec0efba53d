//! Reports that can hardly be true: numbers drawn by seeds are planted in invented campaigns, each alone, and told where they
//! stand; what looks like them and is true is not.

use std::collections::BTreeMap;

use gongshi::diagnostic::{Code, Finding, Severity};
use gongshi::sample::{Size, campaign};
use gongshi::source::Memory;
use rayon::prelude::*;

use crate::support::sample::{change, report, sample, set};
use crate::support::site::{Seen, Site, help};

const BUREAU: &str = "141000-B";
const MONTHS: [&str; 7] = ["2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10", "2023-11"];
const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;
/// Of each kind and seed.
const PLANTED: usize = 3;
const OURS: [Code; 2] = [Code::CellImplausible, Code::ReportImplausible];

fn invented(size: &Size) -> Site {
    let mut memory = Memory::new();
    campaign(size, &mut |path, text| {
        memory.put(path, text.as_bytes().to_vec());
        Ok(())
    })
    .expect("memory takes everything");
    Site(memory)
}

fn of_seed(seed: u64) -> Site {
    invented(&Size { seed, ..Size::default() })
}

/// A campaign's numbers: by form and cell and region, those of the months.
struct Numbers(BTreeMap<(String, String), Vec<Option<f64>>>);

impl Numbers {
    fn of(site: &Site) -> Self {
        let mut all: BTreeMap<(String, String), Vec<Option<f64>>> = BTreeMap::new();
        for (at, month) in MONTHS.iter().enumerate() {
            for region in regions(site) {
                let Some(bytes) = site.0.get(&report(month, &region)) else { continue };
                let table: toml::Table = std::str::from_utf8(bytes).unwrap().parse().unwrap();
                for (form, cells) in
                    [("dispatch", &table["dispatch"]), ("statistics", &table["statistics"]["month"])]
                {
                    for (cell, value) in cells.as_table().unwrap() {
                        let number = value.as_float().or_else(|| value.to_string().parse().ok());
                        let key = (region.clone(), format!("{form}.{cell}"));
                        all.entry(key).or_insert_with(|| vec![None; MONTHS.len()])[at] = number;
                    }
                }
            }
        }
        Self(all)
    }

    fn month(&self, region: &str, cell: &str, month: usize) -> Option<f64> {
        *self.0.get(&(region.to_owned(), cell.to_owned()))?.get(month)?
    }

    fn others(&self, region: &str, cell: &str, month: usize) -> Vec<f64> {
        let all = self.0.get(&(region.to_owned(), cell.to_owned())).into_iter().flatten().enumerate();
        all.filter(|(at, _)| *at != month).filter_map(|(_, number)| *number).collect()
    }
}

fn regions(site: &Site) -> Vec<String> {
    let text = site.text("data/regions.csv");
    let codes = text.lines().skip(2).map(|row| row.split(',').next().unwrap().to_owned());
    codes.collect()
}

/// Draws numbers.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// A month that was planted, and the cells at whose lines it may be told.
struct Planted {
    site: Site,
    month: usize,
    region: String,
    cells: Vec<&'static str>,
}

type Plant = fn(&Site, &Numbers, &str, usize) -> Option<Planted>;

fn planted(site: Site, month: usize, region: &str, cells: &[&'static str]) -> Planted {
    Planted { site, month, region: region.to_owned(), cells: cells.to_vec() }
}

fn too_many(
    site: &Site,
    numbers: &Numbers,
    region: &str,
    month: usize,
    cell: &'static str,
    number: f64,
) -> Option<Planted> {
    numbers.month(region, cell, month)?;
    Some(planted(set(site.clone(), MONTHS[month], region, cell, number), month, region, &[cell]))
}

/// What a month has more, the totals have from then on.
fn with_totals(site: Site, numbers: &Numbers, region: &str, month: usize, cell: &str, to: f64) -> Site {
    let more = to - numbers.month(region, cell, month).unwrap();
    let site = set(site, MONTHS[month], region, &format!("{cell}.month"), to);
    (month..MONTHS.len()).fold(site, |site, later| match site.0.get(&report(MONTHS[later], region)) {
        Some(_) => change(site, MONTHS[later], region, &format!("{cell}.total"), |total| total + more),
        None => site,
    })
}

fn ten_times(
    site: &Site,
    numbers: &Numbers,
    region: &str,
    month: usize,
    cell: &'static str,
) -> Option<Planted> {
    let last = numbers.month(region, cell, month.checked_sub(1)?).filter(|last| *last >= 3.0)?;
    numbers.month(region, cell, month)?;
    let (site, to) = (site.clone(), 10.0 * last);
    let site = if cell.starts_with("statistics") {
        with_totals(site, numbers, region, month, cell, to)
    } else {
        set(site, MONTHS[month], region, cell, to)
    };
    Some(planted(site, month, region, &[cell]))
}

fn copied(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    numbers.month(region, "dispatch.reviews", month)?;
    let last = MONTHS[month.checked_sub(1)?];
    let text = std::str::from_utf8(site.0.get(&report(last, region))?).unwrap().to_owned();
    let month_of = |text: &str| text.replace(&format!("\"{last}\""), &format!("\"{}\"", MONTHS[month]));
    let text = month_of(&text)
        .replace(&format!("submitted_on = {last}"), &format!("submitted_on = {}", MONTHS[month]));
    Some(planted(site.clone().put(&report(MONTHS[month], region), text), month, region, &[]))
}

/// A report in which each number of a line is another.
fn rewritten(site: &Site, month: usize, region: &str, number: impl Fn(&str) -> String) -> Option<Site> {
    let path = report(MONTHS[month], region);
    site.0.get(&path)?;
    let cell = |pair: &str| match pair.split_once(" = ") {
        Some((key, value)) if value.parse::<f64>().is_ok() => format!("{key} = {}", number(key.trim())),
        _ => pair.to_owned(),
    };
    let line = |line: &str| match line.split_once('{') {
        Some((head, cells)) => {
            let cells: Vec<String> = cells.trim_end_matches('}').trim().split(", ").map(cell).collect();
            format!("{head}{{ {} }}\n", cells.join(", "))
        }
        None => cell(line) + "\n",
    };
    let text: String = site.text(&path).lines().map(line).collect();
    Some(site.clone().put(&path, text))
}

fn zeroed(site: &Site, _: &Numbers, region: &str, month: usize) -> Option<Planted> {
    // After months that were not, of one who has something to say.
    let busy = ["141023", "141027", "141021", "141022", "141002", "141024", BUREAU];
    (month > 0 && busy.contains(&region)).then_some(())?;
    Some(planted(rewritten(site, month, region, |_| "0".to_owned())?, month, region, &[]))
}

/// Two cells of which each has what only the other ever had.
fn exchanged(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    const CELLS: [&str; 7] = [
        "dispatch.guided_areas",
        "dispatch.guided_firms",
        "dispatch.visits_county",
        "dispatch.talks",
        "dispatch.reviews",
        "dispatch.inspectors_county",
        "dispatch.persons_accountable",
    ];
    for one in CELLS {
        for other in CELLS {
            let (Some(large), Some(small)) =
                (numbers.month(region, one, month), numbers.month(region, other, month))
            else {
                continue;
            };
            let (ones, others) = (numbers.others(region, one, month), numbers.others(region, other, month));
            let most = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
            let least = |all: &[f64]| all.iter().copied().fold(f64::MAX, f64::min);
            let is_far = large > 2.0 * most(&others) + 1.0 && small < least(&ones);
            if is_far && large <= most(&ones) && large >= least(&ones) && small >= least(&others) {
                let site = set(site.clone(), MONTHS[month], region, one, small);
                let site = set(site, MONTHS[month], region, other, large);
                return Some(planted(site, month, region, &[one, other]));
            }
        }
    }
    None
}

fn in_yuan(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    let fines = numbers.month(region, "dispatch.fines", month).filter(|fines| *fines > 0.0)?;
    let yuan = (10_000.0 * fines).round();
    too_many(site, numbers, region, month, "dispatch.fines", yuan)
}

fn rewarded(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    let cell = "dispatch.tip_rewards";
    let rewards = numbers.month(region, cell, month).filter(|rewards| *rewards > 0.0)?;
    too_many(site, numbers, region, month, cell, rewards + 31.0)
}

fn unviolated(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    numbers.month(region, "dispatch.penalties", month).filter(|penalties| *penalties > 0.0)?;
    let cells = ["statistics.violations_handled", "statistics.principals_handled"];
    numbers.month(region, cells[0], month).filter(|handled| *handled > 0.0)?;
    let site = with_totals(site.clone(), numbers, region, month, cells[0], 0.0);
    let site = match numbers.month(region, cells[1], month) {
        Some(handled) if handled > 0.0 => with_totals(site, numbers, region, month, cells[1], 0.0),
        _ => site,
    };
    Some(planted(site, month, region, &["dispatch.penalties", cells[0], cells[1]]))
}

fn unadmonished(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    let cell = "dispatch.areas_admonished";
    numbers.month(region, cell, month).filter(|number| *number > 0.0)?;
    too_many(site, numbers, region, month, cell, 0.0)
}

/// Each number stands a line too low.
fn moved(site: &Site, numbers: &Numbers, region: &str, month: usize) -> Option<Planted> {
    let busy = ["141023", "141027", "141021", "141022"];
    busy.contains(&region).then_some(())?;
    numbers.month(region, "dispatch.reviews", month)?;
    let text = site.text(&report(MONTHS[month], region));
    let cells: Vec<(String, String)> = text
        .lines()
        .skip_while(|line| *line != "[dispatch]")
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(" = "))
        .filter(|(_, value)| value.parse::<f64>().is_ok())
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let lower = |key: &str| {
        let at = cells.iter().position(|(known, _)| known == key);
        at.and_then(|at| at.checked_sub(1)).map_or("0".to_owned(), |at| cells[at].1.replace('.', ""))
    };
    let (head, rest) = text.split_once("[statistics]").unwrap();
    let only = site.clone().put(&report(MONTHS[month], region), head);
    let head = rewritten(&only, month, region, lower)?.text(&report(MONTHS[month], region));
    let site = site.clone().put(&report(MONTHS[month], region), format!("{head}[statistics]{rest}"));
    Some(planted(site, month, region, &[]))
}

/// What is told of its report beside what was told before.
fn news<'s>(seen: &'s Seen, before: &[Finding]) -> Vec<&'s Finding> {
    seen.findings.iter().filter(|finding| !before.contains(finding)).collect()
}

/// Whether one of them stands at the line of a cell of it, or where none is named anywhere in its report.
fn is_told(seen: &Seen, news: &[&Finding], planted: &Planted) -> bool {
    let path = report(MONTHS[planted.month], &planted.region);
    let text = planted.site.text(&path);
    let line_of = |cell: &str| {
        let (form, key) = cell.split_once('.').unwrap();
        let start = if form == "statistics" { "month = {".to_owned() } else { format!("{key} = ") };
        text.lines().position(|line| line.starts_with(&start)).unwrap() as u32 + 1
    };
    let lines: Vec<u32> = planted.cells.iter().map(|cell| line_of(cell)).collect();
    news.iter().any(|finding| {
        let (at, line, _) = seen.at(finding);
        at == path && (lines.is_empty() || lines.contains(&line))
    })
}

const KINDS: [(&str, Plant); 12] = [
    ("300 firms guided", |site, numbers, region, month| {
        too_many(site, numbers, region, month, "dispatch.guided_firms", 300.0)
    }),
    ("100 visits", |site, numbers, region, month| {
        too_many(site, numbers, region, month, "dispatch.visits_county", 100.0)
    }),
    ("ten times the teams, and the totals follow", |site, numbers, region, month| {
        ten_times(site, numbers, region, month, "statistics.teams_formed")
    }),
    ("ten times the firms guided", |site, numbers, region, month| {
        ten_times(site, numbers, region, month, "dispatch.guided_firms")
    }),
    ("the month before once more", copied),
    ("nothing but zeros", zeroed),
    ("two cells exchanged", exchanged),
    ("元 for 万元", in_yuan),
    ("a reward over its cap", rewarded),
    ("penalties without violations", unviolated),
    ("no admonitions", unadmonished),
    ("a line too low", moved),
];

#[test]
fn what_is_planted_is_told_at_its_line_and_not_among_ten_others() {
    let sites: Vec<(u64, Site)> = SEEDS.map(|seed| (seed, of_seed(seed))).collect();
    let before: Vec<(Numbers, Vec<Finding>)> =
        sites.par_iter().map(|(_, site)| (Numbers::of(site), site.check_data().findings)).collect();
    let mut told = Vec::new();
    for (kind, plant) in KINDS {
        let mut all = Vec::new();
        for ((seed, site), (numbers, before)) in sites.iter().zip(&before) {
            let mut draw = Draw(*seed);
            let regions = regions(site);
            let mut places: Vec<(usize, usize)> = (0..regions.len())
                .flat_map(|region| (0..MONTHS.len()).map(move |month| (region, month)))
                .collect();
            for at in (1..places.len()).rev() {
                places.swap(at, draw.below(at + 1));
            }
            let plants = places
                .into_iter()
                .filter_map(|(region, month)| plant(site, numbers, &regions[region], month));
            all.extend(plants.take(PLANTED).map(|planted| (*seed, planted, before)));
        }
        assert!(all.len() >= 10, "{kind}: only {} could be planted", all.len());
        let failed: Vec<String> = all
            .par_iter()
            .filter_map(|(seed, planted, before)| {
                let seen = planted.site.check_data();
                let news = news(&seen, before);
                let (month, region) = (MONTHS[planted.month], &planted.region);
                let of_news = || {
                    let told = news
                        .iter()
                        .map(|one| format!("{:?} {:?} {}", seen.at(one), one.code, one.message.en));
                    told.collect::<Vec<_>>().join("\n    ")
                };
                if !is_told(&seen, &news, planted) {
                    return Some(format!("{kind}, seed {seed}, {month} {region}: silent{}", of_news()));
                }
                (news.len() > 10).then(|| {
                    format!("{kind}, seed {seed}, {month} {region}: among {}{}", news.len(), of_news())
                })
            })
            .collect();
        told.push((kind, all.len(), failed));
    }
    let (all, failed): (usize, usize) =
        told.iter().fold((0, 0), |(all, failed), (_, count, of)| (all + count, failed + of.len()));
    let lines = told.iter().map(|(kind, count, failed)| {
        format!("{kind}: {} of {count}\n{}\n", count - failed.len(), failed.join("\n"))
    });
    let lines: String = lines.collect();
    assert!(100 * failed <= 3 * all, "{failed} of {all}\n{lines}");
}

#[test]
fn clean_campaigns_have_nothing_implausible() {
    let sizes: Vec<Size> =
        (1..=10)
            .map(|seed| Size { seed, ..Size::default() })
            .chain((1..=3).flat_map(|seed| {
                [1, 2, 3].map(|months| Size { seed, months: Some(months), ..Size::default() })
            }))
            .chain([
                Size { regions: Some(3), ..Size::default() },
                Size { regions: Some(60), months: Some(4), ..Size::default() },
            ])
            .collect();
    let told: Vec<String> = sizes
        .par_iter()
        .flat_map_iter(|size| {
            let seen = invented(size).check_data();
            let ours = seen
                .findings
                .iter()
                .filter(|one| OURS.contains(&one.code) || one.message.en.contains("R7-violations"));
            ours.map(|one| format!("{size:?}: {:?} {}", seen.at(one), one.message.en)).collect::<Vec<_>>()
        })
        .collect();
    assert!(told.len() <= 5, "{} told\n{}", told.len(), told.join("\n"));
}

#[track_caller]
fn is_harmless(site: &Site) {
    let seen = site.check_data();
    // What contradicts the ledgers is told in any case.
    let of_usual =
        |one: &Finding| one.code == Code::CellImplausible || one.message.en.contains("every number");
    assert!(!seen.findings.iter().any(of_usual), "{}", seen.told());
}

/// All counties, one number in a month.
fn everywhere(site: Site, month: &str, cell: &str, number: impl Fn(f64) -> f64 + Copy) -> Site {
    regions(&site).iter().filter(|region| *region != BUREAU).fold(site, |site, region| {
        if site.0.get(&report(month, region)).is_none() {
            site
        } else {
            change(site, month, region, cell, number)
        }
    })
}

#[test]
fn what_happened_everywhere_or_to_a_small_one_is_true() {
    // All counties had many, in the middle and in the last month.
    for month in ["2023-08", "2023-11"] {
        is_harmless(&everywhere(of_seed(2), month, "dispatch.visits_county", |visits| 6.0 * visits + 12.0));
        is_harmless(&everywhere(of_seed(3), month, "dispatch.guided_firms", |firms| 5.0 * firms));
    }
    // Nobody did anything in the last month.
    let nothing = |site: Site| {
        let all = regions(&site);
        let month = MONTHS.len() - 1;
        all.iter()
            .fold(site, |site, region| rewritten(&site, month, region, |_| "0".to_owned()).unwrap_or(site))
    };
    is_harmless(&nothing(of_seed(7)));
    // A county without mines has little to say, and may have nothing.
    let quiet = rewritten(&of_seed(5), 4, "141030", |_| "0".to_owned()).expect("has reported");
    is_harmless(&quiet);
    // One more than ever before, a report that was corrected upwards, and late.
    let site = of_seed(8);
    let most =
        Numbers::of(&site).others("141027", "dispatch.guided_firms", 3).into_iter().fold(0.0, f64::max);
    is_harmless(&set(site.clone(), "2023-08", "141027", "dispatch.guided_firms", most + 4.0));
    is_harmless(&set(site, "2023-08", "141032", "dispatch.visits_county", 7.0));
}

#[test]
fn the_number_and_what_it_goes_beyond_are_told() {
    let seen = set(sample(), "2023-08", "141027", "dispatch.guided_firms", 300.0).check_data();
    let told: Vec<&Finding> = seen.findings.iter().filter(|one| OURS.contains(&one.code)).collect();
    let [one] = told[..] else { panic!("{}", seen.told()) };
    assert_eq!((seen.pointed(one), one.severity), ("300", Severity::Warning));
    assert!(
        one.message.en.contains("300 家次; its other months have")
            && one.message.en.contains("others have rarely more than"),
        "{}",
        one.message.en
    );
    // Of what is confidential no number.
    let seen = set(sample(), "2023-08", "141030", "dispatch.tip_found", 7777.0).check_data();
    assert!(
        seen.findings.iter().filter(|one| OURS.contains(&one.code)).all(|one| !one
            .message
            .en
            .contains("7777")
            && !one.message.zh.contains("7777")),
        "{}",
        seen.told()
    );
}

#[test]
fn a_copied_report_with_errors_behind_it_is_an_error() {
    let numbers = Numbers::of(&sample());
    let copy = copied(&sample(), &numbers, "141027", 4).expect("both months are there");
    let seen = copy.site.check_data();
    let errors: Vec<&Finding> = seen.findings.iter().filter(|one| one.severity == Severity::Error).collect();
    let [one] = errors[..] else { panic!("{}", seen.told()) };
    assert_eq!(one.code, Code::ReportImplausible);
    assert!(
        one.message.en.contains("every number of dispatch, statistics is that of 2023-08; "),
        "{}",
        one.message.en
    );
    assert_eq!(seen.pointed(one), "[dispatch]");
}

#[test]
fn yuan_entered_for_ten_thousands_is_said_to_be() {
    let site = change(sample(), "2023-08", "141027", "dispatch.fines", |fines| (fines * 10_000.0).round());
    let seen = site.check_data();
    let wrong =
        seen.findings.iter().filter(|one| one.code == Code::RulesDisagree && one.severity == Severity::Error);
    let wrong: Vec<&Finding> = wrong.collect();
    assert!(
        !wrong.is_empty() && wrong.iter().all(|one| help(one).contains("元 entered for 万元")),
        "{}",
        seen.told()
    );
    let path = report("2023-08", "141027");
    assert!(wrong.iter().all(|one| seen.at(one).0 == path && seen.pointed(one).len() > 4), "{}", seen.told());
    // Of the two forms the one that is wrong.
    let site =
        change(sample(), "2023-08", "141027", "statistics.fines.total", |fines| (fines * 10_000.0).round());
    let seen = site.check_data();
    let between = seen.findings.iter().find(|one| one.message.en.contains("R7-statistics")).expect("is told");
    assert!(
        help(between).contains("元 entered for 万元") && seen.pointed(between).len() > 4,
        "{}",
        seen.told()
    );
}

#[test]
fn limits_that_the_form_declares_are_held() {
    let form = "data/forms/dispatch.toml";
    let site =
        sample().edit(form, "{ id = \"talks\", unit = \"次\"", "{ id = \"talks\", max = 2, unit = \"次\"");
    let site = set(
        set(site, "2023-08", "141027", "dispatch.talks", 2.0),
        "2023-09",
        "141027",
        "dispatch.talks",
        3.0,
    );
    let seen = site.check_data();
    let of_talks = |one: &&Finding| {
        one.message.en.contains("the form has 2 at the most") && one.place.path.ends_with("141027.toml")
    };
    let told: Vec<&Finding> = seen.findings.iter().filter(of_talks).collect();
    assert!(
        told.iter().any(|one| seen.at(one).0 == report("2023-09", "141027") && seen.pointed(one) == "3"),
        "{}",
        seen.told()
    );
    assert!(told.iter().all(|one| seen.at(one).0 != report("2023-08", "141027")), "{}", seen.told());
    // A part without a rule of its own.
    let part = "{ id = \"talks\", unit = \"次\", kind = \"count\", measure = \"flow\" }";
    let site = sample().edit(form, part, &part.replace("flow\"", "flow\", of = \"reviews\""));
    let site = set(
        set(site, "2023-05", "141027", "dispatch.talks", 3.0),
        "2023-05",
        "141027",
        "dispatch.reviews",
        1.0,
    );
    let seen = site.check_data();
    let outgrown =
        |one: &&Finding| one.code == Code::RuleBroken && seen.at(one).0 == report("2023-05", "141027");
    assert!(seen.findings.iter().any(|one| outgrown(&one) && seen.pointed(one) == "3"), "{}", seen.told());
}
