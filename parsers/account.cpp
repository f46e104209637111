// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/account.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "parsers/documents/format.h"
#include "parsers/documents/row_picture.h"
#include "parsers/mime/sniff.h"
#include "parsers/utf8.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostParts = 300;
constexpr std::size_t kMostText = 400;                        ///< bytes of a line that is quoted
constexpr std::size_t kMostPictures = std::size_t{24} << 20;  ///< bytes: a reading may have 32 MB

/// Cut between characters.
std::string beginning_of(const std::string& text) {
  if (text.size() <= kMostText) return text;
  std::size_t end = kMostText;
  while (end > 0 && !begins_character(text[end])) --end;
  return text.substr(0, end) + "…";
}

std::string_view format_by(const File& file) {
  const Format* const format = find_format(file);
  return format == nullptr ? std::string_view() : format->name;
}

/// What told the format: the first that is enough.
std::string known_by(const Part& part, const Document& document) {
  if (document.format.empty()) {
    if (sniff(part.content) == part.format) return "content";
    return sniff(part.content, part.file_name) == part.format ? "name" : "declared type";
  }
  if (format_by({part.content}) == document.format) return "content";
  return format_by({part.content, part.file_name}) == document.format ? "name" : "declared type";
}

ExplainedPart described(const Part& part) {
  ExplainedPart out;
  out.name = part.file_name;
  out.path = part.path;
  out.declared = part.type;
  return out;
}

ExplainedRow explained(const RowSeen& seen) {
  ExplainedRow row;
  row.draft = seen.draft;
  row.where = seen.where;
  for (const OptionSeen& option : seen.options) {
    row.options.push_back({option.option, std::string(to_word(option.sign)),
                           beginning_of(option.text), option.evidence});
  }
  const TruthLine& line = truth_table().at(seen.line);
  row.signs = drawn(seen.signs);
  row.line = static_cast<int>(seen.line) + 1;
  row.rule = drawn(line);
  row.authority = to_word(line.meaning.authority);
  row.comments = to_word(line.meaning.comments);
  row.doubts = seen.doubts;
  return row;
}

Checkbox::State state_of(MarkKind kind) {
  if (kind == MarkKind::full) return Checkbox::State::checked;
  return kind == MarkKind::empty ? Checkbox::State::empty : Checkbox::State::unclear;
}

PictureOfRow picture_of(const RowSeen& seen) {
  PictureOfRow picture{seen.place, {}};
  for (const BoxSeen& box : seen.boxes) {
    if (box.place.page == seen.place.page) {
      picture.boxes.push_back({box.place, state_of(box.kind)});
    }
  }
  return picture;
}

/// As long as there is room, in bytes.
void add_pictures(const Document& document, const std::vector<RowSeen>& seen,
                  std::vector<ExplainedRow>& rows, std::size_t& room) {
  for (const PageImage& page : document.pages) {
    std::vector<std::size_t> indexes;
    std::vector<PictureOfRow> wanted;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (page.points <= 0 || seen[i].place.page != page.page) continue;
      indexes.push_back(i);
      wanted.push_back(picture_of(seen[i]));
    }
    std::vector<std::string> pictures = pictures_of_rows(page, wanted);
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      if (pictures[i].size() > room) continue;
      room -= pictures[i].size();
      rows[indexes[i]].picture = std::move(pictures[i]);
    }
  }
}

}  // namespace

void ReadingAccount::passed_over(const Part& part, std::string_view why) {
  if (explanation_.parts.size() >= kMostParts) return;
  ExplainedPart out = described(part);
  out.taken_as = why;
  explanation_.parts.push_back(std::move(out));
}

void ReadingAccount::read(const Part& part, const Document& document, const FormReading& form,
                          std::string_view taken_as) {
  if (explanation_.parts.size() >= kMostParts) return;
  ExplainedPart out = described(part);
  out.format = document.format.empty() ? part.format : document.format;
  out.known_by = known_by(part, document);
  out.taken_as = taken_as;
  out.doubts = document.doubts;
  out.circular = form.circular_by;
  out.administration = form.administration_by;
  for (const RowSeen& row : form.rows) out.rows.push_back(explained(row));
  std::size_t room = kMostPictures - std::min(pictures_, kMostPictures);
  const std::size_t before = room;
  add_pictures(document, form.rows, out.rows, room);
  pictures_ += before - room;
  explanation_.parts.push_back(std::move(out));
}

void ReadingAccount::heard(const SpokenStatement& words, const std::vector<int>& circulars) {
  std::string& text = explanation_.words_by;
  const auto add = [&text](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (words.assigns) add("they assign authority");
  if (words.refuses) add("they do not assign authority");
  for (const int number : circulars) add("they name circular " + std::to_string(number));
}

}  // namespace tallyd
