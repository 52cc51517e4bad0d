//! The page on which results are divided into groups before anyone has answered, and the words
//! elsewhere that say how they are.

use maud::{Markup, html};

use super::super::words;
use super::under;
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::disclosure::{CELL_LEAST, GROUP_LEAST, INVITED_WARN};
use crate::domain::findings::{Attributes, MOST_ATTRIBUTES};
use crate::domain::id::PoolId;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::{paths, words as common};

/// The page.
pub fn page(view: View, overview: &Overview, pool: PoolId, form: &Form) -> Result<Page> {
    let (campaign, plan) = (&overview.campaign, overview.pool(pool)?);
    let choices: Vec<Choice> = plan
        .asks
        .iter()
        .flat_map(Attributes::offered)
        .map(|it| Choice::new(it.code.to_string(), it.text.to(view.lang)))
        .collect();
    let chosen: Vec<&str> = form.all("by").collect();
    let help = words::break_downs_help(view.lang, MOST_ATTRIBUTES);
    let field = Field::new(view.lang, "by", view.t(words::BREAK_DOWNS_BY))
        .help(&help)
        .error(form.error("by"))
        .values(chosen);
    let cancel =
        parts::link_button(view.t(common::CANCEL), &paths::campaign(campaign.id), Style::Plain);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (costs(view, plan))
        @if choices.is_empty() {
            (parts::empty_state(view.t(words::NO_ATTRIBUTES), Some(cancel)))
        } @else {
            (parts::form(&paths::pool_break_downs(campaign.id, pool), html! {
                (parts::checkbox_group(&field, &choices))
                (parts::actions(html! {
                    (parts::button(view.t(common::SAVE), Style::Primary))
                    (cancel)
                }))
            }))
        }
    };
    let title = words::break_downs_of(view.lang, plan.pool.name(view.lang));
    let page = Page::new(title, body)
        .lead(view.t(words::BREAK_DOWNS_LEAD))
        .width(Width::Reading)
        .with_form();
    Ok(under(page, view, campaign))
}

/// What it costs, before it is chosen.
fn costs(view: View, plan: &PoolPlan) -> Markup {
    let seats = plan.seats();
    parts::notice(
        Tone::Info,
        html! {
            p { strong { (view.t(words::COSTS)) } }
            ul {
                li { (words::cost_groups(view.lang, GROUP_LEAST)) }
                li { (words::cost_cells(view.lang, CELL_LEAST)) }
                li { (view.t(words::COST_PAIRS)) }
                @if (1..INVITED_WARN).contains(&seats) {
                    li { (words::cost_small(view.lang, seats)) }
                }
            }
        },
    )
}

/// How the results of a pool are divided, in a few words.
pub fn declared(view: View, plan: &PoolPlan) -> Markup {
    let attributes = plan.attributes();
    html! {
        @if attributes.is_empty() { (view.t(words::NO_BREAK_DOWNS)) }
        @else {
            ul.plain { @for question in &attributes { li { (question.text.to(view.lang)) } } }
        }
    }
}

/// For the launch: every pool and how its results will be divided.
pub fn summary(view: View, pools: &[PoolPlan]) -> Markup {
    parts::panel(
        view.t(words::BREAK_DOWNS),
        html! {
            p.muted { (view.t(words::BREAK_DOWNS_FROZEN)) }
            @for plan in pools {
                h3 { (plan.pool.name(view.lang)) }
                (declared(view, plan))
            }
        },
    )
}
