//! Videos elsewhere that can be played here once a reader asks: whose player, and what it needs.

use super::facts::Video;

/// A player that is put into the page when a reader presses its button, and not before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Whose it is, and the only place the page may then show a frame from.
    pub host: String,
    /// The address of the player with the video.
    pub address: String,
}

/// The player of a video, when we know how its host is embedded. Others stay a link.
pub fn player(video: &Video) -> Option<Player> {
    let rest = video.address.strip_prefix("https://")?;
    let (host, rest) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.split('#').next().unwrap_or_default();
    let pieces: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    match host.strip_prefix("www.").unwrap_or(&host) {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" => youtube(match pieces[..] {
            ["watch"] => asked(query, "v")?,
            ["embed" | "shorts" | "live", id] => id,
            _ => return None,
        }),
        "youtu.be" => youtube(pieces.first()?),
        "vimeo.com" => vimeo(match pieces[..] {
            [id] | ["channels", _, id] => id,
            _ => return None,
        }),
        "player.vimeo.com" => vimeo(match pieces[..] {
            ["video", id] => id,
            _ => return None,
        }),
        name if is_23video(name) => {
            let id = match pieces[..] {
                ["video", id] | ["video", id, _] | ["photo", id] => id,
                ["v.ihtml", "player.html"] => asked(query, "photo_id")?,
                _ => return None,
            };
            let path = format!("v.ihtml/player.html?source=embed&photo_id={id}");
            is_number(id).then(|| at(name, &path))
        }
        _ => None,
    }
}

fn at(host: &str, path: &str) -> Player {
    Player {
        host: host.to_string(),
        address: format!("https://{host}/{path}"),
    }
}

/// The form of the player that sets no cookie until it plays.
fn youtube(id: &str) -> Option<Player> {
    let is_id = id.len() == 11
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_id.then(|| at("www.youtube-nocookie.com", &format!("embed/{id}")))
}

fn vimeo(id: &str) -> Option<Player> {
    is_number(id).then(|| at("player.vimeo.com", &format!("video/{id}?dnt=1")))
}

/// A customer's own part of 23video.
fn is_23video(host: &str) -> bool {
    host.strip_suffix(".23video.com").is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

fn is_number(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit())
}

/// What a query says under a name.
fn asked<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('#')
        .next()?
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(address: &str) -> Option<String> {
        let video = Video {
            address: address.to_string(),
            ..Video::default()
        };
        player(&video).map(|p| p.address)
    }

    #[test]
    fn known_hosts_are_played_by_their_own_player() {
        let youtube = "https://www.youtube-nocookie.com/embed/aB3_-xyZ01q";
        for address in [
            "https://www.youtube.com/watch?v=aB3_-xyZ01q",
            "https://youtube.com/watch?list=x&v=aB3_-xyZ01q&t=3#a",
            "https://m.youtube.com/shorts/aB3_-xyZ01q",
            "https://youtu.be/aB3_-xyZ01q?si=x",
            "https://www.youtube-nocookie.com/embed/aB3_-xyZ01q",
        ] {
            assert_eq!(played(address).as_deref(), Some(youtube), "{address}");
        }
        let vimeo = "https://player.vimeo.com/video/76979871?dnt=1";
        for address in [
            "https://vimeo.com/76979871",
            "https://vimeo.com/channels/staff/76979871",
            "https://player.vimeo.com/video/76979871?h=1",
        ] {
            assert_eq!(played(address).as_deref(), Some(vimeo), "{address}");
        }
        let other = "https://kommune.23video.com/v.ihtml/player.html?source=embed&photo_id=123";
        for address in [
            "https://kommune.23video.com/video/123/samskabelse",
            "https://kommune.23video.com/v.ihtml/player.html?token=a&photo_id=123",
        ] {
            assert_eq!(played(address).as_deref(), Some(other), "{address}");
        }
    }

    #[test]
    fn everything_else_stays_a_link() {
        for address in [
            "",
            "http://youtu.be/aB3_-xyZ01q",
            "https://youtu.be/short",
            "https://youtu.be/aB3_-xyZ01q;x",
            "https://www.youtube.com/@kommunen",
            "https://youtube.com.evil.example/watch?v=aB3_-xyZ01q",
            "https://vimeo.com/kanalen",
            "https://evil.example/kommune.23video.com/video/1",
            "https://a.b.23video.com/video/1",
            "https://.23video.com/video/1",
            "https://kommune.23video.com/video/1;script",
            "https://video.example/1",
        ] {
            assert_eq!(played(address), None, "{address}");
        }
    }
}
