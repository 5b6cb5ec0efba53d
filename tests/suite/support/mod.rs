//! What tests share; a file here holds no test, and a file beside this folder is named by what it tests.
//!
//! `site` is a site in memory: change it, check it, build it, ask what was found. `ledger` and `cases` are the small site
//! with these, `corrections` a file of its, `editions` months that are frozen, `sample` the repository's own data. `changes` compares two sites as a reviewer sees it. `program` runs the program as a process,
//! `reading` reads published pages as a reader does,
//! `repository` runs git, `forge` is a host of repositories that runs the recipes, `yaml` reads these.

pub mod cases;
pub mod changes;
pub mod corrections;
pub mod editions;
pub mod forge;
pub mod ledger;
pub mod program;
pub mod reading;
pub mod repository;
pub mod sample;
pub mod site;
pub mod yaml;
