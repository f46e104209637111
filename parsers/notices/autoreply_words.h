// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// A header field that a system writes into what it answers by itself. Empty value: any but "no".
struct AutoreplyField {
  std::string_view name;   ///< lower case
  std::string_view value;  ///< how it begins, lower case
};

/// The field by which the message shows itself an automatic reply, alone.
bool is_autoreply_field(std::string_view name, std::string_view value);

/// "Automatic reply: …", "Réponse automatique : …", "… is out of the office", …: as systems write
/// it. `subject` as fold_blanks() gives it. Not enough alone.
bool subject_tells_autoreply(std::string_view subject);

/// "Out of office", "Absence du bureau", "外出", …: how the subject begins. Not enough alone.
bool subject_begins_with_absence(std::string_view subject);

/// The words that a mail system sets before the subject that it answers, with their colon or alone:
/// no person writes "Automatic reply: …" by hand. `subject` likewise.
bool subject_is_autoreply(std::string_view subject);

}  // namespace tallyd
