// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/names.h"

#include <chrono>
#include <map>
#include <memory>
#include <utility>

#include <unicode/smpdtfmt.h>

namespace tallyd {
namespace {

/// Of a day, for ICU, with what stands before the hour. ICU's own long Russian date begins with the
/// weekday in the nominative, which fits behind no preposition, and its English one is American.
std::string_view date_pattern(std::string_view language) {
  if (language == "ar") return "EEEE d MMMM y، الساعة ";
  if (language == "es") return "EEEE d 'de' MMMM 'de' y, ";
  if (language == "fr") return "EEEE d MMMM y, ";
  if (language == "ru") return "d MMMM y г. (EEEE), ";
  if (language == "zh") return "y年M月d日EEEE ";
  return "EEEE, d MMMM y, ";
}

std::unique_ptr<icu::SimpleDateFormat> make_date_format(const std::string& language,
                                                        const std::string& pattern) {
  const icu::Locale locale((language + "@numbers=latn").c_str());
  UErrorCode status = U_ZERO_ERROR;
  auto format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern),
                                                        locale, status);
  if (U_FAILURE(status)) return nullptr;
  format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  return format;
}

/// Null: ICU can't. Kept by each thread, a few for each language: to make one takes as long as to
/// write an answer.
const icu::SimpleDateFormat* date_format(const std::string& language, const std::string& pattern) {
  thread_local std::map<std::pair<std::string, std::string>, std::unique_ptr<icu::SimpleDateFormat>>
      formats;
  const auto [place, is_new] = formats.try_emplace({language, pattern});
  if (is_new) place->second = make_date_format(language, pattern);
  return place->second.get();
}

}  // namespace

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

std::string circular_name(const std::string& circular, const Wording& words) {
  constexpr std::string_view kStart = "TSB Circular ";
  if (!circular.starts_with(kStart)) return circular;
  return fill(word(words, "circular_name"), {{"number", circular.substr(kStart.size())}});
}

std::string long_date(Instant instant, const std::string& language) {
  const bool seconds = instant.time_since_epoch() % std::chrono::minutes{1} != Instant::duration{0};
  const icu::SimpleDateFormat* const format =
      date_format(language, std::string(date_pattern(language)) + (seconds ? "HH:mm:ss" : "HH:mm"));
  if (format == nullptr) return to_rfc3339(instant);
  icu::UnicodeString text;
  format->format(static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0, text);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8 + " UTC";
}

}  // namespace tallyd
