//! The words of an audience's letter: set before the launch, looked at as on a phone, tried on
//! oneself. A preview carries a code that nobody stored, so that it opens nothing.

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::campaigns::later::plain_name;
use crate::domain::campaigns::template::{Fillings, Template};
use crate::domain::campaigns::{
    Audience, Campaign, CampaignState, Channel, MailKind, Pool, Window,
};
use crate::domain::credentials::fingerprint::KeyId;
use crate::domain::credentials::token::Token;
use crate::domain::id::{AudienceId, CampaignId, MailId, PressId};
use crate::domain::people::{Act, Actor};
use crate::domain::text::{EmailAddress, Line};
use crate::store::{self, Tx};

use super::campaigns::take_draft;
use super::letters::{self, Composed, Invitation};
use super::mail::{Letter, MailFailure, Sender};
use super::{App, Error, Result, pressed, require, sending};

/// The letter of an audience.
pub struct AudienceLetter {
    /// Its campaign.
    pub campaign: Campaign,
    /// The audience.
    pub audience: Audience,
    /// The words: its own, or the campaign's.
    pub template: Template,
    /// It has words of its own.
    pub is_own: bool,
    /// Where a test goes: the address of whoever looks.
    pub test_to: Option<EmailAddress>,
    /// Letters leave the house.
    pub has_relay: bool,
    pool: Pool,
}

impl AudienceLetter {
    /// Its words can still be changed.
    pub fn is_open(&self) -> bool {
        self.campaign.state == CampaignState::Draft
    }

    /// The invitation in these words and, where there are reminders, the first, with codes that open
    /// nothing.
    pub fn samples(&self, app: &App, template: &Template) -> (Composed, Option<Composed>) {
        let reminds = self.campaign.dates.reminders().next().is_some();
        let reminder = reminds.then(|| self.sample(app, template, MailKind::Reminder));
        (self.sample(app, template, MailKind::Invitation), reminder)
    }

    fn sample(&self, app: &App, template: &Template, kind: MailKind) -> Composed {
        let today = app.clock.today();
        let dates = self.campaign.dates;
        let window = Window {
            opens_on: dates.opens_on.unwrap_or(today),
            closes_on: dates.closes_on.unwrap_or(today),
        };
        let last_day = Some(window.closes_on);
        let audience = plain_name(&self.audience);
        let words = template.filled(&Fillings { campaign: &self.campaign, audience, last_day });
        let base_url = app.site.base_url.as_str();
        let letter = Invitation {
            campaign: &self.campaign,
            pool: &self.pool,
            fingerprint: self.pool.fingerprint.unwrap_or(KeyId::from([0; 32]).fingerprint()),
            window,
            kind,
            words: &words,
            base_url,
            stop: &format!("{base_url}/s/{}", self.pool.code),
        };
        letter.compose(&Token::draw(app.chance))
    }
}

/// The letter of an audience that is reached by mail.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    audience: AudienceId,
) -> Result<AudienceLetter> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("templates.look").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    let audience = by_mail(&mut tx, campaign.id, audience).await?;
    let own = store::campaigns::audiences::letter(&mut tx, audience.id).await?;
    let pool = store::campaigns::pools::one(&mut tx, audience.pool).await?;
    let person = store::people::one(&mut tx, actor.person).await?;
    Ok(AudienceLetter {
        is_own: own.is_some(),
        template: own.unwrap_or_else(|| Template::of(&campaign.texts)),
        test_to: person.email.as_deref().and_then(|to| EmailAddress::parse(to).ok()),
        has_relay: sending::has_relay(app),
        campaign,
        audience,
        pool,
    })
}

async fn by_mail(tx: &mut Tx, campaign: CampaignId, audience: AudienceId) -> Result<Audience> {
    let audience = store::campaigns::audiences::one(tx, campaign, audience).await?;
    if audience.channel == Channel::Email { Ok(audience) } else { Err(Error::Missing) }
}

/// Gives an audience of a draft a letter of its own, or takes it away: the campaign's serves again.
pub async fn set(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    audience: AudienceId,
    words: Option<&Template>,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("templates.set").await?;
    take_draft(&mut tx, campaign).await?;
    let audience = by_mail(&mut tx, campaign, audience).await?;
    match words {
        Some(words) => {
            store::campaigns::audiences::set_letter(&mut tx, audience.id, words).await?;
        }
        None => store::campaigns::audiences::forget_letter(&mut tx, audience.id).await?,
    }
    let line = app.line(actor, "templates.set", campaign).with(audience.id.to_string());
    Ok(tx.commit(line).await?)
}

/// Sends the letter in these words, stored or not, to whoever asks, at once; how the relay took it.
/// Nothing when the same press has sent the same words before.
pub async fn test(
    app: &App,
    actor: &Actor,
    (campaign, audience): (CampaignId, AudienceId),
    (words, press): (&Template, PressId),
) -> Result<Option<std::result::Result<(), MailFailure>>> {
    let stored = look(app, actor, campaign, audience).await?;
    let to = stored.test_to.clone().ok_or(Error::Missing)?;
    let from = app.site.mail_from.clone().ok_or(Error::Missing)?;
    let composed = stored.sample(app, words, MailKind::Invitation);
    let line = |text: &str| Line::parse(text).map_err(|bad| Error::Broken(Box::new(bad)));
    let letter = Letter {
        id: MailId::draw(app.chance),
        from: Sender { name: line(&stored.campaign.texts.issuer_zh)?, address: from },
        to,
        subject: line(&letters::subject_of_test(&composed.subject))?,
        text: composed.text,
        html: composed.html,
        // One of the staff asked for this letter; there is no list to leave.
        stop: None,
        at: app.now(),
    };
    let mut tx = app.db.begin("templates.test").await?;
    let said = hex(&Sha256::digest(format!("{audience} {words:?}")));
    if !pressed::is_first(app, &mut tx, (actor, press), &said).await? {
        return Ok(None);
    }
    tx.commit(app.line(actor, "templates.test", campaign).with(audience.to_string())).await?;
    Ok(Some(app.mail.send(&letter).await))
}
