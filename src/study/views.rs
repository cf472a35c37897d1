use actix_web::HttpResponse;
use maud::{Markup, html};

use super::progress::{Progress, Step};
use super::queries::{Programme, Requirement, Sitting};
use super::{Part, Standing};
use crate::library::language::unlike;
use crate::meetings::{self, MeetingRow};
use crate::members::PersonRow;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, markdown, page, paging};

pub struct Student {
    pub person_id: String,
    pub name: String,
    pub steps: Vec<Step>,
}

pub struct Class {
    pub programme: Programme,
    pub students: Vec<Student>,
    pub total: i64,
}

/// A programme being changed, with its sittings and the form for one more.
pub struct Edited<'a> {
    pub programme: Programme,
    pub requirements: Vec<Requirement>,
    pub sittings: Vec<Sitting>,
    pub form: &'a FormData,
    pub problems: &'a Problems,
    /// Somebody changed the programme while this form was filled in.
    pub conflict: bool,
}

fn part_label(lang: Lang, part: Part) -> String {
    lang.t(&format!("study-part-{}", part.name()))
}

fn standing_label(lang: Lang, standing: Option<Standing>) -> String {
    match standing {
        Some(standing) => lang.t(&format!("study-standing-{}", standing.name())),
        None => lang.t("study-standing-none"),
    }
}

/// `3 af 4`.
fn of(lang: Lang, step: &Step) -> String {
    lang.tv(
        "study-of",
        &[
            ("have", Value::from(step.have)),
            ("needed", Value::from(step.needed)),
        ],
    )
}

fn asks(lang: Lang, part: Part, kind: Option<&str>, needed: i64) -> String {
    match part {
        Part::Attendance => lang.tv(
            "study-asks-meetings",
            &[
                ("count", Value::from(needed)),
                (
                    "kind",
                    Value::from(
                        kind.map(|k| meetings::kind_label(lang, k))
                            .unwrap_or_default(),
                    ),
                ),
            ],
        ),
        part => part_label(lang, part),
    }
}

pub fn own(
    ctx: &Ctx,
    own: &[Progress],
    programmes: &[Programme],
    requirements: &[Requirement],
) -> HttpResponse {
    let teaches = ctx.may(Act::RecordResults);
    let others: Vec<&Programme> = programmes
        .iter()
        .filter(|p| !own.iter().any(|o| o.programme.id == p.id))
        .collect();
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-study")) }
            p.lead { (ctx.t("study-lead")) }
            @if teaches {
                div.actions { a.button href="/study/new" { (ctx.t("study-new")) } }
            }
        }
        @for progress in own { (one(ctx, progress)) }
        @if !others.is_empty() {
            section.section {
                h2 { (ctx.t(if own.is_empty() { "study-programmes" } else { "study-other-programmes" })) }
                ul.list {
                    @for programme in &others {
                        li { (offered(ctx, programme, requirements)) }
                    }
                }
            }
        }
        @if teaches && !own.is_empty() {
            section.section {
                h2 { (ctx.t("study-teach")) }
                ul { @for p in own { li { (p.programme.name) ": " (teacher_links(ctx, &p.programme.id)) } } }
            }
        }
        @if programmes.is_empty() {
            div.empty {
                h2 { (ctx.t("study-none")) }
                p { (ctx.t(if teaches { "study-none-define" } else { "study-none-wait" })) }
                div.actions {
                    @if teaches {
                        a.button href="/study/new" { (ctx.t("study-new")) }
                    } @else {
                        a.button.secondary href="/meetings" { (ctx.t("study-see-meetings")) }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(ctx.t("nav-study")), body)
}

fn teacher_links(ctx: &Ctx, id: &str) -> Markup {
    html! {
        a href=(format!("/study/{id}/students")) { (ctx.t("study-students")) } " · "
        a href=(format!("/study/{id}/edit")) { (ctx.t("study-edit")) }
    }
}

fn offered(ctx: &Ctx, programme: &Programme, requirements: &[Requirement]) -> Markup {
    html! {
        h3 { (programme.name) }
        p.meta { (ects(ctx.lang, programme)) }
        div.prose lang=[unlike(ctx.lang, &programme.description)] {
            (markdown::html_below(3, &programme.description))
        }
        (asked(ctx, programme, requirements))
        @if ctx.may(Act::Study) {
            form method="post" action=(format!("/study/{}/enrol", programme.id)) {
                (ctx.form_tokens())
                button.secondary aria-label=(ctx.tv("study-enrol-in", &[("name", Value::from(programme.name.clone()))])) {
                    (ctx.t("study-enrol"))
                }
            }
        } @else {
            p { a href=(crate::sign_in::link::address("/study")) { (ctx.t("study-sign-in")) } }
        }
        @if ctx.may(Act::RecordResults) { p { (teacher_links(ctx, &programme.id)) } }
    }
}

/// What a programme asks for, under a heading of its own.
fn asked(ctx: &Ctx, programme: &Programme, requirements: &[Requirement]) -> Markup {
    html! {
        h4 { (ctx.t("study-asks")) }
        ul {
            @for r in requirements.iter().filter(|r| r.programme_id == programme.id) {
                @if let Some(part) = Part::named(&r.part) {
                    li { (asks(ctx.lang, part, r.meeting_kind.as_deref(), r.needed)) }
                }
            }
        }
    }
}

fn ects(lang: Lang, programme: &Programme) -> String {
    lang.tv("study-ects", &[("count", Value::from(programme.ects))])
}

/// One person's way through one programme, whole.
fn one(ctx: &Ctx, p: &Progress) -> Markup {
    html! {
        section.section aria-labelledby=(format!("p-{}", p.programme.id)) {
            h2 id=(format!("p-{}", p.programme.id)) { (p.programme.name) }
            p.meta { (ects(ctx.lang, &p.programme)) }
            @if p.is_done() { div.notice.ok { p { (ctx.t("study-all-done")) } } }
            (meter(ctx, p, ""))
            (steps(ctx, p))
            h3 { (ctx.t("study-next-sitting")) }
            @match &p.next_sitting {
                Some(sitting) => (sitting_text(ctx, sitting)),
                None => p { (ctx.t("study-no-sitting")) },
            }
            @if let Some(sitting) = &p.next_open_sitting {
                h3 { (ctx.t("study-next-open-sitting")) }
                (sitting_text(ctx, sitting))
            } @else if p.next_sitting.as_ref().is_some_and(|s| s.is_closed(ctx.app.clock.now())) {
                p { (ctx.t("study-no-open-sitting")) }
            }
        }
    }
}

fn meter(ctx: &Ctx, p: &Progress, prefix: &str) -> Markup {
    html! {
        @if let Some(step) = p.attendance() {
            @let id = format!("{prefix}m-{}", p.programme.id);
            p {
                label for=(id) {
                    (ctx.tv("study-attended", &[
                        ("have", Value::from(step.have)),
                        ("needed", Value::from(step.needed)),
                    ]))
                }
                progress id=(id) max=(step.needed) value=(step.have.min(step.needed)) { (of(ctx.lang, step)) }
            }
        }
    }
}

fn steps(ctx: &Ctx, p: &Progress) -> Markup {
    html! {
        ol.steps {
            @for step in &p.steps {
                li.(if step.is_done() { "done" } else { "missing" }) {
                    h3 { (asks(ctx.lang, step.part, step.meeting_kind.as_deref(), step.needed)) }
                    span.state { (state(ctx.lang, step)) }
                    @if step.part == Part::Attendance {
                        @if p.counted.is_empty() {
                            p { (ctx.t("study-none-counted")) }
                        } @else {
                            p { (ctx.t("study-counted")) }
                            (meeting_list(ctx, &p.counted))
                        }
                        @if !step.is_done() {
                            @if p.coming.is_empty() {
                                p { (ctx.t("study-none-coming")) }
                            } @else {
                                p { (ctx.t("study-coming")) }
                                (meeting_list(ctx, &p.coming))
                            }
                        }
                    } @else {
                        p { (standing_label(ctx.lang, step.standing)) }
                    }
                }
            }
        }
    }
}

fn state(lang: Lang, step: &Step) -> String {
    match (step.is_done(), step.part) {
        (true, _) => lang.t("study-done"),
        (false, Part::Attendance) => lang.tv(
            "study-missing-meetings",
            &[("count", Value::from(step.missing()))],
        ),
        (false, _) if step.standing == Some(Standing::Submitted) => lang.t("study-awaits"),
        (false, _) => lang.t("study-missing"),
    }
}

fn meeting_list(ctx: &Ctx, meetings: &[MeetingRow]) -> Markup {
    html! {
        ul {
            @for m in meetings {
                li {
                    a href=(format!("/meetings/{}", m.id)) { (m.title) } ", "
                    time datetime=(dates::machine(m.starts_local)) { (dates::date(ctx.lang, m.starts_local.date())) }
                }
            }
        }
    }
}

fn sitting_text(ctx: &Ctx, sitting: &Sitting) -> Markup {
    html! {
        p {
            time datetime=(dates::machine(sitting.starts_local)) {
                (ctx.tv("study-sitting-when", &[
                    ("day", Value::from(dates::long_date(ctx.lang, sitting.starts_local.date()))),
                    ("time", Value::from(dates::time(ctx.lang, sitting.starts_local))),
                ]))
            }
            ", " (sitting.place) ". "
            @let by = [("date", Value::from(dates::date(ctx.lang, sitting.register_by_local.date())))];
            @if sitting.is_closed(ctx.app.clock.now()) {
                (ctx.tv("study-register-closed", &by))
            } @else {
                (ctx.tv("study-register-by", &by))
            }
        }
    }
}

fn sitting_text_short(ctx: &Ctx, sitting: &Sitting) -> Markup {
    let by = dates::date(ctx.lang, sitting.register_by_local.date());
    html! {
        (dates::date(ctx.lang, sitting.starts_local.date()))
        @if sitting.is_closed(ctx.app.clock.now()) {
            ". " (ctx.tv("study-register-closed", &[("date", Value::from(by))]))
        }
    }
}

/// For the front page: one line and a bar for each programme.
pub fn panel(ctx: &Ctx, own: &[Progress]) -> Markup {
    html! {
        @if !own.is_empty() {
            section.panel.section aria-labelledby="own-study" {
                div.section-head {
                    h2 id="own-study" { (ctx.t("study-own")) }
                    a href="/study" { (ctx.t("study-see-way")) }
                }
                @for p in own {
                    h3 { (p.programme.name) }
                    (meter(ctx, p, "front-"))
                    ul {
                        @for step in p.steps.iter().filter(|s| s.part != Part::Attendance) {
                            li { (part_label(ctx.lang, step.part)) ": " (standing_label(ctx.lang, step.standing)) }
                        }
                    }
                    @if let Some(sitting) = &p.next_sitting {
                        p { (ctx.t("study-next-sitting")) ": " (sitting_text_short(ctx, sitting)) }
                    }
                    @if let Some(sitting) = &p.next_open_sitting {
                        p { (ctx.t("study-next-open-sitting")) ": " (sitting_text_short(ctx, sitting)) }
                    }
                }
            }
        }
    }
}

pub fn students(ctx: &Ctx, class: &Class, number: i64) -> HttpResponse {
    let id = &class.programme.id;
    let parts: Vec<Part> = class
        .students
        .first()
        .map(|s| s.steps.iter().map(|s| s.part).collect())
        .unwrap_or_default();
    let body = html! {
        header.page-head {
            h1 { (ctx.t("study-students")) }
            p.lead { (class.programme.name) }
            div.actions { a.button.secondary href=(format!("/study/{id}/edit")) { (ctx.t("study-edit")) } }
        }
        @if class.students.is_empty() {
            div.empty { h2 { (ctx.t("study-no-students")) } p { (ctx.t("study-no-students-text")) } }
        } @else {
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("study-students")) {
                table.data {
                    caption { (ctx.tv("study-students-count", &[("count", Value::from(class.total))])) }
                    thead {
                        tr {
                            th scope="col" { (ctx.t("field-name")) }
                            @for part in &parts { th scope="col" { (part_label(ctx.lang, *part)) } }
                            th scope="col" { (ctx.t("study-status")) }
                        }
                    }
                    tbody {
                        @for student in &class.students {
                            tr {
                                th scope="row" {
                                    a href=(format!("/study/{id}/students/{}", student.person_id)) { (student.name) }
                                }
                                @for step in &student.steps {
                                    td {
                                        @if step.part == Part::Attendance { (of(ctx.lang, step)) }
                                        @else { (standing_label(ctx.lang, step.standing)) }
                                    }
                                }
                                td {
                                    @if student.steps.iter().all(Step::is_done) {
                                        span.badge.ok { (ctx.t("study-done")) }
                                    } @else {
                                        span.badge { (ctx.t("study-under-way")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            (paging::pager(ctx, number, class.total, |n| format!("/study/{id}/students?page={n}")))
        }
    };
    let frame = Page::new(ctx.t("study-students")).under(ctx.t("nav-study"), "/study");
    page(ctx, frame, body)
}

pub fn student(ctx: &Ctx, person: &PersonRow, own: &Progress) -> HttpResponse {
    let id = &own.programme.id;
    let standings: Vec<Choice> = Standing::ALL
        .iter()
        .map(|s| (s.name().to_string(), standing_label(ctx.lang, Some(*s))))
        .collect();
    let graded: Vec<&Step> = own
        .steps
        .iter()
        .filter(|s| s.part != Part::Attendance)
        .collect();
    let form = FormData::of(
        graded
            .iter()
            .filter_map(|s| Some((s.part.name(), s.standing?.name()))),
    );
    let problems = Problems::default();
    let f = Fields::new(ctx, &form, &problems);
    let body = html! {
        header.page-head { h1 { (person.name) } p.lead { (own.programme.name) } }
        div.columns {
            div {
                h2 { (ctx.t("study-way")) }
                (meter(ctx, own, ""))
                (steps(ctx, own))
            }
            @if !graded.is_empty() {
                aside.side {
                    h2 { (ctx.t("study-record")) }
                    form.stack method="post" action=(format!("/study/{id}/students/{}", person.id)) {
                        (f.hidden())
                        @for step in &graded {
                            (f.choices(step.part.name(), &format!("study-part-{}", step.part.name()), &standings, false))
                        }
                        div.form-actions { button { (ctx.t("save")) } }
                    }
                }
            }
        }
    };
    let frame = Page::new(person.name.clone())
        .under(ctx.t("nav-study"), "/study")
        .under(ctx.t("study-students"), format!("/study/{id}/students"));
    page(ctx, frame, body)
}

pub fn define(ctx: &Ctx, edited: Option<&Edited>, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let kinds: Vec<Choice> = meetings::Kind::ALL
        .iter()
        .map(|k| {
            (
                k.name().to_string(),
                meetings::kind_label(ctx.lang, k.name()),
            )
        })
        .collect();
    let parts: Vec<Choice> = [Part::Written, Part::Oral]
        .iter()
        .map(|p| (p.name().to_string(), part_label(ctx.lang, *p)))
        .collect();
    let action = edited.map_or_else(
        || "/study".to_string(),
        |e| format!("/study/{}/edit", e.programme.id),
    );
    html! {
        header.page-head {
            h1 { (edited.map_or_else(|| ctx.t("study-new"), |e| e.programme.name.clone())) }
            @if let Some(e) = edited {
                div.actions {
                    a.button.secondary href=(format!("/study/{}/students", e.programme.id)) { (ctx.t("study-students")) }
                }
            }
        }
        @if let Some(e) = edited.filter(|e| e.conflict) { (conflict_notice(ctx, e)) }
        (f.summary())
        form.stack method="post" action=(action) {
            (f.hidden())
            @if edited.is_some() { input type="hidden" name="version" value=(form.get("version")); }
            (f.input("text", "name", "study-name", true))
            (f.textarea("description", "study-description", 5, false))
            (f.input("number", "ects", "study-ects-field", true))
            (f.input("number", "meetings_needed", "study-meetings-needed", true))
            (f.select("meeting_kind", "study-meeting-kind", &kinds, None, true))
            (f.choices("parts", "study-parts", &parts, true))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href="/study" { (ctx.t("cancel")) } }
        }
        @if let Some(e) = edited { (sittings(ctx, e)) }
    }
}

/// Above a form whose programme somebody changed meanwhile: what is stored now.
fn conflict_notice(ctx: &Ctx, e: &Edited) -> Markup {
    html! {
        div.notice.warn role="alert" { p { (ctx.t("study-conflict")) } }
        section.panel {
            h2 { (ctx.t("study-stored")) }
            h3 { (e.programme.name) }
            p.meta { (ects(ctx.lang, &e.programme)) }
            @if !e.programme.description.is_empty() {
                pre tabindex="0" { (e.programme.description) }
            }
            (asked(ctx, &e.programme, &e.requirements))
        }
    }
}

fn sittings(ctx: &Ctx, e: &Edited) -> Markup {
    let f = Fields::new(ctx, e.form, e.problems);
    let zones: Vec<Choice> = meetings::ZONES
        .iter()
        .map(|z| (z.to_string(), z.to_string()))
        .collect();
    html! {
        section.section {
            h2 { (ctx.t("study-sittings")) }
            @if e.sittings.is_empty() { p { (ctx.t("study-no-sitting")) } }
            ul.list {
                @for sitting in &e.sittings {
                    li {
                        div {
                            (sitting_text(ctx, sitting))
                            form method="post" action=(format!("/study/{}/sittings/{}/remove", e.programme.id, sitting.id)) {
                                (ctx.form_tokens())
                                button.quiet.small aria-label=(ctx.tv("study-remove-sitting-of", &[
                                    ("date", Value::from(dates::date(ctx.lang, sitting.starts_local.date()))),
                                ])) { (ctx.t("study-remove-sitting")) }
                            }
                        }
                    }
                }
            }
            h3 { (ctx.t("study-add-sitting")) }
            (f.summary())
            form.stack method="post" action=(format!("/study/{}/sittings", e.programme.id)) {
                (f.hidden())
                div.grid-2 {
                    (f.input("date", "day", "meetings-day", true))
                    (f.input("time", "starts", "meetings-starts", true))
                }
                (f.input("date", "register_by", "study-register-by-field", true))
                (f.select("zone", "meetings-zone", &zones, None, true))
                (f.input("text", "place", "meetings-place", true))
                div.form-actions { button { (ctx.t("study-add-sitting")) } }
            }
        }
    }
}
