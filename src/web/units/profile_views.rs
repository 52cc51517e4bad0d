//! Pages on what a unit does.

use maud::{Markup, html};

use super::profile_words as own;
use crate::domain::profiles::{MOST_POSTS, Post};
use crate::domain::vocabularies::Word;
use crate::services::profiles::UnitPage;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

const SPARE_ROWS: usize = 2;
const FEWEST_ROWS: usize = 3;

/// What the unit does.
pub fn page(view: View, page: &UnitPage) -> Page {
    let unit = &page.unit;
    let body = html! {
        (parts::panel(view.t(own::DUTIES), stored(view, page)))
        (parts::panel(view.t(own::AREAS), html! {
            p.help { (view.t(own::AREAS_HELP)) }
            p {
                (words(view, page.areas.iter().chain(
                    page.steps.iter().filter(|step| step.unit == Some(unit.id)))))
            }
        }))
    };
    let items = format!("{}?unit={}", paths::LEDGER, unit.id);
    let actions = html! {
        @if page.is_own {
            (parts::link_button(view.t(own::WRITE), &paths::unit_profile_edit(unit.id), Style::Primary))
        }
        (parts::link_button(view.t(own::ITEMS), &items, Style::Plain))
    };
    Page::new(unit.name(view.lang).to_owned(), body).lead(view.t(own::LEAD)).actions(actions)
}

fn words<'a>(view: View, words: impl Iterator<Item = &'a Word>) -> String {
    let words: Vec<&str> = words.map(|word| word.text(view.lang)).collect();
    if words.is_empty() { "—".to_owned() } else { words.join(view.comma()) }
}

/// What is stored: duties, posts, who wrote it.
fn stored(view: View, page: &UnitPage) -> Markup {
    let profile = &page.profile;
    let columns =
        [own::POST, own::POST_DUTIES, own::POST_STEPS].map(|label| Column::text(view.t(label)));
    let rows: Vec<Vec<Markup>> = profile.posts.iter().map(|post| row(view, page, post)).collect();
    html! {
        @if profile.revision == 0 { p.muted { (view.t(own::NOTHING)) } }
        @else {
            div.prose { @for line in profile.duties.lines() { p { (line) } } }
            @if !rows.is_empty() { (parts::table(view.t(own::POSTS), &columns, &rows)) }
            @if let (Some(by), Some((_, at))) = (&page.changed_by, profile.changed) {
                p.muted { (own::changed(view.lang, by, &at.to_minute())) }
            }
        }
    }
}

fn row(view: View, page: &UnitPage, post: &Post) -> Vec<Markup> {
    let steps = page.steps.iter();
    let steps = steps.filter(|step| post.steps.iter().any(|code| step.code.as_str() == code));
    vec![html! { (post.name) }, html! { (post.duties) }, html! { (words(view, steps)) }]
}

/// The form; `late` when someone saved another version meanwhile.
pub fn edit(view: View, page: &UnitPage, form: &Form, late: bool) -> Page {
    let id = page.unit.id;
    let duties = Field::new(view.lang, "duties", view.t(own::DUTIES))
        .value(form.text("duties"))
        .error(form.error("duties"))
        .required()
        .limit(2000);
    let is_filled = |row: &usize| !form.text(&format!("post-{row}")).is_empty();
    let last = (1..=MOST_POSTS).filter(is_filled).max().unwrap_or(0);
    let count = (last + SPARE_ROWS).clamp(FEWEST_ROWS, MOST_POSTS);
    let fields = html! {
        (parts::hidden("revision", form.text("revision")))
        (parts::text_area(&duties, 6))
        p.help { (view.t(own::POSTS_HELP)) }
        @for row in 1..=count { (post_fields(view, page, form, row)) }
        (parts::actions(html! {
            (parts::button(view.t(common::SAVE), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::unit_profile(id), Style::Plain))
        }))
    };
    let body = html! {
        @if late {
            (parts::notice(Tone::Late, html! { p { (view.t(own::STALE)) } }))
            (parts::panel(view.t(own::STORED), stored(view, page)))
        }
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::unit_profile_edit(id), fields))
    };
    Page::new(view.t(own::PROFILE), body)
        .lead(view.t(own::LEAD))
        .crumb(page.unit.name(view.lang).to_owned(), paths::unit_profile(id))
        .width(Width::Reading)
        .with_form()
}

fn post_fields(view: View, page: &UnitPage, form: &Form, row: usize) -> Markup {
    let [name, duties, step] = ["post", "duties", "step"].map(|part| format!("{part}-{row}"));
    let field = |name, label: String| {
        Field::new(view.lang, name, label).value(form.text(name)).error(form.error(name))
    };
    let steps: Vec<Choice> = page
        .steps
        .iter()
        .map(|word| Choice::new(word.code.as_str(), word.text(view.lang)))
        .collect();
    let chosen = Field::new(view.lang, &step, view.t(own::POST_STEPS)).values(form.all(&step));
    html! {
        fieldset.field {
            legend { (own::nth_post(view.lang, row)) }
            div.stack {
                (parts::text_field(&field(&name, view.t(own::POST).to_owned()).limit(120)))
                (parts::text_area(&field(&duties, view.t(own::POST_DUTIES).to_owned()).limit(500), 2))
                (parts::more(view.t(own::POST_STEPS), parts::checkbox_group(&chosen, &steps)))
            }
        }
    }
}
