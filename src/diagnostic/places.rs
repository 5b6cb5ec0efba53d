//! The texts findings point into.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::veil::{Veil, star};
use super::{Finding, Place};

/// The decoded text of every file that was read, by path.
#[derive(Debug, Default, Clone)]
pub struct Texts(BTreeMap<Arc<str>, Arc<str>>, Veil);

impl FromIterator<(Arc<str>, Arc<str>)> for Texts {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Arc<str>)>>(texts: I) -> Self {
        Self(texts.into_iter().collect(), Veil::default())
    }
}

impl Texts {
    /// Remembers a file's text.
    pub fn insert(&mut self, path: Arc<str>, text: Arc<str>) {
        self.0.insert(path, text);
    }

    /// Every file's path and text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
        self.0.iter()
    }

    /// The same texts with stars where a finding points at what must not be shown again. The stars take
    /// as many bytes, so that places stay what they are. Each file is copied once, however much of it is hidden.
    #[must_use]
    pub fn redacted(&self, findings: &[Finding]) -> Self {
        let mut hidden: BTreeMap<&Arc<str>, Vec<(usize, usize)>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.code.is_confidential()) {
            let Place { path, span } = &finding.place;
            // Of what is only counted the places are not known: none of that file is shown.
            let span = if finding.rest > 0 { (0, usize::MAX) } else { (span.0 as usize, span.1 as usize) };
            hidden.entry(path).or_default().push(span);
        }
        let mut redacted = self.clone();
        for (path, mut spans) in hidden {
            let Some(text) = redacted.0.get_mut(path) else { continue };
            spans.sort_unstable();
            *text = starred(text, &spans);
        }
        redacted
    }

    /// A file's path and text.
    pub(super) fn entry(&self, path: &str) -> Option<(&str, &str)> {
        self.0.get_key_value(path).map(|(path, text)| (path.as_ref(), text.as_ref()))
    }

    /// Says what no finding may show.
    pub fn put_on(&mut self, veil: Veil) {
        self.1 = veil;
    }

    /// What no finding may show.
    #[must_use]
    pub fn veil(&self) -> &Veil {
        &self.1
    }

    pub(super) fn shared(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(Arc::clone)
    }

    /// The text of a file, if it could be read.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(AsRef::as_ref)
    }
}

/// A text with stars in these spans, which come by their starts and may lie over each other.
fn starred(text: &str, spans: &[(usize, usize)]) -> Arc<str> {
    let mut out = String::with_capacity(text.len());
    for &(start, end) in spans {
        let start = text.floor_char_boundary(start).max(out.len());
        let end = text.ceil_char_boundary(end.min(text.len()));
        if start < end {
            out.push_str(&text[out.len()..start]);
            // Lines stay lines.
            out.extend(text[start..end].chars().map(|c| if c == '\n' { "\n" } else { star(c) }));
        }
    }
    out.push_str(&text[out.len()..]);
    Arc::from(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::say;

    #[test]
    fn stars_take_as_many_bytes_wherever_they_stand() {
        let text = "号138县\n12345";
        let texts: Texts = [(Arc::from("a"), Arc::from(text))].into_iter().collect();
        let finding =
            |span| Finding::new(Code::MobileNumber, Place::new(&Arc::from("a"), &span), say!("x", "x"));
        let seen =
            texts.redacted(&[finding(12..14), finding(3..5), finding(4..6), finding(13..15), finding(4..5)]);
        assert_eq!(seen.get("a"), Some("号***县\n12***"));
        let all = Finding { rest: 1, ..finding(12..14) };
        assert_eq!(texts.redacted(&[all]).get("a"), Some("＊***＊\n*****"));
    }
}
