//! Names of laws, and those that are one of them misspelt: 《安全生产发》.
//!
//! In: the text of `basis`, in one way of writing. Out: the name that is misspelt and the law that is meant. A misspelt law is another one to
//! whatever counts by law, such as the windows of article 113.

use super::wording::{before_articles, titles};

/// Laws and regulations that decisions about mines rest on. Those of provinces are not among them.
const LAWS: [&str; 58] = [
    "安全生产法",
    "矿山安全法",
    "矿山安全法实施条例",
    "矿产资源法",
    "行政处罚法",
    "行政强制法",
    "行政许可法",
    "行政复议法",
    "行政诉讼法",
    "行政监察法",
    "刑事诉讼法",
    "治安管理处罚法",
    "突发事件应对法",
    "消防法",
    "职业病防治法",
    "特种设备安全法",
    "道路交通安全法",
    "环境保护法",
    "固体废物污染环境防治法",
    "水土保持法",
    "建筑法",
    "劳动法",
    "劳动合同法",
    "公司法",
    "民法典",
    "刑法",
    "安全生产许可证条例",
    "生产安全事故报告和调查处理条例",
    "生产安全事故应急条例",
    "煤矿安全生产条例",
    "煤矿安全监察条例",
    "民用爆炸物品安全管理条例",
    "危险化学品安全管理条例",
    "烟花爆竹安全管理条例",
    "建设工程安全生产管理条例",
    "特种设备安全监察条例",
    "工伤保险条例",
    "行政执法机关移送涉嫌犯罪案件的规定",
    "安全生产违法行为行政处罚办法",
    "生产安全事故罚款处罚规定",
    "生产安全事故应急预案管理办法",
    "安全生产事故隐患排查治理暂行规定",
    "生产经营单位安全培训规定",
    "安全生产培训管理办法",
    "特种作业人员安全技术培训考核管理规定",
    "注册安全工程师管理规定",
    "建设项目安全设施“三同时”监督管理办法",
    "非煤矿矿山企业安全生产许可证实施办法",
    "非煤矿山外包工程安全管理暂行办法",
    "尾矿库安全监督管理规定",
    "小型露天采石场安全管理与监督检查规定",
    "金属与非金属矿产资源地质勘探安全生产监督管理暂行规定",
    "金属非金属地下矿山企业领导带班下井及监督检查暂行规定",
    "安全评价检测检验机构管理办法",
    "安全生产监管监察职责和行政执法责任追究的规定",
    "煤矿安全规程",
    "金属非金属矿山安全规程",
    "尾矿库安全规程",
];
/// Shorter names are near to too many words.
const SHORTEST: usize = 4;
/// From so many characters on two of them may be wrong.
const LONG: usize = 10;
const NATION: &str = "中华人民共和国";

/// The first misspelt name of a law in a text, and the law.
pub(super) fn misspelt(text: &str) -> Option<(String, &'static str)> {
    let names = titles(text).chain(before_articles(text));
    names.map(bare).find_map(|name| Some((name.to_owned(), nearest(name)?)))
}

/// Whether a decision that rests on a text alone is one for the courts.
pub(super) fn is_criminal(text: &str) -> bool {
    let mut names = titles(text).chain(before_articles(text));
    text.contains("移送") || names.any(|name| ["刑法", "刑事诉讼法"].contains(&bare(name)))
}

/// A name without the nation's, its year and what else stands in brackets.
fn bare(name: &str) -> &str {
    let name = name.split(['(', '第']).next().unwrap_or(name);
    name.strip_prefix(NATION).unwrap_or(name)
}

/// The law that a name is near to; nothing where it is one, or goes on as another.
fn nearest(name: &str) -> Option<&'static str> {
    // 中华人民共合国安全生产法
    let of_nation = |law: &&&str| {
        let nation = name.strip_suffix(**law).filter(|nation| !nation.is_empty());
        nation.is_some_and(|nation| near(nation, NATION, 2))
    };
    // 安全生产法实施办法 is another law, 安全生产法律 is none.
    let goes_on = |law: &&str| name.strip_prefix(*law).is_some_and(|rest| rest.chars().count() != 1);
    let is_law = |law: &&str| name.ends_with(*law) || goes_on(law);
    if name.chars().count() < SHORTEST || LAWS.iter().any(is_law) {
        return LAWS.iter().find(of_nation).copied();
    }
    let is_near = |law: &&&str| {
        let own = law.chars().count();
        own >= SHORTEST && near(name, law, if own < LONG { 1 } else { 2 })
    };
    LAWS.iter().filter(is_near).min_by_key(|law| strsim::osa_distance(name, law)).copied()
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
        for (text, law) in [
            ("《安全生产发》第九十九条第（二）项", "安全生产法"),
            ("依据《中华人民共和国安全生成法》第九十九条", "安全生产法"),
            ("《中华人民共合国安全生产法》第九十九条", "安全生产法"),
            ("违反安全生产法第四十一条，依据安全产生法第九十九条", "安全生产法"),
            ("《行政处法罚》第三十三条", "行政处罚法"),
            ("《安全生产法律》第九十九条", "安全生产法"),
            ("《安全生产违法行为行政处罚办发》第四十五条", "安全生产违法行为行政处罚办法"),
        ] {
            assert_eq!(misspelt(&plain(text)).map(|(_, law)| law), Some(law), "{text}");
        }
        for text in LAWS.iter().map(|law| format!("《{law}》第九条")).chain(
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
            assert_eq!(misspelt(&plain(&text)), None, "{text}");
        }
    }
}
