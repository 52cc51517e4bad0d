//! The one byte form of a ballot's answers, which is hashed and sealed: JSON without white space,
//! names in byte order, one for each slot, several options as an array in byte order, a scale point as a number, a
//! block as `{"about":{…},"text":"…"}`, UTF-8 with only the escapes JSON demands. In a browser
//! that is `JSON.stringify` of objects built in order.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::questionnaires::Document;
use super::{Answer, Answers, FieldError};

/// Why bytes are no ballot.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// Not JSON of the right shape.
    #[error("malformed")]
    Malformed,
    /// Answers the document does not allow.
    #[error("answers that do not fit the questionnaire")]
    Unfit(Vec<FieldError>),
    /// The same answers have another canonical form.
    #[error("not in canonical form")]
    OtherForm,
}

impl Answers {
    /// The canonical form.
    ///
    /// # Panics
    /// Never: codes and texts are always JSON.
    pub fn canonical(&self) -> Vec<u8> {
        let said = self.0.iter().filter(|(_, answer)| **answer != Answer::Unplaced);
        let said: BTreeMap<_, _> = said.collect();
        serde_json::to_vec(&said).expect("codes and texts are JSON")
    }

    /// Reads answers in canonical form and refuses any other bytes, even of the same meaning: two
    /// forms of one ballot would have two receipts, and a choice of form could carry a mark.
    pub fn from_canonical(bytes: &[u8], document: &Document) -> Result<Self, NotCanonical> {
        let written: BTreeMap<String, Written> =
            serde_json::from_slice(bytes).map_err(|_| NotCanonical::Malformed)?;
        // Read as the form it could have come from: one reader knows what may be answered, and
        // whatever this loosens the comparison below finds.
        let pairs: Vec<_> =
            written.into_iter().flat_map(|(code, it)| it.into_pairs(&code)).collect();
        let answers = Self::from_form(&pairs, document).map_err(NotCanonical::Unfit)?;
        if answers.canonical() == bytes { Ok(answers) } else { Err(NotCanonical::OtherForm) }
    }
}

/// An answer as JSON may write it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Point(u8),
    Options(Vec<String>),
    Block { about: BTreeMap<String, String>, text: String },
}

impl Written {
    /// The pairs a form would have sent.
    fn into_pairs(self, code: &str) -> Vec<(String, String)> {
        let name = format!("q.{code}");
        match self {
            Self::Text(text) => vec![(name, text)],
            Self::Point(point) => vec![(name, point.to_string())],
            Self::Options(options) => {
                options.into_iter().map(|option| (name.clone(), option)).collect()
            }
            Self::Block { about, text } => about
                .into_iter()
                .map(|(inner, option)| (format!("{name}.{inner}"), option))
                .chain([(format!("{name}.text"), text)])
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::document;
    use super::*;

    fn read(json: &str) -> Result<Answers, NotCanonical> {
        Answers::from_canonical(json.as_bytes(), &document())
    }

    #[test]
    fn the_canonical_form_reads_back_to_the_same_bytes() {
        for canonical in [
            "{\"one\":\"yes\"}",
            "{\"essay\":\"a\\\\b \\\"好\\\"\\n\\n/😀\",\"many\":[\"a\",\"b\"],\"one\":\"no\",\"rate\":5}",
            "{\"idea\":{\"about\":{},\"text\":\"好\"},\"one\":\"no\",\"rate\":0}",
            "{\"idea\":{\"about\":{\"unit\":\"bids\"},\"text\":\"好\"},\"one\":\"no\"}",
        ] {
            let answers = read(canonical).expect(canonical);
            assert_eq!(answers.canonical(), canonical.as_bytes());
        }
    }

    #[test]
    fn another_form_of_the_same_answers_is_refused() {
        for other in [
            " {\"one\":\"yes\"}",
            "{\"one\": \"yes\"}",
            "{\"one\":\"yes\"}\n",
            "{\"one\":\"\\u0079es\"}",
            "{\"one\":\"no\",\"one\":\"yes\"}",
            "{\"one\":[\"yes\"]}",
            "{\"one\":\"yes\",\"many\":[\"a\"]}",
            "{\"many\":[\"b\",\"a\"],\"one\":\"yes\"}",
            "{\"many\":[\"a\",\"a\"],\"one\":\"yes\"}",
            "{\"many\":\"a\",\"one\":\"yes\"}",
            "{\"many\":[],\"one\":\"yes\"}",
            "{\"one\":\"yes\",\"rate\":\"5\"}",
            "{\"line\":\"\",\"one\":\"yes\"}",
            "{\"line\":\" a\",\"one\":\"yes\"}",
            "{\"line\":\"好!!\",\"one\":\"yes\"}",
            "{\"line\":\"\\/\",\"one\":\"yes\"}",
            "{\"idea\":{\"text\":\"好\",\"about\":{}},\"one\":\"yes\"}",
            "{\"idea\":{\"about\":{},\"text\":\"好\",\"x\":1},\"one\":\"yes\"}",
            "{\"idea\":{\"about\":{\"unit\":\"hall\"},\"text\":\"\"},\"one\":\"yes\"}",
            "{\"idea.text\":\"好\",\"one\":\"yes\"}",
        ] {
            assert_eq!(read(other).expect_err(other), NotCanonical::OtherForm, "{other}");
        }
    }

    #[test]
    fn what_is_no_ballot_at_all_is_refused() {
        for malformed in ["", "null", "[]", "{\"one\":null}", "{\"rate\":1.0}", "{\"rate\":-1}"] {
            assert_eq!(read(malformed).expect_err(malformed), NotCanonical::Malformed);
        }
        for unfit in ["{}", "{\"one\":\"maybe\"}", "{\"ghost\":\"x\",\"one\":\"yes\"}"] {
            let refusal = read(unfit).expect_err(unfit);
            assert!(matches!(refusal, NotCanonical::Unfit(_)), "{unfit}");
        }
        assert_eq!(
            Answers::from_canonical(b"{\"one\":\"\xff\"}", &document()),
            Err(NotCanonical::Malformed)
        );
    }
}
