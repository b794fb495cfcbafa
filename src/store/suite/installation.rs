use super::noon;
use crate::on_both;

on_both!(a_fresh_database_is_a_real_service_until_it_is_called_a_demonstration => |store| {
    assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), None);
    let day = noon().date_naive();
    store.write(move |tx| tx.installation().make_demonstration(day, noon())).unwrap();
    assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), Some(day));
});

on_both!(a_demonstration_keeps_its_day => |store| {
    let day = noon().date_naive();
    store.write(move |tx| tx.installation().make_demonstration(day, noon())).unwrap();
    assert!(store.write(move |tx| tx.installation().make_demonstration(day.succ_opt().unwrap(), noon())).is_err());
    assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), Some(day));
});
