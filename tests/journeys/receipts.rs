//! A receipt with its photo from Jay's phone to Priya's desk, over HTTP.

use crate::support::{House, JAY, Visitor, Who};
use reqwest::blocking::multipart::{Form, Part};

const NEW: &str = "/my-place/receipts/new";

/// A photo with a place in it, as a phone takes one.
pub fn photo() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let dots = image::RgbImage::from_fn(640, 480, |x, y| {
        image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
    });
    dots.write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    let jpeg = file.into_inner();
    let tags = b"Exif\0\0MM\0*\0\0\0\x08GPSLatitude 54.5705";
    let length = u16::try_from(tags.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, tags, &jpeg[2..]].concat()
}

/// The form with a photo, as a browser sends it from this page.
pub fn form(visitor: &Visitor, what: &str, photo: Vec<u8>) -> Form {
    let page = visitor.get(NEW).expect(200);
    let hidden = |name: &str| page.attributes(&format!("main input[name={name}]"), "value").remove(0);
    let kind = "image/jpeg";
    fields(&hidden("csrf"), &hidden("once"), what)
        .part("photo", Part::bytes(photo).file_name("IMG_20261120_54.57N.jpg").mime_str(kind).unwrap())
}

fn fields(csrf: &str, once: &str, what: &str) -> Form {
    let said = [("csrf", csrf), ("once", once), ("what", what), ("amount", "18.50")];
    let day = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
    said.into_iter()
        .chain(day)
        .fold(Form::new(), |form, (name, value)| form.text(name.to_owned(), value.to_owned()))
}

#[test]
fn a_photo_is_kept_sealed_seen_by_two_and_gone_when_it_is_taken_out() {
    let house = House::open();
    let (jay, priya, dawn, callum) = (
        house.signed_in(Who::Jay),
        house.signed_in(Who::Priya),
        house.signed_in(Who::Dawn),
        house.signed_in(Who::Callum),
    );
    assert_eq!(jay.post_files(NEW, form(&jay, "MARK-kettle", photo())).status, 303);
    let list = jay.get("/my-place/receipts").expect(200);
    assert!(list.text("main").contains("MARK-kettle £18.50"), "{}", list.text("main"));
    let own = list.attributes("main a[href$='/photo']", "href").remove(0);
    let shown = jay.get(&own).expect(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert!(shown.header("cache-control").contains("no-store"), "{}", shown.header("cache-control"));
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(!shown.body.contains("GPS") && !shown.body.contains("Exif"));
    let here = format!("/adviser/people/{}/receipts", house.person(JAY));
    let desk = priya.get(&here).expect(200);
    assert!(desk.text("main").contains("MARK-kettle"), "{}", desk.text("main"));
    let theirs = desk.attributes("main a[href$='/photo']", "href").remove(0);
    assert_eq!(priya.get(&theirs).expect(200).header("content-type"), "image/jpeg");
    for other in [&dawn, &callum, &house.visitor()] {
        for at in [&own, &here, &theirs] {
            assert_ne!(other.get(at).status, 200, "{at}");
        }
    }
    let out = own.replace("/photo", "/take-out");
    assert_eq!(jay.fill("/my-place/receipts", &out, &[]).status, 303);
    assert_eq!((jay.get(&own).status, priya.get(&theirs).status), (404, 404));
    assert!(!jay.get("/my-place/receipts").expect(200).text("main").contains("MARK-kettle"));
}

#[test]
fn a_picture_that_is_none_or_a_form_that_is_wrong_keeps_its_words_and_keeps_nothing_else() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let before = jay.get("/my-place/receipts").expect(200).text("main");
    for file in [b"%PDF-1.7 not a photo".to_vec(), photo()[..300].to_vec(), vec![0xff; 9 * 1024 * 1024]] {
        let page = jay.post_files(NEW, form(&jay, "A kettle", file)).expect(422);
        assert!(page.text(".govuk-error-summary").contains("hoose a "), "{}", page.text("main"));
        assert_eq!(page.attributes("input[name=what]", "value"), ["A kettle"], "the words are kept");
    }
    let page = jay.post_files(NEW, form(&jay, " ", photo())).expect(422);
    assert!(page.text(".govuk-error-summary").contains("Enter what you bought"), "{}", page.text("main"));
    assert_eq!(jay.get("/my-place/receipts").expect(200).text("main"), before, "nothing was kept");
}

#[test]
fn a_receipt_sent_twice_is_one_and_without_the_forms_token_it_is_none() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let page = jay.get(NEW).expect(200);
    let hidden = |name: &str| page.attributes(&format!("main input[name={name}]"), "value").remove(0);
    let (csrf, once) = (hidden("csrf"), hidden("once"));
    for _ in 0..2 {
        let photo = Part::bytes(photo()).file_name("photo.jpg");
        let sent = fields(&csrf, &once, "MARK-pan").part("photo", photo);
        assert_eq!(jay.post_files(NEW, sent).status, 303);
    }
    let list = jay.get("/my-place/receipts").expect(200).text("main");
    assert_eq!(list.matches("MARK-pan £18.50").count(), 1, "{list}");
    assert_eq!(jay.post_files(NEW, fields("not-the-token", "x", "MARK-lamp")).status, 403);
    assert!(!jay.get("/my-place/receipts").expect(200).text("main").contains("MARK-lamp"));
}
