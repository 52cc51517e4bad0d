//! The questions as a respondent answers them, on a phone, by touch or keyboard, without script.
//! A pure view of a document, what was typed and what is wrong with it: the answering page and
//! the designer's preview draw the same. Classes are those of `static/respond.css`.

mod conditional;
mod kinds;
mod typed;

use maud::{Markup, html};

pub use self::conditional::Repeats;
use self::conditional::{Gate, when_line};
use self::typed::Typed;
use super::languages;
use super::problems::sentence;
use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{
    Aside, Bounds, Choice, Code, Document, Kind, LONG_LIMIT, Language, Points, Question,
    SHORT_LIMIT, Words,
};
use crate::domain::responses::{Field, FieldError};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::field_id;

words! {
    REQUIRED = "必填",
               "required";
    SEVERAL = "可多选。",
              "You may choose several.";
    CHOOSE = "请选择",
             "Choose";
    SUGGESTION = "意见建议",
                 "Your suggestion";
    at_least_some(least: u8) = "至少选 {least} 项。",
                               "Choose at least {least}.";
    at_most_some(most: u8) = "最多选 {most} 项。",
                             "Choose at most {most}.";
    some_to_some(least: u8, most: u8) = "选 {least} 到 {most} 项。",
                                        "Choose {least} to {most}.";
    just_some(exactly: u8) = "选 {exactly} 项。",
                             "Choose {exactly}.";
    at_most(limit: usize) = "最多 {limit} 字。",
                            "At most {limit} characters.";
}

/// More options than this fold up where a block asks what it is about: units alone are dozens.
const MOST_IN_SIGHT: usize = 6;

/// All questions of a document, numbered, with what was typed and what is wrong.
pub fn questions(
    view: View,
    document: &Document,
    typed: &Form,
    errors: &[FieldError],
    repeats: Repeats,
) -> Markup {
    let language = languages::of(view, document);
    let sheet = Sheet { lang: view.lang, language, document, typed, errors, repeats };
    let mut number = 0;
    html! {
        @for question in &document.questions {
            @if !question.kind.asks() {
                (sheet.note(question))
            } @else {
                @let place = { number += 1; number };
                (sheet.question(place, question))
            }
        }
    }
}

/// One question of a document with the number it has there, nothing filled in.
pub fn only(view: View, document: &Document, code: &Code) -> Markup {
    let (typed, language) = (&Form::default(), languages::of(view, document));
    let lang = view.lang;
    let sheet = Sheet { lang, language, document, typed, errors: &[], repeats: Repeats::Typed };
    let before = document.questions.iter().take_while(|question| question.code != *code);
    let number = before.filter(|question| question.kind.asks()).count() + 1;
    html! {
        @if let Some(question) = document.question(code.as_str()) {
            @if question.kind.asks() { (sheet.question(number, question)) }
            @else { (sheet.note(question)) }
        }
    }
}

/// What every question of the page is drawn with.
struct Sheet<'a> {
    lang: Lang,
    /// The further language it is read in.
    language: Option<&'a Language>,
    document: &'a Document,
    typed: &'a Form,
    errors: &'a [FieldError],
    repeats: Repeats,
}

/// One control or group of controls with its surroundings.
struct Asked {
    /// The name of its field.
    name: String,
    /// Its number on the page; inside a block there is none.
    number: Option<usize>,
    /// What is asked.
    text: Markup,
    /// When to answer, in words.
    when: Vec<String>,
    /// The same for the script; what stands around several questions has it itself.
    gate: Gate,
    /// The lines of help under it.
    help: Vec<Markup>,
    /// What is wrong with the answer.
    error: Option<String>,
    /// Whether it must be answered.
    required: bool,
    /// How many of its options go together, for the script.
    bounds: Bounds,
}

impl Asked {
    fn id(&self) -> String {
        field_id(&self.name)
    }

    /// The ids of the lines that describe the control.
    fn described_by(&self) -> Option<String> {
        let when = (!self.when.is_empty()).then(|| format!("{}-when", self.id()));
        let help = (!self.help.is_empty()).then(|| format!("{}-help", self.id()));
        let error = self.error.is_some().then(|| format!("{}-error", self.id()));
        let ids: Vec<String> = when.into_iter().chain(help).chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn title(&self, lang: Lang) -> Markup {
        html! {
            @if let Some(number) = self.number { span.no { (number) "." } }
            (self.text)
            @if self.required { " " span.required { (REQUIRED.to(lang)) } }
        }
    }

    fn sentences(&self) -> Markup {
        html! {
            (when_line(&self.id(), &self.when))
            @if !self.help.is_empty() {
                p.help id={ (self.id()) "-help" } { @for (place, line) in self.help.iter().enumerate() { @if place > 0 { " " } (line) } }
            }
            @if let Some(error) = &self.error { p.error id={ (self.id()) "-error" } { (error) } }
        }
    }

    /// Around several controls.
    fn group(&self, lang: Lang, answer: &Markup) -> Markup {
        html! {
            fieldset.question .wrong[self.error.is_some()] aria-describedby=[self.described_by()]
                data-if=[&self.gate.show] data-must=[&self.gate.must]
                data-required=[self.gate.required] data-fit=[&self.gate.fit]
                data-unfit=[&self.gate.unfit]
                data-least=[self.bounds.least] data-most=[self.bounds.most] {
                legend { (self.title(lang)) }
                (self.sentences())
                (answer)
            }
        }
    }

    /// Around one control.
    fn single(&self, lang: Lang, control: &Markup) -> Markup {
        html! {
            div.question .wrong[self.error.is_some()]
                data-if=[&self.gate.show] data-must=[&self.gate.must]
                data-required=[self.gate.required] data-fit=[&self.gate.fit]
                data-unfit=[&self.gate.unfit] {
                label for=(self.id()) { (self.title(lang)) }
                (self.sentences())
                (control)
            }
        }
    }

    fn wrong_mark(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }
}

/// Whether one option may be chosen or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pick {
    One,
    Several,
}

impl Sheet<'_> {
    fn note(&self, question: &Question) -> Markup {
        let is_heading = matches!(question.kind, Kind::Section | Kind::Page);
        let gate = self.gate(question);
        html! {
            div.note .heading[is_heading] .page[question.kind == Kind::Page] data-if=[&gate.show] {
                (when_line(question.code.as_str(), &self.when(question)))
                @if is_heading { h2 { (self.said(&question.text)) } }
                @else { (self.paragraphs(&question.text)) }
                (self.paragraphs(&question.help))
            }
        }
    }

    fn question(&self, number: usize, question: &Question) -> Markup {
        let field = Field::Answer(question.code.clone());
        let mut asked = self.asked(&field, question);
        asked.number = Some(number);
        asked.gate = self.gate(question);
        asked.when = self.when(question);
        match &question.kind {
            Kind::Single { options } => {
                asked.group(self.lang, &self.choices(Pick::One, &asked, options))
            }
            Kind::Multiple { options, bounds } => {
                asked.help.insert(0, several(self.lang, *bounds));
                asked.bounds = *bounds;
                asked.group(self.lang, &self.choices(Pick::Several, &asked, options))
            }
            Kind::Dropdown { options } => self.dropdown(&asked, options),
            Kind::Scale { .. } | Kind::Nps { .. } => {
                asked.group(self.lang, &self.points(&asked, &question.kind))
            }
            Kind::Matrix { lines, cell } => self.matrix(&asked, question, lines, cell),
            Kind::Ranking { options, places, asides } => {
                self.ranking(&asked, options, *places, *asides)
            }
            Kind::Number { measured, decimals, unit } => {
                let field = Typed::number(measured, *decimals, unit);
                self.measure(asked, field, measured)
            }
            Kind::Date { measured } => self.measure(asked, Typed::date(measured), measured),
            Kind::Time { measured } => self.measure(asked, Typed::time(measured), measured),
            Kind::Shares { parts, total, unit, asides, .. } => {
                self.shares(&asked, parts, (*total, unit), *asides)
            }
            Kind::Blanks { sentence } => self.blanks(&asked, &question.kind, sentence),
            Kind::ShortText => asked.single(self.lang, &self.line(&asked)),
            Kind::LongText => {
                asked.help.push(html! { (at_most(self.lang, LONG_LIMIT)) });
                asked.single(self.lang, &self.essay(&asked))
            }
            Kind::Note | Kind::Section | Kind::Page => html! {},
            Kind::Suggestion { about } => self.suggestion(number, question, about),
        }
    }

    fn asked(&self, field: &Field, question: &Question) -> Asked {
        let wrong = self.errors.iter().find(|error| error.field == *field);
        let help = (!question.help.is_blank()).then(|| self.said(&question.help));
        Asked {
            name: field.to_string(),
            number: None,
            text: self.said(&question.text),
            when: Vec::new(),
            gate: Gate::default(),
            help: help.into_iter().collect(),
            error: wrong.map(|error| sentence(self.lang, self.document, error)),
            required: question.required,
            bounds: Bounds::default(),
        }
    }

    /// A text of its own with closed questions about it, apart from all other answers.
    fn suggestion(&self, number: usize, question: &Question, about: &[Question]) -> Markup {
        let field = Field::BlockText(question.code.clone());
        let mut text = self.asked(&field, question);
        text.number = Some(number);
        text.help = vec![html! { (at_most(self.lang, LONG_LIMIT)) }];
        let gate = self.gate(question);
        html! {
            section.suggestion data-if=[&gate.show] data-must=[&gate.must]
                data-required=[gate.required] {
                h2 { (SUGGESTION.to(self.lang)) }
                (when_line(question.code.as_str(), &self.when(question)))
                @if !question.help.is_blank() { p.help { (self.said(&question.help)) } }
                (text.single(self.lang, &self.essay(&text)))
                @for inner in about { (self.about(question, inner)) }
            }
        }
    }

    fn about(&self, block: &Question, inner: &Question) -> Markup {
        let field = Field::BlockChoice { block: block.code.clone(), inner: inner.code.clone() };
        let asked = self.asked(&field, inner);
        let options = inner.options();
        if options.len() > MOST_IN_SIGHT {
            asked.single(self.lang, &self.folded(&asked, options))
        } else {
            asked.group(self.lang, &self.choices(Pick::One, &asked, options))
        }
    }

    /// Boxes to touch; those that exclude the others stand apart below.
    fn choices(&self, pick: Pick, asked: &Asked, options: &[Choice]) -> Markup {
        let (apart, together): (Vec<_>, Vec<_>) =
            options.iter().partition(|choice| choice.exclusive);
        let first = together.first().or(apart.first()).map(|choice| &choice.code);
        let row = |choice: &Choice| {
            let id = (first == Some(&choice.code)).then(|| asked.id());
            html! {
                (self.choice(pick, asked, id, choice.code.as_str(), &self.word(&choice.text), choice.moves))
                @if choice.other { (self.beside(asked, choice)) }
            }
        };
        html! {
            @if !together.is_empty() { div.choices { @for choice in together { (row(choice)) } } }
            @if !apart.is_empty() {
                div.choices.apart { @for choice in apart { (row(choice)) } }
            }
        }
    }

    fn choice(
        &self,
        pick: Pick,
        asked: &Asked,
        id: Option<String>,
        value: &str,
        text: &Markup,
        moves: bool,
    ) -> Markup {
        let kind = match pick {
            Pick::One => "radio",
            Pick::Several => "checkbox",
        };
        html! {
            label data-moves[moves] {
                input type=(kind) name=(asked.name) value=(value) id=[id]
                    checked[self.holds(asked, value)];
                (text)
            }
        }
    }

    /// The points of a scale, and what may be said instead.
    fn points(&self, asked: &Asked, kind: &Kind) -> Markup {
        let Some(points) = kind.points() else {
            return html! {};
        };
        let aside = |aside: Aside| {
            let text = html! { (aside.text().to(self.lang)) };
            self.choice(Pick::One, asked, None, points.value(aside), &text, false)
        };
        let mut asides = points.asides.offered().peekable();
        html! {
            (self.scale(asked, &points))
            @if asides.peek().is_some() {
                div.choices.apart { @for each in asides { (aside(each)) } }
            }
        }
    }

    fn scale(&self, asked: &Asked, points: &Points<'_>) -> Markup {
        let end = |point: u8, words: &Words| {
            html! { span { (point) @if !words.is_blank() { " " (self.word(words)) } } }
        };
        html! {
            div.scale .stars[points.stars] {
                div.points {
                    @for point in points.first..=points.last {
                        label {
                            input type="radio" name=(asked.name) value=(point)
                                id=[(point == points.first).then(|| asked.id())]
                                checked[self.holds(asked, &point.to_string())];
                            span { (point) }
                        }
                    }
                }
                p.ends { (end(points.first, points.low)) (end(points.last, points.high)) }
            }
        }
    }

    fn folded(&self, asked: &Asked, options: &[Choice]) -> Markup {
        html! {
            select id=(asked.id()) name=(asked.name) aria-invalid=[asked.wrong_mark()]
                aria-describedby=[asked.described_by()] {
                option value="" { (CHOOSE.to(self.lang)) }
                @for choice in options {
                    option value=(choice.code.as_str()) data-moves[choice.moves]
                        lang=[self.marked(&choice.text).map(|it| it.tag)]
                        dir=[self.marked(&choice.text).and_then(Language::dir)]
                        selected[self.holds(asked, choice.code.as_str())] {
                        (choice.text.to(self.lang))
                    }
                }
            }
        }
    }

    fn line(&self, asked: &Asked) -> Markup {
        html! {
            input id=(asked.id()) name=(asked.name) value=(self.typed.text(&asked.name))
                data-max=(SHORT_LIMIT) autocomplete="off" aria-invalid=[asked.wrong_mark()]
                aria-describedby=[asked.described_by()];
        }
    }

    fn essay(&self, asked: &Asked) -> Markup {
        // A browser drops the first line break after the tag, so that one is given to drop.
        html! {
            textarea id=(asked.id()) name=(asked.name) data-max=(LONG_LIMIT)
                autocomplete="off" aria-invalid=[asked.wrong_mark()]
                aria-describedby=[asked.described_by()] { "\n" (self.typed.text(&asked.name)) }
        }
    }

    fn holds(&self, asked: &Asked, value: &str) -> bool {
        self.typed.all(&asked.name).any(|held| held == value)
    }
}

/// How many options are asked for.
fn several(lang: Lang, bounds: Bounds) -> Markup {
    let sentence = match (bounds.least, bounds.most) {
        (None, None) => SEVERAL.to(lang).to_owned(),
        (Some(least), None) => at_least_some(lang, least),
        (None, Some(most)) => at_most_some(lang, most),
        (Some(least), Some(most)) if least == most => just_some(lang, least),
        (Some(least), Some(most)) => some_to_some(lang, least, most),
    };
    html! { (sentence) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::questionnaires::TEMPLATES;
    use crate::domain::plan::units::asked_about;
    use crate::domain::responses::{Answers, Problem};
    use crate::web::page::respondent_page;
    use crate::web::responses::problems::error_summary;

    fn view(lang: Lang) -> View {
        View { lang, ..View::default() }
    }

    fn staff() -> Document {
        TEMPLATES[0].document(&asked_about())
    }

    fn drawn(document: &Document, typed: &Form, errors: &[FieldError]) -> String {
        questions(view(Lang::Zh), document, typed, errors, Repeats::Script).into_string()
    }

    /// Reads the page as a browser would: all names of controls.
    fn names(page: &str) -> Vec<String> {
        let parts = page.split(" name=\"").skip(1);
        let mut names: Vec<String> =
            parts.filter_map(|part| part.split('"').next()).map(str::to_owned).collect();
        names.dedup();
        names
    }

    #[test]
    fn every_field_of_the_page_is_one_the_reader_of_answers_knows() {
        for template in TEMPLATES {
            let document = template.document(&asked_about());
            let names = names(&drawn(&document, &Form::default(), &[]));
            assert!(names.len() >= document.questions.len() - 2, "{}", template.audience);
            let sent: Vec<_> = names.into_iter().map(|name| (name, String::new())).collect();
            let errors = Answers::from_form(&sent, &document).err().unwrap_or_default();
            assert!(errors.iter().all(|error| error.problem == Problem::Required), "{errors:?}");
        }
    }

    #[test]
    fn what_was_chosen_and_written_stands_there_again() {
        let document = staff();
        let mut typed = Form::default();
        typed.push("q.service", "4");
        typed.push("q.risk", "power");
        typed.push("q.risk", "conduct");
        typed.push("q.suggestion.text", "\n多开窗口<b>");
        typed.push("q.suggestion.unit", "caiwu");
        let page = drawn(&document, &typed, &[]);
        assert_eq!(page.matches(" checked").count(), 3);
        assert_eq!(page.matches(" selected").count(), 1);
        assert!(page.contains(r#"value="caiwu" selected"#));
        assert!(page.contains("\n\n多开窗口&lt;b&gt;</textarea>"));
    }

    #[test]
    fn an_error_is_wired_to_its_question_and_to_the_summary() {
        let document = staff();
        let errors = Answers::from_form(&[], &document).expect_err("nothing was answered");
        let page = drawn(&document, &Form::default(), &errors);
        assert!(page.contains(r#"aria-describedby="f-q.risk-help f-q.risk-error""#), "{page}");
        assert!(page.contains(r#"<p class="error" id="f-q.service-error">请选择一项。</p>"#));
        let summary = error_summary(view(Lang::En), &document, &errors).into_string();
        for error in &errors {
            let id = format!("f-{}", error.field);
            assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
            assert!(summary.contains(&format!("href=\"#{id}\"")), "{id}");
        }
        assert!(summary.contains("Question 1: "));
    }

    #[test]
    fn what_is_not_translated_is_marked_as_chinese() {
        let mut document = staff();
        document.questions[0].text.set(Lang::En, "");
        let (view, form) = (view(Lang::En), Form::default());
        let page = questions(view, &document, &form, &[], Repeats::Script).into_string();
        assert!(page.contains(r#"<span lang="zh-CN">"#));
    }

    #[test]
    fn the_whole_page_of_a_shipped_questionnaire_leaves_room_in_45_kilobytes() {
        for (template, lang) in TEMPLATES.iter().zip([Lang::Zh, Lang::En].into_iter().cycle()) {
            let document = template.document(&asked_about());
            let form = Form::default();
            let body = questions(view(lang), &document, &form, &[], Repeats::Script);
            let page = respondent_page(view(lang), "问卷", body).into_string();
            assert!(page.len() < 27 * 1024, "{}: {}", template.audience, page.len());
        }
    }
}
