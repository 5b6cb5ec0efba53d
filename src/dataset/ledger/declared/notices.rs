//! `data/ledger/notices.csv`

use super::super::content::kept;
use super::super::words::{DecisionStatus, NoticeKind, Word};
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
    Column::new("basis", ("依据", "Basis"), Holds::Name, ("依据；联合惩戒必填", "what it rests on; joint punishment needs it"))
        .opens(Always)
        .told_as("basis", ("依据", "Basis"))
        .kept(kept!(notices.basis)),
    Column::new(
        "expires_on",
        ("公开期满日", "Expires on"),
        Holds::Deadline,
        (
            "公示到哪一天；写了企业而这里不写的，按发出那天的规定",
            "the last day it is public; where an enterprise is named and it is empty, by the rules of the day it was issued",
        ),
    )
    .kept(kept!(notices.expires_on)),
    Column::new(
        "status",
        ("状态", "Status"),
        Holds::Word(DecisionStatus::TERMS),
        ("是否有效；不写就是有效", "how it stands; valid where it is empty"),
    )
    .kept(kept!(notices.status)),
    Column::new(
        "status_on",
        ("状态日期", "Status on"),
        Holds::Day,
        ("撤销、修复等的日期，从这天起撤下", "the day it was revoked or repaired, from which on it is not shown"),
    )
    .kept(kept!(notices.status_on)),
    Column::new(
        "status_reason",
        ("状态原因", "Status reason"),
        Holds::Text,
        ("撤销、修复等的原因", "why it was revoked or repaired"),
    ),
];
