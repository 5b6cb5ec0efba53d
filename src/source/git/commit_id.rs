//! A commit by its id.

/// A commit, by its whole id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitId(String);

impl CommitId {
    /// Of an id that git gave.
    pub(super) fn of(id: String) -> Self {
        Self(id)
    }

    /// In hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
