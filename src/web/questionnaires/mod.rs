//! Questionnaires: list, draft, preview, publishing.

mod bank;
mod bank_edit;
mod conditions;
mod fields;
mod flaws;
mod history;
mod languages;
mod paper;
mod preview;
mod publishing;
mod question;
mod views;
mod words;

use axum::response::Response;

use self::fields::{Need, push_words, words_of};
use super::error::Result;
use super::form::{Form, Key};
use super::headers::Framing;
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals};
use crate::domain::id::QuestionnaireId;
use crate::domain::people::Act;
use crate::domain::questionnaires::{
    Code, Direction, Edit, Fault, Paging, Place, Question, fresh_code, question_codes,
};
use crate::services::questionnaires::{self, Offer, Opened, Start};
use crate::services::{self, Error};
use crate::web::words as common;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadQuestionnaires);
    let edit = Who::May(Act::EditQuestionnaires);
    routes
        .get(paths::QUESTIONNAIRES, read, get_list)
        .get(paths::QUESTIONNAIRE_NEW, edit, get_new)
        .post(paths::QUESTIONNAIRE_NEW, edit, post_new)
        .get(paths::QUESTIONNAIRE, read, get_one)
        .post(paths::QUESTIONNAIRE, edit, post_order)
        .get(paths::QUESTIONNAIRE_HEAD, edit, get_head)
        .post(paths::QUESTIONNAIRE_HEAD, edit, post_head)
        .post(paths::QUESTIONNAIRE_OFFER, edit, post_offer)
        .get(paths::QUESTIONNAIRE_PREVIEW, read, preview::get_draft)
        .post(paths::QUESTIONNAIRE_PREVIEW, read, preview::post_draft)
        .get(paths::QUESTIONNAIRE_PUBLISH, read, publishing::get_check)
        .post(paths::QUESTIONNAIRE_PUBLISH, edit, publishing::post_publish)
        .get(paths::VERSION, read, publishing::get_version)
        .get(paths::VERSION_PREVIEW, read, preview::get_version)
        .post(paths::VERSION_PREVIEW, read, preview::post_version)
        .get(paths::QUESTIONNAIRE_PAPER, read, paper::get_draft)
        .get(paths::VERSION_PAPER, read, paper::get_version)
        .get(paths::BANK, read, bank::get_list)
        .get(paths::BANK_QUESTION, read, bank::get_one)
        .get(paths::BANK_EDIT, edit, bank_edit::get)
        .post(paths::BANK_EDIT, edit, bank_edit::post)
        .post(paths::BANK_OFFER, edit, bank::post_offer)
        .get(paths::QUESTIONNAIRE_BANK, edit, bank::get_insert)
        .post(paths::QUESTIONNAIRE_BANK, edit, bank::post_insert)
        .get(paths::QUESTION_BANK, edit, bank::get_standing)
        .post(paths::QUESTION_BANK, edit, bank::post_standing)
        .get(paths::LANGUAGES, edit, languages::get_all)
        .post(paths::LANGUAGES, edit, languages::post_add)
        .post(paths::LANGUAGE_REMOVE, edit, languages::post_remove)
        .get(paths::TRANSLATION, edit, languages::get_texts)
        .post(paths::TRANSLATION, edit, languages::post_texts)
        .get(paths::TRANSLATION_FILE, edit, languages::get_file)
        .get(paths::TRANSLATION_IMPORT, edit, languages::get_import)
        .upload(paths::TRANSLATION_IMPORT, edit, languages::post_import)
        .get(paths::HISTORY, read, history::get_history)
        .get(paths::PAST, read, history::get_past)
        .post(paths::PAST, edit, history::post_restore)
        .get(paths::QUESTION_NEW, edit, question::get_new)
        .post(paths::QUESTION_NEW, edit, question::post_new)
        .get(paths::QUESTION, edit, question::get_edit)
        .post(paths::QUESTION, edit, question::post_edit)
        .post(paths::QUESTION_REMOVE, edit, question::post_remove)
        .post(paths::BLOCK_ORDER, edit, post_block_order)
        .get(paths::BLOCK_NEW, edit, question::get_new_inside)
        .post(paths::BLOCK_NEW, edit, question::post_new_inside)
        .get(paths::BLOCK_QUESTION, edit, question::get_edit_inside)
        .post(paths::BLOCK_QUESTION, edit, question::post_edit_inside)
        .post(paths::BLOCK_REMOVE, edit, question::post_remove_inside)
}

async fn get_list(staff: Staff) -> Result<Response> {
    let all = questionnaires::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list::list(staff.view, &staff.actor, &all)))
}

async fn get_new(staff: Staff) -> Result<Response> {
    let form = staff.typed().keyed(QuestionnaireId::draw(staff.app.chance));
    Ok(staff.page(&views::list::new(staff.view, &form)))
}

async fn post_new(staff: Staff, mut form: Form) -> Result<Response> {
    let id = form.key(QuestionnaireId::draw(staff.app.chance));
    let start = match form.text("start") {
        "" => words_of::<120>(&mut form, staff.lang(), "title", Need::Chinese).map(Start::Empty),
        audience => Some(Start::Template(audience.to_owned())),
    };
    let Some(start) = start else {
        return Ok(staff.mend(&views::list::new(staff.view, &form)));
    };
    match questionnaires::create_as(&staff.app, &staff.actor, id, start.clone()).await {
        Ok(()) => {}
        Err(Error::Stale) => {
            let first = questionnaires::one(&staff.app, &staff.actor, id).await?.questionnaire;
            let is_same = match &start {
                Start::Empty(title) => first.template.is_none() && first.draft.title == *title,
                Start::Template(audience) => first.template.as_ref() == Some(audience),
            };
            if !is_same {
                form.rekey(QuestionnaireId::draw(staff.app.chance));
                form.fail("start", common::SENT_BEFORE.to(staff.lang()));
                return Ok(staff.conflict(&views::list::new(staff.view, &form)));
            }
        }
        Err(other) => return Err(other.into()),
    }
    Ok(staff.done(&paths::questionnaire(id), staff.view.t(words::CREATED)))
}

async fn get_one(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let draft = &opened.questionnaire.draft;
    let bank = questionnaires::bank::standings(&staff.app, &staff.actor, draft).await?;
    let page = views::overview::overview(staff.view, &staff.actor, &opened, &bank);
    let mut reply = staff.page(&page);
    reply.extensions_mut().insert(Framing::Around);
    Ok(reply)
}

/// The row buttons of the draft's own list.
async fn post_order(staff: Staff, Key(id): Key<QuestionnaireId>, form: Form) -> Result<Response> {
    let broken = reorder(&staff, id, None, &form).await?;
    if !broken.is_empty() {
        return Ok(staff.done(&paths::questionnaire(id), staff.view.t(words::BROKE)));
    }
    let at = place_of_moved(&staff, id, None, &form).await?;
    let to = format!("{}#{at}", paths::questionnaire(id));
    if form.has("copy") {
        return Ok(staff.done(&to, staff.view.t(words::COPIED)));
    }
    Ok(staff.go(&to))
}

/// The row buttons of a block's list.
async fn post_block_order(
    staff: Staff,
    Key((id, block)): Key<(QuestionnaireId, Code)>,
    form: Form,
) -> Result<Response> {
    reorder(&staff, id, Some(block.clone()), &form).await?;
    let at = place_of_moved(&staff, id, Some(&block), &form).await?;
    Ok(staff.go(&format!("{}#{at}", paths::question(id, &block))))
}

/// Where the page goes on: at the button that was pressed, which moved along, or, at the end of the
/// list, at the one for the other way. Otherwise at the row.
async fn place_of_moved(
    staff: &Staff,
    id: QuestionnaireId,
    block: Option<&Code>,
    form: &Form,
) -> Result<String> {
    let code = moved(form);
    if !form.has("up") && !form.has("down") {
        return Ok(views::row_id(code));
    }
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let list = opened.questionnaire.draft.list(block).unwrap_or_default();
    let is_there =
        |question: Option<&Question>| question.is_some_and(|it| it.code.as_str() == code);
    let goes_down = if form.has("up") { is_there(list.first()) } else { !is_there(list.last()) };
    Ok(views::button_id(if goes_down { "down" } else { "up" }, code))
}

/// The code that a row button names.
fn moved(form: &Form) -> &str {
    ["up", "down", "copy", "put"]
        .into_iter()
        .map(|name| form.text(name))
        .find(|code| !code.is_empty())
        .unwrap_or_default()
}

async fn reorder(
    staff: &Staff,
    id: QuestionnaireId,
    block: Option<Code>,
    form: &Form,
) -> Result<Vec<Fault>> {
    let code = Code::parse(moved(form)).map_err(|_| Error::Missing)?;
    let place = Place { block, code };
    let edit = if form.has("copy") {
        let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
        let taken = question_codes(opened.documents(), place.block.as_ref());
        let code = fresh_code("q", |code| taken.contains(code));
        Edit::Copy { place, code }
    } else if form.has("put") {
        // Where a question was dropped, counted from 0.
        let position = form.text("to").parse().map_err(|_| Error::Missing)?;
        Edit::Put { place, position }
    } else {
        let direction = if form.has("up") { Direction::Up } else { Direction::Down };
        Edit::Move { place, direction }
    };
    let (app, actor) = (&staff.app, &staff.actor);
    Ok(questionnaires::edit_telling(app, actor, id, revision(form), edit).await?)
}

/// The revision a form started from; one that never was when the field is missing.
fn revision(form: &Form) -> i64 {
    form.text("revision").parse().unwrap_or(-1)
}

async fn get_head(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("revision", opened.questionnaire.revision);
        push_words(&mut form, "title", &opened.questionnaire.draft.title);
        push_words(&mut form, "intro", &opened.questionnaire.draft.intro);
        form.push("paging", opened.questionnaire.draft.paging.code());
    }
    Ok(staff.page(&views::overview::head(staff.view, &opened, &form, None)))
}

async fn post_head(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    mut form: Form,
) -> Result<Response> {
    let title = words_of::<120>(&mut form, staff.lang(), "title", Need::Chinese);
    let intro = words_of::<2000>(&mut form, staff.lang(), "intro", Need::Nothing);
    let paging = Paging::from_code(form.text("paging"));
    if paging.is_none() {
        form.fail("paging", staff.view.t(words::PAGING_NONE));
    }
    let (Some(title), Some(intro), Some(paging)) = (title, intro, paging) else {
        let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
        return Ok(staff.mend(&views::overview::head(staff.view, &opened, &form, None)));
    };
    let edit = Edit::Head { title, intro, paging };
    match questionnaires::edit(&staff.app, &staff.actor, id, revision(&form), edit).await {
        Ok(()) => Ok(staff.done(&paths::questionnaire(id), staff.view.t(common::SAVED))),
        Err(Error::Stale) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            take_up(&mut form, &opened);
            let notice = Some(words::STALE);
            Ok(staff.conflict(&views::overview::head(staff.view, &opened, &form, notice)))
        }
        Err(other) => Err(other.into()),
    }
}

/// After a conflict the form starts from what is stored now.
fn take_up(form: &mut Form, opened: &Opened) {
    form.forget("revision");
    form.push("revision", opened.questionnaire.revision);
}

/// Puts a refusal beside the field it is about; other errors go on.
fn note(staff: &Staff, form: &mut Form, name: &str, error: services::Error) -> Result<()> {
    let Error::Refused(refusal) = error else {
        return Err(error.into());
    };
    form.fail(name, refusals::sentence(staff.lang(), &refusal));
    Ok(())
}

async fn post_offer(staff: Staff, Key(id): Key<QuestionnaireId>, form: Form) -> Result<Response> {
    let offer = match form.text("offer") {
        "offered" => Offer::Offered,
        "retired" => Offer::Retired,
        _ => return Err(Error::Missing.into()),
    };
    questionnaires::set_offer(&staff.app, &staff.actor, id, offer).await?;
    Ok(staff.done(&paths::questionnaire(id), staff.view.t(common::SAVED)))
}
