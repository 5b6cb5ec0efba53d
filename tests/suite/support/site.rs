//! A site in memory, what is wrong with it, and what it publishes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use gongshi::dataset::{self, Dataset, Span};
use gongshi::diagnostic::{Code, Finding, Findings, Lines, Place, Severity, Texts};
use gongshi::figures::{Figure, Figures};
use gongshi::release::{Options, Prepared, Release};
use gongshi::site::file_of;
use gongshi::source::{self, EntryKind, Memory, SiteSource, WorkTree};
use walkdir::WalkDir;

/// A report that most tests change: county 101, July.
pub const REPORT: &str = "data/reports/2023-07/101.toml";
pub const DISPATCH: &str = "data/forms/dispatch.toml";
pub const CAMPAIGN: &str = "data/campaign.toml";
pub const REGIONS: &str = "data/regions.csv";
/// The day of a site whose settings name none.
const NOW: DateTime<Utc> = DateTime::from_timestamp(1_690_351_200, 0).expect("2023-07-26");
pub const POLICY: &str = "content/policy.md";

/// A site that can be changed before it is looked at.
#[derive(Clone)]
pub struct Site(pub Memory);

impl Site {
    /// Three reporters, three closed months, two forms; nothing is wrong with it.
    pub fn small() -> Self {
        Self::fixture("small")
    }

    /// A site from `tests/fixtures`.
    pub fn fixture(name: &str) -> Self {
        Self::read(&fixture_path(name))
    }

    pub fn read(root: &Path) -> Self {
        let mut memory = Memory::new();
        let source = WorkTree::new(root);
        for entry in source.entries() {
            memory.put(
                &entry.path,
                source.read(&entry.path, gongshi::limits::FILE_BYTES).expect("fixtures can be read"),
            );
        }
        Self(memory)
    }

    pub fn put(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.put(path, bytes);
        self
    }

    pub fn put_kind(mut self, path: &str, kind: EntryKind) -> Self {
        self.0.put_kind(path, kind);
        self
    }

    pub fn without(mut self, path: &str) -> Self {
        assert!(self.0.get(path).is_some(), "{path} is not there");
        self.0.remove(path);
        self
    }

    /// Replaces what must stand there exactly once.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.put(path, text.replace(from, to))
    }

    pub fn append(self, path: &str, more: &str) -> Self {
        let text = self.text(path) + more;
        self.put(path, text)
    }

    pub fn text(&self, path: &str) -> String {
        let bytes = self.0.get(path).unwrap_or_else(|| panic!("{path} is not there"));
        String::from_utf8(bytes.to_vec()).expect("fixtures are UTF-8")
    }

    /// What is wrong, without drawing anything.
    pub fn check(&self) -> Seen {
        let (_, findings, texts) = self.release();
        Seen { findings: findings.sorted(), texts }
    }

    /// What is wrong with its data, without a look at what of it may be published.
    pub fn check_data(&self) -> Seen {
        let findings = Findings::default();
        let (dataset, texts) = dataset::load(source::read(&self.0, &findings), &findings);
        let options = Options::at(NOW);
        let _ =
            dataset.and_then(|dataset| Prepared::of(dataset, &options, &findings, &mut |_: &'static str| ()));
        Seen { findings: findings.sorted(), texts }
    }

    /// What it would publish, for the day in its settings.
    pub fn release(&self) -> (Option<Release>, Findings, Texts) {
        Release::of(&self.0, &Options::at(NOW))
    }

    /// The same; the site must be well-formed.
    pub fn published(&self) -> Release {
        let (release, findings, texts) = self.release();
        let seen = Seen { findings: findings.sorted(), texts };
        release.unwrap_or_else(|| panic!("{}", seen.told()))
    }

    /// Its true figures; the site must be well-formed.
    pub fn count(&self) -> Counted {
        let findings = Findings::default();
        let (dataset, texts) = dataset::load(source::read(&self.0, &findings), &findings);
        let options = Options::at(NOW);
        let prepared =
            dataset.and_then(|dataset| Prepared::of(dataset, &options, &findings, &mut |_: &'static str| ()));
        let seen = Seen { findings: findings.sorted(), texts };
        let prepared = prepared.unwrap_or_else(|| panic!("{}", seen.told()));
        Counted { dataset: prepared.dataset, figures: prepared.figures }
    }

    /// Every file it publishes, by address below the output.
    pub fn build(&self) -> Built {
        self.build_only(|_| true)
    }

    /// The files of it whose addresses are wanted.
    pub fn build_only(&self, wanted: impl Fn(&str) -> bool) -> Built {
        let (release, findings, texts) = self.release();
        let mut files = BTreeMap::new();
        if let Some(release) = release.as_ref().filter(|_| !findings.has_errors()) {
            match release.renderer(None) {
                Ok(renderer) => {
                    for (address, item) in release.plan.items().iter().filter(|(address, _)| wanted(address))
                    {
                        match renderer.draw(address, item, &findings) {
                            Ok(drawn) => {
                                let bytes = drawn.into_bytes();
                                findings.extend(renderer.forbidden().look(address, &bytes));
                                files.insert(file_of(address), bytes);
                            }
                            Err(finding) => findings.push(*finding),
                        }
                    }
                }
                Err(finding) => findings.push(*finding),
            }
        }
        Built { files, seen: Seen { findings: findings.sorted(), texts } }
    }

    /// Some files of a site too large to draw whole, as text; nothing may be wrong with it but reports that are missing.
    pub fn files(&self, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
        let findings = Findings::default();
        let release = self.published();
        let renderer = release.renderer(None).expect("templates are sound");
        let items = release.plan.items().iter().filter(|(address, _)| wanted(address));
        let draw = |(address, item): &(String, _)| {
            let bytes = renderer.draw(address, item, &findings).expect("can be drawn").into_bytes();
            (file_of(address), String::from_utf8(bytes).expect("is text"))
        };
        items.map(draw).collect()
    }

    /// Writes it to the disk.
    pub fn write_to(&self, root: &Path) {
        for path in self.0.paths() {
            let to = root.join(path);
            std::fs::create_dir_all(to.parent().expect("has a folder")).unwrap();
            std::fs::write(to, self.0.get(path).expect("listed")).unwrap();
        }
    }
}

/// A site whose form's tips are merged with what enterprises found themselves, published as said.
pub fn with_tips(site: Site, publish: &str) -> Site {
    let kind = r#"unit = "个", kind = "count", measure = "flow""#;
    let comma = if publish.is_empty() { "" } else { ", " };
    let merged =
        "with = \"self_found\", merged = \"self_or_tip_found\", merged_title = \"企业自查（含举报）\"";
    let site = site.edit(POLICY, "dispatch.self_found@", "dispatch.self_or_tip_found@");
    site.edit(
        DISPATCH,
        &format!("{{ id = \"self_found\", {kind}"),
        &format!("{{ id = \"self_found\", source = \"self\", {kind}"),
    )
    .edit(
        DISPATCH,
        &format!("{{ id = \"tip_found\", {kind}"),
        &format!(
            "{{ id = \"tip_found\", {kind}, source = \"tip\", confidential = true, {merged}{comma}{publish}"
        ),
    )
}

pub fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Whether a file of the output is a page.
pub fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// Every file below a directory with its bytes, by path with `/`.
pub fn files_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(root).into_iter().map(|entry| entry.expect("can be walked"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below").to_str().expect("text");
            (path.replace('\\', "/"), std::fs::read(entry.path()).expect("can be read"))
        })
        .collect()
}

/// Findings with the texts they point into.
pub struct Seen {
    pub findings: Vec<Finding>,
    pub texts: Texts,
}

impl Seen {
    /// Path, line and column of a finding.
    pub fn at(&self, finding: &Finding) -> (String, u32, u32) {
        let path = finding.place.path.to_string();
        let (line, column) =
            self.texts.get(&path).map_or((1, 1), |text| Lines::new(text).line_column(finding.place.span.0));
        (path, line, column)
    }

    /// All of them, a line each, for the message of a failed test.
    pub fn told(&self) -> String {
        let line = |finding: &Finding| {
            let (path, line, column) = self.at(finding);
            format!(
                "{path}:{line}:{column}: {} {:?} {} — {}\n",
                finding.severity.word(),
                finding.code,
                finding.message.zh,
                finding.message.en
            )
        };
        self.findings.iter().map(line).collect()
    }

    pub fn codes(&self) -> Vec<Code> {
        self.findings.iter().map(|finding| finding.code).collect()
    }

    /// Nothing was found.
    #[track_caller]
    pub fn is_clean(&self) {
        assert!(self.findings.is_empty(), "{}", self.told());
    }

    /// This and nothing else was found, and it shows the text that stands at its place.
    #[track_caller]
    pub fn only(&self, severity: Severity, code: Code, path: &str, line: u32, column: u32) -> &Finding {
        assert_eq!(self.findings.len(), 1, "{}", self.told());
        self.among(severity, code, path, line, column)
    }

    /// This was found among others.
    #[track_caller]
    pub fn among(&self, severity: Severity, code: Code, path: &str, line: u32, column: u32) -> &Finding {
        let found = self.findings.iter().find(|finding| {
            finding.code == code
                && finding.severity == severity
                && self.at(finding) == (path.to_owned(), line, column)
        });
        found.unwrap_or_else(|| {
            panic!("no {} {code:?} at {path}:{line}:{column} in\n{}", severity.word(), self.told())
        })
    }

    /// The text a finding points at.
    pub fn pointed(&self, finding: &Finding) -> &str {
        self.pointed_at(&finding.place)
    }

    /// What stands at a place.
    pub fn pointed_at(&self, place: &Place) -> &str {
        let text = self.texts.get(&place.path).unwrap_or_default();
        &text[place.span.0 as usize..place.span.1 as usize]
    }
}

/// The advice of a finding, in English.
pub fn help(finding: &Finding) -> &str {
    finding.help.as_ref().map_or("", |help| help.en.as_str())
}

pub struct Counted {
    pub dataset: Dataset,
    pub figures: Figures,
}

impl Counted {
    #[track_caller]
    pub fn get(&self, measure: &str, region: &str, period: &str, span: Span) -> Figure {
        let figure = self.figures.get(&self.dataset, measure, region, period, span);
        figure.unwrap_or_else(|| panic!("no figure {measure}@{period}/{region}"))
    }

    /// The number as text; `—` where there is none.
    #[track_caller]
    pub fn number(&self, measure: &str, region: &str, period: &str, span: Span) -> String {
        let value = self.get(measure, region, period, span).value();
        value.map_or("—".into(), |value| value.normalize().to_string())
    }
}

pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
    pub seen: Seen,
}

impl Built {
    #[track_caller]
    pub fn page(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            panic!("no {path}; {:?}\n{}", self.files.keys(), self.seen.told())
        };
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// What a reader sees of a page.
    #[track_caller]
    pub fn words(&self, path: &str) -> String {
        as_read(self.page(path))
    }
}

/// The text of a page or a part of it without markup, blanks run together.
pub fn as_read(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
