//! `data/ledger/filings.csv`

use super::{DOCUMENT_NO, ENTERPRISE, NOTE, REGION, id};
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::Book;

/// What is filed besides the forms. No row is public: pages tell how many of a county's are in, and when its own came.
pub const FILINGS: &[Column] = &[
    id(("编号", "id of the filing")).by_hand(),
    Column::new(
        "kind",
        ("事项", "Kind"),
        Holds::Id,
        ("data/campaign.toml 里 [[filings]] 的 id", "id of a [[filings]] of data/campaign.toml"),
    )
    .required()
    .by_hand(),
    REGION.required().by_hand(),
    Column::new(
        "facility",
        ("设施", "Facility"),
        Holds::Row(Book::Facilities),
        (
            "由矿山或尾矿库报送的填它的编号；其余为空",
            "id of the mine or tailings pond that files it; empty for others",
        ),
    )
    .by_hand(),
    ENTERPRISE.by_hand(),
    Column::new(
        "due_on",
        ("应报日期", "Due on"),
        Holds::Deadline,
        (
            "这一份的期限；为空的按 [[filings]] 的，那里也没有的不算逾期",
            "when this one is due; empty where that of [[filings]] holds; where there is none it is never late",
        ),
    )
    .by_hand(),
    Column::new(
        "filed_on",
        ("报送日期", "Filed on"),
        Holds::Day,
        ("报来的日期；没有报的为空", "the day it came in; empty where it has not"),
    )
    .by_hand(),
    DOCUMENT_NO,
    NOTE,
];
