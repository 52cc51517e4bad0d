//! Acts that two sign, office and supervision: 转长期 and 作废. The first writes the reason; the second
//! signs what the first wrote, or nothing. Whatever changes the item meanwhile takes the first
//! signature back.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::change::{Change, Seen, With};
use super::refused;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Act as Step, Deed, Event, Record, Request, Signature};
use crate::domain::people::{Act, Actor};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// What the first writes.
pub struct Written {
    /// The reason.
    pub words: Paragraph,
    /// Of 转长期, the date of review.
    pub date: Option<Day>,
    /// Of a duplicate that is voided, the item it is part of.
    pub merged_into: Option<LedgerId>,
}

/// The items that a duplicate may be part of.
pub async fn beside(app: &App, actor: &Actor, id: LedgerId) -> Result<Vec<(LedgerId, String)>> {
    require(actor, Act::Verify)?;
    let mut tx = app.db.read("ledger.beside").await?;
    let record = store::ledger::one(&mut tx, id).await?;
    if !record.item.is_seen_by(actor) {
        return Err(Error::Missing);
    }
    seen_beside(&mut tx, actor, &record).await
}

/// Those of them that this person may know of: not what another unit has of a point that their own
/// has a part in.
async fn seen_beside(
    tx: &mut Tx,
    actor: &Actor,
    record: &Record,
) -> Result<Vec<(LedgerId, String)>> {
    let mut seen = store::ledger::beside(tx, record).await?;
    let ids: Vec<LedgerId> = seen.iter().map(|(id, _)| *id).collect();
    let records = store::ledger::some(tx, &ids).await?;
    seen.retain(|(id, _)| records.get(id).is_some_and(|other| other.item.is_seen_by(actor)));
    Ok(seen)
}

/// Signs first, in place of what waited before.
pub async fn sign_first(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    act: Step,
    Written { words, date, merged_into }: Written,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.sign", id, seen).await?;
    let today = app.clock.today();
    let request = Request { act, by: actor, second: None, words: Some(&words), date, today };
    let who = change.record.item.sign_first(&request).map_err(refused)?;
    if act.wants_other_hands() {
        change.had_no_hand_in_it(actor).await?;
    }
    let is_part = is_part_of(&mut change, act, merged_into).await?;
    let (person, at) = (actor.person, app.now());
    let signature = Signature { act, person, who, words, date, merged_into, at };
    store::ledger::sign(&mut change.tx, &change.record, &signature).await?;
    let until = date.map_or_else(String::new, |day| format!(" {day}"));
    // The story is read by people who may not know what the other item is: its name stands apart.
    let into = if is_part { "，并入另一条目" } else { "" };
    let told = format!("{}{until}{into}\n{}", act.text().zh, signature.words.as_str());
    change.tell(who, Deed::Signed, &told).await?;
    change.keep("ledger.sign").await
}

/// Whether a duplicate is part of another item, one this person may choose: it may have been voided
/// itself since it was shown.
async fn is_part_of(
    change: &mut Change<'_>,
    act: Step,
    merged_into: Option<LedgerId>,
) -> Result<bool> {
    let Some(id) = merged_into.filter(|_| act == Step::Void) else { return Ok(false) };
    let beside = seen_beside(&mut change.tx, change.actor, &change.record).await?;
    let is_there = beside.iter().any(|(other, _)| *other == id);
    is_there.then_some(true).ok_or(Error::Stale)
}

/// Signs second: what the first wrote happens.
pub async fn countersign(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    act: Step,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.countersign", id, seen).await?;
    let waiting = waiting(&mut change.tx, id).await?;
    let waiting = waiting.filter(|(signature, _)| signature.act == act);
    let (signature, first) = waiting.ok_or(Error::Stale)?;
    is_part_of(&mut change, act, signature.merged_into).await?;
    let (words, date) = (Some(&signature.words), signature.date);
    let first = Some((&first, signature.who));
    change.take(act, With { words, date, first }).await
}

/// The signature that waits under an item, and who gave it. That of someone whose account was closed
/// since counts no more: someone else signs first.
pub(super) async fn waiting(tx: &mut Tx, id: LedgerId) -> Result<Option<(Signature, Actor)>> {
    let Some(signature) = store::ledger::signature(tx, id).await? else { return Ok(None) };
    let first = signer(tx, signature.person).await?;
    Ok(first.map(|first| (signature, first)))
}

/// Who signed, as long as their account is open.
async fn signer(tx: &mut Tx, person: PersonId) -> Result<Option<Actor>> {
    let person = store::people::one(tx, person).await?;
    Ok(person.active.then(|| Actor::from(person)))
}

/// Whether this person's signature is the one that lacks.
pub(super) fn lacks(
    app: &App,
    actor: &Actor,
    record: &Record,
    (signature, first): (&Signature, &Actor),
) -> bool {
    let request = Request {
        act: signature.act,
        by: actor,
        second: Some(first),
        words: Some(&signature.words),
        date: signature.date,
        today: app.clock.today(),
    };
    record.item.advance(&request).is_ok()
}

/// Everyone whose signature is the one that lacks.
pub(super) async fn seconds(
    app: &App,
    tx: &mut Tx,
    record: &Record,
    signed: (&Signature, &Actor),
) -> Result<Vec<PersonId>> {
    let people = store::people::all(tx).await?.into_iter().filter(|person| person.active);
    let actors = people.map(Actor::from).filter(|actor| actor.may(Act::Verify));
    let able = actors.filter(|actor| lacks(app, actor, record, signed));
    Ok(able.map(|actor| actor.person).collect())
}

/// The items that lack this person's signature and nothing else.
pub(super) async fn to_countersign(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
) -> Result<Vec<(LedgerId, Step)>> {
    let mut waiting = Vec::new();
    if !actor.may(Act::Verify) {
        return Ok(waiting);
    }
    let signatures = store::ledger::signatures(tx).await?;
    let ids: Vec<LedgerId> = signatures.iter().map(|(id, _)| *id).collect();
    let records = store::ledger::some(tx, &ids).await?;
    let mut signers: HashMap<PersonId, Option<Actor>> = HashMap::new();
    for (id, signature) in signatures {
        if let Entry::Vacant(unknown) = signers.entry(signature.person) {
            unknown.insert(signer(tx, signature.person).await?);
        }
        let first = signers.get(&signature.person).and_then(Option::as_ref);
        let lacks = first
            .zip(records.get(&id))
            .is_some_and(|(first, record)| lacks(app, actor, record, (&signature, first)));
        if lacks {
            waiting.push((id, signature.act));
        }
    }
    Ok(waiting)
}

/// Stories that were written before kept the name of the whole in their words: whoever may not know it
/// reads on without.
pub(super) fn without_the_whole(story: &mut [Event], known: Option<&(LedgerId, String)>) {
    const INTO: &str = "，并入“";
    for event in story.iter_mut().filter(|event| event.deed == Deed::Signed) {
        let Some(words) = event.words.as_mut() else { continue };
        let (line, rest) = words.split_once('\n').unwrap_or((words.as_str(), ""));
        let named = known.is_some_and(|(_, name)| line.contains(&format!("{INTO}{name}”")));
        if let (Some(at), false) = (line.find(INTO), named) {
            *words = format!("{}，并入另一条目\n{rest}", &line[..at]);
        }
    }
}

/// What the item is part of: as the first signer wants it, or as it was voided.
pub(super) async fn whole(
    tx: &mut Tx,
    actor: &Actor,
    record: &Record,
    waiting: Option<&(Signature, bool)>,
) -> Result<Option<(LedgerId, String)>> {
    if let Some(wanted) = waiting.and_then(|(signature, _)| signature.merged_into) {
        let beside = seen_beside(tx, actor, record).await?;
        return Ok(beside.into_iter().find(|(other, _)| *other == wanted));
    }
    let Some((whole, name)) = store::ledger::merged_into(tx, record.item.id).await? else {
        return Ok(None);
    };
    let is_seen = store::ledger::one(tx, whole).await?.item.is_seen_by(actor);
    Ok(is_seen.then_some((whole, name)))
}
