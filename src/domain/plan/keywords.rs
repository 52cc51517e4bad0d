//! What people say when they mean a word of the plan: the first knowledge of the desk's helpers,
//! written by us from the ways of a trading house. The office edits its own copy.

use super::vocabularies::WordSet;

/// Keywords of a word; nothing for sets that no text is proposed to.
pub fn keywords(set: WordSet, code: &str) -> &'static str {
    let table = match set {
        WordSet::RiskCategories => CATEGORIES,
        WordSet::KeyAreas => AREAS,
        WordSet::Steps => STEPS,
        _ => &[],
    };
    table.iter().find(|(known, _)| *known == code).map_or("", |(_, keywords)| keywords)
}

const CATEGORIES: &[(&str, &str)] = &[
    (
        "power",
        "审批、权限、一言堂、说了算、插手、干预、打招呼、越权、滥用职权、内定、指定、倾向性、量身定做、排斥、歧视、不公平、不公正、废标、徇私",
    ),
    (
        "institution",
        "制度、规定、流程、程序、办法、细则、标准、时限、期限、机制、规则、不统一、不明确、不透明、自由裁量、公示、公开、电子化、规范",
    ),
    (
        "environment",
        "围猎、请客、送礼、红包、礼金、宴请、行贿、利益输送、暗箱操作、权钱交易、掮客、黄牛、串通、围标、串标、陪标、挂靠",
    ),
    (
        "conduct",
        "态度、推诿、扯皮、拖延、拖拉、冷漠、不耐烦、生硬、懒散、迟到、脱岗、效率、敷衍、吃拿卡要、脸难看、门难进、事难办、话难听、刁难、甩脸子、白跑、没人管",
    ),
];

const AREAS: &[(&str, &str)] = &[
    ("intake", "受理、登记、窗口、大厅、材料、一次性告知、排队、预约、取号"),
    (
        "construction",
        "建设工程、工程招标、招标公告、招标文件、资格预审、标段、施工、开标、投标文件、资质、业绩、中标公示",
    ),
    ("procurement", "政府采购、采购、采购人、供应商、询价、磋商、谈判、单一来源、框架协议"),
    ("land", "土地、产权、挂牌、竞价、拍卖、出让、矿权、国有资产、摘牌"),
    ("experts", "评标专家、评审专家、专家、评委、专家库、抽取、评标、打分、评分、劳务费"),
    ("agencies", "代理机构、招标代理、代理公司、代理费、中介"),
    (
        "software",
        "系统、软件、平台、电子交易、电子签章、CA锁、CA证书、证书、解密、加密、上传、登录、掉线、卡顿、升级、网站、网络",
    ),
    ("regulation", "投诉、异议、质疑、监管、法规、处罚、答复、监察"),
    ("finance", "保证金、退款、退还、账户、到账、发票、收费、财务、报销、费用、利息、保函"),
    ("appointments", "干部、选拔、提拔、任用、岗位、轮岗、考核、用人、人事、晋升、编外"),
];

const STEPS: &[(&str, &str)] = &[
    ("window", "窗口、登记、受理、大厅、材料、排队、取号、一次性告知"),
    ("agency", "代理机构、招标代理、代理公司、代理费"),
    ("documents", "招标文件、采购文件、公告、资格条件、澄清、答疑、业绩要求、参数"),
    ("sign_up", "报名、缴纳保证金、交保证金、保函"),
    ("expert_draw", "抽取、专家库、专家抽取"),
    ("bid_opening", "开标、唱标、开标室、开标记录"),
    ("evaluation", "评标、评审、打分、评分、评委、评标室、专家"),
    ("negotiation", "谈判、磋商、询价"),
    ("listing", "挂牌、竞价、拍卖、土地、产权"),
    ("award", "公示、中标、成交、中标通知书、候选人"),
    ("refund", "退保证金、保证金退还、保证金、退还、退款、到账、签合同、合同"),
    ("complaint", "异议、投诉、质疑、答复"),
    ("system", "系统、软件、平台、CA锁、证书、登录、上传、解密、掉线"),
    ("internal", "用人、干部、考核、财务、报销、内部管理、值班"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::vocabularies::VOCABULARIES;
    use crate::domain::vocabularies::Keywords;

    #[test]
    fn every_row_belongs_to_a_word_of_the_plan_and_reads_as_keywords() {
        let rows = [
            (WordSet::RiskCategories, CATEGORIES),
            (WordSet::KeyAreas, AREAS),
            (WordSet::Steps, STEPS),
        ];
        for (set, table) in rows {
            let vocabulary = VOCABULARIES.iter().find(|known| known.set == set).expect("a set");
            for (code, keywords) in table {
                assert!(vocabulary.entries.iter().any(|entry| entry.code == *code), "{code}");
                assert!(Keywords::parse(keywords).is_ok(), "{:?}", Keywords::parse(keywords));
            }
            for entry in vocabulary.entries.iter().filter(|entry| entry.code != "other") {
                assert!(!keywords(set, entry.code).is_empty(), "{}", entry.code);
            }
        }
    }
}
