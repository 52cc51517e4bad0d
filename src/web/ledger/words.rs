//! Words of the ledger.

use crate::domain::lang::words;

words! {
    LEDGER = "台账",
             "Ledger";
    LEDGER_LEAD = "每个风险点一条：措施、责任人、责任领导、完成时限和完成情况。",
                  "One item a risk point: measures, person responsible, leader in charge, due date, what was done.";
    AS_XLSX = "导出为 XLSX（全部符合条件的条目）",
              "Export as XLSX (all items that fit)";
    VOID_OR_EXCUSED = "作废、已免去协办",
                      "Void, or excused from its part";
    NO_ITEMS = "没有符合条件的条目。",
               "No items.";
    NEW = "自查立账",
          "Record a point we found";
    OWN_UNIT = "本单位职责和岗位",
               "Duties and posts of our unit";
    NEW_LEAD = "本单位自己找、集体议发现的风险点，与群众提的在同一本台账中整改、核验。",
               "Points the unit found itself or in group discussion stand in the same ledger and are verified alike.";
    NAME = "风险点名称",
           "Risk point";
    CONTENT = "主要内容及表现形式",
              "Content and how it shows";
    CATEGORY = "风险类别",
               "Risk category";
    CAMPAIGN = "专项工作",
               "Campaign";
    UNIT = "责任单位",
           "Unit";
    SOURCE = "来源",
             "Source";
    LEVEL = "风险等级",
            "Level";
    LEVEL_HELP = "结合“四种形态”确定；1级最轻，4级最重。",
                 "By the four forms; 1 is mildest, 4 gravest.";
    CAUSE = "成因",
            "Cause";
    PERSON = "责任人",
             "Person responsible";
    PERSON_HELP = "本单位人员。没有可选人员时，请系统管理员在“人员”中增加。",
                  "A member of the unit. If nobody is listed, ask the system administrator to add people.";
    LEADER = "责任领导（分管领导）",
             "Leader in charge";
    LEADER_HELP = "没有可选人员时，请系统管理员在“人员”中设置分管单位。",
                  "If nobody is listed, ask the system administrator to set who is in charge of the unit.";
    DEADLINE = "当前期限",
               "Deadline now";
    DUE = "完成时限",
          "Due date";
    DUE_HELP = "当日 24:00 前为按期。审核同意后不再改动。",
               "On time until 24:00 of the day. Fixed once approved.";
    DUE_PLAN = "措施报审期限",
               "Plan due";
    MEASURES = "整改措施",
               "Measures";
    measure(row: usize) = "第 {row} 项措施",
                          "Measure {row}";
    MEASURES_MISSING = "请至少写一项整改措施。",
                       "Please write at least one measure.";
    STATE = "状态",
            "State";
    STANDING = "时限情况",
               "Standing";
    TO_HAND_IN = "报审时必填",
                 "required to hand in";
    TO_ASK = "申请销号时必填",
             "required to ask for closing";
    YOUR_TURN = "等您办理",
                "Waiting for you";
    ANY = "全部",
          "All";
    FILTER = "筛选",
             "Filter";
    LATE_ONLY = "逾期",
                "Overdue";
    SOON_ONLY = "临期和今日到期",
                "Due soon or today";
    THIS_WEEK_ONLY = "本周到期",
                     "Due this week";
    AFTER_THIS_WEEK_ONLY = "本周以后到期",
                           "Due after this week";
    due_soon(days: u32, s: &str) = "临期，还有 {days} 个工作日",
                                   "Due in {days} working day{s}";
    overdue(days: u32, s: &str) = "逾期 {days} 个工作日",
                                  "Overdue {days} working day{s}";
    rests_until(last: &str) = "遇休息日，{last} 24:00 前办结不算逾期",
                              "Due on a rest day, in time until {last}, midnight";
    PROVISIONAL = "暂定",
                  "Provisional";
    original_due(due: &str) = "（原定 {due}，经批准延期）",
                              " (originally {due}, prolonged)";
    cycle(number: u32) = "第 {number} 轮整改",
                         "Round {number}";
    SENT_BACK = "已退回，待修改",
                "Sent back";
    RETURNED_TO_RECTIFY = "退回整改",
                          "Returned for more work";
    NOW = "现在可办理",
          "What can be done now";
    NOTHING_NOW = "已办结，没有待办理的步骤。",
                  "Nothing is left to do.";
    STEP = "事项",
           "Step";
    BY_WHOM = "由谁办理",
              "By whom";
    YOURS = "您可办理",
            "Yours to do";
    FACTS = "基本情况",
            "Facts";
    EVIDENCE = "佐证材料",
               "Evidence";
    NO_EVIDENCE = "未上传",
                  "None yet";
    ADD_EVIDENCE = "上传佐证材料",
                   "Add evidence";
    EVIDENCE_LEAD = "能说明这项措施已经落实的材料，每项措施至少一份，最多十份，逐份上传。",
                    "What shows that the measure was carried out: at least one file and at most ten, one after the other.";
    FILED_ALREADY = "已上传的材料",
                    "Files so far";
    TAKE_AWAY = "撤下",
                "Take away";
    take_away_question(name: &str) = "撤下“{name}”后不能恢复；文件名和校验值留在办理经过中。",
                                     "“{name}” cannot be brought back; its name and hash stay in the story.";
    TAKEN_AWAY = "材料已撤下。",
                 "The file was taken away.";
    TO_ITEM = "返回条目",
              "Back to the item";
    FILE = "文件",
           "File";
    FILE_HELP = "PDF、JPEG、PNG、OFD、DOC(X)、XLS(X)、WPS、ET，每份不超过 10 MB，不能带宏、脚本、夹带的附件或者密码。图片会重新生成，其中的拍摄地点、设备、作者等信息会自动清除；其他文件请自行检查文档属性。",
                "PDF, JPEG, PNG, OFD, DOC(X), XLS(X), WPS or ET of at most 10 MB each, without macros, scripts, attached files or password. Pictures are drawn anew, without place, device and author; check the properties of other files yourself.";
    REMARK = "说明",
             "What it shows";
    FILED = "佐证材料已上传。",
            "The file was added.";
    PLAN = "整改措施及时限",
           "Measures and due date";
    PLAN_LEAD = "逐条制定整改措施，明确责任人、责任领导和完成时限，由单位主要负责人报审。",
                "Set measures one by one, the person responsible, the leader in charge and the due date; the head of the unit hands the plan in.";
    AMEND_LEAD = "措施变更后按原等级重新逐级审核；完成时限不在此变更。",
                 "Changed measures are reviewed anew by the same chain; the due date is not changed here.";
    SAVE_DRAFT = "保存草稿",
                 "Save draft";
    SUBMITTED = "已报审。",
                "Handed in for review.";
    OPENED = "已立账，请制定整改措施。",
             "The item is open. Please set measures.";
    OPENED_FOR_UNIT = "已立账，由责任单位制定整改措施。",
                      "The item is open; its unit sets the measures.";
    REVIEW = "审核措施",
             "Review the plan";
    CHAIN = "审核顺序",
            "Chain of review";
    REVIEW_VERDICT = "审核意见",
                     "Verdict";
    REVIEW_WORDS = "意见说明",
                   "In words";
    REVIEW_WORDS_HELP = "退回修改时必须写明理由。",
                        "Sending back needs a reason.";
    NO_TIP = "经核，本条不属于问题线索，可以在台账中整改。",
             "This was looked into: it is no tip and may be worked on in the ledger.";
    PUBLIC_HINTS = "整改结果（供公开）中有下列内容，公开后可能指向具体的人、企业或项目：",
                   "The line for the public holds what may point to a person, a firm or a project:";
    HINTS_SEEN = "已逐项看过，可以公开",
                 "I looked at each of them; the line may be published";
    REVIEWED = "审核意见已提交。",
               "Your review was recorded.";
    PROGRESS = "填报进展",
               "Report progress";
    PROGRESS_WORDS = "进展情况",
                     "How far it is";
    REPORTED = "进展已填报。",
               "Progress was recorded.";
    CLOSING = "申请销号",
              "Ask for closing";
    CLOSING_LEAD = "写明完成情况；每项措施都要有佐证材料。由单位主要负责人申请，本单位以外的人员核验。",
                   "Say what was done; every measure needs its evidence. The head of the unit asks, someone outside the unit verifies.";
    COMPLETION = "完成情况",
                 "What was done";
    ASKED = "已申请销号，等待核验。",
            "Closing was asked for.";
    TAKEN_UP = "已受理，请核验。",
               "Taken up; please verify.";
    VERIFY = "核验",
             "Verify";
    VERIFY_LEAD = "谁验收谁负责：核验人姓名记入台账。对照措施逐项查看佐证材料后再销号。",
                  "Whoever verifies answers for it: the name stands in the ledger. Look at the evidence of each measure before closing.";
    VERDICT = "核验结论",
              "Verdict";
    VERIFY_WORDS = "核验意见",
                   "Conclusion";
    VERIFY_WORDS_HELP = "退回整改时写明还缺什么。",
                        "When returning it, say what is missing.";
    OUTCOME = "整改结果（供公开）",
              "Outcome, for the public";
    OUTCOME_HELP = "一句话，不写人名、等级；销号时必填。",
                   "One sentence without names and level; needed for closing.";
    VERIFIED = "核验结论已提交。",
               "The verdict was recorded.";
    REOPEN = "重新启动整改",
             "Reopen";
    REOPEN_LEAD = "问题反弹时重新启动整改：重新计轮次、重新定时限，须重新提供佐证材料。",
                  "For a point that comes up again: a new round, a new date, new evidence.";
    REOPEN_WORDS = "理由",
                   "Reason";
    NEW_DUE = "新的完成时限",
              "New due date";
    REOPENED = "已重新启动整改。",
               "Reopened.";
    HISTORY = "办理经过",
              "Story";
    DEED_OPENED = "立账",
                  "Opened";
    DEED_MOVED = "措施报审时限因工作日历更新顺延",
                 "The date of the plan moved later with the calendar";
    DEED_FILED = "上传佐证材料",
                 "Evidence added";
    DEED_TOOK_AWAY = "撤下佐证材料",
                     "Evidence taken away";
    PROGRAM = "系统",
              "The system";
    plan_hash(hash: &str) = "措施内容校验值 {hash}",
                            "Hash of the plan {hash}";
    APPROVED = "已审核的整改计划",
               "Approved plan";
    APPROVED_HASH = "内容校验值",
                    "Hash";
    APPROVED_HELP = "附件四、附件六按审核同意时的内容导出。",
                    "Annexes 4 and 6 are exported as approved.";
    AT_ONCE_HELP = "立查立改不经逐级审核，由本单位以外的人员核验。附件四、附件六按提交时的内容导出，并在备注中说明核验情况。",
                   "What is put right at once passes no chain of review; someone outside the unit verifies it. Annexes 4 and 6 are exported as it was handed in, and their remark says how the verification stands.";
    BOTH = "与",
           " and ";
    OR = "、",
         " or ";
    READ_ONLY = "现在不能填写：",
                "This cannot be filled in now. ";
}

words! {
    others_can(names: &str) = "可以办理的人员：{names}。",
                              "Who can: {names}.";
    UNJUDGED_ONLY = "申请销号后核验逾期",
                    "Verdict on closing overdue";
    on_a_rest_day(before: &str, after: &str) = "（这一天不上班：按 {before} 提醒，{after} 24:00 前办结不算逾期）",
                                               " (no working day: reminders go by {before}, and what is done by {after}, midnight, is in time)";
    DUE_PROVISIONAL = "（暂定）这个日期所在年份的工作日安排还没有公布，提醒和逾期先按周一至周五推算，公布后重新推算。",
                      "(Provisional) The working days of that year are not published yet: reminders and lateness go by Monday to Friday until they are.";
    NOBODY_ELSE_CAN = "目前没有其他人员可以办理，请系统管理员在“人员”中增加人员或者调整角色（见“岗位检查”）。",
                      "Nobody else can at present; ask the system administrator to add people or change roles (see “Posts”).";
    NOT_TO_CLOSE_YET = "现在还不能销号：",
                       "It cannot be closed yet:";
}
