//! Words of routings.

use crate::domain::lang::words;

words! {
    INBOX = "交办事项",
            "Routed to us";
    INBOX_LEAD = "以下事项由领导小组办公室从征求到的意见中提炼后交办。请在期限内接收，或说明理由退回一次；逾期不答复视为接收。",
                 "Matters the campaign office distilled from opinions and routed to your unit. Accept within the limit, or return once with a reason; silence counts as acceptance.";
    NOTHING_ROUTED = "目前没有交办给本单位的事项。",
                     "Nothing has been routed to your unit.";
    NO_SOURCE = "不得追查、猜测意见来源。这里是提炼后的内容，不是原话；如需说明，请与领导小组办公室联系。",
                "Do not trace or guess where an opinion came from. This is a distilled text, not anyone's own words; for questions ask the campaign office.";
    WAITING = "待答复",
              "To be answered";
    ANSWERED = "已答复",
               "Answered";
    CONTENT = "主要内容",
              "Content";
    CATEGORY = "风险类别",
               "Risk category";
    ROUTED_ON = "交办日期",
                "Routed on";
    moved_from(before: &str) = "（原为 {before}，因工作日历更新顺延）",
                               "(was {before}; moved later with the calendar)";
    waited_from(before: &str) = "（原为 {before}，等候裁定的工作日不计）",
                                "(was {before}; working days until the decision are not counted)";
    SLIP = "呈批件",
           "Paper for decision";
    SLIP_SUBJECT = "关于退回事项会商裁定的呈批件",
                   "On a matter that was returned twice";
    TIMES_RETURNED = "被退回次数",
                     "Times it was returned";
    SIGNATURE = "签字：　　　　　　　　　　年　　月　　日",
                "Signature:                    Date:";
    recorded_on_paper(by: &str) = "（书面签署，{by} 代录）",
                                  "(signed on paper, recorded by {by})";
    RECORD = "代录领导批示",
             "Record a decision on paper";
    NOTHING_TO_RECORD = "现在没有等待领导裁定的事项，或者须本人办理。",
                        "No leader's decision waits now, or it has to be made in person.";
    LEADER = "批示领导",
             "Leader";
    PAPER_WORDS = "裁定内容（会商记录）",
                  "The decision, with the record of the meeting";
    SIGNED_ON = "批示日期",
                "Date on the paper";
    SCAN = "批示扫描件（PDF、OFD、JPEG、PNG）",
           "Scan (PDF, OFD, JPEG, PNG)";
    DUE_ACCEPT = "答复期限",
                 "Answer by";
    STATE = "状态",
            "State";
    STANDING = "时限情况",
               "Standing";
    UNIT = "交办单位",
           "Routed to";
    until_midnight(day: &str) = "{day} 24:00 前",
                                "by {day} 24:00";
    DEEMED_AT = "视为接收时间（逾期未答复）",
                "Deemed accepted at (no answer was given)";
    ANSWERED_AT = "答复时间",
                  "Answered at";
    ACCEPT = "接收",
             "Accept";
    ACCEPT_LEAD = "接收后立即立账：请在期限内制定整改措施，明确责任人、责任领导和完成时限。",
                  "Accepting opens a ledger item: set measures, the person responsible, the leader in charge and a due date within the limit.";
    ACCEPTED = "已接收并立账，请制定整改措施。",
               "Accepted; the ledger item is open. Please set measures.";
    RETURN = "退回",
             "Return";
    RETURNED_AT = "退回时间",
                  "Returned at";
    TIME_NOT_KEPT = "时间未留存",
                    "Time not kept";
    RETURN_TITLE = "退回交办事项",
                   "Return what was routed";
    RETURN_LEAD = "每个单位对同一事项只能退回一次，须说明理由。",
                  "A unit can return a matter once, with a reason.";
    WAITING_DAYS = "等候裁定的工作日（退回次日起至裁定当日止）不计入退回单位的答复和措施报审时限；裁定后仍由其承办的，时限接着计算，答复最早于裁定后的下一个工作日截止。退回当日裁定的，时限不变。",
                   "The working days it waits for the decision (from the day after the return to the day of the decision) are not counted in the limits of the unit for its answer and its plan; where it stays with the unit, they go on from there, and the answer is due on the next working day after the decision at the earliest. Decided on the day of the return, it changes no limit.";
    RETURNED = "已退回，等待裁定。",
               "Returned; it waits for the decision.";
    REASON = "退回理由",
             "Reason";
    REASON_WORDS = "具体说明",
                   "In words";
    REASON_HELP = "依据的职责分工、哪里不清楚、与哪一件重复等。",
                  "The division of duties, what is unclear, which matter it repeats.";
    PROPOSED = "建议承办单位",
               "Unit proposed";
    PROPOSED_HELP = "非本部门职责或职责交叉时必须填写。",
                    "Needed when it is not your matter, or not yours alone.";
    FILE = "佐证材料",
           "Evidence";
    FILE_HELP = "以“已整改”退回时必须上传一份，PDF、图片、OFD 或 Word、Excel、WPS 文件，不超过 10 MB。图片中的拍摄地点、设备等信息会自动清除。",
                "Needed when it is rectified already: one PDF, picture, OFD or file of Word, Excel or WPS of at most 10 MB. Place and device are removed from pictures.";
    RETURNS = "退回事项",
              "Returns";
    RETURNS_LEAD = "责任单位退回的事项：维持交办，或另行交办。同一事项退回两次后由领导小组组长会商裁定。",
                   "What units returned: uphold, or route to another unit. After two returns of a matter the head of the leading group decides.";
    NO_RETURNS = "目前没有退回的事项。",
                 "Nothing was returned.";
    DECISION = "决定",
               "Decision";
    DECIDE = "提交决定",
             "Decide";
    DECIDED = "已决定。",
              "Decided.";
    DECISION_WORDS = "理由",
                     "Reason";
    DECISION_HELP = "会商裁定须记明会议时间、参加人员和每人意见。",
                    "For a decision of the leading group: date of the meeting, who took part, what each said.";
    UPHOLD = "维持交办",
             "Uphold";
    UPHOLD_HELP = "仍由退回单位承办。",
                  "Stays with the unit.";
    REROUTE = "另行交办",
              "Route to another unit";
    REROUTE_HELP = "交给下面选定的单位，重新计算两个工作日的答复期限。",
                   "The unit chosen below gets it, with two working days of its own.";
    REROUTE_TO = "改交单位",
                 "Unit to route to";
    CANNOT_DECIDE = "此件不由您决定：",
                    "This is not yours to decide: ";
    WAY = "交办过程",
          "Way of the item";
    WAY_LEAD = "这条内容怎样提炼、交给谁、何时送达、怎样答复、由谁决定。",
               "How this was distilled, to whom it went, when it arrived, how it was answered and who decided.";
    ITEMS = "提炼条",
            "Distilled items";
    DISTILLED_BY = "提炼",
                   "Distilled by";
    READ_BY = "复核",
              "Second reader";
    WENT_TO = "去向",
              "Steps";
    WAITS_FOR_BATCH = "已通过复核，等待批次交办。",
                      "Cleared; it waits for its batch.";
    RELEASED = "批次交办",
               "Released in a batch";
    routed_to(unit: &str, due: &str) = "交办{unit}，答复期限 {due} 24:00",
                                       "Routed to {unit}, to be answered by {due} 24:00";
    DELIVERED = "送达：在系统中打开了交办事项",
                "Delivered: opened in the system";
    accepted(unit: &str) = "{unit}接收",
                           "Accepted by {unit}";
    deemed(unit: &str, limit: &str) = "{unit}逾期未答复，视为接收（答复期限 {limit} 届满，所列时间是系统登记的时间）",
                                      "No answer from {unit} in time: deemed accepted (the limit ended with {limit}; the time given is when the program recorded it)";
    NOT_DELIVERED = "该单位到期前没有人打开过这件交办事项；纸质督办通知书的签收联是送达凭证。",
                    "Nobody of the unit opened it before the limit; the signed slip of the paper notice proves delivery.";
    gave_back(unit: &str, reason: &str) = "{unit}退回：{reason}",
                                          "Returned by {unit}: {reason}";
    proposed_owner(unit: &str) = "建议承办单位：{unit}",
                                 "Unit proposed: {unit}";
    TO_LEDGER = "台账条目",
                "Ledger item";
    DUTY = "办理方式",
           "Lead or supporting";
    LEAD_UNIT = "主办单位",
                "Lead unit";
    LEAD_AND_CO = "主办和协办单位",
                  "Lead and supporting units";
    led_by(unit: &str) = "协办（主办：{unit}）",
                         "Supporting (lead: {unit})";
    supported_by(units: &str) = "主办（协办：{units}）",
                                "Lead (supported by {units})";
    CO_UNITS = "协办单位",
               "Supporting units";
    CO_UNITS_LEAD = "随本批次交办的协办单位各自接收、各自制定措施；主办单位最后销号。不选即由主办单位单独办理。",
                    "Supporting units get the matter with this batch; each accepts and sets measures for itself, and the lead closes last. With none ticked the lead works alone.";
    CO_UNITS_LATER_LEAD = "新增的协办单位自今日起有两个工作日的答复期限；要去掉的，在其退回时或者在其台账条目上免去。",
                          "Units added have two working days from today to answer; to take one out, excuse it on its return or on its ledger item.";
    CHOOSE_CO_UNITS = "请选择要增加的协办单位。",
                      "Choose the units to add.";
    NO_CO_UNITS = "没有可以选的单位。",
                  "No unit can be chosen.";
    NAME_CO_UNITS = "确定协办单位",
                    "Name supporting units";
    CO_UNITS_NAMED = "已确定协办单位，随批次一并交办。",
                     "Named; they get the matter with its batch.";
    CO_UNITS_ROUTED = "已交办协办单位。",
                      "Routed to the supporting units.";
    EXCUSE = "免去协办",
             "Excuse";
    EXCUSE_HELP = "该单位不再承担这一部分；需要其他单位协办的，另行指定。",
                  "The unit has no part any more; name another if one is needed.";
    routed_to_support(unit: &str, due: &str) = "交办{unit}协办，答复期限 {due} 24:00",
                                               "Routed to {unit} to support it, to be answered by {due} 24:00";
    NOTICE = "督办通知书",
             "Notice of routing";
    PRINT = "打印",
            "Print";
    NUMBER = "序号",
             "No.";
    notice_to(unit: &str) = "{unit}：",
                            "To {unit}:";
    notice_body(campaign: &str, count: usize, s: &str) = "根据{campaign}安排，现将征求意见中提炼的 {count} 项内容交你单位办理，请按下列要求落实。",
                                                "In the course of {campaign}, your unit is routed {count} matter{s} distilled from opinions. Please proceed as follows.";
    NOTICE_ANSWER = "请在所列答复期限（当日 24:00）前在系统中接收；不属于本单位职责的，说明理由并提出建议承办单位，可退回一次（已经退回过的，或者裁定、会商裁定由你单位承办的，不再退回）。逾期未答复的视为接收。",
                    "Accept each in the system by 24:00 of the day given; what is not your matter may be returned once, with a reason and the unit proposed (not what was returned before or was decided to be yours). Silence counts as acceptance.";
    NOTICE_PLAN = "自交办之日起五个工作日内制定整改措施并报审，不因接收早晚顺延；逐条明确责任人、责任领导和完成时限，按期整改，申请销号。",
                  "Within five working days of routing, however late it is accepted, hand in measures, each with the person responsible, the leader in charge and a due date; rectify in time and ask for closing.";
    NOTICE_RECEIPT = "签收",
                     "Received";
    NOTICE_RECEIVER = "签收人（签字）",
                      "Received by (signature)";
    NOTICE_RECEIVED_AT = "签收时间",
                         "Received at";
    NOTICE_STAMP = "单位（盖章）",
                   "Unit (stamp)";
    NOTICE_RECEIPT_HELP = "本联由签收单位填写后交回领导小组办公室留存。",
                          "To be filled in by the unit and handed back to the campaign office.";
}
