//! `gongshi close`: freeze what is published of a month.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::arguments::Close;
use super::placing::{self, Placed, cannot};
use super::stop::Stop;
use super::{CommandOutcome, language, options, report};
use crate::dataset::PeriodAt;
use crate::diagnostic::{Language, Say};
use crate::privacy::names::is_or_holds_name;
use crate::privacy::wordings::people_in;
use crate::published::closing::{ClosingWords, EditionTexts, LIST, LIST_HEAD, not_filed, still_due};
use crate::published::editions::DepartureCause;
use crate::release::Release;
use crate::say;
use crate::source::{SiteSource, WorkTree};

/// Runs it.
pub fn execute(words: &Close, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let root = &words.place.root;
    options::ensure_site_at(root)?;
    let options = options::options(words.place.as_of, None)?;
    let source = WorkTree::in_repository(root);
    let (release, findings, texts) = Release::of(&source, &options);
    let language = language::settle(lang, release.as_ref().map(|release| release.public.settings()));
    let has_errors = findings.has_errors();
    let Some(release) = release.filter(|_| !has_errors) else {
        report::errors(&findings.sorted(), &texts, language);
        report::note(
            say!("没有封存：先改正上面的错误", "nothing was frozen: correct the errors above first")
                .to(language),
        );
        return Ok(CommandOutcome::Findings);
    };
    let is_person = |post: &String| is_or_holds_name(post);
    let holds_person = |text: &String| !people_in(text).is_empty();
    if words.approved_by.iter().any(is_person) || words.reason.iter().any(holds_person) {
        return Err(Stop::error(say!(
            "`--approved-by` 和 `--reason` 里不写姓名，写岗位",
            "`--approved-by` and `--reason` name posts, not people"
        )));
    }
    let period = closed_period(&release, &words.period)?;
    if !words.again
        && let Some(place) = release.public.edition_of(period)
    {
        report::note_about(&texts, closed_before(&release, place).to(language));
        return Ok(CommandOutcome::Fine);
    }
    if let Some(why) = refused(words, &release, period) {
        report::note_about(&texts, why.to(language));
        return Ok(CommandOutcome::Findings);
    }
    let origin = source.origin();
    let Some(commit) = origin.commit() else {
        let why =
            origin.told().unwrap_or_else(|| say!("这里没有 git 仓库", "there is no git repository here"));
        let what =
            say!("没有封存：封存的是提交过的数；", "nothing was frozen: what is frozen has been committed; ");
        report::note_about(&texts, &format!("{}{}", what.to(language), why.to(language)));
        return Ok(CommandOutcome::Findings);
    };
    let words = ClosingWords {
        early: words.early && still_due(&release.public, period).is_some(),
        reason: words.reason.clone(),
        approved_by: words.approved_by.clone(),
        commit: Some(commit.to_owned()),
    };
    let edition = EditionTexts::of(&release.public, &release.figures, period, &words);
    write(root, &edition)?;
    let lines = edition.figures.1.lines().count() - 1;
    let missing = not_filed(&release.public, period);
    let id = &release.public.campaign().periods[period].id;
    let (figures, rows) = (&edition.figures.0, &edition.rows.0);
    let told = say!(
        "已封存 {id}：{lines} 行数，未报的表 {missing} 张\n写了 {figures}、{rows}、{LIST}\n接着：提交这三个文件，发起合并请求；合并后可打签名标签 `git tag -s edition/{id}`",
        "frozen {id}: {lines} lines of figures, forms not reported: {missing}\nwritten: {figures}, {rows}, {LIST}\nnext: commit these three files and propose them; once merged, `git tag -s edition/{id}` signs it"
    );
    report::note_about(&texts, told.to(language));
    Ok(CommandOutcome::Fine)
}

fn closed_period(release: &Release, id: &str) -> anyhow::Result<PeriodAt> {
    let campaign = release.public.campaign();
    let period = campaign.period(id).ok_or_else(|| {
        Stop::error(say!(
            "没有 `{id}` 期；期数写在 data/campaign.toml",
            "no period `{id}`; data/campaign.toml has them"
        ))
    })?;
    if release.figures.is_closed(period) {
        return Ok(period);
    }
    let (to, as_of) = (campaign.periods[period].to, release.public.as_of());
    Err(Stop::error(say!(
        "{id} 期到 {to} 才截止，数据截至日是 {as_of}",
        "the period {id} ends on {to}, and the data are of {as_of}"
    )))
}

/// What is said of a month that is frozen.
fn closed_before(release: &Release, place: usize) -> Say {
    let edition = &release.public.editions()[place];
    let (id, on) = (&release.public.campaign().periods[edition.period].id, edition.closed_on);
    let its = release.public.departures().iter().filter(|one| one.edition == place);
    match its.filter(|one| one.is_lowest).count() {
        0 => say!("{id} 已于 {on} 封存，相同", "{id} was frozen on {on}, and is the same"),
        revised => say!(
            "{id} 已于 {on} 封存；此后修订了 {revised} 个数，首次公布的数不变",
            "{id} was frozen on {on}; figures revised since: {revised}; what was first published stays"
        ),
    }
}

/// Why a month cannot be frozen now.
fn refused(words: &Close, release: &Release, period: PeriodAt) -> Option<Say> {
    let public = &release.public;
    let id = &public.campaign().periods[period].id;
    if words.again {
        let Some(place) = public.edition_of(period) else {
            return Some(say!(
                "没有封存：{id} 还没有第一版",
                "nothing was frozen: {id} has no first edition"
            ));
        };
        let its = public.departures().iter().filter(|one| one.edition == place);
        let is_other = |why: DepartureCause| !matches!(why, DepartureCause::Method(_));
        if its.clone().count() == 0 || its.clone().any(|one| one.is_lowest && is_other(one.why)) {
            return Some(say!(
                "没有封存：再封存只为算法的改变；逾期补报、补登和更正记在首版之上，不用再封存",
                "nothing was frozen: a month is closed again for a change of method alone; late reports and corrections come on top of its first edition"
            ));
        }
        return None;
    }
    let last = still_due(public, period).filter(|_| !words.early)?;
    Some(say!(
        "没有封存：{id} 的报表到 {last} 才到期；一定要现在封存的，加 `--early`，会记下来",
        "nothing was frozen: reports of {id} are due until {last}; `--early` freezes it now, and is recorded"
    ))
}

/// The tables first, the list that names them last. A table that stands there already is not overwritten.
fn write(root: &Path, edition: &EditionTexts) -> anyhow::Result<()> {
    for (path, text) in [&edition.figures, &edition.rows] {
        match placing::place(root, path, text.as_bytes())? {
            Placed::New => {}
            Placed::Kept => {
                return Err(Stop::error(say!(
                    "{path}：已经有了，没有封存；不是封存过的，先删去",
                    "{path}: is there already, so nothing was frozen; delete it first if it is no edition"
                )));
            }
        }
    }
    let list = root.join(LIST);
    let before = match fs::read_to_string(&list) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => LIST_HEAD.to_owned(),
        Err(error) => return Err(cannot(&list, &error, "读不了", "cannot read")),
    };
    fs::write(&list, format!("{before}{}", edition.entry))
        .map_err(|error| cannot(&list, &error, "写不了", "cannot write"))
}
