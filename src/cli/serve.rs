//! `gongshi serve`: show the site in a browser on this machine while people work on it.

use std::io;
use std::thread;
use std::time::Instant;

use super::arguments::Serve;
use super::pipeline::{self, Prepared, Wishes, prepare};
use super::rehearsal::rehearse;
use super::stop::Stop;
use super::timings::Timings;
use super::watch::Watch;
use super::{Outcome, language, report};
use crate::diagnostic::{Finding, Findings, Language, Severity, Texts};
use crate::render::Renderer;
use crate::say;
use crate::serve::{Edition, Server};
use crate::source::{Snapshot, Source};

/// Runs it until the process is ended.
pub fn execute(words: &Serve, lang: Option<Language>) -> anyhow::Result<Outcome> {
    let root = &words.place.root;
    pipeline::ensure_site_at(root)?;
    let wishes = Wishes::new(words.place.as_of)?;
    let mut server = Server::open(words.port).map_err(|error| cannot_listen(words.port, &error))?;
    let mut snapshot = Snapshot::new(root);
    // Everything is read before anything is watched: reading a large site would drown the watch in its own noise.
    snapshot.look(&[]);
    server.watch(root).map_err(|error| {
        let at = root.display();
        Stop::error(say!("没法监视 {at}：{error}", "cannot watch {at}: {error}"))
    })?;
    snapshot.look(&[]);
    let mut language = language::settle(lang, None);
    let at = server.address();
    let mut before: Option<(Option<Prepared>, Texts)> = None;
    let mut since = Instant::now();
    loop {
        let (prepared, texts, commit, findings) = make(&snapshot, &wishes);
        if let Some(prepared) = &prepared {
            language = language::settle(lang, Some(&prepared.dataset));
        }
        let watch = Watch::begin(language);
        let renderer = renderer(prepared.as_ref(), commit.as_deref(), &findings, &watch);
        drop(watch);
        let findings = findings.sorted();
        let edition = match (&prepared, &renderer) {
            (Some(prepared), Some(renderer)) if !has_errors(&findings) => {
                Edition::site(renderer, &prepared.plan, &texts, language)
            }
            _ => Edition::findings(&findings, &texts, language),
        };
        server.announce();
        report::errors(&findings, &texts, language);
        let (files, took) =
            (prepared.as_ref().map_or(0, |prepared| prepared.plan.items().len()), since.elapsed());
        let took = took.as_millis();
        if !has_errors(&findings) {
            let told = say!("{at}：{files} 个文件，用时 {took} 毫秒", "{at}: {files} files, {took} ms");
            report::note(told.to(language));
        }
        // Taking a large data set apart takes time, and somebody is waiting for a page.
        thread::spawn(move || drop(before));
        since = answer(&mut server, &edition, &mut snapshot, language);
        drop(edition);
        drop(renderer);
        before = Some((prepared, texts));
    }
}

/// Reads, counts, checks and plans, and asks git meanwhile.
fn make(snapshot: &Snapshot, wishes: &Wishes) -> (Option<Prepared>, Texts, Option<String>, Findings) {
    let findings = Findings::default();
    let (mut made, commit) = thread::scope(|scope| {
        let origin = scope.spawn(|| snapshot.origin());
        let made = prepare(snapshot, wishes, &findings, &mut Timings::start());
        (made, origin.join().ok().and_then(|origin| origin.commit().map(str::to_owned)))
    });
    if let Some(prepared) = &mut made.0 {
        let url = &mut prepared.dataset.settings.base_url;
        *url = at_root(url);
    }
    (made.0, made.1, commit, findings)
}

/// The address without its path: this server has the site at its root, wherever it will stand.
fn at_root(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    format!("{}/", &url[..end])
}

/// The renderer, tried on a page of each kind; `None`, with findings, where there is nothing to draw.
fn renderer<'p>(
    prepared: Option<&'p Prepared>,
    commit: Option<&str>,
    findings: &Findings,
    watch: &Watch,
) -> Option<Renderer<'p>> {
    let Prepared { dataset, figures, plan, theme, as_of } = prepared.filter(|_| !findings.has_errors())?;
    let templates = watch.page("themes/");
    let renderer = Renderer::new(dataset, figures, plan, theme, *as_of, commit);
    drop(templates);
    match renderer {
        Ok(renderer) => {
            rehearse(&renderer, plan, findings, watch);
            Some(renderer)
        }
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// Answers with this edition until something differs; when that was noticed.
fn answer(server: &mut Server, edition: &Edition, snapshot: &mut Snapshot, language: Language) -> Instant {
    loop {
        let touched = server.answer(edition);
        let since = Instant::now();
        if let Some(trouble) = &touched.trouble {
            let told =
                say!("gongshi: 有的改动可能看不到：{trouble}", "gongshi: changes may go unseen: {trouble}");
            report::note(told.to(language));
        }
        if snapshot.look(&touched.paths) {
            return since;
        }
    }
}

fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn cannot_listen(port: u16, error: &io::Error) -> anyhow::Error {
    if error.kind() == io::ErrorKind::AddrInUse {
        Stop::error(say!(
            "127.0.0.1:{port}：端口被别的程序占用；`--port 0` 任选一个空闲的",
            "127.0.0.1:{port}: in use by another program; `--port 0` picks a free port"
        ))
    } else {
        Stop::error(say!("127.0.0.1:{port}：不能监听：{error}", "127.0.0.1:{port}: cannot listen: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_the_address_is_left_out() {
        for (url, root) in [
            ("https://a.example/", "https://a.example/"),
            ("https://a.example/gongshi/", "https://a.example/"),
            ("http://a.example:80/a/b/", "http://a.example:80/"),
        ] {
            assert_eq!(at_root(url), root);
        }
    }
}
