//! The plans of sending: how many letters the relay is given, how many text messages the gateway.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::mailing::{MOST_IN_PLAN, SendingPlan, Way};
use crate::domain::lang::Lang;
use crate::services::mailing;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::session::Staff;
use crate::web::words as common;

/// The form for letters.
pub async fn get(staff: Staff) -> Result<Response> {
    show(&staff, Way::Mail).await
}

/// The form for text messages.
pub async fn get_messages(staff: Staff) -> Result<Response> {
    show(&staff, Way::Message).await
}

async fn show(staff: &Staff, way: Way) -> Result<Response> {
    let plan = mailing::plan(&staff.app, &staff.actor, way).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let limits = [
            (views::plan::PER_MINUTE, plan.per_minute),
            (views::plan::PER_DOMAIN, plan.per_domain),
            (views::plan::PER_DAY, plan.per_day),
        ];
        for (name, limit) in limits {
            form.push(name, limit.map_or_else(String::new, |limit| limit.to_string()));
        }
    }
    Ok(staff.page(&page(staff, way, &form).await?))
}

/// The form, with what holds the way up: whoever keeps the machine may see it here alone.
async fn page(staff: &Staff, way: Way, form: &Form) -> Result<Page> {
    let (is_open, rest) = mailing::rest(&staff.app, &staff.actor, way).await?;
    Ok(views::plan::page(staff.view, way, (is_open, &rest), (form, staff.app.now())))
}

/// Sets the plan of letters.
pub async fn post(staff: Staff, form: Form) -> Result<Response> {
    set(&staff, Way::Mail, form).await
}

/// Sets the plan of text messages.
pub async fn post_messages(staff: Staff, form: Form) -> Result<Response> {
    set(&staff, Way::Message, form).await
}

async fn set(staff: &Staff, way: Way, mut form: Form) -> Result<Response> {
    let mut limit = |name| limit(&mut form, name, staff.lang());
    let plan = SendingPlan {
        per_minute: limit(views::plan::PER_MINUTE),
        // Text messages have no domain.
        per_domain: if way == Way::Mail { limit(views::plan::PER_DOMAIN) } else { None },
        per_day: limit(views::plan::PER_DAY),
    };
    if form.is_clean() {
        mailing::set_plan(&staff.app, &staff.actor, way, plan).await?;
        return Ok(staff.done(views::plan::path(way), staff.view.t(common::SAVED)));
    }
    Ok(staff.mend(&page(staff, way, &form).await?))
}

fn limit(form: &mut Form, name: &str, lang: Lang) -> Option<u32> {
    let typed = form.text(name).trim();
    if typed.is_empty() {
        return None;
    }
    let limit = typed.parse().ok().filter(|limit| (1..=MOST_IN_PLAN).contains(limit));
    if limit.is_none() {
        form.fail(name, words::LIMIT_WRONG.to(lang));
    }
    limit
}
