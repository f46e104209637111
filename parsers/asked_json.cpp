// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/asked_json.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

namespace tallyd {

using nlohmann::json;

// The structures are taken apart by position, so that a member added to one of them stops the build
// here instead of being forgotten. nlohmann-json finds the functions by argument-dependent look-up.

static void to_json(json& out, const Draft& draft) {
  const auto& [designation, provisional, title, document] = draft;
  out = {designation, provisional, title, document};
}
static void from_json(const json& in, Draft& draft) {
  auto& [designation, provisional, title, document] = draft;
  in.at(0).get_to(designation);
  in.at(1).get_to(provisional);
  in.at(2).get_to(title);
  in.at(3).get_to(document);
}

static void to_json(json& out, const Consultation& consultation) {
  const auto& [circular, study_group, rule, opened, deadline, meeting, reminders, languages,
               blank_form, drafts] = consultation;
  json offsets = json::array();
  for (const auto& reminder : reminders) offsets.push_back(reminder.count());
  out = {circular,
         study_group,
         static_cast<int>(rule),
         opened.time_since_epoch().count(),
         deadline.time_since_epoch().count(),
         meeting.time_since_epoch().count(),
         offsets,
         languages,
         blank_form,
         drafts};
}
static void from_json(const json& in, Consultation& consultation) {
  auto& [circular, study_group, rule, opened, deadline, meeting, reminders, languages, blank_form,
         drafts] = consultation;
  in.at(0).get_to(circular);
  in.at(1).get_to(study_group);
  rule = static_cast<Rule>(in.at(2).get<int>());
  opened = std::chrono::sys_days{std::chrono::days{in.at(3).get<int>()}};
  deadline = Instant{std::chrono::seconds{in.at(4).get<std::int64_t>()}};
  meeting = std::chrono::sys_days{std::chrono::days{in.at(5).get<int>()}};
  reminders.clear();
  for (const std::int64_t offset : in.at(6)) reminders.emplace_back(offset);
  in.at(7).get_to(languages);
  in.at(8).get_to(blank_form);
  in.at(9).get_to(drafts);
}

static void to_json(json& out, const Administration& administration) {
  const auto& [code, language, addresses, domains, names, aliases] = administration;
  out = {code, language, addresses, domains, names, aliases};
}
static void from_json(const json& in, Administration& administration) {
  auto& [code, language, addresses, domains, names, aliases] = administration;
  in.at(0).get_to(code);
  in.at(1).get_to(language);
  in.at(2).get_to(addresses);
  in.at(3).get_to(domains);
  in.at(4).get_to(names);
  in.at(5).get_to(aliases);
}

static void to_json(json& out, const SentenceWords& words) {
  out = json::array();
  for (const SentenceList& list : kSentenceLists) out.push_back(words.*list.words);
}
static void from_json(const json& in, SentenceWords& words) {
  std::size_t i = 0;
  for (const SentenceList& list : kSentenceLists) in.at(i++).get_to(words.*list.words);
}

static void to_json(json& out, const Phrases& phrases) {
  const auto& [language, assigns, assigns_tail, does_not_assign, does_not_assign_tail, approves,
               does_not_approve, no_comments, comments_attached, draft_heading, circular,
               administration_of, yes, no, sentence] = phrases;
  out = {language,
         assigns,
         assigns_tail,
         does_not_assign,
         does_not_assign_tail,
         approves,
         does_not_approve,
         no_comments,
         comments_attached,
         draft_heading,
         circular,
         administration_of,
         yes,
         no,
         sentence};
}
static void from_json(const json& in, Phrases& phrases) {
  auto& [language, assigns, assigns_tail, does_not_assign, does_not_assign_tail, approves,
         does_not_approve, no_comments, comments_attached, draft_heading, circular,
         administration_of, yes, no, sentence] = phrases;
  in.at(0).get_to(language);
  std::size_t i = 1;
  for (auto* list : {&assigns, &assigns_tail, &does_not_assign, &does_not_assign_tail, &approves,
                     &does_not_approve, &no_comments, &comments_attached, &draft_heading, &circular,
                     &administration_of, &yes, &no}) {
    in.at(i++).get_to(*list);
  }
  in.at(i).get_to(sentence);
}

std::string to_json(const Asked& asked) {
  const auto& [consultations, administrations, phrases] = asked;
  return json{consultations, administrations, phrases}.dump(-1, ' ', false,
                                                            json::error_handler_t::replace);
}

Result<Asked> asked_from_json(std::string_view text) {
  try {
    const json in = json::parse(text);
    auto asked = Asked{};
    auto& [consultations, administrations, phrases] = asked;
    in.at(0).get_to(consultations);
    in.at(1).get_to(administrations);
    in.at(2).get_to(phrases);
    return asked;
  } catch (const json::exception& e) {
    return permanent(std::string("not an Asked: ") + e.what());
  }
}

}  // namespace tallyd
