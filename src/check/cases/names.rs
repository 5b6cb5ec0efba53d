//! Names of people that a text should not hold: after the words for a post.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::super::Subject;
use crate::dataset::Case;
use crate::dataset::ledger::{Hazard, Row, Table, Text};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::say;

/// After these a name may follow.
const POSTS: [&str; 17] = [
    "法定代表人",
    "主要负责人",
    "实际控制人",
    "负责人",
    "董事长",
    "总经理",
    "经理",
    "矿长",
    "副矿长",
    "总工程师",
    "安全员",
    "技术员",
    "班长",
    "队长",
    "当事人",
    "职工",
    "工人",
];

/// Finds all of them at once.
static IN_TEXTS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(POSTS).expect("a few short words"));
/// The surnames of nine people in ten; the rest are left to whoever reviews.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘董袁余叶杜苏魏程吕丁沈姚卢傅钟姜崔谭廖范汪陆石戴贾韦夏邱侯邹熊孟秦阎薛段雷黎史龙陶贺顾毛郝龚邵钱严武莫孔汤尹";
/// Words that only look like a surname and a given name.
const WORDS: [&str; 41] = [
    "何时",
    "何人",
    "何种",
    "许可",
    "许多",
    "曾经",
    "曾因",
    "曾多次",
    "余下",
    "余人",
    "程度",
    "石料",
    "石方",
    "严重",
    "严格",
    "武装",
    "史料",
    "龙头",
    "毛石",
    "黄土",
    "周边",
    "周围",
    "周期",
    "夏季",
    "钟表",
    "段长",
    "汤池",
    "陆续",
    "姚某",
    "林业",
    "陈述",
    "陈旧",
    "雷管",
    "石门",
    "石块",
    "范围",
    "杜绝",
    "孔洞",
    "周末",
    "周六",
    "周日",
];
/// What may come right after a name.
const AFTER: &str =
    "，。；、：（）“” 未在对被处予批罚给由以向是有没拒擅违指等同的因将已明于从、与和及为任身作负牵，\n";

/// Warns of what looks like a name, and of posts that are not to be named.
pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    let listed = |name: &str| {
        case.persons.iter().chain(case.named.iter().map(|person| &person.name)).any(|at| at.value == name)
    };
    let in_text = after_posts(case.text())
        .into_iter()
        .map(|(span, name)| (span.start + case.body.start..span.end + case.body.start, name));
    // A reason is shown once the rest is not.
    let in_reasons = case
        .history
        .iter()
        .flat_map(|entry| after_posts(&entry.why).into_iter().map(|(_, name)| (entry.span.clone(), name)));
    for (span, _) in in_text.chain(in_reasons).filter(|(_, name)| !listed(name)) {
        let help = say!(
            "写成“某某”；或列进 `persons`，显示时自动隐去",
            "write 某某, or list it in `persons`, and it is masked wherever it is shown"
        );
        findings.push(like_a_name(case.place(&span)).help(help));
    }
    let posts = &subject.dataset.settings.privacy.named_posts;
    for person in case.named.iter().filter(|person| !posts.contains(&person.post.value)) {
        let post = &person.post.value;
        findings.push(
            Finding::new(
                Code::NamedPost,
                case.place(&person.post.span),
                say!("“{post}”不是依法公开姓名的岗位", "`{post}` is not a post whose holder is to be named"),
            )
            .help(say!(
                "移到 `persons`；法律要求公开的，把岗位写进 `gongshi.toml` 的 `[privacy] named_posts`",
                "move it to `persons`; where the law requires it, add the post to `[privacy] named_posts` of `gongshi.toml`"
            )),
        );
    }
}

fn like_a_name(place: Place) -> Finding {
    Finding::new(Code::PersonNamed, place, say!("这里像是人名", "this looks like a person's name"))
}

/// Warns of names where the ledgers and the corrections are to say a post, in what they tell the public, and on pages.
pub(super) fn elsewhere(subject: Subject, findings: &Findings) {
    let (dataset, ledger) = (subject.dataset, &subject.dataset.ledger);
    let warn = |place: Place| findings.push(like_a_name(place).help(no_names()));
    let in_hazards = ledger.hazards.rows().par_iter().flat_map_iter(|row| {
        let columns = of_hazard(&ledger.hazards, row);
        columns.map(|column| like_a_name(ledger.hazards.cell(row, column)).help(no_names()))
    });
    findings.extend(in_hazards.collect::<Vec<_>>());
    findings.extend(after_posts_in(&ledger.inspections, "organ", |row| row.organ));
    findings.extend(after_posts_in(&ledger.decisions, "status_reason", |row| row.status_reason));
    findings.extend(after_posts_in(&ledger.notices, "reason", |row| row.reason));
    for correction in &dataset.corrections {
        if is_or_holds_name(&correction.approved_by) || !after_posts(&correction.reason).is_empty() {
            warn(correction.file.place(&correction.what.span));
        }
    }
    for page in &dataset.pages {
        for (span, _) in after_posts(&page.file.text[page.body.clone()]) {
            warn(page.file.place(&(span.start + page.body.start..span.end + page.body.start)));
        }
    }
}

/// The rows of a ledger with what looks like a name after a post in one of its columns.
fn after_posts_in<T: Row + Sync>(
    table: &Table<T>,
    column: &str,
    text: impl Fn(&T) -> Text + Sync,
) -> Vec<Finding> {
    let rows = table.rows().par_iter().filter(|row| !after_posts(table.text(row, text(row))).is_empty());
    rows.map(|row| like_a_name(table.cell(row, column)).help(no_names())).collect()
}

fn no_names() -> Say {
    say!("写职务，不写姓名", "write the post, not the name")
}

/// The columns of a hazard that hold what looks like a name: those that are to be posts, and texts with one after a post.
fn of_hazard<'t>(table: &'t Table<Hazard>, row: &'t Hazard) -> impl Iterator<Item = &'static str> + use<'t> {
    let posts = [(row.responsible, "responsible"), (row.reviewed_by, "reviewed_by")];
    let texts = [(row.description, "description"), (row.measures, "measures"), (row.listed_by, "listed_by")];
    let posts = posts.into_iter().filter(|(post, _)| is_or_holds_name(table.text(row, *post)));
    let texts = texts.into_iter().filter(|(text, _)| !after_posts(table.text(row, *text)).is_empty());
    posts.chain(texts).map(|(_, column)| column)
}

/// Whether a text that is to be posts holds somebody's name.
fn is_or_holds_name(text: &str) -> bool {
    text.split(['、', '；', '，', ';', ',']).any(|post| is_name_or_ends_in_one(post.trim()))
}

/// Whether what is to be a post is somebody's name, or ends in one.
fn is_name_or_ends_in_one(text: &str) -> bool {
    const POST_ENDS: &str = "长员部科室局厅队组办师工处站所矿厂司任理人主记";
    // Nearly every cell is a post and no more; a nation has 190,000 of them.
    if text.ends_with(|c| POST_ENDS.contains(c)) {
        return false;
    }
    match text.chars().count() {
        0 | 1 => false,
        2 | 3 => name_at(text) == Some(text.len()),
        _ => !after_posts(text).is_empty(),
    }
}

/// Everything after a post that looks like a name.
fn after_posts(text: &str) -> Vec<(Range<usize>, &str)> {
    // A nation's ledgers have a million texts: one pass looks for all posts.
    let ends = IN_TEXTS.find_overlapping_iter(text).map(|post| post.end());
    let named = |start: usize| {
        let end = start + name_at(&text[start..])?;
        Some((start..end, &text[start..end]))
    };
    let mut found: Vec<_> = ends.filter_map(named).collect();
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

/// How many bytes of a name a text begins with: two characters, else three.
fn name_at(text: &str) -> Option<usize> {
    let characters: Vec<char> = text.chars().take(4).collect();
    let is_name = |length: usize| {
        let name = characters.get(..length)?;
        let word: String = name.iter().collect();
        let chinese = name.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        let ends = characters.get(length).is_none_or(|c| AFTER.contains(*c));
        let known = SURNAMES.contains(name[0]) && !WORDS.iter().any(|other| word.starts_with(other));
        (chinese && ends && known && !word.contains('某')).then_some(word.len())
    };
    is_name(2).or_else(|| is_name(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_no_name() {
        for name in ["王建国", "李明", "矿长王建国", "安全员李明", "安全科、李明"] {
            assert!(is_or_holds_name(name), "{name}");
        }
        for post in ["矿长", "安全科", "段长", "总工程师", "王某某", "生产副矿长", "石料厂", "", "马班长"]
        {
            assert!(!is_or_holds_name(post), "{post}");
        }
    }

    #[test]
    fn names_follow_posts() {
        let names = |text| after_posts(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("对法定代表人王建国、矿长李明处罚"), ["王建国", "李明"]);
        for plain in [
            "法定代表人王某某未履职",
            "主要负责人未带队",
            "矿长安全意识淡薄",
            "负责人何时到场",
            "工人严重违章",
            "当事人陈述，班长雷管未清点",
            "矿长周末未带班",
        ] {
            assert_eq!(names(plain), Vec::<&str>::new(), "{plain}");
        }
    }
}
