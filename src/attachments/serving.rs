//! `/files/{id}/{name}`: a file, for whoever may read its entry. It comes from our origin and can do
//! nothing there: it is what its content was found to be, may not be taken for anything else, runs
//! nothing and loads nothing.

use std::ops::Range;

use actix_web::body::SizedStream;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{names, readable};
use crate::error::{Error, Result};
use crate::web::Ctx;

/// What a file may do when it is opened by itself: nothing.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wanted {
    /// Of a picture: `large` or `small`.
    size: String,
    /// To be kept, not shown.
    download: Option<String>,
}

/// `GET /files/{id}/{name}`: the name is only for people.
pub async fn serve(
    ctx: Ctx,
    req: HttpRequest,
    path: Path<(String, String)>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse> {
    let (id, _) = path.into_inner();
    let who = ctx.member.clone();
    let (file, entry) = ctx.read(move |c| readable(c, who.as_ref(), &id)).await?;
    let kind = file.kind()?;
    let smaller = match wanted.size.as_str() {
        "small" => file.small_hash.as_ref().or(file.large_hash.as_ref()),
        "large" => file.large_hash.as_ref(),
        _ => None,
    };
    let hash = smaller.unwrap_or(&file.hash).clone();
    let length = match smaller {
        Some(hash) => {
            let hash = hash.clone();
            ctx.read(move |c| super::queries::length(c, &hash)).await?
        }
        None => file.bytes,
    };
    let length = length.unsigned_abs();
    let tag = format!("\"{hash}\"");
    // Asked about each time: who may read it may change the next minute.
    let for_all = entry.status == "published" && entry.audience == "public";
    let caching = if for_all && file.proposal_id.is_none() {
        "public, no-cache"
    } else {
        "private, no-cache"
    };
    let head = |name: header::HeaderName| req.headers().get(name).and_then(|v| v.to_str().ok());
    let known = head(header::IF_NONE_MATCH).is_some_and(|known| {
        known
            .split(',')
            .any(|t| t.trim().trim_start_matches("W/") == tag)
    });
    let how = if kind.is_shown() && wanted.download.is_none() {
        "inline"
    } else {
        "attachment"
    };
    // A part of what is no longer the same file is of no use.
    let same = head(header::IF_RANGE).is_none_or(|then| then == tag);
    let asked = head(header::RANGE)
        .filter(|_| same)
        .map(|r| part(r, length));
    let mut answer = match (known, &asked) {
        (true, _) => HttpResponse::NotModified(),
        (_, Some(Part::None)) => HttpResponse::RangeNotSatisfiable(),
        (_, Some(Part::Some(_))) => HttpResponse::PartialContent(),
        _ => HttpResponse::Ok(),
    };
    answer
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::ETAG, tag))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        // Packed once more it would be another file, of another length.
        .insert_header((
            header::CONTENT_ENCODING,
            HeaderValue::from_static("identity"),
        ));
    if known {
        return Ok(answer.finish());
    }
    let range = match asked {
        Some(Part::None) => {
            let whole = format!("bytes */{length}");
            return Ok(answer
                .insert_header((header::CONTENT_RANGE, whole))
                .finish());
        }
        Some(Part::Some(range)) => {
            let told = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            answer.insert_header((header::CONTENT_RANGE, told));
            Some(range)
        }
        _ => None,
    };
    let sent = range.as_ref().map_or(length, |r| r.end - r.start);
    let bytes = match ctx.app.files.read(&hash, range).await {
        // It is written down, and should be there.
        Err(Error::NotFound) => return Err(Error::internal(format!("the file {hash} is missing"))),
        bytes => bytes?,
    };
    Ok(answer
        .insert_header((header::CONTENT_TYPE, kind.media_type()))
        .insert_header((
            header::CONTENT_DISPOSITION,
            names::disposition(how, &file.name),
        ))
        .body(SizedStream::new(sent, bytes)))
}

#[derive(Debug, PartialEq)]
enum Part {
    /// Asked for in a way that is answered with the whole.
    Whole,
    Some(Range<u64>),
    /// There is no such part.
    None,
}

/// The part a `Range` asks for. Several at once are answered with the whole.
fn part(asked: &str, length: u64) -> Part {
    let Some(spec) = asked.trim().strip_prefix("bytes=") else {
        return Part::Whole;
    };
    let Some((from, to)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (from.trim(), to.trim()) {
        ("", last) => match number(last) {
            Some(last) => length.saturating_sub(last)..length,
            None => return Part::Whole,
        },
        (first, "") => match number(first) {
            Some(first) => first..length,
            None => return Part::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
            _ => return Part::Whole,
        },
    };
    if range.start < range.end {
        Part::Some(range)
    } else {
        Part::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for_and_is_there() {
        for (asked, part_of_100) in [
            ("bytes=0-9", Part::Some(0..10)),
            ("bytes=90-", Part::Some(90..100)),
            ("bytes=-10", Part::Some(90..100)),
            ("bytes=-1000", Part::Some(0..100)),
            ("bytes=50-18446744073709551615", Part::Some(50..100)),
            ("bytes=100-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=9-1", Part::Whole),
            ("lines=1-2", Part::Whole),
        ] {
            assert_eq!(part(asked, 100), part_of_100, "{asked}");
        }
    }
}
