// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/explain_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "config/printable.h"

namespace tallyd {
namespace {

/// A name, and what is said of it; nothing where nothing is said.
void add(std::string& text, std::string_view indent, const std::string& name,
         const std::string& value) {
  constexpr std::size_t kColumn = 16;
  if (value.empty()) return;
  std::string padded = name;
  padded.resize(std::max(kColumn, name.size() + 1), ' ');
  text += std::string(indent) + padded + printable(value) + "\n";
}

std::string either(const std::string& text, const std::string& otherwise) {
  return text.empty() ? otherwise : text;
}

void add_option(std::string& text, const ExplainedOption& option) {
  add(text, "        ", option.sign, option.text);
  add(text, "        ", "", option.evidence.empty() ? "" : "because of " + option.evidence);
}

void add_row(std::string& text, const ExplainedRow& row) {
  text += "      Row for " + printable(either(row.draft, "no draft that is known")) +
          (row.where.empty() ? "" : ", in " + row.where) + "\n";
  for (const ExplainedOption& option : row.options) add_option(text, option);
  add(text, "        ", "seen", row.signs);
  add(text, "        ", "weighed",
      row.rule + " is " + row.authority + ", comments " + row.comments + " (line " +
          std::to_string(row.line) + " of the table in docs/reading.md)");
  for (const std::string& doubt : row.doubts) add(text, "        ", "doubt", doubt);
  add(text, "        ", "picture", row.picture);
}

std::string format_of(const ExplainedPart& part) {
  if (part.format.empty()) return {};
  return part.format + (part.known_by.empty() ? "" : ", by its " + part.known_by) +
         (part.declared.empty() ? "" : "; declared as " + part.declared);
}

void add_part(std::string& text, const ExplainedPart& part) {
  text += "  Part " + printable(part.path) +
          (part.name.empty() ? "" : " “" + printable(part.name) + "”") + ": " +
          printable(part.taken_as) + "\n";
  add(text, "      ", "Format", format_of(part));
  for (const std::string& doubt : part.doubts) add(text, "      ", "Doubt", doubt);
  add(text, "      ", "Circular", part.circular);
  add(text, "      ", "Administration", part.administration);
  for (const ExplainedRow& row : part.rows) add_row(text, row);
}

std::string kind_of(const Explanation& explanation) {
  const Reading& reading = explanation.reading;
  std::string text(to_word(reading.kind));
  if (!explanation.kind_by.empty()) text += ", by " + explanation.kind_by;
  if (reading.kind == Kind::reply) {
    text += is_certain(reading) ? ", certain: no person need look"
                                : ", not certain: a person must look";
  }
  return text;
}

void add_header(std::string& text, const Explanation& explanation) {
  const Reading& reading = explanation.reading;
  add(text, "", "Kind", kind_of(explanation));
  add(text, "", "Circular", reading.circular);
  add(text, "", "Administration", reading.administration);
  add(text, "", "Sender", explanation.sender_by);
  add(text, "", "Own words", explanation.words_by);
  add(text, "", "Not answered",
      reading.mail.unanswerable.empty() ? "" : "because " + reading.mail.unanswerable);
  for (const FailedRecipient& failed : reading.mail.failed) {
    add(text, "", "Not reached",
        failed.address + (failed.permanent ? ", for good" : ", for now") +
            (failed.status.empty() ? "" : " (" + failed.status + ")"));
  }
}

void add_decisions(std::string& text, const Reading& reading) {
  if (reading.decisions.empty()) return;
  text += "\nDecisions\n";
  for (const Decision& decision : reading.decisions) {
    add(text, "  ", printable(decision.draft),
        std::string(to_word(decision.authority)) + ", comments " +
            std::string(to_word(decision.comments)));
    add(text, "  ", "", decision.evidence);
  }
}

void add_doubts(std::string& text, const Reading& reading) {
  if (reading.doubts.empty()) return;
  text += "\nDoubts\n";
  for (const Doubt& doubt : reading.doubts) {
    text += "  - " + printable(doubt.text) + " (" + printable(doubt.code) + ")\n";
  }
}

}  // namespace

std::string explain_text(const std::string& message, const Explanation& explanation) {
  std::string text;
  add(text, "", "Message", message);
  add_header(text, explanation);
  if (!explanation.parts.empty()) text += "\nWhat was looked at\n";
  for (const ExplainedPart& part : explanation.parts) add_part(text, part);
  add_decisions(text, explanation.reading);
  add_doubts(text, explanation.reading);
  return text;
}

}  // namespace tallyd
