// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/heard_words.h"

#include <algorithm>
#include <set>

#include "parsers/answer.h"
#include "parsers/forms/legend.h"
#include "parsers/forms/stamp.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// "[TEST] Reply", "Signature: (unsigned)", "Confidential – draft": what stands in brackets, or
/// beside a colon or a dash, on a line of its own.
std::string in_pieces(std::string_view text) {
  std::string pieces;
  constexpr std::string_view kBetween = ":[]();,";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view dash = text.substr(at, 3);
    if (dash == " - " || dash == "–" || dash == "—") {
      pieces += '\n';
      at += 2;
    } else {
      pieces += kBetween.find(text[at]) == kBetween.npos ? text[at] : '\n';
    }
  }
  return pieces;
}

/// What a cover letter above a form says of some drafts. A circular there says something of each.
std::vector<Mention> singled_out_above(const FormReading& form, const SoughtWords& sought,
                                       const DraftNames& names) {
  constexpr std::size_t kLongestCover = 2000;  // bytes
  if (form.cover.size() > kLongestCover || form.consultation == nullptr) return {};
  const std::size_t all = form.consultation->drafts.size();
  std::vector<Mention> some = statement_in(form.cover, sought, names).mentions;
  std::erase_if(some, [&](const Mention& mention) { return mention.named.drafts.size() >= all; });
  std::set<std::string> named;
  for (const Mention& mention : some) {
    named.insert(mention.named.drafts.begin(), mention.named.drafts.end());
  }
  if (named.size() >= all) some.clear();
  return some;
}

}  // namespace

void HeardWords::hear(std::string_view text, Hearing hearing) {
  words_.add(statement_in(text, sought_, drafts_, hearing));
  if (hears_all(hearing)) stamp(text);
}

void HeardWords::stamp(std::string_view text) {
  if (words_.unsettled.empty()) words_.unsettled = stamp_in(text, sought_);
  if (words_.unsettled.empty()) words_.unsettled = contrary_legend_in(text, sought_);
}

void HeardWords::subject(const std::string& text) {
  SpokenStatement said = statement_in(text, sought_, drafts_);
  said.mentions.clear();
  words_.add(said);
  stamp(in_pieces(text));
}

void HeardWords::name_of_form(const std::string& file_name) {
  std::string words = file_name.substr(0, file_name.rfind('.'));
  std::replace(words.begin(), words.end(), '_', ' ');
  words_.add(statement_in(words, sought_, drafts_, Hearing::unsettling));
  stamp(in_pieces(words));
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '-' || c == '.'; }, ' ');
  // "Draft Recommendation X.1331" begins with a stamp, and "reply draft" ends with one.
  const SentenceWordList list(decode_utf8(words));
  if (sought_.stamps.ends_before(list, list.words.size()) && words_.unsettled.empty()) {
    words_.unsettled = file_name;
  }
}

/// A whole circular around the form speaks of conditions and exceptions: of what is above the form,
/// what is near.
void HeardWords::form(const FormReading& form) {
  constexpr std::size_t kNear = 2000;  // bytes
  const std::string_view words = form.words;
  const std::size_t from = form.above > kNear ? form.above - kNear : 0;
  // Comments may stand in the rows, too.
  const Hearing hearing = has_remarks(form.decisions) ? Hearing::note : Hearing::all;
  SpokenStatement above =
      statement_in(words.substr(from, form.below - from), sought_, drafts_, hearing);
  // The heads of rows name drafts one by one.
  above.mentions = singled_out_above(form, sought_, drafts_);
  const auto between = statement_in(form.asides, sought_, drafts_, hearing).mentions;
  above.mentions.insert(above.mentions.end(), between.begin(), between.end());
  above.hedged.clear();
  above.consents.clear();  // "if 70 per cent support consideration"
  above.uncommented.clear();
  words_.add(above);
  below(words.substr(form.below), hearing);
  hear(form.notes + form.margins, Hearing::unsettling);
  stamp(form.apart);
  stamp(in_pieces(form.labels));
  for (const std::string_view text : {words.substr(from), std::string_view(form.notes)}) {
    if (words_.unsettled.empty()) words_.unsettled = contrary_legend_in(text, sought_);
  }
  stamp(in_pieces(form.margins));
}

/// Comments on the texts may stand there, at length.
void HeardWords::below(std::string_view words, Hearing hearing) {
  constexpr std::size_t kMost = 3000;  // bytes
  const std::size_t end = std::min({words.size(), kMost, comments_in(words, sought_)});
  words_.add(statement_in(words.substr(0, end), sought_, drafts_, hearing));
  stamp(in_pieces(words.substr(0, end)));
  hear(words.substr(end), Hearing::about_reply);
}

void HeardWords::file(const std::string& text) {
  constexpr std::size_t kLongestLetter = 6000;  // bytes
  constexpr std::size_t kLongestNote = 150;
  if (text.size() <= kLongestNote) {
    notes_.push_back(text);
    return;
  }
  if (text.size() > kLongestLetter || !is_letter_to_somebody(text, sought_)) {
    return hear(text, Hearing::about_reply);
  }
  letters_.push_back(text);
}

void HeardWords::letters(Comments comments) {
  for (const std::string& letter : letters_) {
    hear(letter, comments == Comments::some ? Hearing::about_reply : Hearing::all);
  }
  letters_.clear();
  for (const std::string& note : notes_) {
    hear(note, comments == Comments::some ? Hearing::note : Hearing::all);
  }
  notes_.clear();
}

}  // namespace tallyd
