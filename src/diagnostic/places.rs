//! The texts findings point into.

use std::collections::BTreeMap;
use std::sync::Arc;

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

    /// The text of a file, if it could be read.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(AsRef::as_ref)
    }
}
