// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/row_label.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// A longer paragraph that names a draft speaks about it, unless it begins as a heading does.
constexpr std::size_t kLongestHeading = 160;

/// What a line is to a form.
struct Item {
  const Line* line = nullptr;
  std::optional<Option> option;
  std::vector<Mark> marks;  ///< of a line that is nothing else
  bool marks_only = false;
  std::vector<NamedDraft> drafts;
  std::vector<std::string> unknown;
  std::string contrary;  ///< a designation beside the draft's, of another text
  bool heading = false;
  bool untitled = false;  ///< a heading that begins like a draft's and has no designation
  std::u32string letters;
};

bool begins_as_heading(std::u32string_view letters, const Languages& languages) {
  for (const Vocabulary& language : languages.vocabularies) {
    for (const std::u32string& words : language.draft_heading) {
      if (letters.substr(0, words.size()) == words) return true;
    }
  }
  return false;
}

std::u32string characters_of(const Line& line) {
  std::u32string text;
  text.reserve(line.glyphs.size());
  for (const Glyph& glyph : line.glyphs) {
    text += glyph.box == nullptr && !glyph.marks.deleted ? glyph.character : U' ';
  }
  return text;
}

/// In running text, and in a line drawn of signs, an odd sign means nothing.
void drop_odd_signs(Item& item) {
  constexpr std::size_t kMostAlone = 2;
  if (item.marks_only && item.marks.size() <= kMostAlone) return;
  item.marks.erase(std::remove_if(item.marks.begin(), item.marks.end(),
                                  [](const Mark& mark) { return mark.kind == MarkKind::odd; }),
                   item.marks.end());
  item.marks_only = item.marks_only && !item.marks.empty();
}

void give(Option& option, const std::vector<Mark>& marks) {
  option.marks.insert(option.marks.end(), marks.begin(), marks.end());
}

/// All of them are one draft, perhaps of several consultations.
bool one_draft(const std::vector<NamedDraft>& drafts) {
  return !drafts.empty() && std::all_of(drafts.begin(), drafts.end(), [&](const NamedDraft& d) {
    return d.draft->designation == drafts.front().draft->designation;
  });
}

Item item_of(const Line& line, const DraftNames& names, OptionFinder& options) {
  const Languages& languages = options.languages();
  Item item;
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

/// Behind the tab that parts a draft's name from an option; 0: none does.
std::size_t end_of_label(const Line& line, const DraftNames& names, OptionFinder& options) {
  if (line.table != 0) return 0;
  for (std::size_t tab = 1; tab + 1 < line.glyphs.size(); ++tab) {
    if (line.glyphs[tab].character != U'\t') continue;
    if (names.find(characters_of(part_of(line, 0, tab))).empty()) continue;
    if (options.find(part_of(line, tab + 1, line.glyphs.size()))) return tab + 1;
  }
  return 0;
}

void start(FormRow& row, const Item& heading) {
  row.unknown = heading.contrary;
  if (one_draft(heading.drafts) && heading.contrary.empty()) row.drafts = heading.drafts;
  if (heading.drafts.empty() && !heading.unknown.empty()) row.unknown = heading.unknown.front();
  row.table = heading.line->table;
  row.row = heading.line->row;
}

bool filled(const Mark& mark) { return mark.kind != MarkKind::empty; }

/// Marks alone in a line, between options that have none: do they belong to the one above or to the
/// one below? Where the first or the last line of the cell is a mark, or every option has its own,
/// the layout tells.
bool is_between(const std::vector<Item*>& parts) {
  const auto marks =
      std::count_if(parts.begin(), parts.end(), [](const Item* item) { return item->marks_only; });
  const bool filled_one = std::any_of(parts.begin(), parts.end(), [](const Item* item) {
    return item->marks_only && std::any_of(item->marks.begin(), item->marks.end(), &filled);
  });
  return filled_one && !parts.front()->marks_only && !parts.back()->marks_only &&
         marks * 2 < static_cast<std::ptrdiff_t>(parts.size());
}

/// Lets marks that stand alone in a line belong to the options of the same cell: all of them stand
/// before their options or all behind. Where options have marks of their own, a further one is
/// loose.
void pair_within_cell(std::vector<Item*>& cell, FormRow& row) {
  const bool own = std::any_of(cell.begin(), cell.end(), [](const Item* item) {
    return item->option && !item->option->marks.empty();
  });
  std::vector<Item*> parts;
  std::copy_if(cell.begin(), cell.end(), std::back_inserter(parts),
               [](const Item* item) { return item->option || item->marks_only; });
  const bool before = !parts.empty() && parts.front()->marks_only;
  const bool between = !parts.empty() && is_between(parts);
  Option* last = nullptr;
  std::vector<Mark> waiting;
  for (Item* item : cell) {
    if (item->option) {
      last = &*item->option;
      give(*last, std::exchange(waiting, {}));
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

/// A cell of nothing but marks beside a cell of options: in order, if there are as many; a single
/// one is the only option's. Options that have their own (the circles beneath, in the circular's
/// own layout) take no further one.
void pair_cells(std::vector<Item*>& marks, std::vector<Item*>& options, FormRow& row) {
  std::vector<Mark> all;
  bool written_on = false;
  for (const Item* item : marks) {
    all.insert(all.end(), item->marks.begin(), item->marks.end());
    written_on = written_on || item->line->written_on;
  }
  std::vector<Option*> wanted;
  bool own = false;
  for (Item* item : options) {
    if (!item->option) continue;
    if (item->option->marks.empty()) wanted.push_back(&*item->option);
    own = own || !item->option->marks.empty();
  }
  // "☐ X" in one line of the cell.
  if (!wanted.empty() && wanted.size() != all.size() && wanted.size() == marks.size()) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      give(*wanted[i], marks[i]->marks);
      wanted[i]->written_on = wanted[i]->written_on || marks[i]->line->written_on;
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
    option.written_on = option.written_on || written_on;
  }
}

using Cells = std::vector<std::vector<Item*>>;

bool any_option(const std::vector<Item*>& cell) {
  return std::any_of(cell.begin(), cell.end(), [](const Item* i) { return i->option.has_value(); });
}
bool only_marks(const std::vector<Item*>& cell) {
  return std::all_of(cell.begin(), cell.end(), [](const Item* i) { return i->marks_only; });
}

/// Lines that stand in a cell of options below the first of them.
void take_lines_beside(const Cells& cells, FormRow& row) {
  for (const std::vector<Item*>& cell : cells) {
    bool below = false;
    for (const Item* item : cell) {
      if (below && !item->option && !item->marks_only && !item->heading) {
        row.beside.push_back(item->letters);
      }
      below = below || item->option;
    }
  }
}

void take_label_line(const Line& line, FormRow& row) {
  row.label += words_beside_names(line);
  row.label_struck = row.label_struck || is_struck(line);
  row.label_asks = row.label_asks || asks(line);
}

/// The heading and what stands below it or in further cells without options.
void take_label(const Cells& cells, FormRow& row) {
  for (const std::vector<Item*>& cell : cells) {
    bool below = false;
    for (const Item* item : cell) {
      if (item->option) break;
      if (!item->marks_only) take_label_line(*item->line, row);
      // Elsewhere it may be a box that an encoding has lost.
      row.label_asks = row.label_asks || (below && asks(*item->line));
      below = below || item->heading;
    }
  }
}

/// Options that stand in a cell of the same table row.
bool options_beside(const std::vector<Item*>& cell, const std::vector<Item*>& other) {
  return any_option(other) && other.front()->line->same_row(*cell.front()->line);
}

void pair_marks(Cells& cells, FormRow& row) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (any_option(cells[i])) {
      pair_within_cell(cells[i], row);
    } else if (only_marks(cells[i])) {
      const bool next = i + 1 < cells.size() && options_beside(cells[i], cells[i + 1]);
      const bool previous = !next && i > 0 && options_beside(cells[i], cells[i - 1]);
      std::vector<Item*> none;
      pair_cells(cells[i], next ? cells[i + 1] : previous ? cells[i - 1] : none, row);
    }
  }
}

/// The title of the row's draft, or a line of it, as some forms have below its name.
bool is_title(const std::u32string& letters, const FormRow& row) {
  return !letters.empty() &&
         std::any_of(row.drafts.begin(), row.drafts.end(), [&](const NamedDraft& named) {
           return letters_of(named.draft->title).find(letters) != std::u32string::npos;
         });
}

/// The items of one row of the form, put together.
void finish(FormRow& row, std::vector<Item*>& items, bool tabular) {
  const auto last = std::find_if(items.rbegin(), items.rend(),
                                 [](const Item* item) { return item->option.has_value(); });
  // Without a table, what follows belongs to no row.
  const auto belongs = [&](const Item* item) {
    return tabular || (last != items.rend() && item->line->same_row(*(*last)->line));
  };
  items.erase(std::find_if_not(last.base(), items.end(), belongs), items.end());
  Cells cells;
  for (Item* item : items) {
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
  for (Item* item : items) {
    row.place = joined(row.place, item->line->place);
    if (item->option) {
      item->option->written_on = item->option->written_on || item->line->written_on;
      row.options.push_back(std::move(*item->option));
      continue;
    }
    // A stamp may lie below the name.
    row.written_on = row.written_on || (item->heading && item->line->written_on);
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

class Assembly {
 public:
  explicit Assembly(std::vector<NamedDraft> only) : only_(std::move(only)) { row_ = fresh(); }

  std::vector<FormRow> take() && {
    close();
    return std::move(rows_);
  }

  /// Items of one row of a table, or one item.
  void group(std::vector<Item*> items) {
    const bool options = std::any_of(items.begin(), items.end(),
                                     [](const Item* item) { return item->option.has_value(); });
    const Item* label = label_of(items);
    if (!options && label != nullptr && in_grid(items)) return grid_row(*label, items);
    if (options && label != nullptr) return labelled(*label, std::move(items));
    const bool headed = !row_.drafts.empty() || !row_.unknown.empty();
    if (options && !headed && is_grid_head(items)) return grid_head(items);
    for (Item* item : items) linear(*item);
  }

 private:
  /// The heading that stands in a cell without options and is the only one of its row; null: none.
  static const Item* label_of(const std::vector<Item*>& items) {
    if (items.front()->line->table == 0) return nullptr;
    const Item* label = nullptr;
    for (const Item* item : items) {
      const bool beside_options = std::any_of(items.begin(), items.end(), [&](const Item* other) {
        return other->option && other->line->cell == item->line->cell;
      });
      if (!item->heading || beside_options || item->drafts.empty()) continue;
      if (label != nullptr && !(label->drafts == item->drafts)) return nullptr;
      label = item;
    }
    if (label == nullptr) return unknown_label_of(items);
    const bool contradicted = std::any_of(items.begin(), items.end(), [&](const Item* item) {
      return item->option && !item->drafts.empty() && !(item->drafts == label->drafts);
    });
    return contradicted ? nullptr : label;
  }
  static const Item* unknown_label_of(const std::vector<Item*>& items) {
    const auto found = std::find_if(items.begin(), items.end(), [](const Item* item) {
      return item->heading && !item->option;
    });
    const bool known = std::any_of(items.begin(), items.end(),
                                   [](const Item* item) { return !item->drafts.empty(); });
    return found == items.end() || known ? nullptr : *found;
  }

  void labelled(const Item& label, std::vector<Item*> items) {
    close();
    start(row_, label);
    tabular_ = true;
    pending_ = std::move(items);
    close_keeping_heading();
  }

  void linear(Item& item) {
    const bool left_the_table = row_.table != 0 && item.line->table != row_.table;
    if (left_the_table && !item.heading) close();
    if (item.heading && !is_subtitle(item) && !(item.option && item.drafts.empty())) {
      close();
      start(row_, item);
    }
    pending_.push_back(&item);
  }

  /// "Draft Recommendation …" without a designation, right below a heading that has one.
  bool is_subtitle(const Item& item) const {
    return item.drafts.empty() && item.untitled && !row_.drafts.empty() &&
           std::none_of(pending_.begin(), pending_.end(),
                        [](const Item* other) { return other->option.has_value(); });
  }

  /// A head of columns: options in cells of their own, and no draft.
  static bool is_grid_head(const std::vector<Item*>& items) {
    if (items.front()->line->table == 0) return false;
    std::map<int, int> options_in;
    for (const Item* item : items) {
      if (item->option && !item->option->marks.empty()) return false;
      if (item->option) ++options_in[item->line->cell];
    }
    return options_in.size() >= 2 && std::all_of(options_in.begin(), options_in.end(),
                                                 [](const auto& cell) { return cell.second == 1; });
  }
  void grid_head(const std::vector<Item*>& items) {
    close();
    grid_.clear();
    grid_table_ = items.front()->line->table;
    for (const Item* item : items) {
      if (item->option) grid_.emplace(item->line->cell, *item->option);
    }
  }
  bool in_grid(const std::vector<Item*>& items) const {
    return !grid_.empty() && items.front()->line->table == grid_table_;
  }
  /// Whatever was written below an option in place of a mark ("1") may be meant as one; on a
  /// picture it may be dirt.
  static std::vector<Mark> marks_in_grid(const Item& item) {
    std::vector<Mark> marks = item.marks;
    const std::u32string text = characters_of(*item.line);
    const bool written = std::any_of(text.begin(), text.end(),
                                     [](char32_t c) { return is_letter(c) || is_digit(c); });
    if (written && !item.marks_only && !item.heading && item.line->place.page == 0) {
      marks.push_back({MarkKind::unclear, encode_utf8(text)});
    }
    return marks;
  }
  void grid_row(const Item& label, const std::vector<Item*>& items) {
    close();
    start(row_, label);
    row_.grid = true;
    take_label_line(*label.line, row_);
    std::map<int, Option> options = grid_;
    for (const Item* item : items) {
      row_.place = joined(row_.place, item->line->place);
      const auto option = options.find(item->line->cell);
      if (option != options.end()) give(option->second, marks_in_grid(*item));
      if (!item->marks_only && !item->heading) row_.other_text.push_back(item->letters);
    }
    for (auto& [cell, option] : options) row_.options.push_back(std::move(option));
    rows_.push_back(std::exchange(row_, fresh()));
  }

  void close() {
    close_keeping_heading();
    row_ = fresh();
  }
  FormRow fresh() const {
    FormRow row;
    row.drafts = only_;
    return row;
  }
  /// The options so far become a row. What follows in the table without a heading of its own stands
  /// under the same one.
  void close_keeping_heading() {
    FormRow row = row_;
    finish(row, pending_, std::exchange(tabular_, false));
    pending_.clear();
    if (!row.options.empty() || !row.loose.empty()) rows_.push_back(std::move(row));
  }

  std::vector<NamedDraft> only_;
  std::vector<FormRow> rows_;
  FormRow row_;  ///< its heading; its options are still pending
  std::vector<Item*> pending_;
  bool tabular_ = false;
  std::map<int, Option> grid_;
  int grid_table_ = 0;
};

/// An option, or what is left of one where the document was cut: "☒ No".
bool may_be_option(const Item& item, const Languages& languages) {
  const auto begins = [&](const Vocabulary::Wording& wording) {
    return wording.words.starts_with(item.letters);
  };
  return item.option ||
         std::any_of(languages.vocabularies.begin(), languages.vocabularies.end(),
                     [&](const Vocabulary& v) {
                       return std::any_of(v.options.begin(), v.options.end(), begins);
                     });
}

/// Behind the last row's options stands something else: no cut took more of them. A line drawn
/// below the form says nothing of it.
bool goes_on(const std::vector<Item>& items, const Languages& languages) {
  const auto last = std::find_if(items.rbegin(), items.rend(),
                                 [](const Item& item) { return !item.letters.empty(); });
  return last != items.rend() && !may_be_option(*last, languages);
}

bool is_deleted(const Item& item) {
  return std::all_of(item.line->glyphs.begin(), item.line->glyphs.end(),
                     [](const Glyph& glyph) { return glyph.marks.deleted; });
}

/// A row of a table that names a draft and is deleted as a whole, by a tracked change, is no longer
/// there; nor are the deleted ones below it, which name none.
class DeletedRows {
 public:
  explicit DeletedRows(const DraftNames& names) : names_(names) {}

  bool has(const std::vector<Item*>& group) {
    const bool deleted =
        group.front()->line->table != 0 &&
        std::all_of(group.begin(), group.end(), [](const Item* item) { return is_deleted(*item); });
    below_ = deleted && (below_ || names_a_draft(group));
    return below_;
  }

 private:
  bool names_a_draft(const std::vector<Item*>& group) const {
    return std::any_of(group.begin(), group.end(), [&](const Item* item) {
      std::u32string text;
      for (const Glyph& glyph : item->line->glyphs) text += glyph.character;
      return !item->option && !names_.find(text).empty();
    });
  }

  const DraftNames& names_;
  bool below_ = false;
};

/// Rows of the same draft that follow one another are one (a cell that was split).
void join_split_rows(std::vector<FormRow>& rows) {
  for (std::size_t i = 1; i < rows.size();) {
    FormRow& above = rows[i - 1];
    FormRow& row = rows[i];
    const bool overlap = std::any_of(row.options.begin(), row.options.end(), [&](const Option& o) {
      return std::any_of(above.options.begin(), above.options.end(),
                         [&](const Option& a) { return a.kind == o.kind; });
    });
    const bool same = !row.drafts.empty() && row.drafts == above.drafts && !overlap &&
                      row.table == above.table && !row.grid;
    if (!same) {
      ++i;
      continue;
    }
    std::move(row.options.begin(), row.options.end(), std::back_inserter(above.options));
    std::move(row.other_text.begin(), row.other_text.end(), std::back_inserter(above.other_text));
    std::move(row.beside.begin(), row.beside.end(), std::back_inserter(above.beside));
    std::move(row.loose.begin(), row.loose.end(), std::back_inserter(above.loose));
    above.label += row.label;
    above.label_struck = above.label_struck || row.label_struck;
    above.label_asks = above.label_asks || row.label_asks;
    above.written_on = above.written_on || row.written_on;
    above.place = joined(above.place, row.place);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::vector<Line> split_labels(std::vector<Line> lines, const DraftNames& names,
                               OptionFinder& options) {
  std::vector<Line> parts;
  parts.reserve(lines.size());
  for (Line& line : lines) {
    const std::size_t end = end_of_label(line, names, options);
    if (end > 0) parts.push_back(part_of(line, 0, end));
    parts.push_back(end > 0 ? part_of(line, end, line.glyphs.size()) : std::move(line));
  }
  return parts;
}

std::vector<FormRow> rows_of(const std::vector<Line>& lines, const DraftNames& names,
                             OptionFinder& options) {
  std::vector<Line> parts;
  for (const Line& line : lines) {
    std::vector<Line> split = split_options(line, options.languages());
    std::move(split.begin(), split.end(), std::back_inserter(parts));
  }
  std::vector<Item> items;
  items.reserve(parts.size());
  for (const Line& part : parts) items.push_back(item_of(part, names, options));

  Assembly assembly(names.only());
  DeletedRows gone(names);
  const bool more = goes_on(items, options.languages());
  for (std::size_t i = 0; i < items.size();) {
    std::vector<Item*> group{&items[i]};
    std::size_t end = i + 1;
    while (end < items.size() && items[end].line->same_row(*items[i].line)) {
      group.push_back(&items[end++]);
    }
    if (!gone.has(group)) assembly.group(std::move(group));
    i = end;
  }
  std::vector<FormRow> rows = std::move(assembly).take();
  join_split_rows(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].followed = i + 1 < rows.size() || more;
  return rows;
}

}  // namespace tallyd
