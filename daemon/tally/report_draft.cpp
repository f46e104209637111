// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <utility>

#include "config/printable.h"
#include "daemon/compose/html.h"
#include "daemon/tally/course.h"
#include "daemon/tally/format.h"
#include "daemon/tally/report_parts.h"

namespace tallyd {
namespace {

/// Per cent with one digit, cut off: "69.9".
std::string share(int part, int whole) {
  const int tenths = whole == 0 ? 0 : 1000 * part / whole;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string bar(const DraftTally& draft, Rule rule) {
  std::string html = "<div class=\"bar\" role=\"img\" aria-label=\"" +
                     escape_html(support_text(draft, rule)) + "\">";
  const int counted = draft.counted();
  if (draft.assigned() > 0) {
    html += "<i class=\"a\" style=\"width:" + share(draft.assigned(), counted) + "%\"></i>";
  }
  if (draft.not_assigned > 0) html += "<i class=\"n\" style=\"flex:1\"></i>";
  return html + (rule == Rule::tap ? "<b style=\"left:70%\"><span>70 %</span></b></div>"
                                   : "<b style=\"left:50%\"><span>50 %</span></b></div>");
}

std::string verdict(const DraftTally& draft, Rule rule) {
  const bool may = draft.support != Support::may_not_proceed &&
                   (rule == Rule::tap || draft.support == Support::may_proceed);
  return std::string("<p class=\"verdict ") + (may ? "yes\">✓ " : "no\">✗ ") +
         escape_html(support_text(draft, rule)) + ": " +
         escape_html(verdict_text(draft.support, rule)) + "</p>";
}

std::string numbers(const DraftTally& draft, Rule rule) {
  const bool tap = rule == Rule::tap;
  const std::array<std::pair<const char*, int>, 10> rows = {{
      {"Counted", draft.counted()},
      {tap ? "Assigned" : "Approved", draft.assigned()},
      {"– without comments", draft.assigned_without_comments},
      {"– with comments", draft.assigned_with_comments},
      {"– not specified", draft.assigned_unspecified},
      {tap ? "Not assigned" : "Not approved", draft.not_assigned},
      {"Missing", draft.missing},
      {"Late", draft.late},
      {"In review", draft.in_review},
      {"Replaced", draft.replaced},
  }};
  std::string html = "<dl class=\"numbers\">";
  for (const auto& [name, number] : rows) {
    html += std::string("<div><dt>") + name + "</dt><dd>" + std::to_string(number) + "</dd></div>";
  }
  return html + "</dl>";
}

}  // namespace

std::string draft_card(const ReportedConsultation& shown, const DraftTally& draft) {
  const Rule rule = shown.consultation.rule;
  const bool tap = rule == Rule::tap;
  const std::string provisional =
      draft.draft.provisional.empty()
          ? ""
          : " <span class=\"soft\">(ex " + escape_html(draft.draft.provisional) + ")</span>";
  const auto points = course(shown.replies.decisions, draft.draft.designation);
  return "<article class=\"card\"><h3>" + escape_html(draft.draft.designation) + provisional +
         "</h3><p class=\"title\">" + escape_html(draft.draft.title) + "</p>" +
         verdict(draft, rule) + bar(draft, rule) + "<ul class=\"key\"><li class=\"a\">" +
         (tap ? "assigned" : "approved") + "</li><li class=\"n\">" +
         (tap ? "not assigned" : "not approved") + "</li><li class=\"m\">needed</li></ul>" +
         numbers(draft, rule) + "<h4>Counted replies over time</h4>" +
         course_svg(points, shown.consultation, shown.tally.at) + "</article>\n";
}

}  // namespace tallyd
