//! A person's browser: keeps cookies, fills in forms from the page they stand on.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::body::to_bytes;
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::{Method, StatusCode};
use actix_web::test::{self, TestRequest};
use faelles::app::App;
use faelles::web::server::service;

use super::Site;

pub struct Browser<'a> {
    pub site: &'a Site,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// The forum's front door: a request goes in; the reply and its cookies come out.
pub type Door =
    Box<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = (Reply, Vec<(String, String)>)>>>>;

/// Opened once for a site: laying out all routes takes longer than most requests.
pub async fn door(app: App) -> Door {
    let service = Rc::new(test::init_service(service(app)).await);
    Box::new(move |request| {
        let service = service.clone();
        Box::pin(async move {
            let response = test::call_service(&*service, request.to_request()).await;
            let cookies = response
                .response()
                .cookies()
                .map(|c| (c.name().to_string(), c.value().to_string()))
                .collect();
            let (status, headers) = (response.status(), response.headers().clone());
            let Ok(bytes) = to_bytes(response.into_body()).await else {
                panic!("a reply without a body");
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let reply = Reply {
                status,
                headers,
                text,
                bytes: bytes.to_vec(),
            };
            (reply, cookies)
        })
    })
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn location(&self) -> String {
        self.headers
            .get(header::LOCATION)
            .unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.text))
            .to_str()
            .unwrap()
            .to_string()
    }

    /// The value of the first form field of that name on the page.
    pub fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let at = self
            .text
            .find(&mark)
            .unwrap_or_else(|| panic!("no field {name} in {}", self.text));
        let rest = &self.text[at + mark.len()..];
        rest[..rest.find('"').unwrap()].to_string()
    }

    /// Whether it says something, with or without what a search marks in it.
    pub fn has(&self, text: &str) -> bool {
        let unmarked = || self.text.replace("<mark>", "").replace("</mark>", "");
        self.text.contains(text) || unmarked().contains(text)
    }

    /// The page's own part, without the frame around it.
    pub fn main(&self) -> &str {
        let from = self.text.find("<main").unwrap_or(0);
        let to = self.text.find("</main>").unwrap_or(self.text.len());
        &self.text[from..to]
    }
}

impl<'a> Browser<'a> {
    pub fn new(site: &'a Site) -> Browser<'a> {
        Browser {
            site,
            cookies: RefCell::default(),
        }
    }

    /// Somebody who got hold of all this browser's cookies.
    pub fn copy(&self) -> Browser<'a> {
        Browser {
            site: self.site,
            cookies: RefCell::new(self.cookies.borrow().clone()),
        }
    }

    /// Asks for a link, opens the mail, presses the button.
    pub async fn sign_in(&self, email: &str) {
        self.post("/sign-in", &[("email", email)]).await;
        self.site.drain().await;
        let mail = self
            .site
            .mails()
            .into_iter()
            .rev()
            .find(|m| m.to == email && m.text.contains(":8080/sign-in/"))
            .expect("a sign-in mail");
        let link = mail.link("/sign-in/");
        let reply = self.post_from(&link, &link, &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text);
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, &[]).await
    }

    /// Opens a page and expects it to be there.
    pub async fn open(&self, path: &str) -> Reply {
        let reply = self.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text);
        reply
    }

    /// Sends a form, with form token and key as the front page gives them.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_from("/about", path, fields).await
    }

    /// Sends a form that stands on `page`.
    pub async fn post_from(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        let mut shown = self.get(page).await;
        // As a browser follows to where the second factor is asked for.
        if shown.status == StatusCode::SEE_OTHER {
            shown = self.get(&shown.location()).await;
        }
        let (token, once) = (shown.field("token"), shown.field("once"));
        let mut all = vec![("token", token.as_str()), ("once", once.as_str())];
        all.extend_from_slice(fields);
        self.send_form(path, &all).await
    }

    /// Sends just these fields.
    pub async fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(
            Method::POST,
            path,
            Some(body.into_bytes()),
            &[("origin", "http://127.0.0.1:8080")],
        )
        .await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        heads: &[(&str, &str)],
    ) -> Reply {
        let mut request = TestRequest::with_uri(path)
            .method(method)
            .peer_addr("127.0.0.1:50000".parse().unwrap());
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        if !cookies.is_empty() {
            request = request.insert_header((header::COOKIE, cookies.join("; ")));
        }
        for (name, value) in heads {
            request = request.insert_header((*name, *value));
        }
        if let Some(body) = body {
            if !heads.iter().any(|(name, _)| *name == "content-type") {
                request = request
                    .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"));
            }
            request = request.set_payload(body);
        }
        let (reply, cookies) = (self.site.door)(request).await;
        for (name, value) in cookies {
            if value.is_empty() {
                self.cookies.borrow_mut().remove(&name);
            } else {
                self.cookies.borrow_mut().insert(name, value);
            }
        }
        reply
    }
}
