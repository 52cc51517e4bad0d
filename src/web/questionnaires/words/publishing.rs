//! Words of preview, check and versions.

use crate::domain::lang::words;

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
    ASKS_NAME = "好像在问姓名",
                "seems to ask for a name";
    ASKS_CONTACT = "好像在问电话、邮箱或账号",
                   "seems to ask for a telephone, mailbox or account";
    ASKS_NUMBER = "好像在问证件号、工号一类的号码",
                  "seems to ask for a number given to one person or firm";
    ASKS_EMPLOYER = "好像在问单位或公司名称",
                    "seems to ask for an employer";
    ASKS_PARTICULARS = "好像在问职务、出生日期或住址",
                       "seems to ask for a post, birthday or address";
    ASKS_PROJECT = "好像在问具体项目",
                   "seems to ask for one project";
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
    OPTION_BOUNDS = "选项数目的上下限与选项不符。",
                    "Its options are fewer than must be chosen, or the limits contradict each other.";
    line_count(most: usize) = "矩阵应有 1 到 {most} 行。",
                              "A matrix has 1 to {most} lines.";
    LINE_TWICE = "有两行的代码相同。",
                 "Two of its lines have one code.";
    LINE_BLANK = "有一行没有中文。",
                 "A line has no Chinese text.";
    MATRIX_CELL = "矩阵的每一行只能是单选、多选、量表或者单行填空。",
                  "Each line of a matrix is a single or multiple choice, a scale or a short text.";
    LIMITS = "上下限、分段或名次互相矛盾，或者与小数位数不符。",
             "Its limits, ranges or places contradict each other, or do not fit its decimals.";
    blank_count(most: usize) = "句子里应有 1 到 {most} 个空，英文的空数须与中文一致。",
                               "The sentence should have 1 to {most} blanks, as many in English as in Chinese.";
    SCALE_POINTS = "量表应分 3 到 10 档。",
                   "A scale has 3 to 10 points.";
    BLOCK_QUESTION = "意见建议里只能放单选题。",
                     "A suggestion block asks single choices only.";
    BLOCK_CODE = "意见建议里的题目不能用代码“text”，它留给意见文字，请删除后重新添加。",
                 "The code “text” belongs to the suggestion itself; remove this question and add it anew.";
}
