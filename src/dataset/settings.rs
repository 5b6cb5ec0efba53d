//! `gongshi.toml`: what the site is called, who answers for it, how it is built.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Files;
use super::hazard_list::HazardList;
use crate::diagnostic::{Code, Findings, Place, Say};
use crate::parse::toml::{self, Fields};
use crate::parse::web;
use crate::say;

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's name, as in its heading.
    pub title: String,
    /// Where it will stand, ending in `/`; only sitemaps and feeds need it.
    pub base_url: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// The folder below `themes/`; `default` is compiled in.
    pub theme: String,
    /// Whether the data are invented; every page then says so.
    pub sample: bool,
    /// The repository's web address, for links to lines of source files.
    pub repository: Option<String>,
    /// Where it says that everybody can read the repository.
    pub public_repository: Option<Place>,
    /// Who answers for the site.
    pub organ: Organ,
    /// What may be shown although it looks private.
    pub privacy: Privacy,
    /// Which hazards are public by name.
    pub hazard_list: HazardList,
    /// The day the site is built for, when no flag says otherwise.
    pub as_of: Option<NaiveDate>,
    /// The file's path, for findings about it.
    pub path: Arc<str>,
}

/// Who answers for the site. Values that are not given are left out of the pages, never invented.
#[derive(Debug, Clone, Default)]
pub struct Organ {
    /// 主办单位
    pub name: String,
    /// 承办单位
    pub undertaker: Option<String>,
    /// 举报电话
    pub hotline: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 地址
    pub address: Option<String>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号
    pub police_record: Option<String>,
    /// 党政机关网站标识: its id in the register at bszs.conac.cn.
    pub conac: Option<String>,
}

/// What may be shown although it looks private.
#[derive(Debug, Clone, Default)]
pub struct Privacy {
    /// Public numbers and addresses of offices, as they are written.
    pub allow: Vec<String>,
    /// Posts whose holders the law requires to be named, such as 尾矿库包保责任人.
    pub named_posts: Vec<String>,
}

const FILE: &str = "gongshi.toml";

impl Settings {
    /// Reads `gongshi.toml`.
    #[must_use]
    pub fn read(files: &Files, findings: &Findings) -> Option<Self> {
        let file = files.require(FILE, findings)?;
        let text = toml::TomlText::whole(file);
        let table = toml::parse(text, findings)?;
        let fields = Fields::root(text, &table, findings);
        let title = fields.text("title");
        let base_url = fields.text("base_url").map(|url| web_address(&fields, &url));
        let language = fields
            .choice_or_none("language", &[("zh-CN", "简体中文", "zh-CN"), ("en", "英文", "en")])
            .unwrap_or("zh-CN");
        let theme = fields.text_or_none("theme").map_or_else(|| "default".to_owned(), |at| at.value);
        let sample = fields.flag("sample", false);
        // It stands in a link on every page.
        let repository = fields.text_or_none("repository").map(|url| web_address(&fields, &url));
        let repository = repository.map(|url| url.trim_end_matches('/').to_owned());
        let access = fields
            .choice_or_none("repository_access", &[("private", "私有", false), ("public", "公开", true)]);
        let public_repository = access
            .filter(|is_public| *is_public)
            .and_then(|_| fields.raw("repository_access").map(|(span, _)| file.place(&span)));
        let organ = fields.table("organ").map(organ).unwrap_or_default();
        let privacy = fields.table("privacy").map(privacy).unwrap_or_default();
        let hazard_list = fields.table("publication").map(HazardList::read).unwrap_or_default();
        let as_of = fields.table("build").map_or(Some(None), |build| {
            let is_given = build.raw("as_of").is_some();
            let as_of = build.date_or_none("as_of").map(|at| at.value);
            build.done();
            // By another day everything would be overdue, or nothing.
            (as_of.is_some() || !is_given).then_some(as_of)
        });
        fields.done();
        Some(Self {
            title: title?.value,
            base_url: base_url?,
            language: language.to_owned(),
            theme,
            sample,
            repository,
            public_repository,
            organ,
            privacy,
            hazard_list,
            as_of: as_of?,
            path: Arc::clone(&file.path),
        })
    }

    /// Whether the site is in English.
    #[must_use]
    pub fn in_english(&self) -> bool {
        self.language == "en"
    }
}

fn web_address(fields: &Fields, url: &toml::Spanned<String>) -> String {
    if let Some(Say { zh, en }) = web::base_fault(&url.value) {
        fields.report(
            Code::BadAddress,
            &url.span,
            say!("不是可用的网址：{zh}", "no web address to build on: {en}"),
            Some(say!("写成 `https://域名/`", "write `https://host/`")),
        );
    }
    format!("{}/", url.value.trim_end_matches('/'))
}

/// `^(\d{10}|bm\d{8})$`
fn is_site_code(code: &str) -> bool {
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8))
}

/// The digits of a 公安备案号, as its public register asks for them.
#[must_use]
pub fn record_number(record: &str) -> String {
    record.chars().filter(char::is_ascii_digit).collect()
}

fn privacy(fields: Fields) -> Privacy {
    let texts = |key| fields.texts(key).into_iter().map(|at| at.value).collect();
    let privacy = Privacy { allow: texts("allow"), named_posts: texts("named_posts") };
    fields.done();
    privacy
}

fn organ(fields: Fields) -> Organ {
    let text = |key| fields.text_or_none(key).map(|at| at.value);
    let site_code = fields.text_or_none("site_code");
    if let Some(code) = site_code.as_ref().filter(|code| !is_site_code(&code.value)) {
        fields.report(
            Code::BadIdentifier,
            &code.span,
            say!("`{}` 不是网站标识码", "`{}` is not a site identification code", code.value),
            Some(say!("十位数字，或 bm 加八位数字", "ten digits, or bm and eight digits")),
        );
    }
    let police_record = fields.text_or_none("police_record");
    if let Some(record) = police_record.as_ref().filter(|record| record_number(&record.value).is_empty()) {
        fields.report(
            Code::BadIdentifier,
            &record.span,
            say!("`{}` 里没有备案编号", "`{}` holds no record number", record.value),
            Some(say!(
                "照备案证书写全，如“某公网安备14100002000001号”",
                "write it as on the certificate, digits included"
            )),
        );
    }
    let conac = fields.text_or_none("conac");
    if let Some(id) = conac.as_ref().filter(|id| !id.value.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        fields.report(
            Code::BadIdentifier,
            &id.span,
            say!("`{}` 不是党政机关标识的编号", "`{}` is no id of a mark of a public body", id.value),
            Some(say!(
                "写标识网址里 `id=` 后面的那一串字母和数字",
                "write the letters and digits after `id=` in the mark's address"
            )),
        );
    }
    let organ = Organ {
        name: text("name").unwrap_or_default(),
        undertaker: text("undertaker"),
        hotline: text("hotline"),
        phone: text("phone"),
        address: text("address"),
        site_code: site_code.map(|at| at.value),
        icp: text("icp"),
        police_record: police_record.map(|at| at.value),
        conac: conac.map(|at| at.value),
    };
    fields.done();
    organ
}
