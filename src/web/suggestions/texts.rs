//! A raw text and what can be done with it. Each act is a press of its own button, or of its key,
//! and leads on to the next text; the list is one press away.

use axum::http::Uri;
use axum::response::Response;

use super::filter::{self, Kept};
use super::{views, words};
use crate::domain::id::{ItemId, PoolId, TextId};
use crate::domain::lang::{Lang, Text};
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::refusal::Refusal;
use crate::domain::suggestions::{
    AsideReason, DeskRefusal, Distilled, Remark, TextAct, TextState, Warnings, is_same_wording,
};
use crate::domain::vocabularies::Word;
use crate::services::suggestions::desk::{self, TextPage};
use crate::services::suggestions::queue::{self, Filter};
use crate::services::suggestions::{AsRead, DistilledItem, Draft, reading, recusals};
use crate::services::{self, tips};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::Page;
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

type Place = Key<(PoolId, TextId)>;

/// The text, and the form to distil it.
pub async fn get(staff: Staff, Key((pool, id)): Place, Kept(filter): Kept) -> Result<Response> {
    let mut form = staff.typed();
    let page = match desk::text(&staff.app, &staff.actor, pool, id).await {
        Err(services::Error::Missing) => return closed(&staff, (pool, id), &filter, &form).await,
        page => page?,
    };
    if form.is_empty() {
        views::grounds::start(&mut form, &page.suggested);
    }
    Ok(staff.page(&draw(&staff, &page, &filter, &form)))
}

/// What became of a text that the desk does not read any more, with all that was typed for it.
async fn closed(
    staff: &Staff,
    (pool, id): (PoolId, TextId),
    filter: &Filter,
    form: &Form,
) -> Result<Response> {
    let closed = desk::closed(&staff.app, &staff.actor, pool, id).await?;
    let page = views::unsaved::closed(staff.view, &closed, filter, form);
    Ok(if form.is_empty() { staff.page(&page) } else { staff.conflict(&page) })
}

fn draw(staff: &Staff, page: &TextPage, filter: &Filter, form: &Form) -> Page {
    views::text::page(staff.view, page, filter, form, &Warnings::default())
}

/// The text after the one that the address names.
pub async fn get_next(staff: Staff, Kept(filter): Kept, uri: Uri) -> Result<Response> {
    let after = filter::after(&filter::query(uri.query()));
    let next = queue::next(&staff.app, &staff.actor, &filter, after).await?;
    Ok(match next {
        Some((pool, id)) => staff.go(&filter::at(&paths::desk_text(pool, id), &filter)),
        None => staff.done(&filter::queue(&filter), staff.view.t(words::NO_OTHER)),
    })
}

/// On to the text after this one, saying what was done; to the list when none is left.
pub async fn go_on(
    staff: &Staff,
    filter: &Filter,
    place: (PoolId, TextId),
    said: Text,
) -> Result<Response> {
    let next = queue::next(&staff.app, &staff.actor, filter, Some(place)).await?;
    let to = match next {
        Some((pool, id)) => filter::at(&paths::desk_text(pool, id), filter),
        None => filter::queue(filter),
    };
    Ok(staff.done(&to, staff.view.t(said)))
}

/// On to the text after this one; or, where someone was faster or the same was pressed twice, to
/// this text as it stands now, with all that was typed.
async fn settle(
    staff: &Staff,
    filter: &Filter,
    place: (PoolId, TextId),
    done: services::Result<()>,
    said: Text,
    mut form: Form,
) -> Result<Response> {
    match done {
        Ok(()) => go_on(staff, filter, place, said).await,
        Err(services::Error::Stale | services::Error::Missing) => {
            let page = match desk::text(&staff.app, &staff.actor, place.0, place.1).await {
                Err(services::Error::Missing) => return closed(staff, place, filter, &form).await,
                page => page?,
            };
            let state = page.state.text().to(staff.lang());
            form.fail("raw", words::meanwhile(staff.lang(), state));
            Ok(staff.conflict(&draw(staff, &page, filter, &form)))
        }
        Err(other) => Err(other.into()),
    }
}

/// The text as the form shows it: what was handed over meanwhile left other words in its place.
pub fn as_read(id: TextId, form: &Form) -> AsRead {
    AsRead::marked(id, form.text("seen"))
}

/// Distils it; what the program stumbles over is shown once before it is taken.
pub async fn post(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let page = match desk::text(&staff.app, &staff.actor, pool, id).await {
        Err(services::Error::Missing) => return closed(&staff, (pool, id), &filter, &form).await,
        page => page?,
    };
    if !page.acts.contains(&TextAct::Distil) || page.seen != form.text("seen") {
        let done = Err(services::Error::Stale);
        return settle(&staff, &filter, (pool, id), done, words::DISTILLED_DONE, form).await;
    }
    let draft = parse_draft(&mut form, staff.lang(), &page.units, &page.words);
    let there = page.items.iter().map(|alike| &alike.item);
    let warnings = warnings(&mut form, staff.lang(), [page.text.as_str()], there);
    if let (Some(draft), true) = (draft, form.is_clean()) {
        let read = as_read(id, &form);
        match desk::distil(&staff.app, &staff.actor, pool, read, &draft).await {
            Err(error @ services::Error::Refused(_)) => note(&mut form, staff.lang(), error)?,
            done => {
                let (place, done) = ((pool, id), done.map(|_| ()));
                return settle(&staff, &filter, place, done, words::DISTILLED_DONE, form).await;
            }
        }
    }
    Ok(staff.mend(&views::text::page(staff.view, &page, &filter, &form, &warnings)))
}

/// Warns about the distilled text until the author says that it was looked at: also where an item
/// of the same wording is there for the same unit.
pub fn warnings<'a>(
    form: &mut Form,
    lang: Lang,
    raw: impl IntoIterator<Item = &'a str>,
    there: impl IntoIterator<Item = &'a DistilledItem>,
) -> Warnings {
    let mut warnings = Warnings::of(raw, form.text("text"));
    warnings.is_there = there.into_iter().any(|item| {
        item.draft.unit.to_string() == form.text("unit")
            && is_same_wording(item.draft.text.as_str(), form.text("text"))
    });
    if !warnings.is_empty() && !form.has("looked") {
        let is_alone = warnings.shared.is_empty() && warnings.hints.is_empty();
        let said = if is_alone { words::IS_THERE } else { words::LOOK_AGAIN };
        form.fail("text", said.to(lang));
    }
    warnings
}

/// A draft from the form.
pub fn parse_draft(
    form: &mut Form,
    lang: Lang,
    units: &[Unit],
    vocabularies: &[Word],
) -> Option<Draft> {
    let text: Option<Distilled> = form.required("text", lang);
    let known = |set: WordSet, code: &str| {
        let found = vocabularies.iter().find(|word| word.set == set && word.code.as_str() == code);
        found.map(|word| word.code.to_string())
    };
    let category = form.chosen("category", lang, |code| known(WordSet::RiskCategories, code));
    let mut optional = |name: &str, set| {
        let found = known(set, form.text(name));
        if found.is_none() && !form.text(name).is_empty() {
            form.fail(name, common::CHOOSE_OFFERED.to(lang));
        }
        found
    };
    let area = optional("area", WordSet::KeyAreas);
    let aspect = optional("aspect", WordSet::Aspects);
    if category.as_deref() == Some("power") && area.is_none() {
        form.fail("area", words::AREA_NEEDED.to(lang));
    }
    let unit = form.chosen("unit", lang, |raw| {
        raw.parse().ok().filter(|id| units.iter().any(|unit| unit.id == *id))
    });
    Some(Draft { text: text?, category: category?, area, aspect, unit: unit? })
}

/// Puts a refusal beside the field it is about; other errors go on.
pub fn note(form: &mut Form, lang: Lang, error: services::Error) -> Result<()> {
    let services::Error::Refused(refusal) = error else {
        return Err(error.into());
    };
    let field = match refusal {
        Refusal::Desk(DeskRefusal::OwnUnit) => "unit",
        _ => "text",
    };
    form.fail(field, refusals::sentence(lang, &refusal));
    Ok(())
}

/// Joins it to an item.
pub async fn post_link(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let Some(item) = chosen_item(&mut form, staff.lang()) else {
        let page = desk::text(&staff.app, &staff.actor, pool, id).await?;
        return Ok(staff.mend(&draw(&staff, &page, &filter, &form)));
    };
    let done = desk::link(&staff.app, &staff.actor, pool, as_read(id, &form), item).await;
    settle(&staff, &filter, (pool, id), done, words::LINKED_DONE, form).await
}

/// Whether somebody wrote something that is lost by what they ask for, and did not yet say that it
/// may be: the button of that name says so.
fn loses(form: &Form, button: &str) -> bool {
    !form.text("text").trim().is_empty() && form.text(button) != "anyway"
}

/// The item to join to. Whoever wrote something is asked once more, with all of it kept.
pub fn chosen_item(form: &mut Form, lang: Lang) -> Option<ItemId> {
    let Ok(item) = form.text("item").parse() else {
        form.fail("item", words::LINK_CHOOSE.to(lang));
        return None;
    };
    if loses(form, "join") {
        form.fail("item", words::LINK_ALTHOUGH.to(lang));
        return None;
    }
    Some(item)
}

/// Takes it off its item, and back to that as long as there is one.
pub async fn post_unlink(staff: Staff, Key((pool, id)): Place) -> Result<Response> {
    let item = desk::unlink(&staff.app, &staff.actor, pool, id).await?;
    let (to, said) = match item {
        Some(item) => (paths::desk_item(item), words::UNLINKED_DONE),
        None => (paths::desk_text(pool, id), words::UNLINKED_ALL),
    };
    Ok(staff.done(&to, staff.view.t(said)))
}

/// The reason for setting aside. Whoever wrote something is asked once more, with all of it kept.
pub fn chosen_reason(form: &mut Form, lang: Lang) -> Option<AsideReason> {
    if form.has("anyway") {
        return form.chosen("anyway", lang, AsideReason::from_code);
    }
    let reason = form.chosen("reason", lang, AsideReason::from_code)?;
    if form.text("text").trim().is_empty() {
        return Some(reason);
    }
    form.fail("reason", words::ASIDE_ALTHOUGH.to(lang));
    None
}

/// Sets it aside.
pub async fn post_aside(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let Some(reason) = chosen_reason(&mut form, staff.lang()) else {
        let page = desk::text(&staff.app, &staff.actor, pool, id).await?;
        return Ok(staff.mend(&draw(&staff, &page, &filter, &form)));
    };
    let read = as_read(id, &form);
    let done = desk::set_aside(&staff.app, &staff.actor, pool, read, reason).await;
    settle(&staff, &filter, (pool, id), done, words::ASIDE_DONE, form).await
}

/// Takes back that it was to be set aside: it lies before its reader again, with what was written
/// for it meanwhile.
pub async fn post_take_back(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    form: Form,
) -> Result<Response> {
    let done = desk::take_back(&staff.app, &staff.actor, pool, id).await;
    let filter = Filter { set_aside: None, reason: None, ..filter };
    if form.has("text") {
        return match done {
            Ok(()) => {
                let page = desk::text(&staff.app, &staff.actor, pool, id).await?;
                Ok(staff.page(&draw(&staff, &page, &filter, &form)))
            }
            Err(_) => settle(&staff, &filter, (pool, id), done, words::TAKEN_BACK_DONE, form).await,
        };
    }
    done?;
    let here = filter::at(&paths::desk_text(pool, id), &filter);
    Ok(staff.done(&here, staff.view.t(words::TAKEN_BACK_DONE)))
}

/// Confirms that it is set aside.
pub async fn post_confirm(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
) -> Result<Response> {
    let done = reading::confirm(&staff.app, &staff.actor, pool, id).await;
    let filter = Filter { set_aside: Some(TextState::Proposed), ..filter };
    settle(&staff, &filter, (pool, id), done, words::CONFIRMED_DONE, Form::default()).await
}

/// Puts it back.
pub async fn post_reopen(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
) -> Result<Response> {
    let done = reading::reopen(&staff.app, &staff.actor, pool, id).await;
    let filter = Filter { set_aside: Some(TextState::Proposed), ..filter };
    settle(&staff, &filter, (pool, id), done, words::REOPENED_DONE, Form::default()).await
}

/// Takes up again what was set aside by two.
pub async fn post_take_up(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
) -> Result<Response> {
    desk::take_up(&staff.app, &staff.actor, pool, id).await?;
    let filter = Filter { set_aside: None, reason: None, ..filter };
    let here = filter::at(&paths::desk_text(pool, id), &filter);
    Ok(staff.done(&here, staff.view.t(words::TAKEN_UP_DONE)))
}

/// Keeps out of it, with somebody to read instead.
pub async fn post_keep_out(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let chosen = form.chosen("substitute", staff.lang(), |raw| raw.parse().ok());
    let is_asked = chosen.is_some() && loses(&form, "leave");
    if is_asked {
        form.fail("substitute", words::KEEP_OUT_ALTHOUGH.to(staff.lang()));
    }
    if let Some(substitute) = chosen.filter(|_| !is_asked) {
        let done = recusals::keep_out_of_text(&staff.app, &staff.actor, pool, id, substitute).await;
        match done {
            Ok(()) => return go_on(&staff, &filter, (pool, id), words::KEPT_OUT_DONE).await,
            Err(services::Error::Refused(refusal)) => {
                form.fail("substitute", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let page = desk::text(&staff.app, &staff.actor, pool, id).await?;
    Ok(staff.mend(&draw(&staff, &page, &filter, &form)))
}

/// Hands it over to the discipline commission.
pub async fn post_tip(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let note: Option<Remark> = form.optional("note", staff.lang());
    let general: Option<Distilled> = form.optional("general", staff.lang());
    if !form.is_clean() {
        let page = desk::text(&staff.app, &staff.actor, pool, id).await?;
        return Ok(staff.mend(&draw(&staff, &page, &filter, &form)));
    }
    let read = as_read(id, &form);
    let done = tips::hand_over(&staff.app, &staff.actor, pool, read, note, general).await;
    settle(&staff, &filter, (pool, id), done, words::TIP_DONE, form).await
}
