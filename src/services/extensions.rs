//! Extending a campaign's last day: the office proposes, a person who may hold the passphrase
//! confirms in a session of their own. Nothing moves before the second one spoke, and nothing
//! after the day has passed.

use crate::domain::campaigns::extension::{Extension, ExtensionRefusal, NewDays};
use crate::domain::campaigns::{Campaign, CampaignState, Channel, MailKind, Window};
use crate::domain::id::{CampaignId, MailId};
use crate::domain::people::{Act, Actor};
use crate::store::{self, Tx};

use super::launch::REMINDER_HOUR;
use super::people::Names;
use super::{App, Error, Result, require, second_person};

/// The extension of a campaign as its page shows it.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The days it collects as they stand.
    pub window: Window,
    /// What was proposed or confirmed.
    pub extension: Option<Extension>,
    /// Some people are reached by mail.
    pub has_mail: bool,
    /// Ways of reaching people by which the program itself writes to nobody.
    pub by_hand: Vec<Channel>,
    /// Cards or posters with the last day on them were printed, or may have been.
    pub is_on_paper: bool,
    /// It can still be extended.
    pub is_possible: bool,
    /// What the people in it are called.
    pub names: Names,
}

/// What was proposed for a campaign, and what is still possible.
pub async fn look(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("extensions.look").await?;
    let (campaign, window) = launched(&mut tx, campaign).await?;
    let extension = store::campaigns::extensions::of_campaign(&mut tx, campaign.id).await?;
    Ok(Overview {
        has_mail: has_mail(app, &mut tx, campaign.id).await?,
        by_hand: by_hand(app, &mut tx, campaign.id).await?,
        is_possible: may_still(&campaign, window, app).is_ok(),
        names: Names::read(&mut tx).await?,
        is_on_paper: is_on_paper(&mut tx, campaign.id).await?,
        campaign,
        window,
        extension,
    })
}

/// The campaigns whose extension waits for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<CampaignId>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("extensions.waiting").await?;
    Ok(store::campaigns::extensions::waiting(&mut tx, app.clock.today()).await?)
}

async fn launched(tx: &mut Tx, campaign: CampaignId) -> Result<(Campaign, Window)> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    let window = campaign.window().filter(|_| campaign.state != CampaignState::Draft);
    let window = window.ok_or(ExtensionRefusal::NotCollecting)?;
    Ok((campaign, window))
}

/// Whether paper with the last day on it may be about: cards, or posters of a group or a room.
async fn is_on_paper(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let on_paper = [Channel::Card, Channel::Group, Channel::Venue];
    Ok(audiences.iter().any(|asked| on_paper.contains(&asked.channel)))
}

/// Whether the program itself writes to some audience.
async fn has_mail(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    Ok(audiences.iter().any(|asked| writes(app, asked.channel) && asked.addresses > 0))
}

/// Whether the program itself writes to people of this way.
fn writes(app: &App, channel: Channel) -> bool {
    match channel {
        Channel::Email => true,
        Channel::Phone => app.sms.is_set_up(),
        Channel::Card | Channel::Group | Channel::Venue => false,
    }
}

async fn by_hand(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Channel>> {
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let is_used = |channel: &Channel| audiences.iter().any(|asked| asked.channel == *channel);
    let by_hand = Channel::ALL.iter().copied().filter(|channel| !writes(app, *channel));
    Ok(by_hand.filter(is_used).collect())
}

fn may_still(
    campaign: &Campaign,
    window: Window,
    app: &App,
) -> std::result::Result<(), ExtensionRefusal> {
    if campaign.extended_from.is_some() {
        Err(ExtensionRefusal::ExtendedAlready)
    } else if campaign.state != CampaignState::Launched || app.clock.today() > window.closes_on {
        Err(ExtensionRefusal::NotCollecting)
    } else {
        Ok(())
    }
}

/// Proposes new days, in place of what was proposed before.
pub async fn propose(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    days: NewDays,
    reason: String,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("extensions.propose").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, window) = launched(&mut tx, campaign).await?;
    may_still(&campaign, window, app)?;
    days.check(window, has_mail(app, &mut tx, campaign.id).await?, app.clock.today())?;
    let (proposed_by, proposed_at) = (actor.person, app.now());
    let proposed = Extension { days, reason, proposed_by, proposed_at, confirmed_by: None };
    if !store::campaigns::extensions::propose(&mut tx, campaign.id, &proposed).await? {
        return Err(ExtensionRefusal::ExtendedAlready.into());
    }
    let line = app.line(actor, "extensions.propose", campaign.id).with(detail(window, days));
    Ok(tx.commit(line).await?)
}

/// Confirms what was proposed, as this person saw it. Every pool of the campaign moves, and the
/// mail that says so is queued for everyone alike; who asked to be left alone is passed over when it
/// leaves.
pub async fn confirm(app: &App, actor: &Actor, campaign: CampaignId, seen: NewDays) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("extensions.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, window) = launched(&mut tx, campaign).await?;
    may_still(&campaign, window, app)?;
    let proposed = store::campaigns::extensions::of_campaign(&mut tx, campaign.id).await?;
    let proposed = proposed.ok_or(ExtensionRefusal::NothingProposed)?;
    if proposed.days != seen {
        return Err(Error::Stale);
    }
    let by = (proposed.proposed_by, Act::RunCampaigns);
    second_person::check(&mut tx, actor, by, campaign.id).await?;
    seen.check(window, has_mail(app, &mut tx, campaign.id).await?, app.clock.today())?;
    let (person, now) = (actor.person, app.now());
    let confirmed = store::campaigns::extensions::confirm(&mut tx, campaign.id, person, now)
        .await?
        && store::campaigns::extensions::move_last_day(&mut tx, campaign.id, seen.closes_on)
            .await?;
    if !confirmed {
        return Err(Error::Stale);
    }
    queue_mails(app, &mut tx, campaign.id, seen).await?;
    let line = app.line(actor, "extensions.confirm", campaign.id).with(detail(window, seen));
    tx.commit(line).await?;
    app.respondents.forget_campaign(campaign.id);
    Ok(())
}

/// Takes back what was proposed and not confirmed: the office withdraws, a holder declines.
pub async fn decline(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("extensions.decline").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    if !store::campaigns::extensions::forget(&mut tx, campaign).await? {
        return Err(ExtensionRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "extensions.decline", campaign)).await?)
}

async fn queue_mails(app: &App, tx: &mut Tx, campaign: CampaignId, days: NewDays) -> Result<()> {
    let Some(remind_on) = days.remind_on else {
        return Ok(());
    };
    let due_at = remind_on.start().plus_hours(REMINDER_HOUR);
    let seats =
        store::campaigns::extensions::seats_with_mail(tx, campaign, app.sms.is_set_up()).await?;
    let mail = |(seat, way)| {
        let (id, kind) = (MailId::draw(app.chance), MailKind::Extension);
        store::outbox::New { id, campaign, seat, way, kind, due_at }
    };
    Ok(store::outbox::insert(tx, &mut seats.into_iter().map(mail).collect::<Vec<_>>()).await?)
}

fn detail(window: Window, days: NewDays) -> String {
    let remind = days.remind_on.map_or_else(|| "-".to_owned(), |day| day.to_string());
    format!("from={} to={} remind={remind}", window.closes_on, days.closes_on)
}
