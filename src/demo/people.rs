//! Who plays: the smallest staffing a campaign works with, seven people beside the units, and a
//! head and a member for six units. All are made by the services that make real accounts.

use std::collections::HashMap;

use crate::domain::id::UnitId;
use crate::domain::lang::Text;
use crate::domain::people::{Actor, Login, PersonForm, Role, Roles};
use crate::domain::text::Line;
use crate::services::people::{self, Secret};
use crate::services::{App, Error, Result};

/// A part in the play.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Login name.
    pub login: &'static str,
    /// The name shown and printed. Nobody's own: what the part does.
    pub name: &'static str,
    /// What the part can do, for the person who tries it.
    pub does: Text,
    roles: &'static [Role],
    unit: Option<&'static str>,
    in_charge_of: &'static [&'static str],
}

/// The units that take part beside the one most texts name.
const UNITS: &[&str] = &[
    "jianshe_gongcheng",
    "pingshen_zhuanjia",
    "xinxi_jishu",
    "caiwu",
    "yewu_shouli",
    "zhongjie_guanli",
];

/// Login of the administrator, who also plans and launches.
pub const ADMINISTRATOR: &str = "guanli";
/// Login of the one who distils.
pub const TRIAGER: &str = "jingban";
/// Login of the office's head, at the desk too.
pub const OFFICE: &str = "bangongshi";
/// Login of the third reader.
pub const READER: &str = "fuhe";
/// Login of the member of the supervision group.
pub const SUPERVISOR: &str = "dudao";
/// Login of the discipline officer.
pub const DISCIPLINE: &str = "jiwei";
/// Login of the leader.
pub const LEADER: &str = "fenguan";

/// Declares the parts: login, name, roles, unit, then 中文 and English of what they do.
macro_rules! parts {
    ($($login:expr, $name:literal, [$($role:ident),+], $unit:expr, $in_charge_of:expr,
       $zh:literal, $en:literal;)+) => {
        &[$(Part {
            login: $login,
            name: $name,
            does: Text { zh: $zh, en: $en },
            roles: &[$(Role::$role),+],
            unit: $unit,
            in_charge_of: $in_charge_of,
        }),+]
    };
}

/// Everyone, the seven first.
pub const PARTS: &[Part] = parts! {
    ADMINISTRATOR, "模拟管理员", [Sysadmin, SurveyAdmin], None, &[],
        "管理人员和单位，设计问卷，筹备和启动专项工作",
        "people and units, questionnaires, planning and launching";
    OFFICE, "模拟办公室负责人", [OfficeLead, SecondReader], Some("jiguan_dangwei"), &[],
        "启封，复核，按批次交办，审定整改计划，核验销号",
        "opening, second reading, releasing batches, approving plans, verifying and closing";
    TRIAGER, "模拟经办人", [Triager], Some("jiguan_dangwei"), &[],
        "阅读意见原文，初审归类，提炼",
        "reads the raw texts and distils them";
    READER, "模拟复核人", [SecondReader], Some("jiguan_dangwei"), &[],
        "阅读意见原文，复核他人的提炼",
        "reads the raw texts and clears what another distilled";
    SUPERVISOR, "模拟督导组成员", [Supervisor], None, &[],
        "持有启封口令，督办超期事项，核验销号",
        "holds the passphrase, sees what is late, verifies and closes";
    DISCIPLINE, "模拟纪委干部", [Discipline], Some("jiguan_jiwei"), &[],
        "持有启封口令，只有其本人能看到问题线索",
        "holds the passphrase; alone reads tips";
    LEADER, "模拟分管领导", [LeaderInCharge, GroupHead], None, UNITS,
        "审定分管单位的整改计划，查看进展",
        "approves the plans of units in charge of, watches progress";
    "jianshe", "模拟建设工程交易中心负责人", [UnitHead], Some("jianshe_gongcheng"), &[],
        "接收或退回交办事项，制定整改计划，申请销号",
        "accepts or returns what was routed, plans measures, asks for closing";
    "jianshe.zeren", "模拟建设工程交易中心责任人", [UnitMember], Some("jianshe_gongcheng"), &[],
        "落实整改措施，填报进展，上传佐证材料",
        "carries measures out, reports progress, uploads evidence";
    "zhuanjia", "模拟专家管理科负责人", [UnitHead], Some("pingshen_zhuanjia"), &[],
        "同上：评审专家管理科", "the same for the Expert Management Section";
    "zhuanjia.zeren", "模拟专家管理科责任人", [UnitMember], Some("pingshen_zhuanjia"), &[],
        "同上：评审专家管理科", "the same for the Expert Management Section";
    "xinxi", "模拟信息技术科负责人", [UnitHead], Some("xinxi_jishu"), &[],
        "同上：信息技术科", "the same for the Information Technology Section";
    "xinxi.zeren", "模拟信息技术科责任人", [UnitMember], Some("xinxi_jishu"), &[],
        "同上：信息技术科", "the same for the Information Technology Section";
    "caiwu", "模拟财务科负责人", [UnitHead], Some("caiwu"), &[],
        "同上：财务科", "the same for the Finance Section";
    "caiwu.zeren", "模拟财务科责任人", [UnitMember], Some("caiwu"), &[],
        "同上：财务科", "the same for the Finance Section";
    "shouli", "模拟业务受理科负责人", [UnitHead], Some("yewu_shouli"), &[],
        "同上：业务受理科", "the same for the Intake Section";
    "shouli.zeren", "模拟业务受理科责任人", [UnitMember], Some("yewu_shouli"), &[],
        "同上：业务受理科", "the same for the Intake Section";
    "zhongjie", "模拟中介机构管理科负责人", [UnitHead], Some("zhongjie_guanli"), &[],
        "同上：中介机构管理科", "the same for the Agency Management Section";
    "zhongjie.zeren", "模拟中介机构管理科责任人", [UnitMember], Some("zhongjie_guanli"), &[],
        "同上：中介机构管理科", "the same for the Agency Management Section";
};

/// Everyone as the services see them.
pub struct Cast(HashMap<&'static str, Actor>);

impl Cast {
    /// The administrator alone; all others follow once the units are there.
    pub async fn administrator(app: &App, password: &str) -> Result<Self> {
        let secret = people::first_link(app).await?.ok_or(Error::Stale)?;
        let part = &PARTS[0];
        let (name, login) = (line(part.name), login(part.login));
        let session = people::set_up(app, secret.reveal(), name, login, password).await?;
        Ok(Self(HashMap::from([(part.login, signed_in(app, &session).await?)])))
    }

    /// Makes everyone else, each with the password of this directory.
    pub async fn join(&mut self, app: &App, password: &str) -> Result<()> {
        let units: HashMap<String, UnitId> =
            people::units(app).await?.into_iter().map(|unit| (unit.code, unit.id)).collect();
        for part in &PARTS[1..] {
            let form = part.form(&units)?;
            let (_, secret) = people::create(app, self.of(ADMINISTRATOR), &form).await?;
            let session = people::set_password(app, secret.reveal(), password).await?;
            self.0.insert(part.login, signed_in(app, &session).await?);
        }
        Ok(())
    }

    /// Who plays the part with this login name.
    ///
    /// # Panics
    /// For a login name that is no part's, or that has not joined yet.
    pub fn of(&self, login: &str) -> &Actor {
        self.0.get(login).expect("every login name in the story is a part's")
    }
}

impl Part {
    fn form(&self, units: &HashMap<String, UnitId>) -> Result<PersonForm> {
        let unit_of = |code: &&str| units.get(*code).copied().ok_or(Error::Missing);
        let unit = self.unit.as_ref().map(unit_of).transpose()?;
        let roles = Roles::parse(self.roles.iter().copied(), unit)
            .map_err(crate::domain::refusal::Refusal::from)?;
        Ok(PersonForm {
            name: line(self.name),
            login: login(self.login),
            email: None,
            unit,
            roles,
            in_charge_of: self.in_charge_of.iter().map(unit_of).collect::<Result<_>>()?,
        })
    }
}

async fn signed_in(app: &App, session: &Secret) -> Result<Actor> {
    let known = people::authenticate(app, session.reveal()).await?;
    Ok(known.ok_or(Error::Missing)?.actor)
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a test reads every name")
}

fn login(text: &str) -> Login {
    Login::parse(text).expect("a test reads every login name")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::plan::units::UNITS as EXAMPLES;

    #[test]
    fn every_part_can_be_cast() {
        let units: HashMap<_, _> = EXAMPLES
            .iter()
            .map(|unit| (unit.code.to_owned(), UnitId::draw(crate::domain::chance::Chance)))
            .collect();
        let mut logins = HashSet::new();
        for part in PARTS {
            assert!(part.form(&units).is_ok(), "{}", part.login);
            assert!(logins.insert(part.login), "{} twice", part.login);
        }
    }

    #[test]
    fn two_hold_the_passphrase_and_every_role_is_played() {
        let played: HashSet<Role> = PARTS.iter().flat_map(|part| part.roles).copied().collect();
        assert_eq!(played.len(), Role::ALL.len());
        let holds = |part: &&Part| Roles::stored(part.roles.iter().copied()).may_hold_passphrase();
        let holders: Vec<_> = PARTS.iter().filter(holds).map(|part| part.login).collect();
        assert_eq!(holders, [SUPERVISOR, DISCIPLINE]);
    }

    #[test]
    fn every_unit_that_takes_part_has_a_head_and_a_member() {
        for unit in UNITS {
            for role in [Role::UnitHead, Role::UnitMember] {
                let plays = |part: &&Part| part.unit == Some(unit) && part.roles == [role];
                assert_eq!(PARTS.iter().filter(plays).count(), 1, "{unit} {role}");
            }
        }
    }
}
