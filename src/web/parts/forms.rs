//! Forms and buttons. Whatever changes something is a POST; the main form of a page has the id
//! that the switches of language and print post along.

use maud::{Markup, Render, html};

use crate::domain::lang::{Lang, words};

words! {
    THINK_AGAIN = "不想继续，再按一次上面的按钮即可收起，不会有任何改动。",
                  "To leave it, press the button above again: it folds up and nothing changes.";
}

/// The id of the main form of a page.
pub const MAIN_FORM: &str = "main-form";

/// What a button says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The one thing to do next; at most one in sight.
    Primary,
    /// Anything else.
    Plain,
    /// What cannot be taken back.
    Danger,
}

impl Style {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Danger => "button danger",
        }
    }
}

/// The main form of a page; errors appear in the page's own words, not the browser's.
pub fn form(action: &str, body: impl Render) -> Markup {
    html! {
        form.form id=(MAIN_FORM) method="post" action=(action) novalidate { (body) }
    }
}

/// The main form of a page that sends files.
pub fn file_form(action: &str, body: impl Render) -> Markup {
    html! {
        form.form id=(MAIN_FORM) method="post" action=(action) enctype="multipart/form-data"
            novalidate { (body) }
    }
}

/// Any further form on a page.
pub fn side_form(action: &str, body: impl Render) -> Markup {
    html! { form.form method="post" action=(action) novalidate { (body) } }
}

/// Narrows a list: fields in a row, sent in the address.
pub fn filter_form(action: &str, body: impl Render) -> Markup {
    html! { form.filter method="get" action=(action) role="search" { (body) } }
}

/// Sends the form it stands in.
pub fn button(label: &str, style: Style) -> Markup {
    html! { button class=(style.class()) { (label) } }
}

/// Sends the form it stands in and says which button it was.
pub fn button_naming(label: &str, style: Style, name: &str, value: &str) -> Markup {
    html! { button class=(style.class()) name=(name) value=(value) { (label) } }
}

/// Sends the main form from outside of it and says which button it was.
pub fn main_form_button(label: &str, style: Style, name: &str, value: &str) -> Markup {
    html! { button class=(style.class()) form=(MAIN_FORM) name=(name) value=(value) { (label) } }
}

/// Sends the form it stands in and says which button it was, by a key as well: the browser's own
/// keys for that, so that nothing happens while somebody types.
pub fn key_button(label: &str, style: Style, (name, value): (&str, &str), key: &str) -> Markup {
    html! {
        button class=(style.class()) name=(name) value=(value) accesskey=(key) {
            kbd { (key.to_uppercase()) } " " (label)
        }
    }
}

/// Sends the main form to another address than its own, so that what was typed there comes along,
/// and says which button it was; by a key as well where there is one.
pub fn elsewhere_button(
    label: &str,
    style: Style,
    action: &str,
    (name, value): (&str, &str),
    key: Option<&str>,
) -> Markup {
    html! {
        button class=(style.class()) name=(name) value=(value) form=(MAIN_FORM)
            formaction=(action) accesskey=[key] {
            @if let Some(key) = key { kbd { (key.to_uppercase()) } " " }
            (label)
        }
    }
}

/// A button that only goes somewhere, by a key as well.
pub fn key_link(label: &str, href: &str, style: Style, key: &str) -> Markup {
    html! {
        a class=(style.class()) href=(href) accesskey=(key) { kbd { (key.to_uppercase()) } " " (label) }
    }
}

/// A button that only goes somewhere.
pub fn link_button(label: &str, href: &str, style: Style) -> Markup {
    html! { a class=(style.class()) href=(href) { (label) } }
}

/// A form that is nothing but its button.
pub fn post_button(label: &str, action: &str, style: Style) -> Markup {
    html! {
        form.inline method="post" action=(action) { (button(label, style)) }
    }
}

/// A button that is a form of its own and sends one value along.
pub fn post_button_with(
    label: &str,
    action: &str,
    style: Style,
    (name, value): (&str, &str),
) -> Markup {
    html! {
        form.inline method="post" action=(action) {
            (super::hidden(name, value))
            (button(label, style))
        }
    }
}

/// Opens the browser's print window. It appears only where a script can do that; elsewhere the
/// browser's own menu prints the page as well.
pub fn print_button(label: &str) -> Markup {
    html! { button class=(Style::Plain.class()) type="button" data-print hidden { (label) } }
}

/// A row of buttons.
pub fn actions(body: impl Render) -> Markup {
    html! { div.actions { (body) } }
}

/// Something that wants a second thought.
pub struct Confirm<'a> {
    /// Opens the question, as 停用账号.
    pub label: &'a str,
    /// What will happen.
    pub question: Markup,
    /// Where it is posted.
    pub action: &'a str,
    /// Fields it needs, or nothing.
    pub fields: Markup,
    /// Does it, as 确认停用.
    pub button: &'a str,
}

/// Two presses for what cannot be taken back, without script. It holds a form, so it stands
/// outside every other form.
pub fn confirm(lang: Lang, confirm: &Confirm<'_>) -> Markup {
    html! {
        details.confirm {
            summary class=(Style::Danger.class()) { (confirm.label) }
            form.form method="post" action=(confirm.action) novalidate {
                div.question { (confirm.question) }
                (confirm.fields)
                (actions(button(confirm.button, Style::Danger)))
                p.help { (THINK_AGAIN.to(lang)) }
            }
        }
    }
}

/// The same with the main form along, so that nothing typed there is lost: the fields belong to it
/// ([`super::Field::of_main_form`]), and `send` sends it. It stays `open` where something is wrong.
pub fn confirm_along(lang: Lang, confirm: &Confirm<'_>, open: bool, send: &Markup) -> Markup {
    html! {
        details.confirm open[open] {
            summary class=(Style::Danger.class()) { (confirm.label) }
            div.form {
                div.question { (confirm.question) }
                (confirm.fields)
                (actions(send))
                p.help { (THINK_AGAIN.to(lang)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_main_form_has_the_id() {
        assert!(form("/office/x", html! {}).into_string().contains(r#"id="main-form""#));
        assert!(file_form("/office/x", html! {}).into_string().contains(r#"id="main-form""#));
        assert!(!side_form("/office/x", html! {}).into_string().contains("id="));
    }

    #[test]
    fn a_confirmation_posts_only_from_inside() {
        let markup = confirm(
            Lang::Zh,
            &Confirm {
                label: "停用账号",
                question: html! { p { "停用后不能登录。" } },
                action: "/office/people/x/deactivate",
                fields: html! {},
                button: "确认停用",
            },
        );
        let markup = markup.into_string();
        let (summary, inside) = markup.split_once("</summary>").expect("a summary comes first");
        assert!(!summary.contains("<button"));
        assert!(inside.contains("确认停用"));
    }
}
