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
