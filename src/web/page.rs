//! The document around every page: head, header, navigation, footer. Two shells: the office's,
//! with its people and their switches, and the respondent's, which loads a small stylesheet of its
//! own and knows nobody. Pages hand in finished bodies; nothing here decides or asks.

use maud::{DOCTYPE, Markup, Render, html};

use super::parts::{Crumb, MAIN_FORM, Tone, crumbs, notice};
use crate::domain::lang::{Lang, Text, words};

words! {
    PRODUCT = "问廉",
              "Wenlian";
    SKIP = "跳到正文",
           "Skip to content";
    NAVIGATION = "栏目",
                 "Sections";
    SETTINGS = "显示与账号",
               "Display and account";
    LARGE_PRINT = "大字版",
                  "Large print";
    NORMAL_PRINT = "标准字号",
                   "Normal print";
    SIGN_OUT = "退出登录",
               "Sign out";
    SIMULATED = "模拟数据",
                "Simulated";
    NEXT_DAY = "下一天",
               "Next day";
    simulated_today(today: &str) = "这里的人员、答卷和整改事项都是模拟的。今天是 {today}。",
                                   "People, answers and items here are simulated. Today is {today}.";
    version(number: &str) = "版本 {number}",
                            "Version {number}";
    waiting(count: u32) = "{count} 件待办",
                          "{count} waiting";
}

/// Size of print a reader asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Print {
    /// 标准
    #[default]
    Normal,
    /// 适老大字
    Large,
}

impl Print {
    /// Its name in addresses and cookies.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }

    /// The size of a name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "normal" => Some(Self::Normal),
            "large" => Some(Self::Large),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Normal,
        }
    }

    fn switch_label(self) -> Text {
        match self {
            Self::Normal => NORMAL_PRINT,
            Self::Large => LARGE_PRINT,
        }
    }
}

/// How one reader sees every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Language of the interface.
    pub lang: Lang,
    /// Size of print.
    pub print: Print,
}

impl View {
    /// A text in the reader's language.
    pub fn t(self, text: Text) -> &'static str {
        text.to(self.lang)
    }
}

/// How wide the body of a page may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Lists and dashboards: all there is.
    #[default]
    Wide,
    /// Forms and texts: a line one reads with ease.
    Reading,
    /// Sign-in and the like: a card in the middle.
    Card,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Reading => "reading",
            Self::Card => "card",
        }
    }
}

/// One page of the office, without its surroundings.
pub struct Page {
    /// Heading and window title.
    pub title: String,
    /// One or two sentences under the heading.
    pub lead: Option<String>,
    /// The way here, outermost first, without the page itself.
    pub crumbs: Vec<Crumb>,
    /// What the page offers as a whole, beside its heading.
    pub actions: Option<Markup>,
    /// How wide it may grow.
    pub width: Width,
    /// The body holds the form with the id `main-form`, whose typed values the switches of
    /// language and print carry along.
    pub has_form: bool,
    /// Everything below the heading.
    pub body: Markup,
}

impl Page {
    /// A wide page without crumbs or form.
    pub fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            lead: None,
            crumbs: Vec::new(),
            actions: None,
            width: Width::Wide,
            has_form: false,
            body,
        }
    }

    /// Adds the sentence under the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// Adds one step of the way here.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            label: label.into(),
            href: href.into(),
        });
        self
    }

    /// Puts buttons beside the heading.
    #[must_use]
    pub fn actions(mut self, actions: Markup) -> Self {
        self.actions = Some(actions);
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Says that the body holds the main form.
    #[must_use]
    pub fn with_form(mut self) -> Self {
        self.has_form = true;
        self
    }
}

/// Who is signed in.
pub struct PersonBadge {
    /// As colleagues call them.
    pub name: String,
    /// Roles and unit in one line.
    pub roles: String,
}

/// An entry of the navigation.
pub struct NavLink {
    /// Its word.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How much waits there for this person; nothing is shown for none.
    pub count: Option<u32>,
    /// The page shown belongs to it.
    pub is_here: bool,
}

/// The bar of a simulated directory.
pub struct SimulatedBar {
    /// The directory's own day, as the reader writes dates.
    pub today: String,
}

/// What the last action did, said once.
pub struct Flash {
    /// How it went.
    pub tone: Tone,
    /// What happened.
    pub text: String,
}

/// Everything around a page of the office.
pub struct OfficeShell {
    /// How this reader sees it.
    pub view: View,
    /// Name of the authority, in the header.
    pub office: String,
    /// Address of the page shown, path and query: the switches come back to it.
    pub here: String,
    /// Who is signed in, if anybody is.
    pub person: Option<PersonBadge>,
    /// Where this person may go.
    pub nav: Vec<NavLink>,
    /// Present in a simulated directory and nowhere else.
    pub simulated: Option<SimulatedBar>,
    /// What the last action did.
    pub flash: Option<Flash>,
}

/// The address of a file in `static/`, with its fingerprint.
pub fn asset(name: &str) -> String {
    crate::web::assets::url(name)
}

/// A whole page of the office.
pub fn office_page(shell: &OfficeShell, page: &Page) -> Markup {
    let view = shell.view;
    let frame = if shell.nav.is_empty() {
        "frame bare"
    } else {
        "frame"
    };
    let body = html! {
        a.skip href="#main" { (view.t(SKIP)) }
        @if let Some(bar) = &shell.simulated { (simulated_bar(view, bar)) }
        (office_header(shell, page.has_form))
        div class=(frame) {
            @if !shell.nav.is_empty() { (navigation(view, &shell.nav)) }
            main #main tabindex="-1" class=(page.width.class()) {
                (crumbs(view.lang, &page.crumbs))
                header.headline {
                    div {
                        h1 { (page.title) }
                        @if let Some(lead) = &page.lead { p.lead { (lead) } }
                    }
                    @if let Some(actions) = &page.actions { div.actions { (actions) } }
                }
                @if let Some(flash) = &shell.flash {
                    (notice(flash.tone, html! { p { (flash.text) } }))
                }
                (page.body)
            }
        }
        footer.foot {
            p { (view.t(PRODUCT)) " · " (shell.office) }
            p { (version(view.lang, env!("CARGO_PKG_VERSION"))) }
        }
        script src=(asset("app.js")) defer {}
    };
    let title = format!("{} · {}", page.title, view.t(PRODUCT));
    document(view, &title, "app.css", "office", &body)
}

/// A whole page for a respondent: no navigation, no cookie, nothing from elsewhere. A body that
/// wants a script ends with it.
pub fn respondent_page(view: View, title: &str, body: impl Render) -> Markup {
    let body = html! {
        a.skip href="#main" { (view.t(SKIP)) }
        main #main tabindex="-1" { (body) }
    };
    document(view, title, "respond.css", "respondent", &body)
}

/// Where a respondent's switches of language and print lead. Respondents have no cookie, so both
/// choices ride in the address.
#[derive(Clone, Copy, Debug)]
pub enum Switch<'a> {
    /// The page holds the main form: it is posted to this path, which draws it again.
    Form(&'a str),
    /// Nothing is typed here: a link to this path.
    Link(&'a str),
}

/// The head of a respondent's page: the mark, who asks, the two switches.
pub fn respondent_banner(view: View, office: &str, switch: Option<Switch<'_>>) -> Markup {
    html! {
        header.banner {
            p.brand { (mark()) span { (office) } }
            @if let Some(switch) = switch { p.switches {
                (respondent_switch(view, switch, Change::Lang))
                (respondent_switch(view, switch, Change::Print))
            } }
        }
    }
}

fn document(view: View, title: &str, sheet: &str, class: &str, body: &Markup) -> Markup {
    let large = (view.print == Print::Large).then_some("large");
    html! {
        (DOCTYPE)
        html lang=(view.lang.tag()) class=[large] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" type="image/svg+xml" href=(asset("icon.svg"));
                link rel="stylesheet" href=(asset(sheet));
            }
            body class=(class) { (body) }
        }
    }
}

/// The seal: 问 as a gate with a mouth in it.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false" {
            rect.mark-seal width="32" height="32" rx="5" {}
            path.mark-lines fill="none" stroke-width="2.4"
                d="M8.5 6.5l1.8 2.3M8 12.5V25M13.5 7.5H24V23c0 1.5-.8 2-2 2h-1.5M12.7 13.5h6.6v6.3h-6.6z" {}
        }
    }
}

fn office_header(shell: &OfficeShell, has_form: bool) -> Markup {
    let view = shell.view;
    html! {
        header.top {
            a.brand href="/office/" {
                (mark())
                span.name { (view.t(PRODUCT)) }
                span.office { (shell.office) }
            }
            div.settings role="group" aria-label=(view.t(SETTINGS)) {
                (office_switch(shell, has_form, Change::Lang))
                (office_switch(shell, has_form, Change::Print))
                @if let Some(person) = &shell.person {
                    div.person {
                        strong { (person.name) }
                        small { (person.roles) }
                    }
                    form method="post" action="/office/sign-out" {
                        button.quiet { (view.t(SIGN_OUT)) }
                    }
                }
            }
        }
    }
}

fn navigation(view: View, links: &[NavLink]) -> Markup {
    html! {
        nav.nav aria-label=(view.t(NAVIGATION)) {
            ul {
                @for link in links {
                    li {
                        a href=(link.href) aria-current=[link.is_here.then_some("page")] {
                            span { (link.label) }
                            @if let Some(count) = link.count.filter(|count| *count > 0) {
                                " " span.count {
                                    span aria-hidden="true" { (count) }
                                    span.unseen { (waiting(view.lang, count)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn simulated_bar(view: View, bar: &SimulatedBar) -> Markup {
    html! {
        aside.simulated aria-label=(view.t(SIMULATED)) {
            p { strong { (view.t(SIMULATED)) } " " (simulated_today(view.lang, &bar.today)) }
            form method="post" action="/office/next-day" {
                button.quiet { (view.t(NEXT_DAY)) }
            }
        }
    }
}

/// What a switch changes.
#[derive(Clone, Copy)]
enum Change {
    Lang,
    Print,
}

impl Change {
    fn apply(self, view: View) -> View {
        match self {
            Self::Lang => View {
                lang: view.lang.other(),
                ..view
            },
            Self::Print => View {
                print: view.print.other(),
                ..view
            },
        }
    }

    /// The label, and the language it is written in where that is not the page's.
    fn label(self, view: View) -> (&'static str, Option<&'static str>) {
        match (self, view.lang.other()) {
            (Self::Lang, Lang::Zh) => ("中文", Some(Lang::Zh.tag())),
            (Self::Lang, Lang::En) => ("English", Some(Lang::En.tag())),
            (Self::Print, _) => (view.t(view.print.other().switch_label()), None),
        }
    }
}

fn office_switch(shell: &OfficeShell, has_form: bool, change: Change) -> Markup {
    let next = change.apply(shell.view);
    let changed = match change {
        Change::Lang => ("lang", next.lang.tag()),
        Change::Print => ("print", next.print.tag()),
    };
    let action = format!("/office/view?{}", query(&[changed, ("page", &shell.here)]));
    let (label, lang) = change.label(shell.view);
    if has_form {
        form_switch(&action, label, lang)
    } else {
        html! {
            form method="post" action=(action) { button.quiet lang=[lang] { (label) } }
        }
    }
}

fn respondent_switch(view: View, switch: Switch<'_>, change: Change) -> Markup {
    let next = change.apply(view);
    let choice = query(&[("lang", next.lang.tag()), ("print", next.print.tag())]);
    let (label, lang) = change.label(view);
    match switch {
        Switch::Form(path) => form_switch(&format!("{path}?{choice}"), label, lang),
        Switch::Link(path) => html! {
            a.quiet href={ (path) "?" (choice) } lang=[lang] { (label) }
        },
    }
}

/// Posts the main form as it stands. A form with files sends their names only, as text: the
/// address that draws the page again reads plain pairs.
fn form_switch(action: &str, label: &str, lang: Option<&str>) -> Markup {
    html! {
        button.quiet form=(MAIN_FORM) formmethod="post" formaction=(action)
            formenctype="application/x-www-form-urlencoded" formnovalidate lang=[lang] { (label) }
    }
}

fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(print: Print) -> OfficeShell {
        OfficeShell {
            view: View {
                lang: Lang::Zh,
                print,
            },
            office: "测试市公共资源交易管理办公室".to_owned(),
            here: "/office/people?page=2&q=a b".to_owned(),
            person: None,
            nav: Vec::new(),
            simulated: None,
            flash: None,
        }
    }

    #[test]
    fn the_switch_comes_back_to_the_whole_address() {
        let page = office_page(&shell(Print::Normal), &Page::new("人员", html! {})).into_string();
        let there = "/office/view?lang=en&amp;page=%2Foffice%2Fpeople%3Fpage%3D2%26q%3Da+b";
        assert!(page.contains(there), "{page}");
    }

    #[test]
    fn a_page_with_a_form_carries_what_was_typed_through_the_switch() {
        let page = Page::new("人员", html! {}).with_form();
        let page = office_page(&shell(Print::Normal), &page).into_string();
        assert_eq!(
            page.matches(r#"form="main-form" formmethod="post""#)
                .count(),
            2
        );
        let without = office_page(&shell(Print::Normal), &Page::new("人员", html! {}));
        assert!(!without.into_string().contains("main-form"));
    }

    #[test]
    fn large_print_is_a_class_of_the_root_and_offers_the_way_back() {
        let page = office_page(&shell(Print::Large), &Page::new("人员", html! {})).into_string();
        assert!(page.contains(r#"<html lang="zh-CN" class="large">"#));
        assert!(page.contains("print=normal"));
    }

    #[test]
    fn nothing_waits_means_no_count() {
        let link = |count| NavLink {
            label: "待办".to_owned(),
            href: "/office/".to_owned(),
            count,
            is_here: true,
        };
        let none = navigation(View::default(), &[link(Some(0)), link(None)]).into_string();
        assert!(!none.contains("count"));
        let some = navigation(View::default(), &[link(Some(3))]).into_string();
        assert!(some.contains("3 件待办"));
    }

    #[test]
    fn a_respondents_switch_keeps_the_other_choice() {
        let view = View {
            lang: Lang::Zh,
            print: Print::Large,
        };
        let banner = respondent_banner(view, "办公室", Some(Switch::Form("/s/x/plain")));
        let banner = banner.into_string();
        assert!(banner.contains("/s/x/plain?lang=en&amp;print=large"));
        assert!(banner.contains("/s/x/plain?lang=zh-CN&amp;print=normal"));
    }

    #[test]
    fn no_page_carries_inline_style_or_script() {
        let office = office_page(&shell(Print::Normal), &Page::new("人员", html! {})).into_string();
        let respondent = respondent_page(View::default(), "问卷", html! {}).into_string();
        for page in [office, respondent] {
            assert!(!page.contains("style="), "{page}");
            assert!(!page.contains("<style"), "{page}");
            assert!(!page.contains("<script>"), "{page}");
        }
    }
}
