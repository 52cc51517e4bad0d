//! Which new passwords are taken (ASVS 5.0, 6.2): long ones, made of more than what is tried
//! first. Whoever guesses begins with common words, keyboard walks and the account's own names, so
//! these count for nothing: enough must be left when they are taken away. A list of a million
//! passwords of other people would say the same at a thousand times the size.

use std::collections::BTreeSet;

/// Why a password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Fewer than 12 characters.
    TooShort,
    /// More than 128 characters.
    TooLong,
    /// One that is tried first, or made of the account's own names.
    TooEasy,
}

/// The shortest password taken, in characters.
pub const PASSWORD_MIN: usize = 12;
const PASSWORD_MAX: usize = 128;
/// How many characters must be left that no guesser's list explains.
const OWN_LEAST: usize = 6;
/// How many different characters there must be.
const DIFFERENT_LEAST: usize = 5;
/// The longest piece whose mere repetition is no password.
const LONGEST_REFRAIN: usize = 8;
/// The shortest stretch of a walk that is taken for one and not for part of a word.
const WALK_LEAST: usize = 4;

/// Ways along the keyboard and the alphabet, walked in both directions.
const WALKS: [&str; 6] = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "!@#$%^&*()_+",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// What passwords are made of when nobody thinks: in English, in pinyin, and of this house.
const WORDS: [&str; 62] = [
    "password",
    "passwort",
    "passwd",
    "pass",
    "admin",
    "administrator",
    "root",
    "user",
    "login",
    "guest",
    "test",
    "welcome",
    "hello",
    "letmein",
    "iloveyou",
    "love",
    "secret",
    "master",
    "dragon",
    "monkey",
    "princess",
    "sunshine",
    "football",
    "superman",
    "qwer",
    "asdf",
    "zxcv",
    "abc",
    "123",
    "520",
    "1314",
    "666",
    "888",
    "168",
    "woaini",
    "wo",
    "aini",
    "nihao",
    "mima",
    "kouling",
    "denglu",
    "guanliyuan",
    "guanli",
    "yonghu",
    "zhongguo",
    "china",
    "beijing",
    "neimenggu",
    "eerduosi",
    "ordos",
    "wenlian",
    "lianzheng",
    "jiwei",
    "ggzy",
    "jiaoyi",
    "zhongxin",
    "bangongshi",
    "gongsi",
    "laoban",
    "密码",
    "中国",
    "问廉",
];

/// Checks a new password against what is tried first and against the account's own names.
pub fn check_password(password: &str, names: &[&str]) -> Result<(), PasswordRefusal> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Err(PasswordRefusal::TooShort);
    }
    if length > PASSWORD_MAX {
        return Err(PasswordRefusal::TooLong);
    }
    let plain = plain(password);
    let different: BTreeSet<&char> = plain.iter().collect();
    let names: Vec<Vec<char>> = names.iter().flat_map(|name| name_parts(name)).collect();
    let easy = different.len() < DIFFERENT_LEAST
        || is_refrain(&plain)
        || own(&plain, &names) < OWN_LEAST
        || own(&without_disguise(&plain), &names) < OWN_LEAST;
    if easy { Err(PasswordRefusal::TooEasy) } else { Ok(()) }
}

/// In lower case and half width.
fn plain(text: &str) -> Vec<char> {
    let narrow = |letter: char| match u32::from(letter) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
        0x3000 => ' ',
        _ => letter,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// With the usual stand-ins for letters put back: `p@ssw0rd` is `password`.
fn without_disguise(plain: &[char]) -> Vec<char> {
    let letter = |sign: &char| match sign {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        '7' => 't',
        other => *other,
    };
    plain.iter().map(letter).collect()
}

/// A login or a name whole, and the parts that its stops divide it into.
fn name_parts(name: &str) -> Vec<Vec<char>> {
    let whole = plain(name);
    let parts = whole.split(|letter| !letter.is_alphanumeric()).map(<[char]>::to_vec);
    let all = parts.chain(std::iter::once(whole.clone()));
    all.filter(|part| part.len() >= 2).collect()
}

/// Whether it is one short piece over and over.
fn is_refrain(plain: &[char]) -> bool {
    (1..=LONGEST_REFRAIN)
        .any(|period| plain.iter().skip(period).eq(plain.iter().take(plain.len() - period)))
}

/// How many characters are left when everything is taken away that a guesser tries first.
fn own(plain: &[char], names: &[Vec<char>]) -> usize {
    let (mut rest, mut own) = (plain, 0);
    while !rest.is_empty() {
        let explained = explained(rest, names);
        own += usize::from(explained == 0);
        rest = &rest[explained.max(1)..];
    }
    own
}

/// How far a word, a name, a walk or a repetition reaches from the beginning; 0: none begins here.
fn explained(rest: &[char], names: &[Vec<char>]) -> usize {
    let word =
        WORDS.iter().filter(|word| begins(rest, word.chars())).map(|word| word.chars().count());
    let name = names.iter().filter(|name| rest.starts_with(name)).map(Vec::len);
    let walk = WALKS.iter().flat_map(|walk| {
        let there: Vec<char> = walk.chars().collect();
        let back: Vec<char> = walk.chars().rev().collect();
        [walked(rest, &there), walked(rest, &back)]
    });
    let same = rest.iter().take_while(|letter| **letter == rest[0]).count();
    let same = std::iter::once(same).filter(|count| *count > 2);
    word.chain(name).chain(walk).chain(same).max().unwrap_or(0)
}

fn begins(rest: &[char], mut word: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.iter();
    word.all(|letter| rest.next() == Some(&letter))
}

/// How far `rest` follows the walk from wherever it enters it.
fn walked(rest: &[char], walk: &[char]) -> usize {
    let from = |start: usize| rest.iter().zip(&walk[start..]).take_while(|(a, b)| a == b).count();
    let longest = (0..walk.len()).map(from).max().unwrap_or(0);
    if longest >= WALK_LEAST { longest } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Result<(), PasswordRefusal> {
        check_password(password, &["zhang.weimin", "张伟民"])
    }

    #[test]
    fn a_password_has_a_length() {
        assert_eq!(check("short"), Err(PasswordRefusal::TooShort));
        assert_eq!(check(&"long way ".repeat(20)), Err(PasswordRefusal::TooLong));
    }

    #[test]
    fn passwords_that_are_guessed_first_are_refused() {
        for easy in [
            "aaaaaaaaaaaaaaaa",
            "123456789012",
            "Password12345",
            "P@ssw0rd2026",
            "qwertyuiop123",
            "1qaz2wsx3edc4rfv",
            "1q2w3e4r5t6y",
            "poiuytrewq!!!",
            "woaini5201314",
            "iloveyou1314",
            "admin@admin.com",
            "ordos888888888",
            "ｐａｓｓｗｏｒｄ１２３４",
            "monkeymonkey12",
            "kitekitekite",
            "密码密码密码123456",
        ] {
            assert_eq!(check(easy), Err(PasswordRefusal::TooEasy), "{easy}");
        }
    }

    #[test]
    fn the_accounts_own_names_count_for_nothing() {
        for easy in
            ["zhang.weiminzhang", "wenlianweimin88", "Zhangweimin2026", "张伟民张伟民张伟民123"]
        {
            assert_eq!(check(easy), Err(PasswordRefusal::TooEasy), "{easy}");
        }
        // The control: the same password is fine for somebody else.
        assert_eq!(check_password("zhang.weiminzhang", &["li.si", "李四"]), Ok(()));
    }

    #[test]
    fn a_sentence_and_drawn_words_are_taken() {
        for good in [
            "草原上的白云跑得快极了呀",
            "lela ceca pude",
            "correct horse battery",
            "my passport has 32 pages",
            "七月的雨下了三天三夜不停",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }
}
