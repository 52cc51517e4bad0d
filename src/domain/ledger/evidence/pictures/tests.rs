use jpeg_encoder::ColorType;

use super::*;
use EvidenceRefusal as R;

const RED: [u8; 3] = [220, 20, 20];
const BLUE: [u8; 3] = [20, 20, 220];

/// A photograph of 48 by 32 points, red but for its upper left corner.
fn photograph() -> Vec<u8> {
    let points =
        (0..32).flat_map(|y| (0..48).map(move |x| if x < 16 && y < 16 { BLUE } else { RED }));
    let points: Vec<u8> = points.flatten().collect();
    let mut drawn = Vec::new();
    Encoder::new(&mut drawn, 95).encode(&points, 48, 32, ColorType::Rgb).expect("a picture");
    drawn
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a short segment");
    [&[0xFF, marker][..], &length.to_be_bytes(), body].concat()
}

/// What says that a photograph is held this way, among other notes.
fn exif(way: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x04\0\0\0name".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, way, 0, 0, 0, 0, 0, 0, 0]);
    segment(0xE1, &tiff)
}

fn with_notes(notes: &[u8], behind: &[u8]) -> Vec<u8> {
    let photograph = photograph();
    [&photograph[..2], notes, &photograph[2..], behind].concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The size of a picture and the corner in which it is blue.
fn seen(drawn: &[u8]) -> (u16, u16, &'static str) {
    let seen = Photograph::read(drawn).expect("a photograph");
    assert_eq!(seen.held, Held::default(), "nothing more to turn");
    let blue = |x, y| {
        let at = 3 * seen.source(x, y);
        let is_near =
            |colour: [u8; 3]| (0..3).all(|c| seen.points[at + c].abs_diff(colour[c]) < 40);
        assert!(is_near(RED) || is_near(BLUE), "{:?}", &seen.points[at..at + 3]);
        is_near(BLUE)
    };
    let (right, low) = (seen.width - 4, seen.height - 4);
    let corners = [(3, 3, "upper left"), (right, 3, "upper right"), (3, low, "lower left")];
    let corner = corners.into_iter().find(|(x, y, _)| blue(*x, *y));
    let corner = corner.map_or("lower right", |(_, _, corner)| corner);
    assert!(corner != "lower right" || blue(right, low));
    (seen.width, seen.height, corner)
}

#[test]
fn a_photograph_loses_place_device_and_what_hangs_behind_it() {
    let notes = [
        segment(0xE1, b"Exif\0\0 39.60N 109.78E"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Zhang San"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01scanner 4711"),
        segment(0xED, b"Photoshop 3.0 by Zhang San"),
        segment(0xFE, b"taken by Zhang San"),
    ]
    .concat();
    let sent = with_notes(&notes, b"\xFF\xD8\xFF\xE1 a second picture of Zhang San");
    let drawn = jpeg_anew(&sent).expect("a photograph");
    assert_eq!(seen(&drawn), (48, 32, "upper left"));
    for note in [&b"Zhang"[..], b"109.78E", b"Exif", b"ICC_PROFILE", b"4711", b"adobe", b"second"] {
        assert!(holds(&sent, note) && !holds(&drawn, note), "{note:?}");
    }
}

#[test]
fn a_photograph_is_turned_the_way_it_was_held() {
    for (way, expected) in [
        (1, (48, 32, "upper left")),
        (2, (48, 32, "upper right")),
        (3, (48, 32, "lower right")),
        (4, (48, 32, "lower left")),
        (5, (32, 48, "upper left")),
        (6, (32, 48, "upper right")),
        (7, (32, 48, "lower right")),
        (8, (32, 48, "lower left")),
        (9, (48, 32, "upper left")),
    ] {
        let drawn = jpeg_anew(&with_notes(&exif(way), b"")).expect("a photograph");
        assert_eq!(seen(&drawn), expected, "{way}");
        assert!(!holds(&drawn, b"name"));
    }
    for broken in [&b"II*\0\xFF\xFF\xFF\xFF"[..], b"", b"MM\0*", b"MM\0*\0\0\0\x08\xFF\xFF"] {
        assert_eq!(Held::said_by(broken), None);
    }
}

#[test]
fn a_photograph_without_colours_stays_without() {
    let mut sent = Vec::new();
    let gray = vec![77; 24 * 16];
    Encoder::new(&mut sent, 90).encode(&gray, 24, 16, ColorType::Luma).expect("a picture");
    let drawn = Photograph::read(&jpeg_anew(&sent).expect("a photograph")).expect("a photograph");
    assert!(drawn.is_gray && drawn.points.iter().all(|point| point.abs_diff(77) < 3));
}

#[test]
fn a_photograph_that_breaks_off_is_refused() {
    let whole = photograph();
    for length in [0, 2, 3, 20, 100, whole.len() / 2, whole.len() - 20] {
        assert_eq!(jpeg_anew(&whole[..length]), Err(R::Damaged), "{length}");
    }
}

#[test]
fn a_picture_that_claims_more_points_than_can_be_drawn_is_refused_unread() {
    let mut large = photograph();
    let frame = large.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    large[frame + 5..frame + 9].copy_from_slice(&[0x20, 0, 0x20, 0]);
    assert_eq!(jpeg_anew(&large), Err(R::TooManyPoints));

    let mut shot = Vec::new();
    let mut encoder = png::Encoder::new(&mut shot, 8000, 8000);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![0; 8000 * 1000]).expect("points");
    writer.finish().expect("an end");
    assert!(shot.len() < 100_000, "a bomb is small");
    assert_eq!(png_anew(&shot), Err(R::TooManyPoints));
}

/// A picture of 4 by 2 points in two colours, one of them half clear, with its notes.
fn screen_shot() -> Vec<u8> {
    let mut drawn = Vec::new();
    let mut encoder = png::Encoder::new(&mut drawn, 4, 2);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_palette([RED, BLUE].concat());
    encoder.set_trns(&[255, 128][..]);
    encoder.add_text_chunk("Author".to_owned(), "Zhang San".to_owned()).expect("a note");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_chunk(png::chunk::ChunkType(*b"caBX"), b"made with this device").expect("a note");
    writer.write_image_data(&[0b0101_0000, 0b1100_0000]).expect("points");
    writer.finish().expect("an end");
    drawn.extend(b"trailing");
    drawn
}

/// Colours, clearness and points of a picture.
fn points(shot: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(shot)).read_info().expect("a picture");
    let mut points = vec![0; reader.output_buffer_size().expect("small")];
    reader.next_frame(&mut points).expect("points");
    let info = reader.info();
    let known =
        |part: &Option<std::borrow::Cow<'_, [u8]>>| part.as_deref().unwrap_or_default().to_vec();
    (known(&info.palette), known(&info.trns), points)
}

#[test]
fn a_screen_shot_loses_its_author_and_no_point() {
    let sent = screen_shot();
    let drawn = png_anew(&sent).expect("a picture");
    assert_eq!(points(&drawn), points(&sent));
    assert_eq!(points(&drawn).2, [0b0101_0000, 0b1100_0000]);
    for note in [&b"Zhang"[..], b"device", b"trailing"] {
        assert!(holds(&sent, note) && !holds(&drawn, note), "{note:?}");
    }
    for length in [0, 8, 20, 60, sent.len() / 2] {
        assert_eq!(png_anew(&sent[..length]), Err(R::Damaged), "{length}");
    }
}
