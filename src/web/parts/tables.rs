//! Tables that become cards on a phone, and the pager below them.

use maud::{Markup, html};

use super::super::words as common;
use crate::domain::lang::{Lang, words};

words! {
    PAGES = "翻页",
            "Pages";
    EARLIER = "上一页",
              "Previous";
    LATER = "下一页",
            "Next";
    place(page: u64, pages: u64, total: u64) =
        "第 {page} / {pages} 页，共 {total} 条",
        "Page {page} of {pages}, {total} in all";
}

/// A column: its heading and how its cells stand.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    label: &'a str,
    class: Option<&'static str>,
}

impl<'a> Column<'a> {
    /// Words.
    pub fn text(label: &'a str) -> Self {
        Self { label, class: None }
    }

    /// Figures, under one another.
    pub fn number(label: &'a str) -> Self {
        Self { label, class: Some("number") }
    }

    /// Terms and states: broken into lines between words and never inside one.
    pub fn words(label: &'a str) -> Self {
        Self { label, class: Some("words") }
    }

    /// Sentences: on a phone what they are stands above them, and they have the whole width.
    pub fn sentences(label: &'a str) -> Self {
        Self { label, class: Some("sentences") }
    }

    /// Dates and codes: never broken into lines.
    pub fn short(label: &'a str) -> Self {
        Self { label, class: Some("short") }
    }
}

/// The way to a list as a workbook.
pub fn as_xlsx(lang: Lang, path: &str) -> Markup {
    html! { p.no-print { a href=(path) { (common::AS_XLSX.to(lang)) } } }
}

/// A table. The first cell of a row names it; rows have as many cells as there are columns. The
/// caption is read aloud and not shown, since a heading stands above.
pub fn table(caption: &str, columns: &[Column<'_>], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.table role="region" aria-label=(caption) tabindex="0" {
            table {
                caption.unseen { (caption) }
                thead {
                    tr {
                        @for column in columns {
                            th scope="col" class=[column.class] { (column.label) }
                        }
                    }
                }
                tbody {
                    @for row in rows { (table_row(columns, row)) }
                }
            }
        }
    }
}

/// A table of a paper, which keeps its columns: it moves sideways in a region of its own, by key too.
pub fn paper_table(name: &str, table: &Markup) -> Markup {
    html! { div.across role="region" aria-label=(name) tabindex="0" { (table) } }
}

fn table_row(columns: &[Column<'_>], cells: &[Markup]) -> Markup {
    html! {
        tr {
            @for (position, (column, cell)) in columns.iter().zip(cells).enumerate() {
                @if position == 0 {
                    th scope="row" class=[column.class] data-label=(column.label) { (cell) }
                } @else {
                    td class=[column.class] data-label=(column.label) { (cell) }
                }
            }
        }
    }
}

/// Where one is in a long list.
#[derive(Clone, Copy, Debug)]
pub struct Pager {
    /// The page shown, from 1.
    pub page: u64,
    /// How many rows a page holds.
    pub size: u64,
    /// How many rows there are.
    pub total: u64,
}

impl Pager {
    /// How many pages there are, at least one.
    pub fn pages(self) -> u64 {
        self.total.div_ceil(self.size.max(1)).max(1)
    }
}

/// Links to the pages around; `href` gives the address of a page. Nothing for a single page.
pub fn pager(lang: Lang, at: Pager, href: impl Fn(u64) -> String) -> Markup {
    let pages = at.pages();
    html! {
        @if pages > 1 {
            nav.pager aria-label=(PAGES.to(lang)) {
                @if at.page > 1 {
                    a.button rel="prev" href=(href(at.page - 1)) { (EARLIER.to(lang)) }
                }
                span { (place(lang, at.page, pages, at.total)) }
                @if at.page < pages {
                    a.button rel="next" href=(href(at.page + 1)) { (LATER.to(lang)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_knows_its_heading() {
        let columns = [Column::text("单位"), Column::number("份数")];
        let rows = vec![vec![html! { "甲" }, html! { "12" }]];
        let markup = table("单位", &columns, &rows).into_string();
        assert!(markup.contains(r#"<th scope="row" data-label="单位">甲</th>"#), "{markup}");
        assert!(markup.contains(r#"<td class="number" data-label="份数">12</td>"#), "{markup}");
    }

    #[test]
    fn the_pager_offers_only_pages_that_are() {
        let pager_at =
            |page| pager(Lang::Zh, Pager { page, size: 50, total: 101 }, |n| format!("?p={n}"));
        let first_page = pager_at(1).into_string();
        assert!(first_page.contains("?p=2") && !first_page.contains("上一页"));
        let last_page = pager_at(3).into_string();
        assert!(last_page.contains("?p=2") && !last_page.contains("下一页"));
        let single = Pager { page: 1, size: 50, total: 50 };
        assert_eq!(pager(Lang::Zh, single, |_| String::new()).into_string(), "");
    }
}
