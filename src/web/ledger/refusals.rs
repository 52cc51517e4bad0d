//! What each refusal of the ledger says: what stands in the way and what to do.

use crate::domain::lang::{Lang, Text, words};
use crate::domain::ledger::{DueExtensionRefusal, EvidenceRefusal, LedgerRefusal};

words! {
    wrong_state(state: &str, act: &str) = "台账条目现在是“{state}”，不能办理“{act}”。",
                                          "The item is “{state}” now; “{act}” cannot be done.";
    EXCUSED_FROM_PART = "这个单位已经免去协办，协办部分不再办理。",
                        "The unit was excused from this part; nothing more is done with it.";
    not_your_part(act: &str) = "您的角色不能办理“{act}”。",
                               "None of your roles takes “{act}”.";
    not_yours_to_open(source: &str, opener: &str) = "“{source}”的条目由{opener}立账。",
                                                    "Items “{source}” are opened by: {opener}.";
    in_person_only(who: &str) = "{who}的意见须本人办理，不能代录。",
                                "What is decided as “{who}” is done in person and not recorded for anyone.";
    NOT_YOURS_TO_RECORD = "代录由领导小组办公室办理，不能代录自己的意见。",
                          "The office records for leaders, and never for oneself.";
    signed_too_early(day: &str) = "批示日期早于报送日期（{day}），请核对。",
                                  "The paper is dated before it was handed in ({day}); please check.";
    SIGNED_IN_THE_FUTURE = "批示日期还没有到。",
                           "The day on the paper is still to come.";
    MEETING_TO_COME = "会议时间还没有到，请在开会之后再填写。",
                      "The meeting is still to come: fill this in afterwards.";
    MEETING_OF_ONE = "集体议须有两人以上参加。",
                     "A discussion takes at least two people.";
    PRESENT_TWICE = "参加人员中有人写了两次。",
                    "Someone stands twice among those present.";
    MEETING_DISAGREED = "同意的没有超过半数，不能作为集体议的结论立账。",
                        "No more than half agreed, which is no decision.";
    out_of_turn(turn: &str) = "现在轮到{turn}审核。",
                              "Somebody else reviews it first: {turn}.";
    agreed_already(turn: &str) = "您已经审核同意过这次报审的措施，逐级审核由不同的人员办理；“{turn}”这一级请由其他同事审核。",
                                 "You agreed to this plan already, and each link of the chain is another person; somebody else signs as “{turn}”.";
    LOOK_AT_HINTS = "请逐项核对下列内容：改写，或者勾选确认可以公开。",
                    "Please look at each of these: reword them, or tick that they may be published.";
    filed_already(name: &str, at: &str) = "这份文件已经是本项措施的佐证材料：“{name}”，{at} 上传。没有重复保存。",
                                          "This file shows the measure already: “{name}”, added {at}. It was not kept a second time.";
    VERIFIER_OPENED = "这个条目由您立账，措施也由您审核同意，不能再由您核验；请由其他同事核验。",
                      "You opened this item and agreed to its plan; somebody else has to verify.";
    VISITOR_APPROVED = "您审核过这个条目的措施，现场核验请由督导组其他成员办理。",
                       "You agreed to the plan of this item; another member of the supervision group looks on the spot.";
    NO_SUCH_ITEM = "没有这个条目。",
                   "There is no such item.";
    OWN_UNIT = "涉及本单位的条目须回避，请由其他同事办理。",
               "You cannot act on an item of your own unit; a colleague has to.";
    NOT_IN_CHARGE = "您不是这个单位的分管领导。",
                    "You are not the leader in charge of this unit.";
    TWO_SIGNATURES = "须由两位不同的人员共同办理。",
                     "Two different people have to sign.";
    LEVEL_MISSING = "请确定风险等级。",
                    "Please set the level.";
    CAUSE_MISSING = "请写明成因。",
                    "Please give the cause.";
    MEASURES_MISSING = "请至少写一项整改措施。",
                       "Please write at least one measure.";
    PERSON_MISSING = "请明确责任人，须是本单位在职人员。",
                     "Please name the person responsible, an active member of the unit.";
    LEADER_MISSING = "请明确责任领导（分管领导）。",
                     "Please name the leader in charge.";
    DUE_MISSING = "请填写完成时限。",
                  "Please give the due date.";
    due_in_the_past(due: &str) = "完成时限 {due} 已经过去，请另定日期。",
                                 "The due date {due} has passed; choose another.";
    due_too_far(latest: &str) = "完成时限最晚可定到 {latest}，请核对年份；需要长期坚持的，先定近期目标，完成后转长期。",
                                "The latest due date is {latest}: check the year. What takes longer is set a nearer goal and moved to long-term when that is reached.";
    due_is_fixed(due: &str) = "完成时限已定为 {due}，变更措施时不能改动。",
                              "The due date is fixed at {due}; changing measures does not change it.";
    REVIEWED_BEFORE = "这个条目的措施已经送审过，不能再立查立改；请修改措施，重新报审。",
                      "The plan of this item has been under review, so it is not put right at once any more; change the plan and hand it in again.";
    level_stands(level: &str) = "审核同意的是{level}，变更措施时等级不能调低；请按原等级或者更高的等级报审。",
                                "{level} was agreed to, and a changed plan does not lower it; hand it in at that level or a higher one.";
    NOTHING_CHANGED = "填报的内容与现行计划一致，没有变更，不需要报审。请先修改风险点名称、等级、成因、责任人、责任领导或者整改措施，再报审。",
                      "What you filled in is the plan as it stands: there is no change to review. Please change the point's name, level or cause, the people responsible or the measures first.";
    STAR_STANDS = "重点标注由督导组作出，须由督导组取消。",
                  "The supervision group starred this item, and it alone takes the star off.";
    ACTED_FOR_UNIT = "您曾代表责任单位办理过这个条目，不能核验、审核或者决定；请由其他同事办理。",
                     "You have acted on this item for its unit; somebody else judges it and decides on it.";
    too_grave_at_once(level: &str) = "{level}的条目须先制定措施、逐级审核，不能立查立改。",
                                     "At {level} a plan is reviewed first; it is not put right at once.";
    TIP_QUESTION_OPEN = "4级风险点须先由机关纪委确认不属于问题线索，请勾选后再同意。",
                        "At level 4 the discipline commission first confirms that this is no tip; tick the box to approve.";
    RECORDER_AGREED = "您已代表领导小组办公室审核同意，领导的批示请由办公室另一位同事代录，或者由领导本人办理。",
                      "You agreed for the campaign office; a colleague records the leader's decision, or the leader decides in person.";
    COMPLETION_MISSING = "请填写完成情况。",
                         "Please say what was done.";
    evidence_missing(measure: usize) = "第 {measure} 项措施还没有佐证材料，请先上传。",
                                       "Measure {measure} has no evidence yet; please add a file first.";
    REASON_MISSING = "请写明理由。",
                     "Please give the reason.";
    PROGRESS_MISSING = "请写明进展。",
                       "Please write how far it is.";
    CONCLUSION_MISSING = "请写明核验意见。",
                         "Please write the conclusion.";
    PART_IS_EXCUSED = "协办部分不作废；确有需要的，由领导小组办公室免去协办。",
                      "A supporting part is never void; where needed, the campaign office excuses the unit from it.";
    LEAD_HAS_ENDED = "主办单位的条目已经办结，协办部分不单独重新启动：请先在主办单位的条目上重新启动整改，再重新启动本部分。",
                     "The lead unit's item has ended, and a part does not begin again alone: reopen the lead's item first, then this part.";
    part_outstanding(standing: &str) = "主办单位最后销号：还有协办单位的部分“{standing}”，请待其办结，或者由领导小组办公室免去协办。",
                                       "The lead closes last: a supporting unit is at “{standing}”. Wait until its part is done, or have the office excuse it.";
    NO_PART = "主办单位不能免去，请通过退回、裁定另行交办。",
              "The lead unit is not excused; a return and a decision route the matter elsewhere.";
    VISIT_MISSING = "这个条目须先由督导组现场核验（3级以上、重点标注、抽中抽查或者重新启动整改的）。",
                    "The supervision group looks on the spot first: level 3 and up, starred, drawn by lot, or reopened.";
    OUTCOME_NAMES = "这一行供公开，请不要写人名和风险等级。",
                    "This line is for the public: please leave out names and levels.";
    review_date(latest: &str) = "请填写复查日期，最晚 {latest}。",
                                "Please give the date of review, {latest} at the latest.";
    VERIFIER_IS_RESPONSIBLE = "您是这个条目的责任人，不能核验；请由其他同事核验。",
                              "You carried the measures out; someone else has to verify.";
    VERIFIER_ASKED = "您申请了销号，不能再核验；请由其他同事核验。",
                     "You asked for closing; someone else has to verify.";
    VERIFIER_IN_CHARGE = "您是这个单位的分管领导，不能核验；请由其他同事核验。",
                         "You are the leader in charge of the unit; someone else has to verify.";
    verifier_approved(level: &str) = "您审核过这个条目的措施；{level}的条目须由未参与审核的人员核验。",
                                     "You approved the plan; an item of {level} is verified by someone who did not.";
    NOT_IN_PROGRESS = "整改中的条目才能申请延期。",
                      "Only an item that is being rectified can be given more time.";
    HEAD_ASKS = "延期由单位主要负责人申请。",
                "The head of the unit asks for more time.";
    too_near(last: &str) = "距完成时限不足 3 个工作日，不能再申请延期（最迟应在 {last} 提出）；到期仍未完成的，可作逾期补报。",
                           "The date is less than three working days away; the last day to ask was {last}. If it is not done by then, ask afterwards.";
    ONE_WAITS = "上一次申请还在等待答复。",
                "An earlier request waits for its answer.";
    NONE_LEFT = "本轮整改已延期 2 次，不能再延。",
                "This round has been given more time twice; there is no third.";
    extension_range(first: &str, last: &str) = "新的完成时限须在 {first} 至 {last} 之间（每次最多 10 个工作日）。",
                                               "The new date lies between {first} and {last}: ten working days at most.";
    NOTHING_WAITS = "没有等待答复的延期申请：可能已经答复，或已过答复期限（视为不同意）。",
                    "No request waits: it was answered, or is past its time, which counts as refused.";
    extension_not_yours(who: &str) = "这个等级的延期由{who}答复。",
                                     "At this level it is answered by: {who}.";
    NOT_APART = "涉及本单位或者自己提出的申请须回避，请由其他同事答复。",
                "You cannot answer for your own unit or your own request.";
    FILE_EMPTY = "这份文件是空的（0 字节），请选择另一份文件。",
                 "This file is empty (0 bytes); please choose another one.";
    FILE_NOT_CHOSEN = "请选择一份文件。",
                 "Please choose a file.";
    FILE_TOO_LARGE = "文件超过 10 MB，请压缩或分拆后再上传。",
                     "The file is larger than 10 MB; please compress or split it.";
    FILE_OTHER_KIND = "只接收 PDF、JPEG、PNG、OFD 和 Word、Excel、WPS 文件。这份文件的内容不是其中任何一种，改文件名没有作用。",
                      "Only PDF, JPEG, PNG, OFD and files of Word, Excel and WPS are taken. The content of this file is none of them, whatever its name.";
    FILE_DAMAGED = "这份文件不完整，或者打不开。请重新导出、保存或者拍摄后再上传。",
                   "This file is incomplete or cannot be opened. Please export, save or take it again.";
    FILE_NOT_A_SCAN = "这里上传签字页的扫描件或照片：PDF、OFD、JPEG 或者 PNG。其他文件请先打印签字再扫描，或者转成 PDF。",
                      "This takes a scan or photograph of the signed page: PDF, OFD, JPEG or PNG. Please print, sign and scan other files, or turn them into PDF.";
    FILE_TOO_MANY_POINTS = "这张图片超过 5000 万像素。请用较低的分辨率拍摄或者扫描后再上传。",
                           "This picture has more than 50 megapixels. Please take or scan it at a lower resolution.";
    FILE_TOO_MUCH_INSIDE = "这份文件解压后的内容远远超过一般文档，不能上传。请另存为 PDF。",
                           "This file unpacks to far more than a document holds. Please save it as PDF.";
    FILE_ACTIVE = "这份 PDF 带有脚本、会自动执行的动作，或者夹带附件，不能上传。请用“打印到 PDF”另存一份，附件单独上传。",
                  "This PDF carries scripts, actions that start something, or attached files. Please print it to a new PDF, and add the attached files one by one.";
    FILE_LINKED = "这份文件打开时会从别处调取模板、图片或者对象，不能上传。请在原程序中把图片、对象嵌入文件并改用默认模板，或者另存为 PDF。",
                  "This document fetches a template, a picture or an object from elsewhere when it is opened. Please embed pictures and objects and use the default template, or save it as PDF.";
    FILE_HEIC = "这是手机的 HEIC 照片，多数办公电脑打不开。请转成 JPEG 再上传：苹果手机在“设置 → 相机 → 格式”中选“兼容性最佳”后重拍，或者把照片用微信发送（不选原图）后保存；安卓手机在相机设置中关掉“HEIF/高效照片”。",
                "This is a HEIC photograph, which most office machines cannot open. Please send a JPEG: on an iPhone choose Settings → Camera → Formats → Most Compatible and take it again; on Android switch off HEIF or high-efficiency pictures in the camera.";
    FILE_MACROS = "这份文件带有宏，不能上传。请另存为不带宏的 DOCX、XLSX 或 PDF。",
                  "This document carries macros. Please save it as DOCX, XLSX or PDF without them.";
    FILE_LOCKED = "这份文件加了密码或者权限保护，无法检查，核验人也可能打不开。请解除保护后再上传。",
                  "This document is protected by a password or by permissions, so that it cannot be checked. Please remove the protection first.";
    FILES_TOO_MANY = "这项措施已有 10 份材料。请先撤下一份，或者合并成一份 PDF。",
                     "This measure has ten files already. Take one away first, or join several into one PDF.";
}

/// The sentence of a refusal.
pub fn sentence(lang: Lang, refusal: &LedgerRefusal) -> String {
    use LedgerRefusal as R;
    let t = |text: Text| text.to(lang).to_owned();
    match refusal {
        R::WrongState { state, act } => {
            wrong_state(lang, state.text().to(lang), act.text().to(lang))
        }
        R::ExcusedFromPart => t(EXCUSED_FROM_PART),
        R::NotYourPart { act } => not_your_part(lang, act.text().to(lang)),
        R::NotYoursToOpen { source, opener } => {
            not_yours_to_open(lang, source.text().to(lang), opener.text().to(lang))
        }
        R::InPersonOnly { who } => in_person_only(lang, who.text().to(lang)),
        R::RecorderAgreed => t(RECORDER_AGREED),
        R::NotYoursToRecord => t(NOT_YOURS_TO_RECORD),
        R::SignedInTheFuture => t(SIGNED_IN_THE_FUTURE),
        R::SignedTooEarly { handed_in } => signed_too_early(lang, &handed_in.to_string()),
        R::MeetingToCome => t(MEETING_TO_COME),
        R::MeetingOfOne => t(MEETING_OF_ONE),
        R::PresentTwice => t(PRESENT_TWICE),
        R::MeetingDisagreed => t(MEETING_DISAGREED),
        R::OutOfTurn { turn } => out_of_turn(lang, turn.text().to(lang)),
        R::AgreedAlready { turn } => agreed_already(lang, turn.text().to(lang)),
        R::VerifierOpened => t(VERIFIER_OPENED),
        R::VisitorApproved => t(VISITOR_APPROVED),
        R::OtherUnit => t(NO_SUCH_ITEM),
        R::OwnUnit => t(OWN_UNIT),
        R::NotInCharge => t(NOT_IN_CHARGE),
        R::SecondSignatureMissing | R::SignedTwice => t(TWO_SIGNATURES),
        R::LevelMissing => t(LEVEL_MISSING),
        R::CauseMissing => t(CAUSE_MISSING),
        R::MeasuresMissing => t(MEASURES_MISSING),
        R::PersonResponsibleMissing => t(PERSON_MISSING),
        R::LeaderInChargeMissing => t(LEADER_MISSING),
        R::DueMissing => t(DUE_MISSING),
        R::DueInThePast { due } => due_in_the_past(lang, &due.to_string()),
        R::DueTooFar { latest } => due_too_far(lang, &latest.to_string()),
        R::DueIsFixed { due } => due_is_fixed(lang, &due.to_string()),
        R::TooGraveAtOnce { level } => too_grave_at_once(lang, level.text().to(lang)),
        R::ReviewedBefore => t(REVIEWED_BEFORE),
        R::LevelStands { level } => level_stands(lang, level.text().to(lang)),
        R::NothingChanged => t(NOTHING_CHANGED),
        R::StarStands => t(STAR_STANDS),
        R::TipQuestionOpen => t(TIP_QUESTION_OPEN),
        R::CompletionMissing => t(COMPLETION_MISSING),
        R::EvidenceMissing { measure } => evidence_missing(lang, *measure),
        R::ReasonMissing { .. } => t(REASON_MISSING),
        R::ProgressMissing => t(PROGRESS_MISSING),
        R::ConclusionMissing => t(CONCLUSION_MISSING),
        R::PartOutstanding { standing } => part_outstanding(lang, standing.text().to(lang)),
        R::NoPart => t(NO_PART),
        R::PartIsExcused => t(PART_IS_EXCUSED),
        R::LeadHasEnded => t(LEAD_HAS_ENDED),
        R::VisitMissing => t(VISIT_MISSING),
        R::OutcomeNames => t(OUTCOME_NAMES),
        R::OutcomeUnseen => t(LOOK_AT_HINTS),
        R::ReviewDate { latest } => review_date(lang, &latest.to_string()),
        R::ActedForUnit => t(ACTED_FOR_UNIT),
        R::VerifierIsResponsible => t(VERIFIER_IS_RESPONSIBLE),
        R::VerifierAskedForClosing => t(VERIFIER_ASKED),
        R::VerifierInCharge => t(VERIFIER_IN_CHARGE),
        R::VerifierApproved { level } => verifier_approved(lang, level.text().to(lang)),
    }
}

/// Why an extension was not asked for or not answered.
pub fn extension_sentence(lang: Lang, refusal: DueExtensionRefusal) -> String {
    use DueExtensionRefusal as R;
    let t = |text: Text| text.to(lang).to_owned();
    match refusal {
        R::NotInProgress => t(NOT_IN_PROGRESS),
        R::HeadAsks => t(HEAD_ASKS),
        R::TooNear { last } => too_near(lang, &last.to_string()),
        R::OneWaits => t(ONE_WAITS),
        R::NoneLeft => t(NONE_LEFT),
        R::OutOfRange { first, last } => {
            extension_range(lang, &first.to_string(), &last.to_string())
        }
        R::NothingWaits => t(NOTHING_WAITS),
        R::NotYours { who } => extension_not_yours(lang, who.text().to(lang)),
        R::NotApart => t(NOT_APART),
        R::NoReason => t(REASON_MISSING),
    }
}

/// Why a file was not taken.
pub fn evidence_sentence(lang: Lang, refusal: EvidenceRefusal) -> String {
    let text = match refusal {
        EvidenceRefusal::NothingChosen => FILE_NOT_CHOSEN,
        EvidenceRefusal::Empty => FILE_EMPTY,
        EvidenceRefusal::TooLarge => FILE_TOO_LARGE,
        EvidenceRefusal::OtherKind => FILE_OTHER_KIND,
        EvidenceRefusal::Damaged => FILE_DAMAGED,
        EvidenceRefusal::NotAScan => FILE_NOT_A_SCAN,
        EvidenceRefusal::TooManyPoints => FILE_TOO_MANY_POINTS,
        EvidenceRefusal::TooMuchInside => FILE_TOO_MUCH_INSIDE,
        EvidenceRefusal::Active => FILE_ACTIVE,
        EvidenceRefusal::Linked => FILE_LINKED,
        EvidenceRefusal::Heic => FILE_HEIC,
        EvidenceRefusal::Macros => FILE_MACROS,
        EvidenceRefusal::Locked => FILE_LOCKED,
        EvidenceRefusal::TooMany => FILES_TOO_MANY,
    };
    text.to(lang).to_owned()
}
