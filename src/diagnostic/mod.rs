//! Findings: what is wrong, where it stands, and what to do about it, in Chinese and English.
//!
//! In: anything a stage notices. Out: a sorted list that `cli` shows as text or JSON.
//! It stands beside all stages: each may find something, none prints anything.

mod causes;
mod codes;
mod findings;
mod lines;
mod places;
mod show;
mod tables;
mod veil;

use std::ops::Range;
use std::sync::Arc;

pub use causes::Cause;
pub use codes::{Code, CodeEntry};
pub use findings::Findings;
pub use lines::{Lines, Positions};
pub use places::Texts;
pub use show::{Format, show, show_for_host};
pub use veil::{Veil, veiled, visible, visible_lines};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while one stands.
    Error,
    /// Published, but somebody should look; `--deny warnings` makes it an error.
    Warning,
}

impl Severity {
    /// The word in JSON and in `short` lines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The language findings are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// One of two texts.
    #[must_use]
    pub fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// The same sentence in both languages: lower case, no full stop, code in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Say {
    /// The sentence in one language.
    #[must_use]
    pub fn to(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A sentence in Chinese and English from two format strings, which name the same values:
///
/// ```
/// let id = "R1";
/// let said = gongshi::say!("没有规则 `{id}`", "unknown rule `{id}`");
/// assert_eq!((said.zh.as_str(), said.en.as_str()), ("没有规则 `R1`", "unknown rule `R1`"));
/// ```
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($args:tt)*)?) => {
        $crate::diagnostic::Say { zh: format!($zh $(, $($args)*)?), en: format!($en $(, $($args)*)?) }
    };
}

/// A stretch of a file; bytes of its decoded text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// Byte offsets; empty at 0 for "the file as a whole" or a file that should exist.
    pub span: (u32, u32),
}

impl Place {
    /// A stretch of `path`.
    #[must_use]
    pub fn new(path: &Arc<str>, span: &Range<usize>) -> Self {
        Self { path: Arc::clone(path), span: (span.start as u32, span.end as u32) }
    }

    /// The file as a whole, or the file that should stand there.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: Arc::from(path), span: (0, 0) }
    }
}

/// One thing that is wrong or deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which kind; stable for ever.
    pub code: Code,
    /// Normally the code's own; a rule may say otherwise.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// What is wrong, with the values.
    pub message: Say,
    /// What to do.
    pub help: Option<Say>,
    /// Other places that explain it.
    pub related: Vec<(Place, Say)>,
    /// How many others of its kind in its file it stands for, which are only counted; 0 for nearly all.
    pub rest: usize,
    /// What it may follow from, with others.
    pub cause: Option<Box<Cause>>,
}

impl Finding {
    /// Every place it points to.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(self.related.iter().map(|(place, _)| place))
    }

    /// A finding of `code` with its usual severity.
    #[must_use]
    pub fn new(code: Code, place: Place, message: Say) -> Self {
        Self {
            code,
            severity: code.entry().severity,
            place,
            message,
            help: None,
            related: Vec::new(),
            rest: 0,
            cause: None,
        }
    }

    /// How many things it tells of: one, or those it counts.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rest.max(1)
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: Say) -> Self {
        self.help = Some(help);
        self
    }

    /// With another severity than the code's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With what it may follow from.
    #[must_use]
    pub fn follows_from(mut self, cause: Cause) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, why: Say) -> Self {
        self.related.push((place, why));
        self
    }
}
