//! A checkout may be a stranger's: nothing in it makes git run a program, and nothing but its own files is published.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::program::{Ran, command, end, run};
use crate::support::site::{POLICY, REPORT, Site, files_below};

/// The small site, committed, in a folder of its own.
pub struct Checkout {
    dir: tempfile::TempDir,
    pub root: PathBuf,
    /// What a trick would make.
    trace: PathBuf,
}

impl Checkout {
    pub fn new() -> Self {
        Self::with(&["init", "-q"])
    }

    fn with(init: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (root, trace) = (dir.path().join("site"), dir.path().join("trace"));
        Site::small().write_to(&root);
        let checkout = Self { dir, root, trace };
        checkout.git(init);
        checkout.git(&["add", "."]);
        checkout.git(&["commit", "-qm", "all"]);
        checkout
    }

    pub fn git(&self, words: &[&str]) -> String {
        git(&self.root, words)
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn write(&self, path: &str, text: &str) {
        let to = self.root.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    }

    /// A command for a setting; it leaves a trace.
    fn trick(&self) -> String {
        format!("sh -c 'touch {}'", self.trace.display())
    }

    /// Builds, and says which commit the manifest and the home page name.
    #[track_caller]
    pub fn built(&self) -> (Option<String>, String) {
        let ran = run(&self.root, &["build", "--lang", "en", "--output", "../public"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        (commit_of(&self.dir.path().join("public")), ran.stderr)
    }

    /// Every command that reads a site, with some of the environment.
    fn try_all(&self, environment: &[(&str, String)]) {
        let prepare = |words: &[&str]| {
            let mut command = command(&self.root, words);
            command.envs(environment.iter().map(|(name, value)| (name, value)));
            command
        };
        for words in [&["check"][..], &["build", "--output", "../public"]] {
            let ran = end(prepare(words));
            assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        }
        let mut serve = prepare(&["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(serve.stderr.take().unwrap()).lines();
        let stands = lines.any(|line| line.unwrap().contains("http://127.0.0.1:"));
        serve.kill().unwrap();
        serve.wait().unwrap();
        assert!(stands, "it is served");
    }
}

/// Runs git, of nobody's settings.
fn git(at: &Path, words: &[&str]) -> String {
    let output = careless(at).args(words).output().unwrap();
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Git as somebody would call it who thinks of nothing.
fn careless(at: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(at).stdin(Stdio::null()).env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_TERMINAL_PROMPT", "0");
    command.args(["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]);
    command.args(["-c", "protocol.file.allow=always"]);
    command
}

/// The commit in the manifest, which is that of the home page.
fn commit_of(public: &Path) -> Option<String> {
    let manifest = fs::read_to_string(public.join("manifest.json")).unwrap();
    let line = manifest.lines().find_map(|line| line.strip_prefix("\"commit\":")).unwrap();
    let commit = line.trim_end_matches(',').trim_matches('"').to_owned();
    let home = fs::read_to_string(public.join("index.html")).unwrap();
    if commit == "null" {
        assert!(home.contains("含未提交的改动"));
        return None;
    }
    assert!(home.contains(&format!("<code>{commit}</code>")));
    Some(commit)
}

/// Plants a trick; what a careless caller of git would spring it with.
type Plant = fn(&Checkout) -> &'static [&'static str];

const TRICKS: [(&str, Plant); 8] = [
    ("a repository that lies beside the settings", |checkout| {
        checkout.git(&["config", "core.worktree", "."]);
        checkout.git(&["config", "core.fsmonitor", &checkout.trick()]);
        for entry in fs::read_dir(checkout.root.join(".git")).unwrap() {
            let entry = entry.unwrap();
            fs::rename(entry.path(), checkout.root.join(entry.file_name())).unwrap();
        }
        fs::remove_dir(checkout.root.join(".git")).unwrap();
        &["status"]
    }),
    ("a .git file", |checkout| {
        checkout.git(&["config", "core.fsmonitor", &checkout.trick()]);
        fs::rename(checkout.root.join(".git"), checkout.root.join("evil")).unwrap();
        fs::write(checkout.root.join(".git"), "gitdir: evil\n").unwrap();
        &["status"]
    }),
    ("a .git link", |checkout| {
        checkout.git(&["config", "core.fsmonitor", &checkout.trick()]);
        fs::rename(checkout.root.join(".git"), checkout.root.join("evil")).unwrap();
        symlink("evil", checkout.root.join(".git")).unwrap();
        &["status"]
    }),
    ("a monitor", |checkout| {
        checkout.git(&["config", "core.fsmonitor", &checkout.trick()]);
        &["status"]
    }),
    ("a filter", |checkout| {
        checkout.write(".gitattributes", "* filter=x diff=x\n");
        for name in
            ["filter.x.clean", "filter.x.process", "filter.x.smudge", "diff.x.textconv", "diff.external"]
        {
            checkout.git(&["config", name, &checkout.trick()]);
        }
        // Longer, and so to be looked into.
        let text = fs::read_to_string(checkout.root.join(POLICY)).unwrap();
        checkout.write(POLICY, &format!("{text}\n"));
        &["diff"]
    }),
    ("settings of another file", |checkout| {
        let config = format!("[core]\n\tfsmonitor = \"{}\"\n", checkout.trick());
        checkout.write("evil.config", &config);
        checkout.git(&["config", "include.path", "../evil.config"]);
        &["status"]
    }),
    ("a signature", |checkout| {
        let program = checkout.dir.path().join("gpg");
        let text =
            format!("printf '#!/bin/sh\\ntouch {}\\n' > \"$0\"; chmod 755 \"$0\"", checkout.trace.display());
        assert!(Command::new("sh").args(["-c", &text]).arg(&program).status().unwrap().success());
        let commit = checkout.git(&["cat-file", "commit", "HEAD"]);
        let signed = commit.replacen(
            "\n\n",
            "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
            1,
        );
        fs::write(checkout.dir.path().join("signed"), signed + "\n").unwrap();
        let id = checkout.git(&["hash-object", "-t", "commit", "-w", "../signed"]);
        checkout.git(&["update-ref", "HEAD", &id]);
        checkout.git(&["config", "log.showSignature", "true"]);
        checkout.git(&["config", "gpg.program", program.to_str().unwrap()]);
        &["log", "-1"]
    }),
    ("objects to be fetched", |checkout| {
        for (name, value) in [
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "evil"),
            ("remote.evil.promisor", "true"),
            ("remote.evil.url", &format!("ext::touch {}", checkout.trace.display())),
            ("protocol.ext.allow", "always"),
        ] {
            checkout.git(&["config", name, value]);
        }
        let tree = checkout.git(&["rev-parse", "HEAD:data"]);
        fs::remove_file(checkout.root.join(".git/objects").join(&tree[..2]).join(&tree[2..])).unwrap();
        &["ls-tree", "-r", "HEAD"]
    }),
];

#[test]
fn no_checkout_makes_git_run_anything() {
    for (what, plant) in TRICKS {
        let checkout = Checkout::new();
        let words = plant(&checkout);
        checkout.try_all(&[]);
        assert!(!checkout.trace.exists(), "{what} was run");
        let _ = careless(&checkout.root).args(words).output().unwrap();
        assert!(checkout.trace.exists(), "{what} is no trick: git {words:?} does not run it");
    }
}

#[test]
fn no_environment_makes_git_run_anything() {
    let checkout = Checkout::new();
    let trace = checkout.trace.display().to_string();
    checkout.try_all(&[
        ("GIT_TRACE", trace.clone()),
        ("GIT_TRACE2_EVENT", trace),
        ("GIT_CONFIG_COUNT", "1".into()),
        ("GIT_CONFIG_KEY_0", "core.fsmonitor".into()),
        ("GIT_CONFIG_VALUE_0", checkout.trick()),
        ("GIT_EXTERNAL_DIFF", checkout.trick()),
        ("GIT_SSH_COMMAND", checkout.trick()),
        ("GIT_PAGER", checkout.trick()),
        ("GIT_DIR", "/nowhere".into()),
        ("GIT_WORK_TREE", "/nowhere".into()),
        ("GIT_INDEX_FILE", "/nowhere".into()),
        ("GIT_OBJECT_DIRECTORY", "/nowhere".into()),
    ]);
    assert!(!checkout.trace.exists());
    assert_eq!(
        commit_of(&checkout.dir.path().join("public")),
        Some(checkout.head()),
        "it is asked all the same"
    );
}

#[test]
fn a_git_that_came_with_the_checkout_is_not_run() {
    let checkout = Checkout::new();
    put_program(&checkout.root.join("git"), &format!("touch {}", checkout.trace.display()));
    for path in [".:", ":", "site:"] {
        checkout.try_all(&[("PATH", format!("{path}{}", std::env::var("PATH").unwrap()))]);
        assert!(!checkout.trace.exists(), "{path}");
    }
}

/// Writes a script without ever holding it open, since what is open for writing cannot be run.
fn put_program(at: &Path, script: &str) {
    let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\"; chmod 755 \"$0\"";
    assert!(Command::new("sh").args(["-c", write]).arg(at).arg(script).status().unwrap().success());
}

#[test]
fn a_git_that_sleeps_does_not_keep_a_site_from_being_built() {
    let checkout = Checkout::new();
    fs::create_dir(checkout.dir.path().join("bin")).unwrap();
    put_program(&checkout.dir.path().join("bin/git"), "sleep 600");
    let path = format!("{}:{}", checkout.dir.path().join("bin").display(), std::env::var("PATH").unwrap());
    let mut build = command(&checkout.root, &["build", "--lang", "en", "--output", "../public"]);
    let since = std::time::Instant::now();
    let ran = end({
        build.env("PATH", path);
        build
    });
    assert!(ran.code == 0 && ran.stderr.contains("git did not answer within 10 seconds"), "{}", ran.stderr);
    assert!(since.elapsed().as_secs() < 120, "it is asked once");
    assert_eq!(commit_of(&checkout.dir.path().join("public")), None);
}

#[test]
fn git_may_be_missing_refuse_or_know_nothing() {
    let checkout = Checkout::new();
    let build = |path: &str| -> Ran {
        let mut build = command(&checkout.root, &["build", "--lang", "en", "--output", "../public"]);
        build.env("PATH", path);
        end(build)
    };
    let ran = build("/nowhere");
    assert!(ran.code == 0 && ran.stderr.contains("git is not installed here"), "{}", ran.stderr);
    let public = checkout.dir.path().join("public");
    assert_eq!(commit_of(&public), None);
    fs::write(checkout.root.join(".git/config"), "[core]\nrepositoryformatversion = 99\n").unwrap();
    let (commit, told) = checkout.built();
    assert!(commit.is_none() && told.contains("git refuses"), "{told}");
    fs::remove_dir_all(checkout.root.join(".git")).unwrap();
    let (commit, told) = checkout.built();
    assert!(commit.is_none() && !told.contains("commit"), "{told}");
    checkout.git(&["init", "-q"]);
    let (commit, told) = checkout.built();
    assert!(commit.is_none() && !told.contains("commit"), "{told}");
}

/// What makes a site other than its commit, and how many files then are.
type Change = fn(&Checkout) -> usize;

const CHANGES: [(&str, Change); 8] = [
    ("content/extra.md", |checkout| {
        checkout.write(".git/info/exclude", "extra.md\n");
        checkout.write("content/extra.md", "+++\ntitle = \"另页\"\n+++\n另\n");
        1
    }),
    ("content/policy.md", |checkout| {
        checkout.git(&["update-index", "--assume-unchanged", POLICY]);
        append(checkout, POLICY);
        1
    }),
    ("content/policy.md", |checkout| {
        checkout.git(&["update-index", "--skip-worktree", POLICY]);
        append(checkout, POLICY);
        1
    }),
    ("content/policy.md", |checkout| {
        append(checkout, POLICY);
        checkout.git(&["add", "."]);
        1
    }),
    ("content/policy.md", |checkout| {
        // Of the same size and time.
        let at = checkout.root.join(POLICY);
        let time = fs::metadata(&at).unwrap().modified().unwrap();
        let text = fs::read_to_string(&at).unwrap();
        fs::write(&at, text.trim_end().to_owned() + " ").unwrap();
        fs::File::options().write(true).open(&at).unwrap().set_modified(time).unwrap();
        1
    }),
    ("content/gone.md", |checkout| {
        checkout.write("content/gone.md", "+++\ntitle = \"另页\"\n+++\n另\n");
        checkout.git(&["add", "."]);
        checkout.git(&["commit", "-qm", "one more"]);
        fs::remove_file(checkout.root.join("content/gone.md")).unwrap();
        1
    }),
    (
        "themes/default/static/a.txt, themes/default/static/b.txt, themes/default/static/c.txt, …",
        |checkout| {
            for name in ["a", "b", "c", "d"] {
                checkout.write(&format!("themes/default/static/{name}.txt"), "字\n");
            }
            4
        },
    ),
    ("content/linked.md", |checkout| {
        // On a disk that knows no links, a link is a file that says where it leads.
        symlink("policy.md", checkout.root.join("content/linked.md")).unwrap();
        checkout.git(&["add", "."]);
        checkout.git(&["commit", "-qm", "a link"]);
        fs::remove_file(checkout.root.join("content/linked.md")).unwrap();
        1
    }),
];

fn append(checkout: &Checkout, path: &str) {
    let text = fs::read_to_string(checkout.root.join(path)).unwrap();
    checkout.write(path, &(text + "\n改了\n"));
}

#[test]
fn what_is_published_and_not_committed_is_told() {
    for (names, change) in CHANGES {
        let checkout = Checkout::new();
        assert_eq!(checkout.built().0, Some(checkout.head()));
        let count = change(&checkout);
        let (commit, told) = checkout.built();
        assert_eq!(commit, None, "{names}");
        assert!(told.contains(&format!("not as in the commit: {count} ")), "{told}");
        assert!(told.contains(&format!(": {names}\n")), "{names}\n{told}");
    }
}

#[test]
fn what_is_published_as_it_was_committed_keeps_its_commit() {
    let checkout = Checkout::new();
    let head = checkout.head();
    // Lines that end as on Windows, as git may have made them.
    let report = fs::read_to_string(checkout.root.join(REPORT)).unwrap();
    checkout.write(REPORT, &report.replace('\n', "\r\n"));
    // What is nobody's data, and what is of another folder.
    for path in ["content/.policy.md.swp", "data/~$report.csv", "notes.md", "public/old.html"] {
        checkout.write(path, "不公布\n");
    }
    let (commit, told) = checkout.built();
    assert_eq!(commit, Some(head.clone()), "{told}");
    checkout.git(&["add", "notes.md"]);
    checkout.git(&["commit", "-qm", "notes"]);
    assert_eq!(checkout.built().0, Some(head.clone()), "the last that touched the site");
    checkout.git(&["checkout", "-q", "--detach"]);
    assert_eq!(checkout.built().0, Some(head));
}

#[test]
fn every_kind_of_repository_is_read() {
    let checkout = Checkout::with(&["init", "-q", "--object-format=sha256"]);
    assert_eq!(checkout.head().len(), 64);
    assert_eq!(checkout.built().0, Some(checkout.head()));

    let checkout = Checkout::new();
    let head = Some(checkout.head());
    let at = |folder: &str| checkout.dir.path().join(folder);
    checkout.git(&["worktree", "add", "-q", "../then"]);
    checkout.git(&["worktree", "add", "-q", "./within"]);
    let url = format!("file://{}", checkout.root.display());
    git(checkout.dir.path(), &["clone", "-q", "--depth", "1", &url, "shallow"]);
    git(checkout.dir.path(), &["clone", "-q", "--filter=blob:none", &url, "partial"]);
    git(checkout.dir.path(), &["init", "-q", "above"]);
    git(&at("above"), &["submodule", "--quiet", "add", &url, "sites/north"]);
    symlink(at("then"), at("link")).unwrap();
    for folder in ["then", "site/within", "shallow", "partial", "above/sites/north", "link"] {
        let ran = run(checkout.dir.path(), &["build", "--root", folder, "--output", "public"]);
        assert_eq!(ran.code, 0, "{folder}: {}", ran.stderr);
        assert_eq!(commit_of(&at("public")), head, "{folder}: {}", ran.stderr);
    }
    // A site in a folder of its repository, whose history is that of the folder.
    let below = Checkout::new();
    fs::create_dir_all(below.root.join("sites")).unwrap();
    for name in ["gongshi.toml", "data", "content"] {
        below.git(&["mv", name, &format!("sites/{name}")]);
    }
    below.git(&["commit", "-qm", "moved"]);
    let moved = below.head();
    below.write("data/other.toml", "x = 1\n");
    below.git(&["add", "."]);
    below.git(&["commit", "-qm", "of another folder"]);
    let ran = run(&below.root, &["build", "--root", "sites", "--output", "../public"]);
    assert_eq!((ran.code, commit_of(&below.dir.path().join("public"))), (0, Some(moved)), "{}", ran.stderr);
}

#[test]
fn the_index_of_git_is_not_written() {
    let checkout = Checkout::new();
    // Every file looks new, which `git status` would note in the index.
    for (path, bytes) in files_below(&checkout.root.join("data")) {
        fs::write(checkout.root.join("data").join(path), bytes).unwrap();
    }
    let index = checkout.root.join(".git/index");
    let before = (fs::read(&index).unwrap(), fs::metadata(&index).unwrap().modified().unwrap());
    checkout.try_all(&[]);
    assert!(before == (fs::read(&index).unwrap(), fs::metadata(&index).unwrap().modified().unwrap()));
    assert!(!checkout.root.join(".git/index.lock").exists());
}

/// What `build` has published beside the checkout; nothing where it made no folder.
fn published(checkout: &Checkout) -> BTreeMap<String, Vec<u8>> {
    let public = checkout.dir.path().join("public");
    if public.exists() { files_below(&public) } else { BTreeMap::new() }
}

const TOKEN: &str = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

/// Links that would publish something: where each stands, and where it leads.
const LINKS: [(&str, &str); 9] = [
    ("themes/default/static/info.txt", "../../../.git/config"),
    ("themes/default/static/inside.txt", "../../../content/policy.md"),
    ("themes/default/static/folder", "../../../.git"),
    ("themes/default/static/nowhere", "nowhere"),
    ("themes/default/static", "../../.git"),
    ("themes/default/templates", "../../.git"),
    ("content/info.md", "policy.md"),
    ("content/folder", "../../site/.git"),
    ("themes", "../site/.git"),
];

#[test]
fn no_link_is_followed() {
    for (path, to) in LINKS {
        let checkout = Checkout::new();
        checkout.git(&["config", "http.extraHeader", &format!("Authorization: {TOKEN}")]);
        let at = checkout.root.join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        symlink(to, at).unwrap();
        refused(&checkout, path, "GS0103");
    }
}

/// `check` and `build` say so at its place, and nothing is published.
#[track_caller]
fn refused(checkout: &Checkout, path: &str, code: &str) {
    for words in [&["check", "--format", "short"][..], &["build", "--output", "../public"]] {
        let ran = run(&checkout.root, words);
        assert_eq!(ran.code, 1, "{path}: {}{}", ran.stdout, ran.stderr);
        let told = ran.stdout + &ran.stderr;
        assert!(told.contains(path) && told.contains(code), "{path}: {told}");
    }
    let published = published(checkout);
    assert!(published.is_empty(), "{:?}", published.keys());
}

#[test]
fn a_folder_of_the_site_may_not_be_a_link_itself() {
    for (name, to) in
        [("data", "."), ("data", "../elsewhere"), ("content", "../elsewhere"), ("gongshi.toml", "other.toml")]
    {
        let checkout = Checkout::new();
        let elsewhere = checkout.dir.path().join("elsewhere");
        fs::rename(checkout.root.join(name), &elsewhere).unwrap();
        if name == "gongshi.toml" {
            fs::rename(&elsewhere, checkout.root.join("other.toml")).unwrap();
        }
        symlink(to, checkout.root.join(name)).unwrap();
        refused(&checkout, name, "GS0103");
    }
}

#[test]
fn pipes_sockets_and_devices_are_refused_unopened() {
    for path in [
        "content/x.md",
        "themes/default/static/x.txt",
        "themes/default/templates/home.html",
        REPORT,
        "gongshi.toml",
    ] {
        for kind in ["pipe", "socket"] {
            let checkout = Checkout::new();
            let at = checkout.root.join(path);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            let _ = fs::remove_file(&at);
            if kind == "pipe" {
                assert!(Command::new("mkfifo").arg(&at).status().unwrap().success());
            } else {
                drop(UnixListener::bind(&at).unwrap());
            }
            refused(&checkout, path, "GS0101");
        }
    }
}

#[test]
fn what_is_hidden_is_not_published_and_told_among_static_files() {
    let checkout = Checkout::new();
    let statics = "themes/default/static";
    for path in [
        ".htaccess",
        ".git/config",
        ".git/HEAD",
        ".well-known/security.txt",
        "~$logo.svg",
        "a/.env",
        ".gitkeep",
    ] {
        checkout.write(&format!("{statics}/{path}"), TOKEN);
    }
    symlink("nowhere", checkout.root.join("content/.#policy.md")).unwrap();
    checkout.write("content/.draft.md", TOKEN);
    let ran = run(&checkout.root, &["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let told: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("GS0107")).collect();
    let places: Vec<&str> = told.iter().map(|line| line.split(':').next().unwrap()).collect();
    let hidden = [".git", ".htaccess", ".well-known", "a/.env", "~$logo.svg"];
    assert_eq!(places, hidden.map(|name| format!("{statics}/{name}")), "{}", ran.stdout);
    assert!(checkout.built().0.is_some(), "what is not published need not be committed");
    for (path, bytes) in published(&checkout) {
        assert!(memchr::memmem::find(&bytes, TOKEN.as_bytes()).is_none(), "{path}");
        assert!(!path.contains("/.") && !path.contains('~'), "{path}");
    }
}
