//! The model of a pool, and the hand that plays. A seat is spent by the first that asks, and stays
//! with it; a number takes the first answers that come with it, and keeps them. That is all.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use wenlian::domain::chance::Chance;
use wenlian::domain::credentials::issuer::Signature;
use wenlian::domain::credentials::plain::PageSecret;
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::id::PoolId;
use wenlian::domain::questionnaires::Document;
use wenlian::domain::responses::Answers;
use wenlian::services::responses::{Issue, Issued};
use wenlian::web::paths;

use super::lists::Operation;
use crate::harness::answering::least_answers;
use crate::harness::blind::Script;
use crate::harness::scenes::LaunchedScene;
use crate::harness::{Browser, Reply, TestApp};

/// Who spent a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spender {
    Script(usize),
    Page(usize),
}

/// A browser with a script.
struct Phone {
    seat: usize,
    script: Script,
    /// What it will answer.
    text: String,
    /// The stamp, once its reply has arrived.
    stamp: Option<Signature>,
    /// What was taken with its number, and the receipt it was given.
    taken: Option<(String, Option<String>)>,
}

/// A plain page.
struct Page {
    seat: usize,
    number: String,
    text: String,
    /// The receipt it was given.
    taken: Option<String>,
}

/// A pool, as it should be.
pub struct Pool {
    /// The seed of its list.
    pub seed: u64,
    id: PoolId,
    code: PoolCode,
    document: Document,
    tokens: Vec<String>,
    spender: BTreeMap<usize, Spender>,
    phones: Vec<Phone>,
    pages: Vec<Page>,
    texts: usize,
    is_over: bool,
}

impl Pool {
    /// A pool that nobody has answered.
    pub fn new(seed: u64, scene: &LaunchedScene, place: usize) -> Self {
        let pool = &scene.pools[place];
        Self {
            seed,
            id: pool.id,
            code: pool.code,
            document: pool.document.clone(),
            tokens: pool.tokens.clone(),
            spender: BTreeMap::new(),
            phones: Vec::new(),
            pages: Vec::new(),
            texts: 0,
            is_over: false,
        }
    }

    /// Its days are over.
    pub fn close(&mut self) {
        self.is_over = true;
    }

    /// Seats that are spent.
    pub fn spent(&self) -> usize {
        self.spender.len()
    }

    /// The texts of the ballots that count.
    pub fn accepted(&self) -> BTreeSet<String> {
        let scripts = self.phones.iter().filter_map(|phone| Some(phone.taken.as_ref()?.0.clone()));
        let plain = self.pages.iter().filter(|page| page.taken.is_some());
        scripts.chain(plain.map(|page| page.text.clone())).collect()
    }

    /// Whether enough came in.
    pub fn opens(&self) -> bool {
        self.accepted().len() >= 10
    }

    /// Lets something happen, and compares.
    pub async fn play(&mut self, app: &mut TestApp, operation: Operation) {
        match operation {
            Operation::Crash => app.restart().await,
            Operation::LaterThatDay => app.app.clock.advance_ms(7 * 60_000),
            Operation::UnknownCode => self.unknown_code(app).await,
            Operation::Issue(which) => self.issue(app, which, Reached::Yes).await,
            Operation::IssueLost(which) => self.issue(app, which, Reached::No).await,
            Operation::IssueRace(which) => self.issue_race(app, which).await,
            Operation::Plain(which) => self.plain(app, which).await,
            Operation::PlainHalf(which) => self.plain_half(app, which).await,
            Operation::PlainAgain(which) if !self.pages.is_empty() => {
                let page = which % self.pages.len();
                self.send_page(app, page).await;
            }
            Operation::PlainOther(which) if !self.pages.is_empty() => {
                let page = which % self.pages.len();
                self.send_other_page(app, page).await;
            }
            _ if self.phones.is_empty() => {}
            Operation::IssueAgain(which) => {
                let phone = which % self.phones.len();
                self.ask_for_stamp(app, phone, Reached::Yes).await;
            }
            Operation::HandIn(which) => self.hand_in(app, which, Reached::Yes).await,
            Operation::HandInLost(which) => self.hand_in(app, which, Reached::No).await,
            Operation::HandInTwice(which) => self.hand_in_twice(app, which).await,
            Operation::HandInOther(which) => self.hand_in_other(app, which).await,
            Operation::HandInUnstamped(which) => self.hand_in_unstamped(app, which).await,
            Operation::PlainAgain(_) | Operation::PlainOther(_) => {}
        }
    }

    /// A text that no other ballot carries.
    fn new_text(&mut self) -> String {
        self.texts += 1;
        format!("第{}份第{}句", self.seed, self.texts)
    }

    fn pairs(&self, text: &str) -> Vec<(String, String)> {
        let mut pairs = least_answers(&self.document);
        pairs.retain(|(name, _)| name != "q.suggestion.text");
        pairs.push(("q.suggestion.text".to_owned(), text.to_owned()));
        pairs
    }

    fn canonical(&self, text: &str) -> String {
        let answers = Answers::from_form(&self.pairs(text), &self.document).unwrap();
        String::from_utf8(answers.canonical()).unwrap()
    }

    async fn new_phone(&mut self, app: &TestApp, which: usize) -> usize {
        let script = Script::draw(app, self.code).await;
        let (seat, text) = (which % self.tokens.len(), self.new_text());
        self.phones.push(Phone { seat, script, text, stamp: None, taken: None });
        self.phones.len() - 1
    }

    fn agrees(&self, reply: &Reply, expected: StatusCode, what: &str) {
        assert_eq!(reply.status, expected, "seed {}: {what}", self.seed);
    }

    async fn issue(&mut self, app: &TestApp, which: usize, reached: Reached) {
        let phone = self.new_phone(app, which).await;
        self.ask_for_stamp(app, phone, reached).await;
    }

    /// What asking for a stamp gives: the seat goes to whoever asks first.
    fn expect_issue(&mut self, phone: usize) -> StatusCode {
        if self.is_over {
            return StatusCode::GONE;
        }
        let spender = self.spender.entry(self.phones[phone].seat);
        if *spender.or_insert(Spender::Script(phone)) == Spender::Script(phone) {
            StatusCode::OK
        } else {
            StatusCode::CONFLICT
        }
    }

    async fn ask_for_stamp(&mut self, app: &TestApp, phone: usize, reached: Reached) {
        let expected = self.expect_issue(phone);
        let it = &self.phones[phone];
        let reply = it.script.issue(&mut app.visitor(), &self.tokens[it.seat]).await;
        self.agrees(&reply, expected, "a stamp is asked for");
        if expected == StatusCode::OK && reached == Reached::Yes {
            let stamp = it.script.unblind(&reply);
            let earlier = self.phones[phone].stamp.replace(stamp);
            assert!(
                earlier.is_none_or(|earlier| earlier == stamp),
                "seed {}: one envelope has one stamp",
                self.seed
            );
        }
    }

    async fn issue_race(&mut self, app: &TestApp, which: usize) {
        let pair = [self.new_phone(app, which).await, self.new_phone(app, which).await];
        let (mut one, mut other) = (app.visitor(), app.visitor());
        let code = &self.tokens[which % self.tokens.len()];
        let (first, second) = tokio::join!(
            self.phones[pair[0]].script.issue(&mut one, code),
            self.phones[pair[1]].script.issue(&mut other, code),
        );
        // Either may be the first; the one that is told so is.
        let order = if first.status == StatusCode::OK { pair } else { [pair[1], pair[0]] };
        for phone in order {
            let expected = self.expect_issue(phone);
            let reply = if phone == pair[0] { &first } else { &second };
            self.agrees(reply, expected, "two ask for one seat");
            if expected == StatusCode::OK {
                self.phones[phone].stamp = Some(self.phones[phone].script.unblind(reply));
            }
        }
    }

    /// What handing in gives: a number keeps the first answers that came with it.
    fn expect_ballot(&mut self, phone: usize, text: &str) -> StatusCode {
        if self.is_over {
            return StatusCode::GONE;
        }
        let taken = &mut self.phones[phone].taken;
        let (kept, _) = taken.get_or_insert_with(|| (text.to_owned(), None));
        if kept == text { StatusCode::OK } else { StatusCode::CONFLICT }
    }

    async fn send_ballot(&self, app: &TestApp, phone: usize, text: &str) -> Reply {
        let it = &self.phones[phone];
        let ballot = it.script.ballot(it.stamp.unwrap(), &self.canonical(text));
        it.script.hand_in(&mut app.visitor(), &ballot).await
    }

    /// One that has its stamp.
    fn stamped(&self, which: usize) -> Option<usize> {
        let stamped = self.phones.iter().enumerate().filter(|(_, phone)| phone.stamp.is_some());
        let places: Vec<usize> = stamped.map(|(place, _)| place).collect();
        places.get(which % places.len().max(1)).copied()
    }

    fn note_receipt(&mut self, phone: usize, reply: &Reply) {
        let receipt = reply.json()["tracker"].as_str().unwrap().to_owned();
        let seed = self.seed;
        let (_, kept) = self.phones[phone].taken.as_mut().unwrap();
        let kept = kept.get_or_insert_with(|| receipt.clone());
        assert_eq!(*kept, receipt, "seed {seed}: one ballot has one receipt");
    }

    async fn hand_in(&mut self, app: &TestApp, which: usize, reached: Reached) {
        let Some(phone) = self.stamped(which) else { return };
        let text = self.phones[phone].text.clone();
        let expected = self.expect_ballot(phone, &text);
        let reply = self.send_ballot(app, phone, &text).await;
        self.agrees(&reply, expected, "a ballot is handed in");
        if expected == StatusCode::OK && reached == Reached::Yes {
            self.note_receipt(phone, &reply);
        }
    }

    async fn hand_in_twice(&mut self, app: &TestApp, which: usize) {
        let Some(phone) = self.stamped(which) else { return };
        let text = self.phones[phone].text.clone();
        let expected = self.expect_ballot(phone, &text);
        let (first, second) =
            tokio::join!(self.send_ballot(app, phone, &text), self.send_ballot(app, phone, &text));
        for reply in [first, second] {
            self.agrees(&reply, expected, "a ballot is handed in twice at once");
            if expected == StatusCode::OK {
                self.note_receipt(phone, &reply);
            }
        }
    }

    async fn hand_in_other(&mut self, app: &TestApp, which: usize) {
        let Some(phone) = self.stamped(which) else { return };
        let text = self.new_text();
        let expected = self.expect_ballot(phone, &text);
        let reply = self.send_ballot(app, phone, &text).await;
        self.agrees(&reply, expected, "a stamp comes with other answers");
    }

    async fn hand_in_unstamped(&mut self, app: &TestApp, which: usize) {
        let it = &self.phones[which % self.phones.len()];
        let ballot = it.script.ballot([7; 256].into(), &self.canonical(&it.text));
        let reply = it.script.hand_in(&mut app.visitor(), &ballot).await;
        let expected =
            if self.is_over { StatusCode::GONE } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.agrees(&reply, expected, "a ballot comes without a stamp");
    }

    async fn unknown_code(&self, app: &TestApp) {
        let script = Script::draw(app, self.code).await;
        let unknown = Token::draw(Chance).grouped();
        let reply = script.issue(&mut app.visitor(), &unknown).await;
        let expected =
            if self.is_over { StatusCode::GONE } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.agrees(&reply, expected, "a code that nobody has");
    }

    fn new_page(&mut self, which: usize) -> usize {
        let (seat, text) = (which % self.tokens.len(), self.new_text());
        let number = PageSecret::draw(Chance).written().to_string();
        self.pages.push(Page { seat, number, text, taken: None });
        self.pages.len() - 1
    }

    async fn plain(&mut self, app: &TestApp, which: usize) {
        let page = self.new_page(which);
        self.send_page(app, page).await;
    }

    async fn post_page(&self, browser: &mut Browser, page: &Page, text: &str) -> Reply {
        let mut pairs = self.pairs(text);
        pairs.push(("code".to_owned(), self.tokens[page.seat].clone()));
        pairs.push(("r".to_owned(), page.number.clone()));
        browser.post(&paths::survey_plain(self.code), &pairs).await
    }

    async fn send_page(&mut self, app: &TestApp, page: usize) {
        let it = &self.pages[page];
        let reply = self.post_page(&mut app.visitor(), it, &it.text).await;
        if self.is_over {
            return self.agrees(&reply, StatusCode::GONE, "a plain page is late");
        }
        let spender = *self.spender.entry(it.seat).or_insert(Spender::Page(page));
        if spender != Spender::Page(page) {
            return self.agrees(&reply, StatusCode::CONFLICT, "a plain page finds its seat spent");
        }
        self.agrees(&reply, StatusCode::OK, "a plain page is sent");
        let receipt = crate::harness::answering::receipt(&reply);
        let kept = self.pages[page].taken.get_or_insert_with(|| receipt.clone());
        assert_eq!(*kept, receipt, "seed {}: one page has one receipt", self.seed);
    }

    /// The same page with other answers: refused, unless only its seat had been spent so far.
    async fn send_other_page(&mut self, app: &TestApp, page: usize) {
        let text = self.new_text();
        let is_free = !self.spender.contains_key(&self.pages[page].seat);
        let is_mine = self.spender.get(&self.pages[page].seat) == Some(&Spender::Page(page));
        let is_first = self.pages[page].taken.is_none() && (is_free || is_mine);
        let reply = self.post_page(&mut app.visitor(), &self.pages[page], &text).await;
        if self.is_over {
            self.agrees(&reply, StatusCode::GONE, "a plain page is late");
        } else if is_first {
            self.agrees(&reply, StatusCode::OK, "a plain page is changed before it is taken");
            self.spender.insert(self.pages[page].seat, Spender::Page(page));
            let receipt = crate::harness::answering::receipt(&reply);
            let it = &mut self.pages[page];
            (it.text, it.taken) = (text, Some(receipt));
        } else {
            self.agrees(&reply, StatusCode::CONFLICT, "a plain page comes with other answers");
        }
    }

    /// All that a process did that died between the two transactions.
    async fn plain_half(&mut self, app: &mut TestApp, which: usize) {
        let page = self.new_page(which);
        let it = &self.pages[page];
        let token = Token::parse(&self.tokens[it.seat]).unwrap();
        let secret: PageSecret = it.number.parse().unwrap();
        let issue = Issue {
            code: token.hash(&app.app.keys.token_key()),
            pool: self.id,
            mark: secret.derive(self.code, &token).mark,
        };
        let is_free = !self.spender.contains_key(&it.seat);
        let issued = app.app.respondents.issue(issue).await.unwrap();
        match (is_free, self.is_over) {
            (true, false) => {
                assert_eq!(issued, Issued::Granted, "seed {}", self.seed);
                self.spender.insert(it.seat, Spender::Page(page));
            }
            (false, false) => assert_eq!(issued, Issued::Spent, "seed {}", self.seed),
            // By the clock alone nothing stops below the pages; after the opening all seats are gone.
            (_, true) => unreachable!("not played after the end"),
        }
        app.restart().await;
    }
}

/// Whether a reply arrives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reached {
    Yes,
    No,
}
