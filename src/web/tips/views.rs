//! Pages of the discipline officer's room.

use maud::{Markup, html};

use super::words;
use crate::domain::id::TipId;
use crate::domain::lang::Lang;
use crate::domain::tips::{TipAct, TipEvent};
use crate::services::tips::{Tip, TipEntry, TipRoom};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Field, Style, Tone};
use crate::web::paths;

/// The list: when and from which campaign, nothing of the text; and what was done so far.
pub fn list(view: View, room: &TipRoom) -> Page {
    let body = html! {
        (entries(view, room))
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
    let numbers = numbers(room);
    let numbered = |event: &TipEvent| {
        let number = numbers.iter().position(|tip| *tip == event.tip).map_or(0, |at| at + 1);
        words::numbered(view.lang, number)
    };
    let row = |(event, name): &(TipEvent, String)| {
        let by = if name.is_empty() { view.t(words::BY_DESK) } else { name.as_str() };
        vec![
            html! { (event.on) },
            html! { (view.t(event.act.text())) },
            html! { (by) },
            html! { a href=(paths::tip(event.tip)) { (numbered(event)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = room.story.iter().map(row).collect();
    html! {
        @if room.is_whole { (parts::notice(Tone::Good, html! { p { (view.t(words::WHOLE)) } })) }
        @else { (parts::notice(Tone::Late, html! { p { (view.t(words::BROKEN)) } })) }
        (parts::table(view.t(words::STORY), &columns, &rows))
    }
}

/// The officer's tips in the order in which they came: the place of each is its number.
fn numbers(room: &TipRoom) -> Vec<TipId> {
    let came = |tip: &TipEntry| {
        let first = room.story.iter().find(|(event, _)| event.tip == tip.id);
        (tip.handed_on, first.map(|(event, _)| event.seq), tip.id)
    };
    let mut tips: Vec<&TipEntry> = room.tips.iter().collect();
    tips.sort_by_key(|tip| came(tip));
    tips.into_iter().map(|tip| tip.id).collect()
}

/// A row for each tip, the newest first: its number, its days, how far it is, its part of the chain.
fn entries(view: View, room: &TipRoom) -> Markup {
    let columns = [
        Column::short(view.t(words::NUMBER)),
        Column::short(view.t(words::HANDED_ON)),
        Column::text(view.t(words::CAMPAIGN)),
        Column::short(view.t(words::STATE)),
        Column::text(view.t(words::CHAIN)),
    ];
    let row = |(number, tip): (usize, &TipEntry)| {
        let campaign = match view.lang {
            Lang::En if !tip.campaign_en.is_empty() => &tip.campaign_en,
            _ => &tip.campaign_zh,
        };
        let story = room.story.iter().map(|(event, _)| event).filter(|event| event.tip == tip.id);
        let story: Vec<&TipEvent> = story.collect();
        let told = story.last().map(|last| {
            let act = view.t(last.act.text());
            words::told(view.lang, story.len(), &last.on.to_string(), act)
        });
        vec![
            html! { (words::numbered(view.lang, number)) },
            html! { a href=(paths::tip(tip.id)) { (tip.handed_on) } },
            html! { (campaign) },
            state(view, &story),
            html! { (told.unwrap_or_default()) },
        ]
    };
    let there = |id: TipId| room.tips.iter().find(|tip| tip.id == id);
    let numbered = (1..).zip(numbers(room)).filter_map(|(number, id)| Some((number, there(id)?)));
    let mut rows: Vec<Vec<Markup>> = numbered.map(row).collect();
    rows.reverse();
    html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NONE), None)) }
        @else { (parts::table(view.t(words::TIPS), &columns, &rows)) }
    }
}

/// How far a tip is, by what was done with it last.
fn state(view: View, story: &[&TipEvent]) -> Markup {
    let was = |act| story.iter().any(|event| event.act == act);
    if was(TipAct::GivenBack) {
        parts::badge(view.t(words::IS_GIVEN_BACK), Tone::Good)
    } else if was(TipAct::Opened) {
        parts::badge(view.t(words::IS_OPENED), Tone::Info)
    } else {
        parts::badge(view.t(words::IS_UNREAD), Tone::Soon)
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
