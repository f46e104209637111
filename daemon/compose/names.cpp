// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/names.h"

#include <unicode/smpdtfmt.h>

namespace tallyd {

const std::string& word(const Wording& words, std::string_view key) {
  static const std::string no_text;
  const auto found = words.words.find(key);
  return found == words.words.end() ? no_text : found->second;
}

const Consultation* find_consultation(const Asked& asked, std::string_view circular) {
  for (const Consultation& consultation : asked.consultations) {
    if (consultation.circular == circular) return &consultation;
  }
  return nullptr;
}

const Administration* find_administration(const Register& administrations, std::string_view code) {
  for (const Administration& administration : administrations) {
    if (administration.code == code) return &administration;
  }
  return nullptr;
}

std::string name_of(const Administration& administration, const std::string& language) {
  for (const std::string& wanted : {language, std::string("en")}) {
    const auto name = administration.names.find(wanted);
    if (name != administration.names.end()) return name->second;
  }
  return administration.code;
}

std::string draft_name(const std::string& designation, const Consultation* consultation) {
  const Draft* draft = consultation == nullptr ? nullptr : consultation->find(designation);
  if (draft == nullptr) return designation;
  std::string name = designation;
  if (!draft->provisional.empty()) name += " (ex " + draft->provisional + ")";
  if (!draft->title.empty()) name += ": " + draft->title;
  return name;
}

std::string long_date(Instant instant, const std::string& language) {
  const icu::Locale locale((language + "@numbers=latn").c_str());
  UErrorCode status = U_ZERO_ERROR;
  const auto millis = static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0;
  std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createInstanceForSkeleton(
      icu::UnicodeString("EEEEdMMMMyHHmmss"), locale, status));
  if (U_FAILURE(status) || !format) return to_rfc3339(instant);
  format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  icu::UnicodeString text;
  format->format(millis, text);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8 + " UTC";
}

}  // namespace tallyd
