//! Words of the opening.

use crate::domain::lang::{Text, words};
use crate::domain::openings::{Matter, Side, Step};

words! {
    TITLE = "启封",
            "Opening";
    LEAD = "答卷密封保存，到这里才第一次打开：先清点，再由口令保管人输入口令，打乱次序后改写，随后销毁密封答卷和密钥。",
           "Ballots stay sealed until here: they are counted, a holder types the passphrase, they are rewritten in random order, then the sealed ones and the keys are destroyed.";
    WAY = "启封步骤",
          "Steps of the opening";
    COLLECTING_ENDS = "收集结束",
                      "Collecting ends";
    CARDS_UNCOUNTED = "收回的邀请卡还没有由两人清点作废。开始启封以后就不能再清点，公开页面会写明“未清点”。",
                      "The cards that came back were not counted and voided by two persons. Once the opening has begun they cannot be; the public pages will say so.";
    TO_CARDS = "清点收回的邀请卡",
               "Count returned cards";
    COUNTING = "清点密封答卷",
               "Count";
    PASSPHRASE_STEP = "输入口令",
                      "Passphrase";
    REWRITING = "打乱改写",
                "Rewrite";
    CLEARING = "固定数据、销毁密钥",
               "Freeze, destroy keys";
    ends_on(day: &str) = "{day} 24:00",
                         "{day} 24:00";

    POOLS = "各调查组",
            "Pools";
    POOL = "调查组",
           "Pool";
    SEALED_BALLOTS = "密封答卷",
                     "Sealed ballots";
    COUNT_HASH = "清点校验值",
                 "Hash of the count";
    STANDING = "进度",
               "Standing";
    WHAT_NEXT = "下一步",
                "Next";
    NOT_COUNTED = "尚未清点",
                  "Not counted";
    spoiled(count: u32) = "无效 {count} 份",
                          "{count} spoiled";
    HASH_HELP = "份数和校验值在任何密钥被读取之前记入操作记录，事后增减任何一份答卷都会被发现。",
                "Numbers and hashes went into the audit trail before any key was read: a ballot added or removed later would be seen.";

    NOT_OVER = "收集结束后才能启封；在此之前，任何人都看不到答卷内容，也看不到准确份数。",
               "Nothing is opened before collecting has ended; until then nobody sees an answer or an exact number.";
    BEGIN = "清点答卷，开始启封",
            "Count and begin";
    BEGIN_AGAIN = "重新清点",
                  "Count again";
    BEGIN_QUESTION = "将停止接收答卷，记下邀请数和领取数，并把每个调查组的密封答卷份数和校验值记入操作记录。这一步不读取任何密钥。",
                     "No more ballots are taken; invitations and issues are noted, and number and hash of the sealed ballots go into the audit trail. No key is read.";
    BEGIN_BUTTON = "开始",
                   "Begin";
    COUNTED = "已清点。请口令保管人用自己的账号登录，打开本页输入口令。",
              "Counted. A passphrase holder now signs in with their own account and opens this page.";
    WAITS_FOR_OFFICE = "等待领导小组办公室人员清点答卷、开始启封。",
                       "The campaign office counts the ballots and begins.";
    WAITS_FOR_HOLDER = "现在请口令保管人（督导组或机关纪委）到场，用自己的账号登录，打开本页输入口令。",
                       "Now a passphrase holder (supervision group or discipline commission) signs in with their own account, opens this page and types the passphrase.";
    PASSPHRASE_TITLE = "输入口令",
                       "Type the passphrase";
    PASSPHRASE = "口令",
                 "Passphrase";
    PASSPHRASE_HELP = "打印件上的 7 个词，空格、大小写不限。口令只在内存中使用，不会保存。",
                      "The 7 words on the printed copy; blanks and case do not matter. It is used in memory only and not kept.";
    OPEN = "启封",
           "Open";
    OPEN_WARNING = "启封后不能撤销：密封答卷和密钥随即销毁。不足 10 份的调查组不会打开。",
                   "This cannot be undone: sealed ballots and keys are destroyed at once. A pool with fewer than 10 ballots is not opened.";
    OPEN_ALONE_WARNING = "有的调查组不足 10 份、还没有决定怎么办。现在启封，满 10 份的调查组将单独打开，以后不能再与不足 10 份的合并；想合并，请先提出并由另一方确认。",
                         "A pool has fewer than 10 ballots and nobody has decided about it. Opened now, the larger pools open by themselves and can be joined with nothing later; to join them, propose it first and have the other side confirm.";
    JOINT_WAITS = "有一项合并启封的提议等待另一方确认。确认、不同意或撤回以前，不能输入启封口令。",
                  "A proposal to open pools as one waits for the other side. The passphrase is not taken before it is confirmed, declined or withdrawn.";
    DECLINE_JOINT = "不同意",
                    "Decline";
    WITHDRAW_JOINT = "撤回提议",
                     "Withdraw";
    DECLINED_JOINT = "提议已取消。",
                     "The proposal is gone.";
    UNDER_WAY = "启封正在进行。可以离开本页，稍后回来查看。",
                "The opening is under way. You may leave this page and come back.";
    RELOAD = "刷新",
             "Look again";
    GO_ON_WHY = "上次启封在收尾时中断。接着办理不需要口令。",
                "The last run was cut short while finishing. Going on needs no passphrase.";
    GO_ON = "接着办理",
            "Go on";
    RUN_FINISHED = "启封办理完毕，各调查组的情况见下表。",
                   "The run came to its end; see below how each pool stands.";
    RUN_UNDER_WAY = "启封正在进行，请过几分钟刷新本页。",
                    "The opening is under way; please look again in a few minutes.";
    TO_FINDINGS = "查看调查结果",
                  "See the findings";

    SPOILED_NOTICE = "有的答卷无效（打不开、签名不对或与问卷不符），启封已停下。领导小组办公室和督导组（或机关纪委）各有一人写明理由后，再次输入口令即可继续。",
                     "Some ballots do not count (they do not open, are not signed or do not fit the questionnaire), so the opening stopped. It goes on once one person of the office and one of the supervision group or discipline commission gave a reason and the passphrase is typed again.";
    DECIDE_SPOILED = "写明无效答卷的理由",
                     "Give the reason";
    THREE_WAYS = "有的调查组有效答卷不足 10 份，不会单独打开。只有三种办法：截止日以前延期（现在已过）；由两方各一人决定，与其他调查组合并启封；由两方各一人决定，不启封销毁并公布。没有第四种。",
                 "A pool has fewer than 10 good ballots and is not opened by itself. There are three ways: the last day was extended before it passed (too late now); one person of each side decide to open it together with others; or one of each side decide to destroy it unopened, which is published. There is no fourth.";
    JOINT = "合并启封",
            "Joint opening";
    ballots_end(day: &str) = "到 {day} 仍没有启封的答卷，系统自动销毁，并在核对页公布。",
                             "What is not opened by {day} is destroyed by the program, which the check page then says.";
    DECIDE_JOINT = "合并启封",
                   "Open together with others";
    OR = "或",
         "or";
    JOINT_LEAD = "选定的调查组作为一个整体启封，合计至少 10 份。只保留各组共同的题目和意见；以后不会单独显示其中任何一组，只公布各组的邀请数和答卷数。",
                 "The chosen pools are opened as one, at least 10 ballots together. Only questions and texts common to all are kept; none of them is ever shown apart, only how many were invited and answered.";
    CHOOSE_POOLS = "一起启封的调查组",
                   "Pools to open together";
    ballots(count: u32) = "密封答卷 {count} 份",
                          "{count} sealed ballots";
    PROPOSE_JOINT = "提出合并",
                    "Propose";
    PROPOSED_JOINT = "已提出，等待另一方确认。",
                     "Proposed; the other side is awaited.";
    WAITING_JOINT = "待确认的合并",
                    "Waits to be confirmed";
    COMMON = "共同的题目",
             "Questions in common";
    PROPOSED_BY = "提出人",
                  "Proposed by";
    CONFIRM_JOINT = "确认合并",
                    "Confirm";
    CONFIRM_JOINT_QUESTION = "确认后，这些调查组等待口令，一起启封。启封以前重新清点可以撤回。",
                             "Once confirmed they wait for the passphrase and open as one. Until then counting again takes it back.";
    JOINED = "已确认合并。请口令保管人输入口令。",
             "Confirmed. A holder now types the passphrase.";
    NOTHING_TO_JOIN = "没有可以合并的调查组。",
                      "There are no pools to open together.";
    DECIDE_DESTROY = "决定销毁",
                     "Decide to destroy";
    SPOILED_TITLE = "无效答卷",
                    "Spoiled ballots";
    spoiled_lead(count: u32, pool: &str) = "“{pool}”有 {count} 份答卷无效，不计入结果，份数随启封结果一并公布。请写明查到的原因。",
                                           "{count} ballots of “{pool}” do not count; their number is published with the result. Please write what was found.";
    DESTROY_TITLE = "不启封销毁",
                    "Destroy unopened";
    destroy_lead(pool: &str) = "“{pool}”有效答卷不足 10 份，为保护答卷人，不能单独打开。不与其他调查组合并启封的，只能原样销毁，并公布这一事实。",
                               "“{pool}” has fewer than 10 good ballots. To protect those who answered it is not opened by itself; unless it is opened together with others, it can only be destroyed as it is, and that is published.";
    TWO_PERSONS = "需要领导小组办公室和督导组（或机关纪委）各一人，用各自的账号分别决定。",
                  "It takes one person of the office and one of the supervision group or discipline commission, each with their own account.";
    REASON = "理由",
             "Reason";
    REASON_HELP = "记入操作记录，两方都能看到。请勿写入任何人的答卷内容。",
                  "Both sides can read it. Do not write down anything of what somebody answered.";
    DECIDE_BUTTON = "作出决定",
                    "Decide";
    DECIDED = "已记录您的决定。",
              "Your decision was noted.";
    AWAITS_OTHER = "您这一方已作出决定，等待另一方。",
                   "Your side has decided; the other side is awaited.";
    NOT_YOURS = "由领导小组办公室和督导组（或机关纪委）的人员决定。",
                "People of the office and of the supervision group or discipline commission decide.";
    DECISIONS = "已作出的决定",
                "Decisions";
    decided(side: &str, reason: &str) = "{side}：{reason}",
                                        "{side}: {reason}";

    PACKAGE = "核查包",
              "Auditor's package";
    PACKAGE_LEAD = "内含每份有效答卷的随机数和签名，凭公开的签发公钥即可核对：每一份都经签发，份数与结果一致。不含任何答案。把它与公开的清单、公布记录和调查结果页上的核对文件放在同一个目录，check-pool 一并核对签名、份数和各项合计。请下载后由督导组妥善保存，然后销毁此处的留存。",
                   "Random number and signature of every ballot that counts: with the public issuer key anyone can verify that each was issued and that the number is right. No answer is in it. Put beside the public list, the record and the file for checking from the pages of findings, check-pool verifies signatures, counts and all totals together. Download it, keep it with the supervision group, then destroy the copy here.";
    package_ends(day: &str) = "到 {day} 无人领取的，系统自动销毁。",
                              "If nobody takes it by {day}, the program destroys it.";
    DOWNLOAD = "下载",
               "Download";
    HAND_OVER = "已交接，销毁留存",
                "Handed over, destroy it here";
    HAND_OVER_QUESTION = "销毁后不能再次下载。",
                         "It cannot be downloaded again.";
    HANDED_OVER = "核查包的留存已销毁。",
                  "The copy of the package was destroyed.";
}

/// The word for a step.
pub fn step(step: Step) -> Text {
    let (zh, en) = match step {
        Step::Counted => ("等待口令", "Waits for the passphrase"),
        Step::Spoiled => ("有无效答卷，等待两方说明", "Spoiled ballots: waits for two reasons"),
        Step::TooFew => ("不足 10 份，不能单独打开", "Fewer than 10: not opened by itself"),
        Step::Joined => ("与其他调查组合并启封", "Opened together with others"),
        Step::Opened => ("已启封，正在统计", "Opened, being tallied"),
        Step::Frozen => ("数据已固定，正在销毁密钥", "Figures frozen, keys being destroyed"),
        Step::Cleared => ("已启封", "Opened"),
        Step::Destroying => ("正在销毁", "Being destroyed"),
        Step::Destroyed => ("已销毁，未启封", "Destroyed unopened"),
    };
    Text { zh, en }
}

/// The word for a side.
pub fn side(side: Side) -> Text {
    let (zh, en) = match side {
        Side::Office => ("领导小组办公室", "Campaign office"),
        Side::Supervision => ("督导组、机关纪委", "Supervision group, discipline commission"),
    };
    Text { zh, en }
}

/// The title of a decision's page.
pub fn matter(matter: Matter) -> Text {
    match matter {
        Matter::Spoiled => SPOILED_TITLE,
        Matter::Destroy => DESTROY_TITLE,
    }
}
