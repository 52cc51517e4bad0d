//! Kinds that are typed: numbers, dates and times; shares that add up; blanks in a sentence; and
//! places of a ranking, which are chosen from lists.

use maud::{Markup, html};

use super::super::problems::{range, sentence};
use super::{Asked, CHOOSE, Gate, Pick, REQUIRED, Sheet, when_line};
use crate::domain::lang::words;
use crate::domain::questionnaires::{
    Amount, Asides, BLANK_LIMIT, Bounds, Choice, Clock, Kind, Language, Measure, Measured, Words,
    blanks_in,
};
use crate::domain::time::Day;

words! {
    place(at: u8) = "第 {at} 位",
                    "Place {at}";
    rank_help(places: u8) = "请给最重要的 {places} 项各选一个名次，1 为最前。",
                            "Please give the {places} most important a place each; 1 is the first.";
    sum_help(total: u32) = "各项相加应为 {total}，没有的可以不填。",
                           "They must add up to {total}; leave out what has none.";
    OR_INSTEAD = "或者只选：",
                 "Or choose only:";
    blank(at: usize) = "第 {at} 空",
                       "Blank {at}";
}

/// How one of them is typed, and what the script holds it against.
pub(super) struct Typed<'a> {
    word: &'static str,
    kind: &'static str,
    keys: &'static str,
    limits: [Option<String>; 2],
    decimals: Option<u8>,
    unit: Option<&'a Words>,
}

impl<'a> Typed<'a> {
    fn limits<T: Measure>(measured: &Measured<T>) -> [Option<String>; 2] {
        [measured.least, measured.most].map(|limit| limit.map(|limit| limit.to_string()))
    }

    pub(super) fn number(measured: &Measured<Amount>, decimals: u8, unit: &'a Words) -> Self {
        let keys = if decimals > 0 { "decimal" } else { "numeric" };
        let (limits, unit) = (Self::limits(measured), (!unit.is_blank()).then_some(unit));
        Self { word: "number", kind: "text", keys, limits, decimals: Some(decimals), unit }
    }

    pub(super) fn date(measured: &Measured<Day>) -> Self {
        let limits = Self::limits(measured);
        Self { word: "date", kind: "date", keys: "numeric", limits, decimals: None, unit: None }
    }

    pub(super) fn time(measured: &Measured<Clock>) -> Self {
        let limits = Self::limits(measured);
        Self { word: "time", kind: "time", keys: "numeric", limits, decimals: None, unit: None }
    }
}

impl Sheet<'_> {
    /// One field, its unit, and what may be said instead. Where a browser knows no dates or times,
    /// the field takes a text.
    pub(super) fn measure<T: Measure>(
        &self,
        mut asked: Asked,
        typed: Typed<'_>,
        measured: &Measured<T>,
    ) -> Markup {
        let between = range(self.lang, measured);
        if !between.is_empty() {
            asked.help.push(html! { (between) });
        }
        let held = self.typed.all(&asked.name).collect::<Vec<_>>();
        let is_aside = |value: &str| measured.asides.offered().any(|it| it.code() == value);
        let value = held.iter().find(|value| !is_aside(value)).copied().unwrap_or_default();
        let [from, to] = typed.limits;
        html! {
            div.question .wrong[asked.error.is_some()] data-typed=(typed.word)
                data-if=[&asked.gate.show] data-must=[&asked.gate.must]
                data-required=[asked.gate.required] data-fit=[&asked.gate.fit]
                data-unfit=[&asked.gate.unfit]
                data-from=[from] data-to=[to] data-decimals=[typed.decimals] {
                label for=(asked.id()) { (asked.title(self.lang)) }
                (asked.sentences())
                div.measure {
                    input type=(typed.kind) id=(asked.id()) name=(asked.name) value=(value) data-max="32"
                        inputmode=(typed.keys) autocomplete="off" aria-invalid=[asked.wrong_mark()]
                        aria-describedby=[asked.described_by()];
                    @if let Some(unit) = typed.unit { span { (self.word(unit)) } }
                }
                @if measured.asides.offered().next().is_some() {
                    div.choices.apart {
                        @for aside in measured.asides.offered() {
                            (self.choice(Pick::Several, &asked, None, aside.code(),
                                &html! { (aside.text().to(self.lang)) }, false))
                        }
                    }
                }
            }
        }
    }

    /// A group around parts that are answered together.
    fn parts(&self, asked: &Asked, help: Option<String>, parts: &Markup) -> Markup {
        let id = format!("{}-help", asked.id());
        let help: Vec<Markup> =
            asked.help.iter().cloned().chain(help.map(|help| html! { (help) })).collect();
        html! {
            fieldset.matrix.parts aria-describedby=[(!help.is_empty()).then_some(&id)]
                data-if=[&asked.gate.show] data-must=[&asked.gate.must]
                data-required=[asked.gate.required] data-fit=[&asked.gate.fit]
                data-unfit=[&asked.gate.unfit] {
                legend { (asked.title(self.lang)) }
                (when_line(&asked.id(), &asked.when))
                @if !help.is_empty() { p.help id=(id) { @for line in &help { (line) " " } } }
                (parts)
            }
        }
    }

    /// What may be said instead of all parts: boxes that can be cleared again.
    fn instead(&self, asked: &Asked, asides: Asides) -> Markup {
        html! {
            @if asides.offered().next().is_some() {
                div.question.instead .wrong[asked.error.is_some()] {
                    p { span.no.unseen { (asked.number.unwrap_or_default()) "." } (OR_INSTEAD.to(self.lang)) }
                    @if let Some(error) = &asked.error {
                        p.error id={ (asked.id()) "-error" } { (error) }
                    }
                    div.choices.apart {
                        @for (at, aside) in asides.offered().enumerate() {
                            (self.choice(Pick::Several, asked, (at == 0).then(|| asked.id()), aside.code(),
                                &html! { (aside.text().to(self.lang)) }, false))
                        }
                    }
                }
            }
        }
    }

    fn part(&self, whole: &Asked, code: &str, text: &Words) -> Asked {
        let name = format!("{}-{code}", whole.name);
        let wrong = self.errors.iter().find(|error| error.field.to_string() == name);
        Asked {
            name,
            number: whole.number,
            text: self.said(text),
            help: Vec::new(),
            error: wrong.map(|error| sentence(self.lang, self.document, error)),
            required: whole.required,
            bounds: Bounds::default(),
            when: Vec::new(),
            gate: Gate::default(),
        }
    }

    /// A list of places for each option.
    pub(super) fn ranking(
        &self,
        asked: &Asked,
        options: &[Choice],
        places: u8,
        asides: Asides,
    ) -> Markup {
        let list = |option: &Choice| {
            let part = self.part(asked, option.code.as_str(), &option.text);
            html! {
                div.question.short .wrong[part.error.is_some()] data-moves[option.moves]
                    data-places=(places) {
                    label for=(part.id()) { (self.part_title(&part, false)) }
                    (part.sentences())
                    select id=(part.id()) name=(part.name) aria-invalid=[part.wrong_mark()]
                        aria-describedby=[part.described_by()] {
                        option value="" { (CHOOSE.to(self.lang)) }
                        @for at in 1..=places {
                            option value=(at) selected[self.holds(&part, &at.to_string())] {
                                (place(self.lang, at))
                            }
                        }
                    }
                }
            }
        };
        let lists = html! {
            @for option in options { (list(option)) }
            (self.instead(asked, asides))
        };
        self.parts(asked, Some(rank_help(self.lang, places)), &lists)
    }

    /// A whole number for each part.
    pub(super) fn shares(
        &self,
        asked: &Asked,
        parts: &[Choice],
        (total, unit): (u32, &Words),
        asides: Asides,
    ) -> Markup {
        let share = |choice: &Choice| {
            let part = self.part(asked, choice.code.as_str(), &choice.text);
            html! {
                div.question.short .wrong[part.error.is_some()] data-total=(total) {
                    label for=(part.id()) { (self.part_title(&part, false)) }
                    (part.sentences())
                    div.measure {
                        input id=(part.id()) name=(part.name) value=(self.typed.text(&part.name))
                            data-max="12" inputmode="numeric" autocomplete="off"
                            aria-invalid=[part.wrong_mark()] aria-describedby=[part.described_by()];
                        @if !unit.is_blank() { span { (self.word(unit)) } }
                    }
                }
            }
        };
        let shares = html! {
            @for part in parts { (share(part)) }
            (self.instead(asked, asides))
        };
        self.parts(asked, Some(sum_help(self.lang, total)), &shares)
    }

    /// A sentence with fields in it.
    pub(super) fn blanks(&self, asked: &Asked, kind: &Kind, sentence: &Words) -> Markup {
        let pieces = blanks_in(sentence.to(self.lang));
        let field = |at: usize, code: &str| {
            let part = self.part(asked, code, sentence);
            html! {
                span.question.blank .wrong[part.error.is_some()] {
                    span.no.unseen { (part.number.unwrap_or_default()) "." }
                    @if part.required { span.required.unseen { (REQUIRED.to(self.lang)) } }
                    @if let Some(error) = &part.error {
                        span.error id={ (part.id()) "-error" } { (error) }
                    }
                    input id=(part.id()) name=(part.name) value=(self.typed.text(&part.name))
                        data-max=(BLANK_LIMIT) autocomplete="off"
                        aria-label=(blank(self.lang, at)) aria-invalid=[part.wrong_mark()]
                        aria-describedby=[part.described_by()];
                }
            }
        };
        let codes = kind.blanks();
        let line = html! {
            p.sentence lang=[self.marked(sentence).map(|it| it.tag)]
                dir=[self.marked(sentence).and_then(Language::dir)] {
                @for (at, piece) in pieces.iter().enumerate() {
                    (piece)
                    @if let Some(code) = codes.get(at) { (field(at + 1, code.as_str())) }
                }
            }
        };
        self.parts(asked, None, &line)
    }

    /// What a part is called; number and mark are for those who listen, and for the script.
    fn part_title(&self, part: &Asked, is_needed: bool) -> Markup {
        html! {
            span.no.unseen { (part.number.unwrap_or_default()) "." }
            (part.text)
            @if is_needed { span.required.unseen { (REQUIRED.to(self.lang)) } }
        }
    }
}
