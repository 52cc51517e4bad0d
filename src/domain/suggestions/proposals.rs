//! What the program would propose for a text (category, key area, unit), and on what grounds: words
//! of the text that a vocabulary has under a label, and how alike texts were decided before. Both
//! are evidence of the same kind and simply add up, so that every proposal can be explained. Below
//! a threshold nothing is proposed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::segments::{Segmenter, Words};

/// From so much confidence on, in percent, a proposal is made. Measured on messages of citizens
/// (`cargo bench --bench inputs`), whole ones, their headlines and their first lines alike: from
/// here on nine proposals out of ten and more are right, of whole messages nineteen out of twenty.
pub const SPEAKS_FROM: u32 = 40;
/// How many decided texts are asked at most.
const ASKED: usize = 8;
/// Decided texts less alike than this say nothing.
const LEAST_ALIKE: f64 = 0.1;
/// Fewer characters in words that both have are met by accident (不合理 stands in texts about
/// anything), unless there is little else in either.
const LEAST_COMMON: usize = 4;
/// From so much likeness on there is little else.
const MOSTLY_ALIKE: f64 = 0.5;
/// What a decided text counts that is the same, measured in words of a vocabulary.
const DECIDED_WEIGHT: f64 = 5.0;
/// How much doubt each word brings, under the root: in a long text words are met by accident.
const DOUBT: f64 = 0.75;

/// Words that speak for labels.
pub struct Knowledge<L> {
    /// The label of each entry of a vocabulary.
    entries: Vec<L>,
    /// The entries that have a word: of each label the first.
    holders: HashMap<String, Vec<usize>>,
    labels: usize,
}

impl<L: Copy + Ord> Knowledge<L> {
    /// Takes over a vocabulary, entry by entry: its label, and words that speak for it. A word that
    /// stands under one label several times counts once.
    pub fn of<'a>(
        segmenter: &Segmenter,
        vocabulary: impl IntoIterator<Item = (L, Vec<&'a str>)>,
    ) -> Self {
        let cut = |term: &str| segmenter.words(term);
        let cut = |(label, terms): (L, Vec<&str>)| (label, terms.into_iter().map(cut).collect());
        Self::of_cut::<Words>(vocabulary.into_iter().map(cut))
    }

    /// The same of a vocabulary whose terms were cut into words before.
    pub fn of_cut<W: AsRef<Words>>(vocabulary: impl IntoIterator<Item = (L, Vec<W>)>) -> Self {
        let mut entries: Vec<L> = Vec::new();
        let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
        for (label, terms) in vocabulary {
            let words: BTreeSet<&str> =
                terms.iter().flat_map(|term| term.as_ref().distinct()).collect();
            for word in words {
                let of_word = holders.entry(word.to_owned()).or_default();
                if of_word.iter().all(|entry: &usize| entries[*entry] != label) {
                    of_word.push(entries.len());
                }
            }
            entries.push(label);
        }
        let labels = entries.iter().collect::<BTreeSet<&L>>().len();
        Self { entries, holders, labels }
    }

    /// The words of a text that speak for labels: entry, word, weight.
    fn evidence<'a>(&'a self, words: &'a Words) -> impl Iterator<Item = (usize, &'a str, f64)> {
        words.weighed().flat_map(move |(word, said)| {
            let holders = self.holders.get(word).map_or(&[][..], Vec::as_slice);
            let weight = said * rarity(holders.len(), self.labels);
            let speaking = holders.iter().filter(move |_| weight > 0.0);
            speaking.map(move |entry| (*entry, word, weight))
        })
    }
}

/// 1 for a word of one label, 0 for a word of all. Where there are no two labels to choose
/// between, a word still says that the text is about the one there is.
#[expect(clippy::cast_precision_loss, reason = "labels are a handful")]
fn rarity(holders: usize, labels: usize) -> f64 {
    if labels < 2 {
        return 1.0;
    }
    (labels as f64 / holders as f64).ln() / (labels as f64).ln()
}

/// Texts that were decided, to be asked for the nearest ones.
pub struct Cases {
    vectors: Vec<HashMap<String, f64>>,
    rarities: HashMap<String, f64>,
    /// That of a word which no case has: it makes a text the less like any of them.
    rarest: f64,
}

impl Cases {
    /// Takes over the words of decided texts. The place in the list is the case's name.
    #[expect(clippy::cast_precision_loss, reason = "texts are counted in thousands")]
    pub fn of<W: AsRef<Words>>(texts: &[W]) -> Self {
        let mut holders: HashMap<&str, usize> = HashMap::new();
        for word in texts.iter().flat_map(|words| words.as_ref().distinct()) {
            *holders.entry(word).or_default() += 1;
        }
        let all = texts.len() as f64;
        let rarities: HashMap<String, f64> = holders
            .into_iter()
            .map(|(word, count)| (word.to_owned(), (1.0 + all / count as f64).ln()))
            .collect();
        let rarest = (1.0 + all).ln();
        let vectors = texts.iter().map(|words| vector(words.as_ref(), &rarities, rarest)).collect();
        Self { vectors, rarities, rarest }
    }

    /// The nearest cases with how alike they are, from 1 down; ties in the order of the list.
    pub fn nearest(&self, words: &Words) -> Vec<(usize, f64)> {
        let asked = vector(words, &self.rarities, self.rarest);
        let likeness = |case: &HashMap<String, f64>| -> f64 {
            let (small, large) =
                if case.len() < asked.len() { (case, &asked) } else { (&asked, case) };
            let common = small.iter().filter_map(|(word, weight)| {
                large.get(word).map(|other| (word.as_str(), weight * other))
            });
            let (common, mut weights): (Vec<&str>, Vec<f64>) = common.unzip();
            // In an order of their own: sums of fractions depend on it.
            weights.sort_by(f64::total_cmp);
            let likeness = weights.into_iter().sum();
            let is_accident = likeness < MOSTLY_ALIKE && characters(&common) < LEAST_COMMON;
            if is_accident { 0.0 } else { likeness }
        };
        let mut near: Vec<(usize, f64)> = self
            .vectors
            .iter()
            .map(likeness)
            .enumerate()
            .filter(|(_, likeness)| *likeness >= LEAST_ALIKE)
            .collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        near.truncate(ASKED);
        near
    }
}

/// Rare words point the way; the length is taken out, so that only the direction counts.
fn vector(words: &Words, rarities: &HashMap<String, f64>, rarest: f64) -> HashMap<String, f64> {
    let rarity = |word: &str| rarities.get(word).copied().unwrap_or(rarest);
    let weighed: Vec<(&str, f64)> =
        words.weighed().map(|(word, said)| (word, said * rarity(word))).collect();
    let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    weighed.into_iter().map(|(word, weight)| (word.to_owned(), weight / length)).collect()
}

/// Why a label is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The text has words that stand under this entry of a vocabulary.
    Words {
        /// The place of the entry in the vocabulary.
        entry: usize,
        /// The words.
        words: Vec<String>,
    },
    /// Texts alike were decided so before.
    Decided {
        /// How many of them went this way.
        so: usize,
        /// How many were found.
        of: usize,
    },
}

/// What the program would choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<L> {
    /// The choice.
    pub label: L,
    /// In percent.
    pub confidence: u32,
    /// The weightiest first.
    pub grounds: Vec<Ground>,
}

impl<L> Proposal<L> {
    /// Whether it is sure enough to be shown.
    pub fn speaks(&self) -> bool {
        self.confidence >= SPEAKS_FROM
    }
}

/// Weighs all evidence about a text; `decided` are labels of the nearest cases with their likeness.
/// Nothing at all gives nothing; what gives little confidence is told, and is the caller's to leave
/// unsaid ([`Proposal::speaks`]).
pub fn propose<L: Copy + Ord>(
    knowledge: &Knowledge<L>,
    words: &Words,
    decided: &[(L, f64)],
) -> Option<Proposal<L>> {
    let mut scores: BTreeMap<L, f64> = BTreeMap::new();
    for (entry, _, weight) in knowledge.evidence(words) {
        *scores.entry(knowledge.entries[entry]).or_default() += weight;
    }
    for (label, likeness) in decided {
        *scores.entry(*label).or_default() += DECIDED_WEIGHT * likeness;
    }
    let (label, score) = scores
        .iter()
        .max_by(|one, other| one.1.total_cmp(other.1).then_with(|| other.0.cmp(one.0)))?;
    let confidence = score / (scores.values().sum::<f64>() + doubt(words));
    Some(Proposal {
        label: *label,
        confidence: percent(confidence),
        grounds: grounds(knowledge, words, decided, *label),
    })
}

#[expect(clippy::cast_precision_loss, reason = "words of one text")]
fn doubt(words: &Words) -> f64 {
    DOUBT * (words.len() as f64).sqrt()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn percent(share: f64) -> u32 {
    (100.0 * share) as u32
}

fn grounds<L: Copy + Ord>(
    knowledge: &Knowledge<L>,
    words: &Words,
    decided: &[(L, f64)],
    label: L,
) -> Vec<Ground> {
    let mut by_entry: BTreeMap<usize, (f64, Vec<&str>)> = BTreeMap::new();
    let evidence = knowledge.evidence(words);
    for (entry, word, weight) in evidence.filter(|(of, ..)| knowledge.entries[*of] == label) {
        let (sum, found) = by_entry.entry(entry).or_default();
        *sum += weight;
        found.push(word);
    }
    let mut weighed: Vec<(f64, Ground)> = by_entry
        .into_iter()
        .map(|(entry, (sum, found))| {
            let words = whole(&found).into_iter().map(str::to_owned).collect();
            (sum, Ground::Words { entry, words })
        })
        .collect();
    let so: Vec<f64> =
        decided.iter().filter(|(of, _)| *of == label).map(|(_, likeness)| *likeness).collect();
    if !so.is_empty() {
        let weight = DECIDED_WEIGHT * so.iter().sum::<f64>();
        weighed.push((weight, Ground::Decided { so: so.len(), of: decided.len() }));
    }
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0));
    weighed.into_iter().map(|(_, ground)| ground).collect()
}

/// How many characters these words have, those that stand inside others apart.
fn characters(words: &[&str]) -> usize {
    whole(words).into_iter().map(|word| word.chars().count()).sum()
}

/// Without the words that stand inside others: 保证金 says it, 保证 would only repeat it.
fn whole<'a>(found: &[&'a str]) -> Vec<&'a str> {
    let distinct: HashSet<&str> = found.iter().copied().collect();
    let is_inner = |word: &str| distinct.iter().any(|other| *other != word && other.contains(word));
    found.iter().copied().filter(|word| !is_inner(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    enum Unit {
        Finance,
        Experts,
        Window,
    }
    use Unit::{Experts, Finance, Window};

    const VOCABULARY: [(Unit, [&str; 3]); 4] = [
        (Experts, ["抽取", "专家库", "评委"]),
        (Experts, ["评标", "打分", "评审"]),
        (Finance, ["保证金退还", "退款", "到账"]),
        (Window, ["窗口", "登记", "材料"]),
    ];

    fn asked(text: &str, decided: &[(&str, Unit)]) -> Option<Proposal<Unit>> {
        let segmenter = Segmenter::knowing(VOCABULARY.iter().flat_map(|(_, words)| *words));
        let vocabulary = VOCABULARY.map(|(unit, words)| (unit, words.to_vec()));
        let knowledge = Knowledge::of(&segmenter, vocabulary);
        let words = segmenter.words(text);
        let cases: Vec<Words> = decided.iter().map(|(text, _)| segmenter.words(text)).collect();
        let near = Cases::of(&cases).nearest(&words);
        let near: Vec<(Unit, f64)> = near.iter().map(|(at, how)| (decided[*at].1, *how)).collect();
        propose(&knowledge, &words, &near)
    }

    #[test]
    fn a_vocabularys_words_are_a_proposal_and_its_grounds() {
        let proposal = asked("保证金退还太慢，一个多月没到账", &[]).expect("a proposal");
        assert_eq!(proposal.label, Finance);
        assert!(proposal.speaks(), "{proposal:?}");
        let words = ["保证金退还", "到账"].map(str::to_owned).to_vec();
        assert_eq!(proposal.grounds, [Ground::Words { entry: 2, words }]);
    }

    #[test]
    fn what_no_vocabulary_knows_gets_no_proposal() {
        assert_eq!(asked("食堂的饭菜偏咸", &[]), None);
        assert_eq!(asked("", &[]), None);
    }

    #[test]
    fn one_word_in_passing_and_evidence_both_ways_are_not_enough_to_speak() {
        let passing = "上周天气很冷，走廊里没有暖气，排队的人冻得发抖，最后才轮到登记";
        assert!(!asked(passing, &[]).expect("a weak one").speaks());
        let torn = asked("评标打分以后，窗口还要补登记材料", &[]).expect("two ways");
        let sure = asked("评标打分差距太大", &[]).expect("one way");
        assert!(torn.confidence < sure.confidence && sure.speaks(), "{torn:?} {sure:?}");
    }

    #[test]
    fn what_was_decided_before_is_followed_and_told_as_a_ground() {
        let decided = [
            ("食堂饭菜偏咸，价格也贵", Window),
            ("食堂饭菜不新鲜", Window),
            ("食堂排队太久，饭菜凉了", Window),
            ("评委迟到", Experts),
        ];
        let proposal = asked("食堂的饭菜偏咸", &decided).expect("a proposal");
        assert_eq!((proposal.label, proposal.speaks()), (Window, true), "{proposal:?}");
        assert_eq!(proposal.grounds, [Ground::Decided { so: 3, of: 3 }]);
    }

    #[test]
    fn one_word_in_common_with_many_decisions_is_no_ground() {
        let decided = [
            ("收费不合理，建议公开收费标准", Finance),
            ("保函费用不合理", Finance),
            ("报销手续不合理，来回要跑几趟", Finance),
            ("退款期限不合理，应当缩短", Finance),
            ("利息算得不合理", Finance),
            ("发票要求不合理", Finance),
        ];
        assert_eq!(asked("孩子上学划片不合理", &decided), None);
        let control = asked("收费标准不合理", &decided).expect("the same matter");
        assert_eq!((control.label, control.speaks()), (Finance, true), "{control:?}");
    }

    #[test]
    fn a_decision_outweighs_a_single_word_of_the_vocabulary() {
        let decided = [("窗口玻璃太脏", Finance), ("窗口玻璃脏，看不清", Finance)];
        let proposal = asked("窗口玻璃太脏了", &decided).expect("a proposal");
        assert_eq!(proposal.label, Finance);
    }

    #[test]
    fn a_word_of_every_label_says_nothing() {
        let segmenter = Segmenter::default();
        let both =
            Knowledge::of(&segmenter, [(Finance, vec!["服务", "退款"]), (Window, vec!["服务"])]);
        assert_eq!(propose(&both, &segmenter.words("服务"), &[]), None);
        assert!(propose(&both, &segmenter.words("退款服务"), &[]).is_some());
    }
}
