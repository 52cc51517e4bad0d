//! What the simulated respondents write: invented, naming nobody, in the tones such texts have.
//! Some ask for something, some say nothing, one accuses. Or real free text, a JSON object a
//! line, for those who want to walk the chain with words that people did write.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::questionnaires::LONG_LIMIT;
use crate::domain::responses::{normalise, units};

/// A suggestion and what its author says it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words.
    pub text: String,
    /// Option codes of the block's own questions; `unsure` where the author does not know.
    pub about: About,
}

/// The answers inside a suggestion block, by the codes the desk reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// 涉及哪个单位
    pub unit: &'static str,
    /// 涉及哪个环节
    pub step: &'static str,
    /// 属于哪一类
    pub category: &'static str,
}

/// The unit that at least five of the first texts are about, so that its batch can be released.
pub const MOST_NAMED_UNIT: &str = "jianshe_gongcheng";

const fn about(unit: &'static str, step: &'static str, category: &'static str) -> About {
    About { unit, step, category }
}

const UNSAID: About = about("unsure", "unsure", "unsure");
const OPENING: About = about(MOST_NAMED_UNIT, "bid_opening", "conduct");
const DOCUMENTS: About = about(MOST_NAMED_UNIT, "documents", "institution");
const AWARD: About = about(MOST_NAMED_UNIT, "award", "institution");
const DRAWING: About = about("pingshen_zhuanjia", "expert_draw", "power");
const EVALUATION: About = about("pingshen_zhuanjia", "evaluation", "power");
const SYSTEM: About = about("xinxi_jishu", "system", "institution");
const REFUND: About = about("caiwu", "refund", "institution");
const WINDOW: About = about("yewu_shouli", "window", "conduct");

/// The invented texts. The first twelve alone make a story: six for one unit, two for another,
/// two that say nothing, one that accuses.
#[rustfmt::skip]
const INVENTED: [(&str, About); 32] = [
    ("开标经常推迟，通知又晚，外地来的人白跑一趟。希望按公告时间准时开标，确需推迟的提前一天发短信告知。", OPENING),
    ("招标文件里的资格条件写得太细，有些业绩要求和项目本身关系不大，感觉是比着某一家写的。建议发布前请第三方看一遍。", DOCUMENTS),
    ("无", UNSAID),
    ("中标结果公示只有名次，没有各家得分和评审意见，落标了也不知道差在哪里。建议把打分情况一并公示。", AWARD),
    ("专家老是那么几位，同一批人一个月能碰上两三次。希望扩大专家库，抽取过程全程录像可查。", DRAWING),
    ("开标室的设备老化，解密等了一个多小时，现场没有人解释原因。建议配专人值守。", OPENING),
    ("招标文件澄清不及时，提了疑问过了好几天才答复，快到截止时间了才说改参数。", DOCUMENTS),
    ("听说某工作人员私下收投标单位的购物卡，给他们透露其他单位报名的情况，这事希望纪委查一查。", about(MOST_NAMED_UNIT, "sign_up", "environment")),
    ("没有", UNSAID),
    ("公告里的开标地点和现场指引对不上，楼层牌子也没更新。建议统一指引，大厅有人引导。", OPENING),
    ("系统上传标书的时候老掉线，客服电话一直占线，眼看要截止了心里发慌。", SYSTEM),
    ("异议渠道不好找，公示页面上没有写向谁提、几天答复。建议在公示下面直接写明。", AWARD),
    ("保证金退还太慢，合同签完一个多月才到账，问窗口说财务在走流程。希望规定几个工作日退完。", REFUND),
    ("评标现场有专家看手机、随意走动，时间到了草草打分。建议加强现场监督。", EVALUATION),
    ("电子签章换一台电脑就用不了，驱动要找好几个地方下载。建议做一个一键安装的程序。", SYSTEM),
    ("登记窗口中午没有人，午休前半小时就说办不了，让下午再来。建议错峰值班。", WINDOW),
    ("挺好的，没有意见", UNSAID),
    ("同一类材料每个项目都要重新交一遍，能不能在系统里存一份，有变化再更新。", SYSTEM),
    ("专家抽取通知发得太早，容易走漏消息。建议临近评标再通知，通知内容不写项目名称。", DRAWING),
    ("标书要求盖章的地方太多，电子标书还要再交纸质的，重复劳动。建议全流程电子化，取消纸质件。", DOCUMENTS),
    ("退保证金要自己跑银行开证明，外地单位很不方便。建议系统里申请、原路退回。", REFUND),
    ("评标结果和大家的预期差得很远，提出疑问只说专家独立评审。建议对打分悬殊的要求书面说明理由。", EVALUATION),
    ("暂无", UNSAID),
    ("系统里的待办提醒只有登录才看得到，建议关键节点发短信。", SYSTEM),
    ("专家回避全靠自己申报，有的专家和投标单位是上下级单位也没有回避。建议系统自动比对工作单位。", DRAWING),
    ("窗口说法不一样，今天说缺这个，明天说缺那个。建议一次性把清单给全，写在纸上。", WINDOW),
    ("开标结束后想要一份开标记录，要跑好几个办公室签字。建议现场直接打印盖章。", OPENING),
    ("评审费标准不透明，专家临时加价，代理机构也没办法。建议公布标准、统一支付。", EVALUATION),
    ("系统升级总放在工作日白天，投标截止前一天还停过机。建议放到夜里并提前三天公告。", SYSTEM),
    ("希望多办几次培训，新系统很多功能不会用。", SYSTEM),
    ("很好", UNSAID),
    ("希望把常见的废标原因整理出来公布，让大家少走弯路。", DOCUMENTS),
];

/// How many of the invented texts the first stage uses.
pub const FIRST: usize = 12;
/// The most texts a file may bring into one campaign.
const MOST: usize = 1000;

/// The invented suggestions, in order.
pub fn invented() -> Vec<Suggestion> {
    let suggestion =
        |(text, about): &(&str, About)| Suggestion { text: (*text).into(), about: *about };
    INVENTED.iter().map(suggestion).collect()
}

/// Texts that were read from a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The texts that fit.
    pub suggestions: Vec<Suggestion>,
    /// Lines without a text, and texts that a respondent could not have sent.
    pub skipped: usize,
}

/// Why a file of texts was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTexts {
    /// It cannot be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// No line holds a text that fits.
    #[error(
        "{0} holds no text.\nGive a file with one JSON object a line, each with a field \"text\" of at most {LONG_LIMIT} characters."
    )]
    Empty(PathBuf),
}

/// Reads texts from a file.
pub fn read(path: &Path) -> Result<Read, NotTexts> {
    let file = std::fs::read_to_string(path);
    let read = parse(&file.map_err(|error| NotTexts::Unreadable(path.to_owned(), error))?);
    if read.suggestions.is_empty() { Err(NotTexts::Empty(path.to_owned())) } else { Ok(read) }
}

#[derive(Deserialize)]
struct Row {
    text: String,
}

fn parse(file: &str) -> Read {
    let mut read = Read::default();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        match fitting(line) {
            Some(text) if read.suggestions.len() < MOST => {
                // Nobody said what these are about: the simulated respondents name one unit in the
                // first five, so that its batch fills up, and others later.
                let place = read.suggestions.len();
                let about =
                    if place < 5 { OPENING } else { [EVALUATION, SYSTEM, DOCUMENTS][place % 3] };
                read.suggestions.push(Suggestion { text, about });
            }
            _ => read.skipped += 1,
        }
    }
    read
}

fn fitting(line: &str) -> Option<String> {
    let row: Row = serde_json::from_str(line).ok()?;
    let text = normalise(&row.text).ok()?;
    (!text.is_empty() && units(&text) <= LONG_LIMIT).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::questionnaires::TEMPLATES;
    use crate::domain::plan::units::asked_about;
    use crate::domain::questionnaires::Kind;

    #[test]
    fn at_least_five_of_the_first_texts_name_one_unit() {
        let named = INVENTED[..FIRST].iter().filter(|(_, about)| about.unit == MOST_NAMED_UNIT);
        assert!(named.count() >= 5);
    }

    #[test]
    fn every_questionnaire_of_the_plan_offers_what_the_texts_are_about() {
        for template in TEMPLATES {
            let document = template.document(&asked_about());
            let blocks = document.questions.iter().filter_map(|question| match &question.kind {
                Kind::Suggestion { about } => Some(about),
                _ => None,
            });
            for inner in blocks.flatten() {
                for (_, about) in INVENTED {
                    let named = match inner.code.as_str() {
                        "unit" => about.unit,
                        "step" => about.step,
                        _ => about.category,
                    };
                    assert!(inner.options().iter().any(|option| option.code.as_str() == named));
                }
            }
        }
    }

    #[test]
    fn lines_that_no_respondent_could_have_sent_are_skipped_and_counted() {
        let long = "长".repeat(LONG_LIMIT + 1);
        let file = format!(
            "{{\"text\":\"多开窗口\",\"id\":7}}\n\n{{\"text\":\"{long}\"}}\n{{\"id\":1}}\nnot json\n{{\"text\":\"  \"}}\n"
        );
        let read = parse(&file);
        assert_eq!(read.skipped, 4);
        assert_eq!(read.suggestions.len(), 1);
        assert_eq!(read.suggestions[0].text, "多开窗口");
    }

    #[test]
    fn the_first_five_texts_of_a_file_name_one_unit() {
        let file = "{\"text\":\"一\"}\n".repeat(5);
        let of_one = parse(&file).suggestions;
        let of_one = of_one.iter().filter(|one| one.about.unit == MOST_NAMED_UNIT);
        assert!(of_one.count() >= 5);
    }
}
