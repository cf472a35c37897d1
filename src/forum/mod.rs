//! Topics and posts between meetings.
