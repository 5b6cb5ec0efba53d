//! Every limit of the program, in one place; going over one is a finding, never a crash.

/// The largest input file that is read, in bytes (64 MiB): a county's ledger of a decade is under 1 MiB.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The largest TOML, Markdown or template file that is read (4 MiB): what people write by hand is under 1 MiB, and a
/// parser makes of each byte of it up to fifty.
pub const TEXT_BYTES: u64 = 4 * 1024 * 1024;
/// The most bytes all files of a site may have (1 GiB): a nation is 90 MB of text, and pictures may be as much again.
pub const SITE_BYTES: u64 = 1024 * 1024 * 1024;
/// The most files one site is made of.
pub const FILES: usize = 500_000;
/// How often a site that is being written is read again.
pub const READINGS: usize = 3;
/// For how long a file must have rested to count as written to its end, in milliseconds: an editor empties it first.
pub const REST_MILLISECONDS: u64 = 20;
/// The longest git may take for an answer, in seconds: about a nation's files it takes less than one.
pub const GIT_SECONDS: u64 = 10;
/// The most git may answer, in bytes (128 MiB): the names and ids of as many files as a site may have.
pub const GIT_BYTES: u64 = 128 * 1024 * 1024;
/// How many times as long it may take to hand out all files of a commit: a nation's 25,000 take a second.
pub const GIT_BATCH_TIMES: u32 = 12;
/// How many versions of files are read at once, as it is looked where values come from: a nation has thirty thousand.
pub const VERSIONS: usize = 8192;
/// How many files that are not in the commit are named.
pub const UNCOMMITTED_NAMES: usize = 3;
/// The most days or months a rule of law may span: no clock is longer than a few years.
pub const LAW_SPAN: u32 = 1200;
/// The most rows one CSV file may have.
pub const CSV_ROWS: usize = 1_000_000;
/// The most columns one CSV row may have.
pub const CSV_COLUMNS: usize = 256;
/// The deepest nesting of tables and arrays in a TOML file: the parser's own limit.
pub const TOML_NESTING: usize = 80;
/// How many syntax errors of one TOML text are told.
pub const SYNTAX_ERRORS: usize = 100;
/// How far beyond the first syntax error of a TOML text others are looked for, in bytes: nobody mends more in one go.
pub const SYNTAX_WINDOW: usize = 64 * 1024;
/// How many findings of one kind in one file are told one by one; the others are counted.
pub const FINDINGS_OF_A_KIND: usize = 1000;
/// The largest count or sum of money that is believable, in the unit of the cell.
pub const LARGEST_VALUE: i64 = 1_000_000_000_000;
/// The most decimals a sum in 万元 may have: six make a 分.
pub const MONEY_DECIMALS: u32 = 6;
/// The most measures × regions × periods × spans a cube may hold.
pub const CUBE_FIGURES: usize = 64_000_000;
/// How far a misspelt key may be from a known one to be suggested, in edits.
pub const SUGGESTION_DISTANCE: usize = 3;
/// How many wrong references of a ledger are helped with the nearest id: each help reads through all ids of a ledger.
pub const LEDGER_SUGGESTIONS: usize = 64;
/// How many unknown regions of one ledger are helped with the nearest code, and unknown keys of one table with the nearest
/// key: where there are more, something else is wrong.
pub const FILE_SUGGESTIONS: usize = 8;
/// How many regions lie above one at most: a country has four; more is a circle.
pub const REGION_DEPTH: usize = 16;
/// The most figures of an edition that are told as different on its page, of those filed and those that follow: its table has all.
pub const EDITION_ROWS: usize = 400;
/// How many ledger rows behind a figure a broken rule shows.
pub const RULE_ROWS: usize = 5;
/// The most reporters whose every figure stands on one page; beyond that a page shows sums and leads
/// to the tables for download.
pub const REPORTERS_PER_PAGE: usize = 100;
/// About how many bytes of entries one file of the search holds; a longer text is divided, so that a
/// reader never waits for more than a few kilobytes at a time.
pub const SEARCH_BLOCK: usize = 16 * 1024;
/// For how many bytes of entries there is a file of the words they are found by.
pub const SEARCH_SHARD: usize = 32 * 1024;
/// The most bytes a template may write for one page (64 MiB): the largest pages of a nation are under 2 MiB.
pub const PAGE_BYTES: usize = 64 * 1024 * 1024;
/// The longest one page may be drawn, in seconds: a page takes a few thousandths of one.
pub const PAGE_SECONDS: u64 = 60;
/// The most memory drawing may take beyond what was taken before it, in bytes (4 GiB): a nation takes under 1 GiB.
pub const DRAWING_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// The most text that is read of what one picture, PDF or packed file says of itself (4 MiB), and the most pieces of it.
pub const METADATA_BYTES: usize = 4 * 1024 * 1024;
/// See [`METADATA_BYTES`]; entries of one packed file, too.
pub const METADATA_PARTS: usize = 100_000;
/// The most that is unpacked of one file for that (64 MiB): a spreadsheet of a county's decade is a tenth of it.
pub const UNPACKED_BYTES: usize = 64 * 1024 * 1024;
/// The longest web address in the settings, in bytes: what is made of it must stay below the 2,048 of site maps.
pub const WEB_ADDRESS_BYTES: usize = 1024;
/// The largest head of a request `serve` reads, in bytes: browsers send under 2 KiB, cookies of other
/// programs on this machine may add some.
pub const REQUEST_BYTES: usize = 16 * 1024;
/// The longest a reader may take to send a whole request, and to take nothing of an answer, in seconds.
pub const REQUEST_SECONDS: u64 = 10;
/// The longest a reader may take to take a whole answer, in seconds: the largest download of a nation, from this machine.
pub const ANSWER_SECONDS: u64 = 60;
/// The most requests `serve` has in hand at once, a thread each; a browser sends six. Those who keep it waiting give way.
pub const CONNECTIONS: usize = 128;
/// The most open pages `serve` tells of changes: a browser keeps six connections, and pages in its background none.
pub const OPEN_PAGES: usize = 256;
/// The most addresses one file of a site map may list, and its largest size in bytes: sitemaps.org.
pub const SITEMAP_ADDRESSES: usize = 50_000;
/// See [`SITEMAP_ADDRESSES`]; 50 MiB.
pub const SITEMAP_BYTES: usize = 50 * 1024 * 1024;
/// The most hazards listed on a page about something else; all of them stand in the public list.
pub const HAZARDS_PER_PART: usize = 50;
/// How many characters nobody sees are told of one file: a pasted document has one a line.
pub const HIDDEN_PER_FILE: usize = 20;
/// The most characters of an id or of one part of a page's path: names of files have at most 255 bytes, and what is
/// made of an id adds its own.
pub const ID_CHARACTERS: usize = 64;
/// The most characters of a page's whole path: its charts are files of that name.
pub const PATH_CHARACTERS: usize = 200;
/// The largest `manifest.json` that is read back, in bytes (256 MiB): the nation's is 40 MiB.
pub const MANIFEST_BYTES: u64 = 256 * 1024 * 1024;
/// How many files that no build put into the output a warning names; the others it counts.
pub const STRANGERS_NAMED: usize = 5;
/// How often a file that another program holds for a moment is moved, and how long the first pause is, in milliseconds;
/// each is twice as long as the one before, together under a second.
pub const MOVE_TRIES: usize = 6;
/// See [`MOVE_TRIES`].
pub const MOVE_PAUSE_MS: u64 = 20;

/// The longest first line of a comment on a change, in characters: all that a phone's notification shows.
pub const REVIEW_TITLE: usize = 60;
/// The longest text of a change, in characters.
pub const REVIEW_TEXT: usize = 400;
/// The longest comment on a change, in characters; hosts take 65,536 bytes or more.
pub const REVIEW_CHARACTERS: usize = 18_000;
/// The most rows of figures a page about a change has.
pub const REVIEW_ROWS: usize = 5_000;
/// The longest such page, in bytes, but for the change it ends with.
pub const REVIEW_BYTES: usize = 1_800_000;

/// How many errors, and how many warnings, of one step a host shows beside the lines.
pub const HOST_ANNOTATIONS: usize = 10;
/// How many results of a SARIF report a host shows.
pub const SARIF_RESULTS: usize = 5_000;
