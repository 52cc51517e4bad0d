//! Words of the discipline officer's room.

use crate::domain::lang::words;

words! {
    TIPS = "问题线索",
           "Tips";
    TIP = "问题线索",
          "Tip";
    LEAD = "只有您能看到这一页。内容密封，须用您的线索口令逐件打开。",
           "Only you see this page. Each tip is sealed and opened with your passphrase.";
    NONE = "目前没有移交给您的问题线索。",
           "No tip was handed over to you.";
    STORY = "线索办理记录",
            "What was done with tips";
    DAY = "日期",
          "Day";
    DONE = "事项",
           "What";
    BY = "办理人",
         "By whom";
    BY_DESK = "提炼台（姓名密封在线索中）",
              "The desk (the name is sealed inside)";
    NUMBER = "编号",
             "Number";
    numbered(number: usize) = "线索 {number}",
                              "Tip {number}";
    STATE = "状态",
            "State";
    CHAIN = "办理记录",
            "Chain";
    told(count: usize, day: &str, act: &str) = "{count} 条，最近 {day} {act}",
                                               "{count} in all, the last on {day}: {act}";
    IS_UNREAD = "未打开",
                "Not opened";
    IS_OPENED = "已打开",
                "Opened";
    IS_GIVEN_BACK = "一般性内容已退回",
                    "General part given back";
    WHOLE = "记录链完整，没有被改动。这条记录链单独保存，只有机关纪委能看到，不进入总的操作记录。",
            "The chain is whole; nothing in it was changed. It is kept apart, only the commission sees it, and none of it stands in the general trail.";
    BROKEN = "记录链不完整：有记录被改动或删除，请立即查明。",
             "The chain is broken: a line was changed or removed. Please find out at once.";
    HANDED_ON = "移交日期",
                "Handed over on";
    HANDED_BY = "移交人",
                "Handed over by";
    CAMPAIGN = "专项工作",
               "Campaign";
    AUDIENCE = "调查对象",
               "Audience";
    NOTE = "移交说明",
           "Note";
    PASSPHRASE = "线索口令",
                 "Passphrase";
    PASSPHRASE_HELP = "七个词，大小写、空格不限。口令只用于这一次打开，不会保存。",
                      "Seven words; case and spaces do not matter. It is used for this page and not kept.";
    OPEN = "打开",
           "Open";
    KEEP = "严禁将检举控告材料和检举控告人信息转给或告知被检举控告的组织、人员；不得追查是谁写的。",
           "Never pass this, or anything about its author, to those it concerns; do not look for who wrote it.";
    PRINT = "打印",
            "Print";
    CLOSE = "看完，返回列表",
            "Done, back to the list";
    GIVE_BACK = "一般性内容",
                "General part";
    GIVE_BACK_HELP = "以上内容由移交人另行写出。认为办理它不会惊动被反映人的，请输入线索口令，退回提炼，并当面告诉移交人：它在提炼台的原处，由移交人按一般意见办理：还在等人确认的，先“收回搁置”；已经搁置的，先“重新办理”；在此以前，原处显示的仍是替代的话。另一名办理人如果看过替代的话，会发现原处换了内容，由此知道这里移交过线索（看不到线索本身）；认为他不宜知道，或者办理会惊动被反映人的，不要退回。",
                     "Whoever handed the tip over wrote this beside it. If dealing with it warns nobody it concerns, type your passphrase, give it back and tell that person: it lies on the desk in the old place and is dealt with like any text, once that person took back what waits to be confirmed there or took up again what was set aside; until then other words stand in its place. The other reader, if they saw those words, finds that they have changed and knows by it that something was handed over as a tip here, though not the tip itself. If they should not know that, or if dealing with it warns somebody it concerns, do not give it back.";
    GIVE_BACK_NOW = "退回提炼",
                    "Give it back";
    GIVEN_BACK = "一般性内容已放回提炼台原处，请告诉移交人。",
                 "The general part is back in its place on the desk; please tell whoever handed it over.";
}
