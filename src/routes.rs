//! Every URL, one line each, grouped by feature: address, the right it takes to come there, handler.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{ServiceConfig, method, to};
use actix_web::{FromRequest, Handler, HttpMessage, Responder};

use crate::admin::statements::pages as statements;
use crate::admin::{
    branding, guide, logo, pages as administration, settings, system, vocabularies, work,
};
use crate::attachments;
use crate::audit::pages as audit;
use crate::collections::pages as collections;
use crate::error::{Error, Result};
use crate::forum::pages as forum;
use crate::front::pages as front;
use crate::joining::pages as joining;
use crate::library::bin::pages as bin;
use crate::library::compare::pages as compare;
use crate::library::dead_links::pages as dead_links;
use crate::library::descent::pages as descent;
use crate::library::freshness::pages as freshness;
use crate::library::people::pages as entry_people;
use crate::library::proposals::pages as proposals;
use crate::library::review::pages as review;
use crate::library::{drafts, export, lists, pages as library, reading, writing};
use crate::mail;
use crate::meetings::pages as meetings;
use crate::members::profile::pages as profile;
use crate::members::{admin, pages as people};
use crate::moderation::{doors as moderation_doors, pages as moderation};
use crate::notices::pages as notices;
use crate::organisations::pages as organisations;
use crate::places::pages as places;
use crate::privacy::pages as privacy;
use crate::processes::pages as processes;
use crate::rights::Action::{self, *};
use crate::rights::pages as rights;
use crate::search::glossary::pages as glossary;
use crate::search::pages as search;
use crate::search::saved::pages as searches;
use crate::search::suggest::pages as suggest;
use crate::search::unanswered::pages as unanswered;
use crate::shelf::pages as shelf;
use crate::sign_in::pages as sign_in;
use crate::sign_in::passkeys::pages as passkeys;
use crate::sign_in::providers::{admin as own_sign_in, pages as providers};
use crate::study::pages as study;
use crate::web::{Ctx, health, statics};
use crate::worksheets::pages as worksheets;

#[rustfmt::skip]
fn lay_out(r: &mut Routes) {
    // The house
    r.get("/healthz", ReadPublic, health::alive);
    r.get("/readyz", ReadPublic, health::ready);
    r.get("/static/{file}", ReadPublic, statics::file);
    r.get("/favicon.ico", ReadPublic, statics::favicon);
    r.get("/brand.css", ReadPublic, branding::style_sheet);
    r.get("/brand.png", ReadPublic, logo::picture);
    r.get("/", ReadPublic, front::front);
    r.get("/about", ReadPublic, front::about);
    r.get("/about/roles", ReadPublic, rights::roles);
    r.get("/about/licences", ReadPublic, front::licences);
    r.get("/about/licences.txt", ReadPublic, front::licence_texts);
    r.get("/privacy", ReadPublic, front::privacy);
    r.get("/was", ReadPublic, front::accessibility);

    // People
    r.get("/sign-in", ComeIn, sign_in::sign_in_form);
    r.post("/sign-in", ComeIn, sign_in::ask_for_link);
    r.get("/sign-in/sent", ComeIn, sign_in::link_sent);
    r.get("/sign-in/password", ComeIn, sign_in::password::sign_in_form);
    r.post("/sign-in/password", ComeIn, sign_in::password::sign_in);
    r.get("/sign-in/second-factor", OwnAccount, sign_in::second_factor::show);
    r.post("/sign-in/second-factor", OwnAccount, sign_in::second_factor::check);
    r.get("/sign-in/confirm", OwnAccount, sign_in::confirm::form);
    r.post("/sign-in/confirm", OwnAccount, sign_in::confirm::confirm);
    // Passkeys and organisations' own sign-in
    r.get("/sign-in/passkey", ComeIn, passkeys::not_taken_page);
    r.post("/sign-in/passkey", ComeIn, passkeys::use_passkey);
    r.post("/sign-in/passkey/options", ComeIn, passkeys::use_options);
    r.get("/sign-in/with", ComeIn, providers::choose);
    r.get("/sign-in/with/{provider}", ComeIn, providers::begin);
    r.get("/sign-in/callback", ComeIn, providers::callback);
    r.get("/organisations/{id}/sign-in", ManageOrganisation, own_sign_in::list);
    r.post("/organisations/{id}/sign-in", ManageNetwork, own_sign_in::add);
    r.get("/organisations/{id}/sign-in/new", ManageNetwork, own_sign_in::add_form);
    r.get("/organisations/{id}/sign-in/{provider}", ManageNetwork, own_sign_in::edit_form);
    r.post("/organisations/{id}/sign-in/{provider}", ManageNetwork, own_sign_in::change);
    r.post("/organisations/{id}/sign-in/{provider}/try", ManageNetwork, own_sign_in::try_out);
    r.get("/organisations/{id}/sign-in/{provider}/remove", ManageNetwork, own_sign_in::remove_form);
    r.post("/organisations/{id}/sign-in/{provider}/remove", ManageNetwork, own_sign_in::remove);
    r.post("/me/passkeys", OwnAccount, passkeys::add);
    r.get("/me/passkeys/new", OwnAccount, passkeys::add_form);
    r.post("/me/passkeys/options", OwnAccount, passkeys::add_options);
    r.get("/me/passkeys/{id}/remove", OwnAccount, passkeys::remove_form);
    r.post("/me/passkeys/{id}/remove", OwnAccount, passkeys::remove);

    r.get("/sign-in/{token}", ComeIn, sign_in::use_link_form);
    r.post("/sign-in/{token}", ComeIn, sign_in::use_link);
    r.get("/me/sign-in", OwnAccount, sign_in::own::show);
    r.get("/me/sign-in/password", OwnAccount, sign_in::password::own_form);
    r.post("/me/sign-in/password", OwnAccount, sign_in::password::set);
    r.post("/me/sign-in/password/remove", OwnAccount, sign_in::password::remove);
    r.get("/me/sign-in/second-factor", OwnAccount, sign_in::second_factor::enrol_form);
    r.post("/me/sign-in/second-factor", OwnAccount, sign_in::second_factor::enrol);
    r.post("/me/sign-in/second-factor/remove", OwnAccount, sign_in::second_factor::remove);
    r.post("/me/sign-in/recovery-codes", OwnAccount, sign_in::second_factor::make_codes);
    r.get("/me/sessions", OwnAccount, sign_in::own::sessions);
    r.post("/me/sessions/{handle}/end", OwnAccount, sign_in::own::end_session);
    r.post("/sign-out", ComeIn, sign_in::sign_out);
    r.post("/sign-out-everywhere", OwnAccount, sign_in::sign_out_everywhere);
    r.get("/setup/{token}", ComeIn, sign_in::setup_form);
    r.post("/setup/{token}", ComeIn, sign_in::setup);
    r.post("/language", ComeIn, people::choose_language);
    r.get("/me", OwnAccount, people::me);

    // Profiles and notices
    r.get("/me/profile", OwnAccount, profile::edit_form);
    r.post("/me/profile", OwnAccount, profile::save);
    r.post("/me/photo", OwnAccount, profile::save_photo);
    r.post("/me/photo/remove", OwnAccount, profile::remove_photo);
    r.get("/people", ReadPublic, profile::list);
    r.get("/people/{id}", ReadPublic, profile::show);
    r.get("/people/{id}/photo", ReadPublic, profile::show_photo);
    r.get("/me/notices", OwnAccount, notices::choose_form);
    r.post("/me/notices", OwnAccount, notices::choose);
    r.get("/notices/less/{token}", ComeIn, notices::less_form);
    r.post("/notices/less/{token}", ComeIn, notices::less);
    r.post("/forum/{topic}/follow", ReadNetwork, notices::follow);

    // My data
    r.get("/me/data", OwnAccount, privacy::own);
    r.post("/me/data/export", OwnAccount, privacy::ask_export);
    r.get("/me/data/erase", OwnAccount, privacy::erase_form);
    r.post("/me/data/erase", OwnAccount, privacy::erase);
    r.post("/me/data/regret", OwnAccount, privacy::regret);
    r.post("/me/data/consents", OwnAccount, privacy::change_consent);
    r.get("/me/data/{id}", OwnAccount, privacy::fetch_export);
    r.get("/privacy/retention", ReadPublic, privacy::retention);
    r.get("/privacy/regret/{token}", ComeIn, privacy::regret_form);
    r.post("/privacy/regret/{token}", ComeIn, privacy::regret_by_link);
    r.get("/admin/privacy/record", Administer, privacy::record);
    r.get("/admin/privacy/record.json", Administer, privacy::record_json);
    r.get("/admin/privacy/record.csv", Administer, privacy::record_csv);

    // Organisations
    r.get("/organisations", ReadNetwork, organisations::list);
    r.get("/organisations/{id}", ReadNetwork, organisations::show);
    r.get("/organisations/{id}/edit", ManageNetwork, organisations::edit_form);
    r.post("/organisations/{id}/edit", ManageNetwork, organisations::change);
    r.get("/organisations/{id}/remove", ManageNetwork, organisations::remove_form);
    r.post("/organisations/{id}/remove", ManageNetwork, organisations::remove);
    r.post("/organisations/{id}/units", ManageOrganisation, organisations::add_unit);
    r.get("/organisations/{id}/units/new", ManageOrganisation, organisations::new_unit_form);
    r.get("/organisations/{id}/units/{unit}", ReadNetwork, organisations::unit);
    r.get("/organisations/{id}/units/{unit}/edit", ManageOrganisation, organisations::edit_unit_form);
    r.post("/organisations/{id}/units/{unit}/edit", ManageOrganisation, organisations::change_unit);
    r.post("/organisations/{id}/units/{unit}/remove", ManageOrganisation, organisations::remove_unit);
    r.post("/organisations/{id}/units/{unit}/members", ManageOrganisation, organisations::set_unit_member);
    r.post("/organisations/{id}/units/{unit}/members/{person}/remove", ManageOrganisation, organisations::remove_unit_member);
    r.get("/organisations/{id}/representatives", ManageOrganisation, organisations::representatives);
    r.post("/organisations/{id}/representatives", ManageOrganisation, organisations::add_representative);
    r.get("/organisations/{id}/representatives/{person}", ManageOrganisation, organisations::period_form);
    r.post("/organisations/{id}/representatives/{person}", ManageOrganisation, organisations::change_period);
    r.post("/organisations/{id}/representatives/{person}/shift", ManageOrganisation, organisations::shift_turn);
    r.post("/organisations/{id}/representatives/{person}/remove", ManageOrganisation, organisations::remove_representative);
    r.get("/organisations/{id}/people", ManagePeople, organisations::own_people);
    r.post("/organisations/{id}/people", ManagePeople, organisations::ask_in);
    r.get("/organisations/{id}/people/new", ManagePeople, organisations::ask_form);
    r.post("/organisations/{id}/people/asked/{asked}/remove", ManagePeople, organisations::take_back);
    r.get("/organisations/{id}/people/{person}", ManagePeople, organisations::edit_own_form);
    r.post("/organisations/{id}/people/{person}", ManagePeople, organisations::change_own);
    r.get("/organisations/{id}/people/{person}/leave", ManagePeople, organisations::leave_form);
    r.post("/organisations/{id}/people/{person}/leave", ManagePeople, organisations::leave);
    r.get("/organisations/{id}/domains", ManageOrganisation, organisations::domains);
    r.post("/organisations/{id}/domains", ManageNetwork, organisations::add_domain);
    r.post("/organisations/{id}/domains/{domain}/remove", ManageNetwork, organisations::remove_domain);
    r.get("/membership/{token}", ComeIn, organisations::offer);
    r.post("/membership/{token}", ComeIn, organisations::answer_offer);

    // Library
    r.get("/library", ReadEntry, lists::pages::list);
    r.post("/library", WriteEntry, writing::add);
    r.get("/library/new", WriteEntry, writing::new_form);
    r.post("/library/preview", WriteEntry, writing::preview);
    r.post("/library/drafts", WriteEntry, drafts::keep);
    r.post("/library/drafts/discard", WriteEntry, drafts::discard);
    // What is looked after: due, without an owner, proposed, leading nowhere, in the bin
    r.get("/library/due", EditEntry, freshness::due);
    r.get("/library/ownerless", EditEntry, freshness::ownerless);
    r.get("/library/proposals", EditEntry, proposals::list);
    r.get("/library/dead-links", EditEntry, dead_links::list);
    r.post("/library/{slug}/dead-links", EditEntry, dead_links::decide);
    r.get("/library/bin", EditEntry, bin::list);
    r.get("/library/unanswered", Curate, unanswered::list);
    r.post("/library/unanswered", Curate, unanswered::decide);
    r.get("/still-true/{token}", ComeIn, freshness::link_form);
    r.post("/still-true/{token}", ComeIn, freshness::link);
    r.post("/library/{slug}/still-true", EditEntry, freshness::confirm);
    r.get("/library/{slug}/people", EditEntry, entry_people::form);
    r.post("/library/{slug}/people", EditEntry, entry_people::decide);
    r.post("/library/{slug}/take-over", WriteEntry, entry_people::take_over);
    r.get("/library/{slug}/send-back", PublishEntry, review::form);
    r.post("/library/{slug}/send-back", PublishEntry, review::send);
    r.get("/library/{slug}/propose", WriteEntry, proposals::form);
    r.post("/library/{slug}/propose", WriteEntry, proposals::send);
    r.get("/library/{slug}/proposals", WriteEntry, proposals::list_of_entry);
    r.get("/library/{slug}/proposals/{id}", WriteEntry, proposals::show);
    r.post("/library/{slug}/proposals/{id}", WriteEntry, proposals::answer);
    r.get("/library/{slug}/delete", EditEntry, bin::delete_form);
    r.post("/library/{slug}/delete", EditEntry, bin::put_in);
    r.post("/library/{slug}/undelete", EditEntry, bin::take_out);

    r.get("/library/{slug}/use", WriteEntry, descent::form);
    r.post("/library/{slug}/use", WriteEntry, descent::take_over);

    r.get("/library/factors", ReadEntry, lists::factors);
    r.get("/library/export", ReadEntry, export::pages::download);
    r.post("/library/views", OwnAccount, lists::pages::save_view);
    r.post("/library/views/{id}/remove", OwnAccount, lists::pages::remove_view);
    r.get("/library/{slug}", ReadEntry, library::show);
    r.get("/library/{slug}/edit", EditEntry, writing::edit_form);
    r.post("/library/{slug}/edit", EditEntry, writing::edit);
    r.post("/library/{slug}/step", EditEntry, writing::step);
    r.get("/library/{slug}/history", ReadEntry, library::history);
    r.get("/library/{slug}/history/{version}", ReadEntry, library::revision);
    // Revisions compared and brought back
    r.get("/library/{slug}/compare", ReadEntry, compare::compare);
    r.post("/library/{slug}/history/{version}/restore", EditEntry, compare::restore);

    // Files of entries
    r.get("/library/{slug}/files", EditEntry, attachments::pages::list);
    r.post("/library/{slug}/files", EditEntry, attachments::pages::add);
    r.get("/library/{slug}/files/{id}", EditEntry, attachments::pages::edit_form);
    r.post("/library/{slug}/files/{id}", EditEntry, attachments::pages::change);
    r.get("/library/{slug}/files/{id}/remove", EditEntry, attachments::pages::remove_form);
    r.post("/library/{slug}/files/{id}/remove", EditEntry, attachments::pages::remove);
    r.post("/library/{slug}/files/{id}/fetch-back", EditEntry, attachments::removed::pages::fetch_back);
    r.get("/library/{slug}/files/{id}/erase", EditEntry, attachments::removed::pages::erase_form);
    r.post("/library/{slug}/files/{id}/erase", EditEntry, attachments::removed::pages::erase);
    r.get("/files/{id}/text", ReadEntry, attachments::pages::text);
    r.get("/files/{id}/{name}", ReadEntry, attachments::serving::serve);

    // Reading
    r.get("/library/{slug}/cite", ReadEntry, reading::cite);

    // Places, series, shelf, feeds
    r.get("/places", ReadEntry, places::list);
    r.get("/places/{code}", ReadEntry, places::show);
    r.get("/collections", ReadEntry, collections::list);
    r.post("/collections", Curate, collections::create);
    r.get("/collections/new", Curate, collections::new_form);
    r.get("/collections/{slug}", ReadEntry, collections::show);
    r.get("/collections/{slug}/edit", Curate, collections::edit_form);
    r.post("/collections/{slug}/edit", Curate, collections::change);
    r.get("/collections/{slug}/entries", Curate, collections::entries);
    r.post("/collections/{slug}/entries", Curate, collections::change_entries);
    r.get("/collections/{slug}/remove", Curate, collections::remove_form);
    r.post("/collections/{slug}/remove", Curate, collections::remove);
    r.get("/me/shelf", OwnAccount, shelf::list);
    r.post("/me/shelf", OwnAccount, shelf::put);
    r.post("/me/shelf/{entry}/note", OwnAccount, shelf::note);
    r.post("/me/shelf/{entry}/remove", OwnAccount, shelf::remove);
    r.get("/feeds/library.atom", ReadEntry, lists::feed::library);

    // Search
    r.get("/search", ReadPublic, search::search);
    r.get("/me/searches", OwnAccount, searches::list);
    r.post("/me/searches", OwnAccount, searches::save);
    r.get("/me/searches/new", OwnAccount, searches::new_form);
    r.get("/me/searches/{id}", OwnAccount, searches::show);
    r.post("/me/searches/{id}", OwnAccount, searches::change);
    r.post("/me/searches/{id}/remove", OwnAccount, searches::remove);
    r.get("/api/v1/search", ReadPublic, search::api);
    r.get("/api/v1/suggest", ReadPublic, suggest::api);
    // The glossary
    r.get("/glossary", ReadPublic, glossary::list);
    r.post("/glossary", KeepGlossary, glossary::add);
    r.get("/glossary/new", KeepGlossary, glossary::new_form);
    r.get("/glossary/export", ReadPublic, glossary::export);
    r.get("/glossary/import", KeepGlossary, glossary::import_form);
    r.post("/glossary/import", KeepGlossary, glossary::import);
    r.get("/glossary/{name}/edit", KeepGlossary, glossary::edit_form);
    r.post("/glossary/{name}/edit", KeepGlossary, glossary::change);
    r.get("/glossary/{name}/remove", KeepGlossary, glossary::remove_form);
    r.post("/glossary/{name}/remove", KeepGlossary, glossary::remove);
    r.post("/glossary/{name}/reset", KeepGlossary, glossary::reset);

    // Meetings
    r.get("/meetings", ReadPublic, meetings::list);
    r.post("/meetings", PlanMeetings, meetings::create);
    r.get("/meetings/new", PlanMeetings, meetings::new_form);
    r.post("/meetings/preview", PlanMeetings, meetings::preview);
    r.get("/meetings/{id}", ReadPublic, meetings::show);
    r.post("/meetings/{id}/answer", AnswerInvitation, meetings::answer_as_member);
    r.get("/meetings/{id}/edit", PlanMeetings, meetings::edit_form);
    r.post("/meetings/{id}/edit", PlanMeetings, meetings::change);
    r.get("/meetings/{id}/invitations", PlanMeetings, meetings::invitations);
    r.post("/meetings/{id}/invitations", PlanMeetings, meetings::choose_guests);
    r.get("/meetings/{id}/attendance", RegisterAttendance, meetings::attendance);
    r.post("/meetings/{id}/attendance", RegisterAttendance, meetings::register_attendance);
    r.get("/meetings/{id}/notes", PlanMeetings, meetings::notes_form);
    r.post("/meetings/{id}/notes", PlanMeetings, meetings::publish_notes);
    r.get("/meetings/{id}/cancel", PlanMeetings, meetings::cancel_form);
    r.post("/meetings/{id}/cancel", PlanMeetings, meetings::call_off);
    r.get("/meetings/{id}/calendar.ics", ReadPublic, meetings::calendar_file);
    r.get("/answer/{token}", ComeIn, meetings::answer_form);
    r.post("/answer/{token}", ComeIn, meetings::answer);

    // Study
    r.get("/study", ReadPublic, study::own);
    r.post("/study", RecordResults, study::create);
    r.get("/study/new", RecordResults, study::new_form);
    r.post("/study/{programme}/enrol", Study, study::enrol);
    r.get("/study/{programme}/edit", RecordResults, study::edit_form);
    r.post("/study/{programme}/edit", RecordResults, study::change);
    r.get("/study/{programme}/students", RecordResults, study::students);
    r.get("/study/{programme}/students/{person}", RecordResults, study::student);
    r.post("/study/{programme}/students/{person}", RecordResults, study::record);
    r.post("/study/{programme}/sittings", RecordResults, study::add_sitting);
    r.post("/study/{programme}/sittings/{sitting}/remove", RecordResults, study::remove_sitting);

    // Forum
    r.get("/forum", ReadNetwork, forum::list);
    r.post("/forum", WriteForum, forum::create);
    r.get("/forum/new", WriteForum, forum::new_form);
    r.get("/forum/{topic}", ReadNetwork, forum::show);
    r.post("/forum/{topic}/posts", WriteForum, forum::create_post);

    // Processes and worksheets
    r.get("/processes", ReadNetwork, processes::list);
    r.post("/processes", LeadProcess, processes::create);
    r.get("/processes/new", LeadProcess, processes::new_form);
    r.get("/processes/{id}", ReadNetwork, processes::show);
    r.post("/processes/{id}/rounds", GuideProcess, processes::add_round);
    r.post("/processes/{id}/voices", GuideProcess, processes::record_voice);
    r.get("/worksheets", FillWorksheet, worksheets::list);
    r.post("/worksheets", FillWorksheet, worksheets::create);
    r.get("/worksheets/new", FillWorksheet, worksheets::new_form);
    r.get("/worksheets/{id}", FillWorksheet, worksheets::show);
    r.post("/worksheets/{id}", FillWorksheet, worksheets::change);
    r.get("/worksheets/{id}/edit", FillWorksheet, worksheets::edit_form);

    // Administration
    r.get("/admin", Administer, administration::overview);
    r.get("/admin/start", Administer, guide::start);
    r.post("/admin/start", Administer, guide::decide);
    r.get("/admin/settings", Administer, settings::form);
    r.post("/admin/settings", Administer, settings::save);
    r.get("/admin/settings/read-only", Administer, settings::read_only_form);
    r.post("/admin/settings/read-only", Administer, settings::set_read_only);
    r.post("/admin/settings/test-mail", Administer, settings::send_test);
    r.get("/admin/branding", Administer, branding::form);
    r.post("/admin/branding", Administer, branding::save);
    r.post("/admin/branding/logo", Administer, logo::save);
    r.post("/admin/branding/logo/remove", Administer, logo::remove);
    r.get("/admin/statements", Administer, statements::list);
    r.get("/admin/statements/{name}", Administer, statements::form);
    r.post("/admin/statements/{name}", Administer, statements::save);
    r.post("/admin/statements/{name}/reviewed", Administer, statements::mark_reviewed);
    r.get("/admin/vocabularies", Administer, vocabularies::list);
    r.get("/admin/vocabularies/{name}", Administer, vocabularies::show);
    r.post("/admin/vocabularies/{name}", Administer, vocabularies::add);
    r.get("/admin/vocabularies/{name}/{term}", Administer, vocabularies::edit_form);
    r.post("/admin/vocabularies/{name}/{term}", Administer, vocabularies::change);
    r.get("/admin/jobs", Administer, work::list);
    r.post("/admin/jobs/{id}/retry", Administer, work::retry);
    r.get("/admin/system", Administer, system::show);
    r.post("/admin/system/check", Administer, system::look);
    r.get("/admin/people", ManageNetwork, admin::people);
    r.post("/admin/people", ManageNetwork, admin::add_person);
    // Coming in
    r.get("/join", ComeIn, joining::ask_form);
    r.post("/join", ComeIn, joining::ask);
    r.get("/join/sent", ComeIn, joining::sent);
    r.get("/join/waiting", ComeIn, joining::waiting);
    r.get("/join/{token}", ComeIn, joining::confirm_form);
    r.post("/join/{token}", ComeIn, joining::confirm);
    r.get("/welcome/{token}", ComeIn, joining::welcome_form);
    r.post("/welcome/{token}", ComeIn, joining::welcome);
    r.get("/joining", ApproveJoining, joining::list);
    r.get("/joining/invited", ManagePeople, joining::invited);
    r.post("/joining/invited/{person}", ManagePeople, joining::invite_again);
    r.post("/joining/{id}/approve", ApproveJoining, joining::approve);
    r.post("/joining/{id}/refuse", ApproveJoining, joining::refuse);
    r.get("/admin/people/import", ManagePeople, joining::import_form);
    r.post("/admin/people/import", ManagePeople, joining::import_preview);
    r.post("/admin/people/import/do", ManagePeople, joining::import_do);
    r.get("/admin/people/duplicates", ManageNetwork, joining::duplicates);
    r.post("/admin/people/duplicates", ManageNetwork, joining::two_people);
    r.get("/admin/people/merge", ManageNetwork, joining::merge_form);
    r.post("/admin/people/merge", ManageNetwork, joining::merge);

    r.get("/admin/people/new", ManageNetwork, admin::new_person_form);
    r.get("/admin/people/{id}", ManageNetwork, admin::edit_person_form);
    r.post("/admin/people/{id}", ManageNetwork, admin::change_person);
    r.get("/admin/people/{id}/move", ManageNetwork, organisations::move_form);
    r.post("/admin/people/{id}/move", ManageNetwork, organisations::move_person);
    r.get("/admin/organisations", ManageNetwork, organisations::list_for_administrators);
    r.post("/admin/organisations", ManageNetwork, organisations::add);
    r.get("/admin/organisations/new", ManageNetwork, organisations::new_form);
    r.get("/admin/mail", Administer, mail::pages::list);
    r.get("/admin/mail/{id}", Administer, mail::pages::show);
    r.post("/admin/mail/{id}/sent", Administer, mail::pages::decide_sent);
    r.post("/admin/mail/{id}/again", Administer, mail::pages::send_again);

    // Moderation
    r.get("/moderation", Moderate, moderation::queue);
    r.get("/moderation/report", Report, moderation::report_form);
    r.post("/moderation/report", Report, moderation::report);
    r.get("/moderation/report/thanks", Report, moderation::thanks);
    r.get("/moderation/case/{kind}/{id}", Moderate, moderation::case);
    r.post("/moderation/case/{kind}/{id}", Moderate, moderation::decide);
    r.get("/moderation/appeals/{id}", Moderate, moderation::appeal_case);
    r.post("/moderation/appeals/{id}", Moderate, moderation::answer);
    r.get("/me/moderation", OwnAccount, moderation::own);
    r.get("/me/moderation/{id}", OwnAccount, moderation::own_one);
    r.post("/me/moderation/{id}", OwnAccount, moderation::appeal);
    r.get("/suspended/{token}", ComeIn, moderation_doors::show);
    r.post("/suspended/{token}", ComeIn, moderation_doors::appeal);

    // Audit
    r.get("/admin/audit", ReadAudit, audit::list);
    r.get("/admin/audit/export", ReadAudit, audit::export);
}

/// One address of the house, as the table of rights and its tests see it.
#[derive(Clone, Debug)]
pub struct Address {
    pub method: Method,
    pub path: &'static str,
    pub action: Action,
}

/// Every address.
pub fn all() -> Vec<Address> {
    let mut routes = Routes {
        config: None,
        listed: Vec::new(),
    };
    lay_out(&mut routes);
    routes.listed
}

pub fn configure(s: &mut ServiceConfig) {
    lay_out(&mut Routes {
        config: Some(s),
        listed: Vec::new(),
    });
    s.default_service(to(|| async {
        Err::<actix_web::HttpResponse, _>(Error::NotFound)
    }));
}

/// Lays the addresses out, or lists them: no address can be one without the other, nor be without
/// a right.
struct Routes<'a> {
    config: Option<&'a mut ServiceConfig>,
    listed: Vec<Address>,
}

impl Routes<'_> {
    fn get<F, A>(&mut self, path: &'static str, action: Action, handler: F)
    where
        F: Handler<A>,
        A: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, action, handler);
    }

    fn post<F, A>(&mut self, path: &'static str, action: Action, handler: F)
    where
        F: Handler<A>,
        A: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, action, handler);
    }

    fn add<F, A>(&mut self, by: Method, path: &'static str, action: Action, handler: F)
    where
        F: Handler<A>,
        A: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        match &mut self.config {
            None => self.listed.push(Address {
                method: by,
                path,
                action,
            }),
            // Whoever may come is not asked again.
            Some(s) if matches!(action, ReadPublic | ReadEntry | ComeIn) => {
                s.route(path, method(by).to(handler));
            }
            Some(s) => {
                let guarded =
                    move |req: ServiceRequest, next: Next<BoxBody>| door(action, req, next);
                s.route(path, method(by).to(handler).wrap(from_fn(guarded)));
            }
        }
    }
}

/// Lets in whose roles have the right at all. What they may see there is for the page to say.
async fn door(
    action: Action,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let ctx = req.extensions().get::<Ctx>().cloned();
    let let_in = match &ctx {
        Some(ctx) => ctx.enter(action),
        None => Err(Error::internal("no context on this route")),
    };
    match let_in {
        Ok(()) => Ok(next.call(req).await?.map_into_boxed_body()),
        Err(e) => Ok(ServiceResponse::from_err(e, req.into_parts().0)),
    }
}
