//! What tests of the published pages share.

pub mod reading;
