//! A name or a number written in every coding a reader's browser undoes, in every kind of file that goes out: each is
//! told once, and never repeated; the same codings of something harmless are nothing.

use gongshi::diagnostic::{Code, Format, Language, Severity, show};
use rayon::prelude::*;

use crate::exposure::of_tomorrow;
use crate::planted::withdrawn;
use crate::support::cases::{CASE, exposed};
use crate::support::ledger::{HAZARDS, kept};
use crate::support::site::{Built, POLICY, REPORT, Seen, Site};

/// The name of a coding, and how a text is written in it.
type Coding = (&'static str, fn(&str) -> String);

fn each(text: &str, write: impl Fn(char) -> String) -> String {
    text.chars().map(write).collect()
}

fn percent(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

fn between(text: &str, mark: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(mark)
}

/// Read by everything.
const CODINGS: &[Coding] = &[
    ("as it is", str::to_owned),
    ("decimal entities", |text| each(text, |c| format!("&#{};", u32::from(c)))),
    ("hexadecimal entities", |text| each(text, |c| format!("&#x{:x};", u32::from(c)))),
    ("entities without semicolons", |text| each(text, |c| format!("&#{}", u32::from(c)))),
    ("entities twice", |text| each(text, |c| format!("&amp;#{};", u32::from(c)))),
    ("escapes", |text| text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()),
    ("escapes in braces", |text| each(text, |c| format!("\\u{{{:X}}}", u32::from(c)))),
    ("escapes of style sheets", |text| each(text, |c| format!("\\{:x} ", u32::from(c)))),
    ("six digits of style sheets", |text| each(text, |c| format!("\\{:06x}", u32::from(c)))),
    ("percent", |text| percent(text.as_bytes())),
    ("percent, small", |text| percent(text.as_bytes()).to_lowercase()),
    ("percent of GBK", |text| percent(&encoding_rs::GBK.encode(text).0)),
    ("percent twice", |text| percent(text.as_bytes()).replace('%', "%25")),
    ("percent of entities", |text| percent(each(text, |c| format!("&#{};", u32::from(c))).as_bytes())),
    ("soft hyphens", |text| between(text, "\u{ad}")),
    ("no width", |text| between(text, "\u{200b}")),
    ("no width, as entities", |text| between(text, "&#8203;")),
    ("named entities", |text| between(text, "&shy;")),
];
/// Read where there are elements.
const ELEMENTS: &[Coding] = &[
    ("elements", |text| each(text, |c| format!("<b>{c}</b>"))),
    ("an element", |text| {
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        format!("{first}<span class=\"x\">{rest}</span>")
    }),
    ("comments", |text| between(text, "<!-- x -->")),
    ("coded elements", |text| each(text, |c| format!("<i>&#{};</i>", u32::from(c)))),
    ("an attribute", |text| format!("<a title=\"{}\">", each(text, |c| format!("&#{};", u32::from(c))))),
];
const PLACES: [&str; 9] =
    ["x.html", "x.svg", "x.js", "x.css", "x.json", "x.csv", "x.txt", "x.map", "x.unknown"];

/// Every coding in a page, and every kind of file in one coding.
fn written(text: &str) -> Vec<(String, String, String)> {
    let (html, script) = (PLACES[0], PLACES[2]);
    // What nobody sees may not stand in a page at all, and is told there by itself.
    let unseen = |coding: &Coding| ["soft hyphens", "no width"].contains(&coding.0);
    let in_pages = CODINGS.iter().chain(ELEMENTS);
    let in_pages = in_pages.map(|coding| (coding, if unseen(coding) { script } else { html }));
    let all =
        in_pages.chain(PLACES.into_iter().map(|place| (&CODINGS[1], place))).chain([(&CODINGS[5], script)]);
    all.map(|((coding, write), place)| {
        let path = format!("themes/default/static/{place}");
        (format!("{text}, {coding}, {place}"), path, format!("甲 {} 乙\n", write(text)))
    })
    .collect()
}

fn is_not_repeated(seen: &Seen, text: &str) {
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab, Format::Sarif]
    {
        for language in [Language::Zh, Language::En] {
            let shown = show(&seen.findings, &seen.texts, format, language, false);
            assert!(!shown.contains(text), "{text}: {shown}");
        }
    }
}

/// What a site publishes with a static file, looked through by itself: the whole of it is in `planted`.
fn with_file(site: &Site, path: &str, bytes: &[u8]) -> Built {
    let address = path.replace("themes/default", "");
    site.clone().put(path, bytes).build_only(|planned| planned == address)
}

#[test]
fn a_name_is_found_in_every_coding() {
    let site = withdrawn();
    for name in ["丁石料有限公司", "王建国", "王强"] {
        written(name).into_par_iter().for_each(|(what, path, text)| {
            let seen = with_file(&site, &path, text.as_bytes()).seen;
            assert_eq!(seen.codes(), [Code::NameRemains], "{what}: {}", seen.told());
            is_not_repeated(&seen, name);
        });
    }
    for text in
        ["http://xn--5gq26f5vczw3auubiw9bxd1c.example/", "http%3A%2F%2Fxn--5gq26f5vczw3auubiw9bxd1c.example/"]
    {
        let seen = with_file(&site, "themes/default/static/x.js", text.as_bytes()).seen;
        assert_eq!(refused(&seen), [Code::NameRemains], "{text}: {}", seen.told());
    }
}

#[test]
fn a_name_is_found_in_every_coding_of_a_page() {
    let site = withdrawn();
    let template = "themes/default/templates/404.html";
    CODINGS.iter().chain(ELEMENTS).par_bridge().for_each(|(coding, write)| {
        let text = format!("<p>甲 {} 乙</p>", write("王建国"));
        let built = site.clone().put(template, text).build_only(|planned| planned.contains("404"));
        let codes = built.seen.codes();
        // What nobody sees may not stand in a template at all.
        let told = codes.contains(&Code::NameRemains) || codes.contains(&Code::HiddenCharacter);
        assert!(told, "{coding}: {}", built.seen.told());
        is_not_repeated(&built.seen, "王建国");
    });
}

#[test]
fn what_is_somebodys_is_found_in_every_coding() {
    for (text, code) in [("13812345678", Code::MobileNumber), ("11010519491231002X", Code::ResidentId)] {
        for (what, path, written) in written(text) {
            // Digits run on into those of the next escape without a blank.
            let seen = Site::small().put(&path, written).check();
            assert_eq!(seen.codes(), [code], "{what}: {}", seen.told());
            is_not_repeated(&seen, text);
        }
    }
}

#[test]
fn the_same_codings_of_something_else_are_nothing() {
    let site = withdrawn();
    for text in ["丙石料有限公司", "王建军", "王强盛"].into_iter().take(2) {
        written(text).into_par_iter().for_each(|(what, path, text)| {
            let seen = with_file(&site, &path, text.as_bytes()).seen;
            assert!(seen.findings.is_empty(), "{what}: {}", seen.told());
        });
    }
    for (path, text) in [
        ("x.js", "const a=/\\b\\d+\\x41%25/;for(let i=0;i<10&&a;i++){b[i]=\"\\u4e2d\"+1e10}"),
        ("x.svg", "<svg><path d=\"M138.1234 5678.12L13.8,123.45 678 138.12345678\"/></svg>"),
        (
            "x.json",
            "{\"v\":\"13.8.1\",\"t\":\"2023-06-19T12:30:45.123456Z\",\"h\":\"1f3870be274f6c49b3e31a0c6728957f\"}",
        ),
        ("x.html", "<table><tr><td>王</td><td>强</td></tr><tr><td>138</td><td>12345678</td></tr></table>"),
        ("x.csv", "日期,比例\n2023/06/19 08:30:15,3:8:1\n"),
    ] {
        let seen = with_file(&site, &format!("themes/default/static/{path}"), text.as_bytes()).seen;
        assert!(seen.findings.is_empty(), "{path}: {}", seen.told());
    }
}

#[test]
fn text_of_the_theme_is_utf8_or_nothing() {
    let text = "序号,姓名,电话\n1,王建国,13812345678\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xFF\xFE", little.as_slice()].concat();
    let latin: Vec<u8> = "tel 13812345678".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for place in PLACES {
        for (coding, bytes) in [("GBK", &gbk.to_vec()), ("UTF-16", &marked), ("UTF-16, Latin", &latin)] {
            let path = format!("themes/default/static/{place}");
            let seen = Site::small().put(&path, bytes.clone()).check();
            assert!(seen.codes().contains(&Code::StaticNotUtf8), "{coding}, {place}: {}", seen.told());
        }
    }
    for bytes in [little, big] {
        let seen = Site::small().put("themes/default/static/x.csv", bytes).check();
        assert!(seen.codes().contains(&Code::StaticNotUtf8), "{}", seen.told());
    }
    for (path, bytes) in [
        ("x.csv", "\u{feff}序号,名称\n1,甲\n".as_bytes()),
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"),
        ("x.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\0\x01stream"),
        ("x.woff2", b"wOF2\0\x01\0\0\xff\x80"),
    ] {
        Site::small().put(&format!("themes/default/static/{path}"), bytes).check().is_clean();
    }
}

/// What keeps the site from being built.
fn refused(seen: &Seen) -> Vec<Code> {
    let errors = seen.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.code).collect()
}

/// A firm masked in a case may be named in the ledger, but no sentence of the case with its name gets out.
#[test]
fn a_sentence_of_a_masked_case_stands_nowhere_with_its_name() {
    let masked = exposed().edit(CASE, "naming = \"full\"", "naming = \"masked\"");
    masked.clone().append(POLICY, "\n甲矿业有限公司是甲县的企业，见甲铁矿。\n").build().seen.only(
        Severity::Warning,
        Code::MaskedInVain,
        CASE,
        6,
        10,
    );
    for text in
        ["经查，执法组检查甲矿业有限公司", "执法组检查**甲矿业**有限公司", "甲矿业有限公司所属甲铁矿时"]
    {
        let css = format!("/* {} */", text.replace('*', ""));
        let seen = masked.clone().put("themes/default/static/x.css", css).build().seen;
        assert_eq!(refused(&seen), [Code::NameRemains], "{text}: {}", seen.told());
        let seen = masked
            .clone()
            .put("themes/default/templates/404.html", format!("<p>{}</p>", text.replace("**", "<b>")))
            .build()
            .seen;
        assert!(seen.codes().contains(&Code::NameRemains), "{text}: {}", seen.told());
    }
}

/// Of a draft, not even its title.
#[test]
fn nothing_of_a_draft_stands_anywhere() {
    let draft = of_tomorrow();
    let title = "甲县甲矿业有限公司未保持安全出口畅通案";
    for text in [title, "执法组检查甲矿业有限公司"] {
        let seen = draft.clone().put("themes/default/static/x.txt", text).build().seen;
        assert!(seen.codes().contains(&Code::NameRemains), "{text}: {}", seen.told());
    }
}

/// A name with little around it in its clause is looked for with what follows the clause.
#[test]
fn a_short_clause_of_a_masked_case_stands_nowhere_with_its_name() {
    let masked = exposed().edit(CASE, "naming = \"full\"", "naming = \"masked\"");
    let masked = masked.edit(CASE, "发现安全出口不畅。", "发现安全出口不畅。甲矿业有限公司被罚。其后停产。");
    masked.clone().append(POLICY, "\n甲矿业有限公司被查。其后复产。\n").build().seen.only(
        Severity::Warning,
        Code::MaskedInVain,
        CASE,
        6,
        10,
    );
    for text in ["甲矿业有限公司被罚。其后停产。", "，发现安全出口不畅。甲矿业有限公司"]
    {
        let seen = masked.clone().put("themes/default/static/x.txt", text).build().seen;
        assert_eq!(refused(&seen), [Code::NameRemains], "{text}: {}", seen.told());
    }
}

/// Of a draft no sentence gets out either, named or not; what public texts say as well is theirs.
#[test]
fn no_sentence_of_a_draft_stands_anywhere() {
    let sentence = "现场负责人当晚组织工人从废弃巷道撤离";
    let said = format!("发现安全出口不畅。**{sentence}**！");
    let draft = of_tomorrow().edit(CASE, "发现安全出口不畅。", &said);
    let is_told = |site: &Site, text: &str| {
        let seen = site.clone().put("themes/default/static/x.txt", format!("说明：{text}。")).build().seen;
        seen.codes().contains(&Code::NameRemains)
    };
    for text in [sentence, "县应急管理局对该公司罚款3万元"] {
        assert!(is_told(&draft, text), "{text}");
    }
    for text in ["现场负责人当晚组织工人", "依据《安全生产法》第九十九条第（二）项"]
    {
        assert!(!is_told(&draft, text), "{text}");
    }
    let public = draft.append(POLICY, &format!("\n{sentence}。\n"));
    assert!(!is_told(&public, sentence), "a page says it as well");
}

/// A PNG with one text.
fn picture(text: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(text, 6);
    let data = [b"Comment\0\0".as_slice(), &packed].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [b"\x89PNG\r\n\x1a\n", &length[..], b"zTXt", &data, b"\0\0\0\0"].concat()
}

/// A PDF with an author in hexadecimal, in packed objects.
fn document(author: &str) -> Vec<u8> {
    let hex = author.encode_utf16().map(|unit| format!("{unit:04x} ")).collect::<Vec<_>>().concat();
    let object = format!("1 0 <</Author<FEFF {hex}>>>");
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(object.as_bytes(), 6);
    let head = b"%PDF-1.7\n%\xE2\xE3\n2 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n";
    [head.as_slice(), &packed, b"\nendstream\nendobj\n"].concat()
}

/// What a picture or a document says of itself goes out with it.
#[test]
fn what_pictures_and_documents_say_of_themselves_is_read() {
    let place = |ending: &str| format!("themes/default/static/x.{ending}");
    for (text, code) in [("13812345678", Code::MobileNumber), ("138.12345678", Code::NumberSeparated)] {
        for (ending, bytes) in [("png", picture(text.as_bytes())), ("pdf", document(text))] {
            let seen = Site::small().put(&place(ending), bytes).check();
            assert_eq!(seen.codes(), [code], "{ending}: {}", seen.told());
            is_not_repeated(&seen, text);
        }
    }
    let site = withdrawn();
    for name in ["丁石料有限公司", "王建国", "王强"] {
        for (ending, bytes) in [("png", picture(name.as_bytes())), ("pdf", document(name))] {
            let seen = with_file(&site, &place(ending), &bytes).seen;
            assert_eq!(seen.codes(), [Code::NameRemains], "{name}, {ending}: {}", seen.told());
            is_not_repeated(&seen, name);
        }
    }
    for (ending, bytes) in [("png", picture("甲县应急管理局，2023年".as_bytes())), ("pdf", document("甲县"))]
    {
        with_file(&site, &place(ending), &bytes).seen.is_clean();
    }
}

/// Every way a finding may repeat what it is about.
#[test]
fn no_finding_repeats_what_is_somebodys() {
    const TEL: &str = "13812345678";
    for (site, code) in [
        (Site::small().edit(REPORT, "tip_found", TEL), Code::UnknownKey),
        (Site::small().edit("gongshi.toml", "\"zh-CN\"", &format!("\"{TEL}\"")), Code::UnknownWord),
        (Site::small().append(POLICY, &format!("\n`fig:{TEL}`\n")), Code::UnknownFigure),
        (Site::small().append(POLICY, &format!("\n[x](javascript:{TEL})\n")), Code::LinkScheme),
        (kept().edit(HAZARDS, "H1,F1", &format!("H1,{TEL}")), Code::UnknownRow),
        (Site::small().put(&format!("data/{TEL}.txt"), "x"), Code::MobileNumber),
        (Site::small().put(&format!("data/{TEL}\u{202e}.csv"), "x"), Code::UnexpectedFile),
    ] {
        let seen = site.check();
        assert!(seen.codes().contains(&code), "{code:?}: {}", seen.told());
        is_not_repeated(&seen, TEL);
        is_not_repeated(&seen, "\u{202e}");
    }
    let seen = withdrawn().append(POLICY, "\n见[王建国](https://x.example/王建国)。\n").build().seen;
    assert!(seen.codes().contains(&Code::NameRemains), "{}", seen.told());
    is_not_repeated(&seen, "王建国");
}

/// A number is the office's as a whole, not by a part of it.
#[test]
fn an_allowed_number_is_allowed_as_a_whole() {
    let allow = |text: &str| format!("hotline = \"12350\"\n[privacy]\nallow = [\"{text}\"]");
    let with = |text: &str| {
        let site = Site::small().edit("gongshi.toml", "hotline = \"12350\"", &allow(text));
        site.append(POLICY, "\n电话13812345678\n").check()
    };
    with("138 1234 5678").is_clean();
    with("值班电话13812345678、0357-1234567").is_clean();
    for longer in ["6138123456780", "138123456781", "113812345678"] {
        assert_eq!(with(longer).codes(), [Code::MobileNumber], "{longer}");
    }
}
