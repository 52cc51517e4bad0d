//! Pictures without their notes: EXIF, XMP, IPTC and comments of JPEG, and every part of a PNG that
//! does not show the picture. What shows it is copied byte for byte; what follows its end is dropped,
//! since phones hide a second picture with its own notes there. Of EXIF one thing stays: which way up
//! a photograph is held, for without it half of them would lie on their side.

/// How every PNG begins.
pub(super) const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a file is a photograph in the container of HEIF, as telephones keep them.
pub(super) fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] =
        [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"avif"];
    bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// Which way up a photograph is held, 2 to 8; none when as it comes or when nothing says so.
fn orientation(exif: &[u8]) -> Option<u8> {
    const TAG: u16 = 0x0112;
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let [high, low] = if is_little { [6, 4] } else { [4, 6] };
    let start = (usize::from(short(high)?) << 16) | usize::from(short(low)?);
    let count = usize::from(short(start)?);
    let entries = (0..count).map(|entry| start + 2 + 12 * entry);
    let value = entries.into_iter().find(|at| short(*at) == Some(TAG)).and_then(|at| short(at + 8));
    value.and_then(|value| u8::try_from(value).ok()).filter(|value| (2..=8).contains(value))
}

/// A segment that says which way up, and nothing else.
fn held(way: u8) -> Vec<u8> {
    let mut segment = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    segment.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0]);
    segment
}

/// Segments that show nothing: APP1 (EXIF, XMP), APP2 to APP13 but the colour profile, comments.
/// APP0 and APP14 say how the colours are to be read.
fn is_note(marker: u8, segment: &[u8]) -> bool {
    match marker {
        0xE2 => !segment.starts_with(b"ICC_PROFILE\0"),
        0xE1 | 0xE3..=0xED | 0xEF | 0xFE => true,
        _ => false,
    }
}

/// The picture without its notes; nothing when it is no whole JPEG.
pub(super) fn jpeg_without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            // A fill byte before a marker.
            0xFF => at += 1,
            0xD9 => {
                kept.extend([0xFF, 0xD9]);
                return Some(kept);
            }
            0x00 | 0x01 | 0xD0..=0xD8 => return None,
            _ => {
                let length = bytes.get(at + 2..at + 4)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let segment = bytes.get(at + 4..at + 2 + length)?;
                let end = at + 2 + length;
                if !is_note(marker, segment) {
                    kept.extend(&bytes[at..end]);
                } else if let (0xE1, Some(way)) = (marker, orientation(segment)) {
                    kept.extend(held(way));
                }
                at = end;
                if marker == 0xDA {
                    let scan = scan_length(&bytes[at..])?;
                    kept.extend(&bytes[at..at + scan]);
                    at += scan;
                }
            }
        }
    }
}

/// How long the coded picture runs until the next marker; stuffed bytes and restarts belong to it.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7))
}

/// The parts of a PNG that show the picture: what it consists of, its colours, its movement.
const SHOWS: [&[u8]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The picture without its notes; nothing when it is no whole PNG.
pub(super) fn png_without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..PNG_SIGNATURE.len())?.to_vec();
    let mut at = PNG_SIGNATURE.len();
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        let kind = &head[4..8];
        if SHOWS.contains(&kind) {
            kept.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).expect("a short segment");
        [&[0xFF, marker][..], &length.to_be_bytes(), body].concat()
    }

    fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).expect("a short chunk");
        [&length.to_be_bytes()[..], kind, body, b"crc!"].concat()
    }

    #[test]
    fn a_photograph_loses_place_and_device_and_keeps_its_picture() {
        let shown = [
            segment(0xE0, b"JFIF\0"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xDB, &[7; 65]),
            segment(0xDA, &[1, 2, 3]),
            vec![9, 0xFF, 0x00, 9, 0xFF, 0xD3, 9, 0xFF, 0xD9],
        ]
        .concat();
        let photograph = [
            &[0xFF, 0xD8][..],
            &shown[..9],
            &segment(0xE1, b"Exif\0\0 39.60N 109.78E"),
            &segment(0xE1, b"http://ns.adobe.com/xap/1.0/"),
            &segment(0xED, b"Photoshop 3.0 by Zhang San"),
            &segment(0xFE, b"taken by Zhang San"),
            &segment(0xE2, b"MPF\0 second picture"),
            &shown[9..],
            b"\xFF\xD8\xFF\xE1 a second picture with its own place",
        ]
        .concat();
        let expected = [&[0xFF, 0xD8][..], &shown].concat();
        assert_eq!(jpeg_without_notes(&photograph), Some(expected));
    }

    #[test]
    fn a_picture_that_breaks_off_is_no_picture() {
        let whole = [&[0xFF, 0xD8][..], &segment(0xE1, b"Exif\0\0"), &[0xFF, 0xD9]].concat();
        assert_eq!(jpeg_without_notes(&whole).as_deref(), Some(&[0xFF, 0xD8, 0xFF, 0xD9][..]));
        for length in 0..whole.len() {
            assert_eq!(jpeg_without_notes(&whole[..length]), None, "{length}");
        }
        let whole = [PNG_SIGNATURE, &chunk(b"IHDR", &[0; 13]), &chunk(b"IEND", b"")].concat();
        assert_eq!(png_without_notes(&whole), Some(whole.clone()));
        for length in 0..whole.len() {
            assert_eq!(png_without_notes(&whole[..length]), None, "{length}");
        }
        assert_eq!(jpeg_without_notes(&[0xFF, 0xD8, 0xFF, 0xE1, 0, 0]), None, "a length of 0");
    }

    #[test]
    fn a_photograph_stays_the_right_way_up() {
        let little = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x04\0\0\0name\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let whole = [&[0xFF, 0xD8][..], &segment(0xE1, little), &[0xFF, 0xD9]].concat();
        let cleaned = jpeg_without_notes(&whole).expect("a picture");
        assert_eq!(cleaned, [&[0xFF, 0xD8][..], &held(6), &[0xFF, 0xD9]].concat());
        assert!(!cleaned.windows(4).any(|part| part == b"name"));
        // Cleaned once more, it says the same.
        assert_eq!(jpeg_without_notes(&cleaned).as_deref(), Some(cleaned.as_slice()));
        for broken in [&b"Exif\0\0II*\0\xFF\xFF\xFF\xFF"[..], b"Exif\0\0", b"Exif\0\0MM\0*"] {
            assert_eq!(orientation(broken), None);
        }
    }

    #[test]
    fn a_screen_shot_loses_author_and_time() {
        let shown = [chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")];
        let shot = [
            PNG_SIGNATURE,
            &shown[0],
            &chunk(b"tEXt", b"Author\0Zhang San"),
            &chunk(b"eXIf", b"MM"),
            &chunk(b"tIME", b"1234567"),
            &chunk(b"caBX", b"made with this device"),
            &shown[1],
            &shown[2],
            b"trailing",
        ]
        .concat();
        let expected = [PNG_SIGNATURE, &shown.concat()].concat();
        assert_eq!(png_without_notes(&shot), Some(expected));
    }
}
