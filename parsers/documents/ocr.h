// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

struct Pix;

namespace tallyd {

/// A recognised word, in pixels of the picture given.
struct OcrWord {
  std::string text;  ///< UTF-8
  int x = 0, y = 0, width = 0, height = 0;
  float confidence = 0;  ///< 0 to 100
  int line = 0;          ///< words of one line share it; lines in reading order
  bool struck = false;   ///< a line runs through it; not by recognition
  bool unseen = false;   ///< of a file's text: nothing is seen there
  bool operator==(const OcrWord&) const = default;
};

/// The loaded recognition models (tesseract): all is read from disk at construction, so that it
/// works in a process that may open no file. One thread at a time; survives fork().
class Ocr {
 public:
  /// Languages as tesseract names them ("eng", "chi_sim"); those that are not installed are
  /// missing() afterwards. directory: of the *.traineddata; empty: where tesseract looks.
  explicit Ocr(const std::vector<std::string>& languages, const std::string& directory = {});
  ~Ocr();
  Ocr(const Ocr&) = delete;
  Ocr& operator=(const Ocr&) = delete;

  const std::vector<std::string>& languages() const;  ///< loaded
  const std::vector<std::string>& missing() const;

  /// raw_line: without a search for lines, which fails where letters hang over others or lack their
  /// tails; it may put digits and dots at the ends.
  enum class Layout { page, block, line, raw_line };
  /// language: one of languages(). picture: 8 bit grey or 1 bit, borrowed; dpi: of it.
  std::vector<OcrWord> recognise(Pix* picture, int dpi, const std::string& language, Layout layout);

 private:
  struct Engines;
  std::unique_ptr<Engines> engines_;
};

}  // namespace tallyd
