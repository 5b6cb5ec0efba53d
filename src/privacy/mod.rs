//! All that is done so that nobody is named: whose a number or a name is, what stands in its place, what may stand nowhere.
//!
//! In: texts, names. Out: of a text what in it is somebody's (`find`), of a name what is shown for it (`mask`: 王建国 is
//! 王某某), of a file whether it holds a name that it may not (`forbid`). Which names those are on a day, and which of them a
//! case masks, follows from what is published: `published::cases` says so.

pub mod find;
pub mod forbid;
pub mod mask;
pub mod named;
pub mod names;
mod surnames;
pub mod wordings;
mod words;

pub use find::{Sweep, check, veil};
pub use forbid::{Forbidden, Lookout, Unnamed};
pub use named::PeopleNamed;
