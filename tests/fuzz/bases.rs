//! The sites that are changed, and what a clean one must be.

use gongshi::output::{Manifest, ManifestEntry};
use gongshi::sample::{self, Size};

use crate::chance::Chance;
use crate::site::{Site, files_below};

/// Sites with nothing wrong.
pub struct Bases(Vec<Site>);

impl Bases {
    pub fn read() -> Self {
        let small = Site::small();
        let themed = themed(small.clone());
        Self(vec![small, Site::fixture("fire-safety"), invented(), themed])
    }

    /// The small site more often: it is drawn in a tenth of the time.
    pub fn pick(&self, chance: &mut Chance) -> &Site {
        let at = [0, 0, 0, 0, 1, 1, 2, 2, 2, 3][chance.below(10)];
        &self.0[at]
    }
}

/// A campaign with ledgers, cases and corrections.
fn invented() -> Site {
    let mut site = Site(gongshi::source::Memory::new());
    let of = Size {
        regions: Some(3),
        months: Some(3),
        facilities: Some(6),
        hazards: Some(14),
        seed: 1,
        is_closed: true,
    };
    let mut emit = |path: &str, text: &str| {
        site.0.put(path, text);
        Ok(())
    };
    sample::campaign(&of, &mut emit).expect("memory takes everything");
    site
}

/// With templates, strings and static files of its own.
fn themed(mut site: Site) -> Site {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let wanted = [
        "home.html",
        "region.html",
        "period.html",
        "base.html",
        "components.html",
        "zh-CN.toml",
        "tables.js",
    ];
    for (path, bytes) in files_below(&root) {
        if wanted.iter().any(|name| path.ends_with(name)) {
            site.0.put(&format!("themes/default/{path}"), bytes);
        }
    }
    site
}

/// What stands beside a published site.
pub fn manifest() -> Manifest {
    Manifest {
        generator: "gongshi".into(),
        version: "1".into(),
        as_of: "2023-07-26".into(),
        commit: Some("0".repeat(40)),
        sample: true,
        editions: Vec::new(),
        files: vec![ManifestEntry::of("index.html", b"a"), ManifestEntry::of("regions/101/index.html", b"")],
    }
}
