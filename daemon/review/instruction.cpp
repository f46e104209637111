// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/instruction.h"

#include <algorithm>
#include <map>

#include "config/folded.h"
#include "config/mail_address.h"
#include "daemon/compose/names.h"
#include "daemon/judgement/case.h"

namespace tallyd {
namespace {

using Told = std::map<std::string, Decision>;  ///< by designation

std::string number_of(const std::string& circular) {
  return circular.substr(std::min(circular.find_last_not_of("0123456789") + 1, circular.size()));
}

const Consultation* consultation_of(const std::string& name, const Asked& asked) {
  const auto& all = asked.consultations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Consultation& consultation) {
    return folded(consultation.circular) == folded(name) ||
           number_of(consultation.circular) == name;
  });
  return found == all.end() ? nullptr : &*found;
}

const Draft* draft_named(const Consultation& consultation, const std::string& name) {
  const std::string wanted = lower_case(name);
  for (const Draft& draft : consultation.drafts) {
    const bool provisional = !draft.provisional.empty() && lower_case(draft.provisional) == wanted;
    if (lower_case(draft.designation) == wanted || provisional) return &draft;
  }
  return nullptr;
}

std::string names_of(const Consultation& consultation) {
  std::string names;
  for (const Draft& draft : consultation.drafts) {
    names += (names.empty() ? "" : ", ") + draft.designation;
  }
  return names;
}

const Decision* find_decision(const std::vector<Decision>& decisions, const std::string& draft) {
  const auto found =
      std::find_if(decisions.begin(), decisions.end(),
                   [&](const Decision& decision) { return decision.draft == draft; });
  return found == decisions.end() ? nullptr : &*found;
}

/// Comments that were not told are those of the reading, if the person agrees with the rest of it.
Comments comments_of(const Decision& told, const std::vector<Decision>& read) {
  if (told.comments != Comments::conflict) return told.comments;
  const Decision* found = find_decision(read, told.draft);
  const bool agrees = found != nullptr && found->authority == told.authority &&
                      found->comments != Comments::conflict;
  return agrees ? found->comments : Comments::unspecified;
}

void tell(const Decision& decision, const std::string& draft, Told& told, Plan& plan) {
  Decision named = decision;
  named.draft = draft;
  if (!decides(named)) {
    plan.mistakes.push_back("for " + draft + " it is not said whether authority is assigned");
    return;
  }
  const auto [at, is_new] = told.emplace(draft, named);
  if (!is_new && !(at->second == named)) {
    plan.mistakes.push_back("for " + draft + " two different decisions are given");
  }
}

Told told_drafts(const Instruction& instruction, Plan& plan) {
  Told told;
  Told all;
  for (const Decision& decision : instruction.decisions) {
    if (lower_case(decision.draft) == "all") {
      tell(decision, "ALL", all, plan);
      continue;
    }
    const Draft* draft = draft_named(*plan.consultation, decision.draft);
    if (draft != nullptr) {
      tell(decision, draft->designation, told, plan);
      continue;
    }
    plan.mistakes.push_back("there is no draft \"" + decision.draft + "\" in " +
                            plan.consultation->circular + "; there are " +
                            names_of(*plan.consultation));
  }
  if (all.empty()) return told;
  for (const Draft& draft : plan.consultation->drafts) {
    Decision decision = all.begin()->second;
    decision.draft = draft.designation;
    told.emplace(draft.designation, decision);
  }
  return told;
}

void plan_decisions(const Instruction& instruction, const ReplyRecord& reply, Plan& plan) {
  const Told told = told_drafts(instruction, plan);
  for (const Draft& draft : plan.consultation->drafts) {
    const auto found = told.find(draft.designation);
    if (found != told.end()) {
      Decision decision = found->second;
      decision.comments = comments_of(decision, reply.decisions);
      plan.decisions.push_back(std::move(decision));
      continue;
    }
    const Decision* read = find_decision(reply.decisions, draft.designation);
    if (!instruction.as_read || read == nullptr || !decides(*read)) continue;
    plan.decisions.push_back(*read);
    if (read->comments != Comments::conflict) continue;
    plan.mistakes.push_back("for " + draft.designation +
                            " the marks on comments contradict one another: say which count");
  }
  if (!plan.decisions.empty() || !plan.mistakes.empty()) return;
  plan.mistakes.emplace_back(instruction.as_read ? "nothing that was read decides anything"
                                                 : "no decision is given");
}

void plan_administration(const Instruction& instruction, const ReviewItem& item,
                         const Register& administrations, Plan& plan) {
  const std::string& name =
      instruction.administration.empty() ? item.administration : instruction.administration;
  if (name.empty()) {
    plan.mistakes.emplace_back("it is not known which administration replies: name it");
    return;
  }
  const Administration* found = find_named(administrations, name);
  if (found == nullptr) {
    plan.mistakes.push_back("there is no administration \"" + name + "\" in the register");
  } else {
    plan.administration = found->code;
  }
}

void plan_lateness(const Instruction& instruction, const ReplyRecord& reply, Plan& plan) {
  if (in_time(*plan.consultation, reply.received)) return;
  switch (instruction.lateness) {
    case Lateness::refuse:
      plan.mistakes.push_back("the reply was received on " + to_rfc3339(reply.received) +
                              ", after the deadline (" + to_rfc3339(plan.consultation->deadline) +
                              "): say whether it is admitted, or listed as late");
      break;
    case Lateness::list:
      plan.late = true;
      break;
    case Lateness::admit:
      break;
  }
}

}  // namespace

const Administration* find_named(const Register& administrations, std::string_view name) {
  if (name.empty()) return nullptr;
  const std::string wanted = folded(std::string(name));
  const Administration* found = nullptr;
  for (const Administration& entry : administrations) {
    if (lower_case(entry.code) == lower_case(name)) return &entry;
    const auto is_it = [&](const std::string& other) { return folded(other) == wanted; };
    const bool named = std::any_of(entry.names.begin(), entry.names.end(),
                                   [&](const auto& pair) { return is_it(pair.second); }) ||
                       std::any_of(entry.aliases.begin(), entry.aliases.end(), is_it);
    if (!named) continue;
    if (found != nullptr) return nullptr;
    found = &entry;
  }
  return found;
}

Plan plan_resolution(const Instruction& instruction, const ReviewItem& item,
                     const ReplyRecord& reply, const Asked& asked) {
  Plan plan;
  if (instruction.who.empty()) plan.mistakes.emplace_back("it is not said who decides");
  if (instruction.why.empty()) plan.mistakes.emplace_back("no reason is given");
  const std::string& circular = instruction.circular.empty() ? item.circular : instruction.circular;
  plan.consultation = circular.empty() ? nullptr : consultation_of(circular, asked);
  plan_administration(instruction, item, asked.administrations, plan);
  if (plan.consultation == nullptr) {
    plan.mistakes.push_back(circular.empty() ? "it is not known which circular is answered: name it"
                                             : "no consultation is configured for " + circular +
                                                   ": name the circular that is answered");
    return plan;
  }
  plan_decisions(instruction, reply, plan);
  plan_lateness(instruction, reply, plan);
  return plan;
}

}  // namespace tallyd
