//! What holds for every page: form tokens, headers, limits, languages, migrations.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::{Method, StatusCode};

use faelles::web::Lang;

use crate::support::Site;

#[actix_web::test]
async fn a_form_from_elsewhere_is_refused() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open("/me").await;
    let body = |token: &str| {
        serde_urlencoded::to_string([("token", token), ("once", &page.field("once"))])
            .unwrap()
            .into_bytes()
    };
    let good = page.field("token");
    let tries: [(&str, &[(&str, &str)]); 5] = [
        (&good, &[("origin", "https://evil.example")]),
        (&good, &[("origin", "null")]),
        (&good, &[("sec-fetch-site", "cross-site")]),
        (&good, &[("sec-fetch-site", "same-site")]),
        ("0000", &[("origin", "http://127.0.0.1:8080")]),
    ];
    for (token, heads) in tries {
        let reply = karen
            .send(
                Method::POST,
                "/sign-out-everywhere",
                Some(body(token)),
                heads,
            )
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{heads:?}");
    }
    // Another person's token is no good either.
    let other = site.signed_in("Per Lund", &[]).await.open("/me").await;
    let reply = karen
        .send(
            Method::POST,
            "/sign-out-everywhere",
            Some(body(&other.field("token"))),
            &[],
        )
        .await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    karen.open("/me").await;
}

#[actix_web::test]
async fn hostile_bodies_get_a_clear_answer() {
    let site = Site::new().await;
    let visitor = site.visitor();
    let huge = vec![b'a'; 50 * 1024 * 1024];
    let reply = visitor
        .send(Method::POST, "/sign-in", Some(huge), &[])
        .await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.has("2 MB"));
    for (body, says) in [
        (&b"email=a%00b"[..], "NUL"),
        (&b"email=%FF%FE"[..], "UTF-8"),
    ] {
        let reply = visitor
            .send(Method::POST, "/sign-in", Some(body.to_vec()), &[])
            .await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
        assert!(reply.has(says), "{}", reply.text);
    }
    let long = format!("/search?q={}", "x".repeat(20_000));
    assert_eq!(visitor.get(&long).await.status, StatusCode::BAD_REQUEST);
    for path in [
        "/sign-in/%00",
        "/library/%00",
        "/library?municipality=%00",
        "/search?q=%00",
        "/library/%FF",
        "/static/../Cargo.toml",
        "/%2e%2e/x",
    ] {
        let status = visitor.get(path).await.status;
        assert!(status.is_client_error(), "{path}: {status}");
    }
}

#[actix_web::test]
async fn every_page_carries_the_protecting_headers() {
    let site = Site::new().await;
    for path in ["/", "/sign-in", "/nope", "/healthz"] {
        let reply = site.visitor().get(path).await;
        let head = |name: &str| {
            reply
                .headers
                .get(name)
                .unwrap_or_else(|| panic!("{path} has no {name}"))
                .to_str()
                .unwrap()
                .to_string()
        };
        let policy = head("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(head("x-content-type-options"), "nosniff");
        assert_eq!(head("x-request-id").len(), 32);
        assert!(!reply.has("style=\"") && !reply.has("onclick="));
    }
}

#[actix_web::test]
async fn files_are_fingerprinted_and_kept() {
    let site = Site::new().await;
    let front = site.visitor().open("/").await;
    let at = front.text.find("/static/site.").unwrap();
    let path = front.text[at..].split('"').next().unwrap();
    let css = site.visitor().open(path).await;
    let kept = css.headers.get("cache-control").unwrap().to_str().unwrap();
    assert!(kept.contains("max-age=31536000") && kept.contains("immutable"));
    let wrong = site.visitor().get("/static/site.0000000000.css").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_language_is_danish_until_another_is_chosen() {
    let site = Site::new().await;
    let visitor = site.visitor();
    let english = [("accept-language", "en")];
    let reply = visitor.send(Method::GET, "/sign-in", None, &english).await;
    assert!(reply.has("<html lang=\"da\">") && reply.has("Log ind"));
    let chosen = visitor
        .post("/language", &[("lang", "en"), ("back", "/sign-in")])
        .await;
    assert_eq!(chosen.location(), "/sign-in");
    let reply = visitor.open("/sign-in").await;
    assert!(reply.has("<html lang=\"en\">") && reply.has("Sign in"));
}

/// The strings of a language by their keys, each with its lines as one.
fn strings(lang: &str) -> BTreeMap<String, String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    let mut strings: BTreeMap<String, String> = BTreeMap::new();
    for file in std::fs::read_dir(folder.join(lang)).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut last = String::new();
        for line in text.lines() {
            match line.split_once(" =") {
                Some((key, said)) if key.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    last = key.to_string();
                    let before = strings.insert(last.clone(), said.trim().to_string());
                    assert!(before.is_none(), "{lang}: {key} twice");
                }
                _ if line.starts_with(' ') => {
                    let said = strings.entry(last.clone()).or_default();
                    *said = format!("{said} {}", line.trim());
                }
                _ => {}
            }
        }
    }
    strings
}

#[test]
fn every_string_is_there_in_every_language() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let danish = strings("da");
    let value = regex::Regex::new(r"\$[a-z_]+").unwrap();
    let values = |said: &str| -> BTreeSet<String> {
        value
            .find_iter(said)
            .map(|v| v.as_str().to_string())
            .collect()
    };
    // Small words that only Danish has: where one stands, a sentence was left as it was.
    let small = [
        (Lang::Sv, r"(?i)\b(og|ikke|hvis|kun|jeres|hvad|til at)\b"),
        (Lang::Nb, r"(?i)\b(af|hvad|mig|dig|sig|jeres|efter|noget)\b"),
        (Lang::En, r"(?i)\b(og|ikke|hvis|af|jeres|hvad|mig|eller)\b"),
    ];
    for lang in Lang::ALL {
        let there = strings(lang.code());
        let keys = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<BTreeSet<_>>();
        let (ours, theirs) = (keys(&danish), keys(&there));
        let missing: Vec<_> = ours.symmetric_difference(&theirs).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
        for (key, said) in &there {
            assert!(!said.is_empty(), "{}: {key} says nothing", lang.code());
            let same = values(said) == values(&danish[key]);
            assert!(same, "{}: {key} has other values", lang.code());
        }
        for (_, words) in small.iter().filter(|(of, _)| *of == lang) {
            let words = regex::Regex::new(words).unwrap();
            let left: Vec<_> = there
                .iter()
                .filter(|(_, said)| words.is_match(said))
                .collect();
            assert!(left.is_empty(), "{}: {left:#?}", lang.code());
        }
    }
    // And every key the program names is one of them.
    let named = regex::Regex::new(r#"\.(?:t|tv)\(\s*"([a-z0-9-]+)""#).unwrap();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for found in named.captures_iter(&text) {
                assert!(
                    danish.contains_key(&found[1]),
                    "{}: {}",
                    path.display(),
                    &found[1]
                );
            }
        }
    }
}

#[actix_web::test]
async fn a_form_sent_after_the_session_ended_gives_back_what_was_typed() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open("/me").await;
    karen.post("/sign-out", &[]).await;
    let title = "Konsulent for <b>nabohjælp</b> på havnen";
    let fields = [
        ("token", page.field("token")),
        ("once", page.field("once")),
        ("name", "Karen".to_string()),
        ("title", title.to_string()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let reply = karen.send_form("/me/profile", &fields).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(
        reply.has("Konsulent for &lt;b&gt;nabohjælp&lt;/b&gt; på havnen"),
        "{}",
        reply.text
    );
    assert!(!reply.main().contains(&page.field("token")));
}

#[actix_web::test]
async fn a_page_from_the_browsers_memory_changed_and_sent_again_loses_nothing_silently() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open("/me").await;
    let (token, once) = (page.field("token"), page.field("once"));
    let send = |title: &'static str| {
        let fields = [
            ("token", token.clone()),
            ("once", once.clone()),
            ("name", "Karen Holm".to_string()),
            ("title", title.to_string()),
            ("lang", "da".to_string()),
        ];
        let karen = &karen;
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            karen.send_form("/me/profile", &fields).await
        }
    };
    assert_eq!(send("Konsulent").await.status, StatusCode::SEE_OTHER);
    assert_eq!(send("Konsulent").await.status, StatusCode::SEE_OTHER);
    let other = send("Leder af Center for Borger og Branding").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert!(
        other
            .main()
            .contains("Leder af Center for Borger og Branding")
    );
    assert!(karen.open("/me").await.has("Konsulent"));
}
