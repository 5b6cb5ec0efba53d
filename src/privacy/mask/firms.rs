//! Names of enterprises made unrecognisable: 某矿业有限公司 keeps the kind of firm and nothing else.
//!
//! In: an enterprise's or a facility's name. Out: what stands for it.

use crate::dataset::Regions;
use crate::privacy::words::{FIRM_FORMS, TRADES};

/// How a firm is called for short: without the form of the firm, and without the places its name begins with.
#[must_use]
pub fn shortened(name: &str, regions: &Regions) -> Vec<String> {
    const LEGAL: [&str; 5] = ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "公司"];
    let short = LEGAL.iter().find_map(|form| name.strip_suffix(form));
    let mut local = short.unwrap_or(name);
    let places: Vec<&str> = regions.all().iter().map(|region| region.name.as_str()).collect();
    while let Some(place) = places.iter().find(|place| !place.is_empty() && local.starts_with(**place)) {
        local = &local[place.len()..];
    }
    let mut names: Vec<String> = short.into_iter().chain([local]).map(str::to_owned).collect();
    let says_something =
        |short: &String| short.chars().count() > 2 && short != name && !TRADES.contains(&short.as_str());
    names.retain(says_something);
    names.dedup();
    names
}

/// What stands for a name. A name whose form is not known becomes 某企业.
#[must_use]
pub fn mask(name: &str) -> String {
    masked(name, "某")
}

/// What stands for the names of a text in its order: 某…, or 甲…, 乙… where two would read alike.
#[must_use]
pub fn masks(names: &[&str]) -> Vec<String> {
    const STEMS: [&str; 8] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"];
    let plain: Vec<String> = names.iter().map(|name| mask(name)).collect();
    plain
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let alike = plain.iter().filter(|other| *other == one).count();
            let earlier = plain[..place].iter().filter(|other| *other == one).count();
            match STEMS.get(earlier).filter(|_| alike > 1) {
                Some(stem) => masked(names[place], stem),
                None => one.clone(),
            }
        })
        .collect()
}

fn masked(name: &str, head: &str) -> String {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || "号一二三四五六七八九十".contains(c));
    let Some((body, form)) = FIRM_FORMS.iter().find_map(|form| Some((name.strip_suffix(form)?, *form)))
    else {
        return format!("{head}企业");
    };
    // 某某石料厂, 某某铁矿: the trade and the form may overlap in 矿.
    let whole = |trade: &&&str| name.ends_with(**trade) && trade.ends_with(form);
    if let Some(trade) = TRADES.iter().find(whole) {
        return format!("{head}{trade}");
    }
    let trade = TRADES.iter().find(|trade| body.ends_with(**trade)).unwrap_or(&"");
    format!("{head}{trade}{form}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_firm_stays() {
        for (name, expected) in [
            ("示例青源矿业有限公司", "某矿业有限公司"),
            ("临汾市尧都区示例石膏有限责任公司", "某石膏有限责任公司"),
            ("示例青源铜矿", "某铜矿"),
            ("示例青源二号尾矿库", "某尾矿库"),
            ("示例尧都区无主尾矿库3号", "某尾矿库"),
            ("示例长安建材股份有限公司", "某建材股份有限公司"),
            ("示例长安投资有限公司", "某有限公司"),
            ("示例", "某企业"),
        ] {
            assert_eq!(mask(name), expected, "{name}");
        }
    }

    #[test]
    fn two_that_read_alike_are_told_apart() {
        let names = ["示例青源矿业有限公司", "示例岭信矿业有限公司", "示例长安铁矿"];
        assert_eq!(masks(&names), ["甲矿业有限公司", "乙矿业有限公司", "某铁矿"]);
    }
}
