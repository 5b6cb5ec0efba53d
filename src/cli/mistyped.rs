//! Words that are no command of ours: comes in what the parser of the command line found, goes out the same in
//! Chinese. In English it speaks for itself.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::stop::Stop;

/// In Chinese, with how the command is used; `None` for help and versions, which are no mistakes.
pub fn in_chinese(error: &clap::Error) -> Option<String> {
    let what = what(error)?;
    let mut lines = vec![format!("错误：{what}")];
    lines.extend(HINTS.iter().filter_map(|(kind, before, after)| {
        let words = words(error, *kind)?;
        Some(format!("  {before}：{words}{after}"))
    }));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        lines.push(format!("\n用法：{}", usage.trim().trim_start_matches("Usage:").trim_start()));
    }
    lines.push("\n详见 `--help`。".to_owned());
    Some(lines.join("\n"))
}

/// What was meant, perhaps, and what may be meant: what the parser notes of it, and the words around that.
const HINTS: [(ContextKind, &str, &str); 5] = [
    (ContextKind::SuggestedSubcommand, "是不是", "？"),
    (ContextKind::SuggestedArg, "是不是", "？"),
    (ContextKind::SuggestedValue, "是不是", "？"),
    (ContextKind::ValidSubcommand, "可用的有", ""),
    (ContextKind::ValidValue, "可用的有", ""),
];

fn what(error: &clap::Error) -> Option<String> {
    let argument = words(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = words(error, ContextKind::InvalidValue).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidValue if value == "``" => format!("{argument} 后面没有值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是 {value}"),
        ErrorKind::ValueValidation => match error.source().and_then(|source| source.downcast_ref::<Stop>()) {
            Some(Stop(say)) => format!("{argument}：{}", say.zh),
            None => format!("{argument} 不能是 {value}"),
        },
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项或参数"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", words(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingSubcommand => "没有写命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("还要写 {argument}"),
        ErrorKind::ArgumentConflict => match words(error, ContextKind::PriorArg) {
            Some(prior) if prior != argument => format!("{argument} 不能与 {prior} 同时写"),
            _ => format!("{argument} 写了不止一次"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值的个数不对")
        }
        ErrorKind::InvalidUtf8 => "有的参数不是 UTF-8".to_owned(),
        _ => "命令行看不懂".to_owned(),
    };
    Some(said)
}

/// What the parser noted of a kind, as code.
fn words(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let all = match error.get(kind)? {
        ContextValue::String(word) => vec![word.clone()],
        ContextValue::Strings(words) => words.clone(),
        ContextValue::Number(number) => vec![number.to_string()],
        _ => return None,
    };
    let all: Vec<String> = all.iter().map(|word| format!("`{word}`")).collect();
    (!all.is_empty()).then(|| all.join("、"))
}
