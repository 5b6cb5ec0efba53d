//! Why a command could not run, in both languages: what exit code 2 says.

use std::fmt;

use crate::diagnostic::{Language, Say};

/// What kept a command from running.
#[derive(Debug)]
pub struct Stop(pub Say);

impl Stop {
    /// As an error that passes through `?`.
    pub fn error(say: Say) -> anyhow::Error {
        Self(say).into()
    }
}

/// In English, where nobody asks which language it is.
impl fmt::Display for Stop {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.0.en)
    }
}

impl std::error::Error for Stop {}

/// What an error says in a language.
pub fn told(error: &anyhow::Error, language: Language) -> String {
    match error.downcast_ref::<Stop>() {
        Some(Stop(say)) => say.to(language).to_owned(),
        None => format!("{error:#}"),
    }
}
