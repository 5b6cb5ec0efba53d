//! Which language to speak: the flag, else the site's, else the locale's.

use crate::dataset::Settings;
use crate::diagnostic::Language;

/// The language of a run.
#[must_use]
pub fn settle(flag: Option<Language>, settings: Option<&Settings>) -> Language {
    flag.or_else(|| settings.map(of_site)).unwrap_or_else(of_locale)
}

fn of_site(settings: &Settings) -> Language {
    if settings.in_english() { Language::En } else { Language::Zh }
}

/// Chinese where the locale says so or says nothing: the first users are Chinese offices.
#[must_use]
pub fn of_locale() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}
