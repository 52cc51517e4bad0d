//! The first screen: what waits for this person, each pile with the way to it (`domain` 1.6).

mod words;

use axum::response::Response;
use maud::{Markup, html};

use super::campaigns::state_badge;
use super::error::Result;
use super::page::{Page, View};
use super::parts::{self, Column, Tile, Tone};
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::lang::Text;
use crate::domain::people::Act;
use crate::domain::suggestions::ItemState;
use crate::domain::time::Day;
use crate::services::discipline::Standing;
use crate::services::ledger::{self, Pile};
use crate::services::suggestions::desk;
use crate::services::{self, campaigns, discipline, extensions, people, setup};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes.get(paths::HOME, Who::SignedIn, get)
}

async fn get(staff: Staff) -> Result<Response> {
    let view = staff.view;
    let campaigns = if staff.actor.may(Act::ReadCampaigns) {
        campaigns::list(&staff.app, &staff.actor).await?
    } else {
        Vec::new()
    };
    let mut tiles = first_steps(&staff, &campaigns).await?;
    tiles.extend(preparing(&staff, &campaigns).await?);
    tiles.extend(at_the_desk(&staff).await?);
    tiles.extend(in_the_ledger(&staff).await?);
    let body = html! {
        h2 { (view.t(words::WAITING)) }
        @if tiles.is_empty() { (parts::empty_state(view.t(words::NOTHING), None)) }
        @else { (parts::tiles(&tiles)) }
        @if staff.actor.may(Act::ReadTips) { p.help { (view.t(words::TIPS_ARE_QUIET)) } }
        @if !campaigns.is_empty() { (parts::panel(view.t(words::CAMPAIGNS), overview(view, &campaigns))) }
    };
    Ok(staff.page(&Page::new(view.t(words::TITLE), body)))
}

fn tile(view: View, label: Text, count: usize, tone: Tone, href: &str) -> Tile {
    Tile {
        label: view.t(label).to_owned(),
        count: u64::try_from(count).unwrap_or(u64::MAX),
        note: None,
        tone,
        href: href.to_owned(),
    }
}

/// What a new house lacks, in the order in which it is made.
async fn first_steps(staff: &Staff, campaigns: &[Campaign]) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    let mut tiles = Vec::new();
    let mut lacks = |label, count, note: Text, href: &str| {
        let mut missing = tile(view, label, count, Tone::Soon, href);
        missing.note = Some(view.t(note).to_owned());
        tiles.push(missing);
    };
    if actor.may(Act::SetUp) && setup::present(app, actor).await?.questionnaires == 0 {
        lacks(words::SET_UP, 1, words::SET_UP_NOTE, paths::SETUP);
    }
    if actor.may(Act::ManagePeople) && people::list(app, actor).await?.0.len() == 1 {
        lacks(words::ALONE, 1, words::ALONE_NOTE, paths::PEOPLE);
    }
    if actor.may(Act::RunCampaigns) && campaigns.is_empty() {
        lacks(words::NO_CAMPAIGN, 0, words::NO_CAMPAIGN_NOTE, paths::CAMPAIGNS);
    }
    if actor.may(Act::ReadTips) && discipline::standing(app, actor).await? != Standing::InUse {
        lacks(words::OWN_KEY, 1, words::OWN_KEY_NOTE, paths::DISCIPLINE_KEY);
    }
    Ok(tiles)
}

/// What must be done before the launch and at the opening.
async fn preparing(staff: &Staff, campaigns: &[Campaign]) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    let mut tiles = Vec::new();
    let drafts: Vec<&Campaign> =
        campaigns.iter().filter(|campaign| campaign.state == CampaignState::Draft).collect();
    if let (Some(first), true) = (drafts.first(), actor.may(Act::RunCampaigns)) {
        let href = paths::campaign(first.id);
        tiles.push(tile(view, words::TO_LAUNCH, drafts.len(), Tone::Info, &href));
    }
    if actor.may(Act::HoldPassphrase) {
        let mut unheld = Vec::new();
        for draft in &drafts {
            if services::campaigns::overview(app, actor, draft.id).await?.waits_for(actor.person) {
                unheld.push(draft.id);
            }
        }
        if let Some(first) = unheld.first() {
            let href = paths::passphrase(*first);
            tiles.push(tile(view, words::TO_HOLD, unheld.len(), Tone::Soon, &href));
        }
    }
    if actor.may(Act::HoldPassphrase) {
        let waiting = extensions::waiting(app, actor).await?;
        if let Some(first) = waiting.first() {
            let way = paths::extension(*first);
            tiles.push(tile(view, words::TO_EXTEND, waiting.len(), Tone::Soon, &way));
        }
    }
    let today = app.clock.today();
    let over: Vec<&Campaign> =
        campaigns.iter().filter(|campaign| is_over(campaign, today)).collect();
    if let (Some(first), true) =
        (over.first(), actor.may(Act::OpenPools) || actor.may(Act::HoldPassphrase))
    {
        tiles.push(tile(view, words::TO_OPEN, over.len(), Tone::Soon, &paths::opening(first.id)));
    }
    Ok(tiles)
}

/// Whether its last day has passed and its pools are still sealed.
fn is_over(campaign: &Campaign, today: Day) -> bool {
    campaign.state == CampaignState::Launched
        && campaign.window().is_some_and(|window| window.closes_on < today)
}

/// What lies on the desk for the two who read raw text, and for the one who releases.
async fn at_the_desk(staff: &Staff) -> Result<Vec<Tile>> {
    let (view, actor) = (staff.view, &staff.actor);
    let mut tiles = Vec::new();
    if !actor.may(Act::ReadTexts) {
        return Ok(tiles);
    }
    let Some(queue) = desk::queue(&staff.app, actor, desk::Filter::default()).await? else {
        return Ok(tiles);
    };
    let items = |state| queue.items.iter().filter(move |item| item.state == state);
    let mut lay = |label, count, tone, href: &str| {
        if count > 0 {
            tiles.push(tile(view, label, count, tone, href));
        }
    };
    lay(words::TEXTS, queue.totals.waiting, Tone::Info, paths::DESK);
    if actor.may(Act::Clear) {
        let foreign = items(ItemState::Drafted).filter(|item| item.author != actor.person).count();
        lay(words::TO_CLEAR, foreign, Tone::Info, paths::DESK);
        let proposed = format!("{}?state=proposed", paths::DESK);
        lay(words::PROPOSED, queue.totals.proposed, Tone::Info, &proposed);
    }
    let own = items(ItemState::SentBack).filter(|item| item.author == actor.person).count();
    lay(words::TO_MEND, own, Tone::Soon, paths::DESK);
    if actor.may(Act::Release) {
        lay(words::TO_RELEASE, items(ItemState::Queued).count(), Tone::Info, paths::RELEASE);
    }
    Ok(tiles)
}

/// What waits in the ledger and among the routings.
async fn in_the_ledger(staff: &Staff) -> Result<Vec<Tile>> {
    let view = staff.view;
    let waiting = ledger::waiting(&staff.app, &staff.actor).await?;
    let piles: [(Text, Pile, Tone, &str); 10] = [
        (words::OVERDUE, waiting.overdue, Tone::Late, paths::LEDGER),
        (words::TO_ACCEPT, waiting.to_accept, Tone::Soon, paths::ROUTINGS),
        (words::SENT_BACK, waiting.sent_back, Tone::Soon, paths::LEDGER),
        (words::DUE_THIS_WEEK, waiting.due_this_week, Tone::Soon, paths::LEDGER),
        (words::IN_HAND, waiting.in_hand, Tone::Info, paths::LEDGER),
        (words::TO_PLAN, waiting.to_plan, Tone::Info, paths::LEDGER),
        (words::TO_DECIDE, waiting.to_decide, Tone::Info, paths::RETURNS),
        (words::TO_APPROVE, waiting.to_approve, Tone::Info, paths::LEDGER),
        (words::TO_TAKE_UP, waiting.to_take_up, Tone::Info, paths::LEDGER),
        (words::TO_VERIFY, waiting.to_verify, Tone::Info, paths::LEDGER),
    ];
    let tiles = piles.into_iter().filter(|(_, pile, _, _)| pile.count > 0);
    Ok(tiles
        .map(|(label, pile, tone, href)| Tile {
            label: view.t(label).to_owned(),
            count: pile.count,
            note: pile.first.map(|day| words::first_due(view.lang, &day.to_string())),
            tone,
            href: href.to_owned(),
        })
        .collect())
}

/// All campaigns and how far each is.
fn overview(view: View, campaigns: &[Campaign]) -> Markup {
    let columns = [
        Column::text(view.t(words::CAMPAIGN)),
        Column::short(view.t(words::STATE)),
        Column::short(view.t(words::COLLECTS)),
    ];
    let rows: Vec<Vec<Markup>> = campaigns
        .iter()
        .map(|campaign| {
            let window = campaign.window();
            vec![
                html! { a href=(paths::campaign(campaign.id)) { (campaign.name(view.lang)) } },
                state_badge(view, campaign),
                html! {
                    @match window {
                        Some(window) => { (window.opens_on) " – " (window.closes_on) }
                        None => "—"
                    }
                },
            ]
        })
        .collect();
    parts::table(view.t(words::CAMPAIGNS), &columns, &rows)
}
