//! From a sent form to answers, or to what is wrong with each field. Fields that are no answers
//! are left alone; an answer to what the document does not have is refused, and one to a question
//! that its condition excludes is dropped, whatever it was.

use std::collections::{BTreeMap, BTreeSet};

use super::super::questionnaires::{
    Choice, Code, Document, Kind, LONG_LIMIT, Question, SHORT_LIMIT,
};
use super::fields::{Field, FieldError, PREFIX, Problem};
use super::wording::{normalise, units};
use super::{Answer, Answers, Block, Closed};

impl Answers {
    /// Reads a sent form, its pairs in any order. All fields are looked at, so that the respondent
    /// sees every mistake at once, in the order of the document.
    ///
    /// A suggestion block without text is no answer, whatever unit or step was chosen in it: the
    /// choice alone suggests nothing, and asking back would press for a text.
    pub fn from_form(
        pairs: &[(String, String)],
        document: &Document,
    ) -> Result<Self, Vec<FieldError>> {
        let mut sent = Sent::of(pairs);
        let mut errors = Vec::new();
        // Conditions look backward only: what they read stands here before they are asked.
        let mut answers = Self(BTreeMap::new());
        for question in &document.questions {
            if !answers.asks(question) {
                sent.forget(question);
                continue;
            }
            match sent.answer(question, answers.must_answer(question)) {
                Ok(Some(answer)) => {
                    let field = answer.field(question);
                    answers.0.insert(question.code.clone(), answer);
                    if !answers.fits(question) {
                        errors.push(FieldError::new(field, Problem::Rule));
                    }
                }
                Ok(None) => {}
                Err(mut wrong) => errors.append(&mut wrong),
            }
        }
        if !sent.0.is_empty() {
            errors.push(FieldError::new(Field::Unknown, Problem::NotOffered));
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }
}

impl Answer {
    /// The field its question is known by.
    fn field(&self, question: &Question) -> Field {
        match self {
            Self::Block(_) => Field::BlockText(question.code.clone()),
            Self::Closed(_) | Self::Text(_) => Field::Answer(question.code.clone()),
        }
    }
}

/// The values sent for each field of an answer; reading a field takes it out.
struct Sent<'form>(BTreeMap<&'form str, Vec<&'form str>>);

impl<'form> Sent<'form> {
    fn of(pairs: &'form [(String, String)]) -> Self {
        let mut fields = BTreeMap::<&str, Vec<&str>>::new();
        for (name, value) in pairs.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
            fields.entry(name).or_default().push(value);
        }
        Self(fields)
    }

    fn take(&mut self, field: &Field) -> Vec<&'form str> {
        let mut values = self.0.remove(field.to_string().as_str()).unwrap_or_default();
        // An empty value is what a form sends for "no choice".
        values.retain(|value| !value.is_empty());
        values
    }

    /// Leaves out whatever was sent for a question.
    fn forget(&mut self, question: &Question) {
        self.take(&Field::Answer(question.code.clone()));
        if let Kind::Suggestion { about } = &question.kind {
            let block = &question.code;
            self.take(&Field::BlockText(block.clone()));
            for inner in about {
                let (block, inner) = (block.clone(), inner.code.clone());
                self.take(&Field::BlockChoice { block, inner });
            }
        }
    }

    fn answer(
        &mut self,
        question: &Question,
        must: bool,
    ) -> Result<Option<Answer>, Vec<FieldError>> {
        if let Kind::Suggestion { about } = &question.kind {
            return Ok(self.block(question, about, must)?.map(Answer::Block));
        }
        if question.kind == Kind::Note {
            return Ok(None);
        }
        let field = Field::Answer(question.code.clone());
        let values = self.take(&field);
        match read(&question.kind, &values) {
            Ok(None) if must => Err(vec![FieldError::new(field, Problem::Required)]),
            Ok(answer) => Ok(answer),
            Err(problem) => Err(vec![FieldError::new(field, problem)]),
        }
    }

    fn block(
        &mut self,
        question: &Question,
        about: &[Question],
        must: bool,
    ) -> Result<Option<Block>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let field = Field::BlockText(question.code.clone());
        let text = text(&self.take(&field), LONG_LIMIT).unwrap_or_else(|problem| {
            errors.push(FieldError::new(field.clone(), problem));
            None
        });
        if text.is_none() && errors.is_empty() && must {
            errors.push(FieldError::new(field, Problem::Required));
        }
        let mut chosen = BTreeMap::new();
        for asked in about {
            let inner = asked.code.clone();
            let field = Field::BlockChoice { block: question.code.clone(), inner: inner.clone() };
            match single(asked.options(), &self.take(&field)) {
                Ok(Some(option)) => drop(chosen.insert(inner, option)),
                Ok(None) if asked.required && text.is_some() => {
                    errors.push(FieldError::new(field, Problem::Required));
                }
                Ok(None) => {}
                Err(problem) => errors.push(FieldError::new(field, problem)),
            }
        }
        if errors.is_empty() {
            Ok(text.map(|text| Block { about: chosen, text }))
        } else {
            Err(errors)
        }
    }
}

/// Reads the values of one field. A block and a note have no field of their own.
fn read(kind: &Kind, values: &[&str]) -> Result<Option<Answer>, Problem> {
    match kind {
        Kind::Single { options } => {
            Ok(single(options, values)?.map(|code| Answer::Closed(Closed::Single(code))))
        }
        Kind::Multiple { options } => {
            Ok(multiple(options, values)?.map(|codes| Answer::Closed(Closed::Multiple(codes))))
        }
        Kind::Scale { points, unsure, .. } => {
            let lowest = u8::from(!unsure);
            let point = one(values)?.map(|value| point(value, lowest, *points)).transpose()?;
            Ok(point.map(|point| Answer::Closed(Closed::Scale(point))))
        }
        Kind::ShortText => Ok(text(values, SHORT_LIMIT)?.map(Answer::Text)),
        Kind::LongText => Ok(text(values, LONG_LIMIT)?.map(Answer::Text)),
        Kind::Note | Kind::Suggestion { .. } => Ok(None),
    }
}

fn one<'form>(values: &[&'form str]) -> Result<Option<&'form str>, Problem> {
    match values {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(Problem::OneOnly),
    }
}

fn offered<'doc>(options: &'doc [Choice], value: &str) -> Result<&'doc Choice, Problem> {
    options.iter().find(|choice| choice.code.as_str() == value).ok_or(Problem::NotOffered)
}

fn single(options: &[Choice], values: &[&str]) -> Result<Option<Code>, Problem> {
    one(values)?.map(|value| Ok(offered(options, value)?.code.clone())).transpose()
}

fn multiple(options: &[Choice], values: &[&str]) -> Result<Option<BTreeSet<Code>>, Problem> {
    let chosen: Vec<&Choice> =
        values.iter().map(|value| offered(options, value)).collect::<Result<_, _>>()?;
    let codes: BTreeSet<Code> = chosen.iter().map(|choice| choice.code.clone()).collect();
    if codes.len() > 1 && chosen.iter().any(|choice| choice.exclusive) {
        return Err(Problem::Exclusive);
    }
    Ok(Some(codes).filter(|codes| !codes.is_empty()))
}

fn point(value: &str, lowest: u8, highest: u8) -> Result<u8, Problem> {
    let is_written_so = |point: &u8| point.to_string() == value;
    (lowest..=highest).find(is_written_so).ok_or(Problem::NotOffered)
}

fn text(values: &[&str], limit: usize) -> Result<Option<String>, Problem> {
    let Some(raw) = one(values)? else {
        return Ok(None);
    };
    let text = normalise(raw).map_err(|_| Problem::ControlCharacter)?;
    let has = units(&text);
    if has > limit {
        return Err(Problem::TooLong { limit, has });
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::super::logic::{Condition, Logic, Rule};
    use super::super::super::questionnaires::Words;
    use super::super::NotCanonical;
    use super::super::samples::{code, document, pairs};
    use super::*;

    /// Reads the fields beside a good answer to the required question.
    fn read(fields: &[(&str, &str)]) -> Result<String, Vec<FieldError>> {
        let mut sent = pairs(fields);
        sent.push(("q.one".to_owned(), "yes".to_owned()));
        let answers = Answers::from_form(&sent, &document())?;
        Ok(String::from_utf8(answers.canonical()).expect("canonical form is UTF-8"))
    }

    fn refused(name: &str, value: &str) -> Vec<Problem> {
        let errors = read(&[(name, value)]).expect_err("a wrong field");
        errors.into_iter().map(|error| error.problem).collect()
    }

    #[test]
    fn a_filled_form_becomes_answers() {
        let all = [
            ("q.many", "b"),
            ("q.many", "a"),
            ("q.rate", "0"),
            ("q.line", " 排队\r\n"),
            ("q.idea.text", "多开窗口"),
            ("q.idea.unit", "hall"),
            ("code", "not an answer"),
        ];
        let expected = "{\"idea\":{\"about\":{\"unit\":\"hall\"},\"text\":\"多开窗口\"},\
            \"line\":\"排队\",\"many\":[\"a\",\"b\"],\"one\":\"yes\",\"rate\":0}";
        assert_eq!(read(&all).as_deref(), Ok(expected));
    }

    #[test]
    fn an_empty_field_is_no_answer() {
        let empty = [("q.many", ""), ("q.rate", ""), ("q.line", " \u{3000}"), ("q.essay", "")];
        assert_eq!(read(&empty).as_deref(), Ok("{\"one\":\"yes\"}"));
    }

    #[test]
    fn a_block_without_text_is_no_answer_even_if_a_unit_was_chosen() {
        let chosen = [("q.idea.text", " \n"), ("q.idea.unit", "hall")];
        assert_eq!(read(&chosen).as_deref(), Ok("{\"one\":\"yes\"}"));
    }

    #[test]
    fn a_required_question_is_named_when_it_lacks_an_answer() {
        let mut document = document();
        document.questions[6].required = true;
        if let Kind::Suggestion { about } = &mut document.questions[6].kind {
            about[0].required = true;
        }
        let missing = |fields: &[(&str, &str)]| {
            let errors = Answers::from_form(&pairs(fields), &document).expect_err("incomplete");
            assert!(errors.iter().all(|error| error.problem == Problem::Required));
            errors.iter().map(|error| error.field.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&[]), ["q.one", "q.idea.text"]);
        assert_eq!(missing(&[("q.one", "no"), ("q.idea.text", "好")]), ["q.idea.unit"]);
    }

    #[test]
    fn what_was_not_offered_is_refused() {
        for (name, value) in [
            ("q.many", "c"),
            ("q.rate", "6"),
            ("q.rate", "-1"),
            ("q.rate", "03"),
            ("q.idea.unit", "moon"),
            ("q.idea", "text"),
            ("q.idea.step", "x"),
            ("q.note", "x"),
            ("q.ghost", "x"),
            ("q.", "x"),
        ] {
            assert_eq!(refused(name, value), [Problem::NotOffered], "{name}={value}");
        }
        assert_eq!(refused("q.one", "no"), [Problem::OneOnly]);
    }

    /// The document, `many` asked of those who answer `one` with yes, `essay` required of those
    /// who then choose a, `rate` for them no less than 3, and the block asked of the others.
    fn conditional() -> Document {
        let mut document = document();
        let condition = |text| Some(Condition::parse(text).expect(text));
        let logic = |code: &str, logic: Logic, document: &mut Document| {
            let question = document.questions.iter_mut().find(|it| it.code.as_str() == code);
            question.expect("it is there").logic = logic;
        };
        let show = |text| Logic { show_if: condition(text), ..Logic::default() };
        logic("many", show("one = 'yes'"), &mut document);
        logic("idea", show("not many contains 'a'"), &mut document);
        let required_if = condition("many contains 'a'");
        logic("essay", Logic { required_if, ..Logic::default() }, &mut document);
        let holds = condition("one = 'no' or rate ≥ 3").expect("a condition");
        let valid_if = Some(Rule { holds, message: Words::default() });
        logic("rate", Logic { valid_if, ..Logic::default() }, &mut document);
        document
    }

    fn conditional_read(fields: &[(&str, &str)]) -> Result<String, Vec<(String, Problem)>> {
        let answers = Answers::from_form(&pairs(fields), &conditional()).map_err(|errors| {
            errors.into_iter().map(|it| (it.field.to_string(), it.problem)).collect::<Vec<_>>()
        })?;
        Ok(String::from_utf8(answers.canonical()).expect("canonical form is UTF-8"))
    }

    #[test]
    fn what_conditions_exclude_is_dropped_whatever_it_was() {
        for excluded in ["a", "none", "never offered", "b"] {
            let sent = [("q.one", "no"), ("q.many", excluded), ("q.many", "b"), ("q.rate", "1")];
            assert_eq!(conditional_read(&sent).as_deref(), Ok(r#"{"one":"no","rate":1}"#));
        }
        let sent = [
            ("q.one", "yes"),
            ("q.many", "a"),
            ("q.essay", "长"),
            ("q.idea.text", "多开窗口"),
            ("q.idea.unit", "moon"),
        ];
        let expected = r#"{"essay":"长","many":["a"],"one":"yes"}"#;
        assert_eq!(conditional_read(&sent).as_deref(), Ok(expected));
    }

    #[test]
    fn an_excluded_answer_lets_nothing_through_itself() {
        // Were the dropped choice of a still read, the essay would be required here.
        let sent = [("q.one", "no"), ("q.many", "a"), ("q.idea.text", "好")];
        let expected = r#"{"idea":{"about":{},"text":"好"},"one":"no"}"#;
        assert_eq!(conditional_read(&sent).as_deref(), Ok(expected));
    }

    #[test]
    fn what_conditions_demand_is_demanded() {
        let missing = conditional_read(&[("q.one", "yes"), ("q.many", "a")]);
        assert_eq!(missing, Err(vec![("q.essay".to_owned(), Problem::Required)]));
        let low = [("q.one", "yes"), ("q.rate", "2")];
        assert_eq!(conditional_read(&low), Err(vec![("q.rate".to_owned(), Problem::Rule)]));
        for fits in [[("q.one", "no"), ("q.rate", "2")], [("q.one", "yes"), ("q.rate", "3")]] {
            assert!(conditional_read(&fits).is_ok());
        }
    }

    #[test]
    fn a_ballot_with_an_excluded_answer_has_another_form() {
        let read = |json: &str| Answers::from_canonical(json.as_bytes(), &conditional());
        let contradicts = r#"{"many":["b"],"one":"no"}"#;
        assert_eq!(read(contradicts), Err(NotCanonical::OtherForm));
        assert!(read(r#"{"many":["b"],"one":"yes"}"#).is_ok());
    }

    #[test]
    fn an_unknown_field_keeps_its_name_to_itself() {
        let errors = read(&[("q.my name is Li Si", "x")]).expect_err("an unknown field");
        assert_eq!(errors, [FieldError::new(Field::Unknown, Problem::NotOffered)]);
    }

    #[test]
    fn none_of_these_stands_alone() {
        let error = FieldError::new(Field::Answer(code("many")), Problem::Exclusive);
        assert_eq!(read(&[("q.many", "none"), ("q.many", "a")]), Err(vec![error]));
        assert!(read(&[("q.many", "none"), ("q.many", "none")]).is_ok());
    }

    #[test]
    fn texts_are_measured_in_utf16_units_after_normalising() {
        assert!(read(&[("q.essay", &"长".repeat(1000))]).is_ok());
        assert!(read(&[("q.essay", &format!("{}\r\n  ", "长".repeat(1000)))]).is_ok());
        let too_long = Problem::TooLong { limit: 1000, has: 1002 };
        assert_eq!(refused("q.essay", &"😀".repeat(501)), [too_long]);
        assert_eq!(
            refused("q.line", &"x".repeat(201)),
            [Problem::TooLong { limit: 200, has: 201 }]
        );
        assert_eq!(refused("q.idea.text", "a\u{0}"), [Problem::ControlCharacter]);
    }
}
