//! The one place where git is run.
//!
//! In: words for git. Out: what it answers, or why it is silent. Whatever a checkout or the environment says, it runs no program but
//! itself, reaches no network, asks nobody, writes nothing, and is ended when it takes too long or says too much.

use std::env;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::limits;

/// Said on the command line, which goes before what any file says. Nothing we ask comes near most of these; they stand
/// here so that nothing asked later does.
const SETTINGS: [&str; 14] = [
    // A folder that looks like a repository is none.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=false",
    "core.attributesFile=/dev/null",
    "core.sshCommand=false",
    "core.askPass=false",
    "credential.helper=",
    "protocol.allow=never",
    "log.showSignature=false",
    "submodule.recurse=false",
    "maintenance.auto=false",
    "gc.auto=0",
];

/// What git is told by its environment, of which nothing else is left.
const ENVIRONMENT: [(&str, &str); 9] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    // Objects that are not here are not fetched from wherever the settings say, by whatever program they say.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", "false"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("LC_ALL", "C"),
];

/// How often the end of a child is looked for.
const TICK: Duration = Duration::from_millis(1);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// There is no git here.
    Absent,
    /// It says no, with this code: no repository, another owner's, a damaged one.
    Refused(Option<i32>),
    /// It took longer than [`limits::GIT_SECONDS`].
    Late,
    /// It said more than [`limits::GIT_BYTES`].
    Endless,
}

/// Git, in one folder.
#[derive(Debug)]
pub struct Git {
    program: PathBuf,
    top: PathBuf,
    /// Whether `top` is the repository itself, which somebody named, and not a folder that holds one.
    is_repository: bool,
    time: Duration,
    bytes: u64,
}

impl Git {
    /// In the folder that holds `.git`.
    pub fn at(top: PathBuf) -> Self {
        let time = Duration::from_secs(limits::GIT_SECONDS);
        Self { program: "git".into(), top, is_repository: false, time, bytes: limits::GIT_BYTES }
    }

    /// Of a repository that was named, with or without a work tree: what is below `.git`, or a bare one.
    pub fn of(repository: PathBuf) -> Self {
        Self { is_repository: true, ..Self::at(repository) }
    }

    /// What it answers to these words.
    pub fn ask(&self, words: &[&str]) -> Result<Vec<u8>, Silence> {
        self.tell(words, None)
    }

    /// What it answers to these words and to what it then reads: the contents of many objects, for which it may take as long
    /// as for as many questions and say as much as a site may hold.
    pub fn ask_of_many(&self, words: &[&str], input: Vec<u8>) -> Result<Vec<u8>, Silence> {
        let time = self.time * limits::GIT_BATCH_TIMES;
        let bytes = limits::SITE_BYTES + limits::GIT_BYTES;
        let patient = Self { program: self.program.clone(), top: self.top.clone(), time, bytes, ..*self };
        patient.tell(words, Some(input))
    }

    fn tell(&self, words: &[&str], input: Option<Vec<u8>>) -> Result<Vec<u8>, Silence> {
        let until = Instant::now() + self.time;
        let mut command = self.command(words);
        if input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn().map_err(|_| Silence::Absent)?;
        if let Some((mut stdin, input)) = child.stdin.take().zip(input) {
            // On a thread of its own: it answers before it has read all. Where it stops reading, its answer says why.
            thread::spawn(move || stdin.write_all(&input));
        }
        let answer = child.stdout.take().map(|stdout| heard(stdout, self.bytes + 1));
        let answer = answer.ok_or(Silence::Refused(None)).and_then(|answer| {
            match answer.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Ok(bytes)) if bytes.len() as u64 <= self.bytes => Ok(bytes),
                Ok(Ok(_)) => Err(Silence::Endless),
                Ok(Err(_)) => Err(Silence::Refused(None)),
                Err(_) => Err(Silence::Late),
            }
        });
        let ended = answer.and_then(|bytes| Ok((ended(&mut child, until)?, bytes)));
        match ended {
            Ok((status, bytes)) if status.success() => Ok(bytes),
            Ok((status, _)) => Err(Silence::Refused(status.code())),
            Err(silence) => {
                end(&mut child);
                Err(silence)
            }
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        // `GIT_DIR`, `GIT_CONFIG_COUNT`, `GIT_EXTERNAL_DIFF` and whatever comes to be called so.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        command.envs(ENVIRONMENT);
        if let Some(above) = self.top.parent() {
            command.env("GIT_CEILING_DIRECTORIES", above);
        }
        // A `git` in the folder we stand in came with the checkout.
        let path = env::var_os("PATH").unwrap_or_default();
        if let Ok(path) = env::join_paths(env::split_paths(&path).filter(|folder| folder.is_absolute())) {
            command.env("PATH", path);
        }
        command.current_dir(&self.top).args(["--no-pager", "--no-optional-locks"]);
        if self.is_repository {
            command.args(["--git-dir", "."]);
        }
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        apart(&mut command);
        command
    }
}

/// Listens on a thread of its own: one that waits for a pipe cannot look at the time.
fn heard(stdout: ChildStdout, most: u64) -> Receiver<io::Result<Vec<u8>>> {
    let (tell, answer) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(most).read_to_end(&mut bytes);
        // Nobody waits for it any more where it came too late.
        let _ = tell.send(read.map(|_| bytes));
    });
    answer
}

/// How it ended; it has closed its output and may yet stay.
fn ended(child: &mut Child, until: Instant) -> Result<ExitStatus, Silence> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if Instant::now() < until => thread::sleep(TICK),
            Ok(None) => return Err(Silence::Late),
            Err(_) => return Err(Silence::Refused(None)),
        }
    }
}

/// In a group of its own, so that it can be ended with all that it began.
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

/// Ends it. It has not been waited for, so that its number is nobody else's.
fn end(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    /// What a script in git's place comes to, and how long it took.
    fn ask(script: &str) -> (Result<Vec<u8>, Silence>, Duration) {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("git");
        // A program that this process holds open for writing, in whichever thread, cannot be run.
        let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod 755 \"$0\"";
        assert!(Command::new("sh").args(["-c", write]).arg(&program).arg(script).status().unwrap().success());
        let time = Duration::from_millis(400);
        let git = Git { program, top: dir.path().into(), is_repository: false, time, bytes: 1000 };
        let since = Instant::now();
        (git.ask(&["rev-parse"]), since.elapsed())
    }

    #[test]
    fn one_that_sleeps_is_ended_with_its_children() {
        let dir = tempfile::tempdir().unwrap();
        let trace = dir.path().join("trace");
        for script in [
            "sleep 600".to_owned(),
            "exec 1>&-; sleep 600".to_owned(),
            "sleep 600 & exit 0".to_owned(),
            format!("(sleep 1; touch {}) & sleep 600", trace.display()),
        ] {
            let (answer, took) = ask(&script);
            assert_eq!(answer, Err(Silence::Late), "{script}");
            assert!(took < Duration::from_mins(1), "{script}: {took:?}");
        }
        thread::sleep(Duration::from_millis(1500));
        assert!(!trace.exists(), "what it began went on without it");
    }

    #[test]
    fn one_that_never_stops_talking_is_ended() {
        assert_eq!(ask("yes").0, Err(Silence::Endless));
        assert_eq!(ask("head -c 1001 /dev/zero").0, Err(Silence::Endless));
        assert_eq!(ask("head -c 1000 /dev/zero").0.unwrap().len(), 1000);
    }

    #[test]
    fn it_waits_for_no_words_and_says_how_it_ended() {
        assert_eq!(ask("cat; exit 3").0, Err(Silence::Refused(Some(3))));
        let (answer, _) = ask("env | grep ^GIT_ | sort");
        let told = String::from_utf8(answer.unwrap()).unwrap();
        for (name, value) in ENVIRONMENT.iter().filter(|(name, _)| name.starts_with("GIT_")) {
            assert!(told.contains(&format!("{name}={value}\n")), "{name}\n{told}");
        }
    }
}
