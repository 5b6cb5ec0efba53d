//! A theme: templates, strings and static files; `default` is compiled in, files override it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera};

use super::{blocked as policy, dates::Dates, stencil::marked, strings::Strings, strings::Template};
use crate::dataset::{Asset, Settings};
use crate::diagnostic::{Code, Finding, Findings, Place, Texts};
use crate::parse::File;
use crate::{limits, say};

/// The theme that is compiled in: path below the theme's folder, and content.
macro_rules! compiled_in {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*]
    };
}

/// Every file of the built-in theme, by its path below the theme's folder.
pub const DEFAULT: &[(&str, &[u8])] = compiled_in![
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
    "templates/edition.html",
    "templates/editions.html",
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
    "templates/provenance.html",
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

/// What the templates and strings of the compiled-in theme say, whatever lies over it.
#[must_use]
pub fn own_texts() -> Vec<&'static str> {
    let texts = DEFAULT.iter().filter(|(path, _)| !path.starts_with("static/"));
    texts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).collect()
}

/// The text of a file of the compiled-in theme.
pub(super) fn own_text(path: &str) -> &'static str {
    let (_, bytes) = DEFAULT.iter().find(|(known, _)| *known == path).expect("a file of the built-in theme");
    std::str::from_utf8(bytes).expect("strings and templates are text")
}

/// Every file of the theme in force.
#[derive(Debug)]
pub struct Theme {
    name: String,
    strings: Strings,
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
        let mut own = BTreeSet::new();
        for asset in assets {
            if let Some(path) = asset.path.strip_prefix(&folder) {
                own.insert(path);
                load_blocked(settings, asset, path, findings);
                files.insert(path.to_owned(), Arc::clone(&asset.bytes));
            }
        }
        if own.is_empty() && name != "default" {
            findings.push(
                Finding::new(
                    Code::UnknownTheme,
                    Place::file(&settings.path),
                    say!("没有 `{folder}` 这个主题", "there is no theme `{folder}`"),
                )
                .help(say!("改 `theme`，或建立这个文件夹", "change `theme`, or make the folder")),
            );
        }
        let strings = merged(&folder, &settings.language, &files, &own, findings);
        Self { name, strings, files }
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
    #[must_use]
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// All templates, parsed.
    pub fn templates(&self) -> Result<Tera, Box<Finding>> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        let dates = Dates::read(|key| self.strings.get(key).to_owned());
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
        tera.global_context().insert_value("t", self.strings.value().clone());
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

/// The built-in strings with the site's over them. A table that is not UTF-8 has been told of as a text of another coding.
fn merged(
    folder: &str,
    language: &str,
    files: &BTreeMap<String, Arc<[u8]>>,
    own: &BTreeSet<&str>,
    findings: &Findings,
) -> Strings {
    let text_of = |path: &str| std::str::from_utf8(&files[path]).ok();
    let path = format!("strings/{language}.toml");
    let file = text_of(&path).filter(|_| own.contains(path.as_str()));
    let file = file.map(|text| File { path: Arc::from(format!("{folder}{path}")), text: Arc::from(text) });
    let templates = files.keys().filter(|path| path.starts_with("templates/"));
    let templates: Vec<Template> = templates
        .filter_map(|path| {
            let place = Arc::from(format!("{folder}{path}"));
            Some(Template { path: place, text: text_of(path)?, own: own.contains(path.as_str()) })
        })
        .collect();
    Strings::merged(language, file.as_ref(), &templates, findings)
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
    .help(say!("存进主题的 `static/` 再引用；样式写成 class", "put it into `static/`; make styles a class"))
}

#[cfg(test)]
mod tests;
