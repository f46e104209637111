// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.h"
#include "parsers/document.h"
#include "parsers/forms/circular_name.h"
#include "parsers/forms/country_names.h"
#include "parsers/forms/draft_names.h"
#include "parsers/forms/row_seen.h"
#include "parsers/forms/vocabulary.h"
#include "parsers/reading.h"

namespace tallyd {

/// What one document says, if it is a form.
struct FormReading {
  bool is_form = false;                        ///< it has options of Annex 2
  const Consultation* consultation = nullptr;  ///< which it answers; null: not known
  std::string circular;        ///< its name, or that of an unknown one; may be empty
  std::string administration;  ///< the one that it names; may be empty
  /// Of a picture whose name of an administration was not read (a doubt tells it): the only one
  /// that it can be, read again or by what of it was read. Not certain by itself; mostly empty.
  std::string likely_administration;
  std::string language;
  std::vector<Decision> decisions;  ///< of every draft of the consultation, in its order
  std::vector<Doubt> doubts;
  std::vector<RowSeen> rows;      ///< all that were found, for a person
  std::string circular_by;        ///< what shows the circular, a sentence; empty: nothing
  std::string administration_by;  ///< where the form names who answers, a sentence; or empty
  std::string words;              ///< what is written outside the options, a paragraph a line
  std::size_t above = 0;          ///< where in `words` the first option stood
  std::size_t below = 0;          ///< where in `words` that begins which is below the last option
  std::string apart;              ///< lines outside tables, and those in `margins`
  std::string margins;            ///< of the document
  std::string notes;              ///< the lines of the options, with what was written behind them
  std::string cover;   ///< above the first row, but for drafts' names and titles; no page's
  std::string labels;  ///< short words beside the drafts' names, one a line
  std::string asides;  ///< between the rows, where no table is, but for names and titles

  /// Something is marked on it, or may be.
  bool answers() const;
};

/// A name that was not read on a picture is that of the sender where what is left of it can be no
/// other's. `senders`: codes for whom the sender may speak; where there are several, none is. The
/// sender alone decides nothing against what the form says.
void settle_administration(FormReading& form, const std::vector<std::string>& senders);

/// Reads Annex 2 out of Documents. Prepared once for what is asked.
class FormReader {
 public:
  /// Borrows `asked`.
  explicit FormReader(const Asked& asked);

  FormReading read(const Document& document) const;

  const DraftNames& drafts() const { return drafts_; }
  const CountryNames& countries() const { return countries_; }
  const CircularNames& circulars() const { return circulars_; }

 private:
  const Asked& asked_;
  Languages languages_;
  DraftNames drafts_;
  CircularNames circulars_;
  CountryNames countries_;
};

}  // namespace tallyd
