//! People who use the service. They are made through the services, and sign in by their links.

use wenlian::domain::id::UnitId;
use wenlian::domain::people::{Actor, Login, PersonForm, Role, Roles, Unit, UnitKind};
use wenlian::domain::text::Line;
use wenlian::services::people;

use super::{Browser, TestApp};

/// The password of everyone in the tests.
pub const PASSWORD: &str = "草原上的白云跑得快极了呀";

impl TestApp {
    /// The first administrator (also survey administrator), signed in.
    pub async fn administrator(&self) -> Browser {
        let secret = people::first_link(&self.app).await.unwrap().expect("nobody is there yet");
        let name = Line::parse("管理员").unwrap();
        let login = Login::parse("admin").unwrap();
        let session =
            people::set_up(&self.app, secret.reveal(), name, login, PASSWORD).await.unwrap();
        self.keep_session("admin", session.reveal());
        self.with_session(session.reveal())
    }

    /// A person with these roles, signed in. The first call also makes the administrator.
    pub async fn person(&self, login: &str, roles: &[Role], unit: Option<UnitId>) -> Browser {
        let root = self.root().await;
        let roles = Roles::parse(roles.iter().copied(), unit).expect("roles that fit together");
        let form = PersonForm {
            name: Line::parse(login).unwrap(),
            login: Login::parse(login).unwrap(),
            email: None,
            unit,
            roles,
            in_charge_of: Vec::new(),
        };
        let (_, secret) = people::create(&self.app, &root, &form).await.unwrap();
        let session = people::set_password(&self.app, secret.reveal(), PASSWORD).await.unwrap();
        self.keep_session(login, session.reveal());
        self.with_session(session.reveal())
    }

    /// A person who was made before, signed in anew.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let session = people::sign_in(&self.app, login, PASSWORD).await.unwrap();
        self.with_session(session.reveal())
    }

    /// The person as services see them, for scenes built below the door. A session that still
    /// lives serves again: hashing passwords was a third of the suite's time.
    pub async fn actor(&self, login: &str) -> Actor {
        if let Some(kept) = self.kept_session(login)
            && let Some(session) = people::authenticate(&self.app, &kept).await.unwrap()
        {
            return session.actor;
        }
        let session = people::sign_in(&self.app, login, PASSWORD).await.unwrap();
        self.keep_session(login, session.reveal());
        people::authenticate(&self.app, session.reveal()).await.unwrap().unwrap().actor
    }

    /// The administrator as services see them; made when there is nobody.
    pub async fn root(&self) -> Actor {
        if people::first_link(&self.app).await.unwrap().is_some() {
            self.administrator().await;
        }
        self.actor("admin").await
    }

    /// A unit.
    pub async fn unit(&self, code: &str, name: &str) -> UnitId {
        let root = self.root().await;
        let unit = Unit {
            id: UnitId::draw(self.app.chance),
            code: code.to_owned(),
            name_zh: name.to_owned(),
            name_en: code.to_owned(),
            kind: UnitKind::Section,
            active: true,
        };
        let id = unit.id;
        people::create_units(&self.app, &root, &[unit]).await.unwrap();
        id
    }

    /// A browser that holds a session.
    pub fn with_session(&self, session: &str) -> Browser {
        let mut browser = self.visitor();
        browser.set_cookie("__Secure-wl-session", session, "/office");
        browser
    }
}
