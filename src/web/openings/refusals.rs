//! Why an opening was not begun or did not go on, in words.

use crate::domain::lang::{Lang, Text, words};
use crate::domain::openings::OpeningRefusal;
use crate::domain::openings::joint::NotJoinable;
use crate::domain::time::Day;

words! {
    NOT_LAUNCHED = "这项专项工作还没有启动，没有可以启封的答卷。",
                   "This campaign was not launched; there is nothing to open.";
    not_yet_over(last: Day) = "答卷收集到 {last} 24:00 为止，之后才能启封。",
                              "Ballots are collected until {last} 24:00; nothing is opened before.";
    NOT_BEGUN = "请先由领导小组办公室人员清点答卷、开始启封。",
                "Someone of the campaign office counts the ballots and begins first.";
    NOTHING_WAITS = "没有等待启封的调查组。",
                    "No pool waits to be opened.";
    RUNNING = "启封正在进行，请过几分钟刷新本页。",
              "An opening is under way. Please look again in a few minutes.";
    KEY_MISSING = "密钥文件缺失或损坏，无法启封。请系统管理员检查密钥目录；没有改动任何内容。",
                  "A key file is missing or damaged, so nothing can be opened. Ask the system administrator to check the keys directory; nothing was changed.";
    STAGING_CHANGED = "密封答卷与清点时不一致，启封已停止。请重新清点；两次清点结果都留在操作记录中，请督导组核查。",
                      "The sealed ballots are not those that were counted; the opening stopped. Count again; both counts stay in the audit trail for the supervision group.";
    NOTHING_TO_DECIDE = "这里没有需要决定的事项，可能已经办理。",
                        "There is nothing to decide here; it may have been done already.";
    DECIDED_ALREADY = "您这一方已经有人作出决定，正等待另一方。",
                      "Someone of your side has decided already; the other side is awaited.";
    ALONE = "请至少选择两个调查组。",
            "Please choose two pools at least.";
    ELSEWHERE = "其中有的调查组已经启封、销毁、合并，或者有无效答卷待说明，不能合并。",
                "One of them was opened, destroyed or joined, or waits for reasons about spoiled ballots.";
    ALL_LARGE = "选中的调查组都已达到 10 份，各自启封即可。",
                "All of them have 10 ballots and open by themselves.";
    STILL_TOO_FEW = "合计仍不足 10 份，请多选几个调查组。",
                    "Together they still have fewer than 10 ballots; choose more.";
    NOTHING_IN_COMMON = "这些调查组没有共同的题目，不能合并。",
                        "These pools were asked nothing in common.";
    NO_REASON = "请写明理由。",
                "Please give a reason.";
}

fn not_joinable(why: NotJoinable) -> Text {
    match why {
        NotJoinable::Alone => ALONE,
        NotJoinable::Elsewhere => ELSEWHERE,
        NotJoinable::AllLarge => ALL_LARGE,
        NotJoinable::StillTooFew => STILL_TOO_FEW,
        NotJoinable::NothingInCommon => NOTHING_IN_COMMON,
    }
}

/// The sentence of a refusal.
pub fn sentence(lang: Lang, refusal: OpeningRefusal) -> String {
    match refusal {
        OpeningRefusal::NotLaunched => NOT_LAUNCHED.to(lang).to_owned(),
        OpeningRefusal::NotYetOver(last) => not_yet_over(lang, last),
        OpeningRefusal::NotBegun => NOT_BEGUN.to(lang).to_owned(),
        OpeningRefusal::NothingWaits => NOTHING_WAITS.to(lang).to_owned(),
        OpeningRefusal::Running => RUNNING.to(lang).to_owned(),
        OpeningRefusal::KeyMissing => KEY_MISSING.to(lang).to_owned(),
        OpeningRefusal::StagingChanged => STAGING_CHANGED.to(lang).to_owned(),
        OpeningRefusal::NothingToDecide => NOTHING_TO_DECIDE.to(lang).to_owned(),
        OpeningRefusal::NotJoinable(why) => not_joinable(why).to(lang).to_owned(),
        OpeningRefusal::JointWaits => super::words::JOINT_WAITS.to(lang).to_owned(),
        OpeningRefusal::DecidedAlready => DECIDED_ALREADY.to(lang).to_owned(),
        OpeningRefusal::NoReason => NO_REASON.to(lang).to_owned(),
    }
}
