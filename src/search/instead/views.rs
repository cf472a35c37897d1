use maud::{Markup, html};

use super::{Corrected, How, Instead, Near, Relaxed, reworded};
use crate::search::views::{address, result, value_label};
use crate::search::{Answer, Filters, Question, Sort};
use crate::web::Ctx;
use crate::web::lang::Value;

/// Above the results: what was searched for instead of a word that nobody has, and that no entry has
/// all words.
pub fn above(ctx: &Ctx, question: &Question, answer: &Answer) -> Markup {
    html! {
        @if answer.loosened { div.notice { p { (ctx.t("instead-loosened")) } } }
        @if !answer.corrected.is_empty() { (did_you_mean(ctx, question, &answer.corrected)) }
        @else if answer.total > 0 && lacks_much(answer) {
            div.notice {
                p {
                    (ctx.tv("instead-not-all", &[
                        ("met", Value::from(answer.met as u64)),
                        ("asked", Value::from(answer.things as u64)),
                    ]))
                }
            }
        }
    }
}

/// Whether no result has nearly all words: of a long question hardly any entry has every one.
fn lacks_much(answer: &Answer) -> bool {
    answer.met * 4 < answer.things * 3
}

fn did_you_mean(ctx: &Ctx, question: &Question, corrected: &[Corrected]) -> Markup {
    let meant = reworded(&question.text, corrected);
    html! {
        div.notice {
            p {
                (ctx.t("instead-mean")) " "
                a href=(address(&meant, &question.filters, question.sort, 1)) { b { (meant) } } "?"
            }
            @for Corrected { typed, meant } in corrected {
                p.meta {
                    (ctx.tv("instead-taken-for", &[
                        ("typed", typed.clone().into()),
                        ("meant", meant.clone().into()),
                    ]))
                }
            }
        }
    }
}

/// Below the word that nothing was found: what there is instead.
pub fn below(ctx: &Ctx, instead: &Instead) -> Markup {
    html! {
        @if let Some(relaxed) = &instead.relaxed { (relaxed_results(ctx, relaxed)) }
        @if let Some(near) = &instead.near { (near_places(ctx, near)) }
        @if !instead.areas.is_empty() {
            section.section {
                h2 { (ctx.t("instead-areas")) }
                (choices(ctx, "area", &instead.areas, ""))
            }
        }
    }
}

fn relaxed_results(ctx: &Ctx, relaxed: &Relaxed) -> Markup {
    let Relaxed {
        question,
        answer,
        how,
    } = relaxed;
    let count = ("count", Value::from(answer.total));
    html! {
        section.section {
            div.section-head {
                h2 {
                    @match how {
                        How::Without(filters) => {
                            @let values: Vec<String> = filters.iter().flat_map(|(filter, values)| values.iter().map(|value| value_label(ctx, filter, value))).collect();
                            (ctx.tv("instead-without", &[count, ("values", values.join(", ").into())]))
                        }
                        How::Beginnings => { (ctx.tv("instead-beginnings", &[count])) }
                    }
                }
                @if answer.total > answer.hits.len() as u64 {
                    a href=(address(&question.text, &question.filters, question.sort, 1)) { (ctx.t("see-all")) }
                }
            }
            ol.results { @for hit in &answer.hits { (result(ctx, hit, 3)) } }
        }
    }
}

fn near_places(ctx: &Ctx, near: &Near) -> Markup {
    let heading = if near.same_county {
        ctx.tv("instead-near", &[("county", near.place.county.into())])
    } else {
        ctx.tv("instead-country", &[("place", near.place.name.into())])
    };
    html! {
        section.section {
            h2 { (heading) }
            (choices(ctx, "municipality", &near.found, &near.text))
        }
    }
}

fn choices(ctx: &Ctx, facet: &str, values: &[(String, u64)], text: &str) -> Markup {
    html! {
        ul.tags {
            @for (value, count) in values {
                li {
                    a.tag href=(address(text, &Filters::default().and(facet, value), Sort::default(), 1)) {
                        (value_label(ctx, facet, value)) " (" (count) ")"
                    }
                }
            }
        }
    }
}
