#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    outside::scan::Told,
    usecases::{
        account::secrets::Keys,
        adviser::today::{Kind, see_today},
        testing::{Jay, adviser, asking, at, day, managing, own_asking},
        young_person::my_data::{Cell, see_my_data},
    },
};
use onward_domain::{
    document::{DocumentKind, Format, Gone, Scan},
    person::Identity,
    role::Role,
};
use onward_store::{on_both, repo::users::NewUser, scope::Task, testing::TestStore};
use std::{fs, path::Path, sync::Arc};

const PDF: &[u8] = b"%PDF-1.7\none page\n%%EOF\n";

fn papers(folder: &Path, scanner: Option<Arc<Told>>) -> Papers {
    let scanner = scanner.map(|told| -> Arc<dyn crate::outside::scan::Scans> { told });
    Papers { keys: Keys::from_secret("a secret of these tests"), folder: Some(folder.to_owned()), scanner }
}

fn note(title: &str) -> DocumentNote {
    DocumentNote {
        kind: DocumentKind::Identity,
        title: title.into(),
        dated: None,
        ends: Some(day("2027-01-10")),
        why_not: None,
    }
}

fn hidden(title: &str) -> DocumentNote {
    DocumentNote { why_not: Some("Somebody else is named in it.".into()), ..note(title) }
}

/// Larger than what lies in the database.
fn long_pdf() -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), &[b'x'; 100_000], b"\n%%EOF"].concat()
}

/// Priya keeps a file of Jay's.
fn kept(
    store: &TestStore,
    jay: &Jay,
    papers: &Papers,
    (note, came): (DocumentNote, &[u8]),
    (replaces, key): (Option<DocumentId>, &'static str),
) -> (Kept, DocumentId) {
    let laid = papers.lay(&made_ready(came).unwrap(), came, papers.scanned(came).unwrap()).unwrap();
    let (me, person, id) = (jay.priya, jay.person, laid.id);
    let sent = move |tx: &onward_store::Tx| {
        let sent = Sent { note: &note, laid: &laid, replaces, key };
        add_document(&asking(tx, me, at(0)), person, &sent)
    };
    (store.write(sent).unwrap(), id)
}

fn seen(store: &TestStore, jay: &Jay) -> SeenDocuments {
    let (me, person) = (jay.priya, jay.person);
    store.read(move |tx| see_documents(&asking(tx, me, at(0)), person)).unwrap()
}

fn lines(store: &TestStore, folder: &Path) -> Vec<String> {
    let all = store.read(|tx| tx.documents().all()).unwrap();
    amiss(&all, Some(folder)).unwrap().1
}

on_both!(small_ones_lie_in_the_database_large_ones_beside_it_and_neither_in_plain => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let papers = papers(folder.path(), None);
    let (_, small) = kept(store, &jay, &papers, (note("Passport"), PDF), (None, "one"));
    let long = long_pdf();
    let (_, large) = kept(store, &jay, &papers, (note("Visa"), &long), (None, "two"));
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert!(file.ends_with(format!("{large}.sealed")));
    let sealed = fs::read(file).unwrap();
    assert!(!sealed.windows(4).any(|four| four == b"%PDF" || four == b"xxxx"), "it lies encrypted");
    for (id, came) in [(small, PDF), (large, long.as_slice())] {
        let (me, person, papers) = (jay.priya, jay.person, papers.clone());
        let open = move |tx: &onward_store::Tx| open_document(&asking(tx, me, at(0)), &papers, person, id);
        assert_eq!(store.read(open).unwrap().bytes, came);
    }
    assert_eq!(lines(store, folder.path()), [""; 0]);
    fs::write(file, [sealed.as_slice(), b"!"].concat()).unwrap();
    assert_eq!(lines(store, folder.path()), [format!("{large} is not what was kept")]);
    fs::remove_file(file).unwrap();
    assert_eq!(lines(store, folder.path()), [format!("{large} is missing")]);
    fs::write(folder.path().join("stray.sealed"), "x").unwrap();
    let found = lines(store, folder.path());
    assert!(found.contains(&"stray.sealed belongs to no document".to_owned()), "{found:?}");
});

on_both!(jay_sees_what_is_shown_to_him_and_that_there_is_more => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let (papers, account) = (papers(folder.path(), None), jay.account(store));
    let (_, shown) = kept(store, &jay, &papers, (note("Passport"), PDF), (None, "one"));
    let (_, secret) = kept(store, &jay, &papers, (hidden("Letter"), b"a letter"), (None, "two"));
    let own = || store.read(move |tx| see_own_documents(&own_asking(tx, account, at(0)))).unwrap();
    let titles = || own().documents.iter().map(|one| one.note.title.clone()).collect::<Vec<_>>();
    assert_eq!((titles(), own().not_shown), (vec!["Passport".to_owned()], 1));
    let opened = |id| {
        let papers = papers.clone();
        store.read(move |tx| open_own_document(&own_asking(tx, account, at(0)), &papers, id).map(drop))
    };
    assert_eq!((opened(shown), opened(secret)), (Ok(()), Err(StoreError::NotFound)));
    let all = papers.clone();
    let data = store.read(move |tx| see_my_data(&own_asking(tx, account, at(0)), &all)).unwrap();
    let mine = data.sections.iter().find(|section| section.key == "documents").unwrap();
    let said = format!("{:?}", mine.rows);
    assert!(said.contains("Passport") && said.contains("not_shown") && !said.contains("Letter"), "{said}");
    assert!(!said.contains("Somebody else is named"), "{said}");
    let files: Vec<&Cell> = mine.rows.iter().flatten().filter(|(name, _)| *name == "file").map(|(_, cell)| cell).collect();
    let passport = Cell::Paper { id: shown, format: Format::Pdf, bytes: Some(PDF.to_vec()) };
    assert_eq!(files, [&passport], "with its bytes, and nothing of the letter");
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| show_document(&asking(tx, me, at(1)), person, secret, None)).unwrap();
    assert_eq!((titles().len(), own().not_shown, opened(secret)), (2, 0, Ok(())));
    store.write(move |tx| show_document(&asking(tx, me, at(2)), person, shown, Some("A mistake."))).unwrap();
    assert_eq!((titles(), opened(shown)), (vec!["Letter".to_owned()], Err(StoreError::NotFound)));
    // What he did not add he does not take out.
    let taken = store.write(move |tx| remove_own_document(&own_asking(tx, account, at(3)), secret).map(drop));
    assert!(matches!(taken, Err(StoreError::NotAllowed(_))), "{taken:?}");
});

on_both!(what_jay_adds_priya_sees_and_only_he_removes => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let (papers, account) = (papers(folder.path(), None), jay.account(store));
    let laid = papers.lay(&made_ready(PDF).unwrap(), PDF, Scan::NotScanned).unwrap();
    let id = laid.id;
    let mine = note("My passport");
    store
        .write(move |tx| {
            let sent = Sent { note: &mine, laid: &laid, replaces: None, key: "own" };
            add_own_document(&own_asking(tx, account, at(0)), &sent)
        })
        .unwrap();
    let of_jay = seen(store, &jay);
    assert!(of_jay.documents.iter().any(|one| one.id == id && one.is_their_own()));
    let (me, person) = (jay.priya, jay.person);
    let hers = store.write(move |tx| remove_document(&asking(tx, me, at(1)), person, id).map(drop));
    assert!(matches!(hers, Err(StoreError::NotAllowed(_))), "{hers:?}");
    let hide = store.write(move |tx| show_document(&asking(tx, me, at(1)), person, id, Some("no")));
    assert!(matches!(hide, Err(StoreError::NotAllowed(_))), "{hide:?}");
    store.write(move |tx| remove_own_document(&own_asking(tx, account, at(2)), id).map(drop)).unwrap();
    assert_eq!(seen(store, &jay).documents.first().unwrap().gone.unwrap().0, Gone::Removed);
});

on_both!(a_newer_version_stands_above_the_old_one_and_both_go_together => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let papers = papers(folder.path(), None);
    let long = long_pdf();
    let (_, old) = kept(store, &jay, &papers, (note("Passport"), &long), (None, "one"));
    let today = |store: &TestStore| {
        let me = jay.priya;
        let today = store.read(move |tx| see_today(&asking(tx, me, at(0)))).unwrap();
        today.rows.iter().filter(|row| matches!(row.kind, Kind::DocumentEnds { .. })).count()
    };
    assert_eq!(today(store), 1, "a passport that ends in seven weeks");
    let renewed = DocumentNote { ends: Some(day("2036-11-01")), ..note("Passport") };
    let (_, new) = kept(store, &jay, &papers, (renewed, PDF), (Some(old), "two"));
    assert_eq!(today(store), 0, "the new one is here");
    let documents = seen(store, &jay).documents;
    assert_eq!(documents.iter().filter(|one| one.stands()).map(|one| one.id).collect::<Vec<_>>(), [new]);
    let (me, person) = (jay.priya, jay.person);
    let gone = store.write(move |tx| remove_document(&asking(tx, me, at(1)), person, new)).unwrap();
    papers.delete(&gone);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the bytes are gone");
    assert_eq!(lines(store, folder.path()), [""; 0]);
    let left = seen(store, &jay).documents;
    assert!(left.iter().all(|one| one.gone.is_some() && one.gone_by == Some(me)), "who and when stays: {left:?}");
    let papers = papers.clone();
    let open = store.read(move |tx| open_document(&asking(tx, me, at(2)), &papers, person, old).map(drop));
    assert_eq!(open, Err(StoreError::NotFound));
});

on_both!(the_same_form_is_one_document_and_the_same_file_is_named => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let papers = papers(folder.path(), None);
    let (first, id) = kept(store, &jay, &papers, (note("Passport"), PDF), (None, "one"));
    let (again, _) = kept(store, &jay, &papers, (note("Passport"), PDF), (None, "one"));
    let (other, _) = kept(store, &jay, &papers, (note("Another name"), PDF), (None, "two"));
    assert_eq!((first, again, other), (Kept::Now, Kept::Before, Kept::Same(id)));
    assert_eq!(seen(store, &jay).documents.len(), 1);
});

on_both!(a_file_waits_until_the_scanner_is_reached_and_an_infected_one_goes => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let told = Arc::new(Told::says(None));
    let (papers, long) = (papers(folder.path(), Some(Arc::clone(&told))), long_pdf());
    let (_, good) = kept(store, &jay, &papers, (note("Passport"), PDF), (None, "one"));
    let (me, person, own) = (jay.priya, jay.person, papers.clone());
    let open = |id| {
        let papers = own.clone();
        store.read(move |tx| open_document(&asking(tx, me, at(0)), &papers, person, id).map(drop))
    };
    assert_eq!(open(good), Err(StoreError::NotFound), "nobody opens it before");
    assert_eq!(scan_waiting(&store.store, &papers, at(1)).unwrap(), 0, "not reached: it waits on");
    told.say(Some(Verdict::Clean));
    assert_eq!(scan_waiting(&store.store, &papers, at(2)).unwrap(), 1);
    assert_eq!(open(good), Ok(()));
    told.say(None);
    let (_, bad) = kept(store, &jay, &papers, (note("Visa"), &long), (None, "two"));
    told.say(Some(Verdict::Infected));
    assert_eq!(scan_waiting(&store.store, &papers, at(3)).unwrap(), 1);
    let documents = seen(store, &jay).documents;
    let one = documents.iter().find(|one| one.id == bad).unwrap();
    assert_eq!(one.gone.map(|(how, _)| how), Some(Gone::Infected));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(papers.scanned(PDF), Err(Infected), "one that is infected when it comes is never kept");
    let unset = Papers { scanner: None, ..papers };
    assert_eq!(unset.scanned(PDF), Ok(Scan::NotScanned), "nobody looked, and nothing else is said");
});

on_both!(of_a_protected_person_a_manager_reads_the_kinds_and_opens_nothing => |store| {
    let (jay, folder) = (Jay::of(store), tempfile::tempdir().unwrap());
    let papers = papers(folder.path(), None);
    let (_, id) = kept(store, &jay, &papers, (note("Tenancy of 4 Mill Lane"), PDF), (None, "one"));
    let new =
        NewUser { role: Role::Manager, display_name: "Dawn".into(), person: None, team: None, phone: None };
    let dawn = store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap();
    let (person, his) = (jay.person, papers.clone());
    let opens = move |tx: &onward_store::Tx| open_document(&managing(tx, dawn, at(0)), &his, person, id).map(drop);
    let list = move |tx: &onward_store::Tx| see_documents(&managing(tx, dawn, at(0)), person);
    assert_eq!(store.read(opens.clone()), Ok(()));
    store
        .write(move |tx| {
            let record = tx.system(Task::Demonstration, None, at(0))?.open(person)?;
            let known = record.person()?;
            record.save_identity(&Identity { protected: true, ..known.identity }, known.version).map(drop)
        })
        .unwrap();
    assert!(matches!(store.read(opens), Err(StoreError::NotAllowed(_))));
    let seen = store.read(list).unwrap();
    assert!(!seen.opens && seen.documents.iter().all(|one| one.note.title.is_empty()), "{seen:?}");
    let (tom, papers) = (adviser(store, "Tom Varley"), papers.clone());
    let other = store.read(move |tx| open_document(&asking(tx, tom, at(0)), &papers, person, id).map(drop));
    assert_eq!(other, Err(StoreError::NotFound));
});
