// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_cells.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/row_label.h"

namespace tallyd {
namespace {

bool filled(const Mark& mark) { return mark.kind != MarkKind::empty; }

/// Marks alone in a line, between options that have none: do they belong to the one above or to the
/// one below? Where the first or the last line of the cell is a mark, or every option has its own,
/// the layout tells.
bool is_between(const std::vector<FormItem*>& parts) {
  const auto marks = std::count_if(parts.begin(), parts.end(),
                                   [](const FormItem* item) { return item->marks_only; });
  const bool filled_one = std::any_of(parts.begin(), parts.end(), [](const FormItem* item) {
    return item->marks_only && std::any_of(item->marks.begin(), item->marks.end(), &filled);
  });
  return filled_one && !parts.front()->marks_only && !parts.back()->marks_only &&
         marks * 2 < static_cast<std::ptrdiff_t>(parts.size());
}

/// Each outer box stands alone in the line above its option, the circles in the lines of theirs.
bool lead_outer_options(const std::vector<FormItem*>& parts) {
  std::size_t led = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool leads = i + 1 < parts.size() && parts[i + 1]->option &&
                       is_outer(parts[i + 1]->option->kind) && parts[i + 1]->option->marks.empty();
    const bool needs_one = parts[i]->option && is_outer(parts[i]->option->kind);
    if (parts[i]->marks_only && !leads) return false;
    if (needs_one && (i == 0 || !parts[i - 1]->marks_only)) return false;
    if (parts[i]->marks_only) ++led;
  }
  return led >= 2;
}

/// Lets marks that stand alone in a line belong to the options of the same cell: all of them stand
/// before their options or all behind. Where options have marks of their own, a further one is
/// loose.
void pair_within_cell(std::vector<FormItem*>& cell, FormRow& row) {
  const bool own = std::any_of(cell.begin(), cell.end(), [](const FormItem* item) {
    return item->option && !item->option->marks.empty();
  });
  std::vector<FormItem*> parts;
  std::copy_if(cell.begin(), cell.end(), std::back_inserter(parts),
               [](const FormItem* item) { return item->option || item->marks_only; });
  const bool before = !parts.empty() && parts.front()->marks_only;
  const bool between = !parts.empty() && is_between(parts);
  const bool leading = own && lead_outer_options(parts);
  Option* last = nullptr;
  std::vector<Mark> waiting;
  for (FormItem* item : cell) {
    if (item->option) {
      last = &*item->option;
      give(*last, std::exchange(waiting, {}));
    } else if (item->marks_only && leading) {
      waiting = item->marks;
    } else if (item->marks_only && (own || between)) {
      row.loose.insert(row.loose.end(), item->marks.begin(), item->marks.end());
    } else if (item->marks_only && before) {
      waiting.insert(waiting.end(), item->marks.begin(), item->marks.end());
    } else if (item->marks_only && last != nullptr) {
      give(*last, item->marks);
    }
  }
  row.loose.insert(row.loose.end(), waiting.begin(), waiting.end());
}

/// The circle of "select one of the two options ⃝" is no box of the option's, though it may have
/// come to stand behind its words.
bool has_own_mark(const Option& option) {
  const auto is_of_sentence = [](const Mark& mark) {
    return mark.kind == MarkKind::empty && mark.seen == "\u20DD";
  };
  const bool of_sentence = option.kind == OptionKind::assigns && option.mark_behind &&
                           std::ranges::all_of(option.marks, is_of_sentence);
  return !option.marks.empty() && !of_sentence;
}

/// A cell of nothing but marks beside a cell of options: in order, if there are as many; a single
/// one is the only option's. Options that have their own (the circles beneath, in the circular's
/// own layout) take no further one.
void pair_cells(std::vector<FormItem*>& marks, std::vector<FormItem*>& options, FormRow& row) {
  std::vector<Mark> all;
  WrittenOn written_on = WrittenOn::no;
  for (const FormItem* item : marks) {
    all.insert(all.end(), item->marks.begin(), item->marks.end());
    written_on = std::max(written_on, item->line->written_on);
  }
  std::vector<Option*> wanted;
  bool own = false;
  for (FormItem* item : options) {
    if (!item->option) continue;
    const bool has_own = has_own_mark(*item->option);
    if (!has_own) wanted.push_back(&*item->option);
    own = own || has_own;
  }
  // "☐ X" in one line of the cell.
  if (!wanted.empty() && wanted.size() != all.size() && wanted.size() == marks.size()) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      give(*wanted[i], marks[i]->marks);
      wanted[i]->written_on = std::max(wanted[i]->written_on, marks[i]->line->written_on);
    }
    return;
  }
  const bool one_for_all = wanted.size() == 1 && !own;
  if (wanted.empty() || (!one_for_all && wanted.size() != all.size())) {
    row.loose.insert(row.loose.end(), all.begin(), all.end());
    return;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    Option& option = *wanted[std::min(i, wanted.size() - 1)];
    give(option, {all[i]});
    option.written_on = std::max(option.written_on, written_on);
  }
}

using Cells = std::vector<std::vector<FormItem*>>;

bool any_option(const std::vector<FormItem*>& cell) {
  return std::any_of(cell.begin(), cell.end(),
                     [](const FormItem* i) { return i->option.has_value(); });
}
bool only_marks(const std::vector<FormItem*>& cell) {
  return std::all_of(cell.begin(), cell.end(), [](const FormItem* i) { return i->marks_only; });
}

/// Lines that stand in a cell of options below the first of them.
void take_lines_beside(const Cells& cells, FormRow& row) {
  for (const std::vector<FormItem*>& cell : cells) {
    bool below = false;
    for (const FormItem* item : cell) {
      if (below && !item->option && !item->marks_only && !item->heading) {
        row.beside.push_back(item->letters);
      }
      below = below || item->option;
    }
  }
}

/// The heading and what stands below it or in further cells without options.
void take_label(const Cells& cells, FormRow& row) {
  for (const std::vector<FormItem*>& cell : cells) {
    bool below = false;
    for (const FormItem* item : cell) {
      if (item->option) break;
      if (!item->marks_only) take_label_line(*item->line, row);
      // Elsewhere it may be a box that an encoding has lost.
      row.label_asks = row.label_asks || (below && asks(*item->line));
      below = below || item->heading;
    }
  }
}

/// Options that stand in a cell of the same table row.
bool options_beside(const std::vector<FormItem*>& cell, const std::vector<FormItem*>& other) {
  return any_option(other) && other.front()->line->same_row(*cell.front()->line);
}

/// "✓" or "no" below the draft's name. An odd sign there is an ornament, or asks.
void take_label_marks(const std::vector<FormItem*>& cell, FormRow& row) {
  for (const FormItem* item : cell) {
    if (!item->marks_only) continue;
    std::copy_if(item->marks.begin(), item->marks.end(), std::back_inserter(row.loose),
                 [](const Mark& mark) { return mark.kind != MarkKind::odd; });
  }
}

void pair_marks(Cells& cells, FormRow& row) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (any_option(cells[i])) {
      pair_within_cell(cells[i], row);
    } else if (only_marks(cells[i])) {
      const bool next = i + 1 < cells.size() && options_beside(cells[i], cells[i + 1]);
      const bool previous = !next && i > 0 && options_beside(cells[i], cells[i - 1]);
      std::vector<FormItem*> none;
      pair_cells(cells[i], next ? cells[i + 1] : previous ? cells[i - 1] : none, row);
    } else {
      take_label_marks(cells[i], row);
    }
  }
}

/// The title of the row's draft, or a line of it, as some forms have below its name. A word of it
/// may as well be the sender's ("no").
bool is_title(const std::u32string& letters, const FormRow& row) {
  return std::any_of(row.drafts.begin(), row.drafts.end(), [&](const NamedDraft& named) {
    const std::u32string title = letters_of(named.draft->title);
    return !letters.empty() && letters.size() * 4 >= title.size() &&
           title.find(letters) != std::u32string::npos;
  });
}

}  // namespace

void give(Option& option, const std::vector<Mark>& marks) {
  option.marks.insert(option.marks.end(), marks.begin(), marks.end());
}

void take_label_line(const Line& line, FormRow& row) {
  row.label += words_beside_names(line);
  row.label_text += characters_of(line) + U' ';
  row.label_struck = row.label_struck || is_struck(line);
  row.label_asks = row.label_asks || asks(line);
}

void put_together(FormRow& row, std::vector<FormItem*>& items, bool tabular) {
  const auto last = std::find_if(items.rbegin(), items.rend(),
                                 [](const FormItem* item) { return item->option.has_value(); });
  // Without a table, what follows belongs to no row.
  const auto belongs = [&](const FormItem* item) {
    return tabular || (last != items.rend() && item->line->same_row(*(*last)->line));
  };
  items.erase(std::find_if_not(last.base(), items.end(), belongs), items.end());
  Cells cells;
  for (FormItem* item : items) {
    const bool same = !cells.empty() && cells.back().front()->line->cell == item->line->cell &&
                      cells.back().front()->line->same_row(*item->line);
    const bool untabled =
        !cells.empty() && item->line->table == 0 && cells.back().front()->line->table == 0;
    if (!same && !untabled) cells.emplace_back();
    cells.back().push_back(item);
  }
  take_lines_beside(cells, row);
  take_label(cells, row);
  pair_marks(cells, row);
  for (FormItem* item : items) {
    row.place = joined(row.place, item->line->place);
    if (item->option) {
      item->option->written_on = std::max(item->option->written_on, item->line->written_on);
      row.options.push_back(std::move(*item->option));
      continue;
    }
    // A stamp may lie below the name.
    if (item->heading) row.written_on = std::max(row.written_on, item->line->written_on);
    if (!item->marks_only) {
      row.loose.insert(row.loose.end(), item->marks.begin(), item->marks.end());
      const bool own = item->heading || is_title(item->letters, row);
      if (!own) row.other_text.push_back(item->letters);
    }
  }
  row.loose.erase(std::remove_if(row.loose.begin(), row.loose.end(),
                                 [](const Mark& mark) { return !filled(mark); }),
                  row.loose.end());
}

}  // namespace tallyd
