//! What a change is called.

use crate::compare::{ChangeCause, ChangeClass, Difference, Fate, PublicChange, ValueChange};
use crate::diagnostic::{Say, Severity};
use crate::published::records::RecordKind;
use crate::say;
use crate::source::FileFate;

/// How many ids stand in one sentence.
const IDS: usize = 6;

/// How many findings of the new side are errors that were not there before.
pub(super) fn errors(difference: &Difference) -> usize {
    let is_error = |finding: &&crate::diagnostic::Finding| finding.severity == Severity::Error;
    difference.new_findings.iter().filter(is_error).count()
}

/// What kind of change it is.
pub(super) fn class(change: &PublicChange) -> Say {
    match change.class {
        ChangeClass::Privacy => say!("公开范围变了", "more becomes public"),
        ChangeClass::Destroyed => say!("已公布的被删改", "published records are gone"),
        ChangeClass::Method if matches!(change.cause, ChangeCause::File { .. }) => {
            say!("改外观或流程", "presentation or process")
        }
        ChangeClass::Method => say!("改口径", "method"),
        ChangeClass::Rewritten => say!("改写", "rewritten"),
        ChangeClass::Revised => say!("修订", "revised"),
        ChangeClass::Open => say!("修改数据", "figures change"),
        ChangeClass::Appended => say!("新增", "appended"),
        ChangeClass::Wording => say!("数据不变", "no figure changes"),
    }
}

/// What a reviewer of such a change does.
pub(super) fn advice(difference: &Difference) -> Say {
    if !difference.is_publishable {
        return say!("退回，改正后重新提交", "send it back; it cannot be published as it is");
    }
    match difference.worst() {
        None => say!("合并与否，公众看到的都一样", "merged or not, the public sees the same"),
        Some(ChangeClass::Privacy) => {
            say!(
                "请负责个人信息保护和公开曝光的人员核对后再合并",
                "have it looked at by who answers for privacy and names"
            )
        }
        Some(ChangeClass::Destroyed) => say!(
            "退回；记录只能销号、撤销或注明不属实，不能删除，编号和网址不能改",
            "send it back; a record is closed, revoked or dismissed and never deleted, and its id stays"
        ),
        Some(ChangeClass::Method) => say!(
            "请负责统计口径或网站的人员核对后再合并",
            "have it looked at by who answers for the method or the site"
        ),
        Some(ChangeClass::Rewritten) => say!(
            "补一条更正（`gongshi diff --corrections` 给出草稿），或退回",
            "ask for a correction (`gongshi diff --corrections` drafts it), or send it back"
        ),
        Some(ChangeClass::Revised) => say!(
            "核对原因后合并；首次公布的数仍看得到，更正页自动说明",
            "merge it once the reason is known; what was first published stays to be seen"
        ),
        Some(ChangeClass::Open) => say!("核对改动的依据后合并", "merge it once the reason is known"),
        Some(ChangeClass::Appended | ChangeClass::Wording) if !difference.new_findings.is_empty() => {
            say!("核对新警告后合并", "merge it once the new warnings are understood")
        }
        Some(ChangeClass::Appended | ChangeClass::Wording) => say!("合并", "merge it"),
    }
}

/// A change in one line.
pub(super) fn title(change: &PublicChange) -> Say {
    let whose = change
        .region
        .as_ref()
        .map_or(String::new(), |(code, name)| if name.is_empty() { code.clone() } else { name.clone() });
    match &change.cause {
        ChangeCause::Records { kind, fate, ids, values, is_unseen } => {
            if *kind == RecordKind::Report {
                return report(change, fate, ids, &whose);
            }
            records(*kind, fate, ids, values, *is_unseen, &whose)
        }
        ChangeCause::Key { path, value } => key(path, value),
        ChangeCause::File { path, fate, is_outside } => file(path, *fate, *is_outside),
        ChangeCause::Uncovered { figures } => say!(
            "{figures} 个原先不公布的数将公开",
            "figures that were withheld and become public: {figures}"
        ),
        ChangeCause::Named { fate: Fate::Added, ids } => {
            let (count, ids) = (ids.len(), listed(ids));
            say!("{count} 家企业首次被点名：{ids}", "enterprises named for the first time: {count} ({ids})")
        }
        ChangeCause::Named { ids, .. } => {
            let (count, ids) = (ids.len(), listed(ids));
            say!("{count} 家企业不再被点名：{ids}", "enterprises no longer named: {count} ({ids})")
        }
        ChangeCause::Addresses(addresses) => {
            let (count, addresses) = (addresses.len(), listed(addresses));
            say!(
                "{count} 个公开网址将失效：{addresses}",
                "addresses that will lead nowhere: {count} ({addresses})"
            )
        }
        ChangeCause::Unexplained => {
            say!("数据变了，改动的文件里看不出原因", "figures differ and no record says why")
        }
        ChangeCause::Rewritten { path, is_order: true } => {
            say!(
                "{path}：只是次序变了，公开内容不变",
                "{path}: only the order is another; nothing public changes"
            )
        }
        ChangeCause::Rewritten { path, is_order: false } => {
            say!("{path}：文件改了，公开内容不变", "{path}: the file is another; nothing public changes")
        }
    }
}

fn listed(ids: &[String]) -> String {
    let shown = ids.iter().take(IDS).cloned().collect::<Vec<_>>().join("、");
    if ids.len() > IDS { format!("{shown} …") } else { shown }
}

fn records(
    kind: RecordKind,
    fate: &Fate,
    ids: &[String],
    values: &[ValueChange],
    is_unseen: bool,
    whose: &str,
) -> Say {
    let count = ids.len();
    if ids.iter().all(String::is_empty) {
        return say!("{count} 个未公开的案例有改动", "cases that are not public and differ: {count}");
    }
    let Say { zh, en } = called(kind);
    let shown = listed(ids);
    let whose_en = if whose.is_empty() { String::new() } else { format!("{whose}: ") };
    match fate {
        Fate::Added => say!("{whose}新增{zh} {count} 条：{shown}", "{whose_en}{en} added: {count} ({shown})"),
        Fate::Deleted => {
            say!("{whose}{zh} {count} 条被删除：{shown}", "{whose_en}{en} deleted: {count} ({shown})")
        }
        Fate::Changed => {
            let what = changed(values, is_unseen);
            Say {
                zh: format!("{whose}{zh} {shown}：{}", what.zh),
                en: format!("{whose_en}{en} {shown}: {}", what.en),
            }
        }
        Fate::Renumbered(id) => {
            say!("{whose}{zh}编号改了：{shown} → {id}", "{whose_en}{en} renumbered: {shown} → {id}")
        }
        Fate::Moved(to) => say!("{zh} {shown} 改由 {to} 计", "{en} {shown} is now counted by {to}"),
    }
}

fn report(change: &PublicChange, fate: &Fate, ids: &[String], whose: &str) -> Say {
    let period = ids.first().and_then(|id| id.split('/').next()).unwrap_or_default();
    // Figures to date of later months differ too.
    let is_late = change.periods.last().is_some_and(|last| last.as_str() > period);
    match fate {
        Fate::Added if is_late => {
            say!(
                "{whose}补报 {period} 月报，以后各期累计相应变动",
                "{whose} files {period} late; later totals follow"
            )
        }
        Fate::Added => say!("{whose}报送 {period} 月报", "{whose} files {period}"),
        Fate::Deleted => say!("{whose} {period} 的月报被删除", "{whose}: the report of {period} is deleted"),
        Fate::Changed | Fate::Renumbered(_) | Fate::Moved(_) => {
            say!("{whose} {period} 月报改了", "{whose}: the report of {period} is another")
        }
    }
}

/// What differs of one record.
fn changed(values: &[ValueChange], is_unseen: bool) -> Say {
    let value = |change: &ValueChange| match (&change.old, &change.new) {
        (None, None) => format!("`{}`", change.name),
        (old, new) => {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
            format!("`{}` {} → {}", change.name, shown(old), shown(new))
        }
    };
    let told: Vec<String> = values.iter().take(IDS).map(value).collect();
    let (zh, en) = (told.join("、"), told.join(", "));
    let more = values.len().saturating_sub(IDS);
    match (is_unseen, more) {
        (false, 0) => Say { zh, en },
        (true, 0) if told.is_empty() => say!("改了不公开的内容", "what is not public is another"),
        (true, 0) => say!("{zh}，还改了不公开的内容", "{en}, and what is not public"),
        (_, more) => say!("{zh}，另有 {more} 处", "{en}, and more: {more}"),
    }
}

/// What a record is called.
fn called(kind: RecordKind) -> Say {
    match kind {
        RecordKind::Report => say!("月报", "reports"),
        RecordKind::Hazard => say!("隐患", "hazards"),
        RecordKind::Decision => say!("执法决定", "decisions"),
        RecordKind::Inspection => say!("检查", "inspections"),
        RecordKind::Notice => say!("通报约谈", "notices"),
        RecordKind::Enterprise => say!("企业", "enterprises"),
        RecordKind::Facility => say!("矿山和尾矿库", "facilities"),
        RecordKind::Paper => say!("报送材料", "filings"),
        RecordKind::Case => say!("案例", "cases"),
        RecordKind::Page => say!("页面", "pages"),
        RecordKind::Correction => say!("更正", "corrections"),
        RecordKind::Named => say!("点名的核对", "names looked at"),
        RecordKind::Edition => say!("封存的月份", "editions"),
        RecordKind::Method => say!("口径", "method"),
    }
}

/// By the file's name and the last two parts of the key's: `dispatch.toml` 的 `inspectors.measure`. The place says the rest.
fn key(path: &str, value: &ValueChange) -> Say {
    let path = path.rsplit('/').next().unwrap_or(path);
    let name =
        value.name.rmatch_indices('.').nth(1).map_or(value.name.as_str(), |(at, _)| &value.name[at + 1..]);
    match (&value.old, &value.new) {
        (None, None) => say!("{path} 的 `{name}` 改了", "{path}: `{name}` is another"),
        (old, new) => {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
            let (old, new) = (shown(old), shown(new));
            say!("{path} 的 `{name}`：{old} → {new}", "{path}: `{name}`: {old} → {new}")
        }
    }
}

fn file(path: &str, fate: FileFate, is_outside: bool) -> Say {
    let (zh, en) = match fate {
        FileFate::Added => ("新增", "added"),
        FileFate::Changed => ("改了", "changed"),
        FileFate::Deleted => ("删除", "deleted"),
    };
    if is_outside {
        say!("网站目录以外的文件{zh}：{path}", "a file outside the site, {en}: {path}")
    } else {
        say!("网站外观的文件{zh}：{path}", "a file of the site's looks, {en}: {path}")
    }
}
