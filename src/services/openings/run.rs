//! A run of an opening, pool by pool: pass zero checks every row, pass one writes sheets, pass two
//! writes texts, then one transaction closes the pool. Whatever happens before that transaction
//! leaves nothing behind: the keys of sheets and texts reach the disk just before it, and a run that
//! begins anew deletes the rows and the keys of the one before. Its steps are public so that a test can stop
//! between any two.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::super::{App, Error, Result};
use super::keys::{drop_earlier_keys, key_names, laid};
use super::lease::Lease;
use super::{READ_CHUNK, run_line};
use crate::domain::audit::hex;
use crate::domain::credentials::ballot::{Leaf, Nonce};
use crate::domain::credentials::issuer::{IssuerPublic, Signature};
use crate::domain::credentials::receipt::LeafList;
use crate::domain::id::{CredentialId, PoolId, SheetId, TextId};
use crate::domain::openings::checking::Checker;
use crate::domain::openings::standing::Pool;
use crate::domain::openings::{Matter, OpeningRefusal, Side, Step, Verdict, order, verdict};
use crate::domain::questionnaires::{Code, Document};
use crate::domain::responses::Answers;
use crate::domain::sealing::{OpeningKey, SecretKey};
use crate::store::db::Unrecorded;
use crate::store::openings::{Totals, rows};
use crate::store::{self, Tx};

/// Rows written in one transaction.
const WRITE_CHUNK: usize = 1000;
/// A pool with the closing keys of its ballots.
pub struct Unlocked {
    /// Where sheets and texts go.
    pub pool: Pool,
    /// Whose ballots: the pool's own, or those of the members of a joint pool.
    pub members: Vec<(Pool, OpeningKey)>,
}

impl Unlocked {
    /// A pool that opens by itself.
    pub fn alone(pool: Pool, key: OpeningKey) -> Self {
        Self { members: vec![(pool.clone(), key)], pool }
    }
}

/// Runs the passes for all unlocked pools. Nothing is opened as long as one pool waits for two
/// persons' reasons: all pools of a campaign open together.
pub async fn run(app: &App, lease: &Lease, unlocked: Vec<Unlocked>) -> Result<()> {
    let mut checked = Vec::new();
    for unlocked in unlocked {
        let work = Work::prepare(app, lease, unlocked).await?;
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
    member: u16,
    texts: u16,
    leaf: Leaf,
    nonce: Nonce,
    signature: Signature,
}

/// What pass zero found.
pub struct Found {
    good: Vec<Good>,
    /// By member.
    spoiled: Vec<u32>,
    /// How many good ballots each question was asked of.
    reached: HashMap<Code, u32>,
}

impl Found {
    fn reach(&mut self, answers: &Answers, document: &Document) {
        for question in document.questions.iter().filter(|it| answers.asks(it, document)) {
            *self.reached.entry(question.code.clone()).or_default() += 1;
        }
    }

    fn reached(&self, question: &Code) -> u32 {
        self.reached.get(question).copied().unwrap_or(0)
    }

    fn ballots(&self) -> u32 {
        u32::try_from(self.good.len()).unwrap_or(u32::MAX)
    }

    fn spoiled(&self) -> u32 {
        self.spoiled.iter().sum()
    }

    fn ballots_of(&self, member: u16) -> u32 {
        let own = self.good.iter().filter(|good| good.member == member);
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    }
}

/// The work on one population, with the keys of this run: a pool by itself, or pools that open
/// as one. Sheets and texts of a joint opening know nothing of the pool they came from.
pub struct Work {
    pool: Pool,
    members: Vec<Member>,
    /// What the members were asked in common, where it is not all that each was asked.
    common: Option<Document>,
    sheet_key: SecretKey,
    text_key: SecretKey,
}

/// A pool whose ballots are read.
struct Member {
    pool: Pool,
    checker: Checker,
    credential_key: SecretKey,
}

impl Work {
    /// Deletes what an earlier run left, and draws new keys.
    pub async fn prepare(app: &App, lease: &Lease, unlocked: Unlocked) -> Result<Self> {
        let Unlocked { pool, members: keys } = unlocked;
        let mut tx = app.db.begin("openings.prepare").await?;
        lease.hold(app, &mut tx).await?;
        rows::delete_run(&mut tx, pool.id).await?;
        let common = document(&mut tx, pool.version.ok_or(Error::Missing)?).await?;
        let mut members = Vec::new();
        for (member, key) in keys {
            let document = document(&mut tx, member.version.ok_or(Error::Missing)?).await?;
            let spki = member.issuer_spki.as_deref().ok_or(Error::Missing)?;
            let issuer = IssuerPublic::from_spki(spki).map_err(broken)?;
            let checker = Checker { code: member.code, key, issuer, document };
            let credential_key = SecretKey::draw(app.chance);
            members.push(Member { pool: member, checker, credential_key });
        }
        let codes = members.iter().map(|member| member.pool.code);
        drop_earlier_keys(app, lease, key_names(pool.code, codes))?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        let (sheet_key, text_key) = (SecretKey::draw(app.chance), SecretKey::draw(app.chance));
        let common = pool.is_joint.then_some(common);
        Ok(Self { pool, members, common, sheet_key, text_key })
    }

    /// Pass zero: checks every row, and that they are the ones that were counted.
    pub async fn check(&self, app: &App, lease: &Lease) -> Result<Found> {
        let (good, spoiled) = (Vec::new(), vec![0; self.members.len()]);
        let mut found = Found { good, spoiled, reached: HashMap::new() };
        let mut leaves = HashSet::new();
        for place in 0..self.members.len() {
            self.check_member(app, lease, place, &mut leaves, &mut found).await?;
        }
        Ok(found)
    }

    async fn check_member(
        &self,
        app: &App,
        lease: &Lease,
        place: usize,
        leaves: &mut HashSet<Leaf>,
        found: &mut Found,
    ) -> Result<()> {
        let member = &self.members[place];
        let counted = member.pool.standing.as_ref().ok_or(Error::Missing)?;
        // Growing as they come, a hundred thousand would take twice their room at times.
        found.good.reserve_exact(usize::try_from(counted.staged).unwrap_or_default());
        let (mut hasher, mut last, mut rows_read) = (Sha256::new(), Vec::new(), 0);
        loop {
            let mut tx = app.db.begin("openings.check").await?;
            lease.hold(app, &mut tx).await?;
            let chunk = rows::staged_after(&mut tx, member.pool.id, &last, READ_CHUNK).await?;
            tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
            let Some(end) = chunk.last() else { break };
            last.clone_from(&end.nf);
            for row in &chunk {
                hasher.update(&row.nf);
                rows_read += 1;
                match member.checker.read(row) {
                    // Two ballots with one leaf had one salt: whoever made them holds two seats,
                    // and a list of leaves in which one stands twice is none.
                    Ok((ballot, answers)) if leaves.insert(ballot.leaf()) => {
                        found.reach(&answers, &member.checker.document);
                        let texts = self.kept(answers).text_count();
                        found.good.push(Good {
                            member: u16::try_from(place).unwrap_or(u16::MAX),
                            texts: u16::try_from(texts).unwrap_or(u16::MAX),
                            leaf: ballot.leaf(),
                            nonce: ballot.nonce.clone(),
                            signature: ballot.signature,
                        });
                    }
                    _ => found.spoiled[place] += 1,
                }
            }
            tokio::task::yield_now().await;
        }
        if counted.staged_hash == hex(&hasher.finalize()) && counted.staged == rows_read {
            Ok(())
        } else {
            Err(OpeningRefusal::StagingChanged.into())
        }
    }

    /// What a joint opening keeps of a ballot's answers; by itself a pool keeps all.
    fn kept(&self, answers: Answers) -> Answers {
        match &self.common {
            Some(common) => answers.within(common),
            None => answers,
        }
    }

    /// Decides what becomes of the pool, and records where it stops.
    pub async fn judge(&self, app: &App, lease: &Lease, found: &Found) -> Result<Verdict> {
        let mut tx = app.db.begin("openings.judge").await?;
        lease.hold(app, &mut tx).await?;
        let accepted = self.accepted(&mut tx).await?;
        let verdict = verdict(found.ballots(), found.spoiled(), accepted, self.pool.later);
        let step = match verdict {
            Verdict::Opens => {
                tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
                return Ok(verdict);
            }
            Verdict::Stops => Step::Spoiled,
            Verdict::TooFew if self.pool.is_joint => {
                // Its members stand by themselves again, each with its own ways on.
                super::joint::dissolve(&mut tx, self.members.iter().map(|it| &it.pool)).await?;
                let line = run_line(app, lease, "openings.joint_dissolved", self.pool.id);
                tx.commit(line).await?;
                return Ok(verdict);
            }
            Verdict::TooFew => Step::TooFew,
        };
        let spoiled = found.spoiled();
        if self.noted_spoiled() != Some(spoiled) {
            // The reasons were about another number of ballots.
            store::openings::forget_decisions(&mut tx, self.pool.id, Matter::Spoiled).await?;
        }
        store::openings::note_spoiled(&mut tx, self.pool.id, spoiled, step).await?;
        let line = run_line(app, lease, "openings.stopped", self.pool.id);
        tx.commit(line.with(format!("step={step} spoiled={spoiled}"))).await?;
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
                let text = answers.nth_text(usize::from(block.nth), |code| found.reached(code));
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
        let good = &found.good[usize::try_from(place).expect("a place fits")];
        let member = &self.members[usize::from(good.member)];
        let nf = good.nonce.nullifier();
        let row = rows::staged(tx, member.pool.id, nf.as_bytes()).await?;
        let read = member.checker.read(&row);
        let (_, answers) = read.map_err(|_| OpeningRefusal::StagingChanged)?;
        Ok(self.kept(answers))
    }

    /// The last step of the run: keys to the disk, then leaves, credentials and totals at once.
    pub async fn close(&self, app: &App, lease: &Lease, mut found: Found) -> Result<()> {
        let list = LeafList::of(found.good.iter().map(|good| good.leaf).collect());
        let list = list.map_err(broken)?;
        let leaf_hash = hex(&list.hash());
        let mut tx = app.db.begin("openings.close").await?;
        lease.hold(app, &mut tx).await?;
        self.lay_keys(app, lease)?;
        store::openings::note_keys(&mut tx, self.pool.id, lease.run).await?;
        for leaf in list.leaves() {
            rows::insert_leaf(&mut tx, self.pool.id, leaf.as_bytes()).await?;
        }
        found.good.sort_unstable_by(|one, other| one.nonce.as_bytes().cmp(other.nonce.as_bytes()));
        for place in 0..self.members.len() {
            self.close_member(app, &mut tx, &found, place).await?;
        }
        let (ballots, spoiled) = (found.ballots(), found.spoiled());
        let totals = Totals { ballots, spoiled, leaf_hash: &leaf_hash };
        store::openings::mark_opened(&mut tx, self.pool.id, &totals, app.now()).await?;
        store::openings::note_settled(&mut tx, self.pool.id, app.now()).await?;
        store::openings::note_spoiled(&mut tx, self.pool.id, spoiled, Step::Opened).await?;
        let detail = format!("ballots={ballots} spoiled={spoiled} leaves={leaf_hash}");
        let line = run_line(app, lease, "openings.opened", self.pool.id).with(detail);
        Ok(tx.commit(line).await?)
    }

    /// The credentials of one pool's ballots, in the order of their nonces; of the member of a
    /// joint pool also its counts.
    async fn close_member(
        &self,
        app: &App,
        tx: &mut Tx,
        found: &Found,
        place: usize,
    ) -> Result<()> {
        let member = &self.members[place];
        let number = u16::try_from(place).unwrap_or(u16::MAX);
        let ballots = found.ballots_of(number);
        let ids = order::ascending_ids(usize::try_from(ballots).unwrap_or(usize::MAX), || {
            CredentialId::draw(app.chance)
        });
        let own = found.good.iter().filter(|good| good.member == number);
        for (good, id) in own.zip(ids) {
            let open = Zeroizing::new(
                [good.nonce.as_bytes().as_slice(), good.signature.as_bytes().as_slice()].concat(),
            );
            let sealed = member.credential_key.seal(app.chance, &aad(member.pool.id, &id), &open);
            rows::insert_credential(tx, member.pool.id, id, sealed).await?;
        }
        if self.pool.is_joint {
            let counts = (ballots, found.spoiled[place]);
            store::openings::joint::mark_joined(tx, member.pool.id, counts, app.now()).await?;
            store::openings::note_settled(tx, member.pool.id, app.now()).await?;
        }
        Ok(())
    }

    /// Lays the keys of this run on the disk, under names of its own.
    pub fn lay_keys(&self, app: &App, lease: &Lease) -> Result<()> {
        let keys = [&self.sheet_key, &self.text_key]
            .into_iter()
            .chain(self.members.iter().map(|member| &member.credential_key));
        let codes = self.members.iter().map(|member| member.pool.code);
        for (name, key) in key_names(self.pool.code, codes).zip(keys) {
            app.keys.put_fleeting(&laid(&name, lease.run), key.expose()).map_err(broken)?;
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

fn json(value: &impl serde::Serialize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(serde_json::to_vec(value).expect("codes and texts are JSON"))
}

/// Something that is ours to mend.
pub fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Broken(Box::new(error))
}
