//! `gongshi serve`: show the site in a browser on this machine while people work on it.

use std::io;
use std::thread;
use std::time::Instant;

use super::arguments::Serve;
use super::rehearsal::rehearse;
use super::stop::Stop;
use super::watch::DrawingWatch;
use super::{CommandOutcome, language, options, provenance, report};
use crate::diagnostic::{Finding, Findings, Language, Severity, Texts};
use crate::published::provenance::Provenance;
use crate::release::{Options, Release};
use crate::render::Renderer;
use crate::say;
use crate::serve::{Server, Showing};
use crate::source::{GitOrigin, SiteSource, Snapshot};

/// Runs it until the process is ended.
pub fn execute(words: &Serve, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let root = &words.place.root;
    options::ensure_site_at(root)?;
    let options = options::options(words.place.as_of, None)?;
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
    let mut before: Option<(Option<Release>, Texts)> = None;
    let mut looked_at: Option<Provenance> = None;
    let mut since = Instant::now();
    loop {
        let (release, texts, origin, findings) = make(&snapshot, &options);
        let (found, about_history) = if findings.has_errors() {
            (None, Vec::new())
        } else {
            provenance::of(&snapshot, &origin, &texts, looked_at.as_ref())
        };
        looked_at = found.or(looked_at);
        if let Some(release) = &release {
            language = language::settle(lang, Some(release.public.settings()));
        }
        let watch = DrawingWatch::begin(language);
        let from = (origin.commit(), looked_at.as_ref());
        let renderer = renderer(release.as_ref(), from, &findings, &watch);
        drop(watch);
        let findings = findings.sorted();
        let showing = match (&release, &renderer) {
            (Some(release), Some(renderer)) if !has_errors(&findings) => {
                Showing::site(renderer, &release.plan, &texts, language)
            }
            _ => Showing::findings(&findings, &texts, language),
        };
        server.announce();
        report::errors(&findings, &texts, language);
        let (files, took) =
            (release.as_ref().map_or(0, |release| release.plan.items().len()), since.elapsed());
        let took = took.as_millis();
        if !has_errors(&findings) {
            let told = say!("{at}：{files} 个文件，用时 {took} 毫秒", "{at}: {files} files, {took} ms");
            report::note_about(&texts, told.to(language));
        }
        for told in about_history {
            report::note_about(&texts, told.to(language));
        }
        // Taking a large data set apart takes time, and somebody is waiting for a page.
        thread::spawn(move || drop(before));
        since = answer(&mut server, &showing, &mut snapshot, language);
        drop(showing);
        drop(renderer);
        before = Some((release, texts));
    }
}

/// Reads, counts, checks and plans, and asks git meanwhile.
fn make(snapshot: &Snapshot, options: &Options) -> (Option<Release>, Texts, GitOrigin, Findings) {
    let ((release, findings, texts), origin) = thread::scope(|scope| {
        let origin = scope.spawn(|| snapshot.origin());
        let made = Release::of(snapshot, options);
        (made, origin.join().unwrap_or(GitOrigin::Unknown))
    });
    let release = release.map(|release| {
        let url = at_root(&release.public.settings().base_url);
        Release { public: release.public.at(url), ..release }
    });
    (release, texts, origin, findings)
}

/// The address without its path: this server has the site at its root, wherever it will stand.
fn at_root(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    format!("{}/", &url[..end])
}

/// The renderer, tried on a page of each kind; `None`, with findings, where there is nothing to draw.
fn renderer<'p>(
    release: Option<&'p Release>,
    (commit, provenance): (Option<&str>, Option<&'p Provenance>),
    findings: &Findings,
    watch: &DrawingWatch,
) -> Option<Renderer<'p>> {
    let release = release.filter(|_| !findings.has_errors())?;
    let templates = watch.page("themes/");
    let renderer = release.renderer_from(commit, provenance);
    drop(templates);
    match renderer {
        Ok(renderer) => {
            rehearse(&renderer, &release.plan, findings, watch);
            Some(renderer)
        }
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// Answers with this showing until something differs; when that was noticed.
fn answer(server: &mut Server, showing: &Showing, snapshot: &mut Snapshot, language: Language) -> Instant {
    loop {
        let touched = server.answer(showing);
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
