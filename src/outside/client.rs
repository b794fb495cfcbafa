//! The one way out: https only, to hosts that the operator allowed, at public addresses, without redirects, within a time and a size.
//!
//! A name is resolved once, and the connection goes to one of the addresses that were looked at, so that a name which leads
//! somewhere else a moment later leads nowhere.

use reqwest::{
    blocking,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use std::{
    fmt,
    io::Read as _,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _},
    sync::Arc,
    time::Duration,
};

/// The whole of a request takes so long at most.
const WHOLE: Duration = Duration::from_secs(30);
/// Until a connection stands.
const CONNECTING: Duration = Duration::from_secs(5);

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHad {
    #[error("the address is not one that Onward may ask: https and an allowed host are needed")]
    Address,
    #[error("it answered with status {0}")]
    Status(u16),
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    #[error("it is not text")]
    NotText,
    #[error("it could not be reached: {0}")]
    Unreachable(String),
    #[error("the file can't be read: {0}")]
    File(String),
    #[error("what came can't be used: {0}")]
    Unusable(String),
}

/// Asks others.
pub struct Client {
    inner: blocking::Client,
    hosts: Vec<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("hosts", &self.hosts).finish_non_exhaustive()
    }
}

impl Client {
    /// For these hosts and no other.
    ///
    /// # Errors
    /// The system's own certificates can't be read.
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Result<Self, NotHad> {
        can_encrypt();
        let inner = blocking::Client::builder()
            .https_only(true)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent("Onward")
            .timeout(WHOLE)
            .connect_timeout(CONNECTING)
            .dns_resolver(Arc::new(PublicOnly))
            .build()
            .map_err(|why| NotHad::Unreachable(why.to_string()))?;
        Ok(Self { inner, hosts: hosts.into_iter().collect() })
    }

    /// The text at an address, of at most so many bytes.
    ///
    /// # Errors
    /// What is wrong with the address, the way there or the answer.
    pub fn text(&self, address: &str, most: u64) -> Result<String, NotHad> {
        let url: reqwest::Url = address.parse().map_err(|_| NotHad::Address)?;
        if !allows(&self.hosts, &url) {
            return Err(NotHad::Address);
        }
        let answer =
            self.inner.get(url).send().map_err(|why| NotHad::Unreachable(why.without_url().to_string()))?;
        if !answer.status().is_success() {
            return Err(NotHad::Status(answer.status().as_u16()));
        }
        let mut bytes = Vec::new();
        let read = answer.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let read = read.map_err(|why| NotHad::Unreachable(why.to_string()))?;
        if u64::try_from(read).unwrap_or(u64::MAX) > most {
            return Err(NotHad::TooLarge(most));
        }
        String::from_utf8(bytes).map_err(|_| NotHad::NotText)
    }

    /// Whether an address may be asked where these hosts are allowed.
    #[must_use]
    pub fn may_ask(hosts: &[String], address: &str) -> bool {
        address.parse().is_ok_and(|url| allows(hosts, &url))
    }
}

/// https, a name that is allowed and no number, no other port, nobody's name or passphrase.
fn allows(hosts: &[String], url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && host.trim_matches(['[', ']']).parse::<IpAddr>().is_err()
        && hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
}

/// Says what encrypts, before the first client is made. A second call finds it said, which is as good.
pub fn can_encrypt() {
    let _said = rustls::crypto::ring::default_provider().install_default();
}

/// Finds addresses, and refuses a name as soon as one of them is not public.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let found = tokio::task::spawn_blocking(move || {
                (name.as_str(), 0).to_socket_addrs().map(Iterator::collect::<Vec<SocketAddr>>)
            })
            .await??;
            if found.iter().any(|address| !is_public(address.ip())) {
                return Err("the name leads to an address that is not public".into());
            }
            let all: Addrs = Box::new(found.into_iter());
            Ok(all)
        })
    }
}

/// Whether an address is one of the public internet: not this machine, not a private network, not kept for something else.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let kept = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !kept
}

/// Only what is given out as global unicast, without those that lead on to an IPv4 address or are kept for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    (0x2000..=0x3fff).contains(&a)
        && a != 0x2002
        && !(a == 0x2001 && (b < 0x0200 || b == 0x0db8))
        && a != 0x3fff
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn nothing_leads_to_this_machine_or_a_private_network() {
        for private in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["151.101.0.144", "8.8.8.8", "2a04:4e42::144", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn only_https_to_a_name_that_is_allowed_is_asked() {
        let client = Client::new(["www.gov.uk".to_owned()]).unwrap();
        for address in [
            "http://www.gov.uk/",
            "https://evil.example/",
            "https://www.gov.uk:8443/",
            "https://user@www.gov.uk/",
            "https://www.gov.uk.evil.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "file:///etc/passwd",
            "gopher://www.gov.uk/",
            "www.gov.uk",
            "https://localhost/",
            "https://www.gov.uk@127.0.0.1/",
            "",
        ] {
            assert_eq!(client.text(address, 10), Err(NotHad::Address), "{address}");
        }
        // An allowed name that leads to this machine.
        let local = Client::new(["localhost".to_owned()]).unwrap();
        assert!(matches!(local.text("https://localhost/", 10), Err(NotHad::Unreachable(_))));
    }
}
