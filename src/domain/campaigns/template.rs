//! The letter of an audience (邮件模板): the office's own subject, first words and the words above
//! the link. What may stand in braces is a closed list; what must stand in every letter (link,
//! code, fingerprint, days, where tips go, how to stop the mails) is added and cannot be taken out.

use super::super::lang::Lang;
use super::super::text::names_web_address;
use super::super::time::Day;
use super::{Campaign, Texts};

/// The longest subject.
pub const SUBJECT_MAX: usize = 100;
/// The longest words above the link.
pub const LINK_TEXT_MAX: usize = 100;

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The campaign's name.
    Campaign,
    /// The issuing body's full name.
    Issuer,
    /// The audience's name.
    Audience,
    /// The last day.
    LastDay,
    /// The telephone for questions.
    Telephone,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Campaign, Self::Issuer, Self::Audience, Self::LastDay, Self::Telephone];

    /// What stands between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Campaign => "专项工作",
            Self::Issuer => "发起单位",
            Self::Audience => "调查对象",
            Self::LastDay => "截止日期",
            Self::Telephone => "咨询电话",
        }
    }
}

/// Why a text cannot go into a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// Something in braces that nothing stands for.
    Unknown(String),
    /// A brace without its other half.
    Unpaired,
    /// An address of the web: readers would open that one.
    Address,
}

/// The words of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The subject.
    pub subject: String,
    /// The first words.
    pub text: String,
    /// The words above the link; empty: the usual ones.
    pub link_text: String,
}

/// What the placeholders of one letter stand for.
#[derive(Clone, Copy, Debug)]
pub struct Fillings<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The audience's name.
    pub audience: &'a str,
    /// The last day, once it is set.
    pub last_day: Option<Day>,
}

impl Template {
    /// The campaign's own.
    pub fn of(texts: &Texts) -> Self {
        Self {
            subject: texts.mail_subject.clone(),
            text: texts.mail_text.clone(),
            link_text: String::new(),
        }
    }

    /// The same with every placeholder filled in.
    #[must_use]
    pub fn filled(&self, with: &Fillings<'_>) -> Self {
        let fill = |text: &str| fill(text, with);
        Self {
            subject: fill(&self.subject),
            text: fill(&self.text),
            link_text: fill(&self.link_text),
        }
    }
}

/// Everything wrong with a text that goes into a letter.
pub fn faults(text: &str) -> Vec<TemplateFault> {
    let mut faults = braces(text);
    faults.extend(names_no_address(text).err());
    faults
}

/// What is wrong with the braces of a text, each thing once. Behind a brace without its other half
/// nobody can tell which belong together.
fn braces(text: &str) -> Vec<TemplateFault> {
    let (mut faults, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['{', '}']) {
        let Some((name, behind)) = in_braces(&rest[at..]) else {
            faults.push(TemplateFault::Unpaired);
            break;
        };
        let unknown = TemplateFault::Unknown(name.to_owned());
        if !Placeholder::ALL.iter().any(|known| known.name() == name) && !faults.contains(&unknown)
        {
            faults.push(unknown);
        }
        rest = behind;
    }
    faults
}

/// What stands in the braces that a text begins with, and what follows them.
fn in_braces(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let (name, rest) = inside.split_at(inside.find(['{', '}'])?);
    Some((name, rest.strip_prefix('}')?))
}

/// Nothing in a letter, and no name filled into it, names an address of the web: the only one is the
/// link itself, which reads as where it leads. The issuing body's own notice has a field of its own.
pub fn names_no_address(text: &str) -> Result<(), TemplateFault> {
    if names_web_address(text) { Err(TemplateFault::Address) } else { Ok(()) }
}

fn fill(text: &str, with: &Fillings<'_>) -> String {
    let mut filled = text.to_owned();
    for placeholder in Placeholder::ALL {
        let value = match placeholder {
            Placeholder::Campaign => with.campaign.name(Lang::Zh).to_owned(),
            Placeholder::Issuer => with.campaign.issuer(Lang::Zh).to_owned(),
            Placeholder::Audience => with.audience.to_owned(),
            Placeholder::LastDay => with.last_day.map_or_else(String::new, |day| day.to_string()),
            Placeholder::Telephone => with.campaign.texts.telephone.clone(),
        };
        filled = filled.replace(&format!("{{{}}}", placeholder.name()), &value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_filled_in_stands_in_braces() {
        assert_eq!(faults("请在{截止日期}前填写，{发起单位}"), Vec::new());
        assert_eq!(faults("没有"), Vec::new());
        assert_eq!(faults("{姓名}您好"), [TemplateFault::Unknown("姓名".to_owned())]);
        for open in ["{截止日期", "截止日期}", "{截止{日期}}", "{"] {
            assert_eq!(faults(open), [TemplateFault::Unpaired], "{open}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_each_thing_once() {
        let unknown = |name: &str| TemplateFault::Unknown(name.to_owned());
        assert_eq!(
            faults("{姓名}、{单位}：{姓名}，见 www.a.cn，{截止日期"),
            [unknown("姓名"), unknown("单位"), TemplateFault::Unpaired, TemplateFault::Address]
        );
    }

    #[test]
    fn no_other_address_stands_beside_the_link() {
        for harmless in ["请打开下面的链接", "v1.2，3.5万元", "联系 li.si@example.cn。", "结束."]
        {
            assert_eq!(names_no_address(harmless), Ok(()), "{harmless}");
        }
        for address in [
            "https://evil.cn",
            "HTTP://a",
            "www.a.cn",
            "<a HREF=x>",
            "点evil.cn/x",
            "ｗｗｗ．ｅｖｉｌ．ｃｎ",
            "ｈｔｔｐ：／／evil",
        ] {
            assert_eq!(names_no_address(address), Err(TemplateFault::Address), "{address}");
        }
    }
}
