//! Parses the command line and runs one command.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tokio::runtime::Runtime;
use wenlian::app::{self, StartError, say};
use wenlian::config::{Cli, Command};
use wenlian::domain::time::Clock;
use wenlian::services::audit::{self, Verdict};
use wenlian::services::{people, public_check};
use wenlian::{demo, process, web};

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_max_level(cli.config.log)
        .with_target(false)
        .with_ansi(std::io::stdout().is_terminal())
        .init();
    // The runtime starts threads; they start in a process that is closed already.
    let outcome = close().and_then(|()| {
        let runtime = Runtime::new().map_err(machine("starting threads"))?;
        runtime.block_on(run(cli))
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("wenlian: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Closes the process against its surroundings.
fn close() -> Result<(), StartError> {
    process::hush_panics();
    process::harden().map_err(|error| machine("hardening")(error.into()))?;
    process::allow_many_files().map_err(|error| machine("file limit")(error.into()))
}

fn machine(what: &str) -> impl FnOnce(std::io::Error) -> StartError {
    move |error| StartError::Machine { what: what.to_owned(), error }
}

async fn run(cli: Cli) -> Result<ExitCode, StartError> {
    let config = &cli.config;
    let open = || app::open(config, Clock::System);
    // A mistyped directory must not become an empty house that is found in order.
    let open_existing = || app::open_existing(config, Clock::System);
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => app::serve(config, open().await?).await?,
        Command::Demo(wish) => {
            let filled = demo::prepare(config, open().await?, &wish, web::paths::link).await?;
            app::serve(config, filled).await?;
        }
        Command::AdminLink { login } => {
            let opened = open_existing().await?;
            let secret = people::admin_link(&opened.app, &login).await.map_err(|_| {
                StartError::Setting(format!("nobody who may sign in has the login name {login}"))
            })?;
            say(&format!("{}{}", opened.app.site.base_url, web::paths::link(secret.reveal())));
        }
        Command::VerifyAudit => match audit::verify(&open_existing().await?.app.db).await? {
            Verdict::Whole { lines, head } => say(&format!("{lines} lines, whole; head {head}")),
            Verdict::Broken { seq } => {
                say(&format!("broken at line {seq}"));
                return Ok(ExitCode::FAILURE);
            }
        },
        // Needs neither database nor keys: anyone may run it anywhere.
        Command::CheckPool { dir } => {
            let report = public_check::check_pool(&dir).map_err(machine("reading the files"))?;
            report.lines.iter().for_each(|line| say(line));
            if !report.is_good {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
