//! The discipline officer's room: tips without their text, each opened by typing one's own
//! passphrase, for that one page.

mod views;
mod words;

use axum::response::Response;

use super::error::Result;
use super::form::{Form, Key};
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals};
use crate::domain::id::TipId;
use crate::domain::people::Act;
use crate::services::{self, tips};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadTips);
    routes
        .get(paths::TIPS, read, get_list)
        .get(paths::TIP, read, get)
        .post(paths::TIP, read, post)
        .post(paths::TIP_GIVE_BACK, read, post_give_back)
}

async fn get_list(staff: Staff) -> Result<Response> {
    let room = tips::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list(staff.view, &room)))
}

async fn get(staff: Staff, Key(id): Key<TipId>) -> Result<Response> {
    tips::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::locked(staff.view, id, &Form::default())))
}

/// Shows what was sealed, once for each typing of the passphrase.
async fn post(staff: Staff, Key(id): Key<TipId>, mut form: Form) -> Result<Response> {
    match tips::open(&staff.app, &staff.actor, id, form.text("passphrase")).await {
        Ok(tip) => Ok(staff.page(&views::opened(staff.view, id, &tip))),
        Err(services::Error::Refused(refusal)) => {
            form.fail("passphrase", refusals::sentence(staff.lang(), &refusal));
            Ok(staff.mend(&views::locked(staff.view, id, &form)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Lays the general part of a tip on the desk again; the passphrase opens it once more for that.
async fn post_give_back(staff: Staff, Key(id): Key<TipId>, mut form: Form) -> Result<Response> {
    match tips::give_back(&staff.app, &staff.actor, id, form.text("passphrase")).await {
        Ok(()) => Ok(staff.done(paths::TIPS, staff.view.t(words::GIVEN_BACK))),
        Err(services::Error::Refused(refusal)) => {
            form.fail("passphrase", refusals::sentence(staff.lang(), &refusal));
            Ok(staff.mend(&views::give_back_again(staff.view, id, &form)))
        }
        Err(other) => Err(other.into()),
    }
}
