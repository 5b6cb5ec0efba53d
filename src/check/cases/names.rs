//! Names of people that a text should not hold, in the wordings of notices.

use super::super::Subject;
use crate::dataset::Case;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::privacy::named::like_a_name;
use crate::privacy::names::is_or_holds_name;
use crate::privacy::wordings::people_in;
use crate::say;

/// Warns of what looks like a name, and of posts that are not to be named.
pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    let listed = |name: &str| {
        case.persons.iter().chain(case.named.iter().map(|person| &person.name)).any(|at| at.value == name)
    };
    let in_text = people_in(case.text())
        .into_iter()
        .map(|(span, name)| (span.start + case.body.start..span.end + case.body.start, name));
    // A reason is shown once the rest is not.
    let in_reasons = case
        .history
        .iter()
        .flat_map(|entry| people_in(&entry.why).into_iter().map(|(_, name)| (entry.span.clone(), name)));
    let in_title = people_in(&case.title.value).into_iter().map(|(_, name)| (case.title.span.clone(), name));
    for (span, _) in in_text.chain(in_reasons).chain(in_title).filter(|(_, name)| !listed(name)) {
        let help = say!(
            "写成“某某”；或列进 `persons`，显示时自动隐去",
            "write 某某, or list it in `persons`, and it is masked wherever it is shown"
        );
        findings.push(like_a_name(case.place(&span)).help(help));
    }
    let posts = &subject.dataset.settings.privacy.named_posts;
    for person in case.named.iter().filter(|person| !posts.contains(&person.post.value)) {
        let post = &person.post.value;
        findings.push(
            Finding::new(
                Code::NamedPost,
                case.place(&person.post.span),
                say!("“{post}”不是依法公开姓名的岗位", "`{post}` is not a post whose holder is to be named"),
            )
            .help(say!(
                "移到 `persons`；法律要求公开的，把岗位写进 `gongshi.toml` 的 `[privacy] named_posts`",
                "move it to `persons`; where the law requires it, add the post to `[privacy] named_posts` of `gongshi.toml`"
            )),
        );
    }
}

/// Warns of names where corrections are to say a post, in what they tell the public, and on pages; of those in the ledgers
/// [`crate::privacy::PeopleNamed`] does.
pub(super) fn elsewhere(subject: Subject, findings: &Findings) {
    let dataset = subject.dataset;
    let warn = |place: Place| findings.push(like_a_name(place));
    for correction in &dataset.corrections {
        if is_or_holds_name(&correction.approved_by) || !people_in(&correction.reason).is_empty() {
            warn(correction.file.place(&correction.span));
        }
    }
    for page in &dataset.pages {
        for (span, _) in people_in(&page.file.text[page.body.clone()]) {
            warn(page.file.place(&(span.start + page.body.start..span.end + page.body.start)));
        }
    }
}
