//! R6: what follows by adding and subtracting any number of published figures. Sums are taken
//! modulo a large prime, which makes exact elimination cheap. Whatever follows in whole numbers
//! follows here, unless the prime divides the one number it is multiplied by; that number is a
//! minor of a table of zeros and ones, and the prime is larger than any that small tables have.
//! The other way round, a coincidence only hides more.

use std::collections::BTreeMap;

/// 2^61 - 1.
const PRIME: u64 = (1 << 61) - 1;

fn times(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    u64::try_from(product % u128::from(PRIME)).expect("below the prime")
}

fn plus(one: u64, other: u64) -> u64 {
    (one + other) % PRIME
}

fn minus(number: u64) -> u64 {
    (PRIME - number) % PRIME
}

fn inverse(number: u64) -> u64 {
    let (mut power, mut base, mut exponent) = (1, number, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = times(power, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    power
}

/// Numbers that no figure was chosen to meet: the same each time, so that a table is always
/// decided about in the same way (splitmix64).
struct Weights(u64);

impl Weights {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        1 + (mixed ^ (mixed >> 31)) % (PRIME - 1)
    }
}

/// A sum: how often each unknown counts. No entry is zero.
type Sum = BTreeMap<usize, u64>;

/// A sum of some unknowns, each counted once.
pub(super) fn sum(unknowns: impl IntoIterator<Item = usize>) -> Vec<(usize, i8)> {
    unknowns.into_iter().map(|unknown| (unknown, 1)).collect()
}

fn add(sum: &mut Sum, factor: u64, other: &Sum) {
    for (unknown, times_in) in other {
        let now = plus(sum.get(unknown).copied().unwrap_or(0), times(factor, *times_in));
        if now == 0 {
            sum.remove(unknown);
        } else {
            sum.insert(*unknown, now);
        }
    }
}

/// What is known: sums of unknowns, so reduced that each has an unknown of its own.
pub(super) struct Known {
    /// In the order they were learnt: a sum holds no leading unknown of an earlier one.
    sums: Vec<(usize, Sum)>,
    leads: BTreeMap<usize, usize>,
    unknowns: usize,
}

impl Known {
    /// Learns sums of so many unknowns. From `unknowns` on, places stand for the sums themselves:
    /// they remember which ones a conclusion was drawn from.
    pub(super) fn of<'a>(
        unknowns: usize,
        sums: impl IntoIterator<Item = &'a [(usize, i8)]>,
    ) -> Self {
        let mut known = Self { sums: Vec::new(), leads: BTreeMap::new(), unknowns };
        for (place, terms) in sums.into_iter().enumerate() {
            let mut sum = as_sum(terms);
            sum.insert(unknowns + place, 1);
            known.reduce(&mut sum);
            let lead = sum.range(..unknowns).next().map(|(lead, _)| *lead);
            if let Some(lead) = lead {
                let scale = inverse(sum[&lead]);
                for times_in in sum.values_mut() {
                    *times_in = times(*times_in, scale);
                }
                known.leads.insert(lead, known.sums.len());
                known.sums.push((lead, sum));
            }
        }
        known
    }

    /// Takes away from a sum all that is known of it.
    fn reduce(&self, sum: &mut Sum) {
        loop {
            let leading = sum.range(..self.unknowns).filter_map(|(at, _)| self.leads.get(at)).min();
            let Some(first) = leading.copied() else { break };
            let (lead, known) = &self.sums[first];
            let factor = minus(sum[lead]);
            add(sum, factor, known);
        }
    }

    /// Numbers that fit all that is known but are otherwise arbitrary, were all the known sums 0.
    /// A sum follows from what is known exactly if these numbers add up to 0 in it.
    pub(super) fn doubt(&self) -> Vec<u64> {
        let mut weights = Weights(0);
        let mut doubt: Vec<u64> = (0..self.unknowns).map(|_| weights.next()).collect();
        for (lead, sum) in self.sums.iter().rev() {
            let others = sum.range(..self.unknowns).filter(|(at, _)| *at != lead);
            let value =
                others.fold(0, |value, (at, times_in)| plus(value, times(*times_in, doubt[*at])));
            doubt[*lead] = minus(value);
        }
        doubt
    }

    /// Which of the learnt sums a sum was concluded from, if it can be.
    pub(super) fn sources(&self, terms: &[(usize, i8)]) -> Option<Vec<usize>> {
        let mut sum = as_sum(terms);
        self.reduce(&mut sum);
        let follows = sum.range(..self.unknowns).next().is_none();
        follows.then(|| sum.into_keys().map(|place| place - self.unknowns).collect())
    }
}

fn as_sum(terms: &[(usize, i8)]) -> Sum {
    let value = |sign: i8| if sign < 0 { minus(1) } else { 1 };
    let mut sum = Sum::new();
    for (unknown, sign) in terms {
        add(&mut sum, 1, &Sum::from([(*unknown, value(*sign))]));
    }
    sum
}

/// Whether a sum adds up to nothing in doubt, so that it is known.
pub(super) fn is_certain(doubt: &[u64], terms: impl IntoIterator<Item = (usize, i8)>) -> bool {
    let value = terms.into_iter().fold(0, |value, (unknown, sign)| {
        let of_it = doubt[unknown];
        plus(value, if sign < 0 { minus(of_it) } else { of_it })
    });
    value == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_certain_and_its_sources_are_named() {
        // a + b + c, a + b, b + d: so c follows, and nothing else does.
        let sums = [sum([0, 1, 2]), sum([0, 1]), sum([1, 3])];
        let known = Known::of(4, sums.iter().map(Vec::as_slice));
        let doubt = known.doubt();
        let certain: Vec<bool> = (0..4).map(|at| is_certain(&doubt, [(at, 1)])).collect();
        assert_eq!(certain, [false, false, true, false]);
        assert_eq!(known.sources(&[(2, 1)]), Some(vec![0, 1]));
        assert_eq!(known.sources(&[(0, 1)]), None);
        assert!(is_certain(&doubt, [(0, 1), (3, -1)]), "a less d is a + b less b + d");
    }

    #[test]
    fn a_ring_of_pairs_is_known_when_it_is_odd() {
        let ring = |length: usize| -> Vec<bool> {
            let sums: Vec<_> = (0..length).map(|at| sum([at, (at + 1) % length])).collect();
            let doubt = Known::of(length, sums.iter().map(Vec::as_slice)).doubt();
            (0..length).map(|at| is_certain(&doubt, [(at, 1)])).collect()
        };
        assert_eq!(ring(5), [true; 5]);
        assert_eq!(ring(6), [false; 6]);
    }

    #[test]
    fn an_inverse_undoes_a_product() {
        let mut weights = Weights(7);
        for _ in 0..50 {
            let number = weights.next();
            assert_eq!(times(number, inverse(number)), 1);
        }
    }
}
