//! The front matter of a case: typed values whose references hold, or findings where they stand.

use chrono::NaiveDate;

use super::{Case, CheckedByHand, FirstPublished, KINDS, LifeEntry, Naming, Person, sections};
use crate::dataset::ledger::{DecisionAt, Found, Row, Table};
use crate::dataset::publication::{Publication, PublicationState, PublicationStep, STATES};
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::causes;
use crate::dataset::row_at::RowAt;
use crate::dataset::{Criterion, CriterionAt, Ledger, Regions};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::parse::{File, front_matter, scalar, web};
use crate::{limits, say};

const NAMINGS: [Choice<Naming>; 2] = [("full", "全称", Naming::Full), ("masked", "隐去", Naming::Masked)];

/// What cases refer to.
#[derive(Clone, Copy)]
pub(super) struct CaseReader<'d> {
    pub(super) ledger: &'d Ledger,
    pub(super) criteria: &'d [Criterion],
    pub(super) regions: &'d Regions,
    pub(super) findings: &'d Findings,
}

impl CaseReader<'_> {
    /// Reads one file.
    pub(super) fn case(self, file: &File) -> Option<Case> {
        let slug = self.slug(file)?;
        let Some(parts) = front_matter::split(&file.text) else {
            self.findings.push(
                Finding::new(
                    Code::NoFrontMatter,
                    file.place(&(0..0)),
                    say!("案例没有以 `+++` 起止的文件头", "the case has no front matter between `+++` lines"),
                )
                .help(say!("见 `gongshi explain schema`", "see `gongshi explain schema`")),
            );
            return None;
        };
        let text = toml::TomlText::part(file, parts.front);
        let table = toml::parse(text, self.findings)?;
        let fields = Fields::root(text, &table, self.findings);
        let (title, kind) = (fields.text("title"), fields.choice("kind", &KINDS));
        let (status, naming) = (at(&fields, "status", &STATES), at(&fields, "naming", &NAMINGS));
        let (published_on, expires_on) =
            (fields.date_or_none("published_on"), fields.date_or_none("expires_on"));
        let enterprise = fields.text_or_none("enterprise");
        let enterprise = enterprise.and_then(|id| row(&fields, &id, &self.ledger.enterprises));
        let actions = rows(&fields, &fields.texts("actions"), &self.ledger.decisions);
        let hazards = rows(&fields, &fields.texts("hazards"), &self.ledger.hazards);
        let criteria = self.criteria(&fields);
        let criteria_key = fields.raw("criteria").map(|(span, _)| span);
        let region_named = self.region(&fields);
        let of_enterprise = enterprise.as_ref().map(|at| self.ledger.enterprises.get(at.value).region);
        let region = region_named.as_ref().map(|at| at.value).or(of_enterprise);
        let batch = batch(&fields);
        let crime = fields.flag("dangerous_work_crime", false);
        let dangerous_work_crime = fields.raw("dangerous_work_crime").filter(|_| crime).map(|(span, _)| span);
        let source = fields.table("source").map(origin);
        let history: Vec<LifeEntry> = fields.tables("history").into_iter().filter_map(entry).collect();
        let review = fields.table("review").and_then(review);
        let persons = fields.texts("persons");
        let named = fields.tables("named").into_iter().filter_map(named).collect();
        let purge = fields.texts("purge");
        let checked = fields.tables("checked").into_iter().filter_map(checked).collect();
        fields.done();
        let sections = sections::find(&file.text, parts.body.clone());
        let publication = self.publication(&history, published_on.as_ref(), expires_on.as_ref(), &actions);
        Some(Case {
            file: file.clone(),
            slug,
            title: title?,
            kind: kind?,
            status: status?,
            published_on,
            expires_on,
            naming: naming?,
            enterprise,
            region,
            region_named,
            actions,
            hazards,
            criteria,
            criteria_key,
            batch,
            dangerous_work_crime,
            source,
            history,
            review,
            persons,
            named,
            purge,
            checked,
            body: parts.body,
            sections,
            publication,
            is_held_back: false,
        })
    }

    /// The last part of the address: `content/cases/<year>/<slug>.md`.
    fn slug(self, file: &File) -> Option<String> {
        let path = file.path.strip_prefix("content/cases/")?.strip_suffix(".md")?;
        let parts = path.split_once('/').filter(|(year, slug)| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            year.len() == 4
                && year.parse::<u16>().is_ok()
                && !slug.is_empty()
                && slug.bytes().all(plain)
                && scalar::fits_address(slug)
        });
        if parts.is_none() {
            self.findings.push(
                Finding::new(
                    Code::BadId,
                    file.place(&(0..0)),
                    say!("案例的路径 `{path}` 不能作网址", "the path `{path}` of a case cannot be an address"),
                )
                .help(say!(
                    "放在 `content/cases/<年份>/<名字>.md`，名字用小写字母、数字和 `-`，最多 {} 个，不含企业、人名的拼音",
                    "put it at `content/cases/<year>/<name>.md`, in lower-case letters, digits and `-`, {} at most, and never spell a firm or a person in it",
                    limits::ID_CHARACTERS
                )),
            );
        }
        parts.map(|(_, slug)| slug.to_owned())
    }

    fn criteria(self, fields: &Fields) -> Vec<Spanned<CriterionAt>> {
        let codes = fields.texts("criteria");
        let found = codes.iter().filter_map(|code| {
            let known = CriterionAt::each(self.criteria).find(|(_, criterion)| criterion.code == code.value);
            if known.is_none() {
                let near = scalar::nearest(&code.value, self.criteria.iter().map(|one| one.code.as_str()));
                let help = near.map(|near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
                let message = say!("没有判定标准 `{}`", "unknown criterion `{}`", code.value);
                fields.report(Code::UnknownRow, &code.span, message, help);
            }
            known.map(|(at, _)| Spanned { value: at, span: code.span.clone() })
        });
        found.collect()
    }

    /// The region that is named.
    fn region(self, fields: &Fields) -> Option<Spanned<RegionAt>> {
        let code = fields.text_or_none("region")?;
        let region = self.regions.index(&code.value);
        if region.is_none() {
            let near = scalar::nearest(&code.value, self.regions.codes());
            let help = near.map(|near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
            let message = say!("没有 `{}` 这个地区", "unknown region `{}`", code.value);
            fields.report(Code::UnknownRegion, &code.span, message, help);
            fields.last_follows_from(causes::not_declared(&code.value));
        }
        Some(Spanned { value: region?, span: code.span })
    }

    /// The steps as written; `published_on` is one of them. A case with penalties is public no longer than
    /// they are.
    fn publication(
        self,
        history: &[LifeEntry],
        published_on: Option<&Spanned<NaiveDate>>,
        expires_on: Option<&Spanned<NaiveDate>>,
        actions: &[Spanned<DecisionAt>],
    ) -> Publication {
        let mut steps: Vec<PublicationStep> =
            history.iter().map(|entry| PublicationStep { on: entry.on, to: entry.to }).collect();
        let published = steps.iter().any(|step| step.to == PublicationState::Published);
        if let Some(on) = published_on.filter(|_| !published) {
            let at = steps.partition_point(|step| step.on <= on.value);
            steps.insert(at, PublicationStep { on: on.value, to: PublicationState::Published });
        }
        let decisions = || actions.iter().map(|at| self.ledger.decisions.get(at.value));
        let last = decisions()
            .filter(|decision| decision.kind.is_penalty())
            .map(|decision| decision.public_until)
            .max();
        // One decision whose credit was repaired takes the case with it: the firm is the same.
        let repaired_on = decisions().filter_map(|decision| decision.repaired_on).min();
        Publication { steps, expires_on: expires_on.map(|at| at.value).or(last), repaired_on }
    }
}

fn row<T: Row>(fields: &Fields, id: &Spanned<String>, table: &Table<T>) -> Option<Spanned<RowAt<T>>> {
    match table.find(&id.value) {
        Found::Row(index) => return Some(Spanned { value: index, span: id.span.clone() }),
        Found::Broken => return None,
        Found::Nothing => {}
    }
    let near = scalar::nearest(&id.value, table.rows().iter().map(|row| table.id(row)));
    let help = near.map(|near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
    let (value, (zh, en)) = (&id.value, T::NAME);
    fields.report(
        Code::UnknownRow,
        &id.span,
        say!("{zh}里没有 `{value}`", "`{value}` is not in {en}"),
        help.or_else(|| {
            Some(say!("先登记到台账，或改正编号", "enter it in the ledger first, or correct the id"))
        }),
    );
    if let Some(cause) = table.lacking(value, &fields.file().path) {
        fields.last_follows_from(cause);
    }
    None
}

fn rows<T: Row>(fields: &Fields, ids: &[Spanned<String>], table: &Table<T>) -> Vec<Spanned<RowAt<T>>> {
    ids.iter().filter_map(|id| row(fields, id, table)).collect()
}

fn at<T: Copy>(fields: &Fields, key: &'static str, choices: &[Choice<T>]) -> Option<Spanned<T>> {
    let value = fields.choice(key, choices)?;
    fields.raw(key).map(|(span, _)| Spanned { value, span })
}

/// What is wrong in it has been told; that it is there still counts.
fn origin(fields: Fields) -> FirstPublished {
    let (name, url) = (fields.text("name"), fields.text("url"));
    let fault = url.as_ref().and_then(|url| Some((url, web::link_fault(&url.value)?)));
    if let Some((url, Say { zh, en })) = fault {
        fields.report(
            Code::BadAddress,
            &url.span,
            say!("不是可用的网址：{zh}", "no address to link to: {en}"),
            Some(say!("写成 `https://…`", "write `https://…`")),
        );
    }
    fields.done();
    let text = |part: Option<Spanned<String>>| part.map(|part| part.value).unwrap_or_default();
    FirstPublished { name: text(name), url: text(url) }
}

fn entry(fields: Fields) -> Option<LifeEntry> {
    let (on, to) = (fields.date("on"), fields.choice("to", &STATES));
    let why = fields.text("why");
    let (document_no, span) = (fields.text_or_none("document_no"), fields.span());
    fields.done();
    Some(LifeEntry { on: on?.value, to: to?, why: why?.value, document_no, span })
}

/// Batches are counted from 1.
fn batch(fields: &Fields) -> Option<Spanned<u32>> {
    let batch = fields.whole_or_none("batch")?;
    if batch.value == 0 {
        let message = say!("没有第 0 批", "there is no batch 0");
        fields.report(Code::WrongType, &batch.span, message, Some(say!("从 1 写起", "count from 1")));
        return None;
    }
    Some(batch)
}

fn review(fields: Fields) -> Option<(Spanned<String>, NaiveDate)> {
    let (by, on) = (fields.text("by"), fields.date("on"));
    fields.done();
    Some((by?, on?.value))
}

/// Only what may be checked by a person can be checked off: a name or a number of somebody's never is.
fn checked(fields: Fields) -> Option<CheckedByHand> {
    let (code, says, reason) = (fields.text("code"), fields.text("says"), fields.text("reason"));
    let span = fields.span();
    let known = code.as_ref().and_then(|id| Code::find(&id.value).filter(|code| code.is_checked_by_hand()));
    if let Some(id) = code.as_ref().filter(|_| known.is_none()) {
        let value = &id.value;
        fields.report(
            Code::UnknownWord,
            &id.span,
            say!("`{value}` 不能标为核对过", "`{value}` cannot be checked off"),
            Some(say!(
                "写案例正文与台账核对的代码，如 `GS1304`；其余的要改正",
                "write a code that compares a case with its records, as `GS1304`; others are to be corrected"
            )),
        );
    }
    fields.done();
    Some(CheckedByHand { code: known?, says: says?.value, reason: reason?.value, span })
}

fn named(fields: Fields) -> Option<Person> {
    let (name, post) = (fields.text("name"), fields.text("post"));
    fields.done();
    Some(Person { name: name?, post: post? })
}
