//! An item beside its raw texts: read, cleared, sent back, written anew; and the list of items
//! that were cleared.

use maud::{Markup, html};

use super::{
    about_facts, draft_fields, grounds, item_facts, submit, unit_name, unlink, warning_notice,
    word_of, words,
};
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::{ItemAct, ItemState, Warnings};
use crate::services::suggestions::DistilledItem;
use crate::services::suggestions::batches::ClearedItems;
use crate::services::suggestions::reading::{Review, Source};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Leaf, Moment, Style, Tone};
use crate::web::paths;
use crate::web::suggestions::items::CHECKLIST;

/// The page of an item.
pub fn page(view: View, review: &Review, form: &Form) -> Page {
    let may = |act| review.acts.contains(&act);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        div.split {
            (sources(view, review))
            div.stack {
                (written(view, review))
                (unsaved(view, review, form))
                @if may(ItemAct::Clear) { (parts::panel(view.t(words::SECOND_READING), judge(view, review, form))) }
                @else if may(ItemAct::SendBack) { (parts::panel(view.t(words::SEND_BACK), recall(view, review, form))) }
                @if may(ItemAct::Revise) {
                    (parts::actions(parts::link_button(view.t(words::REVISE), &paths::desk_revise(review.item.id), Style::Plain)))
                }
                (said(view, review))
            }
        }
    };
    let drawn = frame(view, review, words::ITEM, body);
    if may(ItemAct::Clear) || may(ItemAct::SendBack) { drawn.with_form() } else { drawn }
}

fn frame(view: View, review: &Review, title: crate::domain::lang::Text, body: Markup) -> Page {
    Page::new(view.t(title), body)
        .crumb(view.t(words::DESK), format!("{}?campaign={}", paths::DESK, review.campaign.id))
        .width(Width::Wide)
}

fn sources(view: View, review: &Review) -> Markup {
    html! {
        div.stack {
            @if !review.sources.is_empty() {
                h2 { (words::sources_of(view.lang, review.sources.len())) }
            }
            @for source in &review.sources { (one_source(view, source)) }
            @if review.sources.is_empty() {
                (parts::notice(Tone::Info, html! { p { (view.t(words::RAW_GONE)) } }))
            }
        }
    }
}

fn one_source(view: View, source: &Source) -> Markup {
    let open = parts::link_button(
        view.t(words::OPEN_TEXT),
        &paths::desk_text(source.pool, source.id),
        Style::Plain,
    );
    parts::panel_with(
        view.t(words::RAW_TEXT),
        open,
        html! {
            blockquote.quote { (source.text) }
            (about_facts(view, source.audience.as_ref(), &source.about))
            @if source.may_unlink { (unlink(view, source.pool, source.id)) }
        },
    )
}

fn written(view: View, review: &Review) -> Markup {
    let item = &review.item;
    parts::panel_with(
        view.t(words::DISTILLED_TEXT),
        parts::badge(view.t(item.state.text()), Tone::Info),
        html! {
            blockquote.quote { (item.draft.text) }
            (item_facts(view, item, &review.units, &review.words))
            p.muted { (words::written_by(view.lang, &review.author)) }
            @if item.state.is_at_desk() { (warning_notice(view, &review.warnings)) }
        },
    )
}

/// What stood when this was read, and what was typed for it that no field of this page takes up.
fn unsaved(view: View, review: &Review, form: &Form) -> Markup {
    let read = form.text("read");
    let is_other = !read.is_empty() && read != review.item.draft.text.as_str();
    let has_form =
        review.acts.contains(&ItemAct::Clear) || review.acts.contains(&ItemAct::SendBack);
    let remark = if has_form { "" } else { form.text("remark").trim() };
    let typed = [form.text("text").trim(), remark];
    html! {
        @if is_other {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::YOU_READ)) } blockquote.quote { (read) } }))
        }
        @if typed.iter().any(|typed| !typed.is_empty()) {
            (parts::panel(view.t(words::UNSAVED), html! {
                p { (view.t(words::ITEM_OVERTAKEN)) }
                @for typed in typed.iter().filter(|typed| !typed.is_empty()) {
                    blockquote.quote { (typed) }
                }
            }))
        }
    }
}

fn remark(view: View, form: &Form) -> Field<'_> {
    Field::new(view.lang, "remark", view.t(words::REMARK))
        .help(view.t(words::REMARK_HELP))
        .value(form.text("remark"))
        .error(form.error("remark"))
        .limit(500)
}

fn judge(view: View, review: &Review, form: &Form) -> Markup {
    let checklist = Field::new(view.lang, "checked", view.t(words::CHECKLIST))
        .help(view.t(words::CHECKLIST_HELP))
        .values(form.all("checked"))
        .error(form.error("checked"));
    let choices: Vec<Choice> = CHECKLIST
        .iter()
        .zip(words::POINTS)
        .map(|(code, point)| Choice::new(*code, view.t(point)))
        .collect();
    parts::form(
        &paths::desk_item(review.item.id),
        html! {
            (parts::hidden("revision", &review.item.revision.to_string()))
            (parts::hidden("read", review.item.draft.text.as_str()))
            (parts::checkbox_group(&checklist, &choices))
            (parts::text_area(&remark(view, form), 3))
            (parts::actions(html! {
                (parts::button(view.t(words::CLEAR), Style::Primary))
                (parts::button_naming(view.t(words::SEND_BACK), Style::Plain, "decision", "send_back"))
            }))
        },
    )
}

/// A cleared item that waits for its batch can still be called back.
fn recall(view: View, review: &Review, form: &Form) -> Markup {
    parts::form(
        &paths::desk_item(review.item.id),
        html! {
            (parts::hidden("revision", &review.item.revision.to_string()))
            (parts::hidden("read", review.item.draft.text.as_str()))
            (parts::hidden("decision", "send_back"))
            (parts::text_area(&remark(view, form).required(), 3))
            (parts::actions(parts::button(view.t(words::SEND_BACK), Style::Danger)))
        },
    )
}

fn said(view: View, review: &Review) -> Markup {
    let moments: Vec<Moment> = review
        .remarks
        .iter()
        .map(|(remark, name)| {
            let act = match remark.act {
                ItemAct::Revise => words::DID_REVISE,
                ItemAct::Clear => words::DID_CLEAR,
                ItemAct::SendBack => words::DID_SEND_BACK,
                ItemAct::Release => words::DID_RELEASE,
                ItemAct::Unlink => words::DID_UNLINK,
            };
            Moment {
                when: remark.at.to_minute(),
                who: name.clone(),
                what: html! {
                    (view.t(act))
                    @if !remark.remark.is_empty() { (view.colon()) (remark.remark) }
                },
            }
        })
        .collect();
    html! {
        @if !moments.is_empty() { (parts::panel(view.t(words::HISTORY), parts::history(&moments))) }
    }
}

/// The author's page.
pub fn revise(view: View, review: &Review, form: &Form, warnings: &Warnings) -> Page {
    let units: Vec<Unit> = review.units.iter().filter(|unit| unit.active).cloned().collect();
    let fields = html! {
        (parts::hidden("revision", form.text("revision")))
        (draft_fields(view, form, (&units, &review.words), warnings, &grounds::Notes::default()))
        (submit(view, words::REVISE_NOW))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        div.split {
            (sources(view, review))
            div.stack {
                (said(view, review))
                @if form.error("text").is_some() { (written(view, review)) }
                (parts::panel(view.t(words::REVISE), parts::form(&paths::desk_revise(review.item.id), fields)))
            }
        }
    };
    frame(view, review, words::REVISE, body).with_form()
}

/// The unit that has a cleared item, and after 另行交办 the one it was routed to before.
pub fn unit_now(view: View, cleared: &ClearedItems, item: &DistilledItem) -> String {
    let (now, meant) = cleared.unit_of(item);
    let name = |unit| unit_name(&cleared.units, unit, view.lang);
    let first = meant.map(|unit| words::routed_first_to(view.lang, name(unit)));
    format!("{}{}", name(now), first.unwrap_or_default())
}

/// Cleared items.
pub fn list(view: View, cleared: &ClearedItems, leaf: Leaf) -> Page {
    let lang = view.lang;
    let columns = [
        Column::text(view.t(words::DISTILLED_TEXT)),
        Column::text(view.t(words::CATEGORY)),
        Column::text(view.t(words::UNIT)),
        Column::short(view.t(words::SUPPORT)),
        Column::short(view.t(words::STATE)),
    ];
    let rows: Vec<Vec<Markup>> = cleared
        .items
        .iter()
        .map(|item| {
            let is_had = item.state == ItemState::Routed && !cleared.waits_for_decision(item);
            let tone = if is_had { Tone::Good } else { Tone::Info };
            vec![
                html! { a href=(paths::item_way(item.id)) { (item.draft.text) } },
                html! { (word_of(&cleared.words, WordSet::RiskCategories, &item.draft.category, lang)) },
                html! { (unit_now(view, cleared, item)) },
                html! { (item.support.map_or("—", |support| view.t(support.text()))) },
                parts::badge(view.t(cleared.state_of(item)), tone),
            ]
        })
        .collect();
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_CLEARED_ITEMS), None)) }
        @else {
            (parts::table(view.t(words::ITEMS), &columns, &rows))
            (parts::pager(lang, leaf.among(cleared.total), |page| format!("{}?page={page}", paths::ITEMS)))
            (parts::as_xlsx(view.lang, paths::ITEMS_XLSX))
        }
    };
    Page::new(view.t(words::ITEMS), body).lead(view.t(words::ITEMS_LEAD))
}
