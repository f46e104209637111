// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/report.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "config/printable.h"
#include "daemon/tally/format.h"

namespace tallyd {
namespace {

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Consultations</title><style>
:root{color-scheme:light dark;--ink:#1b2733;--soft:#52606d;--paper:#fff;--line:#d3dae1;--yes:#1a6fb3;--no:#b3541a;--bar:#e8ecf0}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a3b1bf;--paper:#12181f;--line:#34404c;--yes:#5aa9e6;--no:#e69a5a;--bar:#25303b}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:.2em 0}h2{margin:2.2rem 0 .2rem}h3{margin:1.4rem 0 .3rem;font-size:1.05rem}
.soft{color:var(--soft)}table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
.scroll{overflow-x:auto}.bar{position:relative;height:1.4rem;background:var(--bar);border-radius:.3rem;overflow:hidden;display:flex}
.yes{background:var(--yes)}.no{background:var(--no)}
.mark{position:absolute;left:70%;top:0;bottom:0;border-left:2px dashed var(--ink)}
@media print{body{max-width:none;padding:0}.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
</style></head><body>
)";

std::string cell(std::string_view text) { return "<td>" + escape_html(text) + "</td>"; }

std::string bar(const DraftTally& draft, Rule rule) {
  std::string html = "<div class=\"bar\" role=\"img\" aria-label=\"" +
                     escape_html(support_text(draft, rule)) + "\">";
  if (draft.counted() > 0) {
    const int percent = 100 * draft.assigned() / draft.counted();
    html += "<div class=\"yes\" style=\"width:" + std::to_string(percent) +
            "%\"></div><div class=\"no\" style=\"width:" + std::to_string(100 - percent) +
            "%\"></div>";
  }
  return html + (rule == Rule::tap ? "<div class=\"mark\"></div></div>" : "</div>");
}

std::string draft_section(const DraftTally& draft, Rule rule) {
  return "<h3>" + escape_html(draft.draft.designation) + " <span class=\"soft\">" +
         escape_html(draft.draft.title) + "</span></h3>\n" + bar(draft, rule) + "<p>" +
         escape_html(support_text(draft, rule)) + " &middot; " +
         std::to_string(draft.assigned_with_comments) + " with comments &middot; " +
         std::to_string(draft.not_assigned) + " not assigned &middot; " +
         std::to_string(draft.missing) + " missing &middot; " + std::to_string(draft.late) +
         " late &middot; " + std::to_string(draft.in_review) + " in review</p>\n";
}

std::string decision_words(const DecisionRecord& decision) {
  if (decision.authority == Authority::not_assigned) return "does not assign";
  return decision.comments == Comments::attached ? "assigns, with comments" : "assigns";
}

std::string administrations_table(const ReportedConsultation& shown,
                                  const Register& administrations) {
  std::string html =
      "<h3>Administrations</h3><div class=\"scroll\"><table><tr><th>Administration</th>";
  for (const Draft& draft : shown.consultation.drafts) {
    html += "<th>" + escape_html(draft.designation) + "</th>";
  }
  html += "</tr>\n";
  for (const Administration& entry : administrations) {
    const auto name = entry.names.find("en");
    html += "<tr>" + cell(name == entry.names.end() ? entry.code : name->second);
    for (const Draft& draft : shown.consultation.drafts) {
      std::string words = "–";
      for (const DecisionRecord& decision : shown.replies.standing) {
        const bool here =
            decision.administration == entry.code && decision.draft == draft.designation;
        if (here) words = decision_words(decision);
      }
      html += cell(words);
    }
    html += "</tr>\n";
  }
  return html + "</table></div>\n";
}

std::string reviews_table(const ReportedConsultation& shown) {
  std::string rows;
  for (const ReplyRecord& reply : shown.replies.replies) {
    if (reply.outcome != Outcome::review) continue;
    rows += "<tr>" + cell(to_rfc3339(reply.received)) + cell(printable(reply.administration)) +
            cell(printable(reply.sender)) + cell(printable(reply.reason)) + "</tr>\n";
  }
  if (rows.empty()) return "<p class=\"soft\">Nothing waits for a person.</p>\n";
  return "<h3>Waiting for a person</h3><div class=\"scroll\"><table><tr><th>Received</th><th>"
         "Administration</th><th>Sender</th><th>Why</th></tr>\n" +
         rows + "</table></div>\n";
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

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string to_html(const std::vector<ReportedConsultation>& consultations,
                    const Register& administrations) {
  std::string html = kHead;
  html += "<h1>Consultations of Member States</h1>\n";
  for (const ReportedConsultation& shown : consultations) {
    const Tally& tally = shown.tally;
    html += "<h2>" + escape_html(tally.circular) + "</h2><p class=\"soft\">Study Group " +
            std::to_string(tally.study_group) + " &middot; deadline " + to_rfc3339(tally.deadline) +
            (tally.closed ? " (past)" : "") + " &middot; as of " + to_rfc3339(tally.at) + "</p>\n";
    for (const DraftTally& draft : tally.drafts) html += draft_section(draft, tally.rule);
    html += reviews_table(shown) + administrations_table(shown, administrations);
  }
  return html + "</body></html>\n";
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
