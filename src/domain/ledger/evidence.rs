//! Evidence files: what is taken, judged by content and not by name, and freed of what a camera or
//! an office program wrote into it about place, device and author.

use crate::domain::text::{Line, word_enum};

mod pictures;

/// The largest file taken, in bytes: 10 MiB.
pub const EVIDENCE_LIMIT: usize = 10 * 1024 * 1024;

word_enum! {
    /// The kinds of file that are taken, by their media type.
    pub enum Media {
        /// A scan or a printed document.
        Pdf = "application/pdf",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A screen shot.
        Png = "image/png",
    }
}

impl Media {
    /// What the first bytes say; the name of a file proves nothing.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            _ if bytes.starts_with(pictures::PNG_SIGNATURE) => Some(Self::Png),
            _ => None,
        }
    }

    /// The ending of a file of this kind.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceRefusal {
    /// No file was chosen, or an empty one.
    Empty,
    /// More than [`EVIDENCE_LIMIT`].
    TooLarge,
    /// Neither PDF, JPEG nor PNG, whatever its name says.
    OtherKind,
    /// A picture that breaks off or contradicts itself.
    Damaged,
}

/// A file that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its name, fit for a download.
    pub name: Line,
    /// Its kind.
    pub media: Media,
    /// Its content; pictures without their notes on place, device and author.
    pub bytes: Vec<u8>,
}

impl EvidenceFile {
    /// Checks size and kind, and cleans pictures.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, EvidenceRefusal> {
        if bytes.is_empty() {
            return Err(EvidenceRefusal::Empty);
        }
        if bytes.len() > EVIDENCE_LIMIT {
            return Err(EvidenceRefusal::TooLarge);
        }
        let media = Media::of(bytes).ok_or(EvidenceRefusal::OtherKind)?;
        let cleaned = match media {
            Media::Pdf => Some(bytes.to_vec()),
            Media::Jpeg => pictures::jpeg_without_notes(bytes),
            Media::Png => pictures::png_without_notes(bytes),
        };
        let bytes = cleaned.ok_or(EvidenceRefusal::Damaged)?;
        Ok(Self { name: download_name(name, media), media, bytes })
    }
}

/// The sender's name of a file without folders and characters that trouble file systems, with
/// the ending that its content calls for.
fn download_name(raw: &str, media: Media) -> Line {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept = |c: &char| !c.is_control() && !"<>:\"|?*;%".contains(*c);
    let stem: String = stem.chars().filter(kept).take(80).collect();
    let stem = stem.trim().trim_start_matches('.');
    let stem = if stem.is_empty() { "evidence" } else { stem };
    Line::parse(&format!("{stem}.{}", media.extension())).expect("a short name that is not blank")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        let pdf = EvidenceFile::parse("照片.jpg", b"%PDF-1.7 ...").expect("a PDF");
        assert_eq!((pdf.media, pdf.name.as_str()), (Media::Pdf, "照片.pdf"));
        for other in [&b"MZ\x90\0"[..], b"PK\x03\x04", b"GIF89a", b"<html>", b" %PDF-1.7"] {
            assert_eq!(EvidenceFile::parse("a.pdf", other), Err(EvidenceRefusal::OtherKind));
        }
        assert_eq!(EvidenceFile::parse("a.pdf", b""), Err(EvidenceRefusal::Empty));
    }

    #[test]
    fn ten_mebibytes_are_taken_and_one_byte_more_is_not() {
        let mut bytes = b"%PDF-1.7".to_vec();
        bytes.resize(EVIDENCE_LIMIT, b' ');
        assert!(EvidenceFile::parse("a.pdf", &bytes).is_ok());
        bytes.push(b' ');
        assert_eq!(EvidenceFile::parse("a.pdf", &bytes), Err(EvidenceRefusal::TooLarge));
    }

    #[test]
    fn names_lead_nowhere() {
        for (raw, name) in [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\照片\\开标室.PDF", "开标室.pdf"),
            ("a\"; filename=\"b.exe", "a filename=b.pdf"),
            (".pdf", "evidence.pdf"),
            ("", "evidence.pdf"),
        ] {
            assert_eq!(download_name(raw, Media::Pdf).as_str(), name, "{raw}");
        }
    }
}
