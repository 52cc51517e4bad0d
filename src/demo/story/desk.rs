//! Two people distil what was written: empty answers are set aside together, one accusation leaves
//! sealed, items are written, cleared or sent back, and the office releases what may be released.

use std::collections::HashMap;

use crate::domain::id::{ItemId, TextId, UnitId};
use crate::domain::suggestions::{AsideReason, Distilled, Remark};
use crate::services::suggestions::{Draft, batches, desk, empties, queue, reading};
use crate::services::{Result, people, tips};

use super::super::distilled::{DISTILLED, Distillation, Reading, TIP};
use super::super::people::{OFFICE, READER, TRIAGER};
use super::{Story, broken};

/// The texts that wait, as the case officer read them.
struct Waiting(HashMap<TextId, String>);

impl Waiting {
    async fn read(story: &Story<'_>) -> Result<Self> {
        let triager = story.cast.of(TRIAGER);
        let queue = queue::open(story.app, triager, &queue::Filter::default()).await?;
        let mut texts = HashMap::new();
        for waiting in queue.ok_or_else(|| broken("nothing was opened"))?.texts {
            let page = desk::text(story.app, triager, story.pool.id, waiting.id).await?;
            texts.insert(waiting.id, page.text);
        }
        Ok(Self(texts))
    }

    fn with(&self, passage: &str) -> Result<TextId> {
        let found = self.0.iter().find(|(_, text)| text.contains(passage));
        found.map(|(id, _)| *id).ok_or_else(|| broken("a text of the story is missing"))
    }
}

/// Deals with the texts and releases a batch to every unit that enough of them are about.
pub(super) async fn route(story: &Story<'_>) -> Result<()> {
    let waiting = Waiting::read(story).await?;
    set_empty_answers_aside(story).await?;
    let (app, triager, pool) = (story.app, story.cast.of(TRIAGER), story.pool.id);
    tips::hand_over(app, triager, pool, waiting.with(TIP)?, None, None).await?;
    let vague = waiting.with(TOO_VAGUE)?;
    desk::set_aside(app, triager, pool, vague, AsideReason::TooVague).await?;
    let units = units(story).await?;
    for distilled in DISTILLED {
        let item = distil(story, &waiting, distilled, &units).await?;
        read(story, item, distilled.reading).await?;
    }
    story.next_day().await?;
    release(story).await
}

/// A passage of the text that is set aside as too vague; nobody has confirmed it yet.
const TOO_VAGUE: &str = "常见的废标原因";

async fn set_empty_answers_aside(story: &Story<'_>) -> Result<()> {
    let (app, campaign) = (story.app, story.campaign);
    let (triager, reader) = (story.cast.of(TRIAGER), story.cast.of(READER));
    let seen = empties::of_campaign(app, triager, campaign).await?;
    empties::set_aside(app, triager, campaign, empties::size(&seen.waiting)).await?;
    let seen = empties::of_campaign(app, reader, campaign).await?;
    empties::confirm(app, reader, campaign, empties::size(&seen.proposed)).await?;
    Ok(())
}

async fn units(story: &Story<'_>) -> Result<HashMap<String, UnitId>> {
    let units = people::units(story.app).await?;
    Ok(units.into_iter().map(|unit| (unit.code, unit.id)).collect())
}

async fn distil(
    story: &Story<'_>,
    waiting: &Waiting,
    distilled: &Distillation,
    units: &HashMap<String, UnitId>,
) -> Result<ItemId> {
    let (app, triager, pool) = (story.app, story.cast.of(TRIAGER), story.pool.id);
    let unit = units.get(distilled.unit).copied().ok_or_else(|| broken("a unit is missing"))?;
    let draft = Draft {
        text: Distilled::parse(distilled.text).expect("a few sentences"),
        category: distilled.category.to_owned(),
        area: Some(distilled.area.to_owned()),
        aspect: distilled.aspect.map(str::to_owned),
        unit,
    };
    let (first, others) = distilled.from.split_first().ok_or_else(|| broken("no text behind"))?;
    let item = desk::distil(app, triager, pool, waiting.with(first)?, &draft).await?;
    for passage in others {
        desk::link(app, triager, pool, waiting.with(passage)?, item).await?;
    }
    Ok(item)
}

async fn read(story: &Story<'_>, item: ItemId, reading: Reading) -> Result<()> {
    let verdict = match reading {
        Reading::Waiting => return Ok(()),
        Reading::Cleared => reading::Verdict::Clear(None),
        Reading::SentBack(remark) => {
            reading::Verdict::SendBack(Remark::parse(remark).expect("one sentence"))
        }
    };
    let reader = story.cast.of(READER);
    let review = reading::item(story.app, reader, item).await?;
    reading::judge(story.app, reader, item, review.item.revision, verdict).await?;
    Ok(())
}

async fn release(story: &Story<'_>) -> Result<()> {
    let (app, office) = (story.app, story.cast.of(OFFICE));
    let queue = batches::queue(app, office, story.campaign).await?;
    let ready: Vec<UnitId> =
        queue.units.iter().filter(|queue| queue.is_ready).map(|queue| queue.unit.id).collect();
    batches::release(app, office, story.campaign, &ready).await?;
    Ok(())
}
