// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/forms/form_item.h"
#include "parsers/forms/form_rows.h"

namespace tallyd {

/// Puts the items of one row of the form together, cell by cell: its label, what is written in it,
/// and its options, each with the marks that belong to it. Takes the options out of `items`.
/// `tabular`: all items stand in one row of a table; elsewhere what follows the last option belongs
/// to no row.
void put_together(FormRow& row, std::vector<FormItem*>& items, bool tabular);

/// Lets a line that names the draft, or stands beside its name, be part of the row's label.
void take_label_line(const Line& line, FormRow& row);

/// Marks that were found for an option are added to its own.
void give(Option& option, const std::vector<Mark>& marks);

}  // namespace tallyd
