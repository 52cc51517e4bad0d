//! Words of the discipline officer's key.

use crate::domain::lang::words;

words! {
    TITLE = "线索口令",
            "Key for tips";
    LEAD = "答卷中的问题线索加密后只交给您：只有您的线索口令能打开，办公室和系统管理员都看不到。第一次登录时请生成并保管好。",
           "Tips in ballots are sealed for you: only your passphrase opens them, not the office and not the administrator. Draw it at your first sign-in and keep it safe.";
    NONE = "您还没有线索口令。没有它，专项工作不能启动。",
           "You have no key yet. Campaigns cannot be launched without it.";
    DRAWN = "口令已经生成，还没有核对。请对照纸面输入一次。",
            "It was drawn and not typed back yet. Please type it from paper.";
    IN_USE = "线索口令已经启用。",
             "Your key is in use.";
    DRAW = "生成线索口令",
           "Draw the passphrase";
    DRAW_AGAIN = "重新生成",
                 "Draw anew";
    DRAW_QUESTION = "请先备好打印机或纸笔：口令只显示这一次。遗失后，已经加密的线索无法打开。",
                    "Have a printer or paper ready: it is shown once. If it is lost, tips sealed until then cannot be opened.";
    PAPER_TITLE = "线索口令保管单",
                  "Passphrase for tips, for safe keeping";
    PAPER_RULE = "仅供机关纪委本人保管、使用。只在本系统校验和打开线索时输入，此外不得录入任何电脑、手机，不得拍照，不得告知他人。",
                 "For the discipline officer alone. It is typed into this system, to check it and to open tips, and nowhere else. No photographs, no files, not a word to others.";
    SHOWN_TITLE = "请打印或抄写一份",
                  "Print or write down one copy";
    CONFIRMED = "口令正确，线索口令已经启用。",
                "It fits; your key is in use.";
}
