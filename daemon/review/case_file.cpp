// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/case_file.h"

#include <algorithm>
#include <cstdlib>

#include "config/printable.h"
#include "daemon/compose/names.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

std::string in_words(Authority authority) {
  switch (authority) {
    case Authority::assigned:
      return "assigns authority";
    case Authority::not_assigned:
      return "does not assign authority";
    case Authority::none:
      return "nothing marked";
    case Authority::conflict:
      return "contradictory marks";
  }
  std::abort();
}

std::string in_words(Comments comments) {
  switch (comments) {
    case Comments::none:
      return "no comments";
    case Comments::attached:
      return "comments attached";
    case Comments::unspecified:
      return "comments not specified";
    case Comments::conflict:
      return "contradictory marks on comments";
  }
  std::abort();
}

std::string in_words(Authority authority, Comments comments) {
  const bool plain = authority == Authority::none || authority == Authority::not_assigned;
  return plain && comments != Comments::conflict ? in_words(authority)
                                                 : in_words(authority) + "; " + in_words(comments);
}

std::string state_of(const ReviewItem& item) {
  if (item.state == ReviewState::open) {
    return item.assignee.empty() ? "open" : "open, with " + item.assignee;
  }
  return std::string(to_word(item.state)) + " by " + item.who + " on " + to_rfc3339(item.closed) +
         ": " + item.why;
}

std::string received_of(const ReplyRecord& reply, const Consultation* consultation) {
  std::string time = to_rfc3339(reply.received);
  if (consultation == nullptr) return time;
  return time +
         (in_time(*consultation, reply.received) ? ", before the deadline ("
                                                 : ", AFTER the deadline (") +
         to_rfc3339(consultation->deadline) + ")";
}

void add_facts(CaseFile& the_case, const Asked& asked, const Consultation* consultation) {
  const ReviewItem& item = the_case.item;
  const ReplyRecord& reply = the_case.reply;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) the_case.facts.emplace_back(name, value);
  };
  const Administration* administration =
      find_administration(asked.administrations, item.administration);
  add("State", state_of(item));
  add("From", reply.sender);
  add("Received", received_of(reply, consultation));
  add("Circular", item.circular.empty() ? "not known" : item.circular);
  add("Administration", item.administration.empty() ? "not known"
                        : administration == nullptr
                            ? item.administration + ", not in the register"
                            : item.administration + ", " + name_of(*administration, "en"));
  add("Receiving server", reply.authentication);
  add("Form", reply.format + (reply.language.empty() ? "" : ", " + reply.language));
  add("Message-ID", reply.message_id);
  add("Reply", std::to_string(reply.id));
  add("Archived as", to_hex(reply.digest));
}

void add_reasons(CaseFile& the_case) {
  for (const Doubt& doubt : the_case.item.doubts) {
    the_case.reasons.push_back((doubt.draft.empty() ? "" : doubt.draft + ": ") + doubt.text);
  }
  if (the_case.reasons.empty()) the_case.reasons.push_back(the_case.reply.reason);
}

void add_drafts(CaseFile& the_case, const Consultation* consultation,
                const std::vector<DecisionRecord>& standing) {
  for (const Decision& decision : the_case.reply.decisions) {
    CaseFile::DraftLine line;
    line.draft = draft_name(decision.draft, consultation);
    line.read = in_words(decision.authority, decision.comments);
    line.evidence = decision.evidence;
    for (const DecisionRecord& record : standing) {
      if (record.draft != decision.draft) continue;
      line.stands =
          in_words(record.authority, record.comments) + ", received " + to_rfc3339(record.received);
    }
    the_case.drafts.push_back(std::move(line));
  }
}

void add_attachments(CaseFile& the_case) {
  constexpr std::size_t kBeginning = 300;
  const auto reading = reading_from_json(the_case.reply.reading);
  if (!reading) return;
  for (const Attachment& attachment : reading->attachments) {
    const std::string begins = attachment.text.substr(0, kBeginning);
    the_case.attachments.push_back(
        (attachment.file_name.empty() ? "a file without a name" : attachment.file_name) +
        (begins.empty() ? ", of which no text could be read" : ": " + begins));
  }
}

void append(std::string& text, const std::string& title, const std::string& value) {
  constexpr std::size_t kColumn = 18;
  std::string padded = title;
  padded.resize(std::max(kColumn, title.size() + 1), ' ');
  text += padded + printable(value) + "\n";
}

}  // namespace

Result<CaseFile> case_file_of(Database& database, const Asked& asked, const ReviewItem& item,
                              const ReplyRecord& reply) {
  CaseFile the_case;
  the_case.item = item;
  the_case.reply = reply;
  const Consultation* consultation = find_consultation(asked, item.circular);
  std::vector<DecisionRecord> standing;
  if (!item.administration.empty()) {
    TALLYD_TRY_ASSIGN(standing, standing_decisions(database, item.circular, item.administration));
  }
  add_facts(the_case, asked, consultation);
  add_reasons(the_case);
  add_drafts(the_case, consultation, standing);
  add_attachments(the_case);
  return the_case;
}

std::string to_text(const CaseFile& the_case) {
  const std::string number = std::to_string(the_case.item.id);
  std::string text = "Review item " + number + "\n\n";
  for (const auto& [name, value] : the_case.facts) append(text, name, value);
  text += "\nWhy a person must look\n";
  for (const std::string& reason : the_case.reasons) text += "  - " + printable(reason) + "\n";
  text += the_case.drafts.empty() ? "\nNo decision on any draft was read.\n" : "\nWhat was read\n";
  for (const CaseFile::DraftLine& line : the_case.drafts) {
    text += "  " + printable(line.draft) + "\n    " + line.read + "\n";
    if (!line.evidence.empty()) text += "    seen: " + printable(line.evidence) + "\n";
    if (!line.stands.empty()) text += "    counts now: " + printable(line.stands) + "\n";
  }
  if (!the_case.attachments.empty()) text += "\nFiles beside the form\n";
  for (const std::string& file : the_case.attachments) text += "  - " + printable(file) + "\n";
  if (the_case.item.state != ReviewState::open) return text;
  return text + "\nTo decide\n  tallyctl review resolve " + number +
         " --decision DRAFT=assigned,comments=none --by NAME --reason TEXT\n"
         "  tallyctl review reject " +
         number + " --by NAME --reason TEXT\n";
}

}  // namespace tallyd
