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
