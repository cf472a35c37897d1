use serde_json::json;

use crate::web::Ctx;

/// What `site.js` is told of a search field: where it asks, whose recent questions it may show, and its
/// words.
pub fn field(ctx: &Ctx) -> String {
    json!({
        "from": "/api/v1/suggest",
        "whose": ctx.member.as_ref().map_or("", |m| m.id.as_str()),
        "label": ctx.t("suggest-label"),
        "one": ctx.t("suggest-one"),
        "many": ctx.t("suggest-many"),
        "none": ctx.t("suggest-none"),
        "recent": ctx.t("suggest-recent"),
        "forget": ctx.t("suggest-forget"),
    })
    .to_string()
}
