//! Words of one question's form.

use crate::domain::lang::words;

words! {
    new_question(kind: &str) = "新增{kind}",
                               "New question: {kind}";
    edit_question(number: usize, kind: &str) = "第 {number} 项：{kind}",
                                               "Item {number}: {kind}";
    entry(number: usize, text: &str) = "第 {number} 项“{text}”：",
                                       "Item {number}, “{text}”:";
    TEXT_ZH = "题目（中文）",
              "Question (Chinese)";
    TEXT_EN = "题目（英文）",
              "Question (English)";
    HELP_ZH = "补充说明（中文）",
              "Help (Chinese)";
    HELP_EN = "补充说明（英文）",
              "Help (English)";
    HELP_HELP = "显示在题目下方，可以不填。",
                "Stands below the question; may be left out.";
    IS_REQUIRED = "必须回答",
                  "Must be answered";
    IS_REQUIRED_HELP = "必答题请给出“不清楚”或“不便说”这样的选项，不强迫表态。",
                       "Give required questions an option such as “Not sure”, so that nobody is pressed.";
    POSITION = "排在第几项",
               "Position";
    position_help(of: usize) = "本列表共 {of} 项（含说明）。填写数字即可移动到该位置。",
                               "The list has {of} entries, notes included. Type a number to move it there.";
    POSITION_WRONG = "请填写列表范围内的整数。",
                     "Please give a whole number within the list.";
    CODE_HELP = "代码可以不填，由系统生成；定了就不再改，统计按代码归并。小写字母开头，可含小写字母、数字和下划线。",
                "The code may be left blank to have one made; it never changes, since answers are counted by it. A small letter first, then small letters, digits and underscores.";
    CODE_FIXED = "代码不再更改，统计按代码归并。",
                 "The code never changes, since answers are counted by it.";
    CODE_WRONG = "代码以小写字母开头，只含小写字母、数字和下划线，最多 40 个字符。",
                 "A code begins with a small letter and holds small letters, digits and underscores, 40 at most.";
    code_reserved(word: &str) = "“{word}”在条件里另有含义，不能作题目代码，请换一个。",
                                "“{word}” means something else in conditions and cannot be a question's code; choose another.";
    KIND_WRONG = "题型不在可选的范围内，请重新选择；没有可选的题型时，请回到问卷重新打开这一题。",
                 "This kind is not among those offered; please choose again, or, where none is offered, open the question anew.";
    of_option(row: usize, what: &str) = "选项 {row}：{what}",
                                        "Option {row}: {what}";
    of_line(row: usize, what: &str) = "第 {row} 行：{what}",
                                      "Row {row}: {what}";
    PLACE_WRONG = "“顺序”请填写整数，或者留空。",
                  "Order is a whole number, or left blank.";
    CODE_TWICE = "这个代码重复了，请换一个。",
                 "This code is there twice; choose another.";
    CHINESE_FIRST = "写了英文，也请写上中文。",
                    "There is English here; please write the Chinese too.";
    POINTS = "分为几档",
             "Number of points";
    POINTS_HELP = "3 到 10 档，常用 5 档。",
                  "3 to 10; usually 5.";
    LOW_ZH = "最低一档的含义（中文）",
             "What 1 means (Chinese)";
    LOW_EN = "最低一档的含义（英文）",
             "What 1 means (English)";
    HIGH_ZH = "最高一档的含义（中文）",
              "What the highest means (Chinese)";
    HIGH_EN = "最高一档的含义（英文）",
              "What the highest means (English)";
    UNSURE = "提供“不清楚”选项",
             "Offers “Not sure”";
    UNWILLING = "提供“不便说”选项",
                "Offers “Rather not say”";
    LEAST = "至少选几项",
            "At least so many";
    MOST = "最多选几项",
           "At most so many";
    BOUND_HELP = "不填即不限。“排他”的选项不计在内。",
                 "Blank means no limit. Options that stand alone are not counted.";
    BOUND_WRONG = "请填写 1 到 100 的整数，或者留空。",
                  "Please give a whole number from 1 to 100, or leave it blank.";
    OTHER = "可注明",
            "With text";
    FIXED = "位置固定",
            "Stays put";
    MOVES = "随机排列",
            "Changes places";
    SHUFFLE = "选项随机排列",
              "Options in random order";
    SHUFFLE_HELP = "每次打开页面随机排列，顺序不保存。“位置固定”“排他”“可注明”的选项不动。不运行脚本的简易页按原顺序排列。",
                   "Shuffled each time a page opens, and the order is never stored. Options that stay put, stand alone or take a text do not move. The plain page, which runs no script, keeps the order below.";
    SHUFFLE_RANKED_HELP = "每次打开页面随机排列，顺序不保存。“位置固定”的选项不动。不运行脚本的简易页按原顺序排列。",
                          "Shuffled each time a page opens, and the order is never stored. Options that stay put do not move. The plain page, which runs no script, keeps the order below.";
    PARTS = "分配给哪些项",
            "What it is divided among";
    PARTS_HELP = "每一项填一个整数，各项相加等于总数。中英文都清空即删除该项。",
                 "Each takes a whole number, and together they make the total. Clear both texts to remove one.";
    TOTAL = "总数",
            "Total";
    PLACES = "排出前几位",
             "How many places are given";
    FROM = "最小值",
           "Least";
    TO = "最大值",
         "Most";
    LIMIT_HELP = "可以不填，不填即不限。",
                 "Blank means no limit.";
    FROM_DATE = "最早日期",
                "Earliest date";
    TO_DATE = "最晚日期",
              "Latest date";
    DATE_HELP = "可以不填。写成 2026-03-22。",
                "May be left out. Write 2026-03-22.";
    FROM_TIME = "最早时间",
                "Earliest time";
    TO_TIME = "最晚时间",
              "Latest time";
    TIME_HELP = "可以不填。写成 09:30。",
                "May be left out. Write 09:30.";
    DECIMALS = "小数位数",
               "Decimals";
    UNIT_ZH = "单位（中文）",
              "Unit (Chinese)";
    UNIT_EN = "单位（英文）",
              "Unit (English)";
    CUTS = "统计分段的起点",
           "Where the counted ranges begin";
    CUTS_HELP = "例如“5，10，20”分成不足 5、5 至不足 10、10 至不足 20、20 及以上四段。统计只数各段的份数；不填分段的按文字处理，与答案分开，不做统计。",
                "“5, 10, 20” makes four: below 5, 5 to below 10, 10 to below 20, 20 and more. Only these are counted; without them the values are texts, kept apart from the answers and not counted.";
    CUTS_DATE_HELP = "例如“2026-01-01，2026-07-01”分成 2026-01-01 以前、2026 年上半年、2026-07-01 起三段。统计只数各段的份数；不填分段的按文字处理，与答案分开，不做统计。",
                     "“2026-01-01, 2026-07-01” makes three: before the first, between them, and from the second on. Only these are counted; without them the values are texts, kept apart from the answers and not counted.";
    CUTS_TIME_HELP = "例如“09:00，12:00”分成 09:00 以前、09:00 起至 12:00 以前、12:00 起三段。统计只数各段的份数；不填分段的按文字处理，与答案分开，不做统计。",
                     "“09:00, 12:00” makes three: before the first, between them, and from the second on. Only these are counted; without them the values are texts, kept apart from the answers and not counted.";
    CUTS_WRONG = "请从小到大填写分段的起点，用逗号隔开，最多 20 个。",
                 "Please give up to 20 of them in ascending order, with commas between.";
    VALUE_WRONG = "请按说明的写法填写。",
                  "Please write it as the help says.";
    whole_from_to(least: u32, most: u32) = "请填写 {least} 到 {most} 的整数。",
                                           "Please give a whole number from {least} to {most}.";
    SENTENCE_ZH = "句子（中文）",
                  "Sentence (Chinese)";
    SENTENCE_EN = "句子（英文）",
                  "Sentence (English)";
    SENTENCE_HELP = "每一空用三个以上下划线表示，例如：我每年到窗口约____次，最久等过____分钟。最多 20 空，英文的空数须与中文一致。",
                    "Three or more underscores make a blank: I come about ____ times a year. At most 20, as many in English as in Chinese.";
    LINES = "矩阵的行",
            "Lines of the matrix";
    LINES_HELP = "每一行都用下面同样的选项或分值来回答。中英文都清空即删除该行。",
                 "Each line is answered by the same options or points. Clear both texts to remove a line.";
    OPTIONS = "选项",
              "Options";
    OPTIONS_HELP = "中英文都清空即删除该选项。改“顺序”里的数字可以调整先后。",
                   "Clear both texts to remove an option. Change the number to move it.";
    ALONE_HELP = "“排他”指选了它就不能再选别的，例如“以上都没有”；不清楚、不便说用代码 unsure、unwilling，统计时单列。",
                 "“Alone” means that it cannot be combined, such as “None of these”; not sure and rather not say have the codes unsure and unwilling and are counted apart.";
    OTHER_HELP = "“可注明”的选项旁边有一行文字，与别的文字一样单独拆出，不与答案放在一起。",
                 "“With text” puts a line beside the option; like all texts it is taken out and never stands beside answers.";
    ROW = "行",
          "Row";
    OPTION_ZH = "中文",
                "Chinese";
    OPTION_EN = "英文",
                "English";
    ALONE = "排他",
            "Alone";
    in_row(what: &str, row: usize) = "第 {row} 行：{what}",
                                     "Row {row}: {what}";
    MORE_ROWS = "再加五行",
                "Five more rows";
    options_at_most(most: usize) = "选项最多 {most} 个。",
                                   "At most {most} options.";
    ABOUT = "随意见一起问的单选题",
            "Asked beside the text";
    ABOUT_LEAD = "代码 unit（单位）、step（环节）、category（类别）由经办环节读取，请保留。选项代码与单位代码一致时，可直接对应到单位。",
                 "The codes unit, step and category are read by the desk, so keep them. Options named like a unit's code lead to that unit.";
    NO_ABOUT = "没有随问的题目，只收文字。",
               "Nothing is asked beside the text.";
    ADD_ABOUT = "新增随问题目",
                "Add a question beside the text";
    REMOVE = "删除这一题",
             "Remove this question";
    REMOVE_QUESTION = "删除后，草稿里不再有这一题。已发布的版本不受影响。",
                      "The draft will no longer hold it. Published versions are not affected.";
    REMOVE_NOW = "确认删除",
                 "Remove it";
    STALE = "您编辑期间，其他人改过这份问卷，刚才的内容没有保存。您填写的都还在下面：请核对现在保存的内容，再决定是否保存。",
            "While you were editing someone else changed this questionnaire; what you sent was not saved. All you typed still stands below: look at what is stored now, then decide whether to save.";
    GONE = "您编辑期间，其他人删除了这一题，刚才的内容没有保存。您填写的都还在下面，保存会作为新题加入。",
           "While you were editing someone else removed this question; what you sent was not saved. All you typed still stands below; saving adds it as a new question.";
    STALE_CHECK = "检查之后，其他人又改过草稿，所以没有发布。请核对下面最新的检查结果再发布。",
                  "Someone else changed the draft after you looked, so nothing was published. Look at the newest check below.";
    STORED_NOW = "现在保存的内容",
                 "What is stored now";
}
