//! What is compared: each side as far as it stands.

use crate::diagnostic::Finding;
use crate::published::records::SourceRecords;
use crate::published::{Public, Published};
use crate::site::Plan;
use crate::source::ChangedFile;

/// One side of a comparison, as far as it stands.
#[derive(Debug, Clone, Copy)]
pub struct ReviewSide<'s> {
    /// What it would publish; none where its foundations do not stand.
    pub published: Option<Publishable<'s>>,
    /// What is wrong with it.
    pub findings: &'s [Finding],
    /// What stands in the files that differ.
    pub records: &'s SourceRecords,
}

/// What one side would publish.
#[derive(Debug, Clone, Copy)]
pub struct Publishable<'s> {
    #[allow(missing_docs)]
    pub public: &'s Public,
    #[allow(missing_docs)]
    pub figures: &'s Published,
    #[allow(missing_docs)]
    pub plan: &'s Plan,
}

/// Which files differ.
#[derive(Debug, Clone, Default)]
pub struct FilesChanged {
    /// Of the site, below its root.
    pub of_site: Vec<ChangedFile>,
    /// Elsewhere in the repository, from its top.
    pub outside: Vec<ChangedFile>,
}
