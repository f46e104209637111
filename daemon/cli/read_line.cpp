// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/read_line.h"

#include <nlohmann/json.hpp>

#include "config/printable.h"

namespace tallyd {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json decisions_of(const Reading& reading) {
  Json all = Json::object();
  for (const Decision& decision : reading.decisions) {
    all[decision.draft] = {{"authority", to_word(decision.authority)},
                           {"comments", to_word(decision.comments)}};
  }
  return all;
}

Json doubts_of(const Reading& reading) {
  Json all = Json::array();
  for (const Doubt& doubt : reading.doubts) {
    all.push_back({{"code", doubt.code}, {"draft", or_null(doubt.draft)}, {"text", doubt.text}});
  }
  return all;
}

Json evidence_of(const Reading& reading) {
  Json all = Json::object();
  for (const Decision& decision : reading.decisions) {
    if (!decision.evidence.empty()) all[decision.draft] = decision.evidence;
  }
  return all;
}

}  // namespace

std::string read_line(const std::string& message, const Reading& reading) {
  const Json line = {{"message", message},
                     {"kind", to_word(reading.kind)},
                     {"circular", or_null(reading.circular)},
                     {"administration", or_null(reading.administration)},
                     {"language", or_null(reading.language)},
                     {"format", or_null(reading.format)},
                     {"decisions", decisions_of(reading)},
                     {"certain", is_certain(reading)},
                     {"doubts", doubts_of(reading)},
                     {"evidence", evidence_of(reading)}};
  return printable_json(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace tallyd
