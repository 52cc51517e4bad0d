//! Every address, once: a constant with its template for the router, a function for links.

/// Declares addresses: `NAME = "/path"`, or `NAME, name(id: Type) = "/path/{id}"`.
macro_rules! paths {
    ($($name:ident $(, $function:ident($($arg:ident: $type:ty),+))? = $path:literal;)+) => {$(
        pub const $name: &str = $path;
        $(pub fn $function($($arg: $type),+) -> String { format!($path) })?
    )+};
}
use crate::domain::credentials::door::RoomNumber;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::{
    AddressId, AudienceId, BankId, BatchId, CampaignId, EvidenceId, ItemId, LedgerId, MeasureId,
    OptOutId, PersonId, PoolId, QuestionnaireId, RoutingId, SelfCheckId, TextId, TipId, UnitId,
};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::{Code, Past};
use crate::domain::time::Day;

paths! {
    HEALTH = "/healthz";
    STATIC = "/static/{file}";
    ROOT = "/";

    HOME = "/office/";
    OFFICE = "/office";
    NOTICES = "/office/notices";
    SIGN_IN = "/office/sign-in";
    SIGN_OUT = "/office/sign-out";
    VIEW = "/office/view";
    NEXT_DAY = "/office/next-day";
    SIMULATED_MAILS = "/office/simulated-mails";
    LINK, link(secret: &str) = "/office/link/{secret}";

    PEOPLE = "/office/people";
    PERSON_NEW = "/office/people/new";
    PEOPLE_IMPORT = "/office/people/import";
    PERSON, person(id: PersonId) = "/office/people/{id}";
    PERSON_LINK, person_link(id: PersonId) = "/office/people/{id}/link";
    PERSON_STANDING, person_standing(id: PersonId) = "/office/people/{id}/standing";
    POSTS = "/office/posts";
    UNITS = "/office/units";
    UNIT_NEW = "/office/units/new";
    UNITS_IMPORT = "/office/units/import";
    UNIT, unit(id: UnitId) = "/office/units/{id}";

    ROUTINGS = "/office/routings";
    ROUTINGS_XLSX = "/office/routings/routings.xlsx";
    ROUTING, routing(id: RoutingId) = "/office/routings/{id}";
    ROUTING_ACCEPT, routing_accept(id: RoutingId) = "/office/routings/{id}/accept";
    ROUTING_RETURN, routing_return(id: RoutingId) = "/office/routings/{id}/return";
    NOTICE, notice(batch: BatchId, unit: UnitId) = "/office/notices/{batch}/{unit}";
    RETURNS = "/office/returns";
    RETURNS_XLSX = "/office/returns/returns.xlsx";
    RETURNED, returned(id: RoutingId) = "/office/returns/{id}";
    RETURN_FILE, return_file(id: RoutingId) = "/office/returns/{id}/file";
    RETURN_SLIP, return_slip(id: RoutingId) = "/office/returns/{id}/slip";
    RETURN_ON_BEHALF, return_on_behalf(id: RoutingId) = "/office/returns/{id}/on-behalf";
    RETURN_SCAN, return_scan(id: RoutingId) = "/office/returns/{id}/scan";

    UNIT_PROFILE, unit_profile(unit: UnitId) = "/office/unit-profiles/{unit}";
    UNIT_PROFILE_EDIT, unit_profile_edit(unit: UnitId) = "/office/unit-profiles/{unit}/edit";
    LEDGER = "/office/ledger";
    LEDGER_XLSX = "/office/ledger/items.xlsx";
    METRICS = "/office/metrics";
    METRICS_XLSX = "/office/metrics/metrics.xlsx";
    WARNINGS_XLSX = "/office/warnings/warnings.xlsx";
    WARNINGS = "/office/warnings";
    WARNING_PAPER, warning_paper(unit: UnitId, day: Day) = "/office/warnings/{unit}/{day}";
    LEDGER_NEW = "/office/ledger/new";
    LEDGER_DRAWS = "/office/ledger/draws";
    LEDGER_DRAWS_XLSX = "/office/ledger/draws/draws.xlsx";
    LEDGER_RECORD = "/office/ledger/record";
    LEDGER_ITEM, ledger_item(id: LedgerId) = "/office/ledger/{id}";
    PLAN, plan(id: LedgerId) = "/office/ledger/{id}/plan";
    AT_ONCE, at_once(id: LedgerId) = "/office/ledger/{id}/at-once";
    REVIEW, review(id: LedgerId) = "/office/ledger/{id}/review";
    SLIP, slip(id: LedgerId) = "/office/ledger/{id}/slip";
    ON_BEHALF, on_behalf(id: LedgerId) = "/office/ledger/{id}/on-behalf";
    SCAN, scan(id: LedgerId, file: EvidenceId) = "/office/ledger/{id}/scans/{file}";
    PROGRESS, progress(id: LedgerId) = "/office/ledger/{id}/progress";
    EVIDENCE, evidence(id: LedgerId, measure: MeasureId) = "/office/ledger/{id}/measures/{measure}";
    EVIDENCE_FILE, evidence_file(id: LedgerId, file: EvidenceId) = "/office/ledger/{id}/files/{file}";
    EVIDENCE_TAKE_AWAY, evidence_take_away(id: LedgerId, file: EvidenceId) = "/office/ledger/{id}/files/{file}/take-away";
    DUE_EXTENSION, due_extension(id: LedgerId) = "/office/ledger/{id}/extension";
    DUE_EXTENSION_ANSWER, due_extension_answer(id: LedgerId) = "/office/ledger/{id}/extension/answer";
    CLOSING, closing(id: LedgerId) = "/office/ledger/{id}/closing";
    TAKE_UP, take_up(id: LedgerId) = "/office/ledger/{id}/take-up";
    LOOK_AGAIN, look_again(id: LedgerId) = "/office/ledger/{id}/look-again";
    VISIT, visit(id: LedgerId) = "/office/ledger/{id}/visit";
    MARK, mark(id: LedgerId) = "/office/ledger/{id}/mark";
    VERIFY, verify(id: LedgerId) = "/office/ledger/{id}/verify";
    LONG_TERM, long_term(id: LedgerId) = "/office/ledger/{id}/long-term";
    VOID, void(id: LedgerId) = "/office/ledger/{id}/void";
    EXCUSE, excuse(id: LedgerId) = "/office/ledger/{id}/excuse";
    REOPEN, reopen(id: LedgerId) = "/office/ledger/{id}/reopen";

    ANNEXES = "/office/annexes";
    CAMPAIGN_ANNEXES, campaign_annexes(id: CampaignId) = "/office/annexes/{id}";
    ANNEX_HEADINGS, annex_headings(id: CampaignId) = "/office/annexes/{id}/headings";
    ANNEX_FILE, annex_file(id: CampaignId) = "/office/annexes/{id}/form.xlsx";
    ANNEX_PAPER, annex_paper(id: CampaignId) = "/office/annexes/{id}/paper";
    DESK = "/office/desk";
    DESK_NEXT = "/office/desk/next";
    DESK_TEXT, desk_text(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}";
    DESK_LINK, desk_link(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/link";
    DESK_ASIDE, desk_aside(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/set-aside";
    DESK_CONFIRM, desk_confirm(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/confirm";
    DESK_REOPEN, desk_reopen(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/reopen";
    DESK_TAKE_BACK, desk_take_back(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/take-back";
    DESK_TOGETHER, desk_together(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/together";
    DESK_TAKE_UP, desk_take_up(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/take-up";
    DESK_UNLINK, desk_unlink(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/unlink";
    DESK_KEEP_OUT, desk_keep_out(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/keep-out";
    DESK_RECUSALS, desk_recusals(id: CampaignId) = "/office/desk/recusals/{id}";
    DESK_UPWARDS, desk_upwards(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/upwards";
    DESK_TIP, desk_tip(pool: PoolId, text: TextId) = "/office/desk/{pool}/{text}/hand-over";
    DESK_ITEM, desk_item(id: ItemId) = "/office/desk/items/{id}";
    DESK_REVISE, desk_revise(id: ItemId) = "/office/desk/items/{id}/edit";
    DESK_EMPTY, desk_empty(id: CampaignId) = "/office/desk/empty/{id}";
    DESK_EMPTY_CONFIRM, desk_empty_confirm(id: CampaignId) = "/office/desk/empty/{id}/confirm";
    DESK_EMPTY_REOPEN, desk_empty_reopen(id: CampaignId) = "/office/desk/empty/{id}/reopen";
    DESK_EMPTY_LIST = "/office/desk/empty-answers";
    SAMPLING = "/office/sampling";
    SAMPLING_CAMPAIGN, sampling_campaign(id: CampaignId) = "/office/sampling/{id}";
    SAMPLE = "/office/sample";
    SAMPLE_PAIR, sample_pair(campaign: CampaignId, text: TextId) = "/office/sample/{campaign}/{text}";
    SAMPLE_DEALT, sample_dealt(campaign: CampaignId, text: TextId) = "/office/sample/{campaign}/{text}/dealt-with";
    ITEMS = "/office/items";
    ITEMS_XLSX = "/office/items/items.xlsx";
    SELF_CHECKS = "/office/self-checks";
    SELF_CHECKS_XLSX = "/office/self-checks/self-checks.xlsx";
    SELF_CHECK_OWN, self_check_own(campaign: CampaignId) = "/office/self-checks/of/{campaign}";
    SELF_CHECK, self_check(id: SelfCheckId) = "/office/self-checks/{id}";
    SELF_CHECK_FILE, self_check_file(id: SelfCheckId) = "/office/self-checks/{id}/form.xlsx";
    ITEM_WAY, item_way(id: ItemId) = "/office/items/{id}";
    ITEM_CO_UNITS, item_co_units(id: ItemId) = "/office/items/{id}/co-units";
    RELEASE = "/office/release";
    RELEASE_CAMPAIGN, release_campaign(id: CampaignId) = "/office/release/{id}";
    TIPS = "/office/tips";
    TIP, tip(id: TipId) = "/office/tips/{id}";
    TIP_GIVE_BACK, tip_give_back(id: TipId) = "/office/tips/{id}/give-back";
    CAMPAIGNS = "/office/campaigns";
    CAMPAIGN_NEW = "/office/campaigns/new";
    CAMPAIGN, campaign(id: CampaignId) = "/office/campaigns/{id}";
    CAMPAIGN_EDIT, campaign_edit(id: CampaignId) = "/office/campaigns/{id}/edit";
    CAMPAIGN_COPY, campaign_copy(id: CampaignId) = "/office/campaigns/{id}/copy";
    CAMPAIGN_LAUNCH, campaign_launch(id: CampaignId) = "/office/campaigns/{id}/launch";
    CAMPAIGN_OPT_OUT, campaign_opt_out(id: CampaignId) = "/office/campaigns/{id}/opt-out";
    PASSPHRASE, passphrase(id: CampaignId) = "/office/campaigns/{id}/passphrase";
    PASSPHRASE_CHECK, passphrase_check(id: CampaignId) = "/office/campaigns/{id}/passphrase/check";
    CANCELLING, cancelling(id: CampaignId) = "/office/campaigns/{id}/cancelling";
    CANCELLING_CONFIRM, cancelling_confirm(id: CampaignId) =
        "/office/campaigns/{id}/cancelling/confirm";
    CANCELLING_DECLINE, cancelling_decline(id: CampaignId) =
        "/office/campaigns/{id}/cancelling/decline";
    LATER_SEATS, later_seats(id: CampaignId) = "/office/campaigns/{id}/later-seats";
    LATER_SEATS_CONFIRM, later_seats_confirm(id: CampaignId) =
        "/office/campaigns/{id}/later-seats/confirm";
    LATER_SEATS_DECLINE, later_seats_decline(id: CampaignId) =
        "/office/campaigns/{id}/later-seats/decline";
    EXTENSION, extension(id: CampaignId) = "/office/campaigns/{id}/extension";
    EXTENSION_DECLINE, extension_decline(id: CampaignId) =
        "/office/campaigns/{id}/extension/decline";
    EXTENSION_CONFIRM, extension_confirm(id: CampaignId) =
        "/office/campaigns/{id}/extension/confirm";
    MAILING, mailing(id: CampaignId) = "/office/campaigns/{id}/mailing";
    MAILING_PAUSE, mailing_pause(id: CampaignId) = "/office/campaigns/{id}/mailing/pause";
    MAILING_RESUME, mailing_resume(id: CampaignId) = "/office/campaigns/{id}/mailing/resume";
    MAILING_TRY, mailing_try(id: CampaignId) = "/office/campaigns/{id}/mailing/try";
    REPORTS, reports(id: CampaignId) = "/office/campaigns/{id}/mailing/reports";
    REFUSED, refused(id: CampaignId) = "/office/campaigns/{id}/mailing/refused";
    REFUSED_AGAIN, refused_again(id: CampaignId) = "/office/campaigns/{id}/mailing/refused/again";
    NEW_ADDRESS, new_address(id: CampaignId, address: AddressId) =
        "/office/campaigns/{id}/mailing/refused/{address}";
    NEW_ADDRESS_CONFIRM, new_address_confirm(id: CampaignId, address: AddressId) =
        "/office/campaigns/{id}/mailing/refused/{address}/confirm";
    NEW_ADDRESS_DECLINE, new_address_decline(id: CampaignId, address: AddressId) =
        "/office/campaigns/{id}/mailing/refused/{address}/decline";
    AUDIENCE_LETTER, audience_letter(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/letter";
    AUDIENCE_LETTER_USUAL, audience_letter_usual(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/letter/usual";
    AUDIENCE_NEW, audience_new(id: CampaignId) = "/office/campaigns/{id}/audiences/new";
    AUDIENCE, audience(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}";
    AUDIENCE_LIST, audience_list(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list";
    LIST_CHECK, list_check(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list/check";
    LIST_DISCARD, list_discard(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list/discard";
    LIST_SHOWN, list_shown(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list/shown";
    LIST_FROZEN, list_frozen(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list/frozen";
    LIST_FILE, list_file(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list/frozen.txt";
    AUDIENCE_POOL, audience_pool(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/pool";
    AUDIENCE_REMOVE, audience_remove(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/remove";
    AUDIENCE_CARDS, audience_cards(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards";
    CARDS_REPRINT, cards_reprint(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards/reprint";
    CARDS_HANDING_OUT, cards_handing_out(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards/handing-out";
    CARDS_RETURNED, cards_returned(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards/returned";
    CARDS_RETURNED_CONFIRM, cards_returned_confirm(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards/returned/confirm";
    CARDS_RETURNED_FORGET, cards_returned_forget(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards/returned/forget";
    MESSAGES, messages(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/messages";
    MESSAGES_EXPORT, messages_export(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/messages/export";

    GROUP_LINK, group_link(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/link";
    GROUP_LINK_CONFIRM, group_link_confirm(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/link/confirm";
    GROUP_LINK_DECLINE, group_link_decline(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/link/decline";
    ROOMS, rooms(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/rooms";
    ROOM_CONFIRM, room_confirm(id: CampaignId, audience: AudienceId, room: RoomNumber) =
        "/office/campaigns/{id}/audiences/{audience}/rooms/{room}/confirm";
    ROOM_DECLINE, room_decline(id: CampaignId, audience: AudienceId, room: RoomNumber) =
        "/office/campaigns/{id}/audiences/{audience}/rooms/{room}/decline";
    ROOM_SCREEN, room_screen(id: CampaignId, audience: AudienceId, room: RoomNumber) =
        "/office/campaigns/{id}/audiences/{audience}/rooms/{room}/screen";
    ROOM_KIOSK, room_kiosk(id: CampaignId, audience: AudienceId, room: RoomNumber) =
        "/office/campaigns/{id}/audiences/{audience}/rooms/{room}/kiosk";
    POOL_BREAK_DOWNS, pool_break_downs(id: CampaignId, pool: PoolId) =
        "/office/campaigns/{id}/pools/{pool}/break-downs";
    POOL_POSTER, pool_poster(id: CampaignId, pool: PoolId) =
        "/office/campaigns/{id}/pools/{pool}/poster";

    DISCIPLINE_KEY = "/office/discipline/key";
    DISCIPLINE_KEY_CHECK = "/office/discipline/key/check";
    SETUP = "/office/setup";
    VOCABULARIES = "/office/setup/vocabularies";
    WORD_NEW, word_new(set: WordSet) = "/office/setup/vocabularies/{set}";
    WORD, word(set: WordSet, code: &Code) = "/office/setup/vocabularies/{set}/{code}";
    MAIL_PLAN = "/office/setup/mail";
    MESSAGE_PLAN = "/office/setup/messages";
    ROBOT = "/office/setup/robot";
    ROBOT_TEST = "/office/setup/robot/test";
    CALENDAR = "/office/setup/calendar";
    CALENDAR_YEAR, calendar_year(year: i32) = "/office/setup/calendar/{year}";
    CALENDAR_IMPORT, calendar_import(year: i32) = "/office/setup/calendar/{year}/import";
    CALENDAR_NOTICE, calendar_notice(year: i32, version: i64) = "/office/setup/calendar/{year}/notices/{version}";
    CALENDAR_STANDING, calendar_standing(year: i32) = "/office/setup/calendar/{year}/standing";
    CALENDAR_PLAIN, calendar_plain(year: i32) = "/office/setup/calendar/{year}/plain";

    QUESTIONNAIRES = "/office/questionnaires";
    QUESTIONNAIRE_NEW = "/office/questionnaires/new";
    QUESTIONNAIRE, questionnaire(id: QuestionnaireId) = "/office/questionnaires/{id}";
    QUESTIONNAIRE_HEAD, questionnaire_head(id: QuestionnaireId) = "/office/questionnaires/{id}/head";
    QUESTIONNAIRE_OFFER, questionnaire_offer(id: QuestionnaireId) = "/office/questionnaires/{id}/offer";
    QUESTIONNAIRE_PREVIEW, questionnaire_preview(id: QuestionnaireId) = "/office/questionnaires/{id}/preview";
    QUESTIONNAIRE_PUBLISH, questionnaire_publish(id: QuestionnaireId) = "/office/questionnaires/{id}/publish";
    VERSION, version(id: QuestionnaireId, number: i64) = "/office/questionnaires/{id}/versions/{number}";
    VERSION_PREVIEW, version_preview(id: QuestionnaireId, number: i64) = "/office/questionnaires/{id}/versions/{number}/preview";
    VERSION_PAPER, version_paper(id: QuestionnaireId, number: i64) = "/office/questionnaires/{id}/versions/{number}/paper";
    QUESTIONNAIRE_BANK, questionnaire_bank(id: QuestionnaireId) = "/office/questionnaires/{id}/bank";
    QUESTION_BANK, question_bank(id: QuestionnaireId, code: &Code) = "/office/questionnaires/{id}/q/{code}/bank";
    LANGUAGES, languages(id: QuestionnaireId) = "/office/questionnaires/{id}/languages";
    TRANSLATION, translation(id: QuestionnaireId, tag: &str) = "/office/questionnaires/{id}/languages/{tag}";
    LANGUAGE_REMOVE, language_remove(id: QuestionnaireId, tag: &str) = "/office/questionnaires/{id}/languages/{tag}/remove";
    TRANSLATION_FILE, translation_file(id: QuestionnaireId, tag: &str) = "/office/questionnaires/{id}/languages/{tag}/file";
    TRANSLATION_IMPORT, translation_import(id: QuestionnaireId, tag: &str) = "/office/questionnaires/{id}/languages/{tag}/import";
    BANK = "/office/bank";
    BANK_QUESTION, bank_question(id: BankId) = "/office/bank/{id}";
    BANK_EDIT, bank_edit(id: BankId) = "/office/bank/{id}/edit";
    BANK_OFFER, bank_offer(id: BankId) = "/office/bank/{id}/offer";
    QUESTIONNAIRE_PAPER, questionnaire_paper(id: QuestionnaireId) = "/office/questionnaires/{id}/paper";
    HISTORY, history(id: QuestionnaireId) = "/office/questionnaires/{id}/history";
    PAST, past(id: QuestionnaireId, past: Past) = "/office/questionnaires/{id}/history/{past}";
    QUESTION_NEW, question_new(id: QuestionnaireId, kind: &str) = "/office/questionnaires/{id}/add/{kind}";
    QUESTION, question(id: QuestionnaireId, code: &Code) = "/office/questionnaires/{id}/q/{code}";
    QUESTION_REMOVE, question_remove(id: QuestionnaireId, code: &Code) = "/office/questionnaires/{id}/q/{code}/remove";
    BLOCK_ORDER, block_order(id: QuestionnaireId, code: &Code) = "/office/questionnaires/{id}/q/{code}/order";
    BLOCK_NEW, block_new(id: QuestionnaireId, code: &Code) = "/office/questionnaires/{id}/q/{code}/about";
    BLOCK_QUESTION, block_question(id: QuestionnaireId, code: &Code, inner: &Code) = "/office/questionnaires/{id}/q/{code}/about/{inner}";
    BLOCK_REMOVE, block_remove(id: QuestionnaireId, code: &Code, inner: &Code) = "/office/questionnaires/{id}/q/{code}/about/{inner}/remove";

    AUDIT = "/office/audit";
    AUDIT_XLSX = "/office/audit/audit.xlsx";

    SURVEY, survey(pool: PoolCode) = "/s/{pool}";
    SURVEY_SLASHED, survey_slashed(pool: PoolCode) = "/s/{pool}/";
    SURVEY_ROOM, survey_room(pool: PoolCode) = "/s/{pool}/room";
    SURVEY_ENTER, survey_enter(pool: PoolCode, code: &str) = "/s/{pool}/room/{code}";
    SURVEY_PASS, survey_pass(pool: PoolCode) = "/s/{pool}/pass";
    SURVEY_KIOSK, survey_kiosk(pool: PoolCode) = "/s/{pool}/kiosk";
    SURVEY_PLAIN, survey_plain(pool: PoolCode) = "/s/{pool}/plain";
    SURVEY_TAKE, survey_take(pool: PoolCode) = "/s/{pool}/take";
    SURVEY_TAKEN, survey_taken(pool: PoolCode) = "/s/{pool}/taken";
    SURVEY_WHO, survey_who(pool: PoolCode) = "/s/{pool}/who";
    SURVEY_NO_MORE_MAIL, survey_no_more_mail(pool: PoolCode, id: OptOutId) =
        "/s/{pool}/no-more-mail/{id}";
    SURVEY_ISSUE, survey_issue(pool: PoolCode) = "/s/{pool}/issue";
    SURVEY_BALLOT, survey_ballot(pool: PoolCode) = "/s/{pool}/ballot";
    CHECK, check(pool: PoolCode) = "/check/{pool}";
    CHECK_LEAVES, check_leaves(pool: PoolCode) = "/check/{pool}/leaves.txt";
    CHECK_CLOSE, check_close(pool: PoolCode) = "/check/{pool}/close.json";
    OPENING, opening(id: CampaignId) = "/office/campaigns/{id}/opening";
    OPENING_BEGIN, opening_begin(id: CampaignId) = "/office/campaigns/{id}/opening/begin";
    OPENING_GO_ON, opening_go_on(id: CampaignId) = "/office/campaigns/{id}/opening/go-on";
    OPENING_JOINT, opening_joint(id: CampaignId) = "/office/campaigns/{id}/opening/joint";
    OPENING_JOINT_DECLINE, opening_joint_decline(id: CampaignId) =
        "/office/campaigns/{id}/opening/joint/decline";
    OPENING_JOINT_CONFIRM, opening_joint_confirm(id: CampaignId) =
        "/office/campaigns/{id}/opening/joint/confirm";
    POOL_SPOILED, pool_spoiled(id: PoolId) = "/office/pools/{id}/spoiled";
    POOL_DESTROY, pool_destroy(id: PoolId) = "/office/pools/{id}/destroy";
    POOL_PACKAGE, pool_package(id: PoolId) = "/office/pools/{id}/package";

    FINDINGS = "/office/findings";
    CAMPAIGN_FINDINGS, campaign_findings(id: CampaignId) = "/office/campaigns/{id}/findings";
    FINDINGS_CSV, findings_csv(id: CampaignId) = "/office/campaigns/{id}/findings.csv";
    FINDINGS_XLSX, findings_xlsx(id: CampaignId) = "/office/campaigns/{id}/findings.xlsx";
    FINDINGS_FILE, findings_file(id: PoolId) = "/office/pools/{id}/findings.txt";
    POOL_FINDINGS, pool_findings(id: CampaignId, pool: PoolId) =
        "/office/campaigns/{id}/findings/{pool}";
}
