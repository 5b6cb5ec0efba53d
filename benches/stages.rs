//! How long each stage takes on invented campaigns in memory, of a province's and a nation's size.
//!
//! `cargo bench --bench stages`; a name narrows it down: `cargo bench --bench stages -- render`. With `chart` the bytes
//! of a chart of each kind are listed before its times.
#![allow(missing_docs)] // The macro of the benchmarks writes an item of its own.
#![allow(clippy::disallowed_methods)] // One of them writes to a real disk.
#![allow(clippy::print_stdout)] // The sizes stand beside the times, which are printed.

#[path = "../tests/suite/specimens.rs"]
mod specimens;

use std::path::Path;

use chrono::{DateTime, NaiveDate};
use divan::{Bencher, black_box};
use gongshi::dataset::{self, Dataset};
use gongshi::diagnostic::Findings;
use gongshi::figures::Figures;
use gongshi::output::{Manifest, Staging, Strangers};
use gongshi::parse::toml::{self, TomlText};
use gongshi::parse::{File, text};
use gongshi::release::{Options, Release};
use gongshi::render::charts::{ChartWords, Kind, Screen, draw};
use gongshi::render::{Renderer, WordIndex};
use gongshi::sample::{self, Size};
use gongshi::site::{Item, Search, SearchEntry, file_of};
use gongshi::source::{self, Blob, Memory};
use rayon::prelude::*;

const REPORTERS: [usize; 2] = [100, 400];

fn main() {
    if std::env::args().any(|word| word.contains("chart")) {
        list_sizes_of_charts();
    }
    divan::main();
}

/// What each chart adds to a page, layout by layout.
fn list_sizes_of_charts() {
    let words = ChartWords::chinese();
    println!("{:16} {:>6} {:>7}  bytes", "chart", "wide", "narrow");
    for kind in Kind::ALL {
        let chart = specimens::ordinary(kind);
        let bytes = |layout| draw(&chart, layout, &words).len();
        println!("{:16} {:6} {:7}", format!("{kind:?}"), bytes(Screen::Wide), bytes(Screen::Narrow));
    }
}

/// A chart of each kind in the wide layout, from figures to the text of its SVG.
#[divan::bench(args = Kind::ALL)]
fn draw_a_chart(bencher: Bencher, kind: Kind) {
    let (chart, words) = (specimens::ordinary(kind), ChartWords::chinese());
    bencher.bench(|| draw(black_box(&chart), Screen::Wide, &words));
}

/// The same in the narrow layout.
#[divan::bench(args = Kind::ALL)]
fn draw_a_narrow_chart(bencher: Bencher, kind: Kind) {
    let (chart, words) = (specimens::ordinary(kind), ChartWords::chinese());
    bencher.bench(|| draw(black_box(&chart), Screen::Narrow, &words));
}

fn campaign(reporters: usize) -> Memory {
    let mut memory = Memory::new();
    let size = Size { regions: Some(reporters), seed: 2023, ..Size::default() };
    sample::campaign(&size, &mut |path, text| {
        memory.put(path, text);
        Ok(())
    })
    .expect("memory takes every file");
    memory
}

fn blobs(memory: &Memory) -> Vec<Blob> {
    source::read(memory, &Findings::default())
}

fn dataset(memory: &Memory) -> Dataset {
    dataset::load(blobs(memory), &Findings::default()).0.expect("a sample is well-formed")
}

fn as_of(dataset: &Dataset) -> NaiveDate {
    dataset.settings.as_of.expect("a sample says its day")
}

/// For a site whose settings say the day.
fn options() -> Options {
    Options::at(DateTime::UNIX_EPOCH)
}

fn release(reporters: usize) -> Release {
    Release::of(&campaign(reporters), &options()).0.expect("a sample is well-formed")
}

fn renderer(release: &Release) -> Renderer<'_> {
    release.renderer(None).expect("the compiled-in theme is sound")
}

fn month_of_a_region(release: &Release) -> &(String, Item) {
    let mut items = release.plan.items().iter();
    items.rfind(|(_, item)| matches!(item, Item::RegionMonth(..))).expect("a sample has months")
}

/// One report, from bytes to values that know their place.
#[divan::bench]
fn parse_a_report(bencher: Bencher) {
    let is_report = |blob: &Blob| blob.path.starts_with("data/reports/2023-11/");
    let blob = blobs(&campaign(18)).into_iter().find(is_report).expect("a sample has reports");
    bencher.bench(|| {
        let findings = Findings::default();
        let file: File = text::decode(&blob, &findings).expect("a sample is UTF-8");
        toml::parse(TomlText::whole(&file), &findings).is_some()
    });
}

/// All files, from bytes to a dataset.
#[divan::bench(args = REPORTERS, sample_count = 20)]
fn dataset_of_all_files(bencher: Bencher, reporters: usize) {
    let memory = campaign(reporters);
    bencher.with_inputs(|| blobs(&memory)).bench_values(|blobs| dataset::load(blobs, &Findings::default()));
}

#[divan::bench(args = REPORTERS, sample_count = 20)]
fn count_the_cube(bencher: Bencher, reporters: usize) {
    let dataset = dataset(&campaign(reporters));
    let day = as_of(&dataset);
    bencher.bench(|| Figures::count(black_box(&dataset), day, &Findings::default()));
}

/// A ledger of so many rows, looked through for what is somebody's.
#[divan::bench(args = [20_000, 200_000], sample_count = 10)]
fn look_for_personal_data(bencher: Bencher, rows: usize) {
    let memory = campaign(18);
    let ledger = memory.get("data/ledger/hazards/141027.csv").expect("a sample has ledgers");
    let ledger = std::str::from_utf8(ledger).expect("a sample is UTF-8");
    let (head, body) = ledger.split_once('\n').expect("has a header");
    let rows = body.lines().cycle().take(rows).flat_map(|row| [row, "\n"]).collect::<String>();
    let path = std::sync::Arc::from("data/ledger/hazards/141027.csv");
    let texts = [(path, std::sync::Arc::from(format!("{head}\n{rows}")))].into_iter().collect();
    bencher.bench(|| {
        let findings = Findings::default();
        gongshi::privacy::check(black_box(&texts), &[], None, &findings);
        findings.into_vec().len()
    });
}

#[divan::bench(args = REPORTERS, sample_count = 20)]
fn check_everything(bencher: Bencher, reporters: usize) {
    let dataset = dataset(&campaign(reporters));
    let day = as_of(&dataset);
    let figures = Figures::count(&dataset, day, &Findings::default()).expect("within the limits");
    bencher.bench(|| {
        let findings = Findings::default();
        gongshi::check::check(&dataset, black_box(&figures), day, &findings);
        findings.into_vec().len()
    });
}

#[divan::bench(args = [100])]
fn render_a_month_of_a_region(bencher: Bencher, reporters: usize) {
    let release = release(reporters);
    let renderer = renderer(&release);
    let (address, item) = month_of_a_region(&release);
    bencher.bench(|| renderer.draw(black_box(address), item, &Findings::default()).expect("it was planned"));
}

fn draw_all(release: &Release, renderer: &Renderer) -> Vec<(String, Vec<u8>)> {
    let draw = |(address, item): &(String, Item)| {
        let drawn = renderer.draw(address, item, &Findings::default()).expect("it was planned");
        (file_of(address), drawn.into_bytes())
    };
    release.plan.items().par_iter().map(draw).collect()
}

#[divan::bench(args = REPORTERS, sample_count = 10)]
fn render_all(bencher: Bencher, reporters: usize) {
    let release = release(reporters);
    let renderer = renderer(&release);
    bencher.bench(|| draw_all(&release, &renderer));
}

/// Every byte of the site, looked through for names that may stand nowhere: to be compared with `render_all`.
#[divan::bench(args = REPORTERS, sample_count = 10)]
fn look_through_all(bencher: Bencher, reporters: usize) {
    let release = release(reporters);
    let renderer = renderer(&release);
    let files = draw_all(&release, &renderer);
    assert!(!renderer.forbidden().is_empty(), "a sample has a case that was withdrawn");
    bencher.bench(|| {
        let found = files.par_iter().filter(|(path, bytes)| renderer.forbidden().look(path, bytes).is_some());
        found.count()
    });
}

fn write(files: &[(String, Vec<u8>)], to: &Path) {
    let staging = Staging::begin(to).expect("a temporary directory is ours");
    files.par_iter().for_each(|(path, bytes)| staging.put(path, bytes).expect("there is room"));
    let manifest = Manifest {
        generator: "gongshi".into(),
        version: "0".into(),
        as_of: "2023-11-25".into(),
        commit: None,
        sample: true,
        editions: Vec::new(),
        files: Vec::new(),
    };
    staging.commit(manifest, Strangers::Stay).expect("there is room");
}

/// Into an empty directory.
#[divan::bench(args = REPORTERS, sample_count = 10)]
fn write_all(bencher: Bencher, reporters: usize) {
    let release = release(reporters);
    let files = draw_all(&release, &renderer(&release));
    bencher.with_inputs(|| tempfile::tempdir().expect("there is room")).bench_values(|dir| {
        write(&files, dir.path());
        dir
    });
}

/// Over a site that is the same already: everything is compared, nothing written.
#[divan::bench(args = REPORTERS, sample_count = 10)]
fn write_nothing_new(bencher: Bencher, reporters: usize) {
    let release = release(reporters);
    let files = draw_all(&release, &renderer(&release));
    let dir = tempfile::tempdir().expect("there is room");
    write(&files, dir.path());
    bencher.bench(|| write(&files, dir.path()));
}

/// What a nation's search finds: its hazards, facilities and regions, in words as varied as theirs.
fn nation() -> Vec<SearchEntry> {
    let place =
        |at: usize| char::from_u32(0x4e00 + (at * 7_919 % 6_000) as u32).expect("a Chinese character");
    let firm = |at: usize| format!("{}{}{}矿业有限公司", place(at / 70), place(at * 3), place(at / 5));
    let entry =
        |title: String, text: String, address: String, kind| SearchEntry { title, text, address, kind };
    let regions = (0..2_846).map(|at| {
        let name = format!("{}{}县", place(at), place(at / 11));
        entry(name, format!("{} 县", 110_000 + at * 7), format!("/regions/{at}/"), "region")
    });
    let facilities = (0..32_000).map(|at| {
        let name = format!("{}{}号尾矿库", firm(at), at % 9);
        entry(name, format!("尾矿库 正常生产 {}", firm(at)), format!("/facilities/F{at:06}/"), "facility")
    });
    let hazards = (0..191_200).map(|at| {
        let text =
            format!("{} D{} 巷道支护不足，{}处顶板离层未处理，{}", firm(at / 6), at % 33, at % 7, place(at));
        entry(format!("H{at:06} 重大事故隐患"), text, format!("/hazards/H{at:06}/"), "hazard")
    });
    regions.chain(facilities).chain(hazards).collect()
}

/// The index of a nation: all words sorted into their files.
#[divan::bench(sample_count = 5)]
fn index_a_nation(bencher: Bencher) {
    let entries = nation();
    let search = Search::cut(entries);
    let files = || {
        let index = WordIndex::of(&search, str::to_owned);
        (0..search.shards).into_par_iter().map(|shard| index.words(shard)).collect::<Vec<_>>()
    };
    let largest = files().iter().map(Vec::len).max().unwrap_or_default();
    assert!(largest < 60_000, "a file of words has {largest} bytes");
    bencher.bench(files);
}
