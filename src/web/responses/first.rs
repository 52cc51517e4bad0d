//! The first screen: who asks whom and why, for how long, what is recorded and what is not. One
//! calm main path; whoever wants to know more unfolds it.

use maud::{Markup, html};

use super::sheet::Sheet;
use super::{addresses, door_words, languages, ticket, who, who_words, words};
use crate::domain::campaigns::{Audience, Channel};
use crate::domain::lang::{Lang, Text};
use crate::domain::responses::minutes;
use crate::domain::time::Day;
use crate::services::Site;
use crate::services::responses::{Frozen, Survey};
use crate::web::campaigns;
use crate::web::page::{Switch, View, respondent_banner};
use crate::web::parts::{self, Tone};
use crate::web::paths;

/// Everything above the first question; `how` says how answers and codes come apart, and what more
/// makes it `stronger` is folded.
pub fn first_screen(sheet: &Sheet<'_>, (how, stronger): (Text, &Markup)) -> Markup {
    let Sheet { view, site, survey, frozen, document, .. } = *sheet;
    html! {
        (warnings(view, site))
        (languages::title(view, document))
        p.lead { (words::how_long(view.lang, minutes(&frozen.document))) }
        (facts(view, survey, frozen))
        (promise(sheet, how))
        (folded(view, survey, stronger))
    }
}

/// The top of a page around the questionnaire: whose it is, the switches, what is different here.
pub fn top(view: View, site: &Site, survey: &Survey, switch: Option<Switch<'_>>) -> Markup {
    html! {
        (respondent_banner(view, survey.campaign.issuer(view.lang), switch))
        (warnings(view, site))
    }
}

/// What is different on this site, if anything is.
fn warnings(view: View, site: &Site) -> Markup {
    html! {
        @if site.simulated { (parts::notice(Tone::Late, view.t(words::SIMULATED))) }
        @if site.plain_http { (parts::notice(Tone::Late, view.t(words::PLAIN_HTTP))) }
    }
}

fn facts(view: View, survey: &Survey, frozen: &Frozen) -> Markup {
    let lang = view.lang;
    let texts = &survey.campaign.texts;
    let closes_on = survey.window.closes_on.to_string();
    let mut facts = vec![
        (view.t(words::WHO_ASKS), html! { (survey.campaign.issuer(lang)) }),
        (view.t(words::WHY), html! { (words::why(lang, survey.campaign.name(lang))) }),
        (view.t(words::TELEPHONE), telephone(&texts.telephone)),
    ];
    if !texts.notice_url.is_empty() {
        let link =
            html! { a href=(texts.notice_url) rel="noreferrer" { (view.t(words::NOTICE_LINK)) } };
        facts.push((view.t(words::NOTICE), link));
    }
    let added = campaigns::seats_added(view, &survey.pool);
    facts.push((
        view.t(words::WHOM),
        html! {
            (whom(view, survey, frozen))
            @if let Some(added) = added { br; (added) }
        },
    ));
    if let Some(sentence) = at_the_door(view, frozen.audiences.iter().map(|it| it.channel)) {
        facts.push((view.t(words::COUNTED), html! { (sentence) }));
    }
    let moved = campaigns::extended(view, &survey.campaign);
    facts.push((
        view.t(words::UNTIL),
        html! {
            @match last_day_of_link(frozen) {
                Some(day) => {
                    (door_words::link_until(lang, &day.to_string())) br;
                    (words::opened_after(lang, &closes_on))
                }
                None => (words::until(lang, &closes_on)),
            }
            @if let Some(moved) = moved { br; (moved) }
        },
    ));
    parts::facts(&facts)
}

/// The last day of a group's link, where it is earlier than that of the campaign.
fn last_day_of_link(frozen: &Frozen) -> Option<Day> {
    frozen.audiences.iter().filter_map(|audience| audience.until).min()
}

/// What nobody can know of people who get a seat at the door, where there are any.
pub fn at_the_door(view: View, channels: impl Iterator<Item = Channel>) -> Option<String> {
    let mut said = Vec::new();
    for channel in channels {
        let text = match channel {
            Channel::Group => view.t(campaigns::BALLOTS_NOT_PEOPLE),
            Channel::Venue => view.t(campaigns::TWICE_IN_A_ROOM),
            Channel::Email | Channel::Phone | Channel::Card => continue,
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    let between = if view.lang == Lang::En { " " } else { "" };
    (!said.is_empty()).then(|| said.join(between))
}

/// A number that a phone dials when touched.
pub fn telephone(number: &str) -> Markup {
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! { a href={ "tel:" (dialled) } { (number) } }
}

/// Size and channels of the pool: 投标人，共邀请 214 人，174 人用电子邮件，40 人用邀请卡.
fn whom(view: View, survey: &Survey, frozen: &Frozen) -> String {
    let lang = view.lang;
    let by = |channel: &Channel| -> u32 {
        let asked = frozen.audiences.iter().filter(|audience| audience.channel == *channel);
        asked.map(Audience::seats).sum()
    };
    let all = Channel::ALL.iter().map(by).sum();
    if frozen.has(Channel::Group) {
        return door_words::at_most(lang, survey.pool.name(lang), all);
    }
    let mut parts = vec![words::invited(lang, survey.pool.name(lang), all)];
    for channel in Channel::ALL {
        let name = view.t(words::channel(*channel));
        match by(channel) {
            0 => {}
            seats if seats == all => parts.push(words::all_by(lang, name)),
            seats => parts.push(words::of_these(lang, seats, name)),
        }
    }
    parts.join(words::comma(lang))
}

fn promise(sheet: &Sheet<'_>, how: Text) -> Markup {
    let Sheet { view, survey, .. } = *sheet;
    let (not_recorded, recorded) = sheet.ways().records();
    let closes_on = survey.window.closes_on.to_string();
    html! {
        div.promise {
            section.kept {
                h2 { (view.t(words::NOT_RECORDED)) }
                ul {
                    li { (view.t(not_recorded)) }
                    li { (view.t(words::NOT_RECORDED_DEVICE)) }
                }
            }
            section.unkept {
                h2 { (view.t(words::RECORDED)) }
                ul {
                    li { (view.t(recorded)) }
                    li { (words::recorded_answers(view.lang, &closes_on)) }
                }
            }
        }
        p.help { (view.t(how)) }
        p.help { a href=(who::address(view, survey.pool.code)) { (view.t(who_words::WHO)) } }
    }
}

fn folded(view: View, survey: &Survey, stronger: &Markup) -> Markup {
    let closes_on = survey.window.closes_on.to_string();
    let check = paths::check(survey.pool.code);
    html! {
        (parts::more(view.t(words::HOW_TO_CHECK), html! {
            (fingerprint(view, survey))
            p { (view.t(words::RECEIPT_SHOWS)) }
            p { (view.t(words::CHECK_LATER)) " " a href=(check) { (view.t(words::CHECK_PAGE)) } }
        }))
        (parts::more(view.t(words::PROTECTION), html! {
            p { (view.t(words::OWN_PHONE)) }
            (stronger)
            p { (view.t(words::OWN_WORDS)) }
            p { (words::sealed_until_then(view.lang, &closes_on)) }
            p { (view.t(words::NOT_PROTECTED)) }
            p { (view.t(words::FIREWALL)) }
        }))
        (parts::more(
            view.t(addresses::heading(survey)),
            addresses::told(view, survey)))
    }
}

/// What the script compares with the key it was given, and the reader with the notice.
pub fn fingerprint(view: View, survey: &Survey) -> Markup {
    let stands = ticket::fingerprint_stands(view.lang, survey.frozen());
    html! {
        @if let Some(fingerprint) = survey.pool.fingerprint {
            p { (words::fingerprint(view.lang, &stands)) }
            p { code #fingerprint translate="no" { (fingerprint) } }
        }
    }
}
