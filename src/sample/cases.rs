//! Comes in: a reporter's ledgers. Goes out: typical cases about its invented enterprises, as files below
//! `content/cases/`; real ones from elsewhere are the same in every site.
//!
//! Every sum and article is that of the decisions, so that the checks of cases hold. No chance is drawn here: a case
//! more changes no figure.

use std::fmt::Write;
use std::io;

use chrono::{Datelike, Days, NaiveDate};

use super::Emit;
use super::enforcement::Decision;
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::tally::Ledgers;

/// Published by national and provincial authorities, told in our own words with their source.
pub(super) const ELSEWHERE: [(&str, &str); 11] = [
    ("2013/zhangqiu", include_str!("../../content/cases/2013/zhangqiu.md")),
    ("2015/lianghe", include_str!("../../content/cases/2015/lianghe.md")),
    ("2021/lueyang", include_str!("../../content/cases/2021/lueyang.md")),
    ("2021/qingliu", include_str!("../../content/cases/2021/qingliu.md")),
    ("2021/qixia", include_str!("../../content/cases/2021/qixia.md")),
    ("2022/daixian", include_str!("../../content/cases/2022/daixian.md")),
    ("2023/chenzhou", include_str!("../../content/cases/2023/chenzhou.md")),
    ("2024/guiyang", include_str!("../../content/cases/2024/guiyang.md")),
    ("2024/zhongxiang", include_str!("../../content/cases/2024/zhongxiang.md")),
    ("2025/shimian", include_str!("../../content/cases/2025/shimian.md")),
    ("2025/zhenghe", include_str!("../../content/cases/2025/zhenghe.md")),
];

/// How many cases of its own a sample has.
const MOST: usize = 6;
/// Every third is for learning from, and names nobody.
const MASKED: usize = 3;

/// The cases of a sample so far.
#[derive(Default)]
pub(super) struct Cases {
    count: usize,
    withdrawn: bool,
    praised: bool,
}

impl Cases {
    /// Writes a case of a county, where one of its penalties makes one.
    pub(super) fn tell(
        &mut self,
        plan: &SamplePlan,
        registry: &Registry,
        office: &Office,
        ledgers: &Ledgers,
        emit: &mut Emit,
    ) -> io::Result<()> {
        let desk = CaseDesk { plan, registry, office, ledgers };
        if office.reporter == 0 {
            return Ok(());
        }
        if let Some(first) = desk.revoked().filter(|_| !self.withdrawn) {
            self.withdrawn = true;
            emit("content/cases/2023/withdrawn-1.md", &desk.withdrawn(first))?;
        }
        if self.count < MOST
            && let Some(decisions) = desk.exposable()
        {
            self.count += 1;
            let masked = self.count.is_multiple_of(MASKED);
            emit(
                &format!("content/cases/2023/exposed-{}.md", self.count),
                &desk.exposed(&decisions, masked),
            )?;
        }
        if let Some(enterprise) = desk.exemplary().filter(|_| !self.praised) {
            self.praised = true;
            emit("content/cases/2023/practice-1.md", &desk.practice(enterprise))?;
        }
        Ok(())
    }
}

struct CaseDesk<'a> {
    plan: &'a SamplePlan,
    registry: &'a Registry,
    office: &'a Office,
    ledgers: &'a Ledgers,
}

impl CaseDesk<'_> {
    /// The penalties of the first case that fined a unit and has been public for some days.
    fn exposable(&self) -> Option<Vec<&Decision>> {
        let public = |decision: &&Decision| decision.is_valid_penalty() && decision.published_on.is_some();
        let all = || self.ledgers.decisions.iter().filter(public);
        let first = all().find(|one| {
            let ready = self.exposed_on(&[one]) <= self.plan.as_of;
            (one.party, one.kind) == ("unit", "fine") && one.hazard.is_some() && ready
        })?;
        Some(all().filter(|one| one.case == first.case).collect())
    }

    /// A fine that was published and then revoked, early enough for its case to follow.
    fn revoked(&self) -> Option<&Decision> {
        self.ledgers.decisions.iter().find(|one| {
            let followed = one.revoked_on.is_some_and(|on| on + Days::new(1) <= self.plan.as_of);
            let published = one.published_on.zip(one.revoked_on).is_some_and(|(first, then)| first < then);
            followed && published && one.party == "unit" && one.hazard.is_some()
        })
    }

    /// The enterprise of the first hazard it found itself and rectified.
    fn exemplary(&self) -> Option<usize> {
        let hazards = self.ledgers.hazards.iter();
        let mut own = hazards.filter(|one| one.source.code() == "self" && one.is_rectified());
        own.find_map(|one| self.registry.facilities[one.facility].enterprise)
    }

    fn exposed_on(&self, decisions: &[&Decision]) -> NaiveDate {
        let published = decisions.iter().filter_map(|one| one.published_on).max();
        published.unwrap_or(self.plan.as_of) + Days::new(5)
    }

    fn exposed(&self, decisions: &[&Decision], masked: bool) -> String {
        let first = decisions[0];
        let on = self.exposed_on(decisions);
        let history = [
            self.step(first.decided_on, "notified", "拟公开曝光，告知当事人", "曝告"),
            self.step(on, "published", "告知期满，没有异议", "曝光"),
        ];
        let naming = if masked { "masked" } else { "full" };
        self.negative(decisions, "published", on, naming, &history)
    }

    fn withdrawn(&self, decision: &Decision) -> String {
        let on = decision.published_on.unwrap_or(decision.decided_on);
        let gone = decision.revoked_on.unwrap_or(on) + Days::new(1);
        let history = [
            self.step(decision.decided_on, "notified", "拟公开曝光，告知当事人", "曝告"),
            self.step(on, "published", "告知期满，没有异议", "曝光"),
            self.step(gone, "withdrawn", "复核发现认定事实有误，处罚决定已自行撤销", "曝撤"),
        ];
        self.negative(&[decision], "withdrawn", on, "full", &history)
    }

    fn step(&self, on: NaiveDate, to: &str, why: &str, series: &str) -> String {
        let number = self.office.document_no(series, on.year(), 1);
        format!("  {{ on = {on}, to = \"{to}\", why = \"{why}\", document_no = \"{number}\" }},\n")
    }

    fn negative(
        &self,
        decisions: &[&Decision],
        status: &str,
        on: NaiveDate,
        naming: &str,
        history: &[String],
    ) -> String {
        let first = decisions[0];
        let enterprise = &self.registry.enterprises[first.enterprise];
        let facility = &self.registry.facilities[first.facility];
        let county = &self.plan.reporters[self.office.reporter].name;
        let hazard = first.hazard.map(|at| &self.ledgers.hazards[at]);
        let ids = decisions.iter().map(|one| format!("\"{}\"", one.id)).collect::<Vec<_>>().join(", ");
        let mut out = format!(
            "+++\ntitle = \"{county}{}未消除重大事故隐患案\"\nkind = \"negative\"\nstatus = \"{status}\"\npublished_on = {on}\n\
             naming = \"{naming}\"\nenterprise = \"{}\"\nactions = [{ids}]\n",
            enterprise.name, enterprise.id
        );
        if let Some(hazard) = hazard {
            let _ = writeln!(out, "hazards = [\"{}\"]", hazard.id);
            let _ = hazard.criterion.map(|code| writeln!(out, "criteria = [\"{code}\"]"));
        }
        let batch = self.plan.calendar.window(on).saturating_sub(1).max(1);
        let _ = write!(out, "batch = {batch}\nhistory = [\n{}]\n", history.concat());
        let _ = write!(out, "review = {{ by = \"执法审核岗\", on = {on} }}\n+++\n\n## 基本案情\n\n");
        let found = hazard.map_or("存在重大事故隐患", |hazard| {
            hazard.description.split('，').next().unwrap_or_default()
        });
        let _ = write!(
            out,
            "{}，{}检查{}所属{}，查明{found}，判定为重大事故隐患。\n\n## 违法事实\n\n",
            chinese_day(hazard.map_or(first.decided_on, |hazard| hazard.found_on)),
            self.office.name,
            enterprise.name,
            facility.name
        );
        out.push_str("企业没有及时发现并消除重大事故隐患，违反了《安全生产法》第四十一条第二款的规定。\n\n## 处理结果\n\n");
        let _ = write!(
            out,
            "{}{}。\n\n## 法律依据\n\n依据{}。\n\n",
            self.office.name,
            rulings(decisions),
            bases(decisions)
        );
        out.push_str("## 警示意义\n\n重大事故隐患不消除，不得生产。企业自己查出来并改好的，不在曝光之列；等到执法人员查出来，就要依法处罚、公开。\n");
        out
    }

    fn practice(&self, enterprise: usize) -> String {
        let county = &self.plan.reporters[self.office.reporter];
        let firm = &self.registry.enterprises[enterprise];
        let on = self.plan.calendar.periods[0].to + Days::new(20);
        format!(
            "+++\ntitle = \"{0}{1}班组每日查隐患的做法\"\nkind = \"positive\"\nstatus = \"published\"\npublished_on = {on}\n\
             naming = \"full\"\nenterprise = \"{2}\"\nregion = \"{3}\"\nreview = {{ by = \"宣传教育岗\", on = {on} }}\n+++\n\n\
             ## 背景\n\n专项行动要求主要负责人每季度带队检查，但隐患每天都会产生。\n\n\
             ## 做法\n\n每班交接时，班组按岗位清单查一遍，查出的当场登记，能改的当班改，改不了的当天报到矿长。\n\n\
             ## 成效\n\n自查发现的重大事故隐患已经整改销号，登记、整改、复查都有记录。\n\n\
             ## 可推广点\n\n清单短，一页纸；登记在班前会上念；改没改，下一班说了算。\n",
            county.name, firm.name, firm.id, county.code
        )
    }
}

/// 责令限期改正，罚款7.7万元，对主要负责人罚款2万元
fn rulings(decisions: &[&Decision]) -> String {
    let mut out = "责令限期改正".to_owned();
    for one in decisions {
        let whom = if one.party == "unit" { "对该企业" } else { "对其主要负责人" };
        match (one.kind, one.amount_yuan) {
            ("fine", Some(yuan)) => {
                let _ = write!(out, "，{whom}罚款{}", money(yuan));
            }
            ("suspend", _) => out.push_str("，责令停产整顿"),
            ("withhold", _) => out.push_str("，暂扣安全生产许可证"),
            ("warning", _) => out.push_str("，给予警告"),
            _ => {}
        }
    }
    out
}

/// 77000 is 7.7万元.
fn money(yuan: u64) -> String {
    let (whole, rest) = (yuan / 10_000, yuan % 10_000);
    let tail = format!("{rest:04}");
    let tail = tail.trim_end_matches('0');
    if tail.is_empty() { format!("{whole}万元") } else { format!("{whole}.{tail}万元") }
}

fn bases(decisions: &[&Decision]) -> String {
    let mut bases: Vec<&str> = decisions.iter().map(|one| one.basis).collect();
    bases.dedup();
    bases.join("、")
}

fn chinese_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
