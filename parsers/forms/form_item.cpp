// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_item.h"

#include <algorithm>
#include <utility>

#include "parsers/forms/folded.h"

namespace tallyd {
namespace {

/// A longer paragraph that names a draft speaks about it, unless it begins as a heading does.
constexpr std::size_t kLongestHeading = 160;

bool begins_as_heading(std::u32string_view letters, const Languages& languages) {
  for (const Vocabulary& language : languages.vocabularies) {
    for (const std::u32string& words : language.draft_heading) {
      if (letters.substr(0, words.size()) == words) return true;
    }
  }
  return false;
}

/// In running text, and in a line drawn of signs, an odd sign means nothing.
void drop_odd_signs(FormItem& item) {
  constexpr std::size_t kMostAlone = 2;
  if (item.marks_only && item.marks.size() <= kMostAlone) return;
  item.marks.erase(std::remove_if(item.marks.begin(), item.marks.end(),
                                  [](const Mark& mark) { return mark.kind == MarkKind::odd; }),
                   item.marks.end());
  item.marks_only = item.marks_only && !item.marks.empty();
}

}  // namespace

std::u32string characters_of(const Line& line) {
  std::u32string text;
  text.reserve(line.glyphs.size());
  for (const Glyph& glyph : line.glyphs) {
    text += glyph.box == nullptr && !glyph.marks.deleted ? glyph.character : U' ';
  }
  return text;
}

bool one_draft(const std::vector<NamedDraft>& drafts) {
  return !drafts.empty() && std::all_of(drafts.begin(), drafts.end(), [&](const NamedDraft& d) {
    return d.draft->designation == drafts.front().draft->designation;
  });
}

FormItem item_of(const Line& line, const DraftNames& names, OptionFinder& options) {
  const Languages& languages = options.languages();
  FormItem item;
  item.line = &line;
  item.letters = letters_of(line).letters;
  item.option = options.find(line);
  const std::u32string text = characters_of(line);
  item.drafts = names.find(text);
  const bool titled = begins_as_heading(item.letters, languages);
  const bool is_short = item.letters.size() <= kLongestHeading;
  if (item.drafts.empty() && (is_short || titled))
    item.unknown =
        names.unknown(text, titled ? DraftNames::Where::anywhere : DraftNames::Where::at_beginning);
  item.untitled = item.drafts.empty() && item.unknown.empty() && titled && is_short && !item.option;
  if (item.untitled) item.unknown.push_back(text_of(line));
  if (one_draft(item.drafts)) item.contrary = names.contrary(text, *item.drafts.front().draft);
  item.heading = (is_short || titled) && (!item.drafts.empty() || !item.unknown.empty());
  if (item.option) return item;
  MarkedText marked = take_marks(line, languages.mark_words);
  item.marks = std::move(marked.before);
  item.marks.insert(item.marks.end(), marked.after.begin(), marked.after.end());
  item.marks_only = marked.begin == marked.end && !item.marks.empty();
  drop_odd_signs(item);
  return item;
}

}  // namespace tallyd
