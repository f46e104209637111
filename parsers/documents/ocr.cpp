// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/ocr.h"

#include <algorithm>
#include <map>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "parsers/documents/pix.h"

// libtesseract brings libgomp; its header wants a compiler flag that we do not need.
extern "C" void omp_set_max_active_levels(int levels);

namespace tallyd {

using tesseract::TessBaseAPI;

struct Ocr::Engines {
  std::map<std::string, std::unique_ptr<TessBaseAPI>> by_language;
  std::vector<std::string> languages, missing;
};

namespace {

/// Latin letters occur in every form (ITU-T X.1214), and not every model knows them.
std::string models_for(const std::string& language) { return language; }

std::unique_ptr<TessBaseAPI> load(const std::string& language, const std::string& directory) {
  auto api = std::make_unique<TessBaseAPI>();
  const char* where = directory.empty() ? nullptr : directory.c_str();
  // Set before anything is loaded: tesseract otherwise writes to standard error.
  const std::vector<std::string> names{"debug_file"};
  const std::vector<std::string> values{"/dev/null"};
  const int failed = api->Init(where, models_for(language).c_str(), tesseract::OEM_LSTM_ONLY,
                               nullptr, 0, &names, &values, false);
  if (failed != 0) return nullptr;
  api->SetVariable("preserve_interword_spaces", "1");
  // White letters on black are no part of a form; each uncertain line was read twice for them.
  api->SetVariable("tessedit_do_invert", "0");
  api->SetVariable("invert_threshold", "0.0");
  return api;
}

tesseract::PageSegMode mode_of(Ocr::Layout layout) {
  switch (layout) {
    case Ocr::Layout::page:
      return tesseract::PSM_SINGLE_COLUMN;
    case Ocr::Layout::block:
      return tesseract::PSM_SINGLE_BLOCK;
    case Ocr::Layout::line:
      return tesseract::PSM_SINGLE_LINE;
    case Ocr::Layout::raw_line:
      return tesseract::PSM_RAW_LINE;
  }
  return tesseract::PSM_SINGLE_BLOCK;
}

std::vector<OcrWord> words_of(TessBaseAPI& api) {
  std::vector<OcrWord> words;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (at == nullptr) return words;
  int line = -1;
  do {
    if (at->Empty(tesseract::RIL_WORD)) continue;
    if (line < 0 || at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
    if (text == nullptr) continue;
    OcrWord word;
    word.text = text.get();
    word.confidence = at->Confidence(tesseract::RIL_WORD);
    word.line = line;
    int right = 0, bottom = 0;
    at->BoundingBox(tesseract::RIL_WORD, &word.x, &word.y, &right, &bottom);
    word.width = right - word.x;
    word.height = bottom - word.y;
    words.push_back(std::move(word));
  } while (at->Next(tesseract::RIL_WORD));
  return words;
}

}  // namespace

Ocr::Ocr(const std::vector<std::string>& languages, const std::string& directory)
    : engines_(std::make_unique<Engines>()) {
  // No threads: the confined process may start none, and a fork would lose them.
  omp_set_max_active_levels(0);
  setMsgSeverity(L_SEVERITY_NONE);
  for (const std::string& language : languages) {
    auto api = load(language, directory);
    (api ? engines_->languages : engines_->missing).push_back(language);
    if (!api) continue;
    // Whatever is made at first use is made now.
    const PixPtr blank(pixCreate(120, 48, 8));
    pixSetAll(blank.get());
    engines_->by_language[language] = std::move(api);
    recognise(blank.get(), 300, language, Layout::line);
  }
}

Ocr::~Ocr() = default;

const std::vector<std::string>& Ocr::languages() const { return engines_->languages; }
const std::vector<std::string>& Ocr::missing() const { return engines_->missing; }

std::vector<OcrWord> Ocr::recognise(Pix* picture, int dpi, const std::string& language,
                                    Layout layout) {
  const auto found = engines_->by_language.find(language);
  if (found == engines_->by_language.end() || picture == nullptr) return {};
  TessBaseAPI& api = *found->second;
  api.SetPageSegMode(mode_of(layout));
  api.SetImage(picture);
  api.SetSourceResolution(std::clamp(dpi, 70, 2400));
  std::vector<OcrWord> words;
  if (api.Recognize(nullptr) == 0) words = words_of(api);
  api.Clear();
  // What was learnt from one message must not reach the next, nor make a reading depend on order.
  api.ClearAdaptiveClassifier();
  return words;
}

}  // namespace tallyd
