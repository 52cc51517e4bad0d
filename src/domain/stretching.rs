//! What one guess at a password or a passphrase costs (argon2id, RFC 9106). The program knows one
//! cost for each and nobody chooses a cheaper one; the cost of a rehearsal is for houses that no
//! secret depends on, and `tests/floors.rs` holds that nothing shipped asks for it.

use argon2::{Algorithm, Argon2, Params, Version};

/// What one guess costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes it is divided into.
    pub lanes: u32,
}

impl Cost {
    /// The most a stored cost may ask for: a forged one must not take the machine down.
    const HIGHEST: Self = Self { memory_kib: 1024 * 1024, passes: 10, lanes: 4 };

    /// The function at this cost; nothing where argon2 knows no such cost, or it is beyond what a
    /// machine bears.
    pub fn argon2(self) -> Option<Argon2<'static>> {
        let is_bearable = self.memory_kib <= Self::HIGHEST.memory_kib
            && self.passes <= Self::HIGHEST.passes
            && self.lanes <= Self::HIGHEST.lanes;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        is_bearable.then(|| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// What is guarded at which cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Passwords of staff.
    pub password: Cost,
    /// Passphrases that keys are wrapped under.
    pub passphrase: Cost,
}

impl Costs {
    /// Passwords by ASVS 5.0, appendix C: 19 MiB, two passes. Passphrases by the second
    /// recommendation of RFC 9106: 64 MiB, three passes; one lane, since the hash is computed on one
    /// thread. The words alone hold 84 bits; this is the margin.
    pub const FULL: Self = Self {
        password: Cost { memory_kib: 19_456, passes: 2, lanes: 1 },
        passphrase: Cost { memory_kib: 64 * 1024, passes: 3, lanes: 1 },
    };
    /// Next to nothing: a quarter of the suite's time went into guarding secrets of nobody.
    pub const REHEARSAL: Self = {
        let cheap = Cost { memory_kib: 32, passes: 1, lanes: 1 };
        Self { password: cheap, passphrase: cheap }
    };
}
