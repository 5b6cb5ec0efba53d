//! What the corpus is made of: classes of strings that are somebody's, and of strings that only look it.

use super::Class;
use crate::check::privacy::Kind;

const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const PLATE: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
const ID: Option<&[Kind]> = Some(&[Kind::ResidentId, Kind::ResidentIdNear]);
const TEL: Option<&[Kind]> = Some(&[Kind::Mobile]);
/// With marks that part figures, too, it may be either.
const PARTED: Option<&[Kind]> = Some(&[Kind::Mobile, Kind::Parted]);
/// Nought to nine as they are written elsewhere.
const DIGITS: [&str; 8] = [
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
];
const CARD: Option<&[Kind]> = Some(&[Kind::BankCard]);
const PLATES: Option<&[Kind]> = Some(&[Kind::Plate]);
const MAIL: Option<&[Kind]> = Some(&[Kind::Mail]);
const HOME: Option<&[Kind]> = Some(&[Kind::Home]);

pub(super) const CLASSES: &[Class] = &[
    Class { name: "identity, 18", wanted: ID, make: |c| c.identity() },
    Class { name: "identity, 18, full-width", wanted: ID, make: |c| full_width(&c.identity()) },
    Class {
        name: "identity, 18, parted",
        wanted: ID,
        make: |c| {
            let lengths = c.pick(&[
                &[6, 8, 4][..],
                &[6, 4, 4, 4],
                &[3, 3, 4, 4, 4],
                &[6, 4, 2, 2, 4],
                &[4, 4, 4, 4, 2],
                &[1; 18],
            ]);
            let sign = c.pick(&[" ", "-", "－", "\u{3000}", " - "]);
            parted(&c.identity(), lengths, sign)
        },
    },
    Class {
        name: "identity, wrong check character",
        wanted: ID,
        make: |c| {
            let id = c.identity();
            let other = c.pick(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"]);
            format!("{}{other}", &id[..17])
        },
    },
    Class {
        name: "identity, one digit wrong anywhere",
        wanted: ID,
        make: |c| {
            let mut id = c.identity().into_bytes();
            let at = c.below(17) as usize;
            id[at] = b'0' + ((id[at] - b'0') + c.between(1, 9) as u8) % 10;
            String::from_utf8(id).expect("ASCII")
        },
    },
    Class {
        name: "identity, small x or the like",
        wanted: ID,
        make: |c| loop {
            let id = c.identity();
            if let Some(body) = id.strip_suffix('X') {
                return format!("{body}{}", c.pick(&["x", "×", "Ｘ", "ｘ"]));
            }
        },
    },
    Class { name: "identity, check character lost", wanted: ID, make: |c| c.identity()[..17].to_owned() },
    Class {
        name: "identity, letters for digits",
        wanted: ID,
        make: |c| c.identity().replace('0', "O").replace("11", "1l"),
    },
    Class {
        name: "identity, 15",
        wanted: ID,
        make: |c| {
            let (y, m, d) = c.day(1935, 1999);
            format!("{}{:02}{m:02}{d:02}{}", c.region(), y % 100, c.digits(3))
        },
    },
    Class { name: "mobile", wanted: TEL, make: |c| c.mobile() },
    Class { name: "mobile, full-width", wanted: TEL, make: |c| full_width(&c.mobile()) },
    Class {
        name: "mobile, parted",
        wanted: TEL,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            let sign = c.pick(&[" ", "-", "—", "\u{3000}", "\u{a0}"]);
            parted(&c.mobile(), lengths, sign)
        },
    },
    Class {
        name: "mobile, with country or word",
        wanted: TEL,
        make: |c| {
            let head =
                c.pick(&["+86", "+86 ", "+86-", "86", "0086", "(+86)", "（86）", "tel", "Tel:", "手机"]);
            format!("{head}{}", c.mobile())
        },
    },
    Class { name: "bank card", wanted: CARD, make: |c| c.card() },
    Class {
        name: "bank card, parted",
        wanted: CARD,
        make: |c| parted(&c.card(), &[4, 4, 4, 4], c.pick(&[" ", "-", "  "])),
    },
    Class {
        name: "plate",
        wanted: PLATES,
        make: |c| {
            let head = c.pick(&["晋L", "晋A", "京A", "豫C", "陕E", "冀D", "鲁H"]);
            let point = c.pick(&["·", "", "", "•", "-", " ", "."]);
            let letters = c.below(3) as usize;
            format!("{head}{point}{}{}", c.of("ABCDEFGHJKLMNPQRSTUVWXYZ", letters), c.digits(5 - letters))
        },
    },
    Class {
        name: "plate, new energy or trailer",
        wanted: PLATES,
        make: |c| {
            let head = c.pick(&["晋L", "京A", "苏E", "浙B"]);
            match c.below(3) {
                0 => format!("{head}{}{}{}", c.pick(&["D", "F"]), c.of(PLATE, 1), c.digits(4)),
                1 => format!("{head}·{}{}", c.digits(5), c.pick(&["D", "F"])),
                _ => format!("{head}{}{}", c.digits(4), c.pick(&["挂", "学"])),
            }
        },
    },
    Class {
        name: "e-mail",
        wanted: MAIL,
        make: |c| {
            let name = match c.below(3) {
                0 => c.digits(9),
                1 => c.mobile(),
                _ => format!("{}.{}", c.of("abcdefghijklmnopqrstuvwxyz", 5), c.of("abcdefgh0123456789_-", 4)),
            };
            format!(
                "{name}{}{}",
                c.pick(&["@", "@", "＠"]),
                c.pick(&["qq.com", "163.com", "gmail.com", "mail.foo.com.cn", "126.com"])
            )
        },
    },
    Class {
        name: "home",
        wanted: HOME,
        make: |c| {
            let place = c.pick(&[
                "幸福小区",
                "平阳南街锦绣花园",
                "矿务局家属院",
                "尧都区鼓楼公寓",
                "滨河嘉园",
                "东城新村",
            ]);
            let (b, u, r) = (c.between(1, 40), c.between(1, 6), c.between(101, 2904));
            match c.below(6) {
                0 => format!("{place}{b}号楼{u}单元{r}室"),
                1 => format!("{place}{b}栋{u}单元{r}"),
                2 => format!("{place}{b}幢{r}室"),
                3 => format!("{place}{b}-{u}-{r}室"),
                4 => format!(
                    "{place}{}号楼{}单元{r}户",
                    c.pick(&["三", "十二", "６"]),
                    c.pick(&["一", "二", "３"])
                ),
                _ => format!("{}村{}组{b}号", c.pick(&["北王", "西张", "下庄"]), c.pick(&["1", "二", "3"])),
            }
        },
    },
    // From here on nothing is anybody's.
    Class {
        name: "no: credit code",
        wanted: None,
        make: |c| format!("91{}{}", c.region(), c.of(CREDIT, 10)),
    },
    Class {
        name: "no: credit code in digits",
        wanted: None,
        make: |c| {
            let body =
                format!("{}{}{}", c.pick(&["91", "11", "12", "51", "52", "92"]), c.region(), c.digits(9));
            format!("{body}{}", credit_check(&body))
        },
    },
    Class {
        name: "no: document number",
        wanted: None,
        make: |c| {
            let organ = c.pick(&["临应急发", "晋应急罚", "（浮）应急罚", "示例应急责改"]);
            format!("{organ}〔{}〕{}号", c.between(2018, 2026), c.between(1, 300))
        },
    },
    Class {
        name: "no: ledger id",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            let region = c.region();
            match c.below(4) {
                0 => format!("H{region}-{:03}", c.below(1000)),
                1 => format!("A{region}-{:03}-{}", c.below(1000), c.between(1, 3)),
                2 => format!("{region}-{y}{m:02}{d:02}-{:04}", c.below(10_000)),
                _ => format!("H-{region}-{y}-{m:02}-{d:02}-{:03}", c.below(1000)),
            }
        },
    },
    Class {
        name: "no: row of days and sums",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            format!(
                "{y}-{m:02}-{d:02},{y}-{m:02}-{d:02},{},{},{}",
                c.below(10_000_000),
                c.below(100),
                c.region()
            )
        },
    },
    Class {
        name: "no: days in a row",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            format!("{y}-{m:02}-{d:02} {y}-{m:02}-{d:02} 12:{:02}", c.below(60))
        },
    },
    Class {
        name: "no: time stamp",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            let clock = format!("{:02}{:02}{:02}", c.below(24), c.below(60), c.below(60));
            match c.below(4) {
                0 => format!("{y}{m:02}{d:02}{clock}"),
                1 => format!("{y}{m:02}{d:02}{clock}{:03}", c.below(1000)),
                2 => format!("16{}", c.digits(11)),
                _ => format!("{y}-{m:02}-{d:02}T12:{}:00.{}Z", c.between(10, 59), c.digits(9)),
            }
        },
    },
    Class {
        name: "no: hash or uuid",
        wanted: None,
        make: |c| match c.below(3) {
            0 => c.of("0123456789abcdef", 40),
            1 => c.of("0123456789abcdef", 64),
            _ => parted(&c.of("0123456789abcdef", 32), &[8, 4, 4, 4, 12], "-"),
        },
    },
    Class {
        name: "no: amount",
        wanted: None,
        make: |c| match c.below(4) {
            0 => format!("1{}元", c.digits(10)),
            1 => format!("{}.{}万元", c.below(100_000), c.digits(4)),
            2 => format!("¥{}", c.digits(11)),
            _ => format!("{},{},{}元", c.between(1, 999), c.digits(3), c.digits(3)),
        },
    },
    Class {
        name: "no: coordinate or share",
        wanted: None,
        make: |c| format!("111.{}, 36.{}", c.digits(13), c.digits(15)),
    },
    Class {
        name: "no: office line",
        wanted: None,
        make: |c| match c.below(4) {
            0 => format!("0357-{}", c.digits(7)),
            1 => format!("(0351){}", c.digits(7)),
            2 => c.pick(&["12350", "110", "12345", "95588"]).to_owned(),
            _ => format!("400-{}-{}", c.digits(3), c.digits(4)),
        },
    },
    Class {
        name: "no: licence or record number",
        wanted: None,
        make: |c| match c.below(4) {
            0 => format!("C{}{}", c.region(), c.digits(16)),
            1 => format!("（晋）FM安许证字〔{}〕{}号", c.between(2018, 2026), c.digits(4)),
            2 => format!("晋公网安备{}{}号", c.region(), c.digits(8)),
            _ => format!("晋ICP备{}号-1", c.digits(8)),
        },
    },
    Class {
        name: "no: company register number",
        wanted: None,
        make: |c| format!("注册号{}{}{}", c.region(), c.pick(&["00", "20", "40"]), c.digits(7)),
    },
    Class {
        name: "no: standard",
        wanted: None,
        make: |c| {
            let word = c.pick(&["GB", "AQ", "GB/T ", "DB14/T ", "KA ", "GB "]);
            format!(
                "{}{word}{}-{}",
                c.pick(&["按", "执行", "符合《", "更新"]),
                c.between(1000, 39999),
                c.between(1999, 2026)
            )
        },
    },
    Class {
        name: "no: address of a page or picture",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            match c.below(3) {
                0 => format!(
                    "https://www.chinamine-safety.gov.cn/zfxxgk/{y}{m:02}/t{y}{m:02}{d:02}_{}.shtml",
                    c.digits(6)
                ),
                1 => format!("static/logo@{}x.png", c.between(2, 3)),
                _ => format!("git@github.com:office/site{}.git", c.digits(3)),
            }
        },
    },
    Class {
        name: "no: numbered thing of a mine",
        wanted: None,
        make: |c| {
            let thing = c.pick(&["号井", "号尾矿库", "号硐口", "号矿体", "号采场", "号竖井"]);
            let place = c.pick(&["北王村", "尧都区", "示例铁矿", "三采区", "+320m中段"]);
            format!("{place}{}{thing}{}m标高", c.between(1, 12), c.between(100, 900))
        },
    },
    Class {
        name: "no: office or meeting room",
        wanted: None,
        make: |c| match c.below(3) {
            0 => format!("政务大厦{}号楼{}室", c.between(1, 9), c.between(101, 999)),
            1 => format!("平阳路{}号市应急管理局{}室", c.between(1, 99), c.between(101, 999)),
            _ => format!("第{}地质单元共{}户企业", c.between(1, 9), c.between(2, 99)),
        },
    },
    Class {
        name: "no: figure by name",
        wanted: None,
        make: |c| format!("fig:dispatch.self_found@2023-{:02}/{}", c.between(5, 12), c.region()),
    },
    Class {
        name: "no: digits by chance, 12 to 14 or 20 to 24",
        wanted: None,
        make: |c| {
            let length = c.pick(&[12, 13, 14, 20, 22, 24]);
            loop {
                let digits = c.digits(length);
                if !digits.starts_with("86") {
                    return digits;
                }
            }
        },
    },
    Class {
        name: "mobile, parted by _ or ·",
        wanted: TEL,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            parted(&c.mobile(), lengths, c.pick(&["_", "·", "•", "＿"]))
        },
    },
    Class {
        name: "mobile, parted by . : or /",
        wanted: PARTED,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            parted(&c.mobile(), lengths, c.pick(&[".", ":", "/", "：", "／"]))
        },
    },
    Class {
        name: "identity, parted by _ or ·",
        wanted: ID,
        make: |c| {
            let lengths = c.pick(&[&[6, 8, 4][..], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[1; 18]]);
            parted(&c.identity(), lengths, c.pick(&["_", "·", "•"]))
        },
    },
    Class {
        name: "identity, parted by . : or /",
        wanted: PARTED,
        make: |c| {
            let lengths = c.pick(&[&[6, 8, 4][..], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[1; 18]]);
            parted(&c.identity(), lengths, c.pick(&[".", ":", "/", "："]))
        },
    },
    Class {
        name: "mobile, letters for digits",
        wanted: TEL,
        make: |c| {
            let head = c.pick(&["138", "150", "177"]);
            let tel = format!("{head}0{}1{}0", c.digits(3), c.digits(2));
            let tel = tel[..3].to_owned()
                + &tel[3..].replace('0', c.pick(&["O", "o"])).replace('1', c.pick(&["l", "I"]));
            match c.below(3) {
                0 => parted(&tel, &[3, 4, 4], c.pick(&[" ", "-"])),
                _ => tel,
            }
        },
    },
    Class {
        name: "mobile, in other digits",
        wanted: TEL,
        make: |c| {
            let digits = c.pick(&DIGITS);
            let tel = in_digits(&c.mobile(), digits);
            match c.below(4) {
                0 => parted_by_letter(&tel, &[3, 4, 4], c.pick(&[" ", "-", "　"])),
                _ => tel,
            }
        },
    },
    Class {
        name: "identity, in other digits",
        wanted: ID,
        make: |c| {
            let digits = c.pick(&DIGITS);
            in_digits(&c.identity(), digits)
        },
    },
    Class {
        name: "no: ratio, time or version",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            match c.below(7) {
                0 => format!("{}:{}:{}", c.below(100), c.below(100), c.below(100)),
                1 => format!("{y}/{m:02}/{d:02} {:02}:{:02}:{:02}", c.below(24), c.below(60), c.below(60)),
                2 => format!("{y}.{m}.{d}—{y}.{m}.{d}"),
                3 => format!("v{}.{}.{}", c.below(30), c.below(200), c.below(10_000)),
                4 => format!("10.{}.{}.{}", c.below(256), c.below(256), c.below(256)),
                5 => format!("/{y}/{m:02}/{d:02}/{}/", c.digits(4)),
                _ => format!("{}/{}", c.below(100_000), c.below(100_000)),
            }
        },
    },
    Class {
        name: "no: path of a drawing",
        wanted: None,
        make: |c| {
            let mut point = || {
                format!("{}.{:02},{}.{:02}", c.between(100, 199), c.below(100), c.below(800), c.below(100))
            };
            format!("M{}L{} {}Z", point(), point(), point())
        },
    },
    Class {
        name: "no: base64 or script",
        wanted: None,
        make: |c| match c.below(3) {
            0 => {
                format!("{}==", c.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 86))
            }
            1 => format!("for(l=0;l<{};l++)O[l]=I{}+o1e{}", c.below(1000), c.below(100), c.below(10)),
            _ => format!("#{}{}", c.of("0123456789abcdef", 6), c.of("OolI ", 12)),
        },
    },
    Class {
        name: "no: numbers in words",
        wanted: None,
        make: |c| {
            let (y, m, d) = c.day(2018, 2026);
            match c.below(4) {
                0 => format!("{}年", in_digits(&y.to_string(), DIGITS[0])),
                1 => format!(
                    "{}年{}月{}日",
                    in_digits(&y.to_string(), DIGITS[0]),
                    in_digits(&m.to_string(), DIGITS[0]),
                    in_digits(&d.to_string(), DIGITS[0])
                ),
                2 => "①②③④⑤⑥⑦⑧⑨⑩⑪⑫".to_owned(),
                _ => format!("一、二、三、四、五、六、七、八、九、十、{}m²", c.below(1000)),
            }
        },
    },
    Class {
        name: "no: inspection id",
        wanted: None,
        make: |c| format!("I{}-{:04}", c.region(), c.below(10_000)),
    },
    Class {
        name: "mobile, parted by marks",
        wanted: PARTED,
        make: |c| {
            let tel = c.mobile();
            let (a, b, d) = (&tel[..3], &tel[3..7], &tel[7..]);
            match c.below(4) {
                0 => format!("（{a}）{b}{d}"),
                1 => format!("({a}) {b}-{d}"),
                2 => format!("{a}/{b}/{d}"),
                _ => format!("{a}，{b}，{d}"),
            }
        },
    },
    Class {
        name: "plate, with blanks",
        wanted: PLATES,
        make: |c| {
            let blank = c.pick(&[" ", "\u{3000}"]);
            format!("{}{blank}L{blank}{}", c.pick(&["晋", "豫", "陕"]), c.digits(5))
        },
    },
];

fn credit_check(body: &str) -> char {
    (0..31)
        .map(|at| CREDIT.as_bytes()[at])
        .find(|&last| {
            let value = |byte: u8| CREDIT.bytes().position(|letter| letter == byte).expect("of the alphabet");
            let mut weight = 1;
            let sum: usize = body
                .bytes()
                .map(|byte| {
                    let term = value(byte) * weight;
                    weight = weight * 3 % 31;
                    term
                })
                .sum();
            (sum + value(last)).is_multiple_of(31)
        })
        .map_or('0', char::from)
}

fn in_digits(text: &str, digits: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// As `parted`, by letters instead of bytes.
fn parted_by_letter(text: &str, lengths: &[usize], sign: &str) -> String {
    let mut letters = text.chars();
    let parts: Vec<String> = lengths.iter().map(|&length| letters.by_ref().take(length).collect()).collect();
    parts.join(sign)
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(
            |c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).expect("full-width") } else { c },
        )
        .collect()
}

/// Cut at `lengths`, joined by `sign`.
fn parted(text: &str, lengths: &[usize], sign: &str) -> String {
    let mut rest = text;
    let mut parts = Vec::new();
    for &length in lengths {
        let (part, more) = rest.split_at(length.min(rest.len()));
        parts.push(part);
        rest = more;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.join(sign)
}
