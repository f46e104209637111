// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace tallyd {

/// What one file may cost. Whatever goes beyond is left out and becomes a doubt; the time and
/// memory of the whole reading are the reader process's affair (parsers/reader/).
struct Limits {
  std::size_t bytes = 64u << 20;          ///< of the file as it came
  std::size_t entry_bytes = 64u << 20;    ///< of one unpacked file in an archive
  std::size_t output_bytes = 128u << 20;  ///< of all that is unpacked from one archive
  std::size_t ratio = 400;                ///< unpacked to packed, for entries over 1 MiB
  std::size_t entries = 10'000;           ///< files in an archive
  std::size_t depth = 200;                ///< of nested elements, tables, archives' folders
  std::size_t nodes = 1'000'000;          ///< elements of a document that are looked at
  std::size_t text_bytes = 4u << 20;      ///< of text in a Document
  int pages = 60;                         ///< of a PDF or a many-page TIFF
  bool keep_pages = false;                ///< Document::pages gets pictures of all of them
  bool keep_scans = false;                ///< … gets the pages that were recognised, as looked at
};

}  // namespace tallyd
