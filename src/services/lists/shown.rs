//! Who reads a list: whoever sends, while it is a draft; from the launch on the supervision group
//! alone, so that the office cannot say later that it had asked others. Every look is in the trail.

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::campaigns::{Audience, Campaign, CampaignState};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::time::Day;
use crate::store::address_changes::Changed;
use crate::store::addresses::Stored;
use crate::store::{self, Tx};

use super::super::invitations::AddressKey;
use super::super::people::Names;
use super::super::{App, Result, require};
use super::with_list;

/// A list in the open.
pub struct Shown {
    /// The campaign.
    pub campaign: Campaign,
    /// Whose list it is.
    pub audience: Audience,
    /// Addresses or numbers, sorted; none once they were deleted. From the launch on as they were then.
    pub lines: Vec<String>,
    /// What was changed since, by two persons.
    pub changes: Vec<Change>,
}

/// An address that was refused for good, and the one in its place.
pub struct Change {
    /// The address of the launch.
    pub from: String,
    /// What letters go to since.
    pub to: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub on: Day,
}

impl Shown {
    /// Whether it is what was frozen.
    pub fn is_as_frozen(&self) -> bool {
        self.audience.list_hash.as_deref() == Some(hash_of(&self.lines).as_str())
    }

    /// The file whose SHA-256 is the hash of the list: one address a line, each ended by a line
    /// feed.
    pub fn file(&self) -> String {
        file_of(&self.lines)
    }
}

fn file_of(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// The hash of a list: SHA-256 of its file, in hexadecimal.
pub(in crate::services) fn hash_of(lines: &[String]) -> String {
    hex(&Sha256::digest(file_of(lines)))
}

/// The list of a draft's audience, for whoever sends.
pub async fn of_draft(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Shown> {
    require(actor, Act::RunCampaigns)?;
    show(app, actor, campaign, id, |state| match state {
        CampaignState::Draft => Ok(()),
        _ => Err(Refusal::NotADraft),
    })
    .await
}

/// The frozen list of an audience, for the supervision group.
pub async fn frozen(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Shown> {
    require(actor, Act::ReadLists)?;
    show(app, actor, campaign, id, |state| match state {
        CampaignState::Draft => Err(Refusal::NotCollecting),
        _ => Ok(()),
    })
    .await
}

async fn show(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    may: impl FnOnce(CampaignState) -> std::result::Result<(), Refusal>,
) -> Result<Shown> {
    let mut tx = app.db.begin("lists.show").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    may(campaign.state)?;
    let audience = with_list(&mut tx, campaign.id, id).await?;
    let mut stored = store::addresses::of_audience(&mut tx, id).await?;
    let replaced = store::address_changes::of_audience(&mut tx, id).await?;
    let changes = changes(app, &mut tx, campaign.id, &replaced).await?;
    for change in replaced {
        if let Some(row) = stored.iter_mut().find(|row| row.id == change.address) {
            row.sealed = change.was_sealed;
        }
    }
    let lines = opened(app, campaign.id, stored).await?;
    let line = app.line(actor, "lists.look", campaign.id);
    tx.commit(line.with(format!("{id} {} addresses", lines.len()))).await?;
    Ok(Shown { campaign, audience, lines, changes })
}

async fn changes(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    changed: &[Changed],
) -> Result<Vec<Change>> {
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let key = AddressKey::of_campaign(app, campaign)?;
    let names = Names::read(tx).await?;
    let change = |row: &Changed| {
        Ok(Change {
            from: key.open_sealed(row.address, &row.was_sealed)?.key(),
            to: key.open_sealed(row.address, &row.sealed)?.key(),
            proposed_by: names.of(row.proposed_by).to_owned(),
            confirmed_by: names.of(row.confirmed_by).to_owned(),
            on: row.confirmed_on,
        })
    };
    changed.iter().map(change).collect()
}

/// The addresses of a list in the open, sorted, in the writing that tells two apart.
pub(in crate::services) async fn opened(
    app: &App,
    campaign: CampaignId,
    stored: Vec<Stored>,
) -> Result<Vec<String>> {
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    let key = AddressKey::of_campaign(app, campaign)?;
    let opened = tokio::task::spawn_blocking(move || {
        let open = stored.iter().map(|stored| Ok(key.open_destination(stored)?.key()));
        let mut open = open.collect::<Result<Vec<String>>>()?;
        open.sort();
        Ok(open)
    });
    opened.await.map_err(|ended| super::Error::Broken(Box::new(ended)))?
}
