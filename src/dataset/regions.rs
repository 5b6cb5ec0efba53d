//! `data/regions.csv`: who reports, and whose figures add up to whose.

use std::collections::HashMap;

use super::{
    Files,
    column::{Column, Holds, Opens},
    columns::Columns,
    ledger::{Word, words},
    row_at::RowAt,
};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::toml::Choice;
use crate::parse::{File, csv, scalar};
use crate::{limits, say};

words! {
    /// What a region is.
    RegionKind {
        /// Adds up others, reports nothing itself.
        City = "city" "市" "city, adds up the others",
        /// The city's own office, which inspects and fines directly.
        Bureau = "bureau" "市本级" "the city’s own bureau",
        District = "district" "区" "district",
        County = "county" "县" "county",
        CountyCity = "county_city" "县级市" "county-level city",
    }
}

/// Codes and titles of [`RegionKind`].
pub const KINDS: [Choice<RegionKind>; RegionKind::ALL.len()] = {
    let mut kinds = [("", "", RegionKind::City); RegionKind::ALL.len()];
    let mut at = 0;
    while at < kinds.len() {
        let (code, title, _) = RegionKind::TERMS[at];
        kinds[at] = (code, title, RegionKind::ALL[at]);
        at += 1;
    }
    kinds
};

impl RegionKind {
    /// As written in `data/regions.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        Word::code(self)
    }

    /// In Chinese.
    #[must_use]
    pub fn title(self) -> &'static str {
        Word::title(self)
    }
}

/// Index of a region.
pub type RegionAt = RowAt<Region>;

/// A region.
#[derive(Debug, Clone)]
pub struct Region {
    /// Division code, `141027`; part of addresses.
    pub code: String,
    /// 示例县; its code, where the file leaves the name blank.
    pub name: String,
    /// Whether it reports or adds up, and which cells of forms are asked of it.
    pub kind: RegionKind,
    /// Index of the region it belongs to.
    pub parent: Option<RegionAt>,
    /// Whether the notice names it as a key region.
    pub key: bool,
    /// Where it is declared.
    pub place: Place,
}

impl Region {
    /// Whether it files forms; the others add up.
    #[must_use]
    pub fn reports(&self) -> bool {
        self.kind != RegionKind::City
    }
}

/// Whether a region is marked as a key one.
fn is_key(file: &File, cell: Option<&csv::CsvCell>, findings: &Findings) -> bool {
    let Some(cell) = cell else { return false };
    match cell.text.to_lowercase().as_str() {
        "true" | "是" | "1" => true,
        "false" | "否" | "0" | "" => false,
        other => {
            findings.push(
                Finding::new(
                    Code::UnknownWord,
                    file.place(&cell.span),
                    say!("`key` 不能是 `{other}`", "`key` cannot be `{other}`"),
                )
                .help(say!("写 true（重点）或 false", "write true or false")),
            );
            false
        }
    }
}

/// All regions, in the order of the file.
#[derive(Debug)]
pub struct Regions {
    all: Vec<Region>,
    by_code: HashMap<String, RegionAt>,
    root: RegionAt,
    /// For each region, the reporters below it (or itself).
    reporters_of: Vec<Vec<RegionAt>>,
}

const FILE: &str = "data/regions.csv";
/// Its columns.
pub const COLUMNS: &[Column] = &[
    Column::new(
        "code",
        ("代码", "Code"),
        Holds::Id,
        (
            "字母、数字、`-`；写进网址，长期不变；不能重复",
            "letters, digits and `-`; part of addresses, for ever; used once",
        ),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "name",
        ("名称", "Name"),
        Holds::Name,
        ("空着就显示代码", "the code is shown where it is blank"),
    )
    .must_be_there()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "kind",
        ("类别", "Kind"),
        Holds::Word(RegionKind::TERMS),
        ("市由下级汇总，其余的填报", "a city adds up others, every other kind reports"),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "parent",
        ("上级", "Parent"),
        Holds::Id,
        ("上级地区的代码；最上一级空着", "code of the region it belongs to; blank for the root"),
    )
    .must_be_there()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "key",
        ("重点", "Key"),
        Holds::YesNo,
        (
            "true、TRUE、1、是 为重点；其他都算不是",
            "true, TRUE, 1 or 是 for a key region; anything else is no",
        ),
    )
    .opens(Opens::Always)
    .by_hand(),
];

impl Regions {
    /// Reads `data/regions.csv`; the root is settled by [`Regions::rooted`].
    #[must_use]
    pub fn read(files: &Files, findings: &Findings) -> Option<Self> {
        let file = files.require(FILE, findings)?;
        let sheet = csv::read(file, findings)?;
        let columns = Columns::find(file, &sheet, COLUMNS, findings);
        let mut all: Vec<Region> = Vec::new();
        let mut by_code = HashMap::new();
        let mut parents = Vec::new();
        for row in &sheet.rows {
            let code = columns.cell(row, "code")?;
            let well_formed = !code.text.is_empty()
                && scalar::fits_address(&code.text)
                && code.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if !well_formed {
                findings.push(
                    Finding::new(
                        Code::BadId,
                        file.place(&code.span),
                        say!(
                            "地区代码 `{}` 不能作网址",
                            "the region code `{}` cannot be an address",
                            code.text
                        ),
                    )
                    .help(say!(
                        "用数字、字母和 `-`，最多 {} 个",
                        "use digits, letters and `-`, {} at most",
                        limits::ID_CHARACTERS
                    )),
                );
                continue;
            }
            let kind_cell = columns.cell(row, "kind")?;
            let Some(kind) =
                KINDS.iter().find(|(id, title, _)| kind_cell.text == *id || kind_cell.text == *title)
            else {
                findings.push(
                    Finding::new(
                        Code::UnknownWord,
                        file.place(&kind_cell.span),
                        say!("没有 `{}` 这种地区", "unknown kind of region `{}`", kind_cell.text),
                    )
                    .help(say!(
                        "可以是：city、bureau、district、county、county_city",
                        "it may be one of: city, bureau, district, county, county_city"
                    )),
                );
                continue;
            };
            let name = columns.text(row, "name");
            let place = file.place(&code.span);
            if let Some(&first) = by_code.get(code.text.as_ref()) {
                let first: &Region = &all[first];
                findings.push(doubled(&code.text, place, first));
                continue;
            }
            by_code.insert(code.text.to_string(), RegionAt::nth(all.len()));
            parents.push(columns.cell(row, "parent"));
            all.push(Region {
                code: code.text.to_string(),
                name: if name.is_empty() { code.text.to_string() } else { name.to_owned() },
                kind: kind.2,
                parent: None,
                key: is_key(file, columns.cell(row, "key"), findings),
                place,
            });
        }
        let mut stands = true;
        let mut suggestions = limits::FILE_SUGGESTIONS;
        for (place, parent) in parents.iter().enumerate() {
            let Some(parent) = parent.filter(|cell| !cell.text.is_empty()) else { continue };
            match by_code.get(parent.text.as_ref()) {
                Some(&above) if above.place() != place => all[place].parent = Some(above),
                Some(_) => {
                    stands = false;
                    findings.push(
                        Finding::new(
                            Code::RegionCircle,
                            file.place(&parent.span),
                            say!("`{}` 的上级是它自己", "`{}` is its own parent", parent.text),
                        )
                        .help(say!(
                            "写它上级地区的代码；最上一级空着",
                            "write the code of the region above it; the topmost has none"
                        )),
                    );
                }
                None => {
                    let known: &[Region] = if suggestions > 0 { &all } else { &[] };
                    suggestions = suggestions.saturating_sub(1);
                    findings.push(unknown_parent(&parent.text, file.place(&parent.span), known));
                }
            }
        }
        // Whatever else may be said of a region above itself follows from that.
        stands.then(|| Self { all, by_code, root: RegionAt::FIRST, reporters_of: Vec::new() })
    }

    /// Settles the root and who reports below whom; `None` where the root is unknown.
    #[must_use]
    pub fn rooted(mut self, root: &str, findings: &Findings) -> Option<Self> {
        let Some(&index) = self.by_code.get(root) else {
            let message = say!(
                "`root` 所指的地区 `{root}` 不在 `{FILE}` 里",
                "the `root` region `{root}` is not in `{FILE}`"
            );
            let help = match scalar::nearest(root, self.codes()) {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!(
                    "改正 `root`，或在 `{FILE}` 里补上这一行",
                    "correct `root`, or add its row to `{FILE}`"
                ),
            };
            let place = Place::file("data/campaign.toml");
            findings.push(Finding::new(Code::UnknownRegion, place, message).help(help));
            return None;
        };
        self.root = index;
        let reporters = self.all.iter().filter(|region| region.reports()).count();
        self.reporters_of = vec![Vec::new(); self.all.len()];
        for (reporter, of) in RegionAt::each(&self.all) {
            if !of.reports() {
                continue;
            }
            let mut at = Some(reporter);
            // A chain longer than the number of regions is a circle.
            for _ in 0..=self.all.len() {
                let Some(region) = at else { break };
                self.reporters_of[region.place()].push(reporter);
                at = self.all[region].parent;
            }
            if at.is_some() {
                let place = of.place.clone();
                let message = say!("上级地区绕成了圈", "the parents of this region form a circle");
                findings.push(Finding::new(Code::RegionCircle, place, message).help(say!(
                    "逐级看 `parent`，改正绕回来的一个；最上面的一行 `parent` 为空",
                    "follow `parent` upwards and correct the one that leads back; the topmost row has none"
                )));
                return None;
            }
        }
        if self.reporters_of[index.place()].len() < reporters {
            self.report_outside(findings);
            return None;
        }
        Some(self)
    }

    /// Reports the reporters from which no parents lead up to the root.
    fn report_outside(&self, findings: &Findings) {
        let inside = self.reporters();
        let all = self.each().filter(|(_, region)| region.reports());
        for (_, region) in all.filter(|(index, _)| !inside.contains(index)) {
            let (name, root) = (&region.name, &self.all[self.root].code);
            findings.push(
                Finding::new(
                    Code::RegionOutside,
                    region.place.clone(),
                    say!(
                        "{name}不在根地区 `{root}` 之下，不会进入任何合计",
                        "{name} is not below the root `{root}` and would enter no total"
                    ),
                )
                .help(say!("填上它的 `parent`", "fill in its `parent`")),
            );
        }
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.all
    }

    /// All of them with their indices.
    #[must_use]
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (RegionAt, &Region)> + ExactSizeIterator + Clone {
        RegionAt::each(&self.all)
    }

    /// The index of the region all others belong to.
    #[must_use]
    pub fn root(&self) -> RegionAt {
        self.root
    }

    /// The index of a region by its code.
    #[must_use]
    pub fn index(&self, code: &str) -> Option<RegionAt> {
        self.by_code.get(code).copied()
    }

    /// Indices of the reporters below a region, or of itself where it reports.
    #[must_use]
    pub fn reporters_of(&self, region: RegionAt) -> &[RegionAt] {
        &self.reporters_of[region.place()]
    }

    /// Indices of all reporters of the campaign.
    #[must_use]
    pub fn reporters(&self) -> &[RegionAt] {
        self.reporters_of(self.root)
    }

    /// Codes, for suggestions.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|region| region.code.as_str())
    }
}

fn doubled(code: &str, place: Place, first: &Region) -> Finding {
    let message = say!("地区代码 `{code}` 出现两次", "the region code `{code}` appears twice");
    let related = Finding::new(Code::DuplicateId, place, message)
        .related(first.place.clone(), say!("第一次在这里", "first here"));
    related.help(say!(
        "一个地区一行：删去一行，或改正代码",
        "a region is one row: delete one of them, or correct its code"
    ))
}

fn unknown_parent(code: &str, place: Place, known: &[Region]) -> Finding {
    let message = say!("没有上级地区 `{code}`", "unknown parent region `{code}`");
    let help = match scalar::nearest(code, known.iter().map(|region| region.code.as_str())) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => {
            say!("改正代码，或在 `{FILE}` 里补上这个地区", "correct the code, or add that region to `{FILE}`")
        }
    };
    Finding::new(Code::UnknownRegion, place, message).help(help)
}
