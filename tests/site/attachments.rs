//! Files of entries: what is taken, what is refused, who gets them, and what becomes of them.

use std::cell::RefCell;
use std::io::{Cursor, Write};

use actix_web::http::{Method, StatusCode};
use chrono::Duration;
use diesel::prelude::*;
use faelles::attachments::kinds::Kind;
use faelles::jobs::{self, Job};
use faelles::members::Role;
use faelles::schema::{attachments, audit, blobs};
use faelles::search::Question;
use faelles::{check, db::Conn};
use image::ImageFormat;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::compare::{press, step};
use crate::kill;
use crate::profile::picture;
use crate::support::program::{Program, fetch_as, free_port};
use crate::support::{Browser, Reply, Site, database};

const BOUNDARY: &str = "----a-browser-made-this-up";

/// A published entry of `who`; its address.
pub async fn entry(who: &Browser<'_>, title: &str, audience: &str) -> String {
    let fields = [
        ("kind", "case"),
        ("title", title),
        ("summary", "Kort fortalt."),
        ("body", "Teksten."),
        ("lang", "da"),
        ("audience", audience),
        ("do", "publish"),
    ];
    let to = who.post("/library", &fields).await.location();
    to.split('?').next().unwrap().to_string()
}

/// A form with files, as a browser sends it.
fn body(token: &str, once: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in [("token", token), ("once", once)] {
        let part = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/pdf\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn send_body(who: &Browser<'_>, at: &str, body: Vec<u8>) -> Reply {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let heads = [
        ("content-type", kind.as_str()),
        ("origin", "http://127.0.0.1:8080"),
    ];
    who.send(Method::POST, &format!("{at}/files"), Some(body), &heads)
        .await
}

/// Attaches files by the form on the entry's page of files.
pub async fn send(who: &Browser<'_>, at: &str, files: &[(&str, &[u8])]) -> Reply {
    let page = who.open(&format!("{at}/files")).await;
    let body = body(&page.field("token"), &page.field("once"), files);
    send_body(who, at, body).await
}

/// As `send`, and all were taken.
pub async fn attach(who: &Browser<'_>, at: &str, files: &[(&str, &[u8])]) {
    let reply = send(who, at, files).await;
    assert_eq!(
        reply.location(),
        format!("{at}/files?done=attachments-added")
    );
}

fn read<T>(site: &Site, f: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
    site.app.db.read_now(|c| Ok(f(c)?)).unwrap()
}

/// The only file there is.
pub fn only_id(site: &Site) -> String {
    read(site, |c| {
        attachments::table.select(attachments::id).first(c)
    })
}

pub fn count(site: &Site) -> i64 {
    read(site, |c| attachments::table.count().get_result(c))
}

/// The daily work, so much later.
pub async fn later(site: &Site, time: Duration) {
    site.app.clock.advance(time);
    let now = site.app.clock.now();
    let sweep = |c: &mut Conn| jobs::enqueue(c, &Job::Sweep, now, None);
    site.app.db.write_now(sweep).unwrap();
    site.drain().await;
}

/// The file that is called so.
pub fn named(site: &Site, name: &str) -> String {
    read(site, |c| {
        attachments::table
            .filter(attachments::name.eq(name))
            .select(attachments::id)
            .first(c)
    })
}

/// What became of the only file's text, and why.
fn state(site: &Site) -> (String, Option<String>) {
    read(site, |c| {
        attachments::table
            .select((attachments::text_state, attachments::text_reason))
            .first(c)
    })
}

/// How many files lie in a folder of the data folder.
fn lying(site: &Site, folder: &str) -> usize {
    fn below(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return 0;
        };
        let each = entries.map(|e| e.unwrap().path());
        each.map(|p| if p.is_dir() { below(&p) } else { 1 }).sum()
    }
    below(&site.dir.path().join(folder))
}

// Files, made here.

/// A PDF with a line of text on each page. `whole`: its table of references is right.
pub fn pdf(pages: usize, whole: bool) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    let mut object = |out: &mut Vec<u8>, text: String| {
        places.push(out.len());
        let number = places.len();
        out.extend_from_slice(format!("{number} 0 obj\n{text}\nendobj\n").as_bytes());
    };
    let kids: Vec<String> = (0..pages).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    object(&mut out, "<< /Type /Catalog /Pages 2 0 R >>".to_string());
    let tree = format!(
        "<< /Type /Pages /Count {pages} /Kids [{}] /MediaBox [0 0 600 800] >>",
        kids.join(" ")
    );
    object(&mut out, tree);
    object(
        &mut out,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_string(),
    );
    for n in 0..pages {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * n
        );
        object(&mut out, page);
        let text = format!("BT /F1 12 Tf 50 700 Td (Kvistpilot side {}) Tj ET", n + 1);
        object(
            &mut out,
            format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        );
    }
    let at = if whole { out.len() } else { 7_777_777 };
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let place = if whole { *place } else { place + 99_999 };
        table.push_str(&format!("{place:010} 00000 n \n"));
    }
    table.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n",
        places.len() + 1
    ));
    out.extend_from_slice(table.as_bytes());
    out
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in members {
        let options = if *name == "mimetype" {
            stored
        } else {
            SimpleFileOptions::default()
        };
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn docx(text: &str) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">R&#248;d </w:t></w:r><w:r><w:t>&amp; gr&#xF8;n</w:t></w:r></w:p></w:body></w:document>"
    );
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
    ])
}

fn pptx() -> Vec<u8> {
    let slide = |text: &str| {
        format!(
            "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
        )
    };
    let to = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "ppt/presentation.xml",
            "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"1\" r:id=\"b\"/>\
             <p:sldId id=\"2\" r:id=\"a\"/></p:sldIdLst></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &format!(
                "<Relationships>{}{}</Relationships>",
                to("a", "slide", "slides/slide1.xml"),
                to("b", "slide", "/ppt/slides/slide2.xml")
            ),
        ),
        ("ppt/slides/slide1.xml", &slide("Sidste dias")),
        ("ppt/slides/slide2.xml", &slide("Velkommen")),
        (
            "ppt/slides/_rels/slide2.xml.rels",
            &format!(
                "<Relationships>{}</Relationships>",
                to("n", "notesSlide", "../notesSlides/notesSlide1.xml")
            ),
        ),
        ("ppt/notesSlides/notesSlide1.xml", &slide("Husk kagen")),
    ])
}

fn xlsx() -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Udgift</t></si><si><r><t>Bør</t></r><r><t>nehave</t></r></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c><v>42</v></c></row>\
             <row><c t=\"inlineStr\"><is><t>Nederst</t></is></c><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>",
        ),
    ])
}

fn odp() -> Vec<u8> {
    zipped(&[
        ("mimetype", Kind::Odp.media_type()),
        (
            "content.xml",
            "<o:d xmlns:o=\"o\" xmlns:text=\"t\" xmlns:draw=\"d\" xmlns:presentation=\"p\"><draw:page><text:p>Et<text:s/>dias</text:p>\
             <presentation:notes><text:p>Min note</text:p></presentation:notes></draw:page><draw:page><text:h>To</text:h></draw:page></o:d>",
        ),
    ])
}

/// A Word file with a member that unpacks to 1 GiB. `honest`: it says so.
fn bomb(honest: bool) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"<Types/>").unwrap();
    let options = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("word/document.xml", options).unwrap();
    let piece = vec![b' '; 1024 * 1024];
    for _ in 0..1024 {
        zip.write_all(&piece).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    if !honest {
        // Sizes in the head of the member and in the table of contents: 4,000 bytes.
        let real = (1024u32 * 1024 * 1024).to_le_bytes();
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(4).position(|w| w == real) {
            bytes[at + found..at + found + 4].copy_from_slice(&4000u32.to_le_bytes());
            at += found + 4;
        }
    }
    bytes
}

/// A picture of 50,000 x 50,000 points in 300 kB.
fn huge_png() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        out.extend_from_slice(&(data.len() as u32).to_be_bytes());
        let mut sum = !0u32;
        for byte in kind.iter().chain(data) {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xEDB8_8320 & (0u32.wrapping_sub(sum & 1)));
            }
        }
        out.extend_from_slice(kind);
        out.extend_from_slice(data);
        out.extend_from_slice(&(!sum).to_be_bytes());
    };
    let mut head = Vec::new();
    head.extend_from_slice(&50_000u32.to_be_bytes());
    head.extend_from_slice(&50_000u32.to_be_bytes());
    head.extend_from_slice(&[8, 6, 0, 0, 0]);
    chunk(b"IHDR", &head);
    chunk(b"IDAT", &vec![0x78; 300_000]);
    chunk(b"IEND", b"");
    out
}

/// A JPEG that says where it was taken and that it lies on its side.
fn photo_with_place(width: u32, height: u32) -> Vec<u8> {
    let plain = picture(width, height, ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 55.6415 N 12.0803 E");
    let mut out = plain[..2].to_vec();
    out.extend_from_slice(&[0xff, 0xe1]);
    out.extend_from_slice(&((exif.len() + 2) as u16).to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&plain[2..]);
    out
}

#[actix_web::test]
async fn a_document_is_kept_served_and_found_by_its_words() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Pilotforsøg", "public").await;
    let (rapport, ord) = (pdf(3, true), docx("Skovbørnehavens regnbuemøde"));
    attach(
        &karen,
        &at,
        &[("Rapport.pdf", &rapport), ("Noter.docx", &ord)],
    )
    .await;
    assert!(karen.open(&format!("{at}/files")).await.has("bliver læst"));
    site.drain().await;

    let page = site.visitor().open(&at).await;
    assert!(page.has("Rapport.pdf") && page.has("3 sider") && page.has("Læs som tekst"));
    let link = page.text.split("href=\"/files/").nth(1).unwrap();
    let link = format!("/files/{}", &link[..link.find('"').unwrap()]);
    let got = site.visitor().open(&link).await;
    assert_eq!(got.bytes, rapport);
    let head = |name: &str| got.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(head("content-type"), "application/pdf");
    assert!(head("content-disposition").starts_with("attachment; filename=\"rapport.pdf\""));
    assert_eq!(head("x-content-type-options"), "nosniff");
    assert!(head("content-security-policy").contains("sandbox"));
    assert!(head("content-security-policy").contains("default-src 'none'"));
    assert_eq!(head("cross-origin-resource-policy"), "same-origin");
    assert_eq!(head("cache-control"), "public, no-cache");

    // What is in it is found, and read beside it.
    for words in ["kvistpilot", "regnbuemøde"] {
        let question = Question {
            text: words.to_string(),
            limit: 5,
            ..Question::default()
        };
        let answer = site.app.search.ask(&site.app.db, &question).unwrap();
        assert_eq!(answer.total, 1, "{words}");
    }
    let id = link.split('/').nth(2).unwrap();
    let text = site.visitor().open(&format!("/files/{id}/text")).await;
    assert!(text.has("Kvistpilot side 2") && text.has(">Side 3</h2>"));
    let lines = check::run_within(&site.app).unwrap();
    assert!(check::is_whole(&lines), "{lines:?}");
    assert!(
        lines
            .iter()
            .any(|l| l.text.starts_with("2 attached files are there"))
    );
    assert_eq!(lying(&site, "incoming"), 0);
}

#[actix_web::test]
async fn slides_sheets_and_open_documents_are_read_in_order() {
    for (name, file, words) in [
        (
            "a.pptx",
            pptx(),
            &[
                ">Side 1</h2>",
                "Velkommen",
                "Noter",
                "Husk kagen",
                ">Side 2</h2>",
                "Sidste dias",
            ][..],
        ),
        ("a.xlsx", xlsx(), &["Udgift Børnehave 42", "Nederst"][..]),
        (
            "a.odp",
            odp(),
            &["Et dias", "Noter", "Min note", ">Side 2</h2>", "To"][..],
        ),
        ("a.docx", docx("Først"), &["Først", "Rød &amp; grøn"][..]),
    ] {
        let site = Site::new().await;
        let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
        let at = entry(&karen, "Oplæg", "network").await;
        attach(&karen, &at, &[(name, &file)]).await;
        site.drain().await;
        let text = karen.open(&format!("/files/{}/text", only_id(&site))).await;
        let mut rest = text.main();
        for word in words {
            let found = rest
                .find(word)
                .unwrap_or_else(|| panic!("{name}: {word} in {rest}"));
            rest = &rest[found + word.len()..];
        }
    }
}

#[actix_web::test]
async fn what_is_not_what_it_says_is_refused_in_words() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Filer", "network").await;
    let macros = zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", "<w/>"),
        ("word/vbaProject.bin", "x"),
    ]);
    let broken_picture = {
        let mut whole = picture(40, 40, ImageFormat::Png);
        whole.truncate(whole.len() / 2);
        whole
    };
    let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let bomb = bomb(true);
    for (name, file, why) in [
        (
            "rapport.pdf",
            &b"MZ\x90\x00\x03\x00 This program cannot be run"[..],
            "er et program",
        ),
        ("billede.png", svg, "SVG-billeder"),
        ("tegning.svg", svg, "SVG-billeder"),
        (
            "side.html",
            b"<html><script>alert(1)</script>",
            "ikke en af de typer",
        ),
        ("tom.pdf", b"", "var tom"),
        ("a.docx", &macros, "makroer"),
        ("a.zip", &zipped(&[("a.txt", "x")]), "ikke en af de typer"),
        ("a.docx", &bomb, "pakket ud"),
        ("stort.png", &huge_png(), "for mange billedpunkter"),
        ("a.png", &broken_picture, "kan ikke læses"),
        ("cpr 010190-1234.pdf", &pdf(1, true), "cpr-nummer"),
    ] {
        let reply = send(&karen, &at, &[(name, file)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(reply.has(why), "{name}: {}", reply.main());
        assert!(reply.has("role=\"alert\""));
    }
    assert_eq!(count(&site), 0);
    assert_eq!((lying(&site, "incoming"), lying(&site, "files")), (0, 0));
    // One that is refused does not keep the others out.
    let reply = send(&karen, &at, &[("a.exe", b"MZ"), ("b.pdf", &pdf(1, true))]).await;
    assert!(reply.has("a.exe") && reply.has("er vedhæftet") && reply.has("b.pdf"));
    assert_eq!(count(&site), 1);
}

#[actix_web::test]
async fn a_name_is_shown_and_never_used_as_a_path() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Navne", "network").await;
    let long = format!("{}.pdf", "å".repeat(300));
    let names = [
        "../../x",
        "gnp.\u{202E}fdp.exe",
        long.as_str(),
        "a%0d%0ab.pdf",
    ];
    let files: Vec<Vec<u8>> = (1..=names.len()).map(|n| pdf(n, true)).collect();
    let sent: Vec<(&str, &[u8])> = names
        .iter()
        .copied()
        .zip(files.iter().map(Vec::as_slice))
        .collect();
    attach(&karen, &at, &sent).await;
    let kept: Vec<String> = read(&site, |c| {
        attachments::table
            .order(attachments::position)
            .select(attachments::name)
            .load(c)
    });
    assert_eq!(kept[0], "x.pdf");
    assert_eq!(kept[1], "gnp.fdp.exe.pdf");
    assert_eq!(kept[2].chars().count(), 120);
    assert_eq!(kept[3], "a%0d%0ab.pdf");
    for folder in ["", "files", "incoming"] {
        for name in ["x", "x.pdf"] {
            assert!(
                !site.dir.path().join(folder).join(name).exists(),
                "{folder}"
            );
        }
    }
    let page = karen.open(&at).await;
    for link in page.text.split("href=\"/files/").skip(1) {
        let link = format!("/files/{}", &link[..link.find('"').unwrap()]);
        let got = karen.open(&link).await;
        let said = got.headers.get("content-disposition").unwrap();
        assert!(said.to_str().unwrap().is_ascii());
    }
}

#[actix_web::test]
async fn a_picture_loses_its_place_and_stands_upright() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Billeder", "public").await;
    attach(&karen, &at, &[("Havnen.jpg", &photo_with_place(60, 20))]).await;
    let address = format!("/files/{}/havnen.jpg", only_id(&site));
    let got = site.visitor().open(&address).await;
    assert!(!got.bytes.windows(3).any(|w| w == b"GPS"));
    let shown = image::load_from_memory(&got.bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (20, 60));
    assert_eq!(got.headers.get("content-type").unwrap(), "image/jpeg");
    assert!(
        got.headers
            .get("content-disposition")
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("inline")
    );
    // One larger than is kept is made smaller, and stands upright too.
    attach(&karen, &at, &[("Lang.jpg", &photo_with_place(3300, 40))]).await;
    let page = site.visitor().open(&at).await;
    let long = page
        .text
        .split("href=\"")
        .find(|p| p.contains("/lang.jpg\""))
        .unwrap();
    let got = site.visitor().open(long.split('"').next().unwrap()).await;
    let shown = image::load_from_memory(&got.bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (39, 3200));
    // A name is no description.
    assert!(
        page.has("alt=\"\"") && !page.has("alt=\"Lang.jpg\"") && page.has("Lang.jpg</bdi></a>")
    );
    // Sizes of a large one; the original itself lies nowhere.
    attach(
        &karen,
        &at,
        &[("Stort.png", &picture(2000, 1000, ImageFormat::Png))],
    )
    .await;
    let page = site.visitor().open(&at).await;
    let large = page
        .text
        .split("src=\"/files/")
        .find(|p| p.split('?').next().unwrap().contains("stort"))
        .unwrap();
    let large = format!("/files/{}", &large[..large.find('?').unwrap()]);
    for (size, width) in [("", 2000), ("?size=large", 1600), ("?size=small", 480)] {
        let got = site.visitor().open(&format!("{large}{size}")).await;
        assert_eq!(image::load_from_memory(&got.bytes).unwrap().width(), width);
    }
    // What is seen on it is said to those who do not see it.
    let edit = format!("{at}/files/{}", large.split('/').nth(2).unwrap());
    let fields = [
        ("name", "Stort"),
        ("title", "Børn ved havnen"),
        ("version", "1"),
        ("do", "save"),
    ];
    karen.post(&edit, &fields).await.location();
    let page = site.visitor().open(&at).await;
    assert!(page.has("alt=\"Børn ved havnen\"") && page.has("<figcaption"));
    assert_eq!(
        karen.post(&edit, &fields).await.status,
        StatusCode::CONFLICT
    );
    let cpr = [("name", "a"), ("title", "Om 010190-1234"), ("version", "2")];
    assert_eq!(
        karen.post(&edit, &cpr).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[actix_web::test]
async fn a_hostile_document_ends_in_a_state_with_a_reason() {
    for (name, file, expected) in [
        ("a.docx", bomb(false), ("failed", Some("unpacks-too-large"))),
        (
            "a.pdf",
            b"%PDF-1.7\nnothing of the kind".to_vec(),
            ("failed", Some("broken")),
        ),
        ("b.docx", docx("<w:t>")[..].to_vec(), ("ready", None)),
    ] {
        let site = Site::new().await;
        let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
        let at = entry(&karen, "Fælder", "network").await;
        attach(&karen, &at, &[(name, &file)]).await;
        site.drain().await;
        let (state, why) = state(&site);
        assert_eq!((state.as_str(), why.as_deref()), expected, "{name}");
        let page = karen.open(&format!("{at}/files")).await;
        if expected.0 == "failed" {
            assert!(page.has("kunne ikke læses") && page.has("value=\"again\""));
            let again = format!("{at}/files/{}", only_id(&site));
            karen.post(&again, &[("do", "again")]).await.location();
            assert!(karen.open(&format!("{at}/files")).await.has("bliver læst"));
            site.drain().await;
            assert!(
                karen
                    .open(&format!("{at}/files"))
                    .await
                    .has("kunne ikke læses")
            );
        }
        // Nothing of it stops other work, and no job is left to be shown to an administrator.
        let lines = check::run_within(&site.app).unwrap();
        assert!(check::is_whole(&lines), "{lines:?}");
    }
}

#[actix_web::test]
async fn a_pdf_of_ten_thousand_pages_and_one_without_references_are_read() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Lang", "network").await;
    attach(&karen, &at, &[("lang.pdf", &pdf(10_000, true))]).await;
    // While it is read, others are answered.
    let order = RefCell::new(Vec::new());
    let reading = async {
        site.drain().await;
        order.borrow_mut().push("read");
    };
    let asking = async {
        karen.open(&at).await;
        site.visitor().open("/").await;
        order.borrow_mut().push("answered");
    };
    futures_util::join!(reading, asking);
    assert_eq!(order.into_inner(), ["answered", "read"]);
    let (state_of_long, why) = state(&site);
    assert_eq!(state_of_long, "ready", "{why:?}");
    assert!(
        karen.open(&at).await.has("10000 sider"),
        "{}",
        karen.open(&at).await.main()
    );
    let text = karen.open(&format!("/files/{}/text", only_id(&site))).await;
    assert!(text.has("Kvistpilot side 1") && text.has("rel=\"next\""));

    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Uden", "network").await;
    attach(&karen, &at, &[("uden.pdf", &pdf(2, false))]).await;
    site.drain().await;
    // Not found again by looking through it: told to be broken, and it can still be taken home.
    let (state, why) = state(&site);
    assert_eq!((state.as_str(), why.as_deref()), ("failed", Some("broken")));
    let files = karen.open(&format!("{at}/files")).await;
    assert!(files.has("kunne ikke læses"), "{}", files.main());
    assert!(karen.open(&at).await.has("uden.pdf"));
}

/// The program itself, so that its memory is its own.
#[test]
fn hostile_files_take_little_memory_and_the_server_answers_on() {
    let dir = tempfile::TempDir::new().unwrap();
    let database = database::fresh();
    let url = database.url.as_deref();
    let app = kill::open(dir.path(), url);
    kill::add(&app, "Karen Holm", &[Role::Editor], Some("secret"));
    drop(app);
    let program = Program::start(dir.path(), url, "serve", free_port());
    let fields = [
        ("kind", "case"),
        ("title", "Faelder"),
        ("summary", "Kort fortalt."),
        ("body", "Teksten."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "publish"),
    ];
    assert_eq!(
        program.post("/library", "secret", &fields).unwrap().status,
        303
    );
    let at = "/library/faelder/files";
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let kept = [("stort.png", huge_png(), "for mange billedpunkter")];
    for (name, file, why) in [
        ("a.docx", bomb(true), "pakket ud"),
        (
            "rapport.pdf",
            b"MZ\x90\x00 et program".to_vec(),
            "er et program",
        ),
        (
            "b.png",
            b"<svg><script>alert(1)</script></svg>".to_vec(),
            "SVG-billeder",
        ),
    ]
    .into_iter()
    .chain(kept)
    {
        let page = program.get(at, "secret").unwrap().body;
        let value = |field: &str| {
            let mark = format!("name=\"{field}\" value=\"");
            let rest = &page[page.find(&mark).unwrap() + mark.len()..];
            rest[..rest.find('"').unwrap()].to_string()
        };
        let sent = body(&value("token"), &value("once"), &[(name, &file)]);
        let mut answer = None;
        let more = program.peak_of(|| {
            let begun = std::time::Instant::now();
            answer = fetch_as(program.at, "POST", at, "secret", (&kind, &sent));
            println!("{name}: {:?}", begun.elapsed());
        });
        println!("{name}: {more} MiB more");
        assert!(more <= 100, "{name}: {more} MiB");
        let answer = answer.unwrap();
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.body.contains(why), "{name}: {}", answer.body);
        assert_eq!(program.get("/readyz", "").unwrap().status, 200);
        assert_eq!(program.get("/library/faelder", "").unwrap().status, 200);
    }
}

#[actix_web::test]
async fn an_upload_cut_in_the_middle_leaves_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Afbrudt", "network").await;
    let page = karen.open(&format!("{at}/files")).await;
    let mut whole = body(
        &page.field("token"),
        &page.field("once"),
        &[("a.pdf", &pdf(50, true))],
    );
    whole.truncate(whole.len() / 2);
    assert_eq!(
        send_body(&karen, &at, whole).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(count(&site), 0);
    assert_eq!((lying(&site, "incoming"), lying(&site, "files")), (0, 0));
}

#[actix_web::test]
async fn a_form_that_does_not_come_to_its_parts_is_not_read_on() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Uden ende", "network").await;
    let page = karen.open(&format!("{at}/files")).await;
    let right = body(
        &page.field("token"),
        &page.field("once"),
        &[("a.pdf", &pdf(1, true))],
    );
    let long = vec![b'x'; 1024 * 1024];
    let before = [&long[..], b"\r\n", &right].concat();
    let head_end = right.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let (head, rest) = right.split_at(head_end);
    let in_a_head = [head, b"\r\nx-long: ", &long, rest].concat();
    for sent in [before, in_a_head] {
        let reply = send_body(&karen, &at, sent).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(count(&site), 0);
    assert_eq!(
        send_body(&karen, &at, right).await.status,
        StatusCode::SEE_OTHER
    );
}

#[actix_web::test]
async fn a_file_that_cannot_be_had_is_tried_again_and_in_the_end_said_to_be_unread() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Borte", "network").await;
    attach(&karen, &at, &[("a.pdf", &pdf(1, true))]).await;
    let files = site.dir.path().join("files");
    let aside = site.dir.path().join("aside");
    std::fs::rename(&files, &aside).unwrap();
    std::fs::create_dir(&files).unwrap();
    site.drain().await;
    assert_eq!(state(&site).0, "pending", "the file is not to blame");
    for _ in 0..12 {
        site.app.clock.advance(Duration::hours(12));
        site.drain().await;
    }
    let given_up = ("failed".to_string(), Some("given-up".to_string()));
    assert_eq!(state(&site), given_up);
    // It is back, and somebody says so.
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::rename(&aside, &files).unwrap();
    let karen = site.signed_in("Karen Igen", &[Role::Editor]).await;
    assert!(karen.open(&format!("{at}/files")).await.has("mange gange"));
    let again = format!("{at}/files/{}", only_id(&site));
    karen.post(&again, &[("do", "again")]).await.location();
    site.drain().await;
    assert_eq!(state(&site).0, "ready");
}

#[actix_web::test]
async fn a_form_sent_twice_attaches_once_and_one_from_elsewhere_never() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "To gange", "network").await;
    let page = karen.open(&format!("{at}/files")).await;
    let file = pdf(1, true);
    let (token, once) = (page.field("token"), page.field("once"));
    let first = send_body(&karen, &at, body(&token, &once, &[("a.pdf", &file)])).await;
    let second = send_body(&karen, &at, body(&token, &once, &[("a.pdf", &file)])).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(count(&site), 1);
    let forged = send_body(&karen, &at, body("x", &once, &[("a.pdf", &file)])).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!((count(&site), lying(&site, "incoming")), (1, 0));
}

#[actix_web::test]
async fn only_who_may_read_the_entry_gets_its_files_and_only_its_editors_change_them() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Organiser], Some(&roskilde))
        .await;
    let at = entry(&karen, "Internt", "organisation").await;
    attach(&karen, &at, &[("hemmelig.pdf", &pdf(1, true))]).await;
    site.drain().await;
    let id = only_id(&site);
    let file = format!("/files/{id}/hemmelig.pdf");
    let got = karen.open(&file).await;
    assert_eq!(
        got.headers.get("cache-control").unwrap(),
        "private, no-cache"
    );
    let other = site.signed_in("Bo Udenfor", &[Role::Editor]).await;
    for who in [&other, &site.visitor()] {
        for path in [file.clone(), format!("/files/{id}/text")] {
            let reply = who.get(&path).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!reply.main().contains("hemmelig") && !reply.has("Kvistpilot"));
        }
        for path in ["", "/remove"] {
            let reply = who
                .post(&format!("{at}/files/{id}{path}"), &[("do", "up")])
                .await;
            assert!(reply.status.is_client_error());
        }
    }
    // Before a byte of the body is read: what is no form at all is not seen to be none.
    let no_form = b"no form".to_vec();
    let sent = send_body(&other, &at, no_form.clone()).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let sent = send_body(&karen, &at, no_form).await;
    assert_eq!(sent.status, StatusCode::BAD_REQUEST);
    let colleague = site
        .signed_in_of("Per Lund", &[Role::Organiser], Some(&roskilde))
        .await;
    assert!(colleague.open(&at).await.has("hemmelig.pdf"));
    let sent = send_body(&colleague, &at, body("x", "y", &[("a.pdf", &pdf(1, true))])).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    // A file of one entry is not changed through the address of another.
    let own = entry(&colleague, "Min egen", "network").await;
    let reply = colleague
        .post(&format!("{own}/files/{id}/remove"), &[])
        .await;
    assert!(reply.status.is_client_error());
    assert_eq!(count(&site), 1);
}

#[actix_web::test]
async fn a_part_of_a_sound_is_given_and_what_is_known_is_not_sent_again() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Lyd", "public").await;
    let mut sound = b"RIFF\x24\x10\x00\x00WAVEfmt ".to_vec();
    sound.extend((0..4096u32).map(|n| (n % 251) as u8));
    attach(&karen, &at, &[("lyd.wav", &sound)]).await;
    let page = site.visitor().open(&at).await;
    assert!(page.has("<audio controls"));
    assert!(
        page.headers
            .get("content-security-policy")
            .unwrap()
            .to_str()
            .unwrap()
            .contains("media-src 'self'")
    );
    let path = format!("/files/{}/lyd.wav", only_id(&site));
    let visitor = site.visitor();
    let ask = async |head: (&str, &str)| visitor.send(Method::GET, &path, None, &[head]).await;
    let part = ask(("range", "bytes=100-199")).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.bytes, &sound[100..200]);
    let said = part.headers.get("content-range").unwrap().to_str().unwrap();
    assert_eq!(said, format!("bytes 100-199/{}", sound.len()));
    let none = ask(("range", "bytes=99999-")).await;
    assert_eq!(none.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let tag = part
        .headers
        .get("etag")
        .unwrap()
        .to_str()
        .unwrap()
        .to_string();
    assert_eq!(
        ask(("if-none-match", &tag)).await.status,
        StatusCode::NOT_MODIFIED
    );
}

#[actix_web::test]
async fn what_nothing_refers_to_goes_after_a_day_and_what_is_damaged_shows() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let (one, two) = (
        entry(&karen, "Et", "network").await,
        entry(&karen, "To", "network").await,
    );
    let file = pdf(1, true);
    attach(&karen, &one, &[("a.pdf", &file)]).await;
    let first = only_id(&site);
    attach(&karen, &two, &[("b.pdf", &file)]).await;
    assert_eq!(lying(&site, "files"), 1, "the same content lies there once");
    karen
        .post(&format!("{one}/files/{first}/remove"), &[])
        .await
        .location();
    later(&site, Duration::days(31)).await;
    later(&site, Duration::hours(25)).await;
    assert_eq!(lying(&site, "files"), 1, "another refers to it");
    let second = only_id(&site);
    let karen = site.signed_in("Karen Igen", &[Role::Editor]).await;
    karen
        .post(&format!("{two}/files/{second}/remove"), &[])
        .await
        .location();
    later(&site, Duration::days(29)).await;
    assert_eq!(count(&site), 1, "it can be fetched back for a month");
    later(&site, Duration::hours(25)).await;
    assert_eq!(count(&site), 0);
    assert_eq!(lying(&site, "files"), 1, "not before a day");
    later(&site, Duration::hours(25)).await;
    assert_eq!(lying(&site, "files"), 0);
    assert_eq!(
        read(&site, |c| blobs::table.count().get_result::<i64>(c)),
        0
    );

    let karen = site.signed_in("Karen Tredje", &[Role::Editor]).await;
    attach(&karen, &two, &[("b.pdf", &file)]).await;
    site.drain().await;
    let hash: String = read(&site, |c| blobs::table.select(blobs::hash).first(c));
    let place = site
        .dir
        .path()
        .join("files")
        .join(&hash[..2])
        .join(&hash[2..]);
    let mut damaged = file.clone();
    damaged[20] ^= 1;
    std::fs::write(&place, &damaged).unwrap();
    // The server looks at lengths while somebody waits, the command line at every byte.
    assert!(check::is_whole(&check::run_within(&site.app).unwrap()));
    assert!(!check::is_whole(&check::run(&site.app).unwrap()));
    std::fs::write(&place, b"shorter").unwrap();
    assert!(!check::is_whole(&check::run_within(&site.app).unwrap()));
}

#[actix_web::test]
async fn what_a_program_that_died_left_in_the_store_goes_after_a_day() {
    let site = Site::new().await;
    let folder = site.dir.path().join("files/ab");
    std::fs::create_dir_all(&folder).unwrap();
    let (old, new, whole) = (folder.join("cd#1"), folder.join("ef#1"), folder.join("cd"));
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 3600);
    for (path, age) in [
        (&old, Some(long_ago)),
        (&new, None),
        (&whole, Some(long_ago)),
    ] {
        let file = std::fs::File::create(path).unwrap();
        if let Some(age) = age {
            file.set_modified(age).unwrap();
        }
    }
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| jobs::enqueue(c, &Job::Sweep, now, None))
        .unwrap();
    site.drain().await;
    assert!(!old.exists() && new.exists() && whole.exists());
}

#[actix_web::test]
async fn files_have_an_order_and_an_entry_only_so_many() {
    let site = Site::with(|config| config.files.per_entry = 3).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Orden", "network").await;
    let files: Vec<Vec<u8>> = (1..=4).map(|n| pdf(n, true)).collect();
    attach(&karen, &at, &[("a.pdf", &files[0]), ("b.pdf", &files[1])]).await;
    let names = || {
        read(&site, |c| {
            attachments::table
                .order(attachments::position)
                .select((attachments::id, attachments::name))
                .load::<(String, String)>(c)
        })
    };
    let last = names()[1].0.clone();
    karen
        .post(&format!("{at}/files/{last}"), &[("do", "up")])
        .await
        .location();
    assert_eq!(names()[0].1, "b.pdf");
    let reply = send(&karen, &at, &[("c.pdf", &files[2]), ("d.pdf", &files[3])]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("d.pdf") && reply.has("de filer, det kan have"));
    assert!(!reply.has("href=\"#file\""), "there is no form to go to");
    assert_eq!(count(&site), 3);
    assert!(
        karen
            .open(&format!("{at}/files"))
            .await
            .has("Flere kan det ikke have")
    );
    // A file larger than any may be is told by its name.
    let site = Site::with(|config| {
        config.files.file = 2000;
        config.files.media = 100_000;
    })
    .await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Stor", "network").await;
    let reply = send(&karen, &at, &[("stor.pdf", &pdf(100, true))]).await;
    assert!(reply.has("stor.pdf") && reply.has("Filen er for stor."));
    let reply = send(&karen, &at, &[("stor.pdf", &vec![7; 200_000])]).await;
    assert!(reply.has("Filen er for stor."), "{}", reply.text);
}

#[actix_web::test]
async fn files_of_what_is_published_wait_where_another_must_approve() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(
        &karen,
        &at,
        &[
            ("gammel.pdf", &pdf(1, true)),
            ("blivende.pdf", &pdf(2, true)),
        ],
    )
    .await;
    site.drain().await;
    let named = |name: &str| -> (String, i64) {
        read(&site, |c| {
            attachments::table
                .filter(attachments::name.eq(name))
                .select((attachments::id, attachments::version))
                .first(c)
        })
    };
    crate::review::want_four_eyes(&site).await;
    let files = format!("{at}/files");
    let waits = format!("{files}?done=attachments-waits");

    // One is added, one renamed, one taken off: readers see none of it.
    let secret = pdf(3, true);
    assert_eq!(
        send(&karen, &at, &[("bilaget.pdf", &secret)])
            .await
            .location(),
        waits
    );
    let (kept, version) = named("blivende.pdf");
    let fields = [
        ("do", "save"),
        ("name", "blivende.pdf"),
        ("title", "Rapporten"),
        ("version", &version.to_string()),
    ];
    assert_eq!(
        karen
            .post(&format!("{files}/{kept}"), &fields)
            .await
            .location(),
        waits
    );
    let (old, _) = named("gammel.pdf");
    let gone = karen.post(&format!("{files}/{old}/remove"), &[]).await;
    assert_eq!(gone.location(), waits);
    site.drain().await;
    let page = site.visitor().open(&at).await;
    assert!(page.has("gammel.pdf") && page.has("blivende.pdf"));
    assert!(!page.has("bilaget.pdf") && !page.has("Rapporten"));
    let (new, _) = named("bilaget.pdf");
    for path in [
        format!("/files/{new}/bilaget.pdf"),
        format!("/files/{new}/text"),
    ] {
        for who in [&site.visitor(), &per] {
            assert_eq!(who.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for who in [&karen, &editor] {
            assert_eq!(who.get(&path).await.status, StatusCode::OK, "{path}");
        }
    }
    let served = editor.get(&format!("/files/{new}/bilaget.pdf")).await;
    let caching = served
        .headers
        .get("cache-control")
        .unwrap()
        .to_str()
        .unwrap();
    assert!(caching.contains("private"), "{caching}");
    assert!(
        !editor.open("/search?q=bilaget").await.has(&at),
        "no search finds it by them"
    );
    let own = karen.open(&files).await;
    assert!(
        own.has("Filer, der venter på godkendelse")
            && own.has("Filen fjernes, når det er godkendt")
    );
    // Another editor does nothing with what only waits.
    let meddled = editor.post(&format!("{files}/{new}/remove"), &[]).await;
    assert_eq!(meddled.status, StatusCode::NOT_FOUND);

    // It is one change, told as files; its author does not approve it.
    let list = editor.open("/library/proposals").await;
    let change = list.text.split(&format!("{at}/proposals/")).nth(1).unwrap();
    let change = format!("{at}/proposals/{}", change.split('"').next().unwrap());
    let shown = editor.open(&change).await;
    for told in [
        "<h2>Filer</h2>",
        "gammel.pdf",
        "Rapporten",
        &format!("/files/{new}/bilaget.pdf"),
    ] {
        assert!(shown.has(told), "{told}: {}", shown.main());
    }
    let refused = crate::proposals::decide(&karen, &change, "accept", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // The text moving on does not stand in the way of files.
    let text = [("title", "Tilsyn"), ("body", "Anden tekst")];
    let to = crate::compare::save(&editor, &at, &text).await.location();
    let theirs = to.split('?').next().unwrap();
    crate::proposals::decide(&karen, theirs, "accept", "")
        .await
        .location();
    crate::proposals::decide(&editor, &change, "accept", "")
        .await
        .location();
    let page = site.visitor().open(&at).await;
    assert!(page.has("bilaget.pdf") && page.has("Rapporten") && !page.has("gammel.pdf"));
    assert!(page.has("Anden tekst"), "files bring no old text back");
    site.visitor()
        .open(&format!("/files/{new}/bilaget.pdf"))
        .await;
    assert_eq!(
        per.get(&format!("/files/{old}/gammel.pdf")).await.status,
        StatusCode::NOT_FOUND
    );

    // Taken back by its author, or declined, nothing is left of it; what is left as it is waits for nobody.
    for what in ["withdraw", "decline"] {
        assert_eq!(
            send(&karen, &at, &[("nyere.pdf", &pdf(4, true))])
                .await
                .location(),
            waits
        );
        let (newer, _) = named("nyere.pdf");
        let page = karen.open(&files).await;
        let change = page.text.split(&format!("{at}/proposals/")).nth(1).unwrap();
        let change = format!("{at}/proposals/{}", change.split('"').next().unwrap());
        let who = if what == "withdraw" { &karen } else { &editor };
        crate::proposals::decide(who, &change, what, "Nej.")
            .await
            .location();
        for path in [
            format!("/files/{newer}/nyere.pdf"),
            format!("{files}/{newer}"),
        ] {
            assert_eq!(
                karen.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        assert!(
            karen.open(&change).await.has("nyere.pdf"),
            "what it was stays known"
        );
    }
    karen
        .post(&format!("{files}/{kept}/remove"), &[])
        .await
        .location();
    karen
        .post(&format!("{files}/{kept}"), &[("do", "leave")])
        .await
        .location();
    assert!(
        !karen.open(&files).await.has("/proposals/"),
        "nothing waits any more"
    );
    let stand = attachments::table.filter(attachments::removed_at.is_null());
    let stand: i64 = read(&site, |c| stand.count().get_result(c));
    assert_eq!(stand, 2);
}

/// Would have the file of an entry called otherwise; the change that waits for it.
async fn hold_name(site: &Site, who: &Browser<'_>, at: &str, name: &str) -> String {
    let path = format!("{at}/files/{}", only_id(site));
    let version = who.open(&path).await.field("version");
    let fields = [("name", name), ("title", ""), ("version", &version)];
    let to = who.post(&path, &fields).await.location();
    assert_eq!(to, format!("{at}/files?done=attachments-waits"));
    waiting_change(who, at).await
}

/// The change of somebody's that waits, as their page of files leads to it.
pub async fn waiting_change(who: &Browser<'_>, at: &str) -> String {
    let page = who.open(&format!("{at}/files")).await;
    let start = format!("{at}/proposals/");
    let rest = page.text.split(&start).nth(1).unwrap();
    format!("{start}{}", rest.split('"').next().unwrap())
}

/// What the log says was done with a file.
pub fn log_of(site: &Site, file: &str) -> Vec<String> {
    read(site, |c| {
        audit::table
            .filter(audit::subject_id.eq(file))
            .order(audit::id)
            .select(audit::action)
            .load(c)
    })
}

#[actix_web::test]
async fn names_that_wait_are_not_written_over_each_other() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let tove = site.signed_in("Tove Tre", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    crate::review::want_four_eyes(&site).await;
    let mine = hold_name(&site, &karen, &at, "karens.pdf").await;
    let theirs = hold_name(&site, &else_, &at, "elses.pdf").await;
    crate::proposals::decide(&tove, &mine, "accept", "")
        .await
        .location();
    let late = crate::proposals::decide(&tove, &theirs, "accept", "").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Indlægget er ændret, siden"), "{}", late.main());
    // What it would change is shown against what stands there, and nothing else is led to.
    assert!(late.has("karens.pdf") && late.has("elses.pdf") && !late.has("rapport.pdf"));
    assert!(!late.has("/compare?"), "the text is the same");
    let page = site.visitor().open(&at).await;
    assert!(page.has("karens.pdf") && !page.has("elses.pdf"));
    // Said to be worked in, it takes nothing back either.
    crate::proposals::decide(&tove, &theirs, "worked-in", "")
        .await
        .location();
    assert!(site.visitor().open(&at).await.has("karens.pdf"));
    // Made anew over the name as it is now, it is approved as any.
    let anew = hold_name(&site, &else_, &at, "elses.pdf").await;
    crate::proposals::decide(&tove, &anew, "accept", "")
        .await
        .location();
    assert!(site.visitor().open(&at).await.has("elses.pdf"));
}

#[actix_web::test]
async fn a_file_that_would_wait_does_not_write_over_ones_own_proposal() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    crate::review::want_four_eyes(&site).await;
    let proposal = crate::proposals::propose(&else_, &at, "Elses forslag.").await;
    let files = else_.open(&format!("{at}/files")).await;
    assert!(files.has("Du har selv et åbent forslag") && files.has(&proposal));
    let path = format!("{at}/files/{}/remove", only_id(&site));
    let form = else_.open(&path).await;
    let new = pdf(2, true);
    let sent = body(
        &form.field("token"),
        &form.field("once"),
        &[("ny.pdf", &new)],
    );
    let refused = send_body(&else_, &at, sent).await;
    for refused in [refused, else_.post(&path, &[]).await] {
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.has("Dit forslag er ikke afgjort endnu") && refused.has(&proposal));
    }
    assert_eq!(count(&site), 1);
    let stands = karen.open(&proposal).await;
    assert!(stands.has("Elses forslag") && stands.has("Børnene blev spurgt før alle andre."));
}

#[actix_web::test]
async fn what_became_of_a_file_that_waited_stands_in_the_log() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    crate::review::want_four_eyes(&site).await;
    for (decision, did) in [("decline", "remove"), ("accept", "approve")] {
        let sent = send(&karen, &at, &[("bilag.pdf", &pdf(1, true))]).await;
        assert!(sent.location().ends_with("done=attachments-waits"));
        let file = only_id(&site);
        let change = waiting_change(&karen, &at).await;
        crate::proposals::decide(&else_, &change, decision, "Tak.")
            .await
            .location();
        assert_eq!(log_of(&site, &file), ["add", did]);
    }
}

#[actix_web::test]
async fn a_file_that_came_while_the_same_waited_does_not_stand_twice() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    crate::review::want_four_eyes(&site).await;
    let same = pdf(1, true);
    let mut waiting = Vec::new();
    for (who, name) in [(&karen, "karens.pdf"), (&else_, "elses.pdf")] {
        let sent = send(who, &at, &[(name, &same)]).await;
        assert!(sent.location().ends_with("done=attachments-waits"));
        waiting.push(waiting_change(who, &at).await);
    }
    for (who, change) in [(&else_, &waiting[0]), (&karen, &waiting[1])] {
        crate::proposals::decide(who, change, "accept", "")
            .await
            .location();
    }
    let page = site.visitor().open(&at).await;
    assert!(page.has("karens.pdf") && !page.has("elses.pdf"));
    assert_eq!(count(&site), 1);
}

#[actix_web::test]
async fn the_files_that_wait_go_with_who_is_forgotten_and_the_entrys_own_stay() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    crate::review::want_four_eyes(&site).await;
    let mine = hold_name(&site, &karen, &at, "karens.pdf").await;
    for (who, name) in [(&karen, "karens bilag.pdf"), (&else_, "elses bilag.pdf")] {
        let sent = send(who, &at, &[(name, &pdf(name.len(), true))]).await;
        assert!(sent.location().ends_with("done=attachments-waits"));
    }
    else_.open(&mine).await;
    crate::privacy::ask_for_erasure(&karen, "keep")
        .await
        .location();
    for wait in [Duration::days(7), Duration::minutes(2)] {
        site.app.clock.advance(wait);
        site.drain().await;
    }
    let left: Vec<String> = read(&site, |c| {
        attachments::table
            .order(attachments::name)
            .select(attachments::name)
            .load(c)
    });
    assert_eq!(left, ["elses bilag.pdf", "rapport.pdf"]);
    assert!(site.visitor().open(&at).await.has("rapport.pdf"));
    let unused = blobs::table.filter(blobs::unused_since.is_not_null());
    let unused: i64 = read(&site, |c| unused.count().get_result(c));
    assert_eq!(unused, 1, "what lies in the store is let go");
}

#[actix_web::test]
async fn who_approves_a_text_has_seen_its_files() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    crate::review::want_four_eyes(&site).await;
    let at = crate::compare::write(&karen, &[("do", "review")]).await;
    let before = else_.open(&at).await;
    attach(&karen, &at, &[("sent.pdf", &pdf(1, true))]).await;
    let late = press(&else_, &at, "publish", &before).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    // Called otherwise, it is another, too.
    let before = else_.open(&at).await;
    let path = format!("{at}/files/{}", only_id(&site));
    let fields = [("name", "sent.pdf"), ("title", "Bilag"), ("version", "1")];
    karen.post(&path, &fields).await.location();
    let late = press(&else_, &at, "publish", &before).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    step(&else_, &at, "publish").await.location();
    assert!(site.visitor().open(&at).await.has("Bilag"));
}
