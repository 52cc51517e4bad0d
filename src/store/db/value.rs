//! Values as they travel to either database.

/// A value of the portable palette. Each holds an `Option`, for PostgreSQL wants a type for NULL.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// BOOLEAN
    Bool(Option<bool>),
    /// BIGINT
    Int(Option<i64>),
    /// DOUBLE PRECISION
    Real(Option<f64>),
    /// TEXT
    Text(Option<String>),
    /// BYTEA
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// NULL of the same type.
    pub(in crate::store) fn null(&self) -> Self {
        match self {
            Self::Bool(_) => Self::Bool(None),
            Self::Int(_) => Self::Int(None),
            Self::Real(_) => Self::Real(None),
            Self::Text(_) => Self::Text(None),
            Self::Bytes(_) => Self::Bytes(None),
        }
    }
}

macro_rules! values {
    ($($variant:ident from $($type:ty => |$value:ident| $convert:expr),+;)+) => {$($(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { Self::$variant(Some($convert)) }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self { Self::$variant(value.map(|$value| $convert)) }
        }
    )+)+};
}
values! {
    Bool from bool => |value| value;
    Int from i64 => |value| value, u32 => |value| i64::from(value), u8 => |value| i64::from(value),
        crate::domain::time::Timestamp => |value| value.0;
    Real from f64 => |value| value;
    Text from String => |value| value, &str => |value| value.to_owned(),
        crate::domain::time::Day => |value| value.to_string();
    Bytes from Vec<u8> => |value| value, &[u8] => |value| value.to_vec();
}

/// Ids and words of closed sets are stored as their text.
#[macro_export]
macro_rules! __stored_as_text {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for $crate::store::Value {
            fn from(value: $type) -> Self { Self::Text(Some(value.to_string())) }
        }
        impl From<Option<$type>> for $crate::store::Value {
            fn from(value: Option<$type>) -> Self { Self::Text(value.map(|value| value.to_string())) }
        }
    )+};
}
pub(crate) use crate::__stored_as_text as stored_as_text;

mod ids {
    use crate::domain::id::{
        AddressId, AudienceId, BankId, BatchId, CampaignId, CardReturnId, CardSheetId,
        CredentialId, EvidenceId, ItemId, LedgerId, LinkId, ListId, MailId, MeasureId, OptOutId,
        PersonId, PoolId, QuestionnaireId, RoutingId, SeatId, SelfCheckId, SheetId, TextId, TipId,
        UnitId, VersionId,
    };
    super::stored_as_text!(
        AddressId,
        AudienceId,
        BankId,
        BatchId,
        CampaignId,
        CardReturnId,
        CardSheetId,
        CredentialId,
        EvidenceId,
        ItemId,
        LedgerId,
        LinkId,
        ListId,
        MailId,
        MeasureId,
        OptOutId,
        PersonId,
        PoolId,
        QuestionnaireId,
        RoutingId,
        SeatId,
        SheetId,
        TextId,
        TipId,
        SelfCheckId,
        UnitId,
        VersionId,
    );
}

/// The values as the arguments of one driver.
macro_rules! bound {
    ($arguments:ty, $values:expr) => {{
        use sqlx::Arguments;
        let mut arguments = <$arguments>::default();
        for value in $values {
            match value {
                Value::Bool(value) => arguments.add(value),
                Value::Int(value) => arguments.add(value),
                Value::Real(value) => arguments.add(value),
                Value::Text(value) => arguments.add(value),
                Value::Bytes(value) => arguments.add(value),
            }
            .map_err(Error::Broken)?;
        }
        arguments
    }};
}
pub(super) use bound;
