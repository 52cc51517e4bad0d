//! A text's words: cut by a dictionary of Chinese and by the house's own terms, without those that
//! say nothing. What the desk's helpers compare are these words; they are made for one request and
//! kept nowhere.
//!
//! `dictionary.z` holds, packed by zlib, a word and its frequency a line: the words of jieba's list
//! (licence beside it) that occur four times and more in what it was counted from. The others, more
//! than half, are names above all, and messages were judged a little better without them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::BufReader;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use jieba_rs::Jieba;

use crate::domain::typed::half_width;

/// Unpacked once, when somebody first needs it.
///
/// # Panics
/// Never: a test unpacks it.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(|| {
    let packed = include_bytes!("dictionary.z").as_slice();
    let mut lines = BufReader::new(ZlibDecoder::new(packed));
    Jieba::with_dict(&mut lines).expect("a test unpacks the dictionary")
});

/// Words that stand in texts about anything.
const SAY_NOTHING: &str = "\
    一个 一些 一下 一直 一样 一种 一定 一点 不是 不能 不会 不要 不到 不知 \
    为了 为什么 也是 了解 事情 人员 什么 今天 他们 以及 以后 以前 但是 你们 \
    你好 您好 其他 其中 其它 到底 反映 只有 只能 可以 可能 各位 各种 因为 \
    因此 大家 如何 如果 如此 对于 就是 工作 已经 希望 并且 建议 很多 怎么 \
    怎样 情况 意见 感谢 所以 所有 按照 方面 时候 是否 有关 有些 有时 没有 \
    然后 现在 由于 的话 目前 相关 知道 而且 自己 虽然 觉得 认为 谢谢 谁知 \
    起来 还是 还有 这个 这些 这样 这种 进行 通过 那么 那个 部分 部门 问题 \
    需要 领导 我们";
static STOPPED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SAY_NOTHING.split_whitespace().collect());

/// The words of a text with how often each stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, u16>);

impl AsRef<Self> for Words {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Words {
    /// Each word once, with its weight: a word said twice counts more, but not double.
    pub fn weighed(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(word, count)| (word.as_str(), 1.0 + f64::from(*count).ln()))
    }

    /// How many different words.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The different words, in a fixed order.
    pub fn distinct(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn add(&mut self, word: &str) {
        if !carries_meaning(word) {
            return;
        }
        let count = self.0.entry(word.to_owned()).or_default();
        *count = count.saturating_add(1);
    }
}

/// Two characters and more, no number, not one of the words that say nothing.
fn carries_meaning(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(char::is_alphabetic)
        && !STOPPED.contains(word)
}

/// Cuts texts into words.
#[derive(Default)]
pub struct Segmenter {
    /// The house's terms that the dictionary does not know, by first character, longest first.
    terms: HashMap<char, Vec<Vec<char>>>,
}

impl Segmenter {
    /// Knows these terms beside the dictionary: names of units, areas, steps, and keywords.
    pub fn knowing<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        for term in terms {
            let folded = folded(term);
            let is_one_word =
                folded.len() > 1 && folded.iter().all(|letter| letter.is_alphabetic());
            if is_one_word && !DICTIONARY.has_word(&String::from_iter(&folded)) {
                known.entry(folded[0]).or_default().push(folded);
            }
        }
        for same in known.values_mut() {
            same.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
            same.dedup();
        }
        Self { terms: known }
    }

    /// The words of a text. A long word counts together with the words inside it, so that
    /// 保证金退还 is found where only 保证金 is known, and the other way round.
    pub fn words(&self, text: &str) -> Words {
        let text = folded(text);
        let mut words = Words::default();
        let mut rest = String::new();
        let mut at = 0;
        while at < text.len() {
            if let Some(term) = self.term_at(&text[at..]) {
                cut(&std::mem::take(&mut rest), &mut words);
                with_inner(term, &mut words);
                at += term.len();
            } else {
                rest.push(text[at]);
                at += 1;
            }
        }
        cut(&rest, &mut words);
        words
    }

    fn term_at(&self, text: &[char]) -> Option<&[char]> {
        let terms = self.terms.get(text.first()?)?;
        terms.iter().map(Vec::as_slice).find(|term| text.starts_with(term))
    }
}

/// In one width and case.
fn folded(text: &str) -> Vec<char> {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

/// The dictionary's cut, without guessing at words it does not know: those would be names.
fn cut(stretch: &str, words: &mut Words) {
    for token in DICTIONARY.cut(stretch, false) {
        let letters: Vec<char> = token.word.chars().collect();
        with_inner(&letters, words);
    }
}

fn with_inner(word: &[char], words: &mut Words) {
    words.add(&String::from_iter(word));
    for length in [2, 3] {
        if word.len() <= length {
            continue;
        }
        for inner in word.windows(length).map(String::from_iter) {
            if DICTIONARY.has_word(&inner) {
                words.add(&inner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(segmenter: &Segmenter, text: &str) -> Vec<String> {
        segmenter.words(text).distinct().map(str::to_owned).collect()
    }

    #[test]
    fn a_text_is_cut_into_words_that_mean_something() {
        let found = words(&Segmenter::default(), "我们希望退还保证金的时间可以更快。");
        for word in ["退还", "保证金"] {
            assert!(found.iter().any(|known| known == word), "{word} in {found:?}");
        }
        for nothing in ["我们", "希望", "可以", "的", "。"] {
            assert!(found.iter().all(|known| known != nothing), "{nothing} in {found:?}");
        }
    }

    #[test]
    fn the_houses_own_terms_are_words_and_what_is_inside_them_too() {
        let text = "退保证金慢，ＣＡ锁也不好用";
        assert!(!words(&Segmenter::default(), text).contains(&"退保证金".to_owned()));
        let found = words(&Segmenter::knowing(["退保证金", "CA锁"]), text);
        for word in ["退保证金", "保证金", "ca锁"] {
            assert!(found.contains(&word.to_owned()), "{word} in {found:?}");
        }
    }

    #[test]
    fn numbers_and_lot_codes_are_no_words() {
        let found = words(&Segmenter::default(), "2024年第3标段A3包，13800000000");
        assert!(found.iter().all(|word| !word.chars().any(char::is_numeric)), "{found:?}");
    }

    #[test]
    fn what_is_said_twice_weighs_more_but_not_double() {
        let said = Segmenter::default().words("保证金、保证金");
        let weight = said.weighed().find(|(word, _)| *word == "保证金").map(|(_, weight)| weight);
        assert!(weight.is_some_and(|weight| weight > 1.0 && weight < 2.0));
    }
}
