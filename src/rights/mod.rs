//! The one place that says who may do what. Whatever is not allowed here is not allowed.

use super::{Member, Role};

/// Something a person wants to do.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// See what is for the network: its members' names, forum, processes.
    ReadNetwork,
    ReadEntry(EntryRights<'a>),
    WriteEntry,
    EditEntry(EntryRights<'a>),
    PublishEntry(EntryRights<'a>),
    PlanMeetings,
    RegisterAttendance,
    /// See one's own way through a programme.
    Study,
    /// See every student's way, and record written and oral parts.
    RecordResults,
    WriteForum,
    /// Open a process.
    LeadProcess,
    /// Add rounds to a process, and record who was heard.
    GuideProcess {
        lead_id: Option<&'a str>,
    },
    FillWorksheet,
    /// People, roles, mail, jobs.
    Administer,
}

/// What decides about an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryRights<'a> {
    pub status: &'a str,
    pub audience: &'a str,
    pub owner_id: Option<&'a str>,
    pub organisation_id: Option<&'a str>,
}

/// Whether `who` (none: a visitor) may.
pub fn may(who: Option<&Member>, act: Act) -> bool {
    if let Act::ReadEntry(entry) = act {
        return may_read(who, entry);
    }
    let Some(member) = who else {
        return false;
    };
    let any = |roles: &[Role]| roles.iter().any(|r| member.is(*r));
    match act {
        Act::ReadNetwork | Act::WriteEntry | Act::WriteForum | Act::FillWorksheet | Act::Study => {
            true
        }
        Act::ReadEntry(entry) => may_read(who, entry),
        Act::EditEntry(entry) => {
            owns(member, entry)
                || (any(&[Role::Editor, Role::Administrator]) && may_read(who, entry))
        }
        Act::PublishEntry(entry) => {
            any(&[Role::Editor, Role::Administrator])
                && (owns(member, entry) || may_read(who, entry))
                || any(&[Role::Organiser]) && owns(member, entry)
        }
        Act::PlanMeetings => any(&[Role::Organiser, Role::Administrator]),
        Act::RegisterAttendance => any(&[Role::Organiser, Role::Teacher, Role::Administrator]),
        Act::RecordResults => any(&[Role::Teacher, Role::Administrator]),
        Act::GuideProcess { lead_id } => {
            lead_id == Some(member.id.as_str()) || may(who, Act::LeadProcess)
        }
        Act::LeadProcess => any(&[Role::Organiser, Role::Editor, Role::Administrator]),
        Act::Administer => any(&[Role::Administrator]),
    }
}

fn owns(member: &Member, entry: EntryRights) -> bool {
    entry.owner_id == Some(member.id.as_str())
}

/// A draft is its owner's alone. What is in review or archived is its owner's and the editors'.
/// What is published is for its audience.
fn may_read(who: Option<&Member>, entry: EntryRights) -> bool {
    let own = who.is_some_and(|m| owns(m, entry));
    let editor = who.is_some_and(|m| m.is(Role::Editor) || m.is(Role::Administrator));
    let in_audience = match entry.audience {
        "public" => true,
        "network" => who.is_some(),
        "organisation" => who.is_some_and(|m| {
            m.organisation_id.is_some() && m.organisation_id.as_deref() == entry.organisation_id
        }),
        _ => false,
    };
    match entry.status {
        "published" => own || in_audience,
        "in_review" | "archived" => own || (editor && in_audience),
        "draft" => own,
        _ => false,
    }
}
