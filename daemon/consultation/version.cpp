// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "daemon/consultation/change.h"

namespace tallyd {
namespace {

using nlohmann::json;

std::string date(std::chrono::sys_days day) { return to_rfc3339(day).substr(0, 10); }

std::string word_of(Rule rule) { return rule == Rule::tap ? "tap" : "question"; }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string reminders_of(const Consultation& consultation) {
  std::vector<std::string> words;
  for (const auto& offset : consultation.reminders) {
    words.push_back(std::to_string(offset.count() / 3600) + "h");
  }
  return joined(words);
}

std::chrono::sys_days parse_date(const std::string& text) {
  const auto instant = parse_rfc3339(text + "T00:00:00Z");
  return std::chrono::floor<std::chrono::days>(instant.value_or(Instant{}));
}

Consultation parse(const json& in) {
  Consultation consultation;
  in.at("circular").get_to(consultation.circular);
  in.at("study_group").get_to(consultation.study_group);
  consultation.rule = in.at("rule") == "question" ? Rule::question : Rule::tap;
  consultation.opened = parse_date(in.at("opened"));
  consultation.meeting = parse_date(in.at("meeting"));
  consultation.deadline = parse_rfc3339(in.at("deadline").get<std::string>()).value_or(Instant{});
  in.at("languages").get_to(consultation.languages);
  for (const std::int64_t offset : in.at("reminders")) consultation.reminders.emplace_back(offset);
  for (const json& draft : in.at("drafts")) {
    consultation.drafts.push_back({draft.at("designation"), draft.at("provisional"),
                                   draft.at("title"), draft.at("document")});
  }
  return consultation;
}

class Comparison {
 public:
  void compare(const std::string& what, const std::string& recorded, const std::string& now) {
    if (recorded != now) differences_.push_back({what, recorded, now});
  }
  void compare(const Draft& recorded, const Draft& now) {
    compare("title of " + now.designation, recorded.title, now.title);
    compare("provisional name of " + now.designation, recorded.provisional, now.provisional);
    compare("document of " + now.designation, recorded.document, now.document);
  }
  std::vector<ConsultationDifference> take() { return std::move(differences_); }

 private:
  std::vector<ConsultationDifference> differences_;
};

std::string name_of(const Draft& draft) {
  return draft.designation + (draft.title.empty() ? "" : ": " + draft.title);
}

}  // namespace

std::string to_ledger(const Consultation& consultation) {
  json drafts = json::array();
  for (const Draft& draft : consultation.drafts) {
    drafts.push_back({{"designation", draft.designation},
                      {"provisional", draft.provisional},
                      {"title", draft.title},
                      {"document", draft.document}});
  }
  json reminders = json::array();
  for (const auto& offset : consultation.reminders) reminders.push_back(offset.count());
  return json({{"circular", consultation.circular},
               {"study_group", consultation.study_group},
               {"rule", word_of(consultation.rule)},
               {"opened", date(consultation.opened)},
               {"deadline", to_rfc3339(consultation.deadline)},
               {"meeting", date(consultation.meeting)},
               {"languages", consultation.languages},
               {"reminders", reminders},
               {"drafts", drafts}})
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Consultation> consultation_from_ledger(const std::string& change) {
  try {
    return parse(json::parse(change).at("consultation"));
  } catch (const json::exception&) {
    return std::nullopt;  // written by another program, or by hand: no version of ours
  }
}

std::vector<ConsultationDifference> differences_of(const Consultation& recorded,
                                                   const Consultation& now) {
  Comparison all;
  all.compare("study group", std::to_string(recorded.study_group), std::to_string(now.study_group));
  all.compare("rule", word_of(recorded.rule), word_of(now.rule));
  all.compare("opened", date(recorded.opened), date(now.opened));
  all.compare("deadline", to_rfc3339(recorded.deadline), to_rfc3339(now.deadline));
  all.compare("meeting", date(recorded.meeting), date(now.meeting));
  all.compare("languages", joined(recorded.languages), joined(now.languages));
  all.compare("reminders", reminders_of(recorded), reminders_of(now));
  for (const Draft& draft : recorded.drafts) {
    const Draft* still = now.find(draft.designation);
    if (still == nullptr) all.compare("draft " + draft.designation, name_of(draft), "");
    if (still != nullptr) all.compare(draft, *still);
  }
  for (const Draft& draft : now.drafts) {
    if (recorded.find(draft.designation) == nullptr) {
      all.compare("draft " + draft.designation, "", name_of(draft));
    }
  }
  return all.take();
}

}  // namespace tallyd
