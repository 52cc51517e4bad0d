//! A run of an opening, pool by pool: pass zero checks every row, pass one writes sheets, pass two
//! writes texts, then one transaction closes the pool. Whatever happens before that transaction
//! leaves nothing behind: the keys of sheets and texts reach the disk only with it, and a run that
//! begins anew deletes the rows of the one before. Its steps are public so that a test can stop
//! between any two.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::super::{App, Error, Result};
use super::{READ_CHUNK, run_line};
use crate::domain::audit::{By, hex};
use crate::domain::credentials::ballot::{Leaf, Nonce};
use crate::domain::credentials::issuer::{IssuerPublic, Signature};
use crate::domain::credentials::receipt::LeafList;
use crate::domain::id::{CampaignId, CredentialId, PoolId, SheetId, TextId};
use crate::domain::openings::checking::Checker;
use crate::domain::openings::standing::Pool;
use crate::domain::openings::{Matter, OpeningRefusal, Side, Step, Verdict, order, verdict};
use crate::domain::questionnaires::Document;
use crate::domain::responses::Answers;
use crate::domain::sealing::{OpeningKey, SecretKey};
use crate::store::db::Unrecorded;
use crate::store::openings::{Totals, rows};
use crate::store::{self, Tx};

/// Rows written in one transaction.
const WRITE_CHUNK: usize = 1000;
/// How long a run that writes nothing is waited for. Crashed ones are let go after this.
const LEASE_MINUTES: i64 = 5;

/// The right to run the ceremony of a campaign. A run that was overtaken writes nothing more.
#[derive(Debug)]
pub struct Lease {
    /// The campaign.
    pub campaign: CampaignId,
    /// On whose behalf.
    pub by: By,
    run: i64,
}

impl Lease {
    /// Takes it, unless a run is under way.
    pub async fn take(app: &App, campaign: CampaignId, by: By) -> Result<Self> {
        let until = app.now().plus_minutes(LEASE_MINUTES);
        let person = match by {
            By::Person(person) => Some(person),
            By::Program => None,
        };
        let mut tx = app.db.begin("openings.lease").await?;
        let run = store::openings::take_lease(&mut tx, campaign, person, app.now(), until).await?;
        let run = run.ok_or(OpeningRefusal::Running)?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        Ok(Self { campaign, by, run })
    }

    /// Holds it longer, in the transaction of whatever is written.
    pub async fn hold(&self, app: &App, tx: &mut Tx) -> Result<()> {
        let until = app.now().plus_minutes(LEASE_MINUTES);
        let held = store::openings::hold_lease(tx, self.campaign, self.run, until).await?;
        if held { Ok(()) } else { Err(Error::Stale) }
    }

    /// Lets it go.
    pub async fn let_go(&self, app: &App) -> Result<()> {
        let mut tx = app.db.begin("openings.let_go").await?;
        store::openings::hold_lease(&mut tx, self.campaign, self.run, app.now()).await?;
        Ok(tx.commit_unrecorded(Unrecorded::OpeningChunk).await?)
    }
}

/// A pool with its closing key.
pub struct Unlocked {
    /// The pool.
    pub pool: Pool,
    /// The key, in memory only.
    pub key: OpeningKey,
}

/// Runs the passes for all unlocked pools. Nothing is opened as long as one pool waits for two
/// persons' reasons: all pools of a campaign open together.
pub async fn run(app: &App, lease: &Lease, unlocked: Vec<Unlocked>) -> Result<()> {
    let mut checked = Vec::new();
    for Unlocked { pool, key } in unlocked {
        let work = Work::prepare(app, pool, key).await?;
        let found = work.check(app, lease).await?;
        let verdict = work.judge(app, lease, &found).await?;
        checked.push((work, found, verdict));
    }
    if checked.iter().any(|(_, _, verdict)| *verdict == Verdict::Stops) {
        return Ok(());
    }
    for (work, found, verdict) in checked {
        if verdict == Verdict::Opens {
            work.write_sheets(app, lease, &found).await?;
            work.write_texts(app, lease, &found).await?;
            work.close(app, lease, found).await?;
        }
    }
    Ok(())
}

/// A ballot that counts, as far as it is remembered between the passes: no answer is.
struct Good {
    nf: Vec<u8>,
    texts: u16,
    leaf: Leaf,
    nonce: Nonce,
    signature: Signature,
}

/// What pass zero found.
pub struct Found {
    good: Vec<Good>,
    spoiled: u32,
}

impl Found {
    fn ballots(&self) -> u32 {
        u32::try_from(self.good.len()).unwrap_or(u32::MAX)
    }
}

/// The work on one pool, with the keys of this run.
pub struct Work {
    pool: Pool,
    checker: Checker,
    sheet_key: SecretKey,
    text_key: SecretKey,
    credential_key: SecretKey,
}

impl Work {
    /// Deletes what an earlier run left, and draws new keys.
    pub async fn prepare(app: &App, pool: Pool, key: OpeningKey) -> Result<Self> {
        let mut tx = app.db.begin("openings.prepare").await?;
        let version = pool.version.ok_or(Error::Missing)?;
        let document = document(&mut tx, version).await?;
        rows::delete_run(&mut tx, pool.id).await?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        for kind in ["sheet", "text", "credential"] {
            app.keys.destroy_fleeting(&format!("{kind}-{}", pool.code)).map_err(broken)?;
        }
        let spki = pool.issuer_spki.as_deref().ok_or(Error::Missing)?;
        let issuer = IssuerPublic::from_spki(spki).map_err(broken)?;
        let checker = Checker { code: pool.code, key, issuer, document };
        let draw = || SecretKey::draw(app.chance);
        let (sheet_key, text_key, credential_key) = (draw(), draw(), draw());
        Ok(Self { pool, checker, sheet_key, text_key, credential_key })
    }

    /// Pass zero: checks every row, and that they are the ones that were counted.
    pub async fn check(&self, app: &App, lease: &Lease) -> Result<Found> {
        let mut found = Found { good: Vec::new(), spoiled: 0 };
        let (mut leaves, mut hasher, mut last) = (HashSet::new(), Sha256::new(), Vec::new());
        loop {
            let mut tx = app.db.begin("openings.check").await?;
            lease.hold(app, &mut tx).await?;
            let chunk = rows::staged_after(&mut tx, self.pool.id, &last, READ_CHUNK).await?;
            tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
            let Some(end) = chunk.last() else { break };
            last.clone_from(&end.nf);
            for row in &chunk {
                hasher.update(&row.nf);
                match self.checker.read(row) {
                    // Two ballots with one leaf had one salt: whoever made them holds two seats,
                    // and a list of leaves in which one stands twice is none.
                    Ok((ballot, answers)) if leaves.insert(ballot.leaf()) => {
                        found.good.push(Good {
                            nf: row.nf.clone(),
                            texts: u16::try_from(answers.text_count()).unwrap_or(u16::MAX),
                            leaf: ballot.leaf(),
                            nonce: ballot.nonce.clone(),
                            signature: ballot.signature,
                        });
                    }
                    _ => found.spoiled += 1,
                }
            }
            tokio::task::yield_now().await;
        }
        self.compare_with_count(&found, &hex(&hasher.finalize()))?;
        Ok(found)
    }

    fn compare_with_count(&self, found: &Found, hash: &str) -> Result<()> {
        let counted = self.pool.standing.as_ref().ok_or(Error::Missing)?;
        if counted.staged_hash == hash && counted.staged == found.ballots() + found.spoiled {
            Ok(())
        } else {
            Err(OpeningRefusal::StagingChanged.into())
        }
    }

    /// Decides what becomes of the pool, and records where it stops.
    pub async fn judge(&self, app: &App, lease: &Lease, found: &Found) -> Result<Verdict> {
        let mut tx = app.db.begin("openings.judge").await?;
        lease.hold(app, &mut tx).await?;
        let verdict = verdict(found.ballots(), found.spoiled, self.accepted(&mut tx).await?);
        let step = match verdict {
            Verdict::Opens => {
                tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
                return Ok(verdict);
            }
            Verdict::Stops => Step::Spoiled,
            Verdict::TooFew => Step::TooFew,
        };
        if self.noted_spoiled() != Some(found.spoiled) {
            // The reasons were about another number of ballots.
            store::openings::forget_decisions(&mut tx, self.pool.id, Matter::Spoiled).await?;
        }
        store::openings::note_spoiled(&mut tx, self.pool.id, found.spoiled, step).await?;
        let line = run_line(app, lease, "openings.stopped", self.pool.id);
        tx.commit(line.with(format!("step={step} spoiled={}", found.spoiled))).await?;
        Ok(verdict)
    }

    fn noted_spoiled(&self) -> Option<u32> {
        self.pool.standing.as_ref().and_then(|standing| standing.spoiled)
    }

    /// How many spoiled ballots two persons gave their reasons for.
    async fn accepted(&self, tx: &mut Tx) -> Result<Option<u32>> {
        let decisions = store::openings::decisions(tx, self.pool.id).await?;
        let decided =
            |side: Side| decisions.iter().any(|it| it.matter == Matter::Spoiled && it.side == side);
        let both = Side::ALL.iter().all(|side| decided(*side));
        Ok(self.noted_spoiled().filter(|_| both))
    }

    /// Pass one: sheets in the order of their ids, over rows in random order.
    pub async fn write_sheets(&self, app: &App, lease: &Lease, found: &Found) -> Result<()> {
        let places = order::permuted(found.good.len(), app.chance);
        let ids = order::ascending_ids(places.len(), || SheetId::draw(app.chance));
        for (places, ids) in places.chunks(WRITE_CHUNK).zip(ids.chunks(WRITE_CHUNK)) {
            let mut sealed = Vec::with_capacity(ids.len());
            let mut tx = app.db.read("openings.read_for_sheets").await?;
            for (place, id) in places.iter().zip(ids) {
                let answers = self.read_again(&mut tx, found, *place).await?;
                let sheet = json(&answers.sheet());
                sealed.push((*id, self.sheet_key.seal(app.chance, &self.aad(id), &sheet)));
            }
            drop(tx);
            let mut tx = app.db.begin("openings.write_sheets").await?;
            lease.hold(app, &mut tx).await?;
            for (id, sealed) in sealed {
                rows::insert_sheet(&mut tx, self.pool.id, id, sealed).await?;
            }
            tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        }
        Ok(())
    }

    /// Pass two: texts in the order of their ids, over (row, block) pairs in a random order of
    /// their own; a row is decrypted again for each of its blocks.
    pub async fn write_texts(&self, app: &App, lease: &Lease, found: &Found) -> Result<()> {
        let counts = found.good.iter().map(|good| good.texts);
        let blocks = order::permuted_blocks(counts, app.chance);
        let ids = order::ascending_ids(blocks.len(), || TextId::draw(app.chance));
        for (blocks, ids) in blocks.chunks(WRITE_CHUNK).zip(ids.chunks(WRITE_CHUNK)) {
            let mut sealed = Vec::with_capacity(ids.len());
            let mut tx = app.db.read("openings.read_for_texts").await?;
            for (block, id) in blocks.iter().zip(ids) {
                let answers = self.read_again(&mut tx, found, block.row).await?;
                let text = answers.nth_text(usize::from(block.nth), found.ballots());
                let text = json(&text.ok_or(OpeningRefusal::StagingChanged)?);
                sealed.push((*id, self.text_key.seal(app.chance, &self.aad(id), &text)));
            }
            drop(tx);
            let mut tx = app.db.begin("openings.write_texts").await?;
            lease.hold(app, &mut tx).await?;
            for (id, sealed) in sealed {
                rows::insert_text(&mut tx, self.pool.id, id, sealed).await?;
            }
            tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        }
        Ok(())
    }

    async fn read_again(&self, tx: &mut Tx, found: &Found, place: u32) -> Result<Answers> {
        let place = usize::try_from(place).expect("a place fits");
        let row = rows::staged(tx, self.pool.id, &found.good[place].nf).await?;
        let (_, answers) = self.checker.read(&row).map_err(|_| OpeningRefusal::StagingChanged)?;
        Ok(answers)
    }

    /// The last step of the run: keys to the disk, then leaves, credentials and totals at once.
    pub async fn close(&self, app: &App, lease: &Lease, mut found: Found) -> Result<()> {
        let list = LeafList::of(found.good.iter().map(|good| good.leaf).collect());
        let list = list.map_err(broken)?;
        let leaf_hash = hex(&list.hash());
        self.keep_keys(app)?;
        let mut tx = app.db.begin("openings.close").await?;
        lease.hold(app, &mut tx).await?;
        for leaf in list.leaves() {
            rows::insert_leaf(&mut tx, self.pool.id, leaf.as_bytes()).await?;
        }
        found.good.sort_unstable_by(|one, other| one.nonce.as_bytes().cmp(other.nonce.as_bytes()));
        let ids = order::ascending_ids(found.good.len(), || CredentialId::draw(app.chance));
        for (good, id) in found.good.iter().zip(ids) {
            let open = Zeroizing::new(
                [good.nonce.as_bytes().as_slice(), good.signature.as_bytes().as_slice()].concat(),
            );
            let sealed = self.credential_key.seal(app.chance, &self.aad(&id), &open);
            rows::insert_credential(&mut tx, self.pool.id, id, sealed).await?;
        }
        let totals =
            Totals { ballots: found.ballots(), spoiled: found.spoiled, leaf_hash: &leaf_hash };
        store::openings::mark_opened(&mut tx, self.pool.id, &totals, app.now()).await?;
        store::openings::note_settled(&mut tx, self.pool.id, app.now()).await?;
        store::openings::note_spoiled(&mut tx, self.pool.id, found.spoiled, Step::Opened).await?;
        let detail =
            format!("ballots={} spoiled={} leaves={leaf_hash}", totals.ballots, totals.spoiled);
        let line = run_line(app, lease, "openings.opened", self.pool.id).with(detail);
        Ok(tx.commit(line).await?)
    }

    fn keep_keys(&self, app: &App) -> Result<()> {
        let code = self.pool.code;
        for (kind, key) in [
            ("sheet", &self.sheet_key),
            ("text", &self.text_key),
            ("credential", &self.credential_key),
        ] {
            app.keys.put_fleeting(&format!("{kind}-{code}"), key.expose()).map_err(broken)?;
        }
        Ok(())
    }

    fn aad(&self, id: &impl std::fmt::Display) -> Vec<u8> {
        aad(self.pool.id, id)
    }
}

/// What a sealed sheet, text or credential is bound to.
pub fn aad(pool: PoolId, id: &impl std::fmt::Display) -> Vec<u8> {
    format!("{pool} {id}").into_bytes()
}

/// The frozen questionnaire of a pool.
pub async fn document(tx: &mut Tx, version: crate::domain::id::VersionId) -> Result<Document> {
    let stored = store::openings::document(tx, version).await?;
    serde_json::from_str(&stored).map_err(broken)
}

/// A key file with 32 bytes.
pub fn secret_key(app: &App, name: &str) -> Result<SecretKey> {
    let bytes = app.keys.fleeting(name).map_err(|_| OpeningRefusal::KeyMissing)?;
    Ok(SecretKey::from_bytes(&bytes).map_err(|_| OpeningRefusal::KeyMissing)?)
}

fn json(value: &impl serde::Serialize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(serde_json::to_vec(value).expect("codes and texts are JSON"))
}

/// Something that is ours to mend.
pub fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Broken(Box::new(error))
}
