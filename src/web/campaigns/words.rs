//! Words of planning, launching and sending.

use crate::domain::campaigns::steps::Stage;
use crate::domain::campaigns::{CampaignState, Channel};
use crate::domain::lang::{Text, words};
use crate::domain::time::Day;

words! {
    FINDINGS = "调查结果",
               "Findings";
    CAMPAIGNS = "专项工作",
                "Campaigns";
    CAMPAIGNS_LEAD = "一次专项工作就是一次调查：向谁问、问什么、何时开始和截止，以及之后的提炼、交办、整改和销号。",
                     "A campaign is one survey: who is asked what, from when until when, and everything that follows from the answers.";
    NO_CAMPAIGNS = "还没有专项工作。",
                   "There is no campaign yet.";
    NEW = "新建专项工作",
          "New campaign";
    EDIT = "修改专项工作",
           "Edit the campaign";
    COPY = "复制为新的专项工作",
           "Copy into a new campaign";
    COPIED = "已复制调查对象、问卷和文字。请填写日期，并重新导入名单。",
             "Audiences, questionnaires and texts were copied. Set the days and import the lists anew.";
    STATE = "状态",
            "State";
    DAYS = "收集时间",
           "Collecting";
    days(from: Day, to: Day) = "{from} 00:00 至 {to} 24:00",
                               "{from} 00:00 to {to} 24:00";
    NO_DAYS = "尚未确定",
              "Not set";
    STEPS = "八个步骤",
            "The eight steps";
}

words! {
    TEXTS = "答卷人看到的文字",
            "What respondents read";
}

words! {
    NAME_ZH = "专项工作名称",
              "Name (Chinese)";
    NAME_EN = "英文名称",
              "Name (English)";
    NAME_EN_HELP = "可以不填；不填时英文页面显示中文。",
                   "May be left out; English pages then show the Chinese.";
    ISSUER_ZH = "发起单位全称",
                "Full name of the issuing body (Chinese)";
    ISSUER_EN = "发起单位英文全称",
                "Full name of the issuing body (English)";
    NO_TELEPHONE = "请填写可以拨打的电话号码。",
                   "Please give a number that can be dialled.";
    TELEPHONE = "咨询电话",
                "Telephone for questions";
    NOTICE = "官方公告链接",
             "Link to the official notice";
    NOTICE_HELP = "发起单位自己网站上的公告，以 https:// 或 http:// 开头。答卷人可以到那里核对核验码。",
                  "The notice on the issuing body's own site, beginning with https:// or http://. Respondents compare the fingerprint there.";
    NOTICE_WRONG = "链接要以 https:// 或 http:// 开头，中间没有空格。",
                   "A link begins with https:// or http:// and has no blanks.";
    PRIVACY_ZH = "个人信息告知（中文）",
                 "Privacy notice (Chinese)";
    PRIVACY_EN = "个人信息告知（英文）",
                 "Privacy notice (English)";
    PRIVACY_HELP = "写明谁处理邮箱地址和手机号码、为什么、保存多久、怎样联系（个人信息保护法）。",
                   "Who handles addresses and numbers, why, how long, whom to contact (Personal Information Protection Law).";
    PRIVACY_DEFAULT = "邮箱地址和手机号码由领导小组办公室仅用于发放和提醒，督导组可以核对发给了谁；加密保存，启封后删除；答卷与地址之间没有任何关联。联系方式见咨询电话。",
                      "The campaign office uses addresses and numbers for sending alone, and the supervision group may check to whom was sent; they are kept encrypted and deleted at the opening; no answer is connected to any address. For questions call the telephone above.";
    TIPS_TO = "机关纪委电话",
              "Telephone of the discipline commission";
    TIPS_TO_HELP = "与 12388 并列显示，供检举控告和紧急情况使用。",
                   "Shown beside 12388, for accusations and urgent matters.";
    OPENS_ON = "开始日期",
               "First day";
    CLOSES_ON = "截止日期",
                "Last day";
    REMIND_ON = "提醒日期",
                "Day of the reminder";
    REMIND_HELP = "当天发给名单上没有要求停发的每一位，不论是否已经作答；启动后不能再改。可以不填，最多三次。邮件由系统 9:00 发出；短信有网关的由系统 9:00 发出，没有的由办公室当天导出；邀请卡、群链接和现场没有名单，不发提醒。",
                  "That day, to everyone on the lists who did not ask for no more, whether they answered or not; fixed by the launch. May be left out; three at most. Mails are sent by the program at 9:00, and so are text messages where there is a gateway; where there is none the office takes their file that day. Cards, links for groups and rooms have no list, and no reminder.";
    reminders_nobody(days: &str) = "{days}：没有用邮件或短信发放的调查对象，没有人会收到提醒",
                                   "{days}: no audience is reached by mail or text message, and nobody is reminded";
    reminders(days: &str) = "{days}，当天 9:00 发给名单上的每一位",
                            "{days}, at 9:00, to everyone on the lists";
    reminders_both(days: &str) = "{days}：邮件由系统当天 9:00 发给名单上的每一位；短信由办公室当天导出，交短信平台发送",
                                 "{days}: the program sends the mails at 9:00 to everyone on the lists; the office takes the text messages as a file and hands them to whoever sends";
    reminders_by_hand(days: &str) = "{days}：由办公室当天导出短信，交短信平台发给名单上的每一位",
                                    "{days}: the office takes the text messages to everyone on the lists as a file and hands them to whoever sends";
    REMIND_ON_2 = "第二次提醒日期",
                  "Day of the second reminder";
    REMIND_ON_3 = "第三次提醒日期",
                  "Day of the third reminder";
    CLOSES_HELP = "到当天 24:00 为止，最长 90 天。",
                  "Until 24:00 that day, at most 90 days.";
    MAIL_SUBJECT = "邮件主题",
                   "Subject of the mails";
    MAIL_SUBJECT_DEFAULT = "请您匿名填写廉政风险调查问卷",
                           "请您匿名填写廉政风险调查问卷";
    MAIL_TEXT = "邮件开头的话",
                "First words of the mails";
    MAIL_TEXT_HELP = "链接、答题码、核验码、日期、退订方法和线索渠道由系统加在后面。",
                     "Link, code, fingerprint, days, how to stop the mails and where tips go are added below.";
    MAIL_TEXT_DEFAULT = "您好！为查找公共资源交易中的廉政风险，我们诚恳地请您匿名回答几个问题，大约需要两三分钟。",
                        "您好！为查找公共资源交易中的廉政风险，我们诚恳地请您匿名回答几个问题，大约需要两三分钟。";
}

words! {
    AUDIENCES = "调查对象和调查组",
                "Audiences and pools";
    AUDIENCE = "调查对象",
               "Audience";
    NO_AUDIENCES = "还没有调查对象。",
                   "Nobody is asked yet.";
    ADD_AUDIENCE = "增加调查对象",
                   "Add an audience";
    EDIT_AUDIENCE = "修改调查对象",
                    "Edit the audience";
    REMOVE_AUDIENCE = "移除调查对象",
                      "Remove the audience";
    remove_question(name: &str) = "将移除“{name}”及其名单。",
                                  "“{name}” and its list will be removed.";
    AUDIENCE_NAME = "名称",
                    "Name (Chinese)";
    CHANNEL = "发放方式",
              "How they are reached";
    QUESTIONNAIRE = "问卷",
                    "Questionnaire";
    QUESTIONNAIRE_HELP = "同一调查组使用同一份问卷；启动时固定为最新发布的版本。",
                         "A pool has one questionnaire; the launch freezes its newest published version.";
    NO_QUESTIONNAIRES = "还没有问卷。请先在“问卷”中建立并发布。",
                        "There is no questionnaire yet. Make and publish one first.";
    unpublished(title: &str) = "{title}（尚未发布）",
                               "{title} (not published)";
    CARDS = "张数或名额数",
            "Cards or seats";
    CARDS_HELP = "邀请卡填张数；群链接填最多收多少份；现场填各场一共有多少人，留一点余地。1 至 2000。启动后，群链接和现场的名额不能再加；邀请卡可以补发，要督导组确认。",
                 "For cards, how many; for a group's link, how many ballots at most; for rooms, how many people all sessions have, with some to spare. 1 to 2000. After the launch a group and its rooms get no more; cards can be added, once the supervision group confirms.";
    UNTIL = "群链接的最后一天",
            "Last day of the group's link";
    UNTIL_HELP = "只对群链接有效，可以不填；不填就到专项工作截止。",
                 "For a group's link only. Left out, it ends with the campaign.";
    CARDS_NOT_HERE = "用电子邮件或短信发放的，名额按名单计，不填张数。请清空这一栏，或者改选发放方式。",
                     "Those reached by e-mail or text message have as many seats as their list has people. Leave this empty, or choose another way of reaching them.";
    UNTIL_NOT_HERE = "只有群链接可以另定最后一天。请清空这一栏，或者改选群链接。",
                     "Only a group's link has a last day of its own. Leave this empty, or choose the group's link.";
    UNTIL_OUTSIDE = "要在专项工作的开始日期和截止日期之间。",
                    "It must lie within the days of the campaign.";
    at_the_door(count: u32) = "{count} 个名额",
                              "{count} seats";
    CARDS_WRONG = "请填写 1 至 2000 之间的整数。",
                  "Please write a whole number from 1 to 2000.";
    POOL = "调查组",
           "Pool";
    SEATS = "答卷名额",
            "Seats";
    TO_DO = "可办理",
            "What to do";
    addresses(count: u32) = "{count} 个地址",
                            "{count} addresses";
    numbers(count: u32) = "{count} 个手机号码",
                          "{count} mobile numbers";
    cards(count: u32) = "{count} 张邀请卡",
                        "{count} cards";
    seats(count: u32) = "{count} 个名额",
                        "{count} seats";
}

words! {
    MOVE = "编入其他调查组",
           "Answer in another pool";
    move_lead(name: &str) = "选择“{name}”在哪个调查组作答。合并后使用该组的问卷，结果只合在一起显示，永远不分开。",
                            "Where does “{name}” answer? A joint pool has one questionnaire; its results are shown together and never apart.";
    OWN_POOL = "单独成组",
               "A pool of its own";
    JOINT = "合并组",
            "Joint pool";
    WAYS_OUT = "人数太少怎么办",
               "What to do about small audiences";
    WAY_SEATS = "每个单位邀请几位同志：在名单里多列几个邮箱，或多印几张邀请卡；",
                "Invite several people from each body: more addresses on the list, or more cards.";
    WAY_JOINT = "与另一个调查对象合并为一个调查组，用同一份问卷；",
                "Let it answer in one pool with another audience, with one questionnaire.";
    WAY_LATER = "截止日以前还可以延长一次；启封时仍不足 10 份的，可由两方各一人决定与其他调查组合并启封。",
                "The last day can be moved once; and a pool still below ten at the opening can be opened together with others, if one person of each side so decide.";
    WAY_CONSULT = "不作匿名调查，改发征求意见函，由对方具名书面答复。",
                  "Do not ask anonymously: send a written consultation that is answered by name.";
}

words! {
    BREAK_DOWNS = "结果分组",
                  "Results by group";
    BREAK_DOWNS_SET = "设置结果分组",
                      "Set the groups";
    break_downs_of(pool: &str) = "结果分组 · {pool}",
                                 "Results by group · {pool}";
    BREAK_DOWNS_LEAD = "启动前选定，启动后固定。启封时按选定的题目一次算出分组结果，以后任何人都不能再按别的条件筛选答卷。",
                       "Chosen before the launch and frozen with it. At the opening results are computed once by these questions; afterwards nobody can filter answers by anything else.";
    BREAK_DOWNS_BY = "按哪些题目分组",
                     "Questions to group by";
    break_downs_help(most: usize) = "最多 {most} 题，只列出选项不多的单选题；每题单独分组，每两题再交叉分组。一题也不选，就只有全组的结果。",
                                    "At most {most}, and only single choices with few options. Each gives groups, and each pair gives groups across both. With none there are results of the whole pool only.";
    BREAK_DOWNS_SAVED = "已保存结果分组。",
                        "The groups are saved.";
    BREAK_DOWNS_FROZEN = "启动后不能再改。不足 10 人的组会合并，仍然过小的不予显示。",
                         "Cannot be changed after the launch. Groups of fewer than 10 are counted together; what is still too small is not shown.";
    NO_BREAK_DOWNS = "不分组",
                     "No groups";
    NO_ATTRIBUTES = "这份问卷没有可以用来分组的单选题，或者还没有发布。",
                    "This questionnaire has no single choice to group by, or is not published yet.";
    COSTS = "分组的代价",
            "What groups cost";
    cost_groups(least: u32) = "不足 {least} 人的组合并到“其他”，合并后仍不足的不予显示。",
                              "Groups of fewer than {least} are counted together with others; what is still smaller is not shown.";
    cost_cells(least: u32) = "一组里不足 {least} 人的回答、几乎人人相同的回答不予显示；为了不被反推，还会多隐去一些数字。",
                             "Answers of fewer than {least} people in a group, and answers nearly everyone gave, are not shown; some more figures are left out so that nobody can work them out.";
    COST_PAIRS = "分组的题目越多，每组人数越少，能显示的数字也越少。",
                 "The more questions, the smaller the groups, and the fewer figures can be shown.";
    cost_small(seats: u32) = "本组只有 {seats} 个答卷名额，分组后多半看不到数字。",
                             "This pool has only {seats} seats: by group, most figures will not be shown.";
}

words! {
    PASSPHRASE = "启封口令",
                 "Passphrase";
    PASSPHRASE_LEAD = "答卷用启封口令封存。口令由系统生成，只显示一次，打印两份，由督导组和机关纪委的两位同志分别保管。办公室和系统管理员看不到口令。",
                      "Ballots are sealed under a passphrase. The program draws it, shows it once and prints two copies, kept by two persons of supervision and discipline. Neither the office nor the administrator sees it.";
    NOT_DRAWN = "口令还没有生成。请先确认调查组已经定好：之后增加调查组，要重新生成。",
                "No passphrase was drawn yet. Make sure the pools are complete: after adding one it must be drawn anew.";
    DRAWN = "口令已经生成。",
            "The passphrase was drawn.";
    DRAW = "生成口令",
           "Draw the passphrase";
    DRAW_AGAIN = "重新生成口令",
                 "Draw anew";
    DRAW_QUESTION = "请先备好打印机或纸笔：口令只显示这一次。重新生成后，以前的纸件作废，两位保管人都要重新输入。",
                    "Have a printer or paper ready: it is shown once. Drawing anew voids all earlier copies, and both holders must type the new one back.";
    SHOWN_TITLE = "请打印或抄写两份",
                  "Print or write down two copies";
    SHOWN_LEAD = "离开这一页之后，口令不再显示，系统里也没有。",
                 "After you leave this page it is shown nowhere, and the program does not have it.";
    copy_number(number: usize) = "第 {number} 份（共 2 份）",
                                 "Copy {number} of 2";
    PAPER_TITLE = "启封口令保管单",
                  "Passphrase, for safe keeping";
    PAPER_RULE = "请装入信封密封，与另一份分开保管。只在本系统校验和启封时由保管人输入，此外不得录入任何电脑、手机，不得拍照，不得告知办公室。两份都遗失，答卷无法打开。",
                 "Seal it in an envelope, apart from the other copy. A holder types it into this system, to check it and at the opening, and nowhere else. No photographs, no files, not a word to the office. If both copies are lost the ballots stay closed for ever.";
    HOLDER_LINE = "保管人签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿",
                  "Holder: ________________  Date: ____________";
    TO_CHECK = "对照纸面输入口令",
               "Type it back from paper";
    CHECK_TITLE = "对照纸面输入口令",
                  "Type the passphrase back";
    CHECK_LEAD = "请看着您保管的那份纸件输入，确认抄写无误。大小写、空格和连字符都不影响。",
                 "Type it from your copy, so that we know it is legible. Case, blanks and hyphens do not matter.";
    CHECK_BUTTON = "核对",
                   "Check";
    HELD = "口令正确。您已登记为保管人。",
           "It fits. You are recorded as a holder.";
    HOLDERS = "已核对的保管人",
              "Holders who typed it back";
    NOBODY = "暂无",
             "Nobody yet";
}

words! {
    WAITS_FOR = "轮到谁",
                "Whose turn";
    WHY_NO_RESULTS = "启封之前没有任何结果：答卷封存在系统里，没有口令谁也打不开，也没有人能看到谁已作答。参与情况每天 0 时按档更新一次。",
                     "There are no results before the opening: ballots are sealed and nobody can open them without the passphrase, nor see who has answered. Participation is updated in coarse steps once a day at 00:00.";
    PARTICIPATION = "参与情况",
                    "Participation";
    fewer_than(seats: u32) = "不足 {seats} 份",
                             "fewer than {seats}";
    at_least(percent: u8) = "至少 {percent}%",
                            "at least {percent} %";
    COUNTED = "已启封，准确份数见调查结果。",
              "Opened; the exact counts stand in the findings.";
    NOT_YET = "尚无",
              "none yet";
    as_of(day: Day) = "截至 {day} 0 时",
                      "as of {day}, 00:00";
    CODE = "组号",
           "Pool code";
    FINGERPRINT = "核验码",
                  "Fingerprint";
    FINGERPRINT_HELP = "请把核验码登在官方公告里，供答卷人核对。",
                       "Publish the fingerprints in the official notice, so that respondents can compare.";
    FINGERPRINT_AFTER = "作答已经结束；公告里登过的核验码，应与这里一致。",
                        "Answering is over; what the official notice printed must be the same.";
    MAILS = "邮件和短信",
            "Mails and text messages";
    MAIL_KIND = "种类",
                "Kind";
    MAIL_REASON = "原因",
                  "Reason";
    MAIL_COUNT = "件数",
                 "Mails";
    MAILS_HELP = "只显示件数和原因，不显示地址。数目不因谁退订而变。",
                 "Counts and reasons only, no addresses. No figure moves when someone opts out.";
    OPT_OUT = "停止向某个地址发送",
              "Stop mail to an address";
    OPT_OUT_LEAD = "有人来电不想再收到提醒时，在这里登记。系统不告诉您这个地址是否在名单里。",
                   "When someone calls and wants no more reminders. The program does not say whether the address is on a list.";
    OPT_OUT_ADDRESS = "电子邮箱或手机号码",
                      "E-mail address or mobile number";
    OPT_OUT_WRONG = "这不是完整的电子邮箱，也不是 11 位手机号码。",
                    "This is no whole e-mail address, nor a mobile number of eleven digits.";
    OPTED_OUT = "已登记。如果这个地址在名单里，不再向它发送。",
                "Noted. If the address is on a list, nothing more is sent to it.";
}

words! {
    PRINT = "打印",
            "Print";
}

/// The name of a state.
pub fn state(state: CampaignState) -> Text {
    let (zh, en) = match state {
        CampaignState::Draft => ("准备中", "In preparation"),
        CampaignState::Launched => ("已启动", "Launched"),
        CampaignState::Opened => ("已启封", "Opened"),
        CampaignState::Cancelled => ("已撤销", "Cancelled"),
        CampaignState::Archived => ("已归档", "Archived"),
    };
    Text { zh, en }
}

/// The name of a channel.
pub fn channel(channel: Channel) -> Text {
    let (zh, en) = match channel {
        Channel::Email => ("电子邮件", "E-mail"),
        Channel::Phone => ("短信", "Text message"),
        Channel::Card => ("邀请卡", "Cards"),
        Channel::Group => ("群链接", "A link for a group"),
        Channel::Venue => ("现场", "In a room"),
    };
    Text { zh, en }
}

/// The name of a step.
pub fn stage(stage: Stage) -> Text {
    let (zh, en) = match stage {
        Stage::Prepare => ("准备", "Prepare"),
        Stage::Distribute => ("发放", "Distribute"),
        Stage::Open => ("启封", "Open"),
        Stage::Distil => ("提炼", "Distil"),
        Stage::Route => ("交办", "Route"),
        Stage::Rectify => ("整改", "Rectify"),
        Stage::Close => ("销号", "Close"),
        Stage::Archive => ("归档", "Archive"),
    };
    Text { zh, en }
}
