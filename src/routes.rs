//! Every URL, one line each, grouped by feature: address, the right it takes to come there, handler.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{ServiceConfig, method, to};
use actix_web::{FromRequest, Handler, HttpMessage, Responder};

use crate::admin::pages as administration;
use crate::audit::pages as audit;
use crate::error::{Error, Result};
use crate::forum::pages as forum;
use crate::front::pages as front;
use crate::library::{pages as library, writing};
use crate::mail;
use crate::meetings::pages as meetings;
use crate::members::{admin, pages as people};
use crate::moderation::{doors as moderation_doors, pages as moderation};
use crate::processes::pages as processes;
use crate::rights::Action::{self, *};
use crate::rights::pages as rights;
use crate::search::pages as search;
use crate::sign_in::pages as sign_in;
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
    r.get("/sign-in/{token}", ComeIn, sign_in::use_link_form);
    r.post("/sign-in/{token}", ComeIn, sign_in::use_link);
    r.post("/sign-out", ComeIn, sign_in::sign_out);
    r.post("/sign-out-everywhere", OwnAccount, sign_in::sign_out_everywhere);
    r.get("/setup/{token}", ComeIn, sign_in::setup_form);
    r.post("/setup/{token}", ComeIn, sign_in::setup);
    r.post("/language", ComeIn, people::choose_language);
    r.get("/me", OwnAccount, people::me);
    r.post("/me", OwnAccount, people::change_me);

    // Library
    r.get("/library", ReadEntry, library::list);
    r.post("/library", WriteEntry, writing::add);
    r.get("/library/new", WriteEntry, writing::new_form);
    r.post("/library/preview", WriteEntry, writing::preview);
    r.get("/library/{slug}", ReadEntry, library::show);
    r.get("/library/{slug}/edit", EditEntry, writing::edit_form);
    r.post("/library/{slug}/edit", EditEntry, writing::edit);
    r.post("/library/{slug}/step", EditEntry, writing::step);
    r.get("/library/{slug}/history", ReadEntry, library::history);
    r.get("/library/{slug}/history/{version}", ReadEntry, library::revision);

    // Search
    r.get("/search", ReadPublic, search::search);
    r.get("/api/v1/search", ReadPublic, search::api);

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
    r.post("/admin/people", ManageNetwork, admin::add_person);
    r.get("/admin/people/new", ManageNetwork, admin::new_person_form);
    r.get("/admin/people/{id}", ManageNetwork, admin::edit_person_form);
    r.post("/admin/people/{id}", ManageNetwork, admin::change_person);
    r.get("/admin/organisations", ManageNetwork, admin::organisations);
    r.post("/admin/organisations", ManageNetwork, admin::add_organisation);
    r.post("/admin/jobs/{id}/retry", Administer, administration::retry_job);
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
