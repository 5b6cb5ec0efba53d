//! What describes the tables for download to programs: the data package beside them, and its twin for search engines.

use serde_json::json;

use super::Renderer;
use super::downloads::offered;
use crate::site::List;

impl Renderer<'_> {
    /// What stands before every description where the data are invented.
    pub(super) fn warning(&self) -> String {
        if self.dataset.settings().sample { self.word("package_sample") } else { String::new() }
    }
}

/// A Frictionless data package: what the tables are, for people and programs.
pub fn package(renderer: &Renderer) -> Vec<u8> {
    let settings = renderer.dataset.settings();
    let in_english = settings.in_english();
    let warning = renderer.warning();
    let resources = offered(renderer).map(|table| {
        let fields = table.columns.iter().map(|column| column.field(in_english));
        let name = table.file.trim_end_matches(".csv");
        let about = renderer.word(&format!("package_{name}"));
        json!({
            "name": name,
            "path": table.file,
            "description": format!("{warning}{about}"),
            "format": "csv",
            "encoding": "utf-8",
            "schema": { "fields": fields.collect::<Vec<_>>(), "missingValues": [""] },
        })
    });
    let package = json!({
        "name": "gongshi",
        "title": settings.title,
        "description": format!("{warning}{}", renderer.dataset.campaign().title),
        "sample": settings.sample,
        "as_of": renderer.as_of.to_string(),
        "resources": resources.collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&package).expect("strings and numbers always serialise");
    text.push('\n');
    text.into_bytes()
}

/// The same for search engines, as schema.org has it: JSON that may stand in an HTML page.
pub fn dataset_block(renderer: &Renderer) -> String {
    let public = renderer.dataset;
    let (settings, campaign, regions) = (public.settings(), public.campaign(), public.regions());
    let base = &settings.base_url;
    let warning = renderer.warning();
    let file = |name: &str, kind: &str| json!({ "@type": "DataDownload", "contentUrl": format!("{base}data/{name}"), "encodingFormat": kind });
    let tables = offered(renderer).map(|table| file(table.file, "text/csv"));
    let package = file("datapackage.json", "application/json");
    let author = if settings.organ.name.is_empty() { &settings.title } else { &settings.organ.name };
    let mut block = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.title,
        "description": format!("{warning}{}", campaign.title),
        "url": format!("{base}data/"),
        "inLanguage": settings.language,
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": author },
        "spatialCoverage": regions.all()[regions.root()].name,
        "dateModified": renderer.as_of.to_string(),
        "distribution": tables.chain([package]).collect::<Vec<_>>(),
    });
    // Ledgers are shown as they stand on the day of the data, figures as of the last cut-off.
    let mut ledgers = List::ALL.into_iter().filter(|list| *list != List::Corrections);
    let to = if ledgers.any(|list| list.is_kept(renderer.dataset)) {
        Some(renderer.as_of)
    } else {
        renderer.figures.latest().map(|latest| campaign.periods[latest].to)
    };
    if let (Some(first), Some(to)) = (campaign.periods.first(), to) {
        block["temporalCoverage"] = format!("{}/{to}", first.from).into();
    }
    // In a page `</script>` would end the block, wherever it stands.
    block.to_string().replace('<', "\\u003c")
}
