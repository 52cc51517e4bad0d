//! What the office reads of a judged list: how many lines meet which fate, and by reason the first
//! lines of those that are not simply taken.

use super::super::id::AudienceId;
use super::judge::{Counts, Fate, Judged, Judgement, LeftOut};
use super::reading::Concern;

/// Why lines stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Somebody should look at them; the office decides.
    Concern(Concern),
    /// Nothing that can be reached stands there.
    Unreadable,
    /// An earlier line has the same.
    Twice,
    /// They stand on another list of the campaign.
    OnList,
    /// Nothing stands there.
    Blank,
}

/// A line as it is shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number.
    pub line: u32,
    /// What stands in the column.
    pub cell: String,
    /// It can be taken as it stands.
    pub is_readable: bool,
    /// What was probably meant.
    pub meant: Option<String>,
    /// The list for another channel on which another cell of the line stands.
    pub elsewhere: Option<AudienceId>,
    /// What is done.
    pub fate: Fate,
}

/// Lines for one reason.
#[derive(Clone, Debug)]
pub struct Group {
    /// The reason.
    pub why: Why,
    /// How many there are.
    pub total: u32,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// What the office reads of a judged list.
#[derive(Clone, Debug)]
pub struct Review {
    /// How many lines meet which fate.
    pub counts: Counts,
    /// What is not simply taken, by reason.
    pub groups: Vec<Group>,
}

impl Review {
    /// Reviews a judged list; of each reason so many lines are shown.
    pub fn of(judgement: &Judgement<'_>, most: usize) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        for judged in &judgement.lines {
            let Some(why) = why(judged) else { continue };
            let place = groups.iter().position(|group| group.why == why);
            let place = place.unwrap_or_else(|| {
                groups.push(Group { why, total: 0, lines: Vec::new() });
                groups.len() - 1
            });
            let group = &mut groups[place];
            group.total += 1;
            if group.lines.len() < most {
                group.lines.push(line(judged));
            }
        }
        groups.sort_by_key(|group| group.why);
        Self { counts: judgement.counts, groups }
    }
}

fn why(judged: &Judged<'_>) -> Option<Why> {
    match judged.fate {
        Fate::Left(LeftOut::Twice { .. }) => Some(Why::Twice),
        Fate::Left(LeftOut::OnList(_)) => Some(Why::OnList),
        Fate::Left(LeftOut::Blank) => Some(Why::Blank),
        Fate::Left(LeftOut::Unreadable) => Some(Why::Unreadable),
        Fate::Taken | Fate::Corrected | Fate::Left(LeftOut::Decided) => {
            judged.reading.concern.map(Why::Concern)
        }
    }
}

fn line(judged: &Judged<'_>) -> Line {
    Line {
        line: judged.line,
        cell: judged.cell.to_owned(),
        is_readable: judged.reading.written.is_some(),
        meant: judged.reading.meant.as_ref().map(|meant| meant.as_str().to_owned()),
        elsewhere: judged.elsewhere,
        fate: judged.fate,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::campaigns::Channel;
    use super::super::Row;
    use super::super::guess::Place;
    use super::super::judge::{Decisions, judge};
    use super::*;

    #[test]
    fn lines_stand_together_by_reason_and_only_the_first_are_shown() {
        let cells = ["a@b.cn", "a@qq.con", "b@qq.con", "c@qq.con", "info@b.cn", "无", "", "a@b.cn"];
        let row = |(line, cell): (u32, &&str)| Row { line, cells: vec![(*cell).to_owned()] };
        let rows: Vec<Row> = (1..).zip(&cells).map(row).collect();
        let place = Place { column: 0, first: 1 };
        let judged =
            judge(Channel::Email, &rows, place, &Decisions::default(), (|_: &_| None, || ()));
        let review = Review::of(&judged, 2);
        assert_eq!(review.counts, Counts { taken: 1, corrected: 3, left: 4 });
        let groups: Vec<_> =
            review.groups.iter().map(|group| (group.why, group.total, group.lines.len())).collect();
        assert_eq!(
            groups,
            [
                (Why::Concern(Concern::Typo), 3, 2),
                (Why::Concern(Concern::Shared), 1, 1),
                (Why::Unreadable, 1, 1),
                (Why::Twice, 1, 1),
                (Why::Blank, 1, 1),
            ]
        );
    }
}
