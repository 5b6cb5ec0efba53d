//! What the tree of regions cannot be: reporters that no parents lead from to the root, and one that stands below another.
//!
//! In: the regions, rooted. Out: a finding at each that is so.

use super::Regions;
use crate::diagnostic::{Cause, Code, Finding, Findings, Place, Severity};
use crate::say;

/// Reports the reporters from which no parents lead up to the root.
pub(super) fn tell_outside(regions: &Regions, root_place: &Place, findings: &Findings) {
    let inside = regions.reporters();
    let all = regions.each().filter(|(_, region)| region.reports());
    for (_, region) in all.filter(|(index, _)| !inside.contains(index)) {
        let (name, root) = (&region.name, &regions.all()[regions.root()].code);
        findings.push(
            Finding::new(
                Code::RegionOutside,
                region.place.clone(),
                say!(
                    "{name}不在根地区 `{root}` 之下，不会进入任何合计",
                    "{name} is not below the root `{root}` and would enter no total"
                ),
            )
            .help(say!("填上它的 `parent`", "fill in its `parent`"))
            .follows_from(Cause::named(
                root_place.clone(),
                say!("许多填报单位不在根地区 `{root}` 之下", "many reporters are not below the root `{root}`"),
                say!(
                    "核对 `root`：写全部填报单位共同的上级；无误的，逐行填 `parent`",
                    "check `root`: it is the region above all who report; where it is right, fill in each `parent`"
                ),
            )),
        );
    }
}

/// Whether no reporter stands below another: it would be part of what that one reports, and be added to it.
pub(super) fn is_of_reporters_alone(regions: &Regions, findings: &Findings) -> bool {
    let mut is_so = true;
    for (_, region) in regions.each() {
        let above = region.parent.map(|above| &regions.all()[above]);
        let Some(above) = above.filter(|above| above.reports()) else { continue };
        let message = say!(
            "{}的上级{}自己也填报，两边的数会加在一起",
            "{} is below {}, which reports itself: both would be added up",
            region.name,
            above.name
        );
        let help = say!("`parent` 写汇总它们的市的代码", "name the city that adds them up in `parent`");
        let finding = Finding::new(Code::AgainstItself, region.place.clone(), message).help(help);
        findings.push(finding.severity(Severity::Error));
        is_so = false;
    }
    is_so
}
