//! Acts that two sign, office and supervision: 转长期 and 作废. The first writes the reason; the second
//! signs what the first wrote, or nothing. Whatever changes the item meanwhile takes the first
//! signature back.

use super::change::{Change, Seen, With};
use super::refused;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act as Step, Deed, Record, Request, Signature};
use crate::domain::people::{Act, Actor};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// Signs first, in place of what waited before.
pub async fn sign_first(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    act: Step,
    (words, date): (Paragraph, Option<Day>),
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.sign", id, seen).await?;
    let today = app.clock.today();
    let request = Request { act, by: actor, second: None, words: Some(&words), date, today };
    let who = change.record.item.sign_first(&request).map_err(refused)?;
    let (person, at) = (actor.person, app.now());
    let signature = Signature { act, person, who, words, date, at };
    store::ledger::sign(&mut change.tx, &change.record, &signature).await?;
    let until = date.map_or_else(String::new, |day| format!(" {day}"));
    let told = format!("{}{until}\n{}", act.text().zh, signature.words.as_str());
    change.tell(who, Deed::Signed, &told).await?;
    change.keep("ledger.sign").await
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
    let (words, date) = (Some(&signature.words), signature.date);
    change.take(act, With { words, date, second: Some(&first) }).await
}

/// The signature that waits under an item, and who gave it. That of someone whose account was closed
/// since counts no more: someone else signs first.
pub(super) async fn waiting(tx: &mut Tx, id: LedgerId) -> Result<Option<(Signature, Actor)>> {
    let Some(signature) = store::ledger::signature(tx, id).await? else { return Ok(None) };
    let first = store::people::one(tx, signature.person).await?;
    Ok(first.active.then(|| (signature, Actor::from(first))))
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
    for (id, _) in store::ledger::signatures(tx).await? {
        let record = store::ledger::one(tx, id).await?;
        if let Some((signature, first)) = self::waiting(tx, id).await?
            && lacks(app, actor, &record, (&signature, &first))
        {
            waiting.push((id, signature.act));
        }
    }
    Ok(waiting)
}
