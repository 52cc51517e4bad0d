//! The compound file format: a small file system of streams in sectors, chained by a table. What
//! breaks off or runs in a circle is read as nothing.

/// How every compound file begins.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are marks, not places.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// A directory entry: 64 bytes of name, its length, its kind, and more.
const ENTRY: usize = 128;
/// The kind of the entry that holds the short streams.
const ROOT: u8 = 5;
/// The kind of an entry that is a stream.
const STREAM: u8 = 2;
/// A sector of short streams.
const SHORT_SECTOR: usize = 64;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A stream or a storage.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u32,
}

impl Entry {
    /// Nothing for one that is not in use.
    fn read(entry: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(entry, 64)?);
        let kind = *entry.get(66)?;
        if kind == 0 || !(2..=64).contains(&length) {
            return None;
        }
        let units: Vec<u16> = (0..length / 2 - 1).filter_map(|at| u16_at(entry, 2 * at)).collect();
        let name = String::from_utf16_lossy(&units).to_lowercase();
        Some(Self { name, kind, start: u32_at(entry, 116)?, size: u32_at(entry, 120)? })
    }
}

/// A compound file: its bytes, the size of its sectors, and where its table of chains lies.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    table: Vec<u32>,
}

impl<'a> Sectors<'a> {
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

    /// All sectors of a chain, joined.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut joined, mut next) = (Vec::new(), start);
        for _ in 0..=self.bytes.len() / self.size {
            if next >= LAST_SECTOR {
                return Some(joined);
            }
            joined.extend(self.sector(next)?);
            next = self.after(next)?;
        }
        None
    }
}

/// A compound file whose directory could be read.
pub(super) struct Container<'a> {
    file: Sectors<'a>,
    entries: Vec<Entry>,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let file = Sectors::open(bytes)?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        let entries = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
        Some(Self { file, entries })
    }

    /// Whether a stream or storage of this name stands anywhere in it; names are in lower case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The content of every stream of this name, wherever it stands; nothing when one of them
    /// cannot be followed.
    pub(super) fn streams(&self, name: &str) -> Option<Vec<Vec<u8>>> {
        let named = self.entries.iter().filter(|entry| entry.kind == STREAM && entry.name == name);
        named.map(|entry| self.content(entry)).collect()
    }

    fn content(&self, entry: &Entry) -> Option<Vec<u8>> {
        let shortest = u32_at(self.file.bytes, 56)?;
        let mut content = if entry.size < shortest {
            self.short_chain(entry.start)?
        } else {
            self.file.chain(entry.start)?
        };
        content.truncate(usize::try_from(entry.size).ok()?);
        Some(content)
    }

    /// Short streams lie in sectors of their own inside the stream of the root.
    fn short_chain(&self, start: u32) -> Option<Vec<u8>> {
        let root = self.entries.iter().find(|entry| entry.kind == ROOT)?;
        let held = self.file.chain(root.start)?;
        let table = self.file.chain(u32_at(self.file.bytes, 60)?)?;
        let (mut joined, mut next) = (Vec::new(), start);
        for _ in 0..=held.len() / SHORT_SECTOR {
            if next >= LAST_SECTOR {
                return Some(joined);
            }
            let number = usize::try_from(next).ok()?;
            let at = number.checked_mul(SHORT_SECTOR)?;
            joined.extend(held.get(at..held.len().min(at + SHORT_SECTOR))?);
            next = u32_at(&table, number.checked_mul(4)?)?;
        }
        None
    }
}
