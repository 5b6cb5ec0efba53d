//! Comes in: a reporter of a plan. Goes out: how its office is called and how it numbers its documents.

use super::plan::SamplePlan;

/// The emergency-management office of a reporter.
pub(super) struct Office {
    /// Which reporter of the plan it is; 0 is the city's bureau.
    pub(super) reporter: usize,
    pub(super) code: String,
    /// Its full name, as it stands on decisions.
    pub(super) name: String,
    /// The people's government it belongs to: closures are its own to decide (安全生产法 115).
    pub(super) government: String,
    /// The section that reviews what enterprises rectified.
    pub(super) reviewer: String,
    /// Who finds a hazard in its inspections.
    pub(super) finder: &'static str,
    /// Who assigns hazards to it from above.
    pub(super) superior: &'static str,
    /// What its document numbers begin with.
    mark: String,
}

impl Office {
    /// The office of a reporter.
    pub(super) fn of(plan: &SamplePlan, reporter: usize) -> Self {
        let place = &plan.reporters[reporter];
        let bureau = reporter == 0;
        let name = if bureau { plan.organ() } else { format!("{}应急管理局", place.name) };
        let short = place.name.trim_start_matches("示例").trim_end_matches(['县', '市', '区']);
        Self {
            reporter,
            code: place.code.replace('-', ""),
            reviewer: format!("{name}{}", if bureau { "非煤矿山管理科" } else { "非煤矿山监管股" }),
            government: format!("{}人民政府", if bureau { &plan.city } else { &place.name }),
            name,
            finder: if bureau {
                "市应急管理局执法检查组"
            } else {
                "属地应急管理局执法检查组"
            },
            superior: if bureau {
                "省专项行动督导组"
            } else {
                "市专项行动领导小组办公室"
            },
            mark: format!("示例{}", if bureau { "" } else { short.trim_start_matches('县') }),
        }
    }

    /// The number of a document of its government: `示例浮山政决〔2023〕1号`.
    pub(super) fn government_no(&self, year: i32, number: usize) -> String {
        format!("{}政决〔{year}〕{number}号", self.mark)
    }

    /// A document number, as `示例浮山应急罚〔2023〕12号`: hexagonal brackets, no leading zero.
    pub(super) fn document_no(&self, series: &str, year: i32, number: usize) -> String {
        format!("{}应急{series}〔{year}〕{number}号", self.mark)
    }
}
