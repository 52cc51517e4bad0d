//! The campaign under attack: pools by e-mail, each answered by all it invited in a random order,
//! blind and plain path in turn, over four days, the reminder in between. Time stands still while
//! people answer, so that every seat and its ballot fall into one second: the worst case. The one
//! who knows the truth is the answer itself: ballot n carries the number n, its place of arrival.

use wenlian::domain::audit::hex;
use wenlian::domain::campaigns::Channel;
use wenlian::domain::chance::Chance;
use wenlian::domain::credentials::ballot::{Ballot, SealedBallot};
use wenlian::domain::credentials::plain::PageSecret;
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::logic::Logic;
use wenlian::domain::openings::standing::Pool;
use wenlian::domain::questionnaires::{Choice, Code, Document, Kind, Question, Words};
use wenlian::domain::responses::{Answers, Closed, Sheet};
use wenlian::domain::sealing::OpeningKey;
use wenlian::domain::wrapping;
use wenlian::services::mail::Letter;
use wenlian::services::{campaigns, closing_keys, launch, worker};
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use crate::harness::blind::Script;
use crate::harness::lists;
use crate::harness::scenes::{self, LaunchedScene, ScenePool};
use crate::harness::{Browser, TestApp};

/// Days on which people answer; the reminder goes out on the third.
const DAYS: [&str; 4] = ["2026-03-10", "2026-03-12", "2026-03-17", "2026-03-19"];
/// The day of the invitations, and that of the reminder.
const MAILINGS: [&str; 2] = ["2026-03-09", "2026-03-16"];

/// A campaign and its respondents.
pub struct World {
    /// The service.
    pub app: TestApp,
    /// The campaign. No cards: its pools list no tokens.
    pub scene: LaunchedScene,
    /// The people of each pool, in the order in which they will answer.
    pub people: Vec<Vec<Person>>,
    /// The last letters: to whom, and what they say.
    pub letters: Vec<String>,
}

/// Someone who is asked.
pub struct Person {
    /// Where the letters go.
    pub address: String,
    /// The token of the invitation.
    pub token: String,
    /// The token of the reminder, once it has come.
    pub reminded: Option<String>,
    /// How many characters more than needed they write; everyone has a number of their own, which
    /// has nothing to do with when they come.
    words: usize,
}

impl World {
    /// Launches a campaign with a pool for each number of people.
    pub async fn launch(people: &[usize]) -> Self {
        let app = TestApp::start().await;
        let root = app.root().await;
        let (questionnaire, _) = scenes::questionnaire(&app).await;
        let (holder, officer, tips) = scenes::holders(&app).await;
        let made = campaigns::create(&app.app, &root, &scenes::texts(), scenes::dates()).await;
        let campaign = made.unwrap();
        let mut office = app.signed_in("admin").await;
        for (place, people) in people.iter().enumerate() {
            let form = scenes::audience(&format!("投标人{place}"), 0, questionnaire);
            let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
            let list = format!("/office/campaigns/{campaign}/audiences/{audience}/list");
            let file = addresses(place, *people);
            lists::import(&mut office, &list, "list.csv", file.as_bytes()).await;
        }
        let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
        for person in [&holder, &officer] {
            closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
        }
        let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
        launch::launch(&app.app, &root, campaign, plan.campaign.revision).await.unwrap();
        ask(&app).await;
        let pools = plan.pools.iter().map(|plan| ScenePool {
            id: plan.pool.id,
            code: plan.pool.code,
            tokens: Vec::new(),
            document: document(),
        });
        let scene = LaunchedScene { campaign, pools: pools.collect(), passphrase, tips, root };
        let mut world = Self { app, scene, people: Vec::new(), letters: Vec::new() };
        world.receive_invitations().await;
        world
    }

    /// Launches a campaign with a group of so many people for each number: nobody has an address, and
    /// their tokens are written when they answer.
    pub async fn at_the_door(people: &[usize]) -> Self {
        let app = TestApp::start().await;
        let seats = |people: &usize| (Channel::Group, u32::try_from(*people).unwrap());
        let audiences: Vec<_> = people.iter().map(seats).collect();
        let mut scene = scenes::launched_as(&app, &audiences, &[]).await;
        ask(&app).await;
        scene.pools.iter_mut().for_each(|pool| pool.document = document());
        let plan = campaigns::overview(&app.app, &scene.root, scene.campaign).await.unwrap();
        let mut world = Self { app, scene, people: Vec::new(), letters: Vec::new() };
        for (plan, people) in plan.pools.iter().zip(people) {
            let code = world.app.app.keys.door_key().group_code(plan.audiences[0].id, 1);
            let person = |words| Person {
                address: String::new(),
                token: format!("{}.{}", *code.compact(), hex(&Chance.bytes::<16>())),
                reminded: None,
                words,
            };
            let mut words: Vec<usize> = (0..*people).collect();
            Chance.shuffle(&mut words);
            world.people.push(words.into_iter().map(person).collect());
        }
        world
    }

    /// A campaign whose ballots are staged by other hands: of the people nothing is known.
    pub fn without_people(app: TestApp, scene: LaunchedScene, ballots: usize) -> Self {
        assert!(ballots <= MOST);
        let nobody =
            || Person { address: String::new(), token: String::new(), reminded: None, words: 0 };
        let people = vec![std::iter::repeat_with(nobody).take(ballots).collect()];
        Self { app, scene, people, letters: Vec::new() }
    }

    /// Everyone gets their letter, and decides when to answer.
    async fn receive_invitations(&mut self) {
        let letters = self.mail(MAILINGS[0]).await;
        for pool in &self.scene.pools {
            let mine = letters.iter().filter(|letter| letter.pool == pool.code);
            let person = |letter: &Received| Person {
                address: letter.address.clone(),
                token: letter.token.clone(),
                reminded: None,
                words: 0,
            };
            let mut people: Vec<_> = mine.map(person).collect();
            Chance.shuffle(&mut people);
            let mut words: Vec<usize> = (0..people.len()).collect();
            Chance.shuffle(&mut words);
            people.iter_mut().zip(words).for_each(|(person, words)| person.words = words);
            self.people.push(people);
        }
    }

    /// Everyone is reminded, whether they have answered or not.
    pub async fn receive_reminders(&mut self) {
        for letter in self.mail(MAILINGS[1]).await {
            let people = self.people.iter_mut().flatten();
            let person = people.into_iter().find(|person| person.address == letter.address);
            person.unwrap().reminded = Some(letter.token);
        }
    }

    /// The letters of a day.
    async fn mail(&mut self, day: &str) -> Vec<Received> {
        self.app.go_to(day);
        worker::tick(&self.app.app).await.unwrap();
        let letters = std::mem::take(&mut *self.app.letters.lock().unwrap());
        let told = |letter: &Letter| format!("{} {}", letter.to.as_str(), letter.text);
        self.letters = letters.iter().map(told).collect();
        letters
            .iter()
            .map(|letter| {
                let (_, link) = letter.text.split_once("/s/").unwrap();
                let (pool, rest) = link.split_once('#').unwrap();
                Received {
                    pool: pool.parse().unwrap(),
                    address: letter.to.as_str().to_owned(),
                    token: rest[..20].to_owned(),
                }
            })
            .collect()
    }

    /// Everyone answers; what the attacker notes after each ballot is his own.
    pub async fn answer(&mut self, mut after_each: impl AsyncFnMut(&Self, usize, usize)) {
        assert!(self.people.iter().all(|people| people.len() <= MOST));
        for (turn, day) in DAYS.iter().enumerate() {
            if turn == 2 {
                self.receive_reminders().await;
            }
            self.app.go_to(day);
            worker::tick(&self.app.app).await.unwrap();
            for place in 0..self.scene.pools.len() {
                let people = self.people[place].len();
                for number in people * turn / DAYS.len()..people * (turn + 1) / DAYS.len() {
                    self.hand_in(place, number).await;
                    after_each(self, place, number).await;
                }
            }
        }
    }

    /// Everyone in one pool answers, one after the other.
    pub async fn answer_in_one_go(&self, place: usize) {
        self.app.go_to(DAYS[0]);
        for number in 0..self.people[place].len() {
            self.hand_in(place, number).await;
        }
    }

    /// One person answers, blind or by the plain page.
    pub async fn hand_in(&self, place: usize, number: usize) {
        let (pool, person) = (&self.scene.pools[place], &self.people[place][number]);
        // Of those who were reminded before they answered, half go by the newer letter.
        let newer = person.reminded.as_ref().filter(|_| number % 4 < 2);
        let token = newer.unwrap_or(&person.token);
        let mut phone = self.app.visitor();
        // On the plain page the bits of a group follow from the page's number: the rows are the same.
        if number.is_multiple_of(2) || token.contains('.') {
            let script = Script::draw(&self.app, pool.code).await;
            let answers =
                Answers::from_form(&answers(number, person.words), &pool.document).unwrap();
            let canonical = String::from_utf8(answers.canonical()).unwrap();
            script.answer(&mut phone, token, &canonical).await;
        } else {
            let answers = answers(number, person.words);
            by_the_plain_page(&mut phone, pool.code, token, answers).await;
        }
    }

    /// What an attacker has who also holds the passphrase.
    pub fn closing_key(&self, pool: &ScenePool) -> OpeningKey {
        let wrapped = self.app.app.keys.fleeting(&closing_keys::name(pool.code)).unwrap();
        let secret =
            wrapping::unwrap(&wrapped, &self.scene.passphrase, &pool.code.to_bytes()).unwrap();
        OpeningKey::from_secret(&secret)
    }

    /// The staged ballots of a pool, opened.
    pub async fn ballots(&self, pool: &ScenePool, key: &OpeningKey) -> Vec<Ballot> {
        let mut tx = self.app.app.db.read("audit.staged").await.unwrap();
        let sql = "SELECT sealed FROM staging WHERE pool = $1";
        let rows = tx.all::<(Vec<u8>,), 1>(sql, [pool.id.into()]).await.unwrap();
        let open = |(sealed,)| SealedBallot::from(sealed).open(key, pool.code).unwrap();
        rows.into_iter().map(open).collect()
    }

    /// A pool as an opening sees it.
    pub async fn opening_pool(&self, pool: &ScenePool) -> Pool {
        let mut tx = self.app.app.db.read("audit.pool").await.unwrap();
        wenlian::store::openings::pool(&mut tx, pool.id).await.unwrap()
    }
}

/// A letter as its reader sees it.
struct Received {
    pool: PoolCode,
    address: String,
    token: String,
}

async fn by_the_plain_page(
    phone: &mut Browser,
    pool: PoolCode,
    token: &str,
    mut pairs: Vec<(String, String)>,
) {
    pairs.push(("code".to_owned(), token.to_owned()));
    // A page draws such a number when it is fetched; fetching it changes nothing.
    pairs.push(("r".to_owned(), PageSecret::draw(Chance).written().to_string()));
    phone.post(&paths::survey_plain(pool), &pairs).await.ok();
}

fn addresses(place: usize, people: usize) -> String {
    let lines = (0..people).map(|n| format!("某公司,person.{n}.of.{place}@example.cn\n"));
    format!("单位,电子邮箱\n{}", lines.collect::<String>())
}

/// Options of each closed question, and how many ballots all of them number.
const OPTIONS: usize = 6;
const MOST: usize = OPTIONS.pow(4);
const CLOSED: [&str; 4] = ["a", "b", "c", "d"];

/// Closed questions that spell a number, a suggestion and a remark.
fn document() -> Document {
    let code = |raw: &str| Code::parse(raw).unwrap();
    let question = |raw: &str, kind| Question {
        code: code(raw),
        text: Words::both("题目", "Question"),
        help: Words::default(),
        required: false,
        bank: None,
        logic: Logic::default(),
        kind,
    };
    let choice = |n: usize| Choice::new(code(&format!("o{n}")), Words::both("选项", "Option"));
    let single =
        |raw: &str| question(raw, Kind::Single { options: (0..OPTIONS).map(choice).collect() });
    let mut questions: Vec<_> = CLOSED.iter().map(|raw| single(raw)).collect();
    questions.push(question("s", Kind::Suggestion { about: vec![single("unit")] }));
    questions.push(question("t", Kind::LongText));
    Document { questions, ..Document::empty(Words::both("问卷", "Questionnaire")) }
}

/// Puts these questions before everyone; the sealed size stays that of the launch.
pub async fn ask(app: &TestApp) -> Document {
    let mut tx = app.app.db.begin("audit.ask").await.unwrap();
    let sql = "UPDATE questionnaire_version SET document = $1";
    tx.run(sql, [serde_json::to_string(&document()).unwrap().into()]).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    document()
}

/// The answers of ballot `number`. Each suggestion has a length of its own, so that the length of
/// a sealed ballot, were it not the same for all, would tell.
pub fn answers(number: usize, words: usize) -> Vec<(String, String)> {
    let digit = |place: u32| format!("o{}", number / OPTIONS.pow(place) % OPTIONS);
    let mut pairs: Vec<_> = (0..)
        .zip(CLOSED)
        .map(|(place, question)| (format!("q.{question}"), digit(place)))
        .collect();
    let suggestion = format!("建议第{number:04}号{}", "好".repeat(words));
    pairs.push(("q.s.text".to_owned(), suggestion));
    pairs.push(("q.s.unit".to_owned(), "o0".to_owned()));
    pairs.push(("q.t".to_owned(), format!("备注第{number:04}号")));
    pairs
}

/// The number that closed answers spell.
pub fn number_of(sheet: &Sheet) -> usize {
    let digit = |question: &str| match sheet.answer(&Code::parse(question).unwrap()) {
        Some(Closed::Single(code)) => code.as_str()[1..].parse::<usize>().unwrap(),
        _ => unreachable!("single choices"),
    };
    (0..).zip(CLOSED).map(|(place, question)| digit(question) * OPTIONS.pow(place)).sum()
}

/// The number in a text.
pub fn number_in(text: &str) -> usize {
    let (_, rest) = text.split_once('第').unwrap();
    rest.split_once('号').unwrap().0.parse().unwrap()
}
