//! How a simulated respondent fills in a questionnaire, whatever it asks: mostly content, now and
//! then unsure, skipping some of what may be skipped. What is sent are the pairs of the form.

use crate::domain::chance::Chance;
use crate::domain::questionnaires::{
    Bounds, Choice, Code, Document, Kind, Measure, Measured, Question,
};

use super::texts::Suggestion;

/// How many questions every other respondent answers alike.
const AGREED_QUESTIONS: usize = 2;

/// The pairs of a filled-in form. The first suggestion block takes the suggestion, if there is one.
///
/// At the first questions with one answer, every other respondent, by their `place`, takes the
/// second option in place of the first. A dozen ballots drawn at random show no figure at all: some
/// option was always chosen by one to four, which nobody may be told.
pub fn fill_in(
    document: &Document,
    place: usize,
    mut suggestion: Option<&Suggestion>,
    chance: Chance,
) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut agreed = AGREED_QUESTIONS;
    for question in &document.questions {
        match &question.kind {
            Kind::Single { options } if agreed > 0 && options.len() > 1 => {
                agreed -= 1;
                let option = options[place % 2].code.to_string();
                pairs.push((format!("q.{}", question.code), option));
            }
            Kind::Suggestion { about } => {
                if let Some(suggestion) = suggestion.take() {
                    pairs.extend(block(&question.code, about, suggestion));
                }
            }
            _ if !question.required && chance.below(8) == 0 => {}
            Kind::Matrix { lines, cell } => {
                for line in lines {
                    let field = format!("q.{}-{}", question.code, line.code);
                    let values = values(cell, question.required, chance);
                    pairs.extend(values.into_iter().map(|value| (field.clone(), value)));
                }
            }
            kind if !kind.parts().is_empty() || !kind.blanks().is_empty() => {
                let parts = parts(kind, chance).into_iter();
                pairs.extend(
                    parts.map(|(part, value)| (format!("q.{}-{part}", question.code), value)),
                );
            }
            kind => {
                let field = format!("q.{}", question.code);
                let values = values(kind, question.required, chance);
                pairs.extend(values.into_iter().map(|value| (field.clone(), value)));
            }
        }
    }
    pairs
}

fn block(code: &Code, asked: &[Question], suggestion: &Suggestion) -> Vec<(String, String)> {
    let mut pairs = vec![(format!("q.{code}.text"), suggestion.text.clone())];
    for inner in asked {
        let named = match inner.code.as_str() {
            "unit" => suggestion.about.unit,
            "step" => suggestion.about.step,
            "category" => suggestion.about.category,
            _ => continue,
        };
        // A house that renamed its units does not offer the example ones.
        let offered = inner.options().iter().find(|option| option.code.as_str() == named);
        if let Some(option) = offered.or_else(|| inner.options().last()) {
            pairs.push((format!("q.{code}.{}", inner.code), option.code.to_string()));
        }
    }
    pairs
}

fn values(kind: &Kind, required: bool, chance: Chance) -> Vec<String> {
    match kind {
        Kind::Single { options } | Kind::Dropdown { options } => {
            one(options, chance).into_iter().collect()
        }
        Kind::Multiple { options, bounds } => several(options, *bounds, chance),
        Kind::Scale { points, asides, .. } => {
            vec![point(*points, asides.unsure, chance).to_string()]
        }
        Kind::Nps { .. } => vec![point(10, true, chance).to_string()],
        Kind::Number { measured, .. } => within(measured, &["1", "2", "3", "5", "8"], chance),
        Kind::Date { measured } => within(measured, &["2026-01-15", "2026-03-05"], chance),
        Kind::Time { measured } => within(measured, &["09:30", "14:00"], chance),
        Kind::ShortText | Kind::LongText if required => vec!["无".to_owned()],
        Kind::ShortText
        | Kind::LongText
        | Kind::Note
        | Kind::Section
        | Kind::Page
        | Kind::Matrix { .. }
        | Kind::Ranking { .. }
        | Kind::Shares { .. }
        | Kind::Blanks { .. }
        | Kind::Suggestion { .. } => Vec::new(),
    }
}

/// One of the usual values, of the limits, or of where a bin begins; whichever is taken.
fn within<T: Measure>(measured: &Measured<T>, usual: &[&str], chance: Chance) -> Vec<String> {
    let usual = usual.iter().filter_map(|typed| T::read(typed));
    let limits = measured.least.into_iter().chain(measured.most);
    let all = usual.chain(limits).chain(measured.cuts.iter().copied());
    let taken: Vec<T> = all.filter(|value| measured.holds(*value)).collect();
    if taken.is_empty() { Vec::new() } else { vec![taken[chance.below(taken.len())].to_string()] }
}

/// Places of a ranking, shares of a total, words in a sentence: for each part what is given to it.
fn parts(kind: &Kind, chance: Chance) -> Vec<(Code, String)> {
    match kind {
        Kind::Ranking { options, places, .. } => {
            let mut order: Vec<&Choice> = options.iter().collect();
            chance.shuffle(&mut order);
            let placed = order.into_iter().zip(1..=*places);
            placed.map(|(option, place)| (option.code.clone(), place.to_string())).collect()
        }
        Kind::Shares { parts, total, .. } => {
            let mut left = *total;
            let mut shares = Vec::with_capacity(parts.len());
            for (at, part) in parts.iter().enumerate() {
                let is_last = at + 1 == parts.len();
                let half = usize::try_from(left / 2).unwrap_or(0);
                let drawn = u32::try_from(chance.below(half + 1)).unwrap_or(0);
                let share = if is_last { left } else { drawn };
                left -= share;
                shares.push((part.code.clone(), share.to_string()));
            }
            shares
        }
        kind => {
            let number = || (1 + chance.below(9)).to_string();
            kind.blanks().into_iter().map(|blank| (blank, number())).collect()
        }
    }
}

/// The earlier of two draws: options are written from good or frequent to bad or rare.
fn leaning_to_the_first(bound: usize, chance: Chance) -> usize {
    chance.below(bound).min(chance.below(bound))
}

fn one(options: &[Choice], chance: Chance) -> Option<String> {
    let place = leaning_to_the_first(options.len().max(1), chance);
    options.get(place).map(|option| option.code.to_string())
}

/// One to three options that go together, or one that excludes the others.
fn several(options: &[Choice], bounds: Bounds, chance: Chance) -> Vec<String> {
    let (alone, mut together): (Vec<&Choice>, Vec<&Choice>) =
        options.iter().partition(|option| option.exclusive);
    if !alone.is_empty() && (together.is_empty() || chance.below(5) < 2) {
        return vec![alone[chance.below(alone.len())].code.to_string()];
    }
    let (least, most) = (bounds.least.unwrap_or(1), bounds.most.unwrap_or(u8::MAX));
    let wanted = 1 + leaning_to_the_first(3, chance);
    let wanted = wanted.max(usize::from(least)).min(usize::from(most));
    chance.shuffle(&mut together);
    together.into_iter().take(wanted).map(|option| option.code.to_string()).collect()
}

/// Mostly the upper half of the scale; 0 stands for 不清楚.
fn point(points: u8, unsure: bool, chance: Chance) -> usize {
    if unsure && chance.below(12) == 0 {
        return 0;
    }
    let points = usize::from(points);
    points - leaning_to_the_first(points, chance)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::plan::questionnaires::TEMPLATES;
    use crate::domain::plan::units::asked_about;
    use crate::domain::responses::Answers;

    use super::super::texts::invented;

    #[test]
    fn every_questionnaire_of_the_plan_takes_what_is_filled_in() {
        for template in TEMPLATES {
            let document = template.document(&asked_about());
            for suggestion in invented().iter().map(Some).chain([None]) {
                let pairs = fill_in(&document, 0, suggestion, Chance);
                let taken = Answers::from_form(&pairs, &document);
                assert!(taken.is_ok(), "{}: {pairs:?}", template.audience);
            }
        }
    }

    #[test]
    fn kinds_of_several_fields_and_measures_are_filled_in_so_that_they_are_taken() {
        let choices = |codes: &[&str]| -> Vec<_> {
            codes.iter().map(|code| json!({ "code": code, "text": {} })).collect()
        };
        let document: Document = serde_json::from_value(json!({
            "format": 1,
            "title": {},
            "questions": [
                { "code": "order", "text": {}, "required": true, "kind": "ranking",
                  "options": choices(&["a", "b", "c"]), "places": 2 },
                { "code": "share", "text": {}, "required": true, "kind": "shares", "total": 100,
                  "parts": choices(&["a", "b", "c"]) },
                { "code": "said", "text": {}, "required": true, "kind": "blanks",
                  "sentence": { "zh-CN": "来过____次，等了____天" } },
                { "code": "days", "text": {}, "required": true, "kind": "number",
                  "least": "20", "most": "90", "cuts": ["30"] },
                { "code": "day", "text": {}, "required": true, "kind": "date",
                  "most": "2025-12-31" },
                { "code": "hour", "text": {}, "required": true, "kind": "time" },
            ],
        }))
        .expect("a document");
        for _ in 0..200 {
            let pairs = fill_in(&document, 0, None, Chance);
            let taken = Answers::from_form(&pairs, &document);
            assert!(taken.is_ok(), "{pairs:?}: {:?}", taken.err());
        }
    }

    #[test]
    fn the_suggestion_arrives_with_what_it_is_about() {
        let document = TEMPLATES[2].document(&asked_about());
        let pairs = fill_in(&document, 1, invented().first(), Chance);
        let value = |name: &str| {
            let found = pairs.iter().find(|(pair, _)| pair == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        assert_eq!(value("q.suggestion.unit"), "jianshe_gongcheng");
        assert!(value("q.suggestion.text").contains("开标"));
    }
}
