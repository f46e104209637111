// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/format.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace tallyd {
namespace {

std::string_view to_word(Rule rule) { return rule == Rule::tap ? "tap" : "question"; }

/// The numbers of a draft under their names, in the order of every format.
std::array<std::pair<const char*, int>, 10> numbers(const DraftTally& draft) {
  return {{{"counted", draft.counted()},
           {"assigned", draft.assigned()},
           {"assigned_without_comments", draft.assigned_without_comments},
           {"assigned_with_comments", draft.assigned_with_comments},
           {"assigned_unspecified", draft.assigned_unspecified},
           {"not_assigned", draft.not_assigned},
           {"missing", draft.missing},
           {"late", draft.late},
           {"in_review", draft.in_review},
           {"replaced", draft.replaced}}};
}

}  // namespace

std::string verdict_text(Support support, Rule rule) {
  if (rule == Rule::question) {
    return support == Support::may_proceed ? "approved (7.2.3)" : "not approved (7.2.3)";
  }
  switch (support) {
    case Support::no_replies:
      return "may proceed (9.4.5: no replies)";
    case Support::may_proceed:
      return "may proceed (9.4.5)";
    case Support::may_not_proceed:
      return "may not proceed (9.4.6)";
  }
  std::abort();
}

std::string support_text(const DraftTally& draft, Rule rule) {
  if (draft.counted() == 0) return "no replies";
  const int tenths = 1000 * draft.assigned() / draft.counted();
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%d of %d (%d.%d %%)", draft.assigned(), draft.counted(),
                tenths / 10, tenths % 10);
  return std::string(text.data()) +
         (rule == Rule::tap ? ", 70 % needed" : ", a majority of at least 10 needed");
}

std::string to_table(const Tally& tally) {
  std::array<char, 200> line{};
  std::string table = tally.circular + ", Study Group " + std::to_string(tally.study_group) +
                      ", deadline " + to_rfc3339(tally.deadline) +
                      (tally.closed ? " (past)\n\n" : "\n\n");
  std::snprintf(line.data(), line.size(), "%-14s %7s %8s %8s %8s %8s %8s %6s %6s\n", "draft",
                "counted", "assigned", "comments", "not ass.", "missing", "late", "review", "");
  table += line.data();
  for (const DraftTally& draft : tally.drafts) {
    std::snprintf(line.data(), line.size(), "%-14s %7d %8d %8d %8d %8d %8d %6d\n",
                  draft.draft.designation.c_str(), draft.counted(), draft.assigned(),
                  draft.assigned_with_comments, draft.not_assigned, draft.missing, draft.late,
                  draft.in_review);
    table += line.data();
    table += "    " + support_text(draft, tally.rule) + ": " +
             verdict_text(draft.support, tally.rule) + "\n    without comments " +
             std::to_string(draft.assigned_without_comments) + ", with comments " +
             std::to_string(draft.assigned_with_comments) + ", not specified " +
             std::to_string(draft.assigned_unspecified) + "; replaced " +
             std::to_string(draft.replaced) + "\n";
  }
  return table;
}

std::string to_json(const Tally& tally) {
  nlohmann::ordered_json json;
  json["circular"] = tally.circular;
  json["study_group"] = tally.study_group;
  json["rule"] = to_word(tally.rule);
  json["deadline"] = to_rfc3339(tally.deadline);
  json["at"] = to_rfc3339(tally.at);
  json["closed"] = tally.closed;
  json["drafts"] = nlohmann::ordered_json::array();
  for (const DraftTally& draft : tally.drafts) {
    nlohmann::ordered_json row;
    row["draft"] = draft.draft.designation;
    for (const auto& [name, number] : numbers(draft)) row[name] = number;
    row["support"] = to_word(draft.support);
    json["drafts"].push_back(std::move(row));
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell;
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) cell = "'";
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string to_csv(const Tally& tally) {
  std::string csv = "circular,draft,title";
  for (const auto& [name, number] : numbers({})) csv += std::string(",") + name;
  csv += ",support\r\n";
  for (const DraftTally& draft : tally.drafts) {
    csv += csv_cell(tally.circular) + "," + csv_cell(draft.draft.designation) + "," +
           csv_cell(draft.draft.title);
    for (const auto& [name, number] : numbers(draft)) csv += "," + std::to_string(number);
    csv += "," + std::string(to_word(draft.support)) + "\r\n";
  }
  return csv;
}

}  // namespace tallyd
