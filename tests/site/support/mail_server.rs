//! A mail server on a thread of the test, that speaks SMTP and behaves as it is told.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How the test's mail server ends a message.
#[derive(Clone, Copy, PartialEq)]
pub enum Manner {
    Takes,
    /// Takes it, and lets the sender wait for the word.
    TakesSlowly,
    RefusesForGood,
    RefusesForNow,
    HangsUpAfterTheMessage,
}

/// A mail server on a thread: what it took, and how it behaves.
pub struct Server {
    pub url: String,
    pub manner: Arc<Mutex<Manner>>,
    pub taken: Arc<Mutex<Vec<String>>>,
}

pub fn server(manner: Manner) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let manner = Arc::new(Mutex::new(manner));
    let taken = Arc::new(Mutex::new(Vec::new()));
    let (m, t) = (manner.clone(), taken.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (m, t) = (m.clone(), t.clone());
            std::thread::spawn(move || converse(stream, &m, &t));
        }
    });
    Server { url, manner, taken }
}

fn converse(
    mut stream: TcpStream,
    manner: &Mutex<Manner>,
    taken: &Mutex<Vec<String>>,
) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).ok();
    say("220 test.example")?;
    while let Some(Ok(line)) = lines.next() {
        let verb = line.get(..4).unwrap_or(&line).to_uppercase();
        match verb.as_str() {
            "EHLO" => say("250-test.example\r\n250 8BITMIME")?,
            "DATA" => {
                say("354 go on")?;
                let mut message = String::new();
                for line in lines.by_ref().map_while(Result::ok) {
                    if line == "." {
                        break;
                    }
                    message.push_str(&line);
                    message.push('\n');
                }
                let manner = *manner.lock().unwrap();
                if !matches!(manner, Manner::RefusesForGood | Manner::RefusesForNow) {
                    taken.lock().unwrap().push(message);
                }
                match manner {
                    Manner::Takes => say("250 taken")?,
                    Manner::TakesSlowly => {
                        std::thread::sleep(Duration::from_millis(10));
                        say("250 taken")?
                    }
                    Manner::RefusesForGood => say("550 no such person")?,
                    Manner::RefusesForNow => say("451 later")?,
                    Manner::HangsUpAfterTheMessage => return None,
                }
            }
            "QUIT" => {
                say("221 bye")?;
                return None;
            }
            _ => say("250 ok")?,
        }
    }
    Some(())
}
