//! Messages that citizens wrote to their government: groups of the same text, and labels proposed
//! by the published taxonomy alone and by what was decided before. The programs under measurement
//! are those of the desk; nothing here is set for these files.

use std::path::Path;
use std::time::Instant;

use calamine::{Reader, Xlsx, open_workbook};
use wenlian::domain::suggestions::{
    Cases, Clusters, Knowledge, Proposal, SPEAKS_FROM, Segmenter, Words, propose,
};

use super::machine;

/// What `att3` is known to hold: groups of exact duplicates, and texts in them.
const DUPLICATES: (usize, usize) = (108, 226);
/// Limits of the house.
const SECONDS: f64 = 10.0;
const MEBIBYTES: f64 = 500.0;
const RIGHT: f64 = 0.75;
/// The precision at which the share answered is reported.
const PRECISE: f64 = 0.95;
/// Parts of the labelled messages: each is judged by what was decided of the others.
const PARTS: usize = 5;

/// Measures, prints, and tells whether every limit held.
pub fn measure(folder: &Path) -> bool {
    let sheet = |name: &str| rows(&folder.join(name));
    let (Some(taxonomy), Some(labelled), Some(messages)) = (
        sheet("att1_taxonomy_3level.xlsx"),
        sheet("att2_sample_labelled_495.xlsx"),
        sheet("att3_messages_4326.xlsx"),
    ) else {
        println!("messages: not measured: no workbooks");
        return true;
    };
    let held = clusters(&messages);
    proposals(&taxonomy, &labelled) && held
}

fn rows(path: &Path) -> Option<Vec<Vec<String>>> {
    let mut book: Xlsx<_> = open_workbook(path).ok()?;
    let sheet = book.worksheet_range_at(0)?.unwrap();
    let row = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let is_filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
    Some(sheet.rows().skip(1).map(row).filter(is_filled).collect())
}

fn say(held: bool, what: &str) -> bool {
    println!("messages: {what}: {}", if held { "holds" } else { "DOES NOT HOLD" });
    held
}

/// Two texts are exact duplicates when they differ in nothing but white space, punctuation and the
/// width of characters: found here the plain way, by the definition.
fn exact_groups(texts: &[&str]) -> Vec<Vec<usize>> {
    let mut seen: std::collections::BTreeMap<String, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        let bare = text.chars().map(wenlian::domain::typed::half_width);
        seen.entry(bare.filter(|letter| letter.is_alphanumeric()).collect()).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = seen.into_values().filter(|same| same.len() > 1).collect();
    groups.sort();
    groups
}

fn clusters(messages: &[Vec<String>]) -> bool {
    let texts: Vec<&str> = messages.iter().map(|row| row[4].as_str()).collect();
    let before = machine::memory_of(std::process::id());
    machine::forget_peak_memory();
    let begun = Instant::now();
    let clusters = Clusters::of(&texts);
    let seconds = begun.elapsed().as_secs_f64();
    let peak = machine::peak_memory_of(std::process::id());
    let identical = clusters.identical_groups();
    let near = clusters.near_groups();
    let count = |groups: &[Vec<usize>]| (groups.len(), groups.iter().map(Vec::len).sum::<usize>());
    let largest = near.iter().map(Vec::len).max().unwrap_or_default();
    println!(
        "messages: {} texts in {} groups of near duplicates ({} texts, at most {largest} in one)",
        texts.len(),
        count(&near).0,
        count(&near).1,
    );
    let (groups, joined) = count(&identical);
    let same = identical == exact_groups(&texts) && (groups, joined) == DUPLICATES;
    let quick = seconds <= SECONDS;
    let small = peak <= MEBIBYTES;
    say(same, &format!("exact duplicates joined and none other: {groups} groups, {joined} texts"))
        & say(quick, &format!("grouped in {seconds:.2} s, at most {SECONDS} s"))
        & say(
            small,
            &format!("{peak:.0} MiB at the peak ({before:.0} before), at most {MEBIBYTES}"),
        )
}

/// How sure the program was of each message, and whether it was right.
type Verdicts = Vec<(u32, bool)>;

fn proposals(taxonomy: &[Vec<String>], labelled: &[Vec<String>]) -> bool {
    let segmenter = Segmenter::knowing(taxonomy.iter().flatten().map(String::as_str));
    let mut labels: Vec<&str> = taxonomy.iter().map(|row| row[0].as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    let label = |name: &str| labels.iter().position(|known| *known == name).unwrap();
    let entries =
        taxonomy.iter().map(|row| (label(&row[0]), row.iter().map(String::as_str).collect()));
    let knowledge = Knowledge::of(&segmenter, entries);
    let nothing = Knowledge::of(&segmenter, []);
    let text = |row: &Vec<String>| segmenter.words(&format!("{}\n{}", row[2], row[4]));
    let words: Vec<Words> = labelled.iter().map(text).collect();
    let truth: Vec<usize> = labelled.iter().map(|row| label(&row[5])).collect();
    let verdict = |at: usize, found: Option<Proposal<usize>>| {
        found.map_or((0, false), |found| (found.confidence, found.label == truth[at]))
    };
    let all = || 0..words.len();
    let taxonomy_alone: Verdicts =
        all().map(|at| verdict(at, propose(&knowledge, &words[at], &[]))).collect();
    let mut learned = Verdicts::new();
    let mut decisions_alone = Verdicts::new();
    for part in 0..PARTS {
        let decided: Vec<usize> = all().filter(|at| at % PARTS != part).collect();
        let cut: Vec<Words> = decided.iter().map(|at| words[*at].clone()).collect();
        let cases = Cases::of(&cut);
        for at in all().filter(|at| at % PARTS == part) {
            let near: Vec<(usize, f64)> = cases
                .nearest(&words[at])
                .into_iter()
                .map(|(case, likeness)| (truth[decided[case]], likeness))
                .collect();
            learned.push(verdict(at, propose(&knowledge, &words[at], &near)));
            decisions_alone.push(verdict(at, propose(&nothing, &words[at], &near)));
        }
    }
    let taxonomy_right = report("the taxonomy as only knowledge", &taxonomy_alone);
    report("decisions as only knowledge", &decisions_alone);
    let learned_right = report("the taxonomy and decisions", &learned);
    say(taxonomy_right >= RIGHT, &format!("the taxonomy alone is right in {RIGHT} and more"))
        & say(learned_right > taxonomy_right, "learning from decisions beats it")
}

/// Prints what a kind of knowledge is worth; gives the share it is right in.
fn report(knowledge: &str, verdicts: &Verdicts) -> f64 {
    let (_, right) = at(verdicts, 0);
    let precise = (0..=100).map(|from| (from, at(verdicts, from)));
    let (from, (answered, _)) = precise
        .filter(|(_, (_, right))| *right >= PRECISE)
        .max_by(|one, other| one.1.0.total_cmp(&other.1.0))
        .unwrap_or((101, (0.0, 1.0)));
    let (spoken, spoken_right) = at(verdicts, SPEAKS_FROM);
    println!(
        "messages: {knowledge}: right in {right:.3}; {answered:.3} answered at a precision of \
         {PRECISE} (from {from} % on); at the desk's {SPEAKS_FROM} % {spoken:.3} answered, right in \
         {spoken_right:.3}"
    );
    right
}

/// The share of messages with so much confidence and more, and the share of these that is right.
fn at(verdicts: &Verdicts, from: u32) -> (f64, f64) {
    let spoken: Vec<bool> =
        verdicts.iter().filter(|(sure, _)| *sure >= from).map(|(_, right)| *right).collect();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap());
    let right = spoken.iter().filter(|right| **right).count();
    (count(spoken.len()) / count(verdicts.len()), count(right) / count(spoken.len()).max(1.0))
}
