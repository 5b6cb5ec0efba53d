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
/// The most reporters whose every figure stands on one page; beyond that a page shows sums and leads
/// to the tables for download.
pub const REPORTERS_PER_PAGE: usize = 100;
/// About how many bytes of entries one file of the search holds; a longer text is divided, so that a
/// reader never waits for more than a few kilobytes at a time.
pub const SEARCH_BLOCK: usize = 16 * 1024;
/// For how many bytes of entries there is a file of the words they are found by.
pub const SEARCH_SHARD: usize = 32 * 1024;
