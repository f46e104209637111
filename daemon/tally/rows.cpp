// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/rows.h"

#include <map>

#include "daemon/tally/format.h"

namespace tallyd {

std::string decision_text(const DecisionRecord& decision, Rule rule) {
  const std::string verb = rule == Rule::tap ? "assign" : "approve";
  if (decision.authority == Authority::not_assigned) return "does not " + verb;
  return verb + "s" + (decision.comments == Comments::attached ? ", with comments" : "");
}

Rows administration_rows(const Consultation& consultation, const Register& administrations,
                         const Replies& replies) {
  std::map<std::pair<std::string, std::string>, std::string> decided;
  for (const DecisionRecord& decision : replies.standing) {
    decided[{decision.administration, decision.draft}] = decision_text(decision, consultation.rule);
  }
  std::map<std::string, std::string> latest;
  for (const ReplyRecord& reply : replies.replies) {
    latest[reply.administration] = to_rfc3339(reply.received);
  }
  Rows rows = {{"code", "administration"}};
  for (const Draft& draft : consultation.drafts) rows[0].push_back(draft.designation);
  rows[0].emplace_back("last reply");
  for (const Administration& entry : administrations) {
    const auto name = entry.names.find("en");
    std::vector<std::string> row = {entry.code, name == entry.names.end() ? "" : name->second};
    for (const Draft& draft : consultation.drafts) {
      row.push_back(decided[{entry.code, draft.designation}]);
    }
    row.push_back(latest[entry.code]);
    rows.push_back(std::move(row));
  }
  return rows;
}

Rows uncounted_rows(const Replies& replies) {
  Rows rows = {{"received", "administration", "sender", "outcome", "reason"}};
  for (const ReplyRecord& reply : replies.replies) {
    const bool counted = reply.outcome == Outcome::recorded || reply.outcome == Outcome::duplicate;
    if (counted) continue;
    rows.push_back({to_rfc3339(reply.received), reply.administration, reply.sender,
                    std::string(to_word(reply.outcome)), reply.reason});
  }
  return rows;
}

std::string to_csv(const Rows& rows) {
  std::string csv;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) csv += (i == 0 ? "" : ",") + csv_cell(row[i]);
    csv += "\r\n";
  }
  return csv;
}

}  // namespace tallyd
