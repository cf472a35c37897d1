//! `/me/searches`: saving a search, and what saved searches found.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::queries::{self, New};
use super::{ADDRESS, MOST_KNOWN, NAME_MAX, query, question, views};
use crate::error::{Error, Result};
use crate::library::lists::pages::{Pairs, get};
use crate::library::lists::saved as lists;
use crate::members::Scope;
use crate::notices::Pace;
use crate::rights::Act;
use crate::search::notes::Note;
use crate::search::{Question, pages as asking};
use crate::web::paging;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /me/searches`: with the views of lists that are kept.
pub async fn list(ctx: Ctx) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    let (searches, unseen, kept) = ctx
        .read(move |c| {
            let scope = Scope::of(Some(&who));
            Ok((
                queries::of(c, &who.id)?,
                queries::unseen(c, &scope, &who.id)?,
                lists::of(c, &who.id)?,
            ))
        })
        .await?;
    Ok(views::list(&ctx, &searches, &unseen, &kept))
}

/// `GET /me/searches/new`, with what stands in the address of the search.
pub async fn new_form(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    ctx.require(Act::OwnAccount)?;
    let address = serde_urlencoded::to_string(&pairs.0).unwrap_or_default();
    let Some(asked) = understood(&ctx, question(&address)).await? else {
        // There it is said what is wrong with it.
        return Ok(see_other(&format!("/search?{address}")));
    };
    if asked.is_empty() {
        return Ok(see_other("/search"));
    }
    // Two searches for the same words are told apart by what narrows them.
    let name = if asked.filters.any() {
        views::described(&ctx, &asked)
    } else {
        asked.text.clone()
    };
    let form = FormData::of([
        ("name", name.chars().take(NAME_MAX).collect::<String>()),
        ("pace", Pace::Weekly.name().to_string()),
    ]);
    Ok(views::new(&ctx, &asked, &form, &Problems::default()))
}

/// A question without the filters that stand among its words; none where one of them cannot be used.
async fn understood(ctx: &Ctx, asked: Question) -> Result<Option<Question>> {
    let chosen = asked.filters.pairs();
    let chosen = chosen.map(|(f, v)| (f, v.to_string())).collect();
    let in_address = (asked.text.clone(), chosen);
    let question = Question {
        scope: Scope::of(ctx.member.as_ref()),
        ..asked
    };
    asking::asked(ctx, in_address, question, |_, understood, question| {
        let is_usable = !understood.notes.iter().any(Note::is_error);
        Ok(is_usable.then_some(question))
    })
    .await
}

/// `POST /me/searches`: keeps the search whose address is in `query`.
pub async fn save(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    let asked = question(form.get("query"));
    if asked.is_empty() {
        return Err(Error::BadRequest("form"));
    }
    let mut problems = Problems::default();
    let (name, pace) = name_and_pace(&form, &mut problems);
    let Some(pace) = pace.filter(|_| problems.none()) else {
        return Ok(views::new(&ctx, &asked, &form, &problems));
    };
    let new = New {
        name,
        query: query(&asked),
        pace,
        known: known(&ctx, &asked).await?,
    };
    let now = ctx.app.clock.now();
    let saved = ctx
        .once(&form, move |c| {
            let id = queries::add(c, now, &who.id, &new)?;
            Ok(format!("{ADDRESS}/{id}?done=search-saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            problems.add("name", "saved-searches-too-many");
            Ok(views::new(&ctx, &asked, &form, &problems))
        }
        Err(e) if e.is_unique_violation() => {
            problems.add("name", "saved-searches-taken");
            Ok(views::new(&ctx, &asked, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

fn name_and_pace(form: &FormData, problems: &mut Problems) -> (String, Option<Pace>) {
    let name = problems.line(form, "name", NAME_MAX);
    let pace = Pace::named(form.get("pace"));
    if pace.is_none() {
        problems.add("pace", "invalid-choice");
    }
    (name, pace)
}

/// What fits already is not new. None when that is too much, or cannot be asked: then what was published
/// before is known.
async fn known(ctx: &Ctx, asked: &Question) -> Result<Option<Vec<u8>>> {
    let question = Question {
        scope: Scope::of(ctx.member.as_ref()),
        prefer: ctx.lang.code().to_string(),
        limit: MOST_KNOWN + 1,
        whole: true,
        ..asked.clone()
    };
    let app = ctx.app.clone();
    let ids = tokio::task::spawn_blocking(move || app.search.ids(&app.db, &question))
        .await
        .map_err(Error::internal)?;
    match ids {
        Ok(ids) => Ok((ids.len() <= MOST_KNOWN).then(|| queries::marks(&ids))),
        Err(Error::NoIndex(_)) => Ok(None),
        Err(e) => Err(e),
    }
}

/// `GET /me/searches/{id}?page=`: what it found. That is seen then.
pub async fn show(ctx: Ctx, id: Path<String>, pairs: Pairs) -> Result<HttpResponse> {
    let page = paging::number(get(&pairs, "page"));
    // What is found while the page is made is not on it.
    let now = ctx.app.clock.now();
    let reply = one(&ctx, &id, page, None).await?;
    if !ctx.site.read_only {
        ctx.write(move |c| queries::set_seen(c, now, &id)).await?;
    }
    Ok(reply)
}

/// A form that was not accepted.
struct Refused<'a> {
    form: &'a FormData,
    problems: &'a Problems,
    /// It was filled in over what is no longer stored.
    conflict: bool,
}

/// The page of one search; with the form that was refused.
async fn one(ctx: &Ctx, id: &str, page: i64, refused: Option<Refused<'_>>) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    let id = id.to_string();
    let (search, found) = ctx
        .read(move |c| {
            let search = queries::get(c, &who.id, &id)?;
            let found = queries::found(c, &Scope::of(Some(&who)), &search.id)?;
            Ok((search, found))
        })
        .await?;
    if page > 1 && paging::offset(page) >= found.len() as i64 {
        return Err(Error::NotFound);
    }
    let asked = question(&search.query);
    let mut form = FormData::of([("name", search.name.clone()), ("pace", search.pace.clone())]);
    let none = Problems::default();
    let (mut problems, mut conflict) = (&none, false);
    // What is stored is on the page: a form sent from it knows it.
    let mut version = search.version.to_string();
    if let Some(refused) = refused {
        form = refused.form.clone();
        (problems, conflict) = (refused.problems, refused.conflict);
        if !conflict {
            version = form.get("version").to_string();
        }
    }
    form.set("version", version);
    Ok(views::one(
        ctx,
        &views::One {
            search: &search,
            asked: &asked,
            found: &found,
            page,
            form: &form,
            problems,
            conflict,
        },
    ))
}

/// `POST /me/searches/{id}`: another name, another pace.
pub async fn change(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let version = form.version()?;
    let mut problems = Problems::default();
    let (name, pace) = name_and_pace(&form, &mut problems);
    let mut conflict = false;
    if let Some(pace) = pace.filter(|_| problems.none()) {
        let this = id.clone();
        let saved = ctx
            .once(&form, move |c| {
                queries::change(c, &who, &this, version, (&name, pace))?;
                Ok(format!("{ADDRESS}/{this}?done=saved"))
            })
            .await;
        match saved {
            Ok(to) => return Ok(see_other(&to)),
            // What was typed stays, and is saved over the other when it is sent again.
            Err(Error::Conflict) => conflict = true,
            Err(e) if e.is_unique_violation() => problems.add("name", "saved-searches-taken"),
            Err(e) => return Err(e),
        }
    }
    let refused = Refused {
        form: &form,
        problems: &problems,
        conflict,
    };
    one(&ctx, &id, 1, Some(refused)).await
}

/// `POST /me/searches/{id}/remove`
pub async fn remove(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let to = ctx
        .once(&form, move |c| {
            queries::remove(c, &who, &id)?;
            Ok(format!("{ADDRESS}?done=search-removed"))
        })
        .await?;
    Ok(see_other(&to))
}
