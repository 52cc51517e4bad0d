//! The link of a group: shown to the office as often as it needs it, and replaced by two persons when
//! it was passed on to others.

use crate::domain::campaigns::group_links::{LinkRefusal, MOST_LINKS, NewLink};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool, Standing};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::token::Token;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::domain::text::Line;
use crate::store::{self, Tx};

use super::channels::launched;
use super::people::Names;
use super::{App, Error, Result, require, second_person};

/// The link of a group, as its page shows it.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The pool.
    pub pool: Pool,
    /// The group.
    pub audience: Audience,
    /// Its one code, for the office alone.
    pub code: Option<Token>,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// How many links it has had, this one included.
    pub links: u32,
    /// A new link that waits for the second person.
    pub proposed: Option<NewLink>,
    /// It gives seats now, or will from the first day on.
    pub is_collecting: bool,
    /// The link can be replaced now.
    pub is_possible: bool,
    /// What the people in it are called.
    pub names: Names,
}

/// The link of a group, as often as it is needed.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("group_links.look").await?;
    let (campaign, audience, pool, links) = of(&mut tx, (campaign, id)).await?;
    let code = || app.keys.door_key().group_code(id, links);
    Ok(Overview {
        code: actor.may(Act::RunCampaigns).then(code),
        fingerprint: pool.fingerprint.ok_or(Error::Missing)?,
        proposed: store::campaigns::group_links::proposed(&mut tx, id).await?,
        is_collecting: check(app, &campaign, 0).is_ok(),
        is_possible: check(app, &campaign, links).is_ok(),
        names: Names::read(&mut tx).await?,
        campaign,
        pool,
        audience,
        links,
    })
}

/// The groups whose new link waits for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("group_links.waiting").await?;
    Ok(store::campaigns::group_links::waiting(&mut tx, app.clock.today()).await?)
}

async fn of(
    tx: &mut Tx,
    (campaign, id): (CampaignId, AudienceId),
) -> Result<(Campaign, Audience, Pool, u32)> {
    let (campaign, audience, pool) = launched(Channel::Group, tx, (campaign, id)).await?;
    let groups = store::campaigns::group_links::of_pool(tx, pool.id).await?;
    let links = groups.into_iter().find(|(group, _)| *group == id).ok_or(Error::Missing)?.1;
    Ok((campaign, audience, pool, links))
}

fn check(app: &App, campaign: &Campaign, links: u32) -> std::result::Result<(), LinkRefusal> {
    let standing = campaign.window().map(|window| window.at(app.now()));
    let collects = campaign.state == CampaignState::Launched
        && matches!(standing, Some(Standing::Ahead | Standing::Open));
    match collects {
        false => Err(LinkRefusal::NotCollecting),
        true if links >= MOST_LINKS => Err(LinkRefusal::TooMany),
        true => Ok(()),
    }
}

/// The office proposes a new link, in place of what was proposed before.
pub async fn propose(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    reason: &Line,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("group_links.propose").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, _, _, links) = of(&mut tx, (campaign, id)).await?;
    check(app, &campaign, links)?;
    let (reason, proposed_by) = (reason.as_str().to_owned(), actor.person);
    let proposed = NewLink { reason, proposed_by, proposed_at: app.now() };
    store::campaigns::group_links::propose(&mut tx, id, &proposed).await?;
    Ok(tx.commit(app.line(actor, "group_links.propose", id)).await?)
}

/// A second person confirms it as they saw it: from now on the old link gives no seat.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    seen: &str,
) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("group_links.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, _, _, links) = of(&mut tx, (campaign, id)).await?;
    check(app, &campaign, links)?;
    let proposed = store::campaigns::group_links::proposed(&mut tx, id).await?;
    let proposed = proposed.ok_or(LinkRefusal::NothingProposed)?;
    if proposed.seen(links) != seen {
        return Err(Error::Stale);
    }
    let by = (proposed.proposed_by, Act::RunCampaigns);
    second_person::check(&mut tx, actor, by, campaign.id).await?;
    if !store::campaigns::group_links::take(&mut tx, id, actor.person).await? {
        return Err(LinkRefusal::NothingProposed.into());
    }
    if !store::campaigns::group_links::renew(&mut tx, id).await? {
        return Err(LinkRefusal::TooMany.into());
    }
    let line = app.line(actor, "group_links.confirm", id);
    Ok(tx.commit(line.with(format!("link {}", links + 1))).await?)
}

/// Takes the proposal back: the office withdraws, a holder declines.
pub async fn decline(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("group_links.decline").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    of(&mut tx, (campaign, id)).await?;
    if !store::campaigns::group_links::forget(&mut tx, id).await? {
        return Err(LinkRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "group_links.decline", id)).await?)
}
