//! Kinds that not every questionnaire has. Their classes are those of `static/kinds.css`, their
//! comfort is that of `static/kinds.js`; pages without them load neither. Every answer stands in a
//! `.question` of its own, with one field: that is how the blind page's script reads it.

use maud::{Markup, html};

use super::{Asked, Gate, Pick, REQUIRED, Sheet, several, when_line};
use crate::domain::lang::words;
use crate::domain::questionnaires::{Bounds, Choice, Kind, Question};
use crate::domain::responses::{Field, Slot};
use crate::web::responses::problems::sentence;

words! {
    SAY_WHAT = "请注明",
               "Please say what";
}

impl Sheet<'_> {
    /// The short text beside an option.
    pub(super) fn beside(&self, asked: &Asked, option: &Choice) -> Markup {
        let name = format!("{}-{}", asked.name, option.code);
        let wrong = self.errors.iter().find(|error| error.field.to_string() == name);
        let beside = Asked {
            name,
            number: None,
            text: self.said(&option.text),
            help: Vec::new(),
            error: wrong.map(|error| sentence(self.lang, self.document, error)),
            required: false,
            bounds: Bounds::default(),
            when: Vec::new(),
            gate: Gate::default(),
        };
        html! {
            div.question.beside .wrong[beside.error.is_some()] data-option=(option.code.as_str()) {
                label for=(beside.id()) {
                    span.no.unseen { (asked.number.unwrap_or_default()) "." }
                    (SAY_WHAT.to(self.lang))
                }
                (beside.sentences())
                (self.line(&beside))
            }
        }
    }

    /// A folded list, and the texts beside its options.
    pub(super) fn dropdown(&self, asked: &Asked, options: &[Choice]) -> Markup {
        let answer = html! {
            (self.folded(asked, options))
            @for option in options.iter().filter(|option| option.other) {
                (self.beside(asked, option))
            }
        };
        asked.single(self.lang, &answer)
    }

    /// The same question for each line: a group of groups, on a phone one below the other.
    pub(super) fn matrix(
        &self,
        asked: &Asked,
        question: &Question,
        lines: &[Choice],
        cell: &Kind,
    ) -> Markup {
        let mut help = asked.help.clone();
        if let Kind::Multiple { bounds, .. } = cell {
            help.insert(0, several(self.lang, *bounds));
        }
        let id = format!("{}-help", asked.id());
        html! {
            fieldset.matrix aria-describedby=[(!help.is_empty()).then_some(&id)]
                data-if=[&asked.gate.show] data-must=[&asked.gate.must]
                data-required=[asked.gate.required] data-fit=[&asked.gate.fit]
                data-unfit=[&asked.gate.unfit] {
                legend { (asked.title(self.lang)) }
                (when_line(&asked.id(), &asked.when))
                @if !help.is_empty() {
                    p.help id=(id) { @for line in &help { (line) " " } }
                }
                @for line in lines { (self.matrix_line(asked, question, line, cell)) }
            }
        }
    }

    fn matrix_line(
        &self,
        whole: &Asked,
        question: &Question,
        line: &Choice,
        cell: &Kind,
    ) -> Markup {
        let slot = Slot::part(&question.code, &line.code);
        let field = Field::from(&slot);
        let wrong = self.errors.iter().find(|error| error.field == field);
        let mut asked = Asked {
            name: field.to_string(),
            number: whole.number,
            text: self.said(&line.text),
            help: Vec::new(),
            error: wrong.map(|error| sentence(self.lang, self.document, error)),
            required: question.required,
            bounds: Bounds::default(),
            when: Vec::new(),
            gate: Gate::default(),
        };
        let answer = match cell {
            Kind::Multiple { options, bounds } => {
                asked.bounds = *bounds;
                self.choices(Pick::Several, &asked, options)
            }
            Kind::Scale { .. } | Kind::Nps { .. } => self.points(&asked, cell),
            Kind::ShortText => {
                return html! {
                    div.question .wrong[asked.error.is_some()] {
                        label for=(asked.id()) { (self.line_title(&asked)) }
                        (asked.sentences())
                        (self.line(&asked))
                    }
                };
            }
            _ => self.choices(Pick::One, &asked, cell.options()),
        };
        html! {
            fieldset.question .wrong[asked.error.is_some()]
                aria-describedby=[asked.described_by()]
                data-least=[asked.bounds.least] data-most=[asked.bounds.most] {
                legend { (self.line_title(&asked)) }
                (asked.sentences())
                (answer)
            }
        }
    }

    /// A line's own words. Number and mark stand at the whole; here they are for those who listen,
    /// and for the script.
    fn line_title(&self, asked: &Asked) -> Markup {
        html! {
            span.no.unseen { (asked.number.unwrap_or_default()) "." }
            (asked.text)
            @if asked.required { span.required.unseen { (REQUIRED.to(self.lang)) } }
        }
    }
}
