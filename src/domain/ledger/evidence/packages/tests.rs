use std::io::Write;

use super::*;
use EvidenceRefusal as R;

/// A package with these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
const WORD: (&str, &[u8]) = ("word/document.xml", b"<w/>");
const TABLE: (&str, &[u8]) = ("xl/workbook.xml", b"<w/>");
const OFD: (&str, &[u8]) = ("OFD.xml", b"<o/>");

#[test]
fn a_package_is_told_by_its_parts() {
    assert_eq!(kind(&package(&[TYPES, WORD])), Ok(Media::Docx));
    assert_eq!(kind(&package(&[TYPES, TABLE])), Ok(Media::Xlsx));
    assert_eq!(kind(&package(&[OFD, ("Doc_0/Document.xml", b"<d/>")])), Ok(Media::Ofd));
}

#[test]
fn other_packages_and_broken_ones_are_none_of_them() {
    let slides = package(&[TYPES, ("ppt/presentation.xml", b"<p/>")]);
    assert_eq!(kind(&slides), Err(R::OtherKind));
    assert_eq!(kind(&package(&[("classes.dex", b"dex")])), Err(R::OtherKind));
    assert_eq!(kind(&package(&[TYPES, WORD, TABLE])), Err(R::OtherKind));
    assert_eq!(kind(&package(&[TYPES, WORD, OFD])), Err(R::OtherKind), "a text called a print");
    assert_eq!(kind(&package(&[TYPES, OFD])), Err(R::OtherKind));
    assert_eq!(kind(&package(&[WORD])), Err(R::Damaged), "no types");
    let word = package(&[TYPES, WORD]);
    assert_eq!(kind(&word[..word.len() / 2]), Err(R::Damaged));
}

#[test]
fn macros_are_found_by_their_part_and_by_their_type() {
    const WITH: &[u8] = b"<Override ContentType='a.sheet.macroEnabled.main+xml'/>";
    const LOW: &[u8] = b"<Override ContentType='a.sheet.macroenabled.main+xml'/>";
    const PART: &[u8] = b"<Default ContentType='application/vnd.ms-office.vbaProject'/>";
    const SHEET: &[u8] = b"<Default ContentType='application/vnd.ms-excel.macrosheet+xml'/>";
    for parts in [
        [TYPES, WORD, ("word/vbaProject.bin", b"")],
        [TYPES, WORD, ("word\\VBAproject.BIN", b"")],
        [TYPES, TABLE, ("xl/macrosheets/sheet1.xml", b"")],
        [("[Content_Types].xml", WITH), TABLE, ("a", b"")],
        [("[content_types].xml", LOW), TABLE, ("a", b"")],
        [("[Content_Types].xml", PART), TABLE, ("a", b"")],
        [("[Content_Types].xml", SHEET), TABLE, ("a", b"")],
    ] {
        assert_eq!(kind(&package(&parts)), Err(R::Macros), "{parts:?}");
    }
    let print = package(&[OFD, ("Doc_0/vbaProject.bin", b"")]);
    assert_eq!(kind(&print), Err(R::Macros));
}

#[test]
fn a_document_that_fetches_something_from_elsewhere_is_refused_at_any_depth() {
    const LINK: &[u8] = b"<Relationship Type='a/hyperlink' TargetMode='External' Target='b'/>";
    const PICTURE: &[u8] = b"<Relationship Type='a/image' TargetMode='External' Target='b'/>";
    let held = |part: &[u8]| package(&[TYPES, WORD, ("word/_rels/document.xml.rels", part)]);
    assert_eq!(kind(&held(LINK)), Ok(Media::Docx));
    assert_eq!(kind(&held(PICTURE)), Err(R::Linked));
    let inside = package(&[TYPES, TABLE, ("word/embeddings/a.docx", &held(PICTURE))]);
    assert_eq!(kind(&inside), Err(R::Linked));
}

#[test]
fn a_table_of_types_cannot_hide_macros_behind_its_length_or_its_writing() {
    let long = [&vec![b' '; 2 << 20][..], b"macroEnabled"].concat();
    assert_eq!(kind(&package(&[("[Content_Types].xml", &long), WORD])), Err(R::Macros));
    let wide: Vec<u8> = "macroEnabled".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for hidden in [&b"&#109;acroEnabled"[..], b"<!DOCTYPE a><a/>", &wide, b"\xFF\xFE"] {
        let file = package(&[("[Content_Types].xml", hidden), WORD]);
        assert_eq!(kind(&file), Err(R::Damaged), "{hidden:?}");
    }
    let twice = package(&[TYPES, WORD, ("/[content_types].xml", b"macroEnabled")]);
    assert!(kind(&twice).is_err());
}

#[test]
fn documents_inside_a_document_are_looked_into() {
    let table = package(&[TYPES, TABLE]);
    let macros = package(&[TYPES, TABLE, ("xl/vbaProject.bin", b"")]);
    let held = |inside: &[u8]| package(&[TYPES, WORD, ("word/embeddings/a.bin", inside)]);
    let old = compound::tests::text();
    let old_macros = compound::tests::text_with_macros();
    assert_eq!(kind(&held(&table)), Ok(Media::Docx));
    assert_eq!(kind(&held(&old)), Ok(Media::Docx));
    for hidden in [&macros, &old_macros, &held(&macros)] {
        assert_eq!(kind(&held(hidden)), Err(R::Macros));
    }
    let deep = (0..4).fold(table, |inside, _| held(&inside));
    assert_eq!(kind(&deep), Err(R::TooMuchInside));
}

#[test]
fn what_unpacks_to_far_more_than_it_shows_is_refused() {
    let blanks = vec![b' '; 9 << 20];
    let bomb = package(&[TYPES, WORD, ("word/media/a.xml", &blanks)]);
    assert!(bomb.len() < 20_000, "a bomb is small");
    assert_eq!(kind(&bomb), Err(R::TooMuchInside));
    let inside = package(&[TYPES, WORD, ("word/embeddings/a.docx", &bomb)]);
    assert_eq!(kind(&inside), Err(R::TooMuchInside));
    let fair = package(&[TYPES, WORD, ("word/media/a.xml", &blanks[..7 << 20])]);
    assert_eq!(kind(&fair), Ok(Media::Docx));
    // What an archive says of itself is no excuse.
    let honest = u32::try_from(blanks.len()).expect("small").to_le_bytes();
    let mut lying = bomb;
    let places: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, at)| *at == honest).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the size stands in the archive");
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_eq!(kind(&lying), Err(R::Damaged));
    let names: Vec<String> = (0..MOST_ENTRIES).map(|part| format!("word/{part}")).collect();
    let mut parts: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    parts.extend([TYPES, WORD]);
    assert_eq!(kind(&package(&parts)), Err(R::TooMuchInside));
}
