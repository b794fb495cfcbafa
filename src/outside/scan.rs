//! A file is shown to a scanner for viruses before it is kept. The real one is `clamd`, asked over its socket with `INSTREAM`: the
//! bytes go in pieces, each after its length, and one line comes back.

use std::{
    fmt,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// An answer of one line is shorter.
const ANSWER: u64 = 4 * 1024;
/// So long may it take to connect, and then each step.
const CONNECT: Duration = Duration::from_secs(2);
const STEP: Duration = Duration::from_secs(15);

/// What it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    Infected,
}

/// It could not be asked, or its answer was none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the scanner can't be asked: {0}")]
pub struct NoAnswer(pub String);

/// Whoever looks for viruses.
pub trait Scans: Send + Sync + fmt::Debug {
    /// Looks at a file.
    ///
    /// # Errors
    /// It could not be asked.
    fn scan(&self, file: &[u8]) -> Result<Verdict, NoAnswer>;
}

/// Where `clamd` listens. Only on this machine: its protocol is not encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    Unix(PathBuf),
    Tcp(SocketAddr),
}

impl Clamd {
    /// As written: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`.
    ///
    /// # Errors
    /// What to write instead.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        const HOW: &str = "write unix:/run/clamav/clamd.ctl, or tcp:127.0.0.1:3310 on this machine: files go there unencrypted";
        match text.trim().split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(path.into())),
            Some(("tcp", at)) => {
                let at: SocketAddr = at.parse().map_err(|_| HOW)?;
                if at.ip().is_loopback() { Ok(Self::Tcp(at)) } else { Err(HOW) }
            }
            _ => Err(HOW),
        }
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Unix(path) => format!("unix:{}", path.display()),
            Self::Tcp(at) => format!("tcp:{at}"),
        }
    }

    /// Whether it answers at all.
    ///
    /// # Errors
    /// It does not.
    pub fn ping(&self) -> Result<(), NoAnswer> {
        let answer = self.asked(|wire| wire.write_all(b"zPING\0"))?;
        if answer == "PONG" { Ok(()) } else { Err(NoAnswer(format!("it answers {answer:?}"))) }
    }

    fn asked(&self, say: impl Fn(&mut dyn Wire) -> std::io::Result<()>) -> Result<String, NoAnswer> {
        let failed = |why: std::io::Error| NoAnswer(why.to_string());
        let mut wire = self.connected().map_err(failed)?;
        // One that refuses a file closes its side early, after saying why.
        let said = say(wire.as_mut());
        let mut answer = Vec::new();
        let heard = wire.take(ANSWER).read_to_end(&mut answer);
        if answer.is_empty() {
            said.map_err(failed)?;
            heard.map_err(failed)?;
        }
        let text = String::from_utf8_lossy(&answer);
        Ok(text.trim_matches(['\0', '\n', ' ']).to_owned())
    }

    fn connected(&self) -> std::io::Result<Box<dyn Wire>> {
        match self {
            Self::Tcp(at) => {
                let stream = TcpStream::connect_timeout(at, CONNECT)?;
                stream.set_read_timeout(Some(STEP))?;
                stream.set_write_timeout(Some(STEP))?;
                Ok(Box::new(stream))
            }
            #[cfg(unix)]
            Self::Unix(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_read_timeout(Some(STEP))?;
                stream.set_write_timeout(Some(STEP))?;
                Ok(Box::new(stream))
            }
            #[cfg(not(unix))]
            Self::Unix(_) => Err(std::io::Error::other("there are no such sockets here")),
        }
    }
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

impl Scans for Clamd {
    fn scan(&self, file: &[u8]) -> Result<Verdict, NoAnswer> {
        let answer = self.asked(|wire| {
            wire.write_all(b"zINSTREAM\0")?;
            for piece in file.chunks(PIECE) {
                let length = u32::try_from(piece.len()).map_err(std::io::Error::other)?;
                wire.write_all(&length.to_be_bytes())?;
                wire.write_all(piece)?;
            }
            wire.write_all(&0_u32.to_be_bytes())?;
            wire.flush()
        })?;
        if answer == "stream: OK" {
            Ok(Verdict::Clean)
        } else if answer.starts_with("stream: ") && answer.ends_with(" FOUND") {
            Ok(Verdict::Infected)
        } else {
            Err(NoAnswer(format!("it answers {answer:?}")))
        }
    }
}

/// Says what it is told to say, and keeps how many files it was shown: for tests.
#[derive(Debug, Default)]
pub struct Told {
    says: Mutex<Option<Verdict>>,
    seen: Mutex<usize>,
}

impl Told {
    /// One that says this; `None`: it can't be asked.
    #[must_use]
    pub fn says(verdict: Option<Verdict>) -> Self {
        Self { says: Mutex::new(verdict), seen: Mutex::new(0) }
    }

    /// From now on it says this.
    pub fn say(&self, verdict: Option<Verdict>) {
        *self.says.lock().unwrap_or_else(PoisonError::into_inner) = verdict;
    }

    /// How many files it was shown.
    #[must_use]
    pub fn seen(&self) -> usize {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scans for Told {
    fn scan(&self, _: &[u8]) -> Result<Verdict, NoAnswer> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = seen.saturating_add(1);
        let says = *self.says.lock().unwrap_or_else(PoisonError::into_inner);
        says.ok_or_else(|| NoAnswer("it is told not to answer".to_owned()))
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use std::{os::unix::net::UnixListener, thread};

    /// A `clamd` that reads as the real one does and finds what holds `EICAR`.
    fn clamd(at: &std::path::Path, answers: Option<&'static str>) -> thread::JoinHandle<Vec<u8>> {
        let listener = UnixListener::bind(at).unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut command = [0; 10];
            stream.read_exact(&mut command).unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let mut length = [0; 4];
                stream.read_exact(&mut length).unwrap();
                let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length];
                stream.read_exact(&mut piece).unwrap();
                file.extend(piece);
            }
            let found = file.windows(5).any(|five| five == b"EICAR");
            let answer = answers.unwrap_or(if found { "stream: Eicar-Test FOUND" } else { "stream: OK" });
            stream.write_all(answer.as_bytes()).unwrap();
            stream.write_all(b"\0").unwrap();
            file
        })
    }

    #[test]
    fn a_file_goes_over_in_pieces_and_the_answer_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let long = vec![b'a'; PIECE * 2 + 7];
        let infected = [long.clone(), b"EICAR".to_vec()].concat();
        for (name, file, answer, verdict) in [
            ("1", &long, None, Ok(Verdict::Clean)),
            ("2", &infected, None, Ok(Verdict::Infected)),
            ("3", &long, Some("INSTREAM size limit exceeded. ERROR"), Err(())),
            ("4", &long, Some("stream: OKAY FOUND out"), Err(())),
        ] {
            let at = folder.path().join(name);
            let server = clamd(&at, answer);
            assert_eq!(Clamd::Unix(at).scan(file).map_err(drop), verdict, "{name}");
            assert_eq!(server.join().unwrap(), *file);
        }
        let nobody = Clamd::Unix(folder.path().join("nobody")).scan(b"x");
        assert!(nobody.is_err(), "{nobody:?}");
    }

    #[test]
    fn it_is_asked_on_this_machine_only() {
        for good in ["unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310", "tcp:[::1]:3310"] {
            assert_eq!(Clamd::read(good).map(|at| at.written()).as_deref(), Ok(good));
        }
        for bad in ["", "clamd", "unix:clamd.ctl", "tcp:10.0.0.4:3310", "tcp:localhost", "http://127.0.0.1"] {
            assert!(Clamd::read(bad).is_err(), "{bad}");
        }
    }
}
