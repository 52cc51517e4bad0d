//! Words of cancelling.

use crate::domain::campaigns::cancelling::CancelRefusal;
use crate::domain::lang::{Lang, words};
use crate::domain::time::Day;

words! {
    TITLE = "撤销专项工作",
            "Cancel the campaign";
    LEAD = "启封以前可以撤销。由领导小组办公室提出，督导组或机关纪委的一位同志确认后立即生效，不能恢复。",
           "A campaign can be cancelled until its opening begins. The office proposes; once a person of the supervision group or the discipline commission confirms, it takes effect at once and for good.";
    WHAT_HAPPENS = "撤销之后：不再收答卷，链接和答题码作废；已收到的答卷不启封，连同密钥一并销毁；问卷页和核对页公布撤销日期；已经发过邮件的，每人再发一封撤销通知，发完后（最迟七天）地址和名单全部删除。用短信、邀请卡、群链接和现场发放的，系统通知不到，请另行告知。",
                   "Afterwards nothing is taken, and links and codes are void. Ballots that came in are never opened and are destroyed with their keys. The questionnaire and the check page say so with the date. Everyone who was sent mail is sent one more; then, after seven days at the latest, all addresses and lists are deleted. Those reached by text message, by card, by a link for a group or in a room the program cannot tell: please tell them yourselves.";
    REASON_HELP = "确认人和操作记录可以看到，答卷人看不到。",
                  "The one who confirms can read it; respondents cannot.";
    PROPOSE = "提出撤销",
              "Propose";
    PROPOSED = "已提出，等待督导组或机关纪委确认。确认以前，调查照常进行。",
               "Proposed. The survey goes on until the supervision group or the discipline commission confirms.";
    WAITS = "已提出撤销本专项工作，等待督导组或机关纪委确认。",
            "Cancelling was proposed and waits for the supervision group or the discipline commission.";
    DECLINED = "提议已取消，调查照常进行。",
               "The proposal is gone; the survey goes on.";
    WAITING = "待确认的撤销",
              "Waits to be confirmed";
    CONFIRM = "确认撤销",
              "Confirm";
    CONFIRMED = "已撤销。",
                "The campaign was cancelled.";
    DONE = "已经撤销",
           "It was cancelled";
    NOT_POSSIBLE = "还没有启动、已经开始启封或已经撤销的，不能撤销。",
                   "A campaign that was not launched, whose opening has begun, or that was cancelled cannot be cancelled.";
    NOTHING_PROPOSED = "没有等待确认的撤销。",
                       "Nothing waits to be confirmed.";
    cancelled_on(day: Day) = "本次调查已于 {day} 撤销。",
                             "This survey was cancelled on {day}.";
}

/// Why a campaign was not cancelled.
pub fn sentence(lang: Lang, refusal: CancelRefusal) -> &'static str {
    match refusal {
        CancelRefusal::NotRunning => NOT_POSSIBLE.to(lang),
        CancelRefusal::NothingProposed => NOTHING_PROPOSED.to(lang),
    }
}
