//! Pages of the opening.

use maud::{Markup, html};

use super::words;
use crate::domain::openings::standing::Decision;
use crate::domain::openings::{Matter, Step, expiry};
use crate::domain::people::{Act, Actor};
use crate::services::openings::{Overview, PoolDecision, PoolOverview, side_of};
use crate::services::public_check;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Confirm, Field, Moment, StepState, Style, Tone};
use crate::web::paths;

/// What is done, what waits, and whose turn it is.
pub fn ceremony(view: View, actor: &Actor, overview: &Overview, form: &Form) -> Page {
    let takes_passphrase = overview.is_begun()
        && overview.proposal.is_none()
        && !overview.is_running
        && overview.any(Step::waits_for_passphrase)
        && actor.may(Act::HoldPassphrase);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (way(view, overview))
        (whose_turn(view, actor, overview))
        @if takes_passphrase { (passphrase_form(view, overview, form)) }
        (parts::panel(view.t(words::POOLS), html! {
            (pools(view, actor, overview))
            p.muted { (view.t(words::HASH_HELP)) }
        }))
        (packages(view, actor, overview))
        (begin(view, actor, overview))
    };
    let name = overview.campaign.name(view.lang);
    let page = Page::new(format!("{} · {name}", view.t(words::TITLE)), body)
        .lead(view.t(words::LEAD))
        .crumb(name, paths::campaign(overview.campaign.id));
    if takes_passphrase { page.with_form() } else { page }
}

fn way(view: View, overview: &Overview) -> Markup {
    let is_opened = overview.any(Step::is_opened);
    let is_finished = is_opened && !overview.any(Step::goes_on_alone);
    let reached = [
        overview.is_over,
        overview.is_begun(),
        is_opened || overview.is_running,
        is_opened,
        is_finished,
    ];
    let now = reached.iter().position(|is_done| !is_done);
    let labels = [
        words::COLLECTING_ENDS,
        words::COUNTING,
        words::PASSPHRASE_STEP,
        words::REWRITING,
        words::CLEARING,
    ];
    let last_day = overview.campaign.closes_on;
    let step = |(place, label): (usize, &crate::domain::lang::Text)| parts::Step {
        label: view.t(*label).to_owned(),
        state: match now {
            Some(now) if place == now => StepState::Now,
            Some(now) if place > now => StepState::Later,
            _ => StepState::Done,
        },
        note: last_day
            .filter(|_| place == 0)
            .map(|day| words::ends_on(view.lang, &day.to_string())),
        href: None,
    };
    let steps: Vec<parts::Step> = labels.iter().enumerate().map(step).collect();
    parts::steps(view.lang, view.t(words::WAY), &steps)
}

/// One notice that says what waits for whom.
fn whose_turn(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let campaign = overview.campaign.id;
    let say = |tone, text| parts::notice(tone, html! { p { (view.t(text)) } });
    if overview.is_running {
        return parts::notice(
            Tone::Info,
            html! {
                p { (view.t(words::UNDER_WAY)) }
                (parts::actions(parts::link_button(
                    view.t(words::RELOAD), &paths::opening(campaign), Style::Plain,
                )))
            },
        );
    }
    html! {
        @if !overview.is_over { (say(Tone::Info, words::NOT_OVER)) }
        @else if !overview.is_begun() {
            @if !actor.may(Act::OpenPools) { (say(Tone::Info, words::WAITS_FOR_OFFICE)) }
            @if !overview.uncounted.is_empty() { (uncounted(view, actor, overview)) }
            (last_day(view, overview))
        } @else {
            @if overview.any(|step| step == Step::Spoiled) {
                (say(Tone::Late, words::SPOILED_NOTICE))
            }
            @if overview.any(|step| step == Step::TooFew) {
                (say(Tone::Late, words::THREE_WAYS))
            }
            @if overview.proposal.is_some() {
                (parts::notice(Tone::Soon, html! {
                    p { (view.t(words::JOINT_WAITS)) }
                    (parts::actions(parts::link_button(
                        view.t(words::WAITING_JOINT), &paths::opening_joint(campaign), Style::Primary,
                    )))
                }))
            }
            @if overview.any(Step::may_expire) { (last_day(view, overview)) }
            @if overview.any(Step::waits_for_passphrase) && !actor.may(Act::HoldPassphrase) {
                (say(Tone::Soon, words::WAITS_FOR_HOLDER))
            }
            @if overview.any(Step::goes_on_alone) && side_of(actor).is_some() {
                (parts::notice(Tone::Soon, html! {
                    p { (view.t(words::GO_ON_WHY)) }
                    (parts::actions(parts::post_button(
                        view.t(words::GO_ON), &paths::opening_go_on(campaign), Style::Primary,
                    )))
                }))
            }
            @if overview.any(Step::is_opened) && actor.may(Act::ReadFindings) {
                (parts::actions(parts::link_button(
                    view.t(words::TO_FINDINGS), &paths::campaign_findings(campaign), Style::Primary,
                )))
            }
        }
    }
}

/// Cards that nobody has counted back: the count ends with the beginning of the opening.
fn uncounted(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let ways = overview.uncounted.iter();
    let ways = ways.map(|audience| paths::cards_returned(overview.campaign.id, *audience));
    let body = html! {
        p { (view.t(words::CARDS_UNCOUNTED)) }
        @if actor.may(Act::AttendOpenings) {
            (parts::actions(html! {
                @for way in ways {
                    (parts::link_button(view.t(words::TO_CARDS), &way, Style::Plain))
                }
            }))
        }
    };
    parts::notice(Tone::Soon, body)
}

/// When the program destroys what nobody opens.
fn last_day(view: View, overview: &Overview) -> Markup {
    let end = overview.campaign.closes_on.map(expiry::ballots_end);
    html! {
        @if let Some(day) = end { p { (words::ballots_end(view.lang, &day.to_string())) } }
    }
}

fn passphrase_form(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = Field::new(view.lang, "passphrase", view.t(words::PASSPHRASE))
        .help(view.t(words::PASSPHRASE_HELP))
        .error(form.error("passphrase"))
        .autocomplete("off")
        .required();
    let fields = html! {
        (parts::password_field(&field))
        (parts::notice(Tone::Soon, html! {
            p { (view.t(words::OPEN_WARNING)) }
            @if overview.any(|step| step == Step::TooFew) { p { (view.t(words::OPEN_ALONE_WARNING)) } }
        }))
        (parts::actions(parts::button(view.t(words::OPEN), Style::Primary)))
    };
    let form = parts::form(&paths::opening(overview.campaign.id), fields);
    parts::panel(view.t(words::PASSPHRASE_TITLE), form)
}

fn pools(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let columns = [
        Column::text(view.t(words::POOL)),
        Column::number(view.t(words::SEALED_BALLOTS)),
        Column::text(view.t(words::COUNT_HASH)),
        Column::text(view.t(words::STANDING)),
        Column::text(view.t(words::WHAT_NEXT)),
    ];
    let rows: Vec<Vec<Markup>> =
        overview.pools.iter().map(|it| pool_row(view, actor, it)).collect();
    parts::table(view.t(words::POOLS), &columns, &rows)
}

fn pool_row(view: View, actor: &Actor, it: &PoolOverview) -> Vec<Markup> {
    let standing = it.pool.standing.as_ref();
    let next = match it.pool.step() {
        Some(Step::Spoiled) => Some((words::DECIDE_SPOILED, paths::pool_spoiled(it.pool.id))),
        _ => None,
    };
    let may_decide = actor.may(Act::AttendOpenings);
    let next = next.filter(|_| may_decide);
    let is_small = it.pool.step() == Some(Step::TooFew);
    vec![
        html! {
            (it.pool.name(view.lang))
            @if it.pool.is_joint { " " (parts::badge(view.t(words::JOINT), Tone::Info)) }
        },
        html! { @if let Some(standing) = standing { (standing.staged) } @else { "—" } },
        html! { @if let Some(standing) = standing { code { (standing.staged_hash) } } @else { "—" } },
        html! {
            @match it.pool.step() {
                Some(step) => (parts::badge(view.t(words::step(step)), tone(step))),
                None => (parts::badge(view.t(words::NOT_COUNTED), Tone::Neutral)),
            }
            @if let Some(count) = standing.and_then(|it| it.spoiled).filter(|count| *count > 0) {
                " " (words::spoiled(view.lang, count))
            }
        },
        html! {
            @if let Some((label, href)) = next { a href=(href) { (view.t(label)) } }
            @if is_small && may_decide {
                a href=(paths::opening_joint(it.pool.campaign)) { (view.t(words::DECIDE_JOINT)) }
                " " (view.t(words::OR)) " "
                a href=(paths::pool_destroy(it.pool.id)) { (view.t(words::DECIDE_DESTROY)) }
            }
        },
    ]
}

fn tone(step: Step) -> Tone {
    match step {
        Step::Joined => Tone::Info,
        Step::Counted | Step::Opened | Step::Frozen | Step::Destroying => Tone::Soon,
        Step::Spoiled | Step::TooFew => Tone::Late,
        Step::Cleared => Tone::Good,
        Step::Destroyed => Tone::Neutral,
    }
}

fn begin(view: View, actor: &Actor, overview: &Overview) -> Markup {
    if !overview.may_count() || !actor.may(Act::OpenPools) {
        return html! {};
    }
    let label = if overview.is_begun() { words::BEGIN_AGAIN } else { words::BEGIN };
    let confirm = Confirm {
        label: view.t(label),
        question: html! { p { (view.t(words::BEGIN_QUESTION)) } },
        action: &paths::opening_begin(overview.campaign.id),
        fields: html! {},
        button: view.t(words::BEGIN_BUTTON),
    };
    parts::confirm(view.lang, &confirm)
}

fn packages(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let waiting: Vec<&PoolOverview> = overview.pools.iter().filter(|it| it.has_package).collect();
    if waiting.is_empty() || !actor.may(Act::HoldPassphrase) {
        return html! {};
    }
    let one = |it: &PoolOverview| {
        let action = paths::pool_package(it.pool.id);
        let confirm = Confirm {
            label: view.t(words::HAND_OVER),
            question: html! { p { (view.t(words::HAND_OVER_QUESTION)) } },
            action: &action,
            fields: html! {},
            button: view.t(words::HAND_OVER),
        };
        html! {
            h3 { (it.pool.name(view.lang)) }
            @if let Some(at) = it.pool.standing.as_ref().and_then(|it| it.settled_at) {
                p { (words::package_ends(view.lang, &expiry::package_ends(at).to_string())) }
            }
            @if let Some(remark) = it.remark { p { (public_check::said_of(view.lang, remark)) } }
            (parts::actions(parts::link_button(view.t(words::DOWNLOAD), &action, Style::Plain)))
            (parts::confirm(view.lang, &confirm))
        }
    };
    parts::panel(
        view.t(words::PACKAGE),
        html! {
            p { (view.t(words::PACKAGE_LEAD)) }
            @for it in waiting { (one(it)) }
        },
    )
}

/// The page on which two persons decide, one after the other.
pub fn decision(view: View, actor: &Actor, about: &PoolDecision, form: &Form) -> Page {
    let PoolDecision { campaign, pool, matter, decisions, .. } = about;
    let pool_name = pool.name(view.lang);
    let (action, lead) = match matter {
        Matter::Spoiled => {
            let spoiled = pool.standing.as_ref().and_then(|standing| standing.spoiled);
            let lead = words::spoiled_lead(view.lang, spoiled.unwrap_or_default(), pool_name);
            (paths::pool_spoiled(pool.id), lead)
        }
        Matter::Destroy => {
            (paths::pool_destroy(pool.id), words::destroy_lead(view.lang, pool_name))
        }
    };
    let side = side_of(actor);
    let has_decided = side.is_some_and(|side| decisions.iter().any(|it| it.side == side));
    let takes_reason = about.is_open() && side.is_some() && !has_decided;
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p { (view.t(words::TWO_PERSONS)) }
        @if !decisions.is_empty() {
            (parts::panel(view.t(words::DECISIONS), history(view, about)))
        }
        @if takes_reason { (parts::form(&action, reason_fields(view, *matter, form))) }
        @else if about.is_open() {
            @let text = if has_decided { words::AWAITS_OTHER } else { words::NOT_YOURS };
            (parts::notice(Tone::Info, html! { p { (view.t(text)) } }))
        } @else {
            @let text = super::refusals::NOTHING_TO_DECIDE;
            (parts::notice(Tone::Info, html! { p { (view.t(text)) } }))
        }
    };
    let page = Page::new(format!("{} · {pool_name}", view.t(words::matter(*matter))), body)
        .lead(lead)
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id))
        .crumb(view.t(words::TITLE), paths::opening(campaign.id))
        .width(Width::Reading);
    if takes_reason { page.with_form() } else { page }
}

fn reason_fields(view: View, matter: Matter, form: &Form) -> Markup {
    let reason = Field::new(view.lang, "reason", view.t(words::REASON))
        .help(view.t(words::REASON_HELP))
        .value(form.text("reason"))
        .error(form.error("reason"))
        .limit(120)
        .required();
    let style = if matter == Matter::Destroy { Style::Danger } else { Style::Primary };
    html! {
        (parts::text_field(&reason))
        (parts::actions(parts::button(view.t(words::DECIDE_BUTTON), style)))
    }
}

fn history(view: View, about: &PoolDecision) -> Markup {
    let moment = |decision: &Decision| Moment {
        when: decision.at.to_minute(),
        who: about.name(decision.person).to_owned(),
        what: html! {
            (words::decided(view.lang, view.t(words::side(decision.side)), &decision.reason))
        },
    };
    parts::history(&about.decisions.iter().map(moment).collect::<Vec<_>>())
}
