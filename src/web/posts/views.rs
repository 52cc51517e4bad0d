//! The page of posts: first where nobody can act, then everyone who can.

use maud::{Markup, html};

use super::words;
use crate::services::posts::Posts;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, posts: &Posts) -> Page {
    let lang = view.lang;
    let house_columns = [Column::text(view.t(words::STEP)), Column::text(view.t(words::ABLE))];
    let house: Vec<Vec<Markup>> = posts
        .house
        .iter()
        .map(|(step, names, is_enough)| {
            vec![html! { (view.t(step.text())) }, able(view, names, *is_enough)]
        })
        .collect();
    let columns = [
        Column::text(view.t(crate::web::words::UNIT)),
        Column::text(view.t(words::STEP)),
        Column::text(view.t(words::ABLE)),
    ];
    let of_units = |wanted: bool| -> Vec<Vec<Markup>> {
        let every = posts
            .units
            .iter()
            .flat_map(|(unit, steps)| steps.iter().map(move |(step, names)| (unit, step, names)));
        every
            .filter(|(_, _, names)| names.is_empty() == wanted)
            .map(|(unit, step, names)| {
                vec![
                    html! { (unit.name(lang)) },
                    html! { (view.t(step.text())) },
                    able(view, names, !names.is_empty()),
                ]
            })
            .collect()
    };
    let (gaps, filled) = (of_units(true), of_units(false));
    let body = html! {
        (told(view, posts.vacant, &html! {}))
        (parts::panel(view.t(words::HOUSE), parts::table(view.t(words::HOUSE), &house_columns, &house)))
        @if !gaps.is_empty() {
            (parts::panel(view.t(words::GAPS), parts::table(view.t(words::GAPS), &columns, &gaps)))
        }
        @if !filled.is_empty() {
            (parts::panel(view.t(words::FILLED), parts::table(view.t(words::FILLED), &columns, &filled)))
        }
    };
    Page::new(view.t(words::POSTS), body).lead(view.t(words::LEAD))
}

/// How many steps nobody can take, in a sentence with something after it.
pub fn told(view: View, vacant: usize, then: &Markup) -> Markup {
    let (tone, said) = match vacant {
        0 => (Tone::Good, view.t(words::ALL_FILLED).to_owned()),
        _ => (Tone::Soon, words::vacant(view.lang, vacant)),
    };
    parts::notice(tone, html! { p { (said) " " (then) } })
}

/// The way to the page.
pub fn link(view: View) -> Markup {
    html! { a href=(paths::POSTS) { (view.t(words::POSTS)) } }
}

fn able(view: View, names: &[String], is_enough: bool) -> Markup {
    html! {
        (names.join("、"))
        @if !is_enough { " " (parts::badge(view.t(words::NOBODY), Tone::Late)) }
    }
}
