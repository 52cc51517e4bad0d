//! What one person proposed and another has to confirm: the same panel on every page of the kind.

use maud::{Markup, html};

use crate::domain::lang::words;
use crate::domain::people::{Act, Actor};
use crate::domain::time::Timestamp;
use crate::web::page::View;
use crate::web::parts::{self, Confirm, Style};

words! {
    REASON = "理由",
             "Reason";
    PROPOSED_BY = "提出人",
                  "Proposed by";
    CONFIRMED_BY = "确认人",
                   "Confirmed by";
    WITHDRAW = "撤回提议",
               "Withdraw";
    DECLINE = "不同意",
              "Decline";
    TWO_PEOPLE = "提出人和确认人须是两个人，各用自己的账号；其中一个账号的密码如是本专项工作期间凭另一人发出的链接设置的，不能确认。",
                 "Two persons, each with an account of their own. If the password of one of them was set by a link of the other since this campaign began, it cannot be confirmed.";
    REPLACES = "再提一次会代替上面的提议。",
               "Proposing again replaces what stands above.";
}

/// Why, by whom and when it was proposed.
pub fn facts<'a>(view: View, reason: &str, (by, at): (&str, Timestamp)) -> [(&'a str, Markup); 2] {
    let by = html! { (by) " " span.muted { (at.to_minute()) } };
    [(view.t(REASON), html! { (reason) }), (view.t(PROPOSED_BY), by)]
}

/// What can be done about a proposal: whoever may `second` it confirms or declines, the office takes
/// it back.
pub fn decide(
    view: View,
    actor: &Actor,
    second: Act,
    confirm: &Confirm<'_>,
    decline: &str,
) -> Markup {
    let seconds = actor.may(second);
    html! {
        p.help { (view.t(TWO_PEOPLE)) }
        @if seconds { (parts::confirm(view.lang, confirm)) }
        @if actor.may(Act::AttendOpenings) {
            @let label = if seconds { DECLINE } else { WITHDRAW };
            (parts::actions(parts::post_button(view.t(label), decline, Style::Plain)))
        }
    }
}
