//! A forum to test, and people with browsers to test it.

mod browser;
pub mod database;
pub mod mail_server;
mod mailbox;
pub mod program;

use chrono::{NaiveDate, NaiveDateTime};
use faelles::app::App;
use faelles::clock::Clock;
use faelles::config::{Config, MailTransport, Settings};
use faelles::members::{self, NewPerson, Role};
use faelles::sign_in::sessions;
use faelles::web::Lang;
use tempfile::TempDir;

pub use browser::{Browser, Reply};
pub use mailbox::{Mail, read as read_mail};

/// A running forum of its own: fresh data folder, empty database, a clock that stands still.
pub struct Site {
    pub app: App,
    pub dir: TempDir,
    door: browser::Door,
    _database: database::Fresh,
}

/// Monday 2 March 2026, 10:00 in Copenhagen.
pub fn start_time() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, 2)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap()
}

impl Site {
    pub async fn new() -> Site {
        Site::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Site {
        let dir = TempDir::new().unwrap();
        let database = database::fresh();
        let mut config = Settings {
            data: Some(dir.path().to_path_buf()),
            database: database.url.clone(),
            mail: Some(MailTransport::Memory),
            base_url: Some("http://127.0.0.1:8080".to_string()),
            ..Settings::default()
        }
        .resolve()
        .unwrap();
        // A test is not the program: files are read by the one that was built beside it.
        config.program = env!("CARGO_BIN_EXE_faelles").into();
        change(&mut config);
        let app = App::open(config, Clock::set(start_time())).unwrap();
        let door = browser::door(app.clone()).await;
        Site {
            app,
            dir,
            door,
            _database: database,
        }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// A person of no organisation, signed in by a mailed link.
    pub async fn signed_in(&self, name: &str, roles: &[Role]) -> Browser<'_> {
        self.signed_in_of(name, roles, None).await
    }

    /// A person of an organisation (by id), signed in by a mailed link.
    pub async fn signed_in_of(
        &self,
        name: &str,
        roles: &[Role],
        organisation: Option<&str>,
    ) -> Browser<'_> {
        let id = self.add_person(name, roles, organisation, &[]);
        let browser = self.visitor();
        browser.sign_in(&address_of(name)).await;
        self.show_second_factor(&id);
        browser
    }

    /// Every session of a person counts as having shown a second factor. How it is shown is
    /// `tests/site/second_factor.rs`.
    pub fn show_second_factor(&self, person: &str) {
        self.app
            .db
            .write_now(|c| {
                let now = self.app.clock.now();
                for session in sessions::of_person(c, person, now)? {
                    sessions::show_second_factor(c, &session.id_hash, now)?;
                }
                Ok(())
            })
            .unwrap();
    }

    /// Adds a person, who need not sign in; their id.
    pub fn add_person(
        &self,
        name: &str,
        roles: &[Role],
        organisation: Option<&str>,
        represents: &[String],
    ) -> String {
        let mut all = vec![Role::Member];
        all.extend_from_slice(roles);
        let new = NewPerson {
            name: name.to_string(),
            email: address_of(name),
            title: String::new(),
            lang: Lang::Da,
            organisation_id: organisation.map(str::to_string),
            roles: all,
            represents: represents.to_vec(),
        };
        self.app
            .db
            .write_now(|c| members::add_person(c, self.app.clock.now(), &new))
            .unwrap()
    }

    /// Adds an organisation with two seats; its id.
    pub fn add_organisation(&self, name: &str) -> String {
        self.app
            .db
            .write_now(|c| {
                members::add_organisation(c, self.app.clock.now(), name, "municipality", None, 2)
            })
            .unwrap()
    }

    /// Does all work that is due: jobs, mails, indexing.
    pub async fn drain(&self) {
        self.app.drain().await.unwrap();
        // A program that another test starts is forked from this process, and holds the lock of this
        // index with it until it is itself.
        for _ in 0..50 {
            let head = self.app.db.read_now(faelles::changes::head).unwrap();
            if self.app.search.position().is_none_or(|at| at >= head) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
            self.app.search.catch_up(&self.app.db).unwrap();
        }
    }

    /// Every mail sent so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        mailbox::sent(&self.app)
    }

    /// The newest mail to somebody.
    pub fn mail_to(&self, name: &str) -> Mail {
        let to = address_of(name);
        self.mails()
            .into_iter()
            .rev()
            .find(|m| m.to == to)
            .unwrap_or_else(|| panic!("no mail to {to}"))
    }
}

/// `Karen Holm` reads mail at `karen.holm@example.org`.
pub fn address_of(name: &str) -> String {
    format!(
        "{}@example.org",
        faelles::text::slug(name).replace('-', ".")
    )
}
