//! Where a rule is said.

/// Where a rule is said, and whether it was compared with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawSource {
    /// 安全生产法第七十八条
    pub text: String,
    /// Whether it was; else it is 待核.
    pub is_verified: bool,
}

impl LawSource {
    /// As a finding cites it, in Chinese and in English.
    #[must_use]
    pub fn cited(&self) -> (String, String) {
        let text = &self.text;
        if self.is_verified {
            (text.clone(), text.clone())
        } else {
            (format!("{text}（待核）"), format!("{text} (not yet compared)"))
        }
    }
}
