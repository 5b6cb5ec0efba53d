//! The words of the ledgers: each an enumeration with its code and its Chinese title, both of which a cell may hold.

use crate::parse::toml::Choice;

/// A word that a cell may hold.
pub trait Word: Copy + Eq + 'static {
    /// Every word, by code and title.
    const ALL: &'static [Choice<Self>];

    /// As the files have it.
    #[must_use]
    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(.., word)| *word == self).map_or("", |(code, ..)| code)
    }

    /// Its Chinese title.
    #[must_use]
    fn title(self) -> &'static str {
        Self::ALL.iter().find(|(.., word)| *word == self).map_or("", |(_, title, _)| title)
    }
}

/// Makes an enumeration and its table of one list, so that they cannot differ.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $word:ident = $code:literal $title:literal,)* })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
            #[allow(missing_docs)] // The titles say what each means.
            pub enum $name {
                $($(#[$what])* $word,)*
            }

            impl Word for $name {
                const ALL: &'static [Choice<Self>] = &[$(($code, $title, Self::$word),)*];
            }
        )*
    };
}

words! {
    /// How much a hazard weighs.
    Level {
        Major = "major" "重大",
        General = "general" "一般",
    }

    /// Who discovered a hazard first; that decides in which cell of the form it counts.
    Source {
        Own = "self" "企业自查",
        Inspection = "inspection" "执法检查",
        Tip = "tip" "群众举报",
        Assigned = "assigned" "上级交办",
    }

    /// How a hazard's life ended.
    Outcome {
        Rectified = "rectified" "整改销号",
        Dismissed = "dismissed" "不属实",
        Downgraded = "downgraded" "降级",
    }

    /// What kind of mine; the criterion of a hazard must fit it.
    FacilityKind {
        Underground = "underground" "地下矿山",
        OpenPit = "open_pit" "露天矿山",
        Tailings = "tailings" "尾矿库",
    }

    /// How a facility stands.
    FacilityStatus {
        Production = "production" "正常生产",
        Construction = "construction" "建设",
        Rectifying = "rectifying" "整改",
        IdleManned = "idle_manned" "长期停产停建（有人）",
        IdleUnmanned = "idle_unmanned" "长期停产停建（无人）",
        Suspended = "suspended" "停产整顿",
        Closed = "closed" "关闭",
        Decommissioned = "decommissioned" "闭库",
    }

    /// The watch over a mine where nobody works.
    Guard {
        Resident = "resident" "驻矿盯守",
        Liaison = "liaison" "联系盯守",
    }

    /// Who is penalised.
    Party {
        Unit = "unit" "单位",
        Principal = "principal" "主要负责人",
        Person = "person" "其他人员",
    }

    /// What was decided.
    DecisionKind {
        Warning = "warning" "警告",
        Fine = "fine" "罚款",
        Suspend = "suspend" "停产整顿",
        Close = "close" "关闭取缔",
        Revoke = "revoke" "吊销证照",
        Withhold = "withhold" "暂扣证照",
        Detain = "detain" "拘留",
        Order = "order" "责令限期整改",
        Seal = "seal" "查封扣押",
        CutPower = "cut_power" "停供电",
        Transfer = "transfer" "移送司法",
        Points = "points" "记分",
    }

    /// Whether a decision stands.
    DecisionStatus {
        Valid = "valid" "有效",
        Amended = "amended" "变更",
        Revoked = "revoked" "撤销",
    }

    /// What kind of inspection.
    InspectionKind {
        Steering = "steering" "督查",
        SpotCheck = "spot_check" "抽查",
        Enforcement = "enforcement" "执法",
        Cross = "cross" "交叉",
    }

    /// What kind of notice.
    NoticeKind {
        Circular = "circular" "通报",
        Interview = "interview" "约谈",
        Exposure = "exposure" "曝光",
        JointPunishment = "joint_punishment" "联合惩戒",
    }
}

impl DecisionKind {
    /// Whether it is an administrative penalty (行政处罚法 9). Orders to rectify, seizure, cutting the power,
    /// transfer to the courts and points are not.
    #[must_use]
    pub fn is_penalty(self) -> bool {
        !matches!(self, Self::Order | Self::Seal | Self::CutPower | Self::Transfer | Self::Points)
    }
}
