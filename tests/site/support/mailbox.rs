//! The mails a test's people got, read by a mail parser as their programs would.

use faelles::app::App;
use faelles::mail::Mailer;
use mail_parser::{MessageParser, MimeHeaders};

#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub message_id: String,
    /// The calendar part: its content type, and the text.
    pub calendar: Option<(String, String)>,
    /// What a mail program's button for less leads to, and how it is pressed.
    pub less: Option<String>,
    pub less_post: Option<String>,
}

impl Mail {
    /// The path of the first link in the text that starts with `prefix`.
    pub fn link(&self, prefix: &str) -> String {
        // A network reached by a name, where a test needs one, is on this machine too.
        let (base, at) = ["http://127.0.0.1:8080", "http://localhost:8080"]
            .into_iter()
            .find_map(|base| Some((base, self.text.find(&format!("{base}{prefix}"))?)))
            .unwrap_or_else(|| panic!("no link to {prefix} in {}", self.text));
        self.text[at + base.len()..]
            .split_whitespace()
            .next()
            .unwrap()
            .to_string()
    }
}

pub fn sent(app: &App) -> Vec<Mail> {
    let Mailer::Memory(sent) = &app.mail else {
        panic!("mails are not kept in memory here");
    };
    sent.lock().unwrap().iter().map(|(_, b)| read(b)).collect()
}

pub fn read(bytes: &[u8]) -> Mail {
    let message = MessageParser::default().parse(bytes).expect("a mail");
    let calendar = message.parts.iter().find_map(|p| {
        let kind = p.content_type()?;
        (kind.ctype() == "text" && kind.subtype() == Some("calendar")).then(|| {
            let mut said = "text/calendar".to_string();
            for attribute in kind.attributes().into_iter().flatten() {
                said.push_str(&format!("; {}={}", attribute.name, attribute.value));
            }
            (said, p.text_contents().unwrap_or_default().to_string())
        })
    });
    Mail {
        to: message
            .to()
            .and_then(|t| t.first())
            .and_then(|a| a.address())
            .unwrap_or_default()
            .to_string(),
        subject: message.subject().unwrap_or_default().to_string(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        less: message
            .header_raw("List-Unsubscribe")
            .map(|h| h.split_whitespace().collect::<String>()),
        less_post: message
            .header_raw("List-Unsubscribe-Post")
            .map(|h| h.trim().to_string()),
        message_id: message.message_id().unwrap_or_default().to_string(),
        calendar,
    }
}
