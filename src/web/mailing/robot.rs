//! The robot of the office's chat: where it listens, which hosts are allowed, a test.

use axum::response::Response;
use maud::{Markup, html};

use crate::domain::id::PressId;
use crate::domain::lang::{Text, words};
use crate::domain::robots::{Host, RobotRefusal, RobotUrl, is_allowed};
use crate::services::robots::{self, Setting};
use crate::web::error::Result;
use crate::web::form::{Form, SUBMIT_KEY};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Input, Style};
use crate::web::session::Staff;
use crate::web::{paths, setup, words as common};

words! {
    TITLE = "工作群机器人",
            "Chat robot";
    LEAD = "每个工作日早上 8 点以后，由企业微信、政务微信或钉钉的群机器人在工作群里说一句：几位同志有事项待办，其中几件逾期。只有件数和一个链接。默认关闭。",
           "After 8:00 on working days a robot of WeCom, its government edition or DingTalk says in the group how many people have something to do and how much of it is late. Counts and a link only. Off by default.";
    URL = "机器人的 Webhook 地址",
          "The robot's webhook address";
    URL_HELP = "从群机器人的设置里复制，以 https:// 开头。保存后加密存放，不再显示；留空保存则保留原来的。",
               "Copy it from the robot's settings; it begins with https://. It is stored encrypted and not shown again; left blank, the one there stays.";
    HOSTS = "允许的主机",
            "Allowed hosts";
    HOSTS_HELP = "每行一个主机名；政务微信请加上本单位的主机名。只向这里列出的主机发送，不跟随转址。",
                 "One host a line; for the government edition add your own. Nothing is sent to any other host, and no redirect is followed.";
    STANDS = "现在",
             "Now";
    OFF = "关闭",
          "Off";
    on(host: &str) = "开启，发往 {host}",
                     "On, to {host}";
    LAST = "最近一次",
           "Last post";
    TURN_OFF = "关闭机器人",
               "Switch it off";
    TEST = "发一条测试消息",
           "Send a test";
    TEST_SENT = "测试消息已发出。",
                "The test was sent.";
    TEST_ONCE = "刚才已经按过一次，没有再发第二条，请看工作群。没有收到的，请再按一次。",
                "You pressed it a moment ago and it is not sent twice; look into the group. If nothing came, press once more.";
    TEST_FAILED = "测试消息没有发出：机器人没有接受，或者连接不上。请核对地址和机器人的安全设置。",
                  "The test was not sent: the robot refused it or cannot be reached. Check the address and the robot's security settings.";
    BAD_URL = "地址要以 https:// 开头，主机名之后要有路径，中间没有空格。",
              "An address begins with https://, has a path after the host and no blanks.";
    NOT_ALLOWED = "这个主机不在允许的主机里，请先加上。",
                  "This host is not among the allowed ones; add it first.";
    BAD_HOST = "有一行不是主机名。每行写一个主机名，不带 https:// 和路径。",
               "One line is no host name. Write one a line, without https:// and path.";
    SENT = "已发出",
           "sent";
    NOT_SENT = "未发出",
               "not sent";
}

words! {
    NOTHING_WAITED = "没有待办，不用发",
                     "nothing waited, nothing to say";
    WHY_NO_CONNECTION = "连接不上机器人，或者对方证书不可信",
                        "the robot cannot be reached, or its certificate is not trusted";
    WHY_REFUSED = "机器人没有接受，请核对地址和机器人的安全设置",
                  "the robot refused it; check the address and the robot's security settings";
    WHY_OTHER = "程序没能发出，请系统管理员查看日志",
                "the program could not send it; ask the administrator to look at the log";
    PORT_HELP = "主机名不写端口的，各端口都可以；写了端口的（例如 robot.example.cn:8443），只限这个端口。",
                "A host without a port is allowed with any; one with a port (robot.example.cn:8443, say) with that one only.";
    URL_AGAIN = "地址里有密钥，不再显示在网页上：刚才填写的没有保留，请重新粘贴；留空保存则保留原来的。",
                "The address holds a key and is not shown on a page again: what you typed was not kept, please paste it once more. Left blank, the one there stays.";
}

/// The page.
pub async fn get(staff: Staff) -> Result<Response> {
    let setting = robots::look(&staff.app, &staff.actor).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let hosts: Vec<&str> = setting.hosts.iter().map(Host::as_str).collect();
        form.push("hosts", hosts.join("\n"));
    }
    form.rekey(PressId::draw(staff.app.chance));
    Ok(staff.page(&page(staff.view, &setting, &form)))
}

/// Sets hosts and address, or switches the robot off.
pub async fn post(staff: Staff, mut form: Form) -> Result<Response> {
    let setting = robots::look(&staff.app, &staff.actor).await?;
    let lang = staff.lang();
    let lines = form.text("hosts").lines().filter(|line| !line.trim().is_empty());
    let hosts: std::result::Result<Vec<Host>, RobotRefusal> = lines.map(Host::parse).collect();
    let hosts = hosts.unwrap_or_else(|_| {
        form.fail("hosts", BAD_HOST.to(lang));
        Vec::new()
    });
    let typed = form.text("url").trim().to_owned();
    let url = match (typed.as_str(), form.has("off")) {
        (_, true) => None,
        ("", false) => setting.url.clone().filter(|url| is_allowed(url.host(), &hosts)),
        (typed, false) => match RobotUrl::parse(typed, &hosts) {
            Ok(url) => Some(url),
            Err(RobotRefusal::Malformed) => {
                form.fail("url", BAD_URL.to(lang));
                None
            }
            Err(RobotRefusal::HostNotAllowed) => {
                form.fail("url", NOT_ALLOWED.to(lang));
                None
            }
        },
    };
    if !form.is_clean() {
        form.rekey(PressId::draw(staff.app.chance));
        return Ok(staff.mend(&page(staff.view, &setting, &form)));
    }
    robots::set(&staff.app, &staff.actor, &hosts, url.as_ref()).await?;
    Ok(staff.done(paths::ROBOT, staff.view.t(common::SAVED)))
}

/// Sends a test.
pub async fn post_test(staff: Staff, mut form: Form) -> Result<Response> {
    let press = form.key(PressId::draw(staff.app.chance));
    let said = match robots::test(&staff.app, &staff.actor, press).await? {
        None => TEST_ONCE,
        Some(Ok(())) => TEST_SENT,
        Some(Err(_)) => TEST_FAILED,
    };
    Ok(staff.done(paths::ROBOT, staff.view.t(said)))
}

fn page(view: View, setting: &Setting, form: &Form) -> Page {
    let url = Field::new(view.lang, "url", view.t(URL))
        .help(view.t(if form.is_clean() { URL_HELP } else { URL_AGAIN }))
        .input(Input::Code)
        .autocomplete("off")
        .error(form.error("url"));
    let hosts_help = [view.t(HOSTS_HELP), view.t(PORT_HELP)].join(" ");
    let hosts = Field::new(view.lang, "hosts", view.t(HOSTS))
        .help(&hosts_help)
        .error(form.error("hosts"))
        .value(form.text("hosts"))
        .required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::facts(&standing(view, setting)))
        (parts::form(paths::ROBOT, html! {
            (parts::text_field(&url))
            (parts::text_area(&hosts, 4))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                @if setting.url.is_some() {
                    (parts::button_naming(view.t(TURN_OFF), Style::Plain, "off", "yes"))
                }
                (parts::link_button(view.t(common::CANCEL), paths::SETUP, Style::Plain))
            }))
        }))
        @if setting.url.is_some() {
            (parts::actions(parts::post_button_with(
                view.t(TEST), paths::ROBOT_TEST, Style::Plain, (SUBMIT_KEY, form.text(SUBMIT_KEY)))))
        }
    };
    Page::new(view.t(TITLE), body)
        .lead(view.t(LEAD))
        .crumb(view.t(setup::TITLE), paths::SETUP)
        .width(Width::Reading)
        .with_form()
}

fn standing(view: View, setting: &Setting) -> Vec<(&'static str, Markup)> {
    let now = match &setting.url {
        Some(url) => on(view.lang, url.host().as_str()),
        None => view.t(OFF).to_owned(),
    };
    let mut facts = vec![(view.t(STANDS), html! { (now) })];
    if let Some((day, state, reason)) = &setting.last {
        let last = said_last(state, reason).into_iter().map(|text| view.t(text));
        let last = last.collect::<Vec<_>>().join(" · ");
        facts.push((view.t(LAST), html! { (day) " " (last) }));
    }
    facts
}

/// What became of the last post; that nothing waited is no failure.
fn said_last(state: &str, reason: &str) -> Vec<Text> {
    match (state, reason) {
        ("sent", _) => vec![SENT],
        (_, "nothing_waits") => vec![NOTHING_WAITED],
        (_, "no_connection") => vec![NOT_SENT, WHY_NO_CONNECTION],
        (_, "refused") => vec![NOT_SENT, WHY_REFUSED],
        (_, "") => vec![NOT_SENT],
        _ => vec![NOT_SENT, WHY_OTHER],
    }
}
