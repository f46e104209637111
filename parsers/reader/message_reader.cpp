// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/message_reader.h"

#include <memory>

#include "parsers/documents/format.h"
#include "parsers/documents/ocr.h"
#include "parsers/explanation.h"
#include "parsers/prepared.h"
#include "parsers/shown.h"

namespace tallyd {

std::vector<std::string> scan_languages() { return {"eng", "fra", "spa", "rus", "ara", "chi_sim"}; }

ReaderWork message_reader() {
  struct Loaded {
    std::unique_ptr<Ocr> ocr;
    std::unique_ptr<Prepared> prepared;
  };
  const auto loaded = std::make_shared<Loaded>();
  const auto load = [loaded](const Asked& asked, Tools& tools) {
    loaded->ocr = std::make_unique<Ocr>(scan_languages());
    loaded->prepared = std::make_unique<Prepared>(asked);
    tools.ocr = loaded->ocr.get();
    load_for_pdf();
  };
  const auto read = [loaded](std::string_view raw, const Asked&, const Tools& tools) {
    return read_message(raw, *loaded->prepared, tools);
  };
  const auto show = [](std::string_view raw, const Tools& tools) {
    return to_bytes(show_message(raw, tools));
  };
  const auto explain = [](std::string_view raw, const Asked& asked, const Tools& tools) {
    return to_bytes(explain_message(raw, asked, tools));
  };
  return {load, read, show, explain};
}

}  // namespace tallyd
