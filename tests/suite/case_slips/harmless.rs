//! Ordinary sentences of real notices that contradict no record.

use super::{Slip, Told, chinese, money};

/// What may stand in any case. `@` is the firm, `#` its office, `%` its county.
const SENTENCES: [(&str, &str, &str); 127] = [
    ("range", "法律依据", "依照该条，可处五万元以下的罚款。"),
    (
        "range",
        "法律依据",
        "该条规定：责令限期改正，处十万元以下的罚款；逾期未改正的，责令停产停业整顿，并处十万元以上二十万元以下的罚款，对其直接负责的主管人员和其他直接责任人员处二万元以上五万元以下的罚款；构成犯罪的，依照刑法有关规定追究刑事责任。",
    ),
    ("range", "法律依据", "逾期未改正的，最高可罚款20万元。"),
    (
        "range",
        "警示意义",
        "存在重大事故隐患仍组织生产的，可以责令停产停业整顿，情节严重的依法吊销有关证照，构成危险作业罪的移送司法机关。",
    ),
    (
        "range",
        "法律依据",
        "生产经营单位未采取措施消除事故隐患的，责令立即消除或者限期消除，处五万元以下的罚款。",
    ),
    ("earlier fine", "基本案情", "该企业曾于2021年3月因同类问题被罚款2万元。"),
    ("earlier fine", "基本案情", "此前，该企业曾被罚款1.5万元。"),
    ("earlier fine", "基本案情", "2022年，该企业已因通风管理问题受过处罚，罚款三万元。"),
    ("earlier fine", "违法事实", "去年该企业就因边坡问题被责令停产整顿。"),
    ("gains", "处理结果", "没收违法所得3.2万元的情形，本案不存在。"),
    ("gains", "违法事实", "经查，该企业没有违法所得，不涉及没收违法所得。"),
    ("loss", "基本案情", "未造成人员伤亡，直接经济损失12.6万元。"),
    ("loss", "基本案情", "直接经济损失约八十万元，没有罚款以外的其他损失。"),
    ("contract", "违法事实", "承包合同约定违约金5万元，与行政处罚无关。"),
    ("contract", "违法事实", "企业与承包单位的合同约定，发生违章一次罚款2000元。"),
    ("contract", "处理结果", "企业按内部制度对当班班组罚款500元。"),
    ("cost", "处理结果", "企业投入整改资金35万元，隐患已经消除。"),
    ("cost", "处理结果", "该企业已缴清罚款，并投入120万元完善设施。"),
    ("cost", "处理结果", "处罚之后，企业追加安全投入二十万元。"),
    ("cost", "基本案情", "该矿年产值约3000万元，注册资本500万元。"),
    ("day of a law", "法律依据", "《安全生产法》自2021年9月1日起施行。"),
    (
        "day of a law",
        "法律依据",
        "2021年6月10日第十三届全国人民代表大会常务委员会第二十九次会议通过修改决定。",
    ),
    (
        "day of a law",
        "法律依据",
        "《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号）自2022年9月1日起施行。",
    ),
    ("day of a licence", "基本案情", "该矿安全生产许可证有效期至2025年6月30日。"),
    ("day of a licence", "基本案情", "该矿2016年3月取得采矿许可证，2018年5月12日投产。"),
    ("day of a deadline", "处理结果", "要求企业于2023年12月31日前完成整改。"),
    ("day of the deed", "违法事实", "2023年4月2日以来，该企业一直没有修订应急预案。"),
    ("day of the deed", "违法事实", "2023年1月至4月，当班人员没有填写记录。"),
    ("day of a contract", "违法事实", "2020年5月1日，企业与承包单位签订安全生产管理协议。"),
    ("another firm", "违法事实", "该企业从示例宏远建材有限公司购买支护材料，没有查验合格证。"),
    ("another firm", "违法事实", "外包施工单位为示例宏达爆破工程有限公司，没有纳入统一管理。"),
    ("another firm", "违法事实", "矿石销往示例东方冶炼有限公司。"),
    ("another firm", "违法事实", "委托山西中安评价有限公司编制的安全现状评价报告没有采纳。"),
    ("another facility", "基本案情", "该企业同时经营示例西山选矿厂。"),
    ("no firm", "警示意义", "各矿山企业、尾矿库和采石场要对照检查。"),
    ("no firm", "警示意义", "有限公司也好，个人独资企业也好，主体责任都一样。"),
    ("no firm", "违法事实", "该公司没有为露天矿山配备专职人员，所属尾矿库也没有。"),
    ("office", "处理结果", "案件情况已报临汾市应急管理局备案。"),
    ("office", "处理结果", "#会同%公安局、自然资源局开展联合检查。"),
    ("office", "基本案情", "根据市应急管理局统一部署，#组织开展专项检查。"),
    ("office", "处理结果", "#将案情通报%人民政府。"),
    ("county", "警示意义", "%和全市各县（市、区）矿山企业都要举一反三。"),
    ("county", "基本案情", "该矿位于%与邻县交界处。"),
    ("county", "基本案情", "矿区在山西省临汾市%境内。"),
    ("measure", "处理结果", "企业主动停止了该区域的作业。"),
    ("measure", "处理结果", "企业自行停产整改，没有冒险作业。"),
    ("measure", "处理结果", "不涉及移送司法机关。"),
    ("measure", "处理结果", "未达到停产停业整顿的情形，没有责令停产。"),
    ("measure", "处理结果", "经审查不构成犯罪，未移送司法机关。"),
    ("measure", "警示意义", "不整改就要停产整顿，再不整改就要依法关闭。"),
    ("measure", "警示意义", "拒不整改的，依法提请关闭；涉嫌危险作业罪的，一律移送公安机关。"),
    ("measure", "违法事实", "通风机房的阀门没有关闭，控制柜没有查封标识。"),
    ("measure", "违法事实", "井下曾因停电造成水泵停止运转。"),
    ("measure", "违法事实", "在危险区域没有设置警告标志。"),
    ("measure", "处理结果", "#责令立即排除隐患，从危险区域内撤出作业人员。"),
    ("measure", "处理结果", "逾期不整改的，将依法责令停产停业整顿。"),
    ("measure", "基本案情", "该矿属长期停产停建矿山，已安排专人盯守。"),
    ("crime", "警示意义", "刑法修正案（十一）增设了危险作业罪，企业要引以为戒。"),
    ("crime", "处理结果", "不构成危险作业罪。"),
    ("article", "违法事实", "上述行为还不符合《安全生产法》第二十一条第（五）项的要求。"),
    ("article", "违法事实", "违反了《金属非金属矿山安全规程》（GB16423-2020）第6.1.2条的规定。"),
    ("article", "警示意义", "《安全生产法》第四条要求企业加强安全生产管理。"),
    ("article", "法律依据", "参照《安全生产行政处罚自由裁量标准》的有关规定裁量。"),
    (
        "number",
        "基本案情",
        "根据《关于印发全市非煤矿山行业重大事故隐患专项排查整治行动实施方案的通知》（临应急发〔2023〕82号），#组织检查。",
    ),
    ("number", "法律依据", "对照晋应急发〔2022〕135号文件要求。"),
    ("person", "违法事实", "矿长王某某未带班下井。"),
    ("person", "违法事实", "该矿矿长未履行职责，安全副矿长未组织排查。"),
    ("person", "违法事实", "主要负责人何时到场没有记录，安全管理人员严重不足。"),
    ("person", "处理结果", "对该矿矿长、总工程师进行了约谈。"),
    ("person", "处理结果", "将有关责任人员调离岗位。"),
    ("person", "处理结果", "对企业负责人进行批评教育。"),
    ("person", "违法事实", "石方作业由承包单位负责，爆破员持证上岗。"),
    ("person", "违法事实", "常务副矿长、机电副矿长均在岗；安全总监由矿长兼任。"),
    ("person", "处理结果", "法定代表人：已依法告知权利。"),
    ("person", "警示意义", "广大职工要增强安全意识，矿长要带头下井。"),
    ("person", "违法事实", "因涉嫌瞒报，执法人员调取了监控；企业因此被约谈。"),
    ("masked", "基本案情", "某矿业有限公司和该公司是同一家企业。"),
    ("money", "违法事实", "提取安全费用每吨5元，全年应提取15万元，实际提取9万元。"),
    ("money", "违法事实", "应缴工伤保险费二万元没有缴纳。"),
    ("money", "警示意义", "罚款数额不大，教训却很深刻；一次事故的损失往往上千万元。"),
    ("hearing", "处理结果", "#依法告知其陈述、申辩和听证的权利，企业在法定期限内没有提出。"),
    (
        "list",
        "警示意义",
        "按照《安全生产法》第一百一十三条，存在重大事故隐患、一百八十日内三次受到处罚的，提请地方人民政府予以关闭。",
    ),
    ("firm", "处理结果", "@已完成整改并申请复查。"),
    ("firm", "处理结果", "@主要负责人表示接受处罚。"),
    ("range", "处理结果", "该行为依法可处五万元以下的罚款，#已从轻处理。"),
    ("range", "处理结果", "对个人的罚款幅度为二万元以上五万元以下。"),
    ("earlier fine", "违法事实", "2023年1月，该企业因边坡问题被罚款2万元。"),
    ("earlier fine", "基本案情", "上一年，该企业因台账不全被罚款一万元。"),
    ("earlier fine", "基本案情", "2022年9月曾被责令停产整顿，并被暂扣安全生产许可证。"),
    ("gains", "处理结果", "没收违法所得3.2万元另案处理。"),
    ("loss", "违法事实", "一旦溃坝，损失可达数千万元。"),
    ("contract", "违法事实", "企业对承包单位扣罚违约金3万元了事，以罚代管。"),
    ("contract", "处理结果", "企业依据合同对外包队罚款8000元。"),
    ("cost", "处理结果", "罚款已全部上缴国库，企业另筹资金60万元用于整改。"),
    ("cost", "基本案情", "该矿设计年产值1.2亿元，缴纳安全生产责任保险5万元。"),
    ("day of a campaign", "基本案情", "2023年5月，全市部署开展重大事故隐患专项排查整治。"),
    ("day of a campaign", "警示意义", "2023年5月至12月，全市开展专项行动。"),
    ("day of a payment", "处理结果", "2023年11月2日，企业将罚款缴至指定账户。"),
    ("day of a payment", "处理结果", "2023年11月3日，#将行政处罚决定书送达该企业。"),
    ("day of a deadline", "处理结果", "整改期限至2023年12月20日。"),
    ("day of a deadline", "法律依据", "当事人可自收到决定书之日起六十日内申请行政复议。"),
    ("another firm", "违法事实", "该企业从示例岭信矿业有限公司采购的矿石没有检验。"),
    ("another firm", "基本案情", "该矿与示例岭信矿业有限公司相邻。"),
    ("another firm", "违法事实", "由山西恒安建设有限公司负责施工的工程没有纳入统一管理。"),
    ("another firm", "警示意义", "某矿业有限公司、甲矿业公司等同类企业要引以为戒。"),
    ("office", "基本案情", "省、市、县应急管理部门开展过多轮检查。"),
    ("office", "基本案情", "临汾市应急管理局在督导中要求加强监管。"),
    ("office", "处理结果", "山西省应急管理厅、国家矿山安全监察局山西局对该类问题高度重视。"),
    ("county", "警示意义", "浮山县、襄汾县、翼城县、曲沃县等重点县要对照检查。"),
    ("county", "违法事实", "部分作业人员来自邻县。"),
    ("measure", "警示意义", "对停产整顿、暂扣证照的企业，要逐一落实盯守。"),
    ("measure", "违法事实", "在停产整顿期间擅自组织生产的，从重处罚。"),
    ("measure", "违法事实", "该矿没有被查封扣押的设备。"),
    ("measure", "处理结果", "#没有对该企业采取停止供电措施。"),
    ("measure", "警示意义", "各县要用好记分、警告、通报等手段。"),
    ("crime", "法律依据", "《刑法》第一百三十四条之一规定了危险作业罪。"),
    ("crime", "警示意义", "隐患不改，就可能涉嫌危险作业罪，被追究刑事责任。"),
    ("article", "法律依据", "《行政处罚法》第三十二条规定了从轻处罚的情形。"),
    ("article", "法律依据", "依据《安全生产法》第六十五条第一款第（三）项责令整改。"),
    ("article", "违法事实", "违反了《安全生产法》第四十一条和第二十一条第（五）项。"),
    ("number", "法律依据", "依据《山西省安全生产条例》和晋安办发〔2023〕15号文件。"),
    ("number", "处理结果", "处罚前已送达行政处罚告知书（#罚告〔2023〕7号）。"),
    ("person", "违法事实", "黄土边坡未处理，雷管未清点，石料厂未封闭。"),
    ("person", "处理结果", "对张某、李某某分别给予批评教育。"),
    ("person", "处理结果", "由专家组负责核查，由矿长组织整改。"),
    ("person", "违法事实", "该矿长期未更新图纸，技术负责人由总工程师兼任。"),
    ("person", "警示意义", "对明知有隐患仍冒险作业的行为，要依法追究责任。"),
];

pub fn of(cases: &[Told]) -> Vec<Slip> {
    let mut all: Vec<Slip> = Vec::new();
    for (at, (kind, section, sentence)) in SENTENCES.iter().enumerate() {
        for case in [&cases[at % cases.len()], &cases[(at + 3) % cases.len()]] {
            let sentence =
                sentence.replace('@', &case.firm).replace('#', &case.office).replace('%', &case.county);
            all.push(case.says(kind, section, &sentence));
        }
    }
    for case in cases {
        right(case, &mut all);
    }
    all
}

/// The same facts in other words.
fn right(case: &Told, all: &mut Vec<Slip>) {
    let Told { office, firm, document_no, .. } = case;
    let (decided, published) = (chinese(&case.decided), chinese(&case.published));
    let whole = format!("对该企业罚款{}", money(case.unit));
    all.push(
        case.result("right day", &format!("{decided}，{office}依法作出行政处罚决定（{document_no}）。")),
    );
    all.push(case.result("right day", &format!("处罚决定已于{published}向社会公开。")));
    all.push(case.slip("right sum", &whole, &format!("对{firm}处以人民币{}元罚款", case.unit)));
    all.push(case.slip("right sum", &whole, &format!("决定给予该企业罚款{}元的行政处罚", case.unit)));
    if let Some(principal) = case.principal {
        let both = format!("{whole}，对其主要负责人罚款{}", money(principal));
        let (one, other) = (money(case.unit), money(principal));
        all.push(case.slip(
            "right sum",
            &both,
            &format!("对该企业及其主要负责人分别罚款{one}、{other}，合计{}", money(case.unit + principal)),
        ));
        all.push(case.slip("right sum", &both, &format!("对矿长罚款{other}，对企业罚款{one}")));
    }
    let short = firm.trim_end_matches("有限公司");
    let alone = format!("检查{firm}所属");
    all.push(case.slip("short name", &alone, &format!("检查{firm}（以下简称{short}）所属")));
    all.push(case.says("short name", "违法事实", &format!("{short}对此没有异议。")));
    let all_of_it = money(case.unit + case.principal.unwrap_or(0));
    if let Some(principal) = case.principal {
        let both = format!("{whole}，对其主要负责人罚款{}", money(principal));
        let (one, other) = (money(case.unit), money(principal));
        let joint = format!("对该企业及其主要负责人罚款{all_of_it}（其中企业{one}、主要负责人{other}）");
        all.push(case.slip("right sum", &both, &joint));
    }
    all.push(case.result("right sum", &format!("没收违法所得1万元不适用，合并罚款{all_of_it}。")));
    all.push(case.slip("right day", &case.found, &case.found.replace("2023年", "二〇二三年")));
    all.push(case.slip("right day", &case.found, &format!("{}上午", case.found)));
    all.push(case.slip("right day", "检查", "组织执法人员现场检查"));
    let bare = case.basis.replace("《安全生产法》", "《中华人民共和国安全生产法》");
    all.push(case.slip("right article", &format!("依据{}", case.basis), &format!("依据{bare}")));
}
