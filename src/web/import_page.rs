//! The page that takes a list from a spreadsheet, whatever is listed: all lines or none, mistakes
//! named by line.

use maud::html;

use super::page::{Page, View, Width};
use super::parts::{self, Field, Style};
use super::words as common;
use crate::domain::lang::{Text, words};

words! {
    FILE = "表格文件",
           "Spreadsheet";
    FILE_MISSING = "请选择一个文件。",
                   "Please choose a file.";
    NOTHING_IMPORTED = "没有导入任何内容。请按下面的提示修改表格后重新选择文件。",
                       "Nothing was imported. Mend the lines below and choose the file again.";
    line(number: usize, what: &str) = "第 {number} 行：{what}",
                                      "Line {number}: {what}";
}

/// What is imported, and where.
pub struct Import {
    /// Heading.
    pub title: Text,
    /// Which columns the file must have.
    pub columns: Text,
    /// Where the file goes.
    pub action: &'static str,
    /// The list it adds to, and its address.
    pub list: (Text, &'static str),
}

impl Import {
    /// The page, with what was wrong with the last file.
    pub fn page(&self, view: View, mistakes: &[String]) -> Page {
        let (list, back) = self.list;
        let file =
            Field::new(view.lang, "file", view.t(FILE)).help(view.t(self.columns)).required();
        let body = html! {
            @if !mistakes.is_empty() {
                (parts::mistakes(view.lang, view.t(NOTHING_IMPORTED), mistakes))
            }
            (parts::file_form(self.action, html! {
                (parts::file_field(&file, ".xlsx,.csv"))
                (parts::actions(html! {
                    (parts::button(view.t(common::IMPORT), Style::Primary))
                    (parts::link_button(view.t(common::CANCEL), back, Style::Plain))
                }))
            }))
        };
        Page::new(view.t(self.title), body)
            .crumb(view.t(list), back)
            .width(Width::Reading)
            .with_form()
    }
}
