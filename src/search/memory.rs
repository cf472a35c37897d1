//! What was worked out of words, kept until there is too much of it: people ask for the same words
//! again and again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use super::lock;

/// What is kept at most; then it begins anew.
const MOST: usize = 8_000;

pub struct Memory<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Memory<K, V> {
    fn default() -> Memory<K, V> {
        Memory(Mutex::default())
    }
}

impl<K: Eq + Hash + Clone, V> Memory<K, V> {
    /// What is known of `key`, worked out by `make` if it is not. Two who ask at once may both do that.
    pub fn of(&self, key: K, make: impl FnOnce(&K) -> V) -> Arc<V> {
        let known = lock(&self.0).get(&key).cloned();
        if let Some(known) = known {
            return known;
        }
        let made = Arc::new(make(&key));
        let mut all = lock(&self.0);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_worked_out_again_and_never_grows_without_end() {
        let memory: Memory<usize, usize> = Memory::default();
        assert_eq!(*memory.of(1, |n| n + 1), 2);
        assert_eq!(*memory.of(1, |_| 0), 2);
        for n in 0..3 * MOST {
            memory.of(n, |n| *n);
            assert!(lock(&memory.0).len() <= MOST);
        }
    }
}
