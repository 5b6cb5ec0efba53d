//! The command line, with help in two languages.
#![allow(clippy::doc_markdown)] // These comments are the help that people read in a terminal.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::language;
use super::stop::Stop;
use crate::diagnostic::{Format, Language, Say};
use crate::render::review::ReviewFormat;
use crate::say;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "gongshi", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// language of messages: zh or en [default: the site's, else the locale's]
    #[arg(long, global = true, value_name = "LANG", value_parser = parse_language)]
    pub lang: Option<Language>,
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// check the data and write the site
    Build(Build),
    /// check the data and say what is wrong
    Check(Check),
    /// say what a change does to the public: figures, names, records, method
    Diff(Diff),
    /// freeze a month: what is published of it now stays to be seen for good
    Close(Close),
    /// check a published site offline: its files, and what it says now against what it said first
    Verify(Verify),
    /// show the site in a browser on this machine, and again after every change
    Serve(Serve),
    /// write a new site
    Init(Init),
    /// work on how the site looks
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// explain a finding, the measures or the file formats
    Explain(Explain),
    /// print completions for a shell
    Completions { shell: Shell },
    /// print the manual page
    Man,
}

/// Where a site is and which day it is for.
#[derive(Debug, Args)]
pub struct SiteAndDay {
    /// the directory that holds gongshi.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// the day the figures are of [default: SOURCE_DATE_EPOCH, else gongshi.toml, else today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    pub place: SiteAndDay,
    /// the directory the site is written to [default: public below the root]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// remove files from it that no build put there
    #[arg(long)]
    pub clean: bool,
    /// where the site will stand, instead of gongshi.toml's
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<String>,
    /// the manifest.json of the site that is published, whose editions must all be there [default: the output's]
    #[arg(long, value_name = "FILE")]
    pub published: Option<PathBuf>,
    /// a month whose published edition may be another, on purpose
    #[arg(long, value_name = "PERIOD")]
    pub replace_edition: Vec<String>,
    /// say how long each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// the folder of a site, or its manifest.json
    pub site: PathBuf,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub place: SiteAndDay,
    /// how findings are shown; human: every error, the first warnings of each kind; others: all
    #[arg(long, value_enum, default_value_t = FormatWord::Human)]
    pub format: FormatWord,
    /// only what is new since this commit, or stands in a file that changed since; the rest is counted
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// count warnings as errors
    #[arg(long, value_name = "warnings", value_parser = ["warnings"])]
    pub deny: Option<String>,
    /// say how long each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// the branch, tag or commit to compare with; from where both come
    pub base: String,
    /// the branch, tag or commit that is proposed [default: the files as they stand]
    pub head: Option<String>,
    #[command(flatten)]
    pub place: SiteAndDay,
    /// a repository without a checkout; --root is then the site's folder in it
    #[arg(long, value_name = "DIR")]
    pub git_dir: Option<PathBuf>,
    /// compare the two as they are, not from where both come
    #[arg(long)]
    pub direct: bool,
    /// the day the old figures are of [default: that of the new ones]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub base_as_of: Option<NaiveDate>,
    /// how the difference is written
    #[arg(long, value_enum, default_value_t = ReviewWord::Human)]
    pub format: ReviewWord,
    /// exit 1 if there is a change of such a class
    #[arg(long, value_name = "CLASS", value_delimiter = ',',
        value_parser = ["privacy", "destroyed", "method", "rewritten", "revised", "open", "appended", "wording", "any"])]
    pub deny: Vec<String>,
    /// print the corrections that are still to be written, to be pasted into data/corrections.toml
    #[arg(long)]
    pub corrections: bool,
    /// print the lines data/named.csv still lacks, or all of it where there is none
    #[arg(long)]
    pub named: bool,
    /// exit 1 if anything but this reporter's data is touched
    #[arg(long, value_name = "REGION")]
    pub only: Option<String>,
    /// the file to write to [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Close {
    /// the month, such as 2023-06
    pub period: String,
    #[command(flatten)]
    pub place: SiteAndDay,
    /// although reports may still come in on time
    #[arg(long)]
    pub early: bool,
    /// a second edition of a month whose method changed; the first one stays
    #[arg(long, requires = "reason")]
    pub again: bool,
    /// why it is closed again, in a sentence for the public
    #[arg(long, value_name = "TEXT", requires = "again")]
    pub reason: Option<String>,
    /// the post that decided it, never a name
    #[arg(long, value_name = "POST")]
    pub approved_by: Option<String>,
}

/// The words for [`ReviewFormat`].
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ReviewWord {
    Human,
    Markdown,
    Html,
    Json,
}

impl ReviewWord {
    /// What it stands for.
    pub fn format(self) -> ReviewFormat {
        match self {
            Self::Human => ReviewFormat::Human,
            Self::Markdown => ReviewFormat::Markdown,
            Self::Html => ReviewFormat::Html,
            Self::Json => ReviewFormat::Json,
        }
    }
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub place: SiteAndDay,
    /// the port on this machine; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub port: u16,
}

#[derive(Debug, Args)]
pub struct Init {
    /// the directory to write to; it must hold nothing but git's own, or not exist; with --ci or --owners it may be a site
    pub dir: PathBuf,
    /// with what a host is to run: check, comment, publish, close, withdraw
    #[arg(long, value_name = "HOST", value_enum)]
    pub ci: Option<HostWord>,
    /// with who must approve what, of a table area,handle in the site: a CODEOWNERS for each host
    #[arg(long, value_name = "FILE")]
    pub owners: Option<PathBuf>,
    /// with an invented campaign
    #[arg(long)]
    pub sample: bool,
    /// reporters of the sample
    #[arg(long, value_name = "N", requires = "sample", value_parser = parse_some)]
    pub regions: Option<usize>,
    /// months of the sample
    #[arg(long, value_name = "N", requires = "sample", value_parser = parse_some)]
    pub months: Option<usize>,
    /// facilities of the sample
    #[arg(long, value_name = "N", requires = "sample")]
    pub facilities: Option<usize>,
    /// hazards of the sample
    #[arg(long, value_name = "N", requires = "sample")]
    pub hazards: Option<usize>,
    /// the same seed gives the same sample
    #[arg(long, value_name = "N", default_value_t = 2023, requires = "sample")]
    pub seed: u64,
}

/// A host of repositories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HostWord {
    Github,
    Gitlab,
    Gitee,
    Gitcode,
    Cnb,
    Forgejo,
}

/// What to do with a theme.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// write the built-in theme, or some of its files, into the site to change them there
    Eject(Eject),
}

#[derive(Debug, Args)]
pub struct Eject {
    /// files or folders of the theme, such as templates/home.html or strings [default: all]
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    /// the directory that holds gongshi.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// a code such as GS0102, or: measures, schema
    pub topic: String,
    /// the site whose measures to list
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// The words for [`Format`].
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatWord {
    Human,
    Short,
    Json,
    Github,
    Gitlab,
    Sarif,
}

impl From<FormatWord> for Format {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::Human => Self::Human,
            FormatWord::Short => Self::Short,
            FormatWord::Json => Self::Json,
            FormatWord::Github => Self::Github,
            FormatWord::Gitlab => Self::Gitlab,
            FormatWord::Sarif => Self::Sarif,
        }
    }
}

fn parse_language(word: &str) -> Result<Language, Stop> {
    match word {
        "zh" | "zh-CN" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        _ => Err(Stop(say!("`{word}` 不行；写 zh 或 en", "`{word}` will not do; write zh or en"))),
    }
}

fn parse_date(word: &str) -> Result<NaiveDate, Stop> {
    crate::parse::scalar::date(word).ok_or_else(|| {
        let written = word.len() == 10 && word.bytes().enumerate().all(|(at, byte)| is_of_date(at, byte));
        Stop(if written {
            say!("没有 {word} 这一天", "there is no such day as {word}")
        } else {
            say!("`{word}` 不是日期；写作 2023-11-25", "`{word}` is no date; write 2023-11-25")
        })
    })
}

/// Whether a byte may stand there in a date as we write it.
fn is_of_date(at: usize, byte: u8) -> bool {
    if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
}

fn parse_url(word: &str) -> Result<String, Stop> {
    match crate::parse::web::base_fault(word) {
        None => Ok(word.to_owned()),
        Some(Say { zh, en }) => Err(Stop(say!(
            "不是可用的网址：{zh}；写作 https://host/",
            "no web address to build on: {en}; write https://host/"
        ))),
    }
}

/// A sample of none is no sample.
fn parse_some(word: &str) -> Result<usize, Stop> {
    word.parse().ok().filter(|count| *count > 0).ok_or_else(|| {
        Stop(say!("`{word}` 不行；写 1 或更大的整数", "`{word}` will not do; write 1 or more"))
    })
}

/// Parses the words; help is in the language asked for, else in the locale's.
pub fn parse(words: &[OsString]) -> Result<Arguments, clap::Error> {
    let matches = command(asked(words)).try_get_matches_from(words)?;
    Arguments::from_arg_matches(&matches)
}

/// The language a `--lang` among the words asks for; clap has not parsed them yet.
pub fn asked(words: &[OsString]) -> Language {
    let mut words = words.iter().filter_map(|word| word.to_str());
    let mut found = None;
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        found = value.and_then(|value| parse_language(value).ok()).or(found);
    }
    found.unwrap_or_else(language::of_locale)
}

/// The command line, its help in one language.
#[must_use]
pub fn command(language: Language) -> clap::Command {
    let command = Arguments::command();
    if language == Language::En { command } else { chinese(command, "") }
}

/// English help and what it says in Chinese.
const CHINESE: [(&str, &str); 57] = [
    (
        "Checks, reconciles and publishes government progress figures kept as files in git: a static-site generator",
        "公示：核对、对账并发布以文件保存在 git 里的工作进展数据",
    ),
    (
        "language of messages: zh or en [default: the site's, else the locale's]",
        "提示所用语言：zh 或 en［默认：站点的语言，否则系统语言］",
    ),
    ("check the data and write the site", "核对数据并生成网站"),
    ("check the data and say what is wrong", "只核对数据，列出问题"),
    (
        "show the site in a browser on this machine, and again after every change",
        "在本机浏览器里看网站，改了文件随即更新",
    ),
    ("the port on this machine; 0 picks a free one", "本机端口；0 为任选一个空闲的"),
    ("write a new site", "新建一个站点"),
    ("work on how the site looks", "处理网站的外观"),
    (
        "write the built-in theme, or some of its files, into the site to change them there",
        "把自带的主题或其中几个文件写进站点，在站点里修改",
    ),
    (
        "files or folders of the theme, such as templates/home.html or strings [default: all]",
        "主题的文件或文件夹，如 templates/home.html、strings［默认：全部］",
    ),
    ("explain a finding, the measures or the file formats", "解释问题代码、指标或文件格式"),
    (
        "say what a change does to the public: figures, names, records, method",
        "说明一处改动会让公众看到什么变化：数、名称、记录、口径",
    ),
    (
        "the branch, tag or commit to compare with; from where both come",
        "与哪个分支、标签或提交比较；从两边的共同起点算起",
    ),
    (
        "the branch, tag or commit that is proposed [default: the files as they stand]",
        "所提的分支、标签或提交［默认：当前的文件］",
    ),
    (
        "a repository without a checkout; --root is then the site's folder in it",
        "没有检出的仓库；这时 --root 是站点在其中的目录",
    ),
    ("compare the two as they are, not from where both come", "直接比较两边，不从共同起点算起"),
    ("the day the old figures are of [default: that of the new ones]", "旧数的截至日［默认：与新数相同］"),
    ("how the difference is written", "差异的写法"),
    (
        "freeze a month: what is published of it now stays to be seen for good",
        "封存一个月：现在公布的数从此一直看得到",
    ),
    ("the month, such as 2023-06", "月份，如 2023-06"),
    ("although reports may still come in on time", "报送期限未满也封存"),
    (
        "a second edition of a month whose method changed; the first one stays",
        "算法变了的月份再封存一版；第一版保留",
    ),
    ("why it is closed again, in a sentence for the public", "再封存的原因，一句公开的话"),
    ("the post that decided it, never a name", "批准的岗位，不写姓名"),
    ("exit 1 if there is a change of such a class", "有这一类改动就以 1 退出"),
    (
        "print the corrections that are still to be written, to be pasted into data/corrections.toml",
        "列出还缺的更正，贴到 data/corrections.toml 末尾",
    ),
    (
        "print the lines data/named.csv still lacks, or all of it where there is none",
        "列出 data/named.csv 还缺的行；没有这个文件的，列出全部",
    ),
    ("exit 1 if anything but this reporter's data is touched", "动了这个单位以外的任何东西就以 1 退出"),
    ("the file to write to [default: stdout]", "写到哪个文件［默认：标准输出］"),
    ("print completions for a shell", "输出命令行补全脚本"),
    ("print the manual page", "输出手册页"),
    ("the directory that holds gongshi.toml", "gongshi.toml 所在目录"),
    (
        "the day the figures are of [default: SOURCE_DATE_EPOCH, else gongshi.toml, else today]",
        "数据截至日［默认：SOURCE_DATE_EPOCH，否则 gongshi.toml，否则今天］",
    ),
    (
        "the directory the site is written to [default: public below the root]",
        "网站写到哪个目录［默认：根目录下的 public］",
    ),
    (
        "the manifest.json of the site that is published, whose editions must all be there [default: the output's]",
        "已发布网站的 manifest.json，其中封存的月份须都还在［默认：输出目录里的］",
    ),
    ("a month whose published edition may be another, on purpose", "有意换掉已发布封存的月份"),
    ("the folder of a site, or its manifest.json", "网站的文件夹，或其中的 manifest.json"),
    (
        "check a published site offline: its files, and what it says now against what it said first",
        "离线核对一个已发布的网站：每个文件，以及现在说的与首次公布的",
    ),
    ("remove files from it that no build put there", "移除其中不是构建写的文件"),
    ("where the site will stand, instead of gongshi.toml's", "网站的网址，替代 gongshi.toml 里的"),
    ("say how long each stage took", "列出各阶段用时"),
    (
        "how findings are shown; human: every error, the first warnings of each kind; others: all",
        "问题的显示格式；human 列出所有错误和每种警告的前几条，其余格式全部列出",
    ),
    (
        "only what is new since this commit, or stands in a file that changed since; the rest is counted",
        "只列这个提交以来新有的，和改过的文件里的；其余只计数",
    ),
    ("count warnings as errors", "警告也算错误"),
    (
        "the directory to write to; it must hold nothing but git's own, or not exist; with --ci or --owners it may be a site",
        "写到哪个目录；须不存在，或除 git 的文件外为空；用 --ci、--owners 时可以是已有的站点",
    ),
    (
        "with what a host is to run: check, comment, publish, close, withdraw",
        "写出代码托管平台上要跑的作业：核对、评论、发布、封存、撤回",
    ),
    (
        "with who must approve what, of a table area,handle in the site: a CODEOWNERS for each host",
        "按站点里的 area,handle 表，为各平台写出由谁批准的 CODEOWNERS",
    ),
    ("with an invented campaign", "带一套虚构的示例数据"),
    ("reporters of the sample", "示例的填报单位数"),
    ("months of the sample", "示例的月数"),
    ("facilities of the sample", "示例的设施数"),
    ("hazards of the sample", "示例的隐患数"),
    ("the same seed gives the same sample", "随机种子，相同种子得到相同数据"),
    ("a code such as GS0102, or: measures, schema", "问题代码（如 GS0102），或 measures、schema"),
    ("the site whose measures to list", "列出哪个站点的指标"),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
];

/// The same with its help in Chinese; `above` is what is written before its name.
fn chinese(command: clap::Command, above: &str) -> clap::Command {
    let to = |text: &clap::builder::StyledStr| {
        let text = text.to_string();
        CHINESE.iter().find(|(en, _)| *en == text).map(|(_, zh)| *zh)
    };
    let about = command.get_about().and_then(to);
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let is_root = command.get_version().is_some();
    let command = command.disable_help_flag(true).arg(flag("help", 'h', ArgAction::Help, "Print help"));
    let command = if is_root {
        command.disable_version_flag(true).arg(flag("version", 'V', ArgAction::Version, "Print version"))
    } else {
        command
    };
    let command = command.mut_args(|argument| {
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let help = argument.get_help().and_then(to);
        let argument = argument.help_heading(heading);
        if !argument.get_action().takes_values() {
            return help.into_iter().fold(argument, Arg::help);
        }
        let default = argument.get_default_values().first().and_then(|value| value.to_str());
        let values = argument.get_possible_values();
        let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        let told = [("可选", values.join("、")), ("默认", default.unwrap_or_default().to_owned())];
        let told = told.iter().filter(|(_, values)| !values.is_empty());
        let told: Vec<String> = told.map(|(what, values)| format!("［{what}：{values}］")).collect();
        let help = help.unwrap_or_default().to_owned() + &told.concat();
        argument.help(help).hide_default_value(true).hide_possible_values(true)
    });
    let written = format!("{above}{}", command.get_name());
    let usage = usage(&command, &written);
    let below = written + " ";
    command
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .mut_subcommands(|command| chinese(command, &below))
}

/// How a command is written.
fn usage(command: &clap::Command, written: &str) -> String {
    let mut usage = format!("{written} [选项]");
    for argument in command.get_positionals() {
        let name =
            argument.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let marks = if argument.is_required_set() { [" <", name, ">"] } else { [" [", name, "]"] };
        usage.extend(marks);
        if argument.get_num_args().is_some_and(|number| number.max_values() > 1) {
            usage += "...";
        }
    }
    if command.has_subcommands() {
        usage += " <命令>";
    }
    usage
}

/// A flag clap would otherwise add in English.
fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_help_text_has_its_chinese() {
        fn texts(command: &clap::Command, out: &mut Vec<String>) {
            out.extend(command.get_about().map(ToString::to_string));
            out.extend(command.get_arguments().filter_map(|arg| arg.get_help().map(ToString::to_string)));
            command.get_subcommands().for_each(|sub| texts(sub, out));
        }
        let mut out = Vec::new();
        texts(&Arguments::command(), &mut out);
        for text in out {
            assert!(CHINESE.iter().any(|(en, _)| *en == text), "{text}");
        }
    }
}
