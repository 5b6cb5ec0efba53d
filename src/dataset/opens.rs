//! When the public sees a column: never, always, from a day on. What is not declared open has no public type.

/// Whether the public sees what a cell holds, of a row that has a page or stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Nobody does; what looks like a person's name in it may stand nowhere in the output.
    Never,
    /// Everybody does.
    Always,
    /// Everybody does while the row stands: not of a penalty that was withdrawn, nor of a hazard that was none.
    WhileItStands,
    /// Everybody does once the row no longer stands as it was decided.
    OnceChanged,
    /// While it stands, from the day that stands in this column: its own, or another's.
    From(&'static str),
}
