//! What respondents read. The content is that of `anonymity` section 9: promises are worded
//! exactly as far as they hold.

use crate::domain::campaigns::Channel;
use crate::domain::lang::{Lang, Text, words};

words! {
    // The first screen.
    how_long(minutes: usize) = "约 {minutes} 分钟，不用登录，不记名。",
                               "About {minutes} minutes. No sign-in, no names.";
    WHO_ASKS = "谁在调查",
               "Who is asking";
    WHY = "为什么",
          "Why";
    why(campaign: &str) = "{campaign}：了解您办事遇到的问题，查找廉政风险、改进工作。",
                          "{campaign}: to learn what you met with, find integrity risks and mend them.";
    TELEPHONE = "联系电话",
                "Telephone";
    NOTICE = "通知",
             "Notice";
    NOTICE_LINK = "到发起单位网站看通知",
                  "Read the notice on the issuing body's own site";
    WHOM = "调查对象",
           "Who is asked";
    invited(audience: &str, invited: u32) = "{audience}，共邀请 {invited} 人",
                                            "{audience}, {invited} invited";
    of_these(count: u32, channel: &str) = "{count} 人用{channel}",
                                          "{count} of them by {channel}";
    all_by(channel: &str) = "都用{channel}",
                            "all by {channel}";
    COUNTED = "人数",
              "How many";
    UNTIL = "截止",
            "Open until";
    opened_after(day: &str) = "答卷在 {day} 24:00 以后统一启封",
                              "Ballots are opened together after {day}, 24:00";
    until(day: &str) = "{day} 24:00，以后才启封",
                       "{day}, 24:00; opened only after that";
    NOT_RECORDED = "不记录",
                   "Not recorded";
    NOT_RECORDED_LINK = "哪个答题码交了哪份答卷",
                        "Which code handed in which answers";
    NOT_RECORDED_DEVICE = "网络地址、设备和浏览器",
                          "Your network address, device or browser";
    RECORDED = "会记录",
               "Recorded";
    RECORDED_CODE = "这个答题码已经用过",
                    "That your code was used";
    recorded_answers(day: &str) = "答卷内容，封存到 {day} 以后",
                                  "Your answers, sealed until after {day}";
    PLAIN_PATH = "这一页由服务器代为封存答卷：提交的那一刻，服务器会同时看到答题码和答卷，随即分开保存，不留对应关系。",
                 "On this page the server seals your answers for you. At the moment you send, it sees your code and your answers together, stores them apart and keeps no link between them.";
    PLAIN_HTTP = "这个网站没有加密：您的网络上可能有人看到您填写的内容。建议换一个可信的网络再作答。",
                 "This site is not encrypted: someone on your network could read what you write. Please use a network you trust.";
    SIMULATED = "这是模拟数据，不是真实的调查。",
                "This is simulated data, not a real survey.";

    // Folded.
    PROTECTION = "更强的保护",
                 "Stronger protection";
    OWN_PHONE = "请尽量用自己的手机和流量，不用单位的电脑和网络：电脑可能受管控，网络留下地址和时间。",
                "If you can, use your own phone and mobile data, not a workplace computer or network: the computer may be monitored; the network notes your address and the time.";
    OWN_WORDS = "在文字里写问题，不写人名、日期和只有您知道的经过。",
                "In texts, write about the problem: no names, no dates, no events that only you could know.";
    sealed_until_then(day: &str) = "{day} 24:00 以前，答卷封存，谁也看不到结果。不足 10 人的分组不单独公布。",
                                   "Until {day}, 24:00, all answers stay sealed and nobody sees interim results. Groups of fewer than 10 are never shown.";
    NOT_PROTECTED = "还保护不了：被换掉的网页，组织者自己占用的名额。",
                    "We cannot protect you from a page that was changed, nor from an organiser who fills seats with its own people.";
    FIREWALL = "网站前的防火墙可能依法留存地址和访问时间，本系统不保存。",
               "A firewall in front of this site may be required by law to keep addresses and times; this system keeps none.";
    RECEIPT_SHOWS = "提交后可看回执码。看到它的人知道您答过，查不到答了什么；可以不要。",
                    "After sending you may see a receipt. Whoever finds it learns that you took part, never what you answered; you may decline it.";
    HOW_TO_CHECK = "如何核验",
                   "How to check this page";
    fingerprint(places: &str) = "核验码，应与{places}的一致：",
                                "The fingerprint of this survey is below. It must be the one {places}:";
    CHECK_LATER = "启封后，凭回执码核对答卷在不在其中：",
                  "After the opening a receipt tells whether your ballot is among those opened:";
    MISMATCH = "链接里的核验码与这份问卷不一致，这可能不是真正的问卷。请不要作答，拨打通知上的电话，不要拨打本页的。",
               "The fingerprint in your link is not that of this survey: this may not be the real one. Please do not answer. Call the number in the notice, not one on this page.";
    MISMATCH_CARD = "链接里的核验码与这份问卷不一致，这可能不是真正的问卷。请不要作答，拨打通知或卡上的电话，不要拨打本页的。",
                    "The fingerprint in your link is not that of this survey: this may not be the real one. Please do not answer. Call the number in your notice or on your card, not one on this page.";
    ADDRESSES = "您的联系方式由谁处理",
                "Who handles your address";
    addresses_kept(issuer: &str, day: &str) = "邮箱地址、手机号码由{issuer}只用于发放和提醒，加密保存；{day} 以后启封，启封后销毁。",
                                              "{issuer} uses addresses and numbers for sending alone; they are kept encrypted and destroyed with the opening, after {day}.";
    NO_ADDRESS = "我们没有您的联系方式",
                 "We have no address of yours";
    NO_ADDRESS_WHY = "也不登记谁拿了卡、扫了码。以下告知中的邮箱、号码与您无关。",
                     "Nor is it noted who took a card or scanned a code. What the notice below says of addresses does not concern you.";
    NO_ADDRESS_OTHERWISE = "不是用邮件、短信邀请的，我们没有您的联系方式。",
                           "If you were not invited by mail or message, we have no address of yours.";

    // The form.
    CODE = "答题码",
           "Your code";
    code_help(place: &str) = "一人一份，在{place}，20 位。大小写、空格、短横都可以。",
                             "For one person: 20 letters and digits, {place}. Case, spaces and hyphens do not matter.";
    CODE_BLANK = "请填写答题码。",
                 "Please type your code.";
    code_malformed(place: &str) = "答题码应是 20 个字母和数字，请对照{place}的检查。",
                                  "A code has 20 letters and digits; compare it with the one {place}.";
    link_cut(source: &str) = "链接断了的，请从{source}重新打开。",
                             "If your link was cut off, open it from the {source}.";
    IN_MAIL = "邮件里",
              "in your mail";
    IN_MESSAGE = "短信链接的 # 后面",
                 "behind the # of the link in your text message";
    ON_CARD = "邀请卡上",
              "on your card";
    IN_NOTICE = "通知上",
                "in the notice";
    AT_END_OF_MESSAGE = "短信链接末尾",
                        "at the end of the link in your text message";
    AT_END_OF_LINK = "群链接末尾",
                     "at the end of the group's link";
    ON_POSTER = "海报上",
                "on the poster";
    MAIL = "邮件",
           "mail";
    MESSAGE = "短信",
              "text message";
    code_unknown(telephone: &str) = "没有这个答题码，或者它属于另一份问卷、已经作废。请对照检查，或拨打 {telephone}。",
                                    "There is no such code, or it belongs to another survey or was made void. Please compare it, or call {telephone}.";
    NOT_HANDED_IN = "还没有提交。您填写的都在下面，改好后再提交。",
                    "Not handed in yet. All you wrote is below; please mend it and send it again.";
    TRY_AGAIN = "系统一时忙不过来，还没有确认收到。您填写的都在下面，请过几秒钟再提交一次，不会重复计算。",
                "The service is busy and has not confirmed your answers. All you wrote is below; please send it again in a few seconds. It will not count twice.";
    tips(day: &str) = "这里的答卷要到 {day} 以后才启封。反映违纪违法问题或者紧急的事，请拨打 12388",
                      "Answers here are opened only after {day}. For misconduct, or anything urgent, please call 12388";
    tips_to(telephone: &str) = "，或者机关纪委电话 {telephone}",
                               ", or the discipline commission at {telephone}";
    STOP = "。",
           ".";
    NOBODY_MAY = "任何人都不得要求您截图、出示回执码，或者替您作答。",
                 "Nobody may ask you for a screenshot, for a receipt, or to answer in your place.";
    SEND = "提交答卷",
           "Hand in";
    IF_NOTHING_HAPPENS = "如果没有反应，请刷新页面并确认重新发送，不要重新打开链接。",
                         "If nothing happens, reload this page and confirm sending again. Do not reopen the link.";

    // Afterwards.
    RECEIVED = "已收到",
               "Received";
    THANKS = "谢谢您的答卷",
             "Thank you";
    sealed(day: &str) = "答卷已经封存，{day} 24:00 以后统一启封。在那以前不给任何人看。",
                        "Your answers are sealed. They are opened with all others after {day}, 24:00. Until then they are shown to nobody.";
    NEXT = "接下来",
           "What happens next";
    NEXT_FIGURES = "启封后公布参加人数和调查结果，不足 10 人的分组不公布。",
                   "After the opening, participation and results are published; groups of fewer than 10 are not.";
    NEXT_TEXTS = "意见建议先由专人去掉能认出人的内容，再交办有关单位整改。",
                 "Suggestions are rewritten so that nobody can be recognised, and go to the units that can mend things.";
    NEXT_CHECK = "启封后可以核对回执码：",
                 "After the opening you can check your receipt:";
    CHECK_PAGE = "核对页",
                 "Check page";
    RECEIPT = "查看回执码（可以不看）",
              "Show my receipt (you need not)";
    RECEIPT_HELP = "它查不到您答了什么，但看到它的人会知道您答过；可以不记、不留。",
                   "It never tells what you answered, but whoever finds it learns that you took part. You need not keep it.";
    LEAVE = "用的是公用电脑或别人的手机，请关闭这个页面。",
            "On a shared computer or somebody else's phone, please close this page.";

    NOT_YET = "还没有开始",
              "Not open yet";
    not_yet(day: &str) = "这份问卷从 {day} 00:00 开始作答。",
                         "This survey opens on {day} at 00:00.";
    OVER = "已经截止",
           "This survey is closed";
    over(day: &str) = "这份问卷已于 {day} 24:00 截止，不再接收答卷。",
                      "It closed on {day} at 24:00 and takes no more answers.";
    CANCELLED = "本次调查已撤销",
                "This survey was cancelled";
    CANCELLED_MEANS = "撤销由两方各一人决定。已经收到的答卷没有启封，任何人都没有看过，已连同密钥一并销毁；链接和答题码不再有效。您不必再做任何事。",
                      "One person of each side decided so. Ballots that had come in were never opened and read by nobody; they were destroyed with their keys. Links and codes no longer work, and there is nothing you need to do.";
    NOT_SENT = "您刚才填写的答卷没有提交，也没有保存。",
               "What you just wrote was not handed in and is kept nowhere.";
    SPENT = "这个答题码已经用过",
            "This code was already used";
    SPENT_FIRST = "答题码一人一份。刚才这一份没有收下，先收到的那份没有改变。",
                  "A code is for one person and one ballot. What you just sent was not taken; the first one is unchanged.";
    spent_call(telephone: &str) = "别人转来的，或者您还没有交过，请拨打 {telephone}，领您自己的。",
                                  "If it was passed on to you, or you have not handed in before, please call {telephone} for one of your own.";
    spent_ask(telephone: &str) = "您还没有交过的，请拨打 {telephone}。",
                                 "If you have not handed in before, please call {telephone}.";
}

/// The name of a channel.
pub fn channel(channel: Channel) -> Text {
    match channel {
        Channel::Email => Text { zh: "电子邮件", en: "e-mail" },
        Channel::Phone => Text { zh: "短信", en: "text message" },
        Channel::Card => Text { zh: "邀请卡", en: "card" },
        Channel::Group => Text { zh: "群链接", en: "a link for the group" },
        Channel::Venue => Text { zh: "现场扫码", en: "code in the room" },
    }
}

/// One of these or another: 邮件里、短信链接的 # 后面或邀请卡上.
pub fn either(lang: Lang, of: &[Text]) -> String {
    let (between, last) = match lang {
        Lang::Zh => ("、", "或"),
        Lang::En => (", ", " or "),
    };
    let of: Vec<&str> = of.iter().map(|text| text.to(lang)).collect();
    match of.split_last() {
        Some((end, others)) if !others.is_empty() => {
            format!("{}{last}{end}", others.join(between))
        }
        _ => of.concat(),
    }
}

/// What separates the parts of a sentence.
pub fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

words! {
    NO_MORE_MAIL = "不再接收邮件",
                   "No more mail";
    no_more_mail_lead(campaign: &str) = "“{campaign}”的提醒和通知将不再发到这个邮箱。",
                                        "Reminders and notices of “{campaign}” will no longer be sent to this address.";
    NO_MORE_MAIL_DONE = "已登记，不再向这个邮箱发送。",
                        "Noted. Nothing more is sent to this address.";
    NO_MORE_MAIL_SEAT = "这不影响作答：已经收到的链接和答题码在截止之前仍然有效。",
                        "You can still answer: links and codes you have received work until the last day.";
    NO_MORE_MAIL_WHO = "这个页面不知道您是谁，也不知道您是否已经作答。",
                       "This page knows neither who you are nor whether you have answered.";
}
