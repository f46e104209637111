// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "config/embedded.h"
#include "config/version.h"
#include "daemon/compose/base64.h"
#include "daemon/compose/html.h"
#include "daemon/tally/report_parts.h"
#include "storage/replies.h"
#include "storage/reviews.h"

namespace tallyd {
namespace {

std::string_view embedded(std::string_view path) {
  for (const EmbeddedFile& file : embedded_report()) {
    if (file.path == path) return file.text;
  }
  std::abort();
}

/// The policy allows our own style and script and nothing else, whatever slipped through.
std::string page_head(std::string_view script) {
  const Digest digest = sha256(script);
  const std::string hash =
      base64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
         "name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-"
         "Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" +
         hash + "'\">\n<title>Consultations of Member States</title>\n<style>\n" +
         std::string(embedded("report.css")) +
         "</style></head><body>\n<a class=\"skip\" href=\"#main\">To the results</a>\n";
}

std::string fact(const char* name, const std::string& value) {
  return std::string("<div><dt>") + name + "</dt><dd>" + escape_html(value) + "</dd></div>";
}

/// "in 3 days", "in 5 hours", "past".
std::string time_left(Instant deadline, Instant now) {
  const auto left = deadline - now;
  if (left.count() < 0) return "past";
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(left).count();
  return "in " +
         (hours >= 48 ? std::to_string(hours / 24) + " days" : std::to_string(hours) + " h");
}

std::string facts(const ReportedConsultation& shown, const Register& administrations) {
  std::set<std::string> replied;
  for (const DecisionRecord& decision : shown.replies.standing)
    replied.insert(decision.administration);
  const auto count = [&](Outcome outcome) {
    return std::to_string(
        std::count_if(shown.replies.replies.begin(), shown.replies.replies.end(),
                      [&](const ReplyRecord& reply) { return reply.outcome == outcome; }));
  };
  return "<dl class=\"facts\">" +
         fact("Administrations counted",
              std::to_string(replied.size()) + " of " + std::to_string(administrations.size())) +
         fact("In review", count(Outcome::review)) + fact("Late", count(Outcome::late)) +
         fact("Deadline", time_left(end_of(shown.consultation), shown.tally.at)) + "</dl>\n";
}

std::string consultation_section(const ReportedConsultation& shown, const Register& administrations,
                                 const std::string& id) {
  const Tally& tally = shown.tally;
  std::string html = "<section class=\"consultation\" id=\"" + id + "\"><h2>" +
                     escape_html(tally.circular) + "</h2><p class=\"about soft\">Study Group " +
                     std::to_string(tally.study_group) + " · deadline " +
                     short_time(tally.deadline) + (tally.closed ? " (past)" : "") + " · meeting " +
                     to_rfc3339(Instant(shown.consultation.meeting)).substr(0, 10) + "</p>\n" +
                     facts(shown, administrations) + "<div class=\"cards\">\n";
  for (const DraftTally& draft : tally.drafts) html += draft_card(shown, draft);
  return html + "</div>\n" + administrations_section(shown, administrations, id + "-table") +
         "</section>\n";
}

std::string contents(const Report& report) {
  std::string html = "<nav aria-label=\"Contents\"><ul>";
  int number = 0;
  for (const ReportedConsultation& shown : report.consultations) {
    html += "<li><a href=\"#c" + std::to_string(++number) + "\">" +
            escape_html(shown.tally.circular) + "</a></li>";
  }
  return html +
         "<li><a href=\"#review\">Waiting for a person: " + std::to_string(report.reviews.size()) +
         "</a></li></ul></nav>\n";
}

Error failure(const std::filesystem::path& file, int error) {
  return {Failure::temporary, "can't write " + file.string() + ": " + std::strerror(error)};
}

/// A file that goes away again unless it was renamed to its place.
class Unfinished {
 public:
  explicit Unfinished(std::string path)
      : path_(std::move(path)),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {}
  ~Unfinished() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!finished_) ::unlink(path_.c_str());
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  /// 0, or errno.
  int write(std::string_view content) const {
    if (descriptor_ < 0) return errno;
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_, content.data(), content.size());
      if (written < 0 && errno != EINTR) return errno;
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor_) == 0 ? 0 : errno;
  }
  int rename_to(const std::string& file) {
    finished_ = std::rename(path_.c_str(), file.c_str()) == 0;
    return finished_ ? 0 : errno;
  }

 private:
  std::string path_;
  int descriptor_;
  bool finished_ = false;
};

}  // namespace

Result<Report> make_report(Database& database, const Asked& asked, Instant now) {
  Report report;
  report.at = now;
  TALLYD_TRY_ASSIGN(report.head, ledger_head(database));
  for (const Consultation& consultation : asked.consultations) {
    TALLYD_TRY_ASSIGN(Replies replies, stored_replies(database, consultation.circular));
    Tally counted = tally(consultation, asked.administrations, replies, now);
    report.consultations.push_back({consultation, std::move(counted), std::move(replies)});
  }
  TALLYD_TRY_ASSIGN(const auto open, list_reviews(database, ReviewState::open));
  for (const ReviewItem& item : open) {
    TALLYD_TRY_ASSIGN(const auto reply, find_reply(database, item.reply));
    if (!reply) continue;  // an item always has its reply; a report is no place to say otherwise
    report.reviews.push_back({item, reply->received, reply->sender, reply->reason});
  }
  return report;
}

std::string to_html(const Report& report, const Register& administrations) {
  const std::string_view script = embedded("report.js");
  std::string html = page_head(script);
  html += "<header><h1>Consultations of Member States</h1><p class=\"about soft\">As of " +
          short_time(report.at) + "</p></header>\n" + contents(report) + "<main id=\"main\">\n";
  int number = 0;
  for (const ReportedConsultation& shown : report.consultations) {
    html += consultation_section(shown, administrations, "c" + std::to_string(++number));
  }
  html += reviews_section(report.reviews, administrations);
  html += "</main>\n<footer>Written by tallyd " + std::string(kVersion) + " at " +
          to_rfc3339(report.at) + " from row " + std::to_string(report.head.id) +
          " of the ledger, " + to_hex(report.head.hash) + "</footer>\n<script>";
  html += script;
  return html + "</script>\n</body></html>\n";
}

Result<void> write_atomically(const std::filesystem::path& file, std::string_view content) {
  std::error_code ignored;  // what matters is whether the file can be written
  std::filesystem::create_directories(file.parent_path(), ignored);
  Unfinished unfinished(file.string() + ".new");
  int error = unfinished.write(content);
  if (error == 0) error = unfinished.rename_to(file.string());
  if (error != 0) return tl::unexpected<Error>(failure(file, error));
  return {};
}

}  // namespace tallyd
