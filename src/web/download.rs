//! Files to keep: sent as attachments that no browser runs or frames.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Result;
use super::headers::Download;
use crate::services;
use crate::services::tables::{SheetToWrite, write_xlsx};

/// What RFC 8187 leaves as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// The media type of workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file under its name; Chinese names travel percent-encoded.
///
/// # Panics
/// Never: an encoded name is ASCII.
pub fn attachment(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let encoded = utf8_percent_encode(name, KEPT);
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    let disposition = HeaderValue::from_str(&disposition).expect("an encoded name is ASCII");
    let mut response = (StatusCode::OK, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(CONTENT_DISPOSITION, disposition);
    response.extensions_mut().insert(Download);
    response
}

/// A workbook named after its first sheet: what a list shows, all of it.
pub fn workbook(sheets: &[SheetToWrite]) -> Result<Response> {
    let first = sheets.first().map_or("", |sheet| sheet.name.as_str());
    let book = write_xlsx(sheets).map_err(|error| services::Error::Broken(Box::new(error)))?;
    Ok(attachment(&format!("{first}.xlsx"), XLSX, book))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let response = attachment("开标\"; a=\r\n.pdf", "application/pdf", vec![1]);
        let line = response.headers()[CONTENT_DISPOSITION].to_str().expect("ASCII");
        let start = "attachment; filename*=UTF-8''%E5%BC%80%E6%A0%87%22%3B%20a%3D%0D%0A.pdf";
        assert_eq!(line, start);
        assert!(response.extensions().get::<Download>().is_some());
    }
}
