//! A plain page is handed in: code and answers in one form. The server does for the respondent
//! what the script would have done, and makes the same rows in two transactions. Everything it
//! draws follows from the page's number and the code, so the same page sent again is the same
//! issue and the same ballot.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::blind::sealed;
use super::survey::{Frozen, broken};
use super::{Issued, Staged, Survey, Taken, door};
use crate::domain::campaigns::{Channel, Standing};
use crate::domain::credentials::door::{Pass, RoomCode, Ticket};
use crate::domain::credentials::plain::{PageSecret, PlainCredential};
use crate::domain::credentials::receipt::Tracker;
use crate::domain::credentials::token::{IssueMark, PoolCode};
use crate::domain::id::PoolId;
use crate::domain::responses::{Answers, FieldError};
use crate::services::{App, Error, Result};

/// What a plain page sends, as it came.
#[derive(Clone, Copy)]
pub struct Plain<'a> {
    /// The page's hidden number.
    pub number: &'a str,
    /// The code, however it was typed.
    pub code: &'a str,
    /// All pairs of the form, the answers among them.
    pub pairs: &'a [(String, String)],
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// The ballot is stored, now or earlier. Its receipt.
    Taken(Tracker),
    /// Something in the form wants mending. Nothing was spent.
    Wanting(Faults),
    /// The code was used by another page, or this page sent other answers before.
    Spent,
    /// Answers are not taken now. Nothing was sent.
    Closed(Standing),
}

/// What wants mending.
#[derive(Debug, Default)]
pub struct Faults {
    /// In the answers.
    pub answers: Vec<FieldError>,
    /// In the code.
    pub code: Option<CodeFault>,
    /// What a room's code was traded for: to hand in by once the rest is mended.
    pub pass: Option<Pass>,
}

impl Faults {
    /// Before anything was looked up.
    fn of(
        answers: Option<Vec<FieldError>>,
        ticket: std::result::Result<Ticket, CodeFault>,
    ) -> Self {
        let answers = answers.unwrap_or_default();
        match ticket {
            Ok(Ticket::Pass(pass)) => Self { answers, code: None, pass: Some(pass) },
            Ok(_) => Self { answers, ..Self::default() },
            Err(code) => Self { answers, code: Some(code), pass: None },
        }
    }
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Nothing was typed.
    Blank,
    /// What was typed is no code, whatever pool it were for.
    Malformed,
    /// No seat of this pool has it.
    Unknown,
    /// No seat is left for those who get one at the door.
    Full,
    /// The pass has ended, or the link has.
    Late,
    /// Another link took the place of this one of the group.
    Replaced,
    /// No room shows this code, or it shows another by now.
    NoRoom,
}

/// Hands a page in. In this order: the window, the answers, the form of the code, and the code
/// itself last, in the statement that spends. The code of a room is traded for a pass on the way.
pub async fn hand_in(app: &App, survey: &Arc<Survey>, page: Plain<'_>) -> Result<Outcome> {
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, &survey.frozen) else {
        return Ok(Outcome::Closed(standing));
    };
    let number: PageSecret = page.number.parse().map_err(|_| Error::Malformed)?;
    let answers = Answers::from_form(page.pairs, &frozen.document);
    let ticket = match RoomCode::parse(page.code).filter(|_| frozen.has(Channel::Venue)) {
        Some(code) => {
            let by_code = door::by_code(app, survey, &number, code).await?;
            by_code.ok_or(CodeFault::NoRoom)
        }
        None => read_code(page.code, survey, frozen, &number),
    };
    let (answers, ticket) = match (answers, ticket) {
        (Ok(answers), Ok(ticket)) => (answers, ticket),
        (answers, ticket) => return Ok(Outcome::Wanting(Faults::of(answers.err(), ticket))),
    };
    let (pool, code) = (survey.pool.id, survey.pool.code);
    let credential = number.derive_by(code, &ticket.written());
    let issue = (ticket, credential.mark);
    let canonical = String::from_utf8(answers.canonical()).map(Zeroizing::new).map_err(broken)?;
    let sheet = Sheet { frozen: Arc::clone(frozen), pool, code, credential, canonical };
    // A task of its own: a browser that goes away in between leaves no seat without its ballot.
    let app = App::clone(app);
    let survey = Arc::clone(survey);
    let task = tokio::spawn(async move { spend_and_stage(&app, &survey, issue, sheet).await });
    task.await.map_err(|_| Error::Busy)?
}

/// What was typed, as a ticket: a code, or a whole link with the code in it, as a group passes it
/// round. In a pool with a group link a code is the group's, and the page's number gives the bits that
/// a script would have drawn.
fn read_code(
    typed: &str,
    survey: &Survey,
    frozen: &Frozen,
    number: &PageSecret,
) -> std::result::Result<Ticket, CodeFault> {
    if typed.trim().is_empty() {
        return Err(CodeFault::Blank);
    }
    let of_a_link = typed.split_once('#').map(|(_, tail)| tail.split('.').next().unwrap_or(tail));
    match Ticket::parse(of_a_link.unwrap_or(typed)) {
        Some(Ticket::Own(code)) if frozen.has(Channel::Group) => {
            let bits = number.pass_bits(survey.pool.code, &code.compact());
            Ok(Ticket::Group(code, bits))
        }
        // Bits come from the page's number here, and from nowhere else.
        Some(Ticket::Group(..) | Ticket::Past(_)) | None => Err(CodeFault::Malformed),
        Some(ticket) => Ok(ticket),
    }
}

/// Answers that wait for their seat.
struct Sheet {
    frozen: Arc<Frozen>,
    pool: PoolId,
    code: PoolCode,
    credential: PlainCredential,
    canonical: Zeroizing<String>,
}

async fn spend_and_stage(
    app: &App,
    survey: &Survey,
    (ticket, mark): (Ticket, IssueMark),
    sheet: Sheet,
) -> Result<Outcome> {
    let late = if matches!(ticket, Ticket::Past(_)) { CodeFault::NoRoom } else { CodeFault::Late };
    let fault = match door::spend(app, survey, &sheet.frozen, ticket, mark).await? {
        Issued::Granted => None,
        Issued::Spent => return Ok(Outcome::Spent),
        Issued::Over => return Ok(Outcome::Closed(Standing::Over)),
        Issued::Unknown => Some(CodeFault::Unknown),
        Issued::Full => Some(CodeFault::Full),
        Issued::Late => Some(late),
        Issued::Replaced => Some(CodeFault::Replaced),
    };
    if fault.is_some() {
        return Ok(Outcome::Wanting(Faults { code: fault, ..Faults::default() }));
    }
    let (staged, tracker) = sign_and_seal(app, sheet).await?;
    Ok(match app.respondents.stage(staged).await? {
        Taken::Kept => Outcome::Taken(tracker),
        Taken::Other => Outcome::Spent,
        Taken::Over => Outcome::Closed(Standing::Over),
    })
}

async fn sign_and_seal(app: &App, sheet: Sheet) -> Result<(Staged, Tracker)> {
    app.respondents.bench.run(move || signed_and_sealed(sheet)).await?
}

fn signed_and_sealed(sheet: Sheet) -> Result<(Staged, Tracker)> {
    let Sheet { frozen, pool, code, credential, canonical } = sheet;
    let ballot = credential.sign(&frozen.issuer, code, canonical).map_err(broken)?;
    if !ballot.is_signed(frozen.issuer.public(), code) {
        return Err(broken("a signature that does not verify"));
    }
    sealed(pool, &ballot, &frozen, code)
}
