//! What each refusal says: what happened and what to do, in the reader's language.

use crate::domain::lang::{Lang, words};
use crate::domain::people::{PASSWORD_MIN, PasswordRefusal, RoleRefusal};
use crate::domain::refusal::Refusal;

use super::{ledger, routings, words as common};

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
    role_needs_unit(role: &str) = "“{role}”必须属于一个单位，请选择所在单位。",
                                  "“{role}” needs a unit; please choose one.";
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
        Refusal::Ledger(refusal) => ledger::sentence(lang, refusal),
        Refusal::Evidence(refusal) => ledger::evidence_sentence(lang, *refusal),
        Refusal::LastAdministrator => LAST_ADMINISTRATOR.to(lang).to_owned(),
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
