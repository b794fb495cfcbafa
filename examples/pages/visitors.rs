//! Visitors who request one page again and again: in their own process, so that what they cost is not counted.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
};

/// One page, as a visitor requests it.
#[derive(Clone)]
pub struct Asked {
    pub host: String,
    pub path: String,
    pub cookie: String,
}

/// Two visitors in their own process.
pub struct Visitors {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// The argument that makes this program run as the visitors.
pub const VISITORS: &str = "visitors";

impl Visitors {
    pub fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(VISITORS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (orders, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, orders, answers: BufReader::new(answers) }
    }

    /// Makes this many requests; returns when all are answered.
    pub fn ask(&mut self, page: &Asked, times: usize) {
        writeln!(self.orders, "{times}\t{}\t{}\t{}", page.host, page.path, page.cookie).unwrap();
        let mut done = String::new();
        self.answers.read_line(&mut done).unwrap();
        assert_eq!(done.trim(), "done", "{}", page.path);
    }
}

impl Drop for Visitors {
    fn drop(&mut self) {
        let _over = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Runs as the visitors: takes orders line by line until there are no more.
pub fn be() {
    for order in std::io::stdin().lines() {
        let order = order.unwrap();
        let words: Vec<&str> = order.split('\t').collect();
        let [times, host, path, cookie] = words.as_slice() else { panic!("no such order") };
        let times: usize = times.parse().unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| visit(host, &request, times / 2));
            }
        });
        println!("done");
    }
}

fn visit(host: &str, request: &str, times: usize) {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut answer = Vec::new();
    let mut chunk = vec![0_u8; 64 * 1024];
    for _ in 0..times {
        stream.write_all(request.as_bytes()).unwrap();
        answer.clear();
        loop {
            let read = stream.read(&mut chunk).unwrap();
            assert!(read > 0, "the server closed the connection");
            answer.extend_from_slice(&chunk[..read]);
            if is_whole(&answer) {
                break;
            }
        }
    }
}

fn is_whole(answer: &[u8]) -> bool {
    let Some(head) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    assert!(text.starts_with("http/1.1 200"), "{text}");
    let length = text.split("content-length: ").nth(1).unwrap().split('\r').next().unwrap();
    answer.len() >= head + 4 + length.parse::<usize>().unwrap()
}
