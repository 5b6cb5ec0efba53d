//! Nothing that stands in the output makes a build write, cut off, remove or read elsewhere, wait, or be wrong: a pull
//! request may bring a folder `public`, and one for the stage.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::output::Standing;
use crate::support::program::{Ran, command, run};
use crate::support::site::{POLICY, Site, files_below};

const PRECIOUS: &str = "precious: longer than what would replace it";

/// A built site, and a folder elsewhere that must stay as it is.
struct Trapped {
    site: Standing,
    elsewhere: tempfile::TempDir,
}

impl Trapped {
    fn new() -> Self {
        let elsewhere = tempfile::tempdir().unwrap();
        for file in
            ["a.txt", "index.html", "lock", "manifest.json", "journal", "new/x", "old/0", "old/5", "old/6"]
        {
            let path = elsewhere.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, PRECIOUS).unwrap();
        }
        Self { site: Standing::built(), elsewhere }
    }

    fn to(&self, path: &str) -> PathBuf {
        self.elsewhere.path().join(path)
    }

    fn stage(&self) -> PathBuf {
        self.site.root().join(".public.gongshi")
    }

    /// Builds, and looks that nothing elsewhere changed.
    fn built(&self) -> Ran {
        let before = files_below(self.elsewhere.path());
        let ran = within_a_minute(self.site.root(), &["build", "--lang", "en"]);
        assert!(files_below(self.elsewhere.path()) == before, "elsewhere: {}", ran.stderr);
        ran
    }
}

/// Opening a fifo waits for ever.
fn within_a_minute(root: &Path, words: &[&str]) -> Ran {
    let mut build = command(root, words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let end = Instant::now() + Duration::from_mins(1);
    while build.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            build.kill().unwrap();
            panic!("{words:?} waits");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = build.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn socket(path: &Path) {
    // Its name may be no longer than some hundred bytes, so it is bound elsewhere and moved.
    let short = tempfile::tempdir().unwrap();
    drop(UnixListener::bind(short.path().join("s")).unwrap());
    fs::rename(short.path().join("s"), path).unwrap();
}

/// What stands in the way, and how it is put there.
type Trap<'t> = (&'t str, &'t dyn Fn(&Path));

#[test]
fn what_is_no_file_at_a_pages_path_is_replaced_by_one() {
    let trapped = Trapped::new();
    let whole = trapped.site.files();
    let traps: [Trap; 6] = [
        ("fifo", &fifo),
        ("socket", &socket),
        ("link", &|path| symlink(trapped.to("a.txt"), path).unwrap()),
        ("dangling link", &|path| symlink(trapped.to("nowhere"), path).unwrap()),
        ("link to itself", &|path| symlink(path, path).unwrap()),
        ("folder", &|path| fs::create_dir_all(path.join("deeper")).unwrap()),
    ];
    // A page, one below a folder, one that is written piece by piece, the manifest's neighbours.
    for path in ["index.html", "periods/2023-06/index.html", "data/figures.csv", "sitemap.xml"] {
        for (name, trap) in traps {
            fs::remove_file(trapped.site.public(path)).unwrap();
            trap(&trapped.site.public(path));
            let ran = trapped.built();
            assert_eq!(ran.code, 0, "{name} at {path}: {}", ran.stderr);
            assert!(trapped.site.public(path).symlink_metadata().unwrap().is_file(), "{name} at {path}");
            assert!(trapped.site.files() == whole, "{name} at {path}");
        }
    }
}

#[test]
fn an_identical_page_behind_a_link_is_replaced_by_a_file() {
    let trapped = Trapped::new();
    let whole = trapped.site.files();
    let copy = |from: &str, to: &str| fs::rename(trapped.site.public(from), trapped.to(to)).unwrap();
    copy("index.html", "page");
    copy("data/figures.csv", "pieces");
    copy("periods", "folder");
    symlink(trapped.to("page"), trapped.site.public("index.html")).unwrap();
    symlink(trapped.to("pieces"), trapped.site.public("data/figures.csv")).unwrap();
    symlink(trapped.to("folder"), trapped.site.public("periods")).unwrap();
    let ran = trapped.built();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for path in ["index.html", "data/figures.csv", "periods"] {
        assert!(!trapped.site.public(path).is_symlink(), "{path}");
    }
    assert!(trapped.site.files() == whole);
}

#[test]
fn nothing_is_removed_behind_a_link_or_by_a_path_that_leads_about() {
    let trapped = Trapped::new();
    let whole = trapped.site.files();
    fs::remove_dir_all(trapped.site.public("elder")).unwrap();
    symlink(trapped.elsewhere.path(), trapped.site.public("elder")).unwrap();
    symlink(trapped.elsewhere.path(), trapped.site.public("stranger")).unwrap();
    fs::create_dir(trapped.site.public("folder")).unwrap();
    fs::write(trapped.site.public("folder/kept.txt"), "ours").unwrap();
    let absolute = trapped.to("a.txt");
    let long = format!("{}x", "long/".repeat(2000));
    let odd = [
        "elder/a.txt",
        "stranger/a.txt",
        "../elsewhere",
        "",
        ".",
        "..",
        "/",
        absolute.to_str().unwrap(),
        "folder",
        "folder/",
        "./index.html",
        "a\\\\..\\\\b",
        "nul\\u0000",
        "index.html",
        "index.html",
        "index.html/x",
        &long,
    ];
    let listed: String = odd
        .iter()
        .map(|path| format!("{{\"path\":\"{path}\",\"size\":8,\"sha256\":\"00\"}},\n"))
        .collect::<Vec<_>>()
        .concat();
    let manifest = fs::read_to_string(trapped.site.public("manifest.json")).unwrap();
    fs::write(
        trapped.site.public("manifest.json"),
        manifest.replace("\"files\":[\n", &format!("\"files\":[\n{listed}")),
    )
    .unwrap();
    let ran = trapped.built();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains(" 0 removed"), "{}", ran.stderr);
    assert!(ran.stderr.contains("there: 2: `folder/kept.txt`, `stranger`"), "{}", ran.stderr);
    assert!(!trapped.site.public("elder").is_symlink(), "a page stands there");
    fs::remove_dir_all(trapped.site.public("folder")).unwrap();
    assert!(trapped.site.files() == whole);
}

#[test]
fn the_stage_and_what_is_in_it_lead_nowhere_else() {
    let trapped = Trapped::new();
    let whole = trapped.site.files();
    let (stage, within) = (trapped.stage(), trapped.site.public(".gongshi.staged"));
    let in_stage = |name: &str| {
        fs::create_dir_all(&stage).unwrap();
        stage.join(name)
    };
    let traps: [(&str, &dyn Fn()); 10] = [
        ("a link", &|| symlink(trapped.elsewhere.path(), &stage).unwrap()),
        ("a dangling link", &|| symlink(trapped.to("nowhere"), &stage).unwrap()),
        ("a fifo", &|| fifo(&stage)),
        ("a link within", &|| symlink(trapped.elsewhere.path(), &within).unwrap()),
        ("a dangling link within", &|| symlink(trapped.to("nowhere"), &within).unwrap()),
        ("a lock that is a link", &|| symlink(trapped.to("lock"), in_stage("lock")).unwrap()),
        ("a lock that is a fifo", &|| fifo(&in_stage("lock"))),
        ("a lock with two names", &|| fs::hard_link(trapped.to("lock"), in_stage("lock")).unwrap()),
        ("old files behind a link", &|| symlink(trapped.to("old"), in_stage("old")).unwrap()),
        ("new files behind a link", &|| symlink(trapped.to("new"), in_stage("new")).unwrap()),
    ];
    for (name, trap) in traps {
        trap();
        let ran = trapped.built();
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert!(!stage.exists() && !stage.is_symlink(), "{name}");
        assert!(trapped.site.files() == whole, "{name}");
        assert!(!trapped.to("nowhere").exists(), "{name}");
    }
    symlink(trapped.elsewhere.path(), trapped.site.public("stranger")).unwrap();
    let steps = ["stranger/a.txt", "../site", "", "/etc", "a/../..", "index.html", "feeds"];
    let steps = |to: &str| {
        let steps = steps.map(|path| format!("{{\"path\":\"{path}\",\"to\":\"{to}\"}}"));
        format!("[{}]", steps.join(","))
    };
    for to in ["Nothing", "File", "Other", "Gone"] {
        fs::write(in_stage("journal"), steps(to)).unwrap();
        symlink(trapped.to("old"), in_stage("old")).unwrap();
        let ran = trapped.built();
        assert_eq!(ran.code, 0, "{to}: {}", ran.stderr);
    }
    fs::remove_file(trapped.site.public("stranger")).unwrap();
    for trap in [&|path: &Path| symlink(trapped.to("journal"), path).unwrap(), &fifo as &dyn Fn(&Path)] {
        trap(&in_stage("journal"));
        let ran = trapped.built();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!stage.exists() && trapped.site.files() == whole);
    }
}

#[test]
fn a_manifest_that_is_no_file_of_ours_is_refused() {
    let long = format!("{{\"generator\":\"gongshi\",\"x\":{}", "[".repeat(1_000_000));
    let trapped = Trapped::new();
    let manifest = trapped.site.public("manifest.json");
    let kept = trapped.site.files();
    let traps: [(&str, &dyn Fn()); 6] = [
        ("a link", &|| symlink(trapped.to("manifest.json"), &manifest).unwrap()),
        ("a dangling link", &|| symlink(trapped.to("nowhere"), &manifest).unwrap()),
        ("a fifo", &|| fifo(&manifest)),
        ("another's", &|| fs::write(&manifest, "{\"name\":\"app\"}").unwrap()),
        ("a deep one", &|| fs::write(&manifest, &long).unwrap()),
        ("a huge one", &|| fs::File::create(&manifest).unwrap().set_len(1 << 40).unwrap()),
    ];
    for (name, trap) in traps {
        fs::remove_file(&manifest).unwrap();
        trap();
        let ran = trapped.built();
        assert!(ran.code == 1 && ran.stderr.contains("GS0803"), "{name}: {}", ran.stderr);
        assert!(!trapped.stage().exists(), "{name}");
    }
    fs::remove_file(&manifest).unwrap();
    let newer = String::from_utf8(kept["manifest.json"].clone()).unwrap();
    fs::write(&manifest, newer.replace("\"version\":\"", "\"signed\":[1],\"version\":\"9")).unwrap();
    let ran = trapped.built();
    assert_eq!(ran.code, 0, "one of a newer version that names its files alike: {}", ran.stderr);
    assert!(trapped.site.files() == kept);
}

#[test]
fn an_output_behind_a_link_of_the_site_is_refused_and_one_that_was_asked_for_is_not() {
    let trapped = Trapped::new();
    let www = tempfile::tempdir().unwrap();
    fs::rename(trapped.site.root().join("public"), www.path().join("site")).unwrap();
    symlink(www.path().join("site"), trapped.site.root().join("public")).unwrap();
    symlink("site", www.path().join("current")).unwrap();
    let whole = files_below(&www.path().join("site"));
    fs::remove_file(trapped.site.root().join(POLICY)).unwrap();
    for words in [&["build"][..], &["build", "--output", "public"], &["build", "--output", "public/below"]] {
        let ran = run(trapped.site.root(), &[words, &["--lang", "en"]].concat());
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        let said = format!("say `--output {}", www.path().join("site").display());
        assert!(ran.stderr.contains(&said), "{}", ran.stderr);
    }
    assert!(files_below(&www.path().join("site")) == whole);
    let current = www.path().join("current");
    let ran = run(trapped.site.root(), &["build", "--output", current.to_str().unwrap(), "--lang", "en"]);
    assert!(ran.code == 0 && ran.stderr.contains("1 removed"), "{}", ran.stderr);
    assert!(current.is_symlink() && current.join("index.html").exists());
    let left: Vec<_> = fs::read_dir(www.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "the stage stood there, beside the real folder, and is gone: {left:?}");
}

#[test]
fn more_depths_than_a_stack_has_are_looked_through() {
    let trapped = Trapped::new();
    let mut at = trapped.site.public("deep");
    while at.as_os_str().len() < 3900 {
        at.push("d");
    }
    fs::create_dir_all(&at).unwrap();
    fs::write(at.join("f"), "").unwrap();
    let ran = trapped.built();
    assert!(ran.code == 0 && ran.stderr.contains("there: 1: `deep/d/d"), "{}", ran.stderr);
    let ran = run(trapped.site.root(), &["build", "--clean", "--lang", "en"]);
    assert!(ran.code == 0 && ran.stderr.contains("1 removed"), "{}", ran.stderr);
    assert!(!trapped.site.public("deep").exists());
}

/// Root may do anything to files, unless it gives that up.
fn bound_by_permissions(root: &Path, words: &[&str]) -> Option<Command> {
    let plain = command(root, words);
    if fs::metadata("/proc/self").map_or(true, |own| own.uid() != 0) {
        return Some(plain);
    }
    Command::new("setpriv").arg("--version").output().ok()?;
    let mut bound = Command::new("setpriv");
    bound.args(["--inh-caps=-all", "--bounding-set=-all"]).arg(plain.get_program()).args(words);
    bound.current_dir(root).stdin(Stdio::null());
    Some(bound)
}

/// A site whose every page changes, and a folder in the output that may not be written.
#[test]
fn one_folder_that_cannot_be_written_leaves_the_old_site_and_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = Standing::built();
    let whole = site.files();
    site.change("gongshi.toml", "title = \"", "title = \"另一个");
    fs::remove_file(site.root().join(POLICY)).unwrap();
    let folder = site.public("regions/101");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let Some(mut build) = bound_by_permissions(site.root(), &["build", "--lang", "en"]) else { return };
    let output = build.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("GS0802") && stderr.contains("public/regions/101/"), "{stderr}");
    assert!(stderr.contains("the old site was put back") && stderr.contains("a spreadsheet"), "{stderr}");
    assert!(site.files() == whole, "the old site, all of it, and its manifest");
    assert!(!site.root().join(".public.gongshi").exists());
    assert_eq!(site.build().code, 0);
    assert!(site.files() != whole);
}

#[test]
fn where_nothing_can_stand_beside_the_output_the_stage_is_within_and_that_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    Site::small().write_to(&root);
    let (parent, output) = (dir.path().join("www"), dir.path().join("www/public"));
    fs::create_dir_all(&output).unwrap();
    let words = ["build", "--lang", "en", "--output", output.to_str().unwrap()];
    let Some(mut build) = bound_by_permissions(&root, &words) else { return };
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).unwrap();
    let first = build.output().unwrap();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o555)).unwrap();
    let read_only = build.output().unwrap();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).unwrap();
    let stderr = String::from_utf8(first.stderr).unwrap();
    assert!(first.status.code() == Some(0) && stderr.contains("GS0805"), "{stderr}");
    assert!(output.join("index.html").exists() && !output.join(".gongshi.staged").exists());
    let stderr = String::from_utf8(read_only.stderr).unwrap();
    assert!(read_only.status.code() == Some(1) && stderr.contains("GS0802"), "{stderr}");
    assert_eq!(run(&root, &words).stderr.matches("GS08").count(), 0, "and beside it again where it can");
}

#[test]
fn a_device_is_neither_read_nor_written() {
    let trapped = Trapped::new();
    let path = trapped.site.public("index.html");
    fs::remove_file(&path).unwrap();
    // Only root may make one.
    if !Command::new("mknod").arg(&path).args(["c", "1", "5"]).status().is_ok_and(|done| done.success()) {
        return;
    }
    assert!(path.metadata().unwrap().file_type().is_char_device());
    assert_eq!(trapped.built().code, 0);
    assert!(path.symlink_metadata().unwrap().is_file());
}
