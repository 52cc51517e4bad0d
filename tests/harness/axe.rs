//! What axe-core finds wrong with a page for those who see little, see nothing or use no mouse, as
//! it is drawn in a real browser. It is installed by `tests/run`; without it these tests say that
//! they were skipped, where `WENLIAN_BROWSER` is set it must be there.

use serde::Deserialize;
use serde_json::json;
use thirtyfour::prelude::*;

use super::chromium::{Chromium, Scripts};

const AXE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/node_modules/axe-core/axe.min.js");

/// A phone, and what judges the pages that it shows.
pub struct Judge {
    /// The phone.
    pub phone: WebDriver,
    axe: String,
    // Ends with its window.
    _chromium: Chromium,
}

/// In which light a page is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Light {
    /// By day.
    Bright,
    /// By night.
    Dark,
}

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary")]
    summary: Option<String>,
}

impl Judge {
    /// Opens a window; nothing where Chromium or axe is missing.
    pub async fn start() -> Option<Self> {
        if std::env::var_os("TEST_DATABASE_URL").is_some() {
            eprintln!("skipped: pages are drawn the same from every database");
            return None;
        }
        let chromium = Chromium::start().await?;
        let Ok(axe) = std::fs::read_to_string(AXE) else {
            assert!(std::env::var_os("WENLIAN_BROWSER").is_none(), "axe-core is missing");
            eprintln!("skipped: no axe-core here; tests/run installs it");
            return None;
        };
        let phone = chromium.phone(Scripts::On).await;
        Some(Self { phone, axe, _chromium: chromium })
    }

    /// Sets the light.
    pub async fn look_in(&self, light: Light) {
        let value = match light {
            Light::Bright => "light",
            Light::Dark => "dark",
        };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.phone.cdp().send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
    }

    /// What is wrong with the page that is shown: a line for each element.
    pub async fn violations(&self) -> Vec<String> {
        self.phone.execute(self.axe.as_str(), Vec::new()).await.unwrap();
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] })
               .then((found) => done(found.violations), (error) => done(String(error)));";
        let found = self.phone.execute_async(run, Vec::new()).await.unwrap();
        let found: Vec<Violation> = found.convert().unwrap();
        let line = |violation: &Violation, node: &Node| {
            let (id, help) = (&violation.id, &violation.help);
            format!("{id} ({help}): {} {}", node.html, node.summary.as_deref().unwrap_or_default())
        };
        found.iter().flat_map(|it| it.nodes.iter().map(move |node| line(it, node))).collect()
    }
}
