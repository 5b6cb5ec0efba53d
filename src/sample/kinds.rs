//! The kinds of mines, and of what is wrong in them.

/// What kind of mine it is; the criterion of a hazard must fit it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MineKind {
    Underground,
    OpenPit,
    Tailings,
}

impl MineKind {
    /// The code in the files.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Underground => "underground",
            Self::OpenPit => "open_pit",
            Self::Tailings => "tailings",
        }
    }
}

/// What kind of thing is wrong; how it is made sure of and rectified follows from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Built or mined otherwise than designed.
    Layout,
    /// Slopes and dams that move.
    Ground,
    Equipment,
    Monitoring,
    Staff,
    /// Approvals, drawings, books.
    Records,
}

impl Trouble {
    /// By its word in `breaches.csv`.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "layout" => Self::Layout,
            "ground" => Self::Ground,
            "equipment" => Self::Equipment,
            "monitoring" => Self::Monitoring,
            "staff" => Self::Staff,
            other => {
                debug_assert_eq!(other, "records", "a group of breaches.csv");
                Self::Records
            }
        }
    }
}
