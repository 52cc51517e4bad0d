//! Reads a SQLite database as whoever holds the bytes does: pages with their cells where they
//! lie, and the write-ahead log commit by commit (sqlite.org/fileformat2.html). Only what an
//! attacker needs: the first columns of a row, which lie on the row's own page.

/// A row where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Page, from 1.
    pub page: u32,
    /// Where on the page: SQLite fills a page from its end.
    pub offset: usize,
    /// The hidden number of a row in a rowid table.
    pub rowid: Option<u64>,
    /// How long the row is as a whole.
    pub length: usize,
    /// The row as far as it lies on this page.
    pub local: &'a [u8],
    /// The first page of the rest.
    pub overflow: Option<u32>,
}

impl<'a> Cell<'a> {
    /// How many columns the row has, and the bytes of its first two.
    pub fn columns(&self) -> Option<(usize, [&'a [u8]; 2])> {
        let (header, mut at) = varint(self.local, 0)?;
        let header = usize::try_from(header).ok()?;
        let (mut body, mut count, mut first) = (header, 0, [&[][..]; 2]);
        while at < header {
            let (kind, next) = varint(self.local, at)?;
            let length = match usize::try_from(kind).ok()? {
                kind @ 0..=4 => kind,
                5 => 6,
                6 | 7 => 8,
                8..=11 => 0,
                kind => (kind - 12) / 2,
            };
            if let Some(slot) = first.get_mut(count) {
                *slot = self.local.get(body..body + length)?;
            }
            (body, at, count) = (body + length, next, count + 1);
        }
        Some((count, first))
    }
}

fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0;
    for place in 0..8 {
        let byte = *bytes.get(at + place)?;
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((value, at + place + 1));
        }
    }
    Some((value << 8 | u64::from(*bytes.get(at + 8)?), at + 9))
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + N)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The rows of a page in the order of their keys. A page that holds none gives none.
pub fn cells(page: u32, image: &[u8]) -> Vec<Cell<'_>> {
    let start = if page == 1 { 100 } else { 0 };
    let kind = image.get(start).copied().unwrap_or_default();
    if !matches!(kind, 0x02 | 0x0a | 0x0d) {
        return Vec::new();
    }
    let count = number::<2>(image, start + 3).unwrap_or_default();
    let pointers = start + if kind == 0x02 { 12 } else { 8 };
    let cell = |nth| cell(page, image, kind, number::<2>(image, pointers + 2 * nth)?);
    (0..count).filter_map(cell).collect()
}

fn cell(page: u32, image: &[u8], kind: u8, offset: usize) -> Option<Cell<'_>> {
    let after_child = if kind == 0x02 { offset + 4 } else { offset };
    let (length, mut at) = varint(image, after_child)?;
    let length = usize::try_from(length).ok()?;
    let mut rowid = None;
    if kind == 0x0d {
        let (id, next) = varint(image, at)?;
        (rowid, at) = (Some(id), next);
    }
    let usable = image.len();
    let least = (usable - 12) * 32 / 255 - 23;
    let most = if kind == 0x0d { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    let local = if length <= most {
        length
    } else {
        Some(least + (length - least) % (usable - 4)).filter(|it| *it <= most).unwrap_or(least)
    };
    let overflow = (local < length).then(|| number::<4>(image, at + local)).flatten();
    Some(Cell {
        page,
        offset,
        rowid,
        length,
        local: image.get(at..at + local)?,
        overflow: overflow.and_then(|page| u32::try_from(page).ok()),
    })
}

const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// A commit in a write-ahead log.
#[derive(Clone, Debug)]
pub struct Commit<'a> {
    /// How long the log was after it.
    pub end: usize,
    /// The pages it wrote, as it wrote them.
    pub pages: Vec<(u32, &'a [u8])>,
}

/// All commits of a log since it was last begun anew.
pub fn commits(log: &[u8]) -> Vec<Commit<'_>> {
    let (mut commits, mut pages, mut at) = (Vec::new(), Vec::new(), LOG_HEADER);
    let Some(size) = number::<4>(log, 8) else { return commits };
    let salts = log.get(16..24);
    while let Some(image) = log.get(at + FRAME_HEADER..at + FRAME_HEADER + size) {
        // Frames of an earlier round of the log have other salts.
        if log.get(at + 8..at + 16) != salts {
            break;
        }
        let page = number::<4>(log, at).and_then(|page| u32::try_from(page).ok());
        pages.push((page.unwrap(), image));
        let is_commit = number::<4>(log, at + 4) != Some(0);
        at += FRAME_HEADER + size;
        if is_commit {
            commits.push(Commit { end: at, pages: std::mem::take(&mut pages) });
        }
    }
    commits
}

/// The pages of a database as its next reader would see them: the file, and the log over it.
pub fn image<'a>(file: &'a [u8], commits: &[Commit<'a>]) -> Vec<(u32, &'a [u8])> {
    let size = match number::<2>(file, 16) {
        Some(1) => 65_536,
        Some(size) => size,
        None => 4096,
    };
    let mut pages: std::collections::BTreeMap<u32, &[u8]> =
        (1..).zip(file.chunks_exact(size)).collect();
    pages.extend(commits.iter().flat_map(|commit| commit.pages.iter().copied()));
    pages.into_iter().collect()
}
