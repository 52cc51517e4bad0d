//! Conditions of SurveyJS forms in our language, and `survey-core` running the forms headless: for
//! random answers both must say alike whether a question is asked and whether it must be answered.
//!
//! A condition is taken where our language has its operators and the questions it reads have kinds
//! that ours can read: choices, yes or no, ratings, numbers. That of a question is compared as the
//! form shows it; that of an option, a column, a panel or a page, which have none with us, as an
//! expression. Rows and panels that respondents add, functions and variables have no counterpart.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value as Json, json};
use wenlian::domain::chance::Chance;
use wenlian::domain::logic::{Condition, Value};

use crate::node::ask_node;

/// Random answers to each form.
const VECTORS: usize = 200;

/// What `survey-core` says of each target of each form for each vector; null for a form it refuses.
const SURVEY_CORE: &str = "(forms) => {
    const { ConditionRunner, Model } = require(file.folder + '/survey-core');
    return forms.map(({ form, vectors, targets }) => {
        try {
            return vectors.map((answers) => {
                const model = new Model(form);
                model.data = answers;
                return targets.map(([name, what]) => {
                    if (what === 'expression')
                        return new ConditionRunner(name).runValues(answers) === true;
                    const question = model.getQuestionByName(name);
                    return what === 'visibleIf' ? question.isVisible : question.isRequired;
                });
            });
        } catch (refused) { return null; }
    });
}";

/// A question that our language could read.
struct Readable {
    code: String,
    kind: Kind,
}

enum Kind {
    One(Vec<Json>),
    Many(Vec<Json>),
    Number(i32, i32),
}

/// A condition of a form, in both languages.
struct Target {
    /// The question whose condition it is, or the expression itself.
    name: String,
    what: &'static str,
    condition: Condition,
}

struct Form {
    json: Json,
    questions: BTreeMap<String, Readable>,
    targets: Vec<Target>,
}

/// Measures, prints, and tells whether both agreed everywhere.
pub fn measure(folder: &Path) -> bool {
    let Ok(lines) = std::fs::read_to_string(folder.join("survey_library_test_forms.jsonl")) else {
        println!("conditions: not measured: no forms in {}", folder.display());
        return true;
    };
    let packages = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/node_modules");
    if !Path::new(packages).join("survey-core").exists() {
        println!(
            "conditions: not measured: survey-core is not installed (npm ci in tests/interop)"
        );
        return true;
    }
    let read: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let all: usize = read.iter().map(|line| conditions_in(&line["json"])).sum();
    let with = read.iter().filter(|line| conditions_in(&line["json"]) > 0).count();
    let forms: Vec<Form> = read.iter().filter_map(|line| Form::read(&line["json"])).collect();
    let vectors: Vec<Vec<Answers>> = forms.iter().map(Form::vectors).collect();

    let asked = forms.iter().zip(&vectors).map(|(form, vectors)| {
        let answers: Vec<Json> = vectors.iter().map(|it| form.as_theirs(it)).collect();
        let targets: Vec<_> = form.targets.iter().map(|it| json!([it.name, it.what])).collect();
        json!({ "form": form.json, "vectors": answers, "targets": targets })
    });
    let program =
        format!("(forms) => {{ file.folder = {packages:?}; return ({SURVEY_CORE})(forms); }}");
    let Some(said) = ask_node(&program, &asked.collect()) else {
        println!("conditions: not measured: no node");
        return true;
    };
    let said: Vec<Option<Vec<Vec<bool>>>> = serde_json::from_value(said).unwrap();

    let (mut supported, mut refused, mut compared, mut agreed, mut held) = (0, 0, 0, 0, 0);
    let mut shown = 0;
    for ((form, vectors), said) in forms.iter().zip(&vectors).zip(said) {
        let Some(said) = said else {
            refused += 1;
            continue;
        };
        supported += form.targets.len();
        shown += form.targets.iter().filter(|target| target.what != "expression").count();
        for (vector, said) in vectors.iter().zip(said) {
            for (target, theirs) in form.targets.iter().zip(said) {
                let ours = target.condition.holds(|code| form.value(vector, code.as_str()));
                compared += 1;
                held += usize::from(ours);
                agreed += usize::from(ours == theirs);
                if ours != theirs {
                    println!(
                        "  differs: {} of {}: {:?}",
                        target.what, target.name, target.condition
                    );
                }
            }
        }
    }
    println!("conditions: {} forms, {with} with conditions, {all} conditions", read.len());
    println!(
        "conditions: {supported} in {} forms have our operators, {shown} of them of questions; \
         {refused} forms refused by survey-core",
        forms.len() - refused
    );
    println!(
        "conditions: agreed on {agreed} of {compared} ({held} held), {VECTORS} answers a form"
    );
    supported > 0 && agreed == compared
}

/// How many conditions stand anywhere in a form.
fn conditions_in(json: &Json) -> usize {
    match json {
        Json::Array(items) => items.iter().map(conditions_in).sum(),
        Json::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let is_one = ["visibleIf", "requiredIf"].contains(&name.as_str());
                usize::from(is_one && value.is_string()) + conditions_in(value)
            })
            .sum(),
        _ => 0,
    }
}

/// Conditions of anything but these questions.
fn expressions_in<'a>(json: &'a Json, questions: &[&'a Json], found: &mut Vec<&'a str>) {
    match json {
        Json::Array(items) => {
            for item in items {
                expressions_in(item, questions, found);
            }
        }
        Json::Object(members) => {
            let is_question = questions.iter().any(|question| std::ptr::eq(*question, json));
            for (name, value) in members {
                let is_one = ["visibleIf", "requiredIf"].contains(&name.as_str());
                match value.as_str().filter(|_| is_one && !is_question) {
                    Some(theirs) => found.push(theirs),
                    None => expressions_in(value, questions, found),
                }
            }
        }
        _ => {}
    }
}

/// The place of an answer among those of its kind, by question name; absent where unanswered.
type Answers = BTreeMap<String, Vec<usize>>;

impl Form {
    /// Nothing where no condition can be taken.
    fn read(json: &Json) -> Option<Self> {
        let mut elements = Vec::new();
        questions_in(json, &mut elements);
        let mut questions = BTreeMap::new();
        for (place, element) in elements.iter().enumerate() {
            let (Some(name), Some(kind)) = (element["name"].as_str(), Kind::of(element)) else {
                continue;
            };
            questions.insert(name.to_owned(), Readable { code: format!("q{place}"), kind });
        }
        let mut targets = Vec::new();
        for element in &elements {
            for what in ["visibleIf", "requiredIf"] {
                let (Some(name), Some(theirs)) = (element["name"].as_str(), element[what].as_str())
                else {
                    continue;
                };
                let ours = translated(theirs, &questions);
                let condition = ours.and_then(|ours| Condition::parse(&ours).ok());
                targets.extend(condition.map(|condition| Target {
                    name: name.to_owned(),
                    what,
                    condition,
                }));
            }
        }
        let mut elsewhere = Vec::new();
        expressions_in(json, &elements, &mut elsewhere);
        for theirs in elsewhere {
            let condition = translated(theirs, &questions);
            let condition = condition.and_then(|ours| Condition::parse(&ours).ok());
            targets.extend(condition.map(|condition| Target {
                name: theirs.to_owned(),
                what: "expression",
                condition,
            }));
        }
        (!targets.is_empty()).then(|| Self { json: json.clone(), questions, targets })
    }

    fn vectors(&self) -> Vec<Answers> {
        (0..VECTORS).map(|_| self.questions.iter().filter_map(answered).collect()).collect()
    }

    fn as_theirs(&self, answers: &Answers) -> Json {
        let theirs = answers.iter().map(|(name, places)| {
            let value = match &self.questions[name].kind {
                Kind::One(values) => values[places[0]].clone(),
                Kind::Many(values) => places.iter().map(|place| values[*place].clone()).collect(),
                Kind::Number(low, _) => json!(low + i32::try_from(places[0]).unwrap()),
            };
            (name.clone(), value)
        });
        Json::Object(theirs.collect())
    }

    fn value(&self, answers: &Answers, code: &str) -> Value<'static> {
        let (name, question) = self.questions.iter().find(|(_, it)| it.code == code).unwrap();
        let Some(places) = answers.get(name) else { return Value::Nothing };
        match &question.kind {
            Kind::One(_) => Value::Code(option(places[0])),
            Kind::Many(_) => Value::Codes(places.iter().map(|place| option(*place)).collect()),
            Kind::Number(low, _) => {
                Value::Number(f64::from(low + i32::try_from(places[0]).unwrap()))
            }
        }
    }
}

/// The code of an option by its place.
fn option(place: usize) -> &'static str {
    const CODES: [&str; 40] = [
        "o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o10", "o11", "o12", "o13",
        "o14", "o15", "o16", "o17", "o18", "o19", "o20", "o21", "o22", "o23", "o24", "o25", "o26",
        "o27", "o28", "o29", "o30", "o31", "o32", "o33", "o34", "o35", "o36", "o37", "o38", "o39",
    ];
    CODES[place]
}

/// The questions of a form, those that respondents add left out.
fn questions_in<'a>(json: &'a Json, found: &mut Vec<&'a Json>) {
    for list in ["pages", "elements", "questions"] {
        for element in json[list].as_array().into_iter().flatten() {
            if list != "pages" && element["type"] != "panel" {
                found.push(element);
            }
            if list == "pages" || element["type"] == "panel" {
                questions_in(element, found);
            }
        }
    }
}

impl Kind {
    fn of(element: &Json) -> Option<Self> {
        let choices = || {
            let choices = element["choices"].as_array()?.iter().map(|choice| match choice {
                Json::String(both) => json!(both.split('|').next()),
                Json::Object(members) => members["value"].clone(),
                other => other.clone(),
            });
            let choices: Vec<Json> = choices.collect();
            (1..40).contains(&choices.len()).then_some(choices)
        };
        match element["type"].as_str()? {
            "radiogroup" | "dropdown" => choices().map(Self::One),
            "checkbox" | "tagbox" => choices().map(Self::Many),
            "boolean" => Some(Self::One(vec![json!(true), json!(false)])),
            "rating" if element["rateValues"].is_null() => Some(Self::Number(1, 5)),
            // A text that is compared with numbers is asked for a number here.
            "text" => Some(Self::Number(0, 12)),
            _ => None,
        }
    }
}

/// A random answer, or none.
fn answered((name, question): (&String, &Readable)) -> Option<(String, Vec<usize>)> {
    if Chance.below(4) == 0 {
        return None;
    }
    let places = match &question.kind {
        Kind::One(values) => vec![Chance.below(values.len())],
        Kind::Many(values) => (0..values.len()).filter(|_| Chance.below(2) == 0).collect(),
        Kind::Number(low, high) => {
            vec![Chance.below(usize::try_from(high - low + 1).unwrap())]
        }
    };
    (!places.is_empty()).then(|| (name.clone(), places))
}

/// A token of their language.
#[derive(Debug, PartialEq)]
enum Token {
    Question(String),
    Literal(Json),
    Word(String),
}

fn tokens(theirs: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = theirs.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '{' => {
                let end = rest.find('}')?;
                (Token::Question(rest[1..end].to_owned()), end + 1)
            }
            '\'' | '"' => {
                let end = rest[1..].find(first)? + 1;
                (Token::Literal(json!(rest[1..end])), end + 1)
            }
            '0'..='9' => {
                let is_part = |c: char| c.is_ascii_digit() || c == '.';
                let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Token::Literal(serde_json::from_str(&rest[..end]).ok()?), end)
            }
            'a'..='z' | 'A'..='Z' => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
                (Token::Word(rest[..end].to_lowercase()), end)
            }
            '=' | '!' | '<' | '>' | '&' | '|' => {
                let is_part = |c: char| "=!<>&|".contains(c);
                let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Token::Word(rest[..end].to_owned()), end)
            }
            '(' | ')' | '[' | ']' | ',' | '+' | '-' | '*' | '/' => {
                (Token::Word(first.to_string()), 1)
            }
            _ => return None,
        };
        tokens.push(match token {
            Token::Word(word) if word == "true" => Token::Literal(json!(true)),
            Token::Word(word) if word == "false" => Token::Literal(json!(false)),
            token => token,
        });
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// Their condition in our words; nothing where it has no counterpart.
fn translated(theirs: &str, questions: &BTreeMap<String, Readable>) -> Option<String> {
    let tokens = tokens(theirs)?;
    let mut ours = String::new();
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            Token::Word(word) => match word.as_str() {
                "and" | "or" | "(" | ")" | "&&" | "||" => ours.push_str(word),
                _ => return None,
            },
            Token::Literal(_) => return None,
            Token::Question(name) => {
                let question = questions.get(name)?;
                let (term, after) = term(question, rest, questions)?;
                ours.push_str(&term);
                rest = after;
            }
        }
        ours.push(' ');
    }
    Some(ours)
}

/// A comparison that begins with a question.
fn term<'a>(
    question: &Readable,
    rest: &'a [Token],
    questions: &BTreeMap<String, Readable>,
) -> Option<(String, &'a [Token])> {
    let code = &question.code;
    let (Token::Word(word), rest) = rest.split_first()? else { return None };
    match word.as_str() {
        "notempty" => return Some((format!("answered({code})"), rest)),
        "empty" => return Some((format!("not answered({code})"), rest)),
        _ => {}
    }
    if let Some((Token::Word(open), list)) = rest.split_first()
        && open == "["
    {
        let end = list.iter().position(|token| *token == Token::Word("]".to_owned()))?;
        let literals = list[..end].iter().filter_map(|token| match token {
            Token::Literal(literal) => Some(place(question, literal).map(option)),
            _ => None,
        });
        let options: Vec<&str> = literals.collect::<Option<_>>()?;
        return Some((of_list(question, word, &options)?, &list[end + 1..]));
    }
    // A sum or a product stands on the left or on the right: none of the forms has one here.
    let (right, rest) = rest.split_first()?;
    let compare = match word.as_str() {
        "=" | "==" => "=",
        "!=" | "<>" => "≠",
        other => other,
    };
    let right = match right {
        Token::Question(name) => questions.get(name)?.code.clone(),
        Token::Literal(number) if matches!(question.kind, Kind::Number(..)) => {
            number.as_f64()?.to_string()
        }
        Token::Literal(literal) => format!("'{}'", option(place(question, literal)?)),
        Token::Word(_) => return None,
    };
    let fits = match compare {
        "contains" | "notcontains" => matches!(question.kind, Kind::Many(_)),
        "<" | ">" | "<=" | ">=" => matches!(question.kind, Kind::Number(..)),
        "=" | "≠" => !matches!(question.kind, Kind::Many(_)),
        _ => false,
    };
    let term = match compare {
        "notcontains" => format!("not {code} contains {right}"),
        compare => format!("{code} {compare} {right}"),
    };
    fits.then_some((term, rest))
}

/// `=`, `anyof` and the like with a list of options.
fn of_list(question: &Readable, word: &str, options: &[&str]) -> Option<String> {
    let code = &question.code;
    let is_many = matches!(question.kind, Kind::Many(_));
    let compare = if is_many { "contains" } else { "=" };
    let each: Vec<_> = options.iter().map(|it| format!("{code} {compare} '{it}'")).collect();
    let exactly = format!("({} and count({code}) = {})", each.join(" and "), options.len());
    match (word, is_many) {
        ("=", true) => Some(exactly),
        ("!=" | "<>", true) => Some(format!("not {exactly}")),
        ("anyof", _) => Some(format!("({})", each.join(" or "))),
        ("allof", true) => Some(format!("({})", each.join(" and "))),
        _ => None,
    }
}

/// The place of a literal among the options.
fn place(question: &Readable, literal: &Json) -> Option<usize> {
    let said = |json: &Json| json.as_str().map_or(json.to_string(), str::to_owned);
    match &question.kind {
        Kind::One(values) | Kind::Many(values) => {
            values.iter().position(|value| said(value) == said(literal))
        }
        Kind::Number(..) => None,
    }
}
