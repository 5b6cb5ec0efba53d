//! `data/ledger/enterprises.csv`

use super::super::content::kept;
use super::{FORMER_REGIONS, NOTE, REGION, SINCE, UNTIL, id};
use crate::dataset::column::Opens::Always;
use crate::dataset::column::{Column, Holds};

/// In the order of the file of the sample.
pub const ENTERPRISES: &[Column] = &[
    id(("企业编号，也是其网页的地址", "id of the enterprise, and the address of its page"))
        .opens(Always)
        .told_as("enterprise", ("企业编号", "Enterprise"))
        .kept(kept!(enterprises.id))
        .laid_out(),
    Column::new("name", ("名称", "Name"), Holds::Name, ("现名", "its name today"))
        .required()
        .opens(Always)
        .kept(kept!(enterprises.name))
        .laid_out(),
    Column::new(
        "uscc",
        ("统一社会信用代码", "Credit code"),
        Holds::Name,
        (
            "统一社会信用代码，18 位；没有登记的为空",
            "unified social credit code of 18 characters; empty where not registered",
        ),
    )
    .opens(Always)
    .laid_out(),
    REGION.required().opens(Always).kept(kept!(enterprises.region)).laid_out(),
    FORMER_REGIONS,
    SINCE.kept(kept!(enterprises.since)),
    UNTIL.kept(kept!(enterprises.until)),
    Column::new(
        "former_names",
        ("曾用名", "Former names"),
        Holds::FormerNames,
        (
            "曾用名，以分号隔开；没有的为空",
            "its names before, separated by semicolons; empty where it has none",
        ),
    )
    .opens(Always)
    .after("name")
    .kept(kept!(enterprises.former_names))
    .laid_out(),
    NOTE,
];
