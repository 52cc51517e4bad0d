//! Routes are added through one call that also records them: axum's router cannot list itself,
//! and the permission matrix and the tests read this record.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use tower_http::csrf::CsrfLayer;

use super::session::guard;
use crate::domain::people::Act;
use crate::services::App;

/// Who may pass a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everyone: the door, health, static files.
    Anyone,
    /// Respondents, who are nobody to us.
    Respondent,
    /// Staff of any role.
    SignedIn,
    /// Staff whose roles allow this.
    May(Act),
}

/// One recorded route.
#[derive(Clone, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The address with its placeholders.
    pub template: &'static str,
    /// Who may pass.
    pub who: Who,
    /// Its forms may hold a file, and get room for one.
    pub takes_files: bool,
}

/// The router in the making, and its record.
pub struct Routes {
    app: App,
    own_posts_only: CsrfLayer,
    router: Router<App>,
    record: Vec<Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new(app: &App) -> Self {
        // A proxy in front may rewrite Host; what browsers call us is known all the same.
        let known = CsrfLayer::new().add_trusted_origin(&app.site.base_url);
        Self {
            app: App::clone(app),
            own_posts_only: known.unwrap_or_default(),
            router: Router::new(),
            record: Vec::new(),
        }
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(self, template: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, template, who, handler)
    }

    /// Adds what a form posts to.
    #[must_use]
    pub fn post<H, T>(self, template: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, template, who, handler)
    }

    /// Adds what a form with a file posts to, with room for one.
    #[must_use]
    pub fn upload<H, T>(mut self, template: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self = self.add(Method::POST, MethodFilter::POST, template, who, handler);
        if let Some(route) = self.record.last_mut() {
            route.takes_files = true;
        }
        self
    }

    fn add<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        template: &'static str,
        who: Who,
        handler: H,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let entrance = on(filter, handler);
        // Everyone passes without being asked who they are. Respondents carry no cookie that a
        // foreign page could abuse, and their pages send no referrer: older browsers then name no
        // origin, and would be turned away.
        let entrance = match who {
            Who::Respondent => entrance,
            Who::Anyone => entrance.layer(self.own_posts_only.clone()),
            Who::SignedIn => self.guarded(None, entrance),
            Who::May(act) => self.guarded(Some(act), entrance),
        };
        self.router = self.router.route(template, entrance);
        self.record.push(Route { method, template, who, takes_files: false });
        self
    }

    /// For staff alone, all of them or those who may do this.
    fn guarded(&self, act: Option<Act>, entrance: MethodRouter<App>) -> MethodRouter<App> {
        let guarded = from_fn_with_state((App::clone(&self.app), act), guard);
        entrance.layer((self.own_posts_only.clone(), guarded))
    }

    /// The router and the record of what it holds.
    pub fn finish(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.record)
    }
}
