//! Rates, points and ranks by hand.

use super::*;
use crate::dataset::RegionAt;

fn standings(scores: &[Option<i64>]) -> Vec<Standing> {
    let of = |score: &Option<i64>| Standing {
        region: RegionAt::FIRST,
        rank: None,
        score: score.map(Decimal::from),
        weights: 100,
        parts: Vec::new(),
    };
    scores.iter().map(of).collect()
}

#[test]
fn equal_scores_share_a_rank() {
    let mut some = standings(&[Some(90), Some(80), Some(80), Some(70), None]);
    rank(&mut some);
    let ranks: Vec<Option<usize>> = some.iter().map(|standing| standing.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2), Some(2), Some(4), None]);
}
