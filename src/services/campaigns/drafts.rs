//! A draft and its copies: texts and days.

use super::audiences::new_pool;
use super::{read_pools, take_draft};
use crate::domain::campaigns::{Audience, Dates, Texts};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// Creates a draft.
pub async fn create(app: &App, actor: &Actor, texts: &Texts, dates: Dates) -> Result<CampaignId> {
    let id = CampaignId::draw(app.chance);
    create_as(app, actor, id, texts, dates).await?;
    Ok(id)
}

/// Creates a draft under the id its form came with; `Stale` when the same form came before.
pub async fn create_as(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    texts: &Texts,
    dates: Dates,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    check_dates(app, dates)?;
    let mut tx = app.db.begin("campaigns.create").await?;
    insert_new(
        &mut tx,
        &store::campaigns::New { id, texts, dates, copied_from: None, at: app.now() },
    )
    .await?;
    Ok(tx.commit(app.line(actor, "campaigns.create", id)).await?)
}

async fn insert_new(tx: &mut Tx, new: &store::campaigns::New<'_>) -> Result<()> {
    if store::campaigns::insert(tx, new).await? { Ok(()) } else { Err(Error::Stale) }
}

fn check_dates(app: &App, dates: Dates) -> Result<()> {
    dates.fault(app.clock.today()).map_or(Ok(()), |fault| Err(fault.into()))
}

/// Changes texts and days, unless someone else was faster than the reader of this revision.
pub async fn change(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    read: i64,
    (texts, dates): (&Texts, Dates),
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    check_dates(app, dates)?;
    let mut tx = app.db.begin("campaigns.change").await?;
    let draft = take_draft(&mut tx, campaign).await?;
    if draft.revision != read {
        return Err(Error::Stale);
    }
    store::campaigns::update(&mut tx, campaign, texts, dates).await?;
    Ok(tx.commit(app.line(actor, "campaigns.change", campaign)).await?)
}

/// Copies texts, pools, audiences and the words of their letters and messages into a new draft. Days
/// are set and lists imported anew. The copy's id came with the button; `Stale` when it was pressed
/// before.
pub async fn copy(app: &App, actor: &Actor, campaign: CampaignId, id: CampaignId) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.copy").await?;
    let model = store::campaigns::one(&mut tx, campaign).await?;
    let texts = model.texts.copied();
    let new = store::campaigns::New {
        id,
        texts: &texts,
        dates: Dates::default(),
        copied_from: Some(campaign),
        at: app.now(),
    };
    insert_new(&mut tx, &new).await?;
    for plan in read_pools(&mut tx, campaign).await? {
        let names = (plan.pool.name_zh.as_str(), plan.pool.name_en.as_str());
        let pool = new_pool(app, &mut tx, id, names, plan.pool.questionnaire).await?;
        let by = &plan.pool.broken_down_by;
        store::campaigns::pools::set_broken_down_by(&mut tx, pool, by).await?;
        // Later seats were for people the launch had left out.
        for audience in plan.audiences.into_iter().filter(|audience| audience.added_on.is_none()) {
            let id = AudienceId::draw(app.chance);
            let letter = store::campaigns::audiences::letter(&mut tx, audience.id).await?;
            let message = store::short_messages::words(&mut tx, audience.id).await?;
            let copied = Audience {
                id,
                pool,
                printed: false,
                addresses: 0,
                list_hash: None,
                until: None,
                ..audience
            };
            store::campaigns::audiences::insert(&mut tx, &copied).await?;
            if let Some(letter) = letter {
                store::campaigns::audiences::set_letter(&mut tx, id, &letter).await?;
            }
            if let Some(message) = message {
                store::short_messages::set_words(&mut tx, id, &message).await?;
            }
        }
    }
    Ok(tx.commit(app.line(actor, "campaigns.copy", id).with(campaign.to_string())).await?)
}
