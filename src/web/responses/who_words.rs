//! What the page 谁能看到什么 says: the table of threats of `anonymity` section 4, in the words of
//! someone who explains it to an uneasy bidder. What is not protected is said as plainly as what is.

use crate::domain::campaigns::Channel;
use crate::domain::lang::{Lang, Text, words};

words! {
    WHO = "谁能看到什么",
          "Who can see what";
    lead(pool: &str) = "这一页逐一写明：“{pool}”这份问卷，谁能看到什么、什么时候能看到，哪些是我们保护不了的。可以打印留存。",
                       "Party by party: who can see what of the survey “{pool}”, when, and what we cannot protect. You may print it.";

    BACK_TO_KIOSK = "返回自助终端",
                    "Back to the kiosk";
    KIOSK_READING = "60 秒不碰屏幕，自动返回；填写的内容一并清除。要核对核验码、看公布的数字，请用自己的手机打开这份问卷的网址。",
                    "Without a touch for 60 seconds it goes back by itself, and what was filled in is erased. To compare the fingerprint or read the published figures, open the survey's address on your own phone.";

    HOW = "为什么查不出是谁写的",
          "Why nobody can tell who wrote what";
    how_stamp(noted: &str) = "您的浏览器把一个随机数装进密封的信封，系统不拆信封就盖章，并记下{noted}；盖了章的答卷随后单独交上来。系统认得自己的章，认不出章是给谁盖的。",
                "Your browser puts a random number into a sealed envelope. We stamp it unopened and note that {noted}. The stamped ballot comes in later, by itself: we know our stamp, and not for whom it was made.";
    how_sealed(day: &str) = "答卷交上来就封存，到 {day} 24:00 以后统一启封，启封时打乱顺序重新存放。启封口令印了两份，由督导组、机关纪委的人保管，不在机器里。收集结束满 180 天仍没有启封的，系统自动销毁。",
                            "Ballots are sealed as they come in and opened together after {day}, 24:00, when they are stored anew in random order. The opening passphrase exists on paper, held by people of the supervision group and the discipline commission, and not in the machine. What is not opened within 180 days of the last day is destroyed by the program.";
    how_plain(both: &str) = "普通页（不用脚本的那一页）是例外：提交的那一刻，系统会同时看到{both}，随即分开保存，不留对应关系。这要靠您相信系统；有脚本的那一页不用。",
                "The plain page, which needs no script, is the exception: at the moment you send, the system sees {both} together, stores them apart and keeps no link. There you have to trust the system; on the page with a script you need not.";

    TABLE = "各方能看到的",
            "What each party can see";
    PARTY = "谁",
            "Who";
    SEES = "能看到什么",
           "Sees";
    WHEN = "什么时候",
           "When";
    YOU = "您自己",
          "You";
    YOU_SEE = "填写的内容和回执码；公布的数字和回执清单。交上去的答卷，您自己也调不出来。",
              "What you write, and your receipt; the published figures and the list of receipts. Not even you can call up a ballot once it is in.";
    YOU_WHEN = "作答时；启封以后",
               "While you answer; after the opening";
    OFFICE = "组织调查的领导小组办公室",
             "The campaign office, which runs the survey";
    OFFICE_SEES = "启封前：每天零点更新一次的大致进度，看不到谁答过。启封后：参加人数、调查结果（不足 10 人的分组不显示）和提炼后的意见。看不到任何一份单独的答卷。",
                  "Before the opening: a rough progress figure, updated once a day, never who answered. After it: participation, results (no group under 10) and distilled suggestions. Never a single ballot.";
    OFFICE_WHEN = "发放以后",
                  "From the launch on";
    DESK = "经办人和复核人",
           "The desk: a triager and a second reader";
    DESK_SEES = "意见建议的原文，以及写在同一条意见里的选择（比如哪个科室）。每条单独存放、顺序打乱，看不到它和哪些答案出自同一份答卷。",
                "Suggestions as they were written, with what was chosen within the same suggestion, such as the unit. Each stands alone, in random order: with which answers it came is not to be seen.";
    DESK_WHEN = "启封以后；最后一批交办后 30 天、最迟启封后 180 天销毁",
                "After the opening; destroyed 30 days after the last batch, at the latest 180 days after the opening";
    UNITS = "有关科室、中心",
            "Sections and centres concerned";
    UNITS_SEE = "提炼后的意见，看不到原文；同一单位至少有 5 条原文，才会交办。单位主要负责人还能看到调查结果。",
                "Distilled suggestions, never the original wording; a unit gets none before at least 5 texts concern it. Heads of units also see the results.";
    UNITS_WHEN = "两人提炼、复核以后，按批次",
                 "In batches, after two people have distilled and checked";
    SUPERVISION = "督导组",
                  "Supervision group";
    SUPERVISION_SEES = "启封时到场输入口令；看到操作记录、参与数字、调查结果和提炼后的意见。看不到原文和单独的答卷。",
                       "Types the passphrase at the opening; sees the record of what was done, participation, results and distilled suggestions. No original wording, no single ballot.";
    SUPERVISION_WHEN = "启封时和启封以后",
                       "At the opening and after it";
    DISCIPLINE = "机关纪委",
                 "Discipline commission";
    DISCIPLINE_SEES = "作为问题线索移送的原文，加密移送，别人打不开；另能看到操作记录和调查结果。也看不出是谁写的。",
                      "Texts handed over as tips, encrypted so that nobody else can open them; also the record of what was done, and the results. Not who wrote them either.";
    DISCIPLINE_WHEN = "启封以后",
                      "After the opening";
    OPERATOR = "管理这台机器的人",
               "Whoever runs the machine";
    operator_sees(used: &str, both: &str) = "{used}；封存的答卷打不开。他如果改动或者监视正在运行的程序，在您提交的那一刻能同时看到{both}，核对网页也看不出来。启封后，机器上还没有清除的答案和原文，他有能力读到，但读不出是谁写的。",
                    "{used}; sealed ballots cannot be opened. If he alters or watches the running program, he can see {both} together at the moment you send them, and comparing this page does not show it. After the opening he could read answers and texts that are not yet cleared from the machine, but not whose they are.";
    OPERATOR_WHEN = "一直",
                    "Always";
    NETWORK = "您的单位网络、运营商和网站前面的防火墙",
              "Your workplace network, your provider, and the firewall in front of this site";
    network_sees(seen: &str) = "您的网络地址、什么时候打开过这个网站，并且可能依法留存。传输是加密的，沿途看不到您填写的内容；网站前面如果有负责解密的网关，它在您提交的那一刻能看到{seen}。本系统不保存这些。",
                   "Your address and when you opened this site; the law may require them to keep it. Not what you write, for it is encrypted on its way; but a gateway in front of this site that decrypts can see {seen} at the moment you send them. Our system keeps none of this.";
    network_sees_all(seen: &str) = "您的网络地址、时间，还有{seen}：这个网站没有加密。请换一个可信的网络。",
                       "Your address and the time, and also {seen}: this site is not encrypted. Please use a network you trust.";
    NETWORK_WHEN = "您作答时",
                   "While you answer";

    CARDS = "邀请卡的张数",
            "How many cards there are";
    CARDS_WHY = "没有发出去的卡在启封之前由两人清点作废，免得有人拿剩下的卡凑数。这里的数字随清点更新。",
                "Cards that were not handed out are counted and voided by two persons before the opening, so that nobody fills seats with what is left. These numbers follow the counting.";
    REMAINS = "我们保护不了的",
              "What we cannot protect";
    WATCHED = "有人在旁边看着您作答，或者向您要截图、要回执码。任何人都不得这样做，您可以拒绝，也可以不留回执码。",
              "Someone who watches you answer, or asks for a screenshot or your receipt. Nobody may do that; you may refuse, and you need not keep a receipt.";
    WORDING = "您在文字里写出的姓名、日期、只有您知道的经过，还有您写字的习惯。请写问题，少写细节。",
              "Names, dates and events in your text that only you could know, and your way of writing. Write about the problem, not the details.";
    DEVICE = "单位管控的电脑、记录键盘的软件、别人能看到的屏幕。请用自己的手机、自己的网络。",
             "A monitored workplace computer, software that records the keyboard, a screen others can see. Use your own phone and your own network.";
    CHANGED_PAGE = "控制服务器的人把这个网页换掉。网页做不到防住它自己的主人，只能让您查得出来：请照下面的办法核对，核对不上就不要作答。",
                   "Someone in control of the server who changes this page. No web page can stop its own master; it can only let you find out. Compare as shown below, and do not answer if it does not match.";
    COLLUSION = "保管启封口令的人在截止前同管理机器的人串通，并且一直记下每次存盘的时间：盖章和交卷前后只差一两秒，就可能对上。先领取空白答卷、过后再交，可以打断这个次序，这样做的人越多越管用。",
                "A passphrase holder who, before the closing day, conspires with whoever runs the machine and has recorded the time of every write: stamp and ballot a second or two apart could then be matched. Taking your ballot now and handing it in later breaks that order, the better the more people do it.";
    PUPPETS = "组织者自己占用名额，用一批知道内容的答卷把您的那一份衬出来。启封后公布邀请数和已用答题码数，供大家比对；每种发放方式都满 10 个名额的，分方式公布。",
              "An organiser who fills seats with its own people, so that yours stands out among ballots it knows. Numbers invited and codes used are published after the opening, for all to compare, and by channel where each has 10 seats or more.";
    SUBTRACTION = "几个人互相说出自己的答案，再从公布的数字里减去。",
                  "A few people who tell each other their answers and subtract them from the published figures.";
    LOSS = "两份启封口令都丢失，或者存放密钥的磁盘损坏：已经收到的答卷就再也打不开了。",
           "The loss of both copies of the passphrase, or of the disk with the keys: ballots collected so far could then never be opened.";

    COMPARE = "怎样核对网页没有被换过",
              "How to check that the page was not changed";
    compare_code(printed: &str) = "核验码：下面这一行，应与{printed}印的一致。它要是因人而异，就能分出谁是谁，所以请和同事比一比。",
                                  "Fingerprint: the line below must be the one printed {printed}. If it differed from person to person it could tell people apart, so compare it with colleagues.";
    FINGERPRINT = "核验码",
                  "Fingerprint";
    COMPARE_SCRIPT = "脚本：网页只运行下面的文件，文件名里的 12 位就是它 SHA-256 的开头。下载文件，自己算出 SHA-256（Windows：certutil -hashfile 文件名 SHA256；其他系统：shasum -a 256 文件名），应与通知或者软件发布页上的一致。只和本页比没有意义：能换脚本的人，也能换这一页。",
                     "Scripts: pages run only the files below; the 12 digits in a file's name are the beginning of its SHA-256. Download a file and compute its SHA-256 (Windows: certutil -hashfile NAME SHA256; elsewhere: shasum -a 256 NAME). It must be the one in the notice or on the page where the software is published. Comparing with this page alone means nothing: whoever can change the script can change this page.";
    SCRIPT_ANSWER = "答卷页的脚本",
                    "Script of the survey page";
    SCRIPT_HINTS = "答卷页上提示文字里可能认出您的脚本",
                   "Script of the survey page that notes what could name you in a text";
    SCRIPT_TAKE = "领取空白答卷时另加的脚本",
                  "Further script where ballots are taken away";
    SCRIPT_TAKEN = "用已领的空白答卷作答时的脚本",
                   "Script where a ballot taken away is handed in";
    SCRIPT_PLAIN = "普通页的脚本",
                   "Script of the plain page";
    SCRIPT_OVER = "截止以后，清除本机所存内容的脚本",
                  "Script that erases what a browser kept, once the survey is over";
    SCRIPT_KIOSK_WHO = "在自助终端上看本页时，返回自助终端的脚本",
                       "Script that leads back to a kiosk from this page";
    SCRIPT_KIOSK = "自助终端的脚本",
                   "Script of the kiosk";
    SCRIPT_CHECK = "核对页的脚本",
                   "Script of the check page";
}

words! {
    MAIL = "邮件管理员",
           "Mail administrators";
    MAIL_SEES = "邮件里的答题码。他能抢先用掉它（您再用时会看到“已经用过”），看不到您交的答卷。",
                "The code in your mail. They could use it before you do (you would then read “already used”); they cannot see your ballot.";
    MAIL_WHEN = "邮件发出以后",
                "Once the mail is sent";
    PRINTERS = "印制、发放邀请卡的人",
               "Whoever prints or hands out the cards";
    PRINTERS_SEE = "邀请卡上的答题码。他能抢先用掉它（您再用时会看到“已经用过”），看不到您交的答卷。",
                   "The code on your card. They could use it before you do (you would then read “already used”); they cannot see your ballot.";
    PRINTERS_WHEN = "印制和发放时",
                    "While cards are printed and handed out";
    GATEWAY = "短信平台和运营商",
              "The SMS platform and your carrier";
    GATEWAY_SEES = "您的手机号码和短信里的链接。能抢先用掉这个链接（您再用时会看到“已经用过”），看不到您交的答卷。",
                   "Your number and the link in your message. They could use the link before you do (you would then read “already used”); they cannot see your ballot.";
    GATEWAY_WHEN = "短信发出以后",
                   "Once the message is sent";
    EXPORTER = "办公室里导出号码和链接的人",
               "Whoever of the office exports numbers and links";
    EXPORTER_SEES = "没有接短信网关时，由这个人把名单上的全部号码和每个号码的链接导出成文件，交给短信平台：他手里有每个人的链接，能抢先用掉任何一个（本人再用时会看到“已经用过”），看不到任何人交的答卷。由系统经短信网关自动发送的，没有这份文件。每次导出都记入操作记录。",
                    "Without a gateway this person takes all numbers of the list and the link of each as a file and hands it to the SMS platform. They hold everybody's link and could use any of them first (its owner would then read “already used”); they cannot see anybody's ballot. Where the program sends by a gateway itself there is no such file. Each export stands in the record of what was done.";
    EXPORTER_WHEN = "导出以后",
                    "Once a file is exported";
    HOLDERS = "办公室、群主和拿到群链接的任何人",
              "The office, whoever runs the group, and anybody with the group's link";
    HOLDERS_SEE = "全群同一个链接，他们手里都有，也能再转给别人。谁拿到都能作答，多交几份系统拦不住，名额可能被占完。群里看得见谁在群里；看不出谁交过，看不到任何一份答卷。",
                  "The one link of the group: all of them hold it and can pass it on. Whoever has it can answer, nothing keeps them from handing in more than once, and the seats may be used up. Who is in the group can be seen there; who handed in cannot, nor any ballot.";
    HOLDERS_WHEN = "链接发出以后",
                   "Once the link is sent";
    CHAT = "聊天软件的运营者",
           "Whoever runs the chat program";
    CHAT_SEES = "发在群里的链接，还可能知道您点开过它。看不到您交的答卷。想避开的，把网址和答题码输入到别的浏览器里作答。",
                "The link sent to the group, and perhaps that you opened it; not your ballot. To avoid that, type address and code into another browser.";
    CHAT_WHEN = "您点开链接时",
                "When you open the link";
    HOSTS = "主持现场的人和在场的人",
            "Whoever holds the room, and whoever sits in it";
    HOSTS_SEE = "谁在场、谁拿着手机或平板作答。大屏上的码人人相同，办公室和在场的人都能用它占名额。看不到您交的答卷；能不能看到您的屏幕，取决于您怎么拿。",
                "Who is there, and who answers on a phone or tablet. The code on the screen is the same for all; the office and anybody there could fill seats with it. Not your ballot; whether your screen is seen depends on how you hold it.";
    HOSTS_WHEN = "在现场时",
                 "In the room";
    KIOSK = "提供现场平板的人",
            "Whoever provides a tablet in the room";
    KIOSK_SEES = "平板如果被动过手脚，在上面填写的内容和交卷的时刻就能被看到。用自己的手机扫码，就没有这一条。",
                 "If the tablet was tampered with: what is filled in on it, and when. This does not concern you where you scan with your own phone.";
    KIOSK_WHEN = "用平板作答时",
                 "While you answer on the tablet";

    PRINTED_IN = "通知和海报上",
                 "in the notice and on the poster";
    PRINTED_IN_MAIL = "通知、海报和邮件上",
                      "in the notice, on the poster and in the mail";
    PRINTED_ON_CARD = "通知、海报和邀请卡上",
                      "in the notice, on the poster and on the card";
    PRINTED_IN_BOTH = "通知、海报、邮件和邀请卡上",
                      "in the notice, on the poster, in the mail and on the card";

    changed_addresses(count: u32) = "启动以后，名单上的邮箱只有在邮件服务器明确退信之后才能更换，每个地址最多一次，要由两个人先后确认。到现在为止更换过 {count} 个。",
                                    "After the launch an address on the list can be changed only when a mail server has refused it for good, once, and by two persons one after the other. So far {count} were changed.";
    changed_numbers(count: u32) = "启动以后，名单上的手机号码只有在短信网关明确不收之后才能更换，每个号码最多一次，要由两个人先后确认。到现在为止更换过 {count} 个。",
                                  "After the launch a number on the list can be changed only when the gateway has refused it for good, once, and by two persons one after the other. So far {count} were changed.";
    changed_of_both(count: u32) = "启动以后，名单上的邮箱和手机号码，只有在邮件服务器明确退信、短信网关明确不收之后才能更换，每个最多一次，要由两个人先后确认。到现在为止更换过 {count} 个。",
                                  "After the launch an address or number on the list can be changed only when a mail server or the gateway has refused it for good, once, and by two persons one after the other. So far {count} were changed.";
}

words! {
    NOTED_CODE = "这个答题码已经用过",
                 "the code was used";
    NOTED_GROUP = "群里的一个名额已经用掉",
                  "one of the group's seats was used";
    NOTED_ROOM = "现场的一个名额已经用掉",
                 "one of the room's seats was used";
    NOTED_EITHER = "这个答题码，或者现场的一个名额，已经用掉",
                   "the code, or one of the room's seats, was used";
    USED_CODE = "哪个答题码用过、什么时候用的",
                "Which code was used, and when";
    USED_GROUP = "群里的名额用掉了几个、什么时候用的",
                 "How many of the group's seats were used, and when";
    USED_ROOM = "现场的名额用掉了几个、什么时候用的",
                "How many of the room's seats were used, and when";
    USED_EITHER = "哪个答题码用过、现场的名额用掉了几个，以及什么时候用的",
                  "Which code was used, how many of the room's seats were, and when";
    WATCHED_CODE = "答题码和答卷",
                   "code and answers";
    WATCHED_DOOR = "您的网络地址和答卷",
                   "your network address and your answers";
    WATCHED_EITHER = "答题码和答卷，在现场的是网络地址和答卷，",
                     "code and answers, or in a room network address and answers,";
    SEALED_CODE = "答题码和答卷",
                  "code and answers";
    SEALED_DOOR = "您占用的名额和答卷",
                  "the seat you take and your answers";
    SEALED_EITHER = "答题码或者现场的名额，和答卷",
                    "the code or the room's seat, and your answers";
    OPEN_CODE = "答题码和答卷",
                "code and ballot";
    OPEN_DOOR = "您的答卷",
                "your ballot";
    OPEN_EITHER = "答题码（不在现场的）和答卷",
                  "the code (of those who are in no room) and the ballot";
    PLAIN_CODE = "答题码和您填写的全部内容",
                 "your code and all you write";
    PLAIN_DOOR = "您填写的全部内容",
                 "all you write";
    PLAIN_EITHER = "答题码（不在现场的）和您填写的全部内容",
                   "your code, where you have one, and all you write";
}

/// What a seat of a pool is used by: what one holds alone, or what all in a group or a room share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Code,
    Group,
    Room,
    RoomOrCode,
}

impl By {
    fn of(channels: &[Channel]) -> Self {
        let has = |channel| channels.contains(&channel);
        let has_codes = has(Channel::Email) || has(Channel::Phone) || has(Channel::Card);
        match (has(Channel::Group), has(Channel::Venue), has_codes) {
            (true, ..) => Self::Group,
            (_, true, false) => Self::Room,
            (_, true, true) => Self::RoomOrCode,
            _ => Self::Code,
        }
    }

    /// One of what is said of a code, of the door, and of both.
    fn pick(self, code: Text, door: Text, either: Text) -> Text {
        match self {
            Self::Code => code,
            Self::Group | Self::Room => door,
            Self::RoomOrCode => either,
        }
    }
}

/// What happens to a ballot.
pub fn how(lang: Lang, channels: &[Channel]) -> String {
    let noted = match By::of(channels) {
        By::Code => NOTED_CODE,
        By::Group => NOTED_GROUP,
        By::Room => NOTED_ROOM,
        By::RoomOrCode => NOTED_EITHER,
    };
    how_stamp(lang, noted.to(lang))
}

/// What the plain page sees.
pub fn plain(lang: Lang, channels: &[Channel]) -> String {
    let both = By::of(channels).pick(SEALED_CODE, SEALED_DOOR, SEALED_EITHER);
    how_plain(lang, both.to(lang))
}

fn operator(lang: Lang, by: By) -> String {
    let used = match by {
        By::Code => USED_CODE,
        By::Group => USED_GROUP,
        By::Room => USED_ROOM,
        By::RoomOrCode => USED_EITHER,
    };
    let both = by.pick(WATCHED_CODE, WATCHED_DOOR, WATCHED_EITHER);
    operator_sees(lang, used.to(lang), both.to(lang))
}

fn network(lang: Lang, by: By, is_encrypted: bool) -> String {
    if is_encrypted {
        network_sees(lang, by.pick(OPEN_CODE, OPEN_DOOR, OPEN_EITHER).to(lang))
    } else {
        network_sees_all(lang, by.pick(PLAIN_CODE, PLAIN_DOOR, PLAIN_EITHER).to(lang))
    }
}

/// A party, what it sees, and when.
type Row = [Text; 3];

/// Everyone who could see anything in a pool that is reached in these ways, the reader first. What the
/// network sees depends on whether this site is encrypted.
pub fn rows(lang: Lang, is_encrypted: bool, channels: &[Channel]) -> Vec<[String; 3]> {
    let by = By::of(channels);
    let said = |row: &Row| row.map(|text| text.to(lang).to_owned());
    let computed = |party: Text, sees: String, when: Text| {
        [party.to(lang).to_owned(), sees, when.to(lang).to_owned()]
    };
    let fixed = [
        [YOU, YOU_SEE, YOU_WHEN],
        [OFFICE, OFFICE_SEES, OFFICE_WHEN],
        [DESK, DESK_SEES, DESK_WHEN],
        [UNITS, UNITS_SEE, UNITS_WHEN],
        [SUPERVISION, SUPERVISION_SEES, SUPERVISION_WHEN],
        [DISCIPLINE, DISCIPLINE_SEES, DISCIPLINE_WHEN],
    ];
    let mut rows: Vec<[String; 3]> = fixed.iter().map(said).collect();
    rows.push(computed(OPERATOR, operator(lang, by), OPERATOR_WHEN));
    for channel in Channel::ALL.iter().copied().filter(|channel| channels.contains(channel)) {
        rows.extend(on_the_way(channel).iter().map(said));
    }
    rows.push(computed(NETWORK, network(lang, by, is_encrypted), NETWORK_WHEN));
    rows
}

/// Those through whose hands a way into the survey goes.
fn on_the_way(channel: Channel) -> &'static [Row] {
    match channel {
        Channel::Email => &[[MAIL, MAIL_SEES, MAIL_WHEN]],
        Channel::Phone => {
            &[[GATEWAY, GATEWAY_SEES, GATEWAY_WHEN], [EXPORTER, EXPORTER_SEES, EXPORTER_WHEN]]
        }
        Channel::Card => &[[PRINTERS, PRINTERS_SEE, PRINTERS_WHEN]],
        Channel::Group => &[[HOLDERS, HOLDERS_SEE, HOLDERS_WHEN], [CHAT, CHAT_SEES, CHAT_WHEN]],
        Channel::Venue => &[[HOSTS, HOSTS_SEE, HOSTS_WHEN], [KIOSK, KIOSK_SEES, KIOSK_WHEN]],
    }
}

/// Where the fingerprint is printed that people of these ways can compare.
pub fn compare(lang: Lang, channels: &[Channel]) -> String {
    let printed = match (channels.contains(&Channel::Email), channels.contains(&Channel::Card)) {
        (true, true) => PRINTED_IN_BOTH,
        (true, false) => PRINTED_IN_MAIL,
        (false, true) => PRINTED_ON_CARD,
        (false, false) => PRINTED_IN,
    };
    compare_code(lang, printed.to(lang))
}

/// When what stands on a list of these ways may change, and how often it did.
pub fn changed(lang: Lang, channels: &[Channel], count: u32) -> String {
    match (channels.contains(&Channel::Email), channels.contains(&Channel::Phone)) {
        (true, true) => changed_of_both(lang, count),
        (false, true) => changed_numbers(lang, count),
        _ => changed_addresses(lang, count),
    }
}

/// What remains, the nearest to the reader first.
pub const REMAINING: [Text; 8] =
    [WATCHED, WORDING, DEVICE, CHANGED_PAGE, COLLUSION, PUPPETS, SUBTRACTION, LOSS];
