//! The kinds of form control, and the summary of everything wrong with a form. The id of a control
//! follows from its name, so that the summary can lead to it.

use maud::{Markup, html};

use super::field::{Choice, Field, Input, field_id};
use crate::domain::lang::{Lang, words};
use crate::web::form::{Form, SUBMIT_KEY, is_secret};

words! {
    CHOOSE = "请选择",
             "Choose";
    WRONG = "请核对以下内容",
            "Please check the following";
}
/// A value the person does not see.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The id of what a form creates: a second press names the same thing.
pub fn submit_key(form: &Form) -> Markup {
    hidden(SUBMIT_KEY, form.text(SUBMIT_KEY))
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

/// A password or passphrase. What was typed never comes back, which its name must tell.
pub fn password_field(field: &Field<'_>) -> Markup {
    debug_assert!(is_secret(field.name), "{} would be carried", field.name);
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
            accesskey=[field.key] lang=[field.written.map(|(tag, _)| tag)] dir=[field.written.and_then(|(_, dir)| dir)]
            required[field.is_required] aria-invalid=[field.wrong_mark()]
            aria-describedby=[field.described_by()] { "\n" (field.first_value()) }
    })
}

/// One of many, folded up. An empty choice comes first unless something is chosen and required.
pub fn select(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    let has_choice = choices.iter().any(|choice| field.holds(&choice.value));
    field.frame(&html! {
        select id=(field.id()) name=(field.name) form=[field.form] required[field.is_required]
            aria-invalid=[field.wrong_mark()] aria-describedby=[field.described_by()] {
            @if !(has_choice && field.is_required) {
                option value="" { (field.none.as_deref().unwrap_or(CHOOSE.to(field.lang))) }
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
                        form=[field.form] value=(choice.value)
                        checked[field.holds(&choice.value)] required[field.is_required] aria-invalid=[field.wrong_mark()];
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

/// The last day of a year with four digits. Without a last day browsers take six of them.
const LAST_DAY: &str = "9999-12-31";

/// A day, as `2026-05-01`.
pub fn date_field(field: &Field<'_>) -> Markup {
    field.frame(&html! {
        input type="date" id=(field.id()) name=(field.name) value=(field.first_value())
            min=[field.lowest()] max=(field.highest().unwrap_or(LAST_DAY))
            required[field.is_required] aria-invalid=[field.wrong_mark()]
            aria-describedby=[field.described_by()];
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
        Field::new(Lang::Zh, "name", "姓名").help("写全名").error(error).required().limit(40)
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
        assert!(text_field(&field).into_string().contains("&quot;&gt;&lt;b&gt;"));
        let field = Field::new(Lang::Zh, "password", "密码").value(r#""><b>"#);
        assert!(!password_field(&field).into_string().contains("&lt;b"));
    }

    #[test]
    fn a_leading_line_break_survives_the_text_area() {
        let field = Field::new(Lang::Zh, "text", "内容").value("\n第二行");
        assert!(text_area(&field, 4).into_string().contains(">\n\n第二行</textarea>"));
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
