//! Figures about tips of single counties: what is published does not give them back. Everything that `figures.csv` says,
//! merged figures among it, is made into equations, without the program's help, and they are solved as far as they can
//! be. Where a table gives a tip back, `check` says so, of the same counties and months.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gongshi::dataset::Span;
use gongshi::diagnostic::Code;
use rust_decimal::Decimal;

use crate::support::ledger::{HAZARDS, two_mines};
use crate::support::site::{DISPATCH, POLICY, REPORT, Seen, Site, help, with_tips};

/// Measure, region, period, span.
type Key = [String; 4];
/// The sums a reader knows of, by their parts.
const SUMS: [(&str, &[&str]); 5] = [
    (
        "dispatch.found",
        &[
            "dispatch.self_found",
            "dispatch.inspection_found",
            "dispatch.tip_found",
            "dispatch.assigned_found",
        ],
    ),
    (
        "dispatch.rectified",
        &[
            "dispatch.self_rectified",
            "dispatch.inspection_rectified",
            "dispatch.tip_rectified",
            "dispatch.assigned_rectified",
        ],
    ),
    ("dispatch.inspection_or_tip_found", &["dispatch.inspection_found", "dispatch.tip_found"]),
    ("dispatch.inspection_or_tip_rectified", &["dispatch.inspection_rectified", "dispatch.tip_rectified"]),
    ("dispatch.self_or_tip_found", &["dispatch.self_found", "dispatch.tip_found"]),
];
const TIPS: [&str; 4] = [
    "dispatch.tip_found",
    "dispatch.tip_rectified",
    "dispatch.tip_rewards",
    "dispatch.tip_rewards_anonymous",
];
/// What has no row of a reporter.
const MERGED: [&str; 4] = [
    "dispatch.inspection_found",
    "dispatch.tip_found",
    "dispatch.inspection_rectified",
    "dispatch.tip_rectified",
];

/// What was published, and what is true.
struct Cells {
    published: BTreeMap<Key, (String, String)>,
    truth: BTreeMap<Key, Decimal>,
    root: String,
    reporters: Vec<String>,
    periods: Vec<String>,
}

/// Hidden figures with their signs, and what they come to.
type Equation = (Vec<(Key, Decimal)>, Decimal);

impl Cells {
    fn of(site: &Site) -> Self {
        let files = site.files(|address| address == "/data/figures.csv");
        let counted = site.count();
        let (dataset, figures) = (&counted.dataset, &counted.figures);
        let mut published = BTreeMap::new();
        let mut truth = BTreeMap::new();
        for row in files["data/figures.csv"].lines().skip(1) {
            let cells: Vec<String> = row.split(',').map(ToOwned::to_owned).collect();
            let [measure, region, period, span, value, status] = cells.try_into().expect("six columns");
            let over = if span == "month" { Span::Month } else { Span::ToDate };
            let figure = figures.get(dataset, &measure, &region, &period, over).expect("is in the cube");
            let key = [measure, region, period, span];
            // In whole 万元 it is no sum of anything.
            let exact =
                figure.even_withheld().filter(|number| value.is_empty() || value.parse() == Ok(*number));
            truth.extend(exact.map(|value| (key.clone(), value)));
            assert!(status != "S" || value.is_empty(), "{row}");
            published.insert(key, (value, status));
        }
        let regions = &dataset.regions;
        // Figures without a row are hidden ones.
        let parts = SUMS.iter().flat_map(|(_, parts)| *parts).filter(|part| figures.measure(part).is_some());
        for (measure, region) in parts.flat_map(|part| regions.all().iter().map(move |region| (part, region)))
        {
            for period in &dataset.campaign.periods[..figures.periods().len()] {
                for span in Span::ALL {
                    let figure = figures.get(dataset, measure, &region.code, &period.id, span);
                    let key = Self::key(measure, &region.code, &period.id, span.code());
                    if let Some(value) = figure.and_then(|figure| figure.even_withheld()) {
                        published.entry(key.clone()).or_insert_with(|| (String::new(), "S".to_owned()));
                        truth.insert(key, value);
                    }
                }
            }
        }
        Self {
            published,
            truth,
            root: regions.all()[regions.root()].code.clone(),
            reporters: regions.reporters().iter().map(|at| regions.all()[*at].code.clone()).collect(),
            periods: dataset.campaign.periods[..figures.periods().len()]
                .iter()
                .map(|one| one.id.clone())
                .collect(),
        }
    }

    fn key(measure: &str, region: &str, period: &str, span: &str) -> Key {
        [measure, region, period, span].map(ToOwned::to_owned)
    }

    fn is_hidden(&self, key: &Key) -> bool {
        self.published.get(key).is_some_and(|(_, status)| status == "S")
    }

    /// Everything a reader knows of the hidden figures: the city is its reporters, to date is its months, a sum its parts.
    fn equations(&self) -> Vec<Equation> {
        let mut all: Vec<Vec<(Key, i64)>> = Vec::new();
        let measures: Vec<&String> = {
            let mut ids: Vec<&String> = self.published.keys().map(|key| &key[0]).collect();
            ids.dedup();
            ids
        };
        let regions: Vec<&String> = self.reporters.iter().chain([&self.root]).collect();
        for (at, period) in self.periods.iter().enumerate() {
            for span in ["month", "to_date"] {
                for &measure in &measures {
                    let below =
                        self.reporters.iter().map(|region| (Self::key(measure, region, period, span), 1));
                    let city = (Self::key(measure, &self.root, period, span), -1);
                    all.push(below.chain([city]).collect());
                }
                for (whole, parts) in SUMS {
                    for region in &regions {
                        let of = parts.iter().map(|part| (Self::key(part, region, period, span), 1));
                        all.push(of.chain([(Self::key(whole, region, period, span), -1)]).collect());
                    }
                }
            }
            for &measure in &measures {
                for region in &regions {
                    let months = self.periods[..=at].iter();
                    let months = months.map(|month| (Self::key(measure, region, month, "month"), 1));
                    all.push(months.chain([(Self::key(measure, region, period, "to_date"), -1)]).collect());
                }
            }
        }
        all.into_iter().filter_map(|terms| self.known(terms)).collect()
    }

    /// An equation with what is published put in; `None` where it tells nothing.
    fn known(&self, terms: Vec<(Key, i64)>) -> Option<Equation> {
        let (mut hidden, mut sum) = (Vec::new(), Decimal::ZERO);
        let total = terms.iter().find(|(_, sign)| *sign < 0)?;
        if !["A", "S"].contains(&self.published.get(&total.0)?.1.as_str()) {
            return None;
        }
        for (key, sign) in terms {
            match self.published.get(&key) {
                Some((_, status)) if status == "S" => hidden.push((key, Decimal::from(sign))),
                Some((value, status)) if status == "A" => {
                    sum -= Decimal::from(sign) * value.parse::<Decimal>().expect("a number");
                }
                _ => {}
            }
        }
        // Only what is true is known: a measure that is not added up has no such equation.
        let holds = hidden.iter().map(|(key, sign)| sign * self.truth[key]).sum::<Decimal>() == sum;
        (!hidden.is_empty() && holds).then_some((hidden, sum))
    }

    /// What a reader can conclude, every figure being at least 0: its bounds narrowed until nothing changes.
    fn solved(&self) -> BTreeMap<Key, (Decimal, Option<Decimal>)> {
        let equations = self.equations();
        let mut bounds: BTreeMap<Key, (Decimal, Option<Decimal>)> = BTreeMap::new();
        for (terms, _) in &equations {
            bounds.extend(terms.iter().map(|(key, _)| (key.clone(), (Decimal::ZERO, None))));
        }
        let mut narrowed = true;
        while narrowed {
            narrowed = false;
            for (terms, sum) in &equations {
                for (key, sign) in terms {
                    let (mut least, mut most) = (Some(*sum), Some(*sum));
                    for (_, (low, high), other) in terms
                        .iter()
                        .filter(|(other, _)| other != key)
                        .map(|(other, sign)| (other, bounds[other], *sign))
                    {
                        let (up, down) =
                            if other > Decimal::ZERO { (high, Some(low)) } else { (Some(low), high) };
                        least = least.zip(up).map(|(least, up)| least - other * up);
                        most = most.zip(down).map(|(most, down)| most - other * down);
                    }
                    if *sign < Decimal::ZERO {
                        (least, most) = (most.map(|most| -most), least.map(|least| -least));
                    }
                    let (low, high) = bounds[key];
                    let new_low = low.max(least.unwrap_or(low));
                    let new_high = [high, most].into_iter().flatten().min();
                    if (new_low, new_high) != (low, high) {
                        bounds.insert(key.clone(), (new_low, new_high));
                        narrowed = true;
                    }
                }
            }
        }
        bounds
    }

    /// The tip figures under 3, but not 0, that a reader can find out.
    fn found_out(&self) -> Vec<Key> {
        let bounds = self.solved();
        let small = self.truth.iter().filter(|(key, value)| {
            TIPS.contains(&key[0].as_str())
                && key[1] != self.root
                && !value.is_zero()
                && **value < Decimal::from(3)
        });
        let told = small.filter(|(key, _)| match bounds.get(*key) {
            Some((low, high)) => *high == Some(*low),
            None => true,
        });
        told.map(|(key, _)| key.clone()).collect()
    }

    /// For each hidden tip figure that is not 0 another one that fits all that is published: one tip less here, one more
    /// at another reporter, made good between sources. This, unlike bounds, proves that nobody can find out.
    fn proves_every_one_open(&self) -> usize {
        let mut by_key: BTreeMap<Key, Vec<Equation>> = BTreeMap::new();
        for equation in self.equations() {
            for (key, _) in &equation.0 {
                by_key.entry(key.clone()).or_default().push(equation.clone());
            }
        }
        let mut proven = 0;
        for (key, value) in &self.truth {
            let [measure, region, period, span] = key;
            if !TIPS.contains(&measure.as_str()) || *region == self.root || span != "month" || value.is_zero()
            {
                continue;
            }
            assert!(self.is_hidden(key), "{key:?} is published");
            let parts =
                SUMS.iter().find(|(_, parts)| parts.contains(&measure.as_str())).map(|(_, parts)| *parts);
            let step = if measure.contains("rewards") { Decimal::new(1, 4) } else { Decimal::ONE };
            let partners: Vec<Option<&str>> = match parts {
                Some(parts) => parts.iter().filter(|part| *part != measure).map(|part| Some(*part)).collect(),
                None => vec![None],
            };
            let others = self.reporters.iter().map(Some).filter(|other| *other != Some(region)).chain([None]);
            let mut worlds = others.flat_map(|other| partners.iter().map(move |partner| (other, *partner)));
            let fits = worlds.any(|(other, partner)| {
                let mut change: BTreeMap<Key, Decimal> = BTreeMap::new();
                let from = self.periods.iter().position(|one| one == period).expect("a period");
                let mut add = |measure: &str, region: &str, by: Decimal| {
                    change.insert(Self::key(measure, region, period, "month"), by);
                    for later in &self.periods[from..] {
                        change.insert(Self::key(measure, region, later, "to_date"), by);
                    }
                };
                // Without another reporter it is the city's own figures that are hidden.
                let other = other.unwrap_or(&self.root);
                let sign = if *other == self.root { -step } else { step };
                add(measure, region, -step);
                add(measure, other, sign);
                if let Some(partner) = partner {
                    add(partner, region, step);
                    add(partner, other, -sign);
                }
                change.retain(|key, _| self.truth.contains_key(key));
                change.iter().all(|(key, by)| {
                    let new = |key: &Key| self.truth[key] + change.get(key).copied().unwrap_or_default();
                    self.is_hidden(key)
                        && self.truth[key] + by >= Decimal::ZERO
                        && by_key.get(key).into_iter().flatten().all(|(terms, sum)| {
                            terms.iter().map(|(key, sign)| sign * new(key)).sum::<Decimal>() == *sum
                        })
                })
            });
            assert!(fits, "{key:?} = {value} can only be that");
            proven += 1;
        }
        proven
    }
}

fn sample() -> Site {
    Site::read(Path::new(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn no_tip_of_a_county_can_be_found_out_from_the_sample() {
    let cells = Cells::of(&sample());
    assert_eq!(cells.found_out(), Vec::<Key>::new());
    assert!(cells.proves_every_one_open() > 30);
    let files = sample().files(|address| address == "/data/figures.csv");
    let rows: Vec<[&str; 6]> = files["data/figures.csv"]
        .lines()
        .map(|row| row.split(',').collect::<Vec<_>>().try_into().expect("six columns"))
        .collect();
    for [measure, region, _, span, _, status] in &rows {
        let of_source = measure
            .rsplit('.')
            .next()
            .is_some_and(|last| ["self", "inspection", "tip", "assigned"].contains(&last));
        assert!(
            !(of_source && measure.starts_with("ledger.")),
            "what ledgers count by source is internal: {measure}"
        );
        let is_money = measure.starts_with("dispatch.tip_rewards");
        if *region == cells.root {
            assert_eq!(*status == "S", is_money && *span == "month", "the city's stays: {measure}");
        } else {
            assert!(!MERGED.contains(measure), "{measure} of {region}");
            assert_eq!(*status == "S", is_money && !["M", "N"].contains(status), "{measure} of {region}");
        }
    }
    for measure in
        ["dispatch.self_found", "dispatch.inspection_or_tip_found", "dispatch.inspection_or_tip_rectified"]
    {
        let of_county = |row: &&[&str; 6]| row[0] == measure && row[1] != cells.root && row[5] == "A";
        assert_eq!(
            rows.iter().filter(of_county).count(),
            2 * (18 * 7) - 1,
            "{measure}: one month is missing"
        );
    }
    let rewards = rows.iter().filter(|row| row[0] == "dispatch.tip_rewards" && row[5] == "A");
    assert!(rewards.map(|row| row[4]).eq(["0", "1", "1", "1", "2", "2", "3"]), "in whole 万元");
}

/// The attack is one: with the tips alone hidden, it finds them all.
#[test]
fn without_the_other_cell_merged_the_sums_would_tell() {
    let mut cells = Cells::of(&sample());
    for (key, (value, status)) in &mut cells.published {
        if key[0].contains("inspection") && status == "S" {
            (*value, *status) = (cells.truth[key].to_string(), "A".to_owned());
        }
    }
    assert!(cells.found_out().len() > 40, "{}", cells.found_out().len());
}

fn small() -> Site {
    with_tips(Site::small(), "")
}

/// The months of counties that `check` says are given away.
fn audited(seen: &Seen) -> BTreeSet<[String; 2]> {
    let forced = seen.findings.iter().filter(|finding| finding.code == Code::TipForced);
    let at = forced.map(|finding| {
        let path =
            finding.place.path.strip_prefix("data/reports/").and_then(|path| path.strip_suffix(".toml"));
        let (period, region) = path.and_then(|path| path.split_once('/')).expect("points into a report");
        [region, period].map(ToOwned::to_owned)
    });
    at.collect()
}

fn reports(tips: [[u32; 2]; 3], own: [[u32; 2]; 3]) -> Site {
    let mut site = small();
    for (month, (tips, own)) in ["05", "06", "07"].into_iter().zip(tips.into_iter().zip(own)) {
        for (region, (tip, own)) in ["101", "102"].into_iter().zip(tips.into_iter().zip(own)) {
            let path = format!("data/reports/2023-{month}/{region}.toml");
            let line = |line: &str| match line.split_once(" = ") {
                Some(("tip_found", _)) => format!("tip_found = {tip}\n"),
                Some(("self_found", _)) => format!("self_found = {own}\n"),
                _ => format!("{line}\n"),
            };
            let text: String = site.text(&path).lines().map(line).collect();
            site = site.put(&path, text);
        }
    }
    site
}

/// Every way three months of two counties can have 0, 1 or 2 tips: where the equations leave no county without one, and
/// nowhere else, `check` says so.
#[test]
fn the_audit_says_of_every_small_table_what_an_attack_finds() {
    let (mut safe, mut told) = (0, 0);
    for code in 0..3_u32.pow(6) {
        let digit = |place: u32| code / 3_u32.pow(place) % 3;
        let tips = [[digit(0), digit(1)], [digit(2), digit(3)], [digit(4), digit(5)]];
        // All tables would take a minute; every seventh is any kind of them.
        if code % 7 != 0 {
            continue;
        }
        let site = reports(tips, [[4, 2], [1, 0], [3, 1]]);
        let cells = Cells::of(&site);
        let bounds = cells.solved();
        let attacked = bounds.iter().filter(|(key, (low, _))| {
            key[0] == "dispatch.tip_found"
                && key[1] != cells.root
                && key[3] == "month"
                && *low > Decimal::ZERO
        });
        let attacked: BTreeSet<[String; 2]> =
            attacked.map(|(key, _)| [key[1].clone(), key[2].clone()]).collect();
        assert_eq!(audited(&site.check()), attacked, "{tips:?}");
        if attacked.is_empty() {
            assert_eq!(cells.found_out(), Vec::<Key>::new(), "{tips:?}");
            cells.proves_every_one_open();
            safe += 1;
        } else {
            told += 1;
        }
    }
    assert!(safe > 10 && told > 10, "{safe} and {told}");
}

/// Nobody else could have had the tip: the city's own figure would be the county's.
#[test]
fn what_only_one_county_has_is_merged_of_the_city_too() {
    let site = reports([[1, 0], [0, 0], [2, 0]], [[4, 0], [6, 0], [3, 0]]);
    let seen = site.check();
    let at = |period: &str| ["101".to_owned(), period.to_owned()];
    assert_eq!(audited(&seen), BTreeSet::from([at("2023-05"), at("2023-07")]));
    let finding = seen.findings.iter().find(|finding| finding.code == Code::TipForced).expect("is told");
    assert!(finding.message.en.contains("甲县 2023-05"), "{}", finding.message.en);
    assert!(help(finding).contains("publish = \"merged_only\", from = \"2023-05\""), "{}", help(finding));
    let site = site.edit(
        DISPATCH,
        "confidential = true",
        "confidential = true, publish = \"merged_only\", from = \"2023-05\"",
    );
    assert_eq!(audited(&site.check()), BTreeSet::new());
    let cells = Cells::of(&site);
    assert!(cells.is_hidden(&Cells::key("dispatch.tip_found", "100", "2023-05", "month")));
    assert_eq!(cells.found_out(), Vec::<Key>::new());
    assert_eq!(cells.proves_every_one_open(), 2);
    let site = reports([[1, 0], [0, 0], [2, 0]], [[4, 1], [6, 0], [3, 2]]);
    assert_eq!(audited(&site.check()), BTreeSet::new());
    let cells = Cells::of(&site);
    assert!(!cells.is_hidden(&Cells::key("dispatch.tip_found", "100", "2023-05", "month")));
    assert_eq!(cells.proves_every_one_open(), 2);
}

/// Where the other cell does not apply, the merged number is the tips alone.
#[test]
fn what_does_not_apply_hides_nothing() {
    let site = reports([[1, 1], [0, 0], [0, 0]], [[4, 4], [1, 1], [1, 1]]);
    assert_eq!(audited(&site.check()), BTreeSet::new());
    for said in ["\"n/a\"", ""] {
        let path = "data/reports/2023-05/101.toml";
        let line = if said.is_empty() { String::new() } else { format!("self_found = {said}\n") };
        let told = audited(&site.clone().edit(path, "self_found = 4\n", &line).check());
        assert_eq!(
            told,
            BTreeSet::from(["101", "102"].map(|region| [region.to_owned(), "2023-05".to_owned()])),
            "{said}"
        );
    }
}

/// A tip of one county and what another county's enterprise found itself: found and closed in the same months, either may
/// have been the tip; else the public list tells.
#[test]
fn the_public_list_tells_whose_a_tip_was_that_is_in_no_ring() {
    let row = |id: &str, facility: &str, source: &str, found: &str, closed: &str| {
        let outcome = if closed.is_empty() { "" } else { "rectified" };
        format!(
            "{id},{facility},major,{source},{found},,D01,出口不畅,矿长,清理,2000,2023-12-15,有,,,,,,{found},,,,{closed},{outcome},,,,\n"
        )
    };
    let rectified = r#"{ id = "tip_rectified", unit = "个", kind = "count", measure = "flow", of = "tip_found", source = "tip", confidential = true, with = "self_rectified", merged = "self_or_tip_rectified", merged_title = "已整改" },
    { id = "tip_found","#;
    let told = |tip: [&str; 2], own: [&str; 2]| {
        let mut site = with_tips(two_mines(), "")
            .edit(DISPATCH, "{ id = \"self_rectified\",", "{ id = \"self_rectified\", source = \"self\",")
            .edit(DISPATCH, "{ id = \"tip_found\",", rectified)
            .edit(HAZARDS, "major,self,2023-06-01", "general,self,2023-06-01")
            .append(HAZARDS, &row("H3", "F1", "tip", tip[0], tip[1]))
            .append("data/ledger/hazards/102.csv", &row("H4", "F2", "self", own[0], own[1]));
        for (month, region) in ["05", "06", "07"]
            .into_iter()
            .flat_map(|month| ["100-B", "101", "102"].map(|region| (month, region)))
        {
            let path = format!("data/reports/2023-{month}/{region}.toml");
            let text = site.text(&path);
            let line = text.lines().find(|line| line.starts_with("tip_found")).expect("is reported");
            site = site.edit(&path, line, "tip_found = 0\ntip_rectified = 0");
        }
        audited(&site.check())
            .into_iter()
            .map(|[region, period]| format!("{region} {period}"))
            .collect::<Vec<_>>()
    };
    let (june, july) = ("2023-06-10", "2023-07-10");
    let nobody: Vec<String> = Vec::new();
    assert_eq!(told([june, ""], [june, ""]), nobody, "both are open");
    assert_eq!(told([june, july], [june, july]), nobody);
    assert_eq!(told([june, july], [june, ""]), ["101 2023-06", "101 2023-07"]);
    assert_eq!(told([june, ""], [july, ""]), ["101 2023-06"]);
}

/// What is left of a list without the sentences of one source is the others'.
#[test]
fn a_sentence_only_one_source_uses_is_told() {
    let told = |site: &Site| {
        let seen = site.check();
        let told = seen.findings.iter().filter(|finding| finding.code == Code::SourceTold);
        told.map(|finding| finding.message.en.clone()).collect::<Vec<_>>()
    };
    let all = "[publication]\nhazards = \"all\"\nhazards_basis = \"通知第三条\"\n\n[build]";
    let site = sample().edit("gongshi.toml", "[build]", all);
    assert_eq!(told(&site), Vec::<String>::new(), "the sample's are neutral");
    let mut own = site.clone();
    for path in site.0.paths().filter(|path| path.starts_with("data/ledger/hazards/")) {
        let line = |line: &str| {
            if line.contains(",major,self,") { line.replacen("确认", "核定", 1) } else { line.to_owned() }
        };
        let text: String = site.text(path).lines().map(|of| line(of) + "\n").collect();
        own = own.put(path, text);
    }
    let told = told(&own);
    assert!(
        !told.is_empty()
            && told.iter().all(|told| told.contains("核定") && told.ends_with("all of one source")),
        "{told:?}"
    );
}

#[test]
fn pages_say_that_it_is_not_published_and_no_file_tells() {
    let rules = "data/rules.toml";
    let rule = "\n[[rules]]\nid = \"T\"\nleft = [\"dispatch.tip_found\"]\nop = \"<=\"\nright = [\"dispatch.penalties\"]\nover = \"to_date\"\nseverity = \"warning\"\n";
    let chart = "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.self_or_tip_found\"]\nregions = [\"101\", \"102\"]\n```\n";
    let line = "tip_found = 2";
    let site = small().edit(REPORT, line, "tip_found = 7919").append(rules, rule).append(POLICY, chart);
    let other = site.text("data/reports/2023-07/102.toml");
    let own = other.lines().find(|line| line.starts_with("self_found")).expect("is reported");
    let site = site.edit("data/reports/2023-07/102.toml", own, "self_found = 9000");
    let text = |language: &str| {
        let site = site.clone().put("gongshi.toml", site.text("gongshi.toml").replace("zh-CN", language));
        let built = site.build();
        assert!(!built.files.is_empty(), "{}", built.seen.told());
        built.files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
    };
    let files: BTreeMap<String, String> = text("zh-CN").collect();
    let of_city = ["index.html", "data/figures.csv"];
    for (path, text) in &files {
        let mine =
            path.contains("101") || !of_city.contains(&path.as_str()) && path.ends_with("policy/index.html");
        assert!(!(mine && (text.contains("7919") || text.contains("7,919"))), "{path}");
    }
    let page = &files["regions/101/2023-07/index.html"];
    assert_eq!(page.matches(r#"<span class="withheld">并入第1项</span>"#).count(), 2, "table and sources");
    assert_eq!(page.matches(r#"<small class="merged">（含第3项）</small>"#).count(), 2, "table and sources");
    assert!(page.contains("为保护举报人不公布"));
    assert!(files["reconciliation/2023-07/index.html"].contains("不公布，不显示核对结果"));
    assert!(!files["data/figures.csv"].contains("dispatch.tip_found,101,"));
    assert!(files["data/figures.csv"].contains("dispatch.self_or_tip_found,101,2023-07,month,7922,A"));
    assert!(files["policy/index.html"].contains("甲县"));
    let chart = files
        .iter()
        .find(|(path, text)| path.starts_with("charts/policy-") && text.starts_with("label,series"));
    assert!(chart.is_some_and(|(_, text)| text.contains(",7933,A") && !text.contains(",M")));
}
