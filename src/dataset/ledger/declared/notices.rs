//! `data/ledger/notices.csv`

use super::super::content::kept;
use super::super::words::{NoticeKind, Word};
use super::{DOCUMENT_NO, ENTERPRISE, REGION, id};
use crate::dataset::column::Opens::Always;
use crate::dataset::column::{Column, Holds};

/// In the order of the file of the sample.
pub const NOTICES: &[Column] = &[
    id(("编号", "id of the notice")).kept(kept!(notices.id)),
    Column::new("issued_on", ("日期", "Issued on"), Holds::Day, ("发出日期", "the day it was issued"))
        .required()
        .opens(Always)
        .told_as("issued_on", ("发出日期", "Issued on"))
        .kept(kept!(notices.issued_on))
        .laid_out(),
    Column::new("kind", ("种类", "Kind"), Holds::Word(NoticeKind::TERMS), ("种类", "what kind of notice"))
        .required()
        .opens(Always)
        .kept(kept!(notices.kind))
        .laid_out(),
    REGION.required().opens(Always).kept(kept!(notices.region)).laid_out(),
    ENTERPRISE.opens(Always).kept(kept!(notices.enterprise)).laid_out(),
    Column::new("reason", ("事由", "Reason"), Holds::Text, ("事由", "what it is about"))
        .opens(Always)
        .kept(kept!(notices.reason))
        .laid_out(),
    DOCUMENT_NO.opens(Always).kept(kept!(notices.document_no)).laid_out(),
];
