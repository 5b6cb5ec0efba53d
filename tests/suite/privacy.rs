//! Whatever of a person is written anywhere in a site is an error, and is not repeated.

use gongshi::diagnostic::{Code, Format, Language, Severity, show};

use crate::support::site::{CAMPAIGN, POLICY, REGIONS, REPORT, Site};

const ERROR: Severity = Severity::Error;
/// The vectors of the standard.
const ID: &str = "11010519491231002X";

#[test]
fn a_number_is_found_in_every_kind_of_text() {
    let title = format!("title = \"小市{ID}");
    let row = format!("103,丙县{ID},county,100,false\n");
    let css = format!("/* {ID} */\n");
    for (site, path, line, column) in [
        (Site::small().edit("gongshi.toml", "title = \"小市", &title), "gongshi.toml", 1, 12),
        (Site::small().append(REPORT, &format!("# {ID}\n")), REPORT, 0, 3),
        (Site::small().append(REGIONS, &row), REGIONS, 0, 7),
        (Site::small().append(POLICY, &format!("<!-- {ID} -->\n")), POLICY, 0, 6),
        (Site::small().append(POLICY, &format!("甲{ID}乙\n")), POLICY, 0, 2),
        (Site::small().put("themes/default/static/extra.css", css), "themes/default/static/extra.css", 1, 4),
        (Site::small().put("data/nobody-reads-this.txt", ID), "data/nobody-reads-this.txt", 1, 1),
        (Site::small().append(CAMPAIGN, &format!("[broken # {ID}\n")), CAMPAIGN, 0, 11),
    ] {
        let lines = site.text(path).lines().count() as u32;
        let seen = site.check();
        seen.among(ERROR, Code::ResidentId, path, if line == 0 { lines } else { line }, column);
    }
}

#[test]
fn a_number_is_found_as_it_is_shown() {
    for (text, code, column) in [
        ("138&#49;2345678", Code::MobileNumber, 1),
        ("电话**138**12345678", Code::MobileNumber, 5),
        ("138[1234](https://x.cn/)5678", Code::MobileNumber, 1),
        ("138`12345678`", Code::MobileNumber, 1),
        ("138<!-- x -->12345678", Code::MobileNumber, 1),
        ("**110105**19491231002X", Code::ResidentId, 3),
        ("a&#64;qq.com", Code::MailAddress, 1),
    ] {
        let seen = Site::small().append(POLICY, &format!("\n\n{text}\n")).check();
        let line = Site::small().text(POLICY).lines().count() as u32 + 3;
        seen.only(ERROR, code, POLICY, line, column);
    }
    let comment = "note = \"电话\\u0031\\u0033812345678\" # 注\n";
    let seen = Site::small().put("data/corrections.toml", comment).check();
    seen.among(ERROR, Code::MobileNumber, "data/corrections.toml", 1, 11);
}

#[test]
fn a_number_is_told_once_however_it_is_written() {
    let text = "\n\n**电话**：13812345678，a@qq.com\n";
    let seen = Site::small().append(POLICY, text).check();
    let told = |code| seen.findings.iter().filter(|finding| finding.code == code).count();
    assert_eq!([told(Code::MobileNumber), told(Code::MailAddress)], [1, 1]);
}

#[test]
fn what_nobody_sees_is_found_as_it_is_read() {
    for text in ["13&#11;8", "13&#8203;8", "13&ZeroWidthSpace;8", "13&#x202e;8", "13&shy;8", "13&#xE000;8"] {
        let seen = Site::small().append(POLICY, &format!("\n\n{text}\n")).check();
        let line = Site::small().text(POLICY).lines().count() as u32 + 3;
        seen.only(ERROR, Code::HiddenCharacter, POLICY, line, 3);
    }
    for escape in ["\\u000b", "\\u0000", "\\e", "\\uFFFE", "\\uE000", "\\U0000200B"] {
        let seen =
            Site::small().edit("gongshi.toml", "title = \"小市", &format!("title = \"小市{escape}")).check();
        seen.only(ERROR, Code::HiddenCharacter, "gongshi.toml", 1, 12);
    }
    let site = Site::small().append(REGIONS, "103,丙\u{200b}县,county,100,false\n");
    let line = site.text(REGIONS).lines().count() as u32;
    site.check().among(ERROR, Code::HiddenCharacter, REGIONS, line, 6);
    let theme = "themes/default/templates/x.html";
    Site::small().put(theme, "\u{feff}<p>a\u{b}</p>").check().among(
        ERROR,
        Code::HiddenCharacter,
        theme,
        1,
        6,
    );
}

#[test]
fn a_number_is_found_in_the_name_of_a_file() {
    let path = format!("themes/default/static/{ID}.png");
    let seen = Site::small().put(&path, &b"\x89PNG\xff"[..]).check();
    seen.only(ERROR, Code::ResidentId, &path, 1, 1);
}

#[test]
fn what_is_found_is_not_repeated() {
    let seen = Site::small().append(POLICY, &format!("\n身份证{ID}，手机１３８１２３４５６７８\n")).check();
    seen.among(ERROR, Code::ResidentId, POLICY, 9, 4);
    seen.among(ERROR, Code::MobileNumber, POLICY, 9, 25);
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab, Format::Sarif]
    {
        for language in [Language::Zh, Language::En] {
            let shown = show(&seen.findings, &seen.texts, format, language, false);
            assert!(!shown.contains(&ID[4..]), "{shown}");
            assert!(!shown.contains("３８１２３４５") && !shown.contains("38123"), "{shown}");
        }
    }
    let shown = show(&seen.findings, &seen.texts, Format::Human, Language::Zh, false);
    assert!(shown.contains("身份证******************，手机＊＊＊＊"), "{shown}");
}

#[test]
fn numbers_of_the_office_may_stand() {
    let organ = "hotline = \"12350\"\nphone = \"138 1234 5678\"\n[privacy]\nallow = [\"office@city.gov.cn\"]";
    let site = Site::small()
        .edit("gongshi.toml", "hotline = \"12350\"", organ)
        .append(POLICY, "\n请拨 12350 或 13812345678，来信 Office@city.gov.cn。\n");
    site.check().is_clean();
    site.append(POLICY, "\n13812345679\n").check().only(ERROR, Code::MobileNumber, POLICY, 11, 1);
}

#[test]
fn the_sample_holds_nothing_of_anybody() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let codes = Site::read(root).check().codes();
    assert!(!codes.iter().any(|code| code.is_confidential()), "{codes:?}");
}
