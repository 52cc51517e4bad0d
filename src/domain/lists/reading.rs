//! One cell of a list: what was written, what was probably meant, and what the office should look
//! at before a letter goes there.

use super::super::campaigns::Channel;
use super::super::text::word_enum;
use super::super::typed::half_width;
use super::{Destination, MobileNumber};

word_enum! {
    /// Why somebody should look at a line that could be imported.
    pub enum Concern {
        /// Signs that an address cannot have were taken off its ends or put right.
        Mended = "mended",
        /// Signs within an address were taken out or changed: it may be somebody else's now.
        Altered = "altered",
        /// The domain is a letter away from one that many people have.
        Typo = "typo",
        /// The address belongs to a desk that several people read, not to a person.
        Shared = "shared",
        /// Another cell of the line stands on the campaign's list for another channel.
        Elsewhere = "elsewhere",
    }
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What stands there, if it can be reached as it is.
    pub written: Option<Destination>,
    /// What was probably meant instead.
    pub meant: Option<Destination>,
    /// Why somebody should look at it.
    pub concern: Option<Concern>,
}

/// Local parts of addresses that several people read.
const SHARED: &[&str] = &[
    "abuse",
    "admin",
    "administrator",
    "bangongshi",
    "bgs",
    "contact",
    "hello",
    "help",
    "hr",
    "info",
    "kefu",
    "mail",
    "marketing",
    "no-reply",
    "noreply",
    "office",
    "postmaster",
    "root",
    "sales",
    "service",
    "support",
    "webmaster",
    "zbb",
    "zhaobiao",
];

/// Domains that many people have their address at.
const COMMON: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "21cn.com",
    "aliyun.com",
    "foxmail.com",
    "gmail.com",
    "hotmail.com",
    "icloud.com",
    "outlook.com",
    "qq.com",
    "sina.cn",
    "sina.com",
    "sohu.com",
    "tom.com",
    "vip.163.com",
    "vip.qq.com",
    "wo.cn",
    "yeah.net",
];

/// Domains that lie a letter away from a common one and are used by people all the same.
const NEIGHBOURS: &[&str] = &["email.com", "mail.com", "ymail.com", "gmail.cn", "hotmail.co.uk"];

/// The shortest name in which one wrong letter is told from another name: `qq` and `163` have too
/// many neighbours.
const TOLD_APART: usize = 5;

/// Reads a cell for a channel.
pub fn read(channel: Channel, cell: &str) -> Reading {
    match channel {
        Channel::Email => read_address(cell),
        Channel::Phone => read_number(cell),
        Channel::Card | Channel::Group | Channel::Venue => Reading::default(),
    }
}

/// Whatever a cell reaches, by mail or by text message: to see one person on two lists.
pub fn read_any(cell: &str) -> Option<Destination> {
    let channel = if cell.contains(['@', '＠']) { Channel::Email } else { Channel::Phone };
    let reading = read(channel, cell);
    reading.written.or(reading.meant)
}

fn read_address(cell: &str) -> Reading {
    let exact = Destination::parse(Channel::Email, cell).ok();
    let (found, mended) = match (&exact, mended_address(cell)) {
        (Some(exact), _) => (exact.clone(), None),
        (None, Some((found, concern))) => (found, Some(concern)),
        (None, None) => return Reading::default(),
    };
    let (local, domain) = found.as_str().split_once('@').unwrap_or_default();
    if let Some(meant) = meant_domain(&domain.to_lowercase()) {
        let meant = Destination::parse(Channel::Email, &format!("{local}@{meant}")).ok();
        let is_altered = mended == Some(Concern::Altered);
        return if is_altered {
            Reading { written: None, meant, concern: mended }
        } else {
            Reading { written: Some(found), meant, concern: Some(Concern::Typo) }
        };
    }
    let is_shared = SHARED.contains(&local.to_lowercase().as_str());
    let meant = exact.is_none().then(|| found.clone());
    let concern = match mended {
        Some(Concern::Altered) => mended,
        _ if is_shared => Some(Concern::Shared),
        _ => mended,
    };
    Reading { written: exact, meant, concern }
}

/// The first address in a cell, once signs are put right that no address has; and whether they stood
/// within it.
fn mended_address(cell: &str) -> Option<(Destination, Concern)> {
    let narrow: String = cell.chars().map(narrowed).collect();
    let mut parts = narrow.split([';', '/', '|', '<', '>', '(', ')', '[', ']', '"', '\n']);
    let part = parts.find(|part| part.contains('@'))?;
    let plain: String = part.chars().filter(|c| !is_invisible(*c)).collect();
    let plain = at_its_ends(&plain);
    let read = |text: &str| Destination::parse(Channel::Email, text).ok();
    if let Some(found) = read(plain) {
        return Some((found, Concern::Mended));
    }
    // A comma between two addresses parts them; one inside a domain was meant as a dot.
    let first = plain.split(',').find(|piece| piece.contains('@'))?;
    let tidy = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.trim_matches(['.', ',', ':', '\'']);
        let found = read(&text.replace("@@", "@").replace("..", "."))?;
        Some((found, Concern::Altered))
    };
    let of_two = || Some((read(at_its_ends(first))?, Concern::Mended));
    tidy(&plain.replace(',', ".")).or_else(of_two).or_else(|| tidy(first))
}

/// Without the blanks, the scheme and the punctuation around it.
fn at_its_ends(text: &str) -> &str {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '\'' | ':' | ',');
    let text = text.trim_start_matches(is_around).trim_start_matches("mailto:");
    text.trim_start_matches(is_around).trim_end_matches(|c| is_around(c) || c == '.')
}

/// ASCII for what Chinese keyboards write in its place.
fn narrowed(c: char) -> char {
    match half_width(c) {
        '。' | '．' | '｡' => '.',
        '，' | '、' => ',',
        '；' => ';',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '《' | '〈' | '【' => '<',
        '》' | '〉' | '】' => '>',
        narrow => narrow,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The common domain that was probably meant by one that nearly is it.
fn meant_domain(domain: &str) -> Option<&'static str> {
    if COMMON.contains(&domain) || NEIGHBOURS.contains(&domain) {
        return None;
    }
    let (name, end) = domain.split_once('.')?;
    COMMON.iter().copied().find(|common| {
        let Some((its_name, its_end)) = common.split_once('.') else { return false };
        let wrong_end = name == its_name && is_slip_of(end, its_end);
        let wrong_name =
            its_name.len() >= TOLD_APART && end == its_end && one_slip_apart(name, its_name);
        wrong_end || wrong_name
    })
}

/// Whether an ending is a slip of the keys and no ending of its own: `con`, `cpm`, `comm` are,
/// `cn` and `co` are not.
fn is_slip_of(end: &str, meant: &str) -> bool {
    const ENDINGS: &[&str] = &["cn", "co", "org", "net", "com.cn", "hk", "tw", "jp", "kr", "us"];
    !ENDINGS.contains(&end) && one_slip_apart(end, meant)
}

/// Whether one key more, one less, another one, or two in the wrong order make one of the other.
fn one_slip_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let swapped = |one: &[char], other: &[char]| match (one, other) {
        ([a, b, rest @ ..], [c, d, others @ ..]) => a == d && b == c && rest == others,
        _ => false,
    };
    let (one_less, other_less) = (one.get(1..), other.get(1..));
    let changed = one_less.is_some() && one_less == other_less;
    let added = one_less == Some(other) || other_less == Some(one);
    changed || added || swapped(one, other)
}

fn read_number(cell: &str) -> Reading {
    if let Ok(number) = MobileNumber::parse(cell) {
        return Reading { written: Some(Destination::Mobile(number)), ..Reading::default() };
    }
    let narrow: String = cell.chars().map(narrowed).collect();
    let found = narrow.split([';', '/', ',', '|', '\n']).find_map(mended_number);
    let concern = found.as_ref().map(|_| Concern::Mended);
    Reading { written: None, meant: found.map(Destination::Mobile), concern }
}

/// A number without the signs that part it and without the country's.
fn mended_number(part: &str) -> Option<MobileNumber> {
    let is_sign = |c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(
                c,
                '-' | '.' | '(' | ')' | '\'' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            )
    };
    let bare: String = part.chars().filter(|c| !is_sign(*c)).collect();
    let national: &str = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
        // Of another country, eleven digits may begin as ours do.
        Some(international) => international.strip_prefix("86")?,
        None if bare.len() == 13 => bare.strip_prefix("86").unwrap_or(&bare),
        None => &bare,
    };
    MobileNumber::parse(national).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(cell: &str) -> (Option<String>, Option<String>, Option<Concern>) {
        told(read(Channel::Email, cell))
    }

    fn told(reading: Reading) -> (Option<String>, Option<String>, Option<Concern>) {
        let text = |it: Option<Destination>| it.map(|it| it.as_str().to_owned());
        (text(reading.written), text(reading.meant), reading.concern)
    }

    #[test]
    fn an_address_that_is_right_needs_nobodys_eyes() {
        let cells = [
            "zhang@example.cn",
            "li.si+x@mail.example.com.cn",
            "a@qq.com",
            "a@mail.com",
            "wang@163.cn",
            "x@tsinghua.edu.cn",
            "b@sino.com",
            "c@hq.com",
            "office1@a.cn",
        ];
        for cell in cells {
            assert_eq!(mail(cell), (Some(cell.to_owned()), None, None), "{cell}");
        }
    }

    #[test]
    fn what_chinese_keyboards_do_to_an_address_is_put_right() {
        for (cell, meant) in [
            ("zhang＠example.cn", "zhang@example.cn"),
            ("ｚｈａｎｇ@example。cn", "zhang@example.cn"),
            ("zhang@example.cn.", "zhang@example.cn"),
            ("zhang@example.cn；", "zhang@example.cn"),
            ("mailto:zhang@example.cn", "zhang@example.cn"),
            ("张三 <zhang@example.cn>", "zhang@example.cn"),
            ("zhang@example.cn\u{200b}", "zhang@example.cn"),
            ("zhang@example.cn;li@example.cn", "zhang@example.cn"),
            ("zhang@example.cn, li@example.cn", "zhang@example.cn"),
        ] {
            let expected = (None, Some(meant.to_owned()), Some(Concern::Mended));
            assert_eq!(mail(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_was_changed_within_an_address_is_asked_about() {
        for (cell, meant) in [
            ("zhang@example,cn", "zhang@example.cn"),
            ("zhang@example，cn", "zhang@example.cn"),
            ("zhang @example. cn", "zhang@example.cn"),
            ("zhang san@example.cn", "zhangsan@example.cn"),
            ("zhang@@example..cn", "zhang@example.cn"),
            ("zhang..san@example.cn", "zhang.san@example.cn"),
            (".zhang@example.cn", "zhang@example.cn"),
        ] {
            let expected = (None, Some(meant.to_owned()), Some(Concern::Altered));
            assert_eq!(mail(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_domain_a_letter_away_from_a_common_one_is_asked_about() {
        for (cell, meant) in [
            ("a@gamil.com", "a@gmail.com"),
            ("a@gmial.com", "a@gmail.com"),
            ("a@gmai.com", "a@gmail.com"),
            ("a@gmail.con", "a@gmail.com"),
            ("a@qq.con", "a@qq.com"),
            ("a@163.comm", "a@163.com"),
            ("a@QQ.CM", "a@qq.com"),
            ("a@outlok.com", "a@outlook.com"),
        ] {
            let expected = (Some(cell.to_owned()), Some(meant.to_owned()), Some(Concern::Typo));
            assert_eq!(mail(cell), expected, "{cell}");
        }
    }

    #[test]
    fn an_address_that_many_read_is_nobodys_own() {
        let office = "Office@example.cn";
        assert_eq!(mail(office), (Some(office.to_owned()), None, Some(Concern::Shared)));
        let mended = (None, Some("info@example.cn".to_owned()), Some(Concern::Shared));
        assert_eq!(mail("info@example.cn。"), mended);
    }

    #[test]
    fn what_is_no_address_is_not_made_one() {
        for cell in ["", "无", "zhang", "zhang@", "@example.cn", "zhang@example", "13800138000"] {
            assert_eq!(mail(cell), (None, None, None), "{cell}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = "13800138000".to_owned();
        assert_eq!(told(read(Channel::Phone, "13800138000")), (Some(number.clone()), None, None));
        for cell in [
            "138 0013 8000",
            "138-0013-8000",
            "+86 13800138000",
            "+86-138-0013-8000",
            "008613800138000",
            "8613800138000",
            "１３８００１３８０００",
            "(+86)13800138000",
            "13800138000/13900139000",
            "13800138000、13900139000",
            "'13800138000",
        ] {
            let expected = (None, Some(number.clone()), Some(Concern::Mended));
            assert_eq!(told(read(Channel::Phone, cell)), expected, "{cell}");
        }
        let abroad = ["+852 91234567", "+1 650 253 0000", "0016502530000", "＋1(650)253-0000"];
        for cell in ["0477-8580000", "12345678901", "138001380001", "a@b.cn"].iter().chain(&abroad)
        {
            assert_eq!(read(Channel::Phone, cell), Reading::default(), "{cell}");
        }
    }

    #[test]
    fn either_is_found_in_any_cell() {
        assert_eq!(read_any("+86 13800138000").expect("a number").as_str(), "13800138000");
        assert_eq!(read_any("zhang＠a.cn").expect("an address").as_str(), "zhang@a.cn");
        assert_eq!(read_any("某公司"), None);
    }
}
