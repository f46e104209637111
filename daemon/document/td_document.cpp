// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/td_document.h"

#include <algorithm>

#include "daemon/compose/names.h"
#include "daemon/document/docx.h"
#include "daemon/document/tally_document.h"
#include "daemon/tally/format.h"
#include "daemon/tally/rows.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

constexpr std::size_t kLongestText = 20000;  // bytes of one file; the rest is in the original

bool has_contribution(const ReplyRecord& reply) {
  return (reply.outcome == Outcome::recorded || reply.outcome == Outcome::duplicate) &&
         std::any_of(reply.decisions.begin(), reply.decisions.end(), [](const Decision& decision) {
           return decision.comments == Comments::attached ||
                  decision.authority == Authority::not_assigned;
         });
}

/// The same file again, in a second form of the administration.
bool is_known(const std::vector<Contribution>& all, const std::string& administration,
              const Attachment& file) {
  return !file.text.empty() && std::any_of(all.begin(), all.end(), [&](const Contribution& one) {
    return one.administration == administration && one.text == file.text;
  });
}

std::string name_in(const Register& administrations, const std::string& code) {
  const Administration* entry = find_administration(administrations, code);
  return entry == nullptr ? code : name_of(*entry, "en");
}

std::string why_no_text(const Contribution& one) {
  return one.file_name.empty() ? "(No file with comments or reasons came with the reply.)"
                               : "(No text could be extracted: see the original.)";
}

/// Cut between characters.
std::string shortened(const std::string& text) {
  if (text.size() <= kLongestText) return text;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "\n[…] The rest is in the original.";
}

/// As the heading of a study group's temporary document, with brackets where TSB fills in.
std::string td_heading(const Consultation& consultation, const Tally& tally,
                       const std::string& title) {
  const std::string meeting = to_rfc3339(Instant(consultation.meeting)).substr(0, 10);
  std::vector<std::vector<ooxml::TableCell>> rows;
  const auto add = [&](const std::string& name, const std::string& text) {
    rows.push_back({{ooxml::paragraph(ooxml::run(name, ooxml::Weight::bold))},
                    {ooxml::paragraph(ooxml::run(text))}});
  };
  add("Study Group", std::to_string(tally.study_group) + ", meeting of " + meeting + ", [place]");
  add("Document", "TD [number], original: English");
  add("Question(s)", "[all]");
  add("Source", "Director, Telecommunication Standardization Bureau");
  add("Title", title);
  add("Basis", std::string("WTSA Resolution 1, clause ") +
                   (tally.rule == Rule::tap ? "9.4.7" : "7.2.3") + "; deadline for replies " +
                   to_rfc3339(tally.deadline) + "; as of " + to_rfc3339(tally.at));
  return ooxml::table(rows, {{1800, 7900}, ooxml::Head::none, ooxml::Border::lines});
}

/// By administration, as a reader looks for them; each one's in the order of their coming.
std::vector<Contribution> by_name(std::vector<Contribution> all, const Register& administrations) {
  std::stable_sort(all.begin(), all.end(), [&](const Contribution& a, const Contribution& b) {
    return name_in(administrations, a.administration) < name_in(administrations, b.administration);
  });
  return all;
}

std::string decisions_of(const std::string& code, const Consultation& consultation,
                         const Replies& replies) {
  std::string all;
  for (const DecisionRecord& decision : replies.standing) {
    if (decision.administration != code) continue;
    all += (all.empty() ? "" : "; ") + decision.draft + ": " +
           decision_text(decision, consultation.rule);
  }
  return all;
}

}  // namespace

std::string bundle_name(const ReplyRecord& reply) {
  return (reply.administration.empty() ? "unknown" : reply.administration) + "-" +
         to_rfc3339(reply.received).substr(0, 10) + "-" + std::to_string(reply.id) + ".eml";
}

std::vector<Contribution> contributions(const Replies& replies) {
  std::vector<Contribution> all;
  for (const ReplyRecord& reply : replies.replies) {
    if (!has_contribution(reply)) continue;
    const auto reading = reading_from_json(reply.reading);
    const auto files = reading ? reading->attachments : std::vector<Attachment>{};
    for (const Attachment& file : files) {
      if (is_known(all, reply.administration, file)) continue;
      all.push_back(
          {reply.administration, reply.received, file.file_name, file.text, bundle_name(reply)});
    }
    // Who says the same again without a file has given it before.
    if (files.empty() && reply.outcome == Outcome::recorded) {
      all.push_back({reply.administration, reply.received, "", "", bundle_name(reply)});
    }
  }
  return all;
}

Result<std::string> td_document(const Consultation& consultation, const Tally& tally,
                                const Register& administrations, const Replies& replies) {
  using ooxml::paragraph;
  using ooxml::run;
  Docx document("en");
  const std::string title = "Replies of Member States to " + consultation.circular;
  document.add(paragraph(run(title), "Title"));
  document.add(td_heading(consultation, tally, title));
  document.add(paragraph(run("1 Summary"), "Heading1"));
  document.add(tally_table(tally));
  document.add(paragraph(run("2 Comments and reasons"), "Heading1"));
  const auto all = by_name(contributions(replies), administrations);
  if (all.empty()) document.add(paragraph(run("None were received.")));
  std::string last;
  for (const Contribution& one : all) {
    if (one.administration != last) {
      document.add(paragraph(run(name_in(administrations, one.administration)), "Heading2"));
      document.add(ooxml::with_next(
          paragraph(run(decisions_of(one.administration, consultation, replies)))));
    }
    last = one.administration;
    const std::string what = one.file_name.empty() ? "Reply" : one.file_name;
    document.add(ooxml::with_next(paragraph(run(
        what + ", received " + to_rfc3339(one.received).substr(0, 10) + " (" + one.original + ")",
        ooxml::Weight::bold))));
    document.add(one.text.empty() ? paragraph(run(why_no_text(one)))
                                  : ooxml::paragraphs(shortened(one.text)));
  }
  return document.bytes(title);
}

std::string announcement(const Consultation& consultation, const Tally& tally) {
  const bool tap = tally.rule == Rule::tap;
  std::string text =
      "Subject: Result of the Member State consultation of " + consultation.circular +
      "\n\nDear Sir/Madam,\n\n1  Further to " + consultation.circular +
      ", the replies received from Member States by the deadline (" + to_rfc3339(tally.deadline) +
      ") give the following result in accordance with clause " + (tap ? "9.4" : "7.2.3") +
      " of WTSA Resolution 1:\n\n";
  for (const DraftTally& draft : tally.drafts) {
    text += "-  " + draft_name(draft.draft.designation, &consultation) + ": " +
            support_text(draft, tally.rule) + "; " + verdict_text(draft.support, tally.rule) +
            ".\n";
  }
  text += tap ? "\n2  The texts that may proceed will be considered for approval at the meeting of "
                "Study Group " +
                    std::to_string(tally.study_group) + " that opens on " +
                    to_rfc3339(Instant(consultation.meeting)).substr(0, 10) +
                    ". Comments received with the replies are submitted to it as a TD.\n"
              : "\n2  [New or revised Questions that are approved and their allocation.]\n";
  return text +
         "\nYours faithfully,\n\n[Name]\nDirector of the Telecommunication Standardization "
         "Bureau\n";
}

}  // namespace tallyd
