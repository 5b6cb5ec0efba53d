//! Numbers a description gives, against those three criteria name: output over design (D30), gradient over design
//! (L09), factor of safety under the prescribed one (W15). Only what is written in figures is compared, and said as a
//! hint: what it amounts to is for somebody to find out.

use rust_decimal::Decimal;

use super::Case;
use crate::dataset::ledger::{FacilityKind, Level};
use crate::diagnostic::{Code, Finding};
use crate::parse::scalar::half_width;
use crate::say;

/// A criterion with a number in it.
#[derive(Debug)]
struct Threshold {
    code: &'static str,
    kind: FacilityKind,
    /// What is measured, as descriptions call it.
    quantity: &'static str,
    unit: Unit,
    zh: &'static str,
    en: &'static str,
}

const THRESHOLDS: [Threshold; 3] = [
    Threshold {
        code: "D30",
        kind: FacilityKind::Underground,
        quantity: "产量",
        unit: Unit::Tonnes,
        zh: "年产量不低于设计的 1.2 倍，或月产量不低于年设计的 0.2 倍",
        en: "1.2 times the design in a year, or 0.2 times the yearly design in a month",
    },
    Threshold {
        code: "L09",
        kind: FacilityKind::OpenPit,
        quantity: "坡度",
        unit: Unit::Percent,
        zh: "坡度大于设计的 1.1 倍",
        en: "a gradient of more than 1.1 times the design",
    },
    Threshold {
        code: "W15",
        kind: FacilityKind::Tailings,
        quantity: "系数",
        unit: Unit::None,
        zh: "系数小于规定的 0.98 倍",
        en: "a factor below 0.98 times the prescribed one",
    },
];

impl Threshold {
    fn is_met(&self, read: &Read) -> bool {
        let times = |hundredths| Decimal::new(hundredths, 2) * read.stated;
        match (self.unit, read.over) {
            (Unit::Tonnes, Over::Year) => read.actual >= times(120),
            (Unit::Tonnes, Over::Month) => read.actual >= times(20),
            (Unit::Percent, _) => read.actual > times(110),
            (Unit::None, _) => read.actual < times(98),
        }
    }
}

/// What a number is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// 万吨
    Tonnes,
    Percent,
    /// Nothing: a factor, written with a point.
    None,
}

impl Unit {
    /// How many of it one of what follows a number is, and what comes after that; `None` for anything else.
    fn read<'t>(self, number: &str, rest: &'t str) -> Option<(Decimal, &'t str)> {
        let known: &[(&str, Decimal)] = match self {
            Self::Tonnes => &[
                ("万吨", Decimal::ONE),
                ("万t", Decimal::ONE),
                ("吨", Decimal::from_parts(1, 0, 0, false, 4)),
                ("t", Decimal::from_parts(1, 0, 0, false, 4)),
            ],
            Self::Percent => &[("%", Decimal::ONE), ("‰", Decimal::from_parts(1, 0, 0, false, 1))],
            Self::None => {
                let is_factor = number.contains('.') && !rest.starts_with(['米', 'm', '倍', '万', '%', '‰']);
                return is_factor.then_some((Decimal::ONE, rest));
            }
        };
        known.iter().find_map(|(name, times)| Some((*times, rest.strip_prefix(name)?)))
    }
}

/// What an output was reached over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Year,
    Month,
}

/// Both numbers of a description.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    actual: Decimal,
    /// The design, or what is prescribed.
    stated: Decimal,
    over: Over,
}

/// What comes before the number that is designed or prescribed.
const STATED: [&str; 10] =
    ["设计", "核定", "规定", "规范", "要求", "不应", "不得", "不小于", "不大于", "允许"];
/// What comes before the number that is so.
const ACTUAL: [&str; 6] = ["实际", "实测", "现场", "现状", "测得", "达"];

/// Reads a description; `designed` is what the register of facilities says of the design, where the description does
/// not. Nothing where either number is missing or is not clear.
fn read(text: &str, of: &Threshold, designed: Option<Decimal>) -> Option<Read> {
    if !text.contains(of.quantity) {
        return None;
    }
    let text = ungrouped(&half_width(text));
    let (mut actual, mut stated) = (None, None);
    for clause in text.split([',', ';', '(', ')', '。', '、']) {
        for (at, number, after) in numbers(clause, of.unit) {
            let before = &clause[..at];
            let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
            match (last(&STATED), last(&ACTUAL)) {
                (Some(place), seen) if seen.is_none_or(|seen| seen < place) => {
                    let is_first = stated.is_none() && is_stated(before, place, of);
                    stated = if is_first { Some(per_year(before, after).then_some(number)) } else { stated };
                }
                (_, seen) if actual.is_none() && (is_of(clause, at, of) || seen.is_some()) => {
                    actual = Some(over(before, after).map(|over| (number, over)));
                }
                _ => {}
            }
        }
    }
    let (actual, over) = actual??;
    let stated = stated.unwrap_or(designed.filter(|_| of.unit == Unit::Tonnes))?;
    (!stated.is_zero()).then_some(Read { actual, stated, over })
}

/// The same without commas inside numbers: 1,200 is one.
fn ungrouped(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let inside =
        |at: usize| is_digit(text[..at].chars().next_back()) && is_digit(text[at + 1..].chars().next());
    text.char_indices().filter(|(at, c)| *c != ',' || !inside(*at)).map(|(_, c)| c).collect()
}

/// Whether a number of a clause is that of the quantity; a factor, which has no unit, stands after its name.
fn is_of(clause: &str, at: usize, of: &Threshold) -> bool {
    if of.unit == Unit::None { clause[..at].contains(of.quantity) } else { clause.contains(of.quantity) }
}

/// Numbers of a unit: where each begins, what it is, and what comes after the unit.
fn numbers(clause: &str, unit: Unit) -> impl Iterator<Item = (usize, Decimal, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + clause[from..].find(|c: char| c.is_ascii_digit())?;
            let length = clause[start..].find(|c: char| !c.is_ascii_digit() && c != '.');
            let end = length.map_or(clause.len(), |length| start + length);
            from = end;
            let written = &clause[start..end];
            let unit = unit.read(written, clause[end..].trim_start());
            if let (Some((times, after)), Ok(number)) = (unit, written.parse::<Decimal>()) {
                return Some((start, (number * times).normalize(), after));
            }
        }
    })
}

/// Whether a number is the design rather than by how much it was exceeded: 超设计20% may be either.
fn is_stated(before: &str, place: usize, of: &Threshold) -> bool {
    let exceeds = ["超", "超过", "超出"].iter().any(|word| before[..place].ends_with(word));
    of.unit != Unit::Percent || !exceeds || before[place..].contains(of.quantity)
}

/// Whether a design is that of a year.
fn per_year(before: &str, after: &str) -> bool {
    !before.contains('月')
        && !after.starts_with("/月")
        && !after.starts_with("/d")
        && !after.starts_with("/日")
}

/// What an output was reached over; nothing where that is several months or days.
fn over(before: &str, after: &str) -> Option<Over> {
    if let Some(per) = after.strip_prefix('/') {
        return match per.chars().next()? {
            '年' | 'a' => Some(Over::Year),
            '月' => Some(Over::Month),
            _ => None,
        };
    }
    if ["半年", "季", "个月", "累计", "-", "—", "~", "～", "至"]
        .iter()
        .any(|several| before.contains(several))
    {
        return None;
    }
    match before.chars().rfind(|c| ['年', '月', '日'].contains(c)) {
        Some('月') => Some(Over::Month),
        Some('日') => None,
        _ => Some(Over::Year),
    }
}

impl Case<'_> {
    /// A hazard whose numbers do not reach its criterion, and a general one whose numbers reach one.
    pub(super) fn threshold(self) -> Option<Finding> {
        let (dataset, hazard) = (self.subject.dataset, self.hazard);
        let ledger = &dataset.ledger;
        let facility = ledger.facility_of(hazard);
        let named = dataset.criterion_of(hazard).map(|criterion| criterion.code.as_str());
        let of = THRESHOLDS
            .iter()
            .find(|of| of.kind == facility.kind && named.is_none_or(|code| code == of.code))?;
        let designed = ledger.facilities.text(facility, facility.capacity).parse().ok();
        let description = self.text(hazard.description);
        let numbers = read(description, of, designed)?;
        let Read { actual, stated, .. } = numbers;
        let (id, met) = (self.id(), of.is_met(&numbers));
        let &Threshold { code, zh, en, .. } = of;
        let finding = if named.is_some() && !met {
            self.hint(
                Code::NumbersAgainstCriterion,
                "criterion",
                say!(
                    "提示：隐患 `{id}` 按 {code} 判定，写明的数是 {actual}，对照 {stated}，够不上：{zh}",
                    "a hint: the hazard `{id}` names {code}, and its figure of {actual} against {stated} does not reach {en}"
                ),
            )
        } else if named.is_none() && met && hazard.level == Level::General {
            self.hint(
                Code::NumbersAgainstCriterion,
                "level",
                say!(
                    "提示：一般隐患 `{id}` 写明的数是 {actual}，对照 {stated}，达到 {code}：{zh}",
                    "a hint: the general hazard `{id}` gives {actual} against {stated}, which reaches {code}: {en}"
                ),
            )
        } else {
            return None;
        };
        let finding = finding.related(self.cell("description"), say!("数在这里", "the figures"));
        Some(
            finding
                .help(say!("核对数字和判定标准，由人认定", "compare figures and criterion; people decide")),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(code: &str, text: &str) -> Option<bool> {
        let of = THRESHOLDS.iter().find(|of| of.code == code).unwrap();
        read(text, of, Some(Decimal::from(30))).map(|read| of.is_met(&read))
    }

    #[test]
    fn output_is_held_against_the_design_over_a_year_or_a_month() {
        for (text, expected) in [
            ("2022年产量36万吨，设计30万吨/年", Some(true)),
            ("2022年产量35.9万吨，设计生产能力30万吨", Some(false)),
            ("实际年产量３６万吨（设计年产量３０万吨）", Some(true)),
            ("2023年6月产量6万吨", Some(true)),
            ("2023年6月产量5.99万吨，核定30万吨/年", Some(false)),
            ("产量1,200万吨，设计1,000万吨/年", Some(true)),
            ("产量3万吨/月，设计30万吨/年", Some(false)),
            ("2022年产量360000吨，设计300000t/a", Some(true)),
            ("1-6月累计产量40万吨，设计30万吨/年", None),
            ("上半年产量40万吨，设计30万吨/年", None),
            ("年产量36万吨，设计月产量3万吨", None),
            ("年或月产量超设计两成", None),
            ("三采区：年产量超设计30万吨两成", None),
            ("年产量36万吨，设计0万吨", None),
        ] {
            assert_eq!(met("D30", text), expected, "{text}");
        }
    }

    #[test]
    fn a_gradient_is_held_against_the_design() {
        for (text, expected) in [
            ("运输道路坡度11.1%，设计10%", Some(true)),
            ("运输道路坡度11%，设计10%", Some(false)),
            ("运输道路坡度达 12％（设计坡度 10％）", Some(true)),
            ("设计坡度8%，实测9.5%", Some(true)),
            ("坡度12%，超过设计坡度10%", Some(true)),
            ("坡度12%，超过设计20%", None),
            ("纵坡坡度 90‰，设计 80‰", Some(true)),
            ("坡度超设计一成", None),
            ("坡度12%", None),
            ("台阶高度12米，设计10米", None),
        ] {
            assert_eq!(met("L09", text), expected, "{text}");
        }
    }

    #[test]
    fn a_factor_of_safety_is_held_against_the_prescribed_one() {
        for (text, expected) in [
            ("抗滑稳定系数1.12，低于规定的1.15", Some(true)),
            ("抗滑稳定系数1.127，规范要求1.15", Some(false)),
            ("坝高12.5米处抗滑稳定系数1.10，规定1.15", Some(true)),
            ("浸润线埋深1.5米，抗滑稳定系数低于规定", None),
            ("抗滑稳定系数低于规定", None),
        ] {
            assert_eq!(met("W15", text), expected, "{text}");
        }
    }
}
