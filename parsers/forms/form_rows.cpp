// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/form_item.h"
#include "parsers/forms/row_cells.h"
#include "parsers/forms/row_label.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// Behind the tab that parts a draft's name from an option; 0: none does.
std::size_t end_of_label(const Line& line, const DraftNames& names, OptionFinder& options) {
  if (line.table != 0) return 0;
  for (std::size_t tab = 1; tab + 1 < line.glyphs.size(); ++tab) {
    if (line.glyphs[tab].character != U'\t') continue;
    if (names.find(characters_of(part_of(line, 0, tab))).empty()) continue;
    if (options.is_option(part_of(line, tab + 1, line.glyphs.size()))) return tab + 1;
  }
  return 0;
}

/// "… set out in the table below. ITU-T X.1214 (ex X.samtn)": behind a sentence that fills its line
/// on a page, so that the draft's name below it seems to go on with it; 0: there is none.
std::size_t end_of_sentence(const Line& line, const DraftNames& names, OptionFinder& options) {
  if (line.place.page == 0 || item_of(line, names, options).heading || options.is_option(line))
    return 0;
  for (std::size_t end = line.glyphs.size(); end-- > 2;) {
    const bool ends = is_space(line.glyphs[end - 1].character) &&
                      is_one_of(line.glyphs[end - 2].character, U".:");
    if (!ends) continue;
    const Line rest = part_of(line, end, line.glyphs.size());
    const std::vector<NamedDraft> named = names.find(characters_of(rest));
    if (named.empty()) continue;  // "Amd. 1"
    const bool alone = one_draft(named) && !says_more_than_name(rest, named, options.languages());
    return alone ? end : 0;
  }
  return 0;
}

void start(FormRow& row, const FormItem& heading) {
  row.unknown = heading.contrary;
  if (one_draft(heading.drafts) && heading.contrary.empty()) row.drafts = heading.drafts;
  if (heading.drafts.empty() && !heading.unknown.empty()) row.unknown = heading.unknown.front();
  row.table = heading.line->table;
  row.row = heading.line->row;
}

class Assembly {
 public:
  Assembly(std::vector<NamedDraft> only, const Languages& languages)
      : only_(std::move(only)), languages_(languages) {
    row_ = fresh();
  }

  std::vector<FormRow> take() && {
    close();
    return std::move(rows_);
  }

  /// Items of one row of a table, or one item.
  void group(std::vector<FormItem*> items) {
    const bool options = std::any_of(items.begin(), items.end(),
                                     [](const FormItem* item) { return item->option.has_value(); });
    const FormItem* label = label_of(items);
    if (!options && label != nullptr && in_grid(items)) return grid_row(*label, items);
    if (options && label != nullptr) return labelled(*label, std::move(items));
    const bool headed = !row_.drafts.empty() || !row_.unknown.empty();
    if (options && !headed && is_grid_head(items)) return grid_head(items);
    for (FormItem* item : items) linear(*item);
  }

 private:
  /// The heading that stands in a cell without options and is the only one of its row; null: none.
  static const FormItem* label_of(const std::vector<FormItem*>& items) {
    if (items.front()->line->table == 0) return nullptr;
    const FormItem* label = nullptr;
    for (const FormItem* item : items) {
      const bool beside_options =
          std::any_of(items.begin(), items.end(), [&](const FormItem* other) {
            return other->option && other->line->cell == item->line->cell;
          });
      if (!item->heading || beside_options || item->drafts.empty()) continue;
      if (label != nullptr && !(label->drafts == item->drafts)) return nullptr;
      label = item;
    }
    if (label == nullptr) return unknown_label_of(items);
    const bool contradicted = std::any_of(items.begin(), items.end(), [&](const FormItem* item) {
      return item->option && !item->drafts.empty() && !(item->drafts == label->drafts);
    });
    return contradicted ? nullptr : label;
  }
  static const FormItem* unknown_label_of(const std::vector<FormItem*>& items) {
    const auto found = std::find_if(items.begin(), items.end(), [](const FormItem* item) {
      return item->heading && !item->option;
    });
    const bool known = std::any_of(items.begin(), items.end(),
                                   [](const FormItem* item) { return !item->drafts.empty(); });
    return found == items.end() || known ? nullptr : *found;
  }

  void labelled(const FormItem& label, std::vector<FormItem*> items) {
    close_above(label);
    start(row_, label);
    tabular_ = true;
    pending_ = std::move(items);
    close_keeping_heading();
  }

  /// Words in a row of the table for themselves, between two drafts: the form has none there, but
  /// for those of its head. On pages they may be anything.
  void close_above(const FormItem& label) {
    const auto last = std::find_if(pending_.rbegin(), pending_.rend(),
                                   [](const FormItem* item) { return item->option.has_value(); });
    std::vector<std::u32string> between;
    std::for_each(last.base(), pending_.end(), [&](const FormItem* item) {
      const Line& line = *item->line;
      const bool apart = line.table == label.line->table && line.place.page == 0 &&
                         (last == pending_.rend() || !line.same_row(*(*last)->line));
      const bool name = item->heading && !says_more_than_name(line, item->drafts, languages_);
      if (apart && !name && !item->marks_only) between.push_back(item->letters);
    });
    close();
    if (rows_.empty()) {
      head_.insert(between.begin(), between.end());
    } else if (rows_.back().table == label.line->table) {
      std::ranges::copy_if(between, std::back_inserter(rows_.back().beside),
                           [&](const std::u32string& words) { return !head_.contains(words); });
    }
  }

  void linear(FormItem& item) {
    const bool left_the_table = row_.table != 0 && item.line->table != row_.table;
    if (left_the_table && !item.heading) close();
    if (item.heading && !is_subtitle(item) && !(item.option && item.drafts.empty())) {
      std::vector<std::string> asides = asides_above(item);
      close();
      start(row_, item);
      row_.asides = std::move(asides);
    }
    pending_.push_back(&item);
  }

  /// What stands behind the last option above a heading and is no draft's name. Above the first row
  /// a circular may speak of its drafts.
  std::vector<std::string> asides_above(const FormItem& heading) const {
    const bool repeated = !row_.drafts.empty() && row_.drafts == heading.drafts;
    const auto last = std::find_if(pending_.rbegin(), pending_.rend(),
                                   [](const FormItem* item) { return item->option.has_value(); });
    const bool closes_a_row = last != pending_.rend();
    if (rows_.empty() && !closes_a_row && !repeated) return {};
    std::vector<std::string> asides;
    if (!closes_a_row) asides = row_.asides;
    std::for_each(last.base(), pending_.end(), [&](const FormItem* item) {
      const Line& line = *item->line;
      if (line.table != 0) return;
      const std::string text = encode_utf8(characters_of(line));
      if (line.goes_on && !asides.empty()) {
        asides.back() += "\n" + text;
      } else if (item->drafts.empty() || says_more_than_name(line, item->drafts, languages_)) {
        asides.push_back(text);
      }
    });
    return asides;
  }

  /// "Draft Recommendation …" without a designation, right below a heading that has one.
  bool is_subtitle(const FormItem& item) const {
    return item.drafts.empty() && item.untitled && !row_.drafts.empty() &&
           std::none_of(pending_.begin(), pending_.end(),
                        [](const FormItem* other) { return other->option.has_value(); });
  }

  /// A head of columns: options in cells of their own, and no draft.
  static bool is_grid_head(const std::vector<FormItem*>& items) {
    if (items.front()->line->table == 0) return false;
    std::map<int, int> options_in;
    for (const FormItem* item : items) {
      if (item->option && !item->option->marks.empty()) return false;
      if (item->option) ++options_in[item->line->cell];
    }
    return options_in.size() >= 2 && std::all_of(options_in.begin(), options_in.end(),
                                                 [](const auto& cell) { return cell.second == 1; });
  }
  void grid_head(const std::vector<FormItem*>& items) {
    close();
    grid_.clear();
    grid_table_ = items.front()->line->table;
    for (const FormItem* item : items) {
      if (item->option) grid_.emplace(item->line->cell, *item->option);
    }
  }
  bool in_grid(const std::vector<FormItem*>& items) const {
    return !grid_.empty() && items.front()->line->table == grid_table_;
  }
  /// Whatever was written below an option in place of a mark ("1") may be meant as one; on a
  /// picture it may be dirt.
  static std::vector<Mark> marks_in_grid(const FormItem& item) {
    std::vector<Mark> marks = item.marks;
    const std::u32string text = characters_of(*item.line);
    const bool written = std::any_of(text.begin(), text.end(),
                                     [](char32_t c) { return is_letter(c) || is_digit(c); });
    if (written && !item.marks_only && !item.heading && item.line->place.page == 0) {
      marks.push_back({MarkKind::unclear, encode_utf8(text)});
    }
    return marks;
  }
  void grid_row(const FormItem& label, const std::vector<FormItem*>& items) {
    close();
    start(row_, label);
    row_.grid = true;
    take_label_line(*label.line, row_);
    std::map<int, Option> options = grid_;
    for (const FormItem* item : items) {
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
    put_together(row, pending_, std::exchange(tabular_, false));
    pending_.clear();
    if (!row.options.empty() || !row.loose.empty()) rows_.push_back(std::move(row));
  }

  std::vector<NamedDraft> only_;
  const Languages& languages_;
  std::vector<FormRow> rows_;
  FormRow row_;  ///< its heading; its options are still pending
  std::vector<FormItem*> pending_;
  bool tabular_ = false;
  std::map<int, Option> grid_;
  int grid_table_ = 0;
  std::set<std::u32string> head_;  ///< lines of the table above its first draft
};

/// An option, or what is left of one where the document was cut: "☒ No".
bool may_be_option(const FormItem& item, const Languages& languages) {
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
bool goes_on(const std::vector<FormItem>& items, const Languages& languages) {
  const auto last = std::find_if(items.rbegin(), items.rend(),
                                 [](const FormItem& item) { return !item.letters.empty(); });
  return last != items.rend() && !may_be_option(*last, languages);
}

bool is_deleted(const FormItem& item) {
  return std::all_of(item.line->glyphs.begin(), item.line->glyphs.end(),
                     [](const Glyph& glyph) { return glyph.marks.deleted; });
}

/// A row of a table that names a draft and is deleted as a whole, by a tracked change, is no longer
/// there; nor are the deleted ones below it, which name none.
class DeletedRows {
 public:
  explicit DeletedRows(const DraftNames& names) : names_(names) {}

  bool has(const std::vector<FormItem*>& group) {
    const bool deleted = group.front()->line->table != 0 &&
                         std::all_of(group.begin(), group.end(),
                                     [](const FormItem* item) { return is_deleted(*item); });
    below_ = deleted && (below_ || names_a_draft(group));
    return below_;
  }

 private:
  bool names_a_draft(const std::vector<FormItem*>& group) const {
    return std::any_of(group.begin(), group.end(), [&](const FormItem* item) {
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
    std::move(row.asides.begin(), row.asides.end(), std::back_inserter(above.asides));
    above.label += row.label;
    above.label_text += row.label_text;
    above.label_struck = above.label_struck || row.label_struck;
    above.label_asks = above.label_asks || row.label_asks;
    above.written_on = std::max(above.written_on, row.written_on);
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
    std::size_t end = end_of_label(line, names, options);
    if (end == 0) end = end_of_sentence(line, names, options);
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
  std::vector<FormItem> items;
  items.reserve(parts.size());
  for (const Line& part : parts) items.push_back(item_of(part, names, options));

  Assembly assembly(names.only(), options.languages());
  DeletedRows gone(names);
  const bool more = goes_on(items, options.languages());
  for (std::size_t i = 0; i < items.size();) {
    std::vector<FormItem*> group{&items[i]};
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
