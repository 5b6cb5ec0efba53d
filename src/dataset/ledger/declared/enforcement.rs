//! `data/ledger/enforcement/<region>.csv`

use super::super::content::{Content, kept};
use super::super::words::{DecisionKind, DecisionStatus, Gravity, Party, Word};
use super::{DOCUMENT_NO, ENTERPRISE, REGION, id};
use crate::dataset::column::Opens::{Always, OnceChanged, WhileItStands};
use crate::dataset::column::{Column, Holds, Term};
use crate::dataset::ledger::Book;
use crate::dataset::row_at::RowAt;

/// The decisions that are penalties: no other is public.
const PENALTIES: [Term; penalties().1] = {
    let (all, count) = penalties();
    let mut told = [("", "", ""); penalties().1];
    let mut at = 0;
    while at < count {
        told[at] = all[at];
        at += 1;
    }
    told
};

/// Them, at the beginning of a list that is long enough for all, and how many there are.
const fn penalties() -> ([Term; DecisionKind::ALL.len()], usize) {
    let mut found = [("", "", ""); DecisionKind::ALL.len()];
    let (mut at, mut count) = (0, 0);
    while at < DecisionKind::ALL.len() {
        if DecisionKind::ALL[at].is_penalty() {
            found[count] = DecisionKind::TERMS[at];
            count += 1;
        }
        at += 1;
    }
    (found, count)
}

/// In the order of the files of the sample.
pub const ENFORCEMENT: &[Column] = &[
    id(("决定的编号", "id of the decision")).kept(kept!(decisions.id)),
    Column::new(
        "case",
        ("案件", "Case"),
        Holds::Name,
        (
            "案件；同案的几个决定写同一个，不写就是自成一案",
            "the case it belongs to; empty where it is one by itself",
        ),
    )
    .kept(kept!(decisions.case)),
    Column::new(
        "decided_on",
        ("决定日期", "Decided on"),
        Holds::Day,
        ("作出决定的日期", "the day of the decision"),
    )
    .required()
    .opens(Always)
    .kept(kept!(decisions.decided_on))
    .laid_out(),
    Column::new("authority", ("决定机关", "Authority"), Holds::Office, ("作出决定的机关", "who decided"))
        .opens(Always)
        .told_as("authority", ("处罚机关", "Authority"))
        .kept(kept!(decisions.authority))
        .laid_out(),
    REGION.opens(Always).kept(kept!(decisions.region)).laid_out(),
    ENTERPRISE.must_be_there().opens(WhileItStands).kept(kept!(decisions.enterprise)).laid_out(),
    Column::new(
        "facility",
        ("设施", "Facility"),
        Holds::Row(Book::Facilities),
        ("设施编号，见 facilities.csv", "id of the mine or tailings pond, see facilities.csv"),
    )
    .opens(WhileItStands)
    .kept(kept!(decisions.facility))
    .on_pages_only()
    .laid_out(),
    Column::new("party", ("对象", "Party"), Holds::Word(Party::TERMS), ("处罚对象", "on whom"))
        .told_about(("处罚对象；不再成立的为空", "on whom; empty where it no longer stands"))
        .required()
        .opens(WhileItStands)
        .told_as("party", ("处罚对象", "Party"))
        .kept(kept!(decisions.party))
        .laid_out(),
    Column::new(
        "kind",
        ("种类", "Kind"),
        Holds::Word(DecisionKind::TERMS),
        ("决定了什么", "what was decided"),
    )
    .told_about(("处罚种类；不再成立的为空", "what was decided; empty where it no longer stands"))
    .required()
    .opens(WhileItStands)
    .told_as("kind", ("处罚种类", "Kind"))
    .told_words(&PENALTIES)
    .kept(kept!(decisions.kind))
    .laid_out(),
    Column::new("basis", ("依据", "Basis"), Holds::Name, ("法律依据", "the article it rests on"))
        .told_about(("法律依据；不再成立的为空", "the article; empty where it no longer stands"))
        .required()
        .opens(WhileItStands)
        .told_as("basis", ("法律依据", "Basis"))
        .kept(kept!(decisions.basis))
        .laid_out(),
    Column::new(
        "amount_yuan",
        ("金额（元）", "Amount (yuan)"),
        Holds::Yuan,
        ("罚款金额，元；不是罚款的留空", "the fine in yuan; empty where it is no fine"),
    )
    .told_about((
        "罚款金额，元；没有罚款或不再成立的为空",
        "the fine in yuan; empty where there is none, or it no longer stands",
    ))
    .must_be_there()
    .opens(WhileItStands)
    .told_as("amount_yuan", ("罚款金额", "Amount"))
    .kept(kept!(decisions.amount_yuan))
    .laid_out(),
    Column::new(
        "amount_before_yuan",
        ("变更前金额（元）", "Amount before (yuan)"),
        Holds::Yuan,
        (
            "变更前的罚款金额，元；金额没有变更的为空",
            "the fine before it was amended, in yuan; empty where the sum was not",
        ),
    )
    .opens(OnceChanged)
    .kept(kept!(decisions.amount_before_yuan)),
    DOCUMENT_NO.opens(Always).after("decided_on").kept(kept!(decisions.document_no)).laid_out(),
    Column::new(
        "hazards",
        ("隐患", "Hazards"),
        Holds::Rows(Book::Hazards),
        ("所涉隐患的编号", "ids of the hazards it is about"),
    )
    .opens(WhileItStands)
    .kept(kept!(decisions.hazards))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "published_on",
        ("公开日期", "Published on"),
        Holds::Day,
        ("公开的日期；没有公开的为空", "the day it was published; empty where it is not"),
    )
    .kept(kept!(decisions.published_on)),
    Column::new(
        "expires_on",
        ("公开期满日", "Expires on"),
        Holds::Deadline,
        (
            "公示到哪一天；不写就按轻重程度和当时的规定",
            "the last day it is public; where it is empty, by its gravity and the rules of its day",
        ),
    )
    .told_about((
        "公示到哪一天；不再成立的为空",
        "the last day it is public; empty where it no longer stands",
    ))
    .opens(WhileItStands)
    .told_as("public_until", ("公示截止", "Public until"))
    .kept(|ledger, number| Content::Day(ledger.decisions.get(RowAt::numbered(number)).public_until))
    .laid_out(),
    Column::new(
        "status",
        ("状态", "Status"),
        Holds::Word(DecisionStatus::TERMS),
        ("决定的状态", "how the decision stands"),
    )
    .required()
    .opens(Always)
    .kept(kept!(decisions.status))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "status_on",
        ("状态日期", "Status on"),
        Holds::Day,
        (
            "变更、撤销、确认违法或无效的日期；有效的为空",
            "the day it was amended, revoked or declared so; empty where valid",
        ),
    )
    .opens(OnceChanged)
    .told_as("status_on", ("变更日期", "Changed on"))
    .kept(kept!(decisions.status_on))
    .laid_out(),
    Column::new(
        "status_reason",
        ("状态原因", "Status reason"),
        Holds::Text,
        (
            "变更、撤销、确认违法或无效的原因；有效的为空",
            "why it was amended, revoked or declared so; empty where valid",
        ),
    )
    .opens(OnceChanged)
    .told_as("status_reason", ("变更原因", "Reason"))
    .kept(kept!(decisions.status_reason))
    .laid_out(),
    Column::new(
        "gravity",
        ("轻重程度", "Gravity"),
        Holds::Word(Gravity::TERMS),
        (
            "违法行为的轻重，决定公示多久；不写就按种类和金额推定",
            "how grave it is, which decides how long it stays public; by kind and sum where it is empty",
        ),
    )
    .kept(kept!(decisions.gravity)),
    Column::new(
        "repaired_on",
        ("修复日期", "Repaired on"),
        Holds::Day,
        (
            "信用修复的日期；从这天起名称和内容撤下，次数金额照计",
            "the day the credit was repaired; from then on it is named nowhere, and still counted",
        ),
    )
    .kept(kept!(decisions.repaired_on)),
    Column::new(
        "hearing_notice_on",
        ("听证告知日期", "Told of hearing on"),
        Holds::Day,
        (
            "告知听证权利的日期；不适用听证的留空",
            "the day of the notice of the right to a hearing; empty where there is none",
        ),
    )
    .kept(kept!(decisions.hearing_notice_on)),
    Column::new(
        "url",
        ("法定公示网址", "Statutory register"),
        Holds::Name,
        (
            "这一决定在信用中国或执法信息公示系统的网址；没有的为空",
            "where the statutory register has the decision; empty where it has not",
        ),
    )
    .opens(WhileItStands)
    .kept(kept!(decisions.url)),
];
