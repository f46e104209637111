// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_text.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <unicode/ucnv.h>

#include "daemon/imap/response.h"

namespace tallyd {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// The two digits at `at`; the first may be a space (date-day-fixed). 100: there are none.
unsigned two_digits(std::string_view text, std::size_t at) {
  std::uint32_t number = 0;
  const std::size_t first = text[at] == ' ' ? at + 1 : at;
  return parse_number(text.substr(first, at + 2 - first), number) ? number : 100;
}

/// "+0130" as minutes east of UTC. Empty: it is none.
std::optional<std::chrono::minutes> parse_zone(std::string_view text) {
  std::uint32_t number = 0;
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  if (!parse_number(text.substr(1), number) || number % 100 > 59 || number > 2359) {
    return std::nullopt;
  }
  const std::chrono::minutes offset{number / 100 * 60 + number % 100};
  return text[0] == '-' ? -offset : offset;
}

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
  const auto* const month =
      std::find(kMonths.begin(), kMonths.end(), ascii_upper(text.substr(3, 3)));
  std::uint32_t year = 0;
  if (text[2] != '-' || text[6] != '-' || month == kMonths.end() ||
      !parse_number(text.substr(7, 4), year)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{
      std::chrono::year{static_cast<int>(year)},
      std::chrono::month{static_cast<unsigned>(month - kMonths.begin()) + 1},
      std::chrono::day{two_digits(text, 0)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

/// By ICU's "IMAP-mailbox-name" converter. Empty: `utf8` is none.
std::optional<std::string> to_modified_utf7(std::string_view utf8) {
  std::string name(utf8.size() * 4 + 8, '\0');
  UErrorCode code = U_ZERO_ERROR;
  UConverter* const from = ucnv_open("UTF-8", &code);
  UConverter* const to = ucnv_open("IMAP-mailbox-name", &code);
  char* out = name.data();
  const char* in = utf8.data();
  if (U_SUCCESS(code)) {
    ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
    ucnv_convertEx(to, from, &out, name.data() + name.size(), &in, in + utf8.size(), nullptr,
                   nullptr, nullptr, nullptr, true, true, &code);
  }
  ucnv_close(from);
  ucnv_close(to);
  if (U_FAILURE(code)) return std::nullopt;
  name.resize(static_cast<std::size_t>(out - name.data()));
  return name;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::optional<Instant> parse_internal_date(std::string_view text) {
  if (text.size() == 25 && text[1] == '-') {  // "7-Jul-1996 …": not allowed, but seen
    return parse_internal_date(' ' + std::string(text));
  }
  if (text.size() != 26 || text[11] != ' ' || text[14] != ':' || text[17] != ':' ||
      text[20] != ' ') {
    return std::nullopt;
  }
  const auto day = parse_day(text);
  const auto zone = parse_zone(text.substr(21));
  const unsigned hour = two_digits(text, 12);
  const unsigned minute = two_digits(text, 15);
  const unsigned second = two_digits(text, 18);
  if (!day || !zone || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return *day + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} - *zone;
}

Result<std::string> mailbox_argument(std::string_view utf8) {
  const auto name = to_modified_utf7(utf8);
  if (!name || utf8.empty() || std::any_of(utf8.begin(), utf8.end(), is_control)) {
    return permanent("this is no name that a mailbox can have; it must be UTF-8 on one line");
  }
  std::string quoted = "\"";
  for (const char c : *name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

bool is_keyword(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("(){%*\"\\]").find(c) == std::string_view::npos;
  });
}

std::vector<std::string> uid_sets(const std::vector<Uid>& ascending, std::size_t length) {
  std::vector<std::string> sets;
  for (std::size_t i = 0; i < ascending.size();) {
    std::size_t last = i;
    while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1) ++last;
    std::string run = std::to_string(ascending[i]);
    if (last > i) run += ':' + std::to_string(ascending[last]);
    if (sets.empty() || sets.back().size() + 1 + run.size() > length) {
      sets.push_back(std::move(run));
    } else {
      sets.back() += ',' + run;
    }
    i = last + 1;
  }
  return sets;
}

bool parse_uid_set(std::string_view set, std::size_t limit, std::vector<Uid>& uids) {
  for (;;) {
    const std::size_t comma = set.find(',');
    const std::string_view range = set.substr(0, comma);
    const std::size_t colon = range.find(':');
    Uid first = 0;
    Uid last = 0;
    if (!parse_number(range.substr(0, colon), first) ||
        !parse_number(colon == std::string_view::npos ? range : range.substr(colon + 1), last)) {
      return false;
    }
    if (first > last) std::swap(first, last);
    if (first == 0 || uids.size() + (last - first) >= limit) return false;
    for (std::uint64_t uid = first; uid <= last; ++uid) uids.push_back(static_cast<Uid>(uid));
    if (comma == std::string_view::npos) return true;
    set.remove_prefix(comma + 1);
  }
}

}  // namespace tallyd
