//! Whether twice as much of anything takes about twice as long: shapes of bad and odd input at n and 2n.
//!
//! `cargo bench --bench cost`, or with `--profile profiling` where a fat link takes too long; a name narrows it down.
//! A ratio above the bar is printed with a mark, and ends it with 1.
#![allow(clippy::print_stdout)] // The table is what it is for.
#![allow(clippy::disallowed_methods)] // It reads the clock.

use std::time::Instant;

use chrono::DateTime;
use gongshi::diagnostic::{Format, Language, show};
use gongshi::release::{Options, Release};
use gongshi::sample::{self, Size};
use gongshi::source::Memory;

/// The most that twice as much may take.
const BAR: f64 = 2.3;
/// Ratios of less than this are those of the clock, in seconds.
const LEAST: f64 = 0.02;

const SETTINGS: &str = "gongshi.toml";
const PAGE: &str = "content/about.md";
const ENTERPRISES: &str = "data/ledger/enterprises.csv";

/// A shape: its name, where it is put, how much of it, and what it is.
type Shape = (&'static str, &'static str, usize, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("unknown keys", SETTINGS, 25_000, |n| lines(n, |at| format!("unknown_key_{at} = 1"))),
    ("no escapes", SETTINGS, 100_000, |n| format!("x = \"{}\"\n", "..\\".repeat(n))),
    ("equals signs", SETTINGS, 500_000, |n| "=".repeat(n) + "\n"),
    ("lines of equals signs", SETTINGS, 200_000, |n| "=\n".repeat(n)),
    ("one comment", SETTINGS, 1_500_000, |n| format!("# {}\n", "c".repeat(n))),
    ("empty comments", SETTINGS, 500_000, |n| "#\n".repeat(n)),
    ("open arrays", SETTINGS, 200_000, |n| format!("x = {}\n", "[".repeat(n))),
    ("an array", SETTINGS, 200_000, |n| format!("x = [{}]\n", "1,".repeat(n))),
    ("an inline table", SETTINGS, 50_000, |n| {
        format!("x = {{{}a=1}}\n", lines(n, |at| format!("k{at}=1,")).replace('\n', ""))
    }),
    ("dotted keys", SETTINGS, 25_000, |n| lines(n, |at| format!("x.y{at}.z = 1"))),
    ("escapes", SETTINGS, 100_000, |n| format!("x = \"{}\"\n", "\\u0031a".repeat(n))),
    ("merge conflicts", SETTINGS, 50_000, |n| "<<<<<<< HEAD\n".repeat(n)),
    ("hidden characters", SETTINGS, 200_000, |n| format!("# {}\n", "\u{200b}".repeat(n))),
    ("private numbers", PAGE, 25_000, |n| lines(n, |at| format!("\n138{at:08}"))),
    ("private numbers in one line", PAGE, 25_000, |n| {
        lines(n, |at| format!("138{at:08}，")).replace('\n', "")
    }),
    ("numbers in marks", PAGE, 10_000, |n| lines(n, |at| format!("\n138**{at:04}**1234"))),
    ("stars", PAGE, 100_000, |n| "*".repeat(n)),
    ("stars and letters", PAGE, 50_000, |n| "*a ".repeat(n)),
    ("brackets", PAGE, 50_000, |n| "[".repeat(n)),
    ("links", PAGE, 25_000, |n| "[a](b) ".repeat(n)),
    ("backticks", PAGE, 2_000, |n| lines(n, |at| "`".repeat(at % 200 + 1) + "a")),
    ("a list", PAGE, 25_000, |n| "- a\n".repeat(n)),
    ("quotes in quotes", PAGE, 2_000, |n| "> ".repeat(n)),
    ("a table", PAGE, 10_000, |n| format!("\n|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(n))),
    ("unknown figures", PAGE, 10_000, |n| {
        lines(n, |at| format!("\n`fig:dispatch.nothing{at}@2023-06/141027`"))
    }),
    ("unknown blocks", PAGE, 10_000, |n| "\n```char\n```\n".repeat(n)),
    ("doubled rows", ENTERPRISES, 10_000, |n| {
        "E141002-01,示例青源矿业有限公司,91000000YL0000001L,141002,,\n".repeat(n)
    }),
    ("rows without cells", ENTERPRISES, 50_000, |n| "x\n".repeat(n)),
    ("quotes", ENTERPRISES, 100_000, |n| "\"\"\"\"".repeat(n) + "\n"),
    ("stray quotes", ENTERPRISES, 50_000, |n| "a\"b,c,d,e,f,g\n".repeat(n)),
    ("cells", ENTERPRISES, 200_000, |n| ",x".repeat(n) + "\n"),
    ("unknown regions", ENTERPRISES, 10_000, |n| {
        lines(n, |at| format!("E{at},甲{at},,14{:04},,", at % 9000))
    }),
];

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|at| line(at) + "\n").collect()
}

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let mut site = Memory::new();
    let put =
        sample::campaign(&Size { regions: Some(20), seed: 2023, ..Size::default() }, &mut |path, text| {
            site.put(path, text);
            Ok(())
        });
    put.expect("memory takes every file");
    let mut is_over = false;
    for (name, path, n, shape) in
        SHAPES.iter().filter(|(name, ..)| word.as_ref().is_none_or(|word| name.contains(word.as_str())))
    {
        let took = |n: usize| {
            let mut site = site.clone();
            let before = String::from_utf8_lossy(site.get(path).unwrap_or_default()).into_owned();
            // Keys stand before the first table.
            let text = if *path == SETTINGS { shape(n) + &before } else { before + &shape(n) };
            site.put(path, text);
            (0..3).map(|_| look(&site)).fold(f64::INFINITY, f64::min)
        };
        let (one, two) = (took(*n), took(2 * n));
        let ratio = two / one.max(LEAST);
        is_over |= ratio > BAR;
        println!(
            "{name:28} {n:8} {one:7.3} s {two:7.3} s  {ratio:4.2}{}",
            if ratio > BAR { "  !" } else { "" }
        );
    }
    std::process::exit(i32::from(is_over));
}

/// How long a site takes to be read, looked through, planned and told of, in seconds.
fn look(site: &Memory) -> f64 {
    let start = Instant::now();
    let now = DateTime::from_timestamp(1_703_980_800, 0).expect("2023-12-31");
    let (_, findings, texts) = Release::of(site, &Options::at(now));
    let findings = findings.sorted();
    for format in [Format::Human, Format::Json] {
        let _ = show(&findings, &texts, format, Language::Zh, false);
    }
    start.elapsed().as_secs_f64()
}
