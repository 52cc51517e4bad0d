//! What lies on the desk in the place of a text that was handed over. A text that merely left would
//! be missed: whoever counts finds one fewer that waits, or one more dealt with that nobody was
//! asked to confirm. So its place stays, with its id and what the respondent ticked, and holds a few
//! words that say nothing, as many people write. They are set aside and confirmed like theirs.
//!
//! The words are drawn, because words known beforehand would be the mark of a tip; they are never
//! on the list of empty answers, or the place would move to their group; and they are like nothing
//! else on the desk, or the places of several tips would be shown as alike.

use super::empty::EmptyAnswers;
use super::likeness::{ALIKE, Bigrams};
use super::{TextAct, TextCase, TextState, text_step};
use crate::domain::chance::Chance;
use crate::domain::people::Actor;

const BEGINNINGS: &[&str] =
    &["", "", "目前", "暂时", "我这边", "个人", "就目前来说，", "想了一下，", "总的来说，"];
const MIDDLES: &[&str] = &[
    "没什么要说的",
    "没啥特别想法",
    "想不出什么来",
    "说不上来",
    "都还可以",
    "感觉挺顺当",
    "凑合着用",
    "跟以前差不多",
    "过得去",
    "大家都辛苦了",
    "能办成事就行",
    "以后想到再补",
    "一切照常就好",
    "听大家的",
    "同事们已经写了",
    "就先这样",
    "碰到了再反映",
    "来得少，谈不上",
    "接触不多",
    "理解支持",
];
const ENDS: &[&str] = &["", "", "。", "。", "，谢谢", "，辛苦了", "！", "吧", "～"];
/// So many draws are looked at before the least alike of them is taken.
const DRAWS: usize = 60;

/// Words that say nothing, are not on the list (which is too short to hold all there are), and are
/// like none of the others on the desk as far as there are such.
pub fn stand_in<'a>(
    chance: Chance,
    list: &EmptyAnswers,
    others: impl IntoIterator<Item = &'a str>,
) -> String {
    let others: Vec<Bigrams> = others.into_iter().map(Bigrams::of).collect();
    let draw = |from: &[&'static str]| from[chance.below(from.len())];
    let alike = |words: &str| {
        let words = Bigrams::of(words);
        others.iter().map(|other| words.likeness(other)).max().unwrap_or(0)
    };
    let mut least: Option<(usize, String)> = None;
    let mut drawn = 0;
    while drawn < DRAWS {
        let words = [draw(BEGINNINGS), draw(MIDDLES), draw(ENDS)].concat();
        if list.holds(&words) {
            continue;
        }
        drawn += 1;
        let likeness = alike(&words);
        if likeness < ALIKE {
            return words;
        }
        if least.as_ref().is_none_or(|(other, _)| likeness < *other) {
            least = Some((likeness, words));
        }
    }
    least.map(|(_, words)| words).unwrap_or_default()
}

/// Where the place of a text stands once this person has handed the text over: where another act of
/// theirs would have led that any text may meet. Nobody else can tell the two apart.
pub fn place_after_hand_over(case: &TextCase, actor: &Actor) -> TextState {
    let other = match case.state {
        TextState::Received => TextAct::SetAside,
        TextState::Proposed => TextAct::Confirm,
        TextState::Drafted | TextState::Linked => TextAct::Unlink,
        // Nothing is handed over from here.
        TextState::SetAside | TextState::Tip => return case.state,
    };
    // Whose part it is not has merely looked.
    text_step(case, other, actor).unwrap_or(case.state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::people::{Role, Roles};
    use crate::domain::plan::keywords::keywords;
    use crate::domain::plan::vocabularies::VOCABULARIES;
    use crate::domain::suggestions::{ItemState, identity_hints};
    use std::collections::BTreeSet;

    #[test]
    fn the_words_say_nothing_and_are_no_mark() {
        let list = EmptyAnswers::parse("没什么要说的\n说不上来\n过得去").expect("a list");
        let drawn: BTreeSet<String> = (0..1000).map(|_| stand_in(Chance, &list, [])).collect();
        assert!(drawn.len() > 300, "hardly two alike: {}", drawn.len());
        assert!(drawn.iter().all(|words| !list.holds(words)));
        assert!(drawn.iter().all(|words| identity_hints(words).is_empty()));
        // Nothing in them makes the program propose anything.
        for vocabulary in VOCABULARIES {
            for entry in vocabulary.entries {
                let said = keywords(vocabulary.set, entry.code).split('、');
                for keyword in said.filter(|keyword| !keyword.is_empty()) {
                    assert!(!drawn.iter().any(|words| words.contains(keyword)), "{keyword}");
                }
            }
        }
    }

    #[test]
    fn the_words_in_several_places_are_not_alike() {
        let list = EmptyAnswers::default();
        for _ in 0..20 {
            let mut places: Vec<String> = Vec::new();
            for _ in 0..6 {
                let words = stand_in(Chance, &list, places.iter().map(String::as_str));
                let here = Bigrams::of(&words);
                let like = |other: &String| here.likeness(&Bigrams::of(other));
                assert!(places.iter().all(|other| like(other) < ALIKE), "{words} in {places:?}");
                places.push(words);
            }
        }
    }

    #[test]
    fn its_place_goes_where_an_act_of_the_same_person_leads() {
        use TextState as S;
        let person = |roles: &[Role]| Actor {
            person: PersonId::draw(Chance),
            name: String::new(),
            roles: Roles::stored(roles.iter().copied()),
            unit: None,
            in_charge_of: Vec::new(),
        };
        let (triager, reader) = (person(&[Role::Triager]), person(&[Role::SecondReader]));
        let case = |state, author: &Actor| TextCase {
            state,
            author: Some(author.person),
            units: Vec::new(),
            kept_out: Vec::new(),
            item: Some(ItemState::Drafted),
        };
        let after = |state, actor| place_after_hand_over(&case(state, &triager), actor);
        assert_eq!(after(S::Received, &triager), S::Proposed, "as one sets aside");
        assert_eq!(after(S::Received, &reader), S::Received, "as one looks");
        assert_eq!(after(S::Proposed, &reader), S::SetAside, "as one confirms");
        assert_eq!(after(S::Proposed, &triager), S::Proposed, "nobody confirms their own");
        for state in [S::Drafted, S::Linked] {
            for actor in [&triager, &reader] {
                assert_eq!(after(state, actor), S::Received, "as one takes it off its item");
            }
        }
    }
}
