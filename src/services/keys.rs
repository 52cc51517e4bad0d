//! The keys directory, beside the data and never inside it: whoever copies the database has no
//! key, whoever copies the keys has no answers. `lasting/` is backed up apart from the data,
//! `fleeting/` is in no backup and is destroyed on schedule (`anonymity`, decision 6).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::audit::hex;
use crate::domain::chance::Chance;
use crate::domain::credentials::door::DoorKey;
use crate::domain::credentials::token::TokenKey;

/// Why the keys directory was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Keys beside answers protect nothing.
    #[error(
        "the keys directory {0} lies inside the data directory.\nGive --keys a directory of its own, on another disk if you can."
    )]
    InsideData(PathBuf),
    /// Others on this machine can read it.
    #[error("{0} can be read by others.\nRun: chmod -R go-rwx {0}")]
    ReadableByOthers(PathBuf),
    /// The database was made with a key that is not here.
    #[error(
        "the lasting key {0} is missing, or is not the one this database was made with.\nPut back the keys directory from its backup; without it no link and no code that was sent out works."
    )]
    LastingKeyMissing(PathBuf),
    /// The disk said no.
    #[error("{0}: {1}")]
    Disk(PathBuf, #[source] io::Error),
}

/// What a derived key is for; each use has its own.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Hashing answer codes.
    Token,
    /// Codes and passes of those who get a seat at the door.
    Door,
    /// Hashing one-time links.
    Link,
    /// Telling whether database and keys belong together.
    Check,
    /// Telling receiving domains apart without naming them.
    Domain,
    /// Sealing the address of the chat's robot.
    Robot,
    /// Telling whether relay and gateway are those of the last start.
    Relay,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Token => b"wenlian token 1",
            Self::Door => b"wenlian door 1",
            Self::Link => b"wenlian link 1",
            Self::Check => b"wenlian check 1",
            Self::Domain => b"wenlian domain 1",
            Self::Robot => b"wenlian robot 1",
            Self::Relay => b"wenlian relay 1",
        }
    }
}

/// The opened keys directory.
pub struct Keys {
    lasting: Zeroizing<[u8; 32]>,
    fleeting: PathBuf,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// Whether the database has seen a key before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// Just created: a new key may be drawn.
    New,
    /// Made with a key that must be here.
    Known,
}

impl Keys {
    /// Opens the directory, or creates it for a new database.
    pub fn open(dir: &Path, data: &Path, database: Database) -> Result<Self, Refused> {
        let disk = |path: &Path| {
            let path = path.to_owned();
            move |error| Refused::Disk(path, error)
        };
        make_private(dir).map_err(disk(dir))?;
        let (real_dir, real_data) = (dir.canonicalize(), data.canonicalize());
        if let (Ok(real_dir), Ok(real_data)) = (real_dir, real_data)
            && real_dir.starts_with(real_data)
        {
            return Err(Refused::InsideData(dir.to_owned()));
        }
        let (lasting, fleeting) = (dir.join("lasting"), dir.join("fleeting"));
        for path in [dir, &lasting, &fleeting] {
            make_private(path).map_err(disk(path))?;
            refuse_readable(path)?;
        }
        let file = lasting.join("secret");
        let secret = match read_secret(&file) {
            Ok(secret) => secret,
            Err(error) if error.kind() == io::ErrorKind::NotFound && database == Database::New => {
                let secret = Zeroizing::new(Chance.bytes::<32>());
                write_new(&file, secret.as_slice()).map_err(disk(&file))?;
                secret
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Refused::LastingKeyMissing(file));
            }
            Err(error) => return Err(Refused::Disk(file, error)),
        };
        refuse_readable(&file)?;
        Ok(Self { lasting: secret, fleeting })
    }

    /// A hash under the key of one purpose.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn mac(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        let key = hmac(self.lasting.as_slice(), purpose.label());
        hmac(&key, message)
    }

    /// The key under which answer codes are hashed.
    pub fn token_key(&self) -> TokenKey {
        TokenKey::from(hmac(self.lasting.as_slice(), Purpose::Token.label()))
    }

    /// The key of codes and passes at the door.
    pub fn door_key(&self) -> DoorKey {
        DoorKey::from(hmac(self.lasting.as_slice(), Purpose::Door.label()))
    }

    /// The hash of a one-time link's secret, as it is stored.
    pub fn link_hash(&self, secret: &str) -> String {
        hex(&self.mac(Purpose::Link, secret.as_bytes()))
    }

    /// Tells in the database which key it was made with, without telling the key.
    pub fn check_word(&self) -> String {
        hex(&self.mac(Purpose::Check, b"this database"))
    }

    /// Writes a fleeting key and makes sure it is on the disk.
    pub fn put_fleeting(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.fleeting.join(name);
        let draft = self.fleeting.join(format!("{name}.new"));
        let _ = fs::remove_file(&draft);
        write_new(&draft, bytes)?;
        fs::rename(&draft, &path)?;
        File::open(&self.fleeting)?.sync_all()
    }

    /// Gives a fleeting key another name. One that has it already is fine.
    pub fn rename_fleeting(&self, from: &str, to: &str) -> io::Result<()> {
        match fs::rename(self.fleeting.join(from), self.fleeting.join(to)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome.and_then(|()| File::open(&self.fleeting)?.sync_all()),
        }
    }

    /// Reads a fleeting key.
    pub fn fleeting(&self, name: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        fs::read(self.fleeting.join(name)).map(Zeroizing::new)
    }

    /// Whether there is such a fleeting key.
    pub fn has_fleeting(&self, name: &str) -> bool {
        self.fleeting.join(name).exists()
    }

    /// Destroys a fleeting key: overwritten, then removed. One that is gone already is fine.
    pub fn destroy_fleeting(&self, name: &str) -> io::Result<()> {
        let path = self.fleeting.join(name);
        let length = match fs::metadata(&path) {
            Ok(metadata) => metadata.len(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut file = OpenOptions::new().write(true).open(&path)?;
        file.write_all(&vec![0; usize::try_from(length).unwrap_or(0)])?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        File::open(&self.fleeting)?.sync_all()
    }
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Creates a directory that only its owner may enter.
pub fn make_private(dir: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

fn refuse_readable(path: &Path) -> Result<(), Refused> {
    let metadata = fs::metadata(path).map_err(|error| Refused::Disk(path.to_owned(), error))?;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(Refused::ReadableByOthers(path.to_owned()));
    }
    Ok(())
}

fn read_secret(file: &Path) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut secret = Zeroizing::new([0; 32]);
    File::open(file)?.read_exact(secret.as_mut_slice())?;
    Ok(secret)
}

fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}
