//! Every setting: a flag, else a `FAELLES_*` variable, else the TOML file named by `--config`,
//! else the default written here.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::outside::Names;

/// What may be set from outside. In the TOML file the names are the same, with `_` for `-`.
#[derive(Args, Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder that holds everything: database, index, mails [default: data]
    #[arg(long, global = true, env = "FAELLES_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "FAELLES_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// TOML file with settings
    #[arg(long, global = true, env = "FAELLES_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address people use; every link in pages and mails starts with it [default: http://ADDR]
    #[arg(long, global = true, env = "FAELLES_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// postgres://… (only in a build with the feature postgres)
    #[arg(
        long,
        global = true,
        env = "FAELLES_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// The network's name [default: Fælles-skabet]
    #[arg(long, global = true, env = "FAELLES_NETWORK_NAME", value_name = "NAME")]
    pub network_name: Option<String>,
    /// How mail leaves: as files in the data folder, or by SMTP [default: file]
    #[arg(
        long,
        global = true,
        env = "FAELLES_MAIL",
        value_enum,
        value_name = "HOW"
    )]
    pub mail: Option<MailTransport>,
    /// smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT
    #[arg(
        long,
        global = true,
        env = "FAELLES_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// The address mails come from [default: network@localhost]
    #[arg(long, global = true, env = "FAELLES_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Reverse proxies in front whose X-Forwarded-For is believed [default: 0]
    #[arg(
        long,
        global = true,
        env = "FAELLES_TRUSTED_PROXIES",
        value_name = "COUNT"
    )]
    pub trusted_proxies: Option<usize>,
    /// Logs as one JSON object a line [default: false]
    #[arg(long, global = true, env = "FAELLES_LOG_JSON", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub log_json: Option<bool>,
    /// Largest file that may be attached to an entry, in MB [default: 50]
    #[arg(long, global = true, env = "FAELLES_FILE_MB", value_name = "MB")]
    pub file_mb: Option<u64>,
    /// Largest sound or film that may be attached, in MB [default: 200]
    #[arg(long, global = true, env = "FAELLES_MEDIA_MB", value_name = "MB")]
    pub media_mb: Option<u64>,
    /// How many files an entry may have [default: 20]
    #[arg(
        long,
        global = true,
        env = "FAELLES_FILES_PER_ENTRY",
        value_name = "COUNT"
    )]
    pub files_per_entry: Option<i64>,
    /// Bucket to keep attached files in instead of the data folder (in a build with the feature s3;
    /// keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)
    #[arg(long, global = true, env = "FAELLES_S3_BUCKET", value_name = "NAME")]
    pub s3_bucket: Option<String>,
    /// Address of the S3-compatible store
    #[arg(long, global = true, env = "FAELLES_S3_ENDPOINT", value_name = "URL")]
    pub s3_endpoint: Option<String>,
    /// Its region [default: us-east-1]
    #[arg(long, global = true, env = "FAELLES_S3_REGION", value_name = "REGION")]
    pub s3_region: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    File,
    Smtp,
    /// Kept in memory and lost; for tests.
    #[value(skip)]
    Memory,
}

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub base_url: BaseUrl,
    pub database: Option<String>,
    pub network_name: String,
    pub mail: MailTransport,
    pub smtp_url: Option<String>,
    pub mail_from: String,
    pub trusted_proxies: usize,
    pub log_json: bool,
    pub limits: Limits,
    pub files: FileLimits,
    pub s3: Option<S3>,
    /// This program, which runs itself to read text out of files.
    pub program: PathBuf,
    /// How names of other machines are found. No setting changes it.
    pub names: Names,
}

/// How much may be attached to an entry.
#[derive(Clone, Copy, Debug)]
pub struct FileLimits {
    /// Of a document or picture, in bytes.
    pub file: u64,
    /// Of sound or film, in bytes.
    pub media: u64,
    pub per_entry: i64,
}

/// An S3-compatible store of files.
#[derive(Clone, Debug)]
pub struct S3 {
    pub bucket: String,
    pub endpoint: Option<String>,
    pub region: String,
}

/// How long a connection may take. Not for turning in operation: tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From a request's head to the end of its body.
    pub body: Duration,
    /// From an answer being made until it is taken and the next request's head is complete.
    pub idle: Duration,
    /// From a request's head to its answer being made.
    pub busy: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            body: Duration::from_secs(20),
            idle: Duration::from_secs(30),
            busy: Duration::from_secs(90),
        }
    }
}

/// Bytes of what settings call an MB.
pub const MB: u64 = 1024 * 1024;

impl Config {
    /// Where mails come from unless a setting says otherwise: works on this machine alone.
    pub const MAIL_FROM: &str = "network@localhost";
}

impl Settings {
    /// Fills what flags and environment leave open from the file and the defaults.
    pub fn resolve(self) -> Result<Config> {
        let file = match &self.config {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| Error::internal(format!("{}: {e}", path.display())))?;
                toml::from_str(&text)
                    .map_err(|e| Error::internal(format!("{}: {e}", path.display())))?
            }
            None => Settings::default(),
        };
        let listen = self
            .listen
            .or(file.listen)
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let base_url = match self.base_url.or(file.base_url) {
            Some(url) => BaseUrl::from_str(&url)?,
            None => BaseUrl::listening(listen)?,
        };
        let mail = self.mail.or(file.mail).unwrap_or(MailTransport::File);
        let smtp_url = self.smtp_url.or(file.smtp_url);
        if mail == MailTransport::Smtp && smtp_url.is_none() {
            return Err(Error::internal("--mail smtp needs --smtp-url"));
        }
        Ok(Config {
            data: self
                .data
                .or(file.data)
                .unwrap_or_else(|| PathBuf::from("data")),
            listen,
            base_url,
            database: self.database.or(file.database),
            network_name: self
                .network_name
                .or(file.network_name)
                .unwrap_or_else(|| "Fælles-skabet".to_string()),
            mail,
            smtp_url,
            mail_from: self
                .mail_from
                .or(file.mail_from)
                .unwrap_or_else(|| Config::MAIL_FROM.to_string()),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies).unwrap_or(0),
            log_json: self.log_json.or(file.log_json).unwrap_or(false),
            limits: Limits::default(),
            files: FileLimits {
                file: self.file_mb.or(file.file_mb).unwrap_or(50) * MB,
                media: self.media_mb.or(file.media_mb).unwrap_or(200) * MB,
                per_entry: self.files_per_entry.or(file.files_per_entry).unwrap_or(20),
            },
            s3: self.s3_bucket.or(file.s3_bucket).map(|bucket| S3 {
                bucket,
                endpoint: self.s3_endpoint.or(file.s3_endpoint),
                region: self
                    .s3_region
                    .or(file.s3_region)
                    .unwrap_or_else(|| "us-east-1".to_string()),
            }),
            program: std::env::current_exe()?,
            names: Names::default(),
        })
    }
}

/// Scheme, host and port that people reach the site by. Plain http only on this very machine:
/// anywhere else a session cookie would travel in the clear.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseUrl {
    origin: String,
    secure: bool,
}

impl BaseUrl {
    /// The default, on this very machine alone: where the server listens.
    fn listening(addr: SocketAddr) -> Result<BaseUrl> {
        if !addr.ip().is_loopback() {
            return Err(Error::internal(format!(
                "listening on {addr} lets others in: say by --base-url https://… which address they use"
            )));
        }
        Ok(BaseUrl {
            // Writes an IPv6 address in brackets.
            origin: format!("http://{addr}"),
            secure: false,
        })
    }

    /// `scheme://host[:port]`, what a browser sends as `Origin`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// A full address of a path that starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Host without port, for message ids.
    pub fn host(&self) -> &str {
        let host = self
            .origin
            .split_once("://")
            .map_or(self.origin.as_str(), |(_, rest)| rest);
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        }
    }

    /// Whether a request's `Origin` is this site. On loopback, any name of this machine will do.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        if origin.eq_ignore_ascii_case(&self.origin) {
            return true;
        }
        let port = |o: &str| o.rsplit_once(':').map(|(_, p)| p.to_string());
        !self.secure && is_loopback(origin) && port(origin) == port(&self.origin)
    }
}

fn is_loopback(origin: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|rest| {
        let host = rest.rsplit_once(':').map_or(rest, |(h, _)| h);
        matches!(host, "localhost" | "[::1]")
            || host
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|ip| ip.is_loopback())
    })
}

impl FromStr for BaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<BaseUrl> {
        let mut origin = text.trim().trim_end_matches('/').to_lowercase();
        let refuse = |why: &str| Err(Error::internal(format!("base URL {text:?}: {why}")));
        let Some((scheme, host)) = origin.split_once("://") else {
            return refuse("write it as https://host");
        };
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
            return refuse("give scheme, host and port alone, no path");
        }
        if !host.is_ascii() {
            return refuse("write the host as browsers send it, in its xn-- form");
        }
        // Browsers leave the usual port out of what they send.
        let scheme = scheme.to_string();
        if scheme == "https" && host.ends_with(":443") {
            origin.truncate(origin.len() - ":443".len());
        }
        match scheme.as_str() {
            "https" => Ok(BaseUrl {
                secure: true,
                origin,
            }),
            "http" if is_loopback(&origin) => Ok(BaseUrl {
                secure: false,
                origin,
            }),
            "http" => refuse("http is for this machine only (127.0.0.1, localhost); use https"),
            _ => refuse("only https and http are known"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_refused_off_this_machine() {
        assert!(BaseUrl::from_str("http://faelles.example").is_err());
        assert!(BaseUrl::from_str("http://127.0.0.1:8080").is_ok());
        assert!(BaseUrl::from_str("https://faelles.example/").is_ok());
        assert!(BaseUrl::from_str("https://faelles.example/path").is_err());
    }

    #[test]
    fn another_sites_origin_is_not_ours() -> Result<()> {
        let base = BaseUrl::from_str("http://127.0.0.1:8080")?;
        assert!(base.is_own_origin("http://localhost:8080"));
        assert!(!base.is_own_origin("http://localhost:9090"));
        assert!(!base.is_own_origin("http://127.0.0.1.evil.example:8080"));
        let secure = BaseUrl::from_str("https://faelles.example")?;
        assert!(!secure.is_own_origin("http://faelles.example"));
        assert_eq!(secure.host(), "faelles.example");
        assert_eq!(BaseUrl::from_str("https://Faelles.example:443/")?, secure);
        assert!(BaseUrl::from_str("https://fællesskab.example").is_err());
        let six = BaseUrl::listening(SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], 8080)))?;
        assert_eq!(six.origin(), "http://[::1]:8080");
        assert!(BaseUrl::listening(SocketAddr::from(([0, 0, 0, 0], 8080))).is_err());
        Ok(())
    }
}
