//! The audit trail, newest first.

use axum::extract::Query;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::error::Result;
use super::page::Page;
use super::parts::{self, Column, Style};
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::lang::words;
use crate::domain::people::Act;
use crate::domain::time::Timestamp;
use crate::services;

words! {
    TITLE = "操作记录",
            "Audit trail";
    LEAD = "每一行都带有前一行的校验值，改动或删除任何一行都会被发现。程序停下来的时候，用命令 wenlian verify-audit 可以从头核对一遍。",
           "Each line is hashed with the one before, so that no line can be changed or removed unseen. While the program is stopped, wenlian verify-audit checks them all.";
    SEQ = "序号",
          "No.";
    WHEN = "时间",
           "When";
    WHO = "办理人",
          "Who";
    ACT = "事项",
          "Act";
    SUBJECT = "对象",
              "Record";
    DETAIL = "说明",
             "Detail";
    PROGRAM = "系统",
              "Program";
    OLDER = "更早的记录",
            "Older";
}

const PAGE: i64 = 100;

#[derive(Deserialize)]
struct Place {
    before: Option<i64>,
}

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes.get(paths::AUDIT, Who::May(Act::ReadAudit), get)
}

async fn get(staff: Staff, Query(place): Query<Place>) -> Result<Response> {
    let lines = services::audit::page(&staff.app, &staff.actor, place.before, PAGE).await?;
    let names = services::people::names(&staff.app).await?;
    let view = staff.view;
    let columns = [
        Column::number(view.t(SEQ)),
        Column::short(view.t(WHEN)),
        Column::text(view.t(WHO)),
        Column::text(view.t(ACT)),
        Column::text(view.t(SUBJECT)),
        Column::text(view.t(DETAIL)),
    ];
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let who = names.get(&line.actor).map_or_else(|| view.t(PROGRAM), String::as_str);
            vec![
                html! { (line.seq) },
                html! { (Timestamp(line.at).to_minute()) },
                html! { (who) },
                html! { (line.act) },
                html! { (line.subject) },
                html! { (line.detail) },
            ]
        })
        .collect();
    let older = lines.last().filter(|line| line.seq > 1);
    let body = html! {
        (parts::table(view.t(TITLE), &columns, &rows))
        @if let Some(oldest) = older {
            (parts::actions(html! {
                (parts::link_button(view.t(OLDER), &format!("{}?before={}", paths::AUDIT, oldest.seq), Style::Plain))
            }))
        }
    };
    Ok(staff.page(&Page::new(view.t(TITLE), body).lead(view.t(LEAD))))
}
