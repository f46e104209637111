// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>
#include <vector>

#include "parsers/explanation.h"
#include "parsers/parsers.h"
#include "parsers/prepared.h"
#include "parsers/reader/reader_programs.h"
#include "parsers/review_token.h"

/// In place of the form reader, for tests of everything around it: a body of lines such as
///   X.1214 assigned none
///   DOUBT both_boxes_checked
/// is a reply to the only consultation; any other body is other mail. `DIE` ends the reader,
/// `SLEEP 60` makes it slow, `EAT` takes all memory that it may have.
namespace tallyd {
namespace {

std::string field(const std::string& raw, const std::string& name) {
  const auto at = raw.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const auto start = at + name.size() + 4;
  std::string value = raw.substr(start, raw.find("\r\n", start) - start);
  const auto open = value.find('<');
  return open == std::string::npos ? value : value.substr(open + 1, value.find('>') - open - 1);
}

Decision decision_of(const std::string& draft, const std::string& authority,
                     const std::string& comments) {
  Decision decision{draft, Authority::none, Comments::none, "as scripted"};
  for (const auto value : {Authority::assigned, Authority::not_assigned, Authority::conflict}) {
    if (to_word(value) == authority) decision.authority = value;
  }
  for (const auto value : {Comments::attached, Comments::unspecified}) {
    if (to_word(value) == comments) decision.comments = value;
  }
  return decision;
}

}  // namespace

/// The light reader knows no script.
ReaderPrograms reader_programs() {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  return {self, self};
}

Reading read_message(std::string_view bytes, const Asked& asked, const Tools&) noexcept {
  const std::string raw = "\r\n" + std::string(bytes);
  Reading reading;
  reading.mail.from = field(raw, "From");
  reading.mail.message_id = field(raw, "Message-ID");
  reading.mail.in_reply_to = field(raw, "In-Reply-To");
  reading.mail.subject = field(raw, "Subject");
  std::istringstream lines(raw.substr(std::min(raw.size(), raw.find("\r\n\r\n") + 4)));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first;
    std::string second;
    std::string third;
    words >> first >> second >> third;
    if (first == "DIE") std::abort();
    if (first == "EAT") {
      for (std::vector<std::string> eaten;;) eaten.emplace_back(std::size_t{256} << 20, 'x');
    }
    if (first == "SLEEP") std::this_thread::sleep_for(std::chrono::seconds{std::stoi(second)});
    if (first == "DOUBT") reading.doubts.push_back({second, "", "a scripted doubt"});
    if (asked.consultations.empty() || !asked.consultations.front().find(first)) continue;
    reading.kind = Kind::reply;
    reading.circular = asked.consultations.front().circular;
    reading.language = "en";
    reading.decisions.push_back(decision_of(first, second, third));
  }
  if (!field(raw, "Auto-Submitted").empty()) reading.kind = Kind::autoreply;
  std::string said;
  std::string quoted;
  std::istringstream again(raw.substr(std::min(raw.size(), raw.find("\r\n\r\n") + 4)));
  for (std::string line; std::getline(again, line);) {
    (line.rfind('>', 0) == 0 ? quoted : said) += line + "\n";
  }
  take_review_tokens(said, quoted, reading);
  return reading;
}

Reading read_message(std::string_view raw, const Prepared& prepared, const Tools& tools) noexcept {
  return read_message(raw, prepared.asked, tools);
}

Explanation explain_message(std::string_view raw, const Asked& asked, const Tools& tools) noexcept {
  Explanation explanation;
  explanation.reading = read_message(raw, asked, tools);
  return explanation;
}

}  // namespace tallyd
