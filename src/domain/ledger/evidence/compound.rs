//! Documents in the compound file format of the older office programs: DOC and XLS, and WPS and ET,
//! which hold the same streams. They are told by the names of their streams; macros by theirs, and
//! by what the table itself says of its sheets: the macros of Excel 4 are sheets among sheets.

use super::container::{Container, u16_at};
use super::{EvidenceRefusal, Media};

/// Storages that hold macros: of Word, of Excel, and of either once more inside.
const MACROS: [&str; 4] = ["macros", "_vba_project_cur", "_vba_project", "vba"];
/// The streams of a table, of Excel 97 and before.
const BOOKS: [&str; 2] = ["workbook", "book"];

/// What a compound file is. Its ending only chooses between programs that write the same streams.
pub(super) fn kind(bytes: &[u8], name: &str) -> Result<Media, EvidenceRefusal> {
    let file = Container::open(bytes).ok_or(EvidenceRefusal::Damaged)?;
    if file.has("encryptedpackage") {
        return Err(EvidenceRefusal::Locked);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let media = if file.has("worddocument") {
        if ending == "wps" { Media::Wps } else { Media::Doc }
    } else if BOOKS.iter().any(|book| file.has(book)) {
        if ending == "et" { Media::Et } else { Media::Xls }
    } else {
        return Err(EvidenceRefusal::OtherKind);
    };
    look_into(&file)?;
    Ok(media)
}

/// Looks for macros in a compound file that lies inside another document. What it is besides does
/// not matter there: documents hold pictures of formulas and of charts in this format.
pub(super) fn look_inside(bytes: &[u8]) -> Result<(), EvidenceRefusal> {
    Container::open(bytes).map_or(Ok(()), |file| look_into(&file))
}

fn look_into(file: &Container<'_>) -> Result<(), EvidenceRefusal> {
    if MACROS.iter().any(|name| file.has(name)) {
        return Err(EvidenceRefusal::Macros);
    }
    let streams = |name| file.streams(name).ok_or(EvidenceRefusal::Damaged);
    for text in streams("worddocument")? {
        // A bit of its head says that a text is encrypted.
        if u16_at(&text, 10).is_some_and(|flags| flags & 0x0100 != 0) {
            return Err(EvidenceRefusal::Locked);
        }
    }
    for book in BOOKS {
        for records in streams(book)? {
            look_through(&records)?;
        }
    }
    Ok(())
}

/// The records of a table: each begins with its kind and its length.
fn look_through(records: &[u8]) -> Result<(), EvidenceRefusal> {
    /// A password lies over all that follows.
    const FILE_PASS: u16 = 0x002F;
    /// A sheet, with its kind in the sixth byte: 1 is a sheet of macros, 6 a module of them.
    const BOUND_SHEET: u16 = 0x0085;
    /// Where a sheet begins, of Excel 2, 3, 4 and after, with its kind in the second pair of bytes.
    const BEGINNINGS: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(records, at), u16_at(records, at + 2)) {
        let end = records.len().min(at + 4 + usize::from(length));
        let record = &records[at + 4..end];
        if kind == FILE_PASS {
            return Err(EvidenceRefusal::Locked);
        }
        let is_macro = if kind == BOUND_SHEET {
            matches!(record.get(5), Some(1 | 6))
        } else {
            BEGINNINGS.contains(&kind) && matches!(u16_at(record, 2), Some(0x0040 | 0x0006))
        };
        if is_macro {
            return Err(EvidenceRefusal::Macros);
        }
        at = end;
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests;
