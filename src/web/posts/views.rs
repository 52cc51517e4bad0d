//! The page of posts: what each unit lacks, in a row of its own, and all its steps one press away.

use maud::{Markup, html};

use super::words;
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::posts::{HouseStep, Step};
use crate::services::posts::Posts;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Field, Pager, Style, Tone};
use crate::web::paths;

const SIZE: usize = 50;

/// The page, narrowed by what its address says.
pub fn page(view: View, actor: &Actor, posts: &Posts, narrowed: &Form) -> Page {
    let chosen = posts.units.iter().find(|(unit, _)| unit.code == narrowed.text("unit"));
    let body = html! {
        (told(view, posts.vacant, &html! {}))
        @if !posts.unread.units.is_empty() { (unread(view, actor, posts)) }
        @if !posts.unrecorded.is_empty() { (unrecorded(view, posts)) }
        (narrow(view, posts, narrowed))
        @match chosen {
            Some((unit, steps)) => { (parts::panel(unit.name(view.lang), of_unit(view, steps))) }
            None => {
                @if !narrowed.text("unit").is_empty() {
                    (parts::notice(Tone::Soon, html! { p { (view.t(words::NO_SUCH_UNIT)) } }))
                }
                (parts::panel(view.t(words::HOUSE), house(view, posts)))
                (parts::panel(view.t(words::BY_UNIT), summary(view, posts, narrowed)))
            }
        }
    };
    Page::new(view.t(words::POSTS), body).lead(view.t(words::LEAD))
}

/// What becomes of texts that nobody of the house may read, and the ways out of it: more people, or
/// people whom the level above names.
fn unread(view: View, actor: &Actor, posts: &Posts) -> Markup {
    let units: Vec<&str> = posts.unread.units.iter().map(|unit| unit.name(view.lang)).collect();
    let keepers = posts.house.iter().find(|(step, ..)| *step == HouseStep::KeepAccounts);
    let keepers = keepers.map(|(_, names, _)| names.join(view.comma())).unwrap_or_default();
    parts::notice(
        Tone::Late,
        html! {
            p { strong { (words::unread(view.lang, &units.join(view.comma()))) } }
            p {
                (view.t(words::UNREAD_WAITS)) " "
                @match posts.unread.until {
                    Some(day) => { (words::unread_until(view.lang, day)) }
                    None => { (view.t(words::UNREAD_LATER)) }
                }
            }
            ol {
                li {
                    (view.t(words::UNREAD_ADD)) " "
                    @if actor.may(Act::ManagePeople) {
                        a href=(paths::PEOPLE) { (view.t(words::TO_PEOPLE)) }
                    } @else { (words::ask_keepers(view.lang, &keepers)) }
                }
                li { (view.t(words::UNREAD_ABOVE)) }
            }
        },
    )
}

/// Where nobody could record what a leader decided on paper. It is no vacancy: as long as leaders
/// decide in the program themselves, nothing waits.
fn unrecorded(view: View, posts: &Posts) -> Markup {
    let units: Vec<&str> = posts.unrecorded.iter().map(|unit| unit.name(view.lang)).collect();
    let is_all = units.len() == posts.units.len();
    let said = if is_all {
        view.t(words::NOBODY_RECORDS).to_owned()
    } else {
        words::unrecorded(view.lang, &units.join("、"))
    };
    let office = if posts.office.is_empty() { "—".to_owned() } else { posts.office.join("、") };
    parts::notice(
        Tone::Soon,
        html! {
            p { strong { (said) } }
            p { (words::unrecorded_why(view.lang, &office)) }
        },
    )
}

fn narrow(view: View, posts: &Posts, narrowed: &Form) -> Markup {
    let units: Vec<Choice> = posts
        .units
        .iter()
        .map(|(unit, _)| Choice::new(unit.code.as_str(), unit.name(view.lang)))
        .collect();
    let unit = Field::new(view.lang, "unit", view.t(crate::web::words::UNIT))
        .value(narrowed.text("unit"))
        .none(view.t(words::ALL_UNITS));
    let gaps = Field::new(view.lang, "gaps", view.t(words::GAPS_ONLY)).value(narrowed.text("gaps"));
    parts::filter_form(
        paths::POSTS,
        html! {
            (parts::select(&unit, &units))
            (parts::tick(&gaps, "yes"))
            (parts::button(view.t(words::NARROW), Style::Plain))
        },
    )
}

fn house(view: View, posts: &Posts) -> Markup {
    let columns = [Column::text(view.t(words::STEP)), Column::text(view.t(words::ABLE))];
    let rows: Vec<Vec<Markup>> = posts
        .house
        .iter()
        .map(|(step, names, is_enough)| {
            vec![html! { (view.t(step.text())) }, able(view, names, *is_enough)]
        })
        .collect();
    parts::table(view.t(words::HOUSE), &columns, &rows)
}

/// The steps of a unit that nobody can take.
fn gaps(steps: &[(Step, Vec<String>)]) -> Vec<Step> {
    steps.iter().filter(|(_, names)| names.is_empty()).map(|(step, _)| *step).collect()
}

/// A row for each unit, those that lack somebody first.
fn summary(view: View, posts: &Posts, narrowed: &Form) -> Markup {
    let mut units: Vec<(&Unit, Vec<Step>)> =
        posts.units.iter().map(|(unit, steps)| (unit, gaps(steps))).collect();
    units.sort_by_key(|(_, gaps)| std::cmp::Reverse(gaps.len()));
    if narrowed.has("gaps") {
        units.retain(|(_, gaps)| !gaps.is_empty());
    }
    let columns = [
        Column::text(view.t(crate::web::words::UNIT)),
        Column::text(view.t(words::GAPS)),
        Column::short(view.t(words::STANDING)),
    ];
    let page: u64 = narrowed.text("page").parse().unwrap_or(1);
    let at = Pager { page, size: SIZE as u64, total: units.len() as u64 };
    let at = Pager { page: page.clamp(1, at.pages()), ..at };
    let first = usize::try_from(at.page - 1).unwrap_or(0) * SIZE;
    let row = |(unit, gaps): &(&Unit, Vec<Step>)| {
        let steps: Vec<&str> = gaps.iter().map(|step| view.t(step.text())).collect();
        let badge = if gaps.is_empty() {
            parts::badge(view.t(words::FILLED), Tone::Good)
        } else {
            parts::badge(&words::lacks(view.lang, gaps.len()), Tone::Late)
        };
        let all = format!("{}?unit={}", paths::POSTS, unit.code);
        let lacking = if steps.is_empty() { "—".to_owned() } else { steps.join(view.comma()) };
        vec![html! { a href=(all) { (unit.name(view.lang)) } }, html! { (lacking) }, badge]
    };
    let rows: Vec<Vec<Markup>> = units.iter().skip(first).take(SIZE).map(row).collect();
    let only = if narrowed.has("gaps") { "gaps=yes&" } else { "" };
    html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::ALL_FILLED), None)) }
        @else {
            (parts::table(view.t(words::BY_UNIT), &columns, &rows))
            (parts::pager(view.lang, at, |page| format!("{}?{only}page={page}", paths::POSTS)))
        }
    }
}

fn of_unit(view: View, steps: &[(Step, Vec<String>)]) -> Markup {
    let columns = [Column::text(view.t(words::STEP)), Column::text(view.t(words::ABLE))];
    let row = |(step, names): &(Step, Vec<String>)| {
        vec![html! { (view.t(step.text())) }, able(view, names, !names.is_empty())]
    };
    let rows: Vec<Vec<Markup>> = steps.iter().map(row).collect();
    parts::table(view.t(words::STEP), &columns, &rows)
}

/// How many steps nobody can take, in a sentence with something after it.
pub fn told(view: View, vacant: usize, then: &Markup) -> Markup {
    let (tone, said) = match vacant {
        0 => (Tone::Good, view.t(words::ALL_FILLED).to_owned()),
        _ => (Tone::Soon, words::vacant(view.lang, vacant)),
    };
    parts::notice(tone, html! { p { (said) " " (then) } })
}

/// The way to the page.
pub fn link(view: View) -> Markup {
    html! { a href=(paths::POSTS) { (view.t(words::POSTS)) } }
}

fn able(view: View, names: &[String], is_enough: bool) -> Markup {
    html! {
        (names.join(view.comma()))
        @if !is_enough { " " (parts::badge(view.t(words::NOBODY), Tone::Late)) }
    }
}
