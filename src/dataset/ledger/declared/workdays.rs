//! `data/workdays/<year>.csv`

use crate::dataset::column::{Column, Holds};

/// A day and whether offices work on it.
pub const WORKDAYS: &[Column] = &[
    Column::new(
        "date",
        ("日期", "Date"),
        Holds::Deadline,
        ("与周末规律不同的日子", "a day that differs from the rule of weekends"),
    )
    .required()
    .by_hand(),
    Column::new("works", ("上班", "Works"), Holds::YesNo, ("这一天是否上班", "whether offices work on it"))
        .must_be_there()
        .by_hand(),
];
