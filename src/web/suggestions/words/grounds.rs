//! What the program would choose, and why.

use crate::domain::lang::words;

words! {
    CATEGORY_HELP = "请核对后提交。",
                    "Please check before you send.";
    GROUNDS = "系统建议及依据",
              "What the program would choose, and why";
    GROUNDS_LEAD = "仅供参考，由经办人决定。依据只取自词表、原文和以往的办理结果，用完即弃，不另留存。",
                   "A hint; the case officer decides. It is taken from the vocabularies, this text and what was decided before, for this page alone, and kept nowhere.";
    SILENT = "依据不足，系统不作建议。",
             "Too little to go by: the program would choose nothing.";
    chosen(choice: &str) = "{choice}（答卷人所选）",
                           "{choice} (the respondent's own choice)";
    chosen_by_step(choice: &str) = "{choice}（按答卷人所选环节）",
                                   "{choice} (by the step the respondent chose)";
    agreed(choice: &str, percent: u32) = "{choice}（答卷人所选，系统建议相同，把握 {percent}%）",
                                         "{choice} (the respondent's own choice; the program agrees, {percent} % sure)";
    proposed_choice(choice: &str, percent: u32) = "{choice}（系统建议，把握 {percent}%）",
                                                  "{choice} (proposed by the program, {percent} % sure)";
    start_with(what: &str) = "已预选：{what}。",
                             "Chosen beforehand: {what}. ";
    BY_RESPONDENT = "答卷人选择了此项。",
                    "The respondent chose it.";
    by_step(step: &str) = "答卷人所选环节“{step}”由该单位负责。",
                          "The respondent chose the step “{step}”, which is this unit's.";
    by_vocabulary(said: &str, set: &str, word: &str) = "原文中有{said}，见词表“{set}”中的“{word}”。",
                                                       "The text says {said}, which stands under “{word}” in the vocabulary “{set}”.";
    by_name(said: &str) = "原文中有{said}，与单位名称相符。",
                          "The text says {said}, as in the unit's name.";
    by_decisions(so: usize, of: usize) = "以往办理的相似意见 {of} 条中，有 {so} 条如此办理。",
                                         "{so} of {of} similar suggestions were decided so before.";
}
