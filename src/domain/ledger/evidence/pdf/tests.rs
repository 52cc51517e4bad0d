use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;
use EvidenceRefusal as R;

fn file(parts: &[&[u8]]) -> Vec<u8> {
    [b"%PDF-1.7\n", parts.concat().as_slice(), b"\n%%EOF\n"].concat()
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(content).expect("a Vec takes all");
    packed.finish().expect("a Vec takes all")
}

/// A stream under this dictionary.
fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("7 0 obj\n<<{dictionary}>>\nstream\r\n");
    [head.as_bytes(), content, b"\nendstream\nendobj\n"].concat()
}

const PACKED: &str = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length 99";
const SCRIPT: &[u8] = b"5 0 <</S /JavaScript /JS (app.alert\\(1\\))>>";

#[test]
fn what_only_shows_something_is_taken() {
    let page = b"1 0 obj <</Type /Page /Annots [<</S /URI /URI (http://a.cn/launch)>>]>> endobj";
    let outline = b"2 0 obj <</First 3 0 R /F 4 0 R /Title (a >> \\) /b)>> endobj";
    let objects = stream(PACKED, &deflated(b"5 0 <</S /GoTo /D [1 0 R /Fit]>>"));
    let picture = stream("/Subtype /Image /Filter /DCTDecode /First", b"\xFF\xD8");
    assert_eq!(check(&file(&[page, outline, &objects])), Ok(()));
    assert_eq!(check(&file(&[&picture])), Err(R::Damaged), "control: objects packed otherwise");
    assert_eq!(check(&file(&[&stream("/Filter /DCTDecode", b"\xFF\xD8")])), Ok(()));
}

#[test]
fn scripts_programs_and_files_inside_are_refused_however_they_are_written() {
    for action in [
        "<</S /JavaScript /JS 5 0 R>>",
        "<</S/J#61v#61Script/JS(a)>>",
        "<</OpenAction <</S /Launch /F (calc.exe)>> >>",
        "<</Names <</EmbeddedFiles 5 0 R>> >>",
        "<</S /Rendition /JS (a)>>",
        "<</Subtype /RichMedia>>",
        "<</AcroForm <</XFA [(template) 9 0 R]>> >>",
        "<</S /SubmitForm /F (http://a.cn)>>",
    ] {
        let object = format!("5 0 obj {action} endobj");
        assert_eq!(check(&file(&[object.as_bytes()])), Err(R::Active), "{action}");
        let headed = format!("5 0 {action}");
        let packed = stream(PACKED, &deflated(headed.as_bytes()));
        assert_eq!(check(&file(&[&packed])), Err(R::Active), "{action}");
        let bare = stream("/Type /ObjStm /N 1 /First 4", headed.as_bytes());
        assert_eq!(check(&file(&[&bare])), Err(R::Active), "{action}");
        // A reader that is led to this place finds the object in the picture.
        let hidden = stream("/Subtype /Image", object.as_bytes());
        assert_eq!(check(&file(&[&hidden])), Err(R::Active), "{action}");
    }
    assert_eq!(check(&file(&[b"5 0 obj <</JavaScripts (a) /Launcher 1 /JSX 1>>"])), Ok(()));
    // What the points of a picture may spell by chance.
    assert_eq!(check(&file(&[&stream("/Subtype /Image", b"a/JS /XFA ")])), Ok(()));
    assert_eq!(check(&file(&[b"trailer <</Encrypt 5 0 R>>"])), Err(R::Locked));
}

#[test]
fn what_an_address_or_a_text_spells_starts_nothing() {
    for harmless in [
        "<</S /URI /URI (http://a.cn/JavaScript/Launch/index.html)>>",
        "<</Title (a \\( /EmbeddedFile \\) b) /Author <2F4A6176615363726970743E3E>>>",
        "[(docs/JavaScript) (x /SubmitForm /JS y)]",
        "(see /RichMedia, /XFA and /Encrypt)",
    ] {
        let object = format!("5 0 obj {harmless} endobj");
        assert_eq!(check(&file(&[object.as_bytes()])), Ok(()), "{harmless}");
        let headed = format!("5 0 6 {} {harmless} /a", harmless.len() + 1);
        let dictionary =
            format!("/First {} /Filter /FlateDecode", headed.find(harmless).expect("it"));
        let packed = stream(&dictionary, &deflated(headed.as_bytes()));
        assert_eq!(check(&file(&[&packed])), Ok(()), "{harmless}");
    }
    let page = stream("/Length 60", b"BT (the folder /JavaScript) Tj /Launch Do ET");
    assert_eq!(check(&file(&[&page])), Ok(()));
}

#[test]
fn an_action_is_found_wherever_a_reader_could_find_it() {
    for hidden in [
        // A name by itself, which an action refers to; an action in a list.
        "7 0 obj /JavaScript endobj",
        "7 0 obj [5 0 R <</S /JavaScript>>] endobj",
        // Brackets in disorder, of which readers make the best.
        "7 0 obj << /A [ >> ] /S /JavaScript >> endobj",
        "7 0 obj [ >> <</S /Launch>> ] endobj",
        "7 0 obj <</S /Launch /F (no end",
        // An object within a text or a comment of another.
        "7 0 obj <</Title (8 0 obj <</S /Launch>> endobj)>> endobj",
        "% 8 0 obj <</S /Launch>> endobj",
        "trailer <</Root <</OpenAction <</S /Launch>> >> >>",
    ] {
        assert_eq!(check(&file(&[hidden.as_bytes()])), Err(R::Active), "{hidden}");
    }
    let text = "(a <</S /JavaScript>> )";
    let packed = |places: &str, objects: &str| {
        let dictionary = format!("/First {} /Filter /FlateDecode", places.len());
        let content = deflated([places, objects].concat().as_bytes());
        check(&file(&[&stream(&dictionary, &content)]))
    };
    assert_eq!(packed("5 0 ", text), Ok(()), "the control: a text");
    assert_eq!(packed("5 0 6 3 ", text), Err(R::Damaged), "an object inside the text");
    assert_eq!(packed("5 0 ", "/JavaScript"), Err(R::Active));
    let comment = "/a % <</S /Launch>> \n/b";
    assert_eq!(packed("5 0 6 21 ", comment), Ok(()), "the control: behind a comment");
    assert_eq!(packed("5 0 6 5 ", comment), Err(R::Damaged), "in a comment");
    assert_eq!(packed("5 0 6 99 ", text), Err(R::Damaged), "behind the end");
    assert_eq!(packed("5 x ", text), Err(R::Damaged));
    let twice = stream("/First 4 /First 8 /Filter /FlateDecode", &deflated(b"5 0 (a)(b)"));
    assert_eq!(check(&file(&[&twice])), Err(R::Damaged), "readers differ on which counts");
}

#[test]
fn objects_are_found_behind_every_way_of_writing_their_dictionary() {
    let packed = deflated(SCRIPT);
    for dictionary in [
        "/N 1/First 4/Filter[/FlateDecode]",
        "/F#69rst 4 /N 1 /F#69lter /Fl#61teDecode",
        "/Title (>> endobj stream) /N 1 /First 4 /Filter /FlateDecode",
        "/A <</B <3E3E>>> /N 1 /First 4 %>>\n /Filter /FlateDecode",
        "/N 1 /First 4 /F /FlateDecode",
    ] {
        let refused = check(&file(&[&stream(dictionary, &packed)]));
        assert_eq!(refused, Err(R::Active), "{dictionary}");
    }
    for dictionary in [
        "/N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]",
        "/N 1 /First 4 /Filter [/FlateDecode /FlateDecode]",
        "/N 1 /First 4 /Filter /FlateDecode /DecodeParms <</Predictor 12>>",
        "/N 1 /First 4 /Filter 9 0 R",
        "/N 1 /First 4 /Filter /LZWDecode",
    ] {
        let refused = check(&file(&[&stream(dictionary, &packed)]));
        assert_eq!(refused, Err(R::Damaged), "{dictionary}");
    }
    let cut = stream(PACKED, &packed[..packed.len() / 2]);
    assert_eq!(check(&file(&[&cut])), Err(R::Damaged));
}

#[test]
fn neither_bombs_nor_endless_dictionaries_take_long() {
    let blanks = deflated(&vec![b' '; 33 << 20]);
    let half = stream(PACKED, &blanks);
    assert_eq!(check(&file(&[&half])), Ok(()));
    assert_eq!(check(&file(&[&half, &half])), Err(R::TooMuchInside));
    let endless = b"1 0 obj<<(".repeat(100_000);
    assert_eq!(check(&file(&[&endless])), Err(R::Damaged));
}
