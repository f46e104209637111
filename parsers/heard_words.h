// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/form_reader.h"
#include "parsers/forms/statement.h"

namespace tallyd {

/// All that the sender says in words, in the mail, on the form and in files beside it.
class HeardWords {
 public:
  /// Borrows both.
  HeardWords(const SoughtWords& sought, const DraftNames& drafts)
      : sought_(sought), drafts_(drafts) {}

  /// The text of the mail.
  void body(std::string_view text) { hear(text, Hearing::all); }
  /// The same in a lesser form, as a program has made it: only what takes the reply back.
  void lesser_body(std::string_view text) { hear(text, Hearing::unsettling); }
  void form(const FormReading& form);
  void file(const std::string& text);
  /// It names drafts and circulars to say what the message is about.
  void subject(const std::string& text);
  /// Of a file with a form: "reply_DRAFT.docx", "Annex 2 - do not use.pdf".
  void name_of_form(const std::string& file_name);
  /// Files that are letters or notes, which file() has kept, for what they say depends on the
  /// forms.
  enum class Comments { none, some };
  void letters(Comments comments);

  const SpokenStatement& words() const { return words_; }

 private:
  void hear(std::string_view text, Hearing hearing);
  void stamp(std::string_view text);
  void below(std::string_view words, Hearing hearing);

  const SoughtWords& sought_;
  const DraftNames& drafts_;
  SpokenStatement words_;
  std::vector<std::string> letters_;
  std::vector<std::string> notes_;  ///< files of a sentence or two
};

}  // namespace tallyd
