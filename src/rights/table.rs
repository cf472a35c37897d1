//! Who may do what, as a table: a row per action, a column per role, and how far the right goes. The
//! rules (`may`), the door of every address (`routes`), the page `/about/roles` and the tests read
//! this one table.

use crate::members::Role;

/// How far a right goes. Ordered: what reaches further includes what is nearer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    No,
    /// One's own: oneself, what one wrote, what one leads.
    Own,
    /// What belongs to one's own organisation.
    Organisation,
    /// Everything in the network.
    Network,
}

impl Reach {
    pub fn name(self) -> &'static str {
        match self {
            Reach::No => "no",
            Reach::Own => "own",
            Reach::Organisation => "organisation",
            Reach::Network => "network",
        }
    }
}

/// Something that can be done, without whom it is done to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Action {
    /// Pages for everybody; entries and meetings as far as they are public.
    ReadPublic,
    /// Sign in, ask to join, answer by a mailed link.
    ComeIn,
    /// Members, forum, processes, worksheets: what is for the network.
    ReadNetwork,
    /// One's own account: profile, sign-in, sessions, notices, data.
    OwnAccount,
    /// Report what breaks the rules.
    Report,
    ReadEntry,
    WriteEntry,
    EditEntry,
    PublishEntry,
    /// Put entries together in series and campaigns.
    Curate,
    /// The words that mean the same in the neighbours' languages.
    KeepGlossary,
    AnswerInvitation,
    PlanMeetings,
    RegisterAttendance,
    Study,
    RecordResults,
    WriteForum,
    Moderate,
    LeadProcess,
    GuideProcess,
    FillWorksheet,
    /// Invite, change, move and list people; import lists.
    ManagePeople,
    /// Say yes or no to who asks to join.
    ApproveJoining,
    /// An organisation's units and representatives; seeing its mail domains and sign-in.
    ManageOrganisation,
    /// Add and remove organisations, decide their mail domains and sign-in, merge people, give roles.
    ManageNetwork,
    ReadAudit,
    /// Settings, texts, vocabularies, mail, jobs.
    Administer,
}

/// A column of the table: somebody who is not signed in, or a role.
pub const COLUMNS: usize = 1 + Role::ALL.len();

pub struct Row {
    pub action: Action,
    /// The name in texts (`right-…`) and tests.
    pub name: &'static str,
    /// For a visitor, then for each of `Role::ALL`. Everybody signed in is a member as well.
    pub reach: [Reach; COLUMNS],
}

const fn row(action: Action, name: &'static str, reach: [Reach; COLUMNS]) -> Row {
    Row {
        action,
        name,
        reach,
    }
}

use Reach::{Network as N, No as X, Organisation as G, Own as O};

#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    //                                                        visitor
    //                                                        |  member
    //                                                        |  |  student
    //                                                        |  |  |  organiser
    //                                                        |  |  |  |  teacher
    //                                                        |  |  |  |  |  editor
    //                                                        |  |  |  |  |  |  process lead
    //                                                        |  |  |  |  |  |  |  organisation administrator
    //                                                        |  |  |  |  |  |  |  |  administrator
    row(Action::ReadPublic,         "read-public",           [N, N, N, N, N, N, N, N, N]),
    row(Action::ComeIn,             "come-in",               [N, N, N, N, N, N, N, N, N]),
    row(Action::ReadNetwork,        "read-network",          [X, N, N, N, N, N, N, N, N]),
    row(Action::OwnAccount,         "own-account",           [X, O, O, O, O, O, O, O, O]),
    row(Action::Report,             "report",                [X, N, N, N, N, N, N, N, N]),
    row(Action::ReadEntry,          "read-entry",            [N, N, N, N, N, N, N, N, N]),
    row(Action::WriteEntry,         "write-entry",           [X, O, O, O, O, O, O, O, O]),
    row(Action::EditEntry,          "edit-entry",            [X, O, O, O, O, N, O, O, N]),
    row(Action::PublishEntry,       "publish-entry",         [X, X, X, O, X, N, X, X, N]),
    row(Action::Curate,             "curate",                [X, X, X, X, X, N, X, X, N]),
    row(Action::KeepGlossary,       "keep-glossary",         [X, X, X, X, X, N, X, X, N]),
    row(Action::AnswerInvitation,   "answer-invitation",     [X, O, O, O, O, O, O, O, O]),
    row(Action::PlanMeetings,       "plan-meetings",         [X, X, X, N, X, X, X, X, N]),
    row(Action::RegisterAttendance, "register-attendance",   [X, X, X, N, N, X, X, X, N]),
    row(Action::Study,              "study",                 [X, O, O, O, O, O, O, O, O]),
    row(Action::RecordResults,      "record-results",        [X, X, X, X, N, X, X, X, N]),
    row(Action::WriteForum,         "write-forum",           [X, N, N, N, N, N, N, N, N]),
    row(Action::Moderate,           "moderate",              [X, X, X, N, X, X, X, X, N]),
    row(Action::LeadProcess,        "lead-process",          [X, X, X, N, X, N, O, X, N]),
    row(Action::GuideProcess,       "guide-process",         [X, O, O, N, O, N, O, O, N]),
    row(Action::FillWorksheet,      "fill-worksheet",        [X, N, N, N, N, N, N, N, N]),
    row(Action::ManagePeople,       "manage-people",         [X, X, X, X, X, X, X, G, N]),
    row(Action::ApproveJoining,     "approve-joining",       [X, X, X, N, X, X, X, G, N]),
    row(Action::ManageOrganisation, "manage-organisation",   [X, X, X, X, X, X, X, G, N]),
    row(Action::ManageNetwork,      "manage-network",        [X, X, X, X, X, X, X, X, N]),
    row(Action::ReadAudit,          "read-audit",            [X, X, X, X, X, X, X, X, N]),
    row(Action::Administer,         "administer",            [X, X, X, X, X, X, X, X, N]),
];

/// How far somebody's right to an action goes: the furthest of all their roles. No roles: a visitor.
pub fn reach(roles: &[Role], action: Action) -> Reach {
    let Some(row) = TABLE.iter().find(|r| r.action == action) else {
        return Reach::No;
    };
    let mut furthest = row.reach[0];
    for (i, role) in Role::ALL.iter().enumerate() {
        if roles.contains(role) {
            furthest = furthest.max(row.reach[i + 1]);
        }
    }
    furthest
}
