//! What pages show between forms and tables: panels, notices, badges, steps, histories, and the
//! box for a secret that is shown once.

use maud::{Markup, Render, html};

use crate::domain::lang::{Lang, Text, words};

words! {
    CRUMBS = "当前位置",
             "You are here";
    DONE = "已完成",
           "done";
    NOW = "进行中",
          "in progress";
    NO_MORE = "不再进行",
              "will not be done";
    TO_COME = "未开始",
              "to come";
    and_more(count: usize) = "另有 {count} 处",
                             "and {count} more";
    SHOWN_ONCE = "只显示这一次，请现在抄下、打印或转交。",
                 "Shown only this once: write it down, print it or hand it over now.";
}

/// How something stands. The words beside it say the same; colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say.
    Neutral,
    /// Done, well.
    Good,
    /// Near its due date, or wanting care.
    Soon,
    /// Overdue, refused, wrong.
    Late,
    /// Worth knowing.
    Info,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Info => "info",
        }
    }
}

/// A state in a word or two.
pub fn badge(label: &str, tone: Tone) -> Markup {
    html! { span class={ "badge " (tone.class()) } { (label) } }
}

/// Something the reader must see before going on. A late one is read aloud at once.
pub fn notice(tone: Tone, body: impl Render) -> Markup {
    let role = if tone == Tone::Late { "alert" } else { "status" };
    html! { div class={ "notice " (tone.class()) } role=(role) { (body) } }
}

/// How many mistakes of one file are shown: where there are more, a few causes stand behind all.
const MISTAKES_SHOWN: usize = 50;
/// How much of one mistake is shown, for it may quote a cell with a book in it.
const MISTAKE_LENGTH: usize = 200;

/// What is wrong with a file, line by line.
pub fn mistakes(lang: Lang, headline: &str, found: &[String]) -> Markup {
    let rest = found.len().saturating_sub(MISTAKES_SHOWN);
    notice(
        Tone::Late,
        html! {
            p { strong { (headline) } }
            ul {
                @for mistake in found.iter().take(MISTAKES_SHOWN) {
                    li { (mistake.chars().take(MISTAKE_LENGTH).collect::<String>()) }
                }
                @if rest > 0 { li { (and_more(lang, rest)) } }
            }
        },
    )
}

/// A part of a page under its own heading.
pub fn panel(title: &str, body: impl Render) -> Markup {
    html! { section.panel { h2 { (title) } (body) } }
}

/// A part of a page with buttons or a badge beside its heading.
pub fn panel_with(title: &str, aside: impl Render, body: impl Render) -> Markup {
    html! {
        section.panel {
            header { h2 { (title) } div.actions { (aside) } }
            (body)
        }
    }
}

/// Names and what they stand for.
pub fn facts<L: AsRef<str>>(pairs: &[(L, Markup)]) -> Markup {
    html! {
        dl.facts {
            @for (label, value) in pairs {
                div { dt { (label.as_ref()) } dd { (value) } }
            }
        }
    }
}

/// There is nothing here yet, why, and what to do about it.
pub fn empty_state(text: &str, action: Option<Markup>) -> Markup {
    html! {
        div.empty {
            p { (text) }
            @if let Some(action) = action { div.actions { (action) } }
        }
    }
}

/// Text for those who ask for it.
pub fn more(label: &str, body: impl Render) -> Markup {
    html! { details.more { summary { (label) } div { (body) } } }
}

/// One step of the way to a page.
pub struct Crumb {
    /// Its word.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// The way to the page, outermost first. Nothing for none.
pub fn crumbs(lang: Lang, crumbs: &[Crumb]) -> Markup {
    html! {
        @if !crumbs.is_empty() {
            nav.crumbs aria-label=(CRUMBS.to(lang)) {
                ol { @for crumb in crumbs { li { a href=(crumb.href) { (crumb.label) } } } }
            }
        }
    }
}

/// A number of things that wait, large, with the way to them.
pub struct Tile {
    /// What they are.
    pub label: String,
    /// How many.
    pub count: u64,
    /// One line below, as 最早的已等 3 个工作日.
    pub note: Option<String>,
    /// How they stand.
    pub tone: Tone,
    /// Where they are; none for what is told and not shown.
    pub href: Option<String>,
}

fn inside(tile: &Tile) -> Markup {
    html! {
        span.label { (tile.label) }
        strong { (tile.count) }
        @if let Some(note) = &tile.note { small { (note) } }
    }
}

/// A row of tiles.
pub fn tiles(tiles: &[Tile]) -> Markup {
    html! {
        ul.tiles {
            @for tile in tiles {
                li {
                    @let class = format!("tile {}", tile.tone.class());
                    @match &tile.href {
                        Some(href) => a class=(class) href=(href) { (inside(tile)) },
                        None => div class=(class) { (inside(tile)) },
                    }
                }
            }
        }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Under way.
    Now,
    /// Ahead.
    Later,
    /// It does not come any more.
    Never,
}

impl StepState {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Later | Self::Never => "later",
        }
    }

    fn words(self) -> Text {
        match self {
            Self::Done => DONE,
            Self::Now => NOW,
            Self::Later => TO_COME,
            Self::Never => NO_MORE,
        }
    }
}

/// One of the steps of a way.
pub struct Step {
    /// Its word, as 启封.
    pub label: String,
    /// How far it is.
    pub state: StepState,
    /// A few words below: a date, whose turn it is.
    pub note: Option<String>,
    /// Where it is done, if this person may go there.
    pub href: Option<String>,
}

/// The steps of a way, in order.
pub fn steps(lang: Lang, label: &str, steps: &[Step]) -> Markup {
    html! {
        ol.steps aria-label=(label) {
            @for step in steps {
                li class=(step.state.class())
                    aria-current=[(step.state == StepState::Now).then_some("step")] {
                    @if let Some(href) = &step.href {
                        a href=(href) { (step.label) }
                    } @else {
                        span { (step.label) }
                    }
                    span.unseen { " " (step.state.words().to(lang)) }
                    @if let Some(note) = &step.note { small { (note) } }
                    @if step.state == StepState::Never { small aria-hidden="true" { (NO_MORE.to(lang)) } }
                }
            }
        }
    }
}

/// How much of a whole is done, in words and as a bar.
pub fn progress(label: &str, done: u64, whole: u64) -> Markup {
    html! {
        div.progress {
            span { (label) }
            strong { (done) " / " (whole) }
            progress value=(done) max=(whole.max(1)) aria-label=(label) {}
        }
    }
}

/// What happened to a record, once.
pub struct Moment {
    /// When, as the reader writes it.
    pub when: String,
    /// Who did it.
    pub who: String,
    /// What it was, with its reason.
    pub what: Markup,
}

/// What happened to a record, in order.
pub fn history(moments: &[Moment]) -> Markup {
    html! {
        ol.history {
            @for moment in moments {
                li {
                    p.when { time { (moment.when) } " " span { (moment.who) } }
                    div { (moment.what) }
                }
            }
        }
    }
}

/// A secret that is shown once: a link, a code, a passphrase. One click selects all of it.
pub fn secret_box(lang: Lang, label: &str, secret: &str) -> Markup {
    html! {
        div.secret {
            p.label { (label) }
            p.value translate="no" { code { (secret) } }
            p.help { (SHOWN_ONCE.to(lang)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_under_way_is_marked_for_screen_readers() {
        let step = |state| Step { label: "启封".to_owned(), state, note: None, href: None };
        let way = [step(StepState::Done), step(StepState::Now), step(StepState::Later)];
        let markup = steps(Lang::Zh, "进度", &way).into_string();
        assert_eq!(markup.matches(r#"aria-current="step""#).count(), 1);
        assert!(markup.contains("已完成") && markup.contains("未开始"));
    }

    #[test]
    fn a_late_notice_interrupts_and_a_good_one_waits() {
        assert!(notice(Tone::Late, html! {}).into_string().contains(r#"role="alert""#));
        assert!(notice(Tone::Good, html! {}).into_string().contains(r#"role="status""#));
    }

    #[test]
    fn a_whole_of_none_divides_by_nothing() {
        assert!(progress("进度", 0, 0).into_string().contains(r#"max="1""#));
    }

    #[test]
    fn a_page_at_the_top_has_no_crumbs() {
        assert_eq!(crumbs(Lang::Zh, &[]).into_string(), "");
    }
}
