//! Reports, decisions, appeals; newcomers.
