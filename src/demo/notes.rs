//! What a person needs to play with a simulated directory: who there is, the passphrases, cards
//! that nobody has used. Kept in the directory itself, so that every start can print it again: its
//! answers are nobody's, and a passphrase that guards nothing may lie beside them.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::domain::lang::Text;
use crate::services::people;
use crate::services::{App, Error, Result, simulation};

use super::people::PARTS;

/// What is printed at each start.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Notes {
    /// The password of everyone, drawn for this directory.
    pub password: String,
    /// Opens the pools.
    pub passphrase: String,
    /// Opens the tips.
    pub tips_passphrase: String,
    /// Addresses on cards that nobody has used, without the host.
    pub cards: Vec<String>,
}

impl Notes {
    /// Lays them into the directory.
    pub async fn keep(&self, app: &App) -> Result<()> {
        let json = serde_json::to_string(self).map_err(|error| Error::Broken(Box::new(error)))?;
        simulation::keep_notes(app, &json).await
    }

    /// Those of a directory whose story was told to its end.
    pub async fn find(app: &App) -> Result<Option<Self>> {
        let json = simulation::notes(app).await?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }
}

/// How many sign-in links are printed: the seven, and head and member of the unit most texts name.
const LINKS: usize = 9;

/// Everything as it is printed, with fresh sign-in links.
pub async fn print(app: &App, notes: &Notes, link: fn(&str) -> String) -> Result<String> {
    let base = &app.site.base_url;
    let mut page = both(SIMULATED);
    page += &both(SIGN_IN);
    for part in &PARTS[..LINKS] {
        let secret = people::admin_link(app, part.login).await?;
        let Text { zh, en } = part.does;
        let address = format!("{base}{}", link(secret.reveal()));
        line(
            &mut page,
            &format!("  {:<14} {}：{zh}\n{:17}{en}\n{:17}{address}", part.login, part.name, "", ""),
        );
    }
    line(&mut page, "");
    page += &both(OTHERS);
    for part in &PARTS[LINKS..] {
        line(&mut page, &format!("  {:<14} {}", part.login, part.name));
    }
    for (label, secret) in [
        (PASSWORD, &notes.password),
        (PASSPHRASE, &notes.passphrase),
        (TIPS_PASSPHRASE, &notes.tips_passphrase),
    ] {
        line(&mut page, &format!("\n{} · {}\n  {secret}", label.zh, label.en));
    }
    if let Some((first, rest)) = notes.cards.split_first() {
        line(&mut page, "");
        page += &both(CARD);
        line(&mut page, &format!("  {base}{first}"));
        if !rest.is_empty() {
            line(&mut page, "");
            page += &both(MORE_CARDS);
        }
        for card in rest {
            line(&mut page, &format!("  {base}{card}"));
        }
    }
    line(&mut page, "");
    page += &both(NEXT_DAY);
    Ok(page)
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("a String takes all");
}

fn both(text: Text) -> String {
    format!("{}\n{}\n", text.zh, text.en)
}

crate::domain::lang::words! {
    SIMULATED = "\n模拟数据目录：永远只作模拟，只在本机提供服务，不能用于真实工作。",
                "A directory of simulated data, for ever: served on this machine only, never for real work.\n";
    SIGN_IN = "登录链接（一次有效，打开后设置自己的密码）；也可以直接用账号和下面的共同密码登录：",
              "Sign-in links (each works once and sets a password of your own); or sign in with the login name and the shared password below:\n";
    OTHERS = "其他单位（用账号和共同密码登录）：",
             "The other units (login name and shared password):";
    PASSWORD = "所有模拟账号的共同密码",
               "The password all simulated accounts share";
    PASSPHRASE = "启封口令（督导组、纪委各持一份）",
                 "The passphrase of the opening, held by supervision and discipline";
    TIPS_PASSPHRASE = "问题线索口令（只有纪委干部持有）",
                      "The passphrase of tips, held by the discipline officer alone";
    CARD = "您自己的答卷（一张没用过的邀请卡）：",
           "Your own ballot, an unused invitation card:";
    MORE_CARDS = "其他没用过的邀请卡：",
                 "More unused cards:";
    NEXT_DAY = "每个办公页面上都有“下一天”：模拟的日期只往前走。",
               "Every office page has “next day”: the simulated date only moves forward.";
}
