//! The browser's script means by a condition what the server means: the table of cases, and random
//! conditions against random answers.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use wenlian::domain::chance::Chance;
use wenlian::domain::logic::{Condition, Value};

use crate::harness::node::ask_node;

/// Whether each of `[tree, answers]` holds.
const HOLDS: &str = "(cases) => {
    const holds = file('logic.js');
    return cases.map(([tree, answers]) => holds(tree, (code) =>
        Object.prototype.hasOwnProperty.call(answers, code) ? answers[code] : undefined));
}";

type Answers = BTreeMap<String, Json>;

fn value(json: &Json) -> Value<'_> {
    match json {
        Json::String(code) => Value::Code(code),
        Json::Number(number) => Value::Number(number.as_f64().unwrap()),
        Json::Array(codes) => Value::Codes(codes.iter().filter_map(Json::as_str).collect()),
        Json::Object(rows) => {
            Value::Rows(rows.iter().map(|(row, cell)| (row.as_str(), value(cell))).collect())
        }
        other => panic!("{other}"),
    }
}

fn held_by_the_script(cases: &[(Condition, Answers)]) -> Option<Vec<bool>> {
    let cases =
        cases.iter().map(|(condition, answers)| json!([condition.for_the_script(), answers]));
    let held = ask_node(HOLDS, &cases.collect())?;
    Some(serde_json::from_value(held).unwrap())
}

#[test]
fn the_script_holds_to_the_table_of_cases() {
    let table = include_str!("../../src/domain/logic/cases.json");
    let table: Vec<(String, Answers, bool)> = serde_json::from_str(table).unwrap();
    let parse = |(text, answers, _): &(String, Answers, bool)| {
        (Condition::parse(text).unwrap(), answers.clone())
    };
    let cases: Vec<_> = table.iter().map(parse).collect();
    let Some(held) = held_by_the_script(&cases) else { return };
    for ((text, answers, expected), held) in table.iter().zip(held) {
        assert_eq!(held, *expected, "{text} {answers:?}");
    }
}

fn one_of<'a>(from: &[&'a str]) -> &'a str {
    from[Chance.below(from.len())]
}

/// Any condition, most of them sensible, written without regard for brackets that say nothing.
fn condition(depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else {
        let code = one_of(&["one", "other", "constructor"]);
        return match Chance.below(6) {
            0 => format!("answered({})", one_of(&["one", "many", "rate", "table.first"])),
            1 => format!("{code} {} '{}'", one_of(&["=", "≠", "<"]), one_of(&["yes", "no", "a"])),
            2 => format!("many contains '{}'", one_of(&["a", "b", "c"])),
            3 => format!("{code} = {}", one_of(&["one", "many", "rate", "table", "table.first"])),
            4 => format!("count({}) > {}", one_of(&["many", "one", "table"]), Chance.below(3)),
            _ => {
                let compare = one_of(&["=", "≠", "<", "≤", ">", "≥", "contains"]);
                format!("{} {compare} {}", number(2), number(2))
            }
        };
    };
    match Chance.below(3) {
        0 => format!("not ({})", condition(depth)),
        1 => format!("({}) and ({})", condition(depth), condition(depth)),
        _ => format!("({}) or ({})", condition(depth), condition(depth)),
    }
}

fn number(depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else {
        return match Chance.below(3) {
            0 => one_of(&["0", "1", "2.5", "0.1", "0.333333", "100000000"]).to_owned(),
            1 => one_of(&["rate", "second", "one", "many"]).to_owned(),
            _ => format!("count({})", one_of(&["many", "rate"])),
        };
    };
    match Chance.below(5) {
        0 => format!("-({})", number(depth)),
        1 => number(0),
        _ => format!("({}) {} ({})", number(depth), one_of(&["+", "-", "*", "/"]), number(depth)),
    }
}

fn answers() -> Answers {
    let mut answers = Answers::new();
    let mut perhaps = |code: &str, value: Json| {
        if Chance.below(3) > 0 {
            answers.insert(code.to_owned(), value);
        }
    };
    for code in ["one", "other", "constructor"] {
        perhaps(code, json!(one_of(&["yes", "no", "a"])));
    }
    let sets = [vec!["a"], vec!["a", "b"], vec!["b", "c"]];
    perhaps("many", json!(sets[Chance.below(3)]));
    for code in ["rate", "second"] {
        let number = [json!(1), json!(2.5), json!(0.2), json!(5), json!("unsure")];
        perhaps(code, number[Chance.below(5)].clone());
    }
    perhaps("table", json!({ "first": one_of(&["yes", "no"]) }));
    answers
}

#[test]
fn the_script_agrees_on_random_conditions_and_answers() {
    let mut cases = Vec::new();
    while cases.len() < 4_000 {
        // Too long a condition is refused, and another is drawn.
        if let Ok(condition) = Condition::parse(&condition(Chance.below(4))) {
            cases.push((condition, answers()));
        }
    }
    let Some(held) = held_by_the_script(&cases) else { return };
    let mut held_here = 0;
    for ((condition, answers), held) in cases.iter().zip(held) {
        let holds =
            condition.holds(|code| answers.get(code.as_str()).map(value).unwrap_or_default());
        held_here += usize::from(holds);
        assert_eq!(held, holds, "{condition} {answers:?}");
    }
    assert!((400..3_600).contains(&held_here), "{held_here}");
}
