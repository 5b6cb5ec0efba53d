//! The site as it is shown until something changes: drawn page by page as it is asked for, or what stands in its way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::http::{Answer, HttpStatus, kind_of};
use super::{overlay, policy};
use crate::diagnostic::{Finding, Findings, Language, Texts};
use crate::render::Renderer;
use crate::site::{Plan, file_of};

/// Where everything of `serve` itself stands; no site needs addresses like these.
pub const OWN: &str = "/__gongshi/";

/// What is shown until something changes.
#[derive(Debug)]
pub struct Showing<'d> {
    shown: ShowingKind<'d>,
    headers: Arc<[(String, String)]>,
}

#[derive(Debug)]
enum ShowingKind<'d> {
    Site { renderer: &'d Renderer<'d>, plan: &'d Plan, texts: &'d Texts, language: Language, drawn: Answers },
    Findings(String),
}

/// Answers by address, once they are drawn.
type Answers = Mutex<HashMap<String, Answer>>;

impl<'d> Showing<'d> {
    /// The site.
    #[must_use]
    pub fn site(renderer: &'d Renderer<'d>, plan: &'d Plan, texts: &'d Texts, language: Language) -> Self {
        let address = "/_headers";
        let drawn = plan.get(address).map(|item| renderer.draw(address, item, &Findings::default()));
        let headers = match drawn {
            Some(Ok(drawn)) => policy::read(&String::from_utf8_lossy(&drawn.into_bytes())),
            _ => policy::own(),
        };
        let shown = ShowingKind::Site { renderer, plan, texts, language, drawn: Answers::default() };
        Self { shown, headers: headers.into() }
    }

    /// What keeps it from being shown.
    #[must_use]
    pub fn findings(findings: &[Finding], texts: &Texts, language: Language) -> Self {
        Self {
            shown: ShowingKind::Findings(overlay::page(findings, texts, language)),
            headers: policy::own().into(),
        }
    }

    /// The answer to a request; `stamp` tells this showing from those before.
    pub(super) fn answer(&self, path: &str, stamp: &str) -> Answer {
        let (plan, drawn) = match &self.shown {
            ShowingKind::Findings(page) => return self.page(HttpStatus::Findings, page, stamp),
            ShowingKind::Site { plan, drawn, .. } => (plan, drawn),
        };
        let address = path.strip_suffix("index.html").filter(|path| path.ends_with('/')).unwrap_or(path);
        if !plan.has(address) {
            let folder = format!("{address}/");
            if plan.has(&folder) {
                return Answer { location: Some(folder), ..Answer::of(HttpStatus::Found) };
            }
            let lost = self.draw("/404.html", stamp);
            let status = if lost.status == HttpStatus::Ok { HttpStatus::NotFound } else { lost.status };
            return Answer { status, ..lost };
        }
        let lock = || drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = lock().get(address) {
            return answer.clone();
        }
        // Drawn without the lock; that two may draw the same at once does no harm.
        let answer = self.draw(address, stamp);
        lock().insert(address.to_owned(), answer.clone());
        answer
    }

    /// Draws a planned file; what would keep `build` from it is shown in its place.
    fn draw(&self, address: &str, stamp: &str) -> Answer {
        let ShowingKind::Site { renderer, plan, texts, language, .. } = &self.shown else {
            return Answer::of(HttpStatus::NotFound);
        };
        let Some(item) = plan.get(address) else { return Answer::of(HttpStatus::NotFound) };
        let findings = Findings::default();
        let bytes = match renderer.draw(address, item, &findings) {
            Ok(drawn) => drawn.into_bytes(),
            Err(finding) => {
                findings.push(*finding);
                Vec::new()
            }
        };
        if findings.has_errors() {
            let page = overlay::page(&findings.sorted(), texts, *language);
            return self.page(HttpStatus::Findings, &page, stamp);
        }
        let kind = kind_of(&format!("/{}", file_of(address)));
        if kind.starts_with("text/html") {
            return self.page(HttpStatus::Ok, &String::from_utf8_lossy(&bytes), stamp);
        }
        Answer { kind, headers: Arc::clone(&self.headers), body: bytes.into(), ..Answer::of(HttpStatus::Ok) }
    }

    /// A page with the script that reloads it.
    fn page(&self, status: HttpStatus, html: &str, stamp: &str) -> Answer {
        let (before, after) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
        let page = format!("{before}<script src=\"{OWN}reload.js?{stamp}\" defer></script>\n{after}");
        let headers = Arc::clone(&self.headers);
        Answer { kind: kind_of("/index.html"), headers, body: page.into_bytes().into(), ..Answer::of(status) }
    }
}

/// A file of `serve` itself, below [`OWN`].
pub fn own_file(name: &str) -> Option<Answer> {
    let text = match name {
        "reload.js" => include_str!("reload.js"),
        "overlay.css" => include_str!("overlay.css"),
        _ => return None,
    };
    let headers = policy::own().into();
    Some(Answer { kind: kind_of(name), headers, body: text.as_bytes().into(), ..Answer::of(HttpStatus::Ok) })
}
