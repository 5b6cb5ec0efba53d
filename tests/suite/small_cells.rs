//! Figures about tips of single counties: what is published does not give them back. Everything that `figures.csv` says
//! is made into equations, without the program's help, and they are solved as far as they can be.

use std::collections::BTreeMap;
use std::path::Path;

use gongshi::dataset::Span;
use rust_decimal::Decimal;

use crate::ledger::{HAZARDS, two_mines};
use crate::site::{DISPATCH, POLICY, REPORT, Site, published};

/// Measure, region, period, span.
type Key = [String; 4];
/// The sums a reader knows of, by their parts.
const SUMS: [(&str, &[&str]); 4] = [
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
    (
        "ledger.major_found",
        &[
            "ledger.major_found.self",
            "ledger.major_found.inspection",
            "ledger.major_found.tip",
            "ledger.major_found.assigned",
        ],
    ),
    (
        "ledger.major_closed",
        &[
            "ledger.major_closed.self",
            "ledger.major_closed.inspection",
            "ledger.major_closed.tip",
            "ledger.major_closed.assigned",
        ],
    ),
];
const TIPS: [&str; 6] = [
    "dispatch.tip_found",
    "dispatch.tip_rectified",
    "dispatch.tip_rewards",
    "dispatch.tip_rewards_anonymous",
    "ledger.major_found.tip",
    "ledger.major_closed.tip",
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
            truth.extend(figure.even_withheld().map(|value| (key.clone(), value)));
            assert!(status != "S" || value.is_empty(), "{row}");
            published.insert(key, (value, status));
        }
        let regions = &dataset.regions;
        Self {
            published,
            truth,
            root: regions.all()[regions.root()].code.clone(),
            reporters: regions.reporters().iter().map(|at| regions.all()[*at].code.clone()).collect(),
            periods: dataset.campaign.periods[..figures.periods()].iter().map(|one| one.id.clone()).collect(),
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
    assert!(cells.proves_every_one_open() > 50);
    let counted = sample().count();
    // Where a report is missing, the ledgers' number less the form's would be what that reporter has.
    let lacks_reports = |[measure, region, period, span]: &Key| {
        let of_form = if measure.contains("found") { "dispatch.tip_found" } else { "dispatch.tip_rectified" };
        let span = if span == "month" { Span::Month } else { Span::ToDate };
        let of_source = measure.rsplit('.').next().is_some_and(|source| ["tip", "self"].contains(&source));
        of_source && measure.starts_with("ledger.") && counted.get(of_form, region, period, span).is_partial()
    };
    assert!(lacks_reports(&Cells::key("ledger.major_found.tip", &cells.root, "2023-07", "month")));
    let stands = |measure: &str| {
        let source = measure.rsplit('.').next().expect("has a last part");
        let of_source = ["self", "inspection", "tip", "assigned"].contains(&source);
        of_source && (measure.contains("major_open.") || measure.contains("major_overdue."))
    };
    for (key, (_, status)) in &cells.published {
        if stands(&key[0]) {
            assert_eq!(status, "S", "how hazards of a source stand is told of nobody: {key:?}");
        } else if key[1] == cells.root && lacks_reports(key) {
            assert_eq!(status, "S", "{key:?}");
        } else if key[1] == cells.root {
            assert_ne!(status, "S", "the city's total stays: {key:?}");
        } else if TIPS.contains(&key[0].as_str()) {
            assert_ne!(status, "A", "{key:?}");
        }
    }
}

/// The attack is one: with the tips alone hidden, it finds them all.
#[test]
fn without_a_second_part_hidden_the_sums_would_tell() {
    let mut cells = Cells::of(&sample());
    for (key, (value, status)) in &mut cells.published {
        if key[0].contains("self") && status == "S" {
            (*value, *status) = (cells.truth[key].to_string(), "A".to_owned());
        }
    }
    assert!(cells.found_out().len() > 50);
}

fn small() -> Site {
    let tip = r#"{ id = "tip_found", unit = "个", kind = "count", measure = "flow""#;
    Site::small().edit(DISPATCH, tip, &format!("{tip}, confidential = true"))
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

/// Every way three months of two counties can have 0, 1 or 2 tips.
#[test]
fn no_small_table_gives_a_tip_back() {
    for code in 0..3_u32.pow(6) {
        let digit = |place: u32| code / 3_u32.pow(place) % 3;
        let tips = [[digit(0), digit(1)], [digit(2), digit(3)], [digit(4), digit(5)]];
        // All tables would take a minute; every seventh is any kind of them.
        if code % 7 == 0 {
            let cells = Cells::of(&reports(tips, [[4, 2], [6, 0], [3, 1]]));
            assert_eq!(cells.found_out(), Vec::<Key>::new(), "{tips:?}");
            cells.proves_every_one_open();
        }
    }
}

/// Nobody else could have had the tip: the city's own figure would be the county's.
#[test]
fn a_total_of_one_county_is_withheld_with_it() {
    let mut site = reports([[1, 0], [0, 0], [2, 0]], [[4, 0], [6, 0], [3, 0]]);
    let cells = Cells::of(&site);
    assert!(cells.is_hidden(&Cells::key("dispatch.tip_found", "100", "2023-05", "month")));
    assert_eq!(cells.found_out(), Vec::<Key>::new());
    assert_eq!(cells.proves_every_one_open(), 2);
    site = reports([[1, 0], [0, 0], [2, 0]], [[4, 1], [6, 0], [3, 1]]);
    let cells = Cells::of(&site);
    assert!(!cells.is_hidden(&Cells::key("dispatch.tip_found", "100", "2023-05", "month")));
    assert_eq!(cells.proves_every_one_open(), 2);
}

/// A tip of one county, what another county's enterprise found itself in the same month, and what an inspection did.
/// Whether the city's closed ones may be told depends on which of them was closed.
#[test]
fn what_the_city_closed_is_withheld_where_it_would_tell_whose_the_tip_was() {
    let site = |closed: [&str; 3], found: [&str; 3]| {
        let row = |id: &str, facility: &str, source: &str, at: usize| {
            let (on, outcome) = (closed[at], if closed[at].is_empty() { "" } else { "rectified" });
            let found = found[at];
            format!(
                "{id},{facility},major,{source},{found},,D01,出口不畅,矿长,清理,2000,2023-12-15,有,,,,,,{found},,,,{on},{outcome},,,,\n"
            )
        };
        two_mines()
            .edit(HAZARDS, "major,self,2023-06-01", "general,self,2023-06-01")
            .append(HAZARDS, &row("H3", "F1", "tip", 0))
            .append(
                "data/ledger/hazards/102.csv",
                &(row("H4", "F2", "self", 1) + &row("H5", "F2", "inspection", 2)),
            )
    };
    let told = |closed: [&str; 3], found: [&str; 3]| {
        let release = site(closed, found).published();
        let status = |measure: &str, region| {
            published(&release, measure, region, "2023-07", Span::Month).status().code()
        };
        let measures =
            ["found.tip", "found.self", "found.inspection", "closed.tip", "closed.self", "closed.inspection"];
        let of = |region| measures.map(|of| status(&format!("ledger.major_{of}"), region)).concat();
        [of("100"), of("102")]
    };
    let june = "2023-06-10";
    let july = "2023-07-10";
    let same = [june; 3];
    // Both still open, or both closed: each may have been the tip.
    assert_eq!(told(["", "", ""], same), ["AAAAAA", "SSASSA"]);
    assert_eq!(told([july, july, ""], same), ["AAAAAA", "SSASSA"]);
    // Closed with the one of the inspection. Which of them is withheld beside was told in June, and stays told.
    assert_eq!(told([july, "", july], same), ["AAASSA", "SSASSA"]);
    // In June only the inspection had found another.
    assert_eq!(told([july, july, july], [june, july, june]), ["AAAAAA", "SSSSSS"]);
    assert_eq!(told(["", "", ""], [june, july, july]), ["SSASSA", "SSASSA"], "nobody else had found one");
}

#[test]
fn pages_say_that_it_is_not_published_and_no_file_tells() {
    let rules = "data/rules.toml";
    let rule = "\n[[rules]]\nid = \"T\"\nleft = [\"dispatch.tip_found\"]\nop = \"<=\"\nright = [\"dispatch.penalties\"]\nover = \"to_date\"\nseverity = \"warning\"\n";
    let chart = "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.tip_found\"]\nregions = [\"101\", \"102\"]\n```\n";
    let line = "tip_found = 2";
    let site = small().edit(REPORT, line, "tip_found = 7919").append(rules, rule).append(POLICY, chart);
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
    assert_eq!(
        page.matches(r#"<span class="withheld">不公布</span>"#).count(),
        4,
        "table and sources, tips and own"
    );
    assert!(page.contains("为保护举报人不公布"));
    assert!(files["reconciliation/2023-07/index.html"].contains("不公布，不显示核对结果"));
    assert!(files["data/figures.csv"].contains("dispatch.tip_found,101,2023-07,month,,S"));
    assert!(files["policy/index.html"].contains("甲县"));
    let chart = files
        .iter()
        .find(|(path, text)| path.starts_with("charts/policy-") && text.starts_with("label,series"));
    assert!(chart.is_some_and(|(_, text)| text.contains(",,S") && !text.contains(",M")));
}
