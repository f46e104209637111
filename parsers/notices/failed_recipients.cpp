// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/failed_recipients.h"

#include <algorithm>
#include <array>
#include <string>

#include "config/mail_address.h"
#include "parsers/notices/bounce_words.h"
#include "parsers/notices/delivery_report.h"
#include "parsers/notices/header_words.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostLines = 2000;
constexpr std::size_t kMostRecipients = 200;

/// How a line names an address. The surest way that occurs counts, all others are talk.
enum class Way { aside, introduced, leading };

struct Mention {
  std::string address;
  Way way = Way::aside;
  std::size_t line = 0;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size() && out.size() < kMostLines;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Lines that name the sender, a message or a place to ask.
bool is_about_others(std::string_view folded) {
  constexpr std::array kOthers{
      "message-id"sv, "mail from"sv, "sent by"sv,       "from:"sv,
      "sender:"sv,    "sender"sv,    "reporting-mta"sv, "contact "sv,
      "http://"sv,    "https://"sv,  "mailto:"sv,       "references:"sv,
      "received: "sv, "for help"sv,  "assistance"sv,    "generated from"sv};
  const bool recipient = folded.find("rcpt") != ""sv.npos || folded.find("recipient") != ""sv.npos;
  return !recipient && std::any_of(kOthers.begin(), kOthers.end(),
                                   [&](auto word) { return folded.find(word) != ""sv.npos; });
}

bool leads(std::string_view line, std::string_view address) {
  const std::size_t begin = line.find_first_not_of(" \t<>*-[\"'");
  return begin != ""sv.npos && lower_case(line.substr(begin, address.size())) == address;
}

/// Addresses that the notice is sent to or from, and those of mail systems.
class Strangers {
 public:
  explicit Strangers(const Message& message) {
    for (const Field& field : message.fields) {
      if (field.name != "to" && field.name != "delivered-to" && field.name != "x-original-to" &&
          field.name != "from" && field.name != "envelope-to") {
        continue;
      }
      for (auto& address : find_addresses(field.value)) own_.push_back(std::move(address));
    }
  }

  bool include(const std::string& address) const {
    constexpr std::array kSystem{"postmaster"sv, "mailerdaemon"sv, "abuse"sv, "support"sv,
                                 "helpdesk"sv};
    const std::string local = squeezed_local_part(address);
    const bool system = std::any_of(kSystem.begin(), kSystem.end(),
                                    [&](auto word) { return local.starts_with(word); });
    return !system && std::find(own_.begin(), own_.end(), address) == own_.end();
  }

 private:
  std::vector<std::string> own_;
};

std::vector<Mention> mentions_in(const std::vector<std::string_view>& lines,
                                 const Strangers& strangers) {
  std::vector<Mention> out;
  bool introduced = false;
  for (std::size_t i = 0; i < lines.size() && out.size() < kMostRecipients; ++i) {
    const std::string folded = fold_blanks(lines[i]);
    const bool about_others = is_about_others(folded);
    for (const std::string& address : find_addresses(lines[i])) {
      if (!strangers.include(address)) continue;
      const bool leading = leads(lines[i], address);
      if (about_others && !leading) continue;
      const bool named = introduced || introduces_recipients(folded);
      out.push_back({address, leading ? Way::leading : named ? Way::introduced : Way::aside, i});
    }
    introduced = introduces_recipients(folded) && folded.find('@') == std::string::npos;
    // The address after "a message sent by" is the sender's.
    if (about_others && folded.find('@') == std::string::npos) ++i;
  }
  return out;
}

/// What the lines from one recipient to the next say of it.
FailedRecipient judged(const Mention& mention, const std::string& about, std::string_view whole) {
  FailedRecipient out;
  out.address = mention.address;
  out.status = find_status(about);
  if (out.status.empty()) out.status = find_status(whole);
  if (!out.status.empty() && out.status.front() == '2') out.status.clear();
  char grade = out.status.empty() ? find_grade(about) : out.status.front();
  if (grade == 0) grade = find_grade(whole);
  out.permanent = grade == 0 ? !text_tells_passing_cause(fold_blanks(about)) : grade != '4';
  return out;
}

}  // namespace

std::vector<FailedRecipient> recipients_in_text(const Message& message, const NoticeText& text) {
  const auto lines = lines_of(text.notice);
  std::vector<Mention> all = mentions_in(lines, Strangers(message));
  Way best = Way::aside;
  for (const Mention& mention : all) best = std::max(best, mention.way);
  all.erase(std::remove_if(all.begin(), all.end(), [&](const Mention& m) { return m.way != best; }),
            all.end());
  std::vector<FailedRecipient> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string about;
    const std::size_t end = i + 1 < all.size() ? all[i + 1].line : lines.size();
    for (std::size_t line = all[i].line; line < end; ++line) about.append(lines[line]).append("\n");
    const bool again = std::any_of(
        out.begin(), out.end(), [&](const auto& known) { return known.address == all[i].address; });
    if (!again) out.push_back(judged(all[i], about, all.size() == 1 ? text.notice : std::string()));
  }
  return out;
}

char find_grade(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    if (text[at] != '4' && text[at] != '5') continue;
    const bool begins = at == 0 || " \t\n:<>(\"'=#["sv.find(text[at - 1]) != ""sv.npos;
    const bool code = is_digit(text[at + 1]) && is_digit(text[at + 2]) && text[at + 1] <= '5' &&
                      " -\t"sv.find(text[at + 3]) != ""sv.npos;
    if (begins && code) return text[at];
  }
  const std::string status = find_status(text);
  return status.empty() || status.front() == '2' ? '\0' : status.front();
}

}  // namespace tallyd
