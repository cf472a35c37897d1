//! Every URL, one line each, grouped by feature.

use actix_web::web::{ServiceConfig, get, post, to};

use crate::error::Error;
use crate::forum::pages as forum;
use crate::mail;
use crate::members::{admin, pages as people};
use crate::processes::pages as processes;
use crate::web::{health, statics};
use crate::worksheets::pages as worksheets;

#[rustfmt::skip]
pub fn configure(s: &mut ServiceConfig) {
    // The house
    s.route("/healthz", get().to(health::alive));
    s.route("/readyz", get().to(health::ready));
    s.route("/static/{file}", get().to(statics::file));
    s.route("/favicon.ico", get().to(statics::favicon));
    s.route("/", get().to(people::front));
    s.route("/about", get().to(people::about));
    s.route("/about/licences", get().to(people::licences));
    s.route("/about/licences.txt", get().to(people::licence_texts));
    s.route("/privacy", get().to(people::privacy));
    s.route("/was", get().to(people::accessibility));

    // People
    s.route("/sign-in", get().to(people::sign_in_form));
    s.route("/sign-in", post().to(people::ask_for_link));
    s.route("/sign-in/sent", get().to(people::link_sent));
    s.route("/sign-in/{token}", get().to(people::use_link_form));
    s.route("/sign-in/{token}", post().to(people::use_link));
    s.route("/sign-out", post().to(people::sign_out));
    s.route("/sign-out-everywhere", post().to(people::sign_out_everywhere));
    s.route("/setup/{token}", get().to(people::setup_form));
    s.route("/setup/{token}", post().to(people::setup));
    s.route("/language", post().to(people::choose_language));
    s.route("/me", get().to(people::me));
    s.route("/me", post().to(people::change_me));

    // Library

    // Search

    // Meetings

    // Study

    // Forum
    s.route("/forum", get().to(forum::list));
    s.route("/forum", post().to(forum::create));
    s.route("/forum/new", get().to(forum::new_form));
    s.route("/forum/{topic}", get().to(forum::show));
    s.route("/forum/{topic}/posts", post().to(forum::create_post));

    // Processes and worksheets
    s.route("/processes", get().to(processes::list));
    s.route("/processes", post().to(processes::create));
    s.route("/processes/new", get().to(processes::new_form));
    s.route("/processes/{id}", get().to(processes::show));
    s.route("/processes/{id}/rounds", post().to(processes::add_round));
    s.route("/processes/{id}/voices", post().to(processes::record_voice));
    s.route("/worksheets", get().to(worksheets::list));
    s.route("/worksheets", post().to(worksheets::create));
    s.route("/worksheets/new", get().to(worksheets::new_form));
    s.route("/worksheets/{id}", get().to(worksheets::show));
    s.route("/worksheets/{id}", post().to(worksheets::change));
    s.route("/worksheets/{id}/edit", get().to(worksheets::edit_form));

    // Administration
    s.route("/admin", get().to(admin::overview));
    s.route("/admin/people", post().to(admin::add_person));
    s.route("/admin/people/new", get().to(admin::new_person_form));
    s.route("/admin/people/{id}", get().to(admin::edit_person_form));
    s.route("/admin/people/{id}", post().to(admin::change_person));
    s.route("/admin/organisations", get().to(admin::organisations));
    s.route("/admin/organisations", post().to(admin::add_organisation));
    s.route("/admin/jobs/{id}/retry", post().to(admin::retry_job));
    s.route("/admin/mail", get().to(mail::pages::list));
    s.route("/admin/mail/{id}", get().to(mail::pages::show));
    s.route("/admin/mail/{id}/sent", post().to(mail::pages::decide_sent));
    s.route("/admin/mail/{id}/again", post().to(mail::pages::send_again));

    s.default_service(to(|| async { Err::<actix_web::HttpResponse, _>(Error::NotFound) }));
}
