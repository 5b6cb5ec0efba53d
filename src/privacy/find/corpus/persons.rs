//! Classes of strings that are somebody's.

use super::Class;
use super::written::{DIGITS, full_width, in_digits, separated, separated_by_letter};
use crate::privacy::find::TraceKind;

const PLATE: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
const ID: Option<&[TraceKind]> = Some(&[TraceKind::ResidentId, TraceKind::ResidentIdNear]);
const TEL: Option<&[TraceKind]> = Some(&[TraceKind::Mobile]);
/// With marks that part figures, too, it may be either.
const SEPARATED: Option<&[TraceKind]> = Some(&[TraceKind::Mobile, TraceKind::Separated]);
const CARD: Option<&[TraceKind]> = Some(&[TraceKind::BankCard]);
const PLATES: Option<&[TraceKind]> = Some(&[TraceKind::Plate]);
const MAIL: Option<&[TraceKind]> = Some(&[TraceKind::Mail]);
const HOME: Option<&[TraceKind]> = Some(&[TraceKind::Home]);

pub(super) const CLASSES: &[Class] = &[
    Class { name: "identity, 18", wanted: ID, make: |c| c.identity() },
    Class { name: "identity, 18, full-width", wanted: ID, make: |c| full_width(&c.identity()) },
    Class {
        name: "identity, 18, separated",
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
            separated(&c.identity(), lengths, sign)
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
        name: "mobile, separated",
        wanted: TEL,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            let sign = c.pick(&[" ", "-", "—", "\u{3000}", "\u{a0}"]);
            separated(&c.mobile(), lengths, sign)
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
        name: "bank card, separated",
        wanted: CARD,
        make: |c| separated(&c.card(), &[4, 4, 4, 4], c.pick(&[" ", "-", "  "])),
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
    Class {
        name: "mobile, separated by _ or ·",
        wanted: TEL,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            separated(&c.mobile(), lengths, c.pick(&["_", "·", "•", "＿"]))
        },
    },
    Class {
        name: "mobile, separated by . : or /",
        wanted: SEPARATED,
        make: |c| {
            let lengths = c.pick(&[&[3, 4, 4][..], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[1; 11]]);
            separated(&c.mobile(), lengths, c.pick(&[".", ":", "/", "：", "／"]))
        },
    },
    Class {
        name: "identity, separated by _ or ·",
        wanted: ID,
        make: |c| {
            let lengths = c.pick(&[&[6, 8, 4][..], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[1; 18]]);
            separated(&c.identity(), lengths, c.pick(&["_", "·", "•"]))
        },
    },
    Class {
        name: "identity, separated by . : or /",
        wanted: SEPARATED,
        make: |c| {
            let lengths =
                c.pick(&[&[6, 8, 4][..], &[6, 12], &[14, 4], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[1; 18]]);
            separated(&c.identity(), lengths, c.pick(&[".", ":", "/", "："]))
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
                0 => separated(&tel, &[3, 4, 4], c.pick(&[" ", "-"])),
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
                0 => separated_by_letter(&tel, &[3, 4, 4], c.pick(&[" ", "-", "　"])),
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
        name: "mobile, separated by marks",
        wanted: SEPARATED,
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
