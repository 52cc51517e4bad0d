//! The blind path, seen from the server: an envelope is stamped for a code, and later a stamped
//! ballot comes in that nobody can match with its envelope (`anonymity`, section 5). Two requests
//! with nothing in common, two queues, two transactions.
//!
//! Whatever is wrong with a request is found before the code is looked up, so that a fault reads
//! the same whether the code is unused, used or unknown.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::survey::{Frozen, broken};
use super::{Issued, Staged, Survey, Taken, door};
use crate::domain::campaigns::Standing;
use crate::domain::credentials::ballot::{Ballot, BallotSalt, Nonce};
use crate::domain::credentials::door::Ticket;
use crate::domain::credentials::issuer::{SIGNATURE_BYTES, Signature};
use crate::domain::credentials::receipt::Tracker;
use crate::domain::credentials::token::IssueMark;
use crate::domain::id::PoolId;
use crate::domain::responses::{Answers, NotCanonical};
use crate::services::{App, Result};

/// What came of asking for a stamp.
#[derive(Debug)]
pub enum Stamped {
    /// The stamp, the same each time the same envelope comes.
    Signed(Box<[u8; SIGNATURE_BYTES]>),
    /// The code has stamped another envelope.
    Spent,
    /// No seat of this pool has this code.
    Unknown,
    /// No seat is left for those who get one at the door.
    Full,
    /// The pass has ended, or the link has.
    Late,
    /// Another link took the place of this one of the group.
    Replaced,
    /// What was sent is no code.
    NotACode,
    /// What was sent is no envelope for this pool's key.
    NotBlinded,
    /// Answers are not taken now.
    Closed(Standing),
}

/// Stamps a blinded message for a code. In this order: the window, the envelope, the form of the
/// code, and the code itself last, in the statement that spends. The stamp is given only after
/// that is on the disk.
pub async fn issue(app: &App, survey: &Survey, code: &str, blinded: &[u8]) -> Result<Stamped> {
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, &survey.frozen) else {
        return Ok(Stamped::Closed(standing));
    };
    let Ok(blinded) = <[u8; SIGNATURE_BYTES]>::try_from(blinded) else {
        return Ok(Stamped::NotBlinded);
    };
    if frozen.issuer.takes(&blinded).is_err() {
        return Ok(Stamped::NotBlinded);
    }
    let Some(ticket) = Ticket::parse(code) else {
        return Ok(Stamped::NotACode);
    };
    Ok(match door::spend(app, survey, frozen, ticket, IssueMark::of_blinded(&blinded)).await? {
        Issued::Granted => {
            let stamp = stamp(app, Arc::clone(frozen), blinded).await?;
            Stamped::Signed(Box::new(stamp))
        }
        Issued::Spent => Stamped::Spent,
        Issued::Unknown => Stamped::Unknown,
        Issued::Full => Stamped::Full,
        Issued::Late => Stamped::Late,
        Issued::Replaced => Stamped::Replaced,
        Issued::Over => Stamped::Closed(Standing::Over),
    })
}

async fn stamp(
    app: &App,
    frozen: Arc<Frozen>,
    blinded: [u8; SIGNATURE_BYTES],
) -> Result<[u8; SIGNATURE_BYTES]> {
    let signed = app.respondents.bench.run(move || frozen.issuer.sign_blinded(&blinded)).await?;
    signed.map_err(broken)
}

/// A stamped ballot, as a browser sends it.
pub struct Handed {
    /// The number the stamp is for.
    pub nonce: Nonce,
    /// The number that hides the answers in the receipt.
    pub salt: BallotSalt,
    /// The stamp, taken out of its envelope.
    pub signature: Signature,
    /// The answers, in canonical form.
    pub answers: Zeroizing<String>,
}

/// What came of handing a ballot in.
#[derive(Debug)]
pub enum Received {
    /// It is stored, now or earlier. Its receipt.
    Taken(Tracker),
    /// The same stamp came with other answers before.
    Other,
    /// The stamp is none of this pool's.
    NotSigned,
    /// The answers are none this questionnaire allows, or not in canonical form.
    Unfit(NotCanonical),
    /// Answers are not taken now.
    Closed(Standing),
}

/// Takes a stamped ballot in: the window, the stamp, the answers, and then the row.
pub async fn hand_in_stamped(app: &App, survey: &Survey, handed: Handed) -> Result<Received> {
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, &survey.frozen) else {
        return Ok(Received::Closed(standing));
    };
    // A public operation and a seal take less than waking another thread for them would be worth:
    // half a tenth of a millisecond, done where the request is served.
    let Handed { nonce, salt, signature, answers } = handed;
    let ballot = Ballot { nonce, salt, signature, answers };
    if !ballot.is_signed(frozen.issuer.public(), survey.pool.code) {
        return Ok(Received::NotSigned);
    }
    if let Err(unfit) = Answers::from_canonical(ballot.answers.as_bytes(), &frozen.document) {
        return Ok(Received::Unfit(unfit));
    }
    let (staged, tracker) = sealed(survey.pool.id, &ballot, frozen, survey.pool.code)?;
    Ok(match app.respondents.stage(staged).await? {
        Taken::Kept => Received::Taken(tracker),
        Taken::Other => Received::Other,
        Taken::Over => Received::Closed(Standing::Over),
    })
}

/// The row a ballot becomes, and its receipt.
pub(super) fn sealed(
    pool: PoolId,
    ballot: &Ballot,
    frozen: &Frozen,
    code: crate::domain::credentials::token::PoolCode,
) -> Result<(Staged, Tracker)> {
    let sealed = ballot.seal(&frozen.closing, code, frozen.size).map_err(broken)?;
    let (nullifier, check) = (ballot.nullifier(), ballot.check());
    Ok((Staged { pool, nullifier, check, sealed }, Tracker::of(ballot.leaf())))
}
