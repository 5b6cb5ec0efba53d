//! What a decision is, by its kind, by its basis and by its number: the three say the same.
//!
//! In: decisions and what they rest on. Out: hints.

use chrono::NaiveDate;
use hashbrown::HashSet;
use rayon::prelude::*;

use super::Subject;
use crate::dataset::ledger::{Decision, DecisionKind, Row, Word};
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::law::{Citation, Citations, LawText};
use crate::say;

/// What numbers of orders have before their year: 甲应急责改〔2023〕1号.
const ORDER_SERIES: [&str; 4] = ["责改", "限改", "整改", "责令限期"];

/// Every decision.
pub fn of_decisions(subject: Subject, citations: &Citations) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let of_reporters = table.rows().par_chunk_by(|one, other| one.at().sheet == other.at().sheet);
    let tell = |of_one: &[Decision]| {
        let penal = numbers_of_penalties(subject, of_one);
        let tell = |decision| {
            let citation = citations.get(decision);
            [basis(subject, citation, decision), kind(subject, citation, &penal, decision)]
        };
        of_one.iter().flat_map(tell).flatten().collect::<Vec<_>>()
    };
    of_reporters.flat_map_iter(tell).collect()
}

fn basis(subject: Subject, citation: &Citation, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let (id, day) = (table.id(decision), decision.decided_on);
    of_basis(subject, citation, ("决定", "decision"), id, day, || table.cell(decision, "basis"))
}

/// Items that an article has not, and names of laws that are misspelt.
pub(super) fn of_basis(
    subject: Subject,
    citation: &Citation,
    (zh, en): (&str, &str),
    id: &str,
    day: NaiveDate,
    place: impl Fn() -> Place,
) -> Option<Finding> {
    let tell = |code, message| Finding::new(code, place(), message);
    if let Some((written, law)) = &citation.misspelt {
        let message = say!(
            "提示：{zh} `{id}` 的依据写作“{written}”，像是“{law}”",
            "a hint: the basis of the {en} `{id}` says {written}, which looks like {law}"
        );
        return Some(
            tell(Code::LawMisspelt, message).help(say!("改正法律的名称", "correct the name of the law")),
        );
    }
    let laws = &subject.dataset.laws;
    let (law, cited) = citation.no_such_item(laws, day)?;
    let (law, article, item) = (laws.name(law), cited.number, cited.item.unwrap_or_default());
    let message = say!(
        "提示：{zh} `{id}` 引用{law}第 {article} 条第（{item}）项，该条没有这一项",
        "a hint: the {en} `{id}` cites item {item} of article {article}, which has no such item"
    );
    Some(tell(Code::ItemUnknown, message).help(say!("核对文书的依据", "compare the basis in the document")))
}

/// Numbers under which a reporter has a penalty; an order may stand in the document of one.
fn numbers_of_penalties<'d>(subject: Subject<'d>, decisions: &[Decision]) -> HashSet<&'d str> {
    let table = &subject.dataset.ledger.decisions;
    let number = |decision: &Decision| table.text(decision, decision.document_no);
    let has_order =
        |decision: &Decision| decision.kind == DecisionKind::Order && number(decision).contains('罚');
    if !decisions.iter().any(has_order) {
        return HashSet::new();
    }
    decisions.iter().filter(|decision| decision.kind.is_penalty()).map(number).collect()
}

/// The kind against the number, else against the basis.
fn kind(
    subject: Subject,
    citation: &Citation,
    penal: &HashSet<&str>,
    decision: &Decision,
) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let (id, kind) = (table.id(decision), decision.kind);
    let number = table.text(decision, decision.document_no);
    let (zh, en) = (kind.title(), kind.code());
    let tell = |column: &str, message: Say| {
        Finding::new(Code::KindMisfit, table.cell(decision, column), message).help(say!(
            "对照文书改正种类、依据或文书号",
            "compare the document: the kind, the basis or the number is wrong"
        ))
    };
    if let Some((of_zh, of_en)) = by_number(kind, number, penal) {
        return Some(tell(
            "kind",
            say!(
                "提示：决定 `{id}` 是{zh}，文书号却是{of_zh}的",
                "a hint: the decision `{id}` is `{en}`, its number is that of {of_en}"
            ),
        ));
    }
    let is_transfer = kind == DecisionKind::Transfer;
    if citation.is_criminal && !is_transfer && kind != DecisionKind::Detain {
        return Some(tell(
            "kind",
            say!(
                "提示：决定 `{id}` 是{zh}，依据却是移送司法的",
                "a hint: the decision `{id}` is `{en}`, its basis is that of a transfer to the courts"
            ),
        ));
    }
    let text = citation.text(&subject.dataset.laws, decision.decided_on);
    let rests_on = |articles: fn(&LawText, u32) -> bool| {
        let alone = !citation.names_another && !citation.articles.is_empty();
        let text = text.filter(|text| alone && citation.unknown(text).is_none());
        text.is_some_and(|text| citation.articles.iter().all(|article| articles(text, article.number)))
    };
    let is_of_order = match kind {
        DecisionKind::Fine | DecisionKind::Warning | DecisionKind::Revoke => {
            rests_on(|text, article| !text.liability.contains(&article))
        }
        DecisionKind::Transfer => rests_on(|text, article| text.measures.contains(&article)),
        // Suspension and closure may be ordered by 67 and 68, and others by other laws.
        DecisionKind::Suspend
        | DecisionKind::Close
        | DecisionKind::Withhold
        | DecisionKind::Detain
        | DecisionKind::Order
        | DecisionKind::Seal
        | DecisionKind::CutPower
        | DecisionKind::Criticize
        | DecisionKind::Confiscate
        | DecisionKind::Restrict
        | DecisionKind::Limit
        | DecisionKind::Downgrade
        | DecisionKind::Points
        | DecisionKind::Withdraw
        | DecisionKind::Halt
        | DecisionKind::StopUse => false,
    };
    is_of_order.then(|| {
        tell(
            "basis",
            say!(
                "提示：决定 `{id}` 是{zh}，所引各条都没有规定{zh}",
                "a hint: the decision `{id}` is `{en}`, which no article it cites provides for"
            ),
        )
    })
}

/// Whose number it is, where it is not that of the kind.
fn by_number(
    kind: DecisionKind,
    number: &str,
    penal: &HashSet<&str>,
) -> Option<(&'static str, &'static str)> {
    let is_penalty = kind.is_penalty();
    let of_order = || ORDER_SERIES.iter().any(|series| number.contains(series));
    let of_penalty = || number.contains('罚');
    if number.contains("移送") {
        (kind != DecisionKind::Transfer).then_some(("移送", "a transfer"))
    } else if number.contains("记分") {
        (kind != DecisionKind::Points).then_some(("记分", "points"))
    } else if of_order() {
        let is_other = match kind {
            // 责令停产停业整顿 and measures are ordered, too.
            DecisionKind::Order
            | DecisionKind::Suspend
            | DecisionKind::Seal
            | DecisionKind::CutPower
            | DecisionKind::Withdraw
            | DecisionKind::Halt
            | DecisionKind::StopUse => false,
            DecisionKind::Warning
            | DecisionKind::Fine
            | DecisionKind::Close
            | DecisionKind::Revoke
            | DecisionKind::Withhold
            | DecisionKind::Detain
            | DecisionKind::Criticize
            | DecisionKind::Confiscate
            | DecisionKind::Restrict
            | DecisionKind::Limit
            | DecisionKind::Downgrade
            | DecisionKind::Transfer
            | DecisionKind::Points => true,
        };
        is_other.then_some(("责令改正", "an order"))
    } else {
        let alone = !is_penalty && !penal.contains(number);
        let is_other = alone && matches!(kind, DecisionKind::Order | DecisionKind::Transfer);
        (is_other && of_penalty()).then_some(("处罚", "a penalty"))
    }
}
