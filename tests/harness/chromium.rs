//! A real browser at phone size: Debian's Chromium, driven by its chromedriver, against the
//! service on a real socket. Without Chromium the journeys say that they were skipped; where
//! `WENLIAN_BROWSER` is set, as in `tests/run`, a missing browser is a failure.

use std::net::{SocketAddr, TcpListener as StdListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::PageLoadStrategy;
use thirtyfour::prelude::*;
use tokio::net::TcpListener;
use wenlian::server::{Limits, serve};

use super::TestApp;

const CHROMIUM: &str = "/usr/bin/chromium";

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As browsers do.
    On,
    /// As in a browser that has none, or where they were blocked.
    Off,
}

/// A running chromedriver and its profile.
pub struct Chromium {
    driver: Child,
    port: u16,
    profiles: TempDir,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The whole group: a test that stopped half-way leaves its window open.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Chromium {
    /// Starts chromedriver; nothing when there is no Chromium here.
    pub async fn start() -> Option<Self> {
        let port = free_port();
        let started = Path::new(CHROMIUM).exists().then(|| {
            Command::new("chromedriver")
                .arg(format!("--port={port}"))
                .process_group(0)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
        });
        let Some(Ok(driver)) = started else {
            assert!(
                std::env::var_os("WENLIAN_BROWSER").is_none(),
                "Chromium or chromedriver is missing"
            );
            eprintln!("skipped: no Chromium here; tests/run installs it");
            return None;
        };
        let chromium = Self { driver, port, profiles: TempDir::new().unwrap() };
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(chromium);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("chromedriver does not answer");
    }

    /// Opens a browser window of a phone, 360 by 740.
    pub async fn phone(&self, scripts: Scripts) -> WebDriver {
        self.window(scripts, PageLoadStrategy::Normal).await
    }

    /// A phone on which pages are looked at before all they load has come.
    pub async fn impatient_phone(&self) -> WebDriver {
        self.window(Scripts::On, PageLoadStrategy::None).await
    }

    async fn window(&self, scripts: Scripts, until: PageLoadStrategy) -> WebDriver {
        let profile = self.profiles.path().join(free_port().to_string());
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(CHROMIUM).unwrap();
        wanted.set_page_load_strategy(until).unwrap();
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
        ] {
            wanted.add_arg(flag).unwrap();
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        if scripts == Scripts::Off {
            let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", blocked).unwrap();
        }
        let server = format!("http://127.0.0.1:{}", self.port);
        let window = WebDriver::new(server, wanted).await.unwrap();
        let size = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": true });
        window.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.unwrap();
        window
    }
}

impl TestApp {
    /// Serves on a socket of this machine until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = wenlian::app::router(&self.app);
        tokio::spawn(serve(listener, None, router, Limits::default(), std::future::pending()));
        address
    }
}

/// Waits until the page with this heading is there. Elements of the page before may vanish while
/// they are looked at: that only means that it is not there yet.
pub async fn arrives_at(window: &WebDriver, heading: &str) {
    let mut seen = String::new();
    for _ in 0..300 {
        if let Ok(element) = window.find(By::Css("h1")).await
            && let Ok(text) = element.text().await
        {
            if text == heading {
                return;
            }
            seen = text;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("“{heading}” never came; the page shows “{seen}”");
}

/// Waits until an element shows this.
pub async fn shows(phone: &WebDriver, selector: &str, words: &str) -> String {
    let mut seen = String::new();
    for _ in 0..100 {
        for element in phone.find_all(By::Css(selector)).await.unwrap() {
            seen = element.text().await.unwrap_or_default();
            if seen.contains(words) {
                return seen;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("“{words}” never came; {selector} shows “{seen}”");
}
