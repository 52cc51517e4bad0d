//! The office's shell: header with its people and their switches, navigation, footer, and the bar
//! of a simulated directory.

use maud::{Markup, html};

use super::mistakes::name_the_fields;
use super::view::{Change, enter_sends, office_switch, query};
use super::{PRODUCT, Page, SKIP, View, asset, document, mark};
use crate::domain::lang::words;
use crate::web::parts::{Tone, crumbs, notice};
use crate::web::paths;

words! {
    NAVIGATION = "栏目",
                 "Sections";
    SETTINGS = "显示与账号",
               "Display and account";
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

/// A whole page of the office.
pub fn office_page(shell: &OfficeShell, page: &Page) -> Markup {
    let view = shell.view;
    let frame = if shell.nav.is_empty() { "frame bare" } else { "frame" };
    let body = html! {
        a.skip href="#main" { (view.t(SKIP)) }
        @if let Some(bar) = &shell.simulated { (simulated_bar(shell, bar)) }
        (office_header(shell, page))
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
                (name_the_fields(view.lang, &page.body))
            }
        }
        footer.foot {
            p { (view.t(PRODUCT)) " · " (shell.office) }
            p { (version(view.lang, env!("CARGO_PKG_VERSION"))) }
        }
        script src=(asset("app.js")) defer {}
    };
    let title = format!("{} · {}", page.title, view.t(PRODUCT));
    let sheets: &[&str] =
        if shell.simulated.is_some() { &["app.css", "simulated.css"] } else { &["app.css"] };
    document(view, &title, sheets, &body)
}

fn office_header(shell: &OfficeShell, page: &Page) -> Markup {
    let view = shell.view;
    html! {
        header.top {
            a.brand href=(paths::HOME) {
                (mark())
                span.name { (view.t(PRODUCT)) }
                span.office { (shell.office) }
            }
            div.settings role="group" aria-label=(view.t(SETTINGS)) {
                @if page.has_form { (enter_sends()) }
                (office_switch(shell, page, Change::Lang))
                (office_switch(shell, page, Change::Print))
                @if let Some(person) = &shell.person {
                    div.person {
                        strong { (person.name) }
                        small { (person.roles) }
                    }
                    form method="post" action=(paths::SIGN_OUT) {
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

/// The bar; the next morning comes back to the page shown. It dawns for those alone who are signed in.
fn simulated_bar(shell: &OfficeShell, bar: &SimulatedBar) -> Markup {
    let view = shell.view;
    let next_day = format!("{}?{}", paths::NEXT_DAY, query(&[("page", &shell.here)]));
    html! {
        aside.simulated aria-label=(view.t(SIMULATED)) {
            p { strong { (view.t(SIMULATED)) } " " (simulated_today(view.lang, &bar.today)) }
            @if shell.person.is_some() {
                form method="post" action=(next_day) {
                    button.quiet { (view.t(NEXT_DAY)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::page::Print;

    fn shell(print: Print) -> OfficeShell {
        OfficeShell {
            view: View { print, ..View::default() },
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
        assert_eq!(page.matches(r#"form="main-form" formmethod="post""#).count(), 2);
        let without = office_page(&shell(Print::Normal), &Page::new("人员", html! {}));
        assert!(!without.into_string().contains("main-form"));
    }

    #[test]
    fn enter_in_a_field_sends_the_form_and_changes_no_language() {
        let page = Page::new("人员", html! {}).with_form();
        let page = office_page(&shell(Print::Normal), &page).into_string();
        let first = page.split("form=\"main-form\"").nth(1).expect("a button of the form");
        let button = first.split('>').next().expect("a tag ends");
        assert!(!button.contains("formaction") && !button.contains("disabled"), "{button}");
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
    fn the_office_carries_no_inline_style_or_script() {
        let page = office_page(&shell(Print::Normal), &Page::new("人员", html! {})).into_string();
        for inline in ["style=", "<style", "<script>"] {
            assert!(!page.contains(inline), "{page}");
        }
    }
}
