//! Documents that are ZIP packages: DOCX, XLSX and OFD, told apart by the parts they must have. Only
//! the directory of the archive and its table of types are read; nothing is unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{EvidenceRefusal, Media};

/// The most entries a document has.
const MOST_ENTRIES: usize = 5_000;
/// How much of the table of types is read: far more than any document needs.
const TYPES_READ: u64 = 1024 * 1024;

/// What a package is; a document that carries macros is refused whatever it is called.
pub(super) fn kind(bytes: &[u8]) -> Result<Media, EvidenceRefusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| EvidenceRefusal::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(EvidenceRefusal::OtherKind);
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| Ok(name.map_err(|_| EvidenceRefusal::Damaged)?.to_ascii_lowercase()))
        .collect::<Result<_, _>>()?;
    let has = |part: &str| names.iter().any(|name| name == part);
    if has("ofd.xml") {
        return Ok(Media::Ofd);
    }
    let media = match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, false) => Media::Docx,
        (false, true) => Media::Xlsx,
        _ => return Err(EvidenceRefusal::OtherKind),
    };
    let is_macro =
        |name: &String| name.ends_with("vbaproject.bin") || name.contains("macrosheets/");
    if names.iter().any(is_macro) || types(&mut archive)?.contains("macroEnabled") {
        return Err(EvidenceRefusal::Macros);
    }
    Ok(media)
}

/// The table that says which part is of which type.
fn types(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, EvidenceRefusal> {
    let part = archive.by_name("[Content_Types].xml").map_err(|_| EvidenceRefusal::Damaged)?;
    let mut text = String::new();
    part.take(TYPES_READ).read_to_string(&mut text).map_err(|_| EvidenceRefusal::Damaged)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use EvidenceRefusal as R;

    /// A package with these parts.
    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
            archive.write_all(content.as_bytes()).expect("its content");
        }
        archive.finish().expect("an archive").into_inner()
    }

    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    #[test]
    fn a_package_is_told_by_its_parts() {
        let word = package(&[TYPES, ("word/document.xml", "<w/>")]);
        let table = package(&[TYPES, ("xl/workbook.xml", "<w/>")]);
        let ofd = package(&[("OFD.xml", "<o/>"), ("Doc_0/Document.xml", "<d/>")]);
        assert_eq!(kind(&word), Ok(Media::Docx));
        assert_eq!(kind(&table), Ok(Media::Xlsx));
        assert_eq!(kind(&ofd), Ok(Media::Ofd));
    }

    #[test]
    fn other_packages_and_broken_ones_are_none_of_them() {
        let slides = package(&[TYPES, ("ppt/presentation.xml", "<p/>")]);
        assert_eq!(kind(&slides), Err(R::OtherKind));
        assert_eq!(kind(&package(&[("classes.dex", "dex")])), Err(R::OtherKind));
        let both = package(&[TYPES, ("word/document.xml", ""), ("xl/workbook.xml", "")]);
        assert_eq!(kind(&both), Err(R::OtherKind));
        assert_eq!(kind(&package(&[("word/document.xml", "")])), Err(R::Damaged), "no types");
        let word = package(&[TYPES, ("word/document.xml", "<w/>")]);
        assert_eq!(kind(&word[..word.len() / 2]), Err(R::Damaged));
    }

    #[test]
    fn macros_are_found_by_their_part_and_by_their_type() {
        for parts in [
            [TYPES, ("word/document.xml", ""), ("word/vbaProject.bin", "")],
            [TYPES, ("xl/workbook.xml", ""), ("xl/macrosheets/sheet1.xml", "")],
            [
                ("[Content_Types].xml", "…sheet.macroEnabled.main+xml"),
                ("xl/workbook.xml", ""),
                ("a", ""),
            ],
        ] {
            assert_eq!(kind(&package(&parts)), Err(R::Macros), "{parts:?}");
        }
    }
}
