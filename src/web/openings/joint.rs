//! Opening pools together: one side chooses them, the other confirms.

use axum::response::Response;
use maud::{Markup, html};

use super::{refusals, words};
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::Step;
use crate::domain::openings::joint::Proposal;
use crate::domain::people::Actor;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services;
use crate::services::openings::{self, Joint, side_of};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Style, Tone};
use crate::web::paths;
use crate::web::session::Staff;

/// What was proposed, and what can be.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let joint = openings::look_at_joint(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let small = joint.pools.iter().filter(|pool| pool.step() == Some(Step::TooFew));
        for pool in small {
            form.push("pool", pool.id);
        }
    }
    Ok(staff.page(&page(staff.view, &staff.actor, &joint, &form)))
}

/// Proposes the pools that were ticked.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let reason: Option<Line> = form.required("reason", staff.lang());
    if let Some(reason) = reason {
        let (app, actor, chosen) = (&staff.app, &staff.actor, chosen(&form));
        match openings::propose_joint(app, actor, id, &chosen, reason.as_str()).await {
            Ok(()) => {
                let said = staff.view.t(words::PROPOSED_JOINT);
                return Ok(staff.done(&paths::opening_joint(id), said));
            }
            Err(services::Error::Refused(Refusal::Opening(refusal))) => {
                form.fail("pool", refusals::sentence(staff.lang(), refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let joint = openings::look_at_joint(&staff.app, &staff.actor, id).await?;
    Ok(staff.mend(&page(staff.view, &staff.actor, &joint, &form)))
}

/// Confirms the pools that were shown.
pub async fn post_confirm(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    openings::confirm_joint(&staff.app, &staff.actor, id, &chosen(&form)).await?;
    Ok(staff.done(&paths::opening(id), staff.view.t(words::JOINED)))
}

/// Takes the proposal back.
pub async fn post_decline(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    openings::decline_joint(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::opening(id), staff.view.t(words::DECLINED_JOINT)))
}

fn chosen(form: &Form) -> Vec<PoolId> {
    form.all("pool").filter_map(|id| id.parse().ok()).collect()
}

fn page(view: View, actor: &Actor, joint: &Joint, form: &Form) -> Page {
    let campaign = &joint.campaign;
    let takes_choice = !joint.pools.is_empty() && side_of(actor).is_some();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p { (view.t(words::TWO_PERSONS)) }
        @if let Some(proposal) = &joint.proposal { (proposed(view, actor, joint, proposal)) }
        @if takes_choice {
            (parts::form(&paths::opening_joint(campaign.id), fields(view, joint, form)))
        } @else if joint.pools.is_empty() {
            (parts::notice(Tone::Info, html! { p { (view.t(words::NOTHING_TO_JOIN)) } }))
        }
    };
    let page = Page::new(view.t(words::JOINT), body)
        .lead(view.t(words::JOINT_LEAD))
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id))
        .crumb(view.t(words::TITLE), paths::opening(campaign.id))
        .width(Width::Reading);
    if takes_choice { page.with_form() } else { page }
}

fn fields(view: View, joint: &Joint, form: &Form) -> Markup {
    let choice = |pool: &'_ crate::domain::openings::standing::Pool| {
        let staged = pool.standing.as_ref().map_or(0, |standing| standing.staged);
        Choice::new(pool.id.to_string(), pool.name(view.lang).to_owned())
            .help(words::ballots(view.lang, staged))
    };
    let choices: Vec<Choice> = joint.pools.iter().map(choice).collect();
    let pools = Field::new(view.lang, "pool", view.t(words::CHOOSE_POOLS))
        .values(form.all("pool").map(str::to_owned))
        .error(form.error("pool"))
        .required();
    let reason = Field::new(view.lang, "reason", view.t(words::REASON))
        .help(view.t(words::REASON_HELP))
        .value(form.text("reason"))
        .error(form.error("reason"))
        .limit(120)
        .required();
    html! {
        (parts::checkbox_group(&pools, &choices))
        (parts::text_field(&reason))
        (parts::actions(parts::button(view.t(words::PROPOSE_JOINT), Style::Primary)))
    }
}

fn proposed(view: View, actor: &Actor, joint: &Joint, proposal: &Proposal) -> Markup {
    let pools = joint.proposed();
    let names: Vec<&str> = pools.iter().map(|pool| pool.name(view.lang)).collect();
    let questions = joint.common.as_ref().map_or(&[][..], |common| &common.questions);
    let facts = [
        (view.t(words::CHOOSE_POOLS), html! { (names.join(view.comma())) }),
        (view.t(words::REASON), html! { (proposal.reason) }),
        (
            view.t(words::PROPOSED_BY),
            html! {
                (joint.name(proposal.person)) " "
                span.muted { (view.t(words::side(proposal.side))) " " (proposal.at.to_minute()) }
            },
        ),
    ];
    let confirm = Confirm {
        label: view.t(words::CONFIRM_JOINT),
        question: html! { p { (view.t(words::CONFIRM_JOINT_QUESTION)) } },
        action: &paths::opening_joint_confirm(joint.campaign.id),
        fields: html! { @for pool in &pools { (parts::hidden("pool", &pool.id.to_string())) } },
        button: view.t(words::CONFIRM_JOINT),
    };
    let is_other = side_of(actor).is_some_and(|side| side != proposal.side);
    let body = html! {
        (parts::facts(&facts))
        (parts::more(view.t(words::COMMON), html! {
            ul { @for question in questions { li { (question.text.to(view.lang)) } } }
        }))
        @if is_other { (parts::confirm(view.lang, &confirm)) }
        @else { p.muted { (view.t(words::AWAITS_OTHER)) } }
        @if side_of(actor).is_some() {
            @let label = if is_other { words::DECLINE_JOINT } else { words::WITHDRAW_JOINT };
            (parts::actions(parts::post_button(
                view.t(label), &paths::opening_joint_decline(joint.campaign.id), Style::Plain)))
        }
    };
    parts::panel(view.t(words::WAITING_JOINT), body)
}
