//! The plan of sending: how many letters the relay is given.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::mailing::{MOST_IN_PLAN, SendingPlan};
use crate::domain::lang::Lang;
use crate::services::mailing;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// The form.
pub async fn get(staff: Staff) -> Result<Response> {
    let plan = mailing::plan(&staff.app, &staff.actor).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        for (name, limit) in views::plan::FIELDS.iter().zip(limits(plan)) {
            form.push(name, limit.map_or_else(String::new, |limit| limit.to_string()));
        }
    }
    Ok(staff.page(&views::plan::page(staff.view, &form)))
}

fn limits(plan: SendingPlan) -> [Option<u32>; 3] {
    [plan.per_minute, plan.per_domain, plan.per_day]
}

/// Sets the plan.
pub async fn post(staff: Staff, mut form: Form) -> Result<Response> {
    let [per_minute, per_domain, per_day] =
        views::plan::FIELDS.map(|name| limit(&mut form, name, staff.lang()));
    if form.is_clean() {
        let plan = SendingPlan { per_minute, per_domain, per_day };
        mailing::set_plan(&staff.app, &staff.actor, plan).await?;
        return Ok(staff.done(paths::MAIL_PLAN, staff.view.t(common::SAVED)));
    }
    Ok(staff.mend(&views::plan::page(staff.view, &form)))
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
