// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/forms/form_rows.h"

namespace tallyd {

/// What the blank form looked like, told from its rows: what all of them have was there before the
/// sender wrote; what one alone has, or lacks, is his.

/// A sign that is no known mark is an ornament if all options of its level have it, but those that
/// are marked or taken out; else it is unclear: somebody's way of marking.
void settle_odd_signs(std::vector<FormRow>& rows);

/// Of a pair of options one has an empty box, the other none: the sender put something in its place
/// that was lost, or took the box away.
bool lacks_a_box(const FormRow& row, OptionKind one, OptionKind other);

/// The form shows circles beside the inner options, and beside no outer option anything: its boxes
/// were lost on the way.
bool has_lost_its_boxes(const std::vector<FormRow>& rows);

/// The words of a box that is not taken out were changed: no other row has them so, or only what
/// they go on with tells them from the opposite ("assigns NOT authority to Study Group 17 …").
bool has_changed_words(const FormRow& row, const std::vector<FormRow>& rows);

/// Words behind an option, or on a line among the options, that no other row has and the form has
/// not: the sender's.
bool has_own_words(const FormRow& row, const std::vector<FormRow>& rows,
                   const Languages& languages);

}  // namespace tallyd
