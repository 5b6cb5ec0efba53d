//! The words of the ledgers: each an enumeration with its code and its titles, of which a cell may hold the code or the
//! Chinese one. Pages, tables for download and the guide take both titles from here.

use crate::dataset::column::Term;
use crate::parse::scalar;

/// A word that a cell may hold.
pub trait Word: Copy + Eq + 'static {
    /// Every word.
    const ALL: &'static [Self];
    /// Their codes and titles, in the same order.
    const TERMS: &'static [Term];

    /// Its code with its titles.
    #[must_use]
    fn term(self) -> Term {
        let at = Self::ALL.iter().position(|word| *word == self);
        Self::TERMS[at.expect("ALL has every word")]
    }

    /// As the files have it.
    #[must_use]
    fn code(self) -> &'static str {
        self.term().0
    }

    /// Its Chinese title.
    #[must_use]
    fn title(self) -> &'static str {
        self.term().1
    }
}

/// What documents call a word whose title is shorter: the code it means.
const ALSO: [(&str, &str); 12] = [
    ("已整改", "rectified"),
    ("停产停业整顿", "suspend"),
    ("责令停产停业整顿", "suspend"),
    ("责令停产停业", "suspend"),
    ("没收违法所得", "confiscate"),
    ("没收非法财物", "confiscate"),
    ("降低资质", "downgrade"),
    ("责令限制从业", "restrict"),
    ("责令关闭", "close"),
    ("责令从危险区域内撤出作业人员", "withdraw"),
    ("暂时停产停业", "halt"),
    ("责令停止使用相关设施、设备", "stop_use"),
];

/// Which of some terms a cell means: by its code, else by its Chinese title, with brackets of either width, or by what
/// documents call it.
pub fn find(terms: &[Term], text: &str) -> Option<usize> {
    let is = |title: &str| text == title || scalar::half_width(text) == scalar::half_width(title);
    let by_code = |text: &str| terms.iter().position(|(code, ..)| text == *code);
    let by_title = || terms.iter().position(|(_, title, _)| is(title));
    let also = || ALSO.iter().find(|(name, _)| *name == text).and_then(|(_, code)| by_code(code));
    by_code(text).or_else(by_title).or_else(also)
}

/// Makes an enumeration and its table of one list, so that they cannot differ.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $word:ident = $code:literal $zh:literal $en:literal,)* })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[allow(missing_docs)] // The titles say what each means.
            pub enum $name {
                $($(#[$what])* $word,)*
            }

            impl $crate::dataset::ledger::Word for $name {
                const ALL: &'static [Self] = &[$(Self::$word,)*];
                const TERMS: &'static [$crate::dataset::column::Term] = &[$(($code, $zh, $en),)*];
            }
        )*
    };
}
pub(crate) use words;

words! {
    /// How much a hazard weighs.
    Level {
        Major = "major" "重大" "major",
        General = "general" "一般" "general",
    }

    /// Who discovered a hazard first; that decides in which cell of the form it counts.
    Source {
        Own = "self" "企业自查" "self-check",
        Inspection = "inspection" "执法检查" "inspection",
        Tip = "tip" "群众举报" "tip",
        Assigned = "assigned" "上级交办" "assigned from above",
    }

    /// How a hazard's life ended.
    Outcome {
        Rectified = "rectified" "整改销号" "rectified and closed",
        Dismissed = "dismissed" "不属实" "none at all",
        Downgraded = "downgraded" "降级" "downgraded",
    }

    /// What finding and reporting a hazard itself spared an enterprise.
    Leniency {
        Exempt = "exempt" "不予处罚" "no penalty",
        Lighter = "lighter" "从轻处罚" "a lighter penalty",
    }

    /// What the campaign has in mind for a mine or pond (三个一批).
    Batch {
        Close = "close" "关闭退出" "to be closed",
        Merge = "merge" "整合重组" "to be merged",
        Upgrade = "upgrade" "改造提升" "to be upgraded",
    }

    /// What kind of mine; the criterion of a hazard must fit it.
    FacilityKind {
        Underground = "underground" "地下矿山" "underground mine",
        OpenPit = "open_pit" "露天矿山" "open-pit mine",
        Tailings = "tailings" "尾矿库" "tailings pond",
    }

    /// How a facility stands.
    FacilityStatus {
        Production = "production" "正常生产" "in production",
        Construction = "construction" "建设" "under construction",
        Rectifying = "rectifying" "整改" "rectifying",
        IdleManned = "idle_manned" "长期停产停建（有人）" "idle for long, manned",
        IdleUnmanned = "idle_unmanned" "长期停产停建（无人）" "idle for long, unmanned",
        Suspended = "suspended" "停产整顿" "suspended",
        Closed = "closed" "关闭" "closed",
        Decommissioned = "decommissioned" "闭库" "decommissioned",
    }

    /// The watch over a mine where nobody works.
    Guard {
        Resident = "resident" "驻矿盯守" "resident watch",
        Liaison = "liaison" "联系盯守" "watch by liaison",
    }

    /// Who is penalised.
    Party {
        Unit = "unit" "单位" "the enterprise",
        Principal = "principal" "主要负责人" "its principal",
        Person = "person" "其他人员" "another person",
    }

    /// What was decided.
    DecisionKind {
        Warning = "warning" "警告" "warning",
        Fine = "fine" "罚款" "fine",
        Suspend = "suspend" "停产整顿" "suspension",
        Close = "close" "关闭取缔" "closure",
        Revoke = "revoke" "吊销证照" "licence revoked",
        Withhold = "withhold" "暂扣证照" "licence withheld",
        Detain = "detain" "拘留" "detention",
        Criticize = "criticize" "通报批评" "public criticism",
        Confiscate = "confiscate" "没收" "confiscation",
        Restrict = "restrict" "限制从业" "barred from the trade",
        Limit = "limit" "限制开展生产经营活动" "business restricted",
        Downgrade = "downgrade" "降低资质等级" "qualification lowered",
        Order = "order" "责令限期整改" "order to rectify",
        Seal = "seal" "查封扣押" "sealed or seized",
        CutPower = "cut_power" "停供电" "power cut",
        Transfer = "transfer" "移送司法" "transferred to the courts",
        Points = "points" "记分" "points on the record",
        Withdraw = "withdraw" "责令撤出作业人员" "people withdrawn",
        Halt = "halt" "责令暂时停产停业" "halted for a while",
        StopUse = "stop_use" "责令停止使用" "use stopped",
    }

    /// Whether a decision stands.
    DecisionStatus {
        Valid = "valid" "有效" "valid",
        Amended = "amended" "变更" "amended",
        Revoked = "revoked" "撤销" "revoked",
        DeclaredUnlawful = "declared_unlawful" "确认违法" "declared unlawful",
        DeclaredVoid = "declared_void" "确认无效" "declared void",
        Repaired = "repaired" "信用修复" "credit repaired",
    }

    /// How grave a penalty is, which decides how long it stays public.
    Gravity {
        Minor = "minor" "轻微" "minor",
        General = "general" "一般" "general",
        Serious = "serious" "严重" "serious",
    }

    /// What kind of inspection.
    InspectionKind {
        Steering = "steering" "督查" "steering",
        SpotCheck = "spot_check" "抽查" "spot check",
        Enforcement = "enforcement" "执法" "enforcement",
        Cross = "cross" "交叉" "cross-inspection",
        /// A visit of the commissioner who looks after a mine (监管专员).
        Commissioner = "commissioner" "监管专员检查" "commissioner’s visit",
    }

    /// What kind of notice.
    NoticeKind {
        Circular = "circular" "通报" "circular",
        Interview = "interview" "约谈" "interview",
        Exposure = "exposure" "曝光" "exposure",
        JointPunishment = "joint_punishment" "联合惩戒" "joint punishment",
    }
}

impl Outcome {
    /// Whether it ended so without having been rectified; not where it has not ended.
    #[must_use]
    pub fn is_dismissal(outcome: Option<Self>) -> bool {
        matches!(outcome, Some(Self::Dismissed | Self::Downgraded))
    }
}

impl DecisionStatus {
    /// Whether nothing of it is in force any more, or lawful. One declared unlawful may keep its effects, and is no penalty that
    /// stands: like the others it is withdrawn from the public (行政处罚法 48) and counted until that day.
    #[must_use]
    pub fn is_undone(self) -> bool {
        match self {
            Self::Revoked | Self::DeclaredUnlawful | Self::DeclaredVoid => true,
            Self::Valid | Self::Amended | Self::Repaired => false,
        }
    }

    /// Whether it no longer stands as it was decided. One whose credit was repaired does, and its name leaves.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.is_undone() || self == Self::Amended
    }
}

impl DecisionKind {
    /// Whether it is an administrative penalty (行政处罚法 9). Orders to rectify, seizure, cutting the power, transfer to the
    /// courts and points are not, nor what is ordered while a major hazard is removed (安全生产法 65): a halt for a while,
    /// people withdrawn, a use stopped.
    #[must_use]
    pub const fn is_penalty(self) -> bool {
        !matches!(
            self,
            Self::Order
                | Self::Seal
                | Self::CutPower
                | Self::Transfer
                | Self::Points
                | Self::Withdraw
                | Self::Halt
                | Self::StopUse
        )
    }
}
