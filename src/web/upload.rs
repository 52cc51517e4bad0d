//! A form with files: its text fields as a [`Form`], its files with their names and bytes.

use axum::extract::Multipart;

use super::error::Result;
use super::form::{Form, MOST_FIELDS};
use crate::domain::lang::{Text, words};
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
    empty: Vec<String>,
}

words! {
    FILE_EMPTY = "这个文件是空的（0 字节），请选择另一个文件。",
                 "This file is empty (0 bytes). Please choose another.";
}

impl Upload {
    /// Reads everything; the route's limit bounds it.
    pub async fn read(mut multipart: Multipart) -> Result<Self> {
        let mut form = Form::default();
        let (mut files, mut empty) = (Vec::new(), Vec::new());
        while let Some(field) = multipart.next_field().await.map_err(|e| unreadable(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                Some(file_name) => {
                    let bytes = field.bytes().await.map_err(|e| unreadable(&e))?.to_vec();
                    if !bytes.is_empty() {
                        files.push((name, File { name: file_name, bytes }));
                    } else if !file_name.is_empty() {
                        empty.push(name);
                    }
                }
                None => form.push(&name, field.text().await.map_err(|e| unreadable(&e))?),
            }
            if form.pairs().len() + files.len() + empty.len() > MOST_FIELDS {
                return Err(services::Error::TooLarge.into());
            }
        }
        Ok(Self { form, files, empty })
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

    /// Why there is no file of a field: none was chosen, which the form says in its own words, or the
    /// chosen one holds nothing.
    pub fn lacks(&self, name: &str, missing: Text) -> Text {
        if self.empty.iter().any(|empty| empty == name) { FILE_EMPTY } else { missing }
    }

    /// The file of a field as evidence.
    pub async fn evidence(
        &mut self,
        name: &str,
        judge: Judge,
    ) -> std::result::Result<EvidenceFile, EvidenceRefusal> {
        let is_empty = self.empty.iter().any(|empty| empty == name);
        let missing =
            if is_empty { EvidenceRefusal::Empty } else { EvidenceRefusal::NothingChosen };
        let file = self.take(name).ok_or(missing)?;
        judge_file(file.name, file.bytes, judge).await
    }

    /// The file of a field as evidence, if one was chosen.
    pub async fn evidence_if_any(
        &mut self,
        name: &str,
        judge: Judge,
    ) -> std::result::Result<Option<EvidenceFile>, EvidenceRefusal> {
        match self.evidence(name, judge).await {
            Err(EvidenceRefusal::NothingChosen) => Ok(None),
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
