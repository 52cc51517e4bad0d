//! A form with files: its text fields as a [`Form`], its files with their names and bytes.

use axum::extract::Multipart;

use super::error::Result;
use super::form::{Form, MOST_FIELDS};
use crate::domain::ledger::{EvidenceFile, EvidenceRefusal};
use crate::services;
use crate::services::ledger::{Judge, judge_file};

/// A file as it came.
pub struct File {
    /// Its name on the sender's machine; never used as a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What a form with files sent.
pub struct Upload {
    /// The text fields.
    pub form: Form,
    files: Vec<(String, File)>,
}

impl Upload {
    /// Reads everything; the route's limit bounds it.
    pub async fn read(mut multipart: Multipart) -> Result<Self> {
        let mut form = Form::default();
        let mut files = Vec::new();
        while let Some(field) = multipart.next_field().await.map_err(|e| unreadable(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                Some(file_name) => {
                    let bytes = field.bytes().await.map_err(|e| unreadable(&e))?.to_vec();
                    if !bytes.is_empty() {
                        files.push((name, File { name: file_name, bytes }));
                    }
                }
                None => form.push(&name, field.text().await.map_err(|e| unreadable(&e))?),
            }
            if form.pairs().len() + files.len() > MOST_FIELDS {
                return Err(services::Error::TooLarge.into());
            }
        }
        Ok(Self { form, files })
    }

    /// Takes the file of a field out, if one was chosen.
    pub fn take(&mut self, name: &str) -> Option<File> {
        let place = self.files.iter().position(|(known, _)| known == name)?;
        Some(self.files.swap_remove(place).1)
    }

    /// The file of a field, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, file)| file)
    }

    /// The file of a field as evidence.
    pub async fn evidence(
        &mut self,
        name: &str,
        judge: Judge,
    ) -> std::result::Result<EvidenceFile, EvidenceRefusal> {
        let file = self.take(name).ok_or(EvidenceRefusal::Empty)?;
        judge_file(file.name, file.bytes, judge).await
    }

    /// The file of a field as evidence, if one was chosen.
    pub async fn evidence_if_any(
        &mut self,
        name: &str,
        judge: Judge,
    ) -> std::result::Result<Option<EvidenceFile>, EvidenceRefusal> {
        match self.evidence(name, judge).await {
            Err(EvidenceRefusal::Empty) => Ok(None),
            judged => judged.map(Some),
        }
    }
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> services::Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => services::Error::TooLarge,
        _ => services::Error::Malformed,
    }
}
