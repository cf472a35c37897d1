//! Every URL, one line each, grouped by feature.

use actix_web::web::{ServiceConfig, get, post, to};

use crate::error::Error;
use crate::forum::pages as forum;
use crate::library::{pages as library, writing};
use crate::mail;
use crate::meetings::pages as meetings;
use crate::members::{admin, pages as people};
use crate::processes::pages as processes;
use crate::search::pages as search;
use crate::study::pages as study;
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
    s.route("/library", get().to(library::list));
    s.route("/library", post().to(writing::add));
    s.route("/library/new", get().to(writing::new_form));
    s.route("/library/preview", post().to(writing::preview));
    s.route("/library/{slug}", get().to(library::show));
    s.route("/library/{slug}/edit", get().to(writing::edit_form));
    s.route("/library/{slug}/edit", post().to(writing::edit));
    s.route("/library/{slug}/step", post().to(writing::step));
    s.route("/library/{slug}/history", get().to(library::history));
    s.route("/library/{slug}/history/{version}", get().to(library::revision));

    // Search
    s.route("/search", get().to(search::search));
    s.route("/api/v1/search", get().to(search::api));

    // Meetings
    s.route("/meetings", get().to(meetings::list));
    s.route("/meetings", post().to(meetings::create));
    s.route("/meetings/new", get().to(meetings::new_form));
    s.route("/meetings/preview", post().to(meetings::preview));
    s.route("/meetings/{id}", get().to(meetings::show));
    s.route("/meetings/{id}/answer", post().to(meetings::answer_as_member));
    s.route("/meetings/{id}/edit", get().to(meetings::edit_form));
    s.route("/meetings/{id}/edit", post().to(meetings::change));
    s.route("/meetings/{id}/invitations", get().to(meetings::invitations));
    s.route("/meetings/{id}/invitations", post().to(meetings::choose_guests));
    s.route("/meetings/{id}/attendance", get().to(meetings::attendance));
    s.route("/meetings/{id}/attendance", post().to(meetings::register_attendance));
    s.route("/meetings/{id}/notes", get().to(meetings::notes_form));
    s.route("/meetings/{id}/notes", post().to(meetings::publish_notes));
    s.route("/meetings/{id}/cancel", get().to(meetings::cancel_form));
    s.route("/meetings/{id}/cancel", post().to(meetings::call_off));
    s.route("/meetings/{id}/calendar.ics", get().to(meetings::calendar_file));
    s.route("/answer/{token}", get().to(meetings::answer_form));
    s.route("/answer/{token}", post().to(meetings::answer));

    // Study
    s.route("/study", get().to(study::own));
    s.route("/study", post().to(study::create));
    s.route("/study/new", get().to(study::new_form));
    s.route("/study/{programme}/enrol", post().to(study::enrol));
    s.route("/study/{programme}/edit", get().to(study::edit_form));
    s.route("/study/{programme}/edit", post().to(study::change));
    s.route("/study/{programme}/students", get().to(study::students));
    s.route("/study/{programme}/students/{person}", get().to(study::student));
    s.route("/study/{programme}/students/{person}", post().to(study::record));
    s.route("/study/{programme}/sittings", post().to(study::add_sitting));
    s.route("/study/{programme}/sittings/{sitting}/remove", post().to(study::remove_sitting));

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
