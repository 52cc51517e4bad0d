//! What the process refuses to leave behind: no core file, no memory for a debugger of another
//! user, no file that others may read, no panic message. Answers pass through its memory, and a
//! panic message may quote one.

use std::panic::{self, PanicHookInfo};

use rustix::fs::Mode;
use rustix::io;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit, umask};

/// Closes the process against its surroundings. Call it first of all, before any thread starts
/// and any file is made.
pub fn harden() -> io::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    umask(Mode::RWXG | Mode::RWXO);
    Ok(())
}

/// Lets the process open as many files as it is allowed to. Connections are files too, and the
/// usual 1,024 would run out long before the server's own cap on connections.
pub fn allow_many_files() -> io::Result<()> {
    let allowed = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: allowed.maximum, ..allowed })
}

/// From now on a panic is logged by its place alone, never by its message.
pub fn hush_panics() {
    panic::set_hook(Box::new(log_place));
}

fn log_place(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "a bug: the program panicked");
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::fmt::{Debug, Write};
    use std::sync::{Arc, Mutex};

    use rustix::process::{DumpableBehavior, dumpable_behavior};
    use tracing::field::{Field, Visit};
    use tracing::span;

    #[test]
    fn a_hardened_process_leaves_nothing_behind() {
        harden().expect("a process may always give up rights");
        assert_eq!(getrlimit(Resource::Core).maximum, Some(0));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
        assert_eq!(umask(Mode::RWXG | Mode::RWXO), Mode::RWXG | Mode::RWXO);
    }

    #[test]
    fn the_soft_limit_of_files_is_raised_to_the_hard_one() {
        allow_many_files().expect("the hard limit is allowed");
        let files = getrlimit(Resource::Nofile);
        assert_eq!(files.current, files.maximum);
    }

    /// Keeps every field of every event of this thread.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<String>>);

    impl Visit for Log {
        fn record_debug(&mut self, _field: &Field, value: &dyn Debug) {
            let mut text = self.0.lock().expect("one writer");
            writeln!(text, "{value:?}").expect("a String takes all");
        }
    }

    impl tracing::Subscriber for Log {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }
        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            event.record(&mut self.clone());
        }
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}
    }

    /// What is logged when an answer ends up in a panic's message.
    fn logged_with(hook: fn(&PanicHookInfo<'_>)) -> String {
        let before = panic::take_hook();
        panic::set_hook(Box::new(hook));
        let log = Log::default();
        tracing::subscriber::with_default(log.clone(), || {
            let answer = "加强现场监管";
            panic::catch_unwind(|| panic!("cannot parse {answer}")).expect_err("a panic");
        });
        panic::set_hook(before);
        log.0.lock().expect("one reader").clone()
    }

    #[test]
    fn a_panic_is_logged_by_place_without_its_message() {
        let quiet = logged_with(log_place);
        assert!(quiet.contains("process.rs:"), "{quiet}");
        assert!(!quiet.contains("加强现场监管"), "{quiet}");

        // The control: the panic as a whole does hold the answer.
        let loud = logged_with(|panic| tracing::error!("{panic}"));
        assert!(loud.contains("加强现场监管"), "{loud}");
    }
}
