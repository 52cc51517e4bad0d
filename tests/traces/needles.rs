//! What must stand nowhere, and a search for all of it in every file.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use wenlian::domain::audit::hex;
use wenlian::domain::credentials::ballot::Ballot;
use wenlian::domain::credentials::token::Token;

use crate::harness::blind::b64;

/// Something that must not be found. Its name is told when it is, the thing itself never.
pub struct Needle {
    name: String,
    bytes: Vec<u8>,
}

/// A heap of needles.
#[derive(Default)]
pub struct Needles(Vec<Needle>);

impl Needles {
    /// Adds a text, as it is and escaped as JSON may write it.
    pub fn text(&mut self, name: &str, text: &str) {
        self.add(name, text.as_bytes());
        if !text.is_ascii() {
            let escaped = |unit: u16| format!("\\u{unit:04x}");
            self.add(name, text.encode_utf16().map(escaped).collect::<String>().as_bytes());
        }
    }

    /// Adds bytes, raw and as hexadecimal and base64url write them.
    pub fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, bytes);
        self.add(name, hex(bytes).as_bytes());
        self.add(name, b64(bytes).as_bytes());
    }

    /// Adds a code in both of its writings, and small.
    pub fn token(&mut self, name: &str, written: &str) {
        let token = Token::parse(written).unwrap();
        for writing in [token.compact(), token.grouped()] {
            self.add(name, writing.as_bytes());
            self.add(name, writing.to_lowercase().as_bytes());
        }
    }

    /// Adds what a ballot hides until it is opened, and its answers.
    pub fn ballot(&mut self, ballot: &Ballot) {
        self.bytes("nonce", ballot.nonce.as_bytes());
        self.bytes("salt", ballot.salt.as_bytes());
        self.bytes("signature", &ballot.signature.as_bytes()[..]);
        self.text("answers", &ballot.answers);
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        assert!(bytes.len() >= 8, "{name} would be found by chance");
        self.0.push(Needle { name: name.to_owned(), bytes: bytes.to_vec() });
    }

    /// The names of those that stand in these bytes.
    pub fn within(&self, bytes: &[u8]) -> Vec<String> {
        let mut by_start: HashMap<&[u8], Vec<&Needle>> = HashMap::new();
        for needle in &self.0 {
            by_start.entry(&needle.bytes[..8]).or_default().push(needle);
        }
        // Most places are passed at the first two bytes: a server's log is long.
        let mut begins = vec![false; 1 << 16];
        let pair = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        for start in by_start.keys() {
            begins[pair(start)] = true;
        }
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(7) {
            if !begins[pair(&bytes[at..])] {
                continue;
            }
            let Some(candidates) = by_start.get(&bytes[at..at + 8]) else { continue };
            let hit = |needle: &&&Needle| bytes[at..].starts_with(&needle.bytes);
            found.extend(candidates.iter().filter(hit).map(|needle| needle.name.clone()));
        }
        found.sort();
        found.dedup();
        found
    }

    /// The same for every file under a directory, with the name of the file.
    pub fn under(&self, directory: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for file in files(directory) {
            let bytes = match std::fs::read(&file) {
                // A server drops and replaces files of its own all the time.
                Err(gone) if gone.kind() == ErrorKind::NotFound => continue,
                read => read.unwrap(),
            };
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            found.extend(self.within(&bytes).into_iter().map(|hit| format!("{hit} in {name}")));
        }
        found
    }
}

/// Every file under a directory.
pub fn files(directory: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}
