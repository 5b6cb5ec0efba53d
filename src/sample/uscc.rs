//! Comes in: a serial number. Goes out: a unified social credit code with a right check character (GB 32100-2015)
//! that no registrar can have issued: its region is 000000.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An invented code. The letters (样例) also keep it from looking like an identity or card number.
pub(super) fn invented(serial: usize) -> String {
    let mut code = format!("91000000YL{serial:07}");
    code.push(check_character(&code));
    code
}

/// The check character over the first 17: weights 3^(i−1) mod 31.
pub(super) fn check_character(body: &str) -> char {
    let mut weight = 1;
    let mut sum = 0;
    for byte in body.bytes() {
        let value = ALPHABET.iter().position(|&letter| letter == byte).expect("the body is in the alphabet");
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    char::from(ALPHABET[(31 - sum % 31) % 31])
}
