//! How an item stands against its due date, computed from calendar and day. It is an overlay,
//! never a state: nothing has to run for an item to be late.

use super::{LedgerItem, LedgerState};
use crate::domain::calendar::Calendar;
use crate::domain::lang::Text;
use crate::domain::time::Day;

/// Working days from routing until the plan is due. The clock starts at routing, not when the
/// unit accepts, so that waiting gains nothing.
pub const PLAN_LIMIT: u32 = 5;

/// Working days from a request for closing until somebody outside the unit has judged it (`domain` 3.3).
pub const VERDICT_LIMIT: u32 = 5;

/// Working days from a return until it is decided on. The plan names none: it is the office's own
/// limit, which supervision sees.
pub const DECISION_LIMIT: u32 = 3;

/// From how many working days before the date on an item is due soon (临期).
pub const SOON: u32 = 3;

/// The day, until 24:00, by which the unit hands in its plan.
pub fn due_plan(routed_on: Day, calendar: &Calendar) -> Day {
    calendar.add_working_days(routed_on, PLAN_LIMIT)
}

/// Up to which date something is late, and up to which it is due soon: the other way around from
/// judging one date, for whoever narrows many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The latest date that is late.
    pub late: Day,
    /// The latest date that is due soon or today, where it is not late.
    pub soon: Day,
    /// The latest day on which closing can have been asked for, where the verdict is late.
    pub unjudged: Day,
    /// The Sunday of this week: what is due by then is due this week.
    pub week: Day,
}

impl Bounds {
    /// Those of a day.
    pub fn on(today: Day, calendar: &Calendar) -> Self {
        let last_soon = calendar.add_working_days(today, SOON);
        // Rest days right after it are reminded of as if they were it.
        let soon = calendar.add_working_days(last_soon, 1).minus_days(1);
        let late = calendar.sub_working_days(today, 1);
        let last_unjudged = calendar.sub_working_days(late, VERDICT_LIMIT);
        // Limits that began on the rest days right after it end with it.
        let unjudged = calendar.add_working_days(last_unjudged, 1).minus_days(1);
        let week = today.plus_days(u64::from(6 - today.weekday_from_monday()));
        Self { late, soon, unjudged, week }
    }
}

/// Where a date stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 按期
    OnTime,
    /// 临期
    DueSoon {
        /// Working days left, 1 to [`SOON`].
        working_days: u32,
    },
    /// A date on a rest day, from the working day before, when reminders end, until the last day on
    /// which it is still kept: that one alone is 今日到期.
    Resting {
        /// The last day it is kept on.
        until: Day,
    },
    /// 今日到期: the last day, until 24:00, on which the date is kept.
    DueToday,
    /// 逾期
    Overdue {
        /// Working days begun since; 0 on the rest days right after the date.
        working_days: u32,
    },
}

impl Standing {
    /// Judges a date on a day.
    pub fn of(due: Day, today: Day, calendar: &Calendar) -> Self {
        let anchor = calendar.remind_as_if(due);
        if calendar.is_late_on(due, today) {
            let since = calendar.last_timely_day(due);
            return Self::Overdue { working_days: calendar.working_days_between(since, today) };
        }
        let until = calendar.last_timely_day(due);
        match calendar.working_days_between(today, anchor) {
            _ if today == until => Self::DueToday,
            _ if today >= anchor => Self::Resting { until },
            working_days @ ..=SOON => Self::DueSoon { working_days },
            _ => Self::OnTime,
        }
    }

    /// Judges a date by the day it was met: it was kept or it was not, and nothing is due any more.
    pub fn of_met(due: Day, on: Day, calendar: &Calendar) -> Self {
        match Self::of(due, on, calendar) {
            Self::OnTime | Self::DueSoon { .. } | Self::Resting { .. } | Self::DueToday => {
                Self::OnTime
            }
            late @ Self::Overdue { .. } => late,
        }
    }

    /// What lists are narrowed by, as it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::DueSoon { .. } | Self::Resting { .. } | Self::DueToday => "soon",
            Self::Overdue { .. } => "late",
        }
    }

    /// The badge; the number stands beside it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::OnTime => ("按期", "On time"),
            Self::DueSoon { .. } => ("临期", "Due soon"),
            Self::Resting { .. } => ("遇休息日", "Due on a rest day"),
            Self::DueToday => ("今日到期", "Due today"),
            Self::Overdue { .. } => ("逾期", "Overdue"),
        };
        Text { zh, en }
    }
}

impl LedgerItem {
    /// How the item stands; nothing before its date is fixed or after it has ended. Changing the
    /// plan does not stop the clock; asking for closing does, until a verifier sends it back.
    pub fn standing(&self, today: Day, calendar: &Calendar) -> Option<Standing> {
        let asked = match self.state {
            LedgerState::Closed | LedgerState::LongTerm | LedgerState::Void => return None,
            LedgerState::Submitted | LedgerState::Verifying => self.closing_request,
            LedgerState::Open | LedgerState::PlanReview | LedgerState::InProgress => None,
        };
        self.due.map(|due| match asked {
            Some(request) => Standing::of_met(due.current(), request.on, calendar),
            None => Standing::of(due.current(), today, calendar),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::SHIPPED;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn calendar() -> Calendar {
        Calendar::new(
            SHIPPED.iter().flat_map(|year| year.days()),
            SHIPPED.iter().map(|year| year.calendar_year()),
        )
    }

    #[test]
    fn a_date_after_the_national_holiday_is_due_soon_before_it() {
        let calendar = calendar();
        for (today, standing) in [
            ("2026-09-29", Standing::OnTime),
            ("2026-09-30", Standing::DueSoon { working_days: 3 }),
            ("2026-10-04", Standing::DueSoon { working_days: 3 }),
            ("2026-10-09", Standing::DueSoon { working_days: 1 }),
            ("2026-10-10", Standing::DueToday),
            ("2026-10-11", Standing::Overdue { working_days: 0 }),
            ("2026-10-12", Standing::Overdue { working_days: 1 }),
            ("2026-10-19", Standing::Overdue { working_days: 6 }),
        ] {
            assert_eq!(Standing::of(day("2026-10-10"), day(today), &calendar), standing, "{today}");
        }
    }

    #[test]
    fn the_saturday_of_annex_6_is_due_on_monday_and_rests_from_friday_on() {
        let calendar = calendar();
        let until = day("2019-07-01");
        for (today, standing) in [
            ("2019-06-24", Standing::OnTime),
            ("2019-06-25", Standing::DueSoon { working_days: 3 }),
            ("2019-06-27", Standing::DueSoon { working_days: 1 }),
            ("2019-06-28", Standing::Resting { until }),
            ("2019-06-29", Standing::Resting { until }),
            ("2019-06-30", Standing::Resting { until }),
            ("2019-07-01", Standing::DueToday),
            ("2019-07-02", Standing::Overdue { working_days: 1 }),
        ] {
            assert_eq!(Standing::of(day("2019-06-29"), day(today), &calendar), standing, "{today}");
        }
    }

    #[test]
    fn the_bounds_of_a_day_part_dates_as_judging_each_of_them_does() {
        let calendar = calendar();
        let days = |from: &str, count: u64| {
            let first = day(from);
            (0..count).map(move |days| first.plus_days(days))
        };
        for today in days("2026-01-20", 300) {
            let bounds = Bounds::on(today, &calendar);
            for due in days("2026-01-01", 364) {
                let standing = Standing::of(due, today, &calendar).code();
                let expected = match due {
                    due if due <= bounds.late => "late",
                    due if due <= bounds.soon => "soon",
                    _ => "on_time",
                };
                assert_eq!(standing, expected, "{due} on {today}");
                let verdict = calendar.add_working_days(due, VERDICT_LIMIT);
                assert_eq!(today > verdict, due <= bounds.unjudged, "asked on {due}, on {today}");
            }
        }
    }

    #[test]
    fn the_plan_is_due_five_working_days_after_routing() {
        assert_eq!(due_plan(day("2019-03-22"), &calendar()), day("2019-03-29"));
        assert_eq!(due_plan(day("2026-02-13"), &calendar()), day("2026-02-27"));
    }
}
