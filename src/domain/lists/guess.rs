//! Where the addresses stand in a file: in which column, and from which line on. A guess that the
//! office sees and can change.

use serde::{Deserialize, Serialize};

use super::super::campaigns::Channel;
use super::reading::read;
use super::{ListRefusal, MOST_LINES, Row};

/// The lines that are looked at for a guess.
const LOOKED_AT: usize = 300;
/// The lines among which the names of the columns are looked for.
const TOP: usize = 10;

/// Where the addresses stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The column, from 0.
    pub column: usize,
    /// The first line with a person.
    pub first: u32,
}

impl Place {
    /// Refuses a file with more people than a list may have.
    pub fn check(self, rows: &[Row]) -> Result<(), ListRefusal> {
        let people = rows.iter().filter(|row| row.line >= self.first).count();
        if people > MOST_LINES { Err(ListRefusal::TooManyLines) } else { Ok(()) }
    }
}

/// Guesses by content first and by the name of the column second; nothing when no column holds
/// what the channel needs.
pub fn place(channel: Channel, rows: &[Row]) -> Option<Place> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let score = |column: usize| {
        let looked_at = rows.iter().take(LOOKED_AT);
        let held = looked_at.filter(|row| holds(channel, row.cell(column))).count();
        (held, heading(channel, rows, column).is_some())
    };
    // Of equal columns the first.
    let column = (0..width).rev().max_by_key(|column| score(*column))?;
    (score(column).0 > 0).then(|| Place { column, first: first_line(channel, rows, column) })
}

/// The first line below the names of the columns; a file may have none.
pub fn first_line(channel: Channel, rows: &[Row], column: usize) -> u32 {
    let below = match heading(channel, rows, column) {
        Some(place) => place + 1,
        None => usize::from(rows.first().is_some_and(|row| !holds(channel, row.cell(column)))),
    };
    rows.get(below).or(rows.last()).map_or(1, |row| row.line)
}

fn holds(channel: Channel, cell: &str) -> bool {
    let reading = read(channel, cell);
    reading.written.is_some() || reading.meant.is_some()
}

/// The place of the row in which the column is named as one of its kind.
fn heading(channel: Channel, rows: &[Row], column: usize) -> Option<usize> {
    let names: &[&str] = match channel {
        Channel::Email => &["邮箱", "邮件", "mail", "邮址"],
        Channel::Phone => &["手机", "电话", "联系方式", "mobile", "phone", "号码"],
        Channel::Card | Channel::Group | Channel::Venue => &[],
    };
    rows.iter().take(TOP).position(|row| {
        let cell = row.cell(column).to_lowercase();
        !holds(channel, &cell) && names.iter().any(|name| cell.contains(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect();
        (1..).zip(text.lines()).map(|(line, text)| Row { line, cells: cells(text) }).collect()
    }

    fn guess(channel: Channel, text: &str) -> Option<(usize, u32)> {
        place(channel, &rows(text)).map(|place| (place.column, place.first))
    }

    #[test]
    fn a_list_has_at_most_so_many_people_whatever_stands_above_them() {
        let line = |line| Row { line, cells: Vec::new() };
        let rows: Vec<Row> = (1..=100_002).map(line).collect();
        let place = |first| Place { column: 0, first };
        assert_eq!(place(3).check(&rows), Ok(()), "two lines of headings");
        assert_eq!(place(2).check(&rows), Err(ListRefusal::TooManyLines));
    }

    #[test]
    fn the_column_is_known_by_what_stands_in_it() {
        let both = "单位,联系电话,电子邮箱\n甲,13800138000,a@b.cn\n乙,13900139000,c@d.cn";
        assert_eq!(guess(Channel::Email, both), Some((2, 2)));
        assert_eq!(guess(Channel::Phone, both), Some((1, 2)));
        assert_eq!(guess(Channel::Email, "单位,备用\n甲,a@b.cn"), Some((1, 2)));
        assert_eq!(guess(Channel::Email, "单位,电话\n甲,13800138000"), None);
        assert_eq!(guess(Channel::Email, ""), None);
    }

    #[test]
    fn of_two_columns_with_as_many_the_one_with_the_name_is_taken() {
        let two = "备注,电子邮箱\na@b.cn,c@d.cn";
        assert_eq!(guess(Channel::Email, two), Some((1, 2)));
    }

    #[test]
    fn a_file_without_names_begins_with_its_first_person() {
        assert_eq!(guess(Channel::Email, "甲,a@b.cn\n乙,c@d.cn"), Some((1, 1)));
        assert_eq!(guess(Channel::Phone, "13800138000\n13900139000"), Some((0, 1)));
    }

    #[test]
    fn titles_above_the_names_are_passed_over_and_a_wrong_first_line_is_not() {
        let titled = "评审专家名单,\n填报单位：甲,\n姓名,手机号码\n张三,13800138000";
        assert_eq!(guess(Channel::Phone, titled), Some((1, 4)));
        let wrong_first = "姓名,邮箱\n张三,不详\n李四,a@b.cn";
        assert_eq!(guess(Channel::Email, wrong_first), Some((1, 2)));
    }
}
