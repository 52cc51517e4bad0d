//! Words of the bank.

use crate::domain::lang::words;

words! {
    BANK = "题库",
           "Question bank";
    BANK_LEAD = "单位留作反复使用的题目。问卷取用的是一份副本：题库以后再改，草稿和已发布的问卷都不会自己变。",
                "Questions kept for reuse. A questionnaire takes a copy: what changes here later changes no draft and no published version by itself.";
    BANK_EMPTY = "题库还是空的。在问卷里打开一道题，点“题库”，就可以放进来。",
                 "The bank is empty. Open a question of a questionnaire and press “Bank” to put it here.";
    BANK_NOTHING_FOUND = "没有符合条件的题。",
                         "No question matches.";
    SEARCH_TEXT = "文字或代码",
                  "Text or code";
    SEARCH = "查找",
             "Search";
    ALL_KINDS = "全部题型",
                "Every kind";
    STATE = "状态",
            "State";
    ALL_STATES = "全部",
                 "All";
    IN_USE = "可选用",
             "Offered";
    USED_IN = "使用情况",
              "Used";
    used(drafts: usize, published: usize) = "草稿 {drafts} 份，已发布 {published} 版",
                                            "{drafts} drafts, {published} published";
    UNUSED = "还没有问卷使用",
             "Not used yet";
    NEWEST = "最新版",
             "Newest";
    BANK_VERSIONS = "历次版本",
                    "Versions";
    MADE_BY = "放入人",
              "Put in by";
    MADE_AT = "放入时间",
              "Put in at";
    SINCE_BEFORE = "与上一版的差别",
                   "What changed since the version before";
    IN_DRAFT = "草稿",
               "Draft";
    IN_VERSIONS = "已发布",
                  "Published";
    taken_version(number: i64) = "题库第 {number} 版",
                                 "bank version {number}";
    published_with(number: i64, taken: i64) = "第 {number} 版（题库第 {taken} 版）",
                                              "version {number} (bank version {taken})";
    BANK_RETIRE = "停用这道题",
                  "Retire the question";
    BANK_RETIRE_QUESTION = "停用后，问卷不能再从题库加入这道题；已经在用的草稿和已发布的版本不受影响。题库里的题不会删除，以后可以恢复。",
                           "Questionnaires can no longer take it; drafts and versions that have it keep it. Nothing is ever removed from the bank, and it can be taken up again.";
    BANK_RETIRED_NOTE = "这道题已停用，问卷不能再选用。",
                        "This question is retired: questionnaires cannot take it any more.";

    FROM_BANK = "从题库加入",
                "From the bank";
    FROM_BANK_LEAD = "加入的是最新一版的副本，会记住来自题库的哪一版。条件可以在加入以后再写。",
                     "What comes in is a copy of the newest version and remembers which one it was. Conditions can be written afterwards.";
    INSERT = "加入",
             "Take";
    insert_which(text: &str) = "加入：{text}",
                               "Take: {text}";
    INSERTED = "已从题库加入。",
               "The question was taken from the bank.";
    IN_DRAFT_ALREADY = "已在问卷里",
                       "Here already";
    BANK_NONE_OFFERED = "题库里没有可以加入的题。",
                        "The bank offers no question.";

    KEPT_IN_BANK = "题库",
                   "Bank";
    TO_BANK_PAGE = "题库：放入、对照或采用新版",
                   "Bank: put in, compare, take a newer version";
    STANDING_LEAD = "这道题与题库的关系。",
                    "How this question stands to the bank.";
    NOT_KEPT = "这道题不在题库里。放入以后，其他问卷可以取用；几份问卷取用同一道题，调查结果会并排列出。条件不进题库。",
               "This question is not in the bank. Once it is, other questionnaires can take it; where several ask it, the findings lay it side by side. Conditions stay behind.";
    KEEP = "放入题库",
           "Put into the bank";
    KEPT = "已放入题库。",
           "The question is in the bank.";
    keep_as(number: i64) = "作为第 {number} 版放入题库",
                           "Put into the bank as version {number}";
    KEEP_HELP = "题库里会多一版，旧版都留着；用旧版的草稿会得到提示，不会自己变。",
                "The bank gets one more version and keeps the old ones; drafts that have an older one are told and change nothing by themselves.";
    kept_as(number: i64) = "已作为第 {number} 版放入题库。",
                           "It is in the bank as version {number}.";
    renew_to(number: i64) = "采用题库第 {number} 版",
                            "Take version {number} of the bank";
    RENEW_QUESTION = "题目的文字、选项和设置会换成题库最新的一版，代码、位置和条件不变。换之前的样子留在修改记录里。请看看别的题有没有条件用到要删去的选项。",
                     "Text, options and settings become those of the newest version; code, place and conditions stay. What it was stays in the history. Look whether conditions of other questions read an option that goes.";
    RENEW_LOSES = "这道题在问卷里改过，这些改动会被换掉。",
                  "It was changed here, and these changes are replaced.";
    RENEW_NOW = "确认采用",
                "Take it";
    RENEWED = "已采用题库的新版。",
              "The newer version of the bank was taken.";
    HAS_NEWER = "题库有新版",
                "Newer in the bank";
    CHANGED_HERE = "在这里改过",
                   "Changed here";
    TRANSLATED_ANEW = "译文与题库不同",
                      "Translated otherwise";
    BANK_EDIT = "修改这道题",
                "Change the question";
    BANK_EDIT_LEAD = "保存后成为新的一版，旧版都留着；用旧版的草稿会得到提示，不会自己变，已发布的问卷不受影响。",
                     "Saving makes a new version and keeps the old ones; drafts that have an older one are told and change nothing by themselves, and nothing published changes.";
    SAVE_VERSION = "保存为新版",
                   "Save as a new version";
    STALE_VERSION = "您修改期间，题库里又有了新版，所以没有保存。下面仍是您填写的内容，请对照最新一版后再保存。",
                    "Meanwhile the bank got a newer version, so nothing was saved. What you typed still stands below; compare it with the newest version, then save again.";
    SAME_AS_BANK = "与题库最新的一版一致。",
                   "The same as the newest version in the bank.";
    HERE_AND_NEWEST = "下面左边（上边）是这份问卷里的，右边（下边）是题库最新的一版。",
                      "What stands here is left (above), the newest version of the bank right (below).";
    NOW_HERE = "问卷里的",
               "Here";
    SOME_BEHIND = "有的题在题库里已经有新版，题目下面有标记。打开标记可以看差别，再决定要不要采用。",
                  "The bank has newer versions of some questions; they are marked below. Open the mark to see what differs, then decide.";
    BEHIND = "以下题目在题库里已经有新版（不影响发布，发布的是现在草稿里的样子）：",
             "The bank has newer versions of these (this does not keep you from publishing what the draft says now):";
    STALE_BANK = "您查看期间，草稿或题库又有改动，所以没有保存。下面是最新的情况，请核对后再决定。",
                 "Draft or bank changed meanwhile, so nothing was saved. Below is how it stands now; look again, then decide.";
}
