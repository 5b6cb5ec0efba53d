//! A difference as a reviewer reads it: for a terminal, for the comment of a host, as a page of its own, for programs.
//!
//! In: a [`Difference`]. Out: text. All four say the same; what they print of the data are ids and the titles of regions
//! and measures, each made harmless for where it goes, and numbers that are or were published.

mod drafts;
mod html;
mod human;
mod json;
mod markdown;
mod sentences;

use crate::compare::{Attention, Difference, FigureChange, PublicChange, ShownFigure};
use crate::dataset::Span;
use crate::diagnostic::{Finding, Language, Place, Positions, Say, Severity};
use crate::figures::{Status, format_decimal};
use crate::say;

pub use drafts::{drafts, names_wanting};

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewFormat {
    /// For a terminal.
    Human,
    /// For the comment of a host.
    Markdown,
    /// A page without script.
    Html,
    /// One object.
    Json,
}

/// What is written of a comparison, beside what it found.
#[derive(Debug)]
pub struct Review<'r> {
    #[allow(missing_docs)]
    pub difference: &'r Difference,
    /// The commits by their ids; none for a work tree.
    pub base: Option<&'r str>,
    #[allow(missing_docs)]
    pub head: Option<&'r str>,
    /// Lines of the new side.
    pub positions: Positions<'r>,
    /// The site's folder in its repository, before every path that a host is to find.
    pub prefix: &'r str,
}

impl Review<'_> {
    /// Written out.
    #[must_use]
    pub fn write(&self, format: ReviewFormat, language: Language) -> String {
        match format {
            ReviewFormat::Human => human::write(self, language),
            ReviewFormat::Markdown => markdown::write(self, language),
            ReviewFormat::Html => html::write(self, language),
            ReviewFormat::Json => json::write(self),
        }
    }

    /// A path from the top of the repository, and its line.
    fn place(&self, place: &Place) -> (String, u32) {
        let ((line, _), _) = self.positions.of(place);
        (format!("{}{}", self.prefix, place.path), line)
    }

    /// A finding by its code's own words and its place: its message may hold what nobody else is to read.
    fn found(&self, finding: &Finding) -> Say {
        let (path, line) = self.place(&finding.place);
        let (id, title) = (finding.code.id(), finding.code.entry().title());
        let (zh, en) = match finding.severity {
            Severity::Error => ("错误", "error"),
            Severity::Warning => ("警告", "warning"),
        };
        Say {
            zh: format!("新{zh} {id} {}：`{path}:{line}`", title.zh),
            en: format!("new {en} {id} {}: `{path}:{line}`", title.en),
        }
    }

    /// The line that is read first: what kind of change it is, and the worst of it.
    fn verdict(&self) -> (Attention, Say) {
        let difference = self.difference;
        let first = difference.changes.first();
        let (mark, what) = match (difference.is_publishable, first) {
            (false, _) => {
                let errors = sentences::errors(difference);
                let what = if errors == 0 {
                    say!("不能发布", "cannot be published")
                } else {
                    say!("不能发布：{errors} 个错误", "cannot be published: errors: {errors}")
                };
                (Attention::Red, what)
            }
            (true, None) => return (Attention::White, say!("无公开变化", "no public change")),
            (true, Some(_)) if difference.is_append_only() && first_is_new(difference) => {
                (Attention::Green, say!("只增不改", "appended only"))
            }
            (true, Some(change)) => (change.class.mark(), sentences::class(change)),
        };
        let Some(change) = first else { return (mark, what) };
        let title = sentences::title(change);
        (mark, Say { zh: format!("{}：{}", what.zh, title.zh), en: format!("{}: {}", what.en, title.en) })
    }

    /// What is said before the changes: whether it stands, what a day more does, what is mixed.
    fn lead(&self) -> Vec<Say> {
        let difference = self.difference;
        let mut lines = Vec::new();
        let errors = sentences::errors(difference);
        let warnings = difference.new_findings.len() - errors;
        let kept = difference.findings_kept;
        lines.push(say!(
            "检查：新错误 {errors} 个，新警告 {warnings} 个，原有问题 {kept} 个",
            "checks: new errors {errors}, new warnings {warnings}, as before {kept}"
        ));
        let told = difference.new_findings.iter().filter(|finding| !finding.code.is_confidential());
        lines.extend(told.take(FINDINGS).map(|finding| self.found(finding)));
        let more = difference.new_findings.len().saturating_sub(FINDINGS);
        if more > 0 {
            lines.push(say!(
                "其余 {more} 个见 `gongshi check --since`",
                "more, by `gongshi check --since`: {more}"
            ));
        }
        let (lowest, follow) = difference.figures;
        if lowest + follow > 0 {
            lines.push(say!(
                "已公布的数据：直接修改 {lowest} 个，相应变动 {follow} 个",
                "published figures: changed {lowest}, following {follow}"
            ));
        }
        let (added, gone) = (difference.pages.0.len(), difference.pages.1.len());
        if added + gone > 0 {
            lines.push(say!("页面：新增 {added}，减少 {gone}", "pages: added {added}, gone {gone}"));
        }
        if !difference.ranks.is_empty() {
            let ranks: Vec<String> = difference.ranks.iter().map(rank).collect();
            let (count, shown) =
                (ranks.len(), ranks.iter().take(RANKS).cloned().collect::<Vec<_>>().join("、"));
            let (zh, en) = if count > RANKS { (" 等", ", …") } else { ("", "") };
            lines.push(say!("排名变动 {count} 家：{shown}{zh}", "ranks that differ: {count} ({shown}{en})"));
        }
        if difference.is_mixed() {
            let count = difference.regions.len();
            lines.push(if count > 1 {
                say!(
                    "请分别提交：涉及 {count} 个单位的数据",
                    "propose it apart: reporters concerned: {count}"
                )
            } else {
                say!(
                    "请分别提交：数据与口径、外观或流程的改动混在一起",
                    "propose it apart: data together with method, looks or process"
                )
            });
        }
        if let Some((day, figures)) = difference.by_time.filter(|(_, figures)| *figures > 0) {
            lines.push(say!(
                "另外，自 {day} 以来仅因时间推移，有 {figures} 个数据变动",
                "besides, since {day} time alone changes figures: {figures}"
            ));
        }
        lines
    }
}

/// How many new findings are listed.
const FINDINGS: usize = 5;
/// How many ranks are listed in a line.
const RANKS: usize = 6;

fn rank(change: &crate::compare::RankChange) -> String {
    let place = |rank: Option<usize>| rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    format!("{} {}→{}", change.region.1, place(change.old), place(change.new))
}

fn first_is_new(difference: &Difference) -> bool {
    difference.changes.first().is_some_and(|change| change.class == crate::compare::ChangeClass::Appended)
}

fn mark(mark: Attention) -> &'static str {
    match mark {
        Attention::Red => "🔴",
        Attention::Orange => "🟠",
        Attention::Green => "🟢",
        Attention::White => "⚪",
    }
}

/// A figure as it is read: its number, or why there is none.
fn seen(seen: Option<ShownFigure>, language: Language) -> String {
    let Some(ShownFigure { status, value, partial }) = seen else {
        return say!("没有这一项", "(none)").to(language).to_owned();
    };
    let number = match (status, value) {
        (Status::Reported, Some(value)) => format_decimal(value, ""),
        (Status::Missing, _) => say!("未报", "not reported").to(language).to_owned(),
        (Status::NotApplicable, _) => say!("不适用", "n/a").to(language).to_owned(),
        (Status::Withheld | Status::Reported, _) => say!("不公布", "withheld").to(language).to_owned(),
    };
    match partial {
        Some((reported, expected)) => format!("{number}（{reported}/{expected}）"),
        None => number,
    }
}

/// Which figure: region, measure, period, span, unit.
fn figure(change: &FigureChange, language: Language) -> String {
    let span = match change.span {
        Span::Month => say!("当月", "month"),
        Span::ToDate => say!("累计", "to date"),
    };
    let FigureChange { title, unit, region, period, .. } = change;
    match language {
        Language::Zh => format!("{}，{period}，{title}，{}（{unit}）", region.1, span.zh),
        Language::En => format!("{}, {period}, {title}, {} ({unit})", region.1, span.en),
    }
}

/// How much a change moves.
fn reach(change: &PublicChange) -> Option<Say> {
    let (lowest, follow) = (change.figures.len(), change.follow);
    match (lowest, follow) {
        (0, 0) => None,
        (0, follow) => Some(say!("影响 {follow} 个数据", "figures that differ by it: {follow}")),
        (lowest, 0) => Some(say!("直接修改 {lowest} 个数据", "figures changed: {lowest}")),
        (lowest, follow) => Some(say!(
            "直接修改 {lowest} 个数据，另有 {follow} 个合计、累计、比率相应变动",
            "figures changed: {lowest}, sums, totals and rates that follow: {follow}"
        )),
    }
}
