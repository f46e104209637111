// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parsers/forms/line.h"
#include "parsers/forms/truth_table.h"
#include "parsers/forms/vocabulary.h"

namespace tallyd {

/// How certain it is which option a line is.
enum class Identity {
  clear,
  confirmed,  ///< almost as near to its opposite, told from it only by what its words go on with
  doubtful,   ///< damaged so that it might be its opposite: "does nol assign …" without the rest
};

/// A line that is one of the four options, with what was done to it.
struct Option {
  OptionKind kind = OptionKind::assigns;
  Identity identity = Identity::clear;
  std::string language;
  std::vector<Mark> marks;
  bool mark_behind = false;  ///< one of the marks stands behind the words
  bool whole = false;        ///< the words are all there: the line was not cut short
  std::size_t cost = 0;      ///< letters of its words that are wrong, missing or too many
  std::u32string words;      ///< the letters that were taken for the option's words, folded
  std::u32string rest;       ///< letters behind the words, folded
  double out = 0;            ///< share of its letters that are struck out or deleted
  bool deleted = false;      ///< by tracked changes, rather than struck out
  bool emphasised = false;   ///< most of its letters bold, coloured, highlighted or underlined
  bool unseen = false;       ///< some of its letters can't be seen
  WrittenOn written_on = WrittenOn::no;
  std::vector<int> numbers;  ///< among its words: the study group's
  std::string text;          ///< the line for a person: shown_of()
};

/// Finds options in the lines of one form. The rows of a form repeat its words: each wording is
/// compared with the phrases once.
class OptionFinder {
 public:
  /// Borrows them.
  explicit OptionFinder(const Languages& languages);
  ~OptionFinder();
  OptionFinder(const OptionFinder&) = delete;
  OptionFinder& operator=(const OptionFinder&) = delete;

  /// The option that the line begins with, after its marks. Empty: it is none.
  std::optional<Option> find(const Line& line);
  /// Whether find() would find one.
  bool is_option(const Line& line);

  const Languages& languages() const { return languages_; }

 private:
  struct Known;
  struct Words;
  Words words_of(const Line& line);

  const Languages& languages_;
  std::unique_ptr<Known> known_;
};

/// Cuts a line that holds several options ("☐ assigns … ○ No comments ● Comments …") into lines
/// with one option each, with the marks before it; any other line stays whole.
std::vector<Line> split_options(const Line& line, const Languages& languages);

/// Whether the letters (folded) belong to the blank form: an option, its continuation, or a part.
bool is_of_the_form(std::u32string_view letters, const Languages& languages);

/// What was done to the option, by its marks and its letters.
Sign sign_of(const Option& option);

/// For a person: "☒ beside “assigns authority”", "“does not assign authority” struck out"; empty:
/// left.
std::string evidence_of(const Option& option);

}  // namespace tallyd
