//! Slips about days, names, places, sums, measures, articles, numbers, links and posts.

use super::{Slip, Told, chinese, days_from, money, sample};

pub fn of(cases: &[Told]) -> Vec<Slip> {
    let mut all = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let other = &cases[(at + 1) % cases.len()];
        days(case, at, &mut all);
        names(case, other, at, &mut all);
        places(case, other, at, &mut all);
        fines(case, at, &mut all);
        measures(case, at, &mut all);
        articles(case, at, &mut all);
        numbers(case, other, at, &mut all);
        links(case, other, at, &mut all);
    }
    all
}

const SEALED: &str = "并查封了作业现场的设备。";
const POINTS: &str = "对该矿记15分。";

/// One of a few, by the number of the case.
fn one_of<T: Clone>(list: &[T], at: usize) -> T {
    list[at % list.len()].clone()
}

fn iso(chinese: &str) -> String {
    let parts: Vec<u32> = chinese.split(['年', '月', '日']).filter_map(|part| part.parse().ok()).collect();
    format!("{}-{:02}-{:02}", parts[0], parts[1], parts[2])
}

fn days(case: &Told, at: usize, all: &mut Vec<Slip>) {
    let found = iso(&case.found);
    let wrong = days_from(&found, one_of(&[2, -3, 10, 31, -365, 100], at));
    all.push(case.slip("day found", &case.found, &chinese(&wrong)));
    all.push(case.slip("day found", &case.found, &chinese(&case.published)));
    let month = format!("{}年{}月", &found[..4], (found[5..7].parse::<u32>().unwrap() + 3) % 12 + 1);
    all.push(case.slip("day found", &case.found, &month));
    let wrong = chinese(&days_from(&case.decided, one_of(&[2, -1, 7, 30], at)));
    let Told { office, document_no, firm, .. } = case;
    all.push(case.result(
        "day decided",
        &one_of(
            &[
                format!("{wrong}，{office}依法作出行政处罚决定。"),
                format!("行政处罚决定书（{document_no}）于{wrong}下达。"),
                format!("{office}于{wrong}对{firm}作出罚款的行政处罚。"),
            ],
            at,
        ),
    ));
    all.push(case.result("day decided", &format!("{}，{office}对该企业作出处罚决定。", case.found)));
    let wrong = chinese(&days_from(&case.published, one_of(&[3, 40, -2], at)));
    all.push(case.result(
        "day published",
        &one_of(
            &[
                format!("处罚决定已于{wrong}向社会公开。"),
                format!("{wrong}，该处罚信息在局网站公示。"),
                format!("本案于{wrong}公开曝光。"),
            ],
            at,
        ),
    ));
    let on = case.text.split("published_on = ").nth(1).unwrap()[..10].to_owned();
    let early = days_from(&case.decided, [-5, -6, -7, -8, -9, -10][at]);
    let text = case
        .text
        .replace(&on, &early)
        .replace(&format!("on = {}, to", case.decided), &format!("on = {}, to", days_from(&early, -1)));
    let site = sample().put(&case.path, text.clone());
    let lines = super::lines_with(&text, &early);
    all.push(Slip {
        kind: "day published (front)",
        name: format!("{}: {early}", case.path),
        site,
        path: case.path.clone(),
        lines,
    });
}

fn names(case: &Told, other: &Told, at: usize, all: &mut Vec<Slip>) {
    let Told { firm, facility, .. } = case;
    let body = format!("检查{firm}所属{facility}");
    all.push(case.slip("firm, another", &body, &format!("检查{}所属{facility}", other.firm)));
    all.push(case.slip("firm, another", firm, &other.firm));
    let unknown = one_of(&["示例宏远矿业有限公司", "山西恒泰建材有限责任公司", "示例鑫源采石场"], at);
    all.push(case.slip("firm, unknown", &body, &format!("检查{unknown}所属{facility}")));
    all.push(case.slip("facility, another", facility, &other.facility));
    if let Some(sister) = &case.sister {
        all.push(case.slip("facility, another", facility, sister));
    }
    let misspelt = |name: &str, at: usize| {
        let mut chars: Vec<char> = name.chars().collect();
        match at % 3 {
            0 => chars[3] = '清',
            1 => {
                chars.remove(3);
            }
            _ => chars.swap(2, 3),
        }
        chars.into_iter().collect::<String>()
    };
    all.push(case.slip("firm, misspelt", &body, &format!("检查{}所属{facility}", misspelt(firm, at))));
    all.push(case.slip("firm, misspelt", firm, &misspelt(firm, at + 1)));
    all.push(case.slip("facility, misspelt", facility, &misspelt(facility, at)));
}

fn places(case: &Told, other: &Told, at: usize, all: &mut Vec<Slip>) {
    let Told { county, office, firm, .. } = case;
    all.push(case.slip("county", &format!("title = \"{county}"), &format!("title = \"{}", other.county)));
    let body = format!("，{office}检查");
    all.push(case.slip("office", &body, &format!("，{}检查", other.office)));
    let result = format!("{office}责令");
    all.push(case.slip(
        "office",
        &result,
        &format!("{}责令", one_of(&["临汾市应急管理局", "沁水县应急管理局"], at)),
    ));
    all.push(case.slip("county", &body, &format!("，{}{office}检查位于{}的", "", other.county)));
    let mut chars: Vec<char> = county.chars().collect();
    if chars.len() > 2 {
        chars[1] = '原';
        let misspelt: String = chars.into_iter().collect();
        all.push(case.slip("county, misspelt", &body, &format!("，{misspelt}应急管理局检查")));
        all.push(case.slip(
            "county, misspelt",
            &format!("title = \"{county}{firm}"),
            &format!("title = \"{misspelt}{firm}"),
        ));
    }
}

fn fines(case: &Told, at: usize, all: &mut Vec<Slip>) {
    let unit = money(case.unit);
    let whole = format!("对该企业罚款{unit}");
    for wrong in [case.unit + 1000, case.unit * 10, case.unit / 2] {
        all.push(case.slip("fine of the unit", &whole, &format!("对该企业罚款{}", money(wrong))));
    }
    all.push(case.slip(
        "fine of the unit",
        &whole,
        &format!("对{}处{}罚款", case.firm, one_of(&["八万八千元", "人民币叁拾贰万元", "１２万元"], at)),
    ));
    all.push(case.slip("fine, its unit", &whole, &whole.replace("万元", "元")));
    all.push(case.slip("fine of the unit left out", &format!("，{whole}"), ""));
    all.push(case.result(
        "fine in all",
        &format!("以上合计罚款{}。", money(case.unit + case.principal.unwrap_or(0) + 20_000)),
    ));
    let Some(principal) = case.principal else {
        all.push(
            case.result("fine of a principal never fined", &format!("对其主要负责人罚款{}。", money(20_000))),
        );
        all.push(
            case.result("fine of a principal never fined", &format!("同时，对该矿矿长处以罚款{unit}。")),
        );
        return;
    };
    let both = format!("{whole}，对其主要负责人罚款{}", money(principal));
    let (of_unit, of_principal) = (money(case.unit), money(principal));
    all.push(case.slip(
        "fines swapped",
        &both,
        &format!("对该企业罚款{of_principal}，对其主要负责人罚款{of_unit}"),
    ));
    all.push(case.slip(
        "fines swapped",
        &both,
        &format!("对该企业及其主要负责人分别罚款{of_principal}、{of_unit}"),
    ));
    all.push(case.slip(
        "fine of the principal",
        &both,
        &format!("{whole}，对其主要负责人罚款{}", money(principal + 5_000)),
    ));
    all.push(case.slip("fine of the principal", &both, &format!("{whole}，对其主要负责人罚款{of_unit}")));
    all.push(case.slip(
        "fine of the principal",
        &both,
        &format!("{whole}，对法定代表人处以{}的罚款", money(principal * 2)),
    ));
    all.push(case.slip("fine of the principal left out", &both, &whole));
}

fn measures(case: &Told, at: usize, all: &mut Vec<Slip>) {
    let Told { office, firm, county, .. } = case;
    for (kind, mut wordings) in [
        (
            "suspension",
            vec![
                format!("{office}责令该企业停产停业整顿。"),
                "该矿被责令停产整顿。".to_owned(),
                format!("责令{firm}停产整顿三个月。"),
            ],
        ),
        (
            "closure",
            vec![
                format!("{county}人民政府依法对该矿予以关闭。"),
                "该企业已被关闭取缔。".to_owned(),
                format!("{office}提请{county}人民政府关闭该矿。"),
            ],
        ),
        (
            "transfer",
            vec![
                "相关责任人已移送司法机关。".to_owned(),
                format!("{office}将案件移送公安机关追究刑事责任。"),
                "该案已依法移送公安机关立案侦查。".to_owned(),
            ],
        ),
        ("licence", vec!["暂扣其安全生产许可证。".to_owned(), "并吊销安全生产许可证。".to_owned()]),
        (
            "points, seal, power",
            vec![
                POINTS.to_owned(),
                SEALED.to_owned(),
                "同时通知供电单位停止供电。".to_owned(),
                "给予警告。".to_owned(),
            ],
        ),
    ] {
        let was = |words: &str, of: &str, kind: &str| words == of && case.kinds.contains(kind);
        wordings.retain(|words| !was(words, SEALED, "seal") && !was(words, POINTS, "points"));
        all.push(case.result(kind, &one_of(&wordings, at)));
        all.push(case.says(kind, "基本案情", &one_of(&wordings, at + 1)));
    }
    let crime = [
        "该行为涉嫌危险作业罪，已立案侦查。".to_owned(),
        format!("{firm}有关人员因涉嫌危险作业罪被采取刑事强制措施。"),
        "其行为已构成危险作业罪。".to_owned(),
    ];
    all.push(case.says("危险作业罪", "违法事实", &one_of(&crime, at)));
    all.push(case.slip("危险作业罪", "batch = ", "dangerous_work_crime = true\nbatch = "));
}

fn articles(case: &Told, at: usize, all: &mut Vec<Slip>) {
    let grounds = format!("依据{}", case.basis);
    let article = case.basis.split("第（").next().unwrap().to_owned();
    let of = |kind, text: &str| case.slip(kind, &grounds, &format!("依据{text}"));
    all.push(of("article the law has not", "《安全生产法》第一百九十九条"));
    all.push(of(
        "another article",
        one_of(
            &["《安全生产法》第九十八条第（二）项", "《安全生产法》第一百条", "《安全生产法》第九十六条"],
            at,
        ),
    ));
    all.push(of("another law", &case.basis.replace("安全生产法", "矿山安全法")));
    if case.basis.contains('项') {
        all.push(of(
            "another item",
            &format!("{article}第（{}）项", if case.basis.contains('四') { "六" } else { "四" }),
        ));
        all.push(of("item the article has not", &format!("{article}第（十二）项")));
    }
    let none = case.breach.replacen('第', "第一百", 1);
    all.push(case.slip("broken article the law has not", &case.breach, &none));
    all.push(case.slip("article left out", &grounds, "依据有关规定"));
    if case.principal.is_some() {
        all.push(case.slip("article left out", "、《安全生产法》第九十四条第一款", ""));
    }
}

fn numbers(case: &Told, other: &Told, at: usize, all: &mut Vec<Slip>) {
    let Told { office, document_no, .. } = case;
    let digits = document_no.split('〕').nth(1).unwrap();
    let wrongs =
        [document_no.replace(digits, "97号"), document_no.replace("2023", "2022"), other.document_no.clone()];
    for wrong in [one_of(&wrongs, at), one_of(&wrongs, at + 1)] {
        all.push(case.result("document number", &format!("{office}下达行政处罚决定书（{wrong}）。")));
    }
    all.push(case.slip("document number (front)", "曝光〔2023〕", "曝光〔2022〕"));
}

fn links(case: &Told, other: &Told, at: usize, all: &mut Vec<Slip>) {
    let own = format!("criteria = [\"{}\"]", case.criterion);
    all.push(case.slip("criteria", &own, &format!("criteria = [\"{}\"]", other.criterion)));
    all.push(case.slip(
        "criteria",
        &own,
        &format!("criteria = [\"{}\", \"{}\"]", case.criterion, one_of(&["D01", "W03", "L02"], at)),
    ));
    let region = one_of(&["141081", "141000-B", "141033"], at);
    all.push(case.slip("region", "batch = ", &format!("region = \"{region}\"\nbatch = ")));
    let late = days_from(&case.decided, one_of(&[1500, 1200], at));
    all.push(case.slip("expiry", "naming = ", &format!("expires_on = {late}\nnaming = ")));
    all.push(case.slip(
        "expiry",
        "naming = ",
        &format!("expires_on = {}\nnaming = ", days_from(&case.decided, -1)),
    ));
    let to = case.path.replace("/2023/", one_of(&["/2024/", "/2022/"], at));
    let site = sample().without(&case.path).put(&to, case.text.clone());
    all.push(Slip {
        kind: "year of the folder",
        name: to.clone(),
        site,
        path: to,
        lines: (1..=20).collect(),
    });
    for name in [
        one_of(&["张建业", "李国庆", "欧阳建平", "乔志刚", "王某某", "赵强"], at),
        one_of(&["执法审核岗张建业", "审核岗 李强", "陈思远（审核岗）", "科长樊小军"], at),
    ] {
        all.push(case.slip("reviewer", "by = \"执法审核岗\"", &format!("by = \"{name}\"")));
    }
}
