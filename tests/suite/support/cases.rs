//! The small site with ledgers and a published case.

use super::ledger::kept;
use super::site::Site;

pub const CASE: &str = "content/cases/2023/x-1.md";

/// A bad case of E1, published in full in the middle of July; nothing is wrong with it.
pub const TEXT: &str = r#"+++
title = "甲县甲矿业有限公司未保持安全出口畅通案"
kind = "negative"
status = "published"
published_on = 2023-07-14
naming = "full"
enterprise = "E1"
actions = ["A1-1"]
hazards = ["H2"]
criteria = ["D01"]
batch = 1
history = [
  { on = 2023-07-11, to = "notified", why = "拟公开曝光，告知当事人", document_no = "甲应急告〔2023〕1号" },
  { on = 2023-07-14, to = "published", why = "告知期满无异议", document_no = "甲应急曝〔2023〕1号" },
]
review = { by = "执法科科长", on = 2023-07-13 }
+++

## 基本案情

2023年7月3日，执法组检查甲矿业有限公司所属甲铁矿，发现安全出口不畅。

## 违法事实

上述行为违反了《安全生产法》第四十一条第二款。

## 处理结果

县应急管理局对该公司罚款3万元。

## 法律依据

依据《安全生产法》第九十九条第（二）项。

## 警示意义

安全出口是最后的生路。
"#;

/// The small site with ledgers and one case.
pub fn exposed() -> Site {
    kept().put(CASE, TEXT)
}
