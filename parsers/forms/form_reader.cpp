// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_reader.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "config/form_identifier.h"
#include "parsers/forms/answered_circular.h"
#include "parsers/forms/answering_administration.h"
#include "parsers/forms/folded.h"
#include "parsers/forms/form_doubts.h"
#include "parsers/forms/form_item.h"
#include "parsers/forms/form_rows.h"
#include "parsers/forms/misread_names.h"
#include "parsers/forms/read_words.h"
#include "parsers/forms/row_compare.h"
#include "parsers/forms/row_doubts.h"
#include "parsers/forms/row_label.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

std::u32string plain_text(const Line& line) {
  std::u32string text;
  for (const Glyph& glyph : line.glyphs) {
    if (glyph.box == nullptr && !glyph.out()) text += glyph.character;
  }
  return text;
}

bool has_doubt(const FormReading& form, std::string_view draft) {
  return std::any_of(form.doubts.begin(), form.doubts.end(),
                     [draft](const Doubt& doubt) { return doubt.draft == draft; });
}

bool is_blank(const RowReading& reading) {
  return reading.authority == Authority::none && reading.doubts.empty();
}

/// All rows of one draft as one decision: blank ones beside a decided one do not count.
Decision decide(const Draft& draft, const std::vector<const RowReading*>& rows,
                std::vector<Doubt>& doubts) {
  Decision decision;
  decision.draft = draft.designation;
  const RowReading* decided = nullptr;
  for (const RowReading* row : rows) {
    if (is_blank(*row)) continue;
    if (decided != nullptr &&
        (decided->authority != row->authority || decided->comments != row->comments)) {
      doubts.push_back(form_doubt("rows_disagree", draft.designation));
      decision.authority = Authority::conflict;
      decision.comments = Comments::conflict;
    }
    decided = row;
    if (!decision.evidence.empty()) decision.evidence += "; ";
    decision.evidence += row->evidence;
    for (const std::string_view code : row->doubts) {
      doubts.push_back(form_doubt(code, draft.designation));
    }
  }
  if (decided != nullptr && decision.authority != Authority::conflict) {
    decision.authority = decided->authority;
    decision.comments = decided->comments;
  }
  return decision;
}

std::string majority_language(const std::vector<FormRow>& rows) {
  std::map<std::string, int> count;
  for (const FormRow& row : rows) {
    for (const Option& option : row.options) ++count[option.language];
  }
  const auto most = std::max_element(
      count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == count.end() ? std::string() : most->first;
}

/// "We assign authority to Study Group 17 to consider all texts": one side of the choice, with no
/// box and under no draft's name, is a sentence.
bool is_sentence(const FormRow& row) {
  const auto is_bare = [&](const Option& option) {
    return option.marks.empty() && option.out == 0 && option.kind == row.options.front().kind;
  };
  return row.drafts.empty() && row.unknown.empty() && row.loose.empty() && row.table == 0 &&
         std::all_of(row.options.begin(), row.options.end(), is_bare);
}

/// A row of Annex 2: an outer option, or circles under a draft. "Comments" above a list of them is
/// none.
bool shows_a_form(const FormRow& row) {
  const bool outer = std::any_of(row.options.begin(), row.options.end(),
                                 [](const Option& option) { return is_outer(option.kind); });
  return (outer && !is_sentence(row)) || (!row.drafts.empty() && row.options.size() > 1);
}

void decide_drafts(FormReading& form, const std::vector<ReadRow>& rows) {
  if (form.consultation == nullptr) return;
  for (const Draft& draft : form.consultation->drafts) {
    std::vector<const RowReading*> own;
    for (const ReadRow& row : rows) {
      const auto& named = row.row->drafts;
      const bool is_own = std::any_of(named.begin(), named.end(), [&](const NamedDraft& n) {
        return n.consultation == form.consultation && n.draft == &draft;
      });
      if (is_own) own.push_back(&row.reading);
    }
    if (own.empty()) form.doubts.push_back(form_doubt("draft_missing", draft.designation));
    form.decisions.push_back(decide(draft, own, form.doubts));
  }
}

void tell_stray_rows(FormReading& form, const std::vector<ReadRow>& rows) {
  bool told = false;
  for (const ReadRow& row : rows) {
    if (!row.row->drafts.empty()) continue;
    if (!row.row->unknown.empty()) {
      form.doubts.push_back(form_doubt("unknown_draft", {}, row.row->unknown));
    } else if (!std::exchange(told, true)) {
      form.doubts.push_back(form_doubt("options_without_draft"));
    }
  }
}

bool has_code(const FormReading& form, std::string_view code) {
  return std::any_of(form.doubts.begin(), form.doubts.end(),
                     [code](const Doubt& doubt) { return doubt.code == code; });
}

void tell_blank(FormReading& form) {
  const bool decided =
      std::any_of(form.decisions.begin(), form.decisions.end(), [&](const Decision& decision) {
        return decision.authority != Authority::none || has_doubt(form, decision.draft);
      });
  if (!decided && !form.decisions.empty()) form.doubts.push_back(form_doubt("blank_form"));
}

/// Whom our own blank form was made for (config/form_identifier.h), if that is in the register. The
/// circular that it was made for is taken for one that the form names.
std::string made_for(const FormReading& form, const Register& administrations,
                     std::vector<int>& numbers) {
  const auto identifier = find_form_identifier(form.words);
  if (!identifier) return "";
  int number = 0;
  const std::string& digits = identifier->circular_number;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ec == std::errc()) numbers.push_back(number);
  const bool known = std::any_of(
      administrations.begin(), administrations.end(),
      [&](const Administration& entry) { return entry.code == identifier->administration; });
  return known ? identifier->administration : "";
}

/// The titles of the drafts, as Annex 1 has them.
std::set<std::u32string> titles_of(const std::vector<FormRow>& rows) {
  std::set<std::u32string> titles;
  for (const FormRow& row : rows) {
    for (const NamedDraft& named : row.drafts) titles.insert(letters_of(named.draft->title));
  }
  titles.erase(U"");  // it has none
  return titles;
}

/// An option's words that were wrapped into lines of their own: "for approval (reasons for …".
bool goes_on_with_form(const Line& line, const Languages& languages) {
  return line.goes_on && is_of_the_form(letters_of(line).letters, languages);
}

/// What is written on the form, put apart; returns the lines that are no options.
std::vector<std::string> take_words(const std::vector<Line>& lines,
                                    const std::vector<FormRow>& rows, OptionFinder& options,
                                    FormReading& form) {
  // Where the options are a table's head, what stands below it are names and marks.
  const auto in_grid = [&rows](const Line& line) {
    return line.table != 0 && std::any_of(rows.begin(), rows.end(), [&](const FormRow& row) {
             return row.grid && row.table == line.table;
           });
  };
  const std::set<std::u32string> titles = titles_of(rows);
  std::vector<std::string> texts;
  bool found = false;
  bool in_option = false;
  for (const Line& line : lines) {
    std::string text = encode_utf8(plain_text(line));
    if (options.is_option(line)) {
      if (!std::exchange(found, true)) form.above = form.words.size();
      in_option = true;
      form.notes += text + "\n\n";
      form.words += "\n\n";
      form.below = form.words.size();
      continue;
    }
    in_option = in_option && goes_on_with_form(line, options.languages());
    if (line.table == 0) form.apart += text + "\n";
    const bool is_title = !titles.empty() && titles.contains(letters_of(line).letters);
    if (!is_title) form.words += text + "\n\n";
    if (in_option || (found && in_grid(line))) form.below = form.words.size();
    texts.push_back(std::move(text));
  }
  return texts;
}

/// A line and those that go on with it, as one.
Line paragraph_at(const std::vector<Line>& lines, std::size_t first) {
  Line paragraph = lines[first];
  for (std::size_t i = first + 1; i < lines.size() && lines[i].goes_on; ++i) {
    paragraph.glyphs.emplace_back().character = U' ';
    paragraph.glyphs.insert(paragraph.glyphs.end(), lines[i].glyphs.begin(), lines[i].glyphs.end());
  }
  return paragraph;
}

/// The paragraphs above the heading of the first row, which is the last that names a draft before
/// an option. Pages have lines, and lists of drafts that go on in the next one: none.
std::string cover_of(const std::vector<Line>& lines, const DraftNames& names,
                     OptionFinder& options) {
  std::string cover;
  std::size_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].place.page != 0 || options.is_option(lines[i])) break;
    if (lines[i].goes_on) continue;
    const Line paragraph = paragraph_at(lines, i);
    const std::vector<NamedDraft> named = names.find(characters_of(paragraph));
    if (!named.empty()) end = cover.size();
    if (!named.empty() && !says_more_than_name(paragraph, named, options.languages())) continue;
    cover += encode_utf8(plain_text(paragraph)) + "\n\n";
  }
  cover.resize(end);
  return cover;
}

void take(AnsweredCircular answered, FormReading& form) {
  form.consultation = answered.consultation;
  form.circular = std::move(answered.name);
  form.circular_by = std::move(answered.by);
  std::move(answered.doubts.begin(), answered.doubts.end(), std::back_inserter(form.doubts));
}

void take(AnsweringAdministration answering, FormReading& form) {
  form.administration = std::move(answering.code);
  form.administration_by = std::move(answering.by);
  if (answering.doubt) form.doubts.push_back(std::move(*answering.doubt));
}

}  // namespace

bool FormReading::answers() const { return is_form && !has_code(*this, "blank_form"); }

void settle_administration(FormReading& form, const std::vector<std::string>& senders) {
  const std::string& likely = form.likely_administration;
  if (likely.empty() || senders.size() != 1 || senders.front() != likely) return;
  form.administration = likely;
  form.administration_by = likely + " by what was read of its name on a picture, and by the sender";
  std::erase_if(form.doubts, [](const Doubt& d) { return d.code == "unknown_administration"; });
}

FormReader::FormReader(const Asked& asked)
    : asked_(asked),
      languages_(asked.phrases),
      drafts_(asked.consultations),
      circulars_(asked.phrases),
      countries_(asked.administrations, asked.phrases) {}

FormReading FormReader::read(const Document& document) const {
  FormReading form;
  std::vector<Line> lines = lines_of(document);
  if (document.misread) restore_designations(asked_.consultations, lines);
  OptionFinder options(languages_);
  lines = split_labels(std::move(lines), drafts_, options);
  std::vector<FormRow> rows = rows_of(lines, drafts_, options);
  if (document.misread) drop_circles_of_sentences(rows, languages_);
  settle_odd_signs(rows);
  form.is_form = std::any_of(rows.begin(), rows.end(), &shows_a_form);
  if (!form.is_form) return form;
  form.language = majority_language(rows);
  for (const std::string& doubt : document.doubts) {
    form.doubts.push_back(form_doubt("document_damaged", {}, doubt));
  }

  const Completeness completeness =
      document.recognised ? Completeness::recognised : Completeness::as_written;
  std::vector<ReadRow> read;
  read.reserve(rows.size());
  for (const FormRow& row : rows) {
    read.push_back({&row, read_row(row, completeness, languages_)});
  }
  weigh_rows(read, rows, document.misread, languages_);

  std::vector<int> numbers;
  const std::vector<std::string> texts = take_words(lines, rows, options, form);
  for (const Line& line : lines) {
    for (const int number : circulars_.find(plain_text(line))) numbers.push_back(number);
  }
  form.cover = cover_of(lines, drafts_, options);
  for (const FormRow& row : rows) {
    for (const std::string& aside : row.asides) form.asides += aside + "\n\n";
  }
  form.labels = short_words_in_labels(rows);
  form.margins = document.margins;
  form.apart += document.margins;
  const std::string printed = made_for(form, asked_.administrations, numbers);
  take(answered_circular(rows, numbers, asked_.consultations), form);
  if (!document.misread && form.consultation != nullptr) weigh_groups(read, *form.consultation);
  for (const ReadRow& row : read) form.rows.push_back(row_seen(*row.row, row.reading));
  decide_drafts(form, read);
  tell_stray_rows(form, read);
  tell_blank(form);
  take(answering_administration(texts, countries_, printed), form);
  if (document.misread && has_code(form, "unknown_administration")) {
    form.likely_administration = likely_administration(texts, document.read_again, countries_);
  }
  return form;
}

}  // namespace tallyd
