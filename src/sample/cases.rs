//! Comes in: a reporter's ledgers. Goes out: typical cases about its invented enterprises, as files below
//! `content/cases/`; real ones from elsewhere are the same in every site.
//!
//! Every sum and article is that of the decisions, so that the checks of cases hold. Nobody is praised who is penalised or has a
//! listed hazard open. No chance is drawn here: a case more changes no figure.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

use chrono::{Days, NaiveDate};

use super::Emit;
use super::calendar::{worked_day_from, worked_days_after};
use super::decision::Decision;
use super::hazards::Hazard;
use super::kinds::Trouble;
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::tally::Ledgers;
use super::telling::{CaseText, practice};

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

/// The cases of a sample so far.
#[derive(Default)]
pub(super) struct Cases {
    count: usize,
    withdrawn: bool,
    praised: bool,
    /// What was wrong in the cases told: another thing is told next, where there is one.
    told: Vec<Trouble>,
    /// Enterprises that were penalised, made known or have a hazard listed, by any reporter so far.
    blamed: BTreeSet<usize>,
}

impl Cases {
    /// Writes a case of a county, where one of its penalties makes one. The bureau, which looks at the whole city, comes
    /// first: what it decided is known when a county praises.
    pub(super) fn tell(
        &mut self,
        plan: &SamplePlan,
        registry: &Registry,
        office: &Office,
        ledgers: &Ledgers,
        emit: &mut Emit,
    ) -> io::Result<()> {
        let desk = CaseDesk { plan, registry, office, ledgers };
        self.blamed.extend(desk.blamed());
        if office.reporter == 0 {
            return Ok(());
        }
        if let Some(first) = desk.revoked().filter(|_| !self.withdrawn) {
            self.withdrawn = true;
            emit("content/cases/2023/withdrawn-1.md", &desk.withdrawn(first))?;
        }
        if self.count < MOST
            && let Some(decisions) = desk.exposable(&self.told)
        {
            self.count += 1;
            self.told.extend(desk.trouble(decisions[0]));
            let path = format!("content/cases/2023/exposed-{}.md", self.count);
            emit(&path, &desk.exposed(&decisions, self.count))?;
        }
        if let Some((hazard, on)) = desk.exemplary(&self.blamed).filter(|_| !self.praised) {
            self.praised = true;
            emit("content/cases/2023/practice-1.md", &practice(plan, registry, office, hazard, on))?;
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

impl<'a> CaseDesk<'a> {
    /// Whom nobody may praise.
    fn blamed(&self) -> impl Iterator<Item = usize> + 'a {
        let penalised = self.ledgers.decisions.iter().filter(|one| one.is_valid_penalty());
        let penalised = penalised.map(|one| one.enterprise);
        let noticed = self.ledgers.notices.iter().filter_map(|notice| notice.enterprise);
        let listed = self.ledgers.hazards.iter();
        let is_named = |one: &Hazard| one.major && one.source.code() != "self" && !one.is_rectified();
        let is_supervised = |one: &Hazard| one.listed_on.is_some() && one.delisted_on.is_none();
        let listed = listed.filter(move |one| is_supervised(one) || is_named(one));
        let facilities = &self.registry.facilities;
        penalised.chain(noticed).chain(listed.filter_map(|one| facilities[one.facility].enterprise))
    }

    /// The penalties of a case that fined a unit and has been public for some days, fines first: the first about something
    /// that was not told before, else the first.
    fn exposable(&self, told: &[Trouble]) -> Option<Vec<&'a Decision>> {
        let public = |decision: &&Decision| decision.is_valid_penalty() && decision.published_on.is_some();
        let all = || self.ledgers.decisions.iter().filter(public);
        let of_case = |first: &Decision| {
            let mut decisions: Vec<&Decision> = all().filter(|one| one.case == first.case).collect();
            decisions.sort_by_key(|one| one.amount_yuan.is_none());
            decisions
        };
        let fined = || {
            let on_units =
                all().filter(|one| (one.party, one.kind) == ("unit", "fine") && one.hazard.is_some());
            on_units.map(of_case).filter(|all| self.exposed_on(all) <= self.plan.as_of)
        };
        let is_new = |all: &Vec<&Decision>| self.trouble(all[0]).is_some_and(|one| !told.contains(&one));
        fined().find(is_new).or_else(|| fined().next())
    }

    fn trouble(&self, decision: &Decision) -> Option<Trouble> {
        let hazard = &self.ledgers.hazards[decision.hazard?];
        hazard.criterion.map(|criterion| criterion.trouble)
    }

    /// A fine that was published and then revoked, early enough for its case to follow.
    fn revoked(&self) -> Option<&'a Decision> {
        self.ledgers.decisions.iter().find(|one| {
            let followed = one.revoked_on.is_some_and(|on| worked_days_after(on, 1) <= self.plan.as_of);
            let published = one.published_on.zip(one.revoked_on).is_some_and(|(first, then)| first < then);
            followed && published && one.party == "unit" && one.hazard.is_some()
        })
    }

    /// The first hazard that an enterprise found itself, reported and rectified in time, and the day of praise: where nobody
    /// blames that enterprise for anything.
    fn exemplary(&self, blamed: &BTreeSet<usize>) -> Option<(&'a Hazard, NaiveDate)> {
        let mut own = self.ledgers.hazards.iter().filter(|one| {
            let owner = self.registry.facilities[one.facility].enterprise;
            let in_time = one.closed_on.zip(one.due_on()).is_some_and(|(closed, due)| closed <= due);
            one.source.code() == "self"
                && one.major
                && one.is_rectified()
                && in_time
                && !one.is_late()
                && owner.is_some_and(|owner| !blamed.contains(&owner))
        });
        own.find_map(|one| {
            let on = worked_days_after(one.closed_on?, 8);
            Some((one, on)).filter(|_| on <= self.plan.as_of)
        })
    }

    fn exposed_on(&self, decisions: &[&Decision]) -> NaiveDate {
        let published = decisions.iter().filter_map(|one| one.published_on).max();
        worked_day_from(published.unwrap_or(self.plan.as_of) + Days::new(5))
    }

    fn exposed(&self, decisions: &[&Decision], number: usize) -> String {
        let first = decisions[0];
        let mut on = self.exposed_on(decisions);
        // Every other waits for the end of the story.
        let closed_on = first.hazard.and_then(|at| self.ledgers.hazards[at].closed_on);
        let after = closed_on.map(|closed_on| worked_days_after(closed_on, 3));
        if let Some(after) = after.filter(|after| number.is_multiple_of(2) && *after <= self.plan.as_of) {
            on = on.max(after);
        }
        let history = [
            self.step(first.decided_on, "notified", "拟公开曝光，告知当事人", "曝告"),
            self.step(on, "published", "告知期满，没有异议", "曝光"),
        ];
        self.negative(decisions, "published", on, number, &history)
    }

    fn withdrawn(&self, decision: &Decision) -> String {
        let on = decision.published_on.unwrap_or(decision.decided_on);
        let gone = worked_days_after(decision.revoked_on.unwrap_or(on), 1);
        let history = [
            self.step(decision.decided_on, "notified", "拟公开曝光，告知当事人", "曝告"),
            self.step(on, "published", "告知期满，没有异议", "曝光"),
            self.step(gone, "withdrawn", "复核发现认定事实有误，处罚决定已自行撤销", "曝撤"),
        ];
        self.negative(&[decision], "withdrawn", on, 1, &history)
    }

    fn step(&self, on: NaiveDate, to: &str, why: &str, series: &str) -> String {
        let number = self.office.document_no(series, chrono::Datelike::year(&on), 1);
        format!("  {{ on = {on}, to = \"{to}\", why = \"{why}\", document_no = \"{number}\" }},\n")
    }

    /// The `number`-th of the sample, in full: its penalties are public.
    fn negative(
        &self,
        decisions: &[&Decision],
        status: &str,
        on: NaiveDate,
        number: usize,
        history: &[String],
    ) -> String {
        let first = decisions[0];
        let enterprise = &self.registry.enterprises[first.enterprise];
        let county = &self.plan.reporters[self.office.reporter].name;
        let hazard = first.hazard.map(|at| &self.ledgers.hazards[at]);
        let Some((hazard, criterion)) = hazard.and_then(|hazard| Some((hazard, hazard.criterion?))) else {
            return String::new();
        };
        let text = CaseText {
            office: self.office,
            enterprise,
            facility: &self.registry.facilities[first.facility],
            hazard,
            criterion,
            decisions,
            on,
            number,
        };
        let ids = decisions.iter().map(|one| format!("\"{}\"", one.id)).collect::<Vec<_>>().join(", ");
        let mut out = format!(
            "+++\ntitle = \"{county}{}{}案\"\nkind = \"negative\"\nstatus = \"{status}\"\npublished_on = {on}\n\
             naming = \"full\"\nenterprise = \"{}\"\nactions = [{ids}]\n",
            enterprise.name,
            text.failing(),
            enterprise.id
        );
        let _ = writeln!(out, "hazards = [\"{}\"]\ncriteria = [\"{}\"]", hazard.id, criterion.code);
        let batch = self.plan.calendar.window(on).saturating_sub(1).max(1);
        let _ = write!(out, "batch = {batch}\nhistory = [\n{}]\n", history.concat());
        let _ = write!(out, "review = {{ by = \"执法审核岗\", on = {on} }}\n+++\n\n");
        out.push_str(&text.written());
        out
    }
}
