//! What each refusal of a routing says.

use crate::domain::lang::{Lang, Text, words};
use crate::domain::routing::{Act, CoUnitRefusal, RoutingRefusal, RoutingState};

words! {
    wrong_state(state: &str, act: &str) = "这件事项现在是“{state}”，不能再{act}。请刷新页面查看最新情况。",
                                          "This matter is “{state}” now and cannot be changed by “{act}”. Reload the page.";
    NOT_YOUR_PART = "您的角色不能办理这一步。",
                    "None of your roles takes this step.";
    OTHER_UNIT = "没有这件事项。",
                 "There is no such matter.";
    OWN_UNIT = "涉及本单位的事项须回避，请由其他同事办理，也不能交给本单位。",
               "You cannot act on a matter of your own unit, nor route one to it; a colleague has to.";
    OWN_RETURN = "这件事项是您代表单位退回的，您不能再作决定，请由其他同事办理。",
                 "You returned this for the unit yourself: a colleague has to decide on it.";
    RETURNED_BEFORE = "本单位已退回过这件事项，不能再次退回。",
                      "Your unit returned this matter before; it cannot do so again.";
    limit_passed(limit: &str) = "答复期限（{limit} 24:00）已过，视为接收。",
                                "The limit ({limit}, 24:00) has passed; it counts as accepted.";
    limit_running(limit: &str) = "答复期限为 {limit} 24:00，尚未届满。",
                                 "The limit is {limit}, 24:00, and has not passed.";
    REASON_MISSING = "请写明理由。",
                     "Please give the reason in words.";
    OWNER_MISSING = "以此理由退回，须填写建议承办单位。",
                    "With this reason, propose the unit whose matter it is.";
    OWNER_IS_SAME = "不能选退回的单位本身，请另选单位。",
                    "This is the unit that has it; choose another.";
    EVIDENCE_MISSING = "以“已整改”退回，须上传佐证材料。",
                       "With “already rectified”, add a file that shows it.";
    NEEDS_ADJUDICATION = "这件事项已被退回两次，由领导小组组长会商裁定。",
                         "It was returned twice; the head of the leading group decides.";
    SUPPORTS_ALREADY = "这个单位是协办单位。请先免去其协办，再交其主办。",
                       "This unit supports the matter. Excuse it first, then route the matter to it.";
    HAS_PART = "这个单位已经主办或者协办这件事项。",
               "This unit leads or supports the matter already.";
    CO_OWN_UNIT = "涉及本单位的事项须回避，请由其他同事指定。",
                  "You cannot name units for a matter of your own unit; a colleague has to.";
    CO_READER = "提炼或者复核这条意见的人员属于这个单位，或者须对其回避，不能交其协办。",
                "Somebody who distilled or read this opinion belongs to the unit or keeps out of it.";
    CO_TOO_FEW = "交给这个单位的意见还不够多，为防止猜出是谁写的，暂不能请其协办。",
                 "Too few opinions stand behind what this unit would get; it could tell who wrote.";
    CO_TOO_LATE = "主办单位已申请销号或者办结，不能再增加协办单位。",
                  "The lead unit has asked for closing; nobody joins any more.";
    OFFICE_DECIDES = "退回一次的事项由领导小组办公室决定。",
                     "After one return the campaign office decides.";
}

/// The sentence of a refusal.
pub fn sentence(lang: Lang, refusal: &RoutingRefusal) -> String {
    let t = |text: Text| text.to(lang).to_owned();
    match refusal {
        RoutingRefusal::WrongState { state, act } => {
            wrong_state(lang, RoutingState::text(*state).to(lang), act_text(*act).to(lang))
        }
        RoutingRefusal::NotYourPart { .. } => t(NOT_YOUR_PART),
        RoutingRefusal::OtherUnit => t(OTHER_UNIT),
        RoutingRefusal::OwnUnit => t(OWN_UNIT),
        RoutingRefusal::OwnReturn => t(OWN_RETURN),
        RoutingRefusal::SupportsAlready => t(SUPPORTS_ALREADY),
        RoutingRefusal::ReturnedBefore => t(RETURNED_BEFORE),
        RoutingRefusal::LimitPassed { limit } => limit_passed(lang, &limit.to_string()),
        RoutingRefusal::LimitRunning { limit } => limit_running(lang, &limit.to_string()),
        RoutingRefusal::ReasonMissing => t(REASON_MISSING),
        RoutingRefusal::OwnerMissing { .. } => t(OWNER_MISSING),
        RoutingRefusal::OwnerIsSameUnit => t(OWNER_IS_SAME),
        RoutingRefusal::EvidenceMissing => t(EVIDENCE_MISSING),
        RoutingRefusal::NeedsAdjudication => t(NEEDS_ADJUDICATION),
        RoutingRefusal::OfficeDecides => t(OFFICE_DECIDES),
    }
}

/// Why a unit cannot be named to support an item.
pub fn co_unit_sentence(refusal: CoUnitRefusal) -> Text {
    match refusal {
        CoUnitRefusal::HasPart => HAS_PART,
        CoUnitRefusal::OwnUnit => CO_OWN_UNIT,
        CoUnitRefusal::Reader => CO_READER,
        CoUnitRefusal::TooFewTexts => CO_TOO_FEW,
        CoUnitRefusal::TooLate => CO_TOO_LATE,
    }
}

fn act_text(act: Act) -> Text {
    let (zh, en) = match act {
        Act::Accept => ("接收", "accept"),
        Act::Return => ("退回", "return"),
        Act::Lapse => ("视为接收", "deemed acceptance"),
        Act::Uphold => ("维持交办", "uphold"),
        Act::Reroute => ("另行交办", "route to another unit"),
        Act::Adjudicate => ("会商裁定", "decision of the leading group"),
        Act::Excuse => ("免去协办", "excuse"),
    };
    Text { zh, en }
}
