//! The words samples are made of. Posts stand where a real ledger would know a person; there are no persons here.

use super::kinds::{MineKind, Trouble};

/// Characters of invented names.
const CHARACTERS: [char; 48] = [
    '青', '云', '石', '金', '玉', '松', '泉', '岭', '溪', '峰', '川', '源', '宏', '盛', '瑞', '祥', '安',
    '泰', '和', '顺', '永', '兴', '昌', '隆', '东', '西', '南', '北', '白', '黑', '红', '紫', '明', '光',
    '华', '丰', '广', '通', '达', '远', '长', '平', '正', '恒', '立', '德', '信', '诚',
];

/// The `at`-th invented name, two characters long for the first 2,304, then three; no two are the same.
pub(super) fn name(at: usize) -> String {
    let count = CHARACTERS.len();
    let first = at * 7 % count;
    let second = (at / count + first * 5 + 11) % count;
    let mut name: String = [CHARACTERS[first], CHARACTERS[second]].iter().collect();
    let more = at / (count * count);
    if more > 0 {
        name.push(CHARACTERS[(more - 1) % count]);
    }
    name
}

/// How it was made sure of: in the same words whoever found it, for what only one source says tells the others by
/// exclusion.
pub(super) fn findings(trouble: Trouble) -> &'static [&'static str] {
    match trouble {
        Trouble::Layout => &["现场查看与设计图纸比对后确认", "现场实测后确认", "核对安全设施设计后确认"],
        Trouble::Ground => &["现场查看并核对设计资料后确认", "查阅监测和分析资料后确认"],
        Trouble::Equipment => &["现场查看与设备台账比对后确认", "查阅检测检验报告并现场核对后确认"],
        Trouble::Monitoring => &["调阅监测监控数据后确认", "逐点核对监测设施后确认"],
        Trouble::Staff => &["查阅任命文件和资格证书后确认", "核对在岗人员名册后确认"],
        Trouble::Records => &["查阅台账和审批资料后确认", "查阅有关资料并现场核对后确认"],
    }
}

/// Lesser hazards of no criterion.
pub(super) const GENERAL: [&str; 10] = [
    "灭火器压力不足，未及时更换",
    "安全警示标志缺损",
    "临边防护栏杆局部缺失",
    "配电箱未上锁，接地标识不清",
    "班前会记录填写不完整",
    "应急物资台账与实物不符",
    "皮带机尾部防护罩松动",
    "个体防护用品发放记录不全",
    "岗位操作规程未上墙",
    "排水沟局部淤堵",
];

/// Where lesser hazards are met.
pub(super) const GENERAL_PLACES: [&str; 5] = ["工业场地", "值班室", "检修车间", "材料库房", "厂区道路"];

/// How lesser hazards are rectified.
pub(super) const GENERAL_MEASURES: [&str; 3] =
    ["明确专人限期整改，完成后拍照留存", "更换补齐并纳入日常巡检", "完善记录并开展岗位再培训"];

/// Who in the enterprise answers for putting a hazard right.
pub(super) fn responsible(kind: MineKind) -> &'static [&'static str] {
    match kind {
        MineKind::Underground => &["矿长", "安全副矿长", "生产副矿长", "机电副矿长", "总工程师"],
        MineKind::OpenPit => &["矿长", "安全副矿长", "生产副矿长", "技术负责人"],
        MineKind::Tailings => &["选矿厂厂长", "尾矿库负责人", "安全副厂长", "技术负责人"],
    }
}

/// Who in the enterprise finds a hazard.
pub(super) const SELF_FINDERS: [&str; 4] = ["矿长带班检查组", "安全科", "隐患排查治理专班", "技术科"];

/// How a major hazard is rectified.
pub(super) fn measures(kind: MineKind, trouble: Trouble) -> &'static [&'static str] {
    match (trouble, kind) {
        (Trouble::Layout, MineKind::Underground) => {
            &["停止相关区域作业，按安全设施设计整改并组织验收", "委托设计单位出具整改方案，按方案施工并验收"]
        }
        (Trouble::Layout, MineKind::OpenPit) => {
            &["停止相关台阶作业，按设计整改并组织验收", "委托有资质单位复核，按复核意见整改到位"]
        }
        (Trouble::Layout, MineKind::Tailings) => {
            &["停止排放，按设计整改并组织验收", "委托设计单位复核，按复核意见整改到位"]
        }
        (Trouble::Ground, MineKind::Underground | MineKind::OpenPit) => {
            &["划定警戒区，分步治理并加密监测", "委托有资质单位出具治理方案，按方案治理并验收"]
        }
        (Trouble::Ground, MineKind::Tailings) => {
            &["控制库水位，分步治理并加密监测", "停止排放，委托设计单位出具治理方案并按方案治理"]
        }
        (Trouble::Equipment, _) => {
            &["停用相关设备，更换补齐并经检测检验合格后恢复使用", "按设计补齐设备，联合试运转合格后恢复作业"]
        }
        (Trouble::Monitoring, _) => {
            &["修复补齐监测设施，逐点核对数据并验收", "恢复系统正常运行，明确专人值守和处置报警"]
        }
        (Trouble::Staff, _) => &["补齐人员并经培训考核合格后恢复作业", "调整任命并报备，补齐人员后逐项验收"],
        (Trouble::Records, _) => {
            &["停止相关作业，补办手续并经核验合格后恢复", "补正有关资料，与现场逐项核对后验收"]
        }
    }
}

/// What to do should it go wrong meanwhile.
pub(super) const EMERGENCY_PLANS: [&str; 4] = [
    "现场处置方案已修订，险情时立即撤人",
    "专项应急预案已演练，值守人员二十四小时在岗",
    "划定警戒区，配备应急物资和抢险队伍",
    "与救护队签订协议，明确撤离路线和信号",
];

/// Why a report of a hazard did not hold.
pub(super) const DISMISSALS: [&str; 3] =
    ["经核查与举报内容不符", "经专家论证不构成重大事故隐患", "复核后认定按一般隐患管理"];

/// Why the bureau summons or circulates about a county.
pub(super) const AREA_REASONS: [&str; 4] = [
    "重大事故隐患整改进度滞后",
    "自查自改抽查发现问题较多",
    "调度表报送不及时",
    "挂牌督办隐患跟踪督办不到位",
];

/// Why an enterprise is exposed.
pub(super) const FIRM_REASONS: [&str; 4] =
    ["存在重大事故隐患被行政处罚", "重大事故隐患整改不到位", "企业自查应查未查", "主要负责人履职不到位"];
