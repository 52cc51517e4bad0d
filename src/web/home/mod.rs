//! The first screen: what waits for this person, each pile with the way to it (`domain` 1.6).

mod duties;
mod notices;
mod sending;
mod words;

use axum::response::Response;
use maud::{Markup, html};

use super::campaigns::state_badge;
use super::error::Result;
use super::ledger::{AFTER_THIS_WEEK, THIS_WEEK};
use super::page::{Page, View};
use super::parts::{self, Column, Tile, Tone};
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::id::CampaignId;
use crate::domain::lang::Text;
use crate::domain::ledger::{Act as Step, Turn};
use crate::domain::people::Act;
use crate::domain::suggestions::ItemState;
use crate::domain::suggestions::purge::Notice;
use crate::domain::time::Day;
use crate::services::discipline::Standing;
use crate::services::ledger::{self, Pile};
use crate::services::suggestions::{batches, purge, queue, sample};
use crate::services::{
    self, campaigns, cancelling, cards, discipline, extensions, group_links, later_seats, mailing,
    openings, people, posts, returned_cards, rooms, setup,
};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(paths::HOME, Who::SignedIn, get)
        .get(paths::NOTICES, Who::SignedIn, notices::get)
        .post(paths::NOTICES, Who::SignedIn, notices::post)
}

async fn get(staff: Staff) -> Result<Response> {
    let view = staff.view;
    let campaigns = if staff.actor.may(Act::ReadCampaigns) {
        campaigns::list(&staff.app, &staff.actor).await?
    } else {
        Vec::new()
    };
    let mut tiles = first_steps(&staff, &campaigns).await?;
    tiles.extend(sending::held_up(&staff).await?);
    tiles.extend(preparing(&staff, &campaigns).await?);
    tiles.extend(at_the_opening(&staff, &campaigns).await?);
    tiles.extend(at_the_desk(&staff).await?);
    let waiting = ledger::waiting(&staff.app, &staff.actor).await?;
    let duties = ledger::duties(&staff.app, &staff.actor).await?;
    let waiting = duties.dated(waiting);
    tiles.extend(in_the_ledger(view, &waiting));
    tiles.extend(duties::tiles(view, &duties));
    let body = html! {
        section.waiting.stack {
            h2 { (view.t(words::WAITING)) }
            @if tiles.is_empty() { (parts::empty_state(view.t(words::NOTHING), None)) }
            @else { (parts::tiles(&tiles)) }
        }
        @if staff.actor.may(Act::ReadTips) { p.help { (view.t(words::TIPS_ARE_QUIET)) } }
        (duties::watching(view, waiting.late_elsewhere, &duties))
        @if !campaigns.is_empty() { (parts::panel(view.t(words::CAMPAIGNS), overview(view, &campaigns))) }
        p { a href=(paths::NOTICES) { (view.t(notices::TITLE)) } }
    };
    Ok(staff.page(&Page::new(view.t(words::TITLE), body)))
}

fn tile(view: View, label: Text, count: usize, tone: Tone, href: &str) -> Tile {
    Tile {
        label: view.t(label).to_owned(),
        count: u64::try_from(count).unwrap_or(u64::MAX),
        note: None,
        tone,
        href: Some(href.to_owned()),
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

/// What must be done before the launch.
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
    Ok(tiles)
}

/// What waits for the second person while a campaign collects, and what its opening asks of whom.
async fn at_the_opening(staff: &Staff, campaigns: &[Campaign]) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    let mut tiles = Vec::new();
    if actor.may(Act::HoldPassphrase) {
        let waiting = extensions::waiting(app, actor).await?;
        if let Some(first) = waiting.first() {
            let way = paths::extension(*first);
            tiles.push(tile(view, words::TO_EXTEND, waiting.len(), Tone::Soon, &way));
        }
        let returned = returned_cards::waiting(app, actor).await?;
        if let Some((campaign, audience)) = returned.first() {
            let way = paths::cards_returned(*campaign, *audience);
            tiles.push(tile(view, words::TO_COUNT_CARDS, returned.len(), Tone::Soon, &way));
        }
        let waiting = cancelling::waiting(app, actor).await?;
        if let Some(first) = waiting.first() {
            let way = paths::cancelling(*first);
            tiles.push(tile(view, words::TO_CANCEL, waiting.len(), Tone::Late, &way));
        }
        let waiting = group_links::waiting(app, actor).await?;
        if let Some((campaign, audience)) = waiting.first() {
            let way = paths::group_link(*campaign, *audience);
            tiles.push(tile(view, words::TO_RELINK, waiting.len(), Tone::Soon, &way));
        }
        let waiting = rooms::waiting(app, actor).await?;
        if let Some((campaign, audience)) = waiting.first() {
            let way = paths::rooms(*campaign, *audience);
            tiles.push(tile(view, words::TO_ADMIT, waiting.len(), Tone::Soon, &way));
        }
    }
    if actor.may(Act::ReadLists) {
        let waiting = later_seats::waiting(app, actor).await?;
        if let Some(first) = waiting.first() {
            let way = paths::later_seats(*first);
            tiles.push(tile(view, words::TO_ADD_SEATS, waiting.len(), Tone::Soon, &way));
        }
    }
    if actor.may(Act::HoldPassphrase) {
        let waiting = mailing::waiting(app, actor).await?;
        if let Some(first) = waiting.first() {
            let way = paths::refused(*first);
            tiles.push(tile(view, words::TO_CONFIRM_ADDRESS, waiting.len(), Tone::Soon, &way));
        }
    }
    if campaigns.is_empty() {
        return Ok(tiles);
    }
    if actor.may(Act::RunCampaigns) {
        let miscounted = returned_cards::miscounted(app, actor).await?;
        if let Some((campaign, audience)) = miscounted.first() {
            let way = paths::cards_returned(*campaign, *audience);
            tiles.push(tile(view, words::TO_RECOUNT, miscounted.len(), Tone::Late, &way));
        }
        let unprinted = cards::unprinted(app, actor).await?;
        if let Some((campaign, audience)) = unprinted.first() {
            let way = paths::audience_cards(*campaign, *audience);
            tiles.push(tile(view, words::TO_PRINT, unprinted.len(), Tone::Info, &way));
        }
    }
    let today = app.clock.today();
    let over = campaigns.iter().filter(|campaign| is_over(campaign, today));
    let over: Vec<CampaignId> = over.map(|campaign| campaign.id).collect();
    let waiting = openings::waiting(app, actor, &over).await?;
    let piles = [
        (words::TO_COUNT, waiting.to_count),
        (words::TO_OPEN, waiting.to_open),
        (words::TO_SETTLE, waiting.to_decide),
        (words::TO_HAND_OVER, waiting.to_hand_over),
    ];
    for (label, pile) in piles {
        if let Some(first) = pile.first() {
            tiles.push(tile(view, label, pile.len(), Tone::Soon, &paths::opening(*first)));
        }
    }
    Ok(tiles)
}

/// Whether its last day has passed and its opening may still want something of somebody.
fn is_over(campaign: &Campaign, today: Day) -> bool {
    matches!(campaign.state, CampaignState::Launched | CampaignState::Opened)
        && campaign.window().is_some_and(|window| window.closes_on < today)
}

/// What lies on the desk for the two who read raw text, and for the one who releases.
async fn at_the_desk(staff: &Staff) -> Result<Vec<Tile>> {
    let (view, actor) = (staff.view, &staff.actor);
    let mut tiles = ends(staff).await?;
    let unread = posts::unread(&staff.app, actor).await?;
    if let (Some(until), false) = (unread.until, unread.units.is_empty()) {
        let units = unread.units.len();
        let mut nobody = tile(view, words::UNREAD, units, Tone::Late, paths::POSTS);
        nobody.note = Some(words::unread_until(view.lang, until));
        tiles.push(nobody);
    }
    if actor.may(Act::Release) {
        let ready = batches::ready(&staff.app, actor).await?;
        if ready > 0 {
            tiles.push(tile(view, words::TO_RELEASE, ready, Tone::Info, paths::RELEASE));
        }
    }
    tiles.extend(samples(staff).await?);
    if !actor.may(Act::ReadTexts) {
        return Ok(tiles);
    }
    let Some(queue) = queue::brief(&staff.app, actor).await? else {
        return Ok(tiles);
    };
    let items = |state| queue.items.iter().filter(move |item| item.state == state);
    let mut lay = |label, count, tone, href: &str| {
        if count > 0 {
            tiles.push(tile(view, label, count, tone, href));
        }
    };
    let items_of = format!("{}#items", paths::DESK);
    if actor.may(Act::Distil) {
        lay(words::TEXTS, queue.totals.waiting, Tone::Info, paths::DESK);
    }
    if actor.may(Act::Clear) {
        let foreign = items(ItemState::Drafted).filter(|item| item.author != actor.person).count();
        lay(words::TO_CLEAR, foreign, Tone::Info, &items_of);
        let proposed = format!("{}?state=proposed", paths::DESK);
        let empty = queue.empty_proposed();
        lay(words::PROPOSED, queue.totals.proposed - empty, Tone::Info, &proposed);
        for group in &queue.empty {
            let there = paths::desk_empty(group.campaign.id);
            lay(words::EMPTY_PROPOSED, group.proposed, Tone::Info, &there);
        }
    }
    let own = items(ItemState::SentBack).filter(|item| item.author == actor.person).count();
    lay(words::TO_MEND, own, Tone::Soon, &items_of);
    Ok(tiles)
}

/// Raw texts that end soon although something of them waits: each campaign with its day.
async fn ends(staff: &Staff) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    let endings = purge::endings(app, actor).await?;
    let tile = |ending: &purge::Ending| {
        let left = ending.on.days_since(app.clock.today());
        let ways = [
            (Act::ReadTexts, paths::DESK),
            (Act::Release, paths::RELEASE),
            (Act::NameSampleReader, paths::SAMPLING),
        ];
        let way = ways.iter().find(|(act, _)| actor.may(*act));
        let way =
            way.map_or_else(|| paths::campaign(ending.campaign.id), |(_, way)| (*way).to_owned());
        Tile {
            label: view.t(words::TEXTS_END).to_owned(),
            count: u64::try_from(left).unwrap_or(0),
            note: Some(words::texts_end(view.lang, ending.on)),
            tone: if ending.notice == Notice::Last { Tone::Late } else { Tone::Soon },
            href: Some(way),
        }
    };
    Ok(endings.iter().map(tile).collect())
}

/// Pairs of a sample that wait for their reader, and readers that wait to be named.
async fn samples(staff: &Staff) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    let mut tiles = Vec::new();
    if actor.may(Act::Clear) {
        let pairs = sample::left_to_read(app, actor).await?;
        if pairs > 0 {
            tiles.push(tile(view, words::TO_READ_AGAIN, pairs, Tone::Soon, paths::SAMPLE));
        }
    }
    if actor.may(Act::NameSampleReader) {
        for (_, before) in sample::to_name(app, actor).await? {
            let mut name = tile(view, words::TO_NAME_READER, 1, Tone::Soon, paths::SAMPLING);
            name.note = Some(words::name_before(view.lang, before));
            tiles.push(name);
        }
    }
    Ok(tiles)
}

/// What waits in the ledger and among the routings.
fn in_the_ledger(view: View, waiting: &ledger::Waiting) -> Vec<Tile> {
    let list = |turn: Turn| format!("{}?turn={turn}", paths::LEDGER);
    let routings = paths::ROUTINGS.to_owned();
    let returns = paths::RETURNS.to_owned();
    // A tile's number is that of the rows of its list: of what one carries out there are three.
    let standing = |code| format!("{}&standing={code}", list(Turn::CarryOut));
    let piles: [(Text, Pile, Tone, String); 11] = [
        (words::OVERDUE, waiting.overdue, Tone::Late, standing("late")),
        (words::TO_ACCEPT, waiting.to_accept, Tone::Soon, routings),
        (Turn::Mend.text(), waiting.to_mend, Tone::Soon, list(Turn::Mend)),
        (words::DUE_THIS_WEEK, waiting.due_this_week, Tone::Soon, standing(THIS_WEEK)),
        (Turn::CarryOut.text(), waiting.in_hand, Tone::Info, standing(AFTER_THIS_WEEK)),
        (Turn::Plan.text(), waiting.to_plan, Tone::Info, list(Turn::Plan)),
        (words::TO_DECIDE, waiting.to_decide, Tone::Info, returns),
        (Turn::Approve.text(), waiting.to_approve, Tone::Info, list(Turn::Approve)),
        (words::TO_REVIEW, waiting.to_review, Tone::Info, paths::SELF_CHECKS.to_owned()),
        (Turn::TakeUp.text(), waiting.to_take_up, Tone::Info, list(Turn::TakeUp)),
        (Turn::Verify.text(), waiting.to_verify, Tone::Info, list(Turn::Verify)),
    ];
    let laid = piles.into_iter().filter(|(_, pile, _, _)| pile.count > 0);
    let tile = |(label, pile, tone, href): (Text, Pile, Tone, String)| Tile {
        label: view.t(label).to_owned(),
        count: pile.count,
        note: note(view, pile),
        tone: if pile.late > 0 { Tone::Late } else { tone },
        href: Some(href),
    };
    let to_extend = waiting.first_to_extend.map(|first| {
        tile((words::DUES_TO_EXTEND, waiting.to_extend, Tone::Soon, paths::due_extension(first)))
    });
    let to_note = waiting
        .first_to_note
        .map(|first| tile((words::TO_NOTE, waiting.to_note, Tone::Soon, paths::progress(first))));
    let to_countersign = waiting.first_to_countersign.map(|(first, act)| {
        let way = if act == Step::Void { paths::void(first) } else { paths::long_term(first) };
        tile((words::TO_COUNTERSIGN, waiting.to_countersign, Tone::Soon, way))
    });
    laid.map(tile).chain(to_note).chain(to_extend).chain(to_countersign).collect()
}

/// How a pile stands: how much of it is late, else when the first of it is due.
fn note(view: View, pile: Pile) -> Option<String> {
    if pile.late > 0 {
        return Some(words::late(view.lang, pile.late));
    }
    pile.first.map(|day| words::first_due(view.lang, &day.to_string()))
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
