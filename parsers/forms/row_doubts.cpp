// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_doubts.h"

#include <algorithm>
#include <set>

#include "parsers/forms/read_label.h"
#include "parsers/forms/read_words.h"
#include "parsers/forms/row_compare.h"
#include "parsers/forms/row_label.h"

namespace tallyd {
namespace {

/// What is written in a row with nothing marked may be the decision, in words.
void weigh_blank_row(ReadRow& row, const Languages& languages) {
  if (row.reading.authority != Authority::none || !row.reading.doubts.empty()) return;
  const auto& texts = row.row->other_text;
  const bool foreign = std::any_of(texts.begin(), texts.end(), [&](const std::u32string& text) {
    return !is_of_the_form(text, languages);
  });
  if (foreign) row.reading.doubts.push_back("text_in_blank_row");
}

/// Words that one row has behind an option and no other row has: the sender wrote them there.
bool is_written_there(const Option& option, const std::vector<ReadRow>& rows,
                      const Languages& languages) {
  if (option.rest.size() < 2 || sign_of(option) != Sign::left) return false;
  std::size_t alike = 0;
  for (const ReadRow& row : rows) {
    for (const Option& other : row.row->options) {
      if (other.kind == option.kind && other.rest == option.rest) ++alike;
    }
  }
  return alike < 2 && !is_of_the_form(option.rest, languages);
}

void weigh_rests(std::vector<ReadRow>& rows, bool misread, const Languages& languages) {
  for (ReadRow& row : rows) {
    const auto& options = row.row->options;
    // Signatures run over the option that the mark of the other one leaves.
    const bool covered = misread && row.reading.by_mark;
    const bool written = std::any_of(options.begin(), options.end(), [&](const Option& option) {
      return is_written_there(option, rows, languages) &&
             !(covered && is_misread_tail(option, languages));
    });
    if (written) row.reading.doubts.push_back("text_beside_option");
  }
}

/// What the sender wrote or took away, seen by comparing the rows with one another.
void weigh_blank_form(std::vector<ReadRow>& read, const std::vector<FormRow>& rows,
                      const Languages& languages) {
  const std::vector<const FormRow*> written = rows_with_words_in_label(rows, languages);
  const bool boxes_gone = has_lost_its_boxes(rows);
  for (ReadRow& row : read) {
    if (!row.reading.doubts.empty()) continue;
    const bool open = row.reading.authority == Authority::none;
    const bool assigned = row.reading.authority == Authority::assigned;
    const bool circles = assigned && row.reading.comments == Comments::unspecified;
    const bool only_circle = assigned && !row.reading.by_mark && !row.reading.by_removal;
    if (((open || only_circle) &&
         lacks_a_box(*row.row, OptionKind::assigns, OptionKind::refuses)) ||
        ((open || circles) &&
         lacks_a_box(*row.row, OptionKind::no_comments, OptionKind::comments_attached))) {
      row.reading.doubts.push_back("box_missing");
    }
    if (open && boxes_gone) row.reading.doubts.push_back("boxes_gone");
    if (has_changed_words(*row.row, rows)) row.reading.doubts.push_back("wording_changed");
    if (has_own_words(*row.row, rows, languages)) row.reading.doubts.push_back("words_in_row");
    if (row.row->label_asks ||
        std::find(written.begin(), written.end(), row.row) != written.end()) {
      row.reading.doubts.push_back("words_in_label");
    }
    if (row.row->label_struck) row.reading.doubts.push_back("label_struck");
  }
}

/// An outer option of a text of that consultation speaks of another study group.
bool names_other_group(const FormRow& row, const Consultation& consultation) {
  return std::any_of(row.options.begin(), row.options.end(), [&](const Option& option) {
    const auto& numbers = option.numbers;
    return is_outer(option.kind) && sign_of(option) != Sign::removed && !numbers.empty() &&
           std::find(numbers.begin(), numbers.end(), consultation.study_group) == numbers.end();
  });
}

/// By hand, among the words that decide. In an option that is left a line only says once more what
/// the mark of the other one says, and signatures run over the last one; where no option is marked,
/// or neither circle of what is assigned, it may be all that somebody said.
bool is_written_on(const FormRow& row) {
  const auto is_marked = [](const Option& option) { return sign_of(option) == Sign::marked; };
  bool any = false;
  bool refused = false;
  bool circles = false;
  for (const Option& option : row.options) {
    if (!is_marked(option)) continue;
    any = true;
    refused = refused || option.kind == OptionKind::refuses;
    circles = circles || !is_outer(option.kind);
  }
  // Where nothing is marked, what makes words hard to read may be the mark.
  const auto counts = [&](WrittenOn written, bool open) {
    return written == WrittenOn::yes || (written == WrittenOn::perhaps && open);
  };
  const auto tells = [&](const Option& option) {
    const bool open = is_outer(option.kind) ? !any : !refused && !circles;
    return (open || is_marked(option)) && counts(option.written_on, open);
  };
  return counts(row.written_on, !any) || std::ranges::any_of(row.options, tells);
}

/// The same of a picture, of which letters are misread.
void weigh_read_words(std::vector<ReadRow>& read, const std::vector<FormRow>& rows,
                      const Languages& languages) {
  constexpr std::size_t kFew = 1;  // letters: "no" may be all that somebody said
  const std::vector<const FormRow*> written = rows_with_words_in_label(rows, languages, kFew);
  const std::vector<const FormRow*> written_on = rows_with_label_written_on(rows, languages);
  for (ReadRow& row : read) {
    if (!row.reading.doubts.empty()) continue;
    const bool open = row.reading.authority == Authority::none;
    const bool says = (open && std::ranges::find(written, row.row) != written.end()) ||
                      std::ranges::find(written_on, row.row) != written_on.end();
    if (has_words_put_in(*row.row, rows, languages))
      row.reading.doubts.push_back("wording_changed");
    if (has_words_added(*row.row, rows, languages)) row.reading.doubts.push_back("words_in_row");
    if (row.row->label_asks || says) row.reading.doubts.push_back("words_in_label");
    if (is_written_on(*row.row)) row.reading.doubts.push_back("ink_in_row");
  }
}

/// Whoever marks boxes does not mean a deletion, nor does who did nothing to the other drafts: a
/// part of the form was lost on its way.
void weigh_ways(std::vector<ReadRow>& rows) {
  const bool others = std::any_of(rows.begin(), rows.end(), [](const ReadRow& row) {
    const Signs& signs = row.reading.signs;
    return row.reading.by_mark || (signs.assigns == Sign::left && signs.refuses == Sign::left);
  });
  for (ReadRow& row : rows) {
    if (others && row.reading.by_removal) row.reading.doubts.push_back("ways_differ");
  }
}

bool differs(const std::vector<bool>& emphasis) {
  return std::find(emphasis.begin(), emphasis.end(), true) != emphasis.end() &&
         std::find(emphasis.begin(), emphasis.end(), false) != emphasis.end();
}

/// Emphasis that one row has and the others do not have may be meant as a mark.
void weigh_emphasis(std::vector<ReadRow>& rows) {
  std::set<std::vector<bool>> patterns;
  for (const ReadRow& row : rows) patterns.insert(emphasis_of(*row.row));
  const bool everywhere_the_same = rows.size() > 1 && patterns.size() == 1;
  for (ReadRow& row : rows) {
    if (!row.reading.doubts.empty() || !differs(emphasis_of(*row.row))) continue;
    if (row.reading.authority == Authority::none) {
      row.reading.doubts.push_back("emphasis_only");
      continue;
    }
    if (everywhere_the_same) continue;
    for (const Option& option : row.row->options) {
      const bool contrary =
          (option.kind == OptionKind::assigns &&
           row.reading.authority == Authority::not_assigned) ||
          (option.kind == OptionKind::refuses && row.reading.authority == Authority::assigned);
      if (contrary && option.emphasised && sign_of(option) != Sign::removed) {
        row.reading.doubts.push_back("emphasis_disagrees");
        break;
      }
    }
  }
}

}  // namespace

void weigh_rows(std::vector<ReadRow>& read, const std::vector<FormRow>& rows, bool misread,
                const Languages& languages) {
  for (ReadRow& row : read) weigh_blank_row(row, languages);
  weigh_rests(read, misread, languages);
  (misread ? weigh_read_words : weigh_blank_form)(read, rows, languages);
  weigh_ways(read);
  weigh_emphasis(read);
}

void weigh_groups(std::vector<ReadRow>& rows, const Consultation& consultation) {
  if (consultation.rule != Rule::tap) return;
  for (ReadRow& row : rows) {
    if (names_other_group(*row.row, consultation)) {
      row.reading.doubts.push_back("other_study_group");
    }
  }
}

}  // namespace tallyd
