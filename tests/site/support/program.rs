//! The built program, as a person at a terminal runs it, and plain HTTP to talk to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

/// `faelles` with these arguments, on this data folder (and database, where there is one).
pub fn command(data: &Path, database: Option<&str>, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faelles"));
    command
        .args(args)
        .arg("--data")
        .arg(data)
        .env_remove("FAELLES_CONFIG")
        .env("RUST_LOG", "error");
    if let Some(url) = database {
        command.env("FAELLES_DATABASE", url);
    }
    command
}

/// Runs to the end.
pub fn run(data: &Path, database: Option<&str>, args: &[&str]) -> Output {
    command(data, database, args).output().unwrap()
}

/// A server under way.
pub struct Program {
    child: Child,
    pub at: SocketAddr,
    /// What it printed on starting.
    pub said: Vec<String>,
}

/// A port nobody listens on just now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

impl Program {
    /// `serve` or `demo`; returns once it answers.
    pub fn start(data: &Path, database: Option<&str>, how: &str, port: u16) -> Program {
        Program::start_with(data, database, how, port, &[])
    }

    /// As `start`, with further options.
    pub fn start_with(
        data: &Path,
        database: Option<&str>,
        how: &str,
        port: u16,
        options: &[&str],
    ) -> Program {
        let listen = format!("127.0.0.1:{port}");
        let mut child = command(data, database, &[how, "--listen", &listen])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = Vec::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        loop {
            let mut line = String::new();
            if out.read_line(&mut line).unwrap() == 0 {
                panic!("it ended: {:?}, said {said:?}", child.wait());
            }
            said.push(line.trim_end().to_string());
            if line.contains("Ctrl-C") {
                break;
            }
        }
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Program {
            child,
            at: listen.parse().unwrap(),
            said,
        }
    }

    /// `kill -9`, and it is gone when this returns.
    pub fn kill_9(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// `kill -9` while others still talk to it.
    pub fn kill_now(&self) {
        Command::new("kill")
            .args(["-9", &self.child.id().to_string()])
            .status()
            .unwrap();
    }

    /// Asks it to stop, as Ctrl-C (`INT`) or a service manager (`TERM`) does.
    pub fn stop(mut self, signal: &str) -> ExitStatus {
        let pid = self.child.id().to_string();
        Command::new("kill")
            .args([&format!("-{signal}"), &pid])
            .status()
            .unwrap();
        self.child.wait().unwrap()
    }

    /// How much more memory than at its beginning it takes at the most while something is done, in MiB.
    pub fn peak_of(&self, what: impl FnOnce()) -> u64 {
        let of = |name: &str| {
            let path = format!("/proc/{}/status", self.child.id());
            let status = std::fs::read_to_string(path).unwrap();
            let line = status.lines().find(|l| l.starts_with(name)).unwrap();
            line.split_whitespace()
                .nth(1)
                .unwrap()
                .parse::<u64>()
                .unwrap()
                / 1024
        };
        // Sets the peak to what is taken now.
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
        let before = of("VmRSS:");
        what();
        of("VmHWM:").saturating_sub(before)
    }

    pub fn get(&self, path: &str, cookie: &str) -> Option<Answer> {
        fetch(self.at, "GET", path, cookie, "")
    }

    /// Sends a form as its page would: with form token and key.
    pub fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let page = self.get("/about", cookie)?;
        let value = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            let rest = &page.body[page.body.find(&mark)? + mark.len()..];
            Some(rest[..rest.find('"')?].to_string())
        };
        let (token, once) = (value("token")?, value("once")?);
        let mut all = vec![("token", token.as_str()), ("once", once.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(&all).unwrap();
        fetch(self.at, "POST", path, cookie, &body)
    }
}

/// A test that fails leaves no server running.
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// One request on a connection of its own; none when the server is gone.
pub fn fetch(at: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> Option<Answer> {
    let kind = "application/x-www-form-urlencoded";
    fetch_as(at, method, path, cookie, (kind, body.as_bytes()))
}

/// As `fetch`, of any kind of body.
pub fn fetch_as(
    at: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    (kind, body): (&str, &[u8]),
) -> Option<Answer> {
    let mut stream = TcpStream::connect(at).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nCookie: session={cookie}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).ok()?;
    let text = String::from_utf8_lossy(&raw);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        body: body.to_string(),
    })
}
