//! PDF that only shows something: no scripts, no programs to start, no files inside. Each of those
//! needs a name of its own, in an object: behind `obj` wherever it stands, since a reader finds
//! objects by their places, behind `trailer`, or packed with others in a stream. What a name spells
//! in a text, in the address of a link or among the strokes of a page does nothing.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{EvidenceRefusal, PDF_SIGNATURE};

/// Names without which no script runs, no program starts and no file lies inside. All are long, so
/// that the points of a picture do not spell one by chance.
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
/// Behind these words something else begins than the object that was read.
const ENDS: [&[u8]; 4] = [b"endobj", b"stream", b"endstream", b"startxref"];
/// What the packed objects of a file may unpack to; a file of 10 MiB that only shows something
/// stays far below.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Refuses what does more than show something, and what hides it.
pub(super) fn check(bytes: &[u8]) -> Result<(), EvidenceRefusal> {
    let mut room = MOST_UNPACKED;
    // Objects that never end would be read again from each object inside them.
    let mut effort = 8 * bytes.len();
    for start in beginnings(bytes) {
        let mut words = Words { bytes, at: start };
        let dictionary = Dictionary::read(&mut words)?;
        let content = words.stream();
        if content.is_none() {
            words.judge_rest()?;
        }
        effort = effort.checked_sub(words.at - start).ok_or(EvidenceRefusal::Damaged)?;
        if let (Some(dictionary), Some(content)) = (dictionary, content)
            && dictionary.has_first
        {
            let first = dictionary.first.ok_or(EvidenceRefusal::Damaged)?;
            let objects = dictionary.unpacked(content, room)?;
            let left = room.checked_sub(objects.len() as u64);
            room = left.ok_or(EvidenceRefusal::TooMuchInside)?;
            look_at_packed(&objects, first)?;
        }
    }
    Ok(())
}

/// What a name makes of the object it stands in.
fn judge(name: &[u8]) -> Result<(), EvidenceRefusal> {
    if ACTIVE.contains(&name) {
        return Err(EvidenceRefusal::Active);
    }
    if name == ENCRYPT { Err(EvidenceRefusal::Locked) } else { Ok(()) }
}

/// Reads packed objects in one go. Each is found by the place that stands for it at the head, so that
/// a place within a text or a comment would be read as something else by whoever opens the file.
fn look_at_packed(objects: &[u8], first: usize) -> Result<(), EvidenceRefusal> {
    let damaged = || EvidenceRefusal::Damaged;
    let head = objects.get(..first).and_then(|head| std::str::from_utf8(head).ok());
    let numbers = head.ok_or_else(damaged)?.split_ascii_whitespace();
    let numbers: Vec<usize> =
        numbers.map(|number| number.parse().map_err(|_| damaged())).collect::<Result<_, _>>()?;
    let mut places: Vec<usize> =
        numbers.chunks(2).filter_map(|pair| pair.get(1)?.checked_add(first)).collect();
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let mut words = Words { bytes: objects, at: first };
    loop {
        let behind = words.at;
        words.skip_blanks();
        while let Some(place) = places.next_if(|place| *place <= words.at) {
            let is_apart =
                place >= behind && objects[place..words.at].iter().all(|it| is_white(*it));
            if !is_apart {
                return Err(EvidenceRefusal::Damaged);
            }
        }
        match words.next() {
            None => break,
            Some(Word::Name(name)) if SHORT.contains(&name.as_slice()) => {
                return Err(EvidenceRefusal::Active);
            }
            Some(Word::Name(name)) => judge(&name)?,
            Some(_) => {}
        }
    }
    // Behind the last word there is nothing to be found.
    if places.next().is_some() { Err(EvidenceRefusal::Damaged) } else { Ok(()) }
}

/// The places behind every `obj` that begins one, and behind every `trailer`: a reader finds an object
/// by its place, so that one may lie where another seems to. Behind the signature, too, for what
/// stands before the first.
fn beginnings(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let begins = |at: usize, word: &[u8]| bytes[at..].starts_with(word).then(|| at + word.len());
    let ends_one = |at: usize| bytes[..at].ends_with(b"end");
    let found = (0..bytes.len()).filter_map(move |at| match bytes[at] {
        b'o' => begins(at, b"obj").filter(|_| !ends_one(at)),
        b't' => begins(at, b"trailer"),
        _ => None,
    });
    [PDF_SIGNATURE.len().min(bytes.len())].into_iter().chain(found)
}

/// What the dictionary of an object says of itself and of its stream.
#[derive(Default)]
struct Dictionary {
    /// No stream but one of packed objects says where its first one stands.
    has_first: bool,
    /// Where, if that is said once and plainly.
    first: Option<usize>,
    has_filter: bool,
    deflates: usize,
    /// Parameters, and other filters.
    detours: usize,
}

impl Dictionary {
    /// Nothing when no whole dictionary begins here. Names are judged as they come, whatever ends.
    fn read(words: &mut Words<'_>) -> Result<Option<Self>, EvidenceRefusal> {
        let mut read = Self::default();
        let mut depth = 0_usize;
        let mut says_first = false;
        while let Some(word) = words.next() {
            let was_first = std::mem::take(&mut says_first);
            match word {
                Word::Open => depth += 1,
                Word::Close if depth <= 1 => return Ok((depth == 1).then_some(read)),
                Word::Close => depth -= 1,
                Word::Name(name) => {
                    judge(&name)?;
                    if depth == 0 {
                        return Ok(None);
                    }
                    says_first = depth == 1 && name == b"First";
                    read.note(&name)?;
                }
                Word::Plain(_) | Word::Other if depth == 0 => return Ok(None),
                Word::Plain(digits) if was_first => {
                    let number = std::str::from_utf8(digits).ok().and_then(|it| it.parse().ok());
                    if read.first.is_some() || number.is_none() {
                        return Err(EvidenceRefusal::Damaged);
                    }
                    read.first = number;
                }
                Word::Plain(_) | Word::Other => {}
            }
        }
        Ok(None)
    }

    fn note(&mut self, name: &[u8]) -> Result<(), EvidenceRefusal> {
        match name {
            name if SHORT.contains(&name) => return Err(EvidenceRefusal::Active),
            b"First" => self.has_first = true,
            b"Filter" | b"F" => self.has_filter = true,
            b"FlateDecode" => self.deflates += 1,
            b"DecodeParms" | b"DP" | b"Fl" | b"Crypt" | b"AHx" | b"A85" | b"LZW" | b"RL" => {
                self.detours += 1;
            }
            name if name.ends_with(b"Decode") => self.detours += 1,
            _ => {}
        }
        Ok(())
    }

    /// The packed objects of the stream behind it.
    fn unpacked(&self, content: &[u8], room: u64) -> Result<Vec<u8>, EvidenceRefusal> {
        let mut objects = Vec::new();
        if self.is_plainly_deflated() {
            let unpacked = ZlibDecoder::new(content).take(room + 1).read_to_end(&mut objects);
            unpacked.map_err(|_| EvidenceRefusal::Damaged)?;
        } else if self.has_filter {
            return Err(EvidenceRefusal::Damaged);
        } else {
            let end = content.windows(9).position(|word| word == b"endstream");
            objects.extend(&content[..end.unwrap_or(content.len())]);
        }
        Ok(objects)
    }

    /// Packed as every program packs objects. Other ways are allowed and no one uses them but to
    /// hide something.
    fn is_plainly_deflated(&self) -> bool {
        self.has_filter && self.deflates == 1 && self.detours == 0
    }
}

/// A word of a PDF, as far as dictionaries need them.
enum Word<'a> {
    Open,
    Close,
    Name(Vec<u8>),
    /// A number, or a word of the language.
    Plain(&'a [u8]),
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

    fn next(&mut self) -> Option<Word<'a>> {
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
                let start = self.at - 1;
                self.skip_while(|byte| !is_white(byte) && !is_delimiter(byte));
                Some(Word::Plain(&self.bytes[start..self.at]))
            }
        }
    }

    /// Judges every name up to where something else begins: what is no dictionary, and what stands
    /// behind one that brackets in disorder seem to have closed.
    fn judge_rest(&mut self) -> Result<(), EvidenceRefusal> {
        while let Some(word) = self.next() {
            match word {
                Word::Name(name) => judge(&name)?,
                Word::Plain(word) if ENDS.contains(&word) => return Ok(()),
                _ => {}
            }
        }
        Ok(())
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
