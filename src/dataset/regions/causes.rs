//! What it follows from that much does not fit one region: it is not declared, or was not there.

use super::{FILE, Region, RegionAt, Regions};
use crate::diagnostic::{Cause, Place};
use crate::say;

/// Several name a region that is not there.
pub fn not_declared(code: &str) -> Cause {
    Cause::named(
        Place::file(FILE),
        say!("没有 `{code}` 这个地区", "unknown region `{code}`"),
        say!(
            "登记的，核对这一行的代码；没有的，改正引用它的各处",
            "where it is declared check the code of its row; where it is not, correct what names it"
        ),
    )
}

/// Several reports and rows are of one that adds up others.
pub fn not_reporting(regions: &Regions, region: RegionAt) -> Cause {
    let Region { name, code, place, .. } = &regions.all()[region];
    Cause::named(
        place.clone(),
        say!(
            "{name}（`{code}`）由下级汇总，却有它自己填报的内容",
            "{name} (`{code}`) adds up others, and much is filed by it"
        ),
        say!(
            "核对它的 `kind`；确实由下级汇总的，内容移到填报单位名下",
            "check its `kind`; where it does add up others, move the contents to those who report"
        ),
    )
}

/// Several are of a region before it began or after it ended.
pub fn not_there(regions: &Regions, region: RegionAt) -> Cause {
    let Region { name, code, place, .. } = &regions.all()[region];
    Cause::named(
        place.clone(),
        say!(
            "许多内容在{name}（`{code}`）设立之前或撤并之后",
            "much is dated before {name} (`{code}`) began or after it ended"
        ),
        say!(
            "核对 `since`、`until`；日期无误的，逐处改到当时的地区名下",
            "check `since` and `until`; where they are right, move each to the region of its time"
        ),
    )
}

/// Many rows of one file are of facilities that lie elsewhere.
pub fn of_another(path: &str, keeper: &str) -> Cause {
    Cause::of_column(
        Place::file(path),
        say!(
            "{keeper}的这份台账许多行是别处的设施，多半是拿错了文件，或者一列错了行",
            "many rows of this ledger of {keeper} are of facilities elsewhere: the file may be another's, or a column have slipped"
        ),
        say!(
            "换回{keeper}自己的台账；文件无误的，逐行改正设施",
            "put back the ledger of {keeper}; where the file is right, correct the facilities"
        ),
        0,
    )
}

/// Several rows enter a facility under another region than its register has.
pub fn lies_elsewhere(place: Place, id: &str, here: &str, keeper: &str) -> Cause {
    Cause::named(
        place,
        say!(
            "设施 `{id}` 写在{here}，别处记在{keeper}名下",
            "the facility `{id}` is said to lie in {here}, and is entered under {keeper}"
        ),
        say!(
            "核对它的 `region`；迁过的，填 `former_regions`；无误的，逐行移到{here}的台账",
            "check its `region`; of one that moved fill in `former_regions`; where it is right, move the rows to the ledger of {here}"
        ),
    )
}
