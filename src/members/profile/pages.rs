//! `/me/profile`, `/me/photo`, `/people`.

use actix_web::http::header::{self, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Field, NewProfile, Profile, Search, Sees, Viewer, photo, queries, sees_name, views};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::privacy::consents::{self, Purpose};
use crate::rights::Act;
use crate::tokens;
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /me/profile`
pub async fn edit_form(ctx: Ctx) -> Result<HttpResponse> {
    let profile = own(&ctx).await?;
    let form = filled(&profile);
    Ok(views::edit(&ctx, &profile, &form, &Problems::default()))
}

async fn own(ctx: &Ctx) -> Result<Profile> {
    let id = ctx.require(Act::OwnAccount)?.id.clone();
    ctx.read(move |c| queries::profile(c, &id)).await
}

fn filled(profile: &Profile) -> FormData {
    let mut form = FormData::of([
        ("name", &profile.name),
        ("title", &profile.title),
        ("phone", &profile.phone),
        ("help", &profile.help),
        ("lang", &profile.lang),
    ]);
    for code in profile.speaks() {
        form.push("speaks", code);
    }
    let sees = Sees::read(&profile.visibility);
    for field in Field::ALL {
        form.push(&sees_name(field), sees.of(field).name());
    }
    let seen = seen(&form);
    form.set("seen", seen);
    form
}

/// What the reader of a form saw: who saves says what they changed it from.
fn seen(form: &FormData) -> String {
    let all: Vec<String> = form
        .pairs()
        .map(|(name, value)| format!("{name}={value}\0"))
        .collect();
    tokens::hash(&all.concat())
}

/// `POST /me/profile`
pub async fn save(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let profile = own(&ctx).await?;
    let new = match NewProfile::parse(&form, &Sees::read(&profile.visibility)) {
        Ok(new) => new,
        Err(problems) => return Ok(views::edit(&ctx, &profile, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let was_public = Sees::read(&profile.visibility).any_public();
    let id = profile.id;
    let saw = form.get("seen").to_string();
    let saved = ctx
        .once(&form, move |c| {
            if !saw.is_empty() && filled(&queries::profile(c, &id)?).get("seen") != saw {
                return Err(Error::Conflict);
            }
            super::change(c, &id, &new)?;
            let is_public = new.sees.any_public();
            // Who agreed before showing anything has taken nothing back.
            if is_public || was_public {
                consents::follow(c, now, &id, Purpose::PublicProfile, is_public)?;
            }
            audit::record(c, now, Some(&id), "change-profile", "person", &id)?;
            Ok("/me/profile?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        // Changed in another window: what was typed stays, and who sends it again means it.
        Err(Error::Conflict) => {
            let profile = own(&ctx).await?;
            let mut form = form;
            form.set("seen", filled(&profile).get("seen"));
            let mut problems = Problems::default();
            problems.add("name", "profile-changed-meanwhile");
            Ok(views::edit(&ctx, &profile, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

/// `POST /me/photo`: a file that is no picture changes nothing.
pub async fn save_photo(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let profile = own(&ctx).await?;
    let refused = |key| {
        let mut problems = Problems::default();
        problems.add("photo", key);
        views::edit(&ctx, &profile, &filled(&profile), &problems)
    };
    let Some(file) = form.file("photo") else {
        return Ok(refused("profile-photo-none"));
    };
    let Some(photo) = photo::from_file(file.bytes.clone()).await? else {
        return Ok(refused("profile-photo-bad"));
    };
    let now = ctx.app.clock.now();
    let id = profile.id.clone();
    let to = ctx
        .once(&form, move |c| {
            queries::set_photo(c, now, &id, &photo)?;
            consents::follow(c, now, &id, Purpose::Photo, true)?;
            audit::record(c, now, Some(&id), "change-photo", "person", &id)?;
            Ok("/me/profile?done=profile-photo-saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /me/photo/remove`
pub async fn remove_photo(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.require(Act::OwnAccount)?.id.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            queries::remove_photo(c, &id)?;
            consents::follow(c, now, &id, Purpose::Photo, false)?;
            audit::record(c, now, Some(&id), "remove-photo", "person", &id)?;
            Ok("/me/profile?done=profile-photo-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    organisation: String,
    speaks: String,
    page: Option<String>,
}

impl Asked {
    /// The address of a page of the same list.
    fn href(&self, page: i64) -> String {
        let page = page.to_string();
        let all = [
            ("q", &self.q),
            ("organisation", &self.organisation),
            ("speaks", &self.speaks),
            ("page", &page),
        ];
        let said: Vec<_> = all.iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_urlencoded::to_string(said).unwrap_or_default();
        format!("/people?{query}")
    }
}

fn viewer(ctx: &Ctx) -> Viewer {
    if ctx.may(Act::ReadNetwork) {
        Viewer::Network
    } else {
        Viewer::Visitor
    }
}

/// `GET /people?q=&organisation=&speaks=&page=`
pub async fn list(ctx: Ctx, query: Query<Asked>) -> Result<HttpResponse> {
    let search = Search::parse(&query.q, &query.organisation, &query.speaks);
    let at = paging::number(query.page.as_deref());
    let viewer = viewer(&ctx);
    let wanted = search.clone();
    let (people, total, organisations) = ctx
        .read(move |c| match viewer {
            Viewer::Network => {
                let (people, total) = queries::find(c, &wanted, PER_PAGE, paging::offset(at))?;
                Ok((people, total, members::organisations(c)?))
            }
            // Few show themselves to everybody: what is hidden of them is left out of the search by
            // searching what is left of them.
            Viewer::Visitor => {
                let mut people = queries::public(c)?;
                people.retain(|p| wanted.finds(p));
                let total = people.len() as i64;
                let page = people.into_iter().skip(paging::offset(at) as usize);
                Ok((page.take(PER_PAGE as usize).collect(), total, Vec::new()))
            }
        })
        .await?;
    if people.is_empty() && at > 1 {
        return Err(Error::NotFound);
    }
    let form = FormData::of([
        ("q", &query.q),
        ("organisation", &query.organisation),
        ("speaks", &query.speaks),
    ]);
    let found = views::Found {
        people: &people,
        total,
        at,
        narrowed: search != Search::default(),
    };
    Ok(views::list(
        &ctx,
        viewer,
        &found,
        &organisations,
        &form,
        |page| query.href(page),
    ))
}

/// `GET /people/{id}`: as if there were nobody, when the viewer may not see them.
pub async fn show(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let id = id.into_inner();
    let viewer = viewer(&ctx);
    let profile = ctx
        .read(move |c| queries::profile(c, &id))
        .await?
        .shown_to(viewer)
        .ok_or(Error::NotFound)?;
    Ok(views::show(&ctx, &profile))
}

/// `GET /people/{id}/photo`
pub async fn show_photo(ctx: Ctx, req: HttpRequest, id: Path<String>) -> Result<HttpResponse> {
    let id = id.into_inner();
    let viewer = viewer(&ctx);
    let photo = ctx
        .read(move |c| {
            let shown = queries::profile(c, &id)?.shown_to(viewer);
            match shown.and_then(|p| p.photo) {
                Some(_) => queries::photo(c, &id),
                None => Err(Error::NotFound),
            }
        })
        .await?;
    let tag = EntityTag::new_strong(photo.hash.clone());
    let known = match IfNoneMatch::parse(&req) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|t| t.weak_eq(&tag)),
        _ => false,
    };
    // Kept by the reader's browser alone, and asked about each time: what was shown may be hidden
    // the next minute.
    let caching = (header::CACHE_CONTROL, "private, no-cache");
    if known {
        return Ok(HttpResponse::NotModified()
            .insert_header(caching)
            .insert_header(ETag(tag))
            .finish());
    }
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header(caching)
        .insert_header(ETag(tag))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "inline; filename=\"photo.jpg\"",
        ))
        .body(photo.bytes))
}
