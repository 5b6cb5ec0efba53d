//! Names of people made unrecognisable: 王某某, 欧阳某某, and 王某甲, 王某乙 for two of one surname.
//!
//! In: the names a case lists, in the order its text first names them. Out: what stands for each; the same
//! for the whole text.

use crate::privacy::words::COMPOUND_SURNAMES;

/// What tells two of one surname apart.
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

/// What stands for each name of a text, in the order of the names.
#[must_use]
pub fn masks(names: &[&str]) -> Vec<String> {
    let surnames: Vec<&str> = names.iter().map(|name| surname(name)).collect();
    let count = |surname: &str| surnames.iter().filter(|other| **other == surname).count();
    names
        .iter()
        .zip(&surnames)
        .enumerate()
        .map(|(place, (name, surname))| {
            if count(surname) == 1 {
                let given = name.chars().count() - surname.chars().count();
                return format!("{surname}{}", if given == 1 { "某" } else { "某某" });
            }
            let earlier = surnames[..place].iter().filter(|other| *other == surname).count();
            let stem =
                STEMS.get(earlier).map_or_else(|| (earlier + 1).to_string(), |stem| (*stem).to_owned());
            format!("{surname}某{stem}")
        })
        .collect()
}

/// The surname a name begins with; its first character, where the name is longer than that allows.
#[must_use]
pub fn surname(name: &str) -> &str {
    let compound =
        COMPOUND_SURNAMES.iter().find(|surname| name.len() > surname.len() && name.starts_with(**surname));
    let first = name.chars().next().map_or(0, char::len_utf8);
    compound.map_or(&name[..first], |surname| &name[..surname.len()])
}

/// Whether a name is masked already: 王某, 王某某, 王某甲.
#[must_use]
pub fn is_masked(name: &str) -> bool {
    name.contains('某') || name.contains(['*', '×', 'X'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_surname_keeps_the_surname() {
        assert_eq!(masks(&["王建国", "李明", "欧阳建国", "欧阳明"][..3]), ["王某某", "李某", "欧阳某某"]);
        assert_eq!(masks(&["欧明"]), ["欧某"]);
    }

    #[test]
    fn two_of_a_surname_are_told_apart() {
        assert_eq!(
            masks(&["王建国", "李明", "王芳", "欧阳明", "欧阳建国"]),
            ["王某甲", "李某", "王某乙", "欧阳某甲", "欧阳某乙"]
        );
        let many: Vec<String> = (0..11).map(|at| format!("王{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(masks(&many)[9..], ["王某癸", "王某11"]);
    }

    #[test]
    fn what_is_masked_is_known() {
        assert!(is_masked("王某") && is_masked("欧阳某某") && !is_masked("王建国"));
    }
}
