//! What each refusal says: what happened and what to do, in the reader's language.

use crate::domain::campaigns::later::LaterRefusal as Later;
use crate::domain::campaigns::{DateFault, LONGEST_DAYS};
use crate::domain::findings::{AttributeFault, MOST_ATTRIBUTES};
use crate::domain::lang::{Lang, Text, words};
use crate::domain::passphrase::NotAPassphrase;
use crate::domain::passwords::{PASSWORD_MIN, PasswordRefusal};
use crate::domain::people::{RoleRefusal, SecondRefusal};
use crate::domain::questionnaires::{MAX_LANGUAGES, MAX_QUESTIONS};
use crate::domain::refusal::Refusal;
use crate::domain::suggestions::DeskRefusal;

use super::{campaigns, ledger, routings, words as common};

words! {
    WRONG_CREDENTIALS = "账号或密码不对，请重新输入。忘记密码请联系系统管理员重发链接。",
                        "Name or password is wrong. If you forgot it, ask the system administrator for a new link.";
    try_again_in(seconds: i64) = "输错次数较多，请 {seconds} 秒后再试。",
                                 "Too many wrong tries. Please wait {seconds} seconds.";
    LINK_SPENT = "这个链接已经用过、被新的链接取代，或已过期。请联系系统管理员重发。",
                 "This link was used, replaced by a newer one, or has expired. Ask the system administrator for a new one.";
    LOGIN_TAKEN = "这个账号已有人使用，请换一个。",
                  "This login name belongs to someone else; choose another.";
    UNIT_CODE_TAKEN = "这个代码已有单位使用，请换一个。",
                      "This code belongs to another unit; choose another.";
    LAST_ADMINISTRATOR = "至少要留一位可以登录的系统管理员。请先给另一位同事加上这个角色。",
                         "At least one system administrator must stay. Give another person the role first.";
    password_too_short(least: usize) = "密码至少 {least} 个字符，可以用一句话。",
                                       "At least {least} characters; a whole sentence is fine.";
    PASSWORD_TOO_LONG = "密码最多 128 个字符。",
                        "At most 128 characters.";
    PASSWORD_TOO_EASY = "这个密码太容易猜到。请换一个，不要用账号、连续数字或重复的字符。",
                        "This password is easily guessed. Use neither your login name nor runs or repetitions.";
    roles_apart(one: &str, other: &str) = "“{one}”与“{other}”不能由同一人担任：管账号、管发放的人不能看到意见原文。",
                                          "“{one}” and “{other}” must be different people: who keeps accounts or sends the mail must not read raw opinions.";
    NOT_A_DRAFT = "专项工作已经启动，问卷、名单和名额都已固定，不能再改。如需调整，请复制为新的专项工作。",
                  "The campaign is launched: questionnaires, lists and seats are fixed. Copy it into a new campaign to change them.";
    addresses_twice(count: usize) = "有 {count} 个地址或号码已在本专项工作的另一份名单里。一人只有一个答卷名额，请先去掉重复的地址。",
                                    "{count} addresses stand on another list of this campaign. Everyone has one seat: remove the doubles first.";
    AUDIENCE_NAME_TAKEN = "本专项工作里已有同名的调查对象，请换一个名称。",
                          "Another audience of this campaign has this name; choose another.";
    GROUP_STAYS_ALONE = "群链接发放的对象只能单独成组：收到多少份，说不准是多少人。",
                        "Whoever is reached by a group's link answers in a pool of their own: how many people its ballots are, nobody knows.";
    ADDRESS_UNFIT = "不能换成这一个，请另填：它已被退回，或者已填作另一个的替换。",
                    "This one cannot stand in; take another. It was refused itself, or was given in place of another.";
    ADDRESS_LISTED = "不能换成这一个：它在这项专项工作的名单里，或者曾经在。一人只有一个答卷名额。请点“不同意”；启动以后办公室不能查看名单，不必说明原因。",
                     "This one cannot stand in: it is on a list of this campaign, or was, and everyone has one seat. Please decline. From the launch the office may not read the lists and need not be told why.";
    ADDRESS_CHANGED = "这里已经更换过一次，不能再换。",
                       "This was changed once; it cannot be changed again.";
    SENDING_OVER = "截止日已过，邮件和短信不再发出，所以不能再更换地址或号码，也不能重发。截止日以前提出、还没有确认的更换不再生效。",
                   "The last day has passed and nothing is sent any more: no address or number changes, and nothing goes out again. Changes that nobody confirmed before it have no effect.";
    LAUNCH_WAITS = "启动条件还没有齐备，请先完成清单上的事项。",
                   "The launch still waits for the things on its list.";
    PASSPHRASE_LENGTH = "口令由 7 个词组成，每个词 4 个字母。请对照纸面检查有没有漏输或多输。",
                        "A passphrase has 7 words of 4 letters. Compare with the paper: something is missing or too many.";
    passphrase_misspelt(word: usize) = "第 {word} 个词输错了，请对照纸面检查。",
                                       "Word {word} is misspelt; compare it with the paper.";
    WRONG_PASSPHRASE = "口令不对。请确认手里是最近一次生成的那一份。",
                       "This is not the passphrase. Make sure you hold the paper of the latest draw.";
    NO_PASSPHRASE = "口令还没有生成，或者生成之后增加了调查组。请先重新生成。",
                    "No passphrase was drawn yet, or a pool was added since. Draw it first.";
    KEY_IN_USE = "您的线索口令已经启用，问题线索可能已用它加密，不能再更换。",
                 "Your key is in use and tips may be sealed to it; it cannot be replaced.";
    NOT_COLLECTING = "专项工作启动之后、截止之前才能办理这一事项。",
                     "This is possible from the launch until the last day only.";
    REPEATS_ANOTHER = "这道题的文字引用了另一题的回答，离开这份问卷就读不通，不能放进题库。请先去掉 {q.…} 再放。",
                      "Its text repeats the answer to another question and would make no sense elsewhere. Remove {q.…} first, then put it into the bank.";
    NOTHING_NEW_FOR_BANK = "题库里最新的一版和这道题完全一样，不需要再放。",
                           "The newest version in the bank asks the same; there is nothing new to put in.";
    BANK_RETIRED = "题库里的这道题已停用，请换一道，或先恢复使用。",
                   "This question of the bank is retired: choose another, or take it up again first.";
    ALREADY_IN_DRAFT = "这份问卷里已经有这道题。需要两道相近的题，请复制后修改。",
                       "This questionnaire has the question already. For a second one like it, copy and change it.";
    too_many_languages(most: usize) = "一份问卷最多再加 {most} 种文字。",
                                      "A questionnaire takes {most} further languages at most.";
    OPENS_IN_THE_PAST = "开始日期不能早于今天。",
                        "The first day cannot lie before today.";
    CLOSES_BEFORE_OPENING = "截止日期不能早于开始日期。",
                            "The last day cannot lie before the first.";
    dates_too_long(days: i64) = "收集时间最长 {days} 天，请提前截止日期。",
                                "Collecting takes at most {days} days; choose an earlier last day.";
    REMINDER_NOT_LATER = "每次提醒要晚于前一次。",
                         "Each reminder comes after the one before it.";
    REMINDER_OUTSIDE = "提醒日期要在开始日期之后，且不晚于截止日期。",
                       "The reminder must lie after the first day and not after the last.";
    QUESTION_CODE_TAKEN = "这个代码已有题目使用，请换一个，或留空由系统生成。",
                          "Another question has this code; choose another, or leave it blank to have one made.";
    too_many_questions(most: usize) = "一份问卷最多 {most} 题。请先删去用不着的题目。",
                                      "A questionnaire holds at most {most} questions. Remove some first.";
    WORD_CODE_TAKEN = "这一组里已有这个代码，请换一个。",
                      "This set has a word with this code; choose another.";
    YEAR_KNOWN = "日历里已有这一年。",
                 "The calendar knows this year already.";
    QUESTIONNAIRE_NOT_READY = "草稿还有需要修改的地方，暂时不能发布。请先处理“发布前检查”里列出的各项。",
                              "The draft cannot be published yet. Please mend what the check lists.";
    NOTHING_TO_PUBLISH = "草稿与最近发布的版本完全一样，不需要再发布。",
                         "The draft is what was published last; there is nothing new to publish.";
    role_needs_unit(role: &str) = "“{role}”必须属于一个单位，请选择所在单位。",
                                  "“{role}” needs a unit; please choose one.";
    OWN_WORK = "本人经办的内容不能由本人复核，请由另一位复核人办理。",
               "Nobody clears their own work; another second reader has to.";
    OWN_UNIT = "涉及您所在单位的内容，请由其他同事办理。",
               "This concerns your own unit; a colleague has to deal with it.";
    NOT_THIS_READER = "这位人员不能复读：不能是督导组成员，没有参与过本专项工作的提炼、复核，也不属于意见所涉单位。请另选一位。",
                      "This person cannot read the sample: it takes a second reader who is no supervisor, took no part at this desk and belongs to no unit concerned. Choose another.";
    filed_on(first: &str, last: &str) = "填报时间须在 {first}（专项工作筹备开始）至 {last}（今天）之间；表中的内容是今天的，不能填写将来的日期。",
                                        "The form is dated between {first}, when the campaign was begun, and {last}, today: it shows what stands today.";
    HAD_A_HAND = "您提炼或者复核过这条意见，复读意见不能由您记为已处理；请由没有经手这条意见的提炼岗人员办理。",
                 "You distilled this text or read it second, so you do not note that the finding was dealt with; somebody of the desk who had no hand in it does.";
    NOBODY_STANDS_IN = "所选接替人不能接替：须是在岗的同一角色人员，不属于所涉单位，也没有回避，并且提炼、复核仍由两个人办理。请另选一位；没有合适人选的，请系统管理员先增加一位。",
                       "This person cannot read in your place: it takes an active holder of the same role who neither belongs to the unit nor keeps out, and still two people at the desk. Choose another, or ask the administrator to add one first.";
    LEFT_THE_DESK = "这一条已经复核通过，原文不再显示。",
                    "It was cleared; the raw text is no longer shown.";
    BELOW_THRESHOLD = "涉及该单位的意见还不够多，为防止猜出是谁写的，暂不能交办。请等更多意见提炼后再办。",
                      "Too few opinions stand behind what waits for this unit; releasing now could tell who wrote. Wait for more.";
    NOBODY_FOR_TIPS = "机关纪委还没有启用线索口令，暂时不能移交。请先请机关纪委的同志登录并生成线索口令。",
                      "The discipline commission has no passphrase in use yet. Ask its officer to sign in and draw one first.";
}

words! {
    too_many_attributes(most: usize) = "最多选 {most} 项。",
                                       "Choose at most {most}.";
    ATTRIBUTE_UNFIT = "已发布的问卷里没有这道可以分组的单选题，请重新选择。",
                      "The published questionnaire has no such single choice. Please choose again.";
}

words! {
    OWN_PROPOSAL = "这是您本人提出的，不能由本人确认。请另一位有权确认的同志登录自己的账号办理。",
                   "You proposed this yourself and cannot confirm it. Another person who may confirm has to sign in and do it.";
    PROPOSER_LEFT = "提出人的账号已停用，或已不再担任可以提出此事的角色，这项提议不能再确认。请由在岗的同志重新提出。",
                    "Whoever proposed this is deactivated or has another role by now. It cannot be confirmed; somebody in office has to propose it anew.";
    ONE_HAND = "两个账号中，一个的密码是在本专项工作期间凭另一个发出的链接设置的，不能算作两个人办理。请由另一位同志提出或确认；或者由另一位系统管理员重发密码链接，本人重新设置密码后再办理。",
               "The password of one of the two accounts was set by a link of the other since this campaign began: that is not two persons. Let somebody else propose or confirm, or let another administrator send a new password link first.";
}

fn second(lang: Lang, refusal: SecondRefusal) -> String {
    let text = match refusal {
        SecondRefusal::OwnProposal => OWN_PROPOSAL,
        SecondRefusal::ProposerLeft => PROPOSER_LEFT,
        SecondRefusal::OneHand => ONE_HAND,
    };
    text.to(lang).to_owned()
}

/// Whether nothing that could be typed instead would be taken either: the time for it is over.
pub fn is_final(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::NotADraft
            | Refusal::NotCollecting
            | Refusal::MessagesOut
            | Refusal::MessagesOutAgain
            | Refusal::AddressChanged
            | Refusal::SendingOver
            | Refusal::Later(Later::NotCollecting | Later::NothingProposed)
    )
}

/// The sentence of a refusal.
pub fn sentence(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::WrongCredentials => WRONG_CREDENTIALS.to(lang).to_owned(),
        Refusal::TryAgainIn(seconds) => try_again_in(lang, *seconds),
        Refusal::LinkSpent => LINK_SPENT.to(lang).to_owned(),
        Refusal::LoginTaken => LOGIN_TAKEN.to(lang).to_owned(),
        Refusal::UnitCodeTaken => UNIT_CODE_TAKEN.to(lang).to_owned(),
        Refusal::Password(refusal) => password(lang, *refusal),
        Refusal::Roles(refusal) => roles(lang, *refusal),
        Refusal::Routing(refusal) => routings::sentence(lang, refusal),
        Refusal::CoUnit(refusal) => routings::co_unit_sentence(*refusal).to(lang).to_owned(),
        Refusal::FiledOn { first, last } => filed_on(lang, &first.to_string(), &last.to_string()),
        Refusal::Ledger(refusal) => ledger::sentence(lang, refusal),
        Refusal::DueExtension(refusal) => ledger::extension_sentence(lang, *refusal),
        Refusal::GroupStaysAlone => GROUP_STAYS_ALONE.to(lang).to_owned(),
        Refusal::GroupLink(refusal) => campaigns::link_sentence(*refusal).to(lang).to_owned(),
        Refusal::AudienceNameTaken => AUDIENCE_NAME_TAKEN.to(lang).to_owned(),
        Refusal::Second(refusal) => second(lang, *refusal),
        Refusal::Room(refusal) => campaigns::room_sentence(lang, *refusal),
        Refusal::Evidence(refusal) => ledger::evidence_sentence(lang, *refusal),
        Refusal::FiledAlready { name, at } => ledger::filed_already(lang, name, &at.to_minute()),
        Refusal::QuestionCodeTaken => QUESTION_CODE_TAKEN.to(lang).to_owned(),
        Refusal::RepeatsAnotherQuestion => REPEATS_ANOTHER.to(lang).to_owned(),
        Refusal::NothingNewForBank => NOTHING_NEW_FOR_BANK.to(lang).to_owned(),
        Refusal::BankQuestionRetired => BANK_RETIRED.to(lang).to_owned(),
        Refusal::AlreadyInDraft => ALREADY_IN_DRAFT.to(lang).to_owned(),
        Refusal::TooManyLanguages => too_many_languages(lang, MAX_LANGUAGES),
        Refusal::TooManyQuestions => too_many_questions(lang, MAX_QUESTIONS),
        Refusal::WordCodeTaken => WORD_CODE_TAKEN.to(lang).to_owned(),
        Refusal::YearKnown => YEAR_KNOWN.to(lang).to_owned(),
        Refusal::QuestionnaireNotReady => QUESTIONNAIRE_NOT_READY.to(lang).to_owned(),
        Refusal::NothingToPublish => NOTHING_TO_PUBLISH.to(lang).to_owned(),
        Refusal::LastAdministrator => LAST_ADMINISTRATOR.to(lang).to_owned(),
        Refusal::SelfCheck(refusal) => super::self_checks::sentence(lang, *refusal),
        Refusal::Desk(refusal) => desk(*refusal).to(lang).to_owned(),
        Refusal::BelowThreshold => BELOW_THRESHOLD.to(lang).to_owned(),
        Refusal::NobodyForTips => NOBODY_FOR_TIPS.to(lang).to_owned(),
        Refusal::Opening(refusal) => super::openings::refusals::sentence(lang, *refusal),
        Refusal::NotADraft => NOT_A_DRAFT.to(lang).to_owned(),
        Refusal::Dates(fault) => dates(lang, *fault),
        Refusal::Cancel(refusal) => super::campaigns::cancel_sentence(lang, *refusal).to_owned(),
        Refusal::Later(refusal) => super::campaigns::later_sentence(lang, refusal),
        Refusal::Extension(refusal) => super::campaigns::extension_sentence(lang, *refusal),
        Refusal::List(refusal) => super::lists::words::refusal(lang, *refusal),
        Refusal::AddressesTwice(count) => addresses_twice(lang, *count),
        Refusal::AddressUnfit => ADDRESS_UNFIT.to(lang).to_owned(),
        Refusal::AddressListed => ADDRESS_LISTED.to(lang).to_owned(),
        Refusal::SendingOver => SENDING_OVER.to(lang).to_owned(),
        Refusal::AddressChanged => ADDRESS_CHANGED.to(lang).to_owned(),
        Refusal::BreakDown(AttributeFault::TooMany) => too_many_attributes(lang, MOST_ATTRIBUTES),
        Refusal::BreakDown(AttributeFault::Unfit) => ATTRIBUTE_UNFIT.to(lang).to_owned(),
        Refusal::LaunchWaits => LAUNCH_WAITS.to(lang).to_owned(),
        Refusal::NotCollecting => NOT_COLLECTING.to(lang).to_owned(),
        Refusal::MessagesOut => super::campaigns::MESSAGES_OUT.to(lang).to_owned(),
        Refusal::MessagesOutAgain => super::campaigns::MESSAGES_OUT_AGAIN.to(lang).to_owned(),
        Refusal::NoMessageText => super::campaigns::NO_MESSAGE_TEXT.to(lang).to_owned(),
        Refusal::SendingPaused => super::campaigns::FILES_PAUSED.to(lang).to_owned(),
        Refusal::Cards(refusal) => super::campaigns::card_sentence(lang, *refusal),
        Refusal::Passphrase(NotAPassphrase::Length) => PASSPHRASE_LENGTH.to(lang).to_owned(),
        Refusal::Passphrase(NotAPassphrase::Misspelt(word)) => passphrase_misspelt(lang, *word),
        Refusal::WrongPassphrase => WRONG_PASSPHRASE.to(lang).to_owned(),
        Refusal::NoPassphrase => NO_PASSPHRASE.to(lang).to_owned(),
        Refusal::KeyInUse => KEY_IN_USE.to(lang).to_owned(),
    }
}

/// What is wrong with the days of a campaign.
pub fn dates(lang: Lang, fault: DateFault) -> String {
    match fault {
        DateFault::OpensInThePast => OPENS_IN_THE_PAST.to(lang).to_owned(),
        DateFault::ClosesBeforeOpening => CLOSES_BEFORE_OPENING.to(lang).to_owned(),
        DateFault::TooLong => dates_too_long(lang, LONGEST_DAYS),
        DateFault::ReminderOutside(_) => REMINDER_OUTSIDE.to(lang).to_owned(),
        DateFault::ReminderNotLater(_) => REMINDER_NOT_LATER.to(lang).to_owned(),
    }
}

fn password(lang: Lang, refusal: PasswordRefusal) -> String {
    match refusal {
        PasswordRefusal::TooShort => password_too_short(lang, PASSWORD_MIN),
        PasswordRefusal::TooLong => PASSWORD_TOO_LONG.to(lang).to_owned(),
        PasswordRefusal::TooEasy => PASSWORD_TOO_EASY.to(lang).to_owned(),
    }
}

fn roles(lang: Lang, refusal: RoleRefusal) -> String {
    match refusal {
        RoleRefusal::Apart(one, other) => {
            roles_apart(lang, common::role(one).to(lang), common::role(other).to(lang))
        }
        RoleRefusal::NeedsUnit(role) => role_needs_unit(lang, common::role(role).to(lang)),
    }
}

fn desk(refusal: DeskRefusal) -> Text {
    match refusal {
        DeskRefusal::WrongState => common::E409_WHAT,
        DeskRefusal::NotYourPart => common::E403_WHAT,
        DeskRefusal::OwnWork => OWN_WORK,
        DeskRefusal::OwnUnit => OWN_UNIT,
        DeskRefusal::LeftTheDesk => LEFT_THE_DESK,
        DeskRefusal::NotThisReader => NOT_THIS_READER,
        DeskRefusal::HadAHand => HAD_A_HAND,
        DeskRefusal::NobodyStandsIn => NOBODY_STANDS_IN,
    }
}
