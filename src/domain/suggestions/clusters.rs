//! Texts that say the same: word for word, or nearly. They are found by comparing every text with
//! every other that shares one of its rarer pairs of characters, which comes to the same result as
//! comparing all with all. Nothing is drawn by chance: the same texts give the same groups.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::likeness::wording;
use crate::domain::typed::half_width;

/// From so much likeness on, in percent, two texts are near duplicates.
pub const NEAR: usize = 60;

/// Texts compared with one another, once. Which of any of them say the same follows from it without
/// comparing again.
#[derive(Debug, Default)]
pub struct Compared {
    /// The first text of each one's group of identical texts.
    identical: Vec<usize>,
    /// The near duplicates among those firsts.
    near: Vec<(usize, usize)>,
}

impl Compared {
    /// Compares texts.
    pub fn of(texts: &[&str]) -> Self {
        let identical = identical(texts);
        let firsts = identical.iter().enumerate().filter(|(at, first)| at == *first);
        let firsts: Vec<usize> = firsts.map(|(at, _)| at).collect();
        let near = near_pairs(&firsts, texts);
        Self { identical, near }
    }

    /// Groups some of the texts, as if there were no others: over a text that is not among them
    /// nothing is joined. They are given, and known afterwards, by their places.
    pub fn among(&self, chosen: &[usize]) -> Clusters {
        let mut first: HashMap<usize, usize> = HashMap::new();
        let mut near = Joined::apart(chosen.len());
        let mut identical = Vec::new();
        for (at, place) in chosen.iter().enumerate() {
            let first = *first.entry(self.identical[*place]).or_insert(at);
            identical.push(first);
            near.join(at, first);
        }
        for (one, other) in &self.near {
            if let (Some(one), Some(other)) = (first.get(one), first.get(other)) {
                near.join(*one, *other);
            }
        }
        let near = (0..chosen.len()).map(|at| near.root(at)).collect();
        Clusters { identical, near }
    }
}

/// Which texts say the same, by their place in the list they were given in.
#[derive(Debug)]
pub struct Clusters {
    /// The first text of each one's group of identical texts.
    identical: Vec<usize>,
    /// The first text of each one's group of near duplicates.
    near: Vec<usize>,
}

impl Clusters {
    /// Groups texts.
    pub fn of(texts: &[&str]) -> Self {
        let all: Vec<usize> = (0..texts.len()).collect();
        Compared::of(texts).among(&all)
    }

    /// Whether two texts are the same but for width, spaces and punctuation.
    pub fn are_identical(&self, one: usize, other: usize) -> bool {
        self.identical[one] == self.identical[other]
    }

    /// Whether two texts are near duplicates, over others in between if need be.
    pub fn are_near(&self, one: usize, other: usize) -> bool {
        self.near[one] == self.near[other]
    }

    /// The groups of two identical texts and more, each in order, by their first text.
    pub fn identical_groups(&self) -> Vec<Vec<usize>> {
        groups(&self.identical)
    }

    /// The groups of two near duplicates and more, each in order, by their first text.
    pub fn near_groups(&self) -> Vec<Vec<usize>> {
        groups(&self.near)
    }
}

fn groups(first_of: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, first) in first_of.iter().enumerate() {
        groups.entry(*first).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Letter case stays: lots and seats are told apart by it (F034, f034), and what differs in
/// nothing else is a near duplicate anyway. A text without a letter or digit is like no other.
fn identical(texts: &[&str]) -> Vec<usize> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let of = |(at, text): (usize, &&str)| {
        let letters: String =
            text.chars().map(half_width).filter(|letter| letter.is_alphanumeric()).collect();
        if letters.is_empty() { at } else { *first.entry(letters).or_insert(at) }
    };
    texts.iter().enumerate().map(of).collect()
}

/// The pairs of characters of each text as numbers, rarer pairs first.
fn pairs_of(texts: impl Iterator<Item = Vec<char>>) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<(char, char), usize> = HashMap::new();
    let mut seen: Vec<usize> = Vec::new();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for letters in texts {
        let distinct: HashSet<(char, char)> =
            letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let number = |pair| {
            let fresh = numbers.len();
            let number = *numbers.entry(pair).or_insert(fresh);
            if number == seen.len() {
                seen.push(0);
            }
            seen[number] += 1;
            number
        };
        sets.push(distinct.into_iter().map(number).collect());
    }
    let mut by_rarity: Vec<usize> = (0..seen.len()).collect();
    by_rarity.sort_by_key(|number| (seen[*number], *number));
    let mut rank = vec![0_u32; seen.len()];
    for (place, number) in (0..).zip(by_rarity) {
        rank[number] = place;
    }
    let ranked = |set: Vec<usize>| {
        let mut ranks: Vec<u32> = set.into_iter().map(|number| rank[number]).collect();
        ranks.sort_unstable();
        ranks
    };
    sets.into_iter().map(ranked).collect()
}

/// The near duplicates among these texts.
///
/// Two sets with so much in common have a member in common among the rarest of each: were all of
/// the first `size − least + 1` of one missing in the other, fewer than `least` would be left. So
/// only those few of each text are looked up, and only texts found by them are compared.
fn near_pairs(places: &[usize], texts: &[&str]) -> Vec<(usize, usize)> {
    let sets = pairs_of(places.iter().map(|place| wording(texts[*place])));
    let mut by_size: Vec<usize> = (0..sets.len()).filter(|at| !sets[*at].is_empty()).collect();
    by_size.sort_by_key(|at| (sets[*at].len(), *at));
    let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for at in by_size {
        let set = &sets[at];
        let least = (set.len() * NEAR).div_ceil(100);
        let telling = &set[..=set.len() - least];
        let mut others: Vec<usize> =
            telling.iter().filter_map(|pair| holders.get(pair)).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            if sets[other].len() >= least && are_near(set, &sets[other]) {
                found.push((places[at], places[other]));
            }
        }
        for pair in telling {
            holders.entry(*pair).or_default().push(at);
        }
    }
    found
}

/// Whether two sorted sets have [`NEAR`] percent of all their members in common.
fn are_near(one: &[u32], other: &[u32]) -> bool {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                left += 1;
                right += 1;
            }
        }
    }
    100 * common >= NEAR * (one.len() + other.len() - common)
}

/// Groups that grow together; each is known by its first member.
struct Joined(Vec<usize>);

impl Joined {
    fn apart(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::super::likeness::Bigrams;
    use super::*;

    #[test]
    fn width_spaces_and_punctuation_make_no_difference_and_other_words_do() {
        let texts = [
            "退还保证金太慢！",
            "退还 保证金，太慢",
            "评标专家抽取不透明",
            "第Ａ１标段无人答疑",
            "第A1标段无人答疑。",
        ];
        let clusters = Clusters::of(&texts);
        assert_eq!(clusters.identical_groups(), [vec![0, 1], vec![3, 4]]);
        assert!(clusters.are_identical(0, 1) && !clusters.are_identical(0, 2));
    }

    #[test]
    fn a_text_with_a_word_more_is_near_and_not_identical() {
        let texts = [
            "窗口工作人员态度生硬，材料要求说不清楚，跑了好几趟",
            "评标专家抽取不透明，打分差距太大没有解释",
            "窗口工作人员态度很生硬，材料要求说不清楚，跑了好几趟才办成",
        ];
        let clusters = Clusters::of(&texts);
        assert!(clusters.identical_groups().is_empty());
        assert_eq!(clusters.near_groups(), [vec![0, 2]]);
        assert!(!clusters.are_near(0, 1));
    }

    #[test]
    fn letters_that_differ_in_case_alone_are_near_and_not_identical() {
        let clusters = Clusters::of(&["F034号柜台没有人答复", "f034号柜台没有人答复"]);
        assert!(clusters.are_near(0, 1) && !clusters.are_identical(0, 1));
    }

    #[test]
    fn texts_without_a_letter_are_alone() {
        assert!(Clusters::of(&["……", "！！", "", "👍"]).near_groups().is_empty());
    }

    #[test]
    fn the_short_way_finds_what_comparing_all_with_all_finds() {
        let ends = ["太慢", "太慢了", "不透明", "没有人管", "一个多月没有到账"];
        let parts = ["退还保证金", "保证金退还", "评标专家抽取", "窗口答复", "合同签订"];
        let made: Vec<String> = (0..ends.len() * parts.len() * 3)
            .map(|number| {
                let (end, part) = (ends[number % 5], parts[number / 5 % 5]);
                format!("{part}{end}{}", &"，请尽快改进"[..number / 25 * 9])
            })
            .collect();
        let texts: Vec<&str> = made.iter().map(String::as_str).collect();
        let mut plain = Joined::apart(texts.len());
        for one in 0..texts.len() {
            for other in 0..one {
                let (first, second) = (Bigrams::of(texts[one]), Bigrams::of(texts[other]));
                if first.likeness(&second) >= NEAR {
                    plain.join(one, other);
                }
            }
        }
        let plain: Vec<usize> = (0..texts.len()).map(|at| plain.root(at)).collect();
        let near = Clusters::of(&texts).near_groups();
        assert_eq!(near, groups(&plain));
        assert!(near.len() > 1, "some are joined and some are not: {near:?}");

        // Of some of them the same is known as if there were no others.
        let compared = Compared::of(&texts);
        for step in 2..9 {
            let chosen: Vec<usize> = (0..texts.len()).filter(|at| at % step != 1).collect();
            let alone: Vec<&str> = chosen.iter().map(|at| texts[*at]).collect();
            let (few, alone) = (compared.among(&chosen), Clusters::of(&alone));
            assert_eq!(few.near_groups(), alone.near_groups(), "without each {step}th");
            assert_eq!(few.identical_groups(), alone.identical_groups(), "without each {step}th");
        }
    }

    #[test]
    fn nothing_is_joined_over_a_text_that_is_left_out() {
        let texts = [
            "窗口材料要求说不清楚跑了好几趟",
            "窗口材料要求说不清楚跑了好几趟才把事情",
            "窗口材料要求说不清楚跑了好几趟才把事情办成实在折腾",
        ];
        let compared = Compared::of(&texts);
        assert!(compared.among(&[0, 1, 2]).are_near(0, 2), "over the one in between");
        assert!(compared.among(&[0, 2]).near_groups().is_empty());
    }
}
