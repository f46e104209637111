// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <vector>

#include "config/printable.h"
#include "daemon/compose/html.h"
#include "daemon/tally/report_parts.h"

namespace tallyd {
namespace {

using Standing = std::map<std::pair<std::string, std::string>, const DecisionRecord*>;

std::string decision_cell(const DecisionRecord* decision, Rule rule) {
  if (decision == nullptr) return "<td class=\"none\">–</td>";
  const bool tap = rule == Rule::tap;
  if (decision->authority == Authority::not_assigned) {
    return std::string("<td class=\"no\">✗ does not ") + (tap ? "assign" : "approve") + "</td>";
  }
  const bool comments = decision->comments == Comments::attached;
  return std::string("<td>✓ ") + (tap ? "assigns" : "approves") +
         (comments ? ", with comments" : "") + "</td>";
}

/// What a person sorts and chooses by.
struct Row {
  std::string state;  ///< of data-state
  std::string words;
  std::string latest;  ///< when the last reply came; empty: none
};

Row state_of(const Administration& entry, const ReportedConsultation& shown, std::size_t decided) {
  Row row;
  bool review = false;
  bool late = false;
  for (const ReplyRecord& reply : shown.replies.replies) {
    if (reply.administration != entry.code) continue;
    row.latest = short_time(reply.received);
    review = review || reply.outcome == Outcome::review;
    late = late || reply.outcome == Outcome::late;
  }
  const std::size_t asked = shown.consultation.drafts.size();
  row.state = decided == asked ? "complete" : decided > 0 ? "partial" : "missing";
  row.words = decided == asked ? "complete"
              : decided > 0    ? std::to_string(decided) + " of " + std::to_string(asked)
                               : "no reply counted";
  if (review) {
    row.state = "review";
    row.words += ", in review";
  } else if (late && decided == 0) {
    row.state = "late";
    row.words += ", late";
  }
  return row;
}

const std::string& name_of(const Administration& entry) {
  const auto name = entry.names.find("en");
  return name == entry.names.end() ? entry.code : name->second;
}

std::string row_of(const Administration& entry, const ReportedConsultation& shown,
                   const Standing& standing) {
  std::string cells;
  std::size_t decided = 0;
  for (const Draft& draft : shown.consultation.drafts) {
    const auto found = standing.find({entry.code, draft.designation});
    const DecisionRecord* decision = found == standing.end() ? nullptr : found->second;
    decided += decision == nullptr ? 0 : 1;
    cells += decision_cell(decision, shown.consultation.rule);
  }
  const Row row = state_of(entry, shown, decided);
  return "<tr data-state=\"" + row.state + "\"><th scope=\"row\">" + escape_html(name_of(entry)) +
         "</th><td>" + escape_html(entry.code) + "</td>" + cells + "<td>" + row.words +
         "</td><td class=\"time\">" + (row.latest.empty() ? "–" : row.latest) + "</td></tr>\n";
}

std::vector<const Administration*> by_name(const Register& administrations) {
  std::vector<const Administration*> sorted;
  for (const Administration& entry : administrations) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto* a, const auto* b) { return name_of(*a) < name_of(*b); });
  return sorted;
}

std::string search_tools(const std::string& id) {
  return "<div class=\"tools\" data-table=\"" + id +
         "\" hidden><label>Search <input type=\"search\" autocomplete=\"off\"></label>"
         "<label>Show <select><option value=\"\">all</option><option value=\"complete\">complete"
         "</option><option value=\"partial\">partly decided</option><option value=\"missing\">"
         "no reply</option><option value=\"review\">in review</option><option value=\"late\">late"
         "</option></select></label><output></output></div>\n";
}

}  // namespace

std::string short_time(Instant instant) {
  const std::string text = to_rfc3339(instant);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

std::string english_name(const Register& administrations, const std::string& code) {
  for (const Administration& entry : administrations) {
    if (entry.code == code) return name_of(entry);
  }
  return code;
}

std::string administrations_section(const ReportedConsultation& shown,
                                    const Register& administrations, const std::string& id) {
  Standing standing;
  for (const DecisionRecord& decision : shown.replies.standing) {
    standing[{decision.administration, decision.draft}] = &decision;
  }
  std::string html = "<section class=\"below\"><h3 id=\"" + id + "-head\">Administrations</h3>" +
                     search_tools(id) +
                     "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"" +
                     id + "-head\"><table class=\"sortable\" id=\"" + id +
                     "\"><caption>What counts of each administration</caption><thead><tr>"
                     "<th scope=\"col\">Administration</th><th scope=\"col\">Code</th>";
  for (const Draft& draft : shown.consultation.drafts) {
    html += "<th scope=\"col\">" + escape_html(draft.designation) + "</th>";
  }
  html += "<th scope=\"col\">State</th><th scope=\"col\">Last reply</th></tr></thead><tbody>\n";
  for (const Administration* entry : by_name(administrations)) {
    html += row_of(*entry, shown, standing);
  }
  return html + "</tbody></table></div></section>\n";
}

std::string reviews_section(const std::vector<ReportedReview>& reviews,
                            const Register& administrations) {
  std::string html =
      "<section class=\"below\" id=\"review\"><h2 id=\"review-head\">Waiting for a person</h2>";
  if (reviews.empty())
    return html + "<p class=\"soft\">Nothing waits for a person.</p></section>\n";
  html +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"review-head\">"
      "<table class=\"sortable\"><caption><code>tallyctl review show ID</code> shows one of them"
      "</caption><thead><tr><th scope=\"col\">ID</th><th scope=\"col\">Received</th><th scope="
      "\"col\">Circular</th><th scope=\"col\">Administration</th><th scope=\"col\">Sender</th><th "
      "scope=\"col\">Why</th></tr></thead><tbody>\n";
  const auto cell = [](const std::string& text, const char* style) {
    return std::string("<td") + style + ">" + (text.empty() ? "–" : escape_html(printable(text))) +
           "</td>";
  };
  for (const ReportedReview& review : reviews) {
    std::string why = review.reason;
    for (const Doubt& doubt : review.item.doubts) {
      why +=
          (why.empty() ? "" : "; ") + (doubt.draft.empty() ? "" : doubt.draft + ": ") + doubt.text;
    }
    html += "<tr><th scope=\"row\">" + std::to_string(review.item.id) + "</th>" +
            cell(short_time(review.received), " class=\"time\"") + cell(review.item.circular, "") +
            cell(english_name(administrations, review.item.administration), "") +
            cell(review.sender, " class=\"long\"") + cell(why, " class=\"long\"") + "</tr>\n";
  }
  return html + "</tbody></table></div></section>\n";
}

}  // namespace tallyd
