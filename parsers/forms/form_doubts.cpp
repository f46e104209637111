// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/form_doubts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tallyd {
namespace {

struct Sentence {
  std::string_view code;
  std::string_view text;  ///< {d}: the draft; {a}: what it is about
};

constexpr std::array kSentences{
    Sentence{"both_boxes_checked", "Both boxes are checked for {d}."},
    Sentence{"both_boxes_removed", "Both options are struck out or deleted for {d}."},
    Sentence{"both_circles_marked",
             "“No comments” and “comments are attached” are both marked for {d}."},
    Sentence{"circle_without_authority",
             "Authority is not assigned for {d}, yet one of the options on comments is marked."},
    Sentence{"only_circle_removed",
             "An option on comments is struck out for {d}, and no box is marked."},
    Sentence{"unclear_mark", "A mark for {d} can't be told: it needs a look at the form."},
    Sentence{"loose_mark", "There is a mark for {d} that stands beside none of the options."},
    Sentence{"option_not_found", "Not all the options for {d} were found on the form."},
    Sentence{"form_ends_early", "The form ends within the options for {d}."},
    Sentence{"wording_changed", "The wording of the options for {d} was changed."},
    Sentence{"text_in_blank_row", "No box is marked for {d}, but something is written there."},
    Sentence{"text_beside_option",
             "Something is written beside an option for {d} that is not marked."},
    Sentence{"box_missing",
             "One option for {d} has a box and the other has none, and neither is marked."},
    Sentence{"boxes_gone",
             "The form has circles but no boxes any more: what was chosen for {d} can't be told."},
    Sentence{"words_in_row",
             "Something is written among the options for {d} that the form does not have."},
    Sentence{"ink_in_row",
             "Something is written or drawn by hand among the words for {d}: it needs a look at "
             "the form."},
    Sentence{"label_struck", "The name of {d} is struck out on the form."},
    Sentence{"words_in_label",
             "Something is written beside the name of {d} that the form does not have."},
    Sentence{"other_study_group",
             "An option for {d} names another study group than the circular does."},
    Sentence{"ways_differ",
             "For {d} an option is taken out and none marked, and for other drafts otherwise."},
    Sentence{"emphasis_only",
             "An option for {d} is only set in bold, underlined or coloured: not marked."},
    Sentence{"emphasis_disagrees",
             "For {d} one option is marked and the other is set in bold, underlined or coloured."},
    Sentence{"rows_disagree", "The form answers for {d} more than once, and differently."},
    Sentence{"draft_missing", "The form has no row for {d}."},
    Sentence{"unknown_draft", "The form answers for “{a}”, which is no draft of the circular."},
    Sentence{"options_without_draft", "There are options that belong to no draft or to several."},
    Sentence{"blank_form", "Nothing is marked on the form."},
    Sentence{"unknown_circular", "The form answers {a}, which is not known."},
    Sentence{"other_circular", "The form names {a}, but its drafts belong to another circular."},
    Sentence{"circular_not_named", "It can't be told which circular the form answers."},
    Sentence{"unknown_administration",
             "The form names an administration that is not in the register: “{a}”."},
    Sentence{"several_administrations", "The form names more than one administration: {a}."},
    Sentence{"document_damaged", "{a}"},
};

std::string with(std::string text, std::string_view place, const std::string& value) {
  const std::size_t at = text.find(place);
  return at == std::string::npos ? text : text.replace(at, place.size(), value);
}

}  // namespace

Doubt form_doubt(std::string_view code, const std::string& draft, const std::string& about) {
  const auto* const found = std::find_if(kSentences.begin(), kSentences.end(),
                                         [code](const Sentence& s) { return s.code == code; });
  if (found == kSentences.end()) std::abort();
  return {std::string(code), draft,
          with(with(std::string(found->text), "{d}", draft), "{a}", about)};
}

}  // namespace tallyd
