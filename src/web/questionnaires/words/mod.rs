//! Words of questionnaires.

mod bank;
mod history;
mod languages;
mod logic;
mod publishing;
mod question;

pub use self::bank::*;
pub use self::history::*;
pub use self::languages::*;
pub use self::logic::*;
pub use self::publishing::*;
pub use self::question::*;
use crate::domain::lang::{Text, words};
use crate::domain::questionnaires::{KindName, Paging};

words! {
    QUESTIONNAIRES = "问卷",
                     "Questionnaires";
    LEAD = "草稿可以随时修改；发布后成为固定的一版，不再改动。专项工作只使用已发布的版本。",
           "A draft can be changed at any time; publishing freezes a version for good. Campaigns use versions only.";
    NEW = "新建问卷",
          "New questionnaire";
    NONE_YET = "还没有问卷。可以从方案自带的六份问卷开始，也可以新建一份空白问卷。",
               "No questionnaires yet. Begin with one of the plan's six, or with an empty one.";
    TO_SETUP = "到“设置”建立六份问卷",
               "Set up the plan's six";
    UNTITLED = "（没有标题）",
               "(untitled)";
    TITLE = "标题",
            "Title";
    TITLE_ZH = "标题（中文）",
               "Title (Chinese)";
    TITLE_EN = "标题（英文）",
               "Title (English)";
    INTRO_ZH = "开头说明（中文）",
               "Opening lines (Chinese)";
    INTRO_EN = "开头说明（英文）",
               "Opening lines (English)";
    INTRO_HELP = "显示在第一题上方。可以分段，一行一段。",
                 "Stands above the first question; a paragraph a line.";
    EN_HELP = "可以不填，英文界面会显示中文。",
              "May be left out; Chinese stands in for it.";
    PAGING = "分页显示",
             "Pages";
    PAGING_HELP = "分页由网页脚本完成；不运行脚本的浏览器显示整份问卷。",
                  "Turning pages is done by a script; browsers that run none show the whole questionnaire.";
    PAGING_NONE = "请选择一种显示方式。",
                  "Please choose one.";
    WHOLE = "全部显示在一页",
            "Everything on one page";
    SECTIONS = "每节一页（遇到小节标题或分页时换页）",
               "A section a page (a new one at each heading)";
    QUESTIONS_PAGED = "每屏一题",
                      "One question a screen";
    START = "从哪里开始",
            "Begin with";
    START_EMPTY = "空白问卷",
                  "An empty questionnaire";
    START_EMPTY_HELP = "请在下面填写标题。",
                       "Please give it a title below.";
    START_TEMPLATE_HELP = "方案自带的题目，标题和题目都可以再改。",
                          "The plan's questions; title and questions can be changed.";
    CREATE = "新建",
             "Create";
    CREATED = "问卷已建立。",
              "The questionnaire was created.";
    AUDIENCE = "调查对象",
               "Audience";
    OWN = "自拟",
          "Own";
    QUESTION_COUNT = "题数",
                     "Questions";
    DRAFT = "草稿",
            "Draft";
    VERSIONS = "已发布的版本",
               "Published versions";
    NO_VERSIONS = "还没有发布过。",
                  "Nothing was published yet.";
    UNPUBLISHED = "未发布",
                  "Not published";
    CHANGED = "有未发布的改动",
              "Has unpublished changes";
    UNCHANGED = "与最新版一致",
                "As published";
    RETIRED = "已停用",
              "Retired";
    version(number: i64) = "第 {number} 版",
                           "Version {number}";

    HEAD = "标题与开头说明",
           "Title and opening lines";
    EDIT_HEAD = "修改标题与开头",
                "Edit title and opening";
    PREVIEW = "预览",
              "Preview";
    CHECK_AND_PUBLISH = "检查与发布",
                        "Check and publish";
    QUESTIONS = "题目",
                "Questions";
    NO_QUESTIONS = "还没有题目。请从下面选择一种题型，加入第一题。",
                   "No questions yet. Choose a kind below and add the first one.";
    ADD_QUESTION = "新增题目",
                   "Add a question";
    QUESTION = "题目",
               "Question";
    KIND = "题型",
           "Kind";
    CODE = "代码",
           "Code";
    ORDER = "顺序",
            "Order";
    UP = "上移",
         "Up";
    DOWN = "下移",
           "Down";
    COPY = "复制",
           "Copy";
    which(verb: &str, number: usize) = "{verb}第 {number} 项",
                                       "{verb}: item {number}";
    REQUIRED = "必填",
               "required";
    COPIED = "已复制，请修改后使用。",
             "Copied; please change the copy.";
    REMOVED = "题目已删除。",
              "The question was removed.";
    RETIRE = "停用问卷",
             "Retire the questionnaire";
    RETIRE_QUESTION = "停用后，新的专项工作不能再选用这份问卷；已经在用的不受影响。以后可以恢复。",
                      "New campaigns can no longer choose it; those that use it are not affected. It can be taken up again.";
    RETIRE_NOW = "确认停用",
                 "Retire it";
    OFFER_AGAIN = "恢复使用",
                  "Take up again";
    RETIRED_NOTE = "这份问卷已停用，新的专项工作不能选用。",
                   "This questionnaire is retired: new campaigns cannot choose it.";
}

/// How much is in sight at a time.
pub fn paging(way: Paging) -> Text {
    match way {
        Paging::Whole => WHOLE,
        Paging::Sections => SECTIONS,
        Paging::Questions => QUESTIONS_PAGED,
    }
}

/// The name of a kind.
pub fn kind(kind: KindName) -> Text {
    let (zh, en) = match kind {
        KindName::Single => ("单选题", "Single choice"),
        KindName::Multiple => ("多选题", "Multiple choice"),
        KindName::YesNo => ("是非题", "Yes or no"),
        KindName::Dropdown => ("下拉题", "Dropdown"),
        KindName::Scale => ("量表题", "Scale"),
        KindName::Stars => ("星级题", "Stars"),
        KindName::Nps => ("推荐度题（NPS）", "Recommendation (NPS)"),
        KindName::MatrixSingle => ("矩阵单选题", "Matrix, single choice"),
        KindName::MatrixMultiple => ("矩阵多选题", "Matrix, multiple choice"),
        KindName::MatrixScale => ("矩阵量表题", "Matrix, scale"),
        KindName::MatrixText => ("矩阵填空题", "Matrix, text"),
        KindName::Ranking => ("排序题", "Ranking"),
        KindName::Number => ("数字题", "Number"),
        KindName::Shares => ("比重题", "Shares of a total"),
        KindName::Blanks => ("多项填空", "Blanks in a sentence"),
        KindName::Date => ("日期题", "Date"),
        KindName::Time => ("时间题", "Time"),
        KindName::ShortText => ("单行填空", "Short text"),
        KindName::LongText => ("多行填空", "Long text"),
        KindName::Note => ("说明文字", "Note"),
        KindName::Section => ("小节标题", "Section"),
        KindName::Page => ("分页", "Page break"),
        KindName::Suggestion => ("意见建议", "Suggestion block"),
    };
    Text { zh, en }
}
