//! What the linkage audit measured (`anonymity`, 9a): whoever holds every file, log and copy lays
//! every order of people beside every order of answers. The tests measure (`tests/linkage`), the
//! full form writes `measured.json`, and the public pages show it, with the commit it was measured
//! at. Nobody writes these numbers by hand.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::time::Day;

/// Pools of the full form, each with keys and draws of its own.
pub const SEEDS: u32 = 20;
/// Ballots in each.
pub const BALLOTS: u32 = 200;
/// Matches above which an attack has linked, if it is above at two looks: guessing gives Poisson(20),
/// above 35 once in a thousand times (21 for the ten pools of every run of the suite). Among
/// hundreds of attacks some are above by chance alone, so whatever is, is measured once more on fresh
/// pools against the same limit: twice is a link, and a program that does not leak is told to in
/// 2.5 · 10⁻⁴ of the runs of the suite, and in less than 10⁻³ of the full form.
pub const MOST_MATCHES: u32 = 35;
/// The least share of ballots that an attack on a program that leaks must link.
pub const CONTROL_LEAST: f64 = 0.99;

/// The commit this program was built from, where the build knew it: the first digits.
pub const BUILT_FROM: Option<&str> = option_env!("WENLIAN_BUILT_FROM");

/// One run of the full form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The database it ran on.
    pub database: Database,
    /// The day.
    pub day: Day,
    /// The commit of the program.
    pub commit: String,
    /// Pools.
    pub seeds: u32,
    /// Ballots in each.
    pub ballots: u32,
    /// Matches above which an attack has linked.
    pub most_matches: u32,
    /// The mean rank correlation above which it has.
    pub most_correlation: f64,
    /// Every attack.
    pub attacks: Vec<Attack>,
    /// What pages of the file tell.
    pub pages: Vec<OnPages>,
    /// Attacks on programs that leak.
    pub controls: Vec<Control>,
    /// What was above its limit on the first pools, and not again on fresh ones.
    pub measured_again: Vec<String>,
    /// What could not be run on this machine.
    pub not_run: Vec<String>,
}

/// The database of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Database {
    /// The file of our own.
    #[serde(rename = "SQLite")]
    Sqlite,
    /// The server.
    #[serde(rename = "PostgreSQL")]
    Postgres,
}

impl Database {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// What came of one attack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// The order of people, or of other answers, under every name it was seen by.
    pub people: String,
    /// The order of answers that was laid beside it.
    pub answers: String,
    /// Ballots that fell to the right person.
    pub matches: u32,
    /// Their share of all.
    pub accuracy: f64,
    /// The 95 % interval of that share.
    pub interval: [f64; 2],
    /// Mean rank correlation.
    pub correlation: f64,
}

/// Pairs of rows on one page of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnPages {
    /// Which rows.
    pub name: String,
    /// The share of pairs that stand in the order of arrival; 0.5 is none.
    pub in_order: f64,
    /// How far that may be from 0.5.
    pub bound: f64,
}

/// What came of an attack on a program that leaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// What leaks.
    pub name: String,
    /// The share of ballots linked.
    pub accuracy: f64,
}

impl Measured {
    /// The most ballots that one attack linked, as a share of all.
    pub fn best_accuracy(&self) -> f64 {
        self.attacks.iter().map(|attack| attack.accuracy).fold(0.0, f64::max)
    }

    /// What guessing gives.
    pub fn baseline(&self) -> f64 {
        1.0 / f64::from(self.ballots)
    }

    /// The share above which an attack has linked.
    pub fn limit(&self) -> f64 {
        f64::from(self.most_matches) / f64::from(self.seeds * self.ballots)
    }

    /// How many attacks and pages were above a limit on the first pools.
    pub fn above(&self) -> usize {
        let attacks = self.attacks.iter().filter(|it| {
            it.matches > self.most_matches || it.correlation.abs() > self.most_correlation
        });
        let pages = self.pages.iter().filter(|it| (it.in_order - 0.5).abs() > it.bound);
        attacks.count() + pages.count()
    }
}

/// The runs this program was built with, one a database.
pub fn measured() -> &'static [Measured] {
    static MEASURED: LazyLock<Vec<Measured>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("measured.json")).expect("a test reads the file")
    });
    &MEASURED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_of_the_full_form_and_every_limit_held() {
        let runs = measured();
        assert!(runs.iter().any(|run| run.database == Database::Sqlite));
        for run in runs {
            assert_eq!((run.seeds, run.ballots), (SEEDS, BALLOTS));
            assert_eq!(run.most_matches, MOST_MATCHES);
            let spread = f64::from((BALLOTS - 1) * SEEDS).sqrt();
            assert!((run.most_correlation - 3.3 / spread).abs() < 1e-9);
            assert!(run.commit.len() == 40 && run.commit.bytes().all(|b| b.is_ascii_hexdigit()));
            assert!(run.attacks.len() >= 100, "{}", run.attacks.len());
            // Whatever was above its limit was measured again, or the full form would have failed.
            assert!(run.above() <= run.measured_again.len());
            assert!(run.controls.len() >= 5);
            for control in &run.controls {
                assert!(control.accuracy >= CONTROL_LEAST, "{}", control.name);
            }
        }
    }

    #[test]
    fn shares_follow_from_counts() {
        for run in measured() {
            for attack in &run.attacks {
                let share = f64::from(attack.matches) / f64::from(SEEDS * BALLOTS);
                assert!((attack.accuracy - share).abs() < 1e-9, "{}", attack.people);
                let [low, high] = attack.interval;
                assert!(low <= share && share <= high, "{}", attack.people);
            }
        }
    }

    #[test]
    fn an_attack_above_its_limit_shows() {
        let mut run = measured()[0].clone();
        let before = run.above();
        run.attacks[0].matches = MOST_MATCHES + 1;
        assert_eq!(run.above(), before + 1);
    }
}
