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

/// How far the files of an audience are whose campaign collects.
#[derive(Clone, Copy)]
pub enum Next<'a> {
    /// This one is to be fetched and handed on at once: its day has come.
    Now(&'a File),
    /// This one is the next, on its day.
    On(&'a File, Day),
    /// All were fetched.
    Done,
}

impl Files {
    /// What is to be fetched next; of several reminders whose day has come only the newest.
    pub fn next(&self, today: Day) -> Next<'_> {
        if let Some(file) = waiting(&self.files, today).next() {
            return Next::Now(file);
        }
        let ahead = self.files.iter().filter(|file| file.export.is_none());
        let ahead = ahead.filter_map(|file| Some((file, file.occasion.day?)));
        let next = ahead.filter(|(_, day)| *day > today).min_by_key(|(_, day)| *day);
        next.map_or(Next::Done, |(file, day)| Next::On(file, day))
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
        let files = of_audience(app, tx, campaign, audience).await?;
        let is_by_hand = match campaign.state {
            CampaignState::Draft => !app.sms.is_set_up(),
            CampaignState::Launched => !store::short_messages::is_queued(tx, audience.id).await?,
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

/// The files of one of its audiences.
pub(super) async fn of_audience(
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
    /// Numbers on its list.
    pub numbers: u32,
    /// The day on which its messages were to go, where there is one.
    pub day: Option<Day>,
}

/// Files whose day has come and that nobody has fetched. Of several reminders only the newest is
/// told: nobody is to be reminded twice at once.
fn waiting(files: &[File], today: Day) -> impl Iterator<Item = &File> {
    let newest = newest_reminder(files, today);
    files.iter().filter(move |file| {
        let is_told = !file.occasion.kind.is_reminder() || Some(file.occasion.kind) == newest;
        is_told && file.waits(today)
    })
}

/// Those of all campaigns that collect, but for those whose sending is paused: no file leaves there.
pub async fn unfetched(app: &App, actor: &Actor) -> Result<Vec<Unfetched>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("short_messages.unfetched").await?;
    let today = app.clock.today();
    let mut unfetched = Vec::new();
    for (campaign, audience) in store::short_messages::by_hand(&mut tx, today).await? {
        let of = store::campaigns::one(&mut tx, campaign).await?;
        if of.mail_paused {
            continue;
        }
        let asked = store::campaigns::audiences::one(&mut tx, campaign, audience).await?;
        let files = of_audience(app, &mut tx, &of, &asked).await?;
        let numbers = asked.addresses;
        unfetched.extend(waiting(&files, today).map(|file| Unfetched {
            campaign,
            audience,
            numbers,
            day: file.occasion.day,
        }));
    }
    unfetched.sort_by_key(|it| it.day);
    Ok(unfetched)
}

fn newest_reminder(files: &[File], today: Day) -> Option<MailKind> {
    let reminders = files.iter().map(|file| file.occasion);
    let come =
        reminders.filter(|it| it.kind.is_reminder() && it.day.is_some_and(|day| day <= today));
    come.max_by_key(|it| it.day).map(|it| it.kind)
}
