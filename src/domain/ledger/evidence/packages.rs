//! Documents that are ZIP packages: DOCX, XLSX and OFD, told apart by the parts they must have.
//! Every part is unpacked once, counted and thrown away: sizes an archive claims are believed only
//! when they lead to a refusal. Macros are looked for in every part, by name and by content, and in
//! the documents inside a document.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::{ZipError, ZipResult};

use super::{EvidenceRefusal, Media, compound, container, relationships};

/// The most entries of a document and of all documents inside it.
const MOST_ENTRIES: usize = 5_000;
/// The most bytes a document unpacks to, with all inside it.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// How many times its size a document may unpack to. Tables of like rows come to thirty.
const MOST_TIMES: u64 = 100;
/// What even a small one may unpack to.
const ALWAYS_UNPACKED: u64 = 8 * 1024 * 1024;
/// How deep documents may lie in documents: a table in a text, and one more.
const DEEPEST: usize = 3;

/// The table that says which part is of which type.
const TYPES: &str = "[content_types].xml";

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a package is; a document that carries macros is refused whatever it is called.
pub(super) fn kind(bytes: &[u8]) -> Result<Media, EvidenceRefusal> {
    let mut archive = open(bytes)?;
    let names: Vec<String> = archive.file_names().map(part_name).collect::<Result<_, _>>()?;
    let has = |part: &str| names.iter().any(|name| name == part);
    let parts = ["ofd.xml", "word/document.xml", "xl/workbook.xml"].map(has);
    let media = match parts {
        [true, false, false] if !has(TYPES) => Media::Ofd,
        [false, true, false] => Media::Docx,
        [false, false, true] => Media::Xlsx,
        _ => return Err(EvidenceRefusal::OtherKind),
    };
    if media != Media::Ofd && !has(TYPES) {
        return Err(EvidenceRefusal::Damaged);
    }
    let times = (bytes.len() as u64).saturating_mul(MOST_TIMES);
    let unpacked = times.clamp(ALWAYS_UNPACKED, MOST_UNPACKED);
    Room { entries: MOST_ENTRIES, unpacked }.look_into(&mut archive, 1)?;
    Ok(media)
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, EvidenceRefusal> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| EvidenceRefusal::Damaged)
}

/// The name of a part as office programs compare them.
fn part_name(name: ZipResult<Cow<'_, str>>) -> Result<String, EvidenceRefusal> {
    let name = name.map_err(|_| EvidenceRefusal::Damaged)?;
    Ok(name.replace('\\', "/").trim_start_matches(['/', '.']).to_lowercase())
}

/// What may still be unpacked.
struct Room {
    entries: usize,
    unpacked: u64,
}

impl Room {
    fn look_into(
        &mut self,
        archive: &mut Archive<'_>,
        depth: usize,
    ) -> Result<(), EvidenceRefusal> {
        let entries = self.entries.checked_sub(archive.len());
        self.entries = entries.ok_or(EvidenceRefusal::TooMuchInside)?;
        let overlaps = archive.has_overlapping_files().map_err(|_| EvidenceRefusal::Damaged)?;
        if overlaps || archive.has_duplicate_names() {
            return Err(EvidenceRefusal::Damaged);
        }
        let claimed = archive.decompressed_size().unwrap_or_default();
        if claimed > u128::from(self.unpacked) {
            return Err(EvidenceRefusal::TooMuchInside);
        }
        let mut has_types = false;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|error| unreadable(&error))?;
            let name = part_name(entry.name())?;
            let mut part = Vec::new();
            let read = entry.take(self.unpacked + 1).read_to_end(&mut part);
            read.map_err(|_| EvidenceRefusal::Damaged)?;
            let left = self.unpacked.checked_sub(part.len() as u64);
            self.unpacked = left.ok_or(EvidenceRefusal::TooMuchInside)?;
            if name == TYPES && std::mem::replace(&mut has_types, true) {
                return Err(EvidenceRefusal::Damaged);
            }
            self.look_at(&name, &part, depth)?;
        }
        Ok(())
    }

    fn look_at(&mut self, name: &str, part: &[u8], depth: usize) -> Result<(), EvidenceRefusal> {
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(EvidenceRefusal::Macros);
        }
        if name == TYPES {
            return look_at_types(part);
        }
        if name.rsplit_once('.').is_some_and(|(_, ending)| ending == "rels") {
            return relationships::check(part);
        }
        if part.starts_with(container::SIGNATURE) {
            return compound::look_inside(part);
        }
        match part {
            [b'P', b'K', 3, 4, ..] if depth == DEEPEST => Err(EvidenceRefusal::TooMuchInside),
            [b'P', b'K', 3, 4, ..] => self.look_into(&mut open(part)?, depth + 1),
            _ => Ok(()),
        }
    }
}

fn unreadable(error: &ZipError) -> EvidenceRefusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => EvidenceRefusal::Locked,
        _ => EvidenceRefusal::Damaged,
    }
}

/// Refuses types of macros, and a table that is written so that a search would miss them: no office
/// program writes it in another character set or with references to characters.
fn look_at_types(part: &[u8]) -> Result<(), EvidenceRefusal> {
    let text = std::str::from_utf8(part).map_err(|_| EvidenceRefusal::Damaged)?;
    if ["\0", "&#", "<!"].iter().any(|hides| text.contains(hides)) {
        return Err(EvidenceRefusal::Damaged);
    }
    let text = text.to_ascii_lowercase();
    let has_macros =
        ["macroenabled", "macrosheet", "vbaproject"].iter().any(|of| text.contains(of));
    if has_macros { Err(EvidenceRefusal::Macros) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
