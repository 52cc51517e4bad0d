//! A condition as the browser's script takes it: a tree of JSON arrays, so that the script needs
//! no reader of the language (`static/logic.js`).
//!
//! A number is itself, an option its code, `["?", code, row]` an answer, `["answered", …]` and
//! `["count", …]` likewise, everything else its mark and its parts.

use serde_json::{Value as Json, json};

use super::{At, Condition, Expr};

impl Condition {
    /// The tree.
    pub fn for_the_script(&self) -> Json {
        tree(self.expr())
    }
}

fn tree(expr: &Expr) -> Json {
    match expr {
        Expr::Number(number) => json!(number.value()),
        Expr::Option(code) => json!(code),
        Expr::Answer(at) => answer("?", at),
        Expr::Answered(at) => answer("answered", at),
        Expr::Count(at) => answer("count", at),
        Expr::Minus(inner) => json!(["-", 0, tree(inner)]),
        Expr::Calc(calc, left, right) => json!([calc.to_string(), tree(left), tree(right)]),
        Expr::Compare(compare, left, right) => {
            json!([compare.to_string(), tree(left), tree(right)])
        }
        Expr::Not(inner) => json!(["not", tree(inner)]),
        Expr::And(parts) => several("and", parts),
        Expr::Or(parts) => several("or", parts),
    }
}

fn answer(mark: &str, At { question, row }: &At) -> Json {
    match row {
        None => json!([mark, question]),
        Some(row) => json!([mark, question, row]),
    }
}

fn several(mark: &str, parts: &[Expr]) -> Json {
    let parts = parts.iter().map(tree);
    std::iter::once(json!(mark)).chain(parts).collect()
}
