//! Documents in the compound file format of the older office programs: DOC and XLS, and WPS and ET,
//! which hold the same streams. Only the names of the streams are read.

use super::{EvidenceRefusal, Media};

/// How every compound file begins.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are marks, not places.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// A directory entry: 64 bytes of name, its length, its kind, and more.
const ENTRY: usize = 128;
/// Storages that hold macros: of Word, of Excel, and of either once more inside.
const MACROS: [&str; 4] = ["macros", "_vba_project_cur", "_vba_project", "vba"];

/// What a compound file is. Its ending only chooses between programs that write the same streams.
pub(super) fn kind(bytes: &[u8], name: &str) -> Result<Media, EvidenceRefusal> {
    let names = stream_names(bytes).ok_or(EvidenceRefusal::Damaged)?;
    let has = |stream: &str| names.iter().any(|name| name == stream);
    if has("encryptedpackage") {
        return Err(EvidenceRefusal::Locked);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let media = if has("worddocument") {
        if ending == "wps" { Media::Wps } else { Media::Doc }
    } else if has("workbook") || has("book") {
        if ending == "et" { Media::Et } else { Media::Xls }
    } else {
        return Err(EvidenceRefusal::OtherKind);
    };
    if names.iter().any(|name| MACROS.contains(&name.as_str())) {
        return Err(EvidenceRefusal::Macros);
    }
    Ok(media)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A compound file: its bytes, the size of its sectors, and where its table of chains lies.
struct Compound<'a> {
    bytes: &'a [u8],
    size: usize,
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, size, table: Vec::new() };
        file.table = (0..109).map_while(|at| u32_at(bytes, 76 + 4 * at)).collect();
        let mut next = u32_at(bytes, 68)?;
        // A chain longer than the file has sectors runs in a circle.
        for _ in 0..=bytes.len() / size {
            if next >= LAST_SECTOR {
                break;
            }
            let sector = file.sector(next)?;
            let last = size - 4;
            file.table.extend((0..last / 4).map_while(|at| u32_at(sector, 4 * at)));
            next = u32_at(sector, last)?;
        }
        file.table.retain(|sector| *sector < LAST_SECTOR);
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.size)?;
        let end = self.bytes.len().min(start.checked_add(self.size)?);
        self.bytes.get(start..end)
    }

    /// The sector that follows another one in its chain.
    fn after(&self, number: u32) -> Option<u32> {
        let (entries, number) = (self.size / 4, usize::try_from(number).ok()?);
        let sector = self.sector(*self.table.get(number / entries)?)?;
        u32_at(sector, number % entries * 4)
    }
}

/// The names of all streams and storages, in lower case.
fn stream_names(bytes: &[u8]) -> Option<Vec<String>> {
    let file = Compound::open(bytes)?;
    let mut names = Vec::new();
    let mut next = u32_at(bytes, 48)?;
    for _ in 0..=bytes.len() / file.size {
        if next >= LAST_SECTOR {
            return Some(names);
        }
        let sector = file.sector(next)?;
        names.extend(sector.chunks_exact(ENTRY).filter_map(entry_name));
        next = file.after(next)?;
    }
    None
}

/// The name of a directory entry; none for one that is not in use.
fn entry_name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(entry, 64)?);
    if entry[66] == 0 || !(2..=64).contains(&length) {
        return None;
    }
    let units: Vec<u16> = (0..length / 2 - 1).filter_map(|at| u16_at(entry, 2 * at)).collect();
    Some(String::from_utf16_lossy(&units).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use EvidenceRefusal as R;

    fn put(file: &mut [u8], at: usize, bytes: &[u8]) {
        file[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// A compound file of these entries: a header, a table, a directory of as many sectors as that
    /// takes, each further one behind the last.
    fn compound(entries: &[&str]) -> Vec<u8> {
        let sectors = entries.len().div_ceil(4);
        let mut file = vec![0; 512 * (2 + sectors)];
        put(&mut file, 0, SIGNATURE);
        put(&mut file, 30, &9_u16.to_le_bytes());
        put(&mut file, 48, &1_u32.to_le_bytes());
        put(&mut file, 68, &u32::MAX.to_le_bytes());
        put(&mut file, 76, &[0xFF; 436]);
        put(&mut file, 76, &0_u32.to_le_bytes());
        put(&mut file, 512, &[0xFF; 512]);
        for sector in 1..sectors {
            let next = u32::try_from(sector + 1).expect("few sectors");
            put(&mut file, 512 + 4 * sector, &next.to_le_bytes());
        }
        for (at, name) in entries.iter().enumerate() {
            let start = 1024 + ENTRY * at;
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            put(&mut file, start, &units);
            let length = u16::try_from(units.len() + 2).expect("a short name");
            put(&mut file, start + 64, &length.to_le_bytes());
            file[start + 66] = 2;
        }
        file
    }

    #[test]
    fn a_document_is_told_by_its_streams_and_its_program_by_its_ending() {
        let document = compound(&["Root Entry", "1Table", "WordDocument"]);
        assert_eq!(kind(&document, "a.doc"), Ok(Media::Doc));
        assert_eq!(kind(&document, "整改.WPS"), Ok(Media::Wps));
        assert_eq!(kind(&document, "a.exe"), Ok(Media::Doc));
        // The stream stands in the second sector of the directory.
        let table = compound(&["Root Entry", "a", "b", "c", "d", "Workbook"]);
        assert_eq!(kind(&table, "台账.xls"), Ok(Media::Xls));
        assert_eq!(kind(&table, "台账.et"), Ok(Media::Et));
    }

    #[test]
    fn macros_passwords_and_other_files_are_refused() {
        for (entries, refusal) in [
            (&["Root Entry", "WordDocument", "Macros", "VBA"][..], R::Macros),
            (&["Root Entry", "Workbook", "_VBA_PROJECT_CUR"], R::Macros),
            (&["Root Entry", "EncryptedPackage"], R::Locked),
            (&["Root Entry", "PowerPoint Document"], R::OtherKind),
        ] {
            assert_eq!(kind(&compound(entries), "a.doc"), Err(refusal), "{entries:?}");
        }
    }

    #[test]
    fn chains_that_break_off_or_run_in_a_circle_end() {
        let mut circle = compound(&["Root Entry", "WordDocument"]);
        put(&mut circle, 516, &1_u32.to_le_bytes());
        assert_eq!(kind(&circle, "a.doc"), Err(R::Damaged));
        let whole = compound(&["Root Entry", "WordDocument"]);
        for length in 0..1024 {
            assert_eq!(kind(&whole[..length], "a.doc"), Err(R::Damaged), "{length}");
        }
    }
}
