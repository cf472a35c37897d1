use actix_web::HttpResponse;
use maud::{Markup, html};

use super::Attachment;
use super::kinds::{Kind, Refused};
use super::pages::{Outcome, Seen};
use super::removed::pages::section as removed;
use super::text::{NOTES, PAGE};
use crate::library::Entry;
use crate::library::bin::DAYS;
use crate::library::proposals::files::FileChange;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, layout, paging};

/// The files of an entry, on its page: pictures, sound and film to be seen and heard, documents to be
/// taken home or read as text.
pub fn list(ctx: &Ctx, entry: &Entry, files: &[Attachment]) -> Markup {
    let edit = ctx.may(Act::EditEntry(entry.rights()));
    html! {
        @if edit || !files.is_empty() {
            section.section.files aria-labelledby="files" {
                div.section-head {
                    h2 id="files" { (ctx.t("attachments-title")) }
                    @if edit {
                        a.no-print href=(format!("/library/{}/files", entry.slug)) {
                            (ctx.t(if files.is_empty() { "attachments-add" } else { "attachments-edit" }))
                        }
                    }
                }
                @if files.is_empty() {
                    p.hint { (ctx.t("attachments-none")) }
                } @else {
                    ul.attachments { @for file in files { li { (shown(ctx, entry, file)) } } }
                }
            }
        }
    }
}

/// The files that a change would add, for who sees that change.
pub fn waiting(ctx: &Ctx, entry: &Entry, files: &[Attachment]) -> Markup {
    html! {
        @if !files.is_empty() {
            section.section.files aria-labelledby="waiting-files" {
                h2 id="waiting-files" { (ctx.t("attachments-waiting")) }
                ul.attachments { @for file in files { li { (shown(ctx, entry, file)) } } }
            }
        }
    }
}

fn shown(ctx: &Ctx, entry: &Entry, file: &Attachment) -> Markup {
    let address = file.address();
    let kind = file.kind().ok();
    let picture = kind.is_some_and(Kind::is_picture);
    html! {
        @if picture {
            @let img = html! {
                img src=(format!("{address}?size=large")) alt=(file.title) loading="lazy"
                    lang=(entry.lang) width=[file.width] height=[file.height];
            };
            figure {
                // A name says nothing of what is seen: it is the link's, and no description.
                @if file.title.is_empty() {
                    (img)
                    figcaption { a href=(address) { bdi { (file.name) } } }
                } @else {
                    a href=(address) { (img) }
                    figcaption lang=(entry.lang) { (file.title) }
                }
            }
        } @else {
            @if kind.is_some_and(Kind::is_sound) {
                audio controls preload="none" src=(address) aria-label=(file.called()) {}
            } @else if kind.is_some_and(Kind::is_film) {
                video controls preload="none" src=(address) aria-label=(file.called()) {}
            }
            p {
                a href=(format!("{address}?download=1")) lang=(entry.lang) { (file.called()) }
                " " span.meta { "(" (facts(ctx, file)) ")" }
                @if file.text_state == "ready" {
                    " · " a href=(format!("/files/{}/text", file.id)) {
                        (ctx.t("attachments-read")) span.visually-hidden { " " (file.called()) }
                    }
                }
            }
        }
    }
}

/// `PDF, 2,3 MB, 12 sider`
pub fn facts(ctx: &Ctx, file: &Attachment) -> String {
    let mut all = Vec::new();
    if let Ok(kind) = file.kind() {
        all.push(kind.ending().to_uppercase());
    }
    all.push(size(ctx.lang, file.bytes));
    if let Some(pages) = file.pages.filter(|n| *n > 0) {
        let count = [("count", Value::from(pages))];
        all.push(ctx.tv("attachments-pages", &count));
    }
    all.join(", ")
}

/// `640 kB`, `2,3 MB`.
fn size(lang: Lang, bytes: i64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes + 999) / 1000);
    }
    lang.decimal(format!("{:.1} MB", bytes as f64 / 1_000_000.0))
}

/// What a browser should offer to choose.
const ACCEPTED: &str = ".pdf,.docx,.pptx,.xlsx,.odt,.odp,.png,.jpg,.jpeg,.webp,.mp3,.ogg,.oga,\
     .opus,.m4a,.wav,.mp4,.webm";

pub fn page(ctx: &Ctx, seen: &Seen, outcome: &Outcome) -> HttpResponse {
    let (entry, files, waiting) = (&seen.entry, &seen.files, &seen.waiting);
    let here = format!("/library/{}/files", entry.slug);
    let limits = ctx.app.config.files;
    let mb = |bytes: u64| Value::from((bytes / (1024 * 1024)) as i64);
    let values = [
        ("file", mb(limits.file)),
        ("media", mb(limits.media)),
        ("count", Value::from(limits.per_entry)),
    ];
    let full = seen.count >= limits.per_entry;
    let title = ctx.t("attachments-heading");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        (refusals(ctx, outcome, full))
        @if waiting.holds || waiting.change.is_some() {
            div.notice {
                @if waiting.holds { p { (ctx.t("attachments-waits-lead")) } }
                @if let Some(id) = &waiting.change {
                    p { a href=(format!("/library/{}/proposals/{id}", entry.slug)) { (ctx.t("proposals-waits-see")) } }
                }
            }
        }
        @if let Some(at) = &waiting.in_the_way {
            div.notice.warn {
                p { (ctx.t("attachments-own-proposal")) }
                p { a href=(at) { (ctx.t("proposals-own-see")) } }
            }
        } @else if full {
            div.notice { p { (ctx.tv("attachments-is-full", &values)) } }
        } @else {
            // The token stands before the files: without it they are not read.
            form.stack.upload method="post" action=(here) enctype="multipart/form-data" data-upload
                data-upload-sending=(ctx.t("attachments-sending")) data-upload-done=(ctx.t("attachments-sent"))
                data-upload-failed=(ctx.t("attachments-send-failed")) data-upload-drop=(ctx.t("attachments-drop")) {
                (ctx.form_tokens())
                div.field.invalid[!outcome.refused.is_empty()] {
                    label for="file" { (ctx.t("attachments-choose")) }
                    p.hint id="file-h" { (ctx.tv("attachments-choose-hint", &values)) }
                    input type="file" id="file" name="file" multiple required accept=(ACCEPTED) aria-describedby="file-h";
                }
                div data-upload-said role="status" {}
                div.form-actions { button { (ctx.t("attachments-upload")) } }
            }
        }
        @if !waiting.added.is_empty() {
            section.section {
                h2 { (ctx.t("attachments-waiting")) }
                ul.list.attachments {
                    @for file in &waiting.added { li { (own(ctx, entry, &here, file, (true, true), None)) } }
                }
            }
        }
        section.section {
            h2 { (ctx.t("attachments-own")) }
            @if files.is_empty() {
                div.empty { p { (ctx.t("attachments-empty")) } }
            } @else {
                ol.list.attachments {
                    @for (at, file) in files.iter().enumerate() {
                        @let ends = (at == 0, at + 1 == files.len());
                        li { (own(ctx, entry, &here, file, ends, waiting.of(&file.id))) }
                    }
                }
            }
        }
        (removed(ctx, entry, &seen.removed, !full && waiting.in_the_way.is_none()))
        p { a href=(format!("/library/{}", entry.slug)) { (ctx.t("attachments-back")) } }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, format!("/library/{}", entry.slug));
    if outcome.refused.is_empty() {
        layout::page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// `full`: there is no form to send others by.
fn refusals(ctx: &Ctx, outcome: &Outcome, full: bool) -> Markup {
    let told = |name: &str, why: Refused| {
        html! {
            @if !name.is_empty() { bdi { (name) } ": " }
            (ctx.t(&format!("attachments-refused-{}", why.name())))
        }
    };
    html! {
        @if !outcome.refused.is_empty() {
            div.error-summary role="alert" tabindex="-1" {
                h2 { (ctx.t("attachments-refused")) }
                ul {
                    @for (name, reason) in &outcome.refused {
                        li {
                            @if full { (told(name, *reason)) }
                            @else { a href="#file" { (told(name, *reason)) } }
                        }
                    }
                }
            }
        }
        @if !outcome.refused.is_empty() && !outcome.added.is_empty() {
            div.notice.ok { p { (ctx.t("attachments-others")) " " (outcome.added.join(", ")) } }
        }
    }
}

/// A file as its editors see it: whether it stands first and last, and what a change that waits would
/// do with it.
fn own(
    ctx: &Ctx,
    entry: &Entry,
    here: &str,
    file: &Attachment,
    (first, last): (bool, bool),
    waits: Option<&FileChange>,
) -> Markup {
    let goes = waits.is_some_and(|change| change.after.is_none());
    let at = format!("{here}/{}", file.id);
    let picture = file.kind().is_ok_and(Kind::is_picture);
    let called = file.called();
    let button = |what: &str, label: String| {
        html! {
            form method="post" action=(at) {
                (ctx.form_tokens())
                button.secondary.small name="do" value=(what) {
                    (label) span.visually-hidden { " " (called) }
                }
            }
        }
    };
    html! {
        @if picture {
            img.thumb src=(format!("{}?size=small", file.address())) alt="" loading="lazy";
        }
        div {
            h3 { a href=(file.address()) lang=(entry.lang) { (called) } }
            p.meta {
                @if !file.title.is_empty() { (file.name) ", " }
                (facts(ctx, file))
            }
            @if picture && file.title.is_empty() {
                p.meta { span.badge.warn { (ctx.t("attachments-no-description")) } }
            }
            @if file.proposal_id.is_none() || file.text_state == "failed" { (state(ctx, file)) }
            @if let Some(change) = waits {
                p.meta {
                    span.badge.warn { (ctx.t("proposals-change-open")) } " "
                    @match &change.after {
                        None => (ctx.t("attachments-would-go")),
                        Some(to) => {
                            (ctx.t("attachments-would-be")) " " bdi { (to.name) }
                            @if !to.title.is_empty() { ", " span lang=(entry.lang) { (to.title) } }
                        }
                    }
                }
            }
            div.actions {
                @if waits.is_some() { (button("leave", ctx.t("attachments-leave"))) }
                @if !goes && file.may_be_renamed() {
                    a.button.secondary.small href=(at) {
                        (ctx.t("attachments-describe")) span.visually-hidden { " " (called) }
                    }
                }
                @if !first { (button("up", ctx.t("attachments-up"))) }
                @if !last { (button("down", ctx.t("attachments-down"))) }
                @if matches!(file.text_state.as_str(), "failed") || file.text_reason.is_some() {
                    (button("again", ctx.t("attachments-again")))
                }
                @if !goes {
                    a.button.quiet.small href=(format!("{at}/remove")) {
                        (ctx.t("attachments-remove")) span.visually-hidden { " " (called) }
                    }
                }
            }
        }
    }
}

/// What became of its text. While it is being read, the page asks for itself a few times more.
fn state(ctx: &Ctx, file: &Attachment) -> Markup {
    let reason = file.text_reason.as_deref().unwrap_or_default();
    let has_text = file.kind().is_ok_and(Kind::has_text);
    let pending = file.text_state == "pending";
    html! {
        div id=(format!("state-{}", file.id)) role=[pending.then_some("status")] data-refresh[pending] {
            @match file.text_state.as_str() {
                "pending" => p.meta {
                    (ctx.t("attachments-text-pending"))
                    " " a.no-print href=(ctx.target) {
                        (ctx.t("attachments-text-refresh")) span.visually-hidden { " " (file.called()) }
                    }
                },
                "ready" => p.meta {
                    a href=(format!("/files/{}/text", file.id)) { (ctx.t("attachments-text-ready")) }
                    @if reason == "cut" { " " (ctx.t("attachments-text-cut")) }
                },
                "failed" => p.meta {
                    span.badge.warn { (ctx.t("attachments-text-failed")) } " "
                    (ctx.t(&format!("attachments-text-{reason}")))
                },
                _ if has_text => p.meta { (ctx.t("attachments-text-none")) },
                _ => {},
            }
        }
    }
}

pub fn edit(
    ctx: &Ctx,
    entry: &Entry,
    file: &Attachment,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let back = format!("/library/{}/files", entry.slug);
    let picture = file.kind().is_ok_and(Kind::is_picture);
    let label = if picture {
        "attachments-field-alt"
    } else {
        "attachments-field-title"
    };
    let title = ctx.t("attachments-describe");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (file.name) } }
        (f.summary())
        @if picture {
            img.preview src=(format!("{}?size=small", file.address())) alt=(ctx.t("attachments-picture"));
        }
        form.stack method="post" action=(format!("{back}/{}", file.id)) data-confirm-leave {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            (f.input("text", "title", label, false))
            (f.input("text", "name", "attachments-field-name", true))
            div.form-actions {
                button name="do" value="save" { (ctx.t("save")) }
                a.button.quiet href=(back) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = frame(ctx, entry, title);
    if problems.none() {
        layout::page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn frame(ctx: &Ctx, entry: &Entry, title: String) -> Page {
    let at = format!("/library/{}", entry.slug);
    Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &at)
        .under(ctx.t("attachments-title"), format!("{at}/files"))
}

/// `waits`: it goes when another has approved that.
pub fn remove(ctx: &Ctx, entry: &Entry, file: &Attachment, waits: bool) -> HttpResponse {
    let becomes = match (waits, file.proposal_id.is_some()) {
        (true, _) => "attachments-remove-waits",
        (_, true) if file.removed_at.is_some() => "attachments-remove-again",
        (_, true) => "attachments-remove-unseen",
        _ => "attachments-remove-text",
    };
    let action = format!("/library/{}/files/{}/remove", entry.slug, file.id);
    let body = html! { p { (ctx.tv(becomes, &[("days", Value::from(DAYS))])) } };
    confirm(ctx, entry, file, &action, "attachments-remove", body)
}

/// Asks whether a file shall go. `key`: its texts begin so, `-title` and `-do`.
pub fn confirm(
    ctx: &Ctx,
    entry: &Entry,
    file: &Attachment,
    action: &str,
    key: &str,
    what: Markup,
) -> HttpResponse {
    let title = ctx.t(&format!("{key}-title"));
    let body = html! {
        header.page-head { h1 { (title) } p.lead lang=(entry.lang) { (file.called()) } }
        (what)
        form.stack method="post" action=(action) {
            (ctx.form_tokens())
            div.form-actions {
                button.danger { (ctx.t(&format!("{key}-do"))) }
                a.button.quiet href=(format!("/library/{}/files", entry.slug)) { (ctx.t("cancel")) }
            }
        }
    };
    layout::page(ctx, frame(ctx, entry, title), body)
}

/// About how much text one page of ours shows, in bytes.
const SHOWN: usize = 40_000;

/// Pages, slides or sheets with their number, parted into what is shown at once.
fn parts(text: &str) -> Vec<Vec<(usize, &str)>> {
    let mut all: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    let mut held = 0;
    for (number, page) in (1..).zip(text.split(PAGE)) {
        // A document without pages is parted where a line ends.
        let mut rest = page;
        while !rest.is_empty() {
            let most = rest.floor_char_boundary(SHOWN);
            let cut = if rest.len() <= SHOWN {
                rest.len()
            } else {
                rest[..most].rfind('\n').map_or(most, |at| at + 1)
            };
            let (now, later) = rest.split_at(cut);
            if held > 0 && held + now.len() > SHOWN {
                all.push(Vec::new());
                held = 0;
            }
            held += now.len();
            if let Some(last) = all.last_mut() {
                last.push((number, now));
            }
            rest = later;
        }
    }
    all
}

/// `leaf`: the page, slide or sheet of the file to begin at, instead of a page of ours.
pub fn text(
    ctx: &Ctx,
    entry: &Entry,
    file: &Attachment,
    text: &str,
    at: i64,
    leaf: Option<usize>,
) -> HttpResponse {
    let has_pages = text.contains(PAGE) || file.pages.is_some();
    let all = parts(text);
    let has = |leaf| all.iter().position(|part| part.iter().any(|p| p.0 == leaf));
    let at = leaf.and_then(has).map_or(at, |found| found as i64 + 1);
    let at = at.min(all.len() as i64);
    let shown = all.get(at as usize - 1).map_or(&[][..], Vec::as_slice);
    let here = format!("/files/{}/text", file.id);
    let body = html! {
        header.page-head {
            h1 lang=(entry.lang) { (file.called()) }
            p.lead { (ctx.t("attachments-text-lead")) }
            p.meta {
                a href=(format!("{}?download=1", file.address())) { (ctx.t("attachments-original")) }
                " (" (facts(ctx, file)) ")"
            }
        }
        @if file.text_state != "ready" {
            div.notice { (state(ctx, file)) }
        }
        @if file.text_reason.as_deref() == Some("cut") {
            div.notice { p { (ctx.t("attachments-text-cut")) } }
        }
        @for (n, (number, page)) in shown.iter().enumerate() {
            // What is parted is one page still, and has one name.
            @let begins = n == 0 || shown[n - 1].0 != *number;
            section.section {
                @if has_pages {
                    h2 id=[begins.then(|| format!("leaf-{number}"))] { (ctx.tv("attachments-page", &[("number", Value::from(*number as i64))])) }
                }
                (blocks(ctx, entry, page))
            }
        }
        (paging::pager_of(ctx, at, all.len() as i64, 1, |n| format!("{here}?page={n}")))
    };
    let place = format!("/library/{}", entry.slug);
    let frame = Page::new(file.called())
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, place);
    layout::page(ctx, frame, body)
}

/// Paragraphs; a slide's notes under a heading of their own.
fn blocks(ctx: &Ctx, entry: &Entry, page: &str) -> Markup {
    let (slide, notes) = page.split_once(NOTES).unwrap_or((page, ""));
    let paragraphs = |text: &str| {
        html! {
            div.prose lang=(entry.lang) {
                @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
                    p {
                        @for (n, line) in paragraph.trim().lines().enumerate() {
                            @if n > 0 { br; }
                            (line)
                        }
                    }
                }
            }
        }
    };
    html! {
        (paragraphs(slide))
        @if !notes.trim().is_empty() {
            h3 { (ctx.t("attachments-notes")) }
            (paragraphs(notes))
        }
    }
}
