//! What one hands in by: a code of one's own, that of a group, or a pass of a room.

use zeroize::Zeroizing;

use super::{Pass, PassBits};
use crate::domain::credentials::token::{Token, TokenHash, TokenKey};

/// What one hands in by.
#[derive(Debug)]
pub enum Ticket {
    /// A code of one's own.
    Own(Token),
    /// The code of a group, and the bits of one phone.
    Group(Token, PassBits),
    /// A pass of a room.
    Pass(Pass),
    /// The same by a code that is no longer taken: it finds the seat it was given, and is given none.
    /// Nobody can send this.
    Past(Pass),
}

impl Ticket {
    /// Takes what a script sends: 20 characters; the same with a dot and 32 hexadecimal digits; or a
    /// pass.
    pub fn parse(sent: &str) -> Option<Self> {
        if let Some((code, bits)) = sent.split_once('.') {
            return Some(Self::Group(Token::parse(code).ok()?, PassBits::read(bits)?));
        }
        let own = Token::parse(sent).ok().map(Self::Own);
        own.or_else(|| Pass::parse(sent).map(Self::Pass))
    }

    /// The one writing of what was typed; the bits of a phone are no part of it.
    pub fn written(&self) -> Zeroizing<String> {
        match self {
            Self::Own(code) | Self::Group(code, _) => code.compact(),
            Self::Pass(pass) | Self::Past(pass) => pass.written(),
        }
    }
}

/// What the database knows the seat of one phone in a group by, once it has spent one.
pub fn group_hash(key: &TokenKey, code: &Token, bits: &PassBits) -> TokenHash {
    key.hash(&[code.compact().as_bytes(), bits.as_bytes()])
}

impl PassBits {
    /// Reads 32 hexadecimal digits.
    fn read(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 16]);
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
        }
        Some(Self::from(*bytes))
    }
}
