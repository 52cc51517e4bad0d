//! What guessing gives, and how far chance strays from it.
//!
//! **Null model.** An attacker lays two orders of the same N ballots side by side. If the program
//! leaks nothing, one order is a uniformly random permutation of the other. The places at which
//! they agree (fixed points) then have mean 1 and variance 1 whatever N is, and their number is
//! Poisson(1) up to a total variation of 2^N/(N+1)! (10⁻⁶ for N = 12, nothing for N = 40). Over S
//! pools with keys and draws of their own the numbers add up: matches ~ Poisson(S).
//!
//! **Three measures**, each with about one false alarm in a thousand:
//! - matches: the limit is the smallest m with P(Poisson(S) > m) < 0.001, that is 21 for S = 10 and
//!   35 for S = 20. It catches whoever links single ballots.
//! - Spearman's rank correlation: under the null its variance is exactly 1/(N−1), so the mean over
//!   S pools stays within 3.3/√((N−1)·S), 3.3 standard deviations of a normal variable. It catches
//!   an order that is blurred as a whole.
//! - pairs on one page of the file: of c rows on a page, each pair stands in the order of arrival
//!   with probability ½, and the number of such pairs has variance c(c−1)(2c+5)/72 (Kendall). The
//!   share stays within 3.3 standard deviations, or within 0.05 where that is more.
//!
//! **Many attacks.** Orders that are one and the same count once; of forty ballots K = 257 different
//! pairs remain on SQLite and 166 on PostgreSQL, each with a false alarm in six hundred, so in one
//! run of three some attack is above a limit by chance. Whatever is, is measured once more, on fresh
//! pools, by the same measure, against the same limit and in the same direction; it has linked if
//! it is above again. The two looks are independent, so that chance does this to one attack with
//! probability p² by matches (p = P(Poisson(S) > limit), 0.0007 for S = 10, 0.0008 for S = 20) and
//! 2 · (q/2)² by order (q = 0.00097 outside 3.3 standard deviations, half of it on each side). Over
//! all attacks of a run that is at most K · (p² + q²/2) + pages · q²/2, the union bound, which holds
//! however the attacks hang together: 2.5 · 10⁻⁴ for K = 257. `Audit::false_alarm` computes it for
//! the attacks that were run, and a run in which it reaches 1/1000 fails. A leak is above its limit
//! at both looks: two linked ballots of forty are found in 99 of 100 runs.

/// P(Poisson(mean) > most).
pub fn poisson_above(mean: f64, most: u32) -> f64 {
    let (mut term, mut below) = ((-mean).exp(), 0.0);
    for k in 0..=most {
        below += term;
        term *= mean / f64::from(k + 1);
    }
    1.0 - below
}

/// The most matches that chance gives in so many pools, but for one time in a thousand.
pub fn most_matches(seeds: usize) -> u32 {
    let mean = real(seeds);
    (0..1000).find(|most| poisson_above(mean, *most) < 0.001).unwrap()
}

/// How much of a normal variable lies outside 3.3 standard deviations, on both sides together.
pub const NORMAL_OUTSIDE: f64 = 0.000_967;

/// How far the mean rank correlation of so many pools strays from 0.
pub fn most_correlation(seeds: usize, ballots: usize) -> f64 {
    3.3 / real((ballots - 1) * seeds).sqrt()
}

/// The 95 % interval of the mean of a Poisson variable of which this many were counted (Garwood).
pub fn interval(matches: u32) -> (f64, f64) {
    let solve = |rising: &dyn Fn(f64) -> f64, wanted: f64| {
        let (mut low, mut high) = (0.0, 10.0 * f64::from(matches) + 20.0);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if rising(middle) < wanted { low = middle } else { high = middle }
        }
        low
    };
    let low = match matches.checked_sub(1) {
        None => 0.0,
        Some(fewer) => solve(&|mean| poisson_above(mean, fewer), 0.025),
    };
    (low, solve(&|mean| poisson_above(mean, matches), 0.975))
}

/// At how many places two orders hold the same ballot.
pub fn matches(one: &[usize], other: &[usize]) -> u32 {
    assert_eq!(one.len(), other.len());
    let hits = one.iter().zip(other).filter(|(one, other)| one == other).count();
    u32::try_from(hits).unwrap()
}

/// Spearman's rank correlation of two orders of the numbers 0 to n − 1.
pub fn correlation(one: &[usize], other: &[usize]) -> f64 {
    let mut place = vec![0; other.len()];
    for (at, number) in other.iter().enumerate() {
        place[*number] = at;
    }
    let squares = one.iter().enumerate().map(|(at, number)| at.abs_diff(place[*number]).pow(2));
    let n = real(one.len());
    1.0 - 6.0 * real(squares.sum()) / (n * (n * n - 1.0))
}

/// Pairs that stand on one page, and those of them in the order of arrival.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pairs {
    all: f64,
    in_order: f64,
    variance: f64,
}

impl Pairs {
    /// Counts the pairs of one page; labels are places of arrival.
    pub fn add(&mut self, page: &[usize]) {
        let c = real(page.len());
        self.all += c * (c - 1.0) / 2.0;
        self.variance += c * (c - 1.0) * (2.0 * c + 5.0) / 72.0;
        for (at, first) in page.iter().enumerate() {
            self.in_order += real(page[at + 1..].iter().filter(|second| first < *second).count());
        }
    }

    /// The share in the order of arrival; 0.5 is none.
    pub fn share(self) -> f64 {
        self.in_order / self.all
    }

    /// How far the share strays from 0.5 by chance.
    pub fn bound(self) -> f64 {
        (3.3 * self.variance.sqrt() / self.all).max(0.05)
    }
}

/// A count as a real number.
pub fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

#[test]
fn the_limits_are_those_of_the_null_model() {
    assert_eq!((most_matches(10), most_matches(20)), (21, 35));
    assert!((poisson_above(1.0, 0) - (1.0 - (-1.0_f64).exp())).abs() < 1e-12);
    // Garwood's table: 0 → 0 to 3.689, 20 → 12.217 to 30.888.
    let near = |found: f64, known: f64| (found - known).abs() < 0.001;
    assert!(near(interval(0).0, 0.0) && near(interval(0).1, 3.689));
    assert!(near(interval(20).0, 12.217) && near(interval(20).1, 30.888));
}

/// Random permutations, the null itself, put the formulas to the test.
#[test]
fn random_permutations_behave_as_the_null_model_says() {
    let (worlds, n) = (4000, 12);
    let (mut hits, mut squares, mut pairs) = (0, 0.0, Pairs::default());
    let straight: Vec<usize> = (0..n).collect();
    for _ in 0..worlds {
        let mut order = straight.clone();
        wenlian::domain::chance::Chance.shuffle(&mut order);
        hits += matches(&straight, &order);
        squares += correlation(&straight, &order).powi(2);
        pairs.add(&order);
    }
    // Six standard deviations: of Poisson(4000), of a variance estimate, of Kendall's count.
    assert!((f64::from(hits) - real(worlds)).abs() < 6.0 * real(worlds).sqrt(), "{hits}");
    let variance = squares / real(worlds) * real(n - 1);
    assert!((variance - 1.0).abs() < 0.2, "{variance}");
    assert!((pairs.share() - 0.5).abs() * pairs.all < 6.0 * pairs.variance.sqrt());
    // The controls: the same order and its mirror image.
    let mirrored: Vec<usize> = straight.iter().rev().copied().collect();
    assert_eq!(matches(&straight, &straight), 12);
    assert!((correlation(&straight, &straight) - 1.0).abs() < 1e-12);
    assert!((correlation(&straight, &mirrored) + 1.0).abs() < 1e-12);
}
