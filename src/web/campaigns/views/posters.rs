//! A poster: what is asked, by whom, until when, how to take part, what to compare.

use maud::{Markup, html};

use super::super::posters::Paper;
use super::super::{card_words as words, words as common};
use super::cards::{both, qr};
use super::under;
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::{Audience, Campaign, Channel};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::lang::{Lang, Text};
use crate::services::Site;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::paths;

/// The poster of a pool, and the choice of its paper.
pub fn page(view: View, campaign: &Campaign, plan: &PoolPlan, site: &Site, paper: Paper) -> Page {
    let body = html! {
        @match plan.pool.fingerprint {
            Some(fingerprint) => {
                (choice(view, campaign, plan, paper))
                (poster(campaign, plan, fingerprint, site, paper))
            }
            None => (parts::notice(Tone::Info, html! { p { (view.t(words::POSTER_NOT_YET)) } })),
        }
    };
    let title = format!("{} · {}", view.t(words::POSTER), plan.pool.name(view.lang));
    let page = Page::new(title, body)
        .lead(view.t(words::POSTER_LEAD))
        .actions(parts::print_button(view.t(common::PRINT)));
    under(page, view, campaign)
}

fn choice(view: View, campaign: &Campaign, plan: &PoolPlan, paper: Paper) -> Markup {
    let field = Field::new(view.lang, "paper", view.t(words::PAPER)).value(paper.code()).required();
    let choices: Vec<Choice<'_>> =
        Paper::ALL.iter().map(|it| Choice::new(it.code(), it.code().to_uppercase())).collect();
    let form = html! {
        (parts::select(&field, &choices))
        (parts::button(view.t(words::SHOW), Style::Plain))
    };
    html! {
        div.no-print {
            (parts::filter_form(&paths::pool_poster(campaign.id, plan.pool.id), form))
        }
    }
}

fn poster(
    campaign: &Campaign,
    plan: &PoolPlan,
    fingerprint: Fingerprint,
    site: &Site,
    paper: Paper,
) -> Markup {
    let about = format!("{}{}", site.base_url, paths::survey_who(plan.pool.code));
    let (_, typed) = about.split_once("://").unwrap_or(("", &about));
    let reached = |by| plan.audiences.iter().map(|it: &Audience| it.channel).any(|it| it == by);
    let room = format!("{}{}", site.base_url, paths::survey_room(plan.pool.code));
    let asks = |lang| words::poster_asks(lang, campaign.issuer(lang));
    let english = campaign.name(Lang::En);
    html! {
        section class={ "poster " (paper.code()) } lang="zh-CN" {
            p.poster-issuer {
                @if site.simulated { (words::SIMULATED_CARD.zh) " " }
                (asks(Lang::Zh)) br; span lang="en" { (asks(Lang::En)) }
            }
            h2 {
                (words::POSTER_HEAD.zh) br; span lang="en" { (words::POSTER_HEAD.en) }
            }
            p.poster-name {
                (campaign.name(Lang::Zh)) "（" (plan.pool.name(Lang::Zh)) "）"
                @if english != campaign.name(Lang::Zh) { br; span lang="en" { (english) } }
            }
            div.poster-ways {
                @if reached(Channel::Card) { p { (both(words::POSTER_CARD)) } }
                @if reached(Channel::Email) || reached(Channel::Phone) { p { (both(words::POSTER_MAIL)) } }
                @if reached(Channel::Group) { p { (both(words::POSTER_GROUP)) } }
                @if reached(Channel::Venue) {
                    p {
                        (both(words::POSTER_ROOM))
                        br; span translate="no" { (room) }
                    }
                }
                p { (both(words::POSTER_NO_ACCOUNT)) }
                p { (both(words::POSTER_SEALED)) }
            }
            div.poster-scan {
                div.poster-qr { (qr(&about)) }
                div {
                    p { (both(words::POSTER_SCAN)) }
                    p translate="no" { (typed) }
                    p {
                        (words::CARD_FINGERPRINT.zh) " "
                        span lang="en" { (words::CARD_FINGERPRINT.en) } br;
                        strong translate="no" { (fingerprint) }
                    }
                }
            }
            (foot(campaign, plan))
        }
    }
}

fn foot(campaign: &Campaign, plan: &PoolPlan) -> Markup {
    let label = |text: Text| html! { (text.zh) " " span lang="en" { (text.en) } };
    // The link of a group may end before its campaign.
    let of_link = plan.audiences.iter().filter_map(|audience| audience.until).min();
    let until =
        of_link.or(campaign.dates.closes_on).map_or_else(String::new, |day| format!("{day} 24:00"));
    html! {
        dl.poster-facts {
            div { dt { (label(words::POSTER_UNTIL)) } dd { (until) } }
            div { dt { (label(words::POSTER_CALL)) } dd { (campaign.texts.telephone) } }
            div { dt { (label(words::POSTER_TIPS)) } dd { "12388、" (campaign.texts.tips_to) } }
        }
    }
}
