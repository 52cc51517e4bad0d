//! The summary of what is wrong with a form speaks of fields by the labels they wear on the page.
//! It stands above the form and is drawn before it, so that the labels are read off the finished
//! body: a field that is added, or renamed, is named rightly by itself.

use maud::{Markup, PreEscaped};

use crate::domain::lang::{Lang, words};

words! {
    labelled(label: &str, message: &str) = "{label}：{message}",
                                           "{label}: {message}";
}

const SUMMARY: &str = "<div class=\"error-summary\"";
const LINE: &str = "<li><a href=\"#";

/// Puts the label of its field before each line of the summary: several blank fields would
/// otherwise read as one sentence said several times. A line that leads to nothing with a label,
/// or that begins with it, stays as it is.
pub(super) fn name_the_fields(lang: Lang, body: &Markup) -> Markup {
    let html = body.0.as_str();
    let Some((before, summary, after)) = split(html) else {
        return PreEscaped(html.to_owned());
    };
    let mut named = String::with_capacity(html.len() + 200);
    named.push_str(before);
    let mut lines = summary.split(LINE);
    named.push_str(lines.next().unwrap_or_default());
    let mut lines: Vec<&str> = lines.collect();
    lines.sort_by_key(|line| place_of(line, after));
    for line in lines {
        named.push_str(LINE);
        match told(lang, line, after) {
            Some(told) => named.push_str(&told),
            None => named.push_str(line),
        }
    }
    named.push_str(after);
    PreEscaped(named)
}

/// Where on the page the field of a line stands, so that lines come in the order of their fields; a
/// line without one comes last.
fn place_of(line: &str, body: &str) -> usize {
    let id = line.split('"').next().unwrap_or_default();
    body.find(&format!("id=\"{id}\"")).unwrap_or(usize::MAX)
}

fn split(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find(SUMMARY)?;
    let end = start + html[start..].find("</ul>")?;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// The rest of a line, from the id of the field on, with the label before its message.
fn told(lang: Lang, line: &str, body: &str) -> Option<String> {
    let (id, rest) = line.split_once("\">")?;
    let (message, rest) = rest.split_once("</a>")?;
    let label = label_of(id, body).filter(|label| !message.starts_with(label))?;
    Some(format!("{id}\">{}</a>{rest}", labelled(lang, label, message)))
}

/// What the label, or the legend of the group, with this id says before any mark.
fn label_of<'a>(id: &str, body: &'a str) -> Option<&'a str> {
    let label = format!("<label for=\"{id}\">");
    let legend = format!("<legend id=\"{id}-legend\">");
    let start = [label, legend].iter().find_map(|tag| Some(body.find(tag)? + tag.len()))?;
    let label = body[start..].split('<').next()?.trim();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;
    use crate::web::parts::{self, Choice, Field};

    fn page(lang: Lang, message: &str) -> String {
        let errors = [("name", message), ("level", message), ("revision", message)];
        let choices = [Choice::new("1", "一级")];
        let body = html! {
            (parts::error_summary(lang, &errors))
            (parts::text_field(&Field::new(lang, "name", "A & B").required()))
            (parts::radio_group(&Field::new(lang, "level", "等级").required(), &choices))
        };
        name_the_fields(lang, &body).into_string()
    }

    #[test]
    fn every_line_names_its_field_as_the_page_does() {
        let page = page(Lang::Zh, "请填写这一项。");
        assert!(page.contains("<a href=\"#f-name\">A &amp; B：请填写这一项。</a>"), "{page}");
        assert!(page.contains("<a href=\"#f-level\">等级：请填写这一项。</a>"), "{page}");
        assert!(page.contains("<a href=\"#f-revision\">请填写这一项。</a>"), "{page}");
        assert!(self::page(Lang::En, "Please fill this in.").contains(">A &amp; B: Please"));
    }

    #[test]
    fn a_label_is_not_said_twice() {
        let page = page(Lang::Zh, "等级请另选。");
        assert!(page.contains("<a href=\"#f-level\">等级请另选。</a>"), "{page}");
    }

    #[test]
    fn a_page_without_mistakes_is_left_alone() {
        let body = html! { p { "a" } };
        assert_eq!(name_the_fields(Lang::Zh, &body).into_string(), body.into_string());
    }
}
