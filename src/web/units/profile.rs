//! The page on which a unit says what it does, and its form.

use axum::response::Response;

use super::profile_views as views;
use super::profile_words as own;
use crate::domain::id::UnitId;
use crate::domain::lang::Lang;
use crate::domain::profiles::{MOST_POSTS, Post};
use crate::domain::text::{Line, NonBlank, Paragraph};
use crate::services::Error as Fault;
use crate::services::profiles::{self, UnitPage};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// What the unit does.
pub async fn get(staff: Staff, Key(unit): Key<UnitId>) -> Result<Response> {
    let page = profiles::one(&staff.app, &staff.actor, unit).await?;
    Ok(staff.page(&views::page(staff.view, &page)))
}

async fn own_page(staff: &Staff, unit: UnitId) -> Result<UnitPage> {
    let page = profiles::one(&staff.app, &staff.actor, unit).await?;
    if page.is_own { Ok(page) } else { Err(Error::missing()) }
}

/// The form.
pub async fn get_edit(staff: Staff, Key(unit): Key<UnitId>) -> Result<Response> {
    let page = own_page(&staff, unit).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("revision", page.profile.revision);
        form.push("duties", &page.profile.duties);
        for (row, post) in (1..).zip(&page.profile.posts) {
            form.push(&format!("post-{row}"), &post.name);
            form.push(&format!("duties-{row}"), &post.duties);
            for step in &post.steps {
                form.push(&format!("step-{row}"), step);
            }
        }
    }
    Ok(staff.page(&views::edit(staff.view, &page, &form, false)))
}

/// Saves it.
pub async fn post_edit(staff: Staff, Key(unit): Key<UnitId>, mut form: Form) -> Result<Response> {
    let page = own_page(&staff, unit).await?;
    let lang = staff.lang();
    let duties: Option<Paragraph> = form.required("duties", lang);
    let posts: Vec<Post> =
        (1..=MOST_POSTS).filter_map(|row| post(&mut form, lang, &page, row)).collect();
    if let Some(duties) = duties.filter(|_| form.is_clean()) {
        let seen = form.text("revision").parse().unwrap_or(0);
        let written = (&duties, posts.as_slice());
        match profiles::write(&staff.app, &staff.actor, unit, seen, written).await {
            Ok(()) => {
                let said = staff.view.t(common::SAVED);
                return Ok(staff.done(&paths::unit_profile(unit), said));
            }
            Err(Fault::Stale) => {
                let page = own_page(&staff, unit).await?;
                form.forget("revision");
                form.push("revision", page.profile.revision);
                return Ok(staff.conflict(&views::edit(staff.view, &page, &form, true)));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::edit(staff.view, &page, &form, false)))
}

/// A post of the form; a row without a word is none.
fn post(form: &mut Form, lang: Lang, page: &UnitPage, row: usize) -> Option<Post> {
    let [name, duties, step] = ["post", "duties", "step"].map(|part| format!("{part}-{row}"));
    let is_known = |code: &&str| page.steps.iter().any(|word| word.code.as_str() == *code);
    let steps: Vec<String> = form.all(&step).filter(is_known).map(str::to_owned).collect();
    let told: Option<NonBlank<500>> = form.optional(&duties, lang);
    if form.text(&name).trim().is_empty() {
        if told.is_some() || !steps.is_empty() {
            form.fail(&name, own::POST_MISSING.to(lang));
        }
        return None;
    }
    let named: Option<Line> = form.optional(&name, lang);
    let duties = told.map_or_else(String::new, String::from);
    named.map(|name| Post { name: name.into(), duties, steps })
}
