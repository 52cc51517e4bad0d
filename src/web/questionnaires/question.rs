//! One question: a new one, a changed one, one that goes; in the draft's own list or inside a
//! suggestion block. Both kinds of address lead to the same few functions.

use axum::response::Response;

use super::fields::{self, Frame};
use super::{note, preview, revision, take_up, views, words};
use crate::domain::id::QuestionnaireId;
use crate::domain::lang::{Lang, Text};
use crate::domain::questionnaires::{
    Code, Edit, Kind, KindName, Place, Question, line_codes, option_codes, question_codes,
};
use crate::services::Error;
use crate::services::questionnaires::{self, Opened};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::headers::Framing;
use crate::web::paths;
use crate::web::session::Staff;
use crate::web::words as common;

/// A question on its page.
pub struct Editing {
    /// The questionnaire it belongs to.
    pub opened: Opened,
    /// The block it stands in, if it stands in one.
    pub block: Option<Code>,
    /// The question as it is stored, with its position; none for a new one.
    pub stored: Option<(usize, Question)>,
    /// What kind of question the page is for.
    pub kind: KindName,
}

impl Editing {
    /// A question that is not there yet.
    fn new(opened: Opened, block: Option<Code>, kind: KindName) -> Result<Self> {
        match opened.questionnaire.draft.list(block.as_ref()) {
            Some(_) => Ok(Self { opened, block, stored: None, kind }),
            None => Err(Error::Missing.into()),
        }
    }

    /// The question at a place of the draft.
    fn of(opened: Opened, place: Place) -> Result<Self> {
        let found = opened.questionnaire.draft.at(&place);
        let Some((position, question)) = found.map(|(at, question)| (at, question.clone())) else {
            return Err(Error::Missing.into());
        };
        let kind = question.kind_name();
        Ok(Self { opened, block: place.block, stored: Some((position, question)), kind })
    }

    /// The address of its page.
    pub fn path(&self) -> String {
        let id = self.opened.questionnaire.id;
        match (&self.block, &self.stored) {
            (None, None) => paths::question_new(id, self.kind.code()),
            (None, Some((_, question))) => paths::question(id, &question.code),
            (Some(block), None) => paths::block_new(id, block),
            (Some(block), Some((_, question))) => paths::block_question(id, block, &question.code),
        }
    }

    /// The page with the list it stands in.
    pub fn list_path(&self) -> String {
        let id = self.opened.questionnaire.id;
        match &self.block {
            None => paths::questionnaire(id),
            Some(block) => paths::question(id, block),
        }
    }

    /// The last position it can take, from 1.
    pub fn last(&self) -> usize {
        let list = self.opened.questionnaire.draft.list(self.block.as_ref()).unwrap_or_default();
        list.len() + usize::from(self.stored.is_none())
    }

    /// The questions its conditions can read; nothing for one inside a block, which has none.
    pub fn before(&self) -> Option<&[Question]> {
        let list = &self.opened.questionnaire.draft.questions;
        let before = self.stored.as_ref().map_or(list.len(), |(position, _)| *position);
        self.block.is_none().then(|| &list[..before])
    }

    fn frame(&self, lang: Lang) -> Frame<'_> {
        let stored = self.stored.as_ref().map(|(_, question)| question);
        let place =
            stored.map(|question| Place { block: self.block.clone(), code: question.code.clone() });
        Frame {
            lang,
            kind: self.kind,
            stored,
            question_codes: question_codes(self.opened.documents(), self.block.as_ref()),
            option_codes: place
                .as_ref()
                .map(|place| option_codes(self.opened.documents(), place))
                .unwrap_or_default(),
            line_codes: place
                .as_ref()
                .map(|place| line_codes(self.opened.documents(), place))
                .unwrap_or_default(),
            draft: self.block.is_none().then_some(&self.opened.questionnaire.draft),
            last: self.last(),
        }
    }

    /// What was typed before, or what is stored.
    fn form(&self, typed: Form) -> Form {
        if !typed.is_empty() {
            return typed;
        }
        let mut form = match &self.stored {
            Some((position, question)) => fields::filled(question, *position),
            None => fields::empty(self.kind, self.last()),
        };
        form.push("revision", self.opened.questionnaire.revision);
        fields::add_rows(&mut form, self.kind);
        form
    }

    /// The code of what an earlier press of the same button added, if nothing was done since.
    fn added_before(&self, form: &Form, lang: Lang) -> Option<Code> {
        let questionnaire = &self.opened.questionnaire;
        if self.stored.is_some() || questionnaire.revision != revision(form) + 1 {
            return None;
        }
        let list = questionnaire.draft.list(self.block.as_ref())?;
        let typed = form.text("position").trim();
        let position = if typed.is_empty() { list.len() } else { typed.parse().ok()? };
        let there = list.get(position.checked_sub(1)?)?;
        let mut frame = self.frame(lang);
        frame.question_codes.remove(&there.code);
        frame.last = list.len();
        let (mut question, _) = fields::parse(&mut form.clone(), &frame)?;
        if let (Kind::Suggestion { about }, Kind::Suggestion { about: usual }) =
            (&mut question.kind, &there.kind)
        {
            about.clone_from(usual);
        }
        let is_there = question.code == there.code && question.asks_like(there);
        is_there.then(|| there.code.clone())
    }

    /// The same page over a draft that someone else changed, and what to say about it. A question
    /// that is gone by now becomes a new one.
    fn taken_up(self, now: Opened) -> Result<(Self, Text)> {
        let Some((_, question)) = self.stored else {
            return Ok((Self::new(now, self.block, self.kind)?, words::STALE));
        };
        let place = Place { block: self.block, code: question.code };
        if now.questionnaire.draft.at(&place).is_some() {
            return Ok((Self::of(now, place)?, words::STALE));
        }
        Ok((Self::new(now, place.block, self.kind)?, words::GONE))
    }

    /// What saving the form does.
    fn edit(&self, question: Question, position: usize) -> Edit {
        let question = Box::new(question);
        match &self.stored {
            None => Edit::Add { block: self.block.clone(), position, question },
            Some((_, stored)) => {
                let place = Place { block: self.block.clone(), code: stored.code.clone() };
                Edit::Change { place, position, question }
            }
        }
    }
}

/// An empty form for a question of some kind.
pub async fn get_new(
    staff: Staff,
    Key((id, kind)): Key<(QuestionnaireId, String)>,
) -> Result<Response> {
    let kind = KindName::from_code(&kind).ok_or(Error::Missing)?;
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(show(&staff, &Editing::new(opened, None, kind)?))
}

/// Adds a question. A new block begins with the questions that the plan asks beside a text.
pub async fn post_new(
    staff: Staff,
    Key((id, kind)): Key<(QuestionnaireId, String)>,
    form: Form,
) -> Result<Response> {
    let kind = KindName::from_code(&kind).ok_or(Error::Missing)?;
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    save(&staff, Editing::new(opened, None, kind)?, form).await
}

/// A question's form, filled with what is stored.
pub async fn get_edit(
    staff: Staff,
    Key((id, code)): Key<(QuestionnaireId, Code)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(show(&staff, &Editing::of(opened, Place { block: None, code })?))
}

/// Changes a question.
pub async fn post_edit(
    staff: Staff,
    Key((id, code)): Key<(QuestionnaireId, Code)>,
    form: Form,
) -> Result<Response> {
    let place = Place { block: None, code };
    change(&staff, id, place, form).await
}

/// Removes a question.
pub async fn post_remove(
    staff: Staff,
    Key((id, code)): Key<(QuestionnaireId, Code)>,
    form: Form,
) -> Result<Response> {
    let place = Place { block: None, code };
    remove(&staff, id, place, &form, &paths::questionnaire(id)).await
}

/// An empty form for a question inside a block.
pub async fn get_new_inside(
    staff: Staff,
    Key((id, block)): Key<(QuestionnaireId, Code)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(show(&staff, &Editing::new(opened, Some(block), KindName::Single)?))
}

/// Adds a question to a block.
pub async fn post_new_inside(
    staff: Staff,
    Key((id, block)): Key<(QuestionnaireId, Code)>,
    form: Form,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    save(&staff, Editing::new(opened, Some(block), KindName::Single)?, form).await
}

/// The form of a question inside a block.
pub async fn get_edit_inside(
    staff: Staff,
    Key((id, block, code)): Key<(QuestionnaireId, Code, Code)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(show(&staff, &Editing::of(opened, Place { block: Some(block), code })?))
}

/// Changes a question inside a block.
pub async fn post_edit_inside(
    staff: Staff,
    Key((id, block, code)): Key<(QuestionnaireId, Code, Code)>,
    form: Form,
) -> Result<Response> {
    let place = Place { block: Some(block), code };
    change(&staff, id, place, form).await
}

/// Removes a question from a block.
pub async fn post_remove_inside(
    staff: Staff,
    Key((id, block, code)): Key<(QuestionnaireId, Code, Code)>,
    form: Form,
) -> Result<Response> {
    let to = paths::question(id, &block);
    let place = Place { block: Some(block), code };
    remove(&staff, id, place, &form, &to).await
}

fn show(staff: &Staff, editing: &Editing) -> Response {
    let form = editing.form(staff.typed());
    around(staff.page(&views::question::edit(staff.view, editing, &form, None)))
}

/// The page shows what is typed in a frame.
fn around(mut reply: Response) -> Response {
    reply.extensions_mut().insert(Framing::Around);
    reply
}

async fn change(staff: &Staff, id: QuestionnaireId, place: Place, form: Form) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    if opened.questionnaire.draft.at(&place).is_some() {
        return save(staff, Editing::of(opened, place)?, form).await;
    }
    if opened.questionnaire.revision == revision(&form) {
        return Err(Error::Missing.into());
    }
    let kind = KindName::from_code(form.text("kind")).unwrap_or(KindName::Note);
    let editing = Editing::new(opened, place.block, kind)?;
    Ok(conflict(staff, &editing, form, words::GONE))
}

/// To the list, where a question was added.
fn added(staff: &Staff, editing: &Editing, code: &Code) -> Response {
    let to = format!("{}#{}", editing.list_path(), views::row_id(code.as_str()));
    staff.done(&to, staff.view.t(common::SAVED))
}

async fn save(staff: &Staff, editing: Editing, mut form: Form) -> Result<Response> {
    if form.has("rows") {
        form.forget("rows");
        fields::add_rows(&mut form, editing.kind);
        return Ok(around(staff.page(&views::question::edit(staff.view, &editing, &form, None))));
    }
    if form.has("look") {
        return Ok(look(staff, &editing, form));
    }
    let id = editing.opened.questionnaire.id;
    if let Some(code) = editing.added_before(&form, staff.lang()) {
        return Ok(added(staff, &editing, &code));
    }
    let Some((mut question, position)) = fields::parse(&mut form, &editing.frame(staff.lang()))
    else {
        return Ok(around(staff.mend(&views::question::edit(staff.view, &editing, &form, None))));
    };
    if let (None, Kind::Suggestion { about }) = (&editing.stored, &mut question.kind) {
        *about = questionnaires::usual_about(&staff.app, &staff.actor).await?;
    }
    let to = format!("{}#{}", editing.list_path(), views::row_id(question.code.as_str()));
    let edit = editing.edit(question, position);
    let (app, actor) = (&staff.app, &staff.actor);
    match questionnaires::edit_telling(app, actor, id, revision(&form), edit).await {
        Ok(broken) if broken.is_empty() => Ok(staff.done(&to, staff.view.t(common::SAVED))),
        Ok(_) => Ok(staff.done(&paths::questionnaire(id), staff.view.t(words::BROKE))),
        Err(Error::Stale) => {
            let now = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let is_new = editing.stored.is_none();
            let (editing, why) = editing.taken_up(now)?;
            // The other press of the same button may have been the faster one.
            if let Some(code) = is_new.then(|| editing.added_before(&form, staff.lang())).flatten()
            {
                return Ok(added(staff, &editing, &code));
            }
            Ok(conflict(staff, &editing, form, why))
        }
        Err(other) => {
            note(staff, &mut form, "text_zh", other)?;
            Ok(around(staff.mend(&views::question::edit(staff.view, &editing, &form, None))))
        }
    }
}

/// What is typed as a respondent would see it, or what keeps it from being seen; nothing is stored.
fn look(staff: &Staff, editing: &Editing, mut form: Form) -> Response {
    let Some((mut question, position)) = fields::parse(&mut form, &editing.frame(staff.lang()))
    else {
        return preview::not_yet(staff.view, form.errors());
    };
    if let (Kind::Suggestion { about }, Some((_, stored))) = (&mut question.kind, &editing.stored)
        && let Kind::Suggestion { about: stored } = &stored.kind
    {
        about.clone_from(stored);
    }
    let code = question.code.clone();
    let mut draft = editing.opened.questionnaire.draft.clone();
    let drawn = match &editing.block {
        Some(_) => {
            draft.questions = vec![question];
            Ok(())
        }
        None => draft.apply(editing.edit(question, position)),
    };
    match drawn {
        Ok(()) => preview::one(staff.view, &draft, &code),
        Err(_) => preview::not_yet(staff.view, &[]),
    }
}

/// Someone else was faster: what was typed stands there again, over what is stored now.
fn conflict(staff: &Staff, editing: &Editing, mut form: Form, why: Text) -> Response {
    take_up(&mut form, &editing.opened);
    if editing.stored.is_none() {
        form.forget("position");
        form.push("position", editing.last());
    }
    around(staff.conflict(&views::question::edit(staff.view, editing, &form, Some(why))))
}

async fn remove(
    staff: &Staff,
    id: QuestionnaireId,
    place: Place,
    form: &Form,
    to: &str,
) -> Result<Response> {
    let edit = Edit::Remove(place);
    let (app, actor) = (&staff.app, &staff.actor);
    let broken = questionnaires::edit_telling(app, actor, id, revision(form), edit).await?;
    if broken.is_empty() {
        return Ok(staff.done(to, staff.view.t(words::REMOVED)));
    }
    Ok(staff.done(&paths::questionnaire(id), staff.view.t(words::BROKE)))
}
