//! The recipes of `docs/ci`, as `gongshi init --ci` writes them: each script is taken out of them and run, against a bare
//! repository on this machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::forge::{Forge, TOKEN};
use crate::support::program::run;
use crate::support::repository::git;
use crate::support::site::{POLICY, Site};
use crate::support::yaml;

const REVIEW: &str = "gongshi-review.yml";
const PUBLISH: &str = "gongshi-publish.yml";
const MARKER: &str = "<!-- gongshi-diff -->\n";
/// A figure of an open month becomes another.
const ANOTHER: &str = "sed -i 's/^self_found = 3$/self_found = 4/' data/reports/2023-07/101.toml";

fn docs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci");
    let mut all = Vec::new();
    for folder in ["github", "gitlab"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            all.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    all.sort();
    assert_eq!(all.len(), 6);
    all
}

/// What GitHub puts in place of the expressions of a proposal's event.
fn event<'v>(number: &'v str, login: &'v str) -> BTreeMap<&'static str, &'v str> {
    BTreeMap::from([
        ("github.event.repository.default_branch", "main"),
        ("github.event.pull_request.number", number),
        ("github.event.pull_request.base.ref", "main"),
        ("github.event.pull_request.base.sha", "origin/main"),
        ("github.event.pull_request.user.login", login),
        ("github.token", TOKEN),
    ])
}

/// Both jobs of the review, as GitHub runs them; the exit code of the first.
fn reviewed(forge: &Forge, number: &str, login: &str) -> i32 {
    let event = event(number, login);
    let report = forge.github(REVIEW, "report", &event);
    let comment = forge.github(REVIEW, "comment", &event);
    assert_eq!(comment.code, 0, "{}{}", report.stderr, comment.stderr);
    report.code
}

#[test]
fn every_reader_of_yaml_reads_the_recipes_alike() {
    for (path, text) in docs() {
        let own = yaml::read(&text);
        let script = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), sys.stdout)";
        match Command::new("python3").args(["-c", script, &path]).output() {
            Ok(output) if output.status.success() => {
                assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), own, "{path}");
            }
            _ => eprintln!("{path}: not compared with PyYAML, which is not here"),
        }
        if path.contains("github") {
            match Command::new("actionlint").arg(&path).output() {
                Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
                Err(_) => eprintln!("{path}: not looked at by actionlint, which is not here"),
            }
        }
    }
}

/// Who proposes has no say: actions are pinned, no expression stands in a script, rights are the least.
#[test]
fn workflows_give_away_nothing() {
    for (path, text) in docs().iter().filter(|(path, _)| path.contains("github")) {
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("uses: ")) {
            let (action, version) = line.split_once(" # v").expect("the version stands beside it");
            let pin = action.split_once('@').expect("pinned").1;
            assert!(pin.len() == 40 && pin.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}: {line}");
            assert!(version.split('.').count() == 3, "{path}: {line}");
        }
        assert!(!text.contains("secrets.") && !text.contains("actions/cache"), "{path}");
        let recipe = yaml::read(text);
        for (name, job) in recipe["jobs"].as_object().unwrap() {
            for step in job["steps"].as_array().unwrap() {
                assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{path} {name}");
            }
        }
    }
    let text = docs().into_iter().find(|(path, _)| path.ends_with(REVIEW)).unwrap().1;
    let recipe = yaml::read(&text);
    assert_eq!(recipe["permissions"], serde_json::json!({}));
    assert_eq!(recipe["jobs"]["report"]["permissions"], serde_json::json!({ "contents": "read" }));
    assert_eq!(recipe["jobs"]["comment"]["permissions"], serde_json::json!({ "pull-requests": "write" }));
}

#[test]
fn a_recipe_that_is_not_filled_in_or_another_program_is_refused() {
    let forge = Forge::with("github");
    let at = forge.checkout("install", "main");
    let install = |variables: &[(&str, &str)]| forge.sh(&at, "sh ci/gongshi.sh install", variables);
    assert_eq!(install(&[]).code, 0);
    for name in ["GONGSHI_VERSION", "GONGSHI_URL", "GONGSHI_SHA256"] {
        let ran = install(&[(name, "FILL-IN")]);
        assert!(ran.code == 2 && ran.stderr.contains(name), "{name}: {}", ran.stderr);
    }
    for (name, value, told) in [
        ("GONGSHI_SHA256", "00", "SHA-256"),
        ("GONGSHI_VERSION", "9.9.9", "the version is"),
        ("GONGSHI_URL", "http://127.0.0.1:1/x", "cannot fetch"),
    ] {
        let ran = install(&[(name, value)]);
        let is_told = ran.stderr.contains(told);
        assert!(ran.code == 2 && is_told && !at.join("gongshi-work/bin/gongshi").exists(), "{}", ran.stderr);
    }
    assert_eq!(install(&[]).code, 0);
    let ran = forge.sh(&at, "sh ci/gongshi.sh publish out", &[("GONGSHI_PUBLISHED", "FILL-IN")]);
    assert!(ran.code == 2 && ran.stderr.contains("GONGSHI_PUBLISHED"), "{}", ran.stderr);
}

#[test]
fn one_comment_is_kept_up_to_date_and_what_got_worse_is_a_new_one() {
    let forge = Forge::with("github");
    for at in 0..100 {
        forge.comment("somebody", &format!("talk {at}"));
    }
    let forged = format!("### fine\n\n<!-- gongshi-class 0 errors -->\n{MARKER}");
    forge.comment("mallory", &forged);
    forge.propose(7, "true");
    assert_eq!(reviewed(&forge, "7", "somebody"), 0);
    let first = forge.comments().split_off(101);
    assert!(first.len() == 1 && first[0].starts_with("### ⚪ 无公开变化"), "{first:?}");
    assert!(first[0].ends_with(MARKER), "{first:?}");
    reviewed(&forge, "7", "somebody");
    assert_eq!(forge.comments().len(), 102, "the same comment");
    forge.propose(7, ANOTHER);
    reviewed(&forge, "7", "somebody");
    let second = forge.comments().split_off(101);
    assert!(second.len() == 2 && second[1].starts_with("### 🟠"), "worse is told anew: {second:?}");
    forge.propose(7, "true");
    reviewed(&forge, "7", "somebody");
    let third = forge.comments().split_off(101);
    assert!(third.len() == 2 && third[1].starts_with("### ⚪"), "better in place: {third:?}");
    forge.propose(7, "sed -i 's/^penalties = 0$/penalties = -1/' data/reports/2023-07/101.toml");
    assert_eq!(reviewed(&forge, "7", "somebody"), 1, "what cannot be published fails");
    let last = forge.comments().split_off(101);
    assert!(last.len() == 3 && last[2].contains("GS0404"), "{last:?}");
    assert_eq!(forge.comments()[100], forged, "somebody else's stays");
}

/// The workflow and its script come from the default branch, whatever the proposal makes of them.
#[test]
fn a_proposal_that_edits_the_recipes_does_not_matter() {
    for host in ["github", "gitlab"] {
        let forge = Forge::with(host);
        let trace = forge.path().join("trace");
        let change = format!(
            "for f in $(git ls-files ci .github .gitlab-ci.yml); do echo 'touch {0}; exit 0' > $f; done; mkdir -p .githooks gongshi-work/bin; \
             echo 'touch {0}' > gongshi-work/bin/gongshi; chmod +x gongshi-work/bin/gongshi; git add -f gongshi-work; \
             ln -s /etc/passwd data/reports/x.toml; echo '* filter=x diff=x merge=x' > .gitattributes; git config user.x y",
            trace.display()
        );
        forge.propose(3, &change);
        if host == "github" {
            assert_eq!(reviewed(&forge, "3", "mallory"), 1);
        } else {
            forge.kept.lock().unwrap().proposals = vec![proposal(3, "mallory")];
            let ran = forge.gitlab("review", "main", &[("GONGSHI_TOKEN", TOKEN)]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        let told = forge.comments();
        assert!(told.len() == 1 && told[0].starts_with("### 🔴"), "{told:?}");
        assert!(told[0].contains("ci/gongshi.sh"), "{told:?}");
        assert!(!trace.exists(), "{host}: nothing of the proposal ran");
    }
}

fn proposal(number: u32, who: &str) -> Value {
    serde_json::json!({ "iid": number, "author": { "username": who } })
}

#[test]
fn who_reports_for_a_county_is_held_to_its_files() {
    let forge = Forge::with("github");
    forge.push("printf 'area,handle\\r\\nstatistics,@Tongji\\r\\n101,@fushan\\r\\n102,@other\\r\\n' > data/owners.csv");
    forge.propose(1, ANOTHER);
    let code = |login: &str| reviewed(&forge, "1", login);
    assert_eq!((code("tongji"), code("nobody"), code("FuShan")), (0, 0, 0));
    assert_eq!(code("other"), 1);
    assert!(
        forge.comments().last().unwrap().contains("除了 102 的数据，还动了 1 个文件"),
        "{:?}",
        forge.comments()
    );
    // The table of the default branch counts, not the proposal's.
    forge.propose(1, &format!("{ANOTHER}; echo 'statistics,@other' >> data/owners.csv"));
    assert_eq!(code("other"), 1);
}

#[test]
fn what_cannot_be_merged_is_compared_from_where_it_left_and_says_so() {
    let forge = Forge::with("github");
    forge.propose(1, ANOTHER);
    forge.push("sed -i 's/^self_found = 3$/self_found = 5/' data/reports/2023-07/101.toml");
    reviewed(&forge, "1", "somebody");
    let told = forge.comments().remove(0);
    let (first, rest) = told.split_once('\n').unwrap();
    assert!(first.starts_with("### 🟠") && first.contains("有冲突") && !rest.contains("有冲突"), "{told}");
    // The host's merge is of an older state of the branch; with the present one there is nothing left to change.
    let forge = Forge::with("github");
    forge.propose(1, ANOTHER);
    forge.push(ANOTHER);
    reviewed(&forge, "1", "somebody");
    assert!(forge.comments()[0].starts_with("### ⚪ 无公开变化\n"), "{:?}", forge.comments());
}

#[test]
fn a_preview_is_an_artifact_and_errors_keep_it_from_being_made() {
    let forge = Forge::with("github");
    let preview = |number: &str| {
        let checkout = format!("refs/pull/{number}/merge");
        let mut event = event(number, "somebody");
        event.insert("checkout", &checkout);
        forge.github("gongshi-preview.yml", "preview", &event)
    };
    forge.propose(1, ANOTHER);
    let ran = preview("1");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(forge.path().join("artifacts/gongshi-preview/index.html").exists());
    forge.propose(2, "sed -i 's/^penalties = 0$/penalties = -1/' data/reports/2023-07/101.toml");
    let ran = preview("2");
    assert!(
        ran.code == 1 && ran.stdout.contains("::error file=data/reports/2023-07/101.toml"),
        "{}",
        ran.stdout
    );
}

/// Publishes as each host does; `first` where nothing is published yet.
fn publish(forge: &Forge, host: &str, first: bool) -> (i32, String) {
    if first {
        forge.push("sed -i 's/PUBLISHED:=.*}\"/PUBLISHED:=none}\"/' ci/gongshi.sh");
    }
    let ran = if host == "gitlab" {
        forge.gitlab("pages", "main", &[])
    } else {
        let event = BTreeMap::from([("checkout", "main")]);
        let built = forge.github(PUBLISH, "build", &event);
        if built.code == 0 { forge.github(PUBLISH, "deploy", &event) } else { built }
    };
    if first {
        let www = format!("file://{}/", forge.www().display());
        forge.push(&format!("sed -i 's|PUBLISHED:=.*}}\"|PUBLISHED:={www}}}\"|' ci/gongshi.sh"));
    }
    (ran.code, ran.stderr)
}

fn withdraw(forge: &Forge, host: &str, branch: &str) -> (i32, String) {
    if host == "gitlab" {
        let with = [("GONGSHI_TASK", "withdraw"), ("GONGSHI_BRANCH", branch), ("GONGSHI_TOKEN", TOKEN)];
        let ran = forge.gitlab("pages", "main", &with);
        if ran.code == 0 {
            assert_eq!(forge.gitlab("propose", "main", &with).code, 0);
        }
        return (ran.code, ran.stderr);
    }
    let event = BTreeMap::from([
        ("github.event.repository.default_branch", "main"),
        ("inputs.branch", branch),
        ("github.token", TOKEN),
    ]);
    let workflow = "gongshi-withdraw.yml";
    let built = forge.github(workflow, "build", &event);
    if built.code == 0 {
        assert_eq!(forge.github(workflow, "deploy", &event).code, 0);
        let proposed = forge.github(workflow, "propose", &event);
        assert_eq!(proposed.code, 0, "{}", proposed.stderr);
    }
    (built.code, built.stderr)
}

/// A neighbour's unfinished work stands on the default branch; the withdrawal is out all the same, and nothing brings the
/// withdrawn thing back before it is merged.
#[test]
fn a_withdrawal_is_published_ahead_of_all_else() {
    for host in ["github", "gitlab"] {
        let forge = Forge::with(host);
        let site = crate::support::cases::exposed();
        let clerk = forge.clerk();
        site.write_to(&clerk);
        forge.push("true");
        let (code, told) = publish(&forge, host, true);
        assert_eq!(code, 0, "{host}: {told}");
        let page = forge.www().join("cases/x-1/index.html");
        let shows = || fs::read_to_string(&page).unwrap().contains("甲矿业");
        assert!(shows());
        forge.push("sed -i 's/^penalties = .*/penalties = -1/' data/reports/2023-07/101.toml");
        assert_eq!(publish(&forge, host, false).0, 1, "what is unfinished is not published");
        // The clerk's branch, from what is published.
        let from = forge.sh(&clerk, "sh ci/gongshi.sh published", &[]).stdout;
        git(&clerk, &format!("checkout -q -b withdraw/x {}", from.trim()), 5);
        crate::exposure::then(site.clone(), crate::exposure::WITHDRAWN, "withdrawn").write_to(&clerk);
        git(&clerk, "add -A && git commit -q -m withdraw && git push -q origin HEAD:withdraw/x HEAD:more", 5);
        fs::write(clerk.join(POLICY), site.text(POLICY) + "\n再改一处。\n").unwrap();
        git(&clerk, "commit -q -a -m more && git push -q -f origin HEAD:more", 5);
        let (code, told) = withdraw(&forge, host, "more");
        assert!(code == 1 && told.contains("more than a withdrawal"), "{host}: {told}");
        let (code, told) = withdraw(&forge, host, "main");
        assert_ne!(code, 0, "{host}: {told}");
        let (code, told) = withdraw(&forge, host, "withdraw/x");
        assert!(code == 0 && !shows(), "{host}: {told}");
        let calls = forge.kept.lock().unwrap().calls.join("\n");
        assert!(calls.contains("withdraw") && calls.contains("main"), "{calls}");
        // The branch is sound again, but without the withdrawal.
        forge.push("git revert --no-commit HEAD");
        let (code, told) = publish(&forge, host, false);
        assert!(code == 1 && told.contains("not merged yet") && !shows(), "{host}: {told}");
        forge.push("git -c user.name=m -c user.email=m@x merge -q --no-ff -m merge withdraw/x");
        let (code, told) = publish(&forge, host, false);
        assert!(code == 0 && !shows(), "{host}: {told}");
    }
}

/// Where the program has no `close` of its own yet, a stand-in writes an edition: the recipe is what is looked at.
#[test]
fn a_closed_month_is_proposed() {
    for host in ["github", "gitlab"] {
        let forge = Forge::with(host);
        let has_close = run(forge.path(), &["close", "--help"]).code == 0;
        if !has_close {
            let stand_in = format!(
                "#!/bin/sh\nif [ \"$1\" = close ]; then mkdir -p data/editions; echo \"$*\" > data/editions/2023-06.csv; exit 0; fi\nexec '{}' \"$@\"\n",
                env!("CARGO_BIN_EXE_gongshi")
            );
            fs::write(forge.path().join("program"), stand_in).unwrap();
            forge.push(
                "sed -i \"s/SHA256:=.*}/SHA256:=$(sha256sum ../program | cut -d' ' -f1)}/\" ci/gongshi.sh",
            );
        }
        let close = || {
            if host == "gitlab" {
                let with = [
                    ("GONGSHI_PERIOD", "2023-06"),
                    ("GONGSHI_APPROVED_BY", "分管副局长"),
                    ("GONGSHI_TOKEN", TOKEN),
                ];
                return forge.gitlab("close", "main", &with);
            }
            let event = BTreeMap::from([
                ("github.event.repository.default_branch", "main"),
                ("inputs.period", "2023-06"),
                ("inputs.approved_by", "分管副局长"),
                ("github.token", TOKEN),
            ]);
            forge.github("gongshi-close.yml", "close", &event)
        };
        let ran = close();
        assert_eq!(ran.code, 0, "{host}: {}", ran.stderr);
        let clerk = forge.clerk();
        let told = forge
            .sh(&clerk, "git fetch -q; git diff --name-only origin/main origin/close/2023-06", &[])
            .stdout;
        assert!(
            told.lines().count() > 0 && told.lines().all(|path| path.starts_with("data/editions/")),
            "{told}"
        );
        let calls = forge.kept.lock().unwrap().calls.clone();
        assert!(calls.len() == 1 && calls[0].contains("2023-06") && calls[0].contains("main"), "{calls:?}");
        forge.push("git merge -q --ff-only origin/close/2023-06");
        let again = close();
        assert_eq!(again.code, 0, "{host}: {}", again.stderr);
        assert_eq!(forge.kept.lock().unwrap().calls.len(), 1, "closed already: nothing to propose");
    }
}

#[test]
fn gitlab_comments_on_every_open_proposal() {
    let forge = Forge::with("gitlab");
    forge.propose(1, ANOTHER);
    forge.propose(2, "sed -i 's/^penalties = 0$/penalties = -1/' data/reports/2023-07/101.toml");
    let review = |number: u32| {
        forge.kept.lock().unwrap().proposals = vec![proposal(number, "somebody")];
        let ran = forge.gitlab("review", "main", &[("GONGSHI_TOKEN", TOKEN)]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        forge.comments()
    };
    assert_eq!(review(1).len(), 1);
    let told = review(1);
    assert!(told.len() == 1 && told[0].starts_with("### 🟠"), "{told:?}");
    let told = review(2);
    assert!(told.len() == 2 && told[1].starts_with("### 🔴"), "{told:?}");
    assert_ne!(forge.gitlab("review", "main", &[("GONGSHI_TOKEN", "stolen")]).code, 0);
    let ran =
        forge.gitlab("preview", "refs/pull/1/merge", &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// What a reviewer does by hand where a host runs nothing: one command, and a text to paste.
#[test]
fn without_a_host_the_script_is_enough() {
    let forge = Forge::with("gitee");
    forge.propose(5, ANOTHER);
    let at = forge.checkout("reviewer", "main");
    let script = format!(
        "sh ci/gongshi.sh install; sh ci/gongshi.sh review {} refs/heads/main refs/pull/5/head refs/pull/5/MERGE",
        forge.url()
    );
    let ran = forge.sh(&at, &script, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = fs::read_to_string(at.join("gongshi-work/review/comment.md")).unwrap();
    assert!(told.starts_with("### 🟠") && told.ends_with(MARKER), "{told}");
    assert!(at.join("gongshi-work/review/review.html").exists());
    assert_eq!(forge.sh(&at, "git status --porcelain", &[]).stdout, "", "it leaves the checkout clean");
    // A machine of the office serves what it publishes, and needs no address to know what that is.
    let ran = forge.sh(&at, "sh ci/gongshi.sh publish ../../www", &[("GONGSHI_PUBLISHED", "none")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = forge.sh(&at, "sh ci/gongshi.sh publish ../../www", &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn init_writes_recipes_at_the_top_of_the_repository_and_never_over_anything() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("sites/north");
    fs::create_dir_all(&site).unwrap();
    Site::small().write_to(&site);
    git(dir.path(), "init -q", 1);
    let ran = run(dir.path(), &["init", "sites/north", "--ci", "github", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches(": written").count(), 6, "{}", ran.stderr);
    let script = dir.path().join("ci/gongshi.sh");
    let text = fs::read_to_string(&script).unwrap();
    assert!(text.contains("\n: \"${GONGSHI_ROOT:=sites/north}\"\n"), "{text}");
    fs::write(&script, "mine").unwrap();
    let ran = run(dir.path(), &["init", "sites/north", "--ci", "gitlab"]);
    assert!(ran.code == 0 && ran.stderr.contains("ci/gongshi.sh：已经有了，没有改动"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&script).unwrap(), "mine");
    assert!(dir.path().join(".gitlab-ci.yml").exists());
    let ran = run(dir.path(), &["init", "new", "--sample", "--ci", "cnb"]);
    assert!(ran.code == 0 && dir.path().join("new/gongshi.toml").exists(), "{}", ran.stderr);
    assert_eq!(
        run(dir.path(), &["init", "new", "--sample", "--ci", "cnb"]).code,
        2,
        "a sample goes where nothing is"
    );
}

#[test]
fn a_new_site_tells_git_to_leave_frozen_figures_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(".gitattributes"), "* text=auto").unwrap();
    assert_eq!(run(dir.path(), &["init", "."]).code, 0);
    let text = fs::read_to_string(dir.path().join(".gitattributes")).unwrap();
    assert_eq!(text, "* text=auto\ndata/editions/*.csv -text\n");
}
