//! The form's fields for facts, as the table in `fields` names them.

use maud::{Markup, html};

use super::super::fields::{Field, Shape, row_count};
use super::super::terms::Vocabulary;
use super::super::{Entry, descent, linked};
use super::Editing;
use crate::web::Fields;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::worksheets;

/// Blank rows a form offers beside the filled ones.
const BLANK: usize = 2;

pub fn fields(f: &Fields, editing: &Editing, all: &[Field]) -> Markup {
    html! {
        @for field in all { (one(f, editing, field)) }
    }
}

/// The key of a field's label.
fn label(name: &str) -> String {
    format!("facts-{}", name.replace('_', "-"))
}

fn one(f: &Fields, editing: &Editing, field: &Field) -> Markup {
    let (name, ctx) = (field.name, f.ctx);
    let label = label(name);
    let none = ctx.t("none");
    let words = |words: &[&str]| -> Vec<Choice> {
        words
            .iter()
            .map(|w| (w.to_string(), ctx.t(&format!("{label}-{w}"))))
            .collect()
    };
    match field.shape {
        Shape::Line(_) => f.input("text", name, &label, false),
        Shape::Year => f.input("number", name, &label, false),
        Shape::Text(max) => f.textarea(name, &label, if max > 5_000 { 8 } else { 4 }, false),
        Shape::Lines(_) => f.textarea(name, &label, 5, false),
        Shape::Word(all) => f.select(name, &label, &words(all), Some(&none), false),
        Shape::Worksheet => {
            let all: Vec<Choice> = worksheets::TEMPLATES
                .iter()
                .map(|t| {
                    (
                        t.name.to_string(),
                        ctx.t(&format!("worksheets-kind-{}", t.name)),
                    )
                })
                .collect();
            f.select(name, &label, &all, Some(&none), false)
        }
        Shape::One(vocabulary) => {
            let all = choices(f, editing, field, vocabulary);
            f.select(name, &label, &all, Some(&none), false)
        }
        Shape::Many(vocabulary) => {
            let all = choices(f, editing, field, vocabulary);
            f.choices(name, &label, &all, true)
        }
        Shape::Entry(_) => {
            let all: Vec<Choice> = editing
                .offered
                .choices
                .iter()
                .map(|(slug, title, _)| (slug.clone(), title.clone()))
                .collect();
            f.select(name, &label, &all, Some(&none), false)
        }
        Shape::Entries(_) => entries(f, editing, name, &label),
        Shape::Pieces(count) => pieces(f, name, &label, count),
        Shape::Actions => rows(
            f,
            name,
            &label,
            &[("what", "text"), ("owner", "text"), ("due", "date")],
        ),
        Shape::Links => rows(f, name, &label, &[("address", "url"), ("label", "text")]),
        Shape::Video => html! {
            (f.input("url", "video_address", "facts-video-address", false))
            (f.input("text", "video_title", "facts-video-title", false))
            (f.input("text", "video_speakers", "facts-video-speakers", false))
            (f.textarea("video_transcript", "facts-video-transcript", 6, false))
        },
        Shape::Origin => origin(f, editing),
    }
}

/// How it came from something, and from what: an entry by its address, or something elsewhere.
fn origin(f: &Fields, editing: &Editing) -> Markup {
    let ctx = f.ctx;
    let relations = descent::views::relations(ctx);
    let chosen = f.form.get("derived_from_entry");
    html! {
        (f.select("derived_from_relation", "facts-derived-from-relation", &relations, Some(&ctx.t("none")), false))
        @let gone = f.form.get("derived_from_gone");
        @if !gone.is_empty() {
            p.hint { (ctx.t("descent-gone-kept")) }
            input type="hidden" name="derived_from_gone" value=(gone);
        }
        (f.suggested("derived_from_entry", "facts-derived-from-entry", "origins"))
        @if let Some((_, title, lang)) = editing.origins.iter().find(|(slug, _, _)| slug == chosen) {
            p.hint { (ctx.t("descent-chosen")) " " span lang=(lang) { (title) } }
        }
        datalist id="origins" {
            @for (slug, title, _) in &editing.origins { option value=(slug) label=(title) {} }
        }
        div.grid-2 {
            (f.input("text", "derived_from_title", "facts-derived-from-title", false))
            (f.input("url", "derived_from_address", "facts-derived-from-address", false))
        }
    }
}

/// The terms to choose from; those set aside where the entry has them.
fn choices(f: &Fields, editing: &Editing, field: &Field, vocabulary: Vocabulary) -> Vec<Choice> {
    let had = editing.entry.map(Entry::facts).unwrap_or_default();
    let had = super::fields::terms(&had);
    f.ctx
        .terms
        .of(vocabulary)
        .iter()
        .filter(|term| {
            !term.retired
                || had
                    .iter()
                    .any(|(name, v, t)| (*name, *v) == (field.name, vocabulary) && *t == term.name)
        })
        .map(|term| (term.name.clone(), term.label(f.ctx.lang).to_string()))
        .collect()
}

/// Entries to tick; where there are more than the list shows, a field for their addresses.
fn entries(f: &Fields, editing: &Editing, name: &str, label: &str) -> Markup {
    let offered = &editing.offered;
    let had = editing.entry.map(Entry::facts).unwrap_or_default();
    let had = linked::named(&had);
    // What the entry had before and its writer may not see is kept without being shown.
    let typed: Vec<&str> = f
        .form
        .all(name)
        .flat_map(|v| v.split_whitespace())
        .filter(|slug| {
            offered.choices.iter().all(|(s, _, _)| s != slug) && !had.iter().any(|h| h == slug)
        })
        .collect();
    let chosen: Vec<&str> = f
        .form
        .all(name)
        .flat_map(|v| v.split_whitespace())
        .collect();
    let problem = f.problems.of(name);
    html! {
        fieldset.choices.long id=(name) {
            legend { (f.ctx.t(label)) }
            @if let Some(hint) = f.ctx.lang.try_t(&format!("{label}-hint")) { p.hint { (hint) } }
            @if let Some(problem) = problem { p.error { (problem.say(f.ctx.lang)) } }
            @if offered.choices.is_empty() { p.hint { (f.ctx.t("facts-none-to-choose")) } }
            @for (slug, title, lang) in &offered.choices {
                label {
                    input type="checkbox" name=(name) value=(slug) checked[chosen.contains(&slug.as_str())];
                    " " span lang=(lang) { (title) }
                }
            }
        }
        @if offered.more || !typed.is_empty() {
            @let more = format!("{name}_more");
            div.field {
                label for=(more) { (f.ctx.t("facts-more-entries")) }
                p.hint id=(format!("{more}-h")) { (f.ctx.t("facts-more-entries-hint")) }
                textarea id=(more) name=(name) rows="2" aria-describedby=(format!("{more}-h")) {
                    "\n" (typed.join("\n"))
                }
            }
        }
    }
}

/// A few short texts, each in a field with its number.
fn pieces(f: &Fields, name: &str, label: &str, count: usize) -> Markup {
    html! {
        fieldset.pieces id=(name) {
            legend { (f.ctx.t(label)) }
            @if let Some(hint) = f.ctx.lang.try_t(&format!("{label}-hint")) { p.hint { (hint) } }
            @for n in 1..=count {
                @let id = format!("{name}_{n}");
                (part(f, &id, f.ctx.tv(&format!("{label}-number"), &[("n", Value::from(n as i64))]), |described| html! {
                    textarea id=(id) name=(id) rows="2" aria-describedby=[described]
                        aria-invalid=[f.problems.of(&id).map(|_| "true")] {
                        "\n" (f.form.get(&id))
                    }
                }))
            }
        }
    }
}

/// Numbered rows of a few fields each: those that are filled, and some blank ones.
fn rows(f: &Fields, name: &str, label: &str, parts: &[(&str, &str)]) -> Markup {
    let names: Vec<&str> = parts.iter().map(|(part, _)| *part).collect();
    let filled = (1..=row_count(f.form, name, &names))
        .rev()
        .find(|n| {
            parts
                .iter()
                .any(|(part, _)| !f.form.get(&format!("{name}_{part}_{n}")).is_empty())
        })
        .unwrap_or(0);
    html! {
        div.rows id=(name) {
            @if let Some(hint) = f.ctx.lang.try_t(&format!("{label}-hint")) { p.hint { (hint) } }
            @if let Some(problem) = f.problems.of(name) { p.error { (problem.say(f.ctx.lang)) } }
            @for n in 1..=filled + BLANK {
                fieldset.row {
                    legend { (f.ctx.tv(&format!("{label}-number"), &[("n", Value::from(n as i64))])) }
                    @for (part_name, kind) in parts {
                        @let id = format!("{name}_{part_name}_{n}");
                        (part(f, &id, f.ctx.t(&format!("{label}-{part_name}")), |described| html! {
                            input type=(kind) id=(id) name=(id) value=(f.form.get(&id))
                                aria-describedby=[described]
                                aria-invalid=[f.problems.of(&id).map(|_| "true")];
                        }))
                    }
                }
            }
        }
    }
}

fn part(
    f: &Fields,
    id: &str,
    label: String,
    control: impl FnOnce(Option<String>) -> Markup,
) -> Markup {
    let problem = f.problems.of(id);
    let error = format!("{id}-e");
    html! {
        div.field.invalid[problem.is_some()] {
            label for=(id) { (label) }
            @if let Some(problem) = problem { p.error id=(error) { (problem.say(f.ctx.lang)) } }
            (control(problem.map(|_| error.clone())))
        }
    }
}
