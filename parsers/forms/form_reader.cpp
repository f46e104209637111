// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "config/form_identifier.h"
#include "parsers/forms/folded.h"
#include "parsers/forms/form_doubts.h"
#include "parsers/forms/form_rows.h"
#include "parsers/forms/misread_names.h"
#include "parsers/forms/read_words.h"
#include "parsers/forms/row_compare.h"
#include "parsers/forms/row_label.h"
#include "parsers/forms/row_reading.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

struct ReadRow {
  const FormRow* row = nullptr;
  RowReading reading;
};

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

/// What is written in a row with nothing marked may be the decision, in words.
void weigh_text(ReadRow& row, const Languages& languages) {
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

void weigh_rests(std::vector<ReadRow>& rows, const Languages& languages) {
  for (ReadRow& row : rows) {
    const auto& options = row.row->options;
    const bool written = std::any_of(options.begin(), options.end(), [&](const Option& option) {
      return is_written_there(option, rows, languages);
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

void weigh_groups(const FormReading& form, std::vector<ReadRow>& rows) {
  if (form.consultation == nullptr || form.consultation->rule != Rule::tap) return;
  for (ReadRow& row : rows) {
    if (names_other_group(*row.row, *form.consultation)) {
      row.reading.doubts.push_back("other_study_group");
    }
  }
}

/// By hand, among the words that decide. In an option that is left a line only says once more what
/// the mark of the other one says, and signatures run over the last one; where no option is marked
/// it may be all that somebody said.
bool is_written_on(const FormRow& row) {
  const auto is_marked = [](const Option& option) { return sign_of(option) == Sign::marked; };
  const bool any = std::any_of(row.options.begin(), row.options.end(), is_marked);
  return row.written_on ||
         std::any_of(row.options.begin(), row.options.end(),
                     [&](const Option& o) { return o.written_on && (!any || is_marked(o)); });
}

/// The same of a picture, of which letters are misread.
void weigh_read_words(std::vector<ReadRow>& read, const std::vector<FormRow>& rows,
                      const Languages& languages) {
  for (ReadRow& row : read) {
    if (!row.reading.doubts.empty()) continue;
    if (has_words_put_in(*row.row, rows, languages))
      row.reading.doubts.push_back("wording_changed");
    if (has_words_added(*row.row, rows, languages)) row.reading.doubts.push_back("words_in_row");
    if (row.row->label_asks) row.reading.doubts.push_back("words_in_label");
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

const Consultation* find_number(const std::vector<Consultation>& all, int number) {
  const auto found = std::find_if(all.begin(), all.end(), [number](const Consultation& c) {
    return number_of(c.circular) == number;
  });
  return found == all.end() ? nullptr : &*found;
}

/// Consultations to which all the named drafts belong.
std::vector<const Consultation*> holders(const std::vector<FormRow>& rows) {
  std::vector<const Consultation*> common;
  bool first = true;
  for (const FormRow& row : rows) {
    if (row.drafts.empty()) continue;
    std::vector<const Consultation*> here;
    for (const NamedDraft& named : row.drafts) here.push_back(named.consultation);
    if (std::exchange(first, false)) {
      common = here;
      continue;
    }
    common.erase(std::remove_if(common.begin(), common.end(),
                                [&](const Consultation* c) {
                                  return std::find(here.begin(), here.end(), c) == here.end();
                                }),
                 common.end());
  }
  return common;
}

/// A row of Annex 2: an outer option, or circles under a draft. "Comments" above a list of them is
/// none.
bool shows_a_form(const FormRow& row) {
  const bool outer = std::any_of(row.options.begin(), row.options.end(),
                                 [](const Option& option) { return is_outer(option.kind); });
  return outer || (!row.drafts.empty() && row.options.size() > 1);
}

/// "Its drafts belong to TSB Circular 53; its text names circular 53."
std::string evidence_of_circular(const FormReading& form, const std::vector<int>& numbers,
                                 std::size_t holders) {
  std::string text;
  if (holders > 0) text = "its drafts belong to " + form.circular;
  if (numbers.empty()) return text.empty() ? text : text + "; its text names no circular";
  text += (text.empty() ? "its text names circular " : "; its text names circular ");
  const std::set<int> each(numbers.begin(), numbers.end());
  std::string all;
  for (const int number : each) all += (all.empty() ? "" : ", ") + std::to_string(number);
  return text + all;
}

void tell_unknown_circular(FormReading& form, int number) {
  form.circular = "TSB Circular " + std::to_string(number);
  form.doubts.push_back(form_doubt("unknown_circular", {}, form.circular));
}

/// Which consultation the form answers: the drafts decide, and a circular that it names must not
/// contradict them.
void find_consultation(FormReading& form, const std::vector<FormRow>& rows,
                       const std::vector<int>& numbers, const std::vector<Consultation>& all) {
  const auto names = [&](const Consultation* c) {
    return std::find(numbers.begin(), numbers.end(), number_of(c->circular)) != numbers.end();
  };
  std::vector<const Consultation*> possible = holders(rows);
  if (possible.size() > 1) {
    possible.erase(std::remove_if(possible.begin(), possible.end(),
                                  [&](const Consultation* c) { return !names(c); }),
                   possible.end());
  }
  if (possible.size() == 1) {
    form.consultation = possible.front();
    form.circular = form.consultation->circular;
    // What it is titled with goes before what it speaks of.
    if (!numbers.empty() && numbers.front() != number_of(form.circular)) {
      form.doubts.push_back(
          form_doubt("other_circular", {}, "TSB Circular " + std::to_string(numbers.front())));
    }
    return;
  }
  if (numbers.empty()) {
    form.doubts.push_back(form_doubt("circular_not_named"));
  } else if (const Consultation* known = find_number(all, numbers.front())) {
    form.consultation = known;
    form.circular = known->circular;
    form.doubts.push_back(form_doubt("other_circular", {}, known->circular));
  } else {
    tell_unknown_circular(form, numbers.front());
  }
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

/// `printed`: by the identifier, which helps where the signature cannot be read or was taken out.
void find_administration(FormReading& form, const std::vector<std::string>& lines,
                         const CountryNames& countries, const std::string& printed) {
  std::set<std::string> codes;
  std::string unknown;
  const auto take = [&](const std::string& code, const std::string& line) {
    if (codes.insert(code).second) {
      form.administration_by += (codes.size() > 1 ? "; " : "") + code + " by “" + line + "”";
    }
  };
  for (const std::string& line : lines) {
    const NamedAdministration named = countries.signed_by(line);
    if (!named.code.empty()) take(named.code, line);
    if (named.unknown_name && unknown.empty()) unknown = line;
  }
  if (codes.empty() && unknown.empty() && !printed.empty()) take(printed, "its identifier");
  if (codes.empty() && unknown.empty()) {
    for (const std::string& line : lines) {
      const std::string code = countries.whole_line(line);
      if (!code.empty()) take(code, line);
    }
  }
  if (codes.size() > 1) {
    std::string all;
    for (const std::string& code : codes) all += (all.empty() ? "" : ", ") + code;
    form.doubts.push_back(form_doubt("several_administrations", {}, all));
  } else if (!codes.empty()) {
    form.administration = *codes.begin();
  } else if (!unknown.empty()) {
    form.doubts.push_back(form_doubt("unknown_administration", {}, unknown));
  }
}

/// Where a stamp or a signature covers the name, or letters of it were misread. Readings that tell
/// different ones tell none.
std::string likely_administration(const std::vector<std::string>& lines,
                                  const std::vector<std::string>& read_again,
                                  const CountryNames& countries) {
  std::set<std::string> codes;
  const auto hear = [&](const std::string& line) {
    const std::string code = countries.may_be_signed_by(line);
    if (!code.empty()) codes.insert(code);
  };
  std::for_each(lines.begin(), lines.end(), hear);
  std::for_each(read_again.begin(), read_again.end(), hear);
  return codes.size() == 1 ? *codes.begin() : "";
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
  for (const Line& line : lines) {
    std::string text = encode_utf8(plain_text(line));
    if (options.find(line)) {
      if (!std::exchange(found, true)) form.above = form.words.size();
      form.notes += text + "\n\n";
      form.words += "\n\n";
      form.below = form.words.size();
      continue;
    }
    if (line.table == 0) form.apart += text + "\n";
    const bool is_title = !titles.empty() && titles.contains(letters_of(line).letters);
    if (!is_title) form.words += text + "\n\n";
    if (found && in_grid(line)) form.below = form.words.size();
    texts.push_back(std::move(text));
  }
  return texts;
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
  for (const FormRow& row : rows) {
    read.push_back({&row, read_row(row, completeness, languages_)});
    weigh_text(read.back(), languages_);
  }
  weigh_rests(read, languages_);
  (document.misread ? weigh_read_words : weigh_blank_form)(read, rows, languages_);
  weigh_ways(read);
  weigh_emphasis(read);

  std::vector<int> numbers;
  const std::vector<std::string> texts = take_words(lines, rows, options, form);
  for (const Line& line : lines) {
    for (const int number : circulars_.find(plain_text(line))) numbers.push_back(number);
  }
  form.margins = document.margins;
  form.apart += document.margins;
  const std::string printed = made_for(form, asked_.administrations, numbers);
  find_consultation(form, rows, numbers, asked_.consultations);
  form.circular_by = evidence_of_circular(form, numbers, holders(rows).size());
  if (!document.misread) weigh_groups(form, read);
  for (const ReadRow& row : read) form.rows.push_back(row_seen(*row.row, row.reading));
  decide_drafts(form, read);
  tell_stray_rows(form, read);
  tell_blank(form);
  find_administration(form, texts, countries_, printed);
  if (document.misread && has_code(form, "unknown_administration")) {
    form.likely_administration = likely_administration(texts, document.read_again, countries_);
  }
  return form;
}

}  // namespace tallyd
