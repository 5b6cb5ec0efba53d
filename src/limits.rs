//! Every limit of the program, in one place; going over one is a finding, never a crash.

/// The largest input file that is read, in bytes (64 MiB): a county's ledger of a decade is under 1 MiB.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The most files one site is made of.
pub const FILES: usize = 500_000;
/// The most rows one CSV file may have.
pub const CSV_ROWS: usize = 1_000_000;
/// The most columns one CSV row may have.
pub const CSV_COLUMNS: usize = 256;
/// The deepest nesting of tables and arrays in a TOML file: the parser's own limit.
pub const TOML_NESTING: usize = 80;
/// The largest count or sum of money that is believable, in the unit of the cell.
pub const LARGEST_VALUE: i64 = 1_000_000_000_000;
/// The most decimals a sum in 万元 may have: four make a whole 元.
pub const MONEY_DECIMALS: u32 = 4;
/// The most measures × regions × periods × spans a cube may hold.
pub const CUBE_FIGURES: usize = 64_000_000;
/// How far a misspelt key may be from a known one to be suggested, in edits.
pub const SUGGESTION_DISTANCE: usize = 3;
/// How many wrong references of a ledger are helped with the nearest id: each help reads through all ids of a ledger.
pub const LEDGER_SUGGESTIONS: usize = 64;
/// How many ledger rows behind a figure a broken rule shows.
pub const RULE_ROWS: usize = 5;
/// The most reporters whose every figure stands on one page; beyond that a page shows sums and leads
/// to the tables for download.
pub const REPORTERS_PER_PAGE: usize = 100;
/// The most hazards listed on a page about something else; all of them stand in the public list.
pub const HAZARDS_PER_PART: usize = 50;
