//! Where values come from: by value, from the commit that made them public, and without a word of what is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongshi::diagnostic::{Findings, Language};
use gongshi::published::provenance::Provenance;
use gongshi::release::{Options, Release};
use gongshi::source::{SiteSource, Snapshot, WorkTree};

use crate::support::cases::{CASE, TEXT, exposed};
use crate::support::ledger::{HAZARDS, two_mines};
use crate::support::program::run;
use crate::support::reading::plain;
use crate::support::repository::git_on;
use crate::support::site::{REPORT, Site, files_below, is_page, with_tips};

const MONTH: &str = "/regions/101/2023-07/";
const HAZARD: &str = "/hazards/H2/";

/// A site in a repository, changed commit by commit.
struct Kept {
    dir: tempfile::TempDir,
    root: PathBuf,
}

impl Kept {
    /// Committed on the first of June.
    fn new(site: &Site) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("site");
        site.write_to(&root);
        let kept = Self { dir, root };
        kept.git("init -q -b main", "2023-06-01");
        kept.commit("2023-06-01");
        kept
    }

    fn git(&self, words: &str, day: &str) -> String {
        git_on(&self.root, words, day)
    }

    /// Commits all; the commit as pages name it.
    fn commit(&self, day: &str) -> String {
        self.git("add -A", day);
        self.git("commit -q -m change", day);
        self.head()
    }

    fn head(&self) -> String {
        self.git("rev-parse HEAD", "2023-06-01")[..8].to_owned()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.root.join(path), bytes).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: {from}");
        self.write(path, text.replacen(from, to, 1));
    }

    fn pages(&self) -> Drawn {
        Drawn::of(&self.root)
    }
}

/// What is drawn of a site on the disk, and what is told of its history.
struct Drawn {
    pages: BTreeMap<String, String>,
    told: Vec<String>,
}

impl Drawn {
    fn of(root: &Path) -> Self {
        let source = WorkTree::in_repository(root);
        let (release, findings, texts) = Release::of(&source, &Options::at(chrono::DateTime::UNIX_EPOCH));
        let release = release.unwrap_or_else(|| panic!("{:?}", findings.sorted()));
        let provenance = Provenance::of(&source, &texts, None).unwrap();
        let renderer = release.renderer_from(None, provenance.as_ref()).unwrap();
        let drawn = release.plan.items().iter().map(|(address, item)| {
            let bytes = renderer.draw(address, item, &Findings::default()).unwrap().into_bytes();
            (address.clone(), String::from_utf8_lossy(&bytes).into_owned())
        });
        let told = provenance.iter().flat_map(Provenance::told);
        Self { pages: drawn.collect(), told: told.map(|told| told.to(Language::En).to_owned()).collect() }
    }

    /// What stands beside a cell among the sources of county 101, July.
    #[track_caller]
    fn cell(&self, anchor: &str) -> String {
        let page = &self.pages[MONTH];
        let row = page.split(&format!("<tr id=\"{anchor}\">")).nth(1).expect("a row of the sources");
        let row = row.split("</tr>").next().unwrap();
        let last = row.rsplit("<td>").next().unwrap();
        plain(last.trim_end().trim_end_matches("</td>")).trim().to_owned()
    }

    /// The changes on a record's page, the latest first.
    #[track_caller]
    fn changes(&self, address: &str) -> Vec<String> {
        let page = &self.pages[address];
        let Some(section) = page.split("<section aria-labelledby=\"changes\">").nth(1) else {
            return Vec::new();
        };
        let section = section.split("</section>").next().unwrap();
        let entries = section.split("<li>").skip(1).map(|entry| entry.split("</li>").next().unwrap());
        entries.map(|entry| plain(entry).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }
}

#[test]
fn the_merge_that_made_a_value_public_is_named_not_a_commit_within_the_branch() {
    let kept = Kept::new(&Site::small());
    let base = kept.head();
    kept.git("checkout -q -b county", "2023-06-02");
    kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 9\n");
    kept.commit("2023-06-02");
    kept.edit(REPORT, "\nself_found = 9\n", "\nself_found = 4\n");
    kept.commit("2023-06-03");
    kept.git("checkout -q main", "2023-06-04");
    kept.write("notes.txt", "x");
    kept.commit("2023-06-04");
    kept.git("merge -q --no-ff -m merged county", "2023-06-05");
    let drawn = kept.pages();
    assert_eq!(drawn.cell("dispatch.self_found"), format!("2023-06-05 {}", kept.head()));
    assert_eq!(drawn.cell("dispatch.penalties"), format!("2023-06-01 {base}"), "another cell of the file");
    assert_eq!(drawn.told, [""; 0]);
}

#[test]
fn a_change_of_the_line_that_leaves_the_value_changes_nothing() {
    let kept = Kept::new(&two_mines());
    let base = format!("2023-06-01 {}", kept.head());
    let before: Vec<String> = kept.pages().changes(HAZARD);
    assert_eq!(before, [format!("{base} 录入")]);
    // A comment in GB18030, the keys in another order, a number written otherwise.
    let text = kept.read(REPORT);
    let fines = text.lines().find(|line| line.starts_with("fines = ")).unwrap();
    let moved = text
        .replace(&format!("{fines}\n"), "")
        .replace("[dispatch]\n", &format!("[dispatch] # 补\n{fines}.00\n"));
    assert_ne!(moved, text);
    kept.write(REPORT, encoding_rs::GB18030.encode(&moved).0);
    // Another cell of the same inline table.
    let inline = moved.lines().find(|line| line.starts_with("month = ")).unwrap();
    let first = inline.split("problems_found = ").nth(1).unwrap().split(',').next().unwrap();
    // Rows the other way round, with a column more that is empty.
    let ledger = kept.read(HAZARDS);
    let mut lines: Vec<String> = ledger.lines().map(|line| format!("{line},")).collect();
    lines[0] = format!("{}national_id", lines[0]);
    lines[1..].reverse();
    kept.write(HAZARDS, encoding_rs::GB18030.encode(&(lines.join("\r\n") + "\r\n")).0);
    kept.commit("2023-06-05");
    let drawn = kept.pages();
    for cell in ["dispatch.fines", "dispatch.self_found", "statistics.problems_found.month"] {
        assert_eq!(drawn.cell(cell), base, "{cell}");
    }
    assert_eq!(drawn.changes(HAZARD), before);
    let other = inline.replace(&format!("problems_found = {first}"), "problems_found = 17");
    kept.write(REPORT, moved.replace(inline, &other));
    let now = kept.commit("2023-06-06");
    let drawn = kept.pages();
    assert_eq!(drawn.cell("statistics.problems_found.month"), format!("2023-06-06 {now}"));
    assert_eq!(drawn.cell("statistics.fines.month"), base, "the same line");
}

#[test]
fn a_value_that_was_changed_back_comes_from_the_change_back() {
    let kept = Kept::new(&Site::small());
    kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    kept.commit("2023-06-02");
    kept.edit(REPORT, "\nself_found = 4\n", "\nself_found = 3\n");
    let back = kept.commit("2023-06-03");
    assert_eq!(kept.pages().cell("dispatch.self_found"), format!("2023-06-03 {back}"));
    // Taken away and filed anew, as it was.
    let text = kept.read(REPORT);
    fs::remove_file(kept.root.join(REPORT)).unwrap();
    kept.commit("2023-06-04");
    kept.write(REPORT, text);
    let again = kept.commit("2023-06-05");
    assert_eq!(kept.pages().cell("dispatch.self_found"), format!("2023-06-05 {again}"));
}

#[test]
fn a_row_that_moves_to_another_file_is_the_same_row() {
    let kept = Kept::new(&two_mines());
    let before = kept.pages().changes(HAZARD);
    let ledger = kept.read(HAZARDS);
    let row = ledger.lines().find(|line| line.starts_with("H2,")).unwrap();
    let other = "data/ledger/hazards/100-B.csv";
    kept.write(HAZARDS, ledger.replace(&format!("{row}\n"), ""));
    kept.write(other, kept.read(other) + row + "\n");
    kept.commit("2023-06-05");
    assert_eq!(kept.pages().changes(HAZARD), before);
}

#[test]
fn a_record_tells_days_and_titles_of_public_columns_and_no_more() {
    let kept = Kept::new(&two_mines());
    let base = kept.head();
    kept.edit(HAZARDS, ",2000,2023-08-15,", ",2500,2023-08-20,");
    let changed = kept.commit("2023-06-05");
    // Nobody sees these: who found it, from what source, a remark.
    kept.edit(HAZARDS, "H2,F1,major,inspection,2023-07-03,执法组", "H2,F1,major,self,2023-07-03,值班员");
    kept.edit(HAZARDS, "复发", "复查");
    let private = kept.commit("2023-06-06");
    let drawn = kept.pages();
    let told = drawn.changes(HAZARD);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with(&format!("2023-06-05 {changed} 更改 ")), "{told:?}");
    assert!(told[0].contains("资金") && told[0].contains("期限") && !told[0].contains("2000"), "{told:?}");
    assert_eq!(told[1], format!("2023-06-01 {base} 录入"));
    for (address, page) in &drawn.pages {
        assert!(!page.contains(&private), "{address} names the commit of a change in what is not published");
    }
    assert_eq!(drawn.changes("/facilities/F1/"), [format!("2023-06-01 {base} 录入")]);
    assert_eq!(drawn.changes("/enterprises/E1/"), [format!("2023-06-01 {base} 录入")]);
}

/// The same files in the end, and other ones before: once a tip was the other county's, once it was not.
#[test]
fn no_page_tells_that_something_hidden_was_changed() {
    let site = with_tips(Site::small(), "");
    let world = |change: &dyn Fn(&Kept), back: &dyn Fn(&Kept)| {
        let kept = Kept::new(&site);
        change(&kept);
        kept.commit("2023-06-02");
        back(&kept);
        kept.commit("2023-06-03");
        kept.pages().pages
    };
    let line = |kept: &Kept| {
        let text = kept.read(REPORT);
        text.lines().find(|line| line.starts_with("tip_found = ")).unwrap().to_owned()
    };
    let old = line(&Kept::new(&site));
    let one = world(
        &|kept| {
            kept.edit(REPORT, &format!("{old}\n"), "tip_found = 7\n");
            kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
        },
        &|kept| {
            kept.edit(REPORT, "tip_found = 7\n", &format!("{old}\n"));
            kept.edit(REPORT, "\nself_found = 4\n", "\nself_found = 3\n");
        },
    );
    let other = world(&|kept| kept.write(REPORT, format!("# x\n{}", kept.read(REPORT))), &|kept| {
        kept.edit(REPORT, "# x\n", "");
    });
    assert!(one[MONTH].contains("最近改动"));
    for (address, page) in &one {
        assert!(*page == other[address], "{address} tells that tips were changed");
    }
}

#[test]
fn what_is_older_than_a_shallow_clone_is_the_earliest_known() {
    let kept = Kept::new(&two_mines());
    kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    kept.commit("2023-06-02");
    kept.edit(REPORT, "\npenalties = ", "\npenalties = 1");
    let last = kept.commit("2023-06-03");
    let at = kept.dir.path().display().to_string();
    git_on(kept.dir.path(), &format!("clone -q --depth 2 file://{at}/site shallow"), "2023-06-04");
    let shallow = kept.dir.path().join("shallow");
    let drawn = Drawn::of(&shallow);
    assert_eq!(drawn.cell("dispatch.self_found"), "最早可查 2023-06-02");
    assert_eq!(drawn.cell("dispatch.penalties"), format!("2023-06-03 {last}"));
    assert_eq!(drawn.changes(HAZARD), ["最早可查 2023-06-02"]);
    assert_eq!(drawn.told.len(), 1);
    let ran = run(&shallow, &["build", "--lang", "en", "--output", "../public"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("git fetch --unshallow").count(), 1, "{}", ran.stderr);
    assert!(
        !run(&shallow, &["check", "--lang", "en"]).stderr.contains("unshallow"),
        "check looks up nothing"
    );
}

#[test]
fn without_git_file_and_line_are_told() {
    let dir = tempfile::tempdir().unwrap();
    two_mines().write_to(dir.path());
    let drawn = Drawn::of(dir.path());
    assert!(drawn.pages[MONTH].contains(&format!("<code>{REPORT}</code>")));
    assert!(!drawn.pages[MONTH].contains("最近改动"));
    assert!(drawn.pages[HAZARD].contains(&format!("<code>{HAZARDS}:3</code>")));
    assert_eq!(drawn.changes(HAZARD), [""; 0]);
    // In a repository without a commit it is the same.
    git_on(dir.path(), "init -q", "2023-06-01");
    assert!(!Drawn::of(dir.path()).pages[MONTH].contains("最近改动"));
}

#[test]
fn what_is_not_committed_is_said_to_be_so() {
    let kept = Kept::new(&two_mines());
    let base = format!("2023-06-01 {}", kept.head());
    kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    kept.edit(HAZARDS, ",2000,2023-08-15,", ",2500,2023-08-15,");
    let drawn = kept.pages();
    assert_eq!(drawn.cell("dispatch.self_found"), "未提交");
    assert_eq!(drawn.cell("dispatch.penalties"), base);
    let told = drawn.changes(HAZARD);
    assert!(told[0].starts_with("未提交 更改 ") && told.len() == 2, "{told:?}");
    // A new file, too; and of commits looked at already nothing is read again.
    let source = {
        let mut source = Snapshot::new(&kept.root);
        source.look(&[]);
        source
    };
    let (_, _, texts) = Release::of(&source, &Options::at(chrono::DateTime::UNIX_EPOCH));
    let first = Provenance::of(&source, &texts, None).unwrap().unwrap();
    kept.git("gc -q --prune=now", "2023-06-02");
    let second = Provenance::of(&source, &texts, Some(&first)).unwrap().unwrap();
    assert!(second.is_of_the_commits_of(&first));
    assert_eq!(source.history(&["data"]).unwrap().unwrap().uncommitted, [HAZARDS, REPORT]);
}

#[test]
fn a_version_that_cannot_be_read_is_stepped_over() {
    let kept = Kept::new(&two_mines());
    let base = format!("2023-06-01 {}", kept.head());
    let (report, ledger) = (kept.read(REPORT), kept.read(HAZARDS));
    kept.write(REPORT, report.replace("self_found = 3", "<<<<<<< HEAD\nself_found = 3\n=======\n"));
    kept.write(HAZARDS, ledger.replace("H2,F1,", "H2,F1,,,"));
    kept.commit("2023-06-02");
    kept.write(REPORT, [0xff, 0xfe, 0x00]);
    kept.commit("2023-06-03");
    kept.write(REPORT, report.replace("\npenalties = ", "\npenalties = 1"));
    kept.write(HAZARDS, ledger);
    let mended = kept.commit("2023-06-04");
    let drawn = kept.pages();
    assert_eq!(drawn.cell("dispatch.self_found"), base);
    assert_eq!(drawn.cell("dispatch.penalties"), format!("2023-06-04 {mended}"));
    assert_eq!(drawn.changes(HAZARD), [format!("{base} 录入")]);
    assert!(drawn.told.len() == 1 && drawn.told[0].starts_with("3 old versions"), "{:?}", drawn.told);
}

#[test]
fn a_version_that_is_not_here_leaves_the_next_one_the_earliest_known() {
    let kept = Kept::new(&Site::small());
    kept.edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    kept.commit("2023-06-02");
    let lost = kept.git(&format!("rev-parse HEAD:{REPORT}"), "2023-06-02");
    kept.edit(REPORT, "\nself_found = 4\n", "\nself_found = 5\n");
    kept.commit("2023-06-03");
    fs::remove_file(kept.root.join(".git/objects").join(&lost[..2]).join(&lost[2..])).unwrap();
    let drawn = kept.pages();
    assert_eq!(drawn.cell("dispatch.self_found"), "最早可查 2023-06-03");
    assert!(drawn.told[0].contains("without `--filter`"), "{:?}", drawn.told);
}

#[test]
fn a_case_tells_what_changed_since_it_was_published_and_nothing_once_it_is_withdrawn() {
    let address = "/cases/x-1/";
    let kept = Kept::new(&exposed());
    kept.edit(CASE, "安全出口是最后的生路。", "安全出口是生路。");
    let published = kept.commit("2023-07-15");
    let drawn = kept.pages();
    assert_eq!(
        drawn.changes(address),
        [format!("2023-07-15 {published} 更改 正文")],
        "a draft is its author's"
    );
    let step = "\n  { on = 2023-07-20, to = \"withdrawn\", why = \"处罚决定撤销\", document_no = \"甲应急撤〔2023〕1号\" },\n]";
    kept.edit(CASE, "\n]\nreview", &format!("{step}\nreview"));
    kept.edit(CASE, "status = \"published\"", "status = \"withdrawn\"");
    let withdrawn = kept.commit("2023-07-20");
    let drawn = kept.pages();
    assert_eq!(drawn.changes(address), [""; 0]);
    for commit in [published, withdrawn] {
        assert!(!drawn.pages[address].contains(&commit) && !drawn.pages[address].contains(CASE));
    }
}

#[test]
fn a_case_that_masks_its_firm_leads_to_no_commit_and_tells_no_change_of_its_words() {
    let masked = TEXT.replace("naming = \"full\"", "naming = \"masked\"");
    let kept = Kept::new(&exposed().put(CASE, masked));
    kept.edit(CASE, "甲矿业有限公司所属甲铁矿", "甲矿业有限公司甲铁矿");
    kept.commit("2023-07-15");
    kept.edit(CASE, "batch = 1", "batch = 2");
    let last = kept.commit("2023-07-16");
    let drawn = kept.pages();
    assert_eq!(drawn.changes("/cases/x-1/"), ["2023-07-16 更改 批次"]);
    assert!(!drawn.pages["/cases/x-1/"].contains(&last));
}

#[test]
fn commits_are_led_to_where_the_repository_is_known_and_bytes_are_the_same_each_time() {
    let site = two_mines().edit(
        "gongshi.toml",
        "sample = true",
        "sample = true\nrepository = \"https://git.example/a/b\"",
    );
    let kept = Kept::new(&site);
    let head = kept.git("rev-parse HEAD", "2023-06-01");
    let page = &kept.pages().pages[MONTH];
    assert!(page.contains(&format!(
        "<a href=\"https://git.example/a/b/commit/{head}\"><code>{}</code></a>",
        &head[..8]
    )));
    let build = |to: &str| {
        let ran = run(&kept.root, &["build", "--output", &format!("../{to}")]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        files_below(&kept.dir.path().join(to))
    };
    let (one, other) = (build("one"), build("other"));
    assert!(one.keys().any(|path| is_page(path)) && one == other);
}
