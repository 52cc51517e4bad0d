//! Words about the rows of measures in the form of a plan.

use crate::domain::lang::words;

words! {
    MEASURES_HELP = "一行一项，每项最多 500 字。清空一行即删去这一项；改动序号可调整顺序。",
                    "One a row of at most 500 characters. Clear a row to remove the measure; change its number to move it.";
    ORDER = "序号",
            "Number";
    PLACE_WRONG = "序号请填数字。",
                  "Please give a number.";
    measure_number(row: usize) = "第 {row} 项措施的序号",
                                 "Number of measure {row}";
    PASTE = "从表格粘贴",
            "Paste from a table";
    PASTE_HELP = "从 Excel、Word 表格或者已有文稿中复制，粘贴到这里，一行成为一项，编号自动去掉。粘贴的内容有表头时，只取“措施”一列。",
                 "Copy from Excel, a table of Word or a text and paste here: each line becomes a row, without its number. Where there is a heading, the column of measures (措施) is taken.";
    SAMPLES = "措施范例",
              "Sample measures";
    SAMPLES_HELP = "勾选合适的加入措施，再按本单位情况改写。",
                   "Tick what fits, then make it your own.";
    SAMPLES_OF_AREAS = "按重点领域选取",
                       "By key area";
    TO_ROWS = "加入措施（不保存）",
              "Add as rows (saves nothing)";
    added(count: usize) = "已加入 {count} 项，尚未保存。请核对、改写后保存草稿或者报审。",
                          "Rows added: {count}, not saved yet. Check and adapt them, then save or hand in.";
    DRAFT = "已有草稿",
            "There is a draft";
    DRAFT_LEAD = "这个条目已保存过整改措施草稿。立查立改会直接申请销号，请先选择怎样处理草稿里的措施；草稿里的完成时限不再适用。",
                 "A draft of measures is stored for this item. Putting it right at once asks for closing: first choose what becomes of the measures of the draft. Its due date does not apply any more.";
    draft_due(day: &str) = "草稿里的完成时限：{day}",
                           "Due date of the draft: {day}";
    DRAFT_CHOICE = "草稿里的措施",
                   "Measures of the draft";
    DRAFT_KEEP = "保留，与下面填写的措施一并报送（佐证材料同时证明这几项）",
                 "Keep them, together with the one below; the file shows them all";
    DRAFT_REPLACE = "不保留，只报送下面填写的措施",
                    "Leave them out and report the one below only";
    at_once_lead(due: &str) = "当场能改好的，发现的问题、措施、完成情况和佐证材料一次填报，直接申请销号，仍由本单位以外的人员核验；限 1 级、2 级，只有一项措施的。被退回整改的，完成时限为 {due}（已过的，为填报当日）。",
                              "What could be put right at once is reported in one go, with plan, completion and proof, and verified by someone else: for levels 1 and 2 and a single measure. Should it be sent back, it is due on {due}, or on the day of this report if that has passed.";
    too_many(most: usize, all: usize) = "最多 {most} 项措施，加上粘贴或者勾选的共有 {all} 项。请合并，或者把风险点拆成几个条目。",
                                        "At most {most} measures; with these there would be {all}. Join some, or divide the risk point.";
}
