//! What is settled outside the site: where it stands, and which day it is for.

use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::stop::Stop;
use crate::release::Options;
use crate::say;

/// The options of a release: a day, else that of `SOURCE_DATE_EPOCH`; a variable that says no time is not passed over:
/// who sets it counts on it.
pub fn options(as_of: Option<NaiveDate>, base_url: Option<String>) -> anyhow::Result<Options> {
    let epoch = if as_of.is_some() { None } else { epoch()? };
    Ok(Options { as_of, epoch, base_url, now: Utc::now() })
}

/// The time that `SOURCE_DATE_EPOCH` says, if it says anything; days are written with four digits of a year.
fn epoch() -> anyhow::Result<Option<DateTime<Utc>>> {
    let Some(text) = std::env::var_os(EPOCH).filter(|text| !text.is_empty()) else { return Ok(None) };
    let text = text.to_string_lossy();
    let seconds = text.trim().parse().ok().filter(|seconds: &i64| *seconds >= 0);
    let time = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    match time.filter(|time| time.year() < 9999) {
        Some(time) => Ok(Some(time)),
        None => Err(Stop::error(say!(
            "环境变量 {EPOCH} 是 `{text}`：要写 1970 年以来的秒数，如 1687651200，或者不设",
            "the variable {EPOCH} is `{text}`: it takes seconds since 1970, such as 1687651200; or unset it"
        ))),
    }
}

/// The variable builds that are to come out the same agree on their day with.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// A root without `gongshi.toml` is no site: there is nothing to check or build.
pub fn ensure_site_at(root: &Path) -> anyhow::Result<()> {
    let here = root.display();
    if !root.is_dir() {
        return Err(Stop::error(say!("{here}：没有这个目录", "{here}: no such directory")));
    }
    if root.join("gongshi.toml").symlink_metadata().is_err() {
        return Err(Stop::error(say!(
            "{here}：这里没有 gongshi.toml；`gongshi init DIR` 新建站点，`--root DIR` 指定别处的站点",
            "{here}: no gongshi.toml here; `gongshi init DIR` writes a new site, `--root DIR` names another"
        )));
    }
    Ok(())
}
