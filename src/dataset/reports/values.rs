//! One value of a report by the kind of its cell: yes or no, a whole number, 万元; exactly as written.

use rust_decimal::Decimal;

use crate::dataset::forms::Cell;
use crate::diagnostic::Code;
use crate::parse::scalar;
use crate::parse::toml::{self, Fields, Spanned, exact};
use crate::{limits, say};

pub(super) fn flag(fields: &Fields, value: &Spanned<&toml::TomlValue>) -> Option<Decimal> {
    let yes = value.value.as_flag();
    if yes.is_none() {
        fields.wrong_type(&value.span, "true（是）或 false（否）", "true or false");
    }
    yes.map(|yes| Decimal::from(u8::from(yes)))
}

pub(super) fn count(fields: &Fields, cell: &Cell, value: &Spanned<&toml::TomlValue>) -> Option<Decimal> {
    let number = number(fields, cell, value)?;
    if !number.fract().is_zero() || matches!(value.value, toml::TomlValue::Fraction(_)) {
        fields.report(
            Code::FractionalCount,
            &value.span,
            say!("`{}` 是个数，不能是 {}", "`{}` is a count and cannot be {}", cell.id, quoted(cell, number)),
            Some(say!("写成整数", "write a whole number")),
        );
        return None;
    }
    Some(number)
}

pub(super) fn money(fields: &Fields, cell: &Cell, value: &Spanned<&toml::TomlValue>) -> Option<Decimal> {
    let number = number(fields, cell, value)?;
    if number.normalize().scale() > limits::MONEY_DECIMALS {
        fields.report(
            Code::TooManyDecimals,
            &value.span,
            say!("{} 万元细过一分", "{} 万元 is finer than a 分", quoted(cell, number)),
            Some(say!("万元最多六位小数，即到分", "万元 take six decimals at most, which is a 分")),
        );
        return None;
    }
    Some(number)
}

/// A value as a message may quote it: logs and comments of checks are public, and say none of a confidential cell.
fn quoted(cell: &Cell, value: impl std::fmt::Display) -> String {
    if cell.confidential.is_some() { "…".to_owned() } else { value.to_string() }
}

/// A number that is not negative and believable.
fn number(fields: &Fields, cell: &Cell, value: &Spanned<&toml::TomlValue>) -> Option<Decimal> {
    let Some(number) = exact(value.value) else {
        let text = fields.file().text.get(value.span.clone()).unwrap_or_default();
        let inner = scalar::half_width(text.trim_matches(['"', '\'']).trim());
        let help = match scalar::decimal(&inner) {
            Some(_) => {
                let inner = quoted(cell, inner);
                say!("去掉引号，写成 {inner}", "write {inner}, without quotes")
            }
            None => say!(
                "未报的删去整行，不适用的写 \"n/a\"",
                "not reported: delete the line; not applicable: write \"n/a\""
            ),
        };
        fields.report(
            Code::NotANumber,
            &value.span,
            say!("`{}` 应是数，不能是 {}", "`{}` should be a number, not {}", cell.id, quoted(cell, text)),
            Some(help),
        );
        return None;
    };
    if number.is_sign_negative() && !number.is_zero() {
        fields.report(
            Code::NegativeValue,
            &value.span,
            say!("`{}` 不能是负数：{}", "`{}` cannot be negative: {}", cell.id, quoted(cell, number)),
            Some(say!(
                "更正以前月份的数，要改那个月的报表",
                "to correct an earlier month, change that month's report"
            )),
        );
        return None;
    }
    Some(number)
}
