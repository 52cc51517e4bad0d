//! Wenlian 问廉: anonymous questionnaires, distilled suggestions, risk ledgers that get closed.
//!
//! Four floors, imports downward only: [`domain`] (pure) ← [`store`] (SQL) ← [`services`]
//! (decisions, transactions, audit) ← [`web`] (HTTP, HTML). On the services, beside the web, stands
//! [`demo`] (simulated campaigns); beside them all the process itself: [`config`], [`app`],
//! [`server`], [`process`].
//!
//! # Glossary
//!
//! | 中文 | type or module |
//! |---|---|
//! | 专项工作 | campaign: [`domain::id::CampaignId`] |
//! | 调查对象、调查组 | audience, pool: [`domain::id::PoolId`] |
//! | 名单、名单校验值 | a list, read and judged before it is imported: [`domain::lists`] |
//! | 补发名额、撤销 | seats added after the launch, cancelling: [`domain::campaigns`] |
//! | 答卷名额、答题码 | seat, token: [`domain::credentials::token::Token`] |
//! | 核验码、回执码 | fingerprint, receipt: [`domain::credentials`] |
//! | 群链接、现场、现场码、自助终端 | seats at the door: [`domain::credentials::door`], [`domain::campaigns::rooms`], [`domain::campaigns::group_links`] |
//! | 答卷 | ballot: [`domain::credentials::ballot::Ballot`]; opened: [`domain::responses::Sheet`] |
//! | 问卷 | questionnaire: [`domain::questionnaires::Document`] |
//! | 单选、多选、矩阵、排序、比重题…… | kinds of questions: [`domain::questionnaires::Kind`] |
//! | 显示条件、必答条件 | conditions: [`domain::logic::Condition`] |
//! | 修改记录 | past drafts: [`domain::questionnaires::PastDraft`] |
//! | 意见建议（原文） | text: [`domain::responses::DetachedText`] |
//! | 调查结果 | findings: [`domain::findings`] |
//! | 结果分组 | attributes, break-down: [`domain::findings::Attributes`] |
//! | 启封 | opening |
//! | 相似意见、系统建议 | clusters, proposals: [`domain::suggestions`] |
//! | 提炼条 | distilled item: [`domain::id::ItemId`] |
//! | 批次、交办、退回 | batch, routing, return: [`domain::routing`] |
//! | 主办、协办 | lead and supporting units: [`domain::routing::Duty`], [`domain::routing::Part`] |
//! | 问题线索 | tip: [`domain::id::TipId`] |
//! | 台账条目、整改措施 | ledger item, measure: [`domain::ledger`] |
//! | 核验、销号 | verify, close: [`domain::ledger`] |
//! | 时限延期、签署、会签 | extension of a due date, first and second signature: [`domain::ledger`] |
//! | 集体议记录 | record of a meeting: [`domain::ledger::Meeting`] |
//! | 立查立改 | put right at once: [`domain::ledger::Act::FixAtOnce`] |
//! | 重点标注、现场核验、抽查 | star, look on the spot, draw by lot: [`domain::ledger::Watch`] |
//! | 变更前后对照、已撤销的措施 | a changed plan beside the approved one: [`domain::ledger::MeasureChange`] |
//! | 复查 | another look at what is long-term: [`domain::ledger::Deed::LookedAgain`] |
//! | 呈批件、代录 | paper for decision, recorded for a leader: [`domain::ledger::Scan`] |
//! | 单位职责和岗位 | duties and posts of a unit: [`domain::profiles`] |
//! | 经办人、复核人 | triager, second reader: [`domain::people::Role`] |
//! | 科室、中心 | unit: [`domain::people::Unit`] |
//! | 个人排查（附件一） | a person's own search for risk points: [`domain::self_checks`] |
//! | 工作日 | working day: [`domain::calendar::Calendar`] |
//! | 整改计划表、落实台账 | annexes: [`domain::annexes`] |

pub mod app;
pub mod config;
pub mod demo;
pub mod domain;
pub mod process;
pub mod server;
pub mod services;
pub mod store;
pub mod web;
