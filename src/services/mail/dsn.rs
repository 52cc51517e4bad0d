//! Reports of letters that could not be delivered (RFC 3464), as a mailbox keeps them: one message
//! (.eml) or many (.mbox). Of each only three things are read: which letter, to whom, with which
//! status. Everything else is dropped unseen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::domain::id::MailId;
use crate::domain::text::EmailAddress;

/// The most messages that are read of one file.
const MOST_MESSAGES: usize = 20_000;
/// How deep parts may lie in parts.
const DEEPEST: usize = 4;

/// A letter that was refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The letter, by its Message-ID.
    pub letter: MailId,
    /// To whom it could not be delivered: as addressed, and as it went on.
    pub recipients: Vec<EmailAddress>,
    /// The status, `5.1.1` for example.
    pub status: String,
}

impl Refusal {
    /// A rule of the other side refused it, as a relay that is spoken to may: the letter is lost, and
    /// the address is as good as it was.
    pub fn is_by_a_rule(&self) -> bool {
        super::names_a_rule(&self.status)
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// Letters refused for good.
    pub refusals: Vec<Refusal>,
    /// Letters refused for good, but nothing says which: an address alone is no proof, since anyone
    /// can write one into a report.
    pub unnamed: usize,
    /// Letters refused for good that are none of ours: their Message-ID is somebody else's.
    pub foreign: usize,
    /// Messages that are no report.
    pub others: usize,
    /// Reports of a delay, or of a letter that did arrive.
    pub passing: usize,
}

/// Reads a file.
pub fn read(file: &[u8]) -> Reports {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n");
    let mut reports = Reports::default();
    for message in messages(&text).into_iter().take(MOST_MESSAGES) {
        let mut found = Found::default();
        found.take_part(message, 0);
        found.report_to(&mut reports);
    }
    reports
}

/// The messages of a mailbox; a file of one message is its only one.
fn messages(text: &str) -> Vec<&str> {
    if !text.starts_with("From ") {
        return vec![text];
    }
    let mut starts: Vec<usize> = vec![0];
    let after_blank = text.match_indices("\n\nFrom ").map(|(at, _)| at + 2);
    starts
        .extend(after_blank.filter(|at| is_dated(text[*at..].lines().next().unwrap_or_default())));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        // Its first line is the mailbox's own.
        .filter_map(|(start, end)| text[*start..end].split_once('\n').map(|(_, message)| message))
        .collect()
}

/// Whether a line has a time of day, as the one that begins a message in a mailbox does. Letters
/// may have lines that begin with From.
fn is_dated(line: &str) -> bool {
    line.split(' ').any(|word| {
        let numbers: Vec<&str> = word.split(':').collect();
        (2..=3).contains(&numbers.len())
            && numbers.iter().all(|it| it.len() == 2 && it.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// What one message says.
#[derive(Default)]
struct Found {
    letter: Option<MailId>,
    /// A letter is named, and it is none of ours.
    names_another: bool,
    verdicts: Vec<Verdict>,
}

#[derive(Default)]
struct Verdict {
    action: String,
    status: String,
    recipients: Vec<EmailAddress>,
}

impl Found {
    fn take_part(&mut self, part: &str, depth: usize) {
        let (head, body) = part.split_once("\n\n").unwrap_or((part, ""));
        let kind = header(head, "content-type").unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            _ if depth > DEEPEST => {}
            kind_of if kind_of.starts_with("multipart/") => {
                let boundary = parameter(&kind, "boundary").unwrap_or_default();
                for inner in parts(body, &boundary) {
                    self.take_part(inner, depth + 1);
                }
            }
            "message/delivery-status" | "message/global-delivery-status" => {
                self.verdicts.extend(decoded(head, body).split("\n\n").map(Verdict::read));
            }
            "text/rfc822-headers"
            | "message/rfc822"
            | "message/global"
            | "message/global-headers" => {
                let original = decoded(head, body);
                let original = original.trim_start_matches('\n');
                let head = original.split("\n\n").next().unwrap_or_default();
                self.take_names(header(head, "message-id").as_deref());
            }
            _ => {}
        }
        // Some systems send no copy of the head: what they answer to is the same letter.
        if depth == 0 && self.letter.is_none() {
            for name in ["in-reply-to", "references"] {
                self.take_names(header(head, name).as_deref());
            }
        }
    }

    /// Takes the letter that a field names, the first of ours.
    fn take_names(&mut self, ids: Option<&str>) {
        let Some(ids) = ids.filter(|ids| ids.contains('@')) else { return };
        let ours = letter(ids);
        self.names_another |= ours.is_none();
        self.letter = self.letter.or(ours);
    }

    fn report_to(self, reports: &mut Reports) {
        if self.verdicts.iter().all(|verdict| verdict.action.is_empty()) {
            reports.others += 1;
            return;
        }
        let failed = self.verdicts.into_iter().find(|verdict| {
            verdict.action.eq_ignore_ascii_case("failed") && verdict.status.starts_with("5.")
        });
        match (failed, self.letter) {
            (Some(Verdict { status, recipients, .. }), Some(letter)) => {
                reports.refusals.push(Refusal { letter, recipients, status });
            }
            (Some(_), None) if self.names_another => reports.foreign += 1,
            (Some(_), None) => reports.unnamed += 1,
            (None, _) => reports.passing += 1,
        }
    }
}

impl Verdict {
    fn read(group: &str) -> Self {
        let recipients = ["original-recipient", "final-recipient"].iter().filter_map(|name| {
            // `rfc822; li.si@example.cn`
            let value = header(group, name)?;
            let (_, address) = value.split_once(';')?;
            EmailAddress::parse(address.trim().trim_matches(['<', '>'])).ok()
        });
        Self {
            action: header(group, "action").unwrap_or_default(),
            status: header(group, "status").as_deref().and_then(status).unwrap_or_default(),
            recipients: recipients.collect(),
        }
    }
}

/// `5.1.1`, whatever words follow it.
fn status(value: &str) -> Option<String> {
    let code = value.split_whitespace().next()?;
    let numbers: Vec<&str> = code.split('.').collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (numbers.len() == 3 && numbers.iter().all(is_number)).then(|| code.to_owned())
}

/// The letter that one of these Message-IDs names.
fn letter(ids: &str) -> Option<MailId> {
    ids.split('<').filter_map(|id| id.split_once('@')).find_map(|(id, _)| id.parse().ok())
}

/// A field of a head, its folded lines joined.
fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((field, value)) = line.split_once(':') else { continue };
        if !field.eq_ignore_ascii_case(name) {
            continue;
        }
        let mut value = value.trim().to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with([' ', '\t'])) {
            value.push(' ');
            value.push_str(more.trim());
        }
        return Some(value);
    }
    None
}

/// A parameter of a field, with or without quotes.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (field, value) = parameter.split_once('=')?;
        let is_it = field.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts between the boundaries.
fn parts<'a>(body: &'a str, boundary: &str) -> Vec<&'a str> {
    if boundary.is_empty() {
        return Vec::new();
    }
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if line.trim_end().strip_suffix("--").unwrap_or(line.trim_end()) == mark {
            parts.extend(begun.map(|begun| body[begun..at].trim_end_matches('\n')));
            begun = (line.trim_end() == mark).then_some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(begun.map(|begun| &body[begun..]));
    parts
}

/// A body as it was meant.
fn decoded(head: &str, body: &str) -> String {
    let encoding = header(head, "content-transfer-encoding").unwrap_or_default();
    if !encoding.eq_ignore_ascii_case("base64") {
        return body.to_owned();
    }
    let dense: String = body.split_whitespace().collect();
    let bytes = STANDARD.decode(dense).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;

    /// As Postfix writes it.
    fn report(letter: MailId, action: &str, status: &str) -> String {
        format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@relay.example.cn\nSubject: Undelivered\n\
             Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"B/1.x\"\n\
             MIME-Version: 1.0\n\nThis is a MIME-encapsulated message.\n\n\
             --B/1.x\nContent-Type: text/plain\n\nSecret words of the system, li.si 01234\n\n\
             --B/1.x\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; relay.example.cn\nArrival-Date: Mon, 9 Mar 2026 09:00:00 +0800\n\n\
             Final-Recipient: rfc822; li.si@example.cn\nOriginal-Recipient: rfc822;li.si@example.cn\n\
             Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 no such user\n\n\
             --B/1.x\nContent-Type: text/rfc822-headers\n\nFrom: wj@example.cn\n\
             Message-ID:\n <{letter}@ggzy.example.cn>\nSubject: x\n\n--B/1.x--\n"
        )
    }

    #[test]
    fn a_refusal_for_good_says_which_letter_to_whom_and_why_and_nothing_else() {
        let letter = MailId::draw(Chance);
        let read = read(report(letter, "failed", "5.1.1").as_bytes());
        let refusal = &read.refusals[0];
        assert_eq!((refusal.letter, refusal.status.as_str()), (letter, "5.1.1"));
        assert!(refusal.recipients.iter().all(|to| to.as_str() == "li.si@example.cn"));
        assert_eq!((read.refusals.len(), read.others, read.passing), (1, 0, 0));
        assert!(!format!("{read:?}").contains("no such user"));
    }

    #[test]
    fn only_a_status_of_policy_or_of_our_own_address_tells_of_a_rule() {
        for (status, is_by_a_rule) in [
            ("5.7.1", true),
            ("5.7.26", true),
            ("5.1.1", false),
            ("5.2.2", false),
            ("5.1.7", true),
            ("5.1.8", true),
            ("5.1.10", false),
            ("5.1.78", false),
        ] {
            let read = read(report(MailId::draw(Chance), "failed", status).as_bytes());
            assert_eq!(read.refusals[0].is_by_a_rule(), is_by_a_rule, "{status}");
        }
    }

    #[test]
    fn a_delay_and_an_arrival_are_no_refusals() {
        let letter = MailId::draw(Chance);
        for (action, status) in
            [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "4.4.7"), ("failed", "x")]
        {
            let read = read(report(letter, action, status).as_bytes());
            assert_eq!((read.refusals.len(), read.passing), (0, 1), "{action} {status}");
        }
    }

    #[test]
    fn a_mailbox_is_read_message_by_message_with_either_line_end() {
        let letters: Vec<MailId> = (0..3).map(|_| MailId::draw(Chance)).collect();
        let other = "Subject: hello\n\nFrom here on\nnothing.\n".to_owned();
        let messages: Vec<String> = letters
            .iter()
            .map(|letter| report(*letter, "failed", "5.2.1"))
            .chain([other])
            .map(|message| format!("From MAILER-DAEMON Mon Mar  9 09:00:00 2026\n{message}"))
            .collect();
        let mailbox = messages.join("\n");
        for mailbox in [mailbox.clone(), mailbox.replace('\n', "\r\n")] {
            let read = read(mailbox.as_bytes());
            let found: Vec<MailId> = read.refusals.iter().map(|refusal| refusal.letter).collect();
            assert_eq!((found, read.others), (letters.clone(), 1));
        }
    }

    #[test]
    fn what_is_encoded_or_answers_only_is_read_too() {
        let letter = MailId::draw(Chance);
        let status = "Action: failed\nStatus: 5.1.1 (unknown)\nFinal-Recipient: rfc822; a@b.cn\n";
        let coded = STANDARD.encode(format!("Reporting-MTA: dns; x\n\n{status}"));
        let report = format!(
            "In-Reply-To: <{letter}@ggzy.example.cn>\n\
             Content-Type: multipart/report; boundary=B\n\n--B\n\
             Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n{coded}\n--B--\n"
        );
        let read = read(report.as_bytes());
        assert_eq!(read.refusals.len(), 1);
        assert_eq!((read.refusals[0].letter, read.refusals[0].status.as_str()), (letter, "5.1.1"));
    }

    #[test]
    fn a_refusal_that_names_no_letter_is_counted_and_nothing_of_it_is_kept() {
        let letter = MailId::draw(Chance);
        for (action, status, unnamed) in [("failed", "5.1.1", 1), ("delayed", "4.4.1", 0)] {
            let whole = report(letter, action, status);
            let found = read(whole.replace("Message-ID", "X-Id").as_bytes());
            let expected = Reports { unnamed, passing: 1 - unnamed, ..Reports::default() };
            assert_eq!(found, expected, "{action}");
            assert_eq!(read(whole.as_bytes()).unnamed, 0, "the control");
        }
    }

    #[test]
    fn what_is_no_report_breaks_nothing() {
        let nested = "Content-Type: multipart/mixed; boundary=B\n\n--B\n".repeat(200);
        for file in [
            &b""[..],
            b"From ",
            b"\xff\xfe\n\n",
            b"Content-Type: multipart/report\n\n--",
            nested.as_bytes(),
        ] {
            let read = read(file);
            assert!(read.refusals.is_empty());
        }
    }
}
