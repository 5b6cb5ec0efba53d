//! Citations as offices write them, and as they do not.

use super::*;
use proptest::prelude::*;

fn laws() -> &'static Laws {
    static LAWS: std::sync::LazyLock<Laws> = std::sync::LazyLock::new(Laws::built_in);
    &LAWS
}

fn day() -> NaiveDate {
    crate::parse::scalar::date("2023-07-05").expect("a day")
}

fn read(text: &str) -> Citation {
    Citation::read(text, laws())
}

fn range_of(text: &str, party: Party) -> Option<(u64, u64)> {
    let citation = read(text);
    citation.text(laws(), day()).and_then(|text| citation.range(text, party))
}

fn without_item(citation: &Citation) -> Option<u32> {
    citation.text(laws(), day()).and_then(|text| citation.without_item(text))
}

#[test]
fn articles_are_read_as_they_are_cited() {
    let read = |text: &str| {
        let citation = super::tests::read(text);
        let article = citation.penalising(citation.text(laws(), day())).next();
        let of = |part: fn(Article) -> Option<u32>| article.and_then(part);
        (
            citation.law.is_some(),
            of(|article| Some(article.number)),
            of(|article| article.paragraph),
            of(|article| article.item),
        )
    };
    assert_eq!(read("《安全生产法》第九十八条第（二）项"), (true, Some(98), None, Some(2)));
    assert_eq!(read("《中华人民共和国安全生产法》第一百零二条"), (true, Some(102), None, None));
    assert_eq!(read("《安全生产法》第九十四条第一款"), (true, Some(94), Some(1), None));
    assert_eq!(read("《安全生产法》第六十五条第一款第（三）项"), (true, Some(65), Some(1), Some(3)));
    assert_eq!(read("《安全生产法》第一百一十三条第一项"), (true, Some(113), None, Some(1)));
    assert_eq!(read("《安全生产法》第99条第(3)项"), (true, Some(99), None, Some(3)));
    assert_eq!(read("《安全生产法》第十条"), (true, Some(10), None, None));
    assert_eq!(read("《刑法》第一百三十四条之一"), (false, Some(134), None, None));
    assert_eq!(read("安全生产考核记分办法"), (false, None, None, None));
    assert_eq!(read("安全生产法第九十九条第（二）项"), (true, Some(99), None, Some(2)), "no brackets");
    assert_eq!(read("《中华人民共和国安全生产法（2021年修正）》第102条"), (true, Some(102), None, None));
    assert_eq!(read("违反《安全生产法》 第九十九条第（一）项"), (true, Some(99), None, Some(1)));
    assert_eq!(read("《山西省安全生产条例》第五十条"), (false, Some(50), None, None));
    assert_eq!(read("《安全生产法实施办法》第九十九条"), (false, Some(99), None, None));
    assert_eq!(read("违反《安全生产法》第四十一条第二款，依据第一百零二条"), (true, Some(102), None, None));
    assert_eq!(
        read("《安全生产法》第三十六条第一款、第九十九条第（三）项"),
        (true, Some(99), None, Some(3)),
        "the duty, then the penalty"
    );
    assert_eq!(
        read("《矿山安全条例》第五条第二款、《安全生产法》第九十九条第（一）项、《行政处罚法》第九条第二款"),
        (true, Some(99), None, Some(1))
    );
}

#[test]
fn items_are_not_paragraphs() {
    for (text, lacks) in [
        ("《安全生产法》第九十七条第（二）项", false),
        ("《安全生产法》第九十七条第二款", true),
        ("《安全生产法》第一百零一条", true),
        ("《安全生产法》第一百零二条", false),
        ("《安全生产许可证条例》第九十七条第二款", false),
    ] {
        assert_eq!(without_item(&read(text)).is_some(), lacks, "{text}");
    }
}

#[test]
fn ranges_are_by_article_and_party() {
    let range = range_of;
    assert_eq!(range("《安全生产法》第九十四条第一款", Party::Principal), Some((20_000, 100_000)));
    assert_eq!(range("《安全生产法》第九十八条第（二）项", Party::Unit), Some((100_000, 1_000_000)));
    assert_eq!(range("《安全生产法》第一百零二条", Party::Person), Some((50_000, 100_000)));
    assert_eq!(range("《刑法》第九十八条", Party::Unit), None);
}

#[test]
fn the_law_after_the_grounds_is_the_one_that_counts() {
    for (text, counts) in [
        ("违反《安全生产法》第四十一条第二款，依据《消防法》第六十条第一款第（一）项", false),
        ("违反《安全生产法》第四十一条，依据《矿山安全法实施条例》第五十二条", false),
        ("违反《安全生产法》第四十一条，根据《山西省安全生产条例》第五十条", false),
        ("违反安全生产法第四十一条，依据消防法第六十条", false),
        ("违法依据：《安全生产法》第四十一条；处罚依据：《消防法》第六十条", false),
        ("依据《消防法》第六十条，违反的是《安全生产法》第四十一条", false),
        ("违反《消防法》第十六条，按照《安全生产法》第九十九条第（一）项", true),
        ("违反《安全生产法》第四十一条，依据该法第一百零二条", true),
        (
            "违反《安全生产法》第三十六条，未按照《金属非金属矿山安全规程》维护，依据《安全生产法》第九十九条",
            true,
        ),
        ("依据《山西省安全生产条例》第五十条、《安全生产法》第九十九条第（一）项", true),
    ] {
        assert_eq!(read(text).law.is_some(), counts, "{text}");
    }
}

#[test]
fn the_law_is_known_by_any_of_its_names_and_its_regulations_are_not_it() {
    for text in [
        "安全生产法99条第2项",
        "〈安全生产法〉第九十九条第二项",
        "安全生产法:第九十九条第二项",
        "《中华人民共和国安全生产法[2021修正]》第九十九条第二项",
        "《安全生产法2021》第九十九条第二项",
        "安生法第九十九条第二项",
        "依据安全生产法之第九十九条第二项",
        "依据安全生产法（2021年修订）第九十九条第二项",
        "《安全生产法第九十九条第（二）项》",
        "《中华人民共和国安全生产法》（以下简称安全生产法）第九十九条第（二）项",
    ] {
        let citation = read(text);
        assert!(citation.law.is_some(), "{text}");
        assert_eq!(citation.articles, [Article { number: 99, paragraph: None, item: Some(2) }], "{text}");
    }
    for text in [
        "安全生产法实施条例第九十九条",
        "《安全生产法（2021）实施办法》第九十九条",
        "《山西省实施〈中华人民共和国安全生产法〉办法》第九十九条",
        "山西省实施《安全生产法》办法第九十九条",
        "安全生产法律法规",
        "山西省安全生产条例第九十九条",
    ] {
        assert!(read(text).law.is_none(), "{text}");
    }
}

#[test]
fn articles_and_items_are_read_in_any_writing() {
    for after in [
        "第九十七条第（三）、（五）项",
        "第九十七条第（三）（一）项",
        "第九十七条第三、五项",
        "第九十七条(三)项",
        "第九十七条三项",
        "第九十七条第㈢项",
        "第九十七条第③项",
        "第九十七条第［3］项",
        "第９７条第３项",
        "第 97 条第 3 项",
        "九十七条第（三）项",
        "97条第3项",
        "第九七条第三项",
        "第九十七条第（三）项，处罚款三万元",
    ] {
        let citation = read(&format!("《安全生产法》{after}"));
        assert_eq!(citation.articles, [Article { number: 97, paragraph: None, item: Some(3) }], "{after}");
        assert_eq!(without_item(&citation), None, "{after}");
    }
    for after in ["第九十七条第三款", "第９７条第２款", "第 97 条第 2 款", "第九十七条，责令整改三项"]
    {
        assert_eq!(without_item(&read(&format!("《安全生产法》{after}"))), Some(97), "{after}");
    }
    for (after, number) in [("第一百〇一条第一项", 101), ("第一百○一条第一项", 101), ("第一零一条", 101)]
    {
        assert_eq!(read(&format!("《安全生产法》{after}")).articles[0].number, number, "{after}");
    }
}

#[test]
fn several_articles_allow_the_sum_of_what_each_does() {
    let range = |text: &str, party| range_of(&format!("《安全生产法》{text}"), party);
    let two = "第九十九条第（二）项、第九十八条第（一）项";
    assert_eq!(range(two, Party::Unit), Some((0, 1_200_000)));
    assert_eq!(range(two, Party::Principal), Some((10_000, 120_000)));
    assert_eq!(range("第九十八、一百零二条", Party::Unit), Some((0, 1_050_000)));
    assert_eq!(range("第九十八条第（一）项、第九十六条", Party::Unit), None, "one is not known");
    assert_eq!(range("第九十八条第（一）项、第一百一十五条", Party::Unit), Some((100_000, 1_000_000)));
    assert_eq!(range("第一百零三条第一款", Party::Unit), Some((100_000, u64::MAX)), "by multiples");
    assert_eq!(range("第一百零三条第二款", Party::Unit), Some((0, 50_000)));
    assert_eq!(range("第一百零三条", Party::Unit), Some((0, u64::MAX)), "any of its paragraphs");
}

proptest! {
    /// Whatever stands in the cell.
    #[test]
    fn any_text_can_be_read(parts in prop::collection::vec(prop::sample::select(vec![
        "《", "》", "〈", "〉", "（", "）", "安全生产法", "安生法", "消防法", "条例", "办法", "实施", "依据", "违反", "未按照",
        "第", "条", "款", "项", "、", "，", "；", "九十七", "百", "十", "９", "2021", "③", "之", "的规定", "和",
    ]), 0..14)) {
        let citation = read(&parts.concat());
        prop_assert!(citation.articles.iter().all(|article| article.number > 0));
        let text = laws().text(laws().named("安全生产法").expect("is built in").0, day()).expect("is in force");
        let _ = (citation.range(text, Party::Unit), citation.without_item(text), citation.unknown(text));
    }
}
