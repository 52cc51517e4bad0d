//! Words of further languages.

use crate::domain::lang::{Text, words};
use crate::domain::questionnaires::Writing;

words! {
    LANGUAGES = "文字与译文",
                "Languages and translations";
    LANGUAGES_LEAD = "问卷以中文为准。英文可以不译；还可以再加别的文字，答卷人在页面上方选择。没有译文的地方显示中文。",
                     "Chinese is the text that counts. English may be left out; further languages can be added, and respondents choose at the head of the page. Chinese stands wherever a translation is missing.";
    LANGUAGE = "文字",
               "Language";
    TAG = "语言代码",
          "Language tag";
    TAG_HELP = "国际通用的语言代码，例如蒙古文 mn-Mong、维吾尔文 ug、藏文 bo、哈萨克文 kk。不能是中文或英文。",
               "The common code of the language, such as mn-Mong, ug, bo or kk; neither Chinese nor English.";
    language_there(tag: &str, name: &str) = "这份问卷已经有“{tag}”（{name}），没有再加。要改它的名称或书写方向，请勾选下面一项再提交，译文不变。",
                                            "The questionnaire has “{tag}” ({name}) already, so nothing was added. To change its name or how it is written, tick the box below and send this again; translations stay.";
    DESCRIBE_ANEW = "改用这里填写的名称和书写方向",
                    "Use the name and the writing given here instead";
    OWN_NAME = "用这种文字写的名称",
               "Its name, in the language itself";
    OWN_NAME_HELP = "答卷人按这个名称选择。",
                    "Respondents choose by this name.";
    WRITING = "书写方向",
              "How it is written";
    MISSING_TEXTS = "未译",
                    "Missing";
    TRANSLATE = "翻译",
                "Translate";
    translate_into(name: &str) = "翻译成{name}",
                                 "Translate into {name}";
    ADD_LANGUAGE = "增加一种文字",
                   "Add a language";
    OFTEN_WANTED = "常用的文字",
                   "Often wanted";
    remove_language(name: &str) = "去掉{name}",
                                  "Remove {name}";
    REMOVE_LANGUAGE_QUESTION = "草稿里这种文字的译文会全部去掉；已发布的版本不受影响，修改记录里可以找回。",
                               "All that is written in it goes from the draft; published versions are not affected, and the history can bring it back.";
    LANGUAGE_GONE = "已去掉这种文字。",
                    "The language was removed.";
    TRANSLATE_LEAD = "左边（上边）是中文原文，右边（下边）填写译文。写好一页保存一页；不填的显示中文。",
                     "The Chinese text stands left (above), its translation right (below). Save page by page; Chinese stands in for what is left out.";
    still_missing(count: usize) = "还有 {count} 处没有译文，会显示中文。",
                                  "{count} texts are still missing; Chinese stands in for them.";
    blanks_differ(count: usize) = "空数应与中文一致：{count} 个（每个空写三个以上下划线）。",
                                  "As many blanks as in Chinese, please: {count} (three or more underscores each).";
    EXPORT_TEXTS = "导出译文表",
                   "Export the texts";
    IMPORT_TEXTS = "导入译文表",
                   "Import translations";
    FILE = "译文表",
           "File of translations";
    FILE_HELP = "先导出译文表，填好最后一列再导入（XLSX 或 CSV）。空着的格不改动原有译文。",
                "Export the texts first, fill in the last column and import the file (XLSX or CSV). A blank cell leaves what is there.";
    FILE_MISSING = "请选择一个文件。",
                   "Please choose a file.";
    NOTHING_IMPORTED = "没有导入任何内容。请按下面的提示修改后重新选择文件。",
                       "Nothing was imported. Mend the lines below and choose the file again.";
    NAME_COLUMN = "名称",
                  "name";
    ZH_COLUMN = "中文",
                "Chinese";
    EN_COLUMN = "英文",
                "English";
    TEXT_COLUMN = "译文",
                  "translation";
    unknown_text(name: &str) = "问卷里没有“{name}”这处文字，请重新导出译文表。",
                               "The questionnaire has no text “{name}”; export the texts again.";
    OTHER_ORIGINAL = "中文原文已经改过，与表里的不同，请重新导出译文表。",
                     "The Chinese text is not the one of the file any more; export the texts again.";
    line(number: u32, what: &str) = "第 {number} 行：{what}",
                                    "Line {number}: {what}";
    imported(count: usize) = "已导入 {count} 处译文。",
                             "{count} translations were imported.";
    RIGHTWARD = "从左到右",
                "Left to right";
    LEFTWARD = "从右到左",
               "Right to left";
    DOWNWARD = "竖写（标题、开头说明和邀请卡竖排，题目横排）",
               "Downward (titles, opening lines and cards in columns, questions in lines)";
    missing_in(name: &str, count: usize) = "{name}：还有 {count} 处没有译文",
                                           "{name}: {count} texts are missing";
    FURTHER_MISSING = "以下文字的译文不全，没有译文的地方显示中文（不影响发布）：",
                      "These languages are incomplete; Chinese stands in (this does not keep you from publishing):";
}

/// How a language is written, in words.
pub fn writing(writing: Writing) -> Text {
    match writing {
        Writing::Rightward => RIGHTWARD,
        Writing::Leftward => LEFTWARD,
        Writing::Downward => DOWNWARD,
    }
}
