//! Every kind of finding: its code, its weight, what it means.
//!
//! Codes are for ever: a retired one is not given out again. The table is data; tests assert that
//! each has both languages and a case that triggers it.

use super::{Say, Severity};

/// What stands in the table for one code.
#[derive(Debug)]
pub struct CodeEntry {
    /// The kind of finding, such as `Code::RuleBroken`.
    pub code: Code,
    /// Its name for ever, `GS0102`.
    pub id: &'static str,
    /// Its usual weight.
    pub severity: Severity,
    /// Its title: Chinese, English.
    pub title: (&'static str, &'static str),
    /// Why it matters: Chinese, English.
    pub why: (&'static str, &'static str),
}

impl CodeEntry {
    /// The title in both languages.
    #[must_use]
    pub fn title(&self) -> Say {
        Say { zh: self.title.0.into(), en: self.title.1.into() }
    }

    /// Why it matters, in both languages.
    #[must_use]
    pub fn why(&self) -> Say {
        Say { zh: self.why.0.into(), en: self.why.1.into() }
    }
}

impl Code {
    /// The table, in the order of the ids.
    #[must_use]
    pub fn table() -> &'static [CodeEntry] {
        TABLE
    }

    /// What the table says of this kind.
    #[must_use]
    pub fn entry(self) -> &'static CodeEntry {
        // The table is written in the order of the enum; a test holds it to that.
        &TABLE[self as usize]
    }

    /// Its name for ever, `GS0102`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// Whether what such a finding points at must not be shown again: logs of checks are public.
    #[must_use]
    pub fn is_confidential(self) -> bool {
        self.id().starts_with("GS14")
    }

    /// Whether only writing the site shows such a finding, and `check` never does.
    #[must_use]
    pub fn is_about_the_output(self) -> bool {
        self.id().starts_with("GS08")
    }

    /// Whether a case may say of such a finding that somebody looked into it: it compares what is written with records, and
    /// may have misread a sentence.
    #[must_use]
    pub fn is_checked_by_hand(self) -> bool {
        matches!(
            self,
            Self::CaseAmount
                | Self::CaseCitation
                | Self::PersonNamed
                | Self::CaseDay
                | Self::CaseFirm
                | Self::CasePlace
                | Self::CaseMeasure
                | Self::CaseDocument
                | Self::CaseUnclear
                | Self::CaseHazard
        )
    }

    /// The kind of this name.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.id.eq_ignore_ascii_case(id)).map(|entry| entry.code)
    }
}

/// Makes the enum and its table of one list, so that they cannot differ.
macro_rules! codes {
    ($($code:ident = $id:literal, $severity:ident, $title:expr, $why:expr;)*) => {
        /// A kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // The table says what each means.
        pub enum Code {
            $($code,)*
        }

        static TABLE: &[CodeEntry] = &[
            $(CodeEntry {
                code: Code::$code,
                id: $id,
                severity: Severity::$severity,
                title: $title,
                why: $why,
            },)*
        ];
    };
}

// Name, id, weight; title; why. In the order of the ids: a hundred for each subject.
codes! {
    FileUnreadable = "GS0101", Error,
        ("文件读不了", "a file cannot be read"),
        (
            "系统不让读取这个文件。没有读到的数据不会当作零，所以整个站点不更新。",
            "The system refuses to read the file. Data that were not read are not taken for zero, so nothing is published.",
        );
    FileTooLarge = "GS0102", Error,
        ("文件过大", "a file is too large"),
        (
            "超过上限的文件多半是误放的影像或导出文件，读取会占尽内存，因此不读。",
            "A file over the limit is usually an image or an export put there by mistake; reading it could use up all memory, so it is not read.",
        );
    LinkOutside = "GS0103", Error,
        ("符号链接不予读取", "a link is not followed"),
        (
            "链接会把别处的内容（口令、别人的资料）带上公开网站，指向站点之内的也看不出下次指向哪里，因此一律不读取。",
            "A link could publish what was never meant to be: a password, somebody else's papers. Where one leads inside the site today it may lead elsewhere tomorrow; so none is followed.",
        );
    DirectoryInsteadOfFile = "GS0104", Error,
        ("该是文件的地方是目录", "a directory where a file belongs"),
        (
            "名字以 .toml、.csv、.md 结尾的应是文件。",
            "A name that ends in .toml, .csv or .md is that of a file.",
        );
    TooManyFiles = "GS0105", Error,
        ("文件太多", "too many files"),
        (
            "文件数超过上限，可能把别的资料放进了站点。",
            "There are more files than the limit; something else may have been put into the site.",
        );
    MissingFile = "GS0106", Error,
        ("缺少必需的文件", "a required file is missing"),
        (
            "站点至少要有 gongshi.toml、data/campaign.toml、data/regions.csv 和 data/forms/ 里的一张表。",
            "A site needs gongshi.toml, data/campaign.toml, data/regions.csv and at least one form in data/forms/.",
        );
    UnexpectedFile = "GS0107", Warning,
        ("文件不属于任何部分", "a file belongs to nothing"),
        (
            "名字或位置不对的文件不会读取；一份报表若叫错了名字，就等于没有报。",
            "A file with the wrong name or place is not read; a misnamed report would count as not filed.",
        );
    EmptyFile = "GS0108", Error,
        ("文件是空的", "a file is empty"),
        (
            "空文件既不是零报告，也不是未报，看不出意思。",
            "An empty file is neither a zero report nor the absence of one; its meaning cannot be known.",
        );
    SiteTooLarge = "GS0109", Error,
        ("站点过大", "the site is too large"),
        (
            "一个省的数据不过几十兆；超过上限多半是把影像、压缩包放进了站点，读取会占尽内存，因此一概不读。",
            "The data of a province are some ten megabytes; beyond the limit, pictures or archives were put there, and reading them could use up all memory: nothing is read.",
        );
    NotUtf8 = "GS0111", Warning,
        ("文件不是 UTF-8", "a file is not UTF-8"),
        (
            "表格软件默认存成 GBK。能读，但同一文件在不同程序里会显示成乱码，比对历史也困难。",
            "Spreadsheets save GBK by default. It can be read, but other programs will show it garbled and changes cannot be compared.",
        );
    NotText = "GS0112", Error,
        ("不是文本文件", "not a text file"),
        (
            "内容既不是 UTF-8 也不是 GB18030，可能是改了后缀名的表格文件。",
            "The bytes are neither UTF-8 nor GB18030: perhaps a spreadsheet whose ending was changed.",
        );
    NulByte = "GS0113", Error,
        ("文本中有空字节", "a NUL byte in the text"),
        (
            "多见于 UTF-16 文件或损坏的文件，其余内容也不可信。",
            "Common in UTF-16 or damaged files; the rest cannot be trusted either.",
        );
    ConflictMarker = "GS0114", Error,
        ("合并冲突没有处理完", "an unresolved merge conflict"),
        (
            "两个人改了同一处，git 把两种写法都留在文件里，要由人选定。",
            "Two people changed the same place and git left both versions in the file; a person has to choose.",
        );
    HiddenCharacter = "GS0115", Error,
        ("文本中有看不见的字符", "a character nobody sees"),
        (
            "控制字符会使订阅和站点地图无法读取；零宽、改变方向的字符会把号码和名字隔开，检查和读者都看不出。",
            "Controls make feeds and site maps unreadable; what has no width, or turns the direction of writing, parts numbers and names unseen by checks and readers.",
        );
    StaticNotUtf8 = "GS0116", Error,
        ("主题的文本文件不是 UTF-8", "a text file of the theme is not UTF-8"),
        (
            "静态文件原样发布，发布前要查其中的名字和号码；别的编码（GBK、UTF-16）里查不到，读者的浏览器却会显示出来。",
            "Static files are published as they are, and looked through for names and numbers first. In other encodings (GBK, UTF-16) none are found, and a reader's browser shows them all the same.",
        );
    TomlSyntax = "GS0201", Error,
        ("TOML 语法不对", "invalid TOML"),
        (
            "文件不合 TOML 语法，看不出数值。文字要加英文双引号，日期写成 2023-06-19。",
            "The file is not valid TOML, so its values cannot be known. Texts go in double quotes, dates are written 2023-06-19.",
        );
    DuplicateKey = "GS0202", Error,
        ("键或列重复", "a key or column appears twice"),
        (
            "同一个数写了两次，不知道该信哪个。",
            "The same value is given twice, and there is no telling which is meant.",
        );
    NestedTooDeep = "GS0203", Error,
        ("嵌套太深", "nested too deeply"),
        (
            "正常的文件只有几层；过深的嵌套多半是误写或恶意。",
            "Normal files have a few levels; deep nesting is a slip or an attack.",
        );
    ChineseBareKey = "GS0204", Error,
        ("键用了中文", "a Chinese key"),
        (
            "单元格用英文代码作键，中文名称由程序显示。",
            "Cells are named by their English ids; the program shows the Chinese titles.",
        );
    FullWidthDigits = "GS0205", Error,
        ("数字是全角的", "full-width digits"),
        (
            "输入法的全角数字看着一样，却不是数。",
            "Full-width digits of an input method look the same but are not numbers.",
        );
    NoValue = "GS0206", Error,
        ("等号后面没有值", "no value after the equals sign"),
        (
            "空着不填看不出是未报、零还是不适用，三者要分清。",
            "A blank could mean not reported, zero or not applicable, which must be told apart.",
        );
    WrongType = "GS0211", Error,
        ("值的类型不对", "a value of the wrong type"),
        (
            "这里要的是另一种值，例如文字要加引号，日期不加。",
            "Another type of value belongs here: texts take quotes, dates do not.",
        );
    MissingKey = "GS0212", Error,
        ("缺少必需的键", "a required key is missing"),
        ("没有它，这一部分就没有意义。", "Without it this part has no meaning.");
    UnknownKey = "GS0213", Error,
        ("没有这个键", "an unknown key"),
        (
            "多半是写错了字母；不报错的话，这个数就悄悄丢了。",
            "Usually a misspelling; if it passed, the value would be lost without a word.",
        );
    UnknownWord = "GS0214", Error,
        ("没有这个选项", "an unknown word"),
        (
            "这一项只能取规定的几个词，代码和中文都可以。",
            "Only certain words are allowed here, by code or Chinese title.",
        );
    BlankText = "GS0215", Error,
        ("文字是空的", "a blank text"),
        ("该有内容的地方是空的。", "There should be something here.");
    BadAddress = "GS0216", Error,
        ("不是网址", "not a web address"),
        ("站点地图和订阅要用完整的网址。", "The site map and feeds need a complete web address.");
    BadIdentifier = "GS0217", Error,
        ("标识码写法不对", "a malformed identification code"),
        (
            "网站标识码和备案号会链接到公开的登记系统，写错就查不到。",
            "Site codes and record numbers lead to public registers, which cannot find a wrong one.",
        );
    UnknownColumn = "GS0221", Error,
        ("没有这一列", "an unknown column"),
        (
            "表头写错的列不会读取，整列数据就丢了。",
            "A column with a misspelt head is not read, and all its data would be lost.",
        );
    MissingColumn = "GS0222", Error,
        ("缺少必需的列", "a required column is missing"),
        ("没有这一列，各行的意思不全。", "Without it the rows are incomplete.");
    WrongCellCount = "GS0223", Error,
        ("这一行格数不对", "a row of the wrong length"),
        (
            "多半是内容里的逗号没有用引号括起来，后面各格都错了位。",
            "Usually a comma in the text without quotes, which shifts all cells after it.",
        );
    StrayQuote = "GS0224", Error,
        ("双引号位置不对", "a stray quote"),
        (
            "引号只能括住整格，否则分不清哪里是格的边界。",
            "Quotes enclose a whole cell; elsewhere they blur where it ends.",
        );
    UnclosedQuote = "GS0225", Error,
        ("双引号没有闭合", "an unclosed quote"),
        ("后面的内容都会被当成这一格。", "Everything after it would be taken for this one cell.");
    BlankRows = "GS0226", Warning,
        ("有空白行", "blank rows"),
        ("空白行没有数据，略过不影响结果。", "Blank rows hold no data; skipping them changes nothing.");
    TooManyRows = "GS0227", Error,
        ("行数太多", "too many rows"),
        ("超过上限，其余各行没有读取。", "There are more rows than the limit; the rest were not read.");
    NoHeader = "GS0228", Error,
        ("没有表头", "no header"),
        (
            "列按表头的名字认，与先后无关。各格要用英文逗号隔开，第一行要是表头，不是表名，也不是数据。",
            "Columns are known by their names, in any order. Cells are separated by commas, and the first line is the header, not a title and not a row.",
        );
    HeaderAgain = "GS0229", Warning,
        ("表头重复", "the header again"),
        (
            "表中间又有一行表头，不是数据，略过不影响结果；两张表接在一起时，行也可能重复。",
            "A line in the table is the header once more. It holds no data and is skipped; where two tables were joined, rows may stand twice as well.",
        );
    BadId = "GS0301", Error,
        ("代码不能作网址", "an id cannot be an address"),
        (
            "代码会成为永久网址的一部分，只能用字母、数字和 -。",
            "Ids become part of permanent addresses: letters, digits and - only.",
        );
    DuplicateId = "GS0302", Error,
        ("代码重复", "a duplicate id"),
        ("同一个代码只能有一个意思。", "One id means one thing.");
    WrongFileName = "GS0303", Error,
        ("文件名不对", "a wrong file name"),
        (
            "文件名要和内容一致，别人才找得到。",
            "The name must agree with the content, or nobody finds it.",
        );
    PeriodsOutOfOrder = "GS0304", Error,
        ("日期先后不对", "dates out of order"),
        (
            "报告期按时间先后排列，窗口不能重叠，否则同一件事会算两次。",
            "Periods come in order and their windows do not overlap, or the same event counts twice.",
        );
    RegionCircle = "GS0305", Error,
        ("上级地区绕成了圈", "a circle of regions"),
        (
            "每个地区沿上级往上走，都应到达根地区。",
            "From each region the parents must lead up to the root.",
        );
    RegionOutside = "GS0306", Error,
        ("地区不在根地区之下", "a region outside the root"),
        (
            "它的数不会进入任何合计；检查 parent，或删去这一行。",
            "Its figures would enter no total; check its parent, or delete the row.",
        );
    RegionTimes = "GS0307", Error,
        ("地区的起止、并入对不上", "when a region was there does not fit"),
        (
            "终止不早于起始；并入的地区同级、同省，次日在；上级在的日子包住下级的。对不上，哪个月由谁报就说不清。",
            "A region does not end before it begins, what it is merged into is there the day after, of its level and province, and its parent is there as long as it is. Else nobody can say who reports which month.",
        );
    RegionNotThere = "GS0308", Error,
        ("那时没有这个地区", "a region that was not there"),
        (
            "地区设立之前、撤并之后的事不归它：一个月由截止那天在的地区报，并入以后记到并入的地区名下。",
            "What happens before a region begins or after it has ended is not its own: a month is reported by those that are there on its last day, and after a merger by the heir.",
        );
    UnknownRegion = "GS0311", Error,
        ("没有这个地区", "an unknown region"),
        ("地区要先在 data/regions.csv 里登记。", "Regions are declared in data/regions.csv.");
    UnknownPeriod = "GS0312", Error,
        ("没有这个报告期", "an unknown period"),
        ("报告期要先在 data/campaign.toml 里登记。", "Periods are declared in data/campaign.toml.");
    UnknownCell = "GS0313", Error,
        ("没有这个单元格或指标", "an unknown cell or measure"),
        ("规则只能比较表里有的单元格。", "Rules can only compare cells that a form has.");
    UnknownSet = "GS0314", Error,
        ("没有这一版判定标准", "an unknown set of criteria"),
        (
            "判定标准按日期分版本，先在 data/campaign.toml 里登记。",
            "Criteria have versions by date, declared in data/campaign.toml.",
        );
    NotAReporter = "GS0315", Error,
        ("这个地区自己不填报", "this region files nothing itself"),
        (
            "它的数由下级汇总，另报一份就会重复计算。",
            "Its figures add up others; a report of its own would count twice.",
        );
    PartnerUnfit = "GS0316", Error,
        ("这两格不能合并公布", "two cells that cannot be one figure"),
        (
            "保密的一格与另一格合成一个数公布，才不能从合计推出。那一格自己不能保密，不能已并入别的格，要能相加，并且在同样的合计里。",
            "A confidential cell is published as one figure with another, so that no sum gives it back. The other is neither confidential nor merged already, adds up with it, and stands in the same sums.",
        );
    PolicyUnfit = "GS0317", Error,
        ("公布办法不成立", "a way of publishing that cannot be"),
        (
            "`publish` 说保密的一格怎样公布：merged 各县合并、全市照列（默认），merged_only 全市也只公布合并数，open 从某一期起公开并说明理由。已经公布的各期不改。",
            "`publish` says how a confidential cell is published: merged, with the city's as they are (the default); merged_only, the city's merged too; open, from a period on and for a reason. Periods that were published do not change.",
        );
    PartnerMissing = "GS0318", Warning,
        ("保密的格没有写并入哪一格", "a confidential cell that is merged with nothing"),
        (
            "公布的合计减去其余各格，就是保密的那一格。没有写明并入哪一格之前，同一合计的各格都不公布。",
            "A published sum less its other parts is the confidential one. Until it is declared what it is merged with, no part of such a sum is published.",
        );
    CheckUndeclared = "GS0319", Warning,
        ("有一项核对没有声明", "a check that waits for a declaration"),
        (
            "`data/rules.toml` 的 `strict`、表里单元格的 `role`、`data/thresholds.toml`、`data/campaign.toml` 的 `[law]` 说明核对什么；不写，相应的核对不做，别处也看不出来。确实没有的，也写明：`strict = []`，不含条目的 `data/thresholds.toml`，或 `[law] sets = []`。",
            "`strict` in `data/rules.toml`, `role` on cells of forms, `data/thresholds.toml` and `[law]` of `data/campaign.toml` say what to check; without them nothing is compared, and nothing else tells. Where there is none, say so: `strict = []`, a `data/thresholds.toml` without entries, or `[law] sets = []`.",
        );
    DatesApart = "GS0320", Warning,
        ("行动的日期对不上", "dates of the campaign that do not fit"),
        (
            "阶段、节点和报告期的窗口要一个接一个，落在行动之内。窗口之间漏掉的那几天，发生的事哪一期都不算。",
            "Phases, milestones and windows follow one another within the campaign. What happens in days between two windows counts in no period.",
        );
    AgainstItself = "GS0321", Warning,
        ("和自己比，或算了两遍", "compared with itself, or counted twice"),
        (
            "规则两边相同就永远成立，什么也查不出来；合计里既有总数又有其中数，那一部分就算了两遍；比率的分子不是分母的一部分，就不是比率。",
            "A rule whose sides are the same always holds and finds nothing; a sum of a whole and a part of it counts the part twice; what is no part of the denominator makes no rate of it.",
        );
    WrongRegion = "GS0401", Error,
        ("地区与文件位置不符", "the region differs from the place"),
        (
            "多半是复制别县的文件忘了改，会把一县的数算到另一县。",
            "Usually another county's file that was copied; the numbers would go to the wrong county.",
        );
    WrongPeriod = "GS0402", Error,
        ("期别与文件位置不符", "the period differs from the place"),
        (
            "多半是复制上月的文件忘了改，会把上月的数当作本月。",
            "Usually last month's file that was copied; old numbers would pass for new ones.",
        );
    NotANumber = "GS0403", Error,
        ("不是数", "not a number"),
        (
            "这一格要填数，不能加引号、单位或说明。",
            "This cell takes a number, without quotes, unit or remark.",
        );
    NegativeValue = "GS0404", Error,
        ("负数", "a negative value"),
        (
            "报送的都是发生数或存量，不会小于零；冲减要改原来那个月。",
            "What is reported is never below zero; corrections go to the month they concern.",
        );
    FractionalCount = "GS0405", Error,
        ("个数有小数", "a fractional count"),
        ("家、个、次、人都是整数。", "Firms, hazards, times and persons come in whole numbers.");
    TooManyDecimals = "GS0406", Error,
        ("金额细过一分", "money finer than a fen"),
        (
            "表里的万元最多六位小数，正好到分；再多就是算错或单位错。",
            "万元 with six decimals go down to a 分; more means a slip or a wrong unit.",
        );
    NotAsked = "GS0407", Warning,
        ("这一项不由该单位填报", "not filed by this reporter"),
        (
            "由市本级统一填报的数，各县再填就会重复，因此不计入。",
            "What the bureau files for all would count several times if counties filed it too, so it is not counted.",
        );
    CellsMissing = "GS0408", Warning,
        ("表没有填全", "a form is not complete"),
        (
            "未填的格按“未报”处理，不当作零，合计会注明有几家已报。",
            "Empty cells are \"not reported\", never zero; totals say how many reported.",
        );
    FormMissing = "GS0409", Warning,
        ("缺一张表", "a form is missing"),
        (
            "报表文件在，但少了规定的一张表。",
            "The report is there but lacks one of the prescribed forms.",
        );
    ReportMissing = "GS0501", Warning,
        ("缺报", "a report is missing"),
        (
            "过了最后的报送日还没有报表。该单位按“未报”列出，不当作零。",
            "The last due day has passed without a report. The reporter is listed as not reported, never as zero.",
        );
    ReportLate = "GS0502", Warning,
        ("迟报", "a report is late"),
        (
            "报送日晚于规定的日子。两个规定的日子都列出：附件注的和正文的。",
            "It came in after a prescribed day. Both days are shown: that of the form's note and that of the notice's body.",
        );
    FutureDate = "GS0503", Error,
        ("日期在将来", "a date in the future"),
        (
            "报送日晚于数据截至日，不可能发生。",
            "The submission lies after the day the data are as of, which cannot be.",
        );
    PeriodNotOpen = "GS0504", Error,
        ("报告期还没有开始", "the period has not begun"),
        (
            "数据截至日时本期还没有开始，不可能有报表，多半是期别写错。",
            "On the data's own day the period had not begun, so there can be no report: usually the wrong period.",
        );
    SubmittedTooEarly = "GS0505", Warning,
        ("报送过早", "submitted too early"),
        (
            "报送日在本期开始之前，或离截止还有十多天，不可能含整期的数。",
            "It came in before the period began, or more than ten days before it closed, and cannot cover it.",
        );
    PeriodNotClosed = "GS0506", Warning,
        ("报告期还没有截止，暂不计入", "a report waits for the cut-off"),
        (
            "报表在截止日之前报来，属正常；截止日之后才计入。",
            "It came in before the cut-off, as it may; it counts once the period has closed.",
        );
    PaperOverdue = "GS0507", Warning,
        ("专项材料逾期未报", "a filing that is overdue"),
        (
            "`[[filings]]` 和 `[[milestones]]` 规定的方案、情况、总结、报备，到期没有登记报来。",
            "Plans, summaries and drawings that `[[filings]]` and `[[milestones]]` ask for, due and not entered as filed.",
        );
    ReportUnproved = "GS0508", Warning,
        ("报表没有印证资料", "a report without evidence"),
        (
            "通知要求随表报送印证资料。报表里写 `evidence = [\"…\"]`，记下材料的名称；这些不公开。",
            "The notice asks for evidence with each report: `evidence = [\"…\"]` names the papers, which are not published.",
        );
    FilingDayFarOff = "GS0509", Warning,
        ("报送日期、期限远离专项行动", "a filing's day far from the campaign"),
        (
            "方案、总结、图纸在专项行动的年份里报送；一份的期限与这一事项的期限不会差半年以上：多半年份写错了。",
            "Plans, summaries and drawings are filed in the years of the campaign, and none is due half a year from when its kind is: the year may be a slip.",
        );
    RuleBroken = "GS0601", Error,
        ("表内数字互相矛盾", "numbers of a form contradict each other"),
        (
            "表内的规则见 data/forms/ 里该表的 [[rules]]。累计数违反是错误，单月违反可能只是跨月，故为警告。",
            "The rules stand in the form's [[rules]]. A breach of to-date figures is an error; in one month it may only straddle months, hence a warning.",
        );
    TotalNotSum = "GS0602", Error,
        ("累计不等于上期累计加本月", "a total is not the last total plus the month"),
        (
            "流量指标的累计必须等于上期累计加本月；五月的累计等于当月。",
            "A flow's total must be the last total plus this month; in the first month they are equal.",
        );
    DistinctOutOfBounds = "GS0603", Error,
        ("去重累计越界", "a distinct total out of bounds"),
        (
            "同一家可能几个月都被查到，所以累计不超过各月之和，也不少于任何一个月。",
            "A firm may be inspected in several months: the total is at most their sum and at least their largest.",
        );
    StockDiffers = "GS0604", Error,
        ("存量的本月与累计不同", "a stock differs between month and total"),
        (
            "存量是同一天的数，没有本月与累计之分。",
            "A stock is the value of one day; month and total must be the same.",
        );
    RulesDisagree = "GS0605", Error,
        ("两表或表账不符", "forms or ledgers disagree"),
        (
            "对账规则见 data/rules.toml。两边的数应当对得上。",
            "The reconciliation rules stand in data/rules.toml; both sides must agree.",
        );
    CubeTooLarge = "GS0606", Error,
        ("数据规模超过上限", "too many figures"),
        ("指标、地区、报告期相乘超过上限。", "Measures × regions × periods exceed the limit.");
    RuleLeftOut = "GS0607", Warning,
        ("必须有的对账规则没有了", "a strict rule is left out"),
        (
            "`strict` 列出的是表与台账之间必须对上的规则。删去或改名，就不再核对，也没有公开的理由。要放宽的改为警告并写明理由。",
            "`strict` lists what forms and ledgers must agree on. Left out or renamed, nothing is compared and no reason is published. To weaken one, make it a warning with a reason.",
        );
    CellImplausible = "GS0608", Warning,
        ("一个数与往月相差悬殊", "a number unlike all others"),
        (
            "远超本单位其他月份，也远超其他单位的，两格填反的，超过表中 `max` 的：多半是多打一位、单位写错或填错了格。常有的数由各期报表算出。提示核对，属实的不用改。",
            "Far beyond the reporter’s other months and beyond those of others, exchanged with another cell, or more than the `max` of the form: usually a digit too many, a wrong unit or the wrong cell. What is usual is learnt from the reports. A hint; what is true stays.",
        );
    ReportImplausible = "GS0609", Warning,
        ("整份报表不像本月的", "a report that is wrong as a whole"),
        (
            "与上月逐格相同，往月都有而本月全部为零，或十处以上累计、规则对不上：多半是复制上月没有改，没有报而填了零，或填错了行。由此对不上的累计和规则归到这一条；其中有错误的，这一条也是错误。许多单位都这样的月份不提示。",
            "The same as last month in every cell, 0 where every other month has something, or more than ten totals and rules that break: usually last month’s copy, zeros for what was not reported, or lines mixed up. Totals and rules that break with it are behind this one; with errors among them it is an error. Where many reporters have the same, it is what happened.",
        );
    NoFrontMatter = "GS0701", Error,
        ("页面没有文件头", "a page without front matter"),
        (
            "页面要有标题，写在文件开头两行 +++ 之间。",
            "A page needs a title, between two +++ lines at its top.",
        );
    UnknownFigure = "GS0702", Error,
        ("引用的数不存在", "an unknown figure"),
        (
            "正文里的 fig: 引用要写成 fig:指标@期/地区，三者都要存在。",
            "An inline fig: names measure@period/region, all of which must exist.",
        );
    RawHtml = "GS0703", Warning,
        ("HTML 按文字显示", "HTML is shown as text"),
        (
            "正文里的 HTML 不会生效，以防带入脚本。",
            "HTML in a text is not carried out, so that no script can get in.",
        );
    LinkScheme = "GS0704", Error,
        ("链接的协议不允许", "a link scheme is not allowed"),
        (
            "只允许 http、https、mailto、tel 和站内链接。",
            "Only http, https, mailto, tel and links within the site are allowed.",
        );
    UnknownFence = "GS0705", Warning,
        ("不认识的代码块", "an unknown fence"),
        (
            "只有 kpi、table 代码块会换成数据；写错名字的会原样显示。",
            "Only fences named kpi and table become figures; a misspelt one is shown as it is.",
        );
    Blocked = "GS0706", Error,
        ("网页的安全策略会拦下的内容", "something the published policy blocks"),
        (
            "网站随 `_headers` 公布的策略只许用本站的图片、样式和脚本，也不许写在标签里的样式和脚本：浏览器不会显示，页面就残缺了；没有这条策略的主机上，读者的访问会被别处知道。",
            "The policy the site publishes in `_headers` allows pictures, styles and scripts of its own only, and none written into tags: browsers would not show them. On a host that does not send it, others would learn who reads the site.",
        );
    FigureUnpublished = "GS0707", Error,
        ("引用的数不公布", "a figure that is not published"),
        (
            "各县并入另一格的数没有自己的一行，改用合并数；台账按来源的数只供内部核对。",
            "A county's figure that is merged has no row of its own: name the merged one. What ledgers count by source is for checking alone.",
        );
    AddressTaken = "GS0711", Error,
        ("两个页面抢一个地址", "two pages at one address"),
        ("地址永久不变，一个地址只能有一页。", "Addresses are for ever; each has one page.");
    DeadLink = "GS0712", Error,
        ("站内链接指向不存在的页面", "a dead internal link"),
        (
            "站内链接在写出之前都要能找到对应的页面。",
            "Every internal link must lead to a page before anything is written.",
        );
    TemplateError = "GS0713", Error,
        ("模板出错", "a template fails"),
        (
            "主题的模板不能渲染；列出模板里的位置。",
            "A template of the theme cannot be rendered; the place in the template is shown.",
        );
    UnknownTheme = "GS0714", Error,
        ("没有这个主题", "an unknown theme"),
        ("theme 所指的文件夹不在 themes/ 里。", "The folder that `theme` names is not below themes/.");
    PageTooCostly = "GS0715", Error,
        ("生成网页耗费过大", "a page takes too much to draw"),
        (
            "主题模板是程序：循环套循环、文字越拼越长，会占尽时间、内存和磁盘，因此到上限就停，原有网站不动。",
            "The templates of a theme are a program: loops in loops and texts that grow use up time, memory and disk. At the limit the build stops, and the site that is there stays.",
        );
    UnknownString = "GS0716", Warning,
        ("字符串表里的键没有人用", "a string that nothing uses"),
        (
            "主题的字符串表按键盖在程序自带的表上；写错的键盖不到任何地方，网页上仍是原来的字。主题可能比程序旧，所以只是警告。",
            "A theme's strings lie over the built-in ones key by key; a misspelt key lies over none, and the page says what it said. A theme may be older than the program, hence only a warning.",
        );
    MissingString = "GS0717", Error,
        ("模板用的字符串不存在", "a template uses a string that does not exist"),
        (
            "模板里的 t.键 要在主题或程序自带的字符串表里有，否则网页缺字。",
            "A key that a template asks for as t.key must be in the theme's strings or in the built-in ones, else the page lacks words.",
        );
    StringBlanks = "GS0718", Error,
        ("字符串里的空位没有东西可填", "a blank of a string that nothing fills"),
        (
            "程序按名字填空位；名字写错的空位会被去掉，连同该在那里的数。",
            "The program fills blanks by their names; a misspelt one is left out, and with it the number that should stand there.",
        );
    OutputBusy = "GS0801", Error,
        ("另一次构建正在写同一个目录", "another build is writing there"),
        (
            "两次构建同时写一个目录，结果会混在一起。",
            "Two builds into one directory would mix their results.",
        );
    OutputUnwritable = "GS0802", Error,
        ("写不了输出目录", "the output cannot be written"),
        (
            "磁盘已满，没有权限，或别的程序正开着其中的文件。原来的网站保持不变。",
            "The disk is full, permission is missing, or another program holds a file of it. The old site stays as it was.",
        );
    OutputNotOurs = "GS0803", Error,
        ("输出目录里有别的东西", "the output holds something else"),
        (
            "目录不空，又没有本程序的清单，为免误删而停下。",
            "The directory is not empty and has no manifest of ours; nothing is overwritten by mistake.",
        );
    OutputStrangers = "GS0804", Warning,
        ("输出目录里有不是构建写的文件", "the output holds files that no build put there"),
        (
            "它们会和网站一起公布，却没有经过核对，也不在清单里。",
            "They are published with the site, and were neither checked nor listed in its manifest.",
        );
    StageWithin = "GS0805", Warning,
        ("临时文件只能放在输出目录里面", "a build's files can only wait within the output"),
        (
            "通常放在输出目录旁边，免得复制时带走；上级目录写不了或在另一个磁盘上时放在里面。",
            "They wait beside it, where no copy takes them along, unless the parent cannot be written or is another disk.",
        );

    // GS09: ledgers: rows, references, identifiers
    EmptyCell = "GS0901", Error,
        ("台账里该填的格空着，或没有写内容", "a cell of a ledger that is empty or says nothing"),
        (
            "没有这一格，这一行说不清是什么事，也就不能计数、不能公开；“待补”“同上”等于没有写，只给警告。",
            "Without this cell the row does not say what happened, and can be neither counted nor published; one that only stands in for words (待补, 同上, XXX) is a warning.",
        );
    NotADate = "GS0902", Error,
        ("不是日期", "not a date"),
        (
            "日期决定计入哪个月、是否逾期，只认 2023-06-19 这一种写法。",
            "Dates decide which month counts a row and what is overdue; only the form 2023-06-19 is read.",
        );
    NotYuan = "GS0903", Error,
        ("台账金额不是元", "a sum that is not in yuan"),
        (
            "报表以万元为单位，台账以元为单位，最细到分。带“万”的、一千以下有小数的，多半是单位错了，差一万倍；确是元的，写成“22.45元”。",
            "Forms are in 万元, ledgers in 元, to the 分. A sum with 万, or a decimal below a thousand, is usually in the wrong unit, ten thousand times off; where it is 元, write 22.45元.",
        );
    UnknownRow = "GS0904", Error,
        ("引用的台账行或判定标准不存在", "a reference to a row that is not there"),
        (
            "企业、设施、隐患之间按编号互相引用，找不到的编号会让这件事没有着落。",
            "Enterprises, facilities and hazards refer to each other by id; an id that leads nowhere leaves the row in the air.",
        );
    CriterionMisfit = "GS0905", Error,
        ("判定标准不适用", "a criterion that does not apply"),
        (
            "每条标准用于一类设施（地下矿山、露天矿山、尾矿库）；各版标准从规定日期起适用，不能用于此前发现的隐患。",
            "A criterion is for one kind of facility: underground mines, open pits or tailings ponds; each set applies from its day, not to hazards found before.",
        );
    RowElsewhere = "GS0906", Error,
        ("记在了别的单位的台账里", "a row in another reporter's ledger"),
        (
            "一行记在哪个单位的文件里，就由哪个单位计数；放错了，两个单位的数都不对。",
            "A row is counted by the reporter whose file it stands in; in the wrong file, both reporters' figures are wrong.",
        );
    CellsContradict = "GS0907", Error,
        ("同一行的两格互相矛盾", "two cells of a row contradict each other"),
        (
            "例如不是罚款却有金额、结束早于开始。两格不能都对，公开哪一个都可能错。",
            "For example an amount that is no fine, or an end before its beginning: they cannot both be right.",
        );
    CreditCode = "GS0911", Warning,
        ("统一社会信用代码不对", "a wrong unified social credit code"),
        (
            "最后一位由前 17 位算出（GB 32100）。已知个别真实代码算不对，核对执照后在备注里写“代码已核”即可。",
            "The last character follows from the first 17 (GB 32100). A few genuine codes fail: after comparing with the licence, write `uscc checked` in the note.",
        );
    LedgerMissing = "GS0912", Warning,
        ("缺台账", "a ledger is wanting"),
        (
            "别的单位都有，这个单位没有：不知道是没有可记的，还是没有记。没有台账的单位不参加对账，也不当作零。公开处罚的期限用到某年的调休安排（data/workdays/）而没有的，也在这里提示。",
            "Others keep this ledger, this reporter has none: there may be nothing to enter, or nobody did. Without it nothing is compared, and nothing is taken for zero. A year of data/workdays/ on which a day to publish a penalty hangs is told here too.",
        );

    RowInFuture = "GS0913", Error,
        ("台账里的日期在将来", "a day in the future in a ledger"),
        (
            "已经发生的事不可能晚于数据截至日。期限、期满日可以在将来，发生的日期不行。",
            "What has happened cannot lie after the data's own day. Deadlines may lie ahead, events may not.",
        );
    RowRepeated = "GS0914", Warning,
        ("一行录了两遍", "a row entered twice"),
        (
            "除编号外各格都相同，两家企业用同一个统一社会信用代码，或同一处重大隐患还没有销号又录一条：会计两次；来源按最先发现的算。确是两件事的可以保留。",
            "All cells but the id are the same, two enterprises share a credit code, or a major hazard is entered again while it is open: it counts twice, and the first discovery decides the source. If there really are two, it may stay.",
        );
    GuardMissing = "GS0915", Warning,
        ("无人矿没有盯守", "an unmanned site without a watch"),
        (
            "长期停产停建、无人的，要有驻矿盯守或联系盯守。空着就看不出有没有人管。",
            "Where nobody works for long, somebody watches on the spot or by calling. Left empty nobody can see whether anyone does.",
        );
    FacilityClosed = "GS0916", Warning,
        ("关闭之后又发现隐患", "a hazard found after the facility was closed"),
        (
            "已关闭、闭库的设施不计入在册数，之后不会再发现隐患：状态、起始日或隐患的设施编号有一个错了。提示核对。",
            "A facility that is closed or decommissioned is off the register, and no hazard is found there any more: its status, the day of it, or the hazard's facility is wrong. A hint.",
        );
    NameTwice = "GS0917", Warning,
        ("一个名称用了两个编号", "one name under two ids"),
        (
            "同一地区同名的企业、设施，同一上级下同名的地区，同一版里同名或同序号的判定标准：多半是录了两遍。分开计数，第一百一十三条的次数就数漏。名称里的全角半角、括号、空格、换行不论。企业没有两个不同的信用代码的，是错误。",
            "Enterprises or facilities of one name in one region, regions of one name below one, criteria of one title or number in a set: usually entered twice. Each half is counted for itself, and the penalties of article 113 are missed. Widths, brackets, blanks and line breaks do not matter. An error for enterprises unless both have a credit code of their own.",
        );
    OfficeMisfit = "GS0918", Warning,
        ("机关是别的县的，或没有写", "an office of another county, or none"),
        (
            "决定、检查由所在台账的单位计数，机关应是本县的或上级的；交叉检查除外。按 data/regions.csv 里的名称认。处罚没有机关，同号的决定分不清。提示核对，同一文件同一机关只提示一次。",
            "Decisions and inspections are counted by the reporter whose ledger they stand in; the office is its own or one above it, but for cross-inspections. Known by the names in data/regions.csv. Penalties without an office cannot be told apart by their numbers. A hint, told once a file and office.",
        );
    InspectionLong = "GS0919", Warning,
        ("一次检查超过一个月", "an inspection of more than a month"),
        (
            "检查计入结束的月份；历时三十一天以上的，多半是月份或年份写错，或几次检查写在一起。提示核对。",
            "An inspection counts in the month it ends. One of more than 31 days usually has a wrong month or year, or is several. A hint.",
        );
    IdTwice = "GS0920", Warning,
        ("一格里同一编号写了两次", "an id twice in one cell"),
        (
            "一次检查的设施、一份决定的隐患各写一次；写了两次的，多半有一个是别的编号。提示核对。",
            "An inspection names a facility, and a decision a hazard, once; where it does so twice, one of them is usually another's. A hint.",
        );
    OpenThoughClosed = "GS0921", Warning,
        ("决定关闭的设施仍在生产", "a facility that was closed is at work"),
        (
            "有效的关闭决定作出以后，设施的状态仍是生产、建设或整改：台账没有跟着改，在册数就多。只有一处设施的企业也比。提示核对。",
            "After a decision to close that stands, the register still has the facility in production, under construction or rectifying, and counts it. Compared, too, for an enterprise of one facility. A hint.",
        );

    NumberFarOff = "GS0922", Warning,
        ("数与其他行相差太远", "a number far from all others"),
        (
            "一列里十行有九行不超过某数，这一行是它的一百倍以上：多半多写了几位，或把元再乘了一万。",
            "Nine of ten rows of the column have no more than some number, and this one has over a hundred times that: probably a few digits too many, or 元 multiplied by 10,000 once more.",
        );
    CriterionScope = "GS0923", Warning,
        ("判定标准不适用于这座设施，或没有这一目", "a criterion that does not apply, or has no such sub-item"),
        (
            "有的标准只适用于部分设施，写在 `data/criteria.csv` 的 `applies_to`；设施台账登记的不在其中。分目数写在 `sub_items`。",
            "Some criteria are for some facilities only, as `applies_to` of `data/criteria.csv` says, and the register has another; `sub_items` says how many sub-items there are.",
        );
    // GS10: the life of a hazard
    StepMissing = "GS1001", Error,
        ("隐患的经过缺一步", "a step is missing in a hazard's life"),
        (
            "发现、核实、整改、申请、复查、销号依次进行；没有复查就销号，等于没有人看过。一般隐患为警告。",
            "Found, verified, rectified, applied for, reviewed, closed: one after the other. Closed without review means that nobody looked. A warning for general hazards.",
        );
    StepsOutOfOrder = "GS1002", Error,
        ("隐患的日期先后颠倒", "days of a hazard's life out of order"),
        (
            "后一步不会早于前一步，至少有一个日期错了。一般隐患为警告。",
            "A later step does not come before an earlier one: at least one of the days is wrong. A warning for general hazards.",
        );
    RemedyIncomplete = "GS1003", Error,
        ("五落实不全", "an incomplete remedy"),
        (
            "责任、措施、资金、期限、应急预案五项齐全才能申请销号。一般隐患为警告。",
            "Responsibility, measures, funds, deadline and emergency plan are all needed before closing is applied for. A warning for general hazards.",
        );
    ReviewerNotIndependent = "GS1004", Error,
        ("复查人就是整改人，或没有写", "the reviewer is who put it right, or nobody"),
        (
            "自己整改自己复查不算复查。一般隐患为警告。",
            "Who puts a hazard right cannot confirm that it is. A warning for general hazards.",
        );
    NoEvidence = "GS1005", Error,
        ("销号没有佐证材料", "closed without evidence"),
        (
            "销号要写明凭什么认定整改到位。一般隐患为警告。",
            "A closing names what shows that the hazard was rectified. A warning for general hazards.",
        );
    ListingIncomplete = "GS1006", Error,
        ("挂牌督办的记载不全", "an incomplete listing"),
        (
            "挂牌督办有挂牌单位和日期，只针对重大隐患；销号之前由挂牌单位摘牌。",
            "A listing has its organ and its day and is of a major hazard; the organ takes it off before the hazard is closed.",
        );
    EndIncomplete = "GS1007", Error,
        ("销号日期与结果缺一", "an end without its day or its outcome"),
        (
            "整改销号、不属实、降级计数不同，日期决定计入哪个月，两样都要有。一般隐患为警告。",
            "Rectified, dismissed and downgraded count differently, and the day decides the month: both are needed. A warning for general hazards.",
        );
    ExtensionWrong = "GS1008", Error,
        ("延期不对", "a wrong extension"),
        (
            "延期保留最初的期限，并且比它晚，否则看不出拖了多久。一般隐患为警告。",
            "An extension keeps the first deadline and is later, or nobody can see how long it took. A warning for general hazards.",
        );
    WrongRecurrence = "GS1009", Error,
        ("复发的指向不对", "a wrong recurrence"),
        (
            "复发是同一设施、同一判定标准的隐患销号之后再次出现，另立一条并指向先前那条。",
            "A recurrence is a new hazard of the same facility and criterion after the earlier one was closed, which it names.",
        );
    NoCriterion = "GS1010", Error,
        ("重大隐患没有判定标准", "a major hazard without a criterion"),
        (
            "重大隐患按判定标准认定；对不上任何一条的不是重大隐患。",
            "What is major is decided by the criteria; what meets none of them is not major.",
        );
    HazardOverdue = "GS1021", Warning,
        ("隐患逾期", "a hazard is overdue"),
        (
            "数据截至日已过整改期限（有延期的按延期），还没有销号。逾期只由日期推算，不在台账里填。",
            "On the data's own day the deadline, or its extension, has passed and the hazard is open. Overdue follows from the days and is never entered.",
        );
    ReportNotMade = "GS1022", Warning,
        ("重大隐患没有双报告", "a major hazard was not reported"),
        (
            "安全生产法第四十一条：重大隐患排查治理情况向监管部门和职工大会或职代会报告。核实一周后仍没有日期的，提示核对。",
            "Article 41 of the work safety law: major hazards are reported to the regulator and to the workers' congress. A hint, a week after verification.",
        );
    FoundBefore = "GS1023", Warning,
        ("隐患在行动之前发现", "a hazard found before the campaign"),
        (
            "第一期开始之前发现的隐患不计入任何一期，多半是年份写错。",
            "What was found before the first period counts in no month: usually a wrong year.",
        );
    DeadlineFar = "GS1024", Warning,
        ("整改期限太远", "a deadline far away"),
        (
            "期限在发现一年以后，或延期超过一年，多半是年份写错；写错的期限使隐患看不出逾期。提示核对。",
            "The deadline is more than a year after the hazard was found, or put off by more than a year: usually a wrong year, which hides that it is overdue. A hint.",
        );
    FundsTooSmall = "GS1025", Warning,
        ("整改资金像是以万元为单位", "funds in the wrong unit"),
        (
            "台账的资金以元为单位。几元、几十元多半是按万元填的。确不花钱的填 0。",
            "Ledgers are in 元; a few of them are usually 万元. Where it costs nothing, write 0.",
        );
    HazardStalled = "GS1026", Warning,
        ("隐患没有人接着办", "a hazard nobody takes on"),
        (
            "重大隐患核实一周后五落实仍不全，或隐患发现三十天后仍没有核实：这样的隐患没有期限，永远不会逾期，也就没有人过问。提示核对。",
            "A week after its verification the remedy of a major hazard is not complete, or a hazard is not verified thirty days after it was found: without a deadline it never becomes overdue, and nobody asks. A hint.",
        );
    RecurrenceNotDeclared = "GS1027", Warning,
        ("像是复发而没有写明", "a recurrence that is not declared"),
        (
            "同一设施、同一判定标准、描述相同的重大隐患先前已经销号，这一条没有写 recurs：反复出现的看不出来。提示核对。",
            "A major hazard of the same facility, criterion and description was closed before, and this one has no `recurs`: what keeps coming back is not seen. A hint.",
        );
    ExtensionUndated = "GS1028", Warning,
        ("延期没有批准日", "an extension without its day"),
        (
            "`extended_to` 不说哪天批准延期，过去某天是否逾期就算不准；改填 `extensions`：`批准日:新期限`。同一文件只提示一次。",
            "`extended_to` does not say when the extension was granted, so that whether a hazard was overdue on a day of the past cannot be told; use `extensions` instead: `day granted:new deadline`. Told once a file.",
        );

    CriterionNotAsTold = "GS1029", Warning,
        ("描述与判定依据不符", "described as another criterion"),
        (
            "描述里写着另一条判定情形的名称。各条隐患数、县区排名和专题都按判定依据统计。",
            "The description has the title of another criterion. Hazards are counted by the criterion that is entered.",
        );
    // GS11: legal arithmetic
    ClosureCheck = "GS1101", Warning,
        ("达到关闭核查条件", "the conditions for a closure check are met"),
        (
            "安全生产法第一百一十三条第（一）项：存在重大事故隐患，180 日内三次或一年内四次受到本法规定的行政处罚。这里只数天数和次数，是提示，不是结论。",
            "Article 113, item 1 of the work safety law: a major hazard, and three penalties under this law within 180 days or four within a year. Days and decisions are counted here: a hint, not a verdict.",
        );
    FineOutOfRange = "GS1102", Warning,
        ("罚款不在幅度内", "a fine outside its range"),
        (
            "各条对单位、主要负责人和其他人员有罚款幅度（含逾期未改正的加重幅度）；一份决定引用几条的，上限相加。不在幅度内的多半是单位、条款或对象写错，提示核对。",
            "Each article has its range for units, principals and others, the heavier bracket included; where a decision cites several, their upper bounds add up. A fine outside it is usually a wrong unit, article or party: a hint.",
        );
    ItemNotCited = "GS1103", Warning,
        ("应引用项", "an item should be cited"),
        (
            "分项不分款的条，如安全生产法第九十七、九十八、九十九、一百零一条，引用写第（n）项。提示核对文书。",
            "Articles that have items, not paragraphs, such as 97, 98, 99 and 101 of the work safety law, are cited as 第（n）项. A hint to compare the document.",
        );
    PublishedLate = "GS1104", Warning,
        ("处罚公开超过七个工作日", "a penalty published late"),
        (
            "安全生产法第七十八条：处罚决定后七个工作日内公开。工作日按 data/workdays/ 推算，是提示。",
            "Article 78 of the work safety law: penalties are published within seven working days, counted by data/workdays/. A hint.",
        );
    DecisionDaysOutOfOrder = "GS1105", Error,
        ("执法决定的日期先后颠倒", "days of a decision out of order"),
        (
            "公开、变更、撤销、期满都不会早于决定，至少有一个日期错了。公开晚于撤销的，是提示。",
            "Nothing is published, changed, revoked or expired before it was decided: at least one of the days is wrong. A publication after it was revoked is a hint.",
        );
    ChangeNotExplained = "GS1106", Warning,
        ("变更、撤销等没有说明理由", "a change without its reason"),
        (
            "行政处罚法第四十八条：公开的决定变更、撤销、确认违法或者确认无效的，三日（工作日）内撤回并说明理由。提示补上。",
            "Article 48 of the law on penalties: a published decision that is changed, revoked, or declared unlawful or void is taken back within three working days, and the reason given. A hint.",
        );
    ExpiryOutOfRange = "GS1107", Warning,
        ("公开期限不合规定", "an unusual expiry"),
        (
            "处罚信息公开多久，按轻重程度和决定当天的规定，自决定起算；不填即按最长的。提示核对。",
            "How long a penalty stays public follows from its gravity and the rules of the day it was decided; left empty it is the longest they allow. A hint.",
        );
    DecisionElsewhere = "GS1108", Warning,
        ("决定与所涉企业、隐患对不上", "a decision that does not fit its subject"),
        (
            "设施和隐患应是该企业的，隐患应在决定之前发现。外包队伍等确有例外，提示核对编号和日期。",
            "The facility and the hazards should be the enterprise's, found before the decision. There are exceptions, such as contractors: a hint to check ids and days.",
        );
    DocumentMisfit = "GS1109", Warning,
        ("文书号与决定或通报对不上", "a document number that does not fit its decision or notice"),
        (
            "一个文书号是一份决定：案件、日期、企业相同，年份是决定的年份。一份决定只由一个单位录入。一个通报的号也只是它的，年份是发出的年份。次数按机关和文书号去重，写错了就少计。提示核对文书。",
            "A number is that of one decision: one case, day and enterprise, numbered in its year and entered by one reporter; so is that of a notice. Decisions of an office are told apart by it, and one with another's number is not counted. A hint.",
        );
    ArticleUnknown = "GS1110", Warning,
        ("安全生产法没有这一条", "an article the law does not have"),
        (
            "安全生产法（2021 年修正）共一百一十九条。条号写错，就对不上罚款幅度，读者也查不到依据。提示核对文书。",
            "The work safety law (2021) has 119 articles. With a wrong number no range can be compared, and readers cannot look it up. A hint.",
        );
    NumbersAgainstCriterion = "GS1111", Warning,
        ("写明的数与判定标准对不上", "figures that do not fit the criterion"),
        (
            "data/thresholds.toml 写明哪些标准有数，如产量不低于设计的 1.2 倍。描述里写明两个数（产量的设计可取自设施台账）才比较，有几个实际数、分不清的不比较；够不上的、一般隐患却达到的，提示核对，由人认定。",
            "data/thresholds.toml says which criteria have a number in them, such as 1.2 times the designed output. Compared only where a description gives both figures (that of an output may come from the register), and not where several may be the actual one. Hazards that do not reach their criterion, and general ones that reach one: a hint, people decide.",
        );
    RewardOutOfRange = "GS1112", Warning,
        ("举报奖励超出幅度", "tip rewards outside their range"),
        (
            "举报奖励按罚款的百分之十五计，每起不少于 3000 元、不多于 30 万元。当月有奖励却不足 3000 元的，多半是单位写错；累计奖励多于台账中举报查实隐患按此算得的，提示核对；决定没有写明隐患的，算不出，不比较。",
            "A tip is rewarded with 15 % of the fine, at least 3,000 元 and at most 300,000 元. Less in a month is usually a wrong unit; more to date than the hazards of the ledger that came of tips allow is a hint to compare, where decisions name their hazards.",
        );
    ItemUnknown = "GS1113", Warning,
        ("条文没有这一项", "an item the article does not have"),
        (
            "安全生产法第九十七条七项，第九十八条四项，第九十九条八项，第一百零一条五项，第一百一十三条四项；第一百零二条等不分项。项写错，读者查不到依据。提示核对文书。",
            "Article 97 of the work safety law has seven items, 98 four, 99 eight, 101 five, 113 four; 102 and others have none. With a wrong item readers cannot look it up. A hint.",
        );
    LawMisspelt = "GS1114", Warning,
        ("法律名称写错", "a law's name misspelt"),
        (
            "依据的法律与一部已知的只差一两个字。写错的不算那部法律：罚款幅度不核，第一百一十三条的次数也不计。提示改正。",
            "The law named differs from a known one by a character or two. It is then not taken for that law: no range is compared, and article 113 does not count it. A hint.",
        );
    KindMisfit = "GS1115", Warning,
        ("种类与依据或文书号不符", "a kind that its basis or number contradicts"),
        (
            "移送的文书号、依据写着别的种类，责令改正的文书号写着处罚，罚款只引用责令整改的条文：多半是种类选错，处罚次数和移送件数都会错。提示核对文书。",
            "A transfer's number or basis under another kind, an order's number under a penalty, a fine that rests on articles about orders alone: usually the kind is wrong, and with it the numbers of penalties and transfers. A hint.",
        );
    LawSetUnused = "GS1116", Warning,
        ("没有用到的规则集", "a set of rules that is not used"),
        (
            "data/law/ 里的规则集，写进 data/campaign.toml 的 `[law] sets` 才用；没有写的不核对任何决定。",
            "A set of rules in data/law/ is used once `[law] sets` in data/campaign.toml names it; until then no decision is compared with it.",
        );
    OrganMayNot = "GS1117", Warning,
        ("决定机关与权限不符", "an office that may not decide so"),
        (
            "关闭由人民政府决定，部门只提请；暂扣、吊销许可证由颁发机关决定。哪些机关颁发，可在 `[law] permits_by` 写明。提示核对文书。",
            "Closing is decided by the people's government, which offices only ask; a permit is withheld and revoked by the organ that issued it, which `[law] permits_by` may name. A hint to compare the document.",
        );
    NoTimeForHearing = "GS1118", Warning,
        ("没有留出听证申请期", "no time to ask for a hearing"),
        (
            "较大数额罚款、停产停业、关闭、吊销等，告知后五个工作日内可要求听证，期满前不应作出决定。填了 `hearing_notice_on` 按它算；没有填的，只在发现隐患或责令整改到决定不足五个工作日时提示。数额标准各地不同，可写 `[law] large_fine_yuan`。",
            "Before a large fine, a stop, a closure or a licence revoked a hearing may be asked for within five working days of the notice, and no decision should be made sooner. Reckoned by `hearing_notice_on`; without it told only where fewer lie between what was found or ordered and the decision. What is large differs: `[law] large_fine_yuan`.",
        );
    DecidedOnDayOff = "GS1119", Warning,
        ("处罚在休息日作出", "a penalty decided on a day off"),
        (
            "处罚决定多在工作日作出；休息日的多半是日期写错。工作日按 data/workdays/ 推算，提示核对。",
            "Penalties are decided on working days; one of a day off usually has a wrong day. Reckoned by data/workdays/: a hint.",
        );
    DutyMisfit = "GS1120", Warning,
        ("违反的义务与罚则对不上", "a duty and an article that does not penalise its breach"),
        (
            "每项义务有它的罚则：未消除事故隐患（第四十一条第二款）依据第一百零二条，未如实记录的依据第九十七条第（五）项。规则集里没有的不提示。提示核对文书。",
            "Each duty has articles that penalise its breach: a hazard not removed (41, paragraph 2) is penalised by 102, one not recorded by 97, item 5. Of duties the set does not list nothing is said. A hint to compare the document.",
        );
    ResultLate = "GS1121", Warning,
        ("执法结果公开超过二十个工作日", "a result of enforcement made known late"),
        (
            "国办发〔2018〕118号（待核）：处罚以外的执法结果，如责令改正、查封扣押、检查，二十个工作日内公开。只看填了 `published_on` 的，是提示。",
            "Other results of enforcement than penalties, such as orders, seals and inspections, are made known within twenty working days (国办发〔2018〕118号, not yet compared). Only where `published_on` says the day: a hint.",
        );
    MinorPublished = "GS1122", Warning,
        ("轻微的处罚公开了", "a minor penalty published"),
        (
            "信用修复管理办法（2026年4月1日起）：轻微失信的处罚原则上不公开，公开的最长三个月。轻重没有填的按种类和金额推定，是提示。",
            "From 2026-04-01 on what is minor is not published in principle, and for three months at most. By kind and sum where the ledger does not say how grave it is: a hint.",
        );
    PunishmentWithoutBasis = "GS1123", Warning,
        ("联合惩戒没有依据", "joint punishment without a basis"),
        (
            "失信惩戒实行清单制：没有法律、法规或者国家清单作依据的，不能联合惩戒。提示补上 `basis`。",
            "Joint punishment is by list: without a law or an entry of the national list there is none. A hint to fill in `basis`.",
        );
    FinedTwice = "GS1124", Warning,
        ("同一违法行为两次罚款", "two fines for one breach"),
        (
            "对同一当事人的同一违法行为，不得给予两次以上罚款（行政处罚法第二十九条）。多半是重复录入，或者案件、隐患、对象写错。提示核对。",
            "One breach of one party is not fined twice (行政处罚法 29). Usually a decision was entered again, or its case, hazard or party is wrong. A hint.",
        );

    // GS12: conventions of government sites
    MetaEmpty = "GS1201", Error,
        ("页头标签是空的", "an empty meta tag in the head"),
        (
            "政府网站的 SiteName、ColumnName、PubDate 等标签不能为空，也不能是 null，否则检查时按不合格计。",
            "SiteName, ColumnName, PubDate and the other tags of a government site must not be empty or \"null\": inspections count that as a fault.",
        );
    MetaMissing = "GS1202", Warning,
        ("页头缺少规定的标签", "a prescribed meta tag is missing"),
        (
            "每页要有 SiteName、SiteDomain 和 renderer，栏目页要有 Column 各项，内容页要有 ArticleTitle、PubDate、ContentSource。",
            "Every page has SiteName, SiteDomain and renderer; column pages have the Column tags, content pages ArticleTitle, PubDate and ContentSource.",
        );
    PubDateMalformed = "GS1203", Error,
        ("发布时间写法不对", "a malformed date of publication"),
        (
            "PubDate 写成 2023-06-20 00:00，来自数据，不晚于数据截至日，不用生成网站的时间。",
            "PubDate reads 2023-06-20 00:00, comes from the data, is not later than their own day, and never the time of the build.",
        );
    ZoomForbidden = "GS1204", Error,
        ("页面不让放大", "a page forbids zooming"),
        (
            "看不清小字的人要能放大，viewport 里不能有 user-scalable=no 或 maximum-scale。",
            "Who cannot read small type must be able to enlarge it; the viewport has neither user-scalable=no nor maximum-scale.",
        );
    RowUndated = "GS1205", Warning,
        ("列表里有一行没有日期", "a row of a list has no date"),
        (
            "信息列表每一行都要有日期，读者才知道新旧，检查时也看这一项。",
            "Every row of a list of entries carries its date, so that readers see how old it is; inspections look at this.",
        );
    ColumnEmpty = "GS1206", Warning,
        ("栏目是空的", "an empty column"),
        (
            "没有内容的栏目在政府网站检查中按空白栏目计。没有内容就先不设这个栏目。",
            "Inspections count a column without content as a fault; leave it out until there is some.",
        );
    NoContact = "GS1207", Warning,
        ("读者找不到主办单位", "an office that cannot be reached"),
        (
            "纠错、异议都要有处可去。`[organ]` 写联系电话 `phone` 和通信地址 `address`；示例站点不查这一项。",
            "Corrections and objections need somewhere to go: `[organ]` has `phone` and `address`. A sample is not asked for them.",
        );
    HomeStale = "GS1211", Warning,
        ("首页超过两周没有更新", "the home page has not changed for two weeks"),
        (
            "政府网站首页两周内要有更新。这里按报表、更正和页面的日期计，行动结束后不再检查。",
            "A government site's home page changes within two weeks, counted by reports, corrections and pages; not asked after the campaign has ended.",
        );
    ColumnStale = "GS1212", Warning,
        ("栏目更新超过期限", "a column has not been updated in time"),
        (
            "动态类栏目两周内、通知公告和政策文件类栏目六个月内要有更新。行动结束后不再检查。",
            "News is updated within two weeks, notices and policy within six months; not asked after the campaign has ended.",
        );
    EntryUndated = "GS1213", Error,
        ("动态、通知或政策没有日期", "news, a notice or a policy without a date"),
        (
            "没有日期就没有发布时间，列表里也排不出先后。",
            "Without a date there is no time of publication, and nothing to sort the list by.",
        );
    CorrectedFigureUnknown = "GS1290", Error,
        ("更正的数不存在", "a correction of an unknown figure"),
        (
            "what 要指到一个已截止报告期里的数，写法与正文里的 fig: 相同。",
            "`what` names a figure of a closed period, written as after `fig:` in a text.",
        );
    CorrectionDiffers = "GS1291", Error,
        ("更正与站点上的数不符", "a correction differs from the site"),
        (
            "更正页面会说现在是多少，这个数要与站点其他地方一致。",
            "The page of corrections says what a figure is now; it must be what the rest of the site shows.",
        );
    CorrectionsDoNotFollow = "GS1292", Error,
        ("同一个数的更正接不上", "corrections of a figure do not follow on"),
        (
            "后一次的原数应是前一次的新数，否则中间有一次改动没有公布。",
            "What one made it is what the next one says it was; otherwise a change in between was never published.",
        );
    CorrectionDateImpossible = "GS1293", Error,
        ("更正日期不可能", "an impossible date of a correction"),
        (
            "更正在本期公布之后、数据截至日之前。",
            "A correction comes after its period was published, and not after the day the data are of.",
        );
    CorrectionChangesNothing = "GS1294", Error,
        ("更正没有改动任何数", "a correction that changes nothing"),
        (
            "原数与新数相同，读者看不出更正了什么。",
            "The old figure is the new one, and readers cannot see what was corrected.",
        );

    // GS13: cases and what may be published
    CaseSections = "GS1301", Error,
        ("案例的小节不全", "sections of a case are missing"),
        (
            "反面和外地案例依次有基本案情、违法事实、处理结果、法律依据、警示意义五节，正面案例有背景、做法、成效、可推广点四节，各有内容。",
            "Bad cases and those from elsewhere have five sections in order, good ones four, none of them empty.",
        );
    CaseTitle = "GS1302", Warning,
        ("案例标题的写法", "the title of a case"),
        (
            "反面和外地案例的标题写成“某县某公司未……案”，以“案”结尾。",
            "The title of a bad case says who failed to do what and ends in 案.",
        );
    DocumentNumber = "GS1303", Warning,
        ("文号的写法", "the form of a document number"),
        (
            "文号的年份用六角括号〔〕括起，写全四位；序号不加“第”，不编虚位（GB/T 9704）。",
            "The year of a document number has four digits in hexagonal brackets; the number has no leading zero and no 第 (GB/T 9704).",
        );
    CaseAmount = "GS1304", Error,
        ("罚款数额与台账不符", "an amount differs from the ledger"),
        (
            "正文里的罚款数额必须是所列处罚决定之一或其合计；写错一个零，就是一次错误曝光。",
            "A fine in the text must be that of a linked decision or a sum of them; a zero too many is a wrongful exposure.",
        );
    CaseCitation = "GS1305", Warning,
        ("法律依据与台账不符", "a legal basis differs from the ledger"),
        (
            "正文“依据”后的条款应是所列处罚决定的依据，每项处罚的依据也应写到。",
            "Articles cited as a basis should be those of the linked decisions, and each decision's should be cited.",
        );
    CaseStep = "GS1306", Error,
        ("公开状态不能这样变更", "a step the law does not know"),
        (
            "公开的生命周期是：草稿、告知、公开、复议诉讼、变更或撤回、期满或提前移出、恢复；反面案例公开前要告知，撤回和期满的不能再公开。",
            "A publication is drafted, notified, published, appealed, amended or withdrawn, expires or is removed early, and may be restored. Bad cases need a notice first; what was withdrawn or has expired stays so.",
        );
    CaseHistory = "GS1307", Error,
        ("公开状态的记录不全", "the record of steps is not whole"),
        (
            "每一步都要有日期、原因和文书，依日期先后；status 是最后一步，published_on 是公开那一步的日期。",
            "Each step has its day, its reason and its document, in order; `status` is the last, `published_on` the day of publication.",
        );
    CaseReview = "GS1308", Error,
        ("公开前没有审核", "published without having been passed"),
        (
            "公开的案例要写明由哪个岗位（不是人名）在哪天审核。",
            "A published case says which post passed it, and when; a post, not a person.",
        );
    CaseNaming = "GS1309", Error,
        ("没有公开处罚却用全称", "named in full without a published penalty"),
        (
            "依法公开行政处罚的才用企业全称；其余案例用于警示教育，naming 写 masked。",
            "An enterprise is named in full only where a penalty on it is published by law; other cases are for learning from and mask it.",
        );
    CaseSource = "GS1310", Error,
        ("外地案例没有来源", "a case from elsewhere without its source"),
        (
            "外地案例要写明由谁公布、在哪里能看到。",
            "A case from elsewhere says who published it and where it can be read.",
        );
    CaseLinks = "GS1311", Error,
        ("案例与台账的联系不符", "a case and its decisions do not fit"),
        (
            "案例所列的处罚、隐患应是所列企业的。",
            "The decisions and hazards of a case are those of its enterprise.",
        );
    PersonNamed = "GS1312", Warning,
        ("像是人名", "this looks like a person's name"),
        (
            "正文里的人名写成王某某；确需留底的写进 persons，显示时自动隐去；法律要求公开姓名的写进 named。台账、通报、更正和页面只写职务。",
            "People are written 王某某. Names listed in `persons` are masked wherever they are shown; those the law requires stand in `named`. Ledgers, notices, corrections and pages say the post.",
        );
    NamedPost = "GS1313", Error,
        ("这个岗位不公开姓名", "this post is not one to be named"),
        (
            "只有 gongshi.toml 的 [privacy] named_posts 所列、法律要求公开的岗位才写姓名。",
            "Only holders of posts in `[privacy] named_posts` of gongshi.toml are named: those the law requires.",
        );
    NameInPieces = "GS1314", Error,
        ("要隐去的名字没有全部隐去", "a name to be masked is still there"),
        (
            "名字里夹着标记（如 **）、写在链接或代码里，就隐不去；因此停下。",
            "A name broken up by marks, or in a link or code, cannot be masked; so nothing is published.",
        );
    NameRemains = "GS1315", Error,
        ("不应再出现的名字还在", "a name that must no longer appear still does"),
        (
            "案例撤回、期满或移出后，名称不得再出现在任何输出里：页面、列表、搜索、订阅、下载、图片。写出前逐字节检查。",
            "Once a case is withdrawn, expired or removed, its names may not stand in any output: pages, lists, search, feeds, downloads, images. Every byte is looked at before anything is written.",
        );
    CaseDay = "GS1316", Warning,
        ("案例的日期与台账不符", "a day of a case differs from its records"),
        (
            "正文和文件头里检查、处罚、公开的日期，要与所列隐患、处罚决定和公开记录一致；公开不早于决定，期满不晚于所列处罚的期满。",
            "The days a case says something was found, decided and published are those of its hazards, decisions and steps; it is not published before they are decided, nor public longer than they are.",
        );
    CaseFirm = "GS1317", Warning,
        ("案例写了别的企业或设施", "a case that names another firm or mine"),
        (
            "正文和标题里的企业、设施应是所列的那一家；写错一个字，就是曝光了别人。",
            "The firm and the mine a case names are those it is linked to; one character wrong exposes somebody else.",
        );
    CasePlace = "GS1318", Warning,
        ("案例写了别的地区或机关", "a case that names another county or office"),
        (
            "县名应是企业所在的县，检查、处罚的机关应是台账里的机关。",
            "The county is the one the enterprise lies in, and who inspected and decided is who the ledger says.",
        );
    CaseMeasure = "GS1319", Warning,
        ("案例写了没有决定过的措施", "a case that tells of a measure never decided"),
        (
            "停产整顿、关闭、暂扣吊销证照、移送司法等，台账里有这个决定才能写；没有移送，就不能写涉嫌危险作业罪。决定了的也要写到。",
            "A suspension, a closure, a licence withheld or revoked, a transfer is told only where the ledger has that decision, and 危险作业罪 only where somebody was transferred. What was decided is told.",
        );
    CaseDocument = "GS1320", Warning,
        ("案例的文书号与台账不符", "a document number that is not the decision's"),
        (
            "正文里的文书号应是所列决定的；告知、公开各步的文书号应是同一机关、当年的。",
            "A document number in the text is that of a linked decision; those of the steps are of the same office and of their year.",
        );
    DueToPublish = "GS1321", Warning,
        ("处罚决定应当公开", "a penalty is due to be published"),
        (
            "行政处罚决定自作出之日起七个工作日内公开（安全生产法第七十八条）。",
            "A penalty is published within seven working days of the decision (Work Safety Law, art. 78).",
        );
    DueToWithdraw = "GS1322", Warning,
        ("案例应当撤回或变更", "a case is due to be withdrawn or amended"),
        (
            "处罚决定被撤销、变更的，三日内撤回或变更公开的内容并说明理由（行政处罚法第四十八条）；逾期是错误。",
            "Where a penalty is revoked or changed, what was published is withdrawn or amended within three days, with the reason (Administrative Penalty Law, art. 48); after that it is an error.",
        );
    DueToExpire = "GS1323", Warning,
        ("公开即将期满", "a publication is about to expire"),
        (
            "期满之后名称自动从各处移除，地址留一页说明。",
            "After its last day its names go from everywhere by themselves; the address keeps a page that says why.",
        );
    ConfidentialInPublic = "GS1324", Error,
        ("公开仓库里有保密的格", "confidential cells in a public repository"),
        (
            "仓库公开时，文件本身就说出各县的举报，网站上合并公布也无用。数据放私有仓库，只公开生成的网站。",
            "In a public repository the files themselves tell a county's tips, whatever the site merges. Keep the data private and publish the site.",
        );
    CaseUnclear = "GS1325", Warning,
        ("看不出案例这句话说的是什么", "a sentence of a case that is not understood"),
        (
            "句子里的数额、日期与台账对不上，又看不出说的是不是这项处罚。改写得明白些；确实无误的，在文件头 `checked` 写明代码、原句和理由。",
            "It has a sum or a day that is in no record, and whether it is about the decision cannot be seen. Say it more plainly; where it is right, `checked` in the front matter says so: code, words and reason.",
        );
    CheckedForNothing = "GS1326", Warning,
        ("核对过的说明没有用处", "something checked that nothing finds"),
        (
            "`checked` 的每一条说明一处提示为什么无误；提示已经没有了，说明就该删去，免得以后把真的错误也放过。",
            "Each entry of `checked` says why a finding is none. Where that finding is gone the entry goes too, or it will one day hide a real mistake.",
        );

    CaseCriterion = "GS1327", Warning,
        ("案例写的是另一条判定情形", "a case tells of another criterion"),
        (
            "正文写着一条判定情形的名称，所列隐患判定的不是它。",
            "The text has the title of a criterion that none of the linked hazards was judged by.",
        );
    PraisedAndPunished = "GS1328", Warning,
        ("表扬的企业正在公示处罚或隐患", "a good example that is exposed elsewhere"),
        (
            "先进典型不能同时有公示中的处罚，或公示明细里没有销号的隐患。",
            "A firm that is held up as a good example has no penalty in force and no open hazard on the public list.",
        );
    MaskedInVain = "GS1329", Warning,
        ("隐去的名称在别处是全称", "a masked firm that stands elsewhere in full"),
        (
            "案例隐去名称，地点、日期、金额却与公示的处罚或隐患相同，读者一对照就知道是谁。要么都用全称，要么案例不写这些。",
            "A case masks its firm, and place, day and sum are those of a public row: whoever compares the two knows it. Name it in both, or leave these out of the case.",
        );
    CaseHazard = "GS1330", Warning,
        ("案例写的隐患与台账不符", "hazards of a case that differ from their rows"),
        (
            "正文写的重大隐患项数、整改期限、是否销号，要与所列隐患一致。",
            "How many hazards a case tells of, until when they were to be rectified and whether they are closed is as their rows have it.",
        );
    CasesAtOdds = "GS1331", Warning,
        ("案例之间对不上", "cases at odds with each other"),
        (
            "一项决定只曝光一次；批次的先后与公开日期一致，正文写的批次与 `batch` 一致。",
            "A decision is exposed once; batches follow one another as their cases were published, and a text says the batch its case is of.",
        );
    // GS14: privacy
    ResidentId = "GS1401", Error,
        ("居民身份证号", "a resident identity number"),
        (
            "身份证号不得进入仓库，写错一位的也一样：拉取请求就是公开。查十八位（GB 11643）与十五位、全角数字、中间有空格或连字符的写法。",
            "Identity numbers never go into the repository, not even with a digit wrong: a pull request is publication. Eighteen characters (GB 11643), fifteen digits, full-width digits and separated ones are found.",
        );
    MobileNumber = "GS1402", Error,
        ("手机号", "a mobile telephone number"),
        (
            "个人手机号不得进入仓库。公开的办公电话写进 gongshi.toml 的 [organ] 或 [privacy] allow。",
            "Private telephone numbers never go into the repository. Public office numbers belong in [organ] or [privacy] allow of gongshi.toml.",
        );
    BankCard = "GS1403", Error,
        ("银行卡号", "a bank card number"),
        (
            "银行卡号（十六至十九位，校验位相符）不得进入仓库。",
            "Bank card numbers (16 to 19 digits whose check digit holds) never go into the repository.",
        );
    NumberPlate = "GS1404", Error,
        ("车牌号", "a number plate"),
        (
            "车牌能查到车主，不得进入仓库；写“一辆运输车”即可。",
            "A plate leads to the car's owner and never goes into the repository; \"a lorry\" says enough.",
        );
    MailAddress = "GS1405", Error,
        ("电子邮箱", "an e-mail address"),
        (
            "个人邮箱不得进入仓库。公开的办公邮箱写进 gongshi.toml 的 [privacy] allow。",
            "Private e-mail addresses never go into the repository. A public office address belongs in [privacy] allow of gongshi.toml.",
        );
    HomeAddress = "GS1406", Error,
        ("家庭住址", "the address of a home"),
        (
            "住址（小区、楼、单元、室，或村、组、门牌号）不得进入仓库；写到乡镇或街道即可。",
            "Addresses of homes (building, entrance and room, or a house number in a village) never go into the repository; the township says enough.",
        );
    TipTold = "GS1407", Warning,
        ("写出了举报", "a text that tells of a tip"),
        (
            "举报的内容、举报人和奖励都要保密。公开的隐患描述、整改措施、通报事由里写“群众举报”“12350”，人少的矿上容易猜出是谁：写查到了什么，不写怎么知道的。",
            "What a tip says, who gave it and what it was rewarded with are confidential. Where a public description, measure or reason tells of one, few people may have given it: say what was found, not how it became known.",
        );
    NumberSeparated = "GS1408", Warning,
        ("隔开写的号码", "a number in pieces"),
        (
            "像手机号或身份证号，中间用点、冒号或斜线隔开。统计数字、时刻、编号也这样写，因此只是警告：是号码就删去。",
            "Like a telephone or identity number, with dots, colons or slashes between its parts. Figures, times and document numbers are written so too, hence only a warning: delete it if it is somebody's.",
        );
    PlaceTold = "GS1409", Error,
        ("说出了精确位置", "something that tells an exact place"),
        (
            "照片、视频里常带有拍摄时的经纬度（GPS）。矿山的精确坐标不公布，举报人、检查人员在哪里拍的也不公布：放进 static/ 之前去掉位置信息，文字里也不写经纬度。",
            "Pictures and films often hold the latitude and longitude they were taken at (GPS). The exact place of a mine is not published, nor where an informant or inspector stood: take it out before the file goes into static/, and write no longitude and latitude.",
        );
    TipForced = "GS1410", Error,
        ("公布的数推得出某县的举报", "what is published gives away a county's tips"),
        (
            "合并数大于全市并入的那类来源的数，或公示明细里某月没有别县同月发现、同月销号的隐患可以互换，就能推出这个县有举报。",
            "Where a merged number is more than the city's of the source it is merged with, or the public list has no hazard of another county found and closed in the same months to take a tip's place, it follows that the county had tips.",
        );
    SourceTold = "GS1411", Warning,
        ("写法说出了来源", "a text that tells its source"),
        (
            "公示明细写出一条隐患怎么发现的，或有的句子只有一类来源才用，逐类一减，剩下的就是举报。描述只写查到了什么，各类来源用同样的写法。",
            "Where the public list tells how hazards were found, or has sentences only one source uses, what is left when these are taken away are the tips. A description says what was found, in the same words for every source.",
        );

    // GS15: ranking, reconciliation
    WeightsNotHundred = "GS1501", Error,
        ("排名各项权重合计不是 100", "the weights of a ranking do not add up to 100"),
        (
            "得分以 100 分为满分，每项的权重是 1 至 100 的整数，合计 100，读者才能自己复算。",
            "A score is out of 100: each weight is a whole number from 1 to 100 and they add up to 100, so that readers can count again.",
        );
    FindingPunished = "GS1502", Error,
        ("排名会让多发现隐患的吃亏", "a ranking that punishes finding hazards"),
        (
            "随发现而增加的数，不能作“越高越好”一项的分母，也不能作“越低越好”一项的分子；否则少查少报反而名次靠前。",
            "What grows as hazards are found must not stand below a rate whose higher end is better, nor above one whose lower end is: looking away would pay.",
        );

    // GS16: editions and what is said of them
    FrozenFigureDiffers = "GS1601", Error,
        ("已封存的数变了", "a frozen figure differs"),
        (
            "封存过的月份不能悄悄改：先有原因（逾期补报、补登、更正），才有新数；原来公布的数一直留在封存里，读者两个都看得到。",
            "A month that is frozen does not change in silence: a late report, rows entered later or a correction says why, and what was first published stays to be seen.",
        );
    FrozenRecordGone = "GS1602", Error,
        ("封存过的记录不见了", "a frozen record is gone"),
        (
            "公布过的记录不能删，编号不能改：销号、不属实、撤销都写在原来的行里，网址永远有效。",
            "What was published is never deleted and keeps its id: that it was closed, dismissed or revoked is written in its row, and its address leads there for ever.",
        );
    EditionBroken = "GS1603", Error,
        ("封存的文件不对", "an edition is not what was frozen"),
        (
            "`data/editions/` 只由 `gongshi close` 写，只增不改；清单记着每个文件的 SHA-256，对不上就说明有人动过。",
            "Only `gongshi close` writes `data/editions/`, and only adds to it; its list has the SHA-256 of each table, so that one that was touched is told.",
        );
    MethodChanged = "GS1604", Error,
        ("已封存的数因算法而变", "frozen figures differ by method"),
        (
            "报来的数没有变而合计、比率、名次变了，是算法变了：要公开说明是哪些指标、为什么。",
            "Where sums, rates or ranks differ and nothing filed does, they are counted otherwise; which measures, and why, is told to the public.",
        );
    CorrectionNotFromEdition = "GS1605", Error,
        ("更正的原数不是封存的数", "a correction does not start from the edition"),
        (
            "更正要从公布过的数说起：`old` 等于封存的数，或者上一条更正的 `new`。",
            "A correction starts from what was published: its `old` is the figure of the edition, or the `new` of the correction before.",
        );
    NamedUnseen = "GS1606", Warning,
        ("点名还没有第二个人核对", "a name nobody has looked at a second time"),
        (
            "点错了名，当事人受的损害收不回来。`data/named.csv` 由专人管：列进去的才点名，没列的那一处先不公布，别的照常。",
            "A name that is published wrongly cannot be called back. `data/named.csv` has an owner of its own: who is listed is named, what names others is held back, and all else is published.",
        );

}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum_and_of_the_ids() {
        for (place, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.code as usize, place, "{}", entry.id);
            assert!(place == 0 || TABLE[place - 1].id < entry.id, "{}", entry.id);
        }
    }

    #[test]
    fn every_code_is_told_in_both_languages() {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for entry in TABLE {
            assert!(chinese(entry.title.0) && chinese(entry.why.0), "{}", entry.id);
            assert!(!chinese(entry.title.1) && entry.why.1.len() > 20, "{}", entry.id);
        }
    }
}
