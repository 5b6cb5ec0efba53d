//! What stands for a name: 王某某 for a person, 某矿业有限公司 for a firm.
//!
//! In: names. Out: what stands for each; two that would read alike are told apart.

pub mod firms;
pub mod persons;
