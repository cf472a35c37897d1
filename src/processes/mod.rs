//! Samskabt styring: framing, parties, rounds.
