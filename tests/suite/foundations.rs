//! What a site stands on, written wrong: told once, for what it is.

use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{Site, help};

#[test]
fn a_region_above_itself_is_told_that_and_nothing_else() {
    for (from, to, line, column) in [
        ("102,乙县,county,100", "102,乙县,county,102", 5, 15),
        ("100,小市,city,", "100,小市,city,100", 2, 13),
    ] {
        let site = Site::small();
        let regions = site.text("data/regions.csv");
        assert!(regions.contains(from), "{regions}");
        let seen = site.edit("data/regions.csv", from, to).check();
        let path = "data/regions.csv";
        let finding = seen.only(Severity::Error, Code::RegionCircle, path, line, column);
        assert!(finding.message.zh.contains("上级是它自己"), "{}", seen.told());
        assert!(finding.message.en.contains("its own parent"), "{}", seen.told());
        assert!(help(finding).contains("the topmost has none"));
    }
}

#[test]
fn due_days_run_upwards() {
    for wrong in ["[25, 20]", "[20, 20]", "[0]", "[32]", "[]"] {
        let form = "data/forms/dispatch.toml";
        let seen = Site::small().edit(form, "due_days = [20, 25]", &format!("due_days = {wrong}")).check();
        let finding = seen.among(Severity::Error, Code::WrongType, form, 7, 12);
        assert!(finding.message.zh.contains("从早到晚"), "{wrong}: {}", seen.told());
    }
}
