//! How near two texts are: passages that a distilled text shares with a raw one, which would carry
//! its author's style to the unit, and the likeness of two raw texts, which may say the same.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::domain::typed::half_width;

/// From so much likeness on, in percent, two raw texts are shown as alike.
pub const ALIKE: usize = 25;

/// From so many characters in a row on, a shared passage is warned about.
pub const SHARED_LEAST: usize = 8;

/// The characters that make the wording: letters, characters and digits, in one width and case.
pub(super) fn wording(text: &str) -> Vec<char> {
    text.chars()
        .map(half_width)
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The passages of `distilled` that stand in `raw` as well, in runs of [`SHARED_LEAST`] characters
/// and more, however spaced and punctuated.
pub fn shared_passages(raw: &str, distilled: &str) -> Vec<String> {
    Passages::of(raw).shared_with(distilled)
}

/// The passages of a raw text, for looking for them in one distilled text after another.
pub struct Passages(HashSet<[char; SHARED_LEAST]>);

impl Passages {
    /// All runs of [`SHARED_LEAST`] characters.
    pub fn of(raw: &str) -> Self {
        let raw = wording(raw);
        Self(raw.windows(SHARED_LEAST).filter_map(|run| run.try_into().ok()).collect())
    }

    /// Those that stand in a distilled text, joined where they overlap.
    pub fn shared_with(&self, distilled: &str) -> Vec<String> {
        let distilled = wording(distilled);
        let mut passages: Vec<(usize, usize)> = Vec::new();
        for (start, run) in distilled.windows(SHARED_LEAST).enumerate() {
            if !self.0.contains(run) {
                continue;
            }
            let end = start + SHARED_LEAST;
            match passages.last_mut() {
                Some((_, last)) if *last >= start => *last = end,
                _ => passages.push((start, end)),
            }
        }
        passages.into_iter().map(|(start, end)| distilled[start..end].iter().collect()).collect()
    }
}

/// The pairs of neighbouring characters of a text, for comparing it with others: in order and each once,
/// so that two texts are compared in one go through both, however many items a campaign has.
pub struct Bigrams(Vec<(char, char)>);

impl Bigrams {
    /// The pairs of a text.
    pub fn of(text: &str) -> Self {
        let mut pairs: Vec<(char, char)> =
            wording(text).windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// How much of both texts is common to them, in percent (Jaccard).
    pub fn likeness(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        let mut common = 0;
        while let ([one, more @ ..], [another, further @ ..]) = (ours, theirs) {
            common += usize::from(one == another);
            (ours, theirs) = match one.cmp(another) {
                Ordering::Less => (more, theirs),
                Ordering::Equal => (more, further),
                Ordering::Greater => (ours, further),
            };
        }
        let all = self.0.len() + other.0.len() - common;
        (100 * common).checked_div(all).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str = "开标那天下午，窗口的人让我们跑了三趟才办完保证金退还手续，太折腾人了！";

    #[test]
    fn how_alike_two_texts_are_is_the_share_of_their_pairs_that_both_have() {
        let sets = |text: &str| -> HashSet<(char, char)> {
            wording(text).windows(2).map(|pair| (pair[0], pair[1])).collect()
        };
        let texts = [
            RAW,
            "",
            "退",
            "退还",
            "退还退还退还",
            "退还保证金太慢了",
            "AaAa保证金",
            "门难进脸难看",
        ];
        for one in texts {
            for other in texts {
                let (first, second) = (sets(one), sets(other));
                let common = first.intersection(&second).count();
                let all = first.union(&second).count();
                let told = (100 * common).checked_div(all).unwrap_or(0);
                let found = Bigrams::of(one).likeness(&Bigrams::of(other));
                assert_eq!(found, told, "{one} {other}");
            }
        }
    }

    #[test]
    fn eight_characters_in_a_row_are_a_shared_passage_and_seven_are_not() {
        assert_eq!(
            shared_passages("一二三四五六七八", "甲一二三四五六七八乙"),
            ["一二三四五六七八"]
        );
        assert!(shared_passages("一二三四五六七八", "一二三四五六七乙八").is_empty());
    }

    #[test]
    fn a_rewritten_text_shares_nothing_and_a_copied_one_is_found_through_punctuation() {
        assert!(shared_passages(RAW, "退还保证金的手续较为繁琐，建议一次办结。").is_empty());
        let copied = "反映：让我们 跑了三趟，才办完“保证金退还”手续。";
        assert_eq!(shared_passages(RAW, copied), ["让我们跑了三趟才办完保证金退还手续"]);
    }

    #[test]
    fn two_shared_passages_are_told_apart() {
        let raw = "甲乙丙丁戊己庚辛，子丑寅卯辰巳午未";
        let distilled = "子丑寅卯辰巳午未；另：甲乙丙丁戊己庚辛";
        assert_eq!(shared_passages(raw, distilled), ["子丑寅卯辰巳午未", "甲乙丙丁戊己庚辛"]);
    }

    #[test]
    fn texts_about_one_matter_are_more_alike_than_others() {
        let one = Bigrams::of("保证金退还太慢，拖了一个多月");
        let same = Bigrams::of("退还保证金太慢了，一个多月没到账");
        let other = Bigrams::of("评标专家抽取不透明");
        assert!(one.likeness(&same) >= 30, "{}", one.likeness(&same));
        assert!(one.likeness(&other) < 5, "{}", one.likeness(&other));
        assert_eq!(one.likeness(&one), 100);
        assert_eq!(Bigrams::of("").likeness(&Bigrams::of("")), 0);
    }
}
