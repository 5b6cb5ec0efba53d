//! The site map in files: search engines read 50,000 addresses a file and no more.

use std::ops::Range;

use super::{Item, is_listed};
use crate::limits;

/// What one file may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most addresses a file lists.
    pub addresses: usize,
    /// The most bytes it has.
    pub bytes: usize,
}

/// What sitemaps.org allows.
pub const LIMITS: Limits = Limits { addresses: limits::SITEMAP_ADDRESSES, bytes: limits::SITEMAP_BYTES };

/// More than what stands around an address: `<url><loc>…</loc><lastmod>2023-06-19</lastmod></url>`.
const AROUND_ADDRESS: usize = 100;
/// More than what stands around all of them.
const AROUND_FILE: usize = 200;

/// Which items each file lists, in their order; at least one file, and none over a limit.
pub fn divide(items: &[(String, Item)], base_url: &str, limits: Limits) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut addresses, mut bytes) = (0, 0, AROUND_FILE);
    for (place, (address, item)) in items.iter().enumerate() {
        if !is_listed(item) {
            continue;
        }
        let more = base_url.len() + address.len() + AROUND_ADDRESS;
        if addresses > 0 && (addresses == limits.addresses || bytes + more > limits.bytes) {
            parts.push(start..place);
            (start, addresses, bytes) = (place, 0, AROUND_FILE);
        }
        addresses += 1;
        bytes += more;
    }
    parts.push(start..items.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::PeriodAt;

    fn pages(count: usize) -> Vec<(String, Item)> {
        let page = |at: usize| {
            let item = if at.is_multiple_of(3) { Item::Robots } else { Item::Period(PeriodAt::nth(at)) };
            (format!("/periods/{at}/"), item)
        };
        (0..count).map(page).collect()
    }

    /// How many pages each part lists; together they list every item once and in order.
    fn counts(items: &[(String, Item)], limits: Limits) -> Vec<usize> {
        let parts = divide(items, "https://a/", limits);
        let whole: Vec<usize> = parts.iter().cloned().flatten().collect();
        assert_eq!(whole, (0..items.len()).collect::<Vec<_>>());
        let listed =
            |part: &Range<usize>| items[part.clone()].iter().filter(|(_, item)| is_listed(item)).count();
        parts.iter().map(listed).collect()
    }

    #[test]
    fn no_file_lists_more_addresses_than_it_may() {
        let few = Limits { addresses: 4, bytes: usize::MAX };
        assert_eq!(counts(&pages(15), few), [4, 4, 2]);
        assert_eq!(counts(&pages(12), few), [4, 4], "a full file begets no empty one");
        assert_eq!(counts(&[], few), [0]);
    }

    #[test]
    fn no_file_is_larger_than_it_may_be() {
        let small = Limits { addresses: usize::MAX, bytes: AROUND_FILE + 3 * (AROUND_ADDRESS + 30) };
        let counts = counts(&pages(30), small);
        assert!(counts.len() > 5 && counts.iter().all(|&count| (1..=3).contains(&count)), "{counts:?}");
    }
}
