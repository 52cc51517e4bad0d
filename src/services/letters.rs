//! What a respondent's mail says. It is composed in memory for one sending, with a code nobody
//! keeps, and exists nowhere else but in the mailbox it goes to.

use crate::domain::campaigns::template::Template;
use crate::domain::campaigns::{Campaign, MailKind, Pool, Window};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::token::Token;
use crate::domain::lang::Lang::{En, Zh};
use crate::domain::lang::words;
use crate::domain::time::Day;

/// The longest subject that a letter carries.
const SUBJECT_MOST: usize = 120;

/// Everything a letter is made of.
pub struct Invitation<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The pool its link leads to.
    pub pool: &'a Pool,
    /// The pool's fingerprint.
    pub fingerprint: Fingerprint,
    /// When it collects.
    pub window: Window,
    /// Invitation or reminder.
    pub kind: MailKind,
    /// The words of its audience's letter, filled in.
    pub words: &'a Template,
    /// What links begin with.
    pub base_url: &'a str,
    /// Where the mails to this address are stopped.
    pub stop: &'a str,
}

/// Subject, text and page of one letter.
pub struct Composed {
    /// The subject.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// What the page shows, by itself.
    pub body: String,
}

impl Composed {
    fn of(subject: String, parts: &[Part]) -> Self {
        let body = as_html(parts);
        let html = format!(
            "<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><body>{body}</body></html>"
        );
        Self { subject, text: as_text(parts), html, body }
    }
}

/// A paragraph of a letter.
enum Part {
    Words(String),
    /// The words above an address, and the address, which reads as where it leads.
    Link(String, String),
    Named(&'static str, String),
}

impl Invitation<'_> {
    /// Writes the letter with this code in it.
    pub fn compose(&self, token: &Token) -> Composed {
        let own = &self.words.subject;
        let subject = match self.kind {
            MailKind::Invitation => own.clone(),
            MailKind::Extension => extension_subject(Zh, own),
            MailKind::Cancellation => cancelled_subject(Zh, own),
            MailKind::Reminder | MailKind::SecondReminder | MailKind::ThirdReminder => {
                reminder_subject(Zh, own)
            }
        };
        Composed::of(one_line(&subject), &self.parts(token))
    }

    fn parts(&self, token: &Token) -> Vec<Part> {
        let texts = &self.campaign.texts;
        let address = format!("{}/s/{}", self.base_url, self.pool.code);
        let link = format!("{address}{}", *token.fragment(self.fingerprint));
        let mut parts = Vec::new();
        if self.kind == MailKind::Extension {
            parts.push(Part::Words(extended(Zh, self.window.closes_on)));
        }
        if self.kind != MailKind::Invitation {
            parts.push(Part::Words(IGNORE_IF_ANSWERED.zh.to_owned()));
        }
        parts.push(Part::Words(self.words.text.clone()));
        let above = match self.words.link_text.as_str() {
            "" => LINK.zh,
            own => own,
        };
        parts.push(Part::Link(above.to_owned(), link));
        parts.extend([
            Part::Named(CODE.zh, token.grouped().to_string()),
            Part::Named(TYPE_AT.zh, address),
            Part::Named(FINGERPRINT.zh, self.fingerprint.to_string()),
            Part::Named(DAYS.zh, days(Zh, self.window.opens_on, self.window.closes_on)),
            Part::Named(ASKED_BY.zh, asked_by(Zh, &texts.issuer_zh, &texts.telephone)),
        ]);
        if !texts.notice_url.is_empty() {
            parts.push(Part::Named(NOTICE.zh, texts.notice_url.clone()));
        }
        parts.push(Part::Words(NOBODY_MAY_ASK.zh.to_owned()));
        parts.push(Part::Words(tips(Zh, &texts.tips_to)));
        parts.push(Part::Words(texts.privacy_zh.clone()));
        parts.push(Part::Link(no_more_mail(Zh, &texts.telephone), self.stop.to_owned()));
        parts.push(Part::Words(in_english(
            En,
            self.campaign.issuer(En),
            self.window.closes_on,
            &texts.telephone,
        )));
        parts
    }
}

/// Says that a campaign was cancelled. There is no code and no link in it.
pub fn cancelled(campaign: &Campaign, own: &Template, today: Day) -> Composed {
    let texts = &campaign.texts;
    let day = campaign.cancelled_on.unwrap_or(today);
    let parts = [
        Part::Words(was_cancelled(Zh, campaign.name(Zh), day)),
        Part::Words(NOTHING_TO_DO.zh.to_owned()),
        Part::Named(ASKED_BY.zh, asked_by(Zh, &texts.issuer_zh, &texts.telephone)),
        Part::Words(tips(Zh, &texts.tips_to)),
        Part::Words(was_cancelled(En, campaign.name(En), day)),
        Part::Words(NOTHING_TO_DO.en.to_owned()),
    ];
    Composed::of(one_line(&cancelled_subject(Zh, &own.subject)), &parts)
}

/// The subject of a letter that one of the staff sends to themselves.
pub fn subject_of_test(subject: &str) -> String {
    one_line(&test_subject(Zh, subject))
}

/// What is filled in may be long; a subject is one line.
fn one_line(subject: &str) -> String {
    subject.replace('\n', " ").chars().take(SUBJECT_MOST).collect()
}

fn as_text(parts: &[Part]) -> String {
    let lines = parts.iter().map(|part| match part {
        Part::Words(words) => words.clone(),
        Part::Link(above, link) => format!("{above}\n{link}"),
        Part::Named(name, value) => format!("{name}{value}"),
    });
    lines.collect::<Vec<_>>().join("\n\n")
}

fn as_html(parts: &[Part]) -> String {
    let paragraphs = parts.iter().map(|part| match part {
        Part::Words(words) => format!("<p>{}</p>", escaped(words).replace('\n', "<br>")),
        Part::Link(above, link) => {
            let (above, link) = (escaped(above), escaped(link));
            format!("<p>{above}<br><a href=\"{link}\">{link}</a></p>")
        }
        Part::Named(name, value) => format!("<p>{name}<strong>{}</strong></p>", escaped(value)),
    });
    paragraphs.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

words! {
    reminder_subject(subject: &str) = "提醒：{subject}",
                                      "Reminder: {subject}";
    extension_subject(subject: &str) = "延期：{subject}",
                                       "Extended: {subject}";
    cancelled_subject(subject: &str) = "撤销：{subject}",
                                       "Cancelled: {subject}";
    test_subject(subject: &str) = "测试：{subject}",
                                  "Test: {subject}";
    was_cancelled(name: &str, day: crate::domain::time::Day) =
        "“{name}”的问卷调查已于 {day} 撤销。此前发给您的链接和答题码不再有效。",
        "The survey “{name}” was cancelled on {day}. The link and code you were sent no longer work.";
    NOTHING_TO_DO = "已经收到的答卷没有启封，任何人都没有看过，已连同密钥一并销毁；您的邮箱地址也将从系统中删除。您不必再做任何事。",
                    "Ballots that had come in were never opened and read by nobody; they were destroyed with their keys, and your address will be deleted as well. There is nothing you need to do.";
    extended(closes: crate::domain::time::Day) = "填写时间已经延长，现在到 {closes} 24:00 为止。",
                                                 "The last day was moved to {closes}, 24:00 (UTC+8).";
    IGNORE_IF_ANSWERED = "如果您已经提交答卷，请不必理会这封邮件。系统不向任何人显示谁已作答，所以提醒发给名单上的每一位。",
                         "If you have answered, please ignore this mail. Nobody sees who has answered, so everyone on the list is reminded.";
    LINK = "填写问卷请打开下面的链接（链接只供您本人使用）：",
           "To answer, open this link (it is yours alone):";
    CODE = "您的答题码：",
           "Your code: ";
    TYPE_AT = "链接打不开时，请在浏览器中输入这个地址，再输入答题码：",
              "If the link does not open, type this address, then the code: ";
    FINGERPRINT = "核验码（请与公告上公布的核对）：",
                  "Fingerprint, to compare with the official notice: ";
    DAYS = "填写时间：",
           "Open: ";
    days(opens: crate::domain::time::Day, closes: crate::domain::time::Day) =
        "{opens} 00:00 至 {closes} 24:00",
        "{opens} 00:00 to {closes} 24:00 (UTC+8)";
    ASKED_BY = "发起单位：",
               "Asked by: ";
    asked_by(issuer: &str, telephone: &str) = "{issuer}，咨询电话 {telephone}",
                                              "{issuer}, telephone {telephone}";
    NOTICE = "官方公告：",
             "Official notice: ";
    NOBODY_MAY_ASK = "问卷匿名。任何人都不得要求您提供截图、回执码，或者替您填写。",
                     "The questionnaire is anonymous. Nobody may ask you for a screenshot, a receipt, or to answer for you.";
    tips(telephone: &str) = "检举控告和紧急情况请不要写在问卷里，请拨打 12388 或机关纪委电话 {telephone}。",
                            "Accusations and urgent matters do not belong in the questionnaire: call 12388 or the discipline commission at {telephone}.";
    no_more_mail(telephone: &str) = "不想再收到提醒，请打开下面的链接，或者拨打 {telephone} 说明您的邮箱地址；之后不再向这个地址发送。",
                                    "For no more reminders, open this link, or call {telephone} and name your address; nothing more is sent to it.";
    in_english(issuer: &str, closes: crate::domain::time::Day, telephone: &str) =
        "英文说明：本问卷由 {issuer} 发起，{closes} 截止，电话 {telephone}。",
        "English: {issuer} asks you to answer an anonymous questionnaire. Please open the link above before the end of {closes}; the page can be switched to English. If you have answered, ignore this mail. Questions: {telephone}.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaigns::{CampaignState, Dates, PoolState, Texts};
    use crate::domain::chance::Chance;
    use crate::domain::credentials::fingerprint::KeyId;
    use crate::domain::credentials::token::PoolCode;
    use crate::domain::findings::Attributes;
    use crate::domain::id::{CampaignId, PoolId};

    const STOP: &str = "https://wj.example.cn/s/POOL/no-more-mail/ID";

    fn composed(kind: MailKind) -> (Composed, Token) {
        let (opens_on, closes_on) = ("2026-03-09".parse(), "2026-03-20".parse());
        let window =
            Window { opens_on: opens_on.expect("a day"), closes_on: closes_on.expect("a day") };
        let campaign = Campaign {
            id: CampaignId::draw(Chance),
            state: CampaignState::Launched,
            texts: Texts {
                mail_subject: "请填写问卷".to_owned(),
                mail_text: "请您<填写>。".to_owned(),
                telephone: "0477-1".to_owned(),
                tips_to: "0477-2".to_owned(),
                ..Texts::default()
            },
            dates: Dates::default(),
            extended_from: None,
            mail_paused: false,
            cancelled_on: None,
            plain_path: true,
            revision: 1,
            launched_at: None,
            opened_at: None,
        };
        let pool = Pool {
            id: PoolId::draw(Chance),
            campaign: campaign.id,
            code: PoolCode::draw(Chance),
            state: PoolState::Collecting,
            name_zh: String::new(),
            name_en: String::new(),
            questionnaire: None,
            version: None,
            broken_down_by: Attributes::default(),
            closing_public: None,
            issuer_spki: None,
            fingerprint: None,
            ballot_size: None,
            later: 0,
            later_on: None,
            invited: None,
            joint: None,
        };
        let token = Token::draw(Chance);
        let letter = Invitation {
            campaign: &campaign,
            pool: &pool,
            fingerprint: KeyId::from([7; 32]).fingerprint(),
            window,
            kind,
            words: &Template {
                link_text: "请打开：".to_owned(), ..Template::of(&campaign.texts)
            },
            base_url: "https://wj.example.cn",
            stop: STOP,
        };
        (letter.compose(&token), token)
    }

    #[test]
    fn both_halves_of_a_letter_carry_link_code_fingerprint_and_days() {
        let (letter, token) = composed(MailKind::Invitation);
        for half in [&letter.text, &letter.html] {
            for needed in [
                token.compact().as_str(),
                token.grouped().as_str(),
                "https://wj.example.cn/s/",
                &KeyId::from([7; 32]).fingerprint().to_string(),
                "2026-03-20 24:00",
                "12388",
                "0477-2",
            ] {
                assert!(half.contains(needed), "{needed} in {half}");
            }
        }
        assert!(letter.html.contains("请您&lt;填写&gt;。"), "{}", letter.html);
        assert!(letter.text.contains("请打开：\nhttps://wj.example.cn/s/"), "{}", letter.text);
    }

    #[test]
    fn a_link_reads_as_where_it_leads_and_two_lead_anywhere() {
        let (letter, _) = composed(MailKind::Invitation);
        let links: Vec<&str> = letter.html.split("<a href=\"").skip(1).collect();
        assert_eq!(links.len(), 2, "the questionnaire, and no more mail");
        for link in links {
            let (to, rest) = link.split_once("\">").expect("an address");
            assert_eq!(rest.split_once("</a>").map(|(shown, _)| shown), Some(to));
        }
        assert!(letter.html.contains(STOP) && letter.text.contains(STOP));
    }

    #[test]
    fn an_extension_says_until_when_and_that_it_knows_nothing() {
        let (letter, _) = composed(MailKind::Extension);
        assert!(letter.subject.starts_with("延期"));
        assert!(letter.text.starts_with("填写时间已经延长，现在到 2026-03-20 24:00 为止"));
        assert!(letter.text.contains("如果您已经提交答卷，请不必理会"));
    }

    #[test]
    fn a_reminder_says_that_it_knows_nothing() {
        for kind in MailKind::REMINDERS {
            let (letter, _) = composed(kind);
            assert!(letter.subject.starts_with("提醒"));
            assert!(letter.text.starts_with("如果您已经提交答卷，请不必理会"));
        }
        assert!(!composed(MailKind::Invitation).0.text.contains("如果您已经提交答卷"));
    }
}
