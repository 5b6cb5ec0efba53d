//! Pages written by hand: what they name must exist, and nothing in them becomes a script.

use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{DISPATCH, POLICY, REGIONS, Site, help, is_page};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

#[test]
fn html_in_a_text_is_shown_as_text() {
    let built =
        Site::small().append(POLICY, "\n<script>alert(1)</script>\n\n甲<b onclick=x>乙</b>\n").build();
    built.seen.among(WARNING, Code::RawHtml, POLICY, 9, 1);
    built.seen.among(WARNING, Code::RawHtml, POLICY, 11, 2);
    let page = built.page("policy/index.html");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
    assert!(!page.contains("<b onclick"));
}

#[test]
fn a_script_link_is_an_error() {
    for link in
        ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/"]
    {
        let seen = Site::small().append(POLICY, &format!("\n看[这里]({link})\n")).check();
        let finding = seen.only(ERROR, Code::LinkScheme, POLICY, 9, 2);
        assert_eq!(seen.pointed(finding), format!("[这里]({link})"));
    }
}

#[test]
fn an_unknown_figure_is_told_with_line_and_column() {
    for (name, suggestion) in [
        ("dispatch.self_fuond@2023-07/101", "did you mean `dispatch.self_found`?"),
        ("dispatch.self_found@2023-7/101", "did you mean `2023-07`?"),
        ("dispatch.self_found@2023-07/1O1", "did you mean `101`?"),
    ] {
        let seen = Site::small().append(POLICY, &format!("\n共 `fig:{name}` 个\n")).check();
        let finding = seen.only(ERROR, Code::UnknownFigure, POLICY, 9, 3);
        assert_eq!(help(finding), suggestion);
        assert_eq!(seen.pointed(finding), format!("`fig:{name}`"));
    }
}

#[test]
fn a_figure_of_a_period_not_closed_is_unknown() {
    let seen = Site::small().append(POLICY, "\n`fig:dispatch.self_found@2023-08`\n").check();
    seen.only(ERROR, Code::UnknownFigure, POLICY, 9, 1);
}

#[test]
fn an_unknown_measure_in_a_block_is_told_at_its_name() {
    let site = Site::small().edit("content/index.md", "\"dispatch.fines\"", "\"dispatch.fine\"");
    let seen = site.check();
    let finding = seen.only(ERROR, Code::UnknownFigure, "content/index.md", 7, 31);
    assert_eq!(help(finding), "did you mean `dispatch.fines`?");
}

#[test]
fn a_fault_in_a_block_is_told_at_its_line() {
    let seen = Site::small().edit("content/index.md", "title = \"累计进展\"", "title = 累计进展").check();
    assert_eq!(seen.findings.len(), 1, "{}", seen.told());
    assert_eq!(seen.at(&seen.findings[0]), ("content/index.md".to_owned(), 6, 9), "{}", seen.told());
}

#[test]
fn a_dead_link_is_told_where_it_stands() {
    for link in ["/nowhere/", "../nowhere/"] {
        let built = Site::small().append(POLICY, &format!("\n详见[此处]({link})。\n")).build();
        let finding = built.seen.only(ERROR, Code::DeadLink, POLICY, 9, 8);
        assert_eq!(built.seen.pointed(finding), link);
    }
}

#[test]
fn a_dead_link_of_the_home_page_is_told_in_its_text() {
    let index = "content/index.md";
    let built = Site::small().append(index, "\n[此处](/nowhere/)\n").build();
    built.seen.only(ERROR, Code::DeadLink, index, 10, 6);
}

#[test]
fn a_page_without_front_matter_is_told() {
    Site::small().put(POLICY, "# 政策\n").check().among(ERROR, Code::NoFrontMatter, POLICY, 1, 1);
}

#[test]
fn a_page_cannot_take_an_address_of_the_site() {
    let page = "+++\ntitle = \"各期\"\n+++\n";
    let seen = Site::small().put("content/periods.md", page).check();
    seen.only(ERROR, Code::AddressTaken, "content/periods.md", 1, 1);
}

#[test]
fn no_name_in_the_data_becomes_markup() {
    let evil = "<img src=x onerror=alert(1)>&\"'";
    let cell = evil.replace('"', "\"\"");
    let text = evil.replace('"', "\\\"");
    let built = Site::small()
        .edit(REGIONS, "101,甲县,", &format!("101,\"{cell}\","))
        .edit(DISPATCH, "label = \"群众举报\"", &format!("label = \"{text}\""))
        .edit(DISPATCH, "title = \"总体情况\"", &format!("title = \"{text}\""))
        .edit(DISPATCH, "short = \"附件1\"", &format!("short = \"{text}\""))
        .edit(DISPATCH, "unit_added = \"家次\"", &format!("unit_added = \"{text}\""))
        .edit(DISPATCH, "unit = \"次\"", &format!("unit = \"{text}\""))
        .edit("gongshi.toml", "小市整治行动公示", &text)
        .edit("gongshi.toml", "小市应急管理局", &text)
        .edit("data/campaign.toml", "小市矿山整治行动", &text)
        .edit(POLICY, "政策文件", &text)
        .edit("content/index.md", "累计进展", &text)
        .build();
    built.seen.is_clean();
    for (path, bytes) in built.files.iter().filter(|(path, _)| is_page(path)) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("<img src=x"), "{path}");
    }
    assert!(built.page("regions/101/index.html").contains("&lt;img src=x"));
}

#[test]
fn a_repository_that_is_no_web_address_is_an_error_and_gets_into_no_link() {
    for url in
        ["javascript:alert(1)//", "data:text/html,x", "ftp://x.cn/", "//evil.cn/", "https://x.cn/\\u0000"]
    {
        let seen = Site::small()
            .edit("gongshi.toml", "[organ]", &format!("repository = \"{url}\"\n\n[organ]"))
            .check();
        assert!(seen.codes().contains(&Code::BadAddress), "{url}: {}", seen.told());
    }
}
