//! What conditions see of answers, the same on a ballot and on the sheet that is left of it. What the
//! numbers of an answer mean is known by its question alone: 0 is 不清楚 on a scale, a point of a
//! recommendation, and no place in a ranking; the number of a bin stands for all its values.

use super::super::logic::{UNSURE, Value};
use super::super::questionnaires::{Code, Kind, Question};
use super::{Closed, Slot};

/// An answer as far as it can be counted.
pub(super) enum Seen<'a> {
    /// As it was chosen.
    Closed(&'a Closed),
    /// A point, a place, or the bin of a value.
    Number(u8),
}

/// What a condition sees of the answer to a question, `at` being what was answered where.
pub(super) fn value<'a>(
    question: &'a Question,
    at: impl Fn(&Slot) -> Option<Seen<'a>>,
) -> Value<'a> {
    let kind = &question.kind;
    if kind.parts().is_empty() {
        let seen = at(&Slot::whole(&question.code));
        return seen.map(|seen| one(kind, &seen)).unwrap_or_default();
    }
    // What is said instead of all parts stands where the question does.
    if let Some(instead) = at(&Slot::whole(&question.code)) {
        return one(kind, &instead);
    }
    let row = |part: &'a Code| {
        let value = one(kind.cell(), &at(&Slot::part(&question.code, part))?);
        (value != Value::Nothing).then_some((part.as_str(), value))
    };
    let rows: std::collections::BTreeMap<_, _> =
        kind.parts().iter().filter_map(|part| row(&part.code)).collect();
    if rows.is_empty() { Value::Nothing } else { Value::Rows(rows) }
}

fn one<'a>(kind: &Kind, seen: &Seen<'a>) -> Value<'a> {
    match seen {
        Seen::Closed(Closed::Single(code)) => Value::Code(code.as_str()),
        Seen::Closed(Closed::Multiple(codes)) => {
            Value::Codes(codes.iter().map(Code::as_str).collect())
        }
        Seen::Closed(Closed::Scale(number)) | Seen::Number(number) => read(kind, *number),
    }
}

fn read(kind: &Kind, number: u8) -> Value<'static> {
    match (kind, number) {
        (Kind::Scale { .. }, 0) => Value::Code(UNSURE),
        (Kind::Ranking { .. }, 0) => Value::Nothing,
        (Kind::Scale { .. } | Kind::Nps { .. } | Kind::Ranking { .. }, number) => {
            Value::Number(f64::from(number))
        }
        // A bin is where it begins; the first has no beginning.
        (kind, bin) => {
            let begins = usize::from(bin).checked_sub(2);
            let begins = begins.and_then(|place| kind.cuts().get(place).copied());
            Value::Number(begins.unwrap_or(f64::NEG_INFINITY))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::logic::Use;
    use super::super::super::questionnaires::{
        Amount, Asides, Choice, Document, Measure, Measured, Words,
    };
    use super::super::Answers;
    use super::super::samples::{choice, question};
    use super::*;

    fn document() -> Document {
        let asides = Asides { unsure: true, unwilling: true };
        let (low, high) = (Words::default(), Words::default());
        let lines: Vec<Choice> = vec![choice("x"), choice("y")];
        let options = vec![choice("never"), choice("often")];
        let cuts = ["5", "10"].iter().filter_map(|raw| Amount::read(raw)).collect();
        let measured = Measured { cuts, asides, ..Measured::any() };
        let mut document = Document::empty(Words::default());
        document.questions = vec![
            question("again", Kind::Nps { low: low.clone(), high: high.clone(), asides }),
            question("grade", Kind::Scale { points: 5, low, high, asides, stars: false }),
            question("met", Kind::Matrix { lines, cell: Box::new(Kind::Single { options }) }),
            question(
                "order",
                Kind::Ranking { options: ["a", "b", "c"].map(choice).into(), places: 2, asides },
            ),
            question("days", Kind::Number { measured, decimals: 1, unit: Words::default() }),
            question(
                "share",
                Kind::Shares {
                    parts: ["a", "b"].map(choice).into(),
                    total: 100,
                    unit: Words::default(),
                    cuts: vec![30, 60],
                    asides,
                },
            ),
            question("last", Kind::Note),
        ];
        document
    }

    /// Whether a condition holds on the ballot, and on what is left of it.
    fn holds(condition: &str, fields: &[(&str, &str)]) -> [bool; 2] {
        let document = document();
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| (format!("q.{name}"), (*value).to_owned())).collect();
        let answers = Answers::from_form(&pairs, &document).expect("good answers");
        let condition = document.scope(6, Use::Show).read(condition).expect(condition);
        let of = |code: &Code| document.question(code.as_str());
        let sheet = answers.sheet();
        [
            condition.holds(|code| of(code).map(|it| answers.value(it)).unwrap_or_default()),
            condition.holds(|code| of(code).map(|it| sheet.value(it)).unwrap_or_default()),
        ]
    }

    #[test]
    fn each_kind_is_read_by_what_its_numbers_mean() {
        for (condition, fields, expected) in [
            // 0 is the lowest recommendation, and no point of a scale.
            ("again ≤ 6", &[("again", "0")][..], true),
            ("again = 'unsure'", &[("again", "0")], false),
            ("again = 'unsure'", &[("again", "unsure")], true),
            ("grade ≤ 2", &[("grade", "0")], false),
            ("grade = 'unsure'", &[("grade", "0")], true),
            ("met.x = 'often'", &[("met-x", "often"), ("met-y", "never")], true),
            ("met.y = 'often'", &[("met-x", "often")], false),
            ("answered(met.y)", &[("met-x", "often")], false),
            ("count(met) = 1", &[("met-x", "often")], true),
            ("order.a = 1", &[("order-a", "1"), ("order-c", "2")], true),
            ("answered(order.b)", &[("order-a", "1"), ("order-c", "2")], false),
            ("not answered(order)", &[], true),
            ("days ≥ 10", &[("days", "10")], true),
            ("days ≥ 10", &[("days", "9.5")], false),
            ("days < 5", &[("days", "4.9")], true),
            ("10 > days", &[("days", "7")], true),
            ("days < 5", &[("days", "unwilling")], false),
            ("days = 'unwilling'", &[("days", "unwilling")], true),
            ("days < 5", &[], false),
            ("order = 'unsure'", &[("order", "unsure")], true),
            ("order = 'unsure'", &[("order-a", "1"), ("order-c", "2")], false),
            ("answered(order.a)", &[("order", "unwilling")], false),
            ("count(order) = 1", &[("order", "unwilling")], true),
            ("share.a ≥ 60", &[("share-a", "60"), ("share-b", "40")], true),
            ("share.b ≥ 60", &[("share-a", "60"), ("share-b", "40")], false),
            // A part that is left open beside others has no share of it, which is a share.
            ("share.b < 30", &[("share-a", "100")], true),
            ("count(share) = 2", &[("share-a", "100")], true),
            ("share.b < 30", &[], false),
            ("share.b < 30", &[("share", "unwilling")], false),
            ("share = 'unwilling'", &[("share", "unwilling")], true),
        ] {
            assert_eq!(holds(condition, fields), [expected; 2], "{condition} {fields:?}");
        }
    }
}
