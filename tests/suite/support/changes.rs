//! Two sites, and what a reviewer reads of the change between them.

use chrono::DateTime;
use gongshi::compare::ChangeClass;
use gongshi::diagnostic::{Language, Positions};
use gongshi::release::{Compared, Options};
use gongshi::render::review::{Review, ReviewFormat};
use gongshi::source::{ChangedFile, FileFate};

use super::site::Site;

/// A change that was compared.
pub struct Reviewed(pub Compared);

/// Compares two sites; the files named are changed elsewhere in the repository.
pub fn reviewed(base: &Site, head: &Site, outside: &[&str]) -> Reviewed {
    let options = Options::at(DateTime::from_timestamp(1_690_351_200, 0).expect("2023-07-26"));
    let file = |path: &&str| ChangedFile { path: (*path).to_owned(), fate: FileFate::Changed };
    Reviewed(Compared::of(&base.0, &head.0, &options, None, outside.iter().map(file).collect()))
}

impl Reviewed {
    pub fn write(&self, format: ReviewFormat, language: Language) -> String {
        let review = Review {
            difference: &self.0.difference,
            base: Some("b"),
            head: None,
            positions: Positions::new(&self.0.new.texts),
            prefix: "",
        };
        review.write(format, language)
    }

    /// All four formats in both languages, one after the other.
    pub fn all(&self) -> String {
        let formats = [ReviewFormat::Human, ReviewFormat::Markdown, ReviewFormat::Html, ReviewFormat::Json];
        let written = formats
            .map(|format| [Language::Zh, Language::En].map(|language| self.write(format, language)).concat());
        written.concat()
    }

    /// The same but for how many findings there are, and the json's list of them.
    pub fn without_findings(mut self) -> String {
        let difference = &mut self.0.difference;
        difference.new_findings.clear();
        (difference.findings_gone, difference.findings_kept) = (0, 0);
        self.all()
    }

    /// The first line of the comment.
    pub fn first(&self) -> String {
        let text = self.write(ReviewFormat::Markdown, Language::Zh);
        text.lines().next().unwrap_or_default().to_owned()
    }

    /// The class that decides.
    pub fn worst(&self) -> Option<ChangeClass> {
        self.0.difference.worst()
    }
}
