//! Worksheets filled in on screen.
