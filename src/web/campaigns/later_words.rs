//! Words of seats added after the launch.

use crate::domain::campaigns::later::{LaterRefusal, LineFault, WrongLine};
use crate::domain::lang::{Lang, words};
use crate::domain::time::Day;

words! {
    TITLE = "补发名额",
            "Add seats";
    LEAD = "启动时漏掉的人，可以在截止日以前补发名额。由领导小组办公室提出，督导组一位同志看过名单、确认后生效。",
           "Until the last day seats can be added for people the launch left out. The office proposes; a person of the supervision group looks at whom and confirms.";
    WHAT_HAPPENS = "补发的名额自成一份名单，另有校验值，启动时的名单不变；个数和日期公布在问卷页和核对页。每补发一个名额，这个调查组启封所需的答卷就多一份：补发的名额凑不满人数。",
                   "Added seats are a list of their own with a hash of its own; the list of the launch stays as it was. Number and day are published on the questionnaire and the check page. For each added seat the pool needs one ballot more to be opened: nobody can fill a pool up with them.";
    WHOM = "补发给哪个调查对象",
           "Audience";
    whom(name: &str, channel: &str) = "{name}（{channel}）",
                                      "{name} ({channel})";
    group(name: &str) = "“{name}”用群链接发放，份数启动时定下，不能补发。链接传到群外的，可以更换链接；份数交满了还要听取意见的，请复制这项专项工作，另发一个群链接。",
                        "“{name}” answers by a group's link: its number of ballots was fixed at the launch and cannot grow. If the link was passed on outside the group, replace it; if the ballots are used up and more people should be heard, copy the campaign and send another link.";
    GROUP_LINK = "去更换链接",
                 "Replace the link";
    venue(name: &str) = "“{name}”在现场发放，名额总数启动时定下，不能补发。人多出来的，请在现场页面加开一场，由第二个人确认；总数用完了还要听取意见的，请复制这项专项工作。",
                        "“{name}” answers in rooms: its seats were fixed at the launch and cannot grow. For more people open a further room, which a second person confirms; if all seats are taken and more people should be heard, copy the campaign.";
    VENUE_ROOMS = "去加开现场",
                  "Open a further room";
    CARDS = "邀请卡张数",
            "Number of cards";
    CARDS_HELP = "用邀请卡发放的填写。",
                 "For audiences reached by cards.";
    LINES = "邮箱或手机号码",
            "Addresses or numbers";
    LINES_HELP = "用电子邮件或短信发放的填写，一行一个。是否已在名单里，由督导组确认时核对。",
                 "For audiences reached by e-mail or text message, one a line. Whether one is on a list already is looked up when the supervision group confirms.";
    NO_CARDS_HERE = "所选对象用电子邮件或短信发放，不用填张数。请清空这一栏，或者改选用邀请卡发放的对象。",
                    "This audience is reached by e-mail or text message and has no cards. Leave this empty, or choose an audience reached by cards.";
    NO_LINES_HERE = "所选对象用邀请卡发放，这里填的地址或号码不会收到任何东西。请清空这一栏，或者改选用电子邮件或短信发放的对象。",
                    "This audience is reached by cards; nothing would be sent to what stands here. Leave this empty, or choose an audience reached by e-mail or text message.";
    REASON_HELP = "确认人和操作记录可以看到，答卷人看不到。",
                  "The one who confirms can read it; respondents cannot.";
    PROPOSE = "提出补发",
              "Propose";
    PROPOSED = "已提出，等待督导组确认。是否已在名单里，确认时再核对。",
               "Proposed; it waits for the supervision group. Only then is it looked up on the lists.";
    WAITS = "已提出补发名额，等待督导组确认。",
            "Seats are to be added; this waits for the supervision group.";
    DECLINED = "提议已取消，没有补发。",
               "The proposal is gone; no seats were added.";
    WAITING = "待确认的补发",
              "Waits to be confirmed";
    SEATS = "名额",
            "Seats";
    ADDRESSES = "补发给谁",
                "For whom";
    CONFIRM = "确认补发",
              "Confirm";
    CONFIRMED = "已补发。",
                "The seats were added.";
    NOT_POSSIBLE = "截止日已过，或者没有在发放，不能补发。",
                   "The last day has passed, or the campaign does not collect; no seats can be added.";
    too_many(left: u32) = "这个调查组最多还能补发 {left} 个名额（总数不超过启动时的十分之一，或 10 个）。",
                          "At most {left} more can be added to this pool (in all a tenth of the launch, or 10).";
    unreadable(line: u32) = "第 {line} 行不是完整的邮箱或手机号码。",
                            "Line {line} is no whole address or number.";
    twice(line: u32, first: u32) = "第 {line} 行与第 {first} 行相同。",
                                   "Line {line} is the same as line {first}.";
    on_list(places: &str) = "不能确认：列出的第 {places} 个已在这项专项工作的名单里，或者曾经在，一人只有一个答卷名额。启动以后办公室不能查看名单，不必说明是哪一个。",
                            "This cannot be confirmed: of those listed, number {places} is on a list of this campaign, or was, and everyone has one seat. From the launch the office may not read the lists and need not be told which it is.";
    rest(others: usize) = "可以只确认其余 {others} 个，也可以不同意整份提议。",
                          "You can confirm the other {others}, or decline all of it.";
    NO_REST = "请点“不同意”。",
              "Please decline.";
    confirm_rest(others: usize) = "确认其余 {others} 个",
                                  "Confirm the other {others}";
    more_lines(count: usize) = "另有 {count} 行不对。",
                               "{count} more lines are not right.";
    NOBODY = "请填写张数，或者至少一个邮箱或手机号码。",
             "Give the number of cards, or at least one address or number.";
    NOTHING_PROPOSED = "没有等待确认的补发。",
                       "Nothing waits to be confirmed.";
    added(seats: u32, day: Day) = "其中 {seats} 个名额是启动之后补发的，由两方各一人决定，最近一次在 {day}。",
                                  "{seats} of these seats were added after the launch, as one person of each side decided, last on {day}.";
    needed(ballots: u32) = "补发之后，收到至少 {ballots} 份答卷才能启封。",
                           "With the added seats, at least {ballots} ballots open this pool.";
}

/// Why seats were not added.
pub fn sentence(lang: Lang, refusal: &LaterRefusal) -> String {
    match refusal {
        LaterRefusal::NotCollecting => NOT_POSSIBLE.to(lang).to_owned(),
        LaterRefusal::TooMany { left } => too_many(lang, *left),
        LaterRefusal::Lines(wrong) => wrong_lines(lang, wrong),
        LaterRefusal::OnList { places, others } => {
            let places: Vec<String> = places.iter().map(u32::to_string).collect();
            let said = on_list(lang, &places.join(if lang == Lang::En { ", " } else { "、" }));
            let way = match others {
                0 => NO_REST.to(lang).to_owned(),
                others => rest(lang, *others),
            };
            format!("{said}{}{way}", if lang == Lang::En { " " } else { "" })
        }
        LaterRefusal::Nobody => NOBODY.to(lang).to_owned(),
        LaterRefusal::NothingProposed => NOTHING_PROPOSED.to(lang).to_owned(),
    }
}

/// As many wrong lines as are told one by one.
const MOST_TOLD: usize = 10;

fn wrong_lines(lang: Lang, wrong: &[WrongLine]) -> String {
    let told = wrong.iter().take(MOST_TOLD).map(|wrong| match wrong.fault {
        LineFault::Unreadable => unreadable(lang, wrong.line),
        LineFault::Twice { first } => twice(lang, wrong.line, first),
    });
    let left = wrong.len().saturating_sub(MOST_TOLD);
    let more = (left > 0).then(|| more_lines(lang, left));
    let between = if lang == Lang::En { " " } else { "" };
    told.chain(more).collect::<Vec<_>>().join(between)
}

/// The field a refusal is about.
pub fn field(refusal: &LaterRefusal) -> &'static str {
    match refusal {
        LaterRefusal::Lines(_) => "lines",
        LaterRefusal::TooMany { .. } | LaterRefusal::Nobody => "cards",
        LaterRefusal::NotCollecting
        | LaterRefusal::NothingProposed
        | LaterRefusal::OnList { .. } => "audience",
    }
}
