//! `/admin/vocabularies`: the words the library is ordered by.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use crate::audit;
use crate::error::{Error, Result};
use crate::library::terms::{self, LABEL_MAX, Term, Vocabulary};
use crate::rights::Act;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, Words, layout, page, see_other};

/// `GET /admin/vocabularies`
pub async fn list(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let title = ctx.t("admin-place-vocabularies");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-vocabularies-lead")) } }
        ul.cards {
            @for vocabulary in Vocabulary::ALL {
                @let offered = ctx.terms.choices(vocabulary, ctx.lang, None);
                li.card {
                    h2 {
                        a href=(address(vocabulary)) { (name(&ctx, vocabulary)) }
                    }
                    p { (offered.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(", ")) }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(page(&ctx, frame, body))
}

fn address(vocabulary: Vocabulary) -> String {
    format!("/admin/vocabularies/{}", vocabulary.name())
}

fn name(ctx: &Ctx, vocabulary: Vocabulary) -> String {
    ctx.t(&format!("admin-vocabulary-{}", vocabulary.name()))
}

/// `GET /admin/vocabularies/{name}`
pub async fn show(ctx: Ctx, name: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let vocabulary = Vocabulary::named(&name).ok_or(Error::NotFound)?;
    let form = FormData::default();
    Ok(terms_page(&ctx, vocabulary, &form, &Problems::default()))
}

/// `POST /admin/vocabularies/{name}`: adds a term.
pub async fn add(ctx: Ctx, name: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let vocabulary = Vocabulary::named(&name).ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let words = labels(&mut problems, &form);
    if !problems.none() {
        return Ok(terms_page(&ctx, vocabulary, &form, &problems));
    }
    let now = ctx.app.clock.now();
    let to = address(vocabulary);
    let saved = ctx
        .once(&form, move |c| {
            let name = terms::add(c, vocabulary, words)?;
            audit::record(c, now, Some(&actor), "add", vocabulary.name(), &name)?;
            Ok(format!("{to}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            problems.add("label_da", "admin-term-taken");
            Ok(terms_page(&ctx, vocabulary, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

/// The words of a form: the Danish must be there; where others are not, the Danish stand in.
fn labels(problems: &mut Problems, form: &FormData) -> Words {
    Words::new(|lang| {
        let field = label_field(lang);
        if lang == Lang::Da {
            problems.line(form, &field, LABEL_MAX)
        } else {
            problems.optional_line(form, &field, LABEL_MAX)
        }
    })
}

fn label_field(lang: Lang) -> String {
    format!("label_{}", lang.code())
}

/// `GET /admin/vocabularies/{name}/{term}`
pub async fn edit_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let (vocabulary, term) = find(&ctx, &path)?;
    let mut form = FormData::default();
    for lang in Lang::ALL {
        form.set(&label_field(lang), term.words.own(lang));
    }
    Ok(term_page(
        &ctx,
        vocabulary,
        term,
        &form,
        &Problems::default(),
    ))
}

/// `POST /admin/vocabularies/{name}/{term}`: other words for it, another place, or aside.
pub async fn change(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let (vocabulary, term) = find(&ctx, &path)?;
    let mut problems = Problems::default();
    let (act, words) = match form.get("do") {
        act @ ("up" | "down" | "retire" | "restore") => (act.to_string(), Words::default()),
        _ => ("rename".to_string(), labels(&mut problems, &form)),
    };
    if !problems.none() {
        return Ok(term_page(&ctx, vocabulary, term, &form, &problems));
    }
    let now = ctx.app.clock.now();
    let name = term.name.clone();
    let to = address(vocabulary);
    let saved = ctx
        .once(&form, move |c| {
            match act.as_str() {
                "up" | "down" => terms::shift(c, vocabulary, &name, act == "up")?,
                "retire" | "restore" => terms::retire(c, vocabulary, &name, act == "retire")?,
                _ => terms::rename(c, vocabulary, &name, words)?,
            }
            audit::record(c, now, Some(&actor), &act, vocabulary.name(), &name)?;
            Ok(format!("{to}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            problems.add("label_da", "admin-term-taken");
            Ok(term_page(&ctx, vocabulary, term, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

fn find<'a>(ctx: &'a Ctx, path: &(String, String)) -> Result<(Vocabulary, &'a Term)> {
    let vocabulary = Vocabulary::named(&path.0).ok_or(Error::NotFound)?;
    let term = ctx.terms.get(vocabulary, &path.1).ok_or(Error::NotFound)?;
    Ok((vocabulary, term))
}

fn terms_page(
    ctx: &Ctx,
    vocabulary: Vocabulary,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = name(ctx, vocabulary);
    let all = ctx.terms.of(vocabulary);
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-vocabulary-lead")) } }
        ul.list {
            @for (i, term) in all.iter().enumerate() {
                li {
                    h2 {
                        a href=(format!("{}/{}", address(vocabulary), term.name)) { (term.label(ctx.lang)) }
                        @if term.retired { " " span.badge.draft { (ctx.t("admin-term-retired")) } }
                    }
                    p.meta { (other_labels(ctx, term)) }
                    div.actions {
                        (move_button(ctx, vocabulary, term, "up", i == 0))
                        (move_button(ctx, vocabulary, term, "down", i + 1 == all.len()))
                        (set_aside(ctx, vocabulary, term))
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("admin-term-add")) }
            (f.summary())
            form.stack method="post" action=(address(vocabulary)) {
                (f.hidden())
                (label_fields(&f))
                div.form-actions { button { (ctx.t("admin-term-add")) } }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-place-vocabularies"), "/admin/vocabularies");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// The words in the languages the page is not in.
fn other_labels(ctx: &Ctx, term: &Term) -> Markup {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != ctx.lang);
    let written = others.map(|lang| (lang, term.words.own(lang)));
    html! {
        @for (i, (lang, words)) in written.filter(|(_, words)| !words.is_empty()).enumerate() {
            @if i > 0 { " · " }
            (lang.name()) ": " span lang=(lang.code()) { (words) }
        }
    }
}

fn label_fields(f: &Fields) -> Markup {
    html! {
        div.grid-2 {
            @for lang in Lang::ALL {
                (f.input("text", &label_field(lang), &format!("admin-label-{}", lang.code()), lang == Lang::Da))
            }
        }
    }
}

/// A form of one button about a term; whom it is about is said to those who hear it alone.
fn button(ctx: &Ctx, vocabulary: Vocabulary, term: &Term, act: &str, shown: Markup) -> Markup {
    html! {
        form method="post" action=(format!("{}/{}", address(vocabulary), term.name)) {
            (ctx.form_tokens())
            button.secondary.small name="do" value=(act) {
                (shown) span.visually-hidden { ": " (term.label(ctx.lang)) }
            }
        }
    }
}

fn move_button(ctx: &Ctx, vocabulary: Vocabulary, term: &Term, act: &str, end: bool) -> Markup {
    html! {
        @if !end {
            (button(ctx, vocabulary, term, act, html! { (ctx.t(&format!("admin-term-{act}"))) }))
        }
    }
}

fn set_aside(ctx: &Ctx, vocabulary: Vocabulary, term: &Term) -> Markup {
    let (act, words) = if term.retired {
        ("restore", ctx.t("admin-term-restore"))
    } else {
        ("retire", ctx.t("admin-term-retire"))
    };
    button(ctx, vocabulary, term, act, html! { (words) })
}

fn term_page(
    ctx: &Ctx,
    vocabulary: Vocabulary,
    term: &Term,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = term.label(ctx.lang).to_string();
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-term-lead")) } }
        (f.summary())
        form.stack method="post" action=(format!("{}/{}", address(vocabulary), term.name)) {
            (f.hidden())
            (label_fields(&f))
            div.form-actions {
                button name="do" value="rename" { (ctx.t("save")) }
                a.button.quiet href=(address(vocabulary)) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-place-vocabularies"), "/admin/vocabularies")
        .under(name(ctx, vocabulary), address(vocabulary));
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}
