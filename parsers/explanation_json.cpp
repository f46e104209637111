// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <cstddef>
#include <utility>

#include <nlohmann/json.hpp>

#include "parsers/explanation.h"
#include "parsers/reading_json.h"

namespace tallyd {

// nlohmann-json finds these by argument-dependent look-up.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExplainedOption, option, sign, text, evidence)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExplainedRow, draft, where, options, signs, line, rule,
                                   authority, comments, doubts, picture)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExplainedPart, name, path, declared, format, known_by, taken_as,
                                   doubts, circular, administration, rows)

namespace {

using nlohmann::json;

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// On the way from the reader a row's picture is its length; the bytes follow the line.
Result<void> take_picture(ExplainedRow& row, std::string_view& pictures) {
  if (row.picture.empty()) return {};
  std::size_t size = 0;
  const char* const end = row.picture.data() + row.picture.size();
  const auto read = std::from_chars(row.picture.data(), end, size);
  if (read.ec != std::errc() || read.ptr != end || size > pictures.size()) {
    return permanent("an explanation lacks pictures");
  }
  row.picture = pictures.substr(0, size);
  pictures.remove_prefix(size);
  return {};
}

}  // namespace

std::string to_json(const Explanation& explanation) {
  json out = {{"reading", json::parse(to_json(explanation.reading))},
              {"kind_by", explanation.kind_by},
              {"sender_by", explanation.sender_by},
              {"words_by", explanation.words_by},
              {"parts", explanation.parts}};
  return dump(out);
}

std::string to_bytes(const Explanation& explanation) {
  Explanation line = explanation;
  std::string pictures;
  for (ExplainedPart& part : line.parts) {
    for (ExplainedRow& row : part.rows) {
      pictures += row.picture;
      if (!row.picture.empty()) row.picture = std::to_string(row.picture.size());
    }
  }
  return to_json(line) + "\n" + pictures;
}

Result<Explanation> explanation_from_bytes(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return permanent("no explanation");
  std::string_view pictures = bytes.substr(end + 1);
  Explanation out;
  try {
    const json in = json::parse(bytes.substr(0, end));
    TALLYD_TRY_ASSIGN(out.reading, reading_from_json(in.at("reading").dump()));
    out.kind_by = in.at("kind_by").get<std::string>();
    out.sender_by = in.at("sender_by").get<std::string>();
    out.words_by = in.at("words_by").get<std::string>();
    out.parts = in.at("parts").get<std::vector<ExplainedPart>>();
  } catch (const json::exception& e) {
    return permanent(std::string("no explanation: ") + e.what());
  }
  for (ExplainedPart& part : out.parts) {
    for (ExplainedRow& row : part.rows) TALLYD_TRY(take_picture(row, pictures));
  }
  return out;
}

}  // namespace tallyd
