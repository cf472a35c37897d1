//! Form fields with label, hint, error and what was typed. The markup is the one `site.css` lists.

use maud::{Markup, html};

use super::context::Ctx;
use super::form::{FormData, Problems};

pub struct Fields<'a> {
    pub ctx: &'a Ctx,
    pub form: &'a FormData,
    pub problems: &'a Problems,
}

/// A choice: stored value and shown label.
pub type Choice = (String, String);

impl<'a> Fields<'a> {
    pub fn new(ctx: &'a Ctx, form: &'a FormData, problems: &'a Problems) -> Fields<'a> {
        Fields {
            ctx,
            form,
            problems,
        }
    }

    /// First in every POST form: the form token, and the key that gives a repeated POST one effect.
    pub fn hidden(&self) -> Markup {
        self.ctx.form_tokens()
    }

    /// At the top of a form that was refused.
    pub fn summary(&self) -> Markup {
        html! {
            @if !self.problems.none() {
                div.error-summary role="alert" tabindex="-1" {
                    h2 { (self.ctx.t("form-has-errors")) }
                    ul {
                        @for (field, problem) in self.problems.iter() {
                            li {
                                a href=(format!("#{field}")) {
                                    @if let Some(label) = self.label_of(field) { (label) ": " }
                                    (problem.say(self.ctx.lang))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A field's label by the key labels have: `<feature>-<field>`, or `field-<field>` in every feature.
    fn label_of(&self, field: &str) -> Option<String> {
        let feature = self.ctx.path.split('/').nth(1).unwrap_or_default();
        let field = field.replace('_', "-");
        let label = |key: String| self.ctx.lang.try_t(&key);
        // Of several fields that are asked for by number, each is called the same.
        let facts = field.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
        label(format!("{feature}-{field}"))
            .or_else(|| label(format!("field-{field}")))
            .or_else(|| label(format!("facts-{facts}")))
    }

    /// One line. `kind` is the input's type; the label's key is `label`, a hint's `label-hint`. What is
    /// not `required` now but later says when, in `label-when`.
    pub fn input(&self, kind: &str, name: &str, label: &str, required: bool) -> Markup {
        self.wrap(name, label, required, |described| html! {
            input type=(kind) id=(name) name=(name) value=(self.form.get(name)) required[required]
                aria-describedby=[described] aria-invalid=[self.invalid(name)]
                autocomplete=[(kind == "email").then_some("email")];
        })
    }

    /// One line with suggestions: `list` is the id of a `datalist` on the page.
    pub fn suggested(&self, name: &str, label: &str, list: &str) -> Markup {
        self.wrap(name, label, false, |described| html! {
            input type="text" id=(name) name=(name) value=(self.form.get(name)) list=(list) autocomplete="off"
                aria-describedby=[described] aria-invalid=[self.invalid(name)];
        })
    }

    /// One line that the browser or a password manager may fill in: `token` is its autocomplete name.
    /// A secret (`kind` password, or a code) is not sent back.
    pub fn filled(&self, kind: &str, name: &str, label: &str, token: &str) -> Markup {
        let is_secret = kind == "password" || token == "one-time-code" || token == "off";
        let is_code = token == "one-time-code";
        self.wrap(name, label, true, |described| html! {
            input type=(kind) id=(name) name=(name) required autocomplete=(token)
                value=(if is_secret { "" } else { self.form.get(name) })
                inputmode=[is_code.then_some("numeric")]
                autocapitalize=[is_secret.then_some("none")] spellcheck=[is_secret.then_some("false")]
                aria-describedby=[described] aria-invalid=[self.invalid(name)];
        })
    }

    pub fn textarea(&self, name: &str, label: &str, rows: u32, required: bool) -> Markup {
        self.wrap(name, label, required, |described| {
            html! {
                textarea id=(name) name=(name) rows=(rows) required[required]
                    aria-describedby=[described] aria-invalid=[self.invalid(name)] {
                    // A leading line break is eaten by the browser: give it one.
                    "\n" (self.form.get(name))
                }
            }
        })
    }

    /// A list to choose one from. `empty` is the label of an empty first choice: of choosing none, or,
    /// where a choice is `required`, of not having chosen yet. That says already that one may leave it,
    /// so no list is marked as optional.
    pub fn select(
        &self,
        name: &str,
        label: &str,
        choices: &[Choice],
        empty: Option<&str>,
        required: bool,
    ) -> Markup {
        let chosen = self.form.get(name);
        self.wrap(name, label, true, |described| html! {
            select id=(name) name=(name) required[required && empty.is_some()] aria-describedby=[described] aria-invalid=[self.invalid(name)] {
                @if let Some(empty) = empty {
                    option value="" selected[chosen.is_empty()] { (empty) }
                }
                @for (value, shown) in choices {
                    option value=(value) selected[value == chosen] { (shown) }
                }
            }
        })
    }

    /// Radio buttons, or checkboxes when `many`.
    pub fn choices(&self, name: &str, label: &str, choices: &[Choice], many: bool) -> Markup {
        let kind = if many { "checkbox" } else { "radio" };
        html! {
            fieldset.choices id=(name) aria-describedby=[self.described(name, label)] {
                legend { (self.ctx.t(label)) }
                (self.hint_and_error(name, label))
                @for (value, shown) in choices {
                    label {
                        input type=(kind) name=(name) value=(value)
                            checked[self.form.all(name).any(|v| v == value)];
                        " " (shown)
                    }
                }
            }
        }
    }

    fn wrap(
        &self,
        name: &str,
        label: &str,
        required: bool,
        control: impl FnOnce(Option<String>) -> Markup,
    ) -> Markup {
        let invalid = self.problems.of(name).is_some();
        html! {
            div.field.invalid[invalid] {
                label for=(name) {
                    (self.ctx.t(label))
                    @if !required { " " span.meta { (self.may_be_empty(label)) } }
                }
                (self.hint_and_error(name, label))
                (control(self.described(name, label)))
            }
        }
    }

    /// That a field may be left empty, or until when (`label`-when).
    fn may_be_empty(&self, label: &str) -> String {
        let until = self.ctx.lang.try_t(&format!("{label}-when"));
        until.unwrap_or_else(|| self.ctx.t("form-optional"))
    }

    fn hint_and_error(&self, name: &str, label: &str) -> Markup {
        html! {
            @if let Some(hint) = self.ctx.lang.try_t(&format!("{label}-hint")) {
                p.hint id=(format!("{name}-h")) { (hint) }
            }
            @if let Some(problem) = self.problems.of(name) {
                p.error id=(format!("{name}-e")) { (problem.say(self.ctx.lang)) }
            }
        }
    }

    fn described(&self, name: &str, label: &str) -> Option<String> {
        let hint = self
            .ctx
            .lang
            .try_t(&format!("{label}-hint"))
            .map(|_| format!("{name}-h"));
        let error = self.problems.of(name).map(|_| format!("{name}-e"));
        match (hint, error) {
            (Some(h), Some(e)) => Some(format!("{h} {e}")),
            (one, other) => one.or(other),
        }
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        self.problems.of(name).map(|_| "true")
    }
}
