//! Long work that nobody waits for any more comes to an end: the visitor left, the time is over, or the service stops.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Says whether long work is to go on. Cheap to clone; all clones say the same.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    own: Arc<AtomicBool>,
    /// The service's: whatever stops that stops this.
    service: Option<Arc<AtomicBool>>,
}

impl Stop {
    /// For one piece of work of the service whose own this is.
    #[must_use]
    pub fn of_work(&self) -> Self {
        Self { own: Arc::default(), service: Some(Arc::clone(&self.own)) }
    }

    /// Work comes to an end at the next place where it can.
    pub fn stop(&self) {
        self.own.store(true, Ordering::Relaxed);
    }

    /// Is it to go on?
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let stopped = |flag: &AtomicBool| flag.load(Ordering::Relaxed);
        !stopped(&self.own) && !self.service.as_deref().is_some_and(stopped)
    }

    /// Stops the work when this is dropped: with the answer that somebody waited for.
    #[must_use]
    pub fn with_me(&self) -> StopWithMe {
        StopWithMe(self.clone())
    }
}

/// Stops work when it goes.
#[derive(Debug)]
pub struct StopWithMe(Stop);

impl Drop for StopWithMe {
    fn drop(&mut self) {
        self.0.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::Stop;

    #[test]
    fn work_ends_with_whoever_waits_for_it_and_with_the_service_and_not_with_other_work() {
        let service = Stop::default();
        let (one, other) = (service.of_work(), service.of_work());
        assert!(one.goes_on() && other.clone().goes_on());
        drop(one.with_me());
        assert!(!one.goes_on() && other.goes_on() && service.goes_on());
        service.stop();
        assert!(!other.goes_on());
    }
}
