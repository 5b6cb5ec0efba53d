//! Slips about the rows behind a case that are told in words: hazards, batches, notices, steps, and another case of the same
//! decision.

use super::{Slip, Told, between, chinese, days_from, lines_with, sample};

/// A sentence more, wrong of any case of the sample.
const SENTENCES: [(&str, &str, &str); 12] = [
    ("deadline", "处理结果", "整改期限至2024年3月31日。"),
    ("deadline", "处理结果", "整改期限为2024年2月1日。"),
    ("hazards told", "基本案情", "#检查发现17项重大事故隐患。"),
    ("hazards told", "违法事实", "经排查认定存在十二处重大隐患。"),
    ("batch told", "基本案情", "本案列入第九十批典型执法案例。"),
    ("notice", "处理结果", "并将该企业纳入联合惩戒对象。"),
    ("measure", "处理结果", "降低该企业资质等级。"),
    ("measure", "处理结果", "并给予该企业警告。"),
    ("tip", "基本案情", "该线索来自群众举报。"),
    ("tip", "处理结果", "对举报人奖励3000元。"),
    ("coordinates", "基本案情", "隐患位于东经111°30′12″、北纬36°05′20″。"),
    ("coordinates", "违法事实", "该处经度：111.50，纬度：36.08。"),
];

pub fn of(cases: &[Told]) -> Vec<Slip> {
    let mut all = Vec::new();
    for (at, (kind, section, sentence)) in SENTENCES.iter().enumerate() {
        let case = &cases[at % cases.len()];
        all.push(case.says(kind, section, &sentence.replace('#', &case.office)));
    }
    for (at, case) in cases.iter().enumerate() {
        rows(case, &cases[(at + 1) % cases.len()], &mut all);
        steps(case, &mut all);
        all.push(copied(case));
    }
    all
}

/// What stands in the text already, with something else in its place.
fn rows(case: &Told, other: &Told, all: &mut Vec<Slip>) {
    let (own, another) = (format!("（{}）", case.criterion), format!("（{}）", other.criterion));
    if own != another && case.text.contains(&own) {
        all.push(case.slip("criterion told", &own, &another));
    }
    let deadline = format!("整改期限至{}", chinese(&case.due));
    if case.text.contains(&deadline) {
        let wrong = format!("整改期限至{}", chinese(&days_from(&case.due, 1)));
        all.push(case.slip("deadline", &deadline, &wrong));
    }
    let still = "截至公布之日，该隐患尚未销号";
    if case.text.contains(still) {
        all.push(case.slip("state told", still, "该隐患已于公布之日前整改完毕并销号"));
    }
    let numbers = between(&case.text, &case.document_no, "）");
    if numbers.starts_with('、') {
        all.push(case.slip("document number left out", numbers, ""));
    }
}

fn steps(case: &Told, all: &mut Vec<Slip>) {
    let on = between(&case.text, "{ on = ", ", to = \"notified\"");
    let early = days_from(&case.due, -180);
    all.push(case.slip("notified too early", &format!("on = {on}"), &format!("on = {early}")));
    let exposed = case.text.lines().find(|line| line.contains("to = \"published\"")).expect("has the step");
    let number = between(exposed, "document_no = \"", "\"");
    all.push(case.slip("document of a step", number, &case.document_no));
}

/// The same case once more, under another address.
fn copied(case: &Told) -> Slip {
    let path = case.path.replace("exposed-", "once-more-");
    Slip {
        kind: "two cases of one decision",
        name: path.clone(),
        site: sample().put(&path, case.text.clone()),
        lines: lines_with(&case.text, "actions = "),
        path,
    }
}
