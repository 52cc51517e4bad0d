//! An item before its second reader, and before its author again; the list of cleared items.

use axum::response::Response;

use super::texts::{note, parse_draft, warnings};
use super::{views, words};
use crate::domain::id::ItemId;
use crate::domain::lang::Text;
use crate::domain::suggestions::{ItemAct, ItemState, Remark};
use crate::services::suggestions::queue;
use crate::services::suggestions::reading::{self, Review, Verdict};
use crate::services::suggestions::{DistilledItem, batches, desk};
use crate::services::{self};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::parts::Leaf;
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// What the second reader looks at, one tick each.
pub const CHECKLIST: [&str; 9] =
    ["name", "unit", "project", "date", "place", "amount", "tone", "unique", "faithful"];

/// The item beside its raw texts.
pub async fn get(staff: Staff, Key(id): Key<ItemId>) -> Result<Response> {
    let review = reading::item(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::item::page(staff.view, &review, &staff.typed())))
}

/// Clears it or sends it back.
pub async fn post(staff: Staff, Key(id): Key<ItemId>, mut form: Form) -> Result<Response> {
    let review = match reading::item(&staff.app, &staff.actor, id).await {
        Ok(review) => review,
        Err(error) => return gone(&staff, &form, error),
    };
    let revision = form.text("revision").parse().unwrap_or(0);
    if let Some(verdict) = parse_verdict(&mut form, &staff) {
        match reading::judge(&staff.app, &staff.actor, id, revision, verdict).await {
            Ok(state) => {
                let said = match state {
                    ItemState::Queued => words::CLEARED_DONE,
                    _ => words::SENT_BACK_DONE,
                };
                return go_on(&staff, said).await;
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("checked", refusals::sentence(staff.lang(), &refusal));
            }
            Err(services::Error::Stale) => return overtaken(&staff, id, form).await,
            Err(other) => return gone(&staff, &form, other),
        }
    }
    Ok(staff.mend(&views::item::page(staff.view, &review, &form)))
}

/// The item as it stands, for someone who read it as it stood: what they wrote is kept, what they
/// ticked is not, for it was about other words.
async fn overtaken(staff: &Staff, id: ItemId, mut form: Form) -> Result<Response> {
    let review = match reading::item(&staff.app, &staff.actor, id).await {
        Ok(review) => review,
        Err(error) => return gone(staff, &form, error),
    };
    form.forget("checked");
    form.fail("checked", words::ITEM_OVERTAKEN.to(staff.lang()));
    Ok(staff.conflict(&views::item::page(staff.view, &review, &form)))
}

fn parse_verdict(form: &mut Form, staff: &Staff) -> Option<Verdict> {
    let lang = staff.lang();
    if form.text("decision") == "send_back" {
        let remark: Option<Remark> = form.required("remark", lang);
        return remark.map(Verdict::SendBack);
    }
    let remark: Option<Remark> = form.optional("remark", lang);
    if !CHECKLIST.iter().all(|point| form.all("checked").any(|ticked| ticked == *point)) {
        form.fail("checked", words::CHECK_ALL.to(lang));
    }
    form.is_clean().then_some(Verdict::Clear(remark))
}

/// On to the next item that waits for this reader, saying what was done; to the list when there is
/// none.
async fn go_on(staff: &Staff, said: Text) -> Result<Response> {
    let queue = queue::brief(&staff.app, &staff.actor).await?;
    let waits = |item: &&DistilledItem| {
        item.state == ItemState::Drafted && item.author != staff.actor.person
    };
    let next = queue.as_ref().and_then(|queue| queue.items.iter().find(waits));
    let to = next.map_or_else(items, |item| paths::desk_item(item.id));
    Ok(staff.done(&to, staff.view.t(said)))
}

fn items() -> String {
    format!("{}#items", paths::DESK)
}

/// An item that ended meanwhile, or that this person may not know of, cannot be told from one that
/// never was; but what was typed for it is there still.
fn gone(staff: &Staff, form: &Form, error: services::Error) -> Result<Response> {
    match error {
        services::Error::Missing if !views::unsaved::typed_for_item(form).is_empty() => {
            Ok(staff.conflict(&views::unsaved::ended(staff.view, form)))
        }
        other => Err(other.into()),
    }
}

/// The author's form, filled with what stands.
pub async fn get_revise(staff: Staff, Key(id): Key<ItemId>) -> Result<Response> {
    let review = revisable(&staff, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let draft = &review.item.draft;
        form.push("text", draft.text.as_str());
        form.push("category", &draft.category);
        form.push("area", draft.area.as_deref().unwrap_or_default());
        form.push("aspect", draft.aspect.as_deref().unwrap_or_default());
        form.push("unit", draft.unit);
        form.push("revision", review.item.revision);
    }
    Ok(staff.page(&views::item::revise(staff.view, &review, &form, &review.warnings)))
}

/// Writes it anew.
pub async fn post_revise(staff: Staff, Key(id): Key<ItemId>, mut form: Form) -> Result<Response> {
    let review = match reading::item(&staff.app, &staff.actor, id).await {
        Ok(review) => review,
        Err(error) => return gone(&staff, &form, error),
    };
    if !review.acts.contains(&ItemAct::Revise) {
        return overtaken(&staff, id, form).await;
    }
    let units: Vec<_> = review.units.iter().filter(|unit| unit.active).cloned().collect();
    let draft = parse_draft(&mut form, staff.lang(), &units, &review.words);
    let raw = review.sources.iter().map(|source| source.text.as_str());
    let warnings = warnings(&mut form, staff.lang(), raw, []);
    let revision = form.text("revision").parse().unwrap_or(0);
    if let (Some(draft), true) = (draft, form.is_clean()) {
        match desk::revise(&staff.app, &staff.actor, id, revision, &draft).await {
            Ok(()) => return Ok(staff.done(&items(), staff.view.t(words::REVISED_DONE))),
            Err(services::Error::Stale) => return overtaken_revision(&staff, id, form).await,
            Err(error) => note(&mut form, staff.lang(), error)?,
        }
    }
    Ok(staff.mend(&views::item::revise(staff.view, &review, &form, &warnings)))
}

/// What was written anew, beside what somebody else wrote meanwhile: the next press is about that.
async fn overtaken_revision(staff: &Staff, id: ItemId, mut form: Form) -> Result<Response> {
    let review = match reading::item(&staff.app, &staff.actor, id).await {
        Ok(review) => review,
        Err(error) => return gone(staff, &form, error),
    };
    if !review.acts.contains(&ItemAct::Revise) {
        return overtaken(staff, id, form).await;
    }
    form.forget("revision");
    form.push("revision", review.item.revision);
    form.fail("text", words::ITEM_OVERTAKEN.to(staff.lang()));
    let page = views::item::revise(staff.view, &review, &form, &review.warnings);
    Ok(staff.conflict(&page))
}

/// An item that can be written anew has a form; any other has none to show.
async fn revisable(staff: &Staff, id: ItemId) -> Result<Review> {
    let review = reading::item(&staff.app, &staff.actor, id).await?;
    if review.acts.contains(&ItemAct::Revise) {
        Ok(review)
    } else {
        Err(services::Error::Stale.into())
    }
}

/// Cleared items, for those who read distilled text.
pub async fn get_list(staff: Staff, leaf: Leaf) -> Result<Response> {
    let cleared = batches::items(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&views::item::list(staff.view, &cleared, leaf)))
}
