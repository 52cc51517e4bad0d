//! The XML of a workbook as it streams past, piece by piece: marks (`<c r="A1">`) and the text
//! between them, cut where calamine's reader cuts them. A piece is all that is ever held, and no
//! piece may be long: the reader behind holds each of them whole, some of them three times.

use super::TableRefusal;

/// The longest piece. A cell holds at most 32,767 characters.
pub(super) const MAX_PIECE: usize = 1024 * 1024;

/// Bytes come in, whole pieces go out.
#[derive(Default)]
pub(super) struct Pieces {
    piece: Vec<u8>,
    /// The quotation mark that is open within a mark; `>` behind it ends nothing.
    quote: Option<u8>,
}

impl Pieces {
    /// Passes on each piece that ends within these bytes.
    pub(super) fn take(
        &mut self,
        mut bytes: &[u8],
        mut each: impl FnMut(&[u8]) -> Result<(), TableRefusal>,
    ) -> Result<(), TableRefusal> {
        while let Some(byte) = bytes.first() {
            let begins = *byte == b'<' && !self.is_mark();
            if begins && !self.piece.is_empty() {
                each(&self.piece)?;
                self.piece.clear();
            }
            let next = |wanted| bytes.iter().position(|byte| *byte == wanted);
            let is_mark = begins || self.is_mark();
            let length = if is_mark { next(b'>').map(|at| at + 1) } else { next(b'<') };
            let (more, rest) = bytes.split_at(length.unwrap_or(bytes.len()));
            if self.piece.len() + more.len() > MAX_PIECE {
                return Err(TableRefusal::TooMuchInside);
            }
            self.piece.extend_from_slice(more);
            if is_mark && self.is_whole(more) {
                each(&self.piece)?;
                self.piece.clear();
            }
            bytes = rest;
        }
        Ok(())
    }

    fn is_mark(&self) -> bool {
        self.piece.first() == Some(&b'<')
    }

    /// Whether the mark is whole with the bytes it has just got, of which only the last may be `>`.
    fn is_whole(&mut self, more: &[u8]) -> bool {
        let ends = |end: &[u8], least| self.piece.len() >= least && self.piece.ends_with(end);
        if self.piece.starts_with(b"<!--") {
            return ends(b"-->", b"<!---->".len());
        }
        if self.piece.starts_with(b"<![CDATA[") {
            return ends(b"]]>", b"<![CDATA[]]>".len());
        }
        if self.piece.starts_with(b"<?") {
            return ends(b"?>", b"<?>".len());
        }
        for byte in more.iter().copied() {
            match self.quote {
                Some(open) if open == byte => self.quote = None,
                None if byte == b'"' || byte == b'\'' => self.quote = Some(byte),
                _ => {}
            }
        }
        self.quote.is_none() && more.ends_with(b">")
    }

    /// Passes on what stands behind the last whole piece.
    pub(super) fn finish(
        self,
        each: impl FnOnce(&[u8]) -> Result<(), TableRefusal>,
    ) -> Result<(), TableRefusal> {
        if self.piece.is_empty() { Ok(()) } else { each(&self.piece) }
    }
}

/// The name of the element a mark opens, without its prefix; nothing for text and other marks.
pub(super) fn opened(piece: &[u8]) -> Option<&[u8]> {
    let name = piece.strip_prefix(b"<")?;
    let end = name.iter().position(|byte| b" \t\r\n/>".contains(byte))?;
    let name = &name[..end];
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    (!local.is_empty() && !name.starts_with(b"!") && !name.starts_with(b"?")).then_some(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str =
        "\u{feff}<?xml version=\"1.0\"?><!-- \"<si> --><a b='>\"'>x&gt;y</a><x:si/> z";

    fn pieces(xml: &str, step: usize) -> Result<Vec<String>, TableRefusal> {
        let mut found = Vec::new();
        let mut note = |piece: &[u8]| {
            found.push(String::from_utf8_lossy(piece).into_owned());
            Ok(())
        };
        let mut pieces = Pieces::default();
        for chunk in xml.as_bytes().chunks(step) {
            pieces.take(chunk, &mut note)?;
        }
        pieces.finish(&mut note)?;
        Ok(found)
    }

    #[test]
    fn marks_and_text_are_cut_alike_however_the_bytes_come_in() {
        let expected = [
            "\u{feff}",
            "<?xml version=\"1.0\"?>",
            "<!-- \"<si> -->",
            "<a b='>\"'>",
            "x&gt;y",
            "</a>",
            "<x:si/>",
            " z",
        ];
        for step in [1, 2, 7, 1000] {
            assert_eq!(pieces(XML, step).expect("short pieces"), expected, "by {step}");
        }
    }

    #[test]
    fn a_mark_opens_an_element_or_none() {
        let opened = |mark: &str| opened(mark.as_bytes()).map(<[u8]>::to_vec);
        for mark in ["<si>", "<si/>", "<x:si />", "<si\n a='b'>"] {
            assert_eq!(opened(mark).as_deref(), Some(&b"si"[..]), "{mark}");
        }
        for other in ["</si>", "<!-- si -->", "<?si ?>", "si", "<", "<si"] {
            assert_eq!(opened(other), None, "{other}");
        }
    }

    #[test]
    fn no_piece_may_be_long() {
        for (begin, end) in [("", ""), ("<a b=\"", "\">"), ("<!--", "-->"), ("<![CDATA[", "]]>")] {
            let long = |length| format!("{begin}{}{end}", "x".repeat(length));
            let most = MAX_PIECE - begin.len() - end.len();
            assert!(pieces(&long(most), 4096).is_ok(), "{begin}");
            assert_eq!(pieces(&long(most + 1), 4096), Err(TableRefusal::TooMuchInside), "{begin}");
        }
    }
}
