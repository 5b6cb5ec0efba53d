//! What must never stand in the repository: whom a number, an address or a plate belongs to.
//!
//! In: every text and file name of a site, comments too, and the office's own numbers. Out: an error for
//! each trace of a person, at its place, without repeating it, whether the file has it in one piece or only the page
//! that is made of it, and in whatever coding (`parse::normal`). A pull request is already publication: this
//! is the first line, masking the second.

mod alike;
mod displayed;
mod figures;
mod homes;
mod identity;
mod letters;
mod mail;
mod marked;
mod numbers;
mod plates;
mod scan;

#[cfg(test)]
mod corpus;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::dataset::Settings;
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Texts, Veil};
use crate::parse::hidden;
use crate::parse::normal::{self, Normal};
use crate::parse::shown::ShownText;
use crate::parse::text::hidden_character;
use crate::say;
use identity::Likeness;

/// What a trace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TraceKind {
    /// 居民身份证号
    ResidentId,
    /// One slip away from an identity number.
    ResidentIdNear,
    /// 手机号
    Mobile,
    /// 银行卡号
    BankCard,
    /// 车牌号
    Plate,
    /// 电子邮箱
    Mail,
    /// 家庭住址
    Home,
    /// 手机号或身份证号，用 `.`、`:`、`/` 隔开
    Separated,
}

impl From<Likeness> for TraceKind {
    fn from(likeness: Likeness) -> Self {
        match likeness {
            Likeness::Whole => Self::ResidentId,
            Likeness::Near => Self::ResidentIdNear,
        }
    }
}

/// Something of a person in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trace {
    kind: TraceKind,
    /// In bytes.
    span: Range<usize>,
}

/// Looks through every text and file name.
pub fn check(texts: &Texts, paths: &[Arc<str>], settings: Option<&Settings>, findings: &Findings) {
    let sweep = Sweep::new(texts, paths, settings);
    sweep.first(findings);
    sweep.rest(findings);
}

/// Every text and file name, to be looked through a part at a time: beside other stages, where these leave threads idle.
pub struct Sweep<'t> {
    texts: Vec<(&'t Arc<str>, &'t Arc<str>)>,
    paths: &'t [Arc<str>],
    allowed: Allowed,
}

impl<'t> Sweep<'t> {
    /// What is to be looked through.
    #[must_use]
    pub fn new(texts: &'t Texts, paths: &'t [Arc<str>], settings: Option<&Settings>) -> Self {
        Self { texts: texts.iter().collect(), paths, allowed: Allowed::of(settings) }
    }

    /// The first of the texts.
    pub fn first(&self, findings: &Findings) {
        self.look(&self.texts[..self.texts.len() / 2], findings);
    }

    /// The others, and the names.
    pub fn rest(&self, findings: &Findings) {
        self.look(&self.texts[self.texts.len() / 2..], findings);
        let in_names = self.paths.par_iter().flat_map_iter(|path| in_name(path, &self.allowed));
        findings.extend(in_names.collect::<Vec<_>>());
    }

    fn look(&self, texts: &[(&Arc<str>, &Arc<str>)], findings: &Findings) {
        let found = texts.par_iter().flat_map_iter(|(path, text)| in_text(path, text, &self.allowed));
        findings.extend(found.collect::<Vec<_>>());
    }
}

fn in_text(path: &Arc<str>, text: &str, allowed: &Allowed) -> Vec<Finding> {
    let written = scan::traces(text);
    let shown = displayed::texts(path, text);
    let told = written.iter().filter(|trace| !allowed.has(&text[trace.span.clone()]));
    // As many as are told of a kind, not as many as a file has room for.
    let findings = Findings::default();
    findings.extend(
        told.map(|trace| finding(trace.kind, Place::new(path, &trace.span), &text[trace.span.clone()])),
    );
    for shown in &shown {
        findings.extend(in_shown(path, shown, &written, allowed));
        let hidden = hidden::find(&shown.text).filter(|(at, ..)| shown.is_put(at.start));
        findings.extend(
            hidden.map(|(at, c, kind)| hidden_character(Place::new(path, &shown.source_of(&at)), c, kind)),
        );
    }
    let mut told = findings.into_vec();
    let elsewhere: Vec<(u32, u32)> = told.iter().map(|finding| finding.place.span).collect();
    let is_told = |place: &Place| {
        let lies_over = |(start, end): &(u32, u32)| *start < place.span.1 && place.span.0 < *end;
        elsewhere.iter().any(lies_over)
    };
    let coded = in_coded(is_separated(path, text), text).into_iter();
    let coded = coded
        .filter(|(_, shown, _)| !allowed.has(shown))
        .map(|(kind, shown, span)| finding(kind, Place::new(path, &span), &shown));
    let coded: Vec<Finding> = coded.filter(|finding| !is_told(&finding.place)).collect();
    told.extend(coded);
    told
}

/// What stands in a text only once its coding is undone: the kind, what it reads as, and where it is written.
fn in_coded(is_separated: bool, text: &str) -> Vec<(TraceKind, String, Range<usize>)> {
    let bytes = text.as_bytes();
    if !normal::is_coded(bytes) && !is_separated {
        return Vec::new();
    }
    let normal = Normal::of(text);
    let found = scan::traces(normal.text()).into_iter();
    found
        .map(|trace| {
            (trace.kind, normal.text()[trace.span.clone()].to_owned(), normal.source_of(&trace.span))
        })
        .collect()
}

/// Whether a file of the theme may have letters separated by elements or by what nobody sees.
fn is_separated(path: &str, text: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_markup = ["html", "htm", "xhtml", "xml", "svg"].contains(&ending.as_str());
    let has_tags = is_markup && memchr::memchr(b'<', text.as_bytes()).is_some();
    path.starts_with("themes/") && (has_tags || hidden::first(text).is_some())
}

/// What no finding may show: what is somebody's, and the names that `names` finds in a text.
#[must_use]
pub fn veil(
    settings: Option<&Settings>,
    names: impl Fn(&str) -> Vec<Range<usize>> + Send + Sync + 'static,
) -> Veil {
    let allowed = Allowed::of(settings);
    Veil::over(move |text| {
        let written = scan::traces(text).into_iter().map(|trace| trace.span);
        let mut spans: Vec<_> = written.filter(|span| !allowed.has(&text[span.clone()])).collect();
        spans.extend(names(text));
        if normal::is_coded(text.as_bytes()) {
            let coded = in_coded(false, text).into_iter();
            spans.extend(coded.filter(|(_, shown, _)| !allowed.has(shown)).map(|(.., span)| span));
            let normal = Normal::of(text);
            spans.extend(names(normal.text()).iter().map(|span| normal.source_of(span)));
        }
        spans
    })
}

/// What the file holds as it is written has been told.
fn in_shown<'t>(
    path: &'t Arc<str>,
    shown: &'t ShownText,
    written: &'t [Trace],
    allowed: &'t Allowed,
) -> impl Iterator<Item = Finding> + 't {
    scan::traces(&shown.text).into_iter().filter_map(|trace| {
        let (text, span) = (&shown.text[trace.span.clone()], shown.source_of(&trace.span));
        // They come in their order, none over another.
        let next = written.partition_point(|known| known.span.end <= span.start);
        let is_told = written.get(next).is_some_and(|known| known.span.start < span.end);
        (!is_told && !allowed.has(text)).then(|| finding(trace.kind, Place::new(path, &span), text))
    })
}

fn in_name(path: &Arc<str>, allowed: &Allowed) -> Vec<Finding> {
    let traces = scan::traces(path).into_iter().filter(|trace| !allowed.has(&path[trace.span.clone()]));
    let rename = say!("给文件换个名字", "rename the file");
    traces
        .map(|trace| finding(trace.kind, Place::file(path), &path[trace.span]).help(rename.clone()))
        .collect()
}

/// The office's own numbers, and those it says may be shown: each as a whole, so that a longer number with the hotline
/// in it is none of them.
#[derive(Debug, Default)]
struct Allowed(BTreeSet<String>);

impl Allowed {
    fn of(settings: Option<&Settings>) -> Self {
        let Some(settings) = settings else { return Self::default() };
        let organ = &settings.organ;
        let own = [&organ.hotline, &organ.phone, &organ.address, &organ.icp, &organ.police_record];
        let own = own.into_iter().flatten().chain(&settings.privacy.allow);
        let whole = |text: &String| {
            let parts =
                scan::traces(text).into_iter().map(|trace| plain(&text[trace.span])).collect::<Vec<_>>();
            let listed = text.split([',', '，', '、', ';', '；', '/', '|']).map(plain).collect::<Vec<_>>();
            std::iter::once(plain(text)).chain(parts).chain(listed)
        };
        Self(own.flat_map(whole).filter(|text| !text.is_empty()).collect())
    }

    /// Whether a trace is something that may be shown.
    fn has(&self, trace: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&plain(trace))
    }
}

/// Without blanks and signs, half-width and in lower case.
fn plain(text: &str) -> String {
    let half = crate::parse::scalar::half_width(text);
    half.chars().filter(|c| c.is_alphanumeric() || *c == '@').flat_map(char::to_lowercase).collect()
}

fn finding(kind: TraceKind, place: Place, trace: &str) -> Finding {
    let shown = masked(kind, trace);
    let (code, message) = told(kind, &shown);
    Finding::new(code, place, message).help(say!(
        "删去；已提交过的，还要从 git 历史中清除。确系公开的办公号码，写进 `gongshi.toml` 的 `[privacy] allow`",
        "delete it, and if it was committed, purge it from git's history; a public office number goes into `[privacy] allow` of `gongshi.toml`"
    ))
}

fn told(kind: TraceKind, shown: &str) -> (Code, Say) {
    match kind {
        TraceKind::ResidentId => (
            Code::ResidentId,
            say!("像是居民身份证号（{shown}）", "this looks like a resident identity number ({shown})"),
        ),
        TraceKind::ResidentIdNear => (
            Code::ResidentId,
            say!(
                "像是写错一处的居民身份证号（{shown}）",
                "this looks like a resident identity number with a slip in it ({shown})"
            ),
        ),
        TraceKind::Mobile => {
            (Code::MobileNumber, say!("像是手机号（{shown}）", "this looks like a mobile number ({shown})"))
        }
        TraceKind::BankCard => {
            (Code::BankCard, say!("像是银行卡号（{shown}）", "this looks like a bank card number ({shown})"))
        }
        TraceKind::Plate => {
            (Code::NumberPlate, say!("像是车牌号（{shown}）", "this looks like a number plate ({shown})"))
        }
        TraceKind::Mail => (
            Code::MailAddress,
            say!("像是电子邮箱（{shown}）", "this looks like an e-mail address ({shown})"),
        ),
        TraceKind::Separated => (
            Code::NumberSeparated,
            say!(
                "像是隔开写的手机号或身份证号（{shown}）",
                "this looks like a telephone or identity number in pieces ({shown})"
            ),
        ),
        TraceKind::Home => (Code::HomeAddress, say!("像是家庭住址", "this looks like the address of a home")),
    }
}

/// Enough to recognise it in the file, too little to use it: logs of checks are public too.
fn masked(kind: TraceKind, trace: &str) -> String {
    let characters: Vec<char> = trace.chars().collect();
    let (head, tail) = match kind {
        TraceKind::Home => (0, 0),
        TraceKind::Mail => (1, 4),
        TraceKind::Plate => (2, 0),
        TraceKind::ResidentId
        | TraceKind::ResidentIdNear
        | TraceKind::Mobile
        | TraceKind::BankCard
        | TraceKind::Separated => (3, 2),
    };
    let tail_from = characters.len().saturating_sub(tail);
    let shown = |(at, c): (usize, &char)| if at < head || at >= tail_from { *c } else { '*' };
    characters.iter().enumerate().map(shown).collect()
}
