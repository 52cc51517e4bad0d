//! Exact elimination: which sums follow from known ones. Rows of whole numbers are combined without
//! dividing and shortened by what all their entries share, so nothing is ever rounded.

/// Known sums, each with a leading unknown that stands in no other.
#[derive(Default)]
pub struct Rows(Vec<(usize, Vec<i128>)>);

fn common(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.abs()
}

fn shorten(row: &mut [i128]) {
    let shared = row.iter().fold(0, |shared, entry| common(shared, *entry));
    if shared > 1 {
        for entry in row {
            *entry /= shared;
        }
    }
}

/// Takes `by` away from `row` until its entry at `lead` is 0.
fn take_away(row: &mut [i128], by: &[i128], lead: usize) {
    let (mine, other) = (row[lead], by[lead]);
    if mine == 0 {
        return;
    }
    for (entry, of) in row.iter_mut().zip(by) {
        *entry = *entry * other - mine * of;
    }
    shorten(row);
}

impl Rows {
    /// Learns a sum.
    pub fn learn(&mut self, sum: &[i128]) {
        let rest = self.rest(sum);
        if let Some(lead) = rest.iter().position(|entry| *entry != 0) {
            for (_, row) in &mut self.0 {
                take_away(row, &rest, lead);
            }
            self.0.push((lead, rest));
        }
    }

    /// Whether a sum follows from what was learnt.
    pub fn tell(&self, sum: &[i128]) -> bool {
        self.rest(sum).iter().all(|entry| *entry == 0)
    }

    fn rest(&self, sum: &[i128]) -> Vec<i128> {
        let mut rest = sum.to_vec();
        for (lead, row) in &self.0 {
            take_away(&mut rest, row, *lead);
        }
        rest
    }
}

#[test]
fn what_follows_is_told_and_what_does_not_is_not() {
    let mut rows = Rows::default();
    rows.learn(&[1, 1, 1, 0]);
    rows.learn(&[1, 1, 0, 0]);
    rows.learn(&[1, -2, 0, 3]);
    assert!(rows.tell(&[0, 0, 1, 0]));
    assert!(rows.tell(&[3, 0, 0, 3]));
    assert!(!rows.tell(&[1, 0, 0, 0]) && !rows.tell(&[0, 0, 0, 1]));
}
