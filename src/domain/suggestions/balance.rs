//! A desk without a database, walked at random: whatever its people press in whatever order, every
//! text stands somewhere, what stands behind items and what was set aside adds up to all there
//! were, nobody confirms their own work, and the desk can always be brought to its end.

use std::collections::BTreeMap;

use super::*;
use crate::domain::chance::Chance;
use crate::domain::id::{PersonId, UnitId};
use crate::domain::people::{Actor, Role, Roles};

const TEXTS: usize = 12;

/// A number that follows from a seed: a walk that fails is told by it and can be walked again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % bound as u64).expect("below a usize")
    }
}

/// What became of a text: who dealt with it, who agreed, behind which item it stands.
#[derive(Clone, Debug, Default)]
struct Text {
    state: Option<TextState>,
    author: Option<PersonId>,
    reader: Option<PersonId>,
    item: Option<usize>,
}

struct Item {
    state: ItemState,
    author: PersonId,
    reader: Option<PersonId>,
}

/// The desk: what the rules of this module say, and the few effects that services write.
struct Model {
    texts: Vec<Text>,
    items: BTreeMap<usize, Item>,
    written: usize,
    unit: UnitId,
    handed_over: usize,
}

impl Model {
    fn new() -> Self {
        Self {
            texts: vec![Text::default(); TEXTS],
            items: BTreeMap::new(),
            written: 0,
            unit: UnitId::draw(Chance),
            handed_over: 0,
        }
    }

    fn state(&self, at: usize) -> TextState {
        self.texts[at].state.unwrap_or(TextState::Received)
    }

    fn case(&self, at: usize) -> TextCase {
        let Text { author, item, .. } = &self.texts[at];
        let item = item.and_then(|item| self.items.get(&item)).map(|item| item.state);
        let kept_out = Vec::new();
        TextCase { state: self.state(at), author: *author, units: Vec::new(), kept_out, item }
    }

    /// One press. Whether the rules let it through.
    fn press(&mut self, at: usize, act: TextAct, actor: &Actor) -> bool {
        let case = self.case(at);
        let Ok(to) = text_step(&case, act, actor) else { return false };
        let (to, act) = if act == TextAct::HandOver {
            assert_eq!(to, TextState::Tip);
            self.handed_over += 1;
            (place_after_hand_over(&case, actor), act)
        } else {
            (to, act)
        };
        match to {
            _ if to == case.state => {}
            TextState::Received => self.put_back(at),
            TextState::Proposed => self.dispose(at, to, actor, None),
            TextState::SetAside => {
                self.texts[at].state = Some(to);
                self.texts[at].reader = Some(actor.person);
            }
            TextState::Drafted => {
                self.written += 1;
                let item = Item { state: ItemState::Drafted, author: actor.person, reader: None };
                self.items.insert(self.written, item);
                self.dispose(at, to, actor, Some(self.written));
            }
            TextState::Linked => {
                let Some(item) = self.items.keys().next().copied() else { return false };
                self.dispose(at, to, actor, Some(item));
            }
            TextState::Tip => panic!("no place is a tip's: {act}"),
        }
        true
    }

    fn dispose(&mut self, at: usize, state: TextState, actor: &Actor, item: Option<usize>) {
        let author = Some(actor.person);
        self.texts[at] = Text { state: Some(state), author, reader: None, item };
    }

    fn put_back(&mut self, at: usize) {
        let item = self.texts[at].item;
        self.texts[at] = Text::default();
        let Some(item) = item else { return };
        if self.texts.iter().all(|text| text.item != Some(item)) {
            self.items.remove(&item);
        }
    }

    fn judge(&mut self, item: usize, act: ItemAct, actor: &Actor) -> bool {
        let Some(there) = self.items.get_mut(&item) else { return false };
        let Item { state, author, .. } = *there;
        let case = ItemCase { state, author, unit: self.unit, kept_out: Vec::new() };
        let Ok(to) = item_step(&case, act, actor) else { return false };
        match act {
            ItemAct::Clear => there.reader = Some(actor.person),
            ItemAct::Revise => there.author = actor.person,
            _ => {}
        }
        there.state = to;
        true
    }

    fn check(&self, when: &str) {
        use TextState as S;
        let count = |wanted: &[TextState]| {
            (0..TEXTS).filter(|at| wanted.contains(&self.state(*at))).count()
        };
        let distilled = count(&[S::Drafted, S::Linked]);
        let aside = count(&[S::Proposed, S::SetAside]);
        assert_eq!(count(&[S::Received]) + aside + distilled, TEXTS, "{when}");
        let behind = |item| self.texts.iter().filter(|text| text.item == Some(item)).count();
        let all_behind: usize = self.items.keys().map(|item| behind(*item)).sum();
        assert_eq!(all_behind, distilled, "{when}: every distilled text stands behind an item");
        for (number, item) in &self.items {
            assert!(behind(*number) > 0, "{when}: nothing stands behind an item");
            let is_read = matches!(item.state, ItemState::Queued | ItemState::Routed);
            assert!(!is_read || item.reader.is_some_and(|reader| reader != item.author), "{when}");
        }
        for text in self.texts.iter().filter(|text| text.state == Some(S::SetAside)) {
            assert!(
                text.reader.is_some() && text.reader != text.author,
                "{when}: set aside by two"
            );
        }
    }
}

fn person(roles: &[Role]) -> Actor {
    Actor {
        person: PersonId::draw(Chance),
        name: String::new(),
        roles: Roles::stored(roles.iter().copied()),
        unit: None,
        in_charge_of: Vec::new(),
    }
}

#[test]
fn whatever_is_pressed_every_text_stands_somewhere_and_the_desk_comes_to_its_end() {
    let people = [
        person(&[Role::Triager]),
        person(&[Role::SecondReader]),
        person(&[Role::Triager, Role::SecondReader]),
        person(&[Role::OfficeLead]),
    ];
    let (mut taken, mut handed_over) = (BTreeMap::new(), 0);
    for _ in 0..60 {
        let seed = u64::from_le_bytes(Chance.bytes());
        let (mut numbers, mut desk) = (Numbers(seed), Model::new());
        for step in 0..200 {
            let actor = &people[numbers.below(people.len())];
            if numbers.below(3) > 0 {
                let act = TextAct::ALL[numbers.below(TextAct::ALL.len())];
                let done = desk.press(numbers.below(TEXTS), act, actor);
                *taken.entry(act.code()).or_insert(0) += usize::from(done);
            } else {
                let act = ItemAct::ALL[numbers.below(ItemAct::ALL.len())];
                let done = desk.judge(1 + numbers.below(desk.written + 1), act, actor);
                *taken.entry(act.code()).or_insert(0) += usize::from(done);
            }
            desk.check(&format!("step {step} of seed {seed}"));
        }
        handed_over += desk.handed_over;
        end(&mut desk, &people, seed);
    }
    for act in TextAct::ALL.iter().filter(|act| **act != TextAct::HandOver) {
        assert!(taken[act.code()] > 0, "{act} was never taken: {taken:?}");
    }
    assert!(handed_over > 0 && taken["clear"] > 0 && taken["release"] > 0, "{taken:?}");
}

/// Two people who do their work bring any desk to its end: no state is a trap.
fn end(desk: &mut Model, people: &[Actor; 4], seed: u64) {
    let [author, reader, both, lead] = people;
    for at in 0..TEXTS {
        desk.press(at, TextAct::SetAside, author);
        let _ = [reader, both].iter().any(|reader| desk.press(at, TextAct::Confirm, reader));
    }
    for item in desk.items.keys().copied().collect::<Vec<_>>() {
        if desk.items[&item].state == ItemState::SentBack {
            desk.judge(item, ItemAct::Revise, author);
        }
        let _ = [reader, both].iter().any(|reader| desk.judge(item, ItemAct::Clear, reader));
        desk.judge(item, ItemAct::Release, lead);
    }
    desk.check(&format!("at the end of seed {seed}"));
    let is_settled = |at: usize| match desk.state(at) {
        TextState::SetAside => true,
        TextState::Drafted | TextState::Linked => desk.case(at).item == Some(ItemState::Routed),
        _ => false,
    };
    assert!((0..TEXTS).all(is_settled), "something is left of seed {seed}: {:?}", desk.texts);
}
