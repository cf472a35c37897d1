//! The frame around every page.

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::{StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use super::around;
use super::context::Ctx;
use super::lang::Lang;
use super::statics;
use crate::moderation::{OWN_PAGE, QUEUE_PAGE};
use crate::privacy;
use crate::rights::Act;
use crate::rights::Action;
use crate::search::suggest;

/// What the frame needs to know of a page.
pub struct Page {
    title: String,
    crumbs: Vec<(String, String)>,
    has_search: bool,
    feed: Option<(String, String)>,
    framing: Option<String>,
}

impl Page {
    pub fn new(title: impl Into<String>) -> Page {
        Page {
            title: title.into(),
            crumbs: Vec::new(),
            has_search: false,
            feed: None,
            framing: None,
        }
    }

    /// The page may show a frame from this host, and from no other.
    pub fn framing(mut self, host: Option<String>) -> Page {
        self.framing = host;
        self
    }

    /// A step on the way here: label and address.
    pub fn under(mut self, label: impl Into<String>, href: impl Into<String>) -> Page {
        self.crumbs.push((label.into(), href.into()));
        self
    }

    /// The page can be followed as a feed: its name and address.
    pub fn with_feed(mut self, title: String, href: String) -> Page {
        self.feed = Some((title, href));
        self
    }

    /// The page has a search field of its own.
    pub fn with_search(mut self) -> Page {
        self.has_search = true;
        self
    }
}

/// A finished page, 200.
pub fn page(ctx: &Ctx, page: Page, body: Markup) -> HttpResponse<BoxBody> {
    page_with_status(ctx, StatusCode::OK, page, body)
}

/// A form that was refused comes back with 422 and what was typed.
pub fn refused(ctx: &Ctx, page: Page, body: Markup) -> HttpResponse<BoxBody> {
    page_with_status(ctx, StatusCode::UNPROCESSABLE_ENTITY, page, body)
}

/// After an accepted form: go there by GET.
pub fn see_other(location: &str) -> HttpResponse<BoxBody> {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}

pub fn page_with_status(
    ctx: &Ctx,
    status: StatusCode,
    page: Page,
    body: Markup,
) -> HttpResponse<BoxBody> {
    let network = ctx.network();
    let done = ctx
        .done
        .as_ref()
        .and_then(|key| ctx.lang.try_t(&format!("done-{key}")));
    let html = html! {
        (DOCTYPE)
        html lang=(ctx.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " – " (network) }
                link rel="icon" type="image/svg+xml" href=(statics::address("favicon.svg"));
                link rel="stylesheet" href=(statics::address("site.css"));
                @if let Some(accent) = &ctx.site.accent {
                    link rel="stylesheet" href=(brand_address(accent));
                }
                @if let Some((title, href)) = &page.feed {
                    link rel="alternate" type="application/atom+xml" title=(title) href=(href);
                }
                script src=(statics::address("site.js")) defer {}
            }
            body {
                a.skip href="#main" { (ctx.t("skip-to-content")) }
                (site_header(ctx, &page))
                @if let Some(day) = ctx.leaving { (privacy::pages::leaving(ctx, day)) }
                (banner(ctx))
                @if ctx.waiting.unread && !ctx.path.starts_with(OWN_PAGE) {
                    div.flash.warn role="status" {
                        p { (ctx.t("moderation-news")) " " a href=(OWN_PAGE) { (ctx.t("moderation-news-see")) } }
                    }
                }
                @if let Some(done) = done {
                    div.flash.ok role="status" { p { (done) } }
                }
                main #main tabindex="-1" {
                    @if !page.crumbs.is_empty() {
                        nav.crumbs aria-label=(ctx.t("crumbs-label")) {
                            ol {
                                @for (label, href) in &page.crumbs {
                                    li { a href=(href) { (label) } }
                                }
                                li aria-current="page" { (page.title) }
                            }
                        }
                    }
                    (body)
                }
                (site_footer(ctx))
            }
        }
    };
    let mut response = HttpResponse::build(status);
    if let Some(host) = &page.framing {
        let policy = around::policy_framing(host);
        response.insert_header((header::CONTENT_SECURITY_POLICY, policy));
    }
    response
        .content_type("text/html; charset=utf-8")
        .body(html.into_string())
}

/// The address of the network's own colours; another for every colour, so that it can be kept.
/// The network's own logo, or the program's.
fn logo(ctx: &Ctx) -> String {
    match &ctx.site.logo {
        Some(hash) => format!("/brand.png?v={}", hash.get(..16).unwrap_or(hash)),
        None => statics::address("logo.svg").to_string(),
    }
}

fn brand_address(accent: &str) -> String {
    format!("/brand.css?c={}", accent.trim_start_matches('#'))
}

/// What an administrator says on every page, and that nothing can be written.
fn banner(ctx: &Ctx) -> Markup {
    let said = ctx.site.banner.says(ctx.lang, ctx.app.clock.now());
    html! {
        @if let Some((lang, text)) = said {
            div.flash.warn role="status" lang=[(lang != ctx.lang).then_some(lang.code())] {
                p { (text) }
            }
        }
        @if ctx.site.read_only {
            div.flash.warn role="status" { p { (ctx.t("admin-read-only-notice")) } }
        }
    }
}

fn site_header(ctx: &Ctx, page: &Page) -> Markup {
    let places = [
        ("/library", "nav-library"),
        ("/meetings", "nav-meetings"),
        ("/forum", "nav-forum"),
        ("/processes", "nav-processes"),
        ("/worksheets", "nav-worksheets"),
        ("/study", "nav-study"),
    ];
    // What few people need, and not every day.
    let mut rare = Vec::new();
    if ctx.may(Act::Moderate) {
        rare.push((QUEUE_PAGE, "nav-moderation"));
    }
    if ctx.may(Act::Administer) {
        rare.push(("/admin", "nav-admin"));
    }
    html! {
        header.site {
            a.brand href="/" {
                img src=(logo(ctx)) alt="" width="44" height="44";
                span { (ctx.network()) }
            }
            @if !page.has_search {
                form.site-search role="search" action="/search" {
                    label.visually-hidden for="site-q" { (ctx.t("search")) }
                    input type="search" id="site-q" name="q" maxlength="200" data-shortcut="/"
                        data-suggest=(suggest::views::field(ctx))
                        title=(ctx.t("search-shortcut"));
                    button { (ctx.t("search")) }
                }
            }
            details.menu {
                summary { (ctx.t("menu")) }
                div {
                    nav.main aria-label=(ctx.t("nav-label")) {
                        ul {
                            @for (href, key) in &places { li { (way(ctx, href, key)) } }
                            @if !rare.is_empty() {
                                li {
                                    details.me.more {
                                        summary { (ctx.t("nav-more")) (waiting(ctx)) }
                                        ul { @for (href, key) in &rare { li { (way(ctx, href, key)) } } }
                                    }
                                }
                            }
                        }
                    }
                    nav.person aria-label=(ctx.t("nav-person-label")) {
                        @match &ctx.member {
                            Some(member) => {
                                details.me {
                                    summary {
                                        span.name { (member.name) }
                                        @if ctx.asking > 0 { " " span.badge.warn { (ctx.asking) span.visually-hidden { " " (ctx.t("joining-badge")) } } }
                                    }
                                    ul {
                                        li { a href="/me" { (ctx.t("nav-me")) } }
                                        @if ctx.enter(Action::ApproveJoining).is_ok() {
                                            li { a href="/joining" { (ctx.tv("nav-joining", &[("count", ctx.asking.into())])) } }
                                        }
                                        li { a href="/people" { (ctx.t("people-title")) } }
                                        @if ctx.waiting.measures {
                                            li { a href=(OWN_PAGE) { (ctx.t("moderation-own")) } }
                                        }
                                        li { (languages(ctx)) }
                                        li {
                                            form method="post" action="/sign-out" {
                                                (ctx.form_tokens())
                                                button { (ctx.t("sign-out")) }
                                            }
                                        }
                                    }
                                }
                            }
                            None => a href=(crate::sign_in::link::address(&ctx.target)) { (ctx.t("sign-in")) },
                        }
                        @if ctx.member.is_none() { (languages(ctx)) }
                    }
                }
            }
        }
    }
}

/// A visitor's to choose at every moment; a member has chosen theirs, and it is folded away.
fn languages(ctx: &Ctx) -> Markup {
    html! {
        form.language method="post" action="/language" {
            (ctx.form_tokens())
            input type="hidden" name="back" value=(ctx.target);
            @for lang in Lang::ALL {
                button name="lang" value=(lang.code()) lang=(lang.code())
                    aria-label=(format!("{}, {}", lang.code().to_uppercase(), lang.name()))
                    aria-pressed=(if lang == ctx.lang { "true" } else { "false" }) {
                    (lang.code().to_uppercase())
                }
            }
        }
    }
}

/// One of the main places.
fn way(ctx: &Ctx, href: &str, key: &str) -> Markup {
    html! {
        a href=(href) aria-current=[ctx.path.starts_with(href).then_some("page")] {
            (ctx.t(key))
            @if href == QUEUE_PAGE { (waiting(ctx)) }
        }
    }
}

/// How much waits for who keeps order.
fn waiting(ctx: &Ctx) -> Markup {
    html! {
        @if ctx.waiting.queue > 0 {
            span.count { "\u{A0}(" (ctx.waiting.queue) ")" }
        }
    }
}

fn site_footer(ctx: &Ctx) -> Markup {
    html! {
        footer.site {
            div {
                h2 { (ctx.network()) }
                ul {
                    li { a href="/about" { (ctx.t("nav-about")) } }
                    @if ctx.member.is_none() { li { a href="/join" { (ctx.t("nav-join")) } } }
                    li { a href="/library" { (ctx.t("nav-library")) } }
                    li { a href="/meetings" { (ctx.t("nav-meetings")) } }
                    @if ctx.may(Act::ReadNetwork) {
                        li { a href="/organisations" { (ctx.t("organisations-title")) } }
                    }
                    li { a href="/people" { (ctx.t("nav-people")) } }
                }
            }
            div {
                h2 { (ctx.t("footer-site")) }
                ul {
                    li { a href="/was" { (ctx.t("nav-accessibility")) } }
                    li { a href="/privacy" { (ctx.t("nav-privacy")) } }
                    li { a href="/about/roles" { (ctx.t("roles-title")) } }
                    li { a href="/about/licences" { (ctx.t("nav-licences")) } }
                }
            }
            p.colophon { (ctx.t("footer-colophon")) }
        }
    }
}
