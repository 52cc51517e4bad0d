//! From a sent form to answers, or to what is wrong with each field. Fields that are no answers
//! are left alone; an answer to what the document does not have is refused, and one to a question
//! that its condition excludes is dropped, whatever it was.

mod measures;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use self::measures::measure;
use super::super::lang::Lang;
use super::super::questionnaires::{
    Amount, Bounds, Choice, Code, Document, Kind, LONG_LIMIT, Points, Question, SHORT_LIMIT,
};
use super::fields::{Field, FieldError, PREFIX, Problem};
use super::wording::{normalise, units};
use super::{Answer, Answers, Block, Closed, Slot, Told, Written};

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
        let mut reading = Reading {
            document,
            sent: Sent::of(pairs),
            answers: Self(BTreeMap::new()),
            errors: vec![],
        };
        // Conditions look backward only: what they read stands here before they are asked.
        for question in &document.questions {
            reading.question(question);
        }
        let Reading { sent, answers, mut errors, .. } = reading;
        if !sent.0.is_empty() {
            errors.push(FieldError::new(Field::Unknown, Problem::NotOffered));
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }
}

/// A form half read.
struct Reading<'form> {
    document: &'form Document,
    sent: Sent<'form>,
    answers: Answers,
    errors: Vec<FieldError>,
}

impl Reading<'_> {
    /// Reads what was sent for a question, unless its condition excludes it.
    fn question(&mut self, question: &Question) {
        if !self.answers.asks(question, self.document) {
            return self.sent.forget(question);
        }
        let before = self.errors.len();
        let must = self.answers.must_answer(question, self.document);
        self.asked(question, must);
        let is_answered = self.answers.0.keys().any(|slot| slot.question == question.code);
        if self.errors.len() == before && is_answered && !self.answers.fits(question, self.document)
        {
            self.errors.push(FieldError::new(first_field(question), Problem::Rule));
        }
    }

    fn asked(&mut self, question: &Question, must: bool) {
        match &question.kind {
            kind if !kind.asks() => {}
            Kind::Suggestion { about } => self.block(question, about, must),
            Kind::Matrix { lines, cell } => {
                for line in lines {
                    let slot = Slot::part(&question.code, &line.code);
                    let field = Field::from(&slot);
                    let values = self.sent.take(&field);
                    let answer =
                        read(cell, &values).map(|answer| answer.map(|it| it.told_of(line)));
                    self.keep(slot, field, must, answer);
                }
            }
            Kind::Ranking { options, .. } if self.is_instead(question, options) => {}
            Kind::Ranking { options, places, .. } => self.ranking(question, must, options, *places),
            Kind::Shares { parts, .. } if self.is_instead(question, parts) => {}
            Kind::Shares { parts, total, cuts, .. } => {
                self.shares(question, must, parts, (*total, cuts));
            }
            Kind::Blanks { sentence } => self.blanks(question, must, sentence),
            kind => {
                let slot = Slot::whole(&question.code);
                let field = Field::from(&slot);
                let values = self.sent.take(&field);
                self.keep(slot, field, must, read(kind, &values));
                self.beside(question, &values);
            }
        }
    }

    fn keep(
        &mut self,
        slot: Slot,
        field: Field,
        required: bool,
        answer: Result<Option<Answer>, Problem>,
    ) {
        let problem = match answer {
            Ok(Some(answer)) => return drop(self.answers.0.insert(slot, answer)),
            Ok(None) if required => Problem::Required,
            Ok(None) => return,
            Err(problem) => problem,
        };
        self.errors.push(FieldError::new(field, problem));
    }

    /// The texts beside the options of a question. Choosing such an option never demands one: what
    /// is demanded would stand on the sheet as the option does.
    fn beside(&mut self, question: &Question, chosen: &[&str]) {
        for option in question.options().iter().filter(|option| option.other) {
            let slot = Slot::part(&question.code, &option.code);
            let field = Field::from(&slot);
            let written = match text(&self.sent.take(&field), SHORT_LIMIT) {
                Ok(Some(_)) if !chosen.contains(&option.code.as_str()) => Err(Problem::NotChosen),
                written => written.map(|written| written.map(Answer::text)),
            };
            self.keep(slot, field, false, written);
        }
    }

    fn block(&mut self, question: &Question, about: &[Question], must: bool) {
        match self.sent.block(question, about, must) {
            Ok(Some(block)) => {
                self.answers.0.insert(Slot::whole(&question.code), Answer::Block(block));
            }
            Ok(None) => {}
            Err(mut wrong) => self.errors.append(&mut wrong),
        }
    }
}

impl Answer {
    fn text(written: String) -> Self {
        Self::Text(Written { written, told: Told::AsWritten })
    }

    /// A text written into a line of a matrix says nothing without it.
    fn told_of(self, line: &Choice) -> Self {
        let Self::Text(Written { written, .. }) = self else {
            return self;
        };
        let told = Told::Within(format!("{}：{written}", line.text.to(Lang::Zh)));
        Self::Text(Written { written, told })
    }
}

/// The values sent for each field of an answer; reading a field takes it out.
struct Sent<'form>(BTreeMap<&'form str, Vec<&'form str>>);

/// Where a question as a whole is said to be wrong.
fn first_field(question: &Question) -> Field {
    let code = &question.code;
    let part = |part: &Code| Field::Part { question: code.clone(), part: part.clone() };
    match &question.kind {
        Kind::Suggestion { .. } => Field::BlockText(code.clone()),
        kind @ Kind::Blanks { .. } => {
            kind.blanks().first().map_or(Field::Answer(code.clone()), part)
        }
        kind => kind.parts().first().map_or(Field::Answer(code.clone()), |line| part(&line.code)),
    }
}

impl<'form> Sent<'form> {
    /// Leaves out whatever was sent for a question.
    fn forget(&mut self, question: &Question) {
        let name = Field::Answer(question.code.clone()).to_string();
        let is_of_it = |field: &str| {
            field.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.0.retain(|field, _| !is_of_it(field));
        if let Kind::Suggestion { about } = &question.kind {
            let block = &question.code;
            self.take(&Field::BlockText(block.clone()));
            for inner in about {
                let (block, inner) = (block.clone(), inner.code.clone());
                self.take(&Field::BlockChoice { block, inner });
            }
        }
    }

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

/// Reads the values of one field. A block, a note and a matrix have no field of their own.
fn read(kind: &Kind, values: &[&str]) -> Result<Option<Answer>, Problem> {
    let closed = match kind {
        Kind::Single { options } | Kind::Dropdown { options } => {
            single(options, values)?.map(Closed::Single)
        }
        Kind::Multiple { options, bounds } => {
            multiple(options, *bounds, values)?.map(Closed::Multiple)
        }
        Kind::Scale { .. } | Kind::Nps { .. } => {
            let points = kind.points().ok_or(Problem::NotOffered)?;
            one(values)?.map(|value| point(value, &points)).transpose()?
        }
        Kind::Number { measured, decimals, .. } => {
            let fits = |amount: Amount| amount.decimals() <= *decimals;
            return measure(values, measured, Problem::NotANumber, fits);
        }
        Kind::Date { measured } => return measure(values, measured, Problem::NotADate, |_| true),
        Kind::Time { measured } => return measure(values, measured, Problem::NotATime, |_| true),
        Kind::ShortText => return Ok(text(values, SHORT_LIMIT)?.map(Answer::text)),
        Kind::LongText => return Ok(text(values, LONG_LIMIT)?.map(Answer::text)),
        Kind::Note
        | Kind::Section
        | Kind::Page
        | Kind::Matrix { .. }
        | Kind::Ranking { .. }
        | Kind::Shares { .. }
        | Kind::Blanks { .. }
        | Kind::Suggestion { .. } => None,
    };
    Ok(closed.map(Answer::Closed))
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

fn multiple(
    options: &[Choice],
    bounds: Bounds,
    values: &[&str],
) -> Result<Option<BTreeSet<Code>>, Problem> {
    let chosen: Vec<&Choice> =
        values.iter().map(|value| offered(options, value)).collect::<Result<_, _>>()?;
    let codes: BTreeSet<Code> = chosen.iter().map(|choice| choice.code.clone()).collect();
    let has = codes.len();
    if chosen.iter().any(|choice| choice.exclusive) {
        return if has > 1 { Err(Problem::Exclusive) } else { Ok(Some(codes)) };
    }
    match bounds {
        _ if has == 0 => Ok(None),
        Bounds { least: Some(least), .. } if has < usize::from(least) => {
            Err(Problem::TooFew { least })
        }
        Bounds { most: Some(most), .. } if has > usize::from(most) => {
            Err(Problem::TooMany { most, has })
        }
        _ => Ok(Some(codes)),
    }
}

fn point(value: &str, points: &Points<'_>) -> Result<Closed, Problem> {
    if let Some(aside) = points.asides.offered().find(|aside| points.value(*aside) == value) {
        let code = Code::parse(aside.code()).map_err(|_| Problem::NotOffered)?;
        return Ok(if value == "0" { Closed::Scale(0) } else { Closed::Single(code) });
    }
    let is_written_so = |point: &u8| point.to_string() == value;
    let point = (points.first..=points.last).find(is_written_so).ok_or(Problem::NotOffered)?;
    Ok(Closed::Scale(point))
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
