//! PDF that only shows something: no scripts, no programs to start, no files inside. Each of those
//! needs a name of its own, so that the names of a file are looked through: everywhere in it, since
//! a reader may begin anywhere, and in the streams that hold packed objects.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::EvidenceRefusal;

/// Names without which no script runs, no program starts and no file lies inside. All are long, so
/// that the points of a picture do not spell one by chance. A link that holds one between its
/// strokes is refused with them.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"GoToE",
    b"ImportData",
    b"Rendition",
    b"RichMedia",
    b"SubmitForm",
];
/// Short ones of the same kind, which are asked for in dictionaries and among packed objects alone:
/// a script, and a form that is a program of its own.
const SHORT: [&[u8]; 2] = [b"JS", b"XFA"];
/// The name under which a file says how it is encrypted.
const ENCRYPT: &[u8] = b"Encrypt";
/// The longest of these names.
const LONGEST: usize = 13;
/// What the packed objects of a file may unpack to; a file of 10 MiB that only shows something
/// stays far below.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Refuses what does more than show something, and what hides it.
pub(super) fn check(bytes: &[u8]) -> Result<(), EvidenceRefusal> {
    look_through(bytes, &ACTIVE)?;
    let mut room = MOST_UNPACKED;
    // Dictionaries that never end would be read again from each object inside them.
    let mut effort = 8 * bytes.len();
    for start in beginnings(bytes) {
        let mut words = Words { bytes, at: start };
        let dictionary = Dictionary::read(&mut words);
        effort = effort.checked_sub(words.at - start).ok_or(EvidenceRefusal::Damaged)?;
        let Some(dictionary) = dictionary else { continue };
        if dictionary.is_active {
            return Err(EvidenceRefusal::Active);
        }
        let content = words.stream().filter(|_| dictionary.has_first);
        let Some(content) = content else { continue };
        let mut objects = Vec::new();
        if dictionary.is_plainly_deflated() {
            let unpacked = ZlibDecoder::new(content).take(room + 1).read_to_end(&mut objects);
            unpacked.map_err(|_| EvidenceRefusal::Damaged)?;
        } else if dictionary.has_filter {
            return Err(EvidenceRefusal::Damaged);
        } else {
            let end = content.windows(9).position(|word| word == b"endstream");
            objects.extend(&content[..end.unwrap_or(content.len())]);
        }
        room = room.checked_sub(objects.len() as u64).ok_or(EvidenceRefusal::TooMuchInside)?;
        look_through(&objects, &ACTIVE)?;
        look_through(&objects, &SHORT)?;
    }
    Ok(())
}

/// Looks at every name that begins anywhere in these bytes.
fn look_through(bytes: &[u8], active: &[&[u8]]) -> Result<(), EvidenceRefusal> {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let name = Words { bytes, at: at + 1 }.name();
        if active.contains(&name.as_slice()) {
            return Err(EvidenceRefusal::Active);
        }
        if name == ENCRYPT {
            return Err(EvidenceRefusal::Locked);
        }
    }
    Ok(())
}

/// The places behind every `obj`: a reader finds an object by its place, so that one may lie where
/// another seems to.
fn beginnings(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let word = b"obj";
    let found = bytes.windows(word.len()).enumerate().filter(move |(_, window)| window == word);
    found.map(move |(at, _)| at + word.len())
}

/// What the dictionary of an object says of itself and of its stream.
#[derive(Default)]
struct Dictionary {
    is_active: bool,
    /// No stream but one of packed objects says where its first one stands.
    has_first: bool,
    has_filter: bool,
    deflates: usize,
    /// Parameters, and other filters.
    detours: usize,
}

impl Dictionary {
    /// Nothing when no whole dictionary begins here.
    fn read(words: &mut Words<'_>) -> Option<Self> {
        let mut read = Self::default();
        let mut depth = 0_usize;
        loop {
            match words.next()? {
                Word::Open => depth += 1,
                Word::Close => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(read);
                    }
                }
                Word::Name(name) if depth > 0 => read.note(&name),
                Word::Name(_) | Word::Other if depth == 0 => return None,
                Word::Name(_) | Word::Other => {}
            }
        }
    }

    fn note(&mut self, name: &[u8]) {
        match name {
            name if SHORT.contains(&name) => self.is_active = true,
            b"First" => self.has_first = true,
            b"Filter" | b"F" => self.has_filter = true,
            b"FlateDecode" => self.deflates += 1,
            b"DecodeParms" | b"DP" | b"Fl" | b"Crypt" | b"AHx" | b"A85" | b"LZW" | b"RL" => {
                self.detours += 1;
            }
            name if name.ends_with(b"Decode") => self.detours += 1,
            _ => {}
        }
    }

    /// Packed as every program packs objects. Other ways are allowed and no one uses them but to
    /// hide something.
    fn is_plainly_deflated(&self) -> bool {
        self.has_filter && self.deflates == 1 && self.detours == 0
    }
}

/// A word of a PDF, as far as dictionaries need them.
enum Word {
    Open,
    Close,
    Name(Vec<u8>),
    Other,
}

/// Reads words one after another.
struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl<'a> Words<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn skip_while(&mut self, is_part: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is_part) {
            self.at += 1;
        }
    }

    /// White space and comments part words and say nothing.
    fn skip_blanks(&mut self) {
        loop {
            self.skip_while(is_white);
            if self.peek() != Some(b'%') {
                return;
            }
            self.skip_while(|byte| byte != b'\r' && byte != b'\n');
        }
    }

    fn next(&mut self) -> Option<Word> {
        self.skip_blanks();
        match self.take()? {
            b'/' => Some(Word::Name(self.name())),
            b'(' => self.string().map(|()| Word::Other),
            b'<' if self.peek() == Some(b'<') => self.take().map(|_| Word::Open),
            b'<' => {
                self.skip_while(|byte| byte != b'>');
                self.take().map(|_| Word::Other)
            }
            b'>' if self.peek() == Some(b'>') => self.take().map(|_| Word::Close),
            byte if is_delimiter(byte) => Some(Word::Other),
            _ => {
                self.skip_while(|byte| !is_white(byte) && !is_delimiter(byte));
                Some(Word::Other)
            }
        }
    }

    /// A name behind its stroke, with the signs that may stand for others; no longer than it must
    /// be to be told from those that matter.
    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_white(*byte) && !is_delimiter(*byte))
            && name.len() <= LONGEST
        {
            self.at += 1;
            let digits = (byte == b'#').then(|| self.bytes.get(self.at..self.at + 2)).flatten();
            let digits = digits.and_then(|pair| std::str::from_utf8(pair).ok());
            match digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                Some(meant) => {
                    self.at += 2;
                    name.push(meant);
                }
                None => name.push(byte),
            }
        }
        name
    }

    /// A string behind its first bracket.
    fn string(&mut self) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.take()? {
                b'\\' => {
                    self.take()?;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
        }
        Some(())
    }

    /// What stands behind the word `stream`.
    fn stream(&mut self) -> Option<&'a [u8]> {
        self.skip_blanks();
        let content = self.bytes[self.at..].strip_prefix(b"stream")?;
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        Some(content.strip_prefix(b"\n").unwrap_or(content))
    }
}

#[cfg(test)]
mod tests;
