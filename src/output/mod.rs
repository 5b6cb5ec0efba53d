//! Files to the disk: compare, stage, swap in, prune, and say what was written.
//!
//! In: bytes by path. Out: a directory that holds either the old site or the new one. Nothing is swapped in before all
//! files are drawn; a swap that fails is undone, and one that is killed the next build undoes before it begins. What
//! stands in the directory is read as what it is: links are not followed, and nothing but files is opened.

mod findings;
mod manifest;
mod stage;
mod staging;
mod standing;
mod swap;
mod verified;

pub use manifest::{FILE as MANIFEST, Manifest, ManifestEdition, ManifestEntry};
pub use staging::{Staging, Strangers, Written, mend};
pub use verified::{FileFault, Verified, verify};
