// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// The words of a decision that is written as a sentence.
struct SentenceWords {
  std::vector<std::string> assigns;
  std::vector<std::string> does_not_assign;
  std::vector<std::string> all_texts;  ///< "all three texts"
  std::vector<std::string> no_comments;
  std::vector<std::string> comments;
  std::vector<std::string>
      hedges;  ///< words that make a sentence less than a decision: "intend", "if"
  std::vector<std::string> unsettles;      ///< "disregard", "subject to": beside a form, a doubt
  std::vector<std::string> disclaimers;    ///< sentences that are not about the reply: not heard
  std::vector<std::string> boilerplate;    ///< words that unsettle nothing: cut out
  std::vector<std::string> circular_says;  ///< sentences of the circular's letter: not heard
  std::vector<std::string> casts_doubt;    ///< "not", "still", in a sentence with one of `objects`
  std::vector<std::string> negates;   ///< "not", "only": beside a form without comments, a doubt
  std::vector<std::string> objects;   ///< "form", "position", "box"
  std::vector<std::string> weakens;   ///< "indicative", "although": with one of `objects` a doubt
  std::vector<std::string> texts;     ///< "draft", "approval": with one of `weakens` the same,
                                      ///< beside a form without comments
  std::vector<std::string> versions;  ///< "official": with one of `replies` it is another reply …
  std::vector<std::string> replies;   ///< "position"
  std::vector<std::string> later;     ///< … that is still to come: "will be sent"
  std::vector<std::string> approvers;   ///< "minister": with one of the next list, a doubt
  std::vector<std::string> waits;       ///< "outstanding"
  std::vector<std::string> asks;        ///< in a question: "filled in correctly"
  std::vector<std::string> conditions;  ///< in a sentence that assigns: "if"
  std::vector<std::string> reserves;    ///< "reservations": beside a form without comments, a doubt
  std::vector<std::string> unreserved;  ///< "no objection": with these there are no `reserves`
  std::vector<std::string> stamps;      ///< alone on a line: "DRAFT"
  std::vector<std::string> stamp_rests;  ///< around a stamp: "of", "January"
  std::vector<std::string> left_open;    ///< before a blank to be filled in: "approved by"
  std::vector<std::string> speaks_for;  ///< with the name of another administration: "on behalf of"
  std::vector<std::string> in_place;    ///< before a country that is only a place: "Geneva"
  std::vector<std::string> about_reply;        ///< words for the reply itself: "this form"
  std::vector<std::string> salutations;        ///< how letters begin and end
  std::vector<std::string> comment_headings;   ///< above comments on the texts
  std::vector<std::string> text_places;        ///< within a draft: "clause"
  std::vector<std::string> says_yes, says_no;  ///< behind a draft's name in a list
  std::vector<std::string> consents;           ///< contrary to a form that refuses
  std::vector<std::string> others;             ///< "no comments on the others": not of all
  std::vector<std::string> sets_apart;         ///< "not", between the names of two drafts
  std::vector<std::string> ordinals;           ///< "first", "second|2nd", …
  std::vector<std::string> last;
  std::vector<std::string> ordered;  ///< what they count: "text"
};

/// A list's key in a phrase file, and its place.
struct SentenceList {
  std::string_view key;
  std::vector<std::string> SentenceWords::*words;
};
/// All of them, in the order above.
inline constexpr std::array kSentenceLists{
    SentenceList{"assigns", &SentenceWords::assigns},
    SentenceList{"does_not_assign", &SentenceWords::does_not_assign},
    SentenceList{"all_texts", &SentenceWords::all_texts},
    SentenceList{"no_comments", &SentenceWords::no_comments},
    SentenceList{"comments", &SentenceWords::comments},
    SentenceList{"hedges", &SentenceWords::hedges},
    SentenceList{"unsettles", &SentenceWords::unsettles},
    SentenceList{"disclaimers", &SentenceWords::disclaimers},
    SentenceList{"boilerplate", &SentenceWords::boilerplate},
    SentenceList{"circular_says", &SentenceWords::circular_says},
    SentenceList{"casts_doubt", &SentenceWords::casts_doubt},
    SentenceList{"negates", &SentenceWords::negates},
    SentenceList{"objects", &SentenceWords::objects},
    SentenceList{"weakens", &SentenceWords::weakens},
    SentenceList{"texts", &SentenceWords::texts},
    SentenceList{"versions", &SentenceWords::versions},
    SentenceList{"replies", &SentenceWords::replies},
    SentenceList{"later", &SentenceWords::later},
    SentenceList{"approvers", &SentenceWords::approvers},
    SentenceList{"waits", &SentenceWords::waits},
    SentenceList{"asks", &SentenceWords::asks},
    SentenceList{"conditions", &SentenceWords::conditions},
    SentenceList{"reserves", &SentenceWords::reserves},
    SentenceList{"unreserved", &SentenceWords::unreserved},
    SentenceList{"stamps", &SentenceWords::stamps},
    SentenceList{"stamp_rests", &SentenceWords::stamp_rests},
    SentenceList{"left_open", &SentenceWords::left_open},
    SentenceList{"speaks_for", &SentenceWords::speaks_for},
    SentenceList{"in_place", &SentenceWords::in_place},
    SentenceList{"about_reply", &SentenceWords::about_reply},
    SentenceList{"salutations", &SentenceWords::salutations},
    SentenceList{"comment_headings", &SentenceWords::comment_headings},
    SentenceList{"text_places", &SentenceWords::text_places},
    SentenceList{"says_yes", &SentenceWords::says_yes},
    SentenceList{"says_no", &SentenceWords::says_no},
    SentenceList{"consents", &SentenceWords::consents},
    SentenceList{"others", &SentenceWords::others},
    SentenceList{"sets_apart", &SentenceWords::sets_apart},
    SentenceList{"ordinals", &SentenceWords::ordinals},
    SentenceList{"last", &SentenceWords::last},
    SentenceList{"ordered", &SentenceWords::ordered},
};

/// The words of Annex 2 in one language: `config/phrases/LANGUAGE.toml`, whose English file says
/// what each key is. A further language is one more file. Matching folds case, spaces, digits and
/// marks.
struct Phrases {
  std::string language;  ///< "en"
  std::vector<std::string> assigns;
  std::vector<std::string> assigns_tail;  ///< what only that option goes on with
  std::vector<std::string> does_not_assign;
  std::vector<std::string> does_not_assign_tail;
  std::vector<std::string> approves;          ///< rule "question"
  std::vector<std::string> does_not_approve;  ///< rule "question"
  std::vector<std::string> no_comments;
  std::vector<std::string> comments_attached;
  std::vector<std::string> draft_heading;
  std::vector<std::string> circular;           ///< with {n} for the number
  std::vector<std::string> administration_of;  ///< with {a} for the name
  std::vector<std::string> yes;                ///< words that mark an option
  std::vector<std::string> no;                 ///< words that say an option is not chosen
  SentenceWords sentence;
};

}  // namespace tallyd
