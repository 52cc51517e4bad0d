//! What a part of a package refers to: its `.rels`. A link that somebody may follow leads anywhere; a
//! template, a picture or an object that lies elsewhere is fetched as the document is opened, which
//! tells whoever keeps it, and may bring what the document itself does not hold.

use super::EvidenceRefusal;

/// What may lie elsewhere, by the last word of its type: links, and the tables that formulas point
/// to, which are read only after a question.
const MAY_LIE_ELSEWHERE: [&str; 3] = ["hyperlink", "externallinkpath", "xlpathmissing"];

/// Refuses what is fetched from elsewhere, and a part that is written so that a search would miss it:
/// no office program writes it in another character set, with comments or entities of its own.
pub(super) fn check(part: &[u8]) -> Result<(), EvidenceRefusal> {
    let text = std::str::from_utf8(part).map_err(|_| EvidenceRefusal::Damaged)?;
    if text.contains('\0') || text.contains("<!") {
        return Err(EvidenceRefusal::Damaged);
    }
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (is_fetched, behind) = element(&rest[at + 1..])?;
        if is_fetched {
            return Err(EvidenceRefusal::Linked);
        }
        rest = behind;
    }
    Ok(())
}

/// Whether an element behind its bracket refers to something that is fetched; and what follows it.
fn element(text: &str) -> Result<(bool, &str), EvidenceRefusal> {
    let damaged = || EvidenceRefusal::Damaged;
    let (mut is_elsewhere, mut kind) = (false, String::new());
    let mut rest = text;
    loop {
        let at = rest.find(['>', '"', '\'']).ok_or_else(damaged)?;
        let (before, quote) = (&rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
        if quote == b'>' {
            let may = MAY_LIE_ELSEWHERE.contains(&kind.as_str());
            return Ok((is_elsewhere && !may, rest));
        }
        let end = rest.find(char::from(quote)).ok_or_else(damaged)?;
        let value = &rest[..end];
        rest = &rest[end + 1..];
        let name = before.trim_end().strip_suffix('=').ok_or_else(damaged)?;
        let name = name.split_ascii_whitespace().next_back().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "type" | "targetmode" if value.contains('&') => return Err(damaged()),
            "targetmode" => is_elsewhere |= value.trim().eq_ignore_ascii_case("external"),
            "type" => {
                kind = value.trim().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ELSEWHERE: &str = " TargetMode=\"External\"";
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    fn part(kind: &str, more: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns='http://a'>\
             <Relationship Id=\"rId1\" Type=\"{TYPES}{kind}\" Target=\"x?a=1&amp;b='2'\"{more}/>\
             </Relationships>"
        )
    }

    #[test]
    fn links_lead_anywhere_and_what_is_fetched_lies_in_the_document() {
        for kind in ["image", "attachedTemplate", "oleObject", "frame", "hyperlink", "styles"] {
            assert_eq!(check(part(kind, "").as_bytes()), Ok(()), "{kind} inside");
        }
        for kind in ["hyperlink", "externalLinkPath"] {
            assert_eq!(check(part(kind, ELSEWHERE).as_bytes()), Ok(()), "{kind}");
        }
        for kind in ["image", "attachedTemplate", "oleObject", "frame", "subDocument", "a/b"] {
            let fetched = check(part(kind, ELSEWHERE).as_bytes());
            assert_eq!(fetched, Err(EvidenceRefusal::Linked), "{kind}");
        }
    }

    #[test]
    fn it_is_found_however_it_is_written() {
        for more in [
            " TargetMode='External'",
            "\n\tTargetMode = \" external \"",
            " x='/>' TargetMode=\"External\"",
        ] {
            let fetched = check(part("attachedTemplate", more).as_bytes());
            assert_eq!(fetched, Err(EvidenceRefusal::Linked), "{more}");
        }
        for broken in [
            part("image", " TargetMode=\"&#69;xternal\""),
            part("image", " TargetMode=\"External"),
            "<!-- ' --><Relationship Type='image' TargetMode='External'/>".to_owned(),
        ] {
            assert_eq!(check(broken.as_bytes()), Err(EvidenceRefusal::Damaged), "{broken}");
        }
        let wide: Vec<u8> = part("image", "").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(check(&wide), Err(EvidenceRefusal::Damaged));
    }
}
