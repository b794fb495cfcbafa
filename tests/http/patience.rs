//! Too many at once, and those who are slow on purpose: others get answers all the same. And how long a cookie is kept.

use crate::support::{House, Page, Who};
use onward::{
    app::Demonstration,
    clock::Clock,
    demo::{PASSPHRASE, TODAY},
    web::middleware::crowd::Patience,
};
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

const RELAXED: Demonstration = Demonstration { relaxed_limits: true, second_factor: false };

fn patient(patience: Patience) -> House {
    House::patient(RELAXED, Clock::on_day(TODAY), patience)
}

/// A connection that has said this much and stops there.
fn halting(house: &House, said: &str) -> TcpStream {
    let mut stream = TcpStream::connect(house.base.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(said.as_bytes()).unwrap();
    stream
}

/// Everything the other side says until it hangs up.
fn last_words(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    let _broken_off = stream.read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

const HALF_A_FORM: &str = "POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname=j";

#[test]
fn a_hundred_stalled_forms_hold_nobody_up_and_are_abandoned() {
    let house = patient(Patience { at_once: 4, body: Duration::from_secs(2), ..Patience::default() });
    let began = Instant::now();
    let halting: Vec<_> = (0..100).map(|_| halting(&house, HALF_A_FORM)).collect();
    // They come before a place is taken, so everybody else gets an answer while they dawdle.
    for at in ["/sign-in", "/help-now", "/health"] {
        house.visitor().get(at).expect(200);
    }
    let jay = house.signed_in(Who::Jay);
    jay.get("/home").expect(200);
    assert!(began.elapsed() < Duration::from_secs(15), "others waited {:?}", began.elapsed());
    for stream in halting {
        let said = last_words(stream);
        assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    }
    house.visitor().get("/sign-in").expect(200);
}

#[test]
fn headers_that_never_end_are_abandoned() {
    let house = patient(Patience { head: Duration::from_millis(800), ..Patience::default() });
    let (began, stream) = (Instant::now(), halting(&house, "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: "));
    house.visitor().get("/sign-in").expect(200);
    let said = last_words(stream);
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

#[test]
fn when_all_places_are_taken_the_next_visitor_is_told_so_in_plain_words_and_when_to_come_back() {
    let house = patient(Patience { at_once: 0, ..Patience::default() });
    let page: Page = house.visitor().get("/sign-in").expect(503);
    assert_eq!(page.header("retry-after"), "5");
    assert!(!page.text("h1").is_empty() && page.text("main").contains("Try again"), "{}", page.text("main"));
    assert!(page.header("cache-control").contains("no-store"));
    for at in ["/health", "/ready", "/help-now", "/favicon.ico"] {
        house.visitor().get(at).expect(200);
    }
}

#[test]
fn forty_at_once_on_four_places_are_answered_or_told_to_come_back_and_nothing_else() {
    let house = patient(Patience { at_once: 4, ..Patience::default() });
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> =
            (0..40).map(|_| scope.spawn(|| house.visitor().get("/manager/coverage?team=").status)).collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| [303, 503].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&303), "some are answered");
    house.visitor().get("/sign-in").expect(200);
}

#[test]
fn an_upload_that_dawdles_holds_nobody_up_but_its_sender_s_next_one_and_is_given_up() {
    // Long enough that a busy machine asks for three pages before it is over.
    let upload = Duration::from_secs(8);
    let house = patient(Patience { at_once: 1, upload, ..Patience::default() });
    let dawn = house.signed_in(Who::Dawn);
    let page = dawn.get("/manager/import").expect(200);
    let token = page.attributes("main input[name=csrf]", "value").remove(0);
    let part = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x\r\n");
    let head = format!(
        "POST /manager/import HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n{part}",
        dawn.cookie()
    );
    let dawdling = halting(&house, &head);
    std::thread::sleep(Duration::from_millis(300));
    // There is one place for all who are answered, and the upload does not have it.
    for at in ["/manager/people", "/manager/import"] {
        dawn.get(at).expect(200);
    }
    house.visitor().get("/sign-in").expect(200);
    let second = last_words(halting(&house, &head));
    assert!(second.starts_with("HTTP/1.1 503"), "{second}");
    let said = last_words(dawdling);
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    let third = halting(&house, &head);
    std::thread::sleep(Duration::from_millis(300));
    assert!(last_words(third).starts_with("HTTP/1.1 408"), "the place is free again");
}

#[test]
fn a_form_that_says_too_much_is_refused_whatever_it_says_its_length_is() {
    let house = House::open();
    let long = format!("name={}", "a".repeat(300 * 1024));
    let kind = "application/x-www-form-urlencoded";
    house.visitor().post_raw("/sign-in", kind, long.clone().into_bytes()).expect(413);
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    let mut stream = halting(&house, &head);
    let _hung_up = stream.write_all(format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len()).as_bytes());
    assert!(last_words(stream).starts_with("HTTP/1.1 413"));
}

/// The session cookie as set when Jay signs in.
fn session_cookie(own_phone: &str) -> String {
    let house = House::open();
    let fields = [("name", "jay"), ("passphrase", PASSPHRASE), ("own_phone", own_phone)];
    let page = house.visitor().fill("/sign-in", "/sign-in", &fields).expect(303);
    let cookies: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
    cookies.into_iter().find(|cookie| cookie.starts_with("session=")).expect("a session begins")
}

#[test]
fn on_a_shared_phone_the_cookie_ends_with_the_browser() {
    for shared in ["no", "unsure", ""] {
        let cookie = session_cookie(shared).to_lowercase();
        assert!(!cookie.contains("max-age") && !cookie.contains("expires"), "{shared:?}: {cookie}");
        assert!(cookie.contains("httponly") && cookie.contains("samesite=lax") && cookie.contains("path=/"));
    }
    let own = session_cookie("yes");
    assert!(own.contains("Max-Age=43200"), "{own}");
}
