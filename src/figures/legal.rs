//! Legal arithmetic over decisions: articles, ranges, windows and clocks.
//!
//! In: rows of the enforcement ledger and a day. Out: what the law counts. Nothing here is a verdict: it says that
//! the conditions for a check are met (达到核查条件), and a person with the file at hand decides.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};

use rayon::prelude::*;

use crate::dataset::Dataset;
use crate::dataset::ledger::{Decision, DecisionStatus, Index, Outcome, Party, Workdays};
use crate::dataset::publication::default_expiry;

/// 安全生产法, as cited: in brackets or not, with the year of its text or not. Regulations named after it go on after
/// this, as in `《安全生产法实施办法》`.
const WORK_SAFETY: &str = "安全生产法";
/// What may follow the name of the law.
const AFTER_NAME: [char; 6] = ['》', '（', '(', '第', ' ', '\u{3000}'];
/// Its chapter on legal liability (第六章): what comes before says what is to be done, not what it costs.
const LIABILITY: std::ops::RangeInclusive<u32> = 90..=116;
/// How many articles it has (2021).
pub const LAST_ARTICLE: u32 = 119;

/// Working days within which a penalty is published (安全生产法 78).
pub const PUBLISH_WITHIN: u32 = 7;
/// Days within which a changed or revoked one is taken back and explained (行政处罚法 48).
pub const WITHDRAW_WITHIN: u64 = 3;
/// Months a penalty stays public: at least, and where nothing else is said.
pub const PUBLIC_MONTHS: (u32, u32) = (12, 36);
/// Articles whose cases are numbered items (项), not paragraphs (款).
const WITH_ITEMS: [u32; 4] = [97, 98, 99, 101];

/// An article as cited: `《安全生产法》第九十八条第（二）项`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Citation {
    /// Whether it is of 安全生产法.
    pub is_work_safety: bool,
    /// 条
    pub article: Option<u32>,
    /// 款
    pub paragraph: Option<u32>,
    /// 项
    pub item: Option<u32>,
}

impl Citation {
    /// Reads the article a text rests on: the first, and of those of 安全生产法 the first of its chapter on liability.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut named = text.match_indices(WORK_SAFETY).map(|(at, law)| at + law.len());
        let after =
            named.find(|end| text[*end..].chars().next().is_none_or(|next| AFTER_NAME.contains(&next)));
        let read = |article, rest: &str| {
            let rest = rest.split(['、', '，', '；', '《', '和']).next().unwrap_or_default();
            let (paragraph, item) = (numbered(rest, '款').0, numbered(rest, '项').0);
            Self { is_work_safety: after.is_some(), article, paragraph, item }
        };
        let Some(after) = after else {
            let (article, rest) = numbered(text, '条');
            return read(article, rest);
        };
        // Of the articles that follow the law's name, up to another law's, the one that penalises is meant.
        let mut rest = text[after..].split('《').next().unwrap_or_default();
        let mut first = None;
        while let (Some(article), more) = numbered(rest, '条') {
            let one = read(Some(article), more);
            if LIABILITY.contains(&article) {
                return one;
            }
            first = first.or(Some(one));
            rest = more;
        }
        first.unwrap_or(Self { is_work_safety: true, ..Self::default() })
    }

    /// Whether it names a paragraph, or nothing, where the article has items.
    #[must_use]
    pub fn lacks_item(self) -> bool {
        let has_items = self.article.is_some_and(|article| WITH_ITEMS.contains(&article));
        self.is_work_safety && has_items && (self.item.is_none() || self.paragraph.is_some())
    }

    /// The least and the most a party may be fined under the article, in 元, the heavier bracket for what was not put
    /// right in time included; `None` where no range is known.
    #[must_use]
    pub fn range(self, party: Party) -> Option<(u64, u64)> {
        let unit = party == Party::Unit;
        let (least, most) = match (self.article.filter(|_| self.is_work_safety)?, unit) {
            (94, false) => (2, 10),
            (97 | 99 | 101, true) => (0, 20),
            (97 | 98 | 101, false) => (2, 5),
            (98, true) => (10, 100),
            (99 | 103, false) => (1, 2),
            (102, true) => (0, 5),
            (102, false) => (5, 10),
            (103, true) => (10, 20),
            _ => return None,
        };
        Some((least * 10_000, most * 10_000))
    }
}

/// The first number before `mark` that follows 第, in Chinese or ASCII digits, in brackets or not; and what comes after.
fn numbered(text: &str, mark: char) -> (Option<u32>, &str) {
    let mut rest = text;
    while let Some(at) = rest.find('第') {
        rest = &rest[at + '第'.len_utf8()..];
        let Some(end) = rest.find(|c: char| !(is_numeral(c) || "（）()".contains(c))) else { break };
        if rest[end..].starts_with(mark) {
            let number = rest[..end].trim_matches(['（', '）', '(', ')']);
            return (numeral(number), &rest[end + mark.len_utf8()..]);
        }
    }
    (None, text)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零一二三四五六七八九十百".contains(c)
}

/// A number up to 999: `一百零二`, `九十八`, `98`.
fn numeral(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit =
        |c: char| "零一二三四五六七八九".chars().position(|known| known == c).map(|value| value as u32);
    let (mut sum, mut last) = (0, None);
    for c in text.chars() {
        match c {
            '百' => sum += last.take()? * 100,
            '十' => sum += last.take().filter(|value| *value > 0).unwrap_or(1) * 10,
            c => last = Some(digit(c)?),
        }
    }
    Some(sum + last.unwrap_or(0)).filter(|number| *number > 0)
}

/// Why a closure is to be checked (安全生产法 113, item 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Three penalties within 180 days.
    HalfYear,
    /// Four penalties within a year.
    Year,
}

/// The latest window that days in order fill: which, and the places of all its days.
#[must_use]
pub fn window(days: &[NaiveDate]) -> Option<(Window, std::ops::Range<usize>)> {
    let ending = |last: usize, fits: &dyn Fn(NaiveDate) -> bool, least: usize| {
        let first = days.iter().position(|day| fits(*day))?;
        (last + 1 - first >= least).then_some(first..last + 1)
    };
    (0..days.len()).rev().find_map(|last| {
        let end = days[last];
        let half_year = ending(last, &|day| (end - day).num_days() <= 180, 3);
        let year = || ending(last, &|day| end <= day + Months::new(12), 4);
        half_year.map(|at| (Window::HalfYear, at)).or_else(|| year().map(|at| (Window::Year, at)))
    })
}

/// Penalties that come so often that they fill a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Which of the two windows: the latest that is filled.
    pub window: Window,
    /// Indices of the decisions that fill it, by day.
    pub decisions: Vec<Index>,
    /// The day of the first of them.
    pub first: NaiveDate,
    /// The day of the last of them.
    pub last: NaiveDate,
    /// How many cases they are about: several documents of one case count each, and readers are told.
    pub cases: usize,
}

/// Whether, on a day, three valid penalties against a unit within 180 days or four within a year are among its
/// decisions: distinct ones under 安全生产法. Those against its principal alone, revoked ones, and those under other laws
/// do not count; a decision that stands in several rows, one for each penalty in it, is one.
#[must_use]
pub fn repeated(
    dataset: &Dataset,
    decisions: impl Iterator<Item = Index>,
    as_of: NaiveDate,
) -> Option<Repeated> {
    let table = &dataset.ledger.decisions;
    let counts = |decision: &Decision| {
        decision.is_valid_penalty()
            && decision.party == Party::Unit
            && decision.decided_on <= as_of
            && Citation::read(table.text(decision, decision.basis)).is_work_safety
    };
    let counted = decisions.map(|index| (index, table.get(index))).filter(|(_, decision)| counts(decision));
    let mut distinct: Vec<(NaiveDate, &str, Index)> = counted
        .map(|(index, decision)| {
            let number = table.text(decision, decision.document_no);
            (decision.decided_on, if number.is_empty() { table.id(decision) } else { number }, index)
        })
        .collect();
    distinct.sort_unstable();
    let mut numbers = BTreeSet::new();
    distinct.retain(|(_, number, _)| numbers.insert(*number));
    let days: Vec<NaiveDate> = distinct.iter().map(|(day, ..)| *day).collect();
    let (window, range) = window(&days)?;
    let (first, last) = (days[range.start], days[range.end - 1]);
    let decisions: Vec<Index> = distinct[range].iter().map(|(.., index)| *index).collect();
    let case = |index: &Index| table.text(table.get(*index), table.get(*index).case);
    let cases = decisions.iter().map(case).collect::<BTreeSet<_>>().len();
    Some(Repeated { window, decisions, first, last, cases })
}

/// An enterprise for which the conditions of a closure check are met: a major hazard, and repeated penalties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosureCheck {
    /// Index of the enterprise.
    pub enterprise: Index,
    /// Its penalties.
    pub penalties: Repeated,
    /// Index of a major hazard it had by then.
    pub hazard: Index,
}

/// Every such enterprise, by its index.
#[must_use]
pub fn closure_checks(dataset: &Dataset, as_of: NaiveDate) -> Vec<ClosureCheck> {
    let decisions = dataset.ledger.decisions.iter();
    let mut of_firm: Vec<(Index, Index)> =
        decisions.filter_map(|(index, decision)| Some((decision.enterprise?, index))).collect();
    of_firm.par_sort_unstable();
    let hazards = major_hazards(dataset);
    let check = |of_one: &[(Index, Index)]| {
        let enterprise = of_one[0].0;
        let of_firm = &hazards[hazards.partition_point(|(firm, ..)| *firm < enterprise)..];
        let (_, found_on, hazard) = of_firm.first().filter(|(firm, ..)| *firm == enterprise)?;
        let penalties = repeated(dataset, of_one.iter().map(|(_, index)| *index), as_of)?;
        (*found_on <= penalties.last).then_some(ClosureCheck { enterprise, penalties, hazard: *hazard })
    };
    let firms: Vec<&[(Index, Index)]> = of_firm.chunk_by(|one, other| one.0 == other.0).collect();
    firms.into_par_iter().filter_map(check).collect()
}

/// Major hazards that were not dismissed: by owner, the day they were found, and index; the earliest of each owner first.
fn major_hazards(dataset: &Dataset) -> Vec<(Index, NaiveDate, Index)> {
    let ledger = &dataset.ledger;
    let stands =
        |outcome: Option<Outcome>| !matches!(outcome, Some(Outcome::Dismissed | Outcome::Downgraded));
    let major = ledger.hazards.iter().filter(|(_, hazard)| hazard.is_major() && stands(hazard.outcome));
    let mut hazards: Vec<_> = major
        .filter_map(|(index, hazard)| Some((ledger.facility_of(hazard).enterprise?, hazard.found_on, index)))
        .collect();
    hazards.par_sort_unstable();
    hazards
}

impl Decision {
    /// The last working day on which it may be published (安全生产法 78).
    #[must_use]
    pub fn publish_by(&self, workdays: &Workdays) -> NaiveDate {
        workdays.after(self.decided_on, PUBLISH_WITHIN)
    }

    /// Until when it stays public: as stated, else three years from the decision.
    #[must_use]
    pub fn public_until(&self) -> NaiveDate {
        self.expires_on.unwrap_or_else(|| default_expiry(self.decided_on))
    }

    /// By when one that was changed or revoked is to be taken back and explained (行政处罚法 48).
    #[must_use]
    pub fn withdraw_by(&self) -> Option<NaiveDate> {
        let changed = self.status != DecisionStatus::Valid;
        self.status_on.filter(|_| changed).map(|on| on + Days::new(WITHDRAW_WITHIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse::scalar::date(text).expect("a day")
    }

    #[test]
    fn articles_are_read_as_they_are_cited() {
        let read = |text: &str| {
            let citation = Citation::read(text);
            (citation.is_work_safety, citation.article, citation.paragraph, citation.item)
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
        assert_eq!(
            read("违反《安全生产法》第四十一条第二款，依据第一百零二条"),
            (true, Some(102), None, None)
        );
        assert_eq!(
            read("《安全生产法》第三十六条第一款、第九十九条第（三）项"),
            (true, Some(99), None, Some(3)),
            "the duty, then the penalty"
        );
        assert_eq!(
            read(
                "《矿山安全条例》第五条第二款、《安全生产法》第九十九条第（一）项、《行政处罚法》第九条第二款"
            ),
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
            assert_eq!(Citation::read(text).lacks_item(), lacks, "{text}");
        }
    }

    #[test]
    fn ranges_are_by_article_and_party() {
        let range = |text: &str, party| Citation::read(text).range(party);
        assert_eq!(range("《安全生产法》第九十四条第一款", Party::Principal), Some((20_000, 100_000)));
        assert_eq!(range("《安全生产法》第九十八条第（二）项", Party::Unit), Some((100_000, 1_000_000)));
        assert_eq!(range("《安全生产法》第一百零二条", Party::Person), Some((50_000, 100_000)));
        assert_eq!(range("《刑法》第九十八条", Party::Unit), None);
    }

    #[test]
    fn windows_close_on_their_last_day() {
        let three = [day("2023-01-01"), day("2023-03-01"), day("2023-06-30")];
        assert_eq!(window(&three), Some((Window::HalfYear, 0..3)), "the 180th day");
        assert_eq!(window(&[three[0], three[1], day("2023-07-01")]), None, "the 181st");
        let four = [day("2023-01-01"), day("2023-05-01"), day("2023-09-01"), day("2024-01-01")];
        assert_eq!(window(&four), Some((Window::Year, 0..4)), "a year later to the day");
        assert_eq!(window(&[four[0], four[1], four[2], day("2024-01-02")]), None);
        assert_eq!(window(&three[..2]), None);
    }

    proptest! {
        /// Against the definition, looking at every three and every four.
        #[test]
        fn a_window_is_filled_where_any_three_or_four_fill_it(mut gaps in prop::collection::vec(0_u64..260, 0..9)) {
            let mut at = day("2022-02-28");
            let days: Vec<NaiveDate> = gaps.drain(..).map(|gap| { at = at + Days::new(gap); at }).collect();
            let mut any = false;
            for first in 0..days.len() {
                for last in first + 2..days.len() {
                    any |= days[last] <= days[first] + Days::new(180);
                    any |= last >= first + 3 && days[last] <= days[first] + Months::new(12);
                }
            }
            let found = window(&days);
            prop_assert_eq!(found.is_some(), any);
            if let Some((window, range)) = found {
                let least = if window == Window::HalfYear { 3 } else { 4 };
                prop_assert!(range.len() >= least);
                // All of its days, and none before them.
                let reach = |day: NaiveDate| match window {
                    Window::HalfYear => day + Days::new(180),
                    Window::Year => day + Months::new(12),
                };
                let end = days[range.end - 1];
                prop_assert!(reach(days[range.start]) >= end);
                prop_assert!(range.start == 0 || reach(days[range.start - 1]) < end);
                // Nothing that ends later fills one.
                for last in range.end..days.len() {
                    prop_assert!(days[last] > days[last - 2] + Days::new(180));
                    prop_assert!(last < 3 || days[last] > days[last - 3] + Months::new(12));
                }
            }
        }

        /// One decision more never takes a condition away.
        #[test]
        fn one_more_penalty_never_undoes_a_window(mut offsets in prop::collection::vec(0_u64..900, 3..8), more in 0_u64..900) {
            let days = |offsets: &mut Vec<u64>| -> Vec<NaiveDate> {
                offsets.sort_unstable();
                offsets.iter().map(|offset| day("2023-01-01") + Days::new(*offset)).collect()
            };
            let before = window(&days(&mut offsets)).is_some();
            offsets.push(more);
            prop_assert!(!before || window(&days(&mut offsets)).is_some());
        }
    }
}
