//! Comes in: a size. Goes out: its files, read back as rows and reports.

use std::collections::BTreeMap;

use crate::sample::calendar::Calendar;
use crate::sample::{Size, campaign};

pub(super) type CsvLine = BTreeMap<String, String>;

/// The files of one sample, by path.
pub(super) struct SampleFiles(pub(super) BTreeMap<String, String>);

impl SampleFiles {
    pub(super) fn invent(size: &Size) -> Self {
        let mut files = BTreeMap::new();
        campaign(size, &mut |path, text| {
            assert!(files.insert(path.to_owned(), text.to_owned()).is_none(), "{path} came twice");
            Ok(())
        })
        .expect("memory takes every file");
        Self(files)
    }

    pub(super) fn rows(&self, path: &str) -> Vec<CsvLine> {
        let mut reader = csv::Reader::from_reader(self.0[path].as_bytes());
        let header = reader.headers().expect("has a header").clone();
        let named = |record: csv::StringRecord| {
            header.iter().zip(&record).map(|(k, v)| (k.into(), v.into())).collect()
        };
        reader.records().map(|record| named(record.expect("is CSV"))).collect()
    }

    pub(super) fn reporters(&self) -> Vec<String> {
        let rows = self.rows("data/regions.csv");
        rows.into_iter().filter(|row| row["kind"] != "city").map(|row| row["code"].clone()).collect()
    }

    /// The reports of a reporter with their windows' ends, oldest first.
    pub(super) fn reports(&self, reporter: &str) -> Vec<(String, FormValues)> {
        let calendar = Calendar::of_2023(36);
        let path = |period: &str| format!("data/reports/{period}/{reporter}.toml");
        let filed =
            calendar.periods.iter().filter_map(|period| Some((period, self.0.get(&path(&period.id))?)));
        filed.map(|(period, text)| (period.to.to_string(), FormValues::read(text))).collect()
    }
}

/// Both forms of a month; statistics as `month.fines`, `total.fines`. Money stays in 元.
pub(super) struct FormValues {
    pub(super) cells: BTreeMap<String, u64>,
    pub(super) submitted_on: String,
}

impl FormValues {
    pub(super) fn read(text: &str) -> Self {
        let mut report = Self { cells: BTreeMap::new(), submitted_on: String::new() };
        for (key, value) in text.lines().filter_map(|line| line.split_once(" = ")) {
            if key == "month" || key == "total" {
                for (id, value) in
                    value.trim_matches(['{', '}', ' ']).split(", ").filter_map(|it| it.split_once(" = "))
                {
                    report.take(format!("{key}.{id}"), value);
                }
            } else if key == "submitted_on" && report.submitted_on.is_empty() {
                value.clone_into(&mut report.submitted_on);
            } else {
                report.take(key.to_owned(), value);
            }
        }
        report
    }

    fn take(&mut self, id: String, text: &str) {
        let money = id.ends_with("fines") || id.starts_with("tip_rewards");
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let Ok(whole) = whole.parse::<u64>() else { return };
        let part: u64 = format!("{part:0<4}").parse().expect("decimals are digits");
        self.cells.insert(id, if money { whole * 10_000 + part } else { whole });
    }
}
