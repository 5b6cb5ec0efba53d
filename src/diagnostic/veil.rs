//! The one way out of every finding: what it says, and the files and lines it shows, without what must not be repeated.
//!
//! In: findings, and where in a text something of a person or a name held back stands. Out: the same findings with
//! stars there, in message, help, places and lines alike, and with what turns or drives a terminal written out. Logs of
//! checks are public; a new kind of finding need not know what it may not repeat.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Finding, Language, Place, Say, Texts};

type Find = dyn Fn(&str) -> Vec<Range<usize>> + Send + Sync;

/// What finds the stretches of a text that are not to be shown.
#[derive(Clone, Default)]
pub struct Veil(Option<Arc<Find>>);

impl Veil {
    /// A veil over what `find` finds.
    pub fn over(find: impl Fn(&str) -> Vec<Range<usize>> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(find)))
    }

    /// A text with stars, as many bytes as were there, so that places stay what they are.
    #[must_use]
    pub fn on<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let spans = self.0.as_ref().map(|find| find(text)).unwrap_or_default();
        if spans.is_empty() {
            return Cow::Borrowed(text);
        }
        let hidden = |at: usize| spans.iter().any(|span| span.contains(&at));
        let mut out = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            if hidden(at) {
                out.push_str(star(c));
            } else {
                out.push(c);
            }
        }
        Cow::Owned(out)
    }

    fn over_finding(&self, finding: &Finding, language: Language, helps: &HashMap<&str, Say>) -> Finding {
        let related =
            finding.related.iter().map(|(place, why)| (self.place(place), self.said(why, language)));
        Finding {
            place: self.place(&finding.place),
            message: self.said(&finding.message, language),
            help: finding.help.as_ref().map(|help| helps[help.to(language)].clone()),
            related: related.collect(),
            cause: None,
            ..*finding
        }
    }

    /// A sentence in one language; in the other it says nothing, so that it cannot get out by mistake.
    fn said(&self, say: &Say, language: Language) -> Say {
        let shown = visible_lines(&self.on(say.to(language))).into_owned();
        match language {
            Language::Zh => Say { zh: shown, en: String::new() },
            Language::En => Say { zh: String::new(), en: shown },
        }
    }

    fn place(&self, place: &Place) -> Place {
        Place { path: self.path(&place.path), span: place.span }
    }

    fn path(&self, path: &Arc<str>) -> Arc<str> {
        let shown = self.on(path);
        match visible(&shown) {
            Cow::Borrowed(same) if same == path.as_ref() => Arc::clone(path),
            shown => Arc::from(shown.as_ref()),
        }
    }
}

impl fmt::Debug for Veil {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(if self.0.is_some() { "Veil" } else { "no veil" })
    }
}

/// Findings as they may be shown in one language, and the texts they point into.
#[must_use]
pub fn veiled(texts: &Texts, findings: &[Finding], language: Language) -> (Vec<Finding>, Texts) {
    // Thousands of findings have one help between them.
    let helps: BTreeMap<&str, &Say> = findings
        .iter()
        .filter_map(|finding| finding.help.as_ref().map(|help| (help.to(language), help)))
        .collect();
    let veil = texts.veil();
    let helps = helps.into_par_iter().map(|(text, help)| (text, veil.said(help, language)));
    let helps: HashMap<&str, Say> = helps.collect();
    let shown: Vec<Finding> =
        findings.par_iter().map(|finding| veil.over_finding(finding, language, &helps)).collect();
    let mut all = texts.clone();
    for (finding, shown) in findings.iter().zip(&shown) {
        let (places, shown) = (finding.places(), shown.places());
        for (place, shown) in places.zip(shown).filter(|(place, shown)| place.path != shown.path) {
            if let Some(text) = texts.shared(&place.path) {
                all.insert(Arc::clone(&shown.path), text);
            }
        }
    }
    (shown, all)
}

/// A star as long as a character, in bytes.
pub(super) fn star(c: char) -> &'static str {
    match c.len_utf8() {
        1 => "*",
        2 => "**",
        3 => "＊",
        _ => "＊*",
    }
}

/// A text on one line: what breaks lines, drives terminals or turns the order of characters around is written out, so
/// that data cannot forge a finding.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, |c| is_hidden(c) || c == '\n')
}

/// The same, but for line breaks.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    written_out(text, is_hidden)
}

fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    turns || (c.is_control() && c != '\n')
}

fn written_out(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Hardly any text has such a character; those that are not ASCII begin with one of a few bytes.
    let is_suspect = |byte: u8| byte.is_ascii_control() || matches!(byte, 0xC2 | 0xD8 | 0xE2 | 0xEF);
    if !text.bytes().any(is_suspect) || !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::say;

    #[test]
    fn stars_stand_for_it_wherever_a_finding_has_it() {
        let find = |text: &str| text.match_indices("王强").map(|(at, name)| at..at + name.len()).collect();
        let mut texts: Texts = [(Arc::from("王强\u{202e}.csv"), Arc::from("a\n王强b"))].into_iter().collect();
        texts.put_on(Veil::over(find));
        let place = Place::new(&Arc::from("王强\u{202e}.csv"), &(2..8));
        let finding = Finding::new(Code::DeadLink, place.clone(), say!("甲王强\u{7}", "王强"))
            .help(say!("王强", "x"))
            .related(place, say!("王强", "x"));
        let (english, _) = veiled(&texts, std::slice::from_ref(&finding), Language::En);
        assert_eq!((english[0].message.en.as_str(), english[0].message.zh.as_str()), ("＊＊", ""));
        let (shown, texts) = veiled(&texts, &[finding], Language::Zh);
        assert!(!format!("{shown:?}").contains("王强"), "{shown:?}");
        assert_eq!(shown[0].message.zh, "甲＊＊\\u{7}");
        assert_eq!(shown[0].help.as_ref().map(|help| help.zh.as_str()), Some("＊＊"));
        assert_eq!(shown[0].place.path.as_ref(), "＊＊\\u{202e}.csv");
        assert_eq!(texts.get(&shown[0].place.path), Some("a\n王强b"));
    }
}
