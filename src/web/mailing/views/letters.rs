//! The form of a letter's words, with the letter beside it as on a phone.

use maud::{Markup, PreEscaped, html};

use super::super::letter_words as words;
use super::under;
use crate::domain::lang::Lang;
use crate::services::letters::Composed;
use crate::services::templates::AudienceLetter;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width, preview_page};
use crate::web::parts::{self, Field, Style, Tone};
use crate::web::{paths, words as common};

/// What the button says that wants the letter drawn below the form.
pub const BELOW: &str = "below";

/// The invitation, and the reminder where there is one.
type Samples = (Composed, Option<Composed>);

/// What the button says that wants a test.
pub const TEST: &str = "test";

/// What stands beside the form.
#[derive(Clone, Copy)]
pub enum Beside<'a> {
    /// The form alone.
    Nothing,
    /// The letters below it, where there is no room for the frame.
    Samples(&'a Samples),
    /// What became of a test.
    Said(Tone, &'a str),
}

/// The page.
pub fn page(view: View, letter: &AudienceLetter, form: &Form, beside: Beside<'_>) -> Page {
    let (campaign, audience) = (&letter.campaign, &letter.audience);
    let action = paths::audience_letter(campaign.id, audience.id);
    let body = html! {
        div.beside {
            div.stack {
                (parts::error_summary(view.lang, form.errors()))
                @if let Beside::Said(tone, said) = beside {
                    (parts::notice(tone, html! { p { (said) } }))
                }
                @if !letter.is_open() {
                    (parts::notice(Tone::Info, html! { p { (view.t(words::FROZEN)) } }))
                }
                (parts::form(&action, fields(view, letter, form)))
                @if let Beside::Samples(samples) = beside {
                    div.handset-else { (parts::panel(view.t(words::PREVIEW), drawn(view, samples))) }
                }
                (test(view, letter))
                @if letter.is_open() && letter.is_own {
                    (parts::actions(parts::post_button(
                        view.t(words::USUAL),
                        &paths::audience_letter_usual(campaign.id, audience.id),
                        Style::Plain)))
                }
            }
            aside.handset {
                iframe name="look" title=(view.t(words::PREVIEW)) {}
                button.button form=(parts::MAIN_FORM) formtarget="look" name="look" value="yes" {
                    (view.t(words::SHOW))
                }
            }
        }
    };
    let page = Page::new(words::letter_of(view.lang, audience.name(view.lang)), body)
        .lead(view.t(words::LEAD))
        .width(Width::Wide)
        .with_form();
    under(page, view, campaign)
}

fn fields(view: View, letter: &AudienceLetter, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let back = paths::campaign(letter.campaign.id);
    html! {
        (parts::submit_key(form))
        (parts::text_field(
            &field("subject", words::SUBJECT).help(words::placeholders(view.lang)).required()))
        (parts::text_area(
            &field("text", words::TEXT).help(words::placeholders(view.lang)).required(), 6))
        (parts::text_field(
            &field("link_text", words::LINK_TEXT).help(view.t(words::LINK_TEXT_HELP))))
        (parts::actions(html! {
            @if letter.is_open() { (parts::button(view.t(common::SAVE), Style::Primary)) }
            // Where the letter stands beside the form this would draw it a second time.
            span.handset-else {
                (parts::button_naming(view.t(words::SHOW), Style::Plain, "look", BELOW))
            }
            (parts::link_button(view.t(common::CANCEL), &back, Style::Plain))
        }))
    }
}

fn test(view: View, letter: &AudienceLetter) -> Markup {
    let body = match &letter.test_to {
        _ if !letter.has_relay => html! { p { (view.t(words::TEST_NO_RELAY)) } },
        None => html! { p { (view.t(words::TEST_NO_ADDRESS)) } },
        Some(to) => html! {
            p { (words::test_to(view.lang, to.as_str())) }
            (parts::actions(parts::main_form_button(view.t(words::TEST), Style::Plain, TEST, "yes")))
        },
    };
    parts::panel(view.t(words::TEST), body)
}

/// The letters as a phone shows them.
pub fn preview(view: View, letter: &AudienceLetter, samples: &Samples) -> Markup {
    let body = html! {
        h1 { (view.t(words::PREVIEW)) }
        p.muted { (letter.campaign.issuer(Lang::Zh)) }
        (drawn(view, samples))
    };
    preview_page(view, view.t(words::PREVIEW), "respond.css", body)
}

fn drawn(view: View, (invitation, reminder): &Samples) -> Markup {
    html! {
        p.help { (view.t(words::PREVIEW_HELP)) }
        (one(invitation))
        @if let Some(reminder) = reminder {
            h2 { (view.t(words::REMINDER)) }
            (one(reminder))
        }
    }
}

fn one(letter: &Composed) -> Markup {
    html! {
        p { strong { (letter.subject) } }
        // Written by the letter itself, which escapes every word it is given.
        div.letter lang="zh-CN" { (PreEscaped(&letter.body)) }
    }
}

/// What is still wrong with it.
pub fn not_yet(view: View, errors: &[(String, String)]) -> Markup {
    let body = html! {
        h1 { (view.t(words::PREVIEW)) }
        ul { @for (_, error) in errors { li { (error) } } }
    };
    preview_page(view, view.t(words::PREVIEW), "respond.css", body)
}
