//! How bad a change is.

/// How bad a change is; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeClass {
    /// Something private becomes public, or somebody is named for the first time.
    Privacy,
    /// What was published is gone, its address with it.
    Destroyed,
    /// How figures are made, how they look, or what checks them.
    Method,
    /// A figure of a frozen month is another, and nothing says why.
    Rewritten,
    /// A figure of a frozen month is another, and it is said why.
    Revised,
    /// A figure that is published of an open month is another.
    Open,
    /// Something new; all that was there stands.
    Appended,
    /// Words and order; no figure.
    Wording,
}

impl ChangeClass {
    /// All, the worst first.
    pub const ALL: [Self; 8] = [
        Self::Privacy,
        Self::Destroyed,
        Self::Method,
        Self::Rewritten,
        Self::Revised,
        Self::Open,
        Self::Appended,
        Self::Wording,
    ];

    /// As `--deny` and the json say it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Privacy => "privacy",
            Self::Destroyed => "destroyed",
            Self::Method => "method",
            Self::Rewritten => "rewritten",
            Self::Revised => "revised",
            Self::Open => "open",
            Self::Appended => "appended",
            Self::Wording => "wording",
        }
    }

    /// What a reviewer sees first.
    #[must_use]
    pub fn mark(self) -> Attention {
        match self {
            Self::Privacy | Self::Destroyed | Self::Method | Self::Rewritten => Attention::Red,
            Self::Revised | Self::Open => Attention::Orange,
            Self::Appended => Attention::Green,
            Self::Wording => Attention::White,
        }
    }
}

/// How much attention is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    #[allow(missing_docs)]
    Red,
    #[allow(missing_docs)]
    Orange,
    #[allow(missing_docs)]
    Green,
    #[allow(missing_docs)]
    White,
}
