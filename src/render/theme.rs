//! A theme: templates, strings and static files; `default` is compiled in, files override it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::blocked as policy;
use super::dates::Dates;
use super::stencil::marked;
use crate::dataset::{Asset, Settings};
use crate::diagnostic::{Code, Finding, Findings, Place, Texts};
use crate::{limits, say};

/// The theme that is compiled in: path below the theme's folder, and content.
macro_rules! compiled_in {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*]
    };
}

const DEFAULT: &[(&str, &[u8])] = compiled_in![
    "static/search.js",
    "static/style.css",
    "static/tables.js",
    "strings/en.toml",
    "strings/zh-CN.toml",
    "templates/404.html",
    "templates/about.html",
    "templates/base.html",
    "templates/blocks/chart.html",
    "templates/blocks/kpi.html",
    "templates/blocks/table.html",
    "templates/case.html",
    "templates/cases.html",
    "templates/components.html",
    "templates/corrections.html",
    "templates/data.html",
    "templates/elder/chart.html",
    "templates/elder/home.html",
    "templates/elder/period.html",
    "templates/elder/region.html",
    "templates/forms/columns.html",
    "templates/forms/paired.html",
    "templates/forms/sources.html",
    "templates/home.html",
    "templates/ledger/components.html",
    "templates/ledger/criteria.html",
    "templates/ledger/criterion.html",
    "templates/ledger/enforcement.html",
    "templates/ledger/enterprise.html",
    "templates/ledger/enterprises.html",
    "templates/ledger/facilities.html",
    "templates/ledger/facility.html",
    "templates/ledger/hazard.html",
    "templates/ledger/hazards.html",
    "templates/ledger/inspections.html",
    "templates/ledger/notices.html",
    "templates/ledger/page.html",
    "templates/period.html",
    "templates/periods.html",
    "templates/ranking.html",
    "templates/rankings.html",
    "templates/reconciliation.html",
    "templates/reconciliations.html",
    "templates/region-month.html",
    "templates/region.html",
    "templates/regions.html",
    "templates/search.html",
    "templates/text.html",
    "templates/timeliness.html",
];

/// The words of the compiled-in theme, whatever lies over it: what its templates and strings say.
pub fn own_texts() -> Vec<&'static str> {
    let texts = DEFAULT.iter().filter(|(path, _)| !path.starts_with("static/"));
    texts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).collect()
}

/// Every file of the theme in force.
#[derive(Debug)]
pub struct Theme {
    name: String,
    language: String,
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// The compiled-in theme with the site's own files over it.
    #[must_use]
    pub fn load(settings: &Settings, assets: &[Asset], findings: &Findings) -> Self {
        let name = settings.theme.clone();
        let mut files: BTreeMap<String, Arc<[u8]>> =
            DEFAULT.iter().map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes))).collect();
        let folder = format!("themes/{name}/");
        let mut own = false;
        for asset in assets {
            if let Some(path) = asset.path.strip_prefix(&folder) {
                own = true;
                load_blocked(settings, asset, path, findings);
                files.insert(path.to_owned(), Arc::clone(&asset.bytes));
            }
        }
        if !own && name != "default" {
            findings.push(
                Finding::new(
                    Code::UnknownTheme,
                    Place::file(&settings.path),
                    say!("没有 `{folder}` 这个主题", "there is no theme `{folder}`"),
                )
                .help(say!("改 `theme`，或建立这个文件夹", "change `theme`, or make the folder")),
            );
        }
        Self { name, language: settings.language.clone(), files }
    }

    /// The paths of the static files, below `static/`.
    #[must_use]
    pub fn statics(&self) -> Vec<Arc<str>> {
        self.files.keys().filter_map(|path| path.strip_prefix("static/")).map(Arc::from).collect()
    }

    /// A static file's bytes.
    #[must_use]
    pub fn static_file(&self, path: &str) -> &[u8] {
        &self.files[&format!("static/{path}")]
    }

    /// The strings of the site's language.
    pub fn strings(&self) -> Result<Value, Box<Finding>> {
        let path = format!("strings/{}.toml", self.language);
        let bytes = self.files.get(&path).map_or(&[][..], |bytes| bytes);
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let table: BTreeMap<String, String> = toml::from_str(text).map_err(|error| {
            let at = error.span().unwrap_or_default();
            let message = say!("字符串表读不了：{}", "cannot read the strings: {}", error.message());
            Box::new(Finding::new(Code::TemplateError, Place::new(&self.path_of(&path), &at), message))
        })?;
        Ok(Value::from_serializable(&table))
    }

    /// All templates, parsed.
    pub fn templates(&self) -> Result<Tera, Box<Finding>> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        let strings = self.strings()?;
        let word =
            |key: &str| strings.get_from_path(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let dates = Dates::read(word);
        let short = dates.clone();
        tera.register_filter("day", move |text: &str, _: Kwargs, _: &State| {
            marked(text, |day| dates.told(day))
        });
        tera.register_filter("short_day", move |text: &str, _: Kwargs, _: &State| short.short(text));
        let templates = self.files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix("templates/")?;
            Some((name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        });
        let templates: Vec<(String, String)> = templates.collect();
        tera.add_raw_templates(templates).map_err(|error| Box::new(self.finding("", &error)))?;
        tera.global_context().insert_value("t", strings);
        Ok(tera)
    }

    /// What a template makes of some values, if it is not more than a page may have.
    pub fn draw(&self, tera: &Tera, template: &str, context: &Context) -> Result<String, Box<Finding>> {
        let mut page = Bounded { bytes: Vec::new(), is_full: false };
        let drawn = tera.render_to(template, context, &mut page);
        if page.is_full {
            return Err(Box::new(self.page_too_large(template)));
        }
        drawn.map_err(|error| Box::new(self.finding(template, &error)))?;
        Ok(String::from_utf8(page.bytes).expect("templates and values are text"))
    }

    fn page_too_large(&self, template: &str) -> Finding {
        let limit = limits::PAGE_BYTES;
        Finding::new(
            Code::PageTooCostly,
            Place::file(&self.path_of(&format!("templates/{template}"))),
            say!(
                "这个模板生成的网页超过 {limit} 字节",
                "the template writes more than {limit} bytes for one page"
            ),
        )
        .help(say!("检查模板里的循环", "look for loops in the template"))
    }

    /// A template's error, at its place in the template.
    #[must_use]
    pub fn finding(&self, template: &str, error: &tera::Error) -> Finding {
        let (name, span, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename(), report.span().range.clone(), report.message().to_owned())
            }
            _ => (template, 0..0, error.to_string()),
        };
        let path = self.path_of(&format!("templates/{name}"));
        Finding::new(
            Code::TemplateError,
            Place::new(&path, &span),
            say!("模板出错：{message}", "the template fails: {message}"),
        )
        .help(say!("模板可用的值见 THEMES.md", "THEMES.md lists the values a template may use"))
    }

    /// Where a text stands in the templates; the base template as a whole, where it stands in none.
    #[must_use]
    pub fn place_of(&self, text: &str) -> Place {
        let templates = self.files.iter().filter(|(path, _)| path.starts_with("templates/"));
        let mut places = templates.filter_map(|(path, bytes)| {
            let at = memchr::memmem::find(bytes, text.as_bytes())?;
            Some(Place::new(&self.path_of(path), &(at..at + text.len())))
        });
        places.next().unwrap_or_else(|| Place::file(&self.path_of("templates/base.html")))
    }

    fn path_of(&self, path: &str) -> Arc<str> {
        Arc::from(format!("themes/{}/{path}", self.name))
    }

    /// Adds the theme's templates to the texts findings point into.
    pub fn add_texts(&self, texts: &mut Texts) {
        for (path, bytes) in &self.files {
            if let Ok(text) = std::str::from_utf8(bytes) {
                texts.insert(self.path_of(path), Arc::from(text));
            }
        }
    }
}

/// A page as it is written; it takes no more than a page may have.
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > limits::PAGE_BYTES {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reports what a static file would load from elsewhere.
fn load_blocked(settings: &Settings, asset: &Asset, path: &str, findings: &Findings) {
    let text = std::str::from_utf8(&asset.bytes).ok().filter(|_| path.starts_with("static/"));
    let Some(text) = text else { return };
    for what in policy::of_file(path, text, &settings.base_url) {
        let at = what.as_ptr() as usize - text.as_ptr() as usize;
        findings.push(blocked(what, Place::new(&asset.path, &(at..at + what.len()))));
    }
}

/// What the published policy keeps browsers from.
pub fn blocked(what: &str, place: Place) -> Finding {
    Finding::new(
        Code::Blocked,
        place,
        say!("网站公布的策略不许 `{what}`", "the policy of the site does not allow `{what}`"),
    )
    .help(say!(
        "把它存成主题 `static/` 里的文件，从那里引用；样式写成 class",
        "make it a file in `static/` of the theme and refer to that; make styles a class"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &str) -> Vec<String> {
        let (_, bytes) = DEFAULT.iter().find(|(name, _)| *name == path).unwrap();
        let table: BTreeMap<String, String> = toml::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
        table.into_keys().collect()
    }

    #[test]
    fn both_languages_have_the_same_strings() {
        assert_eq!(keys("strings/zh-CN.toml"), keys("strings/en.toml"));
    }

    #[test]
    fn every_file_of_the_default_theme_is_compiled_in() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
        let mut files: Vec<String> = files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned())
            .collect();
        files.sort();
        assert_eq!(files, DEFAULT.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>());
    }
}
