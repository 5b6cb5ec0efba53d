//! Where the values of a site that is drawn come from, and what is to be said of that.

use crate::diagnostic::{Say, Texts};
use crate::published::provenance::{Provenance, without_history};
use crate::source::{GitOrigin, SiteSource};

/// Looks it up where git says what was read; of commits that `before` has looked at, nothing is read or told again. A site
/// is built all the same where there is none.
pub fn of(
    source: &dyn SiteSource,
    origin: &GitOrigin,
    texts: &Texts,
    before: Option<&Provenance>,
) -> (Option<Provenance>, Vec<Say>) {
    match origin {
        GitOrigin::Commit(_) | GitOrigin::Uncommitted { .. } => {}
        // That is told already.
        GitOrigin::Unknown | GitOrigin::Moved | GitOrigin::Silent(_) => return (None, Vec::new()),
    }
    match Provenance::of(source, texts, before) {
        Ok(Some(provenance)) => {
            let is_told = before.is_some_and(|before| before.is_of_the_commits_of(&provenance));
            let told = if is_told { Vec::new() } else { provenance.told() };
            (Some(provenance), told)
        }
        Ok(None) => (None, Vec::new()),
        Err(silence) => (None, vec![without_history(silence)]),
    }
}
