//! Comes in: a hazard, what was decided about it, and who decided. Goes out: the prose of a case, in the plain words of a bureau:
//! place, day, what was found, which duty was broken, the decisions with number and sum, what was rectified, what others check.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::criteria::Criterion;
use super::decision::Decision;
use super::hazards::Hazard;
use super::kinds::Trouble;
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::{Enterprise, Facility, Registry};

/// What a case of a penalty is told from.
pub(super) struct CaseText<'a> {
    pub(super) office: &'a Office,
    pub(super) enterprise: &'a Enterprise,
    pub(super) facility: &'a Facility,
    pub(super) hazard: &'a Hazard,
    pub(super) criterion: Criterion,
    /// Fines first.
    pub(super) decisions: &'a [&'a Decision],
    pub(super) on: NaiveDate,
    /// Which of the sample's cases it is: no two that follow each other are worded alike.
    pub(super) number: usize,
}

impl CaseText<'_> {
    /// What was not done, as the title has it.
    pub(super) fn failing(&self) -> &'static str {
        match self.criterion.trouble {
            Trouble::Layout => "未按设计消除重大事故隐患",
            Trouble::Ground => "未及时治理重大事故隐患",
            Trouble::Equipment => "未按规定配备使用设备",
            Trouble::Monitoring => "未保证监测系统正常运行",
            Trouble::Staff => "未按规定配足人员",
            Trouble::Records => "未按规定办理审批和更新资料",
        }
    }

    /// The five sections.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        let sections = [
            ("基本案情", self.found()),
            ("违法事实", self.broken()),
            ("处理结果", self.decided()),
            ("法律依据", self.bases()),
            ("警示意义", self.lesson()),
        ];
        for (at, (title, text)) in sections.into_iter().enumerate() {
            let gap = if at == 0 { "" } else { "\n" };
            let _ = writeln!(out, "{gap}## {title}\n\n{text}");
        }
        out
    }

    fn found(&self) -> String {
        let (place, rest) = self.hazard.description.split_once('：').unwrap_or_default();
        let how = rest.split_once('，').map_or("", |(_, how)| how.trim_end_matches("后确认"));
        let Criterion { title, code, .. } = self.criterion;
        let head = format!(
            "{}，{}检查{}所属{}",
            chinese_day(self.hazard.found_on),
            self.office.name,
            self.enterprise.name,
            self.facility.name
        );
        match self.number % 3 {
            1 => format!(
                "{head}，在{place}发现“{title}”的问题。经{how}，该问题符合《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号）的规定，属于重大事故隐患（{code}）。"
            ),
            2 => format!(
                "{head}。执法人员{how}，认定{place}存在“{title}”的情形，判定为重大事故隐患（{code}），当日下达责令限期整改指令。"
            ),
            _ => format!(
                "{head}，查明{place}存在“{title}”的情形。对照《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号），判定为重大事故隐患（{code}）。"
            ),
        }
    }

    fn broken(&self) -> String {
        let [one, other] = match self.criterion.trouble {
            Trouble::Layout => [
                "现场情况与安全设施设计不一致，企业在日常检查中没有发现，也没有按设计整改",
                "企业没有按照安全设施设计组织施工和生产，对已经存在的问题没有采取措施消除",
            ],
            Trouble::Ground => [
                "企业没有按规定巡查和监测，出现异常后没有采取治理措施",
                "企业对已经出现的异常没有查明原因，也没有按设计治理",
            ],
            Trouble::Equipment => [
                "有关设备设施不符合规定，企业没有及时停用、补齐或者更换",
                "企业没有按规定检测、维护有关设备设施，不符合规定的仍在使用",
            ],
            Trouble::Monitoring => [
                "监测设施没有正常运行，企业没有核对数据，也没有及时修复",
                "企业没有安排专人值守和核对监测数据，系统异常后没有处置",
            ],
            Trouble::Staff => [
                "企业没有按规定配备人员、落实岗位职责，有关工作无人承担",
                "企业的人员配备和资格不符合规定，没有及时补齐",
            ],
            Trouble::Records => [
                "有关审批、图纸或者记录不符合规定，企业没有停止作业并补正",
                "企业没有按规定履行审批、核查和记录程序，发现问题后没有停止作业",
            ],
        };
        let fact = if self.number.is_multiple_of(2) { other } else { one };
        let breach = self.criterion.breach;
        let broken = format!("{fact}，违反了《安全生产法》{breach}的规定。");
        if self.decisions.iter().any(|one| one.party == "principal") {
            return format!(
                "{broken}主要负责人没有有效督促、检查本单位的安全生产工作，违反了《安全生产法》第二十一条第（五）项的规定。"
            );
        }
        broken
    }

    fn decided(&self) -> String {
        let first = self.criterion.fine.article;
        let order =
            if first == "第一百零二条" { "责令限期消除隐患" } else { "责令限期改正" };
        let (rulings, numbers) = (rulings(self.decisions), numbers(self.decisions));
        format!("{}{order}{rulings}（{numbers}）。{}", self.office.name, self.rectified())
    }

    /// What had become of the hazard by the day the case was published.
    fn rectified(&self) -> String {
        let measures = self.hazard.remedy.as_ref().map_or("", |remedy| remedy.measures);
        if let Some(on) = self.hazard.closed_on.filter(|on| *on <= self.on) {
            return format!("整改措施为：{measures}。该隐患于{}经复查合格后销号。", chinese_day(on));
        }
        let due = self.hazard.remedy.as_ref().map_or(self.on, |remedy| remedy.due_on);
        let due = chinese_day(due);
        format!("截至公布之日，该隐患尚未销号，整改措施为：{measures}；整改期限至{due}。")
    }

    fn bases(&self) -> String {
        let mut bases: Vec<&str> = Vec::new();
        for decision in self.decisions {
            if !bases.contains(&decision.basis.as_str()) {
                bases.push(&decision.basis);
            }
        }
        format!("依据{}。", bases.join("、"))
    }

    fn lesson(&self) -> String {
        let more = match self.number % 4 {
            1 => {
                "企业自查发现、按规定报告并正在采取有效措施消除的重大事故隐患，可以依法从轻或者免予行政处罚。"
            }
            2 => "主要负责人应当每月组织对照判定标准全面排查，签字确认排查治理报告。",
            3 => "查出的问题应当登记入账，明确责任、措施、资金、期限和应急预案，整改后申请复查。",
            _ => "各县（市、区）应急管理局在执法检查中应当核对同类问题，并督促整改到位。",
        };
        format!("{}。{more}", self.criterion.lesson)
    }
}

/// How an enterprise came upon a hazard by itself, reported it and rectified it.
pub(super) fn practice(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    hazard: &Hazard,
    on: NaiveDate,
) -> String {
    let county = &plan.reporters[office.reporter];
    let facility = &registry.facilities[hazard.facility];
    let Some(firm) = facility.enterprise.map(|at| &registry.enterprises[at]) else { return String::new() };
    let closed = hazard.closed_on.unwrap_or(on);
    format!(
        "+++\ntitle = \"{county}{name}班组日常排查与每月全面排查相结合的做法\"\nkind = \"positive\"\nstatus = \"published\"\n\
         published_on = {on}\nnaming = \"full\"\nenterprise = \"{id}\"\nregion = \"{code}\"\n\
         review = {{ by = \"宣传教育岗\", on = {on} }}\n+++\n\n\
         ## 背景\n\n专项行动要求各非煤矿山企业每月对照重大事故隐患判定标准组织开展全面排查。{name}在每月全面排查的基础上，将排查延伸到班组。\n\n\
         ## 做法\n\n该企业将判定标准分解为岗位检查清单，每班交接时由班组长组织逐项检查并签字。能够立即整改的问题当班整改；不能立即整改的当日报告矿长，\
         明确责任、措施、资金、期限和应急预案。每月全面排查时，由主要负责人组织核对班组检查记录。\n\n\
         ## 成效\n\n该企业自查发现的重大事故隐患已按规定向应急管理部门和职工大会或者职工代表大会报告，在期限内完成整改，于{closed}经复查合格后销号。\
         登记、报告、整改和复查均有记录。\n\n\
         ## 可推广点\n\n一是检查清单按岗位编制，内容与判定标准逐条对应；二是班组检查记录纳入每月全面排查报告；三是整改结果在下一班交接时复核确认。\n",
        county = county.name,
        name = firm.name,
        id = firm.id,
        code = county.code,
        closed = chinese_day(closed),
    )
}

/// ，对该企业罚款7.7万元，对其主要负责人罚款2万元
fn rulings(decisions: &[&Decision]) -> String {
    let mut out = String::new();
    for one in decisions {
        let whom = if one.party == "unit" { "对该企业" } else { "对其主要负责人" };
        match (one.kind, one.amount_yuan) {
            ("fine", Some(yuan)) => {
                let _ = write!(out, "，{whom}罚款{}", money(yuan));
            }
            ("suspend", _) => out.push_str("，责令停产停业整顿"),
            ("withhold", _) => out.push_str("，暂扣安全生产许可证"),
            ("warning", _) => out.push_str("，给予警告"),
            _ => {}
        }
    }
    out
}

/// 示例浮山应急罚〔2023〕3号、示例浮山应急罚〔2023〕4号
fn numbers(decisions: &[&Decision]) -> String {
    let mut numbers: Vec<&str> = decisions.iter().map(|one| one.document_no.as_str()).collect();
    numbers.dedup();
    numbers.join("、")
}

/// 77000 is 7.7万元.
fn money(yuan: u64) -> String {
    let (whole, rest) = (yuan / 10_000, yuan % 10_000);
    let tail = format!("{rest:04}");
    let tail = tail.trim_end_matches('0');
    if tail.is_empty() { format!("{whole}万元") } else { format!("{whole}.{tail}万元") }
}

fn chinese_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
