//! The form an entry is written in, with its preview beside it, and the page that shows two texts
//! when two people wrote at once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use maud::{Markup, html};

mod facts;

use super::compare::fields::all_called;
use super::compare::views::{self as compare_views, Row};
use super::completeness;
use super::drafts::Key;
use super::fields;
use super::linked::Offered;
use super::queries::MeetingRow;
use super::steps::Eyes;
use super::terms::Vocabulary;
use super::writing::may_publish_own;
use super::{Audience, Entry, Kind, NewEntry, Step, views};
use crate::places;
use crate::web::fields::Choice;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown};

/// Who saved in between, and when.
pub struct Theirs {
    pub name: Option<String>,
    pub at: NaiveDateTime,
    /// What they alone changed, which the form has now; what both did in passages apart, and in the same
    /// ones: names of fields.
    pub taken: Vec<String>,
    pub together: Vec<String>,
    pub both: Vec<String>,
    /// What they saved, and what the form says.
    pub rows: Vec<Row>,
}

/// What somebody wrote in this form before and did not save.
pub enum Unsaved {
    None,
    Offered(NaiveDateTime),
    /// It stands in the form.
    TakenUp,
    /// The form holds a change that was saved and waits for another's eyes: its id.
    Waits(String),
}

pub struct Editing<'a> {
    pub kind: Kind,
    /// None while it is new.
    pub entry: Option<&'a Entry>,
    pub form: &'a FormData,
    pub problems: &'a Problems,
    /// The name of the organisation the entry would be for.
    pub organisation: Option<String>,
    /// Why nobody could approve it if it were for that organisation alone.
    pub hindered: Option<&'static str>,
    /// How many changes of others wait, of what is published.
    pub others: i64,
    pub meetings: Vec<MeetingRow>,
    /// Entries its kind may name.
    pub offered: Offered,
    /// Entries it may build on: slug, title and language.
    pub origins: Vec<(String, String, String)>,
    pub theirs: Option<Theirs>,
    pub draft: Unsaved,
    pub title: String,
}

/// What a form's unsaved text is kept under.
pub fn key(kind: Kind, entry: Option<&Entry>) -> Key {
    match entry {
        Some(entry) => Key::Of(entry.id.clone()),
        None => Key::New(kind),
    }
}

/// The form of an entry as it is stored.
pub fn filled(entry: &Entry) -> FormData {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    let mut form = FormData::of([
        ("kind", entry.kind.clone()),
        ("title", entry.title.clone()),
        ("summary", entry.summary.clone()),
        ("body", entry.body.clone()),
        ("lang", entry.lang.clone()),
        // So that it is known again, where several are called the same.
        (
            "municipality",
            entry.place_label().unwrap_or_default().to_string(),
        ),
        ("area", text(&entry.area)),
        ("tags", entry.tags().collect::<Vec<_>>().join(", ")),
        ("contact_role", entry.contact_role.clone()),
        ("contact_name", entry.contact_name.clone()),
        ("contact_deputy", entry.contact_deputy.clone()),
        ("audience", entry.audience.clone()),
        ("meeting", text(&entry.meeting_id)),
        ("version", entry.version.to_string()),
    ]);
    if let Some(kind) = Kind::named(&entry.kind) {
        for (name, value) in fields::filled(&entry.facts(), kind) {
            form.push(&name, value);
        }
    }
    form
}

/// The entry of a form as readers will see it, without the entries it names; what is wrong with its
/// text, when it cannot be shown.
pub fn rendered(ctx: &Ctx, form: &FormData) -> Markup {
    let kind = Kind::named(form.get("kind")).unwrap_or(Kind::Case);
    let mut problems = Problems::default();
    let entry = NewEntry::read(form, kind, None, &ctx.terms, None, &mut problems);
    html! {
        (views::sections(ctx, &entry, &views::Named::default()))
        @match problems.of("body") {
            Some(problem) => p.error { (problem.say(ctx.lang)) },
            None => (markdown::html(&entry.body)),
        }
    }
}

pub fn choose_kind(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        header.page-head { h1 { (ctx.t("library-new")) } p.lead { (ctx.t("library-new-lead")) } }
        ul.cards {
            @for kind in Kind::ALL {
                li.card {
                    h2 { a href=(format!("/library/new?kind={}", kind.name())) { (views::kind(ctx, kind.name())) } }
                    p { (ctx.t(&format!("library-kind-{}-text", kind.name()))) }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("library-new")).under(ctx.t("nav-library"), "/library");
    layout::page(ctx, frame, body)
}

pub fn page(ctx: &Ctx, editing: &Editing) -> HttpResponse {
    let kind = views::kind(ctx, editing.kind.name());
    let heading = match editing.entry {
        Some(_) => ctx.t("library-edit"),
        None => ctx.tv(
            "library-new-of",
            &[("kind", Value::from(kind.to_lowercase()))],
        ),
    };
    let f = Fields::new(ctx, editing.form, editing.problems);
    let body = html! {
        header.page-head { h1 { (heading) } }
        @if let (Some(theirs), Some(entry)) = (&editing.theirs, editing.entry) {
            (conflict(ctx, theirs, entry))
        }
        (unsaved(ctx, editing))
        (others(ctx, editing))
        (f.summary())
        (state(ctx, editing))
        div.split {
            (form(&f, editing))
            section.preview tabindex="0" aria-label=(ctx.t("library-preview")) { (preview(ctx, editing)) }
        }
    };
    let mut frame = Page::new(heading).under(ctx.t("nav-library"), "/library");
    if let Some(entry) = editing.entry {
        frame = frame.under(&entry.title, format!("/library/{}", entry.slug));
    }
    if editing.theirs.is_some() {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if editing.problems.none() {
        layout::page(ctx, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

/// What was written before and not saved, to be taken up or thrown away.
fn unsaved(ctx: &Ctx, editing: &Editing) -> Markup {
    let key = key(editing.kind, editing.entry).name();
    let discard = || {
        html! {
            form method="post" action="/library/drafts/discard" {
                (ctx.form_tokens())
                input type="hidden" name="draft" value=(key);
                button.secondary { (ctx.t("facts-draft-discard")) }
            }
        }
    };
    let take = match editing.entry {
        Some(entry) => format!("/library/{}/edit?draft=1", entry.slug),
        None => format!("/library/new?kind={}&draft=1", editing.kind.name()),
    };
    html! {
        @match &editing.draft {
            Unsaved::None => {},
            Unsaved::Waits(id) => div.notice role="status" {
                p { (ctx.t("proposals-waits-form")) }
                @if let Some(entry) = editing.entry {
                    p { a href=(format!("/library/{}/proposals/{id}", entry.slug)) { (ctx.t("proposals-waits-see")) } }
                }
            },
            Unsaved::Offered(at) => div.notice role="status" {
                p {
                    (ctx.tv("facts-draft-offered", &[("when", Value::from(dates::moment(ctx.lang, *at)))]))
                }
                div.actions {
                    a.button href=(take) { (ctx.t("facts-draft-take")) }
                    (discard())
                }
            },
            Unsaved::TakenUp => div.notice role="status" {
                p { (ctx.t("facts-draft-taken")) }
                div.actions { (discard()) }
            },
        }
    }
}

/// Others have written in it too, and what they wrote waits.
fn others(ctx: &Ctx, editing: &Editing) -> Markup {
    html! {
        @if let Some(entry) = editing.entry.filter(|_| editing.others > 0) {
            div.notice.warn role="status" {
                p {
                    a href=(format!("/library/{}/proposals", entry.slug)) {
                        (ctx.tv("proposals-others-wait", &[("count", Value::from(editing.others))]))
                    }
                }
                p { (ctx.t("proposals-others-wait-text")) }
            }
        }
    }
}

/// How complete the form is as it stands.
fn state(ctx: &Ctx, editing: &Editing) -> Markup {
    let none = &mut Problems::default();
    let now = NewEntry::read(
        editing.form,
        editing.kind,
        None,
        &ctx.terms,
        editing.entry,
        none,
    );
    views::completeness(ctx, &completeness::of(&now), "")
}

fn preview(ctx: &Ctx, editing: &Editing) -> Markup {
    html! {
        h2 { (ctx.t("library-preview")) }
        @if !editing.title.is_empty() {
            p lang=(editing.form.get("lang")) { b { (editing.title) } }
        }
        @if editing.form.get("title").is_empty() && editing.form.get("body").is_empty() {
            p.hint { (ctx.t("library-preview-empty")) }
        }
        div.prose id="preview-text" lang=(editing.form.get("lang")) { (rendered(ctx, editing.form)) }
    }
}

/// Somebody else saved in between: what each changed, and by words, what saving would take out and put
/// in.
fn conflict(ctx: &Ctx, theirs: &Theirs, entry: &Entry) -> Markup {
    let name = theirs
        .name
        .clone()
        .unwrap_or_else(|| ctx.t("library-nobody"));
    let told = |key: &str, names: &[String]| {
        let values = [
            ("name", Value::from(name.clone())),
            ("fields", Value::from(all_called(ctx, names))),
        ];
        html! { @if !names.is_empty() { p { (ctx.tv(key, &values)) } } }
    };
    let values = [
        ("name", Value::from(name.clone())),
        ("when", Value::from(dates::moment(ctx.lang, theirs.at))),
    ];
    let changed = compare_views::changed(&theirs.rows);
    html! {
        div.notice.warn role="alert" {
            p { b { (ctx.tv("library-conflict", &values)) } }
            p { (ctx.t("library-conflict-text")) }
            (told("library-conflict-taken", &theirs.taken))
            (told("library-conflict-together", &theirs.together))
            (told("library-conflict-both", &theirs.both))
            @if theirs.both.is_empty() && !changed.is_empty() {
                p { (ctx.t("library-conflict-apart")) }
            }
            div.actions { button form=(FORM) name="do" value="save" { (save_conflict(ctx, theirs)) } }
        }
        @if changed.is_empty() {
            div.notice { p { (ctx.t("library-conflict-same")) } }
        } @else {
            p { (ctx.t("library-conflict-compared")) }
            (compare_views::legend(ctx))
            (compare_views::in_line(ctx, entry, &changed))
        }
        // As it was typed, so that pieces can be copied.
        details.section {
            summary { (ctx.t("library-conflict-theirs")) }
            pre tabindex="0" lang=(entry.lang) { (entry.body) }
        }
        h2 { (ctx.t("library-conflict-yours")) }
    }
}

fn save_conflict(ctx: &Ctx, theirs: &Theirs) -> String {
    ctx.t(match theirs.both.is_empty() {
        true => "library-save-both",
        false => "library-save-over",
    })
}

/// The id of the form, for buttons that stand outside of it.
const FORM: &str = "entry-form";

fn form(f: &Fields, editing: &Editing) -> Markup {
    let ctx = f.ctx;
    let action = match editing.entry {
        Some(entry) => format!("/library/{}/edit", entry.slug),
        None => "/library".to_string(),
    };
    let unsaved = match editing.entry.map(filled) {
        Some(stored) => stored.get("body") != f.form.get("body"),
        None => !f.form.get("title").is_empty() || !f.form.get("body").is_empty(),
    };
    let unsaved = unsaved || !f.problems.none() || matches!(editing.draft, Unsaved::TakenUp);
    let back = editing
        .entry
        .map_or("/library".to_string(), |e| format!("/library/{}", e.slug));
    // What was kept earlier is not written over before somebody has said what becomes of it.
    let keeps = !matches!(editing.draft, Unsaved::Offered(_));
    let ([about, body], [own, any]) = (text_groups(f, editing), fact_groups(f, editing));
    html! {
        form.stack id=(FORM) method="post" action=(action)
            data-confirm-leave=(if unsaved { "changed" } else { "" })
            data-draft=[keeps.then_some("/library/drafts")] data-draft-failed=(ctx.t("facts-draft-not-kept")) {
            (f.hidden())
            input type="hidden" name="kind" value=(editing.kind.name());
            input type="hidden" name="draft" value=(key(editing.kind, editing.entry).name());
            @if editing.entry.is_some() {
                input type="hidden" name="version" value=(f.form.get("version"));
            }
            (about) (own) (body) (any)
            (group(ctx, "readers", html! {
                (f.input("text", "tags", "library-tags", false))
                @if editing.entry.is_some_and(Entry::is_for_nobody) && f.form.get("audience").is_empty() {
                    div.notice.warn { p { (ctx.t("review-choose-readers")) } }
                }
                (f.choices("audience", "library-audience", &audiences(ctx, editing.organisation.as_deref()), false))
            }))
            p.hint role="status" data-draft-said {}
            div.form-actions {
                (buttons(ctx, editing))
                a.button.quiet href=(back) { (ctx.t("cancel")) }
            }
        }
    }
}

/// What it is about and where, and its text.
pub fn text_groups(f: &Fields, editing: &Editing) -> [Markup; 2] {
    [
        group(f.ctx, "about", about(f, editing)),
        group(f.ctx, "body", body_field(f)),
    ]
}

/// What its kind is asked for; what any kind is, and whom to ask.
pub fn fact_groups(f: &Fields, editing: &Editing) -> [Markup; 2] {
    let ctx = f.ctx;
    let groups = |all: &[fields::Group]| {
        html! {
            @for one in all { (group(ctx, one.name, facts::fields(f, editing, one.fields))) }
        }
    };
    let contact = html! {
        (f.input("text", "contact_role", "facts-contact-role", false))
        div.grid-2 {
            (f.input("text", "contact_name", "facts-contact-name", false))
            (f.input("text", "contact_deputy", "facts-contact-deputy", false))
        }
    };
    let any = html! {
        (groups(fields::any()))
        (group(ctx, "contact", contact))
    };
    [groups(fields::own(editing.kind)), any]
}

/// Fields that belong together, under what they are about.
fn group(ctx: &Ctx, name: &str, inside: Markup) -> Markup {
    html! {
        fieldset.group {
            legend { (ctx.t(&format!("facts-group-{name}"))) }
            (inside)
        }
    }
}

/// What it is about, and where.
fn about(f: &Fields, editing: &Editing) -> Markup {
    let ctx = f.ctx;
    let had_area = editing.entry.and_then(|e| e.area.as_deref());
    let areas = ctx.terms.choices(Vocabulary::Areas, ctx.lang, had_area);
    html! {
        (f.input("text", "title", "library-title", true))
        (f.textarea("summary", "library-summary", 3, false))
        @if !editing.meetings.is_empty() {
            (f.select("meeting", "library-meeting", &meetings(ctx, &editing.meetings), Some(&ctx.t("none")), false))
        }
        (f.select("area", "library-area", &areas, Some(&ctx.t("none")), false))
        div.grid-2 {
            div { (places::views::field(f)) }
            (f.select("lang", "field-lang", &languages(ctx), None, true))
        }
    }
}

fn body_field(f: &Fields) -> Markup {
    let problem = f.problems.of("body");
    html! {
        div.field.invalid[problem.is_some()] {
            label for="body" { (f.ctx.t("library-body")) }
            p.hint id="body-h" { (f.ctx.t("library-body-hint")) }
            @if let Some(problem) = problem {
                p.error id="body-e" { (problem.say(f.ctx.lang)) }
            }
            textarea id="body" name="body" rows="18"
                aria-describedby=(if problem.is_some() { "body-h body-e" } else { "body-h" })
                aria-invalid=[problem.map(|_| "true")]
                data-preview="/library/preview" data-preview-target="preview-text" {
                // A leading line break is eaten by the browser: give it one.
                "\n" (f.form.get("body"))
            }
        }
    }
}

/// The first is what Enter in a field does: keeping, never publishing.
fn buttons(ctx: &Ctx, editing: &Editing) -> Markup {
    let who = ctx.member.as_ref();
    let four_eyes = ctx.site.library.four_eyes;
    // Where another's approval is wanted, who writes is never who publishes.
    let eyes = Eyes {
        four: four_eyes,
        wrote_last: true,
    };
    let (publish, review) = match editing.entry {
        Some(entry) => (
            Step::Publish.is_open(who, entry, eyes),
            Step::SendToReview.is_open(who, entry, eyes),
        ),
        None => {
            let publish = !four_eyes && who.is_some_and(may_publish_own);
            (publish, !publish)
        }
    };
    let waits = editing.entry.is_some_and(|e| e.status == "published");
    let wants_another = four_eyes && (waits || who.is_some_and(may_publish_own));
    let is_draft = editing.entry.is_none_or(|e| e.status == "draft");
    html! {
        @if wants_another {
            p.hint { (ctx.t(if waits { "review-another-change" } else { "review-another" })) }
        }
        @if let Some(why) = editing.hindered.filter(|_| review) {
            p.hint { (ctx.t(&format!("problem-bad-request-{why}"))) }
        }
        @if let Some(theirs) = &editing.theirs {
            button name="do" value="save" { (save_conflict(ctx, theirs)) }
        } @else {
            button.secondary[publish || review] name="do" value="save" {
                @if is_draft { (ctx.t("library-save-draft")) } @else { (ctx.t("library-save")) }
            }
            @if review { button name="do" value="review" { (ctx.t("library-do-review")) } }
            @if publish { button name="do" value="publish" { (ctx.t("library-do-publish")) } }
        }
        button.secondary name="do" value="preview" { (ctx.t("library-do-preview")) }
    }
}

fn languages(ctx: &Ctx) -> Vec<Choice> {
    CONTENT_LANGUAGES
        .iter()
        .map(|l| (l.to_string(), content_language(ctx.lang, l)))
        .collect()
}

fn meetings(ctx: &Ctx, all: &[MeetingRow]) -> Vec<Choice> {
    all.iter()
        .map(|m| {
            let day = dates::date(ctx.lang, m.starts_local.date());
            (m.id.clone(), format!("{} – {day}", m.title))
        })
        .collect()
}

fn audiences(ctx: &Ctx, organisation: Option<&str>) -> Vec<Choice> {
    Audience::ALL
        .iter()
        .filter(|a| **a != Audience::Organisation || organisation.is_some())
        .map(|a| {
            let label = match organisation.filter(|_| *a == Audience::Organisation) {
                Some(name) => ctx.tv(
                    "library-audience-only",
                    &[("name", Value::from(name.to_string()))],
                ),
                None => views::audience(ctx, a.name()),
            };
            (a.name().to_string(), label)
        })
        .collect()
}
