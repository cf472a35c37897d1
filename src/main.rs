//! The command line.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use faelles::app::{App, DataLock};
use faelles::clock::Clock;
use faelles::config::{Config, Settings};
use faelles::error::{Error, Result};
use faelles::library::export::{Format, Which};
use faelles::library::import::{self, Told};
use faelles::members::Scope;
use faelles::search::eval::{self, Options};
use faelles::{attachments, check, db, demo, dump, library, search, settings, sign_in, web};
use indicatif::{ProgressBar, ProgressStyle};

/// Prints a line of what was asked for. Who reads it may have enough, as `head` has: then nothing more
/// is said, and the command ends as it would have.
macro_rules! say {
    ($($part:tt)*) => { said(writeln!(std::io::stdout(), $($part)*)) };
}

/// Prints a line beside: nothing hangs on it.
macro_rules! warn {
    ($($part:tt)*) => {{
        let _ = writeln!(std::io::stderr(), $($part)*);
    }};
}

fn said(outcome: std::io::Result<()>) -> Result<()> {
    match outcome {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(()),
    }
}

#[derive(Parser)]
#[command(
    name = "faelles",
    version,
    about = "A knowledge library and network forum that municipalities run themselves"
)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open a network and serve it
    #[command(
        after_help = "Example:\n  faelles serve --data /srv/faelles --listen 127.0.0.1:8080 --base-url https://net.example"
    )]
    Serve,
    /// Serve a demonstration network, with a sign-in link for each role
    #[command(after_help = "Example:\n  faelles demo")]
    Demo,
    /// Bring texts into the library from files and folders (.txt, .md, .html, .jsonl, .csv)
    #[command(
        long_about = "Bring texts into the library from files and folders (.txt, .md, .html, .jsonl, .csv).\n\n\
            What was imported before is updated, never doubled, so an import can be run again. A file \
            that cannot be read is named and left out, all others come in, and the exit status says so. \
            A running server need not be stopped.",
        after_help = "Example:\n  faelles import --data /srv/faelles cases/ notes.jsonl"
    )]
    Import {
        /// Files and folders
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Search as a visitor, also while a server runs
    #[command(
        after_help = "Example:\n  faelles search \"tilsyn i dagtilbud\" --json --limit 5\n\n--lang is the asker's language: entries in it come slightly first. It filters nothing away.\n\nA query may hold \"phrases\", -words that are not wanted, OR, and filters: municipality:Roskilde type:tool\nyear:2022..2024 area:school language:sv tag:youth; their names and values are known in Danish, Swedish,\nNorwegian and English."
    )]
    Search {
        /// What to look for
        query: String,
        /// Print the same JSON as /api/v1/search
        #[arg(long)]
        json: bool,
        /// Print every way each result was met by: word, way, field, term and score; what is in brackets
        /// is not counted, the other lines sum up to the result's score
        #[arg(long, conflicts_with = "json")]
        explain: bool,
        /// The asker's language: da, sv, nb, nn or en
        #[arg(long, default_value = "da", value_parser = web::lang::CONTENT_LANGUAGES)]
        lang: String,
        /// How many results to print
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=100))]
        limit: u16,
    },
    /// Build the search index anew beside the one in use, then swap; a server may run meanwhile
    #[command(after_help = "Example:\n  faelles reindex --data /srv/faelles")]
    Reindex,
    /// Write the library's entries into a folder, in a form `import` takes in
    #[command(
        after_help = "Example:\n  faelles export --data /srv/faelles --format markdown --all /srv/library\n\nEvery published entry, also those for members alone, with whose it is, its days, its series and, but for csv,\nevery version and file. Mail addresses of owners are in it. The people themselves are not: see dump."
    )]
    Export {
        /// jsonl, csv or markdown
        #[arg(long, default_value = "jsonl", value_parser = Format::ALL.map(Format::name))]
        format: String,
        /// Also drafts, what waits for the editors, and what is archived
        #[arg(long)]
        all: bool,
        /// The folder to write into
        folder: PathBuf,
    },
    /// Write the whole network, files included, into a folder of JSON Lines; a server may run meanwhile
    #[command(
        after_help = "Example:\n  faelles dump --data /srv/faelles /srv/copy\n\nThe copy holds everything, secrets as well: keep it as you keep a backup. It is the way from SQLite to\nPostgreSQL and back, and the open form of all there is."
    )]
    Dump {
        /// A folder that is not there yet
        folder: PathBuf,
    },
    /// Read a dump into an empty data folder or database, all of it or nothing
    #[command(after_help = "Example:\n  faelles load --data /srv/new /srv/copy")]
    Load {
        /// The folder of the dump
        folder: PathBuf,
    },
    /// Take away somebody's second factor and passkeys when they have lost them; they are told by mail
    #[command(
        after_help = "Example:\n  faelles reset-second-factor --data /srv/faelles ada@example.org\n\nMake sure by other means that it is they who ask."
    )]
    ResetSecondFactor {
        /// The person's address
        email: String,
    },
    /// Measure how good search is on a kit of questions with judged answers; touches no network's data
    #[command(
        after_help = "Example:\n  faelles eval ../shared/search-kit --index /tmp/kit\n\nA kit is a folder of sets: docs.jsonl.gz, queries.tsv (queries_typo.tsv, queries_kbd.tsv), qrels.tsv. All\ndocuments lie in one index; what is in load/ answers nothing. Rights, snippets and the database are not\npart of the time."
    )]
    Eval {
        /// The folder of the kit
        kit: PathBuf,
        /// Keep the index in this folder, and use it again while the analysis is the same
        #[arg(long, value_name = "FOLDER")]
        index: Option<PathBuf>,
        /// Ask only the questions of this set; may be given again
        #[arg(long = "set", value_name = "NAME")]
        sets: Vec<String>,
        /// Ask only every N-th question, for a quick look
        #[arg(long, value_name = "N", default_value_t = 1)]
        every: usize,
        /// Try another weight than the one in use (src/search/weights.rs); may be given again
        #[arg(long = "weight", value_name = "NAME=VALUE")]
        weights: Vec<String>,
        /// Fail when a column's mean nDCG@10 is lower (`mono typo=0.65`); may be given again
        #[arg(long = "at-least", value_name = "COLUMN=FIGURE")]
        at_least: Vec<String>,
    },
    #[command(hide = true, name = attachments::text::COMMAND)]
    ReadText { kind: String },
    /// Look whether database, index, mails and jobs are whole; fails when something is broken
    #[command(
        after_help = "Example:\n  faelles check --data /srv/faelles\n\nKeep the audit's head it prints in another place. Given back with --audit-head it must still be in the \nchain: that shows whether the end of the audit was cut off, or all of it written anew."
    )]
    Check {
        /// A head of the audit that was written down earlier
        #[arg(long, value_name = "HASH")]
        audit_head: Option<String>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    // A process that reads a file of unknown intentions has nothing to do with settings or data.
    if let Command::ReadText { kind } = &cli.command {
        return match attachments::text::run_child(kind) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let outcome = cli.settings.clone().resolve().and_then(|config| {
        start_log(config.log_json);
        run(cli.command, config)
    });
    match outcome {
        Ok(code) => code,
        Err(e) => {
            warn!("faelles: {e}");
            ExitCode::FAILURE
        }
    }
}

/// To standard error; `RUST_LOG` chooses what.
fn start_log(json: bool) {
    use tracing_subscriber::EnvFilter;
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,faelles=info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json {
        log.json().init();
    } else {
        log.with_ansi(false).init();
    }
}

fn run(command: Command, config: Config) -> Result<ExitCode> {
    match command {
        Command::Serve => serve(config, false),
        Command::Demo => serve(config, true),
        Command::Import { paths } => import(config, &paths),
        Command::Search {
            query,
            json,
            explain,
            lang,
            limit,
        } => find(config, &query, (json, explain), lang, limit),
        Command::Reindex => reindex(config),
        Command::Export {
            format,
            all,
            folder,
        } => export(config, &format, all, &folder),
        Command::Dump { folder } => write_dump(config, &folder),
        Command::Load { folder } => load(config, &folder),
        Command::ResetSecondFactor { email } => reset_second_factor(config, &email),
        Command::Eval {
            kit,
            index,
            sets,
            every,
            weights,
            at_least,
        } => measure(
            index.as_deref(),
            &at_least,
            Options {
                kit,
                folder: PathBuf::new(),
                sets,
                every,
                weights,
            },
        ),
        // Done before.
        Command::ReadText { .. } => Ok(ExitCode::SUCCESS),
        Command::Check { audit_head } => look(config, audit_head.as_deref()),
    }
}

fn serve(mut config: Config, demo: bool) -> Result<ExitCode> {
    if demo && config.mail_from == Config::MAIL_FROM {
        config.mail_from = demo::MAIL_FROM.to_string();
    }
    let Some(_lock) = DataLock::take(&config.data)? else {
        return Err(Error::internal(format!(
            "another faelles is running on the data folder {}: stop it first, or choose another with --data",
            config.data.display()
        )));
    };
    actix_web::rt::System::new().block_on(async move {
        let app = App::open(config, Clock::System)?;
        let notes = if demo {
            demo::open(&app).await?
        } else {
            sign_in::link::setup_note(&app).await?
        };
        let address = app.config.base_url.url("/");
        web::server::serve(app, web::server::asked_to_stop(), move |at| {
            let _ = say!("faelles is open on {address} (listening on {at})");
            for note in notes {
                let _ = say!("{note}");
            }
            let _ = say!("stop it with Ctrl-C");
        })
        .await
    })?;
    Ok(ExitCode::SUCCESS)
}

fn import(config: Config, paths: &[PathBuf]) -> Result<ExitCode> {
    let app = App::open(config, Clock::System)?;
    // Drawn on a terminal alone.
    let bar = ProgressBar::new(0);
    let look = "{bar:40} {bytes} of {total_bytes}, {eta} left";
    bar.set_style(ProgressStyle::with_template(look).map_err(Error::internal)?);
    let outcome = import::run(&app, paths, &mut |told| match told {
        Told::Found(bytes) => bar.set_length(bytes),
        Told::Read(bytes) => bar.inc(bytes),
        Told::Problem(problem) => bar.suspend(|| warn!("{problem}")),
    });
    bar.finish_and_clear();
    let did = outcome?;
    say!(
        "{} new, {} updated, {} unchanged, {} skipped",
        did.new,
        did.updated,
        did.unchanged,
        did.skipped
    )?;
    if did.written_over > 0 {
        say!(
            "{} of the updated had been edited on the site since: see their history",
            did.written_over
        )?;
    }
    if did.files + did.files_left_out > 0 {
        say!(
            "{} files attached, {} left out",
            did.files,
            did.files_left_out
        )?;
    }
    if did.series > 0 {
        say!("{} series made or changed", did.series)?;
    }
    if did.words > 0 {
        say!("{} words added to the vocabularies", did.words)?;
    }
    if did.organisations > 0 {
        say!(
            "{} organisations made, with nobody in them",
            did.organisations
        )?;
    }
    if did.unplaced > 0 {
        say!("{} from a municipality nobody knows", did.unplaced)?;
    }
    if did.unowned > 0 {
        say!(
            "{} whose owner is not here: see /library/ownerless",
            did.unowned
        )?;
    }
    if did.other_files > 0 {
        say!("{} files of other kinds left alone", did.other_files)?;
    }
    Ok(if did.skipped == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Opens a network that is there. A mistyped folder is not a new network.
fn open_existing(config: Config) -> Result<App> {
    if !db::is_there(&config.data) {
        return Err(Error::internal(format!(
            "there is no network in the folder {}: choose another with --data",
            config.data.display()
        )));
    }
    App::open(config, Clock::System)
}

/// Searches as a visitor does; prints JSON, or every way a result was met by.
fn find(
    config: Config,
    typed: &str,
    (json, explain): (bool, bool),
    prefer: String,
    limit: u16,
) -> Result<ExitCode> {
    let app = open_existing(config)?;
    // A running server does this itself, and keeps the right to.
    if let Err(e) = app.search.catch_up(&app.db) {
        warn!("the index cannot be brought up to date: {e}");
    }
    app.search.let_go();
    let terms = app.db.read_now(|c| {
        let site = settings::site(c)?;
        app.terms.at(c, &site.terms)
    })?;
    let lang = web::Lang::named(&prefer).unwrap_or_default();
    let understood = search::pages::understand(&app, &terms, lang, &Scope::default(), typed, &[])?;
    let notes = understood.notes.iter();
    let notes: Vec<String> = notes.map(|n| n.tell(web::Lang::En, &terms)).collect();
    for note in &notes {
        warn!("{note}");
    }
    // As the address for scripts: what is not understood is not answered with everything.
    if understood.notes.iter().any(search::notes::Note::is_error) {
        return Ok(ExitCode::FAILURE);
    }
    let question = search::Question {
        text: understood.text,
        filters: understood.filters,
        prefer,
        limit: limit.into(),
        ..search::Question::default()
    };
    let answer = app.search.ask(&app.db, &question)?;
    if json {
        let found = search::pages::Found::of(answer, notes, &app.config.base_url);
        say!(
            "{}",
            serde_json::to_string_pretty(&found).map_err(Error::internal)?
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    if answer.from_database {
        warn!("there is no index: titles, summaries and tags alone were looked through");
    }
    if answer.loosened {
        warn!("nothing has that phrase or those alternatives: these have its words");
    }
    for corrected in &answer.corrected {
        warn!(
            "\"{}\" is nowhere: searched for \"{}\"",
            corrected.typed, corrected.meant
        );
    }
    say!("{} results", answer.total)?;
    for hit in &answer.hits {
        let url = app
            .config
            .base_url
            .url(&format!("/library/{}", hit.row.slug));
        say!(
            "\n{} ({}, {})\n  {url}\n  {}",
            hit.row.title,
            hit.row.kind,
            hit.row.lang,
            hit.snippet.text()
        )?;
        if explain {
            say!("  score {:.3}", hit.score)?;
            for line in search::pages::explained(&answer, hit) {
                say!("    {line}")?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(index: Option<&Path>, at_least: &[String], mut options: Options) -> Result<ExitCode> {
    let own = std::env::temp_dir().join(format!("faelles-eval-{}", std::process::id()));
    options.folder = index.unwrap_or(&own).to_path_buf();
    let report = eval::run(&options, &mut |what| warn!("{what}"));
    if index.is_none() {
        // What stays behind is a temporary folder.
        let _ = std::fs::remove_dir_all(&own);
    }
    let report = report?;
    say!("set            typed  questions  nDCG@10  recall@10    MRR")?;
    for ((set, typed), of) in &report {
        say!(
            "{set:<14} {typed:<6} {:>9} {:>8.3} {:>10.3} {:>6.3}",
            of.questions,
            of.ndcg,
            of.recall,
            of.mrr
        )?;
    }
    say!("\nmean nDCG@10")?;
    for column in eval::COLUMNS {
        match eval::column(&report, column) {
            Some(mean) => say!("{column:<14} {mean:.3}")?,
            None => say!("{column:<14} -")?,
        }
    }
    let ms = |share| eval::within(&report, share).as_secs_f64() * 1_000.0;
    say!(
        "\ntime of a question: p50 {:.2} ms, p99 {:.2} ms",
        ms(0.5),
        ms(0.99)
    )?;
    let mut code = ExitCode::SUCCESS;
    for bar in at_least {
        let (column, least) = bar.split_once('=').unwrap_or((bar, ""));
        let least: f64 = least.parse().map_err(Error::internal)?;
        let reached = eval::column(&report, column).is_some_and(|mean| mean >= least);
        if !reached {
            warn!("{column} is below {least}");
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

fn reindex(config: Config) -> Result<ExitCode> {
    let app = open_existing(config)?;
    let bar = indicatif::ProgressBar::new(0);
    let done = app.search.rebuild(&app.db, &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    say!("{done} entries indexed")?;
    Ok(ExitCode::SUCCESS)
}

fn export(config: Config, format: &str, all: bool, folder: &Path) -> Result<ExitCode> {
    let format = Format::named(format).ok_or_else(|| Error::internal("not a format"))?;
    let which = if all { Which::All } else { Which::Published };
    let app = open_existing(config)?;
    let runtime = actix_web::rt::System::new();
    let done = runtime.block_on(library::export::write(&app, format, which, folder))?;
    say!(
        "{} entries with {} versions, {} series and {} files written to {}",
        done.entries,
        done.versions,
        done.series,
        done.files,
        folder.display()
    )?;
    Ok(ExitCode::SUCCESS)
}

fn write_dump(config: Config, folder: &Path) -> Result<ExitCode> {
    let app = open_existing(config)?;
    let about = actix_web::rt::System::new().block_on(dump::write(&app, folder))?;
    say!("{} rows written to {}", about.total(), folder.display())?;
    Ok(ExitCode::SUCCESS)
}

fn load(config: Config, folder: &Path) -> Result<ExitCode> {
    let Some(_lock) = DataLock::take(&config.data)? else {
        return Err(Error::internal(format!(
            "a faelles is running on the data folder {}: stop it first, or choose another with --data",
            config.data.display()
        )));
    };
    let fresh = App::open(config.clone(), Clock::System)?;
    let about = actix_web::rt::System::new().block_on(dump::read(&fresh, folder))?;
    drop(fresh);
    // Opened anew: with the keys that were loaded.
    let app = App::open(config, Clock::System)?;
    let entries = app.search.rebuild(&app.db, &mut |_, _| {})?;
    say!("{} rows loaded, {entries} entries indexed", about.total())?;
    Ok(ExitCode::SUCCESS)
}

fn reset_second_factor(config: Config, email: &str) -> Result<ExitCode> {
    let app = open_existing(config)?;
    let email = faelles::text::email(email).ok_or_else(|| Error::internal("not an address"))?;
    let now = app.clock.now();
    app.db
        .write_now(|c| sign_in::second_factor::reset(c, &app, now, &email))
        .map_err(|e| match e {
            Error::NotFound => Error::internal("nobody here has this address"),
            e => e,
        })?;
    say!("the second factor and all passkeys of {email} are gone, their sessions ended")?;
    Ok(ExitCode::SUCCESS)
}

fn look(config: Config, audit_head: Option<&str>) -> Result<ExitCode> {
    let app = open_existing(config)?;
    let lines = check::run_with(&app, audit_head)?;
    for line in &lines {
        let state = match line.state {
            check::State::Ok => "ok     ",
            check::State::Warning => "waits  ",
            check::State::Broken => "BROKEN ",
        };
        say!("{state} {}", line.text)?;
    }
    Ok(if check::is_whole(&lines) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
