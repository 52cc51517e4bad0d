//! The proofs against trying everything: small documents drawn by chance, answered in every way.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::chance::Chance;
use super::super::super::questionnaires::{
    Asides, Bounds, Choice, Code, Document, Kind, Question, Words,
};
use super::super::{Condition, Logic, Rule, Use, Value};
use super::{Reach, Reached};

const OPTIONS: [&str; 4] = ["x", "y", "z", "w"];

fn code(raw: &str) -> Code {
    Code::parse(raw).expect("a code")
}

fn one_of<T: Clone>(from: &[T]) -> T {
    from[Chance.below(from.len())].clone()
}

fn options() -> Vec<Choice> {
    OPTIONS.map(|option| Choice::new(code(option), Words::both(option, option))).to_vec()
}

fn kind() -> Kind {
    let single = Kind::Single { options: options() };
    let mut several = options();
    several[3].exclusive = true;
    let [least, most] =
        one_of(&[[None, None], [None, Some(1)], [Some(2), None], [Some(1), Some(2)]]);
    let (low, high) = (Words::default(), Words::default());
    let asides = Asides { unsure: true, unwilling: false };
    one_of(&[
        single.clone(),
        Kind::Multiple { options: several, bounds: Bounds { least, most } },
        Kind::Scale { points: 3, low, high, asides, stars: false },
        Kind::Matrix { lines: options()[..2].to_vec(), cell: Box::new(single) },
    ])
}

/// Something about one of the questions up to this place.
fn leaf(questions: &[Question]) -> String {
    let question = one_of(questions);
    let (q, option, number) = (&question.code, one_of(&OPTIONS), Chance.below(3));
    one_of(&match question.kind {
        Kind::Single { .. } => {
            [format!("{q} = '{option}'"), format!("{q} ≠ '{option}'"), format!("answered({q})")]
        }
        Kind::Multiple { .. } => [
            format!("{q} contains '{option}'"),
            format!("not ({q} contains '{option}')"),
            format!("count({q}) > {number}"),
        ],
        Kind::Scale { .. } => {
            [format!("{q} ≤ {number}"), format!("{q} = 'unsure'"), format!("not answered({q})")]
        }
        _ => [
            format!("{q}.x = '{option}'"),
            format!("{q}.y ≠ '{option}'"),
            format!("count({q}) = {number}"),
        ],
    })
}

fn condition(questions: &[Question]) -> Condition {
    let mut text = leaf(questions);
    for _ in 0..Chance.below(3) {
        text = format!("({text}) {} ({})", one_of(&["and", "or"]), leaf(questions));
    }
    Condition::parse(&text).expect("a condition")
}

/// Four questions, each with conditions on those before it. What must be answered fits in any case:
/// whether someone can hand in at all is not what is proved.
fn document() -> Document {
    let mut document = Document::empty(Words::both("问卷", "Q"));
    for at in 0..4 {
        let (text, help, logic) = (Words::both("问", "Q"), Words::default(), Logic::default());
        let (required, code) = (Chance.below(3) == 0, code(&format!("q{at}")));
        let mut question = Question { code, text, help, required, bank: None, logic, kind: kind() };
        let before = &document.questions;
        let sometimes = |one_in| (at > 0 && Chance.below(one_in) == 0).then(|| condition(before));
        (question.logic.show_if, question.logic.required_if) = (sometimes(2), sometimes(4));
        if !required && question.logic.required_if.is_none() && Chance.below(2) == 0 {
            let upto = [before.as_slice(), std::slice::from_ref(&question)].concat();
            let (holds, message) = (condition(&upto), Words::default());
            question.logic.valid_if = Some(Rule { holds, message });
        }
        document.questions.push(question);
    }
    document
}

/// Every answer there is.
fn answers(kind: &Kind) -> Vec<Value<'_>> {
    match kind {
        Kind::Single { options } => {
            options.iter().map(|option| Value::Code(option.code.as_str())).collect()
        }
        Kind::Multiple { options, bounds } => {
            let chosen = |bits: usize| -> BTreeSet<&str> {
                let is_chosen = |(at, _): &(usize, &Choice)| bits >> at & 1 == 1;
                let chosen = options.iter().enumerate().filter(is_chosen);
                chosen.map(|(_, option)| option.code.as_str()).collect()
            };
            let (least, most) = (bounds.least.unwrap_or(1), bounds.most.unwrap_or(9));
            let together = usize::from(least)..=usize::from(most);
            let fits = |set: &BTreeSet<&str>| {
                if set.contains("w") { set.len() == 1 } else { together.contains(&set.len()) }
            };
            (1..1 << options.len()).map(chosen).filter(fits).map(Value::Codes).collect()
        }
        Kind::Matrix { lines, cell } => {
            let mut tables = vec![BTreeMap::new()];
            for line in lines {
                let mut filled = tables.clone();
                for (table, cell) in tables
                    .iter()
                    .flat_map(|it| answers(cell).into_iter().map(move |cell| (it, cell)))
                {
                    let mut table = table.clone();
                    table.insert(line.code.as_str(), cell);
                    filled.push(table);
                }
                tables = filled;
            }
            tables.into_iter().filter(|table| !table.is_empty()).map(Value::Rows).collect()
        }
        _ => {
            [1.0, 2.0, 3.0].map(Value::Number).into_iter().chain([Value::Code("unsure")]).collect()
        }
    }
}

/// Answers the rest in every way, and notes what is ever asked, required, and fits.
fn walk<'a>(
    questions: &'a [Question],
    given: &mut Vec<Value<'a>>,
    reached: &mut Vec<(usize, Use)>,
) {
    let at = given.len();
    let Some(question) = questions.get(at) else { return };
    let holds = |condition: Option<&'a Condition>, otherwise, given: &[Value<'a>]| {
        let of = |code: &Code| {
            let place = questions.iter().position(|question| question.code == *code);
            place.and_then(|place| given.get(place)).cloned().unwrap_or_default()
        };
        condition.map_or(otherwise, |condition| condition.holds(of))
    };
    let logic = &question.logic;
    let is_asked = holds(logic.show_if.as_ref(), true, given);
    let is_demanded = holds(logic.required_if.as_ref(), false, given);
    if is_asked {
        reached.push((at, Use::Show));
        reached.extend(is_demanded.then_some((at, Use::Require)));
        for answer in answers(&question.kind) {
            given.push(answer);
            if holds(logic.valid_if.as_ref().map(|rule| &rule.holds), true, given) {
                reached.push((at, Use::Fit));
                walk(questions, given, reached);
            }
            given.pop();
        }
    }
    if !(is_asked && (question.required || is_demanded)) {
        given.push(Value::Nothing);
        walk(questions, given, reached);
        given.pop();
    }
}

#[test]
fn what_is_proved_is_what_trying_everything_finds() {
    let (mut reached, mut never) = (0, 0);
    for _ in 0..150 {
        let document = document();
        let mut found = Vec::new();
        walk(&document.questions, &mut Vec::new(), &mut found);
        let mut proofs = Reached::of(&document);
        for (at, question) in document.questions.iter().enumerate() {
            for (goal, _) in question.logic.conditions() {
                let is_found = found.contains(&(at, goal));
                let expected = if is_found { Reach::Reached } else { Reach::Never };
                let proved = proofs.prove(at, goal);
                assert_eq!(proved, expected, "q{at} {goal:?}: {:#?}", document.questions);
                *(if is_found { &mut reached } else { &mut never }) += 1;
            }
        }
    }
    assert!(reached > 50 && never > 10, "{reached} {never}");
}
