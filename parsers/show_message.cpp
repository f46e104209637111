// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "parsers/containers/unpack.h"
#include "parsers/documents/format.h"
#include "parsers/mime/message.h"
#include "parsers/shown.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostFiles = 40;
constexpr std::size_t kMostPictures = 8;
constexpr std::size_t kLeastBytes = 20u << 10;  // smaller: a logo, a signature

/// Words that are only recognised need not be: the person sees the page.
Limits limits_of_showing() {
  Limits limits;
  limits.keep_pages = true;
  return limits;
}

Tools without_recognition(const Tools& tools) {
  Tools less = tools;
  less.ocr = nullptr;
  return less;
}

void show_pictures(Document& document, const Tools& tools) {
  std::size_t shown = 0;
  for (const Picture& picture : document.pictures) {
    if (picture.bytes.size() < kLeastBytes || ++shown > kMostPictures) continue;
    Document seen = read_document(File{picture.bytes}, limits_of_showing(), tools);
    std::move(seen.pages.begin(), seen.pages.end(), std::back_inserter(document.pages));
  }
  document.pictures.clear();
}

}  // namespace

std::vector<ShownFile> show_message(std::string_view raw, const Tools& tools) noexcept {
  const Tools less = without_recognition(tools);
  const Message message = parse_message(raw);
  std::vector<Doubt> ignored;
  std::vector<ShownFile> files;
  for (const Part& part : unpack(message.parts, ignored)) {
    if (part.alternative == Alternative::lesser || files.size() >= kMostFiles) continue;
    ShownFile file{part.file_name, {}, {}};
    if (part.role == Role::attachment && file.name.empty()) file.name = "(a file without a name)";
    file.document =
        read_document(File{part.content, part.file_name, part.type}, limits_of_showing(), less);
    file.format = file.document.format;
    show_pictures(file.document, less);
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace tallyd
