// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "parsers/document.h"
#include "parsers/parsers.h"

namespace tallyd {

/// One text or file of a message as a person sees it. Document::pages has pictures of the pages of
/// scans and PDFs, and of photographs within text documents; `pictures` is empty.
struct ShownFile {
  std::string name;    ///< as the sender calls it; empty: the text of the message
  std::string format;  ///< "docx", "pdf", …; empty: nothing of it can be shown
  Document document;
};

/// Every text and file of a message, containers opened, in order; for the sandboxed reader. What
/// can't be read is there with its name. Never fails.
std::vector<ShownFile> show_message(std::string_view raw, const Tools& tools) noexcept;

/// What the reader process gives back: a line of JSON, and behind it the pictures.
std::string to_bytes(const std::vector<ShownFile>& files);

/// The reverse. Permanent error: something else.
Result<std::vector<ShownFile>> shown_from_bytes(std::string_view bytes);

}  // namespace tallyd
