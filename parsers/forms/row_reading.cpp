// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_reading.h"

#include <algorithm>
#include <array>
#include <optional>

#include "parsers/forms/phrase_match.h"

namespace tallyd {
namespace {

constexpr std::array kKinds{OptionKind::assigns, OptionKind::refuses, OptionKind::no_comments,
                            OptionKind::comments_attached};

/// The same option twice in a row (two languages): what one leaves open the other may decide.
Sign merged(Sign a, Sign b) {
  if (a == b || b == Sign::left) return a;
  return a == Sign::left ? b : Sign::unclear;
}

std::optional<Sign> sign_in(const FormRow& row, OptionKind kind) {
  std::optional<Sign> sign;
  for (const Option& option : row.options) {
    if (option.kind == kind) sign = sign ? merged(*sign, sign_of(option)) : sign_of(option);
  }
  return sign;
}

Sign& sign_of(Signs& signs, OptionKind kind) {
  switch (kind) {
    case OptionKind::assigns:
      return signs.assigns;
    case OptionKind::refuses:
      return signs.refuses;
    case OptionKind::no_comments:
      return signs.no_comments;
    case OptionKind::comments_attached:
      break;
  }
  return signs.comments_attached;
}

void add(std::string& evidence, const std::string& more) {
  if (more.empty()) return;
  if (!evidence.empty()) evidence += "; ";
  evidence += more;
}

std::string place_of(const FormRow& row) {
  if (row.table == 0) return {};
  return "table " + std::to_string(row.table) + ", row " + std::to_string(row.row) + ": ";
}

bool is_lost(const FormRow& row, OptionKind kind) {
  return std::any_of(row.options.begin(), row.options.end(), [kind](const Option& option) {
    return option.kind == kind &&
           std::any_of(option.marks.begin(), option.marks.end(),
                       [](const Mark& mark) { return mark.kind == MarkKind::lost; });
  });
}

/// A box whose state the file has lost is taken for empty, as it is shown, where the sender marked
/// or took out one of the pair in another way; else nobody can tell.
void settle_lost(const FormRow& row, OptionKind a, OptionKind b, Signs& signs) {
  const auto is_decided = [](Sign sign) { return sign == Sign::marked || sign == Sign::removed; };
  if (is_decided(sign_of(signs, a)) || is_decided(sign_of(signs, b))) return;
  for (const OptionKind kind : {a, b}) {
    if (is_lost(row, kind)) sign_of(signs, kind) = Sign::unclear;
  }
}

/// It was ticked, and then struck out as a whole.
bool is_struck_tick(const FormRow& row, OptionKind kind) {
  return std::any_of(row.options.begin(), row.options.end(), [kind](const Option& option) {
    return option.kind == kind && !option.deleted &&
           std::any_of(option.marks.begin(), option.marks.end(), [](const Mark& mark) {
             return mark.struck && mark.kind != MarkKind::empty;
           });
  });
}

/// A tick that is struck out with its option, and none beside the other of the pair: taken back, or
/// a way to choose it.
void settle_struck(const FormRow& row, OptionKind a, OptionKind b, Signs& signs) {
  if (sign_of(signs, a) == Sign::marked || sign_of(signs, b) == Sign::marked) return;
  for (const OptionKind kind : {a, b}) {
    Sign& sign = sign_of(signs, kind);
    if (sign == Sign::removed && is_struck_tick(row, kind)) sign = Sign::unclear;
  }
}

/// Text in the row that the blank form does not have: the words of an option, perhaps, changed.
bool has_foreign_text(const FormRow& row, const Languages& languages) {
  return std::any_of(row.other_text.begin(), row.other_text.end(),
                     [&](const std::u32string& text) { return !is_of_the_form(text, languages); });
}

/// An option that is not there was deleted, unless it may have been lost, overlooked or reworded.
struct Missing {
  std::vector<OptionKind> kinds;
  bool outer = false;
};

Missing missing_in(const FormRow& row) {
  Missing missing;
  for (const OptionKind kind : kKinds) {
    if (sign_in(row, kind)) continue;
    missing.kinds.push_back(kind);
    missing.outer = missing.outer || is_outer(kind);
  }
  return missing;
}

/// Its words stand in the row, but not where an option begins: behind the draft's name, in one
/// line.
bool is_overlooked(OptionKind kind, const FormRow& row, const Languages& languages) {
  const auto holds = [&](const std::u32string& text) {
    return std::any_of(
        languages.vocabularies.begin(), languages.vocabularies.end(), [&](const Vocabulary& v) {
          return std::any_of(v.options.begin(), v.options.end(), [&](const auto& wording) {
            return wording.kind == kind &&
                   match_anywhere(text, wording.words, tolerance(wording.words.size()));
          });
        });
  };
  return holds(row.label) || std::any_of(row.other_text.begin(), row.other_text.end(), holds);
}

/// The code of why an absence can't be relied on; empty: it was deleted.
std::string_view why_not_deleted(const FormRow& row, const Missing& missing,
                                 Completeness completeness, const Languages& languages) {
  if (completeness == Completeness::recognised) return "option_not_found";
  if (!row.followed) return "form_ends_early";
  const bool overlooked =
      std::any_of(missing.kinds.begin(), missing.kinds.end(),
                  [&](OptionKind kind) { return is_overlooked(kind, row, languages); });
  if (overlooked) return "option_not_found";
  const bool marked = std::any_of(row.options.begin(), row.options.end(), [](const Option& o) {
    return is_outer(o.kind) && sign_of(o) == Sign::marked;
  });
  if (missing.outer && !marked && has_foreign_text(row, languages)) return "wording_changed";
  // An option on comments in other words stands among the others.
  const bool circle = std::any_of(missing.kinds.begin(), missing.kinds.end(),
                                  [](OptionKind kind) { return !is_outer(kind); });
  const bool reworded =
      std::any_of(row.beside.begin(), row.beside.end(),
                  [&](const std::u32string& line) { return !is_of_the_form(line, languages); });
  if (circle && reworded) return "wording_changed";
  return {};
}

bool ends_early(const FormRow& row) {
  if (row.followed || row.grid || row.options.empty()) return false;
  const bool behind = std::any_of(row.options.begin(), row.options.end(),
                                  [](const Option& option) { return option.mark_behind; });
  return behind || !row.options.back().whole;
}

/// A letter that stands where an empty box would ("O", "Y") is what recognition made of a box, and
/// perhaps of the mark on it, that was not found by its shape.
bool was_seen(const Mark& mark) { return mark.kind != MarkKind::empty || mark.place.page != 0; }

/// On a picture the box of an option may be overlooked, and with it its mark.
bool is_box_missing(const FormRow& row, const Signs& signs) {
  return std::any_of(row.options.begin(), row.options.end(), [&](const Option& option) {
    const bool matters = is_outer(option.kind) || signs.refuses != Sign::marked;
    return matters && std::none_of(option.marks.begin(), option.marks.end(), &was_seen);
  });
}

void take_missing(const FormRow& row, Signs& signs, RowReading& reading, Completeness completeness,
                  const Languages& languages) {
  const Missing missing = missing_in(row);
  if (missing.kinds.empty() || row.grid) return;
  const std::string_view why = why_not_deleted(row, missing, completeness, languages);
  if (!why.empty()) {
    // Where authority is not assigned, no circle matters.
    const bool matters = missing.outer || signs.refuses != Sign::marked;
    if (matters) reading.doubts.push_back(why);
    return;
  }
  for (const OptionKind kind : missing.kinds) {
    sign_of(signs, kind) = Sign::removed;
    if (is_outer(kind)) {
      add(reading.evidence, kind == OptionKind::assigns ? "“assigns authority” taken out"
                                                        : "“does not assign authority” taken out");
    }
  }
}

}  // namespace

RowReading read_row(const FormRow& row, Completeness completeness, const Languages& languages) {
  RowReading reading;
  Signs signs;
  for (const OptionKind kind : kKinds) {
    if (const auto sign = sign_in(row, kind)) sign_of(signs, kind) = *sign;
  }
  for (const Option& option : row.options) add(reading.evidence, evidence_of(option));
  take_missing(row, signs, reading, completeness, languages);
  settle_struck(row, OptionKind::assigns, OptionKind::refuses, signs);
  settle_struck(row, OptionKind::no_comments, OptionKind::comments_attached, signs);
  // One circle tells of a box that is marked: no form has it beside another answer.
  const bool told =
      (signs.no_comments == Sign::marked) != (signs.comments_attached == Sign::marked);
  if (!told) settle_lost(row, OptionKind::assigns, OptionKind::refuses, signs);
  if (signs.refuses != Sign::marked) {
    settle_lost(row, OptionKind::no_comments, OptionKind::comments_attached, signs);
  }
  if (completeness == Completeness::recognised && !row.grid && is_box_missing(row, signs)) {
    reading.doubts.push_back("option_not_found");
  }
  reading.signs = signs;
  const RowMeaning meaning = meaning_of(signs);
  reading.authority = meaning.authority;
  reading.comments = meaning.comments;
  reading.by_mark = signs.assigns == Sign::marked || signs.refuses == Sign::marked;
  reading.by_removal =
      !reading.by_mark && (signs.assigns == Sign::removed || signs.refuses == Sign::removed);
  if (!meaning.doubt.empty()) reading.doubts.push_back(meaning.doubt);
  if (!row.loose.empty()) reading.doubts.push_back("loose_mark");
  if (ends_early(row)) reading.doubts.push_back("form_ends_early");
  if (!reading.evidence.empty()) reading.evidence = place_of(row) + reading.evidence;
  return reading;
}

std::vector<bool> emphasis_of(const FormRow& row) {
  std::vector<bool> emphasis;
  for (const Option& option : row.options) emphasis.push_back(option.emphasised);
  return emphasis;
}

}  // namespace tallyd
