//! `gongshi explain`: a finding, the measures, or the file formats.

use std::fmt::Write as _;

use super::arguments::Explain;
use super::stop::Stop;
use super::{CommandOutcome, language, options, report, schema};
use crate::dataset::Aggregation;
use crate::dataset::ledger::MEASURES;
use crate::diagnostic::{Code, Language, Severity};
use crate::release::Release;
use crate::say;
use crate::source::WorkTree;

/// Runs it.
pub fn execute(words: &Explain, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    match words.topic.as_str() {
        "measures" => measures(words, lang),
        "schema" => {
            report::data(&schema::guide(language::settle(lang, None)))?;
            Ok(CommandOutcome::Fine)
        }
        id => {
            let code = Code::find(id).ok_or_else(|| {
                let last = Code::table().last().map_or("", |entry| entry.id);
                Stop::error(say!(
                    "{id}：没有这个代码或题目；可写 GS0101 … {last}、measures、schema",
                    "{id}: no such code or topic; GS0101 … {last}, measures, schema"
                ))
            })?;
            report::data(&explanation(code, language::settle(lang, None)))?;
            Ok(CommandOutcome::Fine)
        }
    }
}

fn explanation(code: Code, language: Language) -> String {
    let entry = code.entry();
    let severity = match (entry.severity, language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "警告",
        (severity, Language::En) => severity.word(),
    };
    let shown = match (entry.severity, language) {
        (Severity::Error, _) => "",
        (Severity::Warning, Language::Zh) => {
            "\n`gongshi check` 只列这种警告的前几条，`--format short` 列出全部。\n"
        }
        (Severity::Warning, Language::En) => {
            "\n`gongshi check` shows the first few warnings of this kind, `--format short` all of them.\n"
        }
    };
    let (title, why) = (entry.title(), entry.why());
    format!("{} {severity}: {}\n\n{}\n{shown}", entry.id, title.to(language), why.to(language))
}

/// One line a measure: id, title, unit, how it adds up.
fn measures(words: &Explain, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    options::ensure_site_at(&words.root)?;
    let source = WorkTree::new(&words.root);
    let (release, findings, texts) = Release::of(&source, &options::options(None, None)?);
    let Some(release) = release else {
        report::errors(&findings.sorted(), &texts, language::settle(lang, None));
        return Ok(CommandOutcome::Findings);
    };
    let language = language::settle(lang, Some(release.public.settings()));
    let mut lines = String::new();
    let figures = &release.figures;
    let counted = figures.measures().iter();
    let counted =
        counted.map(|of| (of.id.as_str(), of.title.as_str(), of.unit.as_str(), of.aggregation, true));
    // A rule may name what this site does not count yet.
    let others = MEASURES.iter().filter(|of| figures.measure(of.id).is_none());
    let others = others.map(|of| (of.id, of.title, of.unit, of.entries.value().1, false));
    for (id, title, unit, aggregation, is_counted) in counted.chain(others) {
        let kind = match (aggregation, language) {
            (Aggregation::Flow, Language::Zh) => "流量：各月相加",
            (Aggregation::Distinct, Language::Zh) => "去重计数：各月不能相加",
            (Aggregation::Stock, Language::Zh) => "存量：取最近一期",
            (Aggregation::Flag, Language::Zh) => "是否：汇总计有几家",
            (Aggregation::Rate, Language::Zh) => "比率：分子、分母各自合计后相除",
            (Aggregation::Flow, Language::En) => "flow: months add up",
            (Aggregation::Distinct, Language::En) => "distinct: months do not add up",
            (Aggregation::Stock, Language::En) => "stock: the latest value",
            (Aggregation::Flag, Language::En) => "flag: regions count the yes",
            (Aggregation::Rate, Language::En) => "rate: the sum above by the sum below",
        };
        let absent = match language {
            Language::Zh => "；本站没有这本台账",
            Language::En => "; this site keeps no such ledger",
        };
        let kept = if is_counted { "" } else { absent };
        let _ = writeln!(lines, "{id}\t{title}\t{unit}\t{kind}{kept}");
    }
    report::data(&lines)?;
    Ok(CommandOutcome::Fine)
}
