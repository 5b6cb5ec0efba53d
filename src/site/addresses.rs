//! What stands at which address.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::mem::{Discriminant, discriminant};

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Item;

/// A planned file, and its address.
pub type Addressed = (String, Item);

/// Finds items by their addresses; the items themselves stand elsewhere, in their order.
#[derive(Debug, Default)]
pub struct Addresses {
    hasher: DefaultHashBuilder,
    /// Their places, by the address without the first `/`, as links to it are written.
    places: HashTable<u32>,
    /// The first item of each kind.
    firsts: HashMap<Discriminant<Item>, usize>,
}

impl Addresses {
    /// Takes in all items from a place on; those whose address was taken, each with the one that has it.
    pub fn take(&mut self, items: &[Addressed], from: usize) -> Vec<[usize; 2]> {
        let mut taken = Vec::new();
        let hash = |place: &u32| self.hasher.hash_one(path(&items[*place as usize].0));
        self.places.reserve(items.len() - from, hash);
        let mut before = None;
        for (place, (address, item)) in items.iter().enumerate().skip(from) {
            let path = path(address);
            let known = self.places.entry(self.hasher.hash_one(path), |at| is_at(items, *at, path), hash);
            match known {
                hashbrown::hash_table::Entry::Occupied(first) => taken.push([place, *first.get() as usize]),
                hashbrown::hash_table::Entry::Vacant(free) => {
                    free.insert(place as u32);
                }
            }
            // Items come kind by kind.
            let kind = discriminant(item);
            if before.replace(kind) != Some(kind) {
                self.firsts.entry(kind).or_insert(place);
            }
        }
        taken
    }

    /// The place of what stands at a path below the site's root.
    pub fn find(&self, items: &[Addressed], path: &str) -> Option<usize> {
        let found = self.places.find(self.hasher.hash_one(path), |at| is_at(items, *at, path));
        found.map(|place| *place as usize)
    }

    /// The place of the first item of a kind.
    pub fn first(&self, kind: Discriminant<Item>) -> Option<usize> {
        self.firsts.get(&kind).copied()
    }
}

/// An address without its first `/`.
fn path(address: &str) -> &str {
    &address[1..]
}

fn is_at(items: &[Addressed], place: u32, path: &str) -> bool {
    self::path(&items[place as usize].0) == path
}
