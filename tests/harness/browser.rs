//! A browser without a screen: keeps cookies under their paths, fills in the forms that stand on
//! the real page, follows redirects only when told to.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, (String, String)>,
}

/// What came back.
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as it came.
    pub bytes: Vec<u8>,
    /// The address asked for.
    pub path: String,
}

impl Browser {
    /// A browser with an empty cookie jar.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// The same person at another node.
    pub fn at(&self, router: Router) -> Self {
        Self { router, cookies: self.cookies.clone() }
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Reply {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(path, request).await
    }

    /// Posts pairs to an address, as a form would.
    pub async fn post<N: AsRef<str>, V: AsRef<str>>(
        &mut self,
        path: &str,
        pairs: &[(N, V)],
    ) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(path, request).await
    }

    /// Posts JSON, as a script does.
    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Reply {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_string()))
            .unwrap();
        self.send(path, request).await
    }

    /// Posts pairs from a page to another address, as a button in a row does.
    pub async fn post_from(&mut self, page: &str, path: &str, pairs: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::REFERER, format!("http://wenlian.test{page}"))
            .body(Body::from(body))
            .unwrap();
        self.send(path, request).await
    }

    /// Fills in the form of a page that posts to `action` and sends it: every field keeps what
    /// the page shows, `changes` replace the values of their names. A field that the form does
    /// not have fails the test.
    pub async fn submit(&mut self, page: &Reply, action: &str, changes: &[(&str, &str)]) -> Reply {
        let mut pairs = page.form(action);
        let known = page.field_names(action);
        for (name, _) in changes {
            assert!(
                known.iter().any(|k| k == name),
                "the form {action} has no field {name}: {known:?}"
            );
            pairs.retain(|(n, _)| n != name);
        }
        pairs.extend(changes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        self.post(action, &pairs).await
    }

    /// Posts a form with one file.
    pub async fn upload(
        &mut self,
        path: &str,
        pairs: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Reply {
        const BOUNDARY: &str = "wenlian-test-boundary";
        let mut body = Vec::new();
        for (name, value) in pairs {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let (field, name, bytes) = file;
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(path, request).await
    }

    /// Sends any request, with the cookies that belong to its path.
    pub async fn send(&mut self, path: &str, mut request: Request<Body>) -> Reply {
        let line = self.cookies_for(path);
        if !line.is_empty() {
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(line.to_str().unwrap());
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes, path: path.to_owned() }
    }

    /// The cookies that go along to an address.
    pub fn cookies_for(&self, path: &str) -> Vec<String> {
        let here = path.split('?').next().unwrap_or_default();
        let goes = |under: &str| {
            let under = under.trim_end_matches('/');
            here == under || here.starts_with(&format!("{under}/"))
        };
        let going = self.cookies.iter().filter(|(_, (_, under))| goes(under));
        going.map(|(name, (value, _))| format!("{name}={value}")).collect()
    }

    /// Puts a cookie into the jar.
    pub fn set_cookie(&mut self, name: &str, value: &str, path: &str) {
        self.cookies.insert(name.to_owned(), (value.to_owned(), path.to_owned()));
    }

    fn keep(&mut self, line: &str) {
        let mut parts = line.split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: Vec<&str> = parts.collect();
        let path = attributes.iter().find_map(|a| a.strip_prefix("Path=")).unwrap_or("/");
        if attributes.contains(&"Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.set_cookie(name, value, path);
        }
    }
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The page as it is seen: what waits in templates is not.
    pub fn html(&self) -> Html {
        let text = self.text();
        let (first, rest) = text.split_once("<template").unwrap_or((&text, ""));
        let seen =
            rest.split("<template").filter_map(|part| Some(part.split_once("</template>")?.1));
        Html::parse_document(&seen.fold(first.to_owned(), |page, part| page + part))
    }

    /// Insists on a finished page and gives it on.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}: {}", self.path, self.heading());
        self
    }

    /// Insists on a form drawn again with mistakes.
    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(
            self.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}: {}",
            self.path,
            self.heading()
        );
        self
    }

    /// Insists on this status.
    #[track_caller]
    pub fn is(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.heading());
        self
    }

    /// Insists on 303 and gives the address to go to.
    #[track_caller]
    pub fn see_other(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}: {}", self.path, self.shown());
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// The page's first heading.
    pub fn heading(&self) -> String {
        self.all_text("h1").into_iter().next().unwrap_or_default()
    }

    /// The visible words of the page's main part.
    pub fn shown(&self) -> String {
        self.all_text("main").join(" ")
    }

    /// The texts of all elements a selector finds, white space folded.
    pub fn all_text(&self, selector: &str) -> Vec<String> {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|e| {
                e.text()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    /// An attribute of all elements a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).filter_map(|e| e.attr(name)).map(str::to_owned).collect()
    }

    /// The address of the first link whose text contains `label`.
    #[track_caller]
    pub fn link(&self, label: &str) -> String {
        let html = self.html();
        let selector = Selector::parse("a[href]").unwrap();
        let found = html.select(&selector).find(|a| a.text().collect::<String>().contains(label));
        let found =
            found.unwrap_or_else(|| panic!("no link “{label}” on {}: {}", self.path, self.shown()));
        found.attr("href").unwrap().to_owned()
    }

    /// The addresses of all links that read so.
    pub fn links(&self, label: &str) -> Vec<String> {
        let (html, selector) = (self.html(), Selector::parse("a[href]").unwrap());
        let all = html.select(&selector).filter(|a| a.text().collect::<String>().contains(label));
        all.map(|a| a.attr("href").unwrap().to_owned()).collect()
    }

    /// The addresses that forms on the page post to.
    pub fn form_actions(&self) -> Vec<String> {
        let mut actions = self.attributes("main form", "action");
        actions.extend(self.attributes("main button", "formaction"));
        let page_of = |action: String| action.split('#').next().unwrap().to_owned();
        actions.into_iter().map(page_of).collect()
    }

    /// What the form that posts to `action` would send untouched.
    #[track_caller]
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = self.html();
        let form = self.find_form(&html, action);
        let outside = Selector::parse("input[form][name], select[form][name]").unwrap();
        let belongs = |field: &ElementRef<'_>| field.attr("form") == form.attr("id");
        let outside = html.select(&outside).filter(belongs);
        fields(form).chain(outside).filter_map(untouched).collect()
    }

    /// The names of all fields and buttons of a form.
    #[track_caller]
    pub fn field_names(&self, action: &str) -> Vec<String> {
        let html = self.html();
        let form = self.find_form(&html, action);
        let named = Selector::parse("[name]").unwrap();
        let inside = form.select(&named);
        // Buttons elsewhere on the page that send this form, as a browser pairs them.
        let elsewhere = html
            .select(&named)
            .filter(|element| form.attr("id").is_some() && element.attr("form") == form.attr("id"));
        inside.chain(elsewhere).filter_map(|e| e.attr("name")).map(str::to_owned).collect()
    }

    #[track_caller]
    fn find_form<'a>(&self, html: &'a Html, action: &str) -> ElementRef<'a> {
        let forms = Selector::parse("form").unwrap();
        let posts_to = |form: &ElementRef<'_>| {
            form.attr("action").and_then(|there| there.split('#').next()) == Some(action)
        };
        // A button may send the form it belongs to elsewhere.
        let sends = Selector::parse("button[form][formaction]").unwrap();
        let is_there = |button: &ElementRef<'_>| {
            button.attr("formaction").and_then(|there| there.split('#').next()) == Some(action)
        };
        let owner = html.select(&sends).find(is_there).and_then(|button| button.attr("form"));
        let of_button = |form: &ElementRef<'_>| owner.is_some() && form.attr("id") == owner;
        let found = html.select(&forms).find(posts_to);
        found.or_else(|| html.select(&forms).find(of_button)).unwrap_or_else(|| {
            panic!("no form posts to {action} on {}: {}", self.path, self.shown())
        })
    }
}

fn fields(form: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    let selector = Selector::parse("input[name], select[name], textarea[name]").unwrap();
    form.select(&selector).collect::<Vec<_>>().into_iter()
}

fn untouched(field: ElementRef<'_>) -> Option<(String, String)> {
    let name = field.attr("name")?.to_owned();
    let value = match field.value().name() {
        "textarea" => {
            let text: String = field.text().collect();
            text.strip_prefix('\n').unwrap_or(&text).to_owned()
        }
        "select" => {
            let options = Selector::parse("option").unwrap();
            let chosen = field.select(&options).find(|o| o.attr("selected").is_some());
            let chosen = chosen.or_else(|| field.select(&options).next())?;
            chosen.attr("value").unwrap_or_default().to_owned()
        }
        _ => {
            let kind = field.attr("type").unwrap_or("text");
            if matches!(kind, "radio" | "checkbox") && field.attr("checked").is_none() {
                return None;
            }
            if matches!(kind, "file" | "submit" | "button") {
                return None;
            }
            field.attr("value").unwrap_or_default().to_owned()
        }
    };
    Some((name, value))
}
