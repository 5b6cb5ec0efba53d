//! Marks of what means the same, and of what does not.

use std::sync::Arc;

use super::*;

fn records(path: &str, text: &str) -> SourceRecords {
    let texts: Texts = [(Arc::from(path), Arc::from(text))].into_iter().collect();
    SourceRecords::of(&texts, [path])
}

/// The names of what differs between two texts of one file.
fn differing(path: &str, one: &str, other: &str) -> Vec<String> {
    let [one, other] = [records(path, one), records(path, other)];
    let mut names: Vec<String> = Vec::new();
    let keys = one.by_key().keys().chain(other.by_key().keys());
    for key in keys.collect::<std::collections::BTreeSet<_>>() {
        let [one, other] = [&one, &other].map(|records| records.by_key().get(key));
        let (Some(one), Some(other)) = (one, other) else {
            names.push(key.1.clone());
            continue;
        };
        let fields = one.fields.keys().chain(other.fields.keys());
        for name in fields.collect::<std::collections::BTreeSet<_>>() {
            if one.fields.get(name).map(|field| field.mark) != other.fields.get(name).map(|field| field.mark)
            {
                names.push(format!("{}:{name}", key.1));
            }
        }
    }
    names
}

#[test]
fn what_means_the_same_is_the_same() {
    let ledger = "data/ledger/enforcement/141027.csv";
    let rows = "id,amount_yuan,kind\nA1,1000,fine\nA2,5,warning\n";
    for same in [
        "id,amount_yuan,kind\nA2,5,warning\nA1,1000,fine\n",
        "kind,id,amount_yuan\r\nfine,A1,1000\r\nwarning,A2,5\r\n",
        "编号,金额（元）,种类\nA1,１０００,罚款\nA2,5.0,警告\n",
        "id,amount_yuan,kind,note\nA1,1000.00,fine,\nA2,5,warning,\n",
    ] {
        let same = same.replace("金额（元）", amount_title()).replace("种类", kind_title());
        assert_eq!(differing(ledger, rows, &same), [""; 0], "{same}");
    }
    let report = "data/reports/2023-06/141027.toml";
    let one = "region = \"141027\"\n[statistics]\nmonth = { a = 1, b = 2 }\n";
    let other = "# late\n[statistics]\nmonth.b = 2.0\nmonth.a = 1\n";
    assert_eq!(differing(report, one, other), ["2023-06/141027:region"]);
}

fn amount_title() -> &'static str {
    Book::Enforcement.column("amount_yuan").title.0
}

fn kind_title() -> &'static str {
    Book::Enforcement.column("kind").title.0
}

#[test]
fn rows_of_one_id_are_both_kept() {
    let path = "data/ledger/hazards/141027.csv";
    let twice = records(path, "id,found_on\nH1,2023-06-01\nH1,2023-06-02\n");
    assert_eq!(twice.by_key().len(), 2);
    assert_eq!(twice.in_file(path).len(), 2);
}

#[test]
fn an_item_of_a_list_is_told_by_its_id_and_the_order_by_itself() {
    let path = "data/rules.toml";
    let one = "[[rules]]\nid = \"a\"\nop = \"<=\"\n[[rules]]\nid = \"b\"\nop = \"=\"\n";
    let turned = "[[rules]]\nid = \"b\"\nop = \"=\"\n[[rules]]\nid = \"a\"\nop = \"<=\"\n";
    assert_eq!(differing(path, one, turned), ["data/rules.toml:rules[]"]);
    assert_eq!(differing(path, one, &one.replace("<=", ">=")), ["data/rules.toml:rules.a.op"]);
    let gone = "[[rules]]\nid = \"a\"\nop = \"<=\"\n";
    let told = differing(path, one, gone);
    assert_eq!(told, ["data/rules.toml:rules.b.id", "data/rules.toml:rules.b.op", "data/rules.toml:rules[]"]);
}

#[test]
fn no_name_and_no_number_of_a_person_is_shown() {
    let path = "gongshi.toml";
    let text = "title = \"示例市\"\n[privacy]\npersons = [\"wang\"]\ndays = 30\nphone = \"13800001111\"\n";
    let records = records(path, text);
    let fields = &records.by_key()[&(RecordKind::Method, path.to_owned())].fields;
    let shown: Vec<(&str, &str)> =
        fields.iter().filter_map(|(name, field)| Some((name.as_str(), field.shown.as_deref()?))).collect();
    assert_eq!(shown, [("privacy.days", "30")]);
    assert_eq!(format!("{:?}", fields["title"].mark), "ValueMark");
}
