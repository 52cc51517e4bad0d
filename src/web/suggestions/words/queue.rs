//! The queue and its list.

use crate::domain::lang::words;
use crate::domain::time::Day;

words! {
    TERMS = "意见原文保留多久",
            "How long raw texts are kept";
    terms(after: u64, most: u64) = "最后一批交办（此后没有待办的意见）满 {after} 日，或者启封满 {most} 日，意见原文及其密钥自动销毁，提炼后的内容保留。到期时已复核、仍不足以交办的意见（一个单位不足 5 条），理由记为“到期未达交办数量”；没有办完的（未提炼、未确认、未复核、未交办），记为“到期未办理”，督导组可见。",
                                   "Raw texts and their key are destroyed {after} days after the last batch, once nothing waits any more, and at the latest {most} days after the opening; what was distilled stays. What was cleared by then but said by too few (fewer than 5 for a unit) is not adopted for that reason; what nobody finished with is recorded as not dealt with in time, which the supervision group sees.";
    at_most(pool: &str, day: Day) = "{pool}：最迟 {day} 销毁",
                                    "{pool}: destroyed on {day} at the latest";
    purged(pool: &str, day: Day) = "{pool}：原文及其密钥已于 {day} 销毁",
                                   "{pool}: texts and key were destroyed on {day}";
    as_things_stand(pool: &str, day: Day, most: Day) = "{pool}：按目前进度 {day} 销毁（最后一批交办满 30 日），最迟 {most}",
                                                       "{pool}: destroyed on {day} as things stand (30 days after the last batch), on {most} at the latest";
    purged_all(count: usize) = "共收到 {count} 条意见，原文已经销毁；提炼后的内容、交办、台账和数目保留。",
                               "Texts received: {count}; the raw texts are destroyed. What was distilled, its routing, the ledger and the numbers stay.";
    UNSAMPLED = "销毁前没有抽样复读。",
                "No sample of them was read again before.";
    EXPIRED = "到期未达交办数量",
              "Too few said so in time";
    NEGLECTED = "到期未办理",
                "Not dealt with in time";
    neglected(count: usize) = "其中 {count} 条到期未办理：没有人提炼、确认、复核或者交办，原文已随期限销毁。",
                              "{count} of them were not dealt with in time: nobody distilled, confirmed, cleared or released them before the texts were destroyed.";
    expired(count: usize) = "其中 {count} 条到期未达交办数量，不予采纳。",
                            "{count} of them were set aside: too few said so in time.";
    DESK = "提炼",
           "Distilling desk";
    DESK_LEAD = "原文只在这里由经办人、复核人阅读，每次打开都有记录；不能检索、导出或打印转交。",
                "Raw texts are read here alone, by the case officer and the second reader; each look is recorded. There is no search and no export.";
    NOTHING_OPENED = "还没有启封的调查组。启封以后，意见建议会出现在这里。",
                     "No pool was opened yet. Suggestions appear here after the opening.";
    WAITING = "待处理",
              "Waiting";
    PROPOSED = "搁置待确认",
               "Set aside, to be confirmed";
    SETTLED = "已搁置（两人确认）",
              "Set aside by two";
    DISTILLED = "已提炼、归并",
                "Distilled or joined";
    OTHER = "其他处理",
            "Dealt with otherwise";
    balance(received: usize) = "共收到 {received} 条，以上各项相加等于总数。",
                               "Texts in all: {received}; the numbers above add up to it.";
    empty_texts(waiting: usize, proposed: usize) =
        "“无”“没有”“很好”一类没有内容的答复：待处理 {waiting} 条，待确认 {proposed} 条，不逐条列出。",
        "Answers that say nothing: {waiting} wait, {proposed} to be confirmed; they are not listed one by one.";
    EMPTY_TOGETHER = "合并处理",
                     "Deal with them together";
    TEXTS = "意见原文",
            "Raw texts";
    ITEMS = "提炼条",
            "Distilled items";
    routed_first_to(unit: &str) = "（原交办{unit}）",
                                  " (routed to {unit} before)";
    ITEMS_LEAD = "复核通过的提炼条。意见原文不在这里显示。",
                 "Items that were cleared. Raw texts are not shown here.";
    CAMPAIGN = "专项工作",
               "Campaign";
    POOL = "调查组",
           "Pool";
    ALL_POOLS = "全部",
                "All";
    STATE = "状态",
            "State";
    NARROW = "筛选",
             "Narrow";
    ABOUT = "涉及内容",
            "About";
    ABOUT_NOTHING = "未注明涉及内容",
                    "Not said what about";
    AUDIENCE = "调查对象",
               "Audience";
    MIXED_AUDIENCE = "综合各方意见",
                     "All audiences together";
    REASON = "理由",
             "Reason";
    NO_TEXTS = "这里没有待办的意见。",
               "Nothing waits here.";
    NO_ITEMS = "没有正在办理的提炼条。",
               "No item is under way.";
    NO_CLEARED_ITEMS = "还没有复核通过的提炼条。",
                       "No item was cleared yet.";
    ALL_CAMPAIGNS = "全部（原文尚在的）",
                    "All whose texts still exist";
    ANY = "不限",
          "Any";
    CHOSEN_CATEGORY = "答卷人选的风险类别",
                      "Category chosen";
    CHOSEN_STEP = "答卷人选的环节",
                  "Step chosen";
    CHOSEN_UNIT = "答卷人选的单位",
                  "Unit chosen";
    not_understood(fields: &str) = "没有看懂网址里的筛选条件：{fields}。以下没有按它筛选。",
                                   "The address narrows by something unknown: {fields}. The list below is not narrowed by it.";
    WAITS_FOR_AUTHOR = "待处理的意见由经办人办理；您可以打开阅读，发现问题线索的可以移交。等您办理的，是下面两处：",
                       "What waits is the case officer's to deal with; you may open it, and hand over a tip you find. These two wait for you:";
    WAITS_FOR_READER = "由复核人确认；确认以前，您可以打开自己搁置的，收回重新办理。",
                       "The second reader confirms these; until then you can open those you set aside and take them back.";
    TO_PROPOSED = "搁置待确认",
                  "Set aside, to be confirmed";
    TO_ITEMS = "待复核的提炼条",
               "Items to be cleared";
    and_alike(count: usize) = "另有 {count} 条说的相同或几乎相同",
                              "{count} more to the same effect, or nearly";
    START = "逐条办理",
            "Begin with the first";
    ORDER_HELP = "意见按随机顺序排列，每人每天各不相同；办完一条，自动打开下一条。",
                 "Texts come in random order, another for each reader and day; after one is dealt with, the next opens by itself.";
    TO_SAMPLE = "抽样复读",
                "The faithfulness sample";
}
