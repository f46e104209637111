// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/language_codes.h"

#include <algorithm>

#include "config/printable.h"
#include "config/table_reader.h"

namespace tallyd {

std::vector<std::string> official_languages() { return {"ar", "en", "es", "fr", "ru", "zh"}; }

std::string mistake_in_language(std::string_view code, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), code) != known.end()) return "";
  std::string all;
  for (const std::string& language : known) all += (all.empty() ? "" : ", ") + language;
  return "\"" + printable(code) + "\" is no known language; write one of: " + all;
}

void read_languages(TableReader& table, std::string_view key, const std::vector<std::string>& known,
                    std::vector<std::string>& into) {
  std::vector<LocatedText> codes;
  if (!table.texts(key, codes, optional("[\"en\", \"fr\"]"))) return;
  into.clear();
  for (const LocatedText& code : codes) {
    const std::string mistake = mistake_in_language(code.text, known);
    if (!mistake.empty()) {
      table.report(Severity::error, code.line, key, mistake);
    } else if (std::find(into.begin(), into.end(), code.text) == into.end()) {
      into.push_back(code.text);
    }
  }
}

}  // namespace tallyd
