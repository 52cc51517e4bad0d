//! What lies on the desk in the place of a text that was handed over. A text that merely left would
//! be missed: whoever counts finds one fewer that waits, or one more dealt with that nobody was
//! asked to confirm. So its place stays, with its id and what the respondent ticked, and holds a few
//! words that say nothing, as many people write. They are set aside and confirmed like theirs.
//!
//! The words are drawn, because words known beforehand would be the mark of a tip; and they are
//! never on the list of empty answers, or the place would move to their group.

use super::empty::EmptyAnswers;
use super::{TextAct, TextCase, TextState, text_step};
use crate::domain::chance::Chance;
use crate::domain::people::Actor;

const BEGINNINGS: &[&str] = &[
    "",
    "目前",
    "暂时",
    "我这边",
    "个人",
    "本人",
    "就目前来说，",
    "想了一下，",
    "现在",
    "总的来说",
];
const MIDDLES: &[&str] = &[
    "没什么要说的",
    "没啥想说的",
    "没有什么可说的",
    "没什么特别的想法",
    "没有别的想法",
    "没什么补充的",
    "没有要补充的",
    "想不出什么来",
    "说不上来",
    "没遇到什么问题",
    "没碰到什么问题",
    "没感觉有什么问题",
    "觉得都还可以",
    "感觉都挺好",
];
const ENDS: &[&str] = &["", "", "。", "。", "，谢谢", "，谢谢。", "，辛苦了", "！", "吧", "了"];

/// Words that say nothing and are not on the list, which is too short to hold all there are.
pub fn stand_in(chance: Chance, list: &EmptyAnswers) -> String {
    let draw = |from: &[&'static str]| from[chance.below(from.len())];
    loop {
        let words = [draw(BEGINNINGS), draw(MIDDLES), draw(ENDS)].concat();
        if !list.holds(&words) {
            return words;
        }
    }
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
        let list = EmptyAnswers::parse("没什么要说的\n说不上来\n感觉都挺好").expect("a list");
        let drawn: BTreeSet<String> = (0..1000).map(|_| stand_in(Chance, &list)).collect();
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
    fn its_place_goes_where_an_act_of_the_same_person_leads() {
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
        use TextState as S;
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
