//! The top floor: HTTP and HTML. A handler translates: request in, page or redirect out; it holds
//! no rule and writes no SQL. A view is a function of finished data.

pub mod annexes;
pub mod assets;
pub mod audit;
pub mod bounds;
pub mod campaigns;
mod compressed;
pub mod discipline;
pub mod download;
pub mod error;
pub mod findings;
pub mod form;
pub mod headers;
pub mod home;
mod import_page;
pub mod ledger;
pub mod lists;
pub mod mailing;
pub mod nav;
pub mod openings;
pub mod page;
pub mod parts;
pub mod paths;
pub mod people;
pub mod posts;
pub mod questionnaires;
pub mod refusals;
pub mod responses;
pub mod routes;
pub mod routings;
pub mod sampling;
pub mod self_checks;
pub mod session;
pub mod setup;
pub mod simulation;
pub mod suggestions;
pub mod tips;
pub mod units;
pub mod upload;
pub mod words;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::{Redirect, Response};
use tower::service_fn;

use self::bounds::{Bounded, Bounds};
use self::error::Here;
use self::headers::{Dress, Reached};
use self::routes::{Route, Routes, Who};
use crate::services::App;

/// What a form with a file may take: evidence of 10 MiB, and room for one that is somewhat larger
/// to be refused in words, with everything typed.
pub const UPLOAD_LIMIT: usize = 12 * 1024 * 1024;

/// All routes, and the record of them.
pub fn routes(app: &App) -> (Router<App>, Vec<Route>) {
    let routes = Routes::new(app)
        .get(paths::HEALTH, Who::Anyone, async || "ok")
        .get(paths::STATIC, Who::Anyone, assets::get)
        .get(paths::ROOT, Who::Anyone, async || Redirect::to(paths::HOME))
        .get(paths::OFFICE, Who::Anyone, async || Redirect::to(paths::HOME))
        .post(paths::VIEW, Who::Anyone, session::post_view)
        .post(paths::SIGN_OUT, Who::SignedIn, session::post_sign_out);
    let routes = home::routes(routes);
    let routes = people::routes(routes);
    let routes = units::routes(routes);
    let routes = routings::routes(routes);
    let routes = ledger::routes(routes);
    let routes = annexes::routes(routes);
    let routes = self_checks::routes(routes);
    let routes = suggestions::routes(routes);
    let routes = posts::routes(routes);
    let routes = sampling::routes(routes);
    let routes = tips::routes(routes);
    let routes = campaigns::routes(routes);
    let routes = mailing::routes(routes);
    let routes = lists::routes(routes);
    let routes = discipline::routes(routes);
    let routes = setup::routes(routes);
    let routes = questionnaires::routes(routes);
    let routes = audit::routes(routes);
    let routes = openings::routes(routes);
    let routes = findings::routes(routes);
    let routes = simulation::routes(routes);
    let routes = responses::routes(routes);
    routes.finish()
}

/// The whole service as a router.
pub fn router(app: &App) -> Router {
    let whole = Arc::new(Whole::of(app));
    Router::new().fallback_service(service_fn(move |request| {
        let whole = Arc::clone(&whole);
        async move { Ok::<_, Infallible>(whole.answer(request).await) }
    }))
}

/// Headers around everything, error pages inside them, bounds inside those, then the routes, each
/// with its guard.
struct Whole {
    app: App,
    reached: Reached,
    bounded: Bounded,
}

impl Whole {
    fn of(app: &App) -> Self {
        let (router, record) = routes(app);
        let larger = record.iter().filter(|route| route.takes_files);
        let bounds = Bounds {
            larger: larger.map(|route| (route.template, UPLOAD_LIMIT)).collect(),
            ..Bounds::default()
        };
        Self {
            app: App::clone(app),
            reached: if app.site.is_https() { Reached::OverTls } else { Reached::OverPlain },
            bounded: Bounded::new(router.with_state(App::clone(app)), bounds),
        }
    }

    async fn answer(&self, mut request: Request) -> Response {
        let dress = Dress::for_reply_to(&mut request, self.reached);
        let here = Here::of(&request);
        let reply = self.bounded.answer(request).await;
        dress.put_on(here.draw_error(&self.app, reply))
    }
}
