//! Cards (邀请卡) as paper: how many stand on a sheet, which sheets were lost, which cards came back
//! unused. A code is told from others by its keyed hash alone; nothing here asks whether it was spent.

use std::collections::BTreeSet;

use super::super::credentials::token::Token;
use super::super::id::{CardReturnId, CardSheetId, PersonId};
use super::super::text::word_enum;
use super::super::time::Timestamp;
use super::super::typed::half_width;

word_enum! {
    /// How many cards stand on an A4 sheet, two in a row.
    pub enum PerSheet {
        /// Larger cards, with room for titles in columns.
        Eight = "8",
        /// Smaller cards.
        Ten = "10",
    }
}

impl PerSheet {
    /// The number.
    pub fn cards(self) -> usize {
        match self {
            Self::Eight => 8,
            Self::Ten => 10,
        }
    }
}

/// A sheet as it was printed.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Id.
    pub id: CardSheetId,
    /// The number in its margin.
    pub number: u32,
    /// Cards on it at first.
    pub cards: u32,
    /// How often it was printed.
    pub prints: u32,
}

/// Cards that came back together.
#[derive(Clone, Copy, Debug)]
pub struct Return {
    /// Id.
    pub id: CardReturnId,
    /// Who listed them.
    pub listed_by: PersonId,
    /// When the first of them were listed.
    pub listed_at: Timestamp,
    /// How often cards were added to the list: what the second person's page was drawn from.
    pub revision: i64,
    /// What was counted that was not the number listed.
    pub miscount: Option<u32>,
    /// Who counted them, when, and how many were voided.
    pub confirmed: Option<(PersonId, Timestamp, u32)>,
}

impl Return {
    /// What the page was drawn from on which it is counted.
    pub fn seen(&self) -> String {
        format!("{} {}", self.id, self.revision)
    }
}

/// How many cards of a pool are about, for everyone to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Cards printed, each counted once.
    pub printed: u32,
    /// Cards printed anew for lost sheets, whose codes were voided.
    pub reprinted: u32,
    /// Unused cards that two persons counted and voided; nothing while nobody has counted.
    pub returned: Option<u32>,
}

/// Why something was not done with cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRefusal {
    /// They were printed: only a lost sheet is printed anew.
    Printed,
    /// No sheet has this number.
    NoSuchSheet(u32),
    /// All cards of this sheet came back and are void.
    SheetReturned(u32),
    /// Listed cards wait to be counted; what is printed anew meanwhile would be neither.
    ReturnWaits,
    /// No listed cards wait to be counted.
    NothingWaits,
    /// The second person counted another number than was listed.
    CountDiffers,
    /// Two counts differed from the number listed and from one another: the list is taken back.
    CountedTwice,
    /// This sheet was printed anew meanwhile, so many times in all.
    PrintedAnew(u32, u32),
    /// Cards come back from the printing until the opening begins.
    NotNow,
}

/// Text that names no sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSheets;

/// The most numbers that one line may name.
const MOST_SHEETS: usize = 250;

/// Reads numbers of sheets: `3、5-7`, with any of the usual signs between them.
pub fn sheet_numbers(typed: &str) -> Result<BTreeSet<u32>, NotSheets> {
    let mut numbers = BTreeSet::new();
    let typed: String = typed.chars().map(half_width).collect();
    let parts = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';'));
    for part in parts.filter(|part| !part.is_empty()) {
        let number = |text: &str| text.parse::<u32>().ok().filter(|n| *n > 0).ok_or(NotSheets);
        let (first, last) = part.split_once(['-', '–', '—', '~', '至']).unwrap_or((part, part));
        let (first, last) = (number(first)?, number(last)?);
        let many = last.checked_sub(first).ok_or(NotSheets)?;
        if usize::try_from(many).map_or(true, |many| many >= MOST_SHEETS) {
            return Err(NotSheets);
        }
        numbers.extend(first..=last);
    }
    if numbers.len() > MOST_SHEETS { Err(NotSheets) } else { Ok(numbers) }
}

/// Reads codes, one a line, as they were typed or as a scanner read them from the QR code. Lines
/// that are none are given by their numbers.
pub fn codes(typed: &str) -> Result<Vec<(usize, Token)>, Vec<usize>> {
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (place, line) in typed.lines().enumerate() {
        let code = match line.split_once('#') {
            Some((_, fragment)) => fragment.split('.').next().unwrap_or_default(),
            None => line,
        };
        match Token::parse(code) {
            _ if line.trim().is_empty() => {}
            Ok(token) => read.push((place + 1, token)),
            Err(_) => wrong.push(place + 1),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_named_as_people_write_them() {
        let read = |typed| sheet_numbers(typed).map(|set| set.into_iter().collect::<Vec<_>>());
        assert_eq!(read("3、5-7"), Ok(vec![3, 5, 6, 7]));
        assert_eq!(read("７，5 5;1至2"), Ok(vec![1, 2, 5, 7]));
        assert_eq!(read(" "), Ok(vec![]));
        for wrong in ["0", "7-5", "三", "1-", "-2", "1-99999999", "4294967296", "1-200 300-400"] {
            assert_eq!(read(wrong), Err(NotSheets), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_the_same_typed_or_scanned() {
        let typed = "7K2M-0QXW-9ABC-DEFG-HJKM\n\n\
                     https://wj.example.cn/s/7K2M0QXW#7K2M0QXW9ABCDEFGHJKM.7K2M0QXW9ABCDEFG\n";
        let read = codes(typed).expect("both are codes");
        assert_eq!(read.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(*read[0].1.compact(), *read[1].1.compact());
        let wrong = codes("7K2M-0QXW-9ABC-DEFG-HJKM\nhttps://wj.example.cn/s/7K2M0QXW\n12\n");
        assert_eq!(wrong.expect_err("an address alone is no code"), [2, 3]);
    }
}
