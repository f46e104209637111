// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/tally_document.h"

#include "daemon/document/docx.h"
#include "daemon/tally/format.h"

namespace tallyd {

std::string tally_table(const Tally& tally) {
  std::vector<std::vector<std::string>> rows = {{"Draft",
                                                 "Assigned: no comments / comments / not specified",
                                                 "Not assigned", "Support", "What follows"}};
  if (tally.rule == Rule::question) {
    rows[0][1] = "Approved: no comments / comments / not specified";
    rows[0][2] = "Not approved";
  }
  for (const DraftTally& draft : tally.drafts) {
    rows.push_back({draft.draft.designation + " " + draft.draft.title,
                    std::to_string(draft.assigned()) + ": " +
                        std::to_string(draft.assigned_without_comments) + " / " +
                        std::to_string(draft.assigned_with_comments) + " / " +
                        std::to_string(draft.assigned_unspecified),
                    std::to_string(draft.not_assigned), support_text(draft, tally.rule),
                    verdict_text(draft.support, tally.rule)});
  }
  return ooxml::text_table(rows, {3100, 2000, 1200, 1800, 1600});
}

Result<std::string> tally_document(const Consultation& consultation, const Tally& tally) {
  Docx document("en");
  document.add(
      ooxml::paragraph(ooxml::run(consultation.circular + ": tally of the replies"), "Title"));
  document.add(ooxml::paragraph(ooxml::run("Study Group " + std::to_string(tally.study_group) +
                                           ". Deadline " + to_rfc3339(tally.deadline) +
                                           (tally.closed ? " (past)" : "") + ". As of " +
                                           to_rfc3339(tally.at) + ".")));
  document.add(tally_table(tally));
  return document.bytes(consultation.circular + ": tally");
}

}  // namespace tallyd
