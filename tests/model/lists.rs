//! What may happen to a pool, and the dice that choose. Small numbers pick among what is there:
//! seats, scripts, pages.

/// One thing that happens.
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    /// A browser draws an envelope and has it stamped for a seat's code.
    Issue(usize),
    /// The same, and the reply is lost.
    IssueLost(usize),
    /// An earlier envelope is sent again.
    IssueAgain(usize),
    /// Two browsers want the same seat at once.
    IssueRace(usize),
    /// A stamped ballot is handed in; or, if it was before, the same one again.
    HandIn(usize),
    /// The same, and the reply is lost.
    HandInLost(usize),
    /// A ballot is handed in twice at once.
    HandInTwice(usize),
    /// The stamp of an earlier ballot comes with other answers.
    HandInOther(usize),
    /// A ballot comes before its stamp.
    HandInUnstamped(usize),
    /// A plain page is sent with a seat's code.
    Plain(usize),
    /// An earlier plain page is sent again.
    PlainAgain(usize),
    /// An earlier plain page is sent with other answers.
    PlainOther(usize),
    /// The process dies after the first of a plain page's two transactions.
    PlainHalf(usize),
    /// A code that nobody has.
    UnknownCode,
    /// The process dies, and another one starts.
    Crash,
    /// Some minutes pass.
    LaterThatDay,
}

/// A seeded generator (SplitMix64). Only tests may have one: `Chance` of the program has no seed.
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> usize {
        usize::try_from(self.next() % bound).unwrap()
    }
}

/// A list of operations.
pub fn list(dice: &mut Dice) -> Vec<Operation> {
    let length = 40 + dice.below(40);
    (0..length).map(|_| operation(dice)).collect()
}

fn operation(dice: &mut Dice) -> Operation {
    let which = dice.below(64);
    match dice.below(100) {
        0..=13 => Operation::Issue(which),
        14..=17 => Operation::IssueLost(which),
        18..=24 => Operation::IssueAgain(which),
        25..=28 => Operation::IssueRace(which),
        29..=47 => Operation::HandIn(which),
        48..=52 => Operation::HandInLost(which),
        53..=56 => Operation::HandInTwice(which),
        57..=61 => Operation::HandInOther(which),
        62..=65 => Operation::HandInUnstamped(which),
        66..=78 => Operation::Plain(which),
        79..=84 => Operation::PlainAgain(which),
        85..=88 => Operation::PlainOther(which),
        89..=92 => Operation::PlainHalf(which),
        93..=94 => Operation::UnknownCode,
        95..=96 => Operation::Crash,
        _ => Operation::LaterThatDay,
    }
}
