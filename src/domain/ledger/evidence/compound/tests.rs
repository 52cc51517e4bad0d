use super::*;
use EvidenceRefusal as R;

const SECTOR: usize = 512;
/// Marks the end of a chain.
const END: u32 = 0xFFFF_FFFE;

fn put(file: &mut [u8], at: usize, bytes: &[u8]) {
    file[at..at + bytes.len()].copy_from_slice(bytes);
}

/// Sectors that follow one another, and the table of their chains.
#[derive(Default)]
struct Body {
    sectors: Vec<u8>,
    table: Vec<u32>,
}

impl Body {
    /// Appends a chain in sectors of this size; where it starts.
    fn chain(&mut self, content: &[u8], size: usize) -> u32 {
        let start = self.table.len();
        self.sectors.extend(content);
        self.sectors.resize(self.sectors.len().next_multiple_of(size), 0);
        let count = self.sectors.len() / size - start;
        let number = |at: usize| u32::try_from(at).expect("few sectors");
        self.table.extend((start + 1..start + count).map(number));
        self.table.push(END);
        number(start)
    }
}

fn entry(name: &str, kind: u8, start: u32, size: usize) -> Vec<u8> {
    let mut entry = vec![0; 128];
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    put(&mut entry, 0, &units);
    put(&mut entry, 64, &u16::try_from(units.len() + 2).expect("a short name").to_le_bytes());
    entry[66] = kind;
    put(&mut entry, 116, &start.to_le_bytes());
    put(&mut entry, 120, &u32::try_from(size).expect("a short stream").to_le_bytes());
    entry
}

/// A compound file of these streams; those shorter than `shortest` lie in the stream of the root.
fn compound_with(streams: &[(&str, &[u8])], shortest: usize) -> Vec<u8> {
    let (mut body, mut short) = (Body::default(), Body::default());
    let table = body.chain(&[0; SECTOR], SECTOR);
    assert_eq!(table, 0);
    let mut entries = Vec::new();
    for (name, content) in streams {
        let start = if content.is_empty() {
            END
        } else if content.len() < shortest {
            short.chain(content, 64)
        } else {
            body.chain(content, SECTOR)
        };
        entries.extend(entry(name, 2, start, content.len()));
    }
    let bytes: Vec<u8> = short.table.iter().flat_map(|next| next.to_le_bytes()).collect();
    let (held, short_table) = if bytes.is_empty() {
        (END, END)
    } else {
        (body.chain(&short.sectors, SECTOR), body.chain(&bytes, SECTOR))
    };
    let root = entry("Root Entry", 5, held, short.sectors.len());
    let directory = body.chain(&[root, entries].concat(), SECTOR);

    let mut file = vec![0; SECTOR];
    put(&mut file, 0, crate::domain::ledger::evidence::container::SIGNATURE);
    put(&mut file, 30, &9_u16.to_le_bytes());
    put(&mut file, 48, &directory.to_le_bytes());
    put(&mut file, 56, &u32::try_from(shortest).expect("small").to_le_bytes());
    put(&mut file, 60, &short_table.to_le_bytes());
    put(&mut file, 68, &END.to_le_bytes());
    put(&mut file, 76, &[0xFF; 436]);
    put(&mut file, 76, &0_u32.to_le_bytes());
    body.table[0] = 0xFFFF_FFFD;
    for (at, next) in body.table.iter().enumerate() {
        put(&mut body.sectors, 4 * at, &next.to_le_bytes());
    }
    file.extend(body.sectors);
    file
}

fn compound(names: &[&str]) -> Vec<u8> {
    let streams: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b""[..])).collect();
    compound_with(&streams, 0)
}

/// A text of the older Word, with nothing in it but what tells it.
pub fn text() -> Vec<u8> {
    compound(&["1Table", "WordDocument"])
}

/// A text with macros.
pub fn text_with_macros() -> Vec<u8> {
    compound(&["WordDocument", "Macros", "VBA"])
}

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

fn beginning(kind: u8) -> Vec<u8> {
    record(0x0809, &[0, 6, kind, 0, 0, 0])
}

fn sheet(kind: u8) -> Vec<u8> {
    record(0x0085, &[[0, 0, 0, 0, 0, kind].as_slice(), b"\x03\0one"].concat())
}

#[test]
fn a_document_is_told_by_its_streams_and_its_program_by_its_ending() {
    assert_eq!(kind(&text(), "a.doc"), Ok(Media::Doc));
    assert_eq!(kind(&text(), "整改.WPS"), Ok(Media::Wps));
    assert_eq!(kind(&text(), "a.exe"), Ok(Media::Doc));
    // The stream stands in the second sector of the directory.
    let table = compound(&["a", "b", "c", "d", "Workbook"]);
    assert_eq!(kind(&table, "台账.xls"), Ok(Media::Xls));
    assert_eq!(kind(&table, "台账.et"), Ok(Media::Et));
}

#[test]
fn macros_passwords_and_other_files_are_refused() {
    for (names, refusal) in [
        (&["WordDocument", "Macros", "VBA"][..], R::Macros),
        (&["Workbook", "_VBA_PROJECT_CUR"], R::Macros),
        (&["EncryptedPackage"], R::Locked),
        (&["PowerPoint Document"], R::OtherKind),
    ] {
        assert_eq!(kind(&compound(names), "a.doc"), Err(refusal), "{names:?}");
    }
}

#[test]
fn a_sheet_of_macros_among_the_sheets_is_found_wherever_its_stream_lies() {
    let plain = [beginning(5), sheet(0), sheet(2), beginning(0x10), vec![0; 5000]].concat();
    let listed = [beginning(5), sheet(0), sheet(1)].concat();
    let begun = [beginning(5), sheet(0), beginning(0x10), vec![0; 600], beginning(0x40)].concat();
    let old = [record(0x0409, &[0, 0, 0x40, 0])].concat();
    for book in ["Workbook", "Book"] {
        for shortest in [0, 4096] {
            let judged =
                |records: &[u8]| kind(&compound_with(&[(book, records)], shortest), "a.xls");
            assert_eq!(judged(&plain), Ok(Media::Xls));
            for hidden in [&listed, &begun, &old] {
                assert_eq!(judged(hidden), Err(R::Macros), "{book} {shortest}");
            }
        }
    }
    let both = compound_with(&[("Book", &plain), ("Workbook", &listed)], 4096);
    assert_eq!(kind(&both, "a.xls"), Err(R::Macros));
}

#[test]
fn a_password_over_a_table_or_a_text_is_seen() {
    let table = [beginning(5), record(0x002F, &[0; 6]), sheet(1)].concat();
    assert_eq!(kind(&compound_with(&[("Workbook", &table)], 0), "a.xls"), Err(R::Locked));
    for (flags, judged) in [(0x01, Err(R::Locked)), (0x02, Ok(Media::Doc))] {
        let mut head = vec![0; 64];
        head[11] = flags;
        let text = compound_with(&[("WordDocument", &head)], 4096);
        assert_eq!(kind(&text, "a.doc"), judged);
    }
}

#[test]
fn chains_that_break_off_or_run_in_a_circle_end() {
    let book = vec![7; 2 * SECTOR];
    let whole = compound_with(&[("Workbook", &book)], 0);
    for circle in [1_u32, 2, 3] {
        let mut file = whole.clone();
        put(&mut file, SECTOR + 4 * usize::try_from(circle).expect("small"), &circle.to_le_bytes());
        assert_eq!(kind(&file, "a.xls"), Err(R::Damaged), "{circle}");
    }
    for length in 0..whole.len() - SECTOR {
        assert_eq!(kind(&whole[..length], "a.xls"), Err(R::Damaged), "{length}");
    }
}
