// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/forms/form_rows.h"

/// Words that were read off a picture, against those of the blank form: a letter may be misread
/// anywhere, and only what no misreading explains was written by the sender.
namespace tallyd {

/// Takes a “©” for what it is behind “(select one of the two options ⃝):” of a picture: the
/// sentence's own circle, whose bracket was not read.
void drop_circles_of_sentences(std::vector<FormRow>& rows, const Languages& languages);

/// A word was put into an outer option that is not taken out, or left out of it, in this row and
/// not in all the others: "assigns NOT authority …".
bool has_words_put_in(const FormRow& row, const std::vector<FormRow>& rows,
                      const Languages& languages);

/// Several words stand behind an option that stand behind it in no other row, and the form has not:
/// "…, provided that clause 7 is deleted".
bool has_words_added(const FormRow& row, const std::vector<FormRow>& rows,
                     const Languages& languages);

/// What stands behind an outer option is what the form goes on with there, made unreadable in its
/// middle, by a signature or a stamp: it begins and ends as the form does and is no longer.
bool is_misread_tail(const Option& option, const Languages& languages);

}  // namespace tallyd
