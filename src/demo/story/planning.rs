//! The plan is loaded, people are appointed, a questionnaire is published, keys are drawn and typed
//! back, and a campaign with cards is launched.

use crate::domain::campaigns::cards::PerSheet;
use crate::domain::campaigns::{Channel, Dates, Texts};
use crate::domain::id::{AudienceId, CampaignId, QuestionnaireId};
use crate::domain::passphrase::Passphrase;
use crate::domain::questionnaires::Code;
use crate::domain::text::Line;
use crate::services::campaigns::{self, AudienceForm};
use crate::services::{
    App, Result, cards, closing_keys, discipline, launch, questionnaires, setup,
};

use super::super::notes::Notes;
use super::super::people::{ADMINISTRATOR, Cast, DISCIPLINE, SUPERVISOR};
use super::{Story, broken};

/// Whom the simulated campaign asks, by the code of the plan's template.
const AUDIENCE: &str = "bidders";
/// The question by which the simulated results are broken down.
const ATTRIBUTE: &str = "deposit";
/// Letters of the shared password: three words of a passphrase.
const PASSWORD_LETTERS: usize = 14;

/// A campaign launched today that collects from tomorrow on, with all its cards printed.
pub(super) async fn launched(app: &App, seats: usize) -> Result<Story<'_>> {
    let mut notes = Notes { password: password(app), ..Notes::default() };
    let mut cast = Cast::administrator(app, &notes.password).await?;
    setup::load_plan(app, cast.of(ADMINISTRATOR)).await?;
    cast.join(app, &notes.password).await?;
    notes.tips_passphrase = officer_key(app, &cast).await?;
    let questionnaire = published(app, &cast).await?;
    let root = cast.of(ADMINISTRATOR);
    let campaign = campaigns::create(app, root, &texts(), dates(app)).await?;
    let form = audience(questionnaire, seats);
    let audience = campaigns::add_audience(app, root, campaign, &form).await?;
    broken_down(app, &cast, campaign).await?;
    notes.passphrase = closing_keys(app, &cast, campaign).await?;
    let plan = campaigns::overview(app, root, campaign).await?;
    launch::launch(app, root, campaign, plan.campaign.revision).await?;
    with_cards(app, cast, notes, campaign, audience).await
}

fn password(app: &App) -> String {
    Passphrase::draw(app.chance).expose().chars().take(PASSWORD_LETTERS).collect()
}

async fn officer_key(app: &App, cast: &Cast) -> Result<String> {
    let officer = cast.of(DISCIPLINE);
    let passphrase = discipline::draw(app, officer).await?;
    discipline::confirm(app, officer, passphrase.expose()).await?;
    Ok(passphrase.expose().to_owned())
}

async fn closing_keys(app: &App, cast: &Cast, campaign: CampaignId) -> Result<String> {
    let passphrase = closing_keys::draw(app, cast.of(SUPERVISOR), campaign).await?;
    for holder in [SUPERVISOR, DISCIPLINE] {
        closing_keys::hold(app, cast.of(holder), campaign, passphrase.expose()).await?;
    }
    Ok(passphrase.expose().to_owned())
}

/// Publishes the questionnaire that came with the plan.
async fn published(app: &App, cast: &Cast) -> Result<QuestionnaireId> {
    let root = cast.of(ADMINISTRATOR);
    let all = questionnaires::list(app, root).await?;
    let asked = all.iter().find(|one| one.questionnaire.template.as_deref() == Some(AUDIENCE));
    let asked =
        &asked.ok_or_else(|| broken("the plan brought no such questionnaire"))?.questionnaire;
    questionnaires::publish(app, root, asked.id, asked.revision).await?;
    Ok(asked.id)
}

fn audience(questionnaire: QuestionnaireId, seats: usize) -> AudienceForm {
    let name = |text| Some(Line::parse(text).expect("a short line"));
    AudienceForm {
        name_zh: Line::parse("投标人（供应商）").expect("a short line"),
        name_en: name("Bidders and suppliers"),
        channel: Channel::Card,
        cards: u32::try_from(seats).unwrap_or(u32::MAX),
        until: None,
        questionnaire,
    }
}

/// The results of everyone asked are broken down by what they answered to one question.
async fn broken_down(app: &App, cast: &Cast, campaign: CampaignId) -> Result<()> {
    let root = cast.of(ADMINISTRATOR);
    let by = [Code::parse(ATTRIBUTE).expect("a code")];
    for plan in campaigns::overview(app, root, campaign).await?.pools {
        campaigns::declare_break_downs(app, root, campaign, plan.pool.id, &by).await?;
    }
    Ok(())
}

fn dates(app: &App) -> Dates {
    let today = app.clock.today();
    Dates {
        opens_on: Some(today.plus_days(1)),
        closes_on: Some(today.plus_days(3)),
        remind_on: Default::default(),
    }
}

fn texts() -> Texts {
    Texts {
        name_zh: "廉政风险大排查大整改（模拟）".to_owned(),
        name_en: "Integrity risk campaign (simulated)".to_owned(),
        issuer_zh: "模拟市公共资源交易中心".to_owned(),
        issuer_en: "Public Resource Trading Centre of Simulated City".to_owned(),
        telephone: "0000-0000000".to_owned(),
        notice_url: String::new(),
        privacy_zh: "模拟问卷：本次只用邀请卡，不收集任何联系方式。".to_owned(),
        privacy_en: "A simulated survey by cards alone: no addresses are held.".to_owned(),
        tips_to: "0000-0000001".to_owned(),
        mail_subject: "请您填写廉政风险调查问卷（模拟）".to_owned(),
        mail_text: "请您抽出两三分钟填写问卷。".to_owned(),
    }
}

async fn with_cards(
    app: &App,
    cast: Cast,
    notes: Notes,
    campaign: CampaignId,
    audience: AudienceId,
) -> Result<Story<'_>> {
    let printed =
        cards::print(app, cast.of(ADMINISTRATOR), campaign, audience, PerSheet::Ten).await?;
    let pool = printed.pool.clone();
    Ok(Story { app, cast, notes, campaign, pool, cards: printed.tokens() })
}
