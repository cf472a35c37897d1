//! The one place that says who may do what. Whatever is not allowed here is not allowed.

pub mod pages;
pub mod table;

use crate::members::{Member, Role};

pub use table::{Action, Reach, reach};

/// Something a person wants to do, with what decides about it. Without a payload the question is
/// whether they may at all.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// See what is for the network: its members' names, forum, processes.
    ReadNetwork,
    /// See and change one's own account.
    OwnAccount,
    Report,
    ReadEntry(EntryRights<'a>),
    WriteEntry,
    EditEntry(EntryRights<'a>),
    PublishEntry(EntryRights<'a>),
    /// Put entries together in series and campaigns.
    Curate,
    /// Change the words that mean the same in the neighbours' languages.
    KeepGlossary,
    AnswerInvitation,
    PlanMeetings,
    RegisterAttendance,
    /// See one's own way through a programme.
    Study,
    /// See every student's way, and record written and oral parts.
    RecordResults,
    WriteForum,
    Moderate,
    /// Open a process.
    LeadProcess,
    /// Add rounds to a process, and record who was heard.
    GuideProcess {
        lead_id: Option<&'a str>,
    },
    FillWorksheet,
    /// Change somebody who belongs to this organisation.
    ManagePeople {
        organisation_id: Option<&'a str>,
    },
    /// Decide about somebody who wants to join this organisation.
    ApproveJoining {
        organisation_id: Option<&'a str>,
    },
    ManageOrganisation {
        organisation_id: &'a str,
    },
    ManageNetwork,
    ReadAudit,
    /// Settings, texts, mail, jobs.
    Administer,
}

/// What decides about an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryRights<'a> {
    pub status: &'a str,
    pub audience: &'a str,
    pub owner_id: Option<&'a str>,
    /// Looks after it beside its owner: writes in it as soon as others may read it.
    pub deputy_id: Option<&'a str>,
    pub organisation_id: Option<&'a str>,
}

/// Whether `who` (none: a visitor) may.
pub fn may(who: Option<&Member>, act: Act) -> bool {
    let roles = who.map_or(&[][..], |m| &m.roles);
    let reaches = |action, near| reach(roles, action) >= near;
    let own = |id: Option<&str>| {
        if id.is_some() && id == who.map(|m| m.id.as_str()) {
            Reach::Own
        } else {
            Reach::Network
        }
    };
    let of = |id: Option<&str>| {
        if id.is_some() && id == who.and_then(|m| m.organisation_id.as_deref()) {
            Reach::Organisation
        } else {
            Reach::Network
        }
    };
    let at_all = |action| reaches(action, Reach::Own);
    match act {
        Act::ReadNetwork => at_all(Action::ReadNetwork),
        Act::OwnAccount => at_all(Action::OwnAccount),
        Act::Report => at_all(Action::Report),
        Act::ReadEntry(entry) => at_all(Action::ReadEntry) && may_read(who, entry),
        Act::WriteEntry => at_all(Action::WriteEntry),
        Act::EditEntry(entry) => changes(who, Action::EditEntry, entry),
        Act::PublishEntry(entry) => changes(who, Action::PublishEntry, entry),
        Act::Curate => at_all(Action::Curate),
        Act::KeepGlossary => at_all(Action::KeepGlossary),
        Act::AnswerInvitation => at_all(Action::AnswerInvitation),
        Act::PlanMeetings => at_all(Action::PlanMeetings),
        Act::RegisterAttendance => at_all(Action::RegisterAttendance),
        Act::Study => at_all(Action::Study),
        Act::RecordResults => at_all(Action::RecordResults),
        Act::WriteForum => at_all(Action::WriteForum),
        Act::Moderate => at_all(Action::Moderate),
        Act::LeadProcess => at_all(Action::LeadProcess),
        Act::GuideProcess { lead_id } => reaches(Action::GuideProcess, own(lead_id)),
        Act::FillWorksheet => at_all(Action::FillWorksheet),
        Act::ManagePeople { organisation_id } => reaches(Action::ManagePeople, of(organisation_id)),
        Act::ApproveJoining { organisation_id } => {
            reaches(Action::ApproveJoining, of(organisation_id))
        }
        Act::ManageOrganisation { organisation_id } => {
            reaches(Action::ManageOrganisation, of(Some(organisation_id)))
        }
        Act::ManageNetwork => at_all(Action::ManageNetwork),
        Act::ReadAudit => at_all(Action::ReadAudit),
        Act::Administer => at_all(Action::Administer),
    }
}

/// Whether somebody may come to an address at all; what they may see there is the page's question.
pub fn may_enter(who: Option<&Member>, action: Action) -> bool {
    reach(who.map_or(&[][..], |m| &m.roles), action) > Reach::No
}

/// One's own entry, or any one can see when the right reaches that far.
fn changes(who: Option<&Member>, action: Action, entry: EntryRights) -> bool {
    let Some(member) = who else {
        return false;
    };
    match reach(&member.roles, action) {
        Reach::No => false,
        Reach::Own => owns(member, entry) || tends(member, action, entry),
        Reach::Organisation => {
            owns(member, entry)
                || of_own_organisation(member, entry)
                || tends(member, action, entry)
        }
        Reach::Network => owns(member, entry) || may_read(who, entry),
    }
}

/// A deputy writes in what they can read; publishing stays with owners and editors.
fn tends(member: &Member, action: Action, entry: EntryRights) -> bool {
    action == Action::EditEntry
        && entry.deputy_id == Some(member.id.as_str())
        && may_read(Some(member), entry)
}

fn owns(member: &Member, entry: EntryRights) -> bool {
    entry.owner_id == Some(member.id.as_str())
}

fn of_own_organisation(member: &Member, entry: EntryRights) -> bool {
    member.organisation_id.is_some() && member.organisation_id.as_deref() == entry.organisation_id
}

/// A draft is its owner's alone. What is in review, archived or in the bin is its owner's and the editors'.
/// What is published is for its audience.
fn may_read(who: Option<&Member>, entry: EntryRights) -> bool {
    let own = who.is_some_and(|m| owns(m, entry));
    let editor = who.is_some_and(|m| m.is(Role::Editor) || m.is(Role::Administrator));
    let in_audience = match entry.audience {
        "public" => true,
        "network" => who.is_some(),
        "organisation" => who.is_some_and(|m| of_own_organisation(m, entry)),
        _ => false,
    };
    match entry.status {
        "published" => own || in_audience,
        "in_review" | "archived" | "deleted" => own || (editor && in_audience),
        "draft" => own,
        _ => false,
    }
}
