//! Files of text messages as whoever watches the sending sees them: of each occasion the day on which
//! everyone is to get it, and whether its file was fetched. Where no gateway is set up nothing leaves
//! by itself, and a day that nobody keeps passes without a word.

use super::due;
use crate::domain::campaigns::short_text::{Export, Occasion, occasions};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, MailKind};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::{App, Result, require};
use crate::store::{self, Tx};

/// The files of an audience.
pub struct Files {
    /// The audience.
    pub audience: Audience,
    /// One for each occasion, in the order of their days.
    pub files: Vec<File>,
}

/// The file of an occasion.
pub struct File {
    /// The occasion and its day.
    pub occasion: Occasion,
    /// When it was fetched last, if it was.
    pub export: Option<Export>,
    /// It can be fetched now.
    pub is_due: bool,
}

impl File {
    /// Its day has come, and nobody has fetched it.
    pub fn waits(&self, today: Day) -> bool {
        self.is_due && self.export.is_none() && self.occasion.day.is_none_or(|day| day <= today)
    }
}

/// The files of a campaign's audiences that no gateway writes to. `has_messages` where the program has
/// sent some of its messages itself.
pub(in crate::services) async fn of_campaign(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    (audiences, has_messages): (&[Audience], bool),
) -> Result<Vec<Files>> {
    let mut all = Vec::new();
    for audience in audiences.iter().filter(|it| it.channel == Channel::Phone) {
        let files = files(app, tx, campaign, audience).await?;
        let is_by_hand = match campaign.state {
            CampaignState::Draft => !app.sms.is_set_up(),
            CampaignState::Launched => !store::short_messages::sending(tx, audience.id).await?.0,
            // The messages are gone by then, and with them which way was theirs.
            _ => {
                let was_fetched = files.iter().any(|file| file.export.is_some());
                was_fetched || (!has_messages && !app.sms.is_set_up())
            }
        };
        if is_by_hand {
            all.push(Files { audience: audience.clone(), files });
        }
    }
    Ok(all)
}

async fn files(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    audience: &Audience,
) -> Result<Vec<File>> {
    let exports = store::short_messages::exports(tx, audience.id).await?;
    let due = due(app, campaign);
    let file = |occasion: Occasion| File {
        export: exports.iter().find(|export| export.kind == occasion.kind).copied(),
        is_due: due.contains(&occasion.kind),
        occasion,
    };
    let theirs = occasions(campaign).into_iter().filter_map(|it| as_theirs(it, audience));
    Ok(theirs.map(file).collect())
}

/// An occasion as it concerns an audience: whoever was added later is invited then, and reminded on the
/// days that were still ahead.
fn as_theirs(occasion: Occasion, audience: &Audience) -> Option<Occasion> {
    let Some(added) = audience.added_on else { return Some(occasion) };
    match occasion.kind {
        MailKind::Invitation => Some(Occasion { day: occasion.day.max(Some(added)), ..occasion }),
        kind if kind.is_reminder() && occasion.day <= Some(added) => None,
        _ => Some(occasion),
    }
}

/// A file whose day has come and that nobody has fetched.
pub struct Unfetched {
    /// The campaign.
    pub campaign: CampaignId,
    /// The audience.
    pub audience: AudienceId,
    /// The day on which its messages were to go, where there is one.
    pub day: Option<Day>,
}

/// Those of all campaigns that collect. Of several reminders only the newest is told: nobody is to
/// be reminded twice at once.
pub async fn unfetched(app: &App, actor: &Actor) -> Result<Vec<Unfetched>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("short_messages.unfetched").await?;
    let today = app.clock.today();
    let mut waiting = Vec::new();
    for (campaign, audience) in store::short_messages::by_hand(&mut tx, today).await? {
        let of = store::campaigns::one(&mut tx, campaign).await?;
        let asked = store::campaigns::audiences::one(&mut tx, campaign, audience).await?;
        let files = files(app, &mut tx, &of, &asked).await?;
        let newest = newest_reminder(&files, today);
        let waits = files
            .iter()
            .filter(|file| file.waits(today))
            .filter(|file| !file.occasion.kind.is_reminder() || Some(file.occasion.kind) == newest);
        waiting.extend(waits.map(|file| Unfetched { campaign, audience, day: file.occasion.day }));
    }
    waiting.sort_by_key(|it| it.day);
    Ok(waiting)
}

fn newest_reminder(files: &[File], today: Day) -> Option<MailKind> {
    let reminders = files.iter().map(|file| file.occasion);
    let come =
        reminders.filter(|it| it.kind.is_reminder() && it.day.is_some_and(|day| day <= today));
    come.max_by_key(|it| it.day).map(|it| it.kind)
}
