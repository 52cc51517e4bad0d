//! The daily notice: one mail a person a working day, if anything waits for them. It holds counts
//! and one link; what is counted is read when it is written, and tips are counted nowhere.

use crate::domain::campaigns::CampaignState;
use crate::domain::id::{CampaignId, MailId};
use crate::domain::lang::Lang::{En, Zh};
use crate::domain::lang::words;
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::ItemState;
use crate::domain::text::{EmailAddress, Line};
use crate::domain::time::Timestamp;
use crate::store;
use crate::store::db::Unrecorded;
use crate::store::digests::Lease;

use super::ledger::{Duties, Waiting};
use super::mail::{Letter, Sender};
use super::suggestions::{batches, queue, sample};
use super::{
    App, Error, Result, calendar, campaigns, cancelling, cards, extensions, ledger, mailing,
    openings, returned_cards, sending, short_messages,
};

/// The hour of a working day at which notices go out.
const HOUR: i64 = 8;
/// How long notices are remembered.
const DAYS_KEPT: u64 = 30;

/// What waits for a person, by room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sending, extending, opening.
    pub campaigns: u64,
    /// Texts and items at the desk, and releases.
    pub desk: u64,
    /// Routings and ledger items.
    pub ledger: u64,
    /// How many of those are late.
    pub late: u64,
    /// Reminders and warnings since the last working day: told, and nothing to be done with them.
    pub warnings: u64,
}

impl Counts {
    /// All that is to be done.
    pub fn total(&self) -> u64 {
        self.campaigns + self.desk + self.ledger
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.total() == 0 && self.warnings == 0
    }
}

/// Counts what waits for a person.
pub async fn counts(app: &App, actor: &Actor) -> Result<Counts> {
    let duties = ledger::duties(app, actor).await?;
    let ledger = duties.dated(ledger::waiting(app, actor).await?);
    let (items, late) = piles(&ledger, &duties);
    Ok(Counts {
        campaigns: number(in_campaigns(app, actor).await?),
        desk: number(at_the_desk(app, actor).await?),
        ledger: items,
        late,
        warnings: ledger::warnings::fresh(app, actor).await?,
    })
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn piles(waiting: &Waiting, duties: &Duties) -> (u64, u64) {
    let own = [
        waiting.to_accept,
        waiting.to_decide,
        waiting.to_mend,
        waiting.to_plan,
        waiting.overdue,
        waiting.due_this_week,
        waiting.to_note,
        waiting.to_approve,
        waiting.to_extend,
        waiting.to_countersign,
        waiting.to_take_up,
        waiting.to_verify,
        duties.to_look_at_again,
        duties.taken_over,
    ];
    (own.iter().map(|pile| pile.count).sum(), own.iter().map(|pile| pile.late).sum())
}

async fn in_campaigns(app: &App, actor: &Actor) -> Result<usize> {
    let mut waiting = 0;
    if actor.may(Act::HoldPassphrase) {
        waiting += extensions::waiting(app, actor).await?.len();
        waiting += cancelling::waiting(app, actor).await?.len();
        waiting += mailing::waiting(app, actor).await?.len();
        waiting += returned_cards::waiting(app, actor).await?.len();
    }
    if actor.may(Act::RunCampaigns) {
        waiting += returned_cards::miscounted(app, actor).await?.len();
        waiting += short_messages::files::unfetched(app, actor).await?.len();
        waiting += mailing::paused(app, actor).await?.len();
        waiting += cards::unprinted(app, actor).await?.len();
    }
    if actor.may(Act::ReadCampaigns) {
        let today = app.clock.today();
        let campaigns = campaigns::list(app, actor).await?;
        let over = campaigns.iter().filter(|campaign| {
            matches!(campaign.state, CampaignState::Launched | CampaignState::Opened)
                && campaign.window().is_some_and(|window| window.closes_on < today)
        });
        let over: Vec<CampaignId> = over.map(|campaign| campaign.id).collect();
        let at_opening = openings::waiting(app, actor, &over).await?;
        let piles = [
            at_opening.to_count.len(),
            at_opening.to_open.len(),
            at_opening.to_decide.len(),
            at_opening.to_hand_over.len(),
        ];
        waiting += piles.iter().sum::<usize>();
    }
    Ok(waiting)
}

async fn at_the_desk(app: &App, actor: &Actor) -> Result<usize> {
    let mut waiting = 0;
    if actor.may(Act::Release) {
        waiting += batches::ready(app, actor).await?;
    }
    if actor.may(Act::Clear) {
        waiting += sample::left_to_read(app, actor).await?;
    }
    if actor.may(Act::NameSampleReader) {
        waiting += sample::to_name(app, actor).await?.len();
    }
    if !actor.may(Act::ReadTexts) {
        return Ok(waiting);
    }
    let Some(queue) = queue::brief(app, actor).await? else {
        return Ok(waiting);
    };
    let items = |state| queue.items.iter().filter(move |item| item.state == state);
    if actor.may(Act::Distil) {
        waiting += queue.totals.waiting;
    }
    if actor.may(Act::Clear) {
        waiting += queue.totals.proposed;
        waiting += items(ItemState::Drafted).filter(|item| item.author != actor.person).count();
    }
    waiting += items(ItemState::SentBack).filter(|item| item.author == actor.person).count();
    Ok(waiting)
}

/// Queues the notices of a working day, from eight o'clock on.
pub async fn queue(app: &App) -> Result<()> {
    let now = app.now();
    let (today, due_at) = (now.day(), now.day().start().plus_hours(HOUR));
    if !sending::has_relay(app) || now < due_at || !calendar::calendar(app).await?.is_working(today)
    {
        return Ok(());
    }
    let mut tx = app.db.read("digests.without").await?;
    let people = store::digests::without(&mut tx, today).await?;
    drop(tx);
    if people.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin("digests.queue").await?;
    store::digests::forget_before(&mut tx, today.minus_days(DAYS_KEPT)).await?;
    for person in people {
        let id = MailId::draw(app.chance);
        store::digests::insert(&mut tx, id, person, today, due_at).await?;
    }
    Ok(tx.commit_unrecorded(Unrecorded::Outbox).await?)
}

/// Writes a leased notice; nothing when nothing waits any more.
pub(super) async fn write(app: &App, lease: &Lease, now: Timestamp) -> Result<Option<Letter>> {
    let mut tx = app.db.read("digests.write").await?;
    let person = store::people::one(&mut tx, lease.person).await?;
    let is_wanted = store::digests::wants(&mut tx, lease.person).await?;
    drop(tx);
    let to = person.email.as_deref().and_then(|to| EmailAddress::parse(to).ok());
    let (Some(to), true) = (to, person.active && is_wanted) else {
        return Ok(None);
    };
    let counts = counts(app, &Actor::from(person)).await?;
    if counts.is_empty() {
        return Ok(None);
    }
    let (subject, text) = compose(&counts, &app.site.base_url);
    let line = |text: &str| Line::parse(text).map_err(|bad| Error::Broken(Box::new(bad)));
    let letter = Letter {
        id: lease.id,
        from: Sender {
            name: line(SENDER.zh)?,
            address: app.site.mail_from.clone().ok_or(Error::Missing)?,
        },
        to,
        subject: line(&subject)?,
        html: as_html(&text),
        text,
        stop: None,
        at: now,
    };
    Ok(Some(letter))
}

/// Subject and text.
fn compose(counts: &Counts, base_url: &str) -> (String, String) {
    let mut lines = Vec::new();
    if counts.ledger > 0 {
        lines.push(ledger_line(Zh, counts.ledger, counts.late));
    }
    if counts.desk > 0 {
        lines.push(desk_line(Zh, counts.desk));
    }
    if counts.campaigns > 0 {
        lines.push(campaigns_line(Zh, counts.campaigns));
    }
    if counts.warnings > 0 {
        lines.push(warnings_line(Zh, counts.warnings));
    }
    lines.push(format!("{base_url}/office/"));
    lines.push(FOOT.zh.to_owned());
    lines.push(in_english(En, counts.total(), counts.warnings));
    let subject = match counts.total() {
        0 => subject_of_warnings(Zh, counts.warnings),
        total => subject(Zh, total),
    };
    (subject, lines.join("\n\n"))
}

fn as_html(text: &str) -> String {
    let paragraphs = text.replace("\n\n", "</p><p>");
    format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><body><p>{paragraphs}</p></body></html>"
    )
}

/// Whether a person gets the daily notice, and where.
pub struct Wish {
    /// They want it.
    pub is_wanted: bool,
    /// Their address, if they have one.
    pub email: Option<String>,
}

/// What a person wants.
pub async fn wish(app: &App, actor: &Actor) -> Result<Wish> {
    let mut tx = app.db.read("digests.wish").await?;
    let person = store::people::one(&mut tx, actor.person).await?;
    Ok(Wish { is_wanted: store::digests::wants(&mut tx, actor.person).await?, email: person.email })
}

/// Switches the own notice on or off.
pub async fn set_wish(app: &App, actor: &Actor, is_wanted: bool) -> Result<()> {
    let mut tx = app.db.begin("digests.set_wish").await?;
    store::digests::set_wanted(&mut tx, actor.person, is_wanted).await?;
    let act = if is_wanted { "digests.on" } else { "digests.off" };
    Ok(tx.commit(app.line(actor, act, actor.person)).await?)
}

words! {
    SENDER = "问廉",
             "Wenlian";
    subject(count: u64) = "问廉：有 {count} 件事项等您办理",
                          "Wenlian: {count} waiting for you";
    ledger_line(count: u64, late: u64) = "交办和整改台账：{count} 件，其中逾期 {late} 件",
                                         "Routings and ledger: {count}, {late} of them late";
    desk_line(count: u64) = "意见提炼：{count} 件",
                            "At the desk: {count}";
    subject_of_warnings(count: u64) = "问廉：有 {count} 条提醒预警告知您",
                                      "Wenlian: reminders and warnings for you: {count}";
    warnings_line(count: u64) = "提醒预警：新增 {count} 条",
                                "Reminders and warnings: {count} new";
    campaigns_line(count: u64) = "发放和启封：{count} 件",
                                 "Sending and opening: {count}";
    FOOT = "请登录后在首页查看。每个工作日最多一封，只有件数；不想再收，请登录后打开首页下方的“每日通知”关闭。",
           "Sign in and see the first page. At most one a working day, counts only; switch it off under “Daily notice” at the foot of the first page.";
    in_english(count: u64, warnings: u64) = "英文说明：{count} 件，提醒预警 {warnings} 条。",
                                            "English: {count} waiting for you; new reminders and warnings: {warnings}. Sign in and open the first page.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_holds_counts_and_one_link_and_leaves_out_empty_rooms() {
        let counts = Counts { campaigns: 0, desk: 2, ledger: 3, late: 1, warnings: 0 };
        let (subject, text) = compose(&counts, "https://wj.example.cn");
        assert_eq!(subject, "问廉：有 5 件事项等您办理");
        assert!(text.contains("3 件，其中逾期 1 件") && text.contains("意见提炼：2 件"), "{text}");
        assert!(!text.contains("发放和启封"), "{text}");
        assert_eq!(text.matches("http").count(), 1, "{text}");
        assert!(!text.contains("提醒预警"), "{text}");
    }

    #[test]
    fn what_is_told_and_asks_for_nothing_is_a_notice_of_its_own_kind() {
        assert!(Counts::default().is_empty());
        let counts = Counts { warnings: 2, ..Counts::default() };
        assert!(!counts.is_empty());
        let (subject, text) = compose(&counts, "https://wj.example.cn");
        assert_eq!(subject, "问廉：有 2 条提醒预警告知您");
        assert!(text.contains("提醒预警：新增 2 条") && !text.contains("交办和整改"), "{text}");
    }
}
