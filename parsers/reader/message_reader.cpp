// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/message_reader.h"

#include <memory>

#include "parsers/documents/format.h"
#include "parsers/documents/ocr.h"
#include "parsers/explanation.h"
#include "parsers/shown.h"

namespace tallyd {

std::vector<std::string> scan_languages() { return {"eng", "fra", "spa", "rus", "ara", "chi_sim"}; }

ReaderWork message_reader() {
  auto ocr = std::make_shared<std::unique_ptr<Ocr>>();
  const auto load = [ocr](Tools& tools) {
    *ocr = std::make_unique<Ocr>(scan_languages());
    tools.ocr = ocr->get();
    load_for_pdf();
  };
  const auto show = [](std::string_view raw, const Tools& tools) {
    return to_bytes(show_message(raw, tools));
  };
  const auto explain = [](std::string_view raw, const Asked& asked, const Tools& tools) {
    return to_bytes(explain_message(raw, asked, tools));
  };
  return {load, &read_message, show, explain};
}

}  // namespace tallyd
