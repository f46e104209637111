// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/consultation.h"

namespace tallyd {

/// A draft of a consultation that a text names.
struct NamedDraft {
  const Consultation* consultation = nullptr;
  const Draft* draft = nullptr;
  bool operator==(const NamedDraft&) const = default;
};

/// Finds designations ("X.1214") and provisional names ("X.samtn") in running text: with spaces,
/// every kind of dash, digits of every script, and letters that look like the Latin ones. "E.164"
/// is not found in "E.164.1".
class DraftNames {
 public:
  enum class Where { at_beginning, anywhere };

  /// Borrows the consultations.
  explicit DraftNames(const std::vector<Consultation>& consultations);

  /// Every draft that the text names, each once, in order of the consultations.
  std::vector<NamedDraft> find(std::u32string_view text) const;

  /// A designation in a text that names the draft, of another text: "X.12144 (ex X.samtn)", "X.1214
  /// (2018) Cor. 1". Empty: there is none.
  std::string contrary(std::u32string_view text, const Draft& draft) const;

  /// The draft that is asked about, where it is the only one.
  std::vector<NamedDraft> only() const;

  /// Things that look like a designation ("Z.900") and belong to no draft: at the beginning of the
  /// text, or anywhere in it.
  std::vector<std::string> unknown(std::u32string_view text, Where where) const;

 private:
  struct Name {
    NamedDraft draft;
    std::u32string spelling;  ///< by fold_name(), without spaces
  };
  std::vector<Name> names_;
};

}  // namespace tallyd
