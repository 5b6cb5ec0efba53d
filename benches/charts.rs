//! How long a chart takes, and how large it is, for each kind.
#![allow(missing_docs)] // The macro of the benchmarks writes an item of its own.

fn main() {
    divan::main();
}
