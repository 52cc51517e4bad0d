//! Pass zero: whether a sealed row is a ballot that counts. The same reader serves the later
//! passes, so that no row is read in two ways.

use super::super::credentials::ballot::{Ballot, Check, Nullifier, SealedBallot};
use super::super::credentials::issuer::IssuerPublic;
use super::super::credentials::token::PoolCode;
use super::super::questionnaires::Document;
use super::super::responses::Answers;
use super::super::sealing::OpeningKey;

/// A row as it was staged.
pub struct StagedRow {
    /// Its nullifier.
    pub nf: Vec<u8>,
    /// What told a repeat from a second ballot.
    pub chk: Vec<u8>,
    /// The sealed ballot.
    pub sealed: Vec<u8>,
}

/// Why a row does not count. No more is told of it than this: the rest may be someone's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoiled {
    /// It does not open with the pool's key, or holds no ballot.
    Unreadable,
    /// Nullifier or check belong to another ballot.
    Mismatched,
    /// The issuer did not sign it.
    Unsigned,
    /// The answers do not fit the frozen questionnaire.
    Unfit,
}

/// All it takes to read the rows of one pool.
pub struct Checker {
    /// The pool's public id, which every sealed ballot is bound to.
    pub code: PoolCode,
    /// The unwrapped closing key.
    pub key: OpeningKey,
    /// Who signed.
    pub issuer: IssuerPublic,
    /// The frozen version.
    pub document: Document,
}

impl Checker {
    /// Reads a row and checks everything about it.
    pub fn read(&self, row: &StagedRow) -> Result<(Ballot, Answers), Spoiled> {
        let sealed = SealedBallot::from(row.sealed.clone());
        let ballot = sealed.open(&self.key, self.code).map_err(|_| Spoiled::Unreadable)?;
        let nf = Nullifier::try_from(row.nf.as_slice()).map_err(|_| Spoiled::Mismatched)?;
        let chk = Check::try_from(row.chk.as_slice()).map_err(|_| Spoiled::Mismatched)?;
        if ballot.nullifier() != nf || ballot.check() != chk {
            return Err(Spoiled::Mismatched);
        }
        if !ballot.is_signed(&self.issuer, self.code) {
            return Err(Spoiled::Unsigned);
        }
        let answers = Answers::from_canonical(ballot.answers.as_bytes(), &self.document)
            .map_err(|_| Spoiled::Unfit)?;
        Ok((ballot, answers))
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::super::super::chance::Chance;
    use super::super::super::credentials::issuer::IssuerKey;
    use super::super::super::credentials::plain::PageSecret;
    use super::super::super::credentials::size::BallotSize;
    use super::super::super::credentials::token::Token;
    use super::super::super::logic::Logic;
    use super::super::super::questionnaires::{Code, Kind, Question, Words};
    use super::*;

    struct Scene {
        issuer: IssuerKey,
        checker: Checker,
    }

    fn scene() -> Scene {
        let issuer = IssuerKey::generate().expect("a key");
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        document.questions.push(Question {
            code: Code::parse("line").expect("a code"),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind: Kind::ShortText,
        });
        let checker = Checker {
            code: PoolCode::draw(Chance),
            key: OpeningKey::draw(Chance),
            issuer: issuer.public().clone(),
            document,
        };
        Scene { issuer, checker }
    }

    /// A row as an honest client makes it, with these answers.
    fn row(scene: &Scene, issuer: &IssuerKey, answers: &str) -> StagedRow {
        let Checker { code, key, .. } = &scene.checker;
        let page = PageSecret::draw(Chance).derive(*code, &Token::draw(Chance));
        let answers = Zeroizing::new(answers.to_owned());
        let ballot = page.sign(issuer, *code, answers).expect("signed");
        let size = BallotSize::for_answers(2000).expect("short");
        let sealed = ballot.seal(&key.sealing(), *code, size).expect("fits");
        StagedRow {
            nf: ballot.nullifier().as_bytes().to_vec(),
            chk: ballot.check().as_bytes().to_vec(),
            sealed: sealed.as_bytes().to_vec(),
        }
    }

    #[test]
    fn an_honest_row_is_read_to_its_answers() {
        let scene = scene();
        let row = row(&scene, &scene.issuer, r#"{"line":"多开窗口"}"#);
        let (ballot, answers) = scene.checker.read(&row).expect("an honest row");
        assert_eq!(answers.canonical(), ballot.answers.as_bytes());
    }

    #[test]
    fn each_way_of_tampering_spoils_the_row() {
        let scene = scene();
        let spoiled = |row: &StagedRow| scene.checker.read(row).expect_err("spoiled");
        let honest = || row(&scene, &scene.issuer, "{}");
        let with_byte = |mut bytes: Vec<u8>| {
            bytes[3] ^= 1;
            bytes
        };
        let altered = StagedRow { sealed: with_byte(honest().sealed), ..honest() };
        assert_eq!(spoiled(&altered), Spoiled::Unreadable);
        let row_of_two = StagedRow { sealed: honest().sealed, ..honest() };
        assert_eq!(spoiled(&row_of_two), Spoiled::Mismatched);
        let mut wrong_check = honest();
        wrong_check.chk = with_byte(wrong_check.chk);
        assert_eq!(spoiled(&wrong_check), Spoiled::Mismatched);
        let stranger = IssuerKey::generate().expect("a key");
        assert_eq!(spoiled(&row(&scene, &stranger, "{}")), Spoiled::Unsigned);
        for unfit in [r#"{"ghost":"x"}"#, r#"{"line": "x"}"#, "no answers"] {
            assert_eq!(spoiled(&row(&scene, &scene.issuer, unfit)), Spoiled::Unfit, "{unfit}");
        }
    }
}
