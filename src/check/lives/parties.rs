//! Who is meant by a cell that names posts and offices: whoever puts a hazard right does not review it under another
//! way of writing.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::parse::scalar;

/// How a party's own people call it.
const OWN: [&str; 9] = ["本矿", "本企业", "本公司", "本厂", "我矿", "该矿", "该企业", "企业", "公司"];
/// Words of those who come from outside, though they may name the party they come to.
const OUTSIDE: [&str; 15] = [
    "局",
    "政府",
    "委员会",
    "安委",
    "指挥部",
    "领导小组",
    "监管",
    "监察",
    "专家",
    "协会",
    "第三方",
    "上级",
    "集团",
    "外聘",
    "评价",
];
/// Finds any of them in one pass: every reviewer of a nation is asked for.
static OUTSIDE_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut finder = AhoCorasick::builder();
    let finder = finder.kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(OUTSIDE);
    finder.expect("a few short words")
});
/// Endings that make the holder of a post of an office.
const HOLDERS: [&str; 4] = ["长", "主任", "负责人", "员"];
/// A holder's title is short: 副科长, 主要负责人.
const HOLDER_CHARACTERS: usize = 5;
/// Shorter names are parts of too many words.
const NAME_CHARACTERS: usize = 3;
/// What is left of a name that is written without its place.
const SHORT_NAME_CHARACTERS: usize = 5;

/// The posts and offices a cell names: half width, without blanks and without what stands in brackets.
pub(super) fn parts(text: &str) -> Vec<String> {
    let text: String = scalar::half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let text = without_brackets(&text);
    let parts = text.split(['、', ';', ',']).map(|part| part.trim_start_matches('由'));
    parts.filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}

/// What stands in a bracket that is not closed is kept.
fn without_brackets(text: &str) -> String {
    let mut left = text.to_owned();
    for (open, close) in [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')] {
        while let Some(end) = left.find(close) {
            let Some(start) = left[..end].rfind(open) else { break };
            left.replace_range(start..end + close.len_utf8(), "");
        }
    }
    left
}

/// Whether somebody from outside is meant.
pub(super) fn is_outside(part: &str) -> bool {
    OUTSIDE_WORDS.is_match(part)
}

/// Whether two parts are one, or an office and the holder of a post in it.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    let holds = |office: &str, holder: &str| {
        let title = holder.strip_prefix(office).filter(|_| office.chars().count() > 1);
        title.is_some_and(|title| {
            title.chars().count() <= HOLDER_CHARACTERS && HOLDERS.iter().any(|end| title.ends_with(end))
        })
    };
    one == other || holds(one, other) || holds(other, one)
}

/// Whether a part belongs to a party of this name: `本矿安全科`, `示例宏隆石灰岩矿安全科`, and the same without its place.
pub(super) fn is_of(part: &str, name: &str) -> bool {
    if OWN.iter().any(|own| part.starts_with(own)) && !is_outside(part) {
        return true;
    }
    // Nearly every reviewer comes from an office that says nothing of the mine.
    let end = name.char_indices().nth_back(1).map_or(name, |(at, _)| &name[at..]);
    let is_plain = end.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if is_plain && !part.contains(end) && is_outside(part) {
        return false;
    }
    let name: String = parts(name).concat();
    let named = |name: &str| part.split_once(name);
    if name.chars().count() < NAME_CHARACTERS {
        return false;
    }
    // An office that comes to a mine names it too, after itself.
    if named(&name).is_some_and(|(before, _)| !is_outside(before)) {
        return true;
    }
    // A place has two characters, or three: 浮山, 浮山县.
    let mut placeless = [2, 3].map(|place| name.chars().skip(place).collect::<String>()).into_iter();
    let is_named = |name: String| name.chars().count() >= SHORT_NAME_CHARACTERS && part.starts_with(&name);
    placeless.any(is_named) && !is_outside(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_are_one() {
        assert_eq!(parts("矿 长（主要负责人）；安全科，　技术科、"), ["矿长", "安全科", "技术科"]);
        assert_eq!(parts("（略）"), Vec::<String>::new());
        assert_eq!(parts("矿长（主要"), ["矿长(主要"]);
        assert_eq!(parts("矿长）（甲）"), ["矿长)(甲)"]);
    }

    #[test]
    fn an_office_and_its_head_are_one() {
        let (bureau, section) = ("甲县应急管理局", "甲县应急管理局非煤矿山监管股");
        assert!(are_one("安全科", "安全科长") && are_one("安全科科长", "安全科"));
        assert!(are_one(section, &format!("{section}股长")) && are_one(bureau, &format!("{bureau}副局长")));
        assert!(!are_one(bureau, section) && !are_one(&format!("{section}股长"), bureau));
        assert!(
            !are_one("矿长", "安全副矿长") && !are_one("矿", "矿长") && !are_one("乙县应急管理局", bureau)
        );
    }

    #[test]
    fn a_party_is_known_by_its_name() {
        let name = "示例宏隆石灰岩矿";
        for own in ["本矿安全科", "企业", "该企业技术科", "示例宏隆石灰岩矿安全科", "宏隆石灰岩矿安全科"]
        {
            assert!(is_of(own, name), "{own}");
        }
        assert!(is_of("宏隆石灰岩矿安全科", "浮山县宏隆石灰岩矿"));
        assert!(!is_of("石灰岩矿安全科", "浮山县石灰岩矿"));
        for other in [
            "甲县应急管理局",
            "企业监管科",
            "企业所在地应急管理局",
            "公司外聘专家",
            "甲县应急管理局驻示例宏隆石灰岩矿工作组",
            "石灰岩矿监管股",
            "示例宏远石灰岩矿安全科",
            "安全科",
        ] {
            assert!(!is_of(other, name), "{other}");
        }
    }
}
