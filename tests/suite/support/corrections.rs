//! The file of corrections, with one correction.

pub const CORRECTIONS: &str = "data/corrections.toml";

/// A correction of county 101's own finds in July, which the small site gives as 5.
pub fn correction(what: &str, old: &str, new: &str, date: &str) -> String {
    format!(
        "[[corrections]]\nwhat = \"{what}\"\nold = {old}\nnew = {new}\nkind = \"error\"\n\
         reason = \"与<甲>重复填报\"\ndate = {date}\napproved_by = \"分管副局长\"\n"
    )
}
