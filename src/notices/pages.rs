//! `/me/notices`, `/notices/less/{token}`, and following a topic.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::Duration;

use super::letters::{DIGEST, OF_SEARCH};
use super::queries::{self, Choices};
use super::{KINDS, Kind, Pace, Quiet, views};
use crate::audit;
use crate::clock;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::meetings::ZONES;
use crate::members::{self, Member};
use crate::rights::Act;
use crate::search::saved;
use crate::sign_in::delay;
use crate::tokens::{self, Purpose};
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, FormData, Lang, Problems, see_other};

/// Topics named on the page.
const FOLLOWED: i64 = 50;

/// `GET /me/notices`
pub async fn choose_form(ctx: Ctx) -> Result<HttpResponse> {
    let member = ctx.require(Act::OwnAccount)?.clone();
    let id = member.id.clone();
    let choices = ctx.read(move |c| Choices::of(c, &[id])).await?;
    let quiet = choices.quiet(&member.id);
    let mut form = FormData::of([
        ("quiet_from", quiet.from.to_string()),
        ("quiet_to", quiet.to.to_string()),
        ("zone", quiet.zone.name().to_string()),
        ("lang", member.lang.code().to_string()),
    ]);
    for row in &KINDS {
        form.push(row.name, choices.pace(&member.id, row.kind).name());
    }
    show(&ctx, &member, &form, &Problems::default()).await
}

async fn show(
    ctx: &Ctx,
    member: &Member,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let id = member.id.clone();
    let followed = ctx
        .read(move |c| queries::followed(c, &id, FOLLOWED))
        .await?;
    Ok(views::choose(ctx, member, &followed, form, problems))
}

/// `POST /me/notices`
pub async fn choose(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let member = ctx.require(Act::OwnAccount)?.clone();
    let mut problems = Problems::default();
    let mut paces = Vec::new();
    for row in KINDS
        .iter()
        .filter(|r| r.may_be_off && r.kind.concerns(&member))
    {
        match Pace::named(form.get(row.name)) {
            Some(pace) => paces.push((row.kind, pace)),
            // A page from before there was this kind says nothing of it.
            None if !form.has(row.name) => {}
            None => problems.add(row.name, "invalid-choice"),
        }
    }
    let from = problems.number(&form, "quiet_from", 0, 23);
    let to = problems.number(&form, "quiet_to", 0, 23);
    let zone = problems.choice(&form, "zone", &ZONES);
    let lang = Lang::named(form.get("lang"));
    if lang.is_none() {
        problems.add("lang", "invalid-choice");
    }
    let (Some(lang), true) = (lang, problems.none()) else {
        return show(&ctx, &member, &form, &problems).await;
    };
    let quiet = Quiet {
        from: u32::try_from(from).map_err(Error::internal)?,
        to: u32::try_from(to).map_err(Error::internal)?,
        zone: clock::zone(zone.unwrap_or_default()),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            for (kind, pace) in paces {
                queries::set_pace(c, &member.id, kind, pace)?;
            }
            queries::set_quiet(c, &member.id, &quiet)?;
            members::change_language(c, &member.id, lang)?;
            audit::record(
                c,
                now,
                Some(&member.id),
                "choose-notices",
                "person",
                &member.id,
            )?;
            Ok("/me/notices?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /forum/{topic}/follow`: `do` is `follow` or `unfollow`.
pub async fn follow(ctx: Ctx, topic: Path<String>, form: FormData) -> Result<HttpResponse> {
    let id = ctx.require(Act::ReadNetwork)?.id.clone();
    let topic = topic.into_inner();
    let follows = match form.get("do") {
        "follow" => true,
        "unfollow" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    let back = form.get("back") == "notices";
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let done = if follows {
                if !crate::forum::is_there(c, &topic)? {
                    return Err(Error::NotFound);
                }
                queries::follow(c, now, &id, &topic)?;
                "notices-followed"
            } else {
                queries::unfollow(c, &id, &topic)?;
                "notices-unfollowed"
            };
            Ok(if back {
                format!("/me/notices?done={done}")
            } else {
                format!("/forum/{topic}?done={done}")
            })
        })
        .await?;
    Ok(see_other(&to))
}

/// What a link in a mail leads to less of.
#[derive(Clone, Debug, PartialEq)]
pub enum Less {
    /// Invitations cannot be switched off: the page says how to be left out.
    Invitations,
    One(Kind),
    /// One saved search, by id and name.
    Search(String, String),
    /// All saved searches.
    Searches,
    /// All that comes in digests.
    Digests,
}

impl Less {
    fn named(c: &mut Conn, person: &str, name: &str) -> Result<Option<Less>> {
        if let Some(id) = name.strip_prefix(OF_SEARCH) {
            let called = saved::name(c, person, id)?;
            return Ok(called.map(|called| Less::Search(id.to_string(), called)));
        }
        Ok(match Kind::named(name) {
            Some(Kind::Search) => Some(Less::Searches),
            Some(kind) if kind.row().may_be_off => Some(Less::One(kind)),
            Some(_) => Some(Less::Invitations),
            None => (name == DIGEST).then_some(Less::Digests),
        })
    }
}

/// Whom a key is for, and what they get less of. `LinkSpent` when it is no key or they are gone.
fn peek(c: &mut Conn, now: chrono::NaiveDateTime, key: &str) -> Result<(Member, Less)> {
    let subject = tokens::peek(c, now, Purpose::Less, key)?;
    let (person, kind) = subject.split_once(' ').ok_or(Error::LinkSpent)?;
    let member = members::acting(c, &[person.to_string()])?
        .pop()
        .ok_or(Error::LinkSpent)?;
    let less = Less::named(c, person, kind)?.ok_or(Error::LinkSpent)?;
    Ok((member, less))
}

/// `GET /notices/less/{token}`: says what the button does, and changes nothing.
pub async fn less_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let key = token.clone();
    let (member, less) = ctx.read(move |c| peek(c, now, &key)).await?;
    Ok(views::less(&ctx.speaking(member.lang), &token, &less))
}

/// Mail servers press the button for many people from few addresses.
const PRESSING: Rate = Rate {
    limit: 600,
    window: Duration::hours(1),
};

/// `POST /notices/less/{token}`: by the page's button, or by the reader's mail program, which has no
/// form token (RFC 8058). Done twice, it is done once.
pub async fn less(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let (key, from) = (
        token.into_inner(),
        ctx.app.key.digest("less-from", &delay::place(&ctx.from)),
    );
    let origin = audit::coarse(&ctx.from);
    // Counted in a transaction of its own: a refused key counts.
    ctx.app
        .db
        .write(move |c| throttle::count(c, now, &from, &PRESSING))
        .await?;
    let (member, less) = ctx
        .app
        .db
        .write(move |c| {
            audit::coming_from(&origin, || {
                let (member, less) = peek(c, now, &key)?;
                give_less(c, &member.id, &less)?;
                if less != Less::Invitations {
                    let id = &member.id;
                    audit::record(c, now, Some(id), "choose-notices", "person", id)?;
                }
                Ok((member, less))
            })
        })
        .await?;
    Ok(views::less_done(&ctx.speaking(member.lang), &less))
}

fn give_less(c: &mut Conn, person: &str, less: &Less) -> Result<()> {
    match less {
        Less::Invitations => Ok(()),
        Less::One(kind) => queries::set_pace(c, person, *kind, Pace::Off),
        Less::Search(id, _) => saved::stop(c, person, id),
        Less::Searches => saved::stop_all(c, person, &Pace::ALL),
        Less::Digests => {
            saved::stop_all(c, person, &[Pace::Daily, Pace::Weekly])?;
            let choices = Choices::of(c, &[person.to_string()])?;
            for row in KINDS.iter().filter(|r| r.may_be_off) {
                if matches!(choices.pace(person, row.kind), Pace::Daily | Pace::Weekly) {
                    queries::set_pace(c, person, row.kind, Pace::Off)?;
                }
            }
            Ok(())
        }
    }
}
