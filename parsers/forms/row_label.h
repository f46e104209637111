// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/form_rows.h"
#include "parsers/forms/line.h"

namespace tallyd {

/// What stands before a draft's name by itself, folded: "draftrecommendation", "itut". Borrowed.
std::vector<std::u32string_view> words_of_headings(const Languages& languages);

/// The letters of a heading that are no part of a name: "Draft Recommendation ITU-T X.1214 (ex
/// X.samtn), rejected" without "X.1214 (ex X.samtn)". Folded; what was deleted is left out.
std::u32string words_beside_names(const Line& line);

/// A line that names those drafts has words that are neither a heading's nor a title.
bool says_more_than_name(const Line& line, const std::vector<NamedDraft>& drafts,
                         const Languages& languages);

/// Some of what the line says is struck out.
bool is_struck(const Line& line);

/// "???".
bool asks(const Line& line);

/// The rows that have words beside the draft's name which no other row has, and which are neither
/// its title nor the form's. Where most rows have some they are titles in some language: none.
/// few: letters that are no words ("new", a misprint).
std::vector<const FormRow*> rows_with_words_in_label(const std::vector<FormRow>& rows,
                                                     const Languages& languages,
                                                     std::size_t few = 3);

/// Words of a few letters beside the drafts' names, as they are written, a line each: "N/A". Those
/// of the title and what stands in another row, too, are left out.
std::string short_words_in_labels(const std::vector<FormRow>& rows);

}  // namespace tallyd
