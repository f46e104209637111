// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/message_reader.h"

#include <memory>

#include "parsers/documents/format.h"
#include "parsers/documents/ocr.h"

namespace tallyd {

ReaderWork message_reader() {
  auto ocr = std::make_shared<std::unique_ptr<Ocr>>();
  const auto load = [ocr](Tools& tools) {
    *ocr = std::make_unique<Ocr>(
        std::vector<std::string>{"eng", "fra", "spa", "rus", "ara", "chi_sim"});
    tools.ocr = ocr->get();
    load_for_pdf();
  };
  return {load, &read_message};
}

}  // namespace tallyd
