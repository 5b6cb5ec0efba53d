//! Names of hosts in Punycode (RFC 3492): `xn--ehq892b` is 张三.
//!
//! In: bytes. Out: the label they begin with as it is read, and how many bytes it takes.

/// The longest label of a host (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// A label of a host in Punycode (RFC 3492).
pub(super) fn host(bytes: &[u8]) -> Option<(String, usize)> {
    let label = bytes.get(..4).filter(|head| head.eq_ignore_ascii_case(b"xn--")).map(|_| &bytes[4..])?;
    let is_of_label = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let count = label.iter().take(LONGEST_LABEL).take_while(is_of_label).count();
    Some((decoded_label(&label[..count])?, 4 + count))
}

fn decoded_label(label: &[u8]) -> Option<String> {
    const BASE: u32 = 36;
    let cut = label.iter().rposition(|&byte| byte == b'-');
    let (plain, rest) = cut.map_or((&label[..0], label), |cut| (&label[..cut], &label[cut + 1..]));
    let mut out: Vec<char> = plain.iter().map(|&byte| char::from(byte)).collect();
    let (mut code, mut place, mut bias, mut first) = (128_u32, 0_u32, 72_u32, true);
    let mut digits =
        rest.iter().map(|&byte| char::from(byte).to_digit(BASE).map(|digit| (digit + 26) % BASE));
    while digits.len() > 0 {
        let (before, mut weight, mut step) = (place, 1_u32, BASE);
        loop {
            // Letters count from zero, digits after them.
            let digit = digits.next()??;
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let least = step.saturating_sub(bias).clamp(1, 26);
            if digit < least {
                break;
            }
            weight = weight.checked_mul(BASE - least)?;
            step += BASE;
        }
        let count = out.len() as u32 + 1;
        let mut delta = (place - before) / if first { 700 } else { 2 };
        delta += delta / count;
        let mut adapted = 0;
        while delta > 455 {
            delta /= BASE - 1;
            adapted += BASE;
        }
        bias = adapted + BASE * delta / (delta + 38);
        first = false;
        code = code.checked_add(place / count)?;
        place %= count;
        out.insert(place as usize, char::from_u32(code)?);
        place += 1;
    }
    Some(out.into_iter().collect())
}
