//! Numbers a description gives, against those that some criteria name (`data/thresholds.toml`): an output over the
//! design, a factor of safety under the prescribed one. Only what is written in figures is compared, and said as a hint:
//! what it amounts to is for somebody to find out.

use rust_decimal::Decimal;

use super::LifeCheck;
use crate::dataset::ledger::{Facility, Level};
use crate::dataset::{Over, Quantity, Threshold};
use crate::diagnostic::{Code, Finding};
use crate::parse::scalar::half_width;
use crate::say;

/// Whether a number reaches a threshold, against any of those that are stated.
fn is_met(of: &Threshold, read: &NumbersRead) -> bool {
    let is_met =
        |stated: &Decimal| of.limits.iter().any(|limit| limit.is_met(read.actual, *stated, read.over));
    read.stated.iter().any(is_met)
}

/// Whether a text speaks of what is measured.
fn speaks_of(of: &Threshold, text: &str) -> bool {
    of.named.iter().any(|name| text.contains(name.as_str()))
}

/// What a number is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberUnit {
    /// 万吨
    Tonnes,
    Percent,
    /// 倍, or hundredths.
    Share,
    /// Nothing: a factor, written with a point.
    None,
}

impl NumberUnit {
    fn of(measure: Quantity) -> Self {
        match measure {
            Quantity::Output => Self::Tonnes,
            Quantity::Gradient => Self::Percent,
            Quantity::Factor => Self::None,
        }
    }

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
            Self::Share => &[("倍", Decimal::ONE), ("%", Decimal::from_parts(1, 0, 0, false, 2))],
            Self::None => {
                let is_factor = number.contains('.') && !rest.starts_with(['米', 'm', '倍', '万', '%', '‰']);
                return is_factor.then_some((Decimal::ONE, rest));
            }
        };
        known.iter().find_map(|(name, times)| Some((*times, rest.strip_prefix(name)?)))
    }
}

/// The numbers of a description.
#[derive(Debug, PartialEq, Eq)]
struct NumbersRead {
    actual: Decimal,
    /// The design, or what is prescribed: one, or one for each of several cases.
    stated: Vec<Decimal>,
    over: Over,
    /// Whether the first is in multiples of the design.
    of_design: bool,
}

/// What comes before the number that is designed or prescribed.
const STATED: [&str; 10] =
    ["设计", "核定", "规定", "规范", "要求", "不应", "不得", "不小于", "不大于", "允许"];
/// What comes before the number that is so.
const ACTUAL: [&str; 6] = ["实际", "实测", "现场", "现状", "测得", "达"];

/// Reads a description; `designed` is what the register of facilities says of the design, where the description does
/// not. Nothing where either number is missing or is not clear, as where several may be the one that is so.
fn read(text: &str, of: &Threshold, designed: Option<Decimal>) -> Option<NumbersRead> {
    let text = ungrouped(&half_width(text));
    let unit = NumberUnit::of(of.measure);
    let (mut actual, mut stated) = (Vec::new(), Vec::new());
    for clause in text.split([',', ';', '(', ')', '。', '、']) {
        if unit == NumberUnit::Tonnes && clause.contains(['设', '核', '超']) {
            actual.extend(times_the_design(clause));
        }
        for (at, number, after) in numbers(clause, unit) {
            let before = &clause[..at];
            let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
            match (last(&STATED), last(&ACTUAL)) {
                (Some(place), seen) if seen.is_none_or(|seen| seen < place) => {
                    if is_stated(before, place, of) {
                        stated.push(per_year(before, after).then_some(number));
                    }
                }
                (_, seen) => {
                    let is_clear = is_of(clause, at, of) || seen.is_some();
                    let over = over(before, after).filter(|_| is_clear);
                    actual.push(over.map(|over| Actual { number, over, of_design: false }));
                }
            }
        }
    }
    actual.dedup();
    let [Some(Actual { number, over, of_design })] = actual[..] else { return None };
    if of_design {
        return Some(NumbersRead { actual: number, stated: vec![Decimal::ONE], over, of_design });
    }
    if stated.is_empty() {
        stated.push(designed.filter(|_| unit == NumberUnit::Tonnes));
    }
    let stated: Vec<Decimal> = stated.into_iter().collect::<Option<_>>()?;
    let is_whole = speaks_of(of, &text) && stated.iter().all(|stated| !stated.is_zero());
    is_whole.then_some(NumbersRead { actual: number, stated, over, of_design })
}

/// A number that is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Actual {
    number: Decimal,
    over: Over,
    /// Whether it is in multiples of the design.
    of_design: bool,
}

/// An output that is given by the design: 为设计生产能力的1.1倍, 超过设计生产能力15%. That of a month is not clear: it
/// may be the month's design that is meant.
fn times_the_design(clause: &str) -> impl Iterator<Item = Option<Actual>> {
    const DESIGN: [&str; 5] = ["生产能力", "能力", "产能", "产量", "规模"];
    numbers(clause, NumberUnit::Share).map(|(at, number, _)| {
        let before = &clause[..at];
        let (head, place) = DESIGN.iter().find_map(|design| {
            let head = before.trim_end_matches(['的', '达', '到']).strip_suffix(design)?;
            let head = head.strip_suffix("年").unwrap_or(head);
            let head = head.strip_suffix("设计").or_else(|| head.strip_suffix("核定"))?;
            Some((head, head.len()))
        })?;
        let exceeds = ["超", "超过", "超出"].iter().any(|word| head.ends_with(word));
        let is_by = exceeds && clause[at..].contains('%');
        let is_times = !exceeds && (head.ends_with(['为', '达', '到', '是', '于']) && before.ends_with('的'));
        let over = over(&before[..place], "").filter(|over| *over == Over::Year);
        let number = if is_by { Decimal::ONE + number } else { number };
        over.filter(|_| is_by || is_times).map(|over| Actual { number, over, of_design: true })
    })
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
    speaks_of(of, if of.measure == Quantity::Factor { &clause[..at] } else { clause })
}

/// Numbers of a unit: where each begins, what it is, and what comes after the unit.
fn numbers(clause: &str, unit: NumberUnit) -> impl Iterator<Item = (usize, Decimal, &str)> {
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
    of.measure != Quantity::Gradient || !exceeds || speaks_of(of, &before[place..])
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

impl LifeCheck<'_> {
    /// A hazard whose numbers do not reach its criterion, and a general one whose numbers reach one.
    pub(super) fn threshold(self) -> Option<Finding> {
        let dataset = self.subject.dataset;
        let facility = dataset.ledger.facility_of(self.hazard);
        let is_its = |of: &&Threshold| {
            of.criterion.of(&dataset.criteria).fits(facility.kind)
                && (self.hazard.criteria.is_empty() || self.hazard.criteria.contains(&of.criterion))
        };
        dataset.thresholds.iter().filter(is_its).find_map(|of| self.against(of, facility))
    }

    /// The finding about one threshold of its kind of facility.
    fn against(self, of: &Threshold, facility: &Facility) -> Option<Finding> {
        let (dataset, hazard) = (self.subject.dataset, self.hazard);
        let designed = dataset.ledger.facilities.text(facility, facility.capacity).parse().ok();
        let description = self.text(hazard.description);
        // What a limit of a year says of a month's output is nothing.
        let numbers = read(description, of, designed)
            .filter(|read| of.limits.iter().any(|limit| limit.is_over(read.over)))?;
        let (id, met) = (self.id(), is_met(of, &numbers));
        let NumbersRead { actual, ref stated, of_design, .. } = numbers;
        let is_about = of.about.is_empty() || of.about.iter().any(|word| description.contains(word.as_str()));
        let is_plain = is_about && stated.len() == 1 && !of_design;
        let stated = stated.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let code = &of.criterion.of(&dataset.criteria).code;
        let (zh, en) = of.told();
        let finding = if !hazard.criteria.is_empty() && !met {
            self.hint(
                Code::NumbersAgainstCriterion,
                "criterion",
                say!(
                    "提示：隐患 `{id}` 按 {code} 判定，写明的数是 {actual}，对照 {stated}，够不上：{zh}",
                    "a hint: the hazard `{id}` names {code}, and its figure of {actual} against {stated} does not reach {en}"
                ),
            )
        } else if hazard.criteria.is_empty() && met && is_plain && hazard.level == Level::General {
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
        let source = &of.source;
        Some(finding.related(self.cell("description"), say!("数在这里", "the figures")).help(say!(
            "核对数字和判定标准（{source}），由人认定",
            "compare figures and criterion ({source}); people decide"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The threshold of a criterion, as a new site has it.
    fn threshold(code: &str) -> Threshold {
        use crate::{dataset, diagnostic::Findings, source::Blob};
        let mut blobs = Vec::new();
        let today = "2023-11-25".parse().unwrap();
        crate::sample::starter(today, &mut |path, text| {
            blobs.push(Blob { path: path.into(), bytes: Some(text.as_bytes().to_vec()) });
            Ok(())
        })
        .unwrap();
        let dataset = dataset::load(blobs, &Findings::default()).0.unwrap();
        let is_its = |of: &&Threshold| of.criterion.of(&dataset.criteria).code == code;
        dataset.thresholds.iter().find(is_its).unwrap().clone()
    }

    fn met(of: &Threshold, text: &str) -> Option<bool> {
        read(text, of, Some(Decimal::from(30))).map(|read| is_met(of, &read))
    }

    #[test]
    fn output_is_held_against_the_design_over_a_year_or_a_month() {
        let of = threshold("D30");
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
            ("年产量超设计年产能两成以上或单月超年产能两成以上", None),
            ("三采区：年产量超设计30万吨两成", None),
            ("年产量36万吨，设计0万吨", None),
            ("2022年出矿量36万吨", Some(true)),
            ("2022年采矿量35.9万吨", Some(false)),
            ("2022年生产矿石35.9万吨，设计30万吨/年", Some(false)),
            ("2021年产量31万吨，2022年产量36万吨，设计30万吨/年", None),
            ("2022年产量31万吨，保有储量120万吨，设计30万吨/年", None),
            ("2022年产量为设计生产能力的1.1倍", Some(false)),
            ("2022年产量为设计生产能力的1.2倍", Some(true)),
            ("2022年产量35.9万吨，贫化率10%，设计30万吨/年", Some(false)),
            ("2022年产量超过设计生产能力15%", Some(false)),
            ("2022年产量超过设计生产能力的20％", Some(true)),
            ("2022年产量超过设计生产能力的1.1倍", None),
            ("2023年6月产量为设计生产能力的1.1倍", None),
            ("2022年产量36万吨，为设计生产能力的1.2倍", None),
        ] {
            assert_eq!(met(&of, text), expected, "{text}");
        }
    }

    #[test]
    fn a_gradient_is_held_against_the_design() {
        let of = threshold("L09");
        for (text, expected) in [
            ("运输道路坡度11.1%，设计10%", Some(true)),
            ("运输道路坡度11%，设计10%", Some(true)),
            ("运输道路坡度10.9%，设计10%", Some(false)),
            ("运输道路坡度达 12％（设计坡度 10％）", Some(true)),
            ("设计坡度8%，实测9.5%", Some(true)),
            ("坡度12%，超过设计坡度10%", Some(true)),
            ("坡度12%，超过设计20%", None),
            ("纵坡坡度 90‰，设计 80‰", Some(true)),
            ("坡度超设计一成", None),
            ("坡度12%", None),
            ("运输道路纵坡11%，设计10%", Some(true)),
            ("平均坡度7%，最大坡度9.2%，设计8%", None),
            ("台阶高度12米，设计10米", None),
        ] {
            assert_eq!(met(&of, text), expected, "{text}");
        }
    }

    #[test]
    fn what_reaches_it_is_told_by_its_limits() {
        let (zh, en) = threshold("D30").told();
        assert_eq!(zh, "年产量不低于设计的 1.2 倍，或月产量不低于设计的 0.2 倍");
        assert_eq!(
            en,
            "at least 1.2 times the design in a year, or at least 0.2 times the design in a month"
        );
        assert_eq!(threshold("W15").told().0, "系数小于规定的 0.98 倍");
    }

    #[test]
    fn a_factor_of_safety_is_held_against_the_prescribed_one() {
        let of = threshold("W15");
        for (text, expected) in [
            ("抗滑稳定系数1.12，低于规定的1.15", Some(true)),
            ("抗滑稳定系数1.127，规范要求1.15", Some(false)),
            ("坝高12.5米处抗滑稳定系数1.10，规定1.15", Some(true)),
            ("浸润线埋深1.5米，坝体抗滑稳定系数低于规定值的0.98倍", None),
            ("坝体抗滑稳定系数低于规定值的0.98倍", None),
            ("抗滑稳定Fs=1.12，规定1.15", Some(true)),
            ("抗滑稳定系数1.14，规定1.15，特殊运行规定1.05", Some(false)),
            ("抗滑稳定系数1.14，规定1.15、1.05", None),
            ("抗滑稳定系数正常运行1.18（规定1.15），洪水运行1.00（规定1.05）", None),
        ] {
            assert_eq!(met(&of, text), expected, "{text}");
        }
    }
}
