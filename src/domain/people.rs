//! People, their roles, and the one table that says which role may do what. Rights of several
//! roles add up; what must stay apart is refused when roles are given, and recusal takes away
//! case by case (`domain` 3.4).

use std::collections::BTreeSet;

use super::id::{PersonId, UnitId};
use super::text::{Line, TextRefusal, word_enum};
use super::typed::half_width;

word_enum! {
    /// What a person is in the campaign.
    pub enum Role {
        /// 问卷管理员: designs questionnaires, plans and launches campaigns, sends.
        SurveyAdmin = "survey_admin",
        /// 经办人: reads raw texts and distils.
        Triager = "triager",
        /// 复核人: reads raw texts and clears what another distilled.
        SecondReader = "second_reader",
        /// 领导小组办公室负责人: releases batches, decides returns, verifies.
        OfficeLead = "office_lead",
        /// 单位主要负责人: accepts, plans, asks for closing.
        UnitHead = "unit_head",
        /// 责任人: carries measures out and reports progress.
        UnitMember = "unit_member",
        /// 分管领导: co-signs for the units in charge of.
        LeaderInCharge = "leader_in_charge",
        /// 督导组成员: sees what is late, verifies on site.
        Supervisor = "supervisor",
        /// 机关纪委: alone sees tips.
        Discipline = "discipline",
        /// 领导小组组长: decides what escalates.
        GroupHead = "group_head",
        /// 系统管理员: accounts and settings; reads nobody's words.
        Sysadmin = "sysadmin",
    }
}

impl Role {
    /// The campaign office (领导小组办公室) in the wide sense: those who run the campaign.
    pub fn is_office(self) -> bool {
        matches!(self, Self::SurveyAdmin | Self::Triager | Self::SecondReader | Self::OfficeLead)
    }
}

word_enum! {
    /// What a unit is.
    pub enum UnitKind {
        /// 市直科室
        Section = "section",
        /// 中心
        Centre = "centre",
        /// 旗区交易中心
        BannerCentre = "banner_centre",
        /// 机关党委、领导小组办公室
        Office = "office",
        /// 机关纪委
        Discipline = "discipline",
    }
}

/// Two roles that one person must not hold, or too few roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleRefusal {
    /// Whoever keeps the machine or sends the mail must not read what came back.
    Apart(Role, Role),
    /// A unit's head or member needs a unit.
    NeedsUnit(Role),
}

/// Why a person is not the second one of a matter that asks for two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondRefusal {
    /// They proposed it themselves.
    OwnProposal,
    /// Whoever proposed it may not do so any more.
    ProposerLeft,
    /// The password of the one was last set by a link of the other, since the campaign began.
    OneHand,
}

/// The roles of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Takes the roles unless two of them exclude each other.
    pub fn parse(
        roles: impl IntoIterator<Item = Role>,
        unit: Option<UnitId>,
    ) -> Result<Self, RoleRefusal> {
        let set: BTreeSet<Role> = roles.into_iter().collect();
        for keeper in [Role::Sysadmin, Role::SurveyAdmin] {
            for reader in [Role::Triager, Role::SecondReader, Role::Discipline] {
                if set.contains(&keeper) && set.contains(&reader) {
                    return Err(RoleRefusal::Apart(keeper, reader));
                }
            }
        }
        for role in [Role::UnitHead, Role::UnitMember] {
            if set.contains(&role) && unit.is_none() {
                return Err(RoleRefusal::NeedsUnit(role));
            }
        }
        Ok(Self(set))
    }

    /// Roles as they were stored, which were checked when they were given.
    pub fn stored(roles: impl IntoIterator<Item = Role>) -> Self {
        Self(roles.into_iter().collect())
    }

    /// Whether the role is among them.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// All of them, in the order of [`Role::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }

    /// Whether one of them belongs to the campaign office.
    pub fn any_office(&self) -> bool {
        self.iter().any(Role::is_office)
    }

    /// Whether the person may hold a passphrase copy: supervision or discipline, and neither
    /// office nor administrator (`anonymity`, decision 5).
    pub fn may_hold_passphrase(&self) -> bool {
        (self.has(Role::Supervisor) || self.has(Role::Discipline))
            && !self.any_office()
            && !self.has(Role::Sysadmin)
    }
}

/// A person who is signed in, as the rules see them.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// The name shown and printed.
    pub name: String,
    /// Their roles, read anew for each request.
    pub roles: Roles,
    /// The unit they belong to.
    pub unit: Option<UnitId>,
    /// The units they are the leader in charge of.
    pub in_charge_of: Vec<UnitId>,
}

impl From<Person> for Actor {
    fn from(person: Person) -> Self {
        let Person { id, name, roles, unit, in_charge_of, .. } = person;
        Self { person: id, name, roles, unit, in_charge_of }
    }
}

impl Actor {
    /// Whether the person may do this at all; which objects is the matter of each area.
    pub fn may(&self, act: Act) -> bool {
        may(&self.roles, act)
    }

    /// Whether the person belongs to this unit, or leads it.
    pub fn belongs_to(&self, unit: UnitId) -> bool {
        self.unit == Some(unit)
    }
}

/// What a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Create, change, deactivate people and units; hand out password links.
    ManagePeople,
    /// Load the plan; edit vocabularies and the calendar.
    SetUp,
    /// Read the audit trail.
    ReadAudit,
    /// Read questionnaires, drafts included.
    ReadQuestionnaires,
    /// Write and publish questionnaires.
    EditQuestionnaires,
    /// See campaigns and their steps.
    ReadCampaigns,
    /// See who can still take which step (岗位检查).
    ReadPosts,
    /// Plan campaigns, import lists, launch, print cards.
    RunCampaigns,
    /// Read the frozen lists of who was invited.
    ReadLists,
    /// Draw and hold the passphrase.
    HoldPassphrase,
    /// See the addresses that mail was refused at, and what is proposed in their place.
    SeeRefusedAddresses,
    /// Open pools, in the presence of a passphrase holder.
    OpenPools,
    /// Decide, with someone of the other side, about a pool that does not simply open.
    AttendOpenings,
    /// See figures computed from answers, after disclosure control.
    ReadFindings,
    /// Read raw texts.
    ReadTexts,
    /// Name who reads the faithfulness sample, and see its numbers.
    NameSampleReader,
    /// Distil raw texts.
    Distil,
    /// Clear what another distilled.
    Clear,
    /// Release distilled items to units.
    Release,
    /// See what units returned, and whether it waits too long.
    ReadReturns,
    /// Decide on what units returned.
    DecideReturns,
    /// Read distilled items.
    ReadItems,
    /// Accept or return what was routed to the own unit.
    Receive,
    /// Work on ledger items of the own unit.
    WorkLedger,
    /// See ledger items, within one's scope.
    ReadLedger,
    /// Approve plans, within the chain of the level.
    ApprovePlans,
    /// Verify and close ledger items of other units.
    Verify,
    /// Export the official forms.
    ExportAnnexes,
    /// Read tips.
    ReadTips,
}

impl Act {
    /// All of them, for the permission matrix.
    pub const ALL: [Self; 29] = [
        Self::ManagePeople,
        Self::SetUp,
        Self::ReadAudit,
        Self::ReadQuestionnaires,
        Self::EditQuestionnaires,
        Self::ReadCampaigns,
        Self::ReadPosts,
        Self::RunCampaigns,
        Self::ReadLists,
        Self::HoldPassphrase,
        Self::SeeRefusedAddresses,
        Self::OpenPools,
        Self::AttendOpenings,
        Self::ReadFindings,
        Self::ReadTexts,
        Self::NameSampleReader,
        Self::Distil,
        Self::Clear,
        Self::Release,
        Self::ReadReturns,
        Self::DecideReturns,
        Self::ReadItems,
        Self::Receive,
        Self::WorkLedger,
        Self::ReadLedger,
        Self::ApprovePlans,
        Self::Verify,
        Self::ExportAnnexes,
        Self::ReadTips,
    ];
}

/// The permission table: which roles may do what.
pub fn may(roles: &Roles, act: Act) -> bool {
    use Role as R;
    let any = |list: &[Role]| list.iter().any(|role| roles.has(*role));
    match act {
        Act::ManagePeople => any(&[R::Sysadmin]),
        Act::SetUp => any(&[R::Sysadmin, R::SurveyAdmin, R::OfficeLead]),
        Act::ReadAudit => any(&[R::Supervisor, R::Discipline]),
        Act::ReadQuestionnaires => {
            any(&[R::SurveyAdmin, R::OfficeLead, R::Triager, R::SecondReader, R::Supervisor])
        }
        Act::EditQuestionnaires | Act::RunCampaigns => any(&[R::SurveyAdmin, R::OfficeLead]),
        Act::ReadCampaigns => {
            roles.any_office()
                || any(&[R::Supervisor, R::Discipline, R::GroupHead, R::LeaderInCharge])
        }
        Act::ReadPosts => any(&[R::Sysadmin, R::SurveyAdmin, R::OfficeLead, R::Supervisor]),
        // Whoever sends must not be the one who checks to whom was sent.
        Act::ReadLists => roles.has(R::Supervisor) && roles.may_hold_passphrase(),
        Act::HoldPassphrase => roles.may_hold_passphrase(),
        Act::SeeRefusedAddresses => {
            any(&[R::SurveyAdmin, R::OfficeLead]) || roles.may_hold_passphrase()
        }
        Act::OpenPools => roles.any_office(),
        Act::AttendOpenings => roles.any_office() || roles.may_hold_passphrase(),
        Act::ReadFindings => {
            roles.any_office()
                || any(&[
                    R::Supervisor,
                    R::Discipline,
                    R::GroupHead,
                    R::LeaderInCharge,
                    R::UnitHead,
                ])
        }
        Act::ReadTexts => any(&[R::Triager, R::SecondReader]),
        // Whoever works at the desk names nobody to look over it.
        Act::NameSampleReader => roles.has(R::Supervisor) && !roles.any_office(),
        Act::Distil => any(&[R::Triager]),
        Act::Clear => any(&[R::SecondReader]),
        Act::Release => any(&[R::OfficeLead]),
        Act::ReadReturns => any(&[R::OfficeLead, R::GroupHead, R::Supervisor]),
        Act::DecideReturns => any(&[R::OfficeLead, R::GroupHead]),
        Act::ReadItems => {
            any(&[R::Triager, R::SecondReader, R::OfficeLead, R::Supervisor, R::GroupHead])
        }
        Act::Receive => any(&[R::UnitHead]),
        Act::WorkLedger => any(&[R::UnitHead, R::UnitMember]),
        Act::ReadLedger => any(&[
            R::UnitHead,
            R::UnitMember,
            R::OfficeLead,
            R::LeaderInCharge,
            R::Supervisor,
            R::Discipline,
            R::GroupHead,
        ]),
        // The head of the supervision group is the secretary of the discipline commission.
        Act::ApprovePlans => any(&[R::OfficeLead, R::LeaderInCharge, R::Discipline, R::GroupHead]),
        Act::Verify => any(&[R::OfficeLead, R::Supervisor]),
        Act::ExportAnnexes => any(&[R::UnitHead, R::OfficeLead, R::Supervisor, R::GroupHead]),
        Act::ReadTips => any(&[R::Discipline]),
    }
}

/// A login name: 2 to 40 small letters, digits, dots, hyphens or Chinese characters. Letters of
/// other scripts look like these and make two names that nobody can tell apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Narrows full-width letters, as Chinese keyboards type them, lower-cases and checks.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let narrow: String = raw.chars().map(half_width).collect();
        let login = narrow.trim().to_lowercase();
        match login.chars().count() {
            0 => return Err(TextRefusal::Blank),
            41.. => return Err(TextRefusal::TooLong(40)),
            _ => {}
        }
        let fits = login.chars().all(|c| {
            matches!(c, 'a'..='z' | '0'..='9' | '.' | '-' | '_' | '@')
                || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
        });
        if fits && login.chars().count() >= 2 {
            Ok(Self(login))
        } else {
            Err(TextRefusal::Malformed)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

word_enum! {
    /// What a one-time link is for.
    pub enum LinkPurpose {
        /// Makes the first administrator.
        Setup = "setup",
        /// Sets a person's password.
        Password = "password",
    }
}

/// A person as the administrator sees them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// The name shown and printed.
    pub name: String,
    /// Login name.
    pub login: String,
    /// Address for notices.
    pub email: Option<String>,
    /// The unit they belong to.
    pub unit: Option<UnitId>,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// Deactivated people cannot sign in and get no new work.
    pub active: bool,
    /// Their roles.
    pub roles: Roles,
    /// The units a leader in charge answers for.
    pub in_charge_of: Vec<UnitId>,
}

/// A unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Id.
    pub id: UnitId,
    /// Stable word: the option code in questionnaires.
    pub code: String,
    /// 中文名称
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// What it is.
    pub kind: UnitKind,
    /// Deactivated units get no new work.
    pub active: bool,
}

impl Unit {
    /// The name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: super::lang::Lang) -> &str {
        match lang {
            super::lang::Lang::En if !self.name_en.is_empty() => &self.name_en,
            _ => &self.name_zh,
        }
    }
}

/// What an administrator fills in for a person.
#[derive(Clone, Debug)]
pub struct PersonForm {
    /// The name shown and printed.
    pub name: Line,
    /// Login name.
    pub login: Login,
    /// Address for notices.
    pub email: Option<super::text::EmailAddress>,
    /// The unit they belong to.
    pub unit: Option<UnitId>,
    /// Their roles.
    pub roles: Roles,
    /// The units a leader in charge answers for.
    pub in_charge_of: Vec<UnitId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sends_or_keeps_the_machine_never_reads_raw_text() {
        for keeper in [Role::Sysadmin, Role::SurveyAdmin] {
            for reader in [Role::Triager, Role::SecondReader, Role::Discipline] {
                assert!(Roles::parse([keeper, reader], None).is_err(), "{keeper} {reader}");
            }
        }
        assert!(Roles::parse([Role::OfficeLead, Role::Triager], None).is_ok());
    }

    #[test]
    fn no_role_alone_reads_raw_text_but_the_desk() {
        for role in Role::ALL {
            let roles = Roles::stored([*role]);
            let reads =
                [Act::ReadTexts, Act::Distil, Act::Clear].iter().any(|act| may(&roles, *act));
            assert_eq!(reads, matches!(role, Role::Triager | Role::SecondReader), "{role}");
            assert_eq!(may(&roles, Act::ReadTips), *role == Role::Discipline, "{role}");
        }
    }

    #[test]
    fn an_office_person_holds_no_passphrase() {
        assert!(Roles::stored([Role::Supervisor]).may_hold_passphrase());
        assert!(!Roles::stored([Role::Supervisor, Role::OfficeLead]).may_hold_passphrase());
        assert!(!Roles::stored([Role::Discipline, Role::Sysadmin]).may_hold_passphrase());
        assert!(!Roles::stored([Role::UnitHead]).may_hold_passphrase());
    }

    #[test]
    fn one_login_name_has_many_spellings_and_no_double() {
        for spelling in ["li.si", " LI.SI ", "Ｌｉ．Ｓｉ", "li.si\u{3000}"] {
            assert_eq!(Login::parse(spelling).expect("a name").as_str(), "li.si", "{spelling}");
        }
        assert!(Login::parse("李四").is_ok());
        for wrong in ["l", "li si", "lі.si", "li.s\u{131}", "li\0si", "li\u{200b}si", "<li>"] {
            assert_eq!(Login::parse(wrong), Err(TextRefusal::Malformed), "{wrong:?}");
        }
    }
}
