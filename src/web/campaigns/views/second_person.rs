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
        @if seconds { (parts::confirm(view.lang, confirm)) }
        @if actor.may(Act::AttendOpenings) {
            @let label = if seconds { DECLINE } else { WITHDRAW };
            (parts::actions(parts::post_button(view.t(label), decline, Style::Plain)))
        }
    }
}
