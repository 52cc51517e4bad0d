//! The one who knows. Every row that stands for one person or one ballot has a random key; the
//! truth gives each key the place of arrival it belongs to. Attackers hand in keys in some order
//! and get labels back; what they look at holds no label.

use std::collections::HashMap;

use wenlian::domain::credentials::ballot::{Ballot, Nonce};
use wenlian::domain::credentials::door::{Ticket, group_hash};
use wenlian::domain::responses::DetachedText;
use wenlian::domain::sealing::{OpeningKey, SecretKey};

use super::world::{World, number_in, number_of};
use crate::harness::TestApp;
use crate::harness::scenes::ScenePool;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The moment at which a ballot came, whoever sent it.
    Moment,
    /// A person's right to answer.
    Seat,
    /// The code in the invitation.
    Token,
    /// The code in the reminder.
    NewerToken,
    /// Which mail carried the code of the invitation.
    MailToken,
    /// Which mail carried the code of the reminder.
    NewerMailToken,
    /// An encrypted address.
    Address,
    /// The outbox row of the reminder.
    Reminder,
    /// A sealed ballot.
    Staged,
    /// The closed answers of an opened ballot.
    Sheet,
    /// Its suggestion.
    Suggestion,
    /// Its remark: the second text of the same ballot.
    Remark,
    /// What its receipt is compared with.
    Leaf,
    /// Its nonce and signature, for the auditor.
    Credential,
}

/// Kinds that lead to a person, or to the moment of arrival.
pub const PEOPLE: [Kind; 9] = [
    Kind::Moment,
    Kind::Seat,
    Kind::Token,
    Kind::NewerToken,
    Kind::MailToken,
    Kind::NewerMailToken,
    Kind::Address,
    Kind::Reminder,
    Kind::Staged,
];
/// Kinds that lead to answers or to what was published of them.
pub const ANSWERS: [Kind; 5] =
    [Kind::Sheet, Kind::Suggestion, Kind::Remark, Kind::Leaf, Kind::Credential];

impl Kind {
    /// How many columns a row has, and which of the first two is the key.
    pub fn shape(self) -> (usize, usize) {
        match self {
            // No row of a table.
            Self::Moment => (0, 0),
            Self::Seat => (5, 0),
            Self::Token | Self::NewerToken | Self::MailToken | Self::NewerMailToken => (2, 0),
            Self::Address => (6, 0),
            Self::Reminder => (12, 0),
            Self::Staged => (4, 1),
            Self::Sheet | Self::Suggestion | Self::Remark | Self::Credential => (3, 1),
            Self::Leaf => (2, 1),
        }
    }
}

/// What a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What its row stands for.
    pub kind: Kind,
    /// The pool, by place.
    pub pool: usize,
    /// The place of arrival.
    pub label: usize,
}

impl Subject {
    /// A code stands in two tables of the same shape: beside its seat, and beside the mail that
    /// carried it.
    fn beside(self, second: Option<Self>) -> Self {
        let is_seat = second.is_some_and(|second| second.kind == Kind::Seat);
        if is_seat { self } else { self.in_the_mail() }
    }

    /// The code's row beside its mail; anything else is what it is.
    pub fn in_the_mail(self) -> Self {
        let kind = match self.kind {
            Kind::Token => Kind::MailToken,
            Kind::NewerToken => Kind::NewerMailToken,
            other => other,
        };
        Self { kind, ..self }
    }
}

/// All keys.
#[derive(Default)]
pub struct Truth {
    by_key: HashMap<Vec<u8>, Subject>,
}

impl Truth {
    /// What a key belongs to, if the row has the right shape for it.
    pub fn of(&self, columns: usize, first: [&[u8]; 2]) -> Option<Subject> {
        let known = first.into_iter().enumerate().filter_map(|(place, key)| {
            let subject = self.by_key.get(key)?.beside(self.of_key(first[1]));
            (subject.kind.shape() == (columns, place)).then_some(subject)
        });
        known.into_iter().next()
    }

    /// What a key belongs to.
    pub fn of_key(&self, key: &[u8]) -> Option<Subject> {
        self.by_key.get(key).copied()
    }

    /// Learns what a key belongs to.
    pub fn note(&mut self, key: impl Into<Vec<u8>>, kind: Kind, pool: usize, label: usize) {
        let earlier = self.by_key.insert(key.into(), Subject { kind, pool, label });
        assert!(earlier.is_none(), "a key stands for one thing");
    }

    /// All keys, and what each belongs to.
    pub fn all(&self) -> impl Iterator<Item = (&[u8], Subject)> {
        self.by_key.iter().map(|(key, subject)| (key.as_slice(), *subject))
    }

    /// The key of a kind that belongs to someone.
    pub fn key_of(&self, wanted: Subject) -> &[u8] {
        self.by_key.iter().find(|(_, subject)| **subject == wanted).unwrap().0
    }

    /// Learns who is who: seats, tokens, addresses and mails.
    pub async fn learn_people(&mut self, world: &World) {
        let mut tx = world.app.app.db.read("audit.people").await.unwrap();
        let tokens = tx.all::<(Vec<u8>, String), 0>("SELECT h, seat FROM token", []).await.unwrap();
        let seat_of: HashMap<_, _> = tokens.into_iter().collect();
        let key = world.app.app.keys.token_key();
        let hash = |token: &str| match Ticket::parse(token).unwrap() {
            Ticket::Own(token) => token.hash(&key).as_bytes().to_vec(),
            Ticket::Group(code, bits) => group_hash(&key, &code, &bits).as_bytes().to_vec(),
            Ticket::Pass(pass) | Ticket::Past(pass) => pass.hash(&key).as_bytes().to_vec(),
        };
        let mut label_of = HashMap::new();
        for (pool, people) in world.people.iter().enumerate() {
            for (label, person) in people.iter().enumerate() {
                let h = hash(&person.token);
                let seat = seat_of[&h].clone();
                self.note(h, Kind::Token, pool, label);
                if let Some(newer) = &person.reminded {
                    assert_eq!(seat_of[&hash(newer)], seat);
                    self.note(hash(newer), Kind::NewerToken, pool, label);
                }
                self.note(seat.clone(), Kind::Seat, pool, label);
                label_of.insert(seat, (pool, label));
            }
        }
        for (kind, sql) in [
            (Kind::Address, "SELECT id, seat FROM address"),
            (Kind::Reminder, "SELECT id, seat FROM invitation_mail WHERE kind = 'reminder'"),
        ] {
            for (id, seat) in tx.all::<(String, String), 0>(sql, []).await.unwrap() {
                let (pool, label) = label_of[&seat];
                self.note(id, kind, pool, label);
            }
        }
    }

    /// Learns of each sealed ballot whose it is; gives what it holds, in the order of arrival.
    pub async fn learn_ballots(
        &mut self,
        world: &World,
        place: usize,
        key: &OpeningKey,
    ) -> Vec<Ballot> {
        let mut ballots = world.ballots(&world.scene.pools[place], key).await;
        ballots.sort_by_key(|ballot| number_in(&ballot.answers));
        for (label, ballot) in ballots.iter().enumerate() {
            assert_eq!(number_in(&ballot.answers), label);
            self.note(*ballot.nullifier().as_bytes(), Kind::Staged, place, label);
            self.note(*ballot.leaf().as_bytes(), Kind::Leaf, place, label);
        }
        ballots
    }

    /// Learns of each opened row what it says.
    pub async fn learn_answers(&mut self, world: &World, place: usize) {
        let (app, pool) = (&world.app, &world.scene.pools[place]);
        for (id, open) in opened(app, pool, "sheet").await {
            self.note(id, Kind::Sheet, place, number_of(&serde_json::from_slice(&open).unwrap()));
        }
        for (id, open) in opened(app, pool, "text").await {
            let text: DetachedText = serde_json::from_slice(&open).unwrap();
            let kind =
                if text.text.starts_with("建议") { Kind::Suggestion } else { Kind::Remark };
            self.note(id, kind, place, number_in(&text.text));
        }
        for (id, open) in opened(app, pool, "credential").await {
            let nonce = Nonce::from(<[u8; 32]>::try_from(&open[..32]).unwrap());
            let label = self.by_key[nullifier(&nonce).as_slice()].label;
            self.note(id, Kind::Credential, place, label);
        }
    }
}

fn nullifier(nonce: &Nonce) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new().chain_update(b"nf1").chain_update(nonce.as_bytes()).finalize().into()
}

/// The opened rows of a table with their keys, under the key that lies beside them.
pub async fn opened(
    app: &TestApp,
    pool: &ScenePool,
    table: &'static str,
) -> Vec<(String, Vec<u8>)> {
    let names = app.keys_named(&format!("{table}-{}", pool.code));
    let key = app.app.keys.fleeting(&names[0]).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let sql = match table {
        "sheet" => "SELECT id, sealed FROM sheet WHERE pool = $1",
        "text" => "SELECT id, sealed FROM text WHERE pool = $1",
        _ => "SELECT id, sealed FROM credential WHERE pool = $1",
    };
    let mut tx = app.app.db.read("audit.opened").await.unwrap();
    let rows = tx.all::<(String, Vec<u8>), 1>(sql, [pool.id.into()]).await.unwrap();
    let aad = |id: &str| format!("{} {id}", pool.id).into_bytes();
    rows.into_iter()
        .map(|(id, sealed)| {
            let open = key.open(&aad(&id), &sealed).unwrap().to_vec();
            (id, open)
        })
        .collect()
}
