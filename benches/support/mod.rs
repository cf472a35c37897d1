//! What the benchmarks share.

#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;
use std::time::{Duration, Instant};

use faelles::app::App;
use faelles::clock::Clock;
use faelles::config::{MailTransport, Settings};

pub mod texts;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The middle of many tries.
pub fn middle(tries: usize, mut f: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..tries)
        .map(|_| {
            let started = Instant::now();
            f();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[tries / 2]
}

pub fn line(what: &str, ours: Duration, control: Duration) {
    println!(
        "{what:<62} {:>10.1?} {:>10.1?} {:>7.2}",
        ours,
        control,
        ours.as_secs_f64() / control.as_secs_f64()
    );
}

pub fn open(data: &Path) -> App {
    let config = Settings {
        data: Some(data.to_path_buf()),
        mail: Some(MailTransport::Memory),
        ..Settings::default()
    }
    .resolve()
    .unwrap();
    App::open(config, Clock::System).unwrap()
}
