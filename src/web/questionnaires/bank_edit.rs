//! A question of the bank, changed where it stands: what is saved is its next version.

use std::collections::HashSet;

use axum::response::Response;

use super::fields::{self, Frame};
use super::{note, preview, views, words};
use crate::domain::id::BankId;
use crate::domain::lang::{Lang, Text};
use crate::domain::questionnaires::{BankQuestion, BankVersion, Code, Question};
use crate::services::Error;
use crate::services::questionnaires::bank;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::headers::Framing;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::session::Staff;

/// A bank question on the page where it is changed.
pub struct Revising {
    /// The question.
    pub kept: BankQuestion,
    /// Its newest version.
    pub latest: BankVersion,
}

impl Revising {
    async fn of(staff: &Staff, id: BankId) -> Result<Self> {
        let kept = bank::one(&staff.app, &staff.actor, id).await?.question;
        let latest = kept.latest().ok_or(Error::Missing)?.clone();
        Ok(Self { kept, latest })
    }

    fn frame(&self, lang: Lang) -> Frame<'_> {
        let questions = || self.kept.versions.iter().map(|version| &version.question);
        let codes = |of: fn(&Question) -> Vec<&Code>| questions().flat_map(of).collect();
        Frame {
            lang,
            kind: self.latest.question.kind_name(),
            stored: Some(&self.latest.question),
            question_codes: HashSet::new(),
            option_codes: codes(|it| it.options().iter().map(|choice| &choice.code).collect()),
            line_codes: codes(|it| it.kind.lines().iter().map(|line| &line.code).collect()),
            draft: None,
            last: 1,
        }
    }

    /// What was typed before, or what is kept.
    fn form(&self, typed: Form) -> Form {
        if !typed.is_empty() {
            return typed;
        }
        let mut form = fields::filled(&self.latest.question, 0);
        form.push("seen", self.latest.number);
        fields::add_rows(&mut form, self.latest.question.kind_name());
        form
    }

    /// The version that an earlier press of the same button made, if there is none after it.
    fn made_before(&self, staff: &Staff, seen: i64, question: &Question) -> Option<i64> {
        let latest = &self.latest;
        if latest.number != seen + 1 || latest.made_by != staff.actor.person {
            return None;
        }
        let mut asked = Question { code: latest.question.code.clone(), ..question.kept() };
        asked.keep_translations(&latest.question);
        asked.asks_like(&latest.question).then_some(latest.number)
    }

    fn drawn(&self, staff: &Staff, form: &Form, stale: Option<Text>) -> Page {
        views::bank_edit::edit(staff.view, self, form, stale)
    }
}

/// The page shows what is typed in a frame.
fn around(mut reply: Response) -> Response {
    reply.extensions_mut().insert(Framing::Around);
    reply
}

/// The form, filled with the newest version.
pub async fn get(staff: Staff, Key(id): Key<BankId>) -> Result<Response> {
    let revising = Revising::of(&staff, id).await?;
    let form = revising.form(staff.typed());
    Ok(around(staff.page(&revising.drawn(&staff, &form, None))))
}

/// Makes the next version.
pub async fn post(staff: Staff, Key(id): Key<BankId>, mut form: Form) -> Result<Response> {
    let revising = Revising::of(&staff, id).await?;
    if form.has("rows") {
        form.forget("rows");
        fields::add_rows(&mut form, revising.latest.question.kind_name());
        return Ok(around(staff.page(&revising.drawn(&staff, &form, None))));
    }
    let is_look = form.has("look");
    let Some((question, _)) = fields::parse(&mut form, &revising.frame(staff.lang())) else {
        if is_look {
            return Ok(preview::not_yet(staff.view, form.errors()));
        }
        return Ok(around(staff.mend(&revising.drawn(&staff, &form, None))));
    };
    if is_look {
        let document = views::bank::alone(&question, &question.code);
        return Ok(preview::one(staff.view, &document, &question.code));
    }
    let seen = form.text("seen").parse().unwrap_or(0);
    if let Some(number) = revising.made_before(&staff, seen, &question) {
        let said = words::kept_as(staff.lang(), number);
        return Ok(staff.done(&paths::bank_question(id), &said));
    }
    match bank::revise(&staff.app, &staff.actor, id, seen, question.clone()).await {
        Ok(banked) => {
            let said = words::kept_as(staff.lang(), banked.version);
            Ok(staff.done(&paths::bank_question(id), &said))
        }
        Err(Error::Stale) => {
            let now = Revising::of(&staff, id).await?;
            // The other press of the same button may have been the faster one.
            if let Some(number) = now.made_before(&staff, seen, &question) {
                let said = words::kept_as(staff.lang(), number);
                return Ok(staff.done(&paths::bank_question(id), &said));
            }
            form.forget("seen");
            form.push("seen", now.latest.number);
            let page = now.drawn(&staff, &form, Some(words::STALE_VERSION));
            Ok(around(staff.conflict(&page)))
        }
        Err(other) => {
            note(&staff, &mut form, "text_zh", other)?;
            Ok(around(staff.mend(&revising.drawn(&staff, &form, None))))
        }
    }
}
