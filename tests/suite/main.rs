//! One binary for everything that is tested from outside: whole sites in, findings and files out.
//!
//! Sites stand as text below `tests/fixtures`; a test reads one, changes what it is about, and looks
//! at what comes of it.
#![allow(clippy::unwrap_used)] // What a test prepares is there, or the test fails as it should.
#![allow(clippy::disallowed_methods)] // Tests read fixtures and try the program on a real disk.

mod addresses;
mod aggregation;
mod architecture;
mod bad_input;
mod bad_numbers;
mod bad_text;
mod by_hand;
mod campaign;
mod cases;
mod chart_files;
mod charts;
mod coded;
mod command_line;
mod conventions;
mod corrections;
mod costs;
mod could_not_run;
mod crowd;
mod days;
mod declared;
mod determinism;
mod eject;
mod elsewhere;
mod every_code;
mod every_value;
mod exhaustive;
mod exposure;
mod feeds;
mod form_rules;
mod foundations;
mod hostile_checkouts;
mod kills;
mod ledger;
mod ledger_figures;
mod ledger_pages;
mod ledger_readers;
mod legal;
mod legal_bounds;
mod lists;
mod lives;
mod many_findings;
mod methods;
mod migrating;
mod mistakes;
mod month_pages;
mod named;
mod one_noun;
mod output;
mod output_traps;
mod pages;
mod parsers;
mod plain_pages;
mod planted;
mod privacy;
mod private_types;
mod ranking;
mod readers;
mod readme;
mod reconciliation;
mod search;
mod serve;
mod small_cells;
mod snapshots;
mod specimens;
mod strings;
mod support;
mod themes;
mod torn;
mod transitions;
mod two_worlds;
mod words;
