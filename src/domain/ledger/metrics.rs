//! Figures of the ledger (`domain` 3.7), each defined once. Every one carries the day it stands for
//! and what it is a share of, and a share of too few is not shown. Nothing here ranks units: a
//! person sees the figures of what they may see, as one sum. A void item was a mistake or is part of
//! another one, so that no figure of items has it; a routing took place, whatever came of it.

mod counted;

use std::collections::BTreeMap;

use counted::Cycle;
pub use counted::{Acts, Counted, Drawn, Ends, Items, Legs, Past, Same, Since};

use super::{Act, LedgerState, Level, Scope};
use crate::domain::calendar::Calendar;
use crate::domain::disclosure::RATE_LEAST;
use crate::domain::id::UnitId;
use crate::domain::routing::Duty;
use crate::domain::time::Day;

/// How many months the trend goes back.
const MONTHS: usize = 12;
/// Days after closing within which a reopening speaks against it.
const REBOUND_DAYS: i64 = 90;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// So many.
    pub of: u32,
    /// Of so many.
    pub among: u32,
}

impl Rate {
    /// Of so many each, whether it holds for them.
    fn count(facts: impl IntoIterator<Item = (u32, bool)>) -> Self {
        facts.into_iter().fold(Self::default(), |rate, (count, holds)| Self {
            of: rate.of + if holds { count } else { 0 },
            among: rate.among + count,
        })
    }

    /// The share in per cent, unless it is one of too few.
    pub fn percent(self) -> Option<f64> {
        let is_shown = self.among >= RATE_LEAST;
        is_shown.then(|| f64::from(self.of) * 100.0 / f64::from(self.among))
    }
}

/// Working days of several items.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Days {
    /// How many items.
    pub among: u32,
    /// Mean.
    pub mean: f64,
    /// Median.
    pub median: f64,
}

impl Days {
    /// Of so many items each, how many days they took.
    fn of(days: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut days: Vec<(u32, u32)> =
            days.into_iter().map(|(count, days)| (days, count)).collect();
        days.sort_unstable();
        let among: u32 = days.iter().map(|(_, count)| count).sum();
        // The item at a place, when all stand in order.
        let at = |place: u32| {
            let mut before = 0;
            let mut reached = days.iter().skip_while(|(_, count)| {
                before += count;
                before <= place
            });
            reached.next().map_or(0, |(days, _)| *days)
        };
        if among == 0 {
            return Self::default();
        }
        let sum: f64 = days.iter().map(|(days, count)| f64::from(*days) * f64::from(*count)).sum();
        Self {
            among,
            mean: sum / f64::from(among),
            median: f64::midpoint(f64::from(at((among - 1) / 2)), f64::from(at(among / 2))),
        }
    }
}

/// What a unit has in a category. Whoever supports a point (协办) has something there, so that nobody
/// calls the category blank (排查不全面); number and level tell of points alone, each of which counts
/// once, at its lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Items ever opened there, void ones and parts apart.
    pub all: u32,
    /// Items that have not ended.
    pub open: u32,
    /// The gravest level among these.
    pub level: Option<Level>,
    /// Parts beside a lead that have not ended.
    pub supporting: u32,
}

/// Opened and closed in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// Items opened, void ones apart.
    pub opened: u32,
    /// Items closed.
    pub closed: u32,
}

/// All figures of the items in a person's scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// The day they stand for.
    pub as_of: Day,
    /// 协办: parts that units have beside a lead, and of these the ended ones. In all that follows,
    /// a point counts once, at its lead.
    pub supported: Rate,
    /// 接收及时率: answered within the limit, of all routings whose limit is over or that were
    /// answered; silence is late.
    pub answered_in_time: Rate,
    /// 退单率: returned, of all routings.
    pub returned: Rate,
    /// Upheld, of the returns that were decided.
    pub upheld: Rate,
    /// 按期率（原）: done by the original date, of items whose original date has come. An item that was
    /// reopened counts once for each of its cycles, by the dates of that cycle and the request that was
    /// verified in it: a cycle that was late stays late whatever comes after (`domain` 3.3: the old cycle
    /// stays counted), and one that was in time stays so, for that it was undone is told by 反弹率.
    pub on_time_original: Rate,
    /// 按期率（现）: done by the date that counts, of items whose date has come, cycle by cycle as well.
    pub on_time_current: Rate,
    /// 延期率: with an extension, of items with a date.
    pub extended: Rate,
    /// 退回整改率: requests for closing sent back, of all requests.
    pub sent_back: Rate,
    /// 反弹率: closings undone within 90 days, of all closings. What goes on as long-term is none.
    pub reopened: Rate,
    /// 转长期: items that go on, counted apart from the closed ones.
    pub long_term: u32,
    /// 抽查符合率: found as it was said, of what was drawn by lot and judged.
    pub conform: Rate,
    /// Working days from opening to the request that was verified.
    pub rectified: Days,
    /// Working days that items which have not ended are open: means over closed ones alone flatter.
    pub open_age: Days,
    /// Working days from that request to closing: the verifiers' own time.
    pub verified: Days,
    /// Unit by category; what is not in it is blank. A unit that has a part of a point there is in it.
    pub points: BTreeMap<(UnitId, String), Point>,
    /// The last twelve months, the oldest first.
    pub months: Vec<Month>,
}

impl Metrics {
    /// The figures of all that the scope covers.
    pub fn of(counted: &Counted, scope: &Scope, as_of: Day, calendar: &Calendar) -> Self {
        let seen = counted.within(scope);
        let valid = || seen.items.iter().filter(|same| same.of.state != LedgerState::Void);
        let leads = || valid().filter(|same| same.of.duty == Duty::Lead);
        let parts = || valid().filter(|same| same.of.duty == Duty::Co);
        let kept = |due: fn(Cycle) -> Day| {
            let present = leads().filter_map(|same| Some((same.count, same.of.cycle()?)));
            let past = seen.past.iter().map(|same| (same.count, same.of.cycle()));
            let come = present.chain(past).filter(|(_, cycle)| due(*cycle) <= as_of);
            Rate::count(come.map(|(count, cycle)| {
                let is_kept = |done| !calendar.is_late_on(due(cycle), done);
                (count, cycle.done_on.is_some_and(is_kept))
            }))
        };
        let number = |acts: &[Act]| {
            let done = seen.acts.iter().filter(|same| acts.contains(&same.of.act));
            done.map(|same| same.count).sum()
        };
        let span =
            |count: u32, from: Day, to: Day| (count, calendar.working_days_between(from, to));
        let dated = leads().filter(|same| same.of.due.is_some());
        Self {
            as_of,
            supported: Rate::count(parts().map(|same| (same.count, same.of.has_ended()))),
            answered_in_time: Rate::count(
                seen.legs
                    .iter()
                    .filter_map(|same| Some((same.count, same.of.is_in_time(as_of, calendar)?))),
            ),
            returned: Rate::count(seen.legs.iter().map(|same| (same.count, same.of.is_returned))),
            upheld: Rate::count(
                seen.legs.iter().filter_map(|same| Some((same.count, same.of.is_upheld()?))),
            ),
            on_time_original: kept(|cycle| cycle.original),
            on_time_current: kept(|cycle| cycle.current),
            extended: Rate {
                of: seen.extended.iter().map(|same| same.count).sum(),
                among: dated.map(|same| same.count).sum(),
            },
            sent_back: Rate {
                of: number(&[Act::Rework]),
                among: number(&[Act::AskClosing, Act::FixAtOnce]),
            },
            reopened: Rate::count(
                seen.ends.iter().filter_map(|same| Some((same.count, same.of.is_undone_soon()?))),
            ),
            long_term: leads()
                .filter(|same| same.of.state == LedgerState::LongTerm)
                .map(|same| same.count)
                .sum(),
            conform: Rate::count(
                seen.drawn.iter().filter_map(|same| Some((same.count, same.of.conforms()?))),
            ),
            rectified: Days::of(seen.ends.iter().filter_map(|same| {
                Some(span(same.count, same.of.first_since?, same.of.asked_on?))
            })),
            open_age: Days::of(
                seen.since
                    .iter()
                    .filter(|same| !same.of.has_ended())
                    .map(|same| span(same.count, same.of.since, as_of)),
            ),
            verified: Days::of(
                seen.ends
                    .iter()
                    .filter_map(|same| Some(span(same.count, same.of.asked_on?, same.of.ended_on))),
            ),
            points: points(leads(), parts()),
            months: months(&seen, as_of),
        }
    }
}

fn points<'c>(
    leads: impl Iterator<Item = &'c Same<Items>>,
    parts: impl Iterator<Item = &'c Same<Items>>,
) -> BTreeMap<(UnitId, String), Point> {
    let mut points: BTreeMap<(UnitId, String), Point> = BTreeMap::new();
    let key = |same: &Same<Items>| (same.unit, same.of.category.clone());
    for same in leads {
        let point = points.entry(key(same)).or_default();
        point.all += same.count;
        if !same.of.has_ended() {
            point.open += same.count;
            point.level = point.level.max(same.of.level);
        }
    }
    for same in parts {
        let point = points.entry(key(same)).or_default();
        point.supporting += if same.of.has_ended() { 0 } else { same.count };
    }
    points
}

fn months(seen: &Counted, as_of: Day) -> Vec<Month> {
    let mut months = vec![(as_of.year(), as_of.month())];
    while let (Some((year, month)), true) = (months.last().copied(), months.len() < MONTHS) {
        months.push(if month == 1 { (year - 1, 12) } else { (year, month - 1) });
    }
    let closings = || seen.ends.iter().filter(|same| same.of.act == Act::Close);
    months
        .into_iter()
        .rev()
        .map(|(year, month)| {
            let within = |day: Day| day.year() == year && day.month() == month;
            let valid = seen.since.iter().filter(|same| !same.of.is_void());
            let opened = valid.filter(|same| within(same.of.since));
            let closed = closings().filter(|same| within(same.of.ended_on));
            Month {
                year,
                month,
                opened: opened.map(|same| same.count).sum(),
                closed: closed.map(|same| same.count).sum(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
