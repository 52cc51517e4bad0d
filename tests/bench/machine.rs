//! The machine a figure was measured on: how much of it others took meanwhile, and what a process
//! has used of it. Read from `/proc`; a figure without these numbers says little.

use std::fs;
use std::time::Instant;

/// Ticks of `/proc` in a second: USER_HZ, 100 on every Linux we run on.
const TICKS: f64 = 100.0;

/// CPU seconds a process has used, its threads included.
pub fn cpu_of(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process lives");
    // The name in brackets may hold anything; utime and stime are the 12th and 13th field after it.
    let rest = stat.rsplit_once(')').expect("a name in brackets").1;
    let ticks = |nth: usize| -> f64 {
        rest.split_whitespace().nth(nth).and_then(|n| n.parse().ok()).expect("a number")
    };
    (ticks(11) + ticks(12)) / TICKS
}

/// The most memory a process has held, in MiB.
pub fn peak_memory_of(pid: u32) -> f64 {
    mebibytes(pid, "VmHWM:")
}

/// The memory a process holds, in MiB.
pub fn memory_of(pid: u32) -> f64 {
    mebibytes(pid, "VmRSS:")
}

fn mebibytes(pid: u32, name: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the process lives");
    let line = status.lines().find(|line| line.starts_with(name)).expect("a size");
    let kib = line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok());
    kib.expect("a number") / 1024.0
}

/// Lets the most memory this process has held begin anew with what it holds now.
pub fn forget_peak_memory() {
    fs::write("/proc/self/clear_refs", "5").expect("Linux 4.0 or newer");
}

/// CPU seconds all processes of the machine have used.
fn cpu_of_all() -> f64 {
    let stat = fs::read_to_string("/proc/stat").expect("/proc is mounted");
    let line = stat.lines().next().expect("the first line is the sum");
    let ticks: Vec<f64> =
        line.split_whitespace().skip(1).filter_map(|ticks| ticks.parse().ok()).collect();
    // user, nice, system, idle, iowait, irq, softirq, steal: all but idle and iowait.
    (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS
}

/// Watches what others take while something of ours is measured.
pub struct Watch {
    began: Instant,
    all: f64,
    ours: f64,
    pids: Vec<u32>,
}

impl Watch {
    /// Begins, with the processes that are ours.
    pub fn begin(pids: &[u32]) -> Self {
        let ours = pids.iter().map(|pid| cpu_of(*pid)).sum();
        Self { began: Instant::now(), all: cpu_of_all(), ours, pids: pids.to_vec() }
    }

    /// The share of all cores that others took, in percent.
    pub fn others(&self) -> f64 {
        let ours: f64 = self.pids.iter().map(|pid| cpu_of(*pid)).sum::<f64>() - self.ours;
        let cores = f64::from(u32::try_from(cores()).expect("few"));
        let whole = self.began.elapsed().as_secs_f64() * cores;
        ((cpu_of_all() - self.all - ours) / whole * 100.0).max(0.0)
    }
}

/// How many cores there are.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The middle of several measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}
