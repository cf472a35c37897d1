//! A sent mail as an administrator may read it: decoded, and without the keys in its links, which
//! open somebody else's account or answer in somebody else's name.

use mail_parser::{MessageParser, MimeHeaders};

pub struct Readable {
    pub subject: String,
    pub text: String,
    /// The calendar part, where there is one.
    pub calendar: Option<String>,
}

/// None when the bytes are no mail.
pub fn read(bytes: &[u8]) -> Option<Readable> {
    let message = MessageParser::default().parse(bytes)?;
    let calendar = message.parts.iter().find_map(|part| {
        let kind = part.content_type()?;
        let is = kind.ctype() == "text" && kind.subtype() == Some("calendar");
        // Unfolded first: a line's fold may part a key.
        is.then(|| {
            part.text_contents()
                .map(|t| without_keys(&t.replace("\r\n ", "")))
        })?
    });
    Some(Readable {
        subject: message.subject().unwrap_or_default().to_string(),
        text: without_keys(&message.body_text(0).unwrap_or_default()),
        calendar,
    })
}

/// Every run of 32 hexadecimal digits behind a slash becomes an ellipsis.
fn without_keys(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('/') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let key = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        if key == 32 {
            out.push('…');
            rest = &after[key..];
        } else {
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_left_out_and_nothing_else() {
        let key = "0123456789abcdef0123456789abcdef";
        let text = format!("https://n.example/answer/{key} og /meetings/abc, 24/7 {key}");
        let shown = without_keys(&text);
        assert_eq!(
            shown,
            format!("https://n.example/answer/… og /meetings/abc, 24/7 {key}")
        );
    }
}
