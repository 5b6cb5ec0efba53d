//! The texts findings point into.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Finding, Place};

/// The decoded text of every file that was read, by path.
#[derive(Debug, Default, Clone)]
pub struct Texts(BTreeMap<Arc<str>, Arc<str>>);

impl FromIterator<(Arc<str>, Arc<str>)> for Texts {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Arc<str>)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
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
    /// as many bytes, so that places stay what they are.
    #[must_use]
    pub fn redacted(&self, findings: &[Finding]) -> Self {
        let mut redacted = self.clone();
        let confidential = findings.iter().filter(|finding| finding.code.is_confidential());
        for Place { path, span: (start, end) } in confidential.map(|finding| &finding.place) {
            let (start, end) = (*start as usize, *end as usize);
            let Some(text) = redacted.0.get_mut(path) else { continue };
            let (Some(head), Some(inside), Some(tail)) =
                (text.get(..start), text.get(start..end), text.get(end..))
            else {
                continue;
            };
            *text = Arc::from(format!("{head}{}{tail}", inside.chars().map(star).collect::<String>()));
        }
        redacted
    }

    /// The text of a file, if it could be read.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(AsRef::as_ref)
    }
}

/// A star as long as a character, in bytes.
fn star(c: char) -> &'static str {
    match c.len_utf8() {
        1 => "*",
        2 => "**",
        3 => "＊",
        _ => "＊*",
    }
}
