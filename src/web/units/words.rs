//! Words of units.

use crate::domain::lang::words;

words! {
    UNITS = "单位",
            "Units";
    LEAD = "科室、中心和旗区交易中心。单位只能停用，不能删除；代码用在问卷选项里，定了就不再改。",
           "Sections, centres and banner centres. Units are deactivated, never deleted; the code stands in questionnaires and stays.";
    NEW_UNIT = "新增单位",
               "Add a unit";
    IMPORT_UNITS = "从表格导入",
                   "Import from a spreadsheet";
    NAME_ZH = "单位名称",
              "Chinese name";
    NAME_EN = "英文名称",
              "English name";
    NAME_EN_HELP = "可以不填，英文界面会显示中文名称。",
                   "May be left out; the Chinese name is shown instead.";
    CODE = "代码",
           "Code";
    CODE_HELP = "小写字母开头，可含小写字母、数字和下划线，例如 kaibiao。",
                "A small letter first, then small letters, digits and underscores, for example kaibiao.";
    KIND = "类别",
           "Kind";
    STANDING = "状态",
               "Standing";
    ACTIVE = "在用",
             "Active";
    DEACTIVATED = "已停用",
                  "Deactivated";
    TO_SETUP = "到“设置”载入方案",
               "Load the plan in Setting up";
    NO_UNITS = "还没有单位。可以载入方案中的示例，也可以逐个新增或从表格导入。",
               "No units yet. Load the plan's examples, add them one by one, or import a spreadsheet.";
    FILE_HELP = "XLSX 或 CSV，第一行为列名：单位名称、代码、类别（市直科室、中心、旗区交易中心、领导小组办公室、机关纪委）、英文名称（可空）。有一行不对，就整份不导入。",
                "XLSX or CSV; the first row names the columns: 单位名称/name, 代码/code, 类别/kind, 英文名称/english name. One wrong line and nothing is imported.";
    BAD_NAME = "单位名称为空或太长",
               "the name is blank or too long";
    BAD_NAME_EN = "英文名称太长",
                  "the English name is too long";
    bad_code(code: &str) = "代码“{code}”不符合要求：小写字母开头，只含小写字母、数字和下划线",
                           "the code “{code}” does not fit: a small letter first, then small letters, digits and underscores";
    code_taken(code: &str) = "代码“{code}”重复",
                             "the code “{code}” is taken";
    bad_kind(kind: &str) = "没有名为“{kind}”的类别",
                           "there is no kind “{kind}”";
    imported(count: usize) = "已导入 {count} 个单位。",
                             "Units imported: {count}.";
}
