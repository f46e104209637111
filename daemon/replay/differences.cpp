// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/replay/differences.h"

#include <algorithm>
#include <set>

#include "parsers/reading_json.h"

namespace tallyd {
namespace {

/// As it was read; where the ledger holds no whole reading, what the reply says of it.
Reading recorded_reading(const ReplyRecord& reply) {
  auto reading = reading_from_json(reply.reading);
  if (reading && !reading->decisions.empty()) return *std::move(reading);
  Reading rest = reading.value_or(Reading{});
  rest.kind = reading ? reading->kind : Kind::reply;
  rest.decisions = reply.decisions;
  if (rest.doubts.empty()) rest.doubts = reply.doubts;
  if (rest.circular.empty()) rest.circular = reply.circular;
  return rest;
}

const Decision* find_decision(const std::vector<Decision>& decisions, const std::string& draft) {
  const auto found =
      std::find_if(decisions.begin(), decisions.end(),
                   [&](const Decision& decision) { return decision.draft == draft; });
  return found == decisions.end() ? nullptr : &*found;
}

std::string doubts_of(const Reading& reading) {
  std::set<std::string> doubts;
  for (const Doubt& doubt : reading.doubts) {
    doubts.insert(doubt.code + (doubt.draft.empty() ? "" : " " + doubt.draft));
  }
  std::string text;
  for (const std::string& doubt : doubts) text += (text.empty() ? "" : ", ") + doubt;
  return text;
}

void compare(const char* what, const std::string& draft, std::string_view recorded,
             std::string_view now, std::vector<Difference>& differences) {
  if (recorded == now) return;
  differences.push_back({what, draft, std::string(recorded), std::string(now)});
}

/// In the order of what is recorded, and then what is new.
std::vector<std::string> drafts_of(const Reading& recorded, const Reading& now) {
  std::vector<std::string> drafts;
  for (const Reading* reading : {&recorded, &now}) {
    for (const Decision& decision : reading->decisions) {
      if (std::find(drafts.begin(), drafts.end(), decision.draft) == drafts.end()) {
        drafts.push_back(decision.draft);
      }
    }
  }
  return drafts;
}

}  // namespace

std::vector<Difference> differences_of(const ReplyRecord& recorded, const Reading& now) {
  const Reading before = recorded_reading(recorded);
  std::vector<Difference> differences;
  compare("kind", "", to_word(before.kind), to_word(now.kind), differences);
  compare("circular", "", before.circular, now.circular, differences);
  if (!before.administration.empty() || !now.administration.empty()) {
    const std::string administration =
        before.administration.empty() ? recorded.administration : before.administration;
    compare("administration", "", administration, now.administration, differences);
  }
  for (const std::string& draft : drafts_of(before, now)) {
    const Decision* was = find_decision(before.decisions, draft);
    const Decision* is = find_decision(now.decisions, draft);
    compare("authority", draft, was == nullptr ? "" : to_word(was->authority),
            is == nullptr ? "" : to_word(is->authority), differences);
    compare("comments", draft, was == nullptr ? "" : to_word(was->comments),
            is == nullptr ? "" : to_word(is->comments), differences);
  }
  compare("doubts", "", doubts_of(before), doubts_of(now), differences);
  return differences;
}

}  // namespace tallyd
