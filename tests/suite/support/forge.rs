//! A host of repositories on this machine: a bare repository, jobs that run a recipe's own scripts with the host's
//! variables, and its interface for comments and proposals on loopback. Nothing leaves the machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::program::{Ran, end, run};
use super::repository::git;
use super::site::Site;

/// What the host keeps beside the repository.
#[derive(Debug, Default)]
pub struct Kept {
    /// Of any proposal, the oldest first: `id`, `body`, and who wrote it, as both hosts say it.
    pub comments: Vec<Value>,
    /// Proposals that were opened through the interface, and those that are open.
    pub proposals: Vec<Value>,
    /// Every call that changed something.
    pub calls: Vec<String>,
}

/// The host.
pub struct Forge {
    dir: tempfile::TempDir,
    pub kept: Arc<Mutex<Kept>>,
    port: u16,
}

/// The token that the interface takes.
pub const TOKEN: &str = "t0ken";

impl Forge {
    /// With the small site on `main`, the recipe of a host in it, and a program to fetch.
    pub fn with(host: &str) -> Self {
        for needed in ["curl", "jq", "git"] {
            let found = Command::new(needed).arg("--version").output().is_ok();
            assert!(found, "{needed} is needed: the recipes use it");
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let forge = Self {
            dir: tempfile::tempdir().unwrap(),
            kept: Arc::default(),
            port: listener.local_addr().unwrap().port(),
        };
        let kept = Arc::clone(&forge.kept);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &kept);
            }
        });
        let clerk = forge.clerk();
        fs::create_dir_all(&clerk).unwrap();
        Site::small().write_to(&clerk);
        git(&clerk, "init -q -b main", 1);
        assert_eq!(run(&clerk, &["init", ".", "--ci", host]).code, 0);
        forge.fill_in();
        git(&clerk, "add -A && git commit -q -m base", 1);
        git(forge.path(), "clone -q --bare clerk owner/repo.git", 1);
        git(&clerk, &format!("remote add origin {}", forge.url()), 1);
        git(&clerk, "fetch -q", 1);
        forge
    }

    /// The program as it is fetched, and the lines of the script that name it.
    fn fill_in(&self) {
        let program = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_gongshi"));
        fs::write(self.path().join("program"), program).unwrap();
        let digest = self.sh(self.path(), "sha256sum program | cut -d' ' -f1", &[]).stdout;
        let at = self.clerk().join("ci/gongshi.sh");
        let mut text = fs::read_to_string(&at).unwrap();
        for (name, value) in [
            ("VERSION", env!("CARGO_PKG_VERSION").to_owned()),
            ("URL", format!("file://{}/program", self.path().display())),
            ("SHA256", digest.trim().to_owned()),
            ("PUBLISHED", format!("file://{}/", self.www().display())),
        ] {
            let line = format!("GONGSHI_{name}:=FILL-IN");
            assert_eq!(text.matches(&line).count(), 1, "{line}");
            text = text.replace(&line, &format!("GONGSHI_{name}:={value}"));
        }
        fs::write(at, text).unwrap();
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// A clerk's own checkout.
    pub fn clerk(&self) -> PathBuf {
        self.path().join("clerk")
    }

    /// What the public is served.
    pub fn www(&self) -> PathBuf {
        self.path().join("www")
    }

    pub fn url(&self) -> String {
        format!("file://{}/owner/repo.git", self.path().display())
    }

    pub fn api(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A proposal: a branch from `main` with these changes, under the refs that hosts give it, and its merge.
    pub fn propose(&self, number: u32, change: &str) {
        let clerk = self.clerk();
        git(&clerk, &format!("checkout -q -B p{number} origin/main"), 2);
        self.sh(&clerk, change, &[]);
        git(&clerk, "add -A && git commit -q --allow-empty -m proposal", 2);
        for head in [format!("refs/pull/{number}/head"), format!("refs/merge-requests/{number}/head")] {
            git(&clerk, &format!("push -q -f origin HEAD:{head}"), 2);
        }
        let merge = format!(
            "git checkout -q --detach origin/main && git -c user.name=m -c user.email=m@x merge -q --no-ff -m merge p{number}"
        );
        let merge = self.sh(&clerk, &merge, &[]);
        if merge.code == 0 {
            git(
                &clerk,
                &format!("push -q -f origin HEAD:refs/pull/{number}/merge HEAD:refs/pull/{number}/MERGE"),
                2,
            );
        } else {
            git(&clerk, "merge --abort", 2);
        }
    }

    /// Changes `main` itself.
    pub fn push(&self, change: &str) {
        let clerk = self.clerk();
        git(&clerk, "fetch -q && git checkout -q -B main origin/main", 3);
        let ran = self.sh(&clerk, change, &[]);
        assert_eq!(ran.code, 0, "{change}: {}", ran.stderr);
        git(&clerk, "add -A && git commit -q -m change; git push -q origin HEAD:main && git fetch -q", 3);
    }

    /// A script in a directory with nothing of this machine's but its programs.
    pub fn sh(&self, at: &Path, script: &str, variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new("bash");
        command.args(["-e", "-c", script]).current_dir(at).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.path());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_COMMITTER_DATE", "2023-07-26T12:00:00Z");
        // The day of the small site.
        command.env("SOURCE_DATE_EPOCH", "1690351200").envs(variables.iter().copied());
        end(command)
    }

    /// A checkout of a commit for a job, as hosts make it.
    pub fn checkout(&self, job: &str, commit: &str) -> PathBuf {
        let at = self.path().join("jobs").join(job);
        let _ = fs::remove_dir_all(&at);
        fs::create_dir_all(&at).unwrap();
        git(
            &at,
            &format!(
                "clone -q {} . && git fetch -q origin '{commit}' && git checkout -q FETCH_HEAD",
                self.url()
            ),
            4,
        );
        at
    }

    /// Runs a job of a GitHub workflow, step by step, to its end or to the first step that fails; `event` is what the host
    /// puts in place of expressions. Steps that keep or tell a failure run after one, too.
    pub fn github(&self, workflow: &str, job: &str, event: &BTreeMap<&str, &str>) -> Ran {
        let text =
            self.sh(&self.clerk(), &format!("git show origin/main:.github/workflows/{workflow}"), &[]).stdout;
        let recipe = super::yaml::read(&text);
        let at = self.path().join("jobs").join(job);
        let _ = fs::remove_dir_all(&at);
        fs::create_dir_all(&at).unwrap();
        let mut told = Ran { code: 0, stdout: String::new(), stderr: String::new() };
        let mut outputs = BTreeMap::new();
        for step in recipe["jobs"][job]["steps"].as_array().unwrap_or_else(|| panic!("no job {job}")) {
            let condition = step["if"].as_str().unwrap_or_default();
            if (told.code != 0 && !condition.contains("!cancelled()"))
                || (condition.contains("steps.close.outputs.branch")
                    && outputs.get("branch") == Some(&String::new()))
            {
                continue;
            }
            let fill = |text: &str| filled(text, event, &outputs);
            if let Some(action) = step["uses"].as_str() {
                self.action(action, &step["with"], &at, &fill);
                continue;
            }
            let github_output = self.path().join("output");
            fs::write(&github_output, "").unwrap();
            let api = self.api();
            let server = format!("file://{}", self.path().display());
            let mut variables = vec![
                ("GITHUB_API_URL", api),
                ("GITHUB_SERVER_URL", server),
                ("GITHUB_REPOSITORY", "owner/repo".into()),
                ("GITHUB_REPOSITORY_OWNER", "owner".into()),
                ("GITHUB_OUTPUT", github_output.display().to_string()),
            ];
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                variables.push((name.as_str(), fill(value.as_str().expect("a text"))));
            }
            let variables: Vec<(&str, &str)> =
                variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let ran = self.sh(&at, step["run"].as_str().expect("a step runs or uses"), &variables);
            told.code = if told.code == 0 { ran.code } else { told.code };
            told.stdout += &ran.stdout;
            told.stderr += &ran.stderr;
            let written = fs::read_to_string(&github_output).unwrap();
            outputs.extend(
                written
                    .lines()
                    .filter_map(|line| line.split_once('='))
                    .map(|(a, b)| (a.to_owned(), b.to_owned())),
            );
        }
        told
    }

    /// What the actions that recipes use do.
    fn action(&self, action: &str, with: &Value, at: &Path, fill: &dyn Fn(&str) -> String) {
        let artifacts = self.path().join("artifacts");
        let word = |name: &str| with[name].as_str().map(fill);
        let copy = |from: &Path, to: &Path| {
            assert!(from.is_dir(), "{}: nothing to keep", from.display());
            let _ = fs::remove_dir_all(to);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            let ran = self.sh(self.path(), &format!("cp -r '{}' '{}'", from.display(), to.display()), &[]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        };
        match action.split('@').next().unwrap_or_default() {
            "actions/checkout" => {
                let commit = word("ref").unwrap_or_else(|| fill("${{ checkout }}"));
                let fresh = self.checkout("fresh", &commit);
                fs::remove_dir(at).unwrap();
                fs::rename(fresh, at).unwrap();
            }
            "actions/upload-artifact" => {
                copy(&at.join(word("path").unwrap()), &artifacts.join(word("name").unwrap()));
            }
            "actions/download-artifact" => {
                copy(&artifacts.join(word("name").unwrap()), &at.join(word("path").unwrap()));
            }
            "actions/upload-pages-artifact" => {
                copy(&at.join(word("path").unwrap()), &artifacts.join("github-pages"));
            }
            "actions/deploy-pages" => copy(&artifacts.join("github-pages"), &self.www()),
            other => panic!("{other}: no recipe uses it"),
        }
    }

    /// Runs a job of GitLab in a checkout of a commit; `with` are the variables of its pipeline.
    pub fn gitlab(&self, job: &str, commit: &str, with: &[(&str, &str)]) -> Ran {
        let at = self.checkout(job, commit);
        let recipe = super::yaml::read(&fs::read_to_string(at.join(".gitlab-ci.yml")).unwrap());
        let lines = |of: &Value| -> Vec<String> {
            of.as_array()
                .into_iter()
                .flatten()
                .map(|line| line.as_str().expect("a script").to_owned())
                .collect()
        };
        let script = [lines(&recipe["default"]["before_script"]), lines(&recipe[job]["script"])].concat();
        let (api, url) = (self.api(), self.url());
        let project = url.trim_end_matches(".git").to_owned();
        let mut variables = vec![
            ("CI_API_V4_URL", api.as_str()),
            ("CI_PROJECT_ID", "1"),
            ("CI_DEFAULT_BRANCH", "main"),
            ("CI_REPOSITORY_URL", url.as_str()),
            ("CI_PROJECT_URL", project.as_str()),
        ];
        variables.extend(with);
        let ran = self.sh(&at, &(String::from("set -eo pipefail\n") + &script.join("\n")), &variables);
        for path in lines(&recipe[job]["artifacts"]["paths"]).iter().filter(|_| ran.code == 0) {
            assert!(at.join(path).exists(), "{job} keeps {path}: {}", ran.stderr);
        }
        if job == "pages" && ran.code == 0 {
            let _ = fs::remove_dir_all(self.www());
            fs::rename(at.join("public"), self.www()).unwrap();
        }
        ran
    }

    /// What stands in the comments, the oldest first.
    pub fn comments(&self) -> Vec<String> {
        let kept = self.kept.lock().unwrap();
        kept.comments.iter().map(|comment| comment["body"].as_str().unwrap().to_owned()).collect()
    }

    pub fn comment(&self, who: &str, body: &str) {
        self.kept.lock().unwrap().add(who, body);
    }
}

impl Kept {
    fn add(&mut self, who: &str, body: &str) -> Value {
        let id = self.comments.len() + 1;
        let comment =
            json!({ "id": id, "body": body, "user": { "login": who }, "author": { "username": who } });
        self.comments.push(comment.clone());
        comment
    }

    fn answer(&mut self, method: &str, target: &str, body: &str) -> Value {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if method != "GET" {
            self.calls.push(format!("{method} {path} {body}"));
        }
        let text = || serde_json::from_str::<Value>(body).unwrap()["body"].as_str().unwrap().to_owned();
        let page = query
            .split('&')
            .find_map(|word| word.strip_prefix("page="))
            .map_or(1, |page| page.parse().unwrap());
        let of_page =
            |all: &[Value]| Value::Array(all.iter().skip((page - 1) * 100).take(100).cloned().collect());
        let last = path.rsplit('/').next().unwrap_or_default();
        match (method, last) {
            ("GET", "user") => json!({ "username": "bot" }),
            ("GET", "comments" | "notes") => of_page(&self.comments),
            ("GET", "pulls" | "merge_requests") => of_page(&self.proposals),
            ("POST", "comments") => self.add("github-actions[bot]", &text()),
            ("POST", "notes") => self.add("bot", &text()),
            ("PATCH" | "PUT", id) => {
                let at = id.parse::<usize>().unwrap() - 1;
                self.comments[at]["body"] = text().into();
                self.comments[at].clone()
            }
            ("POST", "pulls" | "merge_requests") => json!({}),
            _ => panic!("{method} {target}"),
        }
    }
}

/// A text with what the host puts in place of its expressions.
fn filled(text: &str, event: &BTreeMap<&str, &str>, outputs: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{ ") {
        let (name, after) = after.split_once(" }}").expect("an expression ends");
        let value = match name.strip_prefix("steps.close.outputs.") {
            Some(name) => outputs.get(name).map(String::as_str),
            None => event.get(name).copied(),
        };
        out = out + before + value.unwrap_or_else(|| panic!("the host was not told of {name}"));
        rest = after;
    }
    out + rest
}

fn answer(mut stream: TcpStream, kept: &Mutex<Kept>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let (mut length, mut is_known) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" | "private-token" => is_known = value.ends_with(TOKEN),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (status, text) = if is_known {
        ("200 OK", kept.lock().unwrap().answer(method, target, &String::from_utf8(body).unwrap()).to_string())
    } else {
        ("401 Unauthorized", "{}".to_owned())
    };
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    );
}
