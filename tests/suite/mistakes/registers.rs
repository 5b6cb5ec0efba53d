//! Slips in inspections, notices, enterprises and facilities.

use super::*;

#[allow(clippy::too_many_lines)] // A table, a line a mistake.
pub fn slips() -> Vec<Mistake> {
    vec![
        ("an inspection taken out", Gone(INSPECTIONS, any), Code::RulesDisagree, Report),
        (
            "an inspection that ends before it begins",
            In(INSPECTIONS, any, "ended_on", |row| earlier(row["started_on"])),
            Code::CellsContradict,
            Cell("ended_on"),
        ),
        (
            "a facility misspelt",
            In(INSPECTIONS, any, "facilities", |_| "F14127-01".into()),
            Code::UnknownRow,
            Cell("facilities"),
        ),
        (
            "more rectified than found",
            In(INSPECTIONS, any, "problems_rectified", |_| "999".into()),
            Code::CellsContradict,
            Cell("problems_rectified"),
        ),
        (
            "a firm misspelt",
            In(NOTICES, |row| !row["enterprise"].is_empty(), "enterprise", |_| "E141027-99".into()),
            Code::UnknownRow,
            Cell("enterprise"),
        ),
        (
            "a misspelt notice",
            In(NOTICES, any, "kind", |_| "exposition".into()),
            Code::UnknownWord,
            Cell("kind"),
        ),
        (
            "a credit code off by one",
            In(ENTERPRISES, any, "uscc", |row| row["uscc"][..17].to_owned() + "0"),
            Code::CreditCode,
            Cell("uscc"),
        ),
        (
            "a region that is not there",
            In(ENTERPRISES, any, "region", |_| "141999".into()),
            Code::UnknownRegion,
            Cell("region"),
        ),
        (
            "a mine that becomes a pond",
            In(
                FACILITIES,
                |row| row["id"] == "F141027-01",
                "kind",
                |row| if row["kind"] == "tailings" { "open_pit".into() } else { "tailings".into() },
            ),
            Code::CriterionMisfit,
            File(HAZARDS),
        ),
        (
            "a facility taken out",
            Gone(FACILITIES, |row| row["id"] == "F141027-01"),
            Code::UnknownRow,
            File(FACILITIES),
        ),
        (
            "an owner that is not there",
            In(FACILITIES, |row| row["id"] == "F141027-01", "enterprise", |_| "E999".into()),
            Code::UnknownRow,
            Cell("enterprise"),
        ),
        (
            "a credit code with the letter O",
            In(ENTERPRISES, any, "uscc", |row| row["uscc"].replacen('0', "O", 1)),
            Code::CreditCode,
            Cell("uscc"),
        ),
        (
            "a credit code with the letter I",
            In(ENTERPRISES, any, "uscc", |row| row["uscc"].replacen('1', "I", 1)),
            Code::CreditCode,
            Cell("uscc"),
        ),
        (
            "a credit code in small letters",
            In(ENTERPRISES, any, "uscc", |row| row["uscc"].to_lowercase()),
            Code::CreditCode,
            Cell("uscc"),
        ),
        (
            "another firm's credit code",
            In(ENTERPRISES, |row| row["id"] == "E141002-02", "uscc", |_| "91000000YL0000001L".into()),
            Code::RowRepeated,
            Cell("uscc"),
        ),
        (
            "a former name without its zero",
            In(ENTERPRISES, any, "former_names", |_| "旧名公司@2023-6-1".into()),
            Code::NotADate,
            Cell("former_names"),
        ),
        (
            "a former name still used",
            In(ENTERPRISES, any, "former_names", |_| "旧名公司@2033-06-01".into()),
            Code::RowInFuture,
            Cell("former_names"),
        ),
        (
            "a former name that is the name",
            In(ENTERPRISES, any, "former_names", |row| row["name"].to_owned() + "@2023-06-01"),
            Code::CellsContradict,
            Cell("former_names"),
        ),
        (
            "two former names at once",
            In(ENTERPRISES, any, "former_names", |_| "旧名@2023-06-01;老名@2023-06-01".into()),
            Code::CellsContradict,
            Cell("former_names"),
        ),
        (
            "a firm registered elsewhere",
            In(ENTERPRISES, |row| row["id"] == "E141027-01", "region", |_| "141023".into()),
            Code::RowElsewhere,
            Cell("region"),
        ),
        (
            "a site nobody watches",
            In(FACILITIES, |row| row["status"] == "idle_unmanned", "guard", NOTHING),
            Code::GuardMissing,
            Cell("guard"),
        ),
        (
            "a mine with the class of a dam",
            In(FACILITIES, |row| row["kind"] == "underground", "dam_class", |_| "3".into()),
            Code::CellsContradict,
            Cell("dam_class"),
        ),
        (
            "a mine above homes",
            In(FACILITIES, |row| row["kind"] == "underground", "above_homes", |_| "true".into()),
            Code::CellsContradict,
            Cell("above_homes"),
        ),
        (
            "a ninth class of dams",
            In(FACILITIES, |row| row["kind"] == "tailings", "dam_class", |_| "9".into()),
            Code::UnknownWord,
            Cell("dam_class"),
        ),
        (
            "a grade that is not",
            In(FACILITIES, any, "grade", |_| "E".into()),
            Code::UnknownWord,
            Cell("grade"),
        ),
        (
            "a notice counted elsewhere",
            In(NOTICES, |row| row["enterprise"].starts_with("E141027"), "region", |_| "141023".into()),
            Code::RowElsewhere,
            Cell("region"),
        ),
        (
            "an inspection in another year",
            In(INSPECTIONS, any, "ended_on", |row| row["ended_on"].replace("2023", "2022")),
            Code::CellsContradict,
            Cell("ended_on"),
        ),
        (
            "a mine closed by mistake",
            In(FACILITIES, |row| row["id"] == "F141027-01", "status", |_| "closed".into()),
            Code::FacilityClosed,
            Cell("status"),
        ),
    ]
}
