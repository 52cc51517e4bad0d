//! The language as a whole: what is written reads back, nothing that is typed breaks the reader,
//! and a table of cases says what conditions mean. The browser's script is held to the same table
//! (`tests/logic.rs`).

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::super::chance::Chance;
use super::parse::{all, any};
use super::*;

/// What a case gives as the answer to a question.
fn value(json: &Json) -> Value<'_> {
    match json {
        Json::String(code) => Value::Code(code),
        Json::Number(number) => Value::Number(number.as_f64().expect("a number")),
        Json::Array(codes) => Value::Codes(codes.iter().filter_map(Json::as_str).collect()),
        Json::Object(rows) => {
            Value::Rows(rows.iter().map(|(row, cell)| (row.as_str(), value(cell))).collect())
        }
        other => panic!("{other}"),
    }
}

#[test]
fn conditions_mean_what_the_table_says() {
    let cases: Vec<(String, BTreeMap<String, Json>, bool)> =
        serde_json::from_str(include_str!("cases.json")).expect("the table");
    for (text, answers, expected) in &cases {
        let condition = Condition::parse(text).expect(text);
        let holds =
            condition.holds(|code| answers.get(code.as_str()).map(value).unwrap_or_default());
        assert_eq!(holds, *expected, "{text} {answers:?}");
    }
    let held = cases.iter().filter(|(.., holds)| *holds).count();
    assert!(held > 10 && cases.len() - held > 10);
}

#[test]
fn a_condition_is_understood_as_it_is_typed_and_written_in_one_way() {
    for (typed, written) in [
        ("risk contains 'power'", "risk contains 'power'"),
        ("risk 包含“power”且service<=2", "risk contains 'power' and service ≤ 2"),
        ("（a＝'x' 或者 b!='y'） && !answered( c )", "(a = 'x' or b ≠ 'y') and not answered(c)"),
        ("非已答(a)或项数(b)＞１．５", "not answered(a) or count(b) > 1.5"),
        ("{count} = 1 and {a} <> 2", "{count} = 1 and a ≠ 2"),
        ("((a=1))", "a = 1"),
        ("a - (b - 1) = -(2 * 3)", "a - (b - 1) = -(2 * 3)"),
        ("(a + b) + 1 = 007.50", "a + b + 1 = 7.5"),
        ("A = 1 OR B = 2", "a = 1 or b = 2"),
        ("t.row1 = 'x'", "t.row1 = 'x'"),
        ("a == 1 || b × 2 ÷ 3 ≥ 1", "a = 1 or b * 2 / 3 ≥ 1"),
    ] {
        let condition = Condition::parse(typed).expect(typed);
        assert_eq!(condition.to_string(), written);
        assert_eq!(Condition::parse(written), Ok(condition));
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let code = |raw: &str| raw.to_owned();
    for (typed, at, kind) in [
        ("", 0, FlawKind::EndsTooEarly),
        ("a = ", 4, FlawKind::EndsTooEarly),
        ("a = 1 b", 6, FlawKind::Unexpected),
        ("a = 1 < 2", 6, FlawKind::Chained),
        ("a = 'x", 4, FlawKind::NotClosed),
        ("a = 'x y'", 4, FlawKind::NotACode(code("x y"))),
        ("a = 1x", 5, FlawKind::Unexpected),
        ("a § 1", 2, FlawKind::Odd('§')),
        ("好 = 1", 0, FlawKind::Odd('好')),
        ("a = 1234567890", 4, FlawKind::LongNumber),
        ("(a = 1", 6, FlawKind::EndsTooEarly),
        ("count(1) = 1", 6, FlawKind::Unexpected),
        ("a. = 1", 3, FlawKind::Unexpected),
    ] {
        assert_eq!(Condition::parse(typed), Err(Flaw { at, kind }), "{typed}");
    }
    let deep = format!("{}a = 1{}", "(".repeat(13), ")".repeat(13));
    assert_eq!(Condition::parse(&deep).expect_err("deep").kind, FlawKind::TooDeep);
    let long = "a = 1 or ".repeat(50);
    assert_eq!(Condition::parse(&long).expect_err("long").kind, FlawKind::TooLong);
}

#[test]
fn whatever_is_typed_is_read_or_refused() {
    let alphabet = [
        "a",
        "b1",
        "1",
        "23.5",
        "'x'",
        "“y”",
        "{count}",
        "(",
        ")",
        "且",
        "或",
        "非",
        "and",
        "or",
        "not",
        "contains",
        "answered(",
        "count(",
        "=",
        "≠",
        "<",
        "≤",
        "+",
        "-",
        "*",
        "/",
        ".",
        " ",
        "'",
        "}",
        "好",
        "\u{0}",
        "😀",
        "！",
        "＝",
        "１",
    ];
    let mut read = 0;
    for _ in 0..20_000 {
        let length = Chance.below(9);
        let typed: String = (0..length).map(|_| alphabet[Chance.below(alphabet.len())]).collect();
        let Ok(condition) = Condition::parse(&typed) else { continue };
        read += 1;
        assert_eq!(Condition::parse(&condition.to_string()), Ok(condition), "{typed}");
    }
    assert!(read > 150, "{read}");
}

/// Any tree that can be written down, with the questions and options of the table of cases.
pub fn any_expr(depth: usize) -> Expr {
    let boxed = |depth| Box::new(any_expr(depth));
    let several = |depth: usize| (0..2 + Chance.below(2)).map(|_| any_expr(depth)).collect();
    let pick = |codes: &[&str]| Code::parse(codes[Chance.below(codes.len())]).expect("a code");
    let question = pick(&["one", "other", "many", "more", "rate", "second", "table", "count"]);
    let row = (Chance.below(6) == 0).then(|| pick(&["first", "second"]));
    let at = At { question, row };
    let Some(depth) = depth.checked_sub(1) else {
        return match Chance.below(5) {
            0 => Expr::Number(Number(
                f64::from(u8::try_from(Chance.below(40)).expect("small")) / 4.0,
            )),
            1 => Expr::Option(pick(&["yes", "no", "a", "b", "unsure"])),
            2 => Expr::Answered(at),
            3 => Expr::Count(at),
            _ => Expr::Answer(at),
        };
    };
    match Chance.below(10) {
        0 => all(several(depth)),
        1 => any(several(depth)),
        2 => Expr::Not(boxed(depth)),
        3 => Expr::Minus(boxed(depth)),
        4 | 5 => {
            let calcs = [Calc::Plus, Calc::Minus, Calc::Times, Calc::Over];
            Expr::Calc(calcs[Chance.below(4)], boxed(depth), boxed(depth))
        }
        _ => {
            let compares = [
                Compare::Equal,
                Compare::Unequal,
                Compare::Less,
                Compare::AtMost,
                Compare::Greater,
                Compare::AtLeast,
                Compare::Contains,
            ];
            Expr::Compare(compares[Chance.below(7)], boxed(depth), boxed(depth))
        }
    }
}

#[test]
fn what_is_written_down_reads_back_to_the_same_tree() {
    for _ in 0..5_000 {
        let expr = any_expr(4);
        let written = expr.to_string();
        if written.chars().count() <= MOST_CHARACTERS {
            assert_eq!(Condition::parse(&written), Ok(Condition(expr)), "{written}");
        }
    }
}

mod fitting {
    //! Conditions against the questions of a document.

    use super::super::super::questionnaires::{Asides, Bounds, Choice, Document, Kind, Question};
    use super::*;

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    const NONE: Asides = Asides { unsure: false, unwilling: false };

    fn document() -> Document {
        let choice = |raw: &&str| Choice::new(code(raw), Words::both(raw, raw));
        let options = |codes: &[&str]| codes.iter().map(choice).collect();
        let (low, high) = (Words::default(), Words::default());
        let kinds = [
            ("one", Kind::Single { options: options(&["yes", "no"]) }),
            ("many", Kind::Multiple { options: options(&["a", "b"]), bounds: Bounds::default() }),
            (
                "rate",
                Kind::Scale {
                    points: 5,
                    low: low.clone(),
                    high: high.clone(),
                    asides: Asides { unsure: true, unwilling: false },
                    stars: false,
                },
            ),
            ("sure", Kind::Scale { points: 5, low, high, asides: Asides::default(), stars: false }),
            ("note", Kind::Note),
            ("order", Kind::Ranking { options: options(&["a", "b"]), places: 2, asides: NONE }),
            (
                "share",
                Kind::Shares {
                    parts: options(&["a", "b"]),
                    total: 100,
                    unit: Words::default(),
                    cuts: vec![30, 60],
                    asides: Asides { unsure: false, unwilling: true },
                },
            ),
            (
                "exact",
                Kind::Shares {
                    parts: options(&["a", "b"]),
                    total: 100,
                    unit: Words::default(),
                    cuts: vec![],
                    asides: NONE,
                },
            ),
        ];
        let mut document = Document::empty(Words::both("问卷", "Q"));
        document.questions = kinds
            .map(|(raw, kind)| Question {
                code: code(raw),
                text: Words::both("问", "Q"),
                help: Words::default(),
                required: false,
                bank: None,
                logic: Logic::default(),
                kind,
            })
            .into();
        document
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let document = document();
        let scope = Scope { document: &document, before: 8, own: None };
        let not_offered = |question, option| FlawKind::NotOffered(code(question), code(option));
        for (typed, at, kind) in [
            ("one = 'maybe'", 6, not_offered("one", "maybe")),
            ("'maybe' = one", 0, not_offered("one", "maybe")),
            ("many contains 'c'", 14, not_offered("many", "c")),
            ("rate = 'none'", 7, not_offered("rate", "none")),
            ("sure = 'unsure'", 7, not_offered("sure", "unsure")),
            ("one = yes", 6, FlawKind::Unknown(code("yes"))),
            ("one > 2", 0, FlawKind::NumberNeeded),
            ("1 + one = 2", 4, FlawKind::NumberNeeded),
            ("one = 2", 6, FlawKind::NeverEqual),
            ("many = 'a'", 0, FlawKind::UseContains(code("many"))),
            ("one contains 'yes'", 0, FlawKind::UseEqual),
            ("many contains 2", 14, FlawKind::UseContains(code("many"))),
            ("rate", 0, FlawKind::ConditionNeeded),
            ("not rate", 4, FlawKind::ConditionNeeded),
            ("rate = 1 and 2", 13, FlawKind::ConditionNeeded),
            ("(rate = 1) = 1", 1, FlawKind::ValueNeeded),
            ("answered(note)", 9, FlawKind::Sealed(code("note"), Sealed::Note)),
            ("rate.first = 1", 0, FlawKind::NoRow(code("rate"), code("first"))),
            ("share.a ≥ 50", 10, FlawKind::CutNeeded(code("share"))),
            ("share.a = 30", 0, FlawKind::CutNeeded(code("share"))),
            ("share.c ≥ 30", 0, FlawKind::NoRow(code("share"), code("c"))),
            ("share ≥ 30", 0, FlawKind::RowNeeded(code("share"))),
            ("share = 'unsure'", 8, not_offered("share", "unsure")),
            ("share.a = 'unwilling'", 10, not_offered("share", "unwilling")),
            ("order = 'unsure'", 0, FlawKind::RowNeeded(code("order"))),
            ("exact.a ≥ 30", 0, FlawKind::Sealed(code("exact"), Sealed::Unbinned)),
        ] {
            assert_eq!(scope.read(typed), Err(Flaw { at, kind }), "{typed}");
        }
        for typed in [
            "one = 'yes' and one ≠ one",
            "many contains 'a' and count(many) > 1 and many = many",
            "rate = 'unsure' or rate + sure * 2 > 4.5",
            "answered(one) and not answered(many)",
            "many contains one",
            "share.a ≥ 30 and share.b < 60 or share = 'unwilling'",
            "'unwilling' ≠ share and count(share) = 2",
        ] {
            assert!(scope.read(typed).is_ok(), "{typed}: {:?}", scope.read(typed));
        }
    }

    #[test]
    fn what_no_shares_add_up_to_never_holds() {
        let reaches = |condition: &str| {
            let mut document = document();
            let show_if = Some(Condition::parse(condition).expect(condition));
            document.questions[7].logic = Logic { show_if, ..Logic::default() };
            assert_eq!(document.scope(7, Use::Show).flaw(&condition_of(&document)), None);
            Reached::of(&document).prove(7, Use::Show)
        };
        for (condition, reach) in [
            ("share.a ≥ 60 and share.b ≥ 30", Reach::Reached),
            ("share.a ≥ 60 and share.b ≥ 60", Reach::Never),
            // 29 and 29 leave 42 to nobody.
            ("share.a < 30 and share.b < 30", Reach::Never),
            ("share.a < 30 and share.b ≥ 60", Reach::Reached),
            ("share.a ≥ 30 and share = 'unwilling'", Reach::Never),
            ("share = 'unwilling'", Reach::Reached),
            ("count(share) = 2", Reach::Reached),
            ("count(share) = 1", Reach::Reached),
        ] {
            assert_eq!(reaches(condition), reach, "{condition}");
        }
    }

    #[test]
    fn how_many_options_go_together_is_part_of_the_proof() {
        let reaches = |condition: &str, least, most| {
            let mut document = document();
            let Kind::Multiple { bounds, .. } = &mut document.questions[1].kind else {
                panic!("a multiple choice")
            };
            *bounds = Bounds { least, most };
            let show_if = Some(Condition::parse(condition).expect(condition));
            document.questions[7].logic = Logic { show_if, ..Logic::default() };
            Reached::of(&document).prove(7, Use::Show)
        };
        let both = "many contains 'a' and many contains 'b'";
        assert_eq!(reaches(both, None, None), Reach::Reached);
        assert_eq!(reaches(both, None, Some(1)), Reach::Never);
        assert_eq!(reaches("count(many) > 1", None, Some(1)), Reach::Never);
        assert_eq!(reaches("count(many) = 1", Some(2), None), Reach::Never);
        assert_eq!(reaches("many contains 'a'", Some(2), None), Reach::Reached, "with the other");
        let alone = "many contains 'a' and not (many contains 'b')";
        assert_eq!(reaches(alone, Some(2), None), Reach::Never);
    }

    fn condition_of(document: &Document) -> Condition {
        document.questions[7].logic.show_if.clone().expect("it has one")
    }
}
