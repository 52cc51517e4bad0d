//! What a form control is: its label, help and error, and how they are wired together for eye and
//! screen reader. `controls` draws the kinds of control from it.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::domain::lang::{Lang, words};

words! {
    REQUIRED = "必填",
               "required";
    at_most(limit: usize) = "最多 {limit} 字",
                            "At most {limit} characters";
}
/// One control: what it is called, what it holds, what is wrong with it.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    pub(super) lang: Lang,
    pub(super) name: &'a str,
    label: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    pub(super) none: Option<Cow<'a, str>>,
    pub(super) error: Option<Cow<'a, str>>,
    values: Vec<Cow<'a, str>>,
    pub(super) limit: Option<usize>,
    range: Option<(Cow<'a, str>, Cow<'a, str>)>,
    pub(super) autocomplete: Option<&'a str>,
    pub(super) input: Input,
    pub(super) is_required: bool,
    pub(super) written: Option<(&'a str, Option<&'a str>)>,
    wanted: Option<Cow<'a, str>>,
    pub(super) key: Option<&'a str>,
    pub(super) form: Option<&'static str>,
}

/// What a one-line field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// Whole numbers.
    Number,
    /// Something to look for.
    Search,
    /// A code or one-time secret: evenly spaced, never corrected or remembered.
    Code,
}

impl<'a> Field<'a> {
    /// An empty, optional field.
    pub fn new(lang: Lang, name: &'a str, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            lang,
            name,
            label: label.into(),
            help: None,
            none: None,
            error: None,
            values: Vec::new(),
            limit: None,
            range: None,
            autocomplete: None,
            input: Input::Text,
            is_required: false,
            written: None,
            wanted: None,
            key: None,
            form: None,
        }
    }

    /// Adds a sentence of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What no choice means in a select, as 全部 in a filter.
    #[must_use]
    pub fn none(mut self, none: impl Into<Cow<'a, str>>) -> Self {
        self.none = Some(none.into());
        self
    }

    /// Says what is wrong with what was typed, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// What the field holds.
    #[must_use]
    pub fn value(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// Everything a group of checkboxes holds.
    #[must_use]
    pub fn values<V: Into<Cow<'a, str>>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// The key that leads into the field, with the browser's own keys for that.
    #[must_use]
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// The field is sent with the page's main form, wherever it stands: a choice or a select.
    #[must_use]
    pub fn of_main_form(mut self) -> Self {
        self.form = Some(super::MAIN_FORM);
        self
    }

    /// The field must be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// The field may be left blank for now; says when it may not, as 报审时必填.
    #[must_use]
    pub fn wanted(mut self, when: impl Into<Cow<'a, str>>) -> Self {
        self.wanted = Some(when.into());
        self
    }

    /// The longest text, in UTF-16 units as browsers count.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The smallest and the largest number, or the first and the last day.
    #[must_use]
    pub fn range(mut self, from: impl Into<Cow<'a, str>>, to: impl Into<Cow<'a, str>>) -> Self {
        self.range = Some((from.into(), to.into()));
        self
    }

    /// What the browser may fill in, as in the `autocomplete` attribute.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'a str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// The language of what is typed, and the direction of its lines where that is not the page's.
    #[must_use]
    pub fn written(mut self, tag: &'a str, dir: Option<&'a str>) -> Self {
        self.written = Some((tag, dir));
        self
    }

    /// What a one-line field takes.
    #[must_use]
    pub fn input(mut self, input: Input) -> Self {
        self.input = input;
        self
    }

    pub(super) fn id(&self) -> String {
        field_id(self.name)
    }

    pub(super) fn first_value(&self) -> &str {
        self.values.first().map_or("", Cow::as_ref)
    }

    pub(super) fn holds(&self, value: &str) -> bool {
        self.values.iter().any(|held| held == value)
    }

    pub(super) fn lowest(&self) -> Option<&str> {
        self.range.as_ref().map(|(from, _)| from.as_ref())
    }

    pub(super) fn highest(&self) -> Option<&str> {
        self.range.as_ref().map(|(_, to)| to.as_ref())
    }

    pub(super) fn wrong_mark(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The ids of the sentences that describe the control.
    pub(super) fn described_by(&self) -> Option<String> {
        let id = self.id();
        let help = (self.help.is_some() || self.limit.is_some()).then(|| format!("{id}-help"));
        let error = self.error.is_some().then(|| format!("{id}-error"));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn label_words(&self) -> Markup {
        html! {
            (self.label)
            @if self.is_required { " " span.required { (REQUIRED.to(self.lang)) } }
            @else if let Some(when) = &self.wanted { " " span.required { (when) } }
        }
    }

    pub(super) fn sentences(&self) -> Markup {
        let id = self.id();
        html! {
            @if self.help.is_some() || self.limit.is_some() {
                p.help id={ (id) "-help" } {
                    @if let Some(help) = &self.help { (help) " " }
                    @if let Some(limit) = self.limit { span.limit { (at_most(self.lang, limit)) } }
                }
            }
            @if let Some(error) = &self.error { p.error id={ (id) "-error" } { (error) } }
        }
    }

    pub(super) fn frame(&self, control: &Markup) -> Markup {
        html! {
            div.field .wrong[self.error.is_some()] {
                label for=(self.id()) { (self.label_words()) }
                (self.sentences())
                (control)
            }
        }
    }

    pub(super) fn group(&self, role: Option<&str>, rows: &Markup) -> Markup {
        html! {
            fieldset.field .wrong[self.error.is_some()] role=[role]
                aria-describedby=[self.described_by()] {
                legend id={ (self.id()) "-legend" } { (self.label_words()) }
                (self.sentences())
                div.choices { (rows) }
            }
        }
    }

    /// The first control of a group carries the id of the field, so that links find it.
    pub(super) fn choice_id(&self, position: usize) -> String {
        if position == 0 { self.id() } else { format!("{}-{position}", self.id()) }
    }
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    pub(super) value: Cow<'a, str>,
    pub(super) label: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
}

impl<'a> Choice<'a> {
    /// A choice by the value that is sent and the words that are read.
    pub fn new(value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self { value: value.into(), label: label.into(), help: None }
    }

    /// Adds a sentence under the words; a select does not show it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn words(&self) -> Markup {
        html! {
            span { (self.label) @if let Some(help) = &self.help { small { (help) } } }
        }
    }
}

/// The id of the control with this name.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}
