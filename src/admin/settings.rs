//! `/admin/settings`: what the network says of itself, the message over every page, closing for
//! writing, and trying whether mail and addresses work.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDateTime;
use maud::{Markup, html};

use crate::app::App;
use crate::audit;
use crate::config::{Config, MB, MailTransport, S3};
use crate::db;
use crate::error::{Error, Result};
use crate::mail::{self, MailRow};
use crate::rights::Act;
use crate::settings::{self, LOCAL, Site};
use crate::text;
use crate::tokens;
use crate::web::layout::page_with_status;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, dates, layout, page, see_other};

/// A field of the form, the setting it is kept as, and its label.
type Field = (String, &'static str, String);

/// The fields, in order.
fn fields() -> Vec<Field> {
    let field = |(field, key, label): (&str, &'static str, &str)| {
        (field.to_string(), key, label.to_string())
    };
    let banners =
        settings::BANNERS.map(|(lang, key)| (banner_field(lang), key, banner_label(lang)));
    let before = [
        ("network", settings::NAME, "admin-network"),
        ("contact", settings::CONTACT, "admin-contact"),
    ];
    let after = [
        ("banner_from", settings::BANNER_FROM, "admin-banner-from"),
        ("banner_until", settings::BANNER_UNTIL, "admin-banner-until"),
        ("four_eyes", settings::FOUR_EYES, "review-setting-four-eyes"),
        (
            "stale_months",
            settings::STALE_MONTHS,
            "freshness-setting-stale",
        ),
        ("due_months", settings::DUE_MONTHS, "freshness-setting-due"),
        ("dead_links", settings::DEAD_LINKS, "links-setting"),
    ];
    let before = before.into_iter().map(field).chain(banners);
    before.chain(after.into_iter().map(field)).collect()
}

fn banner_field(lang: Lang) -> String {
    format!("banner_{}", lang.code())
}

fn banner_label(lang: Lang) -> String {
    format!("admin-banner-{}", lang.code())
}

const BANNER_MAX: usize = 300;

/// The form as it stands in the database. `seen` says what its reader saw.
/// `network`: the name in use, until one is chosen here.
fn filled(site: &Site, network: &str) -> FormData {
    let local = |at: Option<NaiveDateTime>| {
        at.map(|at| at.format(LOCAL).to_string())
            .unwrap_or_default()
    };
    let mut form = FormData::of([
        (
            "network",
            site.name.clone().unwrap_or_else(|| network.to_string()),
        ),
        ("contact", site.contact.clone().unwrap_or_default()),
        ("banner_from", local(site.banner.from)),
        ("banner_until", local(site.banner.until)),
        ("four_eyes", yes(site.library.four_eyes)),
        ("stale_months", months(site.library.stale_months())),
        ("due_months", months(site.library.due_months())),
        ("dead_links", yes(site.library.dead_links)),
    ]);
    for lang in Lang::ALL {
        form.set(&banner_field(lang), site.banner.text.own(lang));
    }
    form.set("seen", seen(&form));
    form
}

fn yes(on: bool) -> String {
    if on { "yes" } else { "" }.to_string()
}

/// What is built in is an empty field.
fn months(n: u32) -> String {
    if n == settings::MONTHS {
        String::new()
    } else {
        n.to_string()
    }
}

fn seen(form: &FormData) -> String {
    let mut all = String::new();
    for (field, _, _) in fields() {
        all.push_str(form.get(&field));
        all.push('\0');
    }
    tokens::hash(&all)
}

/// `GET /admin/settings`
pub async fn form(ctx: Ctx, req: HttpRequest) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let form = filled(&ctx.site, &ctx.app.config.network_name);
    show(&ctx, &req, &form, &Problems::default(), None).await
}

/// `POST /admin/settings`
pub async fn save(ctx: Ctx, req: HttpRequest, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let new = match parse(&form) {
        Ok(new) => new,
        Err(problems) => return show(&ctx, &req, &form, &problems, None).await,
    };
    let now = ctx.app.clock.now();
    let was = form.get("seen").to_string();
    let network = ctx.app.config.network_name.clone();
    let saved = ctx
        .once(&form, move |c| {
            if filled(&settings::site(c)?, &network).get("seen") != was {
                return Err(Error::Conflict);
            }
            for (field, key, _) in fields() {
                if settings::put(c, key, new.get(&field))? {
                    audit::record(c, now, Some(&actor), "change", "setting", key)?;
                }
            }
            Ok("/admin/settings?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let site = ctx.read(settings::site).await?;
            let theirs = filled(&site, &ctx.app.config.network_name);
            form.set("seen", theirs.get("seen"));
            show(&ctx, &req, &form, &Problems::default(), Some(&theirs)).await
        }
        Err(e) => Err(e),
    }
}

/// What was typed, checked, under the same names.
fn parse(form: &FormData) -> std::result::Result<FormData, Problems> {
    let mut problems = Problems::default();
    let network = problems.line(form, "network", 80);
    let contact = match form.get("contact").trim() {
        "" => String::new(),
        typed => text::email(typed).unwrap_or_else(|| {
            problems.add("contact", "invalid-email");
            String::new()
        }),
    };
    let banners = Lang::ALL.map(|lang| {
        let field = banner_field(lang);
        let said = problems.optional_line(form, &field, BANNER_MAX);
        (field, said)
    });
    let from = moment(&mut problems, form, "banner_from");
    let until = moment(&mut problems, form, "banner_until");
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        problems.add("banner_until", "admin-banner-until-before");
    }
    let local = |at: Option<NaiveDateTime>| {
        at.map(|at| at.format(LOCAL).to_string())
            .unwrap_or_default()
    };
    let four_eyes = problems.choice(form, "four_eyes", &["yes"]);
    let dead_links = problems.choice(form, "dead_links", &["yes"]);
    let stale = typed_months(&mut problems, form, "stale_months");
    let due = typed_months(&mut problems, form, "due_months");
    let mut new = FormData::of([
        ("four_eyes", yes(four_eyes.is_some())),
        ("dead_links", yes(dead_links.is_some())),
        ("stale_months", stale),
        ("due_months", due),
        ("network", network),
        ("contact", contact),
        ("banner_from", local(from)),
        ("banner_until", local(until)),
    ]);
    for (field, said) in banners {
        new.set(&field, said);
    }
    problems.or(new)
}

fn typed_months(problems: &mut Problems, form: &FormData, field: &str) -> String {
    if form.get(field).trim().is_empty() {
        return String::new();
    }
    let typed = problems.number(form, field, 1, 120);
    months(typed.try_into().unwrap_or(settings::MONTHS))
}

/// A wall-clock time, as `datetime-local` sends it; a browser may send seconds too.
fn moment(problems: &mut Problems, form: &FormData, field: &str) -> Option<NaiveDateTime> {
    let typed = form.get(field).trim();
    if typed.is_empty() {
        return None;
    }
    let read = typed.split_once(['T', ' ']).and_then(|(day, time)| {
        let minutes = time.get(..5).unwrap_or(time);
        dates::parse(day, minutes)
    });
    if read.is_none() {
        problems.add(field, "invalid-date");
    }
    read
}

/// `theirs`: what somebody else saved in between.
async fn show(
    ctx: &Ctx,
    req: &HttpRequest,
    form: &FormData,
    problems: &Problems,
    theirs: Option<&FormData>,
) -> Result<HttpResponse> {
    let me = ctx.signed_in()?.id.clone();
    let tried = ctx
        .read(move |c| mail::last_of_kind(c, mail::Kind::Test, Some(&me)))
        .await?;
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("admin-place-settings");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-settings-lead")) } }
        @if let Some(theirs) = theirs { (conflict(ctx, theirs)) }
        (f.summary())
        form.stack method="post" action="/admin/settings"
            data-confirm-leave=(if theirs.is_some() || !problems.none() { "changed" } else { "" }) {
            (f.hidden())
            input type="hidden" name="seen" value=(form.get("seen"));
            (f.input("text", "network", "admin-network", true))
            (f.input("email", "contact", "admin-contact", false))
            h2 { (ctx.t("admin-banner")) }
            p { (ctx.t("admin-banner-text")) }
            @for lang in Lang::ALL { (f.input("text", &banner_field(lang), &banner_label(lang), false)) }
            div.grid-2 {
                (f.input("datetime-local", "banner_from", "admin-banner-from", false))
                (f.input("datetime-local", "banner_until", "admin-banner-until", false))
            }
            h2 { (ctx.t("nav-library")) }
            (f.select("four_eyes", "review-setting-four-eyes", &[("yes".to_string(), ctx.t("review-setting-four-eyes-on"))], Some(&ctx.t("review-setting-four-eyes-off")), false))
            div.grid-2 {
                (f.input("number", "stale_months", "freshness-setting-stale", false))
                (f.input("number", "due_months", "freshness-setting-due", false))
            }
            (f.select("dead_links", "links-setting", &[("yes".to_string(), ctx.t("links-setting-on"))], Some(&ctx.t("links-setting-off")), false))
            div.form-actions { button { (ctx.t("save")) } }
        }
        (read_only(ctx))
        (test_mail(ctx, tried.as_ref()))
        (address(ctx, req))
        (configuration(ctx))
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(if theirs.is_some() {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    })
}

/// What is in force now, beside what was typed.
fn conflict(ctx: &Ctx, theirs: &FormData) -> Markup {
    html! {
        div.notice.warn role="alert" {
            p { b { (ctx.t("admin-conflict")) } }
            p { (ctx.t("admin-conflict-text")) }
        }
        dl.facts {
            @for (field, _, label) in fields() {
                div { dt { (ctx.t(&label)) } dd { (or_dash(theirs.get(&field))) } }
            }
        }
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

fn read_only(ctx: &Ctx) -> Markup {
    html! {
        section.section id="read-only" {
            h2 { (ctx.t("admin-read-only")) }
            @if ctx.site.read_only {
                div.notice.warn { p { (ctx.t("admin-read-only-is-on")) } }
                (open_again(ctx))
            } @else {
                p { (ctx.t("admin-read-only-text")) }
                p { a.button.secondary href="/admin/settings/read-only" { (ctx.t("admin-read-only-begin")) } }
            }
        }
    }
}

fn open_again(ctx: &Ctx) -> Markup {
    html! {
        form method="post" action="/admin/settings/read-only" {
            (ctx.form_tokens())
            button name="do" value="end" { (ctx.t("admin-read-only-end")) }
        }
    }
}

/// `GET /admin/settings/read-only`: says what it means, and asks for a fresh proof.
pub async fn read_only_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    ctx.proven()?;
    let title = ctx.t("admin-read-only");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-read-only-text")) } }
        ul {
            li { (ctx.t("admin-read-only-stops")) }
            li { (ctx.t("admin-read-only-works")) }
            li { (ctx.t("admin-read-only-goes-on")) }
        }
        @if ctx.site.read_only {
            div.notice.warn { p { (ctx.t("admin-read-only-is-on")) } }
            (open_again(&ctx))
        } @else {
            form method="post" action="/admin/settings/read-only" {
                (ctx.form_tokens())
                div.form-actions {
                    button name="do" value="begin" { (ctx.t("admin-read-only-begin")) }
                    a.button.quiet href="/admin/settings" { (ctx.t("cancel")) }
                }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-place-settings"), "/admin/settings");
    Ok(page(&ctx, frame, body))
}

/// `POST /admin/settings/read-only`: closes the network for writing, or opens it again. Opening needs
/// no fresh proof: it gives people back what is theirs.
pub async fn set_read_only(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let value = match form.get("do") {
        "begin" => {
            ctx.proven()?;
            "yes"
        }
        "end" => "",
        _ => return Err(Error::BadRequest("form")),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            if settings::put(c, settings::READ_ONLY, value)? {
                let action = if value.is_empty() {
                    "read-only-end"
                } else {
                    "read-only-begin"
                };
                let key = settings::READ_ONLY;
                audit::record(c, now, Some(&actor), action, "setting", key)?;
            }
            Ok("/admin/settings?done=saved#read-only".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /admin/settings/test-mail`: a mail to oneself.
pub async fn send_test(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    let to = ctx
        .once(&form, move |c| {
            let occasion = format!("test:{}", crate::app::new_id());
            mail::enqueue(c, now, &host, mail::Kind::Test, &actor, "", &occasion)?;
            audit::record(c, now, Some(&actor), "test-mail", "person", &actor)?;
            Ok("/admin/settings?done=admin-test-mail#test-mail".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

fn test_mail(ctx: &Ctx, tried: Option<&MailRow>) -> Markup {
    html! {
        section.section id="test-mail" {
            h2 { (ctx.t("admin-test-mail")) }
            p { (ctx.t("admin-test-mail-text")) }
            @if let Some(tried) = tried { (fate(ctx, tried)) }
            form method="post" action="/admin/settings/test-mail" {
                (ctx.form_tokens())
                button.secondary { (ctx.t("admin-test-mail-send")) }
            }
        }
    }
}

/// What became of the last one, in the mail server's own words.
fn fate(ctx: &Ctx, tried: &MailRow) -> Markup {
    let (tone, moving) = match tried.status.as_str() {
        "sent" => ("notice ok", false),
        "queued" | "transmitting" => ("notice", true),
        _ => ("notice error", false),
    };
    html! {
        div class=(tone) role="status" {
            p {
                b { (ctx.t(&format!("mail-status-{}", tried.status))) }
                " · " (dates::moment(ctx.lang, tried.sent_at.unwrap_or(tried.created_at)))
            }
            @if let Some(why) = &tried.last_error {
                p { (ctx.t("admin-test-mail-says")) " " code lang="en" { (why) } }
            }
            @if moving {
                p { a href="/admin/settings#test-mail" { (ctx.t("admin-test-mail-look")) } }
            }
            @if tried.status == "sent" && ctx.app.config.mail == MailTransport::File {
                p { (ctx.t("admin-test-mail-file")) }
            }
            p { a href=(format!("/admin/mail/{}", tried.id)) { (ctx.t("admin-test-mail-see")) } }
        }
    }
}

/// Whether the address people use is the one links are made with.
fn address(ctx: &Ctx, req: &HttpRequest) -> Markup {
    let config = &ctx.app.config;
    let base = &config.base_url;
    let host = req
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or_default();
    let scheme = if base.is_secure() { "https" } else { "http" };
    let asked = format!("{scheme}://{host}");
    let fits = base.is_own_origin(&asked);
    html! {
        section.section id="address" {
            h2 { (ctx.t("admin-address")) }
            p { (ctx.t("admin-address-text")) }
            dl.facts {
                div { dt { (ctx.t("admin-address-set")) } dd { code { (base.origin()) } } }
                div { dt { (ctx.t("admin-address-asked")) } dd { code { (or_dash(host)) } } }
            }
            @if fits && base.is_secure() {
                div.notice.ok { p { (ctx.t("admin-address-good")) } }
            } @else if fits {
                div.notice.warn { p { (ctx.t("admin-address-local")) } }
            } @else {
                div.notice.error { p { (ctx.t("admin-address-differs")) } }
            }
            p { a.button.secondary href="/admin/settings#address" { (ctx.t("admin-address-again")) } }
        }
    }
}

/// What was decided where the program is started; nothing that is secret.
fn configuration(ctx: &Ctx) -> Markup {
    html! {
        section.section {
            h2 { (ctx.t("admin-configuration")) }
            p { (ctx.t("admin-configuration-text")) }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("admin-configuration")) {
                table.data {
                    thead { tr {
                        th scope="col" { (ctx.t("admin-configuration-name")) }
                        th scope="col" { (ctx.t("admin-configuration-value")) }
                    } }
                    tbody {
                        @for (name, value) in in_force(&ctx.app) {
                            tr { th.nowrap scope="row" { code { (name) } } td { (value) } }
                        }
                    }
                }
            }
        }
    }
}

fn in_force(app: &App) -> Vec<(&'static str, String)> {
    let config: &Config = &app.config;
    let mail = match config.mail {
        MailTransport::File => "file",
        MailTransport::Smtp => "smtp",
        MailTransport::Memory => "memory",
    };
    let smtp = config.smtp_url.as_deref().map_or("–".to_string(), place_of);
    let database = config
        .database
        .as_deref()
        .map_or(db::KIND.to_string(), place_of);
    let of_s3 = |part: &dyn Fn(&S3) -> Option<String>| {
        let said = config.s3.as_ref().and_then(part);
        said.unwrap_or_else(|| "–".to_string())
    };
    vec![
        ("--data", config.data.display().to_string()),
        ("--listen", config.listen.to_string()),
        ("--base-url", config.base_url.origin().to_string()),
        ("--database", database),
        ("--network-name", config.network_name.clone()),
        ("--mail", mail.to_string()),
        ("--smtp-url", smtp),
        ("--mail-from", config.mail_from.clone()),
        ("--trusted-proxies", config.trusted_proxies.to_string()),
        ("--log-json", config.log_json.to_string()),
        ("--file-mb", (config.files.file / MB).to_string()),
        ("--media-mb", (config.files.media / MB).to_string()),
        ("--files-per-entry", config.files.per_entry.to_string()),
        ("--s3-bucket", of_s3(&|s3| Some(s3.bucket.clone()))),
        (
            "--s3-endpoint",
            of_s3(&|s3| s3.endpoint.as_deref().map(place_of)),
        ),
        ("--s3-region", of_s3(&|s3| Some(s3.region.clone()))),
    ]
}

/// Scheme, host and port of an address: no name, no password, nothing after them.
fn place_of(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "…".to_string();
    };
    // A password may hold any sign at all: the host comes after the last @.
    let host = rest.rsplit('@').next().unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(
            place_of("smtps://karen:h@emmelig/x@mail.example:465?tls=required"),
            "smtps://mail.example:465"
        );
        assert_eq!(place_of("postgres://u:p@db/net"), "postgres://db");
        assert_eq!(place_of("host=db password=x"), "…");
    }
}
