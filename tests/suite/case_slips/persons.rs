//! Names of people, invented, in the wording of real notices.

use super::{Slip, Told};

/// Surnames of everybody and some of few.
const NAMES: [&str; 9] =
    ["张建业", "李强", "欧阳建平", "乔志刚", "樊小军", "王海", "靳福来", "卫东升", "赵明亮"];

/// Where `@` is the name.
const WORDINGS: [&str; 24] = [
    "对@矿长记15分。",
    "对矿长@罚款2万元。",
    "企业已将@调离岗位。",
    "法定代表人：@，该矿自建成投产。",
    "法定代表人为@。",
    "@因涉嫌危险作业罪，被公安机关刑事拘留。",
    "@（矿长）未履行安全生产管理职责。",
    "安全副矿长@未组织排查。",
    "对主要负责人@、安全员刘洋给予警告。",
    "责令企业对@作出处理。",
    "@被依法刑事拘留。",
    "实际控制人@未落实整改资金。",
    "经查，@（男，45岁，系该矿矿长）未带班下井。",
    "给予@警告。",
    "总经理兼矿长@负主要责任。",
    "企业负责人@同志作了说明。",
    "对该企业主要负责人（@）罚款。",
    "爆破员@无证上岗。",
    "当班带班领导@未下井。",
    "免去@矿长职务。",
    "当事人：@。",
    "直接责任人@已被解除劳动合同。",
    "@、刘洋等人因涉嫌犯罪被移送。",
    "时任矿长@明知有隐患仍组织生产。",
];

pub fn of(cases: &[Told]) -> Vec<Slip> {
    let slips = WORDINGS.iter().enumerate().map(|(at, wording)| {
        let sentence = wording.replace('@', NAMES[at * 5 % NAMES.len()]);
        let section = ["基本案情", "违法事实", "处理结果"][at % 3];
        cases[at % cases.len()].says("a person's name", section, &sentence)
    });
    let again = WORDINGS.iter().enumerate().map(|(at, wording)| {
        let sentence = wording.replace('@', NAMES[(at * 7 + 3) % NAMES.len()]);
        cases[(at + 2) % cases.len()].says("a person's name", "违法事实", &sentence)
    });
    slips.chain(again).collect()
}
