//! Where a robot of the office's chat listens (企业微信、政务微信、钉钉): an https address at a host
//! that the administrator allowed. The address holds the robot's key.

use std::fmt;

/// Hosts that are offered to begin with.
pub const USUAL_HOSTS: [&str; 2] = ["qyapi.weixin.qq.com", "oapi.dingtalk.com"];
/// The longest address.
const LONGEST: usize = 500;

/// Why an address is none for a robot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RobotRefusal {
    /// Not `https://host/…`.
    Malformed,
    /// The host is not on the list.
    HostNotAllowed,
}

/// A host as it stands on the list: a name in small letters, with a port or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Reads a host.
    pub fn parse(raw: &str) -> Result<Self, RobotRefusal> {
        let host = raw.trim().to_ascii_lowercase();
        let (name, port) = host.split_once(':').unwrap_or((&host, "443"));
        let is_named = !name.is_empty()
            && name.split('.').all(|label| {
                !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            });
        let has_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        if is_named && has_port { Ok(Self(host)) } else { Err(RobotRefusal::Malformed) }
    }

    /// The name, without the port.
    pub fn name(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.0.split_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(443)
    }

    /// Whether a host on the list stands for this one: without a port for any port of it, for whoever
    /// runs it runs its ports; with one for that port alone.
    fn allows(&self, other: &Self) -> bool {
        let has_port = self.0.contains(':');
        self.name() == other.name() && (!has_port || self.port() == other.port())
    }

    /// As it stands on the list.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a host is on the list.
pub fn is_allowed(host: &Host, allowed: &[Host]) -> bool {
    allowed.iter().any(|it| it.allows(host))
}

/// Where a robot listens.
#[derive(Clone, PartialEq, Eq)]
pub struct RobotUrl {
    host: Host,
    path: String,
}

impl fmt::Debug for RobotUrl {
    /// What follows the host is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RobotUrl({}, …)", self.host.0)
    }
}

impl RobotUrl {
    /// Reads an address at one of these hosts.
    pub fn parse(raw: &str, allowed: &[Host]) -> Result<Self, RobotRefusal> {
        let raw = raw.trim();
        let rest = raw.strip_prefix("https://").ok_or(RobotRefusal::Malformed)?;
        let at = rest.find('/').ok_or(RobotRefusal::Malformed)?;
        let (host, path) = rest.split_at(at);
        let is_plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'#');
        if raw.len() > LONGEST || !is_plain {
            return Err(RobotRefusal::Malformed);
        }
        let host = Host::parse(host)?;
        if !is_allowed(&host, allowed) {
            return Err(RobotRefusal::HostNotAllowed);
        }
        Ok(Self { host, path: path.to_owned() })
    }

    /// Its host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Path and query: a secret.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address: a secret.
    pub fn reveal(&self) -> String {
        format!("https://{}{}", self.host.0, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_at_a_host_on_the_list_is_an_address() {
        let allowed = [Host::parse("qyapi.weixin.qq.com").expect("a host")];
        let parse = |raw| RobotUrl::parse(raw, &allowed);
        let good = parse("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k").expect("good");
        assert_eq!((good.host().name(), good.host().port()), ("qyapi.weixin.qq.com", 443));
        assert_eq!(good.path(), "/cgi-bin/webhook/send?key=k");
        assert!(!format!("{good:?}").contains("key"));
        for raw in [
            "http://qyapi.weixin.qq.com/x",
            "https://qyapi.weixin.qq.com",
            "https://qyapi.weixin.qq.com/a b",
            "https://qyapi.weixin.qq.com/a\r\nHost:x",
            "https://u@qyapi.weixin.qq.com/x",
            "",
        ] {
            assert_eq!(parse(raw), Err(RobotRefusal::Malformed), "{raw}");
        }
        for raw in [
            "https://169.254.169.254/latest",
            "https://localhost/x",
            "https://qyapi.weixin.qq.com.evil.cn/x",
        ] {
            assert_eq!(parse(raw), Err(RobotRefusal::HostNotAllowed), "{raw}");
        }
        let other_port = parse("https://qyapi.weixin.qq.com:8443/x").expect("any port of the host");
        assert_eq!(other_port.host().port(), 8443);
        let one_port = [Host::parse("robot.example.cn:8443").expect("a host")];
        let parse = |raw| RobotUrl::parse(raw, &one_port).map(|_| ());
        assert_eq!(parse("https://robot.example.cn:8443/x"), Ok(()));
        let others = ["https://robot.example.cn/x", "https://robot.example.cn:8444/x"];
        for raw in others {
            assert_eq!(parse(raw), Err(RobotRefusal::HostNotAllowed), "{raw}");
        }
    }
}
