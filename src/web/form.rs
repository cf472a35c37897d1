//! What a person sent, and what was wrong with it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::lang::{Lang, Value};
use crate::error::{Error, Result};
use crate::text::{self, Refused};

/// The fields of a form, as typed. Read from a request's body by the middleware.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormData {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// A file that came with a form (`multipart/form-data`). What it is, its bytes alone say: the name and
/// the type a browser gives it are anybody's to choose, and are not kept.
#[derive(Clone, PartialEq)]
pub struct Upload {
    /// The form field it was put into.
    pub field: String,
    pub bytes: Bytes,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({}, {} bytes)", self.field, self.bytes.len())
    }
}

/// Fields a form may have.
const FIELDS_MAX: usize = 2000;

impl FormData {
    /// For showing a form filled in.
    pub fn of<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        FormData {
            fields: fields
                .into_iter()
                .map(|(n, v)| (n.into(), v.into()))
                .collect(),
            files: Vec::new(),
        }
    }

    /// `application/x-www-form-urlencoded`, strictly: UTF-8, no NUL, at most 2,000 fields.
    pub fn parse(body: &[u8]) -> Result<FormData> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| Error::BadRequest("form"))?;
        if pairs.len() > FIELDS_MAX {
            return Err(Error::BadRequest("form"));
        }
        // A NUL cannot be stored. A replacement character nobody sent means that the bytes were not
        // UTF-8: the parser put it there.
        let sent_as_such = body
            .windows(9)
            .any(|w| w.eq_ignore_ascii_case(b"%EF%BF%BD"));
        for (name, value) in &pairs {
            for text in [name, value] {
                if text.contains('\0') {
                    return Err(Error::BadRequest("nul"));
                }
                if !sent_as_such && text.contains('\u{FFFD}') {
                    return Err(Error::BadRequest("encoding"));
                }
            }
        }
        Ok(FormData {
            fields: pairs,
            files: Vec::new(),
        })
    }

    /// `multipart/form-data`, as forms with files send it: strictly, like `parse`.
    pub async fn parse_multipart(body: Bytes, boundary: &str) -> Result<FormData> {
        let unreadable = |_| Error::BadRequest("form");
        let whole = futures_util::stream::once(async { Ok::<_, std::io::Error>(body) });
        let mut parts = multer::Multipart::new(whole, boundary);
        let mut form = FormData::default();
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let Some(name) = part.name().map(str::to_string) else {
                return Err(Error::BadRequest("form"));
            };
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(unreadable)?;
            if form.fields.len() + form.files.len() >= FIELDS_MAX {
                return Err(Error::BadRequest("form"));
            }
            if is_file {
                form.files.push(Upload { field: name, bytes });
                continue;
            }
            let text = std::str::from_utf8(&bytes).map_err(|_| Error::BadRequest("encoding"))?;
            if name.contains('\0') || text.contains('\0') {
                return Err(Error::BadRequest("nul"));
            }
            form.fields.push((name, text.to_string()));
        }
        Ok(form)
    }

    /// The file put into a field; none when the field was left empty.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files
            .iter()
            .find(|f| f.field == name && !f.bytes.is_empty())
    }

    /// The first value of a field; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// The version of a record the form was filled in over: its hidden field `version`.
    pub fn version(&self) -> Result<i64> {
        self.get("version")
            .parse()
            .map_err(|_| Error::BadRequest("form"))
    }

    /// Every value of a field, as checkboxes send them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// A hash of all that was filled in, apart from what every page draws anew.
    pub fn content_hash(&self) -> String {
        let mut all = String::new();
        for (name, value) in &self.fields {
            if !matches!(name.as_str(), "token" | "once") {
                for part in [name, value] {
                    all.push_str(&part.len().to_string());
                    all.push(' ');
                    all.push_str(part);
                }
            }
        }
        for file in &self.files {
            all.push_str(&format!("{} ", file.field));
            all.push_str(&crate::tokens::hash_bytes(&file.bytes));
        }
        crate::tokens::hash(&all)
    }

    /// Names and values of all fields, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// Names of all fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(n, _)| n.as_str())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_string(), value.into()));
    }

    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.fields.push((name.to_string(), value.into()));
    }
}

impl FromRequest for FormData {
    type Error = Error;
    type Future = Ready<Result<FormData>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(req
            .extensions()
            .get::<FormData>()
            .cloned()
            .unwrap_or_default()))
    }
}

/// What is wrong with a form: one message per field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems(Vec<(String, Problem)>);

#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    Text(Refused),
    /// A message key of the feature's own.
    Key(&'static str),
}

impl Problem {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Problem::Text(Refused::Missing) => lang.t("invalid-missing"),
            Problem::Text(Refused::TooLong(max)) => {
                lang.tv("invalid-too-long", &[("max", Value::from(*max as i64))])
            }
            Problem::Text(Refused::Cpr) => lang.t("invalid-cpr"),
            Problem::Key(key) => lang.t(key),
        }
    }
}

impl Problems {
    pub fn add(&mut self, field: &str, key: &'static str) {
        self.0.push((field.to_string(), Problem::Key(key)));
    }

    pub fn put(&mut self, field: &str, why: Problem) {
        self.0.push((field.to_string(), why));
    }

    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, p)| p)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(f, p)| (f.as_str(), p))
    }

    /// A single line that must be filled in.
    pub fn line(&mut self, form: &FormData, field: &str, max: usize) -> String {
        self.keep(field, text::required(text::line(form.get(field), max)))
    }

    /// A single line that may be empty.
    pub fn optional_line(&mut self, form: &FormData, field: &str, max: usize) -> String {
        self.keep(field, text::line(form.get(field), max))
    }

    /// Several lines that must be filled in.
    pub fn block(&mut self, form: &FormData, field: &str, max: usize) -> String {
        self.keep(field, text::required(text::block(form.get(field), max)))
    }

    /// Several lines that may be empty.
    pub fn optional_block(&mut self, form: &FormData, field: &str, max: usize) -> String {
        self.keep(field, text::block(form.get(field), max))
    }

    /// A whole number between two bounds.
    pub fn number(&mut self, form: &FormData, field: &str, min: i64, max: i64) -> i64 {
        match form.get(field).trim().parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => n,
            _ => {
                self.add(field, "invalid-number");
                min
            }
        }
    }

    /// One of a list, or none when the field is empty. Anything else is refused.
    pub fn choice<'a>(
        &mut self,
        form: &FormData,
        field: &str,
        among: &[&'a str],
    ) -> Option<&'a str> {
        let sent = form.get(field);
        let found = among.iter().copied().find(|a| *a == sent);
        if found.is_none() && !sent.is_empty() {
            self.add(field, "invalid-choice");
        }
        found
    }

    pub fn keep(&mut self, field: &str, text: Result<String, Refused>) -> String {
        text.unwrap_or_else(|why| {
            self.0.push((field.to_string(), Problem::Text(why)));
            String::new()
        })
    }

    /// `Ok` when nothing is wrong.
    pub fn or<T>(self, value: T) -> std::result::Result<T, Problems> {
        if self.none() { Ok(value) } else { Err(self) }
    }
}
