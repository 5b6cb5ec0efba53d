//! Slips in the ledgers of enforcement.

use super::*;

/// The number of the first fine on a unit.
const NUMBER: &str = "示例浮山应急罚〔2023〕1号";

fn full_width(number: &str) -> String {
    number.chars().map(|digit| char::from_u32(digit as u32 + 0xfee0).expect("a digit")).collect()
}

#[allow(clippy::too_many_lines)] // A table, a line a mistake.
pub fn slips() -> Vec<Mistake> {
    vec![
        (
            "a fine in 万元",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "3.5".into()),
            Code::NotYuan,
            Cell("amount_yuan"),
        ),
        (
            "a whole fine in 万元",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "3".into()),
            Code::FineOutOfRange,
            Cell("amount_yuan"),
        ),
        (
            "a fine off by 500",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |row| {
                (row["amount_yuan"].parse::<u64>().unwrap() - 500).to_string()
            }),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a fine with a zero too many",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["amount_yuan"].len() > 4,
                "amount_yuan",
                |row| row["amount_yuan"].to_owned() + "0",
            ),
            Code::FineOutOfRange,
            Cell("amount_yuan"),
        ),
        (
            "a fine without amount",
            In(ENFORCEMENT, unit_fine, "amount_yuan", NOTHING),
            Code::EmptyCell,
            Cell("amount_yuan"),
        ),
        (
            "a warning with an amount",
            In(ENFORCEMENT, unit_fine, "kind", |_| "warning".into()),
            Code::CellsContradict,
            Cell("amount_yuan"),
        ),
        (
            "a penalty moved to another month",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["decided_on"] > "2023-08-20",
                "decided_on",
                |row| earlier(row["decided_on"]),
            ),
            Code::RulesDisagree,
            Report,
        ),
        (
            "revoked without a day",
            In(ENFORCEMENT, unit_fine, "status", |_| "revoked".into()),
            Code::EmptyCell,
            Cell("status_on"),
        ),
        (
            "another firm",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["enterprise"] != "E141027-01",
                "enterprise",
                |_| "E141027-01".into(),
            ),
            Code::DecisionElsewhere,
            Cell("facility"),
        ),
        (
            "paragraph for item",
            In(ENFORCEMENT, unit_fine, "basis", |_| "《安全生产法》第九十九条第二款".into()),
            Code::ItemNotCited,
            Cell("basis"),
        ),
        (
            "published before it was decided",
            In(ENFORCEMENT, unit_fine, "published_on", |row| earlier(row["decided_on"])),
            Code::DecisionDaysOutOfOrder,
            Cell("published_on"),
        ),
        (
            "published late",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["decided_on"] < "2023-10-01",
                "published_on",
                |_| "2023-11-20".into(),
            ),
            Code::PublishedLate,
            Cell("published_on"),
        ),
        (
            "the principal's fine on another's account",
            In(
                ENFORCEMENT,
                |row| row["party"] == "principal" && row["kind"] == "fine",
                "party",
                |_| "person".into(),
            ),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a row of another county",
            In(ENFORCEMENT, unit_fine, "region", |_| "141023".into()),
            Code::RowElsewhere,
            Cell("region"),
        ),
        (
            "a hazard that is not there",
            In(ENFORCEMENT, unit_fine, "hazards", |_| "H141027-999".into()),
            Code::UnknownRow,
            Cell("hazards"),
        ),
        (
            "public for ten years",
            In(ENFORCEMENT, unit_fine, "expires_on", |row| row["expires_on"].replace("202", "203")),
            Code::ExpiryOutOfRange,
            Cell("expires_on"),
        ),
        ("a penalty taken out", Gone(ENFORCEMENT, unit_fine), Code::RulesDisagree, Report),
        (
            "an order entered as a penalty",
            In(ENFORCEMENT, |row| row["kind"] == "order", "kind", |_| "warning".into()),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a fine in full-width digits",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |row| full_width(row["amount_yuan"])),
            Code::FullWidthDigits,
            Cell("amount_yuan"),
        ),
        (
            "a fine with its unit",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "3万元".into()),
            Code::NotYuan,
            Cell("amount_yuan"),
        ),
        (
            "a fine finer than a fen",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |row| row["amount_yuan"].to_owned() + ".005"),
            Code::NotYuan,
            Cell("amount_yuan"),
        ),
        (
            "a fine with a comma",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "\"43,000\"".into()),
            Code::NotANumber,
            Cell("amount_yuan"),
        ),
        (
            "another decision's number",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["document_no"] != NUMBER,
                "document_no",
                |_| NUMBER.into(),
            ),
            Code::DocumentMisfit,
            Cell("document_no"),
        ),
        (
            "a number of another year",
            In(ENFORCEMENT, unit_fine, "document_no", |row| row["document_no"].replace("2023", "2032")),
            Code::DocumentMisfit,
            Cell("document_no"),
        ),
        (
            "no number",
            In(ENFORCEMENT, unit_fine, "document_no", NOTHING),
            Code::DocumentMisfit,
            Cell("document_no"),
        ),
        (
            "a number in square brackets",
            In(ENFORCEMENT, unit_fine, "document_no", |row| {
                row["document_no"].replace('〔', "[").replace('〕', "]")
            }),
            Code::DocumentNumber,
            Cell("document_no"),
        ),
        (
            "an article the law does not have",
            In(ENFORCEMENT, unit_fine, "basis", |_| "《安全生产法》第一百九十九条".into()),
            Code::ArticleUnknown,
            Cell("basis"),
        ),
        (
            "changed, yet valid",
            In(ENFORCEMENT, unit_fine, "status_on", |_| "2023-11-20".into()),
            Code::CellsContradict,
            Cell("status_on"),
        ),
        (
            "decided before the hazard was found",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && !row["hazards"].is_empty(),
                "decided_on",
                |_| "2023-05-18".into(),
            ),
            Code::DecisionElsewhere,
            Cell("decided_on"),
        ),
        (
            "another county's hazard",
            In(ENFORCEMENT, unit_fine, "hazards", |_| "H141023-001".into()),
            Code::DecisionElsewhere,
            Cell("hazards"),
        ),
        (
            "two hazards in one word",
            In(ENFORCEMENT, unit_fine, "hazards", |_| "H141027-001、H141027-002".into()),
            Code::UnknownRow,
            Cell("hazards"),
        ),
        (
            "not published",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["decided_on"] < "2023-10-01",
                "published_on",
                NOTHING,
            ),
            Code::DueToPublish,
            Cell("published_on"),
        ),
    ]
}
