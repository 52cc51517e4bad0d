//! Words of cards on paper: printing, lost sheets, handing out, cards that come back, posters. What
//! stands on paper is printed in both languages.

use crate::domain::campaigns::cards::CardRefusal;
use crate::domain::lang::{Lang, words};

words! {
    CARDS_TITLE = "打印邀请卡",
                  "Print the cards";
    CARDS_PRINTED_TITLE = "邀请卡",
                          "Cards";
    cards_lead(name: &str, count: u32) = "“{name}”共 {count} 张。答题码在打印时才生成，系统不留底，打印页只显示这一次。",
                                         "{count} cards for “{name}”. Their codes are made while they are printed and kept nowhere: the sheets are shown this once.";
    CARDS_BEFORE = "请先用其他文件试打一页，确认打印机有纸、能用。打开下一页后请立即在这台电脑上打印，打印前不要刷新或关闭（答题码只显示这一次）。打印时选 A4、实际大小（100%）、不要页眉页脚，再按裁切标记裁开。要送印刷厂的，才用浏览器“另存为 PDF”，交付后立即删除；自己打印的，不要另存。",
                   "Print a test page of something else first. Print the next page at once, on this computer; its codes are shown this once: do not reload or close it before. Print on A4 at actual size (100 %), without headers and footers, and cut at the marks. Only for a print shop save it as a PDF from the browser, and delete that once it was handed over; where you print yourself, save nothing.";
    PER_SHEET = "每张 A4 纸印几张卡",
                "Cards on an A4 sheet";
    EIGHT = "8 张（卡面较大）",
            "8 (larger cards)";
    TEN = "10 张",
          "10";
    CARDS_BUTTON = "生成并显示邀请卡",
                   "Make and show the cards";
    CARDS_ONCE = "请立即打印。离开后不能再显示。",
                 "Print now; the cards are not shown again.";
    CARDS_HERE_ONLY = "答题码只出现在这一页，系统里没有。请就在这台电脑上打印，不要截图、转发，打印完关闭本页；除了送印刷厂的 PDF，不要另存，那份 PDF 交付后立即删除。看到答题码的人能代人作答。",
                      "The codes stand on this page alone, and the program does not have them. Print here, on this computer; do not photograph or forward the page, and close it afterwards. Save nothing but a PDF for a print shop, and delete that once it was handed over. Whoever sees a code could answer in somebody's place.";
    CARDS_JAM = "卡纸或漏印：不要刷新，就在这一页重新打印缺的那几张纸，打坏的纸当场销毁。这一页已经关掉的，或者整张纸下落不明的，到“邀请卡”页“重印遗失的整页”：那张纸上的答题码全部作废，换发新的。",
                "If the printer jams or leaves a sheet out: do not reload; print the missing sheets from this page and destroy the spoilt paper at once. If this page is closed already, or nobody knows where a sheet is, print it anew under “Cards”: all its codes become void and the same seats get new ones.";
    CARDS_DONE = "已打印",
                 "printed";
    sheet_of(number: u32, all: usize) = "第 {number} 页，共 {all} 页。裁下的页边请销毁",
                                        "Sheet {number} of {all}. Destroy the margins after cutting";
    reprint_number(times: u32) = "第 {times} 次打印，前一次的答题码已作废",
                                 "Print {times}; earlier codes are void";

    SIMULATED_CARD = "【模拟】",
                     "[Simulated]";
    CARD_LINE = "扫码，或输入网址和答题码，匿名填写。一卡一份。",
                "Scan, or type address and code. Anonymous; one ballot a card.";
    CARD_UNTIL = "截止",
                 "Until";
    CARD_CALL = "咨询核实",
                "Questions";
    CARD_FINGERPRINT = "核验码",
                       "Fingerprint";
}

words! {
    PRINTED_LEAD = "邀请卡已经打印。答题码没有留底，卡面不能再次显示。",
                   "The cards were printed. Their codes are kept nowhere, and the sheets cannot be shown again.";
    SHEETS = "页数",
             "Sheets";
    sheets(count: usize, cards: u32) = "{count} 页，{cards} 张卡",
                                       "{count} sheets, {cards} cards";
    HANDING_OUT = "发放须知（打印给发卡的人）",
                  "Paper for those who hand out";
    RETURNED = "收回与清点",
               "Cards that come back";
    REPRINT = "重印遗失的整页",
              "Print a lost sheet anew";
    REPRINT_LEAD = "打坏了或者整页遗失时使用。这一页上的答题码全部作废，同样的名额换发新的答题码；用过的名额也照样换发，所以看不出谁用过。已经裁开发出去的单张不补。",
                   "For a sheet that was spoilt or lost as a whole. All its codes become void and the same seats get new ones, used seats as well: nothing shows which were used. Single cards that were handed out are not replaced.";
    REPRINT_SHEETS = "页号",
                     "Sheet numbers";
    REPRINT_HELP = "印在页边上，例如 3、5-7。",
                   "Printed in the margin, as in 3, 5-7.";
    REPRINT_PUBLIC = "重印的张数会公布在问卷的公开页面上。",
                     "The number of cards printed anew is published on the survey's pages.";
    REPRINT_BUTTON = "下一步：核对要作废的页",
                     "Next: check what will be void";
    CARDS_ENDED = "已不在作答时间内，这些邀请卡不能再作答，也不再重印。",
                  "The campaign does not collect any more: these cards lead to no questionnaire, and none is printed anew.";
    sheet_number(number: u32) = "第 {number} 页",
                                "Sheet {number}";
    REPRINT_CHECK = "核对要作废重印的页",
                    "Check what will be void";
    REPRINT_CARDS = "作废的卡",
                    "Cards that become void";
    REPRINT_PRINTED = "已打印次数",
                      "Printed so far";
    reprint_question(sheets: usize, cards: u32) = "将作废 {sheets} 页上的全部 {cards} 张卡，不论是否已经发出、是否用过；手里还有这些卡的人不能再用它们作答。请逐页对照页号，确认遗失或打坏的就是这几页。",
                                                  "All {cards} cards of {sheets} sheets become void, handed out or not, used or not: whoever holds one cannot answer with it any more. Compare the numbers and make sure that these are the sheets that were lost or spoilt.";
    REPRINT_ONCE = "新卡面只显示这一次。刷新那一页不会再印，也不会作废刚印出的卡。",
                   "The new sheets are shown once. Loading their page again prints nothing and voids nothing.";
    REPRINT_DO = "作废这些卡并重印",
                 "Void these cards and print anew";
    REPRINT_BACK = "返回修改页号",
                   "Back to the numbers";
    NOT_SHEETS = "请填页号，例如 3、5-7，每次最多 250 页。",
                 "Give sheet numbers, as in 3, 5-7, at most 250 at a time.";
}

words! {
    RETURNED_LEAD = "没有发出去的邀请卡要在启封之前收回，由两人清点后作废：办公室逐张登记，督导组或纪检人员另行点数。印了多少、收回多少，会向答卷人公布。",
                    "Cards that were not handed out come back before the opening and are voided by two persons: the office lists them, the supervision group or the discipline commission counts them. Everyone can read how many were printed and how many came back.";
    RETURNED_NOT_NOW = "邀请卡打印之后、启封之前才能登记和清点。",
                       "Cards come back between the printing and the opening.";
    COUNTED = "已清点作废",
              "Counted and voided";
    NEVER_COUNTED = "还没有清点过。启封前没有清点的，公开页面写明“未清点”。",
                    "Nothing was counted yet. Without a count before the opening, the public pages say so.";
    WHEN = "时间",
           "When";
    LISTED_BY = "登记人",
                "Listed by";
    COUNTED_BY = "清点人",
                 "Counted by";
    NUMBER = "张数",
             "Cards";
    WAITING = "等待清点",
              "Waiting to be counted";
    waiting_listed(cards: u32) = "已登记 {cards} 张，等待督导组或纪检人员点数确认。请把实物交给对方。",
                                 "{cards} cards are listed. Hand them to the supervision group or the discipline commission to be counted.";
    WAITING_COUNT = "办公室已登记收回的邀请卡。请清点实物，填写张数；与登记数一致才会作废。",
                    "The office has listed cards that came back. Count the paper and give the number: only if it is the one listed do the codes become void.";
    COUNT = "清点张数",
            "Cards counted";
    COUNT_HELP = "整页未裁的按页上的张数计；没有收回任何卡时填 0。",
                 "An uncut sheet counts as the cards on it; 0 if none came back.";
    COUNT_WRONG = "请填整数。",
                  "Give a whole number.";
    CONFIRM = "确认并作废",
              "Confirm and void";
    CONFIRMED = "已清点，这些答题码已作废。",
                "Counted; these codes are void.";
    FORGET = "撤回这次登记",
             "Take this list back";
    FORGOTTEN = "登记已撤回，这些卡仍然有效。",
                "The list was taken back; these cards still work.";
    LIST = "登记收回的邀请卡",
           "List cards that came back";
    CODES = "答题码",
            "Codes";
    CODES_HELP = "每行一个，可用扫码枪连续扫描卡上的二维码，也可照卡面输入。无论这张卡用没用过，登记结果都一样。",
                 "One a line; scan the QR codes one after the other, or type what stands on the cards. Used or not, a card is listed alike.";
    WHOLE_SHEETS = "整页未裁的页号",
                   "Numbers of uncut sheets";
    LIST_BUTTON = "登记",
                  "List";
    NONE_BUTTON = "没有收回任何卡",
                  "No card came back";
    LISTED = "已登记，等待清点。",
             "Listed, waiting to be counted.";
    NOTHING_LISTED = "请填答题码或页号；没有收回任何卡，请按“没有收回任何卡”。",
                     "Give codes or sheet numbers; if no card came back, press the button that says so.";
    TOO_MANY = "一次最多登记 2000 个答题码，请分几次。",
               "At most 2000 codes at a time.";
    code_lines(lines: &str) = "第 {lines} 行不是答题码，请对照卡面核对。",
                              "No code in line {lines}; compare with the card.";
    unknown_lines(lines: &str) = "第 {lines} 行的答题码不属于这批邀请卡，或者已经作废。本次没有登记任何一张。",
                                 "Line {lines}: no card of this audience, or void already. Nothing was listed this time.";

    no_such_sheet(number: u32) = "没有第 {number} 页，请核对页边上的页号。",
                                 "There is no sheet {number}; look at the margins.";
    sheet_returned(number: u32) = "第 {number} 页上的卡已经全部收回作废。",
                                  "All cards of sheet {number} came back and are void.";
    RETURN_WAITS = "有登记收回的卡正在等待清点，请先清点或撤回登记，再重印。",
                   "Listed cards wait to be counted: have them counted or take the list back before printing anew.";
    NOTHING_WAITS = "没有等待清点的登记。",
                    "Nothing waits to be counted.";
    COUNT_DIFFERS = "与办公室登记的张数不一致，没有作废任何一张。请重新清点；仍不一致的，请办公室撤回登记，重新逐张登记。",
                    "This is not the number the office listed, and nothing was voided. Count again; if it still differs, the office takes the list back and lists the cards anew.";
    MISCOUNTED = "已有一次清点与登记的张数不一致。再有一次不同的清点，这次登记就作废，由双方重新登记、清点。",
                 "One count was not the number listed. After another, different one the list is taken back, and both list and count anew.";
    TAKEN_BACK = "上一次登记因两次清点都与登记的张数不一致而作废，没有作废任何一张卡。请办公室逐张重新登记，再由督导组或纪检人员清点。",
                 "The last list was taken back, because two counts were not its number; no card is void. The office lists the cards anew, one by one, then they are counted anew.";
    COUNTED_TWICE = "两次清点的张数都与登记不一致，且彼此不同，这次登记已作废，没有作废任何一张卡。请办公室重新逐张登记，再由督导组或纪检人员重新清点。",
                    "Two counts differed from the number listed and from one another: the list was taken back and no card is void. The office lists the cards anew, then they are counted anew.";
    printed_anew(number: u32, prints: u32) = "第 {number} 页在此期间已重印（第 {prints} 次打印），这次没有作废任何一张。刚印出的一页有效；如果这一页又遗失了，请重新填写页号。",
                                             "Sheet {number} was printed anew meanwhile (print {prints}); nothing was voided this time. The newest sheet works. If it is lost as well, give its number again.";
    PRINTED = "这些邀请卡已经打印过，卡面不能再次显示。打坏或遗失的整页，可以在邀请卡页面作废重印。",
              "These cards were printed and cannot be shown again. A sheet that was spoilt or lost can be voided and printed anew on the page of the cards.";
}

words! {
    OUT_TITLE = "邀请卡发放须知",
                "Handing out the cards";
    OUT_LEAD = "发给现场发卡人员，随卡一起保管。",
               "For those who hand out the cards; kept with them.";
    cards_for(name: &str, count: u32) = "“{name}”，邀请卡 {count} 张",
                                        "{count} cards for “{name}”";
    OUT_CUT = "按裁切标记裁开，点清张数。裁下的页边印有页号，当场销毁，不得夹在卡里。",
              "Cut at the marks and count the cards. The margins carry sheet numbers: destroy them, leave none among the cards.";
    OUT_MIX = "把本调查对象的全部邀请卡装进同一个不透明的箱子，充分混匀。不得按单位、按页分装。",
              "Put all cards of the audience into one opaque box and mix them well. Do not sort them by body or by sheet.";
    OUT_DRAW = "由本人从箱中随机抽取一张。不得代抽、挑选、指定，不得一人多张。",
               "Everyone draws one card from the box with their own hand. Nobody draws for others, chooses, assigns or takes two.";
    OUT_NO_LIST = "不得登记姓名、单位、时间、答题码，不得拍照、扫描、复印，不得让领卡人签收。",
                  "Register nothing: no name, body, time or code; no photograph, scan or copy; no signature for a card.";
    OUT_FREE = "领不领、填不填，由本人自愿。不得当面催填，不得要求出示手机、截图或回执码。",
               "Taking a card and answering are voluntary. Do not urge anyone, and never ask for a phone, a screenshot or a receipt.";
    OUT_LOST = "整页没有裁开就遗失或打坏的，立即报告办公室，可以作废重印；单张遗失不补。",
               "A whole sheet lost or spoilt before cutting is reported to the office at once and can be printed anew; single cards are not replaced.";
    OUT_BACK = "截止后，剩下的卡原样交回办公室，由两人清点作废。印了多少、收回多少，会向社会公布。",
               "After the last day the remaining cards go back to the office, where two persons count and void them. Both numbers are published.";
    OUT_GOT = "领取张数",
              "Cards received";
    OUT_GAVE_BACK = "交回张数",
                    "Cards given back";
    OUT_WHO = "发卡人（签名）",
              "Hands out (signature)";
    OUT_WHEN = "日期",
               "Date";
}

words! {
    POSTER = "海报",
             "Poster";
    POSTER_LEAD = "张贴在开标室、评标区出入口、服务大厅等处，中英文同时印。选择纸张后打印，或者另存为 PDF 送印刷厂。",
                  "For opening rooms, the way out of evaluation rooms and service halls, in both languages. Choose the paper, then print, or save as a PDF for the print shop.";
    SHOW = "显示",
           "Show";
    PAPER = "纸张",
            "Paper";
    POSTER_HEAD = "请您匿名说句话",
                  "Tell us, anonymously";
    poster_asks(issuer: &str) = "{issuer}邀请您填写匿名问卷",
                                "{issuer} asks you to answer an anonymous survey";
    POSTER_CARD = "怎样领卡：到现场的卡箱自己抽一张邀请卡，扫卡上的二维码作答。不登记姓名，自愿填写。",
                  "How to get a card: draw one from the box with your own hand and scan the QR code on it. No name is taken; answering is voluntary.";
    POSTER_MAIL = "已收到电子邮件或短信邀请的：点开里面的链接作答；链接打不开的，打开网址，输入里面的答题码。一人一份。",
                  "If you were invited by e-mail or text message: open the link in it, or open the address and type the code. One ballot a person.";
    POSTER_GROUP = "群里已发链接的：点开群里的链接，或者扫群里的二维码作答；打不开的，打开网址，输入群里发的答题码。交满为止。",
                   "If your group was sent a link: open it, scan its QR code, or open the address and type the code sent to the group, until all seats are taken.";
    POSTER_ROOM = "在现场的：扫大屏上的二维码，或者打开下面的网址，输入大屏上的 8 位现场码。",
                  "In the room: scan the QR code on the screen, or open this address and type the 8 characters on the screen:";
    POSTER_NO_ACCOUNT = "不用注册，不用登录，不用装软件。",
                        "No account, no sign-in, nothing to install.";
    POSTER_SEALED = "看得到名额用没用，查不出谁答了什么。答卷密封到截止，督导或纪检人员到场才能启封。",
                    "It can be seen that a seat was used, never what its holder answered. Ballots stay sealed until the last day and open only with the supervision group or the discipline commission present.";
    POSTER_SCAN = "扫码了解怎样保密，核对核验码（这里不能作答）",
                  "Scan to see how you are protected and to compare the fingerprint (not for answering)";
    POSTER_UNTIL = "截止",
                   "Until";
    POSTER_CALL = "咨询电话",
                  "Questions";
    POSTER_TIPS = "反映违纪违法问题",
                  "To report misconduct";
    POSTER_NOT_YET = "启动之后才能打印海报：核验码在启动时生成。",
                     "Posters are printed after the launch: the fingerprint is made then.";
}

/// Why a rule of cards said no.
pub fn sentence(lang: Lang, refusal: CardRefusal) -> String {
    match refusal {
        CardRefusal::Printed => PRINTED.to(lang).to_owned(),
        CardRefusal::NoSuchSheet(number) => no_such_sheet(lang, number),
        CardRefusal::SheetReturned(number) => sheet_returned(lang, number),
        CardRefusal::ReturnWaits => RETURN_WAITS.to(lang).to_owned(),
        CardRefusal::NothingWaits => NOTHING_WAITS.to(lang).to_owned(),
        CardRefusal::CountDiffers => COUNT_DIFFERS.to(lang).to_owned(),
        CardRefusal::CountedTwice => COUNTED_TWICE.to(lang).to_owned(),
        CardRefusal::PrintedAnew(number, prints) => printed_anew(lang, number, prints),
        CardRefusal::NotNow => RETURNED_NOT_NOW.to(lang).to_owned(),
    }
}
