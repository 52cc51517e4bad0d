//! Pages of the discipline officer's room.

use maud::{Markup, html};

use super::words;
use crate::domain::id::TipId;
use crate::domain::lang::Lang;
use crate::domain::tips::TipEvent;
use crate::services::tips::{Tip, TipEntry, TipRoom};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Field, Style, Tone};
use crate::web::paths;

/// The list: when and from which campaign, nothing of the text; and what was done so far.
pub fn list(view: View, room: &TipRoom) -> Page {
    let body = html! {
        (entries(view, &room.tips))
        @if !room.story.is_empty() { (parts::panel(view.t(words::STORY), story(view, room))) }
    };
    Page::new(view.t(words::TIPS), body).lead(view.t(words::LEAD))
}

fn story(view: View, room: &TipRoom) -> Markup {
    let columns = [
        Column::short(view.t(words::DAY)),
        Column::text(view.t(words::DONE)),
        Column::text(view.t(words::BY)),
        Column::text(view.t(words::TIP)),
    ];
    let handed_on = |event: &TipEvent| {
        let tip = room.tips.iter().find(|tip| tip.id == event.tip);
        tip.map_or_else(String::new, |tip| tip.handed_on.to_string())
    };
    let row = |(event, name): &(TipEvent, String)| {
        let by = if name.is_empty() { view.t(words::BY_DESK) } else { name.as_str() };
        vec![
            html! { (event.on) },
            html! { (view.t(event.act.text())) },
            html! { (by) },
            html! { a href=(paths::tip(event.tip)) { (words::handed_on(view.lang, &handed_on(event))) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = room.story.iter().map(row).collect();
    html! {
        @if room.is_whole { (parts::notice(Tone::Good, html! { p { (view.t(words::WHOLE)) } })) }
        @else { (parts::notice(Tone::Late, html! { p { (view.t(words::BROKEN)) } })) }
        (parts::table(view.t(words::STORY), &columns, &rows))
    }
}

fn entries(view: View, tips: &[TipEntry]) -> Markup {
    let columns = [Column::short(view.t(words::HANDED_ON)), Column::text(view.t(words::CAMPAIGN))];
    let rows: Vec<Vec<Markup>> = tips
        .iter()
        .map(|tip| {
            let campaign = match view.lang {
                Lang::En if !tip.campaign_en.is_empty() => &tip.campaign_en,
                _ => &tip.campaign_zh,
            };
            vec![html! { a href=(paths::tip(tip.id)) { (tip.handed_on) } }, html! { (campaign) }]
        })
        .collect();
    html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NONE), None)) }
        @else { (parts::table(view.t(words::TIPS), &columns, &rows)) }
    }
}

/// The door of one tip.
pub fn locked(view: View, id: TipId, form: &Form) -> Page {
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::tip(id), html! {
            (passphrase(view, form))
            (parts::actions(html! {
                (parts::button(view.t(words::OPEN), Style::Primary))
                (parts::link_button(view.t(crate::web::words::BACK), paths::TIPS, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(words::TIP), body)
        .crumb(view.t(words::TIPS), paths::TIPS)
        .width(Width::Card)
        .with_form()
}

fn passphrase(view: View, form: &Form) -> Markup {
    let field = Field::new(view.lang, "passphrase", view.t(words::PASSPHRASE))
        .help(view.t(words::PASSPHRASE_HELP))
        .error(form.error("passphrase"))
        .autocomplete("off")
        .required();
    parts::password_field(&field)
}

fn give_back(view: View, id: TipId, form: &Form) -> Markup {
    parts::form(
        &paths::tip_give_back(id),
        html! {
            p { (view.t(words::GIVE_BACK_HELP)) }
            (passphrase(view, form))
            (parts::actions(parts::button(view.t(words::GIVE_BACK_NOW), Style::Primary)))
        },
    )
}

/// The form to give the general part back, once more.
pub fn give_back_again(view: View, id: TipId, form: &Form) -> Page {
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (give_back(view, id, form))
    };
    Page::new(view.t(words::GIVE_BACK), body)
        .crumb(view.t(words::TIPS), paths::TIPS)
        .width(Width::Card)
        .with_form()
}

/// What was sealed, for printing the transfer letter by hand.
pub fn opened(view: View, id: TipId, tip: &Tip) -> Page {
    let lang = view.lang;
    let mut facts = vec![
        (view.t(words::CAMPAIGN).to_owned(), html! { (tip.campaign) }),
        (view.t(words::HANDED_ON).to_owned(), html! { (tip.handed_on) }),
        (view.t(words::HANDED_BY).to_owned(), html! { (tip.handed_by) }),
    ];
    if let Some(audience) = &tip.audience {
        facts.push((view.t(words::AUDIENCE).to_owned(), html! { (audience) }));
    }
    for (question, answer) in &tip.about {
        facts.push((question.to(lang).to_owned(), html! { (answer.to(lang)) }));
    }
    if !tip.note.is_empty() {
        facts.push((view.t(words::NOTE).to_owned(), html! { (tip.note) }));
    }
    let body = html! {
        (parts::notice(Tone::Soon, html! { p { (view.t(words::KEEP)) } }))
        article.paper {
            h2 { (view.t(words::TIP)) }
            blockquote.quote { (tip.text) }
            (parts::facts(&facts))
        }
        @if let Some(general) = &tip.general {
            div.no-print {
                (parts::panel(view.t(words::GIVE_BACK), html! {
                    blockquote.quote { (general.content.text) }
                    (give_back(view, id, &Form::default()))
                }))
            }
        }
        (parts::actions(html! {
            (parts::print_button(view.t(words::PRINT)))
            (parts::link_button(view.t(words::CLOSE), paths::TIPS, Style::Plain))
        }))
    };
    Page::new(view.t(words::TIP), body)
        .crumb(view.t(words::TIPS), paths::TIPS)
        .width(Width::Reading)
}
