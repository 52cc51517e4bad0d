//! Words of preview, check and versions.

use crate::domain::lang::{Lang, Text, words};
use crate::domain::questionnaires::{
    DECIMALS, Lacking, MAX_CUTS, MAX_TOTAL, WrongBounds, WrongLimits,
};

words! {
    PREVIEW_STRIPE = "预览：这里填写的内容不会保存，也不会提交。",
                     "Preview: nothing you fill in here is kept or sent.";
    PREVIEW_BACK = "回到问卷",
                   "Back to the questionnaire";
    PREVIEW_SEND = "试提交（不保存）",
                   "Try to submit (nothing is kept)";
    PREVIEW_FITS = "这样填写可以提交。预览中没有保存任何内容。",
                   "These answers could be submitted. Nothing was kept.";

    LOOK = "看看效果",
           "See how it looks";
    LOOK_LATER = "填好以后，这里显示答卷人看到的样子。",
                 "Once it is filled in, this shows what respondents see.";
    BROKE = "已经改好。请注意：有的条件或文字因此读不到需要的题了，见下面的提示。",
            "Done. Mind: some conditions or texts cannot read the questions they need any more; see below.";
    BROKEN = "以下条件或引用读不到需要的题，改好以后才能发布：",
             "These cannot read the questions they need and must be mended before publishing:";
    PUBLISH_LEAD = "发布会把草稿固定为新的一版并记下校验值。以后再改草稿，这一版也不变。",
                   "Publishing freezes the draft as a new version and notes its checksum. Later changes of the draft leave it as it is.";
    publish_as(number: i64) = "发布为第 {number} 版",
                              "Publish as version {number}";
    published(number: i64) = "第 {number} 版已发布。",
                             "Version {number} was published.";
    CHECK = "发布前检查",
            "Check before publishing";
    ALL_WELL = "没有发现需要修改的地方。",
               "Nothing needs mending.";
    MUST_MEND = "以下各项改好后才能发布：",
                "These must be mended first:";
    UNTRANSLATED = "以下内容没有英文，英文界面会显示中文（不影响发布）：",
                   "These have no English, so Chinese will stand there (this does not keep you from publishing):";
    SIZE = "答卷封存大小",
           "Size of every sealed ballot";
    kibibytes(size: u8) = "{size} KiB（上限 64 KiB）",
                          "{size} KiB (64 KiB at most)";
    TOO_LARGE = "题目和选项太多：答卷封存后会超过 64 KiB，请减少填空题或选项。",
                "Too much to ask: a sealed ballot would exceed 64 KiB. Ask for fewer texts or options.";
    SAME = "草稿与最近发布的版本完全一样，不需要再发布。",
           "The draft is what was published last; there is nothing new to publish.";
    IDENTITY = "以下题目好像在问答卷人是谁。匿名问卷里留下的姓名、电话、单位或项目，会让保密措施落空；请改掉或删去（不影响发布）：",
               "These seem to ask who somebody is. A name, number, employer or project undoes what keeps answers anonymous; please change or remove them (this does not keep you from publishing):";
    seems_to_ask(what: &str) = "好像在问{what}",
                               "seems to ask for {what}";
    // Between the things of a list.
    AND_ALSO = "、",
               ", ";
    ASKS_NAME = "姓名",
                "a name";
    ASKS_CONTACT = "电话、邮箱或账号",
                   "a telephone, mailbox or account";
    ASKS_NUMBER = "证件号、工号一类的号码",
                  "a number given to one person or firm";
    ASKS_EMPLOYER = "单位或公司名称",
                    "an employer";
    ASKS_PARTICULARS = "职务、出生日期或住址",
                       "a post, birthday or address";
    ASKS_PROJECT = "具体项目",
                   "one project";
    lacks_english(what: &str) = "缺英文：{what}",
                                "lacks English: {what}";
    LACKS_TEXT = "题目",
                 "the question";
    LACKS_HELP = "补充说明",
                 "the help";
    LACKS_MESSAGE = "不满足时的提示",
                    "what is said of answers that do not fit";
    lacks_options(count: usize) = "{count} 个选项",
                                  "options: {count}";
    lacks_lines(count: usize) = "{count} 行",
                                "rows: {count}";
    LACKS_ENDS = "两端的含义",
                 "what the ends mean";
    LACKS_UNIT = "单位",
                 "the unit";
    LACKS_SENTENCE = "填空的句子",
                     "the sentence";
    lacks_inside(count: usize) = "随问题目的文字 {count} 处",
                                 "texts asked beside it: {count}";
    LENGTH = "作答用时",
             "Time it takes";
    takes(minutes: usize) = "约 {minutes} 分钟",
                            "about {minutes} minutes";
    too_long(minutes: usize) = "约 {minutes} 分钟，超过两分钟。请看看哪些题可以不问：题越少，答完的人越多。",
                               "About {minutes} minutes, more than two. See what need not be asked: the fewer questions, the more people finish.";
    GROUPS = "按题分组要多少份答卷",
             "Ballots it takes to break down by a question";
    GROUPS_HELP = "每组至少 10 份才显示。选项越多，要的答卷越多；实际不会平均，所以只多不少。选题分组在专项工作里进行。",
                  "A group shows from 10 ballots on. More options take more ballots, and more than this, since people do not choose evenly. Break-downs are chosen in the campaign.";
    groups_need(groups: usize, ballots: usize) = "{groups} 组，至少 {ballots} 份",
                                                 "{groups} groups, at least {ballots}";

    PAPER = "审签稿",
            "Paper for signing";
    PRINT = "打印",
            "Print";
    draft_number(number: i64) = "草稿第 {number} 稿",
                                "Draft {number}";
    DRAWN_UP_BY = "拟稿人",
                  "Drawn up by";
    REVIEWED_BY = "办公室审核",
                  "Reviewed by the office";
    DISCIPLINE_SEEN = "机关纪委",
                      "Discipline commission";
    APPROVED_BY = "签发人",
                  "Approved by";
    SIGNATURE = "签名：　　　　　　　　　　年　　月　　日",
                "Signature:                         Date:";
    PUBLISHED_AT = "发布时间",
                   "Published at";
    PUBLISHED_BY = "发布人",
                   "Published by";
    SHA256 = "校验值（SHA-256）",
             "Checksum (SHA-256)";
    VERSION_LEAD = "已固定，不再改动。",
                   "Frozen for good.";

    NO_TITLE = "问卷没有中文标题。",
               "The questionnaire has no Chinese title.";
    NO_ANSWERS = "问卷里没有一道需要回答的题。",
                 "No question takes an answer.";
    too_many(most: usize) = "题目超过 {most} 题。",
                            "There are more than {most} questions.";
    code_twice(code: &str) = "有两道题的代码都是“{code}”。",
                             "Two questions have the code “{code}”.";
    NO_TEXT = "没有中文题目。",
              "It has no Chinese text.";
    option_count(most: usize) = "选项应为 2 到 {most} 个。",
                                "It should offer 2 to {most} options.";
    OPTION_TWICE = "有两个选项的代码相同。",
                   "Two of its options have one code.";
    OPTION_BLANK = "有选项没有中文。",
                   "An option has no Chinese text.";
    BOUNDS_TOO_MANY = "要选的项数比能一起选的选项还多（“排他”的不算）。",
                      "More options are asked for than can be chosen together (those that stand alone do not count).";
    BOUNDS_REVERSED = "“至少选几项”大于“最多选几项”。",
                      "At least so many is more than at most so many.";
    line_count(most: usize) = "矩阵应有 1 到 {most} 行。",
                              "A matrix has 1 to {most} lines.";
    LINE_TWICE = "有两行的代码相同。",
                 "Two of its lines have one code.";
    LINE_BLANK = "有一行没有中文。",
                 "A line has no Chinese text.";
    MATRIX_CELL = "矩阵的每一行只能是单选、多选、量表或者单行填空。",
                  "Each line of a matrix is a single or multiple choice, a scale or a short text.";
    LIMITS_REVERSED = "最小值（最早）大于最大值（最晚）。",
                      "Its least is more than its most.";
    limits_cuts(most: usize) = "统计分段的起点没有从小到大排列，或者超过 {most} 个。",
                               "Its ranges do not begin in ascending order, or there are more than {most}.";
    limits_decimals(most: u8) = "上下限或分段的起点，小数位数多于所填的位数（最多 {most} 位）。",
                                "A limit or the beginning of a range has more decimals than its answers ({most} at most).";
    LIMITS_PLACES = "名次比选项多，或者没有名次。",
                    "It gives more places than it has options, or none.";
    LIMITS_PARTS = "比重题至少要有两项。",
                   "A total is divided among two parts at least.";
    limits_total(most: u32) = "总数应为 1 到 {most} 的整数。",
                              "The total is a whole number from 1 to {most}.";
    blank_count(most: usize) = "句子里应有 1 到 {most} 个空，英文的空数须与中文一致。",
                               "The sentence should have 1 to {most} blanks, as many in English as in Chinese.";
    SCALE_POINTS = "量表应分 3 到 10 档。",
                   "A scale has 3 to 10 points.";
    BLOCK_QUESTION = "意见建议里只能放单选题。",
                     "A suggestion block asks single choices only.";
    BLOCK_CODE = "意见建议里的题目不能用代码“text”，它留给意见文字，请删除后重新添加。",
                 "The code “text” belongs to the suggestion itself; remove this question and add it anew.";
}

/// What a question lacks in English, so many times.
pub fn lacking(what: Lacking, lang: Lang, count: usize) -> String {
    let fixed = match what {
        Lacking::Options => return lacks_options(lang, count),
        Lacking::Lines => return lacks_lines(lang, count),
        Lacking::Inside => return lacks_inside(lang, count),
        Lacking::Text => LACKS_TEXT,
        Lacking::Help => LACKS_HELP,
        Lacking::Message => LACKS_MESSAGE,
        Lacking::Ends => LACKS_ENDS,
        Lacking::Unit => LACKS_UNIT,
        Lacking::Sentence => LACKS_SENTENCE,
    };
    fixed.to(lang).to_owned()
}

/// What is wrong with how many options may be chosen.
pub fn wrong_bounds(wrong: WrongBounds) -> Text {
    match wrong {
        WrongBounds::TooMany => BOUNDS_TOO_MANY,
        WrongBounds::Reversed => BOUNDS_REVERSED,
    }
}

/// What is wrong with limits, bins, places or parts.
pub fn wrong_limits(lang: Lang, wrong: WrongLimits) -> String {
    let fixed = match wrong {
        WrongLimits::Cuts => return limits_cuts(lang, MAX_CUTS),
        WrongLimits::Decimals => return limits_decimals(lang, DECIMALS),
        WrongLimits::Total => return limits_total(lang, MAX_TOTAL),
        WrongLimits::Reversed => LIMITS_REVERSED,
        WrongLimits::Places => LIMITS_PLACES,
        WrongLimits::Parts => LIMITS_PARTS,
    };
    fixed.to(lang).to_owned()
}
