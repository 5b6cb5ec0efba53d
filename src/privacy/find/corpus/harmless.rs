//! Classes of strings that only look as if they were somebody's.

use super::Class;
use super::written::{DIGITS, in_digits, separated};

const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

pub(super) const CLASSES: &[Class] = &[
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
            _ => separated(&c.of("0123456789abcdef", 32), &[8, 4, 4, 4, 12], "-"),
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
        name: "no: place or point in eight decimals",
        wanted: None,
        make: |c| {
            let (east, north) = (
                format!("13{}.{}", c.below(10), c.digits(8)),
                format!("{}.{}", c.between(10, 53), c.digits(8)),
            );
            match c.below(4) {
                0 => format!("{east}, {north}"),
                1 => format!("[{north},{east}]"),
                2 => format!("M{east} {north}L{east},{north}"),
                _ => format!("{}.{:02},{east} {}.5", c.below(100), c.below(100), c.below(900)),
            }
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
