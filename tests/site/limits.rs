//! Slow and silent connections, over real sockets.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use faelles::config::Limits;
use faelles::web::server::serve;

use crate::support::Site;

/// Runs the server on a port of its own while `client` talks to it on a thread of its own.
async fn with_server(limits: Limits, client: impl FnOnce(SocketAddr) + Send + 'static) {
    let site = Site::with(|config| {
        config.listen = "127.0.0.1:0".parse().unwrap();
        config.limits = limits;
    })
    .await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (listens, at) = std::sync::mpsc::channel();
    let talk = std::thread::spawn(move || {
        client(at.recv().unwrap());
        stop.send(()).unwrap();
    });
    let stopping = async move {
        let _ = stopped.await;
    };
    serve(site.app.clone(), stopping, move |at| {
        listens.send(at).unwrap()
    })
    .await
    .unwrap();
    talk.join().expect("the client's expectations");
}

fn short() -> Limits {
    Limits {
        body: Duration::from_millis(300),
        idle: Duration::from_millis(300),
        busy: Duration::from_secs(20),
    }
}

fn connect(at: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(at).unwrap();
    // Far above the limits: running into this is a failure.
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

/// Everything until the server closes; a reset counts as closing, a time-out does not.
fn read_to_close(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    match stream.read_to_end(&mut all) {
        Ok(_) => {}
        Err(e) => assert_ne!(e.kind(), ErrorKind::WouldBlock, "still open"),
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[actix_web::test]
async fn a_body_sent_a_byte_at_a_time_is_cut_off_with_an_answer() {
    with_server(short(), |at| {
        let mut stream = connect(at);
        write!(
            stream,
            "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
        )
        .unwrap();
        let mut half = stream.try_clone().unwrap();
        std::thread::spawn(move || {
            while half.write_all(b"a").is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let answer = read_to_close(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    })
    .await;
}

#[actix_web::test]
async fn a_second_head_sent_a_byte_at_a_time_does_not_hold_the_connection() {
    with_server(short(), |at| {
        let mut stream = connect(at);
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut buffer = [0u8; 2048];
        let n = stream.read(&mut buffer).unwrap();
        assert!(buffer[..n].starts_with(b"HTTP/1.1 200"));
        let mut half = stream.try_clone().unwrap();
        std::thread::spawn(move || {
            for byte in b"GET /healthz HTTP/1.1\r\nX: "
                .iter()
                .chain([b'a'; 5000].iter())
            {
                if half.write_all(&[*byte]).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        read_to_close(&mut stream);
    })
    .await;
}

#[actix_web::test]
async fn a_silent_connection_is_closed() {
    with_server(short(), |at| {
        let mut never = connect(at);
        let mut once = connect(at);
        write!(once, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        read_to_close(&mut never);
        assert!(read_to_close(&mut once).starts_with("HTTP/1.1 200"));
    })
    .await;
}

#[actix_web::test]
async fn fifty_megabytes_are_refused_while_they_are_still_coming() {
    with_server(Limits::default(), |at| {
        let mut stream = connect(at);
        let size = 50 * 1024 * 1024;
        write!(
            stream,
            "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n"
        )
        .unwrap();
        let mut half = stream.try_clone().unwrap();
        std::thread::spawn(move || {
            let chunk = vec![b'a'; 64 * 1024];
            for _ in 0..size / chunk.len() {
                if half.write_all(&chunk).is_err() {
                    return;
                }
            }
        });
        let answer = read_to_close(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    })
    .await;
}

#[actix_web::test]
async fn a_head_request_gets_the_heads_of_the_page() {
    with_server(Limits::default(), |at| {
        let mut stream = connect(at);
        write!(
            stream,
            "HEAD /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let answer = read_to_close(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    })
    .await;
}
