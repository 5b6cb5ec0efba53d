//! Comes in: a changed site. Goes out: what was seen of it, or what should never be.

use std::collections::BTreeSet;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use gongshi::diagnostic::{Code, Finding, Format, Language, Place, Say, Severity, show};

use crate::changes::Input;
use crate::markup;
use crate::site::{Built, Seen};

/// Something that should never be: what kind, and what exactly.
#[derive(Debug, Clone)]
pub struct Fault {
    pub kind: &'static str,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.what)
    }
}

fn fault(kind: &'static str, what: impl Into<String>) -> Fault {
    Fault { kind, what: what.into() }
}

/// How much a campaign looked at.
#[derive(Debug, Default)]
pub struct Told {
    inputs: u64,
    drawn: u64,
    files: u64,
    codes: BTreeSet<Code>,
}

impl Told {
    pub fn add(&mut self, other: Self) {
        self.inputs += other.inputs;
        self.drawn += other.drawn;
        self.files += other.files;
        self.codes.extend(other.codes);
    }

    /// Enough to say something: a campaign that draws nothing would pass whatever is wrong.
    pub fn is_a_campaign(&self) -> bool {
        self.inputs >= 50 && self.drawn >= 5 && self.codes.len() >= 10
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (inputs, drawn, files, codes) = (self.inputs, self.drawn, self.files, self.codes.len());
        write!(f, "{inputs} inputs, {drawn} of them drawn in {files} files, findings of {codes} codes")
    }
}

static PANIC: Mutex<String> = Mutex::new(String::new());

/// Keeps the words and the place of a panic of a lane; those of tests are shown as ever.
pub fn remember_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let of_a_test =
            std::thread::current().name().is_some_and(|name| name.contains("::") || name.contains('_'));
        if of_a_test {
            usual(info);
        }
        *PANIC.lock().unwrap() = info.to_string();
    }));
}

/// Everything that must hold of a site, however wrong.
pub fn look(input: &Input) -> Result<Told, Fault> {
    panic::catch_unwind(AssertUnwindSafe(|| all_of(input)))
        .unwrap_or_else(|_| Err(fault("panic", PANIC.lock().unwrap().clone())))
}

fn all_of(input: &Input) -> Result<Told, Fault> {
    let seen = input.site.check();
    let mut told = Told { inputs: 1, codes: seen.codes().into_iter().collect(), ..Told::default() };
    of_findings(input, &seen)?;
    let json = of_formats(&seen)?;
    let has_errors = seen.findings.iter().any(|finding| finding.severity == Severity::Error);
    if has_errors && !input.number.is_multiple_of(8) {
        return Ok(told);
    }
    let built = input.site.build_only(|address| is_drawn(address, input.number));
    let again = show(&built.seen.findings, &built.seen.texts, Format::Json, Language::Zh, false);
    if has_errors {
        if !built.files.is_empty() {
            return Err(fault("drawn in spite of errors", seen.told()));
        }
        return if again == json { Ok(told) } else { Err(fault("other findings the second time", again)) };
    }
    let after: BTreeSet<&str> = again.lines().collect();
    if let Some(line) = json.lines().find(|line| !after.contains(line)) {
        return Err(fault("not found the second time", line));
    }
    of_findings(input, &built.seen)?;
    let failed = built.seen.findings.iter().any(|finding| finding.severity == Severity::Error);
    if built.files.is_empty() && !failed {
        return Err(fault("nothing drawn and nothing told", seen.told()));
    }
    (told.drawn, told.files) = (1, built.files.len() as u64);
    of_files(input, &built)?;
    Ok(told)
}

/// A fifth of the pages, others for each input, and always the home page.
fn is_drawn(address: &str, number: u64) -> bool {
    let sum: u64 = address.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    address.len() < 2 || number.wrapping_add(sum).is_multiple_of(5)
}

fn of_findings(input: &Input, seen: &Seen) -> Result<(), Fault> {
    for finding in &seen.findings {
        let all = format!("{finding:?}");
        let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place));
        if let Some(place) = places.into_iter().find(|place| !stands(input, seen, place)) {
            return Err(fault("a place that is none", format!("{place:?} of {all}")));
        }
        let sentences = std::iter::once(&finding.message).chain(&finding.help);
        for say in sentences.chain(finding.related.iter().map(|(_, why)| why)) {
            if !is_said(say) {
                return Err(fault("not said in both languages", all));
            }
            if let Some(blank) = [&say.zh, &say.en].iter().find_map(|text| blank(text))
                && !is_in(input, blank)
                // One is about blanks, and quotes them without what nobody sees; the other has its sentences from the
                // engine, which writes what it expected so: "Expected \"string\" or {expression}".
                && ![Code::StringBlanks, Code::TemplateError].contains(&finding.code)
            {
                return Err(fault("a blank is not filled", format!("{blank} of {all}")));
            }
        }
    }
    Ok(())
}

/// Inside its file, at characters.
fn stands(input: &Input, seen: &Seen, place: &Place) -> bool {
    let (start, end) = (place.span.0 as usize, place.span.1 as usize);
    match seen.texts.get(&place.path) {
        Some(text) => text.get(start..end).is_some(),
        // What could not be read has no place inside.
        None => start <= end && input.site.0.get(&place.path).map_or(end == 0, |bytes| end <= bytes.len()),
    }
}

fn is_said(say: &Say) -> bool {
    let is_chinese = |c: char| ('\u{4e00}'..'\u{a000}').contains(&c);
    !say.en.trim().is_empty() && say.zh.chars().any(is_chinese)
}

/// What looks like a blank of a format: `{path}`; `\u{ad}` is a character written out.
fn blank(text: &str) -> Option<&str> {
    let opens = text.match_indices('{').map(|(at, _)| at).filter(|&at| !text[..at].ends_with("\\u"));
    let mut blanks = opens.filter_map(|from| {
        let to = from + text[from..].find('}')?;
        let inside = &text[from + 1..to];
        inside.chars().all(|c| c.is_ascii_lowercase() || c == '_').then(|| &text[from..=to])
    });
    blanks.next()
}

fn is_in(input: &Input, words: &str) -> bool {
    let mut paths = input.site.0.paths();
    paths.any(|path| {
        path.contains(words)
            || String::from_utf8_lossy(input.site.0.get(path).unwrap_or_default()).contains(words)
    })
}

/// Every format is shown and can be read again; comes back as JSON.
fn of_formats(seen: &Seen) -> Result<String, Fault> {
    let shown = |format, language| show(&seen.findings, &seen.texts, format, language, false);
    for language in [Language::Zh, Language::En] {
        let people = [Format::Human, Format::Short, Format::Github].map(|format| shown(format, language));
        if let Some(text) = people.iter().find(|text| text.is_empty() != seen.findings.is_empty()) {
            return Err(fault("findings without words", text.clone()));
        }
        let lines = people[1].lines().count();
        if lines != seen.findings.len() {
            return Err(fault(
                "a finding is a line",
                format!("{lines} of {}\n{}", seen.findings.len(), people[1]),
            ));
        }
        if let Some(line) = people[2].lines().find(|line| !line.starts_with("::")) {
            return Err(fault("a line that is no command", line));
        }
        for format in [Format::Gitlab, Format::Sarif] {
            let text = shown(format, language);
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
                return Err(fault("not JSON", format!("{format:?}: {error}")));
            }
        }
    }
    let json = shown(Format::Json, Language::Zh);
    for line in json.lines() {
        if let Err(error) = serde_json::from_str::<serde_json::Value>(line) {
            return Err(fault("not JSON", format!("{error}: {line}")));
        }
    }
    Ok(json)
}

fn of_files(input: &Input, built: &Built) -> Result<(), Fault> {
    let told_private = built.seen.findings.iter().any(is_private);
    let own_theme = input.has_own_theme();
    for (path, bytes) in &built.files {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let Ok(text) = std::str::from_utf8(bytes) else {
            if matches!(ending, "html" | "xml" | "svg" | "json" | "csv" | "js" | "css") && !own_theme {
                return Err(fault("not UTF-8", path.clone()));
            }
            continue;
        };
        let is_marked = matches!(ending, "html" | "xml" | "svg");
        if is_marked
            && !own_theme
            && let Some(what) = markup::fault(text, ending != "html")
        {
            return Err(fault("markup", format!("{path}: {what}")));
        }
        if ending == "json"
            && let Err(error) = serde_json::from_str::<serde_json::Value>(text)
        {
            return Err(fault("not JSON", format!("{path}: {error}")));
        }
        if ending == "csv"
            && let Err(what) = of_table(text)
        {
            return Err(fault("no table", format!("{path}: {what}")));
        }
        if let Some(trace) = input.private
            && !told_private
            && digits(text).contains(&digits(trace))
        {
            return Err(fault("a private trace in a file and in no finding", format!("{trace} in {path}")));
        }
    }
    Ok(())
}

fn is_private(finding: &Finding) -> bool {
    finding.code.is_confidential()
}

/// A number as it reads, whatever stands between its digits.
fn digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff10}'..='\u{ff3a}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).filter(|c| *c != ' ').collect()
}

/// Rows of one length; no cell that a spreadsheet would run.
fn of_table(text: &str) -> Result<(), String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let runs = |cell: &&str| cell.starts_with(['=', '@', '\t', '\r']);
        if let Some(cell) = record.iter().find(runs) {
            return Err(format!("a spreadsheet runs {cell:?}"));
        }
    }
    Ok(())
}
