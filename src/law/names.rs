//! Names of laws, and those that are one of them misspelt: 《安全生产发》.
//!
//! In: the text of `basis`, in one way of writing. Out: the name that is misspelt and the law that is meant. A misspelt law is another one to
//! whatever counts by law, such as the windows of article 113.

use super::wording::{before_articles, titles};
use crate::dataset::laws::Laws;

/// Shorter names are near to too many words.
const SHORTEST: usize = 4;
/// From so many characters on two of them may be wrong.
const LONG: usize = 10;
const NATION: &str = "中华人民共和国";

/// The first misspelt name of a law in a text, and the law.
pub(super) fn misspelt(text: &str, laws: &Laws) -> Option<(String, String)> {
    let names = titles(text).chain(before_articles(text));
    names.map(bare).find_map(|name| Some((name.to_owned(), nearest(name, laws)?.to_owned())))
}

/// Whether a decision that rests on a text alone is one for the courts.
pub(super) fn is_criminal(text: &str, laws: &Laws) -> bool {
    let mut names = titles(text).chain(before_articles(text));
    text.contains("移送") || names.any(|name| laws.is_criminal(bare(name)))
}

/// A name without the nation's, its year and what else stands in brackets.
fn bare(name: &str) -> &str {
    let name = name.split(['(', '第']).next().unwrap_or(name);
    name.strip_prefix(NATION).unwrap_or(name)
}

/// The law that a name is near to; nothing where it is one, or goes on as another.
fn nearest<'l>(name: &str, laws: &'l Laws) -> Option<&'l str> {
    // 中华人民共合国安全生产法
    let of_nation = |law: &&str| {
        let nation = name.strip_suffix(*law).filter(|nation| !nation.is_empty());
        nation.is_some_and(|nation| near(nation, NATION, 2))
    };
    // 安全生产法实施办法 is another law, 安全生产法律 is none.
    let goes_on = |law: &&str| name.strip_prefix(*law).is_some_and(|rest| rest.chars().count() != 1);
    let is_law = |law: &&str| name.ends_with(*law) || goes_on(law);
    if name.chars().count() < SHORTEST || laws.names().any(|law| is_law(&law)) {
        return laws.names().find(of_nation);
    }
    let is_near = |law: &&str| {
        let own = law.chars().count();
        own >= SHORTEST && near(name, law, if own < LONG { 1 } else { 2 })
    };
    laws.names().filter(is_near).min_by_key(|law| strsim::osa_distance(name, law))
}

/// Whether a name is as long as another, but for one character, and differs by so many at most.
fn near(name: &str, other: &str, most: usize) -> bool {
    let length = other.chars().count();
    name.chars().count().abs_diff(length) <= 1 && strsim::osa_distance(name, other) <= most
}

#[cfg(test)]
mod tests {
    use super::super::wording::plain;
    use super::*;

    #[test]
    fn a_misspelt_law_is_known_and_another_law_is_none() {
        let laws = Laws::built_in();
        for (text, law) in [
            ("《安全生产发》第九十九条第（二）项", "安全生产法"),
            ("依据《中华人民共和国安全生成法》第九十九条", "安全生产法"),
            ("《中华人民共合国安全生产法》第九十九条", "安全生产法"),
            ("违反安全生产法第四十一条，依据安全产生法第九十九条", "安全生产法"),
            ("《行政处法罚》第三十三条", "行政处罚法"),
            ("《安全生产法律》第九十九条", "安全生产法"),
            ("《安全生产违法行为行政处罚办发》第四十五条", "安全生产违法行为行政处罚办法"),
        ] {
            let found = misspelt(&plain(text), &laws);
            assert_eq!(found.map(|(_, law)| law).as_deref(), Some(law), "{text}");
        }
        for text in laws.names().map(|law| format!("《{law}》第九条")).chain(
            [
                "《安全生产法》（2021年修正）第九十九条",
                "《安全生产法（2021年修正）》第九十九条",
                "《中华人民共和国安全生产法》第九十九条",
                "《山西省安全生产条例》第九条",
                "《安全生产法实施办法》第九条",
                "安全生产考核记分办法",
                "依据该法第九十九条",
                "安生法第九十九条第二项",
                "《建筑施工企业安全生产许可证管理规定》第九条",
                "第九十九条第（二）项",
            ]
            .map(ToOwned::to_owned),
        ) {
            assert_eq!(misspelt(&plain(&text), &laws), None, "{text}");
        }
    }
}
