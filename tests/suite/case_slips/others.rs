//! More slips, in other wordings: the same kinds, as somebody else would write them.

use super::{Slip, Told, chinese, days_from, money};

/// A sentence more: the kind, the section, the words. `@` is the firm, `#` its office, `%` its county, `~` its mine, `$` the
/// fine of the unit, `^` the day of the decision, `&` the day found.
const SENTENCES: [(&str, &str, &str); 61] = [
    ("suspension", "处理结果", "决定给予@责令停产停业的行政处罚。"),
    ("suspension", "违法事实", "#当场责令该矿停产整顿。"),
    ("suspension", "基本案情", "该矿目前已被责令停业整顿。"),
    ("suspension", "警示意义", "该企业已被责令停产停业整顿，教训深刻。"),
    ("closure", "处理结果", "%人民政府决定关闭~。"),
    ("closure", "处理结果", "~已被依法关停。"),
    ("closure", "处理结果", "#提请%人民政府依法予以关闭。"),
    ("closure", "基本案情", "该矿随后被依法取缔。"),
    ("transfer", "处理结果", "对涉嫌犯罪的人员移送%公安局处理。"),
    ("transfer", "处理结果", "公安机关已对相关人员采取刑事强制措施。"),
    ("transfer", "处理结果", "#将该案移交司法机关处理。"),
    ("transfer", "处理结果", "有关责任人被依法追究刑事责任。"),
    ("licence", "处理结果", "@的安全生产许可证被暂扣。"),
    ("licence", "处理结果", "#提请发证机关吊销其安全生产许可证。"),
    ("危险作业罪", "处理结果", "@实际控制人以危险作业罪被立案。"),
    ("危险作业罪", "违法事实", "该矿负责人的行为已涉嫌危险作业罪。"),
    ("危险作业罪", "警示意义", "该企业因拒不整改构成危险作业罪，教训深刻。"),
    ("points, seal, power", "处理结果", "对@安全生产考核记12分。"),
    ("points, seal, power", "处理结果", "#对主要负责人记8分。"),
    ("fine of the unit", "处理结果", "@被罚款88万元。"),
    ("fine of the unit", "警示意义", "该企业为此付出了罚款33.3万元的代价。"),
    ("fine of the unit", "基本案情", "#对该公司处罚款人民币柒拾柒万元整。"),
    ("fine of the unit", "处理结果", "给予@罚款７７７００元的行政处罚。"),
    ("fine of another person", "处理结果", "对安全副矿长罚款1.3万元。"),
    ("fine of another person", "处理结果", "对直接负责的主管人员处以9000元罚款。"),
    ("fine of the principal", "处理结果", "对法定代表人罚款6.66万元。"),
    ("fine of the principal", "处理结果", "对该矿主要负责人处上一年年收入的罚款，计7.77万元罚款。"),
    ("fine in all", "处理结果", "两项合计罚款77.7万元。"),
    ("fine in all", "警示意义", "该案共罚款66.6万元。"),
    ("county", "违法事实", "该矿在永和县境内违规开采。"),
    ("county", "处理结果", "大宁县其他矿山企业要引以为戒，本案发生在隰县。"),
    ("office", "处理结果", "霍州市应急管理局对该企业立案查处。"),
    ("office", "基本案情", "经蒲县应急管理局执法人员现场检查，发现上述问题。"),
    ("office", "处理结果", "%自然资源局对该企业作出处罚决定。"),
    ("firm, another", "处理结果", "对示例岭信矿业有限公司的处罚已执行完毕，示例长岭铁矿停止作业。"),
    ("firm, unknown", "处理结果", "对山西鼎盛矿业有限公司依法处罚。"),
    ("firm, unknown", "违法事实", "经查，示例远大矿业有限责任公司没有及时消除隐患。"),
    ("article", "违法事实", "违反了《安全生产法》第一百二十条的规定。"),
    ("article", "违法事实", "违反了《安全生产法》第四十一条第七款的规定。"),
    ("article", "违法事实", "违反了《安全生产发》第四十一条第二款的规定。"),
    ("article", "法律依据", "根据《中华人民共和国安全生产法》第九十六条的规定处罚。"),
    ("article", "法律依据", "适用《安全生产法》第一百条。"),
    ("article", "法律依据", "依据《安全生产法》第九十七条第(十)项。"),
    ("document number", "处理结果", "（文号：示例应急罚〔2023〕99号）"),
    ("document number", "法律依据", "详见示例临汾应急罚〔2023〕98号行政处罚决定。"),
    ("day decided", "处理结果", "2023年12月1日，#对@作出行政处罚。"),
    ("day decided", "处理结果", "#12月2日作出罚款决定。"),
    ("day decided", "处理结果", "处罚决定作出日期为2023年12月3日。"),
    ("day decided", "处理结果", "二〇二三年十二月四日，#作出行政处罚决定。"),
    ("day published", "处理结果", "该案已于2023年12月5日公开曝光。"),
    ("day published", "警示意义", "2023年12月6日，市局公布了这一典型案例。"),
    ("day published", "处理结果", "处罚信息2023-12-07在网站公示。"),
    ("day found", "违法事实", "2023年12月8日检查时，该隐患仍未消除。"),
    ("day found", "违法事实", "执法人员于2023年12月9日现场检查发现上述问题。"),
    ("day found", "违法事实", "12月10日，执法人员在现场查明上述事实。"),
    ("day found", "违法事实", "上述问题系2022年8月检查发现。"),
    ("criteria told", "违法事实", "符合重大事故隐患判定标准Z99。"),
    ("a person's name", "处理结果", "对张建业、李强分别给予警告。"),
    ("a person's name", "处理结果", "董事长（樊小军）向全矿作了检讨。"),
    ("a person's name", "基本案情", "该矿由王海实际控制，法人张建业。"),
    ("a person's name", "处理结果", "张建业，男，47岁，该矿副矿长。"),
];

pub fn of(cases: &[Told]) -> Vec<Slip> {
    let mut all = Vec::new();
    for (at, (kind, section, sentence)) in SENTENCES.iter().enumerate() {
        if *kind == "criteria told" {
            continue;
        }
        let case = &cases[(at * 5 + 1) % cases.len()];
        let sentence = sentence
            .replace('@', &case.firm)
            .replace('#', &case.office)
            .replace('%', &case.county)
            .replace('~', &case.facility);
        if case.county == "永和县" || kind.contains("points") && case.kinds.contains("points") {
            continue;
        }
        all.push(case.says(kind, section, &sentence));
    }
    for (at, case) in cases.iter().enumerate() {
        replaced(case, at, &mut all);
    }
    all
}

/// Words that are there, written otherwise.
fn replaced(case: &Told, at: usize, all: &mut Vec<Slip>) {
    let Told { office, firm, facility, found, .. } = case;
    let whole = format!("对该企业罚款{}", money(case.unit));
    let more = money(case.unit + 300);
    for (kind, from, to) in [
        ("fine of the unit", whole.clone(), format!("对{firm}罚款{}元", case.unit + 1)),
        ("fine of the unit", whole.clone(), format!("处罚款人民币{more}")),
        ("fine of the unit", whole, format!("给予该企业罚款{more}的行政处罚")),
        ("day found", found.clone(), chinese(&days_from(&case.decided, 13)).replace("2023年", "")),
        (
            "day found",
            format!("{found}，{office}检查"),
            format!("{office}于{}检查", chinese(&days_from(&case.decided, -40))),
        ),
        ("day found", found.clone(), found.replace("2023", "2022")),
        ("firm, misspelt", format!("检查{firm}"), format!("检查{}", firm.replace("矿业", "矿叶"))),
        ("firm, misspelt", format!("检查{firm}"), format!("检查{}", firm.replace("有限公司", "有限公可"))),
        ("facility, misspelt", facility.clone(), facility.replace("示例", "示列")),
        ("facility, another", facility.clone(), ["示例东沟铁矿", "示例恒源采石场"][at % 2].to_owned()),
        (
            "article left out",
            case.basis.clone(),
            case.basis.split("第（").next().unwrap().replace("第一百零二条", "第一百零三条"),
        ),
        ("reviewer", "by = \"执法审核岗\"".into(), "by = \"马志强\"".into()),
        ("criteria", format!("criteria = [\"{}\"]", case.criterion), "criteria = []".into()),
        ("hazard of another case", "hazards = [\"".into(), format!("hazards = [\"{}\", \"", HAZARDS[at])),
        ("document number (front)", "应急曝告〔2023〕".into(), "应急曝告〔2024〕".into()),
        (
            "document number (front)",
            format!("示例{}应急曝光", case.county.trim_end_matches(['区', '县'])),
            format!("示例{}应急曝光", ["翼城", "襄汾", "洪洞", "曲沃", "浮山", "襄汾"][at]),
        ),
    ] {
        if from != to {
            all.push(case.slip(kind, &from, &to));
        }
    }
}

/// Another hazard of the county of each case.
const HAZARDS: [&str; 6] =
    ["H141021-005", "H141022-004", "H141023-010", "H141024-003", "H141025-004", "H141027-002"];
