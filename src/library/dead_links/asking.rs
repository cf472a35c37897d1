//! Asking whether an address still leads somewhere: for its head first, for the page where a machine
//! does not know that question. Nothing of the page itself is read.

use openidconnect::url::Url;
use ureq::Agent;
use ureq::http::{Method, Request, StatusCode, header};

use super::{Outcome, may_ask};
use crate::outside::Failed;

/// How often a link may lead on before it leads nowhere.
const REDIRECTS: usize = 4;

impl From<Failed> for Outcome {
    fn from(failed: Failed) -> Outcome {
        match failed {
            Failed::Slow => Outcome::Slow,
            Failed::Certificate => Outcome::Certificate,
            Failed::NoSuchName => Outcome::NoSuchName,
            Failed::Inside => Outcome::Inside,
            Failed::Unreachable => Outcome::Unreachable,
            // It is there, and says more than is wanted.
            Failed::TooLarge => Outcome::Works,
        }
    }
}

/// Blocks: call it off the server's threads. `name` is what we call ourselves.
pub fn look(agent: &Agent, name: &str, address: &str) -> Outcome {
    let Ok(url) = Url::parse(address) else {
        return Outcome::Circles;
    };
    match ask(agent, name, Method::HEAD, &url) {
        Ok(status) if status.is_success() => Outcome::Works,
        Ok(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) => Outcome::Busy,
        // Some hang up on a question they do not know, or say that nothing is there.
        Ok(_) | Err(Outcome::Unreachable) => match ask(agent, name, Method::GET, &url) {
            Ok(status) => of_status(status),
            Err(outcome) => outcome,
        },
        Err(outcome) => outcome,
    }
}

fn of_status(status: StatusCode) -> Outcome {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Outcome::Busy,
        s if s.is_server_error() => Outcome::Broken,
        s if s.is_client_error() => Outcome::Closed,
        _ => Outcome::Works,
    }
}

/// The answer at the end of the way. Each place on it is checked as the first was.
fn ask(agent: &Agent, name: &str, method: Method, from: &Url) -> Result<StatusCode, Outcome> {
    let mut url = from.clone();
    for _ in 0..=REDIRECTS {
        if !may_ask(&url) {
            return Err(Outcome::Inside);
        }
        let question = Request::builder()
            .method(method.clone())
            .uri(url.as_str())
            .header(header::USER_AGENT, name)
            .header(header::ACCEPT, "*/*")
            .body(())
            .map_err(|_| Outcome::Circles)?;
        let answer = agent.run(question).map_err(Failed::from)?;
        let on = answer
            .headers()
            .get(header::LOCATION)
            .filter(|_| answer.status().is_redirection());
        let Some(on) = on else {
            return Ok(answer.status());
        };
        url = on
            .to_str()
            .ok()
            .and_then(|on| url.join(on).ok())
            .ok_or(Outcome::Circles)?;
    }
    Err(Outcome::Circles)
}
