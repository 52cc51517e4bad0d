//! Pages of the faithfulness sample.

use maud::{Markup, html};

use super::words;
use crate::domain::id::PersonId;
use crate::domain::lang::Lang;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::SampleVerdict;
use crate::domain::time::Day;
use crate::services::suggestions::Campaign;
use crate::services::suggestions::purge::Ended;
use crate::services::suggestions::sample::{
    Drawn, Pair, Reading, Remarked, Sampling, SettledBy, Standing, Waits,
};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Style, Tone};
use crate::web::paths;

fn name_of(view: View, campaign: &Campaign) -> &str {
    match view.lang {
        Lang::En if !campaign.name_en.is_empty() => &campaign.name_en,
        _ => &campaign.name_zh,
    }
}

/// Supervision's page: who reads, and numbers.
pub fn overview(view: View, overview: &[Sampling], form: &Form) -> Page {
    let body = html! {
        @if overview.is_empty() { (parts::empty_state(view.t(words::NOTHING_OPENED), None)) }
        @if let Some(error) = form.error("reader") {
            (parts::notice(Tone::Late, html! { p { (error) } }))
        }
        @for sampling in overview {
            (parts::panel(name_of(view, &sampling.campaign), html! {
                (standing(view, sampling))
                @if let Some(ended) = &sampling.ended { (how_it_ended(view, ended)) }
            }))
        }
    };
    Page::new(view.t(words::SAMPLING), body)
        .lead(view.t(words::SAMPLING_LEAD))
        .width(Width::Reading)
}

fn standing(view: View, sampling: &Sampling) -> Markup {
    match &sampling.standing {
        Standing::TooEarly(waits, from) => too_early(view, waits, *from),
        Standing::NothingToDraw => html! { p.muted { (view.t(words::NOTHING_TO_DRAW)) } },
        Standing::TooLate => parts::notice(Tone::Late, html! { p { (view.t(words::TOO_LATE)) } }),
        Standing::ToDraw(able, before) => to_draw(view, &sampling.campaign, able, *before),
        Standing::Drawn(drawn) => figures(view, drawn),
    }
}

/// What waits, so that whoever could hurry it knows whom to ask.
fn too_early(view: View, waits: &Waits, from: Day) -> Markup {
    let number = |count: i64| html! { (count) };
    html! {
        p.muted { (words::too_early(view.lang, from)) }
        (parts::facts(&[
            (view.t(words::WAITING_TEXTS), number(waits.texts)),
            (view.t(words::WAITING_PROPOSED), number(waits.proposed)),
            (view.t(words::WAITING_ITEMS), number(waits.at_desk)),
            (view.t(words::WAITING_RELEASE), number(waits.queued)),
        ]))
    }
}

/// What nothing came of when raw texts ended.
fn how_it_ended(view: View, ended: &Ended) -> Markup {
    let number = |count: u64| html! { (count) };
    parts::facts(&[
        (view.t(words::ENDED_ON), html! { (ended.on) }),
        (view.t(words::EXPIRED), number(ended.expired)),
        (view.t(words::NEGLECTED), number(ended.neglected)),
    ])
}

/// Naming and drawing cannot be taken back, so the press is asked for twice.
fn to_draw(view: View, campaign: &Campaign, able: &[(PersonId, String)], before: Day) -> Markup {
    if able.is_empty() {
        return parts::notice(Tone::Soon, html! { p { (view.t(words::NOBODY_ABLE)) } });
    }
    let confirm = |(id, name): &(PersonId, String)| {
        parts::confirm(
            view.lang,
            &Confirm {
                label: &words::draw(view.lang, name),
                question: html! { p { (view.t(words::READER_HELP)) } },
                action: &paths::sampling_campaign(campaign.id),
                fields: parts::hidden("reader", &id.to_string()),
                button: view.t(words::DRAW),
            },
        )
    };
    html! {
        p { (words::can_be_named(view.lang, before)) }
        @for person in able { (confirm(person)) }
    }
}

fn figures(view: View, drawn: &Drawn) -> Markup {
    let number = |count: usize| html! { (count) };
    let read = drawn.faithful + drawn.unfaithful;
    html! {
        (parts::facts(&[
            (view.t(words::READER), html! { (drawn.reader) }),
            (view.t(words::DRAWN_AT), html! { (drawn.drawn_at.to_minute()) }),
            (view.t(words::FRAME), number(drawn.frame)),
            (view.t(words::DRAWN), number(drawn.drawn)),
            (view.t(words::READ), number(read)),
            (view.t(SampleVerdict::Faithful.text()), number(drawn.faithful)),
            (view.t(SampleVerdict::Unfaithful.text()), number(drawn.unfaithful)),
            (view.t(words::DEALT_WITH), number(drawn.dealt_with)),
            (view.t(words::SEED), html! { code { (drawn.seed.as_str()) } }),
        ]))
        @let (tone, said) = if drawn.holds { (Tone::Good, words::HOLDS) } else { (Tone::Late, words::BROKEN) };
        p { (parts::badge(view.t(said), tone)) }
    }
}

/// The desk's page: what the reader has to read, what was remarked.
pub fn readings(view: View, readings: &[Reading], refused: Option<&str>) -> Page {
    let body = html! {
        @if let Some(refused) = refused {
            (parts::notice(Tone::Late, html! { p { (refused) } }))
        }
        @if readings.is_empty() { (parts::empty_state(view.t(words::NO_SAMPLE), None)) }
        @for reading in readings {
            (parts::panel(name_of(view, &reading.campaign), html! {
                @if let Some(first) = reading.to_read.first() {
                    p { (words::to_read(view.lang, reading.to_read.len())) }
                    (parts::actions(parts::link_button(
                        view.t(words::BEGIN), &paths::sample_pair(reading.campaign.id, *first), Style::Primary)))
                } @else { p.muted { (view.t(words::NOTHING_TO_READ)) } }
                @if !reading.remarks.is_empty() {
                    h3 { (view.t(words::REMARKS)) }
                    ul {
                        @for remarked in &reading.remarks {
                            li { (one_remark(view, &reading.campaign, remarked)) }
                        }
                    }
                }
            }))
        }
    };
    Page::new(view.t(words::SAMPLE), body)
        .lead(view.t(words::SAMPLE_LEAD))
        .crumb(view.t(words::DESK), paths::DESK)
        .width(Width::Reading)
}

/// A remark with the way to what it is about; what was found unfaithful is to be dealt with.
fn one_remark(view: View, campaign: &Campaign, remarked: &Remarked) -> Markup {
    let is_open = remarked.verdict == SampleVerdict::Unfaithful && !remarked.is_dealt_with;
    html! {
        (view.t(remarked.verdict.text())) (view.colon()) (remarked.remark)
        @if remarked.is_dealt_with { " " (parts::badge(view.t(words::DEALT_WITH), Tone::Good)) }
        @if let Some(item) = remarked.item {
            " " a href=(paths::desk_item(item)) { (view.t(words::TO_ITEM)) }
        }
        @if remarked.can_be_opened {
            " " a href=(paths::desk_text(remarked.pool, remarked.text)) { (view.t(words::TO_TEXT)) }
        }
        @if is_open && !remarked.is_aside {
            @match &remarked.settled_by {
                SettledBy::Oneself => {
                    " " (parts::post_button(
                        view.t(words::NOTE_DEALT),
                        &paths::sample_dealt(campaign.id, remarked.text),
                        Style::Plain,
                    ))
                },
                SettledBy::Others(names) if names.is_empty() => {
                    " " span.muted { (view.t(words::NOBODY_TO_SETTLE)) }
                },
                SettledBy::Others(names) => {
                    " " span.muted { (words::settled_by(view.lang, &names.join(view.comma()))) }
                },
            }
        }
    }
}

/// A pair that this reader has judged already: what was said, and what was typed now.
pub fn twice(view: View, said: &(SampleVerdict, Option<String>), form: &Form) -> Page {
    let typed = SampleVerdict::from_code(form.text("verdict"));
    let line = |verdict: Option<SampleVerdict>, remark: &str| {
        html! {
            p { (verdict.map_or("—", |verdict| view.t(verdict.text()))) }
            @if !remark.is_empty() { blockquote.quote { (remark) } }
        }
    };
    let body = html! {
        (parts::notice(Tone::Soon, html! { p { (view.t(words::TWICE)) } }))
        (parts::panel(view.t(words::SAID_BEFORE), line(Some(said.0), said.1.as_deref().unwrap_or_default())))
        (parts::panel(view.t(words::TYPED_NOW), line(typed, form.text("remark").trim())))
        (parts::actions(parts::link_button(view.t(words::SAMPLE), paths::SAMPLE, Style::Primary)))
    };
    Page::new(view.t(words::SAMPLE), body)
        .crumb(view.t(words::SAMPLE), paths::SAMPLE)
        .width(Width::Reading)
}

/// A text beside what became of it.
pub fn pair(view: View, pair: &Pair, form: &Form) -> Page {
    let lang = view.lang;
    let mut about = Vec::new();
    if let Some((zh, en)) = &pair.audience {
        let is_en = lang == Lang::En && !en.is_empty();
        about.push((view.t(words::AUDIENCE).to_owned(), html! { (if is_en { en } else { zh }) }));
    }
    for (question, answer) in &pair.about {
        about.push((question.to(lang).to_owned(), html! { (answer.to(lang)) }));
    }
    let verdict = Field::new(lang, "verdict", view.t(words::VERDICT))
        .help(view.t(words::VERDICT_HELP))
        .value(form.text("verdict"))
        .error(form.error("verdict"))
        .required();
    let choices: Vec<Choice> = SampleVerdict::ALL
        .iter()
        .map(|verdict| Choice::new(verdict.code(), view.t(verdict.text())))
        .collect();
    let remark = Field::new(lang, "remark", view.t(words::REMARK))
        .help(view.t(words::REMARK_HELP))
        .value(form.text("remark"))
        .error(form.error("remark"))
        .limit(500);
    let body = html! {
        (parts::error_summary(lang, form.errors()))
        div.split {
            (parts::panel(view.t(words::WRITTEN), html! {
                blockquote.quote { (pair.written) }
                (parts::facts(&about))
            }))
            div.stack {
                (parts::panel(view.t(words::BECAME), became(view, pair)))
                (parts::form(&paths::sample_pair(pair.campaign.id, pair.text), html! {
                    (parts::radio_group(&verdict, &choices))
                    (parts::text_area(&remark, 3))
                    (parts::actions(parts::button(view.t(words::JUDGE), Style::Primary)))
                }))
            }
        }
    };
    Page::new(view.t(words::SAMPLE), body)
        .lead(view.t(words::PAIR_LEAD))
        .crumb(view.t(words::SAMPLE), paths::SAMPLE)
        .width(Width::Wide)
        .with_form()
}

fn became(view: View, pair: &Pair) -> Markup {
    let Some(item) = &pair.item else {
        let reason = pair.reason.map_or("—", |reason| view.t(reason.text()));
        return html! { p { (view.t(words::SET_ASIDE)) (view.colon()) (reason) } };
    };
    let unit = pair.units.iter().find(|unit| unit.id == item.draft.unit);
    let category = pair.words.iter().find(|word| {
        word.set == WordSet::RiskCategories && word.code.as_str() == item.draft.category
    });
    html! {
        blockquote.quote { (item.draft.text) }
        (parts::facts(&[
            (view.t(crate::web::words::UNIT), html! { (unit.map_or("—", |unit| unit.name(view.lang))) }),
            (view.t(words::CATEGORY), html! { (category.map_or("—", |word| word.text(view.lang))) }),
        ]))
    }
}
