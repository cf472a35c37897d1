//! `/places`: municipalities by country and name, and one with all that is known of it.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{Country, Place, all, find, get, of_organisation, queries, views, within};
use crate::error::{Error, Result};
use crate::library::lists::pages::{Pairs, get as said, rows};
use crate::library::lists::{Facet, Filter};
use crate::members::Scope;
use crate::members::profile::{self, Viewer};
use crate::organisations::today;
use crate::text;
use crate::web::{Ctx, paging};

/// Whom to ask about its entries, on a municipality's page.
const CONTACTS: usize = 20;
/// People shown on a municipality's page.
const PEOPLE: i64 = 50;

/// `GET /places?q=&country=`
pub async fn list(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let asked = text::line(said(&pairs, "q").unwrap_or_default(), 100).unwrap_or_default();
    let country = said(&pairs, "country").and_then(Country::named);
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let counts: HashMap<String, i64> = ctx
        .read(move |c| {
            let all = app.catalogue.at(c)?;
            let found = all.find(who.as_ref(), &Filter::default(), None, 0, 0);
            let choices = found.choices(Facet::Place).into_iter();
            Ok(choices.map(|choice| (choice.value, choice.count)).collect())
        })
        .await?;
    let mut shown: Vec<&'static Place> = if asked.is_empty() {
        all().iter().collect()
    } else {
        find(&asked)
    };
    // All of a country, or where there is something to read.
    let narrowed = !asked.is_empty() || country.is_some();
    shown.retain(|p| country.is_none_or(|c| c == p.country));
    if !narrowed {
        shown.retain(|p| counts.contains_key(p.code));
    }
    Ok(views::list(
        &ctx,
        &views::Listed {
            asked,
            country,
            shown,
            counts,
        },
    ))
}

/// `GET /places/{code}?page=`
pub async fn show(ctx: Ctx, code: Path<String>, pairs: Pairs) -> Result<HttpResponse> {
    let place = get(&code.to_uppercase()).ok_or(Error::NotFound)?;
    let page = paging::asked(said(&pairs, "page"));
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let viewer = match &who {
        Some(_) => Viewer::Network,
        None => Viewer::Visitor,
    };
    let seen = ctx
        .read(move |c| {
            let filter = Filter::only(Facet::Place, place.code);
            let found = app.catalogue.at(c)?.find(
                who.as_ref(),
                &filter,
                None,
                paging::offset(page.unwrap_or(1)) as usize,
                paging::PER_PAGE as usize,
            );
            let scope = Scope::of(who.as_ref());
            let rows = rows(c, &scope, &found)?;
            let contacts = queries::contacts(c, &scope, place.code, CONTACTS)?;
            let mut organisations = queries::organisations(c)?;
            organisations.retain(|o| of_organisation(o).is_some_and(|p| p.code == place.code));
            let ids: Vec<String> = organisations.iter().map(|o| o.id.clone()).collect();
            let people = profile::of_organisations(c, &ids, viewer, PEOPLE)?;
            let mut meetings = queries::meetings(c)?;
            meetings.retain(|m| within(&m.place, "da").is_some_and(|p| p.code == place.code));
            Ok(views::Seen {
                place,
                rows,
                total: found.total,
                page,
                contacts,
                organisations,
                people,
                meetings,
            })
        })
        .await?;
    Ok(views::show(&ctx, &seen, today(ctx.app.clock.now())))
}
