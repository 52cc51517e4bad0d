//! Where the mail relay is, read from its URL. The one place where a connection without
//! encryption is allowed or refused.

use std::net::IpAddr;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;

/// Why a relay cannot be used. Never quotes the URL, which holds a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayRefusal {
    /// Not `smtp://` or `smtps://`.
    #[error("a mail relay is written smtp://… or smtps://…")]
    Scheme,
    /// No host, or one that is neither a name nor an address.
    #[error("the mail relay's URL names no host")]
    Host,
    /// Not a port number.
    #[error("the mail relay's port is no number from 1 to 65535")]
    Port,
    /// A user without a password, or broken percent-escapes.
    #[error("the mail relay's account is written user:password, percent-escaped")]
    Account,
    /// Something after the host that is not `?tls=required` or `?tls=none`.
    #[error("after the mail relay's host only ?tls=required or ?tls=none may follow")]
    Option,
    /// Letters would cross a network in the clear.
    #[error("letters may go without TLS to this machine only")]
    Plain,
    /// The authority file holds no certificate.
    #[error("the mail relay's authority file holds no readable PEM certificate")]
    Authority,
}

/// How the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS before the first word.
    Tls,
    /// A plain beginning, then TLS or nothing.
    StartTls,
    /// Nothing; to this machine only.
    Plain,
}

/// A relay and how to speak to it.
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub account: Option<Credentials>,
}

impl Relay {
    /// Reads `scheme://[user:password@]host[:port][?tls=…]`.
    pub fn parse(url: &str) -> Result<Self, RelayRefusal> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(RelayRefusal::Scheme)?;
        let (place, option) = match rest.split_once('?') {
            Some((place, option)) => (place, Some(option)),
            None => (rest, None),
        };
        let place = place.strip_suffix('/').unwrap_or(place);
        let (account, place) = match place.rsplit_once('@') {
            Some((account, place)) => (Some(read_account(account)?), place),
            None => (None, place),
        };
        let (host, port) = read_place(place)?;
        let security = match (scheme, option, is_this_machine(&host)) {
            ("smtps", None | Some("tls=required"), _) => Security::Tls,
            ("smtp", Some("tls=required"), _) | ("smtp", None, false) => Security::StartTls,
            ("smtp", None | Some("tls=none"), true) => Security::Plain,
            ("smtp", Some("tls=none"), false) => return Err(RelayRefusal::Plain),
            ("smtp" | "smtps", Some(_), _) => return Err(RelayRefusal::Option),
            _ => return Err(RelayRefusal::Scheme),
        };
        let usual = match security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::Plain => 25,
        };
        Ok(Self { host, port: port.unwrap_or(usual), security, account })
    }
}

fn read_account(account: &str) -> Result<Credentials, RelayRefusal> {
    let (user, password) = account.split_once(':').ok_or(RelayRefusal::Account)?;
    let decode = |escaped: &str| {
        let decoded = percent_decode_str(escaped).decode_utf8();
        decoded.map(String::from).map_err(|_| RelayRefusal::Account)
    };
    Ok(Credentials::new(decode(user)?, decode(password)?))
}

fn read_place(place: &str) -> Result<(String, Option<u16>), RelayRefusal> {
    let (host, port) = match place.strip_prefix('[') {
        Some(address) => address.split_once(']').ok_or(RelayRefusal::Host)?,
        None => place.find(':').map_or((place, ""), |colon| place.split_at(colon)),
    };
    let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if host.parse::<IpAddr>().is_err() && (host.is_empty() || !host.chars().all(named)) {
        return Err(RelayRefusal::Host);
    }
    if port.is_empty() {
        return Ok((host.to_owned(), None));
    }
    let port = port.strip_prefix(':').and_then(|digits| digits.parse().ok());
    match port {
        None | Some(0) => Err(RelayRefusal::Port),
        port => Ok((host.to_owned(), port)),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> (String, u16, Security) {
        let relay = Relay::parse(url).unwrap_or_else(|refusal| panic!("{url}: {refusal}"));
        (relay.host, relay.port, relay.security)
    }

    #[test]
    fn a_url_names_server_port_and_encryption() {
        for (url, host, port, security) in [
            ("smtps://mail.example.cn", "mail.example.cn", 465, Security::Tls),
            ("smtps://u:p@mail.example.cn:4650/", "mail.example.cn", 4650, Security::Tls),
            ("smtp://mail.example.cn", "mail.example.cn", 587, Security::StartTls),
            ("smtp://10.1.2.3:25", "10.1.2.3", 25, Security::StartTls),
            ("smtp://localhost?tls=required", "localhost", 587, Security::StartTls),
            ("smtp://localhost", "localhost", 25, Security::Plain),
            ("smtp://127.0.0.1:2525?tls=none", "127.0.0.1", 2525, Security::Plain),
            ("smtp://[::1]:2525", "::1", 2525, Security::Plain),
            ("smtp://[fd00::1]", "fd00::1", 587, Security::StartTls),
        ] {
            assert_eq!(read(url), (host.to_owned(), port, security), "{url}");
        }
    }

    #[test]
    fn letters_never_cross_a_network_in_the_clear() {
        for (url, refusal) in [
            ("smtp://mail.example.cn?tls=none", RelayRefusal::Plain),
            ("smtp://10.1.2.3:25?tls=none", RelayRefusal::Plain),
            ("smtp://127.0.0.1.example.cn?tls=none", RelayRefusal::Plain),
            ("smtp://localhost@mail.example.cn?tls=none", RelayRefusal::Account),
            ("smtp://localhost:x@mail.example.cn?tls=none", RelayRefusal::Plain),
            ("smtp://mail.example.cn?tls=opportunistic", RelayRefusal::Option),
            ("smtps://localhost?tls=none", RelayRefusal::Option),
        ] {
            assert_eq!(Relay::parse(url).err(), Some(refusal), "{url}");
        }
    }

    #[test]
    fn what_is_no_relay_is_refused_by_name_and_without_quoting_it() {
        for (url, refusal) in [
            ("", RelayRefusal::Scheme),
            ("mail.example.cn", RelayRefusal::Scheme),
            ("https://mail.example.cn", RelayRefusal::Scheme),
            ("smtp://", RelayRefusal::Host),
            ("smtp://mail example.cn", RelayRefusal::Host),
            ("smtp://mail.example.cn/ehlo", RelayRefusal::Host),
            ("smtp://[::1", RelayRefusal::Host),
            ("smtp://mail.example.cn:0", RelayRefusal::Port),
            ("smtp://mail.example.cn:", RelayRefusal::Port),
            ("smtp://mail.example.cn:70000", RelayRefusal::Port),
            ("smtp://user@mail.example.cn", RelayRefusal::Account),
            ("smtp://user:%ff@mail.example.cn", RelayRefusal::Account),
        ] {
            assert_eq!(Relay::parse(url).err(), Some(refusal), "{url}");
        }
        let refusal = Relay::parse("smtp://user:geheim@mail.example.cn:x").err();
        assert!(!format!("{refusal:?}").contains("geheim"));
    }

    #[test]
    fn an_account_is_percent_escaped() {
        let relay = Relay::parse("smtp://li%40x.cn:a%2Fb%3A@mail.example.cn").expect("a relay");
        let expected = Credentials::new("li@x.cn".to_owned(), "a/b:".to_owned());
        assert_eq!(relay.account, Some(expected));
    }
}
