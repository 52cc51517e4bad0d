//! Evidence files: what is taken, judged by content and not by name. Pictures are drawn anew and so
//! freed of what a camera wrote into them; documents must show something and do nothing.
//!
//! Judging one unpacks and decodes it, within bounds, but for as long as seconds.

use crate::domain::text::{Line, is_unseen, word_enum};

mod compound;
mod container;
mod packages;
mod pdf;
mod pictures;
mod relationships;

/// The largest file taken, in bytes: 10 MiB.
pub const EVIDENCE_LIMIT: usize = 10 * 1024 * 1024;

/// The most files of a measure in one cycle.
pub const MOST_FILES: usize = 10;

/// How every PDF begins.
const PDF_SIGNATURE: &[u8] = b"%PDF-";

word_enum! {
    /// The kinds of file that are taken, by their media type.
    pub enum Media {
        /// A scan or a printed document.
        Pdf = "application/pdf",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A screen shot.
        Png = "image/png",
        /// 版式文件, the national format of printed documents.
        Ofd = "application/ofd",
        /// A text of Word.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// A text of older programs.
        Doc = "application/msword",
        /// A text of WPS.
        Wps = "application/wps-office.wps",
        /// A table of Excel.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// A table of older programs.
        Xls = "application/vnd.ms-excel",
        /// A table of WPS.
        Et = "application/wps-office.et",
    }
}

impl Media {
    /// What the content says. The name of a file proves nothing; it only chooses between programs
    /// that write the same content.
    fn of(bytes: &[u8], name: &str) -> Result<Self, EvidenceRefusal> {
        match bytes {
            _ if bytes.starts_with(PDF_SIGNATURE) => Ok(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [b'P', b'K', 3, 4, ..] => packages::kind(bytes),
            _ if bytes.starts_with(pictures::PNG_SIGNATURE) => Ok(Self::Png),
            _ if bytes.starts_with(container::SIGNATURE) => compound::kind(bytes, name),
            _ if pictures::is_heic(bytes) => Err(EvidenceRefusal::Heic),
            _ => Err(EvidenceRefusal::OtherKind),
        }
    }

    /// Whether a signed paper comes as this.
    fn is_scan(self) -> bool {
        matches!(self, Self::Pdf | Self::Ofd | Self::Jpeg | Self::Png)
    }

    /// The endings of all kinds, as a file field's `accept` takes them.
    pub fn endings() -> String {
        let endings = Self::ALL.iter().map(|media| format!(".{}", media.extension()));
        endings.chain([".jpeg".to_owned()]).collect::<Vec<_>>().join(",")
    }

    /// The ending of a file of this kind.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Ofd => "ofd",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Wps => "wps",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Et => "et",
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceRefusal {
    /// No file was chosen.
    NothingChosen,
    /// The chosen file holds nothing.
    Empty,
    /// More than [`EVIDENCE_LIMIT`].
    TooLarge,
    /// None of [`Media`], whatever its name says.
    OtherKind,
    /// A file that breaks off or contradicts itself.
    Damaged,
    /// A photograph as telephones keep it, which few office machines open.
    Heic,
    /// No picture or printed document, where the scan of a paper is wanted.
    NotAScan,
    /// A picture of more points than can be drawn anew.
    TooManyPoints,
    /// A document that unpacks to far more than it shows.
    TooMuchInside,
    /// A document that carries macros.
    Macros,
    /// A PDF that carries scripts, starts programs or holds files.
    Active,
    /// A document that fetches a template, a picture or an object from elsewhere as it is opened.
    Linked,
    /// A document that is encrypted, so that no one can look into it.
    Locked,
    /// The measure has [`MOST_FILES`] already.
    TooMany,
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
    /// Checks size, kind and content, and draws pictures anew.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, EvidenceRefusal> {
        if bytes.is_empty() {
            return Err(EvidenceRefusal::Empty);
        }
        if bytes.len() > EVIDENCE_LIMIT {
            return Err(EvidenceRefusal::TooLarge);
        }
        let media = Media::of(bytes, name)?;
        let bytes = match media {
            Media::Jpeg => pictures::jpeg_anew(bytes)?,
            Media::Png => pictures::png_anew(bytes)?,
            Media::Pdf => pdf::check(bytes).map(|()| bytes.to_vec())?,
            _ => bytes.to_vec(),
        };
        Ok(Self { name: download_name(name, media), media, bytes })
    }

    /// The same for the scan of a signed paper: a picture or a printed document.
    pub fn parse_scan(name: &str, bytes: &[u8]) -> Result<Self, EvidenceRefusal> {
        use EvidenceRefusal as R;
        match Self::parse(name, bytes) {
            Ok(file) if !file.media.is_scan() => Err(R::NotAScan),
            // What would be wrong with a document besides need not be mended.
            Err(R::OtherKind | R::Macros) => Err(R::NotAScan),
            Err(R::Locked) if !bytes.starts_with(PDF_SIGNATURE) => Err(R::NotAScan),
            judged => judged,
        }
    }
}

/// The sender's name of a file without folders and characters that trouble file systems, with
/// the ending that its content calls for.
fn download_name(raw: &str, media: Media) -> Line {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept = |c: &char| !is_unseen(*c) && !"<>:\"|?*;%".contains(*c);
    let stem: String = stem.chars().filter(kept).take(80).collect();
    let stem = stem.trim().trim_start_matches('.');
    let stem = if stem.is_empty() { "evidence" } else { stem };
    Line::parse(&format!("{stem}.{}", media.extension())).expect("a short name that is not blank")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_turn_a_name_around_are_left_out_of_it() {
        for (sent, kept) in
            [("\u{202e}fdp.exe.pdf", "fdp.exe.pdf"), ("\u{2066}.pdf", "evidence.pdf")]
        {
            let file = EvidenceFile::parse(sent, b"%PDF-1.7 ...").expect("a PDF");
            assert_eq!(file.name.as_str(), kept);
        }
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        let pdf = EvidenceFile::parse("照片.jpg", b"%PDF-1.7 ...").expect("a PDF");
        assert_eq!((pdf.media, pdf.name.as_str()), (Media::Pdf, "照片.pdf"));
        for other in [&b"MZ\x90\0"[..], b"GIF89a", b"<html>", b" %PDF-1.7"] {
            assert_eq!(EvidenceFile::parse("a.pdf", other), Err(EvidenceRefusal::OtherKind));
        }
        for (bytes, refusal) in [
            (&b"PK\x03\x04 a package that breaks off"[..], EvidenceRefusal::Damaged),
            (container::SIGNATURE, EvidenceRefusal::Damaged),
            (b"\0\0\0\x24ftypheic\0\0\0\0mif1", EvidenceRefusal::Heic),
        ] {
            assert_eq!(EvidenceFile::parse("a.pdf", bytes), Err(refusal));
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
    fn a_signed_paper_is_a_picture_or_a_print() {
        assert!(EvidenceFile::parse_scan("a.pdf", b"%PDF-1.7 ...").is_ok());
        let locked = EvidenceFile::parse_scan("a.pdf", b"%PDF-1.7 <</Encrypt 5 0 R>>");
        assert_eq!(locked, Err(EvidenceRefusal::Locked));
        for other in
            [compound::tests::text(), compound::tests::text_with_macros(), b"MZ\x90\0".to_vec()]
        {
            let refused = EvidenceFile::parse_scan("a.pdf", &other);
            assert_eq!(refused, Err(EvidenceRefusal::NotAScan));
        }
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
