//! What would become of each line of a list, before anything is imported: taken as it is, taken
//! corrected, or left out, and why. The office decides where somebody should look; one person has
//! one seat, so that doubles are nobody's choice.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::super::campaigns::Channel;
use super::super::id::AudienceId;
use super::super::text::word_enum;
use super::guess::Place;
use super::reading::{Concern, Reading, read, read_any};
use super::{Destination, Row};

word_enum! {
    /// What is done with a line that somebody should look at.
    pub enum Take {
        /// It is taken as it stands in the file.
        Written = "written",
        /// What was probably meant is taken.
        Meant = "meant",
        /// It is left out.
        Out = "out",
    }
}

impl Concern {
    /// What is done unless the office decides otherwise.
    pub fn unless_decided(self) -> Take {
        match self {
            Self::Mended | Self::Typo => Take::Meant,
            // What was changed within an address may be somebody else's now.
            Self::Altered | Self::Shared | Self::Elsewhere => Take::Out,
        }
    }
}

/// What the office decided: for all lines of a kind, and for single lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// For all lines of a kind.
    pub for_all: BTreeMap<String, Take>,
    /// For single lines, whatever is done with the others.
    pub for_line: BTreeMap<u32, Take>,
}

impl Decisions {
    /// What is done with all lines of a kind.
    pub fn of_all(&self, concern: Concern) -> Take {
        self.for_all.get(concern.code()).copied().unwrap_or(concern.unless_decided())
    }

    fn of_line(&self, line: u32, concern: Concern) -> Take {
        self.for_line.get(&line).copied().unwrap_or(self.of_all(concern))
    }
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing stands in the column.
    Blank,
    /// Nothing that can be reached stands there.
    Unreadable,
    /// An earlier line has the same.
    Twice {
        /// Its number.
        first: u32,
    },
    /// It stands on another list of the campaign: one person, one channel.
    OnList(AudienceId),
    /// The office decided so, or nothing else is proposed.
    Decided,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is taken as it stands in the file.
    Taken,
    /// It is taken as it was probably meant.
    Corrected,
    /// It is not taken.
    Left(LeftOut),
}

/// A line and what becomes of it.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// Its number.
    pub line: u32,
    /// What stands in the column.
    pub cell: &'a str,
    /// What the cell says.
    pub reading: Reading,
    /// The list for another channel on which another cell of the line stands.
    pub elsewhere: Option<AudienceId>,
    /// What is done.
    pub fate: Fate,
}

/// How many lines meet which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Taken as they are.
    pub taken: u32,
    /// Taken corrected.
    pub corrected: u32,
    /// Left out.
    pub left: u32,
}

impl Counts {
    /// Everyone who is on the list afterwards.
    pub fn all(self) -> u32 {
        self.taken + self.corrected
    }
}

/// A list, judged.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// Its lines in their order.
    pub lines: Vec<Judged<'a>>,
    /// How many meet which fate.
    pub counts: Counts,
    chosen: Vec<Destination>,
}

impl Judgement<'_> {
    /// Whom the list reaches.
    pub fn into_destinations(self) -> Vec<Destination> {
        self.chosen
    }
}

/// Judges a list. `known` says on which other list of the campaign a destination stands; `done` is
/// told of each line of the file, for whoever waits.
pub fn judge<'a>(
    channel: Channel,
    rows: &'a [Row],
    place: Place,
    decisions: &Decisions,
    (known, done): (impl Fn(&Destination) -> Option<AudienceId>, impl Fn()),
) -> Judgement<'a> {
    let mut judgement =
        Judgement { lines: Vec::new(), counts: Counts::default(), chosen: Vec::new() };
    let mut first_lines: HashMap<String, u32> = HashMap::new();
    for row in rows.iter().filter(|row| row.line >= place.first) {
        done();
        let cell = row.cell(place.column);
        let mut reading = read(channel, cell);
        let elsewhere = elsewhere(row, place.column, &known);
        if elsewhere.is_some() && (reading.written.is_some() || reading.meant.is_some()) {
            reading.concern = Some(Concern::Elsewhere);
        }
        let (fate, chosen) = match choose(row.line, &reading, decisions) {
            Err(_) if cell.is_empty() => (Fate::Left(LeftOut::Blank), None),
            Err(left) => (Fate::Left(left), None),
            Ok((fate, chosen)) => {
                let before = first_lines.insert(chosen.key(), row.line);
                match (before, known(&chosen)) {
                    (Some(first), _) => {
                        first_lines.insert(chosen.key(), first);
                        (Fate::Left(LeftOut::Twice { first }), None)
                    }
                    (None, Some(list)) => (Fate::Left(LeftOut::OnList(list)), None),
                    (None, None) => (fate, Some(chosen)),
                }
            }
        };
        match fate {
            Fate::Taken => judgement.counts.taken += 1,
            Fate::Corrected => judgement.counts.corrected += 1,
            Fate::Left(_) => judgement.counts.left += 1,
        }
        judgement.chosen.extend(chosen);
        judgement.lines.push(Judged { line: row.line, cell, reading, elsewhere, fate });
    }
    judgement
}

/// The list for another channel on which another cell of the line stands.
fn elsewhere(
    row: &Row,
    column: usize,
    known: &impl Fn(&Destination) -> Option<AudienceId>,
) -> Option<AudienceId> {
    let others = row.cells.iter().enumerate().filter(|(place, _)| *place != column);
    // Eleven digits, or an address: what is shorter is neither.
    let long = others.filter(|(_, cell)| cell.len() >= 6);
    long.filter_map(|(_, cell)| read_any(cell)).find_map(|destination| known(&destination))
}

fn choose(
    line: u32,
    reading: &Reading,
    decisions: &Decisions,
) -> Result<(Fate, Destination), LeftOut> {
    let take = match reading.concern {
        None => Take::Written,
        Some(concern) => decisions.of_line(line, concern),
    };
    let written = reading.written.clone().map(|it| (Fate::Taken, it));
    let meant = reading.meant.clone().map(|it| (Fate::Corrected, it));
    match take {
        Take::Out => Err(LeftOut::Decided),
        // A line of a kind may lack what was decided for the kind.
        Take::Written => written.or(meant).ok_or(LeftOut::Unreadable),
        Take::Meant => meant.or(written).ok_or(LeftOut::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let row = |(line, text): (u32, &&str)| Row {
            line,
            cells: text.split('|').map(str::to_owned).collect(),
        };
        (1..).zip(lines).map(row).collect()
    }

    const PLACE: Place = Place { column: 0, first: 2 };

    fn fates(lines: &[&str], decisions: &Decisions) -> (Vec<Fate>, Vec<String>) {
        let rows = rows(lines);
        let judged = judge(Channel::Email, &rows, PLACE, decisions, (|_: &_| None, || ()));
        let fates = judged.lines.iter().map(|line| line.fate).collect();
        let all = usize::try_from(judged.counts.all()).expect("few");
        let chosen = judged.into_destinations();
        assert_eq!(all, chosen.len());
        (fates, chosen.iter().map(|it| it.as_str().to_owned()).collect())
    }

    const LINES: &[&str] =
        &["邮箱", "a@b.cn", "A@B.CN", "c@gamil.com", "office@b.cn", "d@b.cn。", "不详", ""];

    #[test]
    fn without_decisions_typos_are_mended_and_shared_addresses_left_out() {
        let (fates, chosen) = fates(LINES, &Decisions::default());
        let left = |why| Fate::Left(why);
        assert_eq!(
            fates,
            [
                Fate::Taken,
                left(LeftOut::Twice { first: 2 }),
                Fate::Corrected,
                left(LeftOut::Decided),
                Fate::Corrected,
                left(LeftOut::Unreadable),
                left(LeftOut::Blank),
            ]
        );
        assert_eq!(chosen, ["a@b.cn", "c@gmail.com", "d@b.cn"]);
    }

    #[test]
    fn a_decision_for_one_line_stands_above_the_one_for_all() {
        let mut decisions = Decisions::default();
        decisions.for_all.insert(Concern::Typo.code().to_owned(), Take::Written);
        decisions.for_all.insert(Concern::Shared.code().to_owned(), Take::Written);
        assert_eq!(fates(LINES, &decisions).1, ["a@b.cn", "c@gamil.com", "office@b.cn", "d@b.cn"]);
        decisions.for_line.insert(5, Take::Out);
        decisions.for_line.insert(6, Take::Out);
        assert_eq!(fates(LINES, &decisions).1, ["a@b.cn", "c@gamil.com"]);
    }

    #[test]
    fn a_correction_that_meets_an_earlier_line_is_a_double() {
        let lines = ["邮箱", "c@gmail.com", "c@gamil.com"];
        let (fates, chosen) = fates(&lines, &Decisions::default());
        assert_eq!(fates[1], Fate::Left(LeftOut::Twice { first: 2 }));
        assert_eq!(chosen, ["c@gmail.com"]);
    }

    #[test]
    fn one_person_is_on_one_list() {
        let other = AudienceId::draw(Chance);
        let known =
            |it: &Destination| ["a@b.cn", "13800138000"].contains(&it.as_str()).then_some(other);
        let rows = rows(&["邮箱|手机", "a@b.cn|", "c@b.cn|138-0013-8000", "d@b.cn|13900139000"]);
        let judged = judge(Channel::Email, &rows, PLACE, &Decisions::default(), (known, || ()));
        let fates: Vec<Fate> = judged.lines.iter().map(|line| line.fate).collect();
        assert_eq!(
            fates,
            [Fate::Left(LeftOut::OnList(other)), Fate::Left(LeftOut::Decided), Fate::Taken]
        );
        assert_eq!(judged.lines[1].elsewhere, Some(other));
        let mut decisions = Decisions::default();
        decisions.for_line.insert(2, Take::Written);
        decisions.for_line.insert(3, Take::Written);
        let judged = judge(Channel::Email, &rows, PLACE, &decisions, (known, || ()));
        assert_eq!(judged.counts.all(), 2, "a number may be shared, a double may not be taken");
    }
}
