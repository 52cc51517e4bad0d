//! Words of the findings.

use super::bins;
use crate::domain::campaigns::Channel;
use crate::domain::findings::Row;
use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{Aside, Kind, Question};
use crate::domain::responses::Slot;

words! {
    TITLE = "调查结果",
            "Findings";
    LIST_LEAD = "启封后固定的统计数据。启封之前没有任何结果，谁也看不到。",
                "Figures frozen at the opening. Before it there are none, and nobody sees any.";
    NONE_YET = "还没有启封的专项工作。",
               "No campaign was opened yet.";
    LEAD = "数字在启封时一次算出、随即固定，以后不再变动；不足 10 人的分组和过小的数字不予显示。",
           "Computed once at the opening and frozen since; groups of fewer than 10 and small figures are not shown.";
    NOT_OPENED = "这项专项工作还没有启封。启封之前没有任何结果：答卷密封，谁也打不开。",
                 "This campaign was not opened yet. Before the opening there are no results: ballots are sealed and nobody can open them.";
    PARTICIPATION = "参与情况",
                    "Taking part";
    POOL = "调查组",
           "Pool";
    CHANNEL = "渠道",
              "Channel";
    INVITED = "邀请",
              "Invited";
    ISSUED = "领取",
             "Issued";
    BALLOTS = "有效答卷",
              "Ballots";
    SPOILED = "无效答卷",
              "Spoiled";
    ISSUED_HELP = "“领取”是提交时领用的答卷名额；领取后没有交回的，计为领取减去答卷。",
                  "“Issued” are seats used when sending; what was issued and not handed in is issued less ballots.";
    EMAIL = "电子邮件",
            "E-mail";
    PHONE = "短信",
            "Text message";
    CARD = "邀请卡",
           "Card";
    GROUP_LINK = "群链接",
                 "A link for a group";
    VENUE = "现场",
            "In a room";
    ALL_CHANNELS = "合计",
                   "Total";
    DESTROYED = "未启封，已销毁",
                "Destroyed unopened";
    JOINED = "与其他调查组合并启封，不单独公布结果。",
             "Opened together with other pools; it is not shown by itself.";
    NO_BALLOTS_YET = "尚未启封",
                     "Not opened";
    SHARED = "各调查对象的共同问题",
             "Questions asked of several audiences";
    SHARED_LEAD = "同一问题每个调查组一行；各组人员不同，不能相加。",
                  "The same question, one row a pool. Each pool is people of its own: rows do not add up.";
    NOT_OFFERED = "无此项",
                  "not offered";
    VERSIONS_DIFFER = "各组的这道题不完全一样，比较时请留意。",
                      "The pools were not offered quite the same; mind this when comparing.";
    from_bank(pool: &str, version: i64) = "{pool}：题库第 {version} 版",
                                          "{pool}: bank version {version}";
    not_everywhere(option: &str) = "“{option}”不是每一组都有",
                                   "“{option}” was not offered to all";
    reworded(option: &str) = "“{option}”各组的说法不同",
                             "“{option}” is worded differently";
    BANK_QUESTION = "题库题目",
                    "Bank question";
    BANK_VERSION = "题库版本",
                   "Bank version";
    COMPARABLE = "可比情况",
                 "Comparable";
    comparable_with(pools: &str) = "可与{pools}对照",
                                   "can be compared with {pools}";
    // Between what is said of how questions compare.
    THEN = "；",
           "; ";
    BY_POOL = "分组结果",
              "By pool";
    BY_GROUP = "结果分组",
               "Results by group";
    EVERYONE = "全组",
               "Everyone";
    GROUP = "分组",
            "Group";
    divided_by(questions: &str) = "按“{questions}”分组",
                                  "By “{questions}”";
    TOGETHER_HELP = "人数或份数过小的几项合在一起统计，名称并列写出；“—”的含义见上。",
                    "What is too small is counted together, its names in one line; for “—” see above.";
    EXPORT_CSV = "导出 CSV",
                 "Export CSV";
    EXPORT_XLSX = "导出 XLSX",
                  "Export XLSX";
    FROZEN_FILE = "下载核对文件",
                  "File for checking";
    QUESTION = "问题",
               "Question";
    ANSWER = "回答",
             "Answer";
    SHARE = "比例",
            "Share";
    NUMBER = "份数",
             "Ballots";
    OF = "统计份数",
         "Ballots counted";
    MEAN = "平均分",
           "Mean";
    WITHHELD = "本题的数字不予显示：答卷不够多，或者集中在少数选项，显示任何一项都可能推出某个人的回答。",
               "The figures of this question are not shown: there are too few ballots, or too few options chosen, and any one figure could tell what somebody answered.";
    MULTIPLE = "可多选，各项比例相加可以超过 100%。",
               "Several answers were possible; shares may add up to more than 100%.";
    number(count: u32) = "{count} 份",
                         "{count}";
    of_ballots(size: &str) = "{size} 份答卷",
                             "{size} ballots";
    score(value: &str) = "净推荐值 {value}",
                         "NPS {value}";
    place(at: u8) = "第 {at} 位",
                    "Place {at}";
    UNPLACED = "没有排入",
               "No place";
    MEAN_PLACE = "平均位次",
                 "Mean place";
    LINE = "项目",
           "Line";
    NPS = "净推荐值",
          "NPS";
    mean(value: &str) = "平均 {value} 分",
                        "mean {value}";
    UNSURE = "不清楚",
             "Not sure";
    BLANK = "未作答",
            "No answer";
    AND = "、",
          ", ";
    point(point: u8, meaning: &str) = "{point}（{meaning}）",
                                      "{point} ({meaning})";
    bars_described(question: &str) = "“{question}”各项回答的比例，数字见旁边的表格。",
                                     "Shares of the answers to “{question}”; the figures are in the table beside.";
    groups_described(question: &str) = "“{question}”在各组的比例，数字见下面的表格。",
                                       "Shares of the answers to “{question}” in each group; the figures are in the table below.";
    likert_described(question: &str) = "“{question}”各分值的比例，数字见旁边的表格。",
                                       "Shares of each point for “{question}”; the figures are in the table beside.";
    OF_THOSE_ASKED = "百分比以被问到这一题的人为准，没有被问到的不算未答；“未显示”的比例以全部答卷为准。",
                     "Shares are of those who were asked; who was not asked does not count as blank. The share of “not asked” is of all ballots.";
    NOT_ASKED = "未显示",
                "Not asked";
    NOT_ASKED_OF_ALL = "未显示（占全部答卷）",
                       "Not asked (of all ballots)";
    RELIABILITY = "量表的内部一致性",
                  "How well the scales agree";
    ALPHA = "克龙巴赫 α",
            "Cronbach's alpha";
    ALPHA_RULE = "矩阵量表题的各行，或者同一小节内分值和显示条件都相同的量表题，合为一个量表，至少两题。只计算每一题都选了分值的答卷：有一题未显示、未作答，或者选了“不清楚”“不便说”的，整份不计。分值按原样计算，反着问的题目会使它偏低。一般认为 0.7 以上就是问同一件事。",
                 "The lines of a matrix of scales, or the scales of a section with the same points and the same condition, are one scale, of two questions at least. A ballot counts if a point was chosen in each of them: one where a question was not asked, was left open or was answered “not sure” or “rather not say” is left out whole. Points are taken as they are; a question put the other way round lowers the figure. From 0.7 on they are usually taken to ask about one thing.";
    ALPHA_KEPT = "只在每一题的数字都能显示时给出，并按答卷多少保留一位或两位小数；太高、太低的只给界限。",
                 "It is told only where every figure of these questions is shown, to one or two decimals depending on the number of ballots; what is very high or very low is told by its bound.";
    or_more(alpha: &str) = "{alpha} 及以上",
                           "{alpha} or more";
    or_less(alpha: &str) = "{alpha} 及以下",
                           "{alpha} or less";
    numbers(first: &str, numbers: &str) = "{first}（第 {numbers} 题）",
                                          "{first} (questions {numbers})";
    ALL_QUESTIONS = "量表题",
                    "Scales";
    KEPT_APART = "意见建议的原文与上面的数字分开保存，不出现在这里。",
                 "Suggestions are kept apart from these figures and do not appear here.";
}

/// The word for a channel.
pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => EMAIL.to(lang),
        Channel::Phone => PHONE.to(lang),
        Channel::Card => CARD.to(lang),
        Channel::Group => GROUP_LINK.to(lang),
        Channel::Venue => VENUE.to(lang),
    }
}

/// What a row of a table counts, as the respondent read it.
pub fn row(lang: Lang, question: &Question, row: &Row) -> String {
    match row {
        Row::Option(code) | Row::Exclusive(code) => {
            let choice = question.options().iter().find(|choice| choice.code == *code);
            let aside = Aside::ALL.into_iter().find(|aside| aside.code() == code.as_str());
            match (choice, aside) {
                (Some(choice), _) => choice.text.to(lang).to_owned(),
                (None, Some(aside)) => aside.text().to(lang).to_owned(),
                (None, None) => code.to_string(),
            }
        }
        Row::Point(at) => match question.kind {
            Kind::Ranking { .. } => place(lang, *at),
            _ => scale_point(lang, question, *at),
        },
        Row::Bin(at) => bins::label(lang, &question.kind, *at),
        Row::Unsure => UNSURE.to(lang).to_owned(),
        Row::Unplaced => UNPLACED.to(lang).to_owned(),
        Row::Blank => BLANK.to(lang).to_owned(),
        Row::Together(rows) => {
            let names: Vec<String> = rows.iter().map(|it| self::row(lang, question, it)).collect();
            names.join(AND.to(lang))
        }
    }
}

/// What a table counts: its question, and the line of it.
pub fn asked(lang: Lang, question: &Question, slot: &Slot) -> String {
    let text = question.text.to(lang);
    match line(lang, question, slot) {
        Some(line) => format!("{text} · {line}"),
        None => text.to_owned(),
    }
}

/// The line of a matrix that a table counts.
pub fn line<'a>(lang: Lang, question: &'a Question, slot: &Slot) -> Option<&'a str> {
    let part = slot.part.as_ref()?;
    let line = question.kind.parts().iter().find(|line| line.code == *part)?;
    Some(line.text.to(lang))
}

/// A point of a scale; the ends say what they mean.
fn scale_point(lang: Lang, question: &Question, at: u8) -> String {
    let Some(points) = question.kind.points() else {
        return at.to_string();
    };
    let meaning = match at {
        first if first == points.first => points.low.to(lang),
        last if last == points.last => points.high.to(lang),
        _ => "",
    };
    if meaning.is_empty() { at.to_string() } else { point(lang, at, meaning) }
}
