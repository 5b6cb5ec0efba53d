//! The site's files by path, and which of them belong to something.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Finding, Findings, Place, Texts};
use crate::parse::{File, metadata, scalar, text};
use crate::say;
use crate::source::Blob;

/// A theme's file, as it is: templates, styles, images.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// As they are published: nothing is decoded or changed.
    pub bytes: Arc<[u8]>,
}

/// Every text file, decoded, by path.
#[derive(Debug)]
pub struct Files {
    texts: BTreeMap<Arc<str>, File>,
    /// Files that are there but could not be read or decoded, by path: not to be called missing as well.
    broken: Vec<Arc<str>>,
    assets: Vec<Asset>,
}

/// The folders and files below `data/` that the contract names, with the ending their files have.
const KNOWN: [(&str, &str); 24] = [
    ("data/campaign.toml", ""),
    ("data/regions.csv", ""),
    ("data/criteria.csv", ""),
    ("data/thresholds.toml", ""),
    ("data/rules.toml", ""),
    ("data/rates.toml", ""),
    ("data/ranking.toml", ""),
    ("data/corrections.toml", ""),
    ("data/forms/", ".toml"),
    ("data/law/", ".toml"),
    ("data/reports/", ".toml"),
    ("data/named.csv", ""),
    ("data/ledger/enterprises.csv", ""),
    ("data/ledger/facilities.csv", ""),
    ("data/ledger/notices.csv", ""),
    ("data/ledger/filings.csv", ""),
    ("data/ledger/hazards/", ".csv"),
    ("data/ledger/enforcement/", ".csv"),
    ("data/ledger/inspections/", ".csv"),
    ("data/editions/editions.toml", ""),
    ("data/editions/", ".csv"),
    ("data/owners.csv", ""),
    ("data/workdays/", ".csv"),
    ("content/", ".md"),
];

fn is_image(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "ico"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The finding about a picture that says where it was taken: at a mine that is its exact place.
fn place_told(path: &Arc<str>) -> Finding {
    Finding::new(
        Code::PlaceTold,
        Place::file(path),
        say!("文件里带有拍摄地点的坐标", "the file tells the coordinates of the place where it was taken"),
    )
    .help(say!(
        "用 `exiftool -all= 文件` 去掉，或在看图软件里另存时不带位置信息；已提交过的，还要从 git 历史中清除",
        "take them out with `exiftool -all= FILE`, or save the picture without its location; if it was committed, purge it from git's history"
    ))
}

impl Files {
    /// Decodes every file that is text by its place.
    #[must_use]
    pub fn decode(blobs: Vec<Blob>, findings: &Findings) -> (Self, Texts) {
        let (theme, others): (Vec<_>, Vec<_>) =
            blobs.into_iter().partition(|blob| blob.path.starts_with("themes/"));
        let (images, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|blob| is_image(&blob.path));
        for image in images {
            findings.push(
                Finding::new(
                    Code::UnexpectedFile,
                    Place::file(&image.path),
                    say!("图片不放在这里，没有读取", "images do not belong here; it was not read"),
                )
                .help(say!("放到 `themes/<主题>/static/` 下", "put it below `themes/<name>/static/`")),
            );
        }
        let decoded: Vec<_> = others
            .into_par_iter()
            .map(|blob| {
                let findings = Findings::default();
                let file = text::decode(&blob, &findings);
                let sound = file.as_ref().is_some_and(|file| text::is_sound(file, &findings));
                (blob.path, file, sound, findings.into_vec())
            })
            .collect();
        let of_file = |file: &File| (Arc::clone(&file.path), Arc::clone(&file.text));
        let mut texts: Texts =
            decoded.iter().filter_map(|(_, file, ..)| file.as_ref().map(of_file)).collect();
        let mut files = Self { texts: BTreeMap::new(), broken: Vec::new(), assets: Vec::new() };
        let mut sound_files = Vec::with_capacity(decoded.len());
        for (path, file, sound, found) in decoded {
            findings.extend(found);
            match file.filter(|_| sound) {
                Some(file) => sound_files.push((path, file)),
                None => files.broken.push(path),
            }
        }
        // They come sorted, and a map of sorted entries is made in one go.
        files.texts = sound_files.into_iter().collect();
        for blob in theme {
            let Some(bytes) = blob.bytes else { continue };
            if let Ok(text) = std::str::from_utf8(&bytes) {
                let text: Arc<str> = Arc::from(text);
                if [".html", ".toml"].iter().any(|ending| blob.path.ends_with(ending)) {
                    let file = File { path: Arc::clone(&blob.path), text: Arc::clone(&text) };
                    text::refuse_hidden(&file, findings);
                }
                texts.insert(Arc::clone(&blob.path), text);
            }
            if text::is_text_of_another_coding(&blob.path, &bytes) {
                findings.push(text::not_utf8(&blob.path));
            }
            if let Some(metadata) = metadata::read(&bytes).filter(|_| blob.path.contains("/static/")) {
                if metadata.has_place {
                    findings.push(place_told(&blob.path));
                }
                // What it says of itself is looked through like a text, at the path of the file.
                let written = std::str::from_utf8(&bytes).unwrap_or_default();
                texts.insert(Arc::clone(&blob.path), Arc::from(format!("{}{written}", metadata.text)));
            }
            files.assets.push(Asset { path: blob.path, bytes: Arc::from(bytes) });
        }
        (files, texts)
    }

    /// A file that may be missing.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.texts.get(path)
    }

    /// A file that must be there.
    #[must_use]
    pub fn require(&self, path: &str, findings: &Findings) -> Option<&File> {
        let file = self.get(path);
        if file.is_none() && !self.is_broken(path) {
            findings.push(
                Finding::new(
                    Code::MissingFile,
                    Place::file(path),
                    say!("缺少文件 `{path}`", "the file `{path}` is missing"),
                )
                .help(say!(
                    "运行 `gongshi init` 可得到一份样板",
                    "`gongshi init` writes a starter that has one"
                )),
            );
        }
        file
    }

    /// Whether a file is there but cannot be read as text.
    #[must_use]
    pub fn is_broken(&self, path: &str) -> bool {
        self.broken.binary_search_by(|broken| broken.as_ref().cmp(path)).is_ok()
    }

    /// Paths of files that are there but cannot be read as text.
    pub fn broken(&self) -> impl Iterator<Item = &str> {
        self.broken.iter().map(AsRef::as_ref)
    }

    /// The files of a folder with an ending, sorted by path.
    pub fn below<'s>(&'s self, folder: &'s str, ending: &'s str) -> impl Iterator<Item = &'s File> {
        let from = self.texts.range(Arc::from(folder)..);
        from.map(|(_, file)| file)
            .take_while(move |file| file.path.starts_with(folder))
            .filter(move |file| file.path.ends_with(ending))
    }

    /// The theme's files.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Reports the files that belong to nothing: a misnamed report would otherwise be lost.
    pub fn report_unexpected(&self, findings: &Findings) {
        let known = |path: &str| {
            path == "gongshi.toml"
                || KNOWN.iter().any(|(place, ending)| {
                    if ending.is_empty() {
                        path == *place
                    } else {
                        path.starts_with(place) && path.ends_with(ending)
                    }
                })
        };
        for path in self.texts.keys().filter(|path| !known(path)) {
            let near = scalar::nearest(path, KNOWN.iter().map(|(place, _)| *place));
            let help = match near {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!(
                    "移到应在的位置，或移出 `data/` 与 `content/`；各文件的位置见 `gongshi explain schema`",
                    "move it to its place, or out of `data/` and `content/`; `gongshi explain schema` lists the places"
                ),
            };
            findings.push(
                Finding::new(
                    Code::UnexpectedFile,
                    Place::file(path),
                    say!("这个文件不属于任何部分，没有读取", "this file belongs to nothing and was not read"),
                )
                .help(help),
            );
        }
    }
}
