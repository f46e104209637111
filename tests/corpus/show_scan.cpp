// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of scans and PDF see in a file: for the developer's eye, and for measuring.
// show_scan [--pages PREFIX] FILE...
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include "parsers/documents/format.h"
#include "parsers/documents/ocr.h"
#include "tests/corpus/shown_files.h"
#include "tests/support/document_text.h"

int main(int count, char** arguments) {
  using Clock = std::chrono::steady_clock;
  tallyd::Ocr ocr({"eng", "fra", "spa", "rus", "ara", "chi_sim"});
  tallyd::Tools tools;
  tools.ocr = &ocr;
  const auto show = [&](const std::string& name, const std::string& bytes,
                        const std::string& pages) {
    tallyd::Limits limits;
    limits.keep_scans = !pages.empty();
    const auto start = Clock::now();
    const tallyd::Document document = tallyd::read_document({bytes, name}, limits, tools);
    const std::chrono::duration<double> taken = Clock::now() - start;
    std::printf("=== %s %.2f s %zu pages\n%s\n", name.c_str(), taken.count(), document.pages.size(),
                tallyd::test::to_text(document).c_str());
    for (const std::string& doubt : document.doubts) std::printf("doubt: %s\n", doubt.c_str());
    for (const tallyd::PageImage& page : document.pages) {
      if (pages.empty()) break;
      std::ofstream(pages + std::to_string(page.page) + ".png", std::ios::binary) << page.png;
    }
  };
  tallyd::test::each_shown_file(count, arguments, show);
  return 0;
}
