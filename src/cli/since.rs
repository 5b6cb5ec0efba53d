//! Findings since a commit: hosts show the first few alone, and whoever proposes a change has to see his own.

use std::collections::BTreeSet;
use std::path::Path;

use super::commits;
use crate::compare::are_new;
use crate::diagnostic::{Finding, Say};
use crate::release::{Options, Release};
use crate::say;
use crate::source::{Digested, Revision};

/// What was before.
pub struct Since {
    base: Revision,
}

impl Since {
    /// The site as it was where the files as they stand left a commit.
    pub fn at(root: &Path, name: &str) -> anyhow::Result<Self> {
        let repository = commits::repository(root, None)?;
        let [base, head] = [commits::named(&repository, name)?, commits::named(&repository, "HEAD")?];
        Ok(Self { base: repository.revision(&commits::common(&repository, &base, &head)?) })
    }

    /// Keeps what is new, or stands in a file that differs, the new first; says how many others there are.
    pub fn narrow(
        &self,
        head: &Digested<'_>,
        options: &Options,
        findings: Vec<Finding>,
    ) -> anyhow::Result<(Vec<Finding>, Option<Say>)> {
        let base = Digested::new(&self.base);
        let (_, before, _) = Release::of(&base, options);
        if let Some(silence) = self.base.silence() {
            return Err(commits::silent(silence));
        }
        let touched: BTreeSet<String> = head.differing(&base).into_iter().map(|file| file.path).collect();
        let is_new = are_new(&before.sorted(), &findings);
        let (mut new, mut near, mut others) = (Vec::new(), Vec::new(), 0);
        for (finding, is_new) in findings.into_iter().zip(is_new) {
            match (is_new, touched.contains(finding.place.path.as_ref())) {
                (true, _) => new.push(finding),
                (false, true) => near.push(finding),
                (false, false) => others += 1,
            }
        }
        new.extend(near);
        let told = (others > 0).then(|| {
            say!("另有 {others} 个原有的，与这次改动无关", "besides, as before and elsewhere: {others}")
        });
        Ok((new, told))
    }
}
