//! Papers between Jay and Priya, over HTTP: added, read by whom they are for, refused, replaced and removed.

use crate::support::{House, JAY, Visitor, Who};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use onward::demo::PASSPHRASE;
use reqwest::blocking::multipart::{Form, Part};

const OWN: &str = "/mine/documents/new";
const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert) >> >> endobj\n%%EOF\n";

/// What a form says: its kind, its title, whether it is shown.
type Says<'a> = (&'a str, &'a str, &'a str);

/// The form with a file, as a browser sends it from the page at `at`.
pub fn form(visitor: &Visitor, at: &str, (kind, title, shown): Says<'_>, file: Part) -> Form {
    let page = visitor.get(at).expect(200);
    let hidden = |name: &str| page.attributes(&format!("main input[name={name}]"), "value").remove(0);
    let mut said = vec![
        ("csrf", hidden("csrf")),
        ("once", hidden("once")),
        ("kind", kind.to_owned()),
        ("title", title.to_owned()),
    ];
    if at != OWN {
        said.push(("shown", shown.to_owned()));
        said.push((
            "why",
            if shown == "no" { "Somebody else is named in it".to_owned() } else { String::new() },
        ));
    }
    let words = said.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value));
    words.part("file", file)
}

/// A file with a name and a content type, both of which say nothing to us.
pub fn file(bytes: &[u8]) -> Part {
    let named = Part::bytes(bytes.to_vec()).file_name("fdp.trop\u{202e}passport.exe");
    named.mime_str("application/x-msdownload").unwrap()
}

fn here(house: &House) -> String {
    format!("/adviser/people/{}/documents", house.person(JAY))
}

#[test]
fn a_paper_is_seen_by_those_it_is_for_downloaded_under_no_name_and_gone_when_it_is_removed() {
    let house = House::open();
    let (jay, priya, dawn, callum, judith) = (
        house.signed_in(Who::Jay),
        house.signed_in(Who::Priya),
        house.signed_in(Who::Dawn),
        house.signed_in(Who::Callum),
        house.signed_in(Who::Judith),
    );
    let (list, new) = (here(&house), format!("{}/new", here(&house)));
    let sent = form(&priya, &new, ("tenancy", "MARK-tenancy \u{202e}fdp", "yes"), file(PDF));
    assert_eq!(priya.post_files(&new, sent).status, 303);
    let hidden = form(&priya, &new, ("court_order", "MARK-order", "no"), file(b"An order of the court."));
    assert_eq!(priya.post_files(&new, hidden).status, 303);
    let desk = priya.get(&list).expect(200);
    let words = desk.text("main");
    assert!(words.contains("MARK-tenancy fdp"), "a mark that turns the writing is taken out: {words}");
    assert!(words.contains("Not shown to them") && words.contains("Somebody else is named in it"), "{words}");
    let own = jay.get("/mine/documents").expect(200);
    let text = own.text("main");
    assert!(text.contains("MARK-tenancy") && !text.contains("MARK-order"), "{text}");
    assert!(text.contains("keeps 2 more papers about you that you don’t see"), "{text}");
    let mine = own.attributes("main a[href$='/file']", "href").remove(0);
    let looks = || house.store.read(|tx| tx.looks_written()).unwrap();
    let before = looks();
    let got = jay.get(&mine).expect(200);
    assert_eq!(looks() - before, 1, "one look, one row");
    assert_eq!(got.body.as_bytes(), PDF);
    assert_eq!(got.header("content-disposition"), "attachment; filename=\"document.pdf\"");
    assert_eq!(got.header("content-type"), "application/pdf");
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert!(got.header("cache-control").contains("no-store"));
    // All of his data in one piece has the same bytes, and the page leads to them.
    let all = |show: &str| {
        jay.fill("/mine/data", "/mine/data", &[("show", show), ("passphrase", PASSPHRASE)]).expect(200)
    };
    let (piece, page) = (all("file").body, all("page"));
    let bytes = format!("data:application/pdf;base64,{}", STANDARD.encode(PDF));
    assert!(piece.contains(&bytes) && piece.contains("MARK-tenancy") && !piece.contains("MARK-order"));
    assert!(page.attributes("main a[href$='/file']", "href").contains(&mine), "{}", page.text("main"));
    let files = desk.attributes("main a[href$='/file']", "href");
    let [order, tenancy, ..] = files.as_slice() else { panic!("{files:?}") };
    // The same paper at another's address, and one that is not shown at one's own.
    let id = |at: &str| at.split('/').rev().nth(1).unwrap().to_owned();
    assert_eq!(jay.get(&format!("/mine/documents/{}/file", id(order))).status, 404);
    for at in [&list, order, tenancy] {
        assert_ne!(callum.get(at).status, 200, "{at}");
        assert_ne!(house.visitor().get(at).status, 200, "{at}");
        assert_ne!(
            judith.get(&at.replacen("/adviser/", "/reviewing/", 1)).status,
            200,
            "Jay is not hers: {at}"
        );
        assert_eq!(dawn.get(&at.replacen("/adviser/", "/manager/", 1)).status, 200, "{at}");
    }
    let seen = jay.get("/who-has-looked").expect(200).text("main");
    assert!(seen.contains("To see your papers, or to add one."), "{seen}");
    assert!(seen.contains("Added one of your papers."), "{seen}");
    let one = tenancy.replace("/file", "");
    assert_eq!(priya.fill(&one, &format!("{one}/remove"), &[]).status, 303);
    assert_eq!((priya.get(tenancy).status, jay.get(&mine).status), (404, 404));
    let left = priya.get(&list).expect(200).text("main");
    assert!(left.contains("Removed on 23 November") && left.contains("by Priya Nair"), "{left}");
}

#[test]
fn a_file_that_is_not_kept_says_why_keeps_the_words_and_leaves_nothing() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let before = jay.get("/mine/documents").expect(200).text("main");
    let says = ("identity", "My passport", "");
    let huge = vec![b'a'; 40 * 1024 * 1024];
    for (bytes, why) in [
        (&b""[..], "there is nothing in this one"),
        (b"MZ\x90\0 a program", "This file is something else"),
        (&huge, "Choose a smaller file"),
        (&PDF[..40], "this PDF ends too early"),
    ] {
        let page = jay.post_files(OWN, form(&jay, OWN, says, file(bytes))).expect(422);
        assert!(page.text(".govuk-error-summary").contains(why), "{}", page.text("main"));
        assert_eq!(page.attributes("input[name=title]", "value"), ["My passport"], "the words are kept");
    }
    assert_eq!(jay.get("/mine/documents").expect(200).text("main"), before, "nothing was kept");
    assert_eq!(jay.post_files(OWN, form(&jay, OWN, says, file(PDF))).status, 303);
    let page = jay.post_files(OWN, form(&jay, OWN, ("other", "Again", ""), file(PDF))).expect(422);
    assert!(
        page.text(".govuk-error-summary").contains("here already, as “My passport”"),
        "{}",
        page.text("main")
    );
    let priya = house.signed_in(Who::Priya);
    let desk = priya.get(&here(&house)).expect(200).text("main");
    assert!(desk.contains("My passport") && desk.contains("by them"), "{desk}");
    let story = priya.get(&here(&house).replace("/documents", "/chronology")).expect(200).text("main");
    assert!(story.contains("A document was added by them: Passport or ID"), "{story}");
}

#[test]
fn a_large_paper_lies_beside_the_database_and_a_newer_version_takes_its_place() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let new = format!("{}/new", here(&house));
    let large = [b"%PDF-1.7\n".as_slice(), &[b'x'; 200_000], b"\n%%EOF"].concat();
    let sent = form(&priya, &new, ("identity", "MARK-card", "yes"), file(&large));
    assert_eq!(priya.post_files(&new, sent).status, 303);
    let beside = || std::fs::read_dir(house.folder().join("documents")).unwrap().count();
    assert_eq!(beside(), 1);
    let old = priya.get(&here(&house)).expect(200).attributes("main a[href$='/file']", "href").remove(0);
    assert_eq!(priya.get(&old).expect(200).body.len(), large.len());
    let again = old.replace("/file", "/replace");
    let sent = form(&priya, &again, ("identity", "MARK-newer-card", "yes"), file(PDF));
    assert_eq!(priya.post_files(&again, sent).status, 303);
    let page = priya.get(&here(&house)).expect(200);
    assert!(page.text("main").contains("MARK-newer-card") && page.text("main").contains("1 earlier version"));
    assert_eq!(priya.get(&old).status, 200, "the earlier version can still be read");
    let one = page.attributes("main a[href$='/file']", "href").remove(0).replace("/file", "");
    assert_eq!(priya.fill(&one, &format!("{one}/remove"), &[]).status, 303);
    assert_eq!(beside(), 0, "the bytes of both are gone");
    // The same file, sent by a form that is refused for its words, leaves nothing on the disk.
    let sent = form(&priya, &new, ("", "", "yes"), file(&large));
    assert_eq!(priya.post_files(&new, sent).status, 422);
    assert_eq!(beside(), 0);
}

#[test]
fn a_paper_sent_twice_is_one_and_without_the_forms_token_it_is_none() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let page = jay.get(OWN).expect(200);
    let hidden = |name: &str| page.attributes(&format!("main input[name={name}]"), "value").remove(0);
    let (csrf, once) = (hidden("csrf"), hidden("once"));
    let sent = |csrf: &str| {
        let said = [("csrf", csrf), ("once", &once), ("kind", "education"), ("title", "MARK-grades")];
        let words = said
            .into_iter()
            .fold(Form::new(), |form, (name, value)| form.text(name.to_owned(), value.to_owned()));
        words.part("file", file(PDF))
    };
    for _ in 0..2 {
        assert_eq!(jay.post_files(OWN, sent(&csrf)).status, 303);
    }
    let list = jay.get("/mine/documents").expect(200).text("main");
    assert_eq!(list.matches("MARK-grades School").count(), 1, "{list}");
    assert_eq!(jay.post_files(OWN, sent("not-the-token")).status, 403);
}
