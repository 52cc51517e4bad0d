//! Form controls, each with its label, help and error wired together for eye and screen reader.
//! The id of a control follows from its name, so that the summary of errors can lead to it.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::domain::lang::{Lang, words};

words! {
    REQUIRED = "必填",
               "required";
    CHOOSE = "请选择",
             "Choose";
    WRONG = "请核对以下内容",
            "Please check the following";
    at_most(limit: usize) = "最多 {limit} 字",
                            "At most {limit} characters";
}

/// One control: what it is called, what it holds, what is wrong with it.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    lang: Lang,
    name: &'a str,
    label: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    error: Option<Cow<'a, str>>,
    values: Vec<Cow<'a, str>>,
    limit: Option<usize>,
    range: Option<(Cow<'a, str>, Cow<'a, str>)>,
    autocomplete: Option<&'a str>,
    input: Input,
    is_required: bool,
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
            error: None,
            values: Vec::new(),
            limit: None,
            range: None,
            autocomplete: None,
            input: Input::Text,
            is_required: false,
        }
    }

    /// Adds a sentence of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
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

    /// The field must be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.is_required = true;
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

    /// What a one-line field takes.
    #[must_use]
    pub fn input(mut self, input: Input) -> Self {
        self.input = input;
        self
    }

    fn id(&self) -> String {
        field_id(self.name)
    }

    fn first_value(&self) -> &str {
        self.values.first().map_or("", Cow::as_ref)
    }

    fn holds(&self, value: &str) -> bool {
        self.values.iter().any(|held| held == value)
    }

    fn lowest(&self) -> Option<&str> {
        self.range.as_ref().map(|(from, _)| from.as_ref())
    }

    fn highest(&self) -> Option<&str> {
        self.range.as_ref().map(|(_, to)| to.as_ref())
    }

    fn wrong_mark(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The ids of the sentences that describe the control.
    fn described_by(&self) -> Option<String> {
        let id = self.id();
        let help = (self.help.is_some() || self.limit.is_some()).then(|| format!("{id}-help"));
        let error = self.error.is_some().then(|| format!("{id}-error"));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label_words(&self) -> Markup {
        html! {
            (self.label)
            @if self.is_required { " " span.required { (REQUIRED.to(self.lang)) } }
        }
    }

    fn sentences(&self) -> Markup {
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

    fn frame(&self, control: &Markup) -> Markup {
        html! {
            div.field .wrong[self.error.is_some()] {
                label for=(self.id()) { (self.label_words()) }
                (self.sentences())
                (control)
            }
        }
    }

    fn group(&self, role: Option<&str>, rows: &Markup) -> Markup {
        html! {
            fieldset.field .wrong[self.error.is_some()] role=[role]
                aria-describedby=[self.described_by()] {
                legend { (self.label_words()) }
                (self.sentences())
                div.choices { (rows) }
            }
        }
    }

    /// The first control of a group carries the id of the field, so that links find it.
    fn choice_id(&self, position: usize) -> String {
        if position == 0 {
            self.id()
        } else {
            format!("{}-{position}", self.id())
        }
    }
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    value: Cow<'a, str>,
    label: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
}

impl<'a> Choice<'a> {
    /// A choice by the value that is sent and the words that are read.
    pub fn new(value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            help: None,
        }
    }

    /// Adds a sentence under the words; a select does not show it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn words(&self) -> Markup {
        html! {
            span { (self.label) @if let Some(help) = &self.help { small { (help) } } }
        }
    }
}

/// The id of the control with this name.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}

/// A value the person does not see.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// One line of text.
pub fn text_field(field: &Field<'_>) -> Markup {
    let (kind, mode) = match field.input {
        Input::Text | Input::Code => ("text", None),
        Input::Email => ("email", None),
        Input::Number => ("number", Some("numeric")),
        Input::Search => ("search", None),
    };
    let is_code = field.input == Input::Code;
    let autocomplete = field.autocomplete.or(is_code.then_some("off"));
    field.frame(&html! {
        input .code[is_code] type=(kind) inputmode=[mode] id=(field.id()) name=(field.name)
            value=(field.first_value()) maxlength=[field.limit] min=[field.lowest()] max=[field.highest()]
            autocomplete=[autocomplete] autocapitalize=[is_code.then_some("none")]
            spellcheck=[is_code.then_some("false")] required[field.is_required]
            aria-invalid=[field.wrong_mark()] aria-describedby=[field.described_by()];
    })
}

/// A password or passphrase. What was typed never comes back.
pub fn password_field(field: &Field<'_>) -> Markup {
    field.frame(&html! {
        input type="password" id=(field.id()) name=(field.name) maxlength=[field.limit]
            autocomplete=(field.autocomplete.unwrap_or("current-password"))
            required[field.is_required] aria-invalid=[field.wrong_mark()]
            aria-describedby=[field.described_by()];
    })
}

/// Several lines of text, `rows` of them to begin with.
pub fn text_area(field: &Field<'_>, rows: u8) -> Markup {
    // A browser drops the first line break after the tag, so that one is given to drop.
    field.frame(&html! {
        textarea id=(field.id()) name=(field.name) rows=(rows) maxlength=[field.limit]
            required[field.is_required] aria-invalid=[field.wrong_mark()]
            aria-describedby=[field.described_by()] { "\n" (field.first_value()) }
    })
}

/// One of many, folded up. An empty choice comes first unless something is chosen and required.
pub fn select(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    let has_choice = choices.iter().any(|choice| field.holds(&choice.value));
    field.frame(&html! {
        select id=(field.id()) name=(field.name) required[field.is_required]
            aria-invalid=[field.wrong_mark()] aria-describedby=[field.described_by()] {
            @if !(has_choice && field.is_required) {
                option value="" { (CHOOSE.to(field.lang)) }
            }
            @for choice in choices {
                option value=(choice.value) selected[field.holds(&choice.value)] { (choice.label) }
            }
        }
    })
}

/// One of a few, all in sight.
pub fn radio_group(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    field.group(
        Some("radiogroup"),
        &html! {
            @for (position, choice) in choices.iter().enumerate() {
                label.choice {
                    input type="radio" id=(field.choice_id(position)) name=(field.name)
                        value=(choice.value) checked[field.holds(&choice.value)]
                        required[field.is_required] aria-invalid=[field.wrong_mark()];
                    (choice.words())
                }
            }
        },
    )
}

/// Any of a few. Browsers cannot require one of a group: the border checks it.
pub fn checkbox_group(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    field.group(
        None,
        &html! {
            @for (position, choice) in choices.iter().enumerate() {
                label.choice {
                    input type="checkbox" id=(field.choice_id(position)) name=(field.name)
                        value=(choice.value) checked[field.holds(&choice.value)]
                        aria-invalid=[field.wrong_mark()];
                    (choice.words())
                }
            }
        },
    )
}

/// One checkbox that sends `value` when ticked.
pub fn tick(field: &Field<'_>, value: &str) -> Markup {
    html! {
        div.field .wrong[field.error.is_some()] {
            label.choice {
                input type="checkbox" id=(field.id()) name=(field.name) value=(value)
                    checked[field.holds(value)] required[field.is_required]
                    aria-invalid=[field.wrong_mark()] aria-describedby=[field.described_by()];
                span { (field.label_words()) }
            }
            (field.sentences())
        }
    }
}

/// A day, as `2026-05-01`.
pub fn date_field(field: &Field<'_>) -> Markup {
    field.frame(&html! {
        input type="date" id=(field.id()) name=(field.name) value=(field.first_value())
            min=[field.lowest()] max=[field.highest()] required[field.is_required]
            aria-invalid=[field.wrong_mark()] aria-describedby=[field.described_by()];
    })
}

/// A file; `accept` names kinds as the attribute does. It belongs in a `file_form`.
pub fn file_field(field: &Field<'_>, accept: &str) -> Markup {
    field.frame(&html! {
        input type="file" id=(field.id()) name=(field.name) accept=(accept)
            required[field.is_required] aria-invalid=[field.wrong_mark()]
            aria-describedby=[field.described_by()];
    })
}

/// Everything wrong with a form, by field name and message, each leading to its field. Nothing
/// when nothing is wrong.
pub fn error_summary<N: AsRef<str>, M: AsRef<str>>(lang: Lang, errors: &[(N, M)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.error-summary #errors role="alert" tabindex="-1" {
                h2 { (WRONG.to(lang)) }
                ul {
                    @for (name, message) in errors {
                        li { a href={ "#" (field_id(name.as_ref())) } { (message.as_ref()) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_field(error: Option<&'static str>) -> Field<'static> {
        Field::new(Lang::Zh, "name", "姓名")
            .help("写全名")
            .error(error)
            .required()
            .limit(40)
    }

    #[test]
    fn help_and_error_describe_the_control() {
        let fine = text_field(&name_field(None)).into_string();
        assert!(fine.contains(r#"aria-describedby="f-name-help""#));
        assert!(!fine.contains("aria-invalid"));
        let wrong = text_field(&name_field(Some("请填写姓名"))).into_string();
        assert!(wrong.contains(r#"aria-describedby="f-name-help f-name-error""#));
        assert!(wrong.contains(r#"aria-invalid="true""#));
        assert!(wrong.contains(r#"id="f-name-error">请填写姓名<"#));
    }

    #[test]
    fn required_is_a_word() {
        assert!(text_field(&name_field(None)).into_string().contains("必填"));
        let optional = text_field(&Field::new(Lang::En, "name", "Name")).into_string();
        assert!(!optional.contains("required"));
    }

    #[test]
    fn what_was_typed_is_escaped_and_a_password_never_comes_back() {
        let field = Field::new(Lang::Zh, "name", "姓名").value(r#""><b>"#);
        assert!(
            text_field(&field)
                .into_string()
                .contains("&quot;&gt;&lt;b&gt;")
        );
        assert!(!password_field(&field).into_string().contains("&lt;b"));
    }

    #[test]
    fn a_leading_line_break_survives_the_text_area() {
        let field = Field::new(Lang::Zh, "text", "内容").value("\n第二行");
        assert!(
            text_area(&field, 4)
                .into_string()
                .contains(">\n\n第二行</textarea>")
        );
    }

    #[test]
    fn the_summary_leads_to_the_first_control_of_a_group() {
        let field = Field::new(Lang::Zh, "level", "等级").value("b");
        let group = radio_group(&field, &[Choice::new("a", "甲"), Choice::new("b", "乙")]);
        let group = group.into_string();
        assert!(group.contains(r#"id="f-level" name="level" value="a""#));
        assert!(group.contains(r#"id="f-level-1" name="level" value="b" checked"#));
        let summary = error_summary(Lang::Zh, &[("level", "请选择等级")]).into_string();
        assert!(summary.contains(r##"href="#f-level""##));
    }

    #[test]
    fn a_form_without_errors_has_no_summary() {
        assert_eq!(error_summary::<&str, &str>(Lang::Zh, &[]).into_string(), "");
    }

    #[test]
    fn checkboxes_hold_several_values() {
        let field = Field::new(Lang::Zh, "roles", "岗位").values(["b", "c"]);
        let choices = ["a", "b", "c"].map(|code| Choice::new(code, code));
        let group = checkbox_group(&field, &choices).into_string();
        assert_eq!(group.matches(" checked").count(), 2);
    }
}
