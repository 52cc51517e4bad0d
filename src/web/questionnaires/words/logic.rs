//! Words of conditions: their fields, and what is wrong with one.

use crate::domain::lang::words;

words! {
    CONDITIONS = "条件",
                 "Conditions";
    CONDITIONS_HELP = "可以不填。条件只能读取排在前面的选择、量表、推荐度、矩阵、排序题，以及设有统计分段的数字、日期、时间、比重题；不能读取填空题和意见建议。",
                      "May be left out. A condition reads questions that stand before it: choices, scales, recommendations, tables, rankings, and numbers, dates, times and shares with ranges; never texts or suggestions.";
    HOW_TO_WRITE = "条件怎么写",
                   "How to write a condition";
    HOW_EXAMPLES = "用题目代码和选项代码书写，选项代码加引号。例如：",
                   "Write the codes of questions and options; an option's code stands in quotation marks. For example:";
    EXAMPLE_CHOICE = "单选题选了某一项",
                     "one option was chosen";
    EXAMPLE_MANY = "多选题包含某一项",
                   "an option is among those chosen";
    EXAMPLE_SCALE = "量表题的分数",
                    "the point of a scale";
    EXAMPLE_ROW = "矩阵题的一行、排序题某项的名次",
                  "a row of a table, the place of an option";
    EXAMPLE_BIN = "数字、日期（20260101）、时间（930）与分段起点比较",
                  "a number, a date (20260101) or a time (930) against where a range begins";
    EXAMPLE_SHARE = "比重题的一项与分段起点比较；选了“不清楚”“不便说”的，整题写作 'unsure'、'unwilling'",
                    "one part of a total against where a range begins; not sure and rather not say stand for the whole question";
    EXAMPLE_BOTH = "并且、或者、并非、已经作答、选了几项",
                   "and, or, not, answered, how many were chosen";
    HOW_WIDE = "也可以写中文：且、或、非、包含、已答(…)、项数(…)，全角符号也可以。",
               "Chinese words (且 或 非 包含 已答 项数) and full-width signs are understood too.";
    HOW_OPEN = "没有作答的题与任何答案都不相等，也没有大小，所以除“≠”以外的比较都不成立；加减乘除时按 0 计算。“不清楚”写作 'unsure'，它不是分数。",
               "An unanswered question equals no answer and has no order, so every comparison but “≠” fails; in sums it counts as 0. 不清楚 (not sure) is written 'unsure' and is no number.";
    READABLE = "这一题的条件可以读取",
               "What a condition here can read";
    NOTHING_READABLE = "前面还没有可以读取的题。",
                       "No question before this one can be read.";
    points(low: i32, high: i32) = "{low} 到 {high} 的数",
                                  "a number from {low} to {high}";
    SHOW_IF = "什么情况下问这一题",
              "When it is asked";
    SHOW_IF_HELP = "不填就是都问。条件不成立时，这一题不显示，填了也不计入。",
                   "Left blank, it always is. Where the condition fails the question is not shown and no answer to it counts.";
    REQUIRED_IF = "什么情况下必填",
                  "When it must be answered";
    REQUIRED_IF_HELP = "勾选了“必须回答”的不用填。",
                       "Not needed where it must be answered in any case.";
    VALID_IF = "答案应满足的条件",
               "What an answer must satisfy";
    VALID_IF_HELP = "只在这一题作答后检查，可以读取这一题自己。",
                    "Checked once the question is answered; it may read the question itself.";
    VALID_ZH = "不满足时的提示（中文）",
               "What is said otherwise (Chinese)";
    VALID_EN = "不满足时的提示（英文）",
               "What is said otherwise (English)";
    VALID_MESSAGE_HELP = "不填就用条件的文字说明。",
                         "Left blank, the condition is said in words.";
    MESSAGE_ALONE = "写了提示，请也写上条件。",
                    "There is a message here; please write the condition too.";
    REPEAT_HELP = "可以引用前面的回答：写 {q.代码}，例如“您对{q.unit}满意吗？”",
                  "An earlier answer can be repeated: write {q.code}, as in “Are you content with {q.unit}?”";

    at(place: usize, what: &str) = "第 {place} 个字处：{what}",
                                   "At character {place}: {what}";
    TOO_LONG = "条件太长，请拆成几个条件。",
               "The condition is too long; make several of it.";
    TOO_DEEP = "括号套得太深，请简化。",
               "Too many brackets inside one another; please make it simpler.";
    odd(character: &str) = "不认识“{character}”，请删除或改写。",
                           "“{character}” means nothing here; remove it or write it otherwise.";
    NOT_CLOSED = "引号或花括号没有配对，请补全。",
                 "A quotation mark or brace is not closed; please close it.";
    not_a_code(word: &str) = "“{word}”不是代码。代码以小写字母开头，只含小写字母、数字和下划线。",
                             "“{word}” is no code. Codes begin with a small letter and hold small letters, digits and underscores.";
    LONG_NUMBER = "数字太长，整数部分最多 9 位，小数最多 6 位。",
                  "The number is too long: at most 9 digits, and 6 behind the point.";
    ENDS_TOO_EARLY = "条件没有写完，请补全。",
                     "The condition ends too early; please complete it.";
    UNEXPECTED = "这里的写法不对，请检查前后是否缺少“且”“或”或比较符号。",
                 "This cannot stand here; look whether “and”, “or” or a comparison is missing.";
    CHAINED = "不能连续比较，请写成两个条件，用“且”连接。",
              "Comparisons cannot be chained; write two and join them with “and”.";
    unknown(code: &str) = "没有代码为“{code}”的题。如果这是选项，请加引号：'{code}'。",
                          "No question has the code “{code}”. If it is an option, put it in quotation marks: '{code}'.";
    not_before(code: &str) = "题目“{code}”不在前面。条件只能读取排在前面的题，请调整顺序。",
                             "The question “{code}” does not stand before this one. Conditions look backward only; change the order.";
    sealed_block(code: &str) = "“{code}”属于意见建议，条件不能读取它。",
                               "“{code}” belongs to a suggestion, which no condition may read.";
    sealed_text(code: &str) = "“{code}”是填空题，条件不能读取它。",
                              "“{code}” is a free text, which no condition may read.";
    sealed_unbinned(code: &str) = "“{code}”没有设置分段，填写的内容按文字保密，不能写进条件。请先给它设置分段。",
                                  "“{code}” has no bins: what is filled in is kept as a text, and conditions cannot read it. Give it bins first.";
    cut_needed(code: &str) = "“{code}”启封后只留下所在的分段，条件里只能用 < 或 ≥ 与某个分段的起点比较。",
                             "Of “{code}” only the bin is kept: compare it by < or ≥ with where a bin begins, and with nothing else.";
    sealed_note(code: &str) = "“{code}”是说明文字，没有答案。",
                              "“{code}” is a note and has no answer.";
    not_offered(question: &str, option: &str) = "题目“{question}”没有代码为“{option}”的选项，请核对。",
                                                "The question “{question}” has no option “{option}”; please check.";
    no_row(question: &str, row: &str) = "题目“{question}”没有代码为“{row}”的行。",
                                        "The question “{question}” has no row “{row}”.";
    row_needed(question: &str) = "题目“{question}”有好几行，请写明哪一行：{question}.行代码。",
                                 "The question “{question}” has several rows; name one: {question}.row.";
    NUMBER_NEEDED = "这里要用数字或量表题，选项没有大小。",
                    "A number or a scale is needed here; options have no order.";
    CONDITION_NEEDED = "这里要写一个条件，例如 service = 5。",
                       "A condition is needed here, such as service = 5.";
    VALUE_NEEDED = "条件不能拿来比较或计算。",
                   "A condition cannot be compared or calculated with.";
    use_contains(question: &str) = "“{question}”是多选题，请写：{question} contains '选项代码'。",
                                   "Several may be chosen in “{question}”; write: {question} contains 'option'.";
    USE_EQUAL = "只有多选题能用“包含”，这里请用“=”。",
                "Only a multiple choice can contain something; use “=” here.";
    NEVER_EQUAL = "两边的种类不同，不可能相等。",
                  "The two sides are of different kinds and are never equal.";

    flawed(purpose: &str, what: &str) = "{purpose}：{what}",
                                        "{purpose}: {what}";
    CONDITION_IN_BLOCK = "意见建议里的题目不能带条件，否则意见离开答卷后会透露其他题的回答。请删除这一题后重新添加。",
                         "A question inside a suggestion has no condition: the text would tell of other answers after it has left. Remove this question and add it anew.";
    NEVER_ASKED = "无论前面怎么回答，都问不到这一题，请修改条件。",
                  "No answers lead to this question; change its condition.";
    NEVER_REQUIRED = "“必填”的条件永远不会成立，请修改。",
                     "The condition for being required never holds; change it.";
    NEVER_FITS = "没有一个答案能满足这一题的条件，请修改。",
                 "No answer satisfies what this question demands; change it.";
    repeat(code: &str) = "文字里的 {{q.{code}}} 不能用：只能引用前面的选择题、量表题和单行填空。",
                         "{{q.{code}}} cannot be repeated here: only choices, scales and short texts that stand before it.";
    not_proved(looks: usize) = "检查按题目先后，把条件能区分的答案逐一试填，每份问卷最多核对 {looks} 次回答。以下条件到此还没有结论：既没有找到能使它成立的填法，也没有证明不存在。请自行核对（不影响发布）：",
                               "The check tries the answers that conditions tell apart, question by question, and looks at {looks} answers a questionnaire at most. Of these it found by then neither answers that fulfil them nor a proof that there are none; please look at them yourself (this does not keep you from publishing):";
}
