// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/answer.h"

#include <algorithm>

namespace tallyd {
namespace {

void add(Reading& reading, Doubt doubt) {
  const auto& doubts = reading.doubts;
  if (std::find(doubts.begin(), doubts.end(), doubt) == doubts.end()) {
    reading.doubts.push_back(std::move(doubt));
  }
}

void start(const FoundForm& found, Reading& reading) {
  reading.circular = found.form.circular;
  reading.administration_of_form = found.form.administration;
  reading.language = found.form.language;
  reading.format = found.format;
  reading.decisions = found.form.decisions;
}

/// What a second form says of a draft, beside the first.
void merge(Decision& decision, const Decision& other, Reading& reading) {
  if (other.authority == Authority::none) return;
  const bool open = decision.authority == Authority::none;
  if (open) decision = other;
  if (open || (decision.authority == other.authority && decision.comments == other.comments)) {
    return;
  }
  decision.authority = Authority::conflict;
  decision.comments = Comments::conflict;
  add(reading,
      {"forms_disagree", decision.draft,
       "The message holds more than one form, and they differ on " + decision.draft + "."});
}

void merge(const FoundForm& found, Reading& reading) {
  if (found.form.circular != reading.circular) {
    return add(reading, {"several_circulars",
                         {},
                         "The message answers more than one circular: " + reading.circular +
                             " and " + found.form.circular + "."});
  }
  if (reading.administration_of_form.empty()) {
    reading.administration_of_form = found.form.administration;
  } else if (!found.form.administration.empty() &&
             found.form.administration != reading.administration_of_form) {
    add(reading, {"several_administrations",
                  {},
                  "The forms of the message name different administrations."});
  }
  for (const Decision& other : found.form.decisions) {
    for (Decision& decision : reading.decisions) {
      if (decision.draft == other.draft) merge(decision, other, reading);
    }
  }
}

bool any_is(const Reading& reading, Authority authority) {
  return std::any_of(reading.decisions.begin(), reading.decisions.end(),
                     [authority](const Decision& d) { return d.authority == authority; });
}

bool is_among(const std::string& draft, const std::vector<std::string>& drafts) {
  return std::find(drafts.begin(), drafts.end(), draft) != drafts.end();
}

/// "X.1331", or "the second text".
bool is_named(const Decision& decision, const NamedInWords& named, const Reading& reading) {
  const auto& all = reading.decisions;
  const int place = static_cast<int>(&decision - all.data()) + 1;
  const auto is_place = [&](int p) {
    return p == place || (p < 0 && place == static_cast<int>(all.size()));
  };
  return is_among(decision.draft, named.drafts) ||
         std::any_of(named.places.begin(), named.places.end(), is_place);
}

/// A draft that the words name has another decision on the form.
bool differs(const NamedInWords& named, Authority said, const Reading& reading) {
  return std::any_of(reading.decisions.begin(), reading.decisions.end(), [&](const Decision& d) {
    return d.authority != said && is_named(d, named, reading);
  });
}

/// Words that say of some drafts that they are assigned mean all that are.
bool names_fewer(const SpokenStatement& words, const Reading& reading) {
  if (words.assigned.empty() || words.assigns_all) return false;
  return std::any_of(reading.decisions.begin(), reading.decisions.end(), [&](const Decision& d) {
    return d.authority == Authority::assigned && !is_named(d, words.assigned, reading);
  });
}

/// The sender says something of one draft and not of all, though the form assigns it without
/// comments: an exception, perhaps, in words that nobody foresaw.
bool is_singled_out(const Mention& mention, const Reading& reading) {
  const auto& all = reading.decisions;
  const auto is_meant = [&](const Decision& d) { return is_named(d, mention.named, reading); };
  return !std::all_of(all.begin(), all.end(), is_meant) &&
         std::any_of(all.begin(), all.end(), [&](const Decision& d) {
           const bool as_said = mention.no_comments && d.comments == Comments::none;
           return is_meant(d) && d.authority == Authority::assigned && !as_said &&
                  d.comments != Comments::attached;
         });
}

/// Of the decisions on what the sentence names, or on everything where it names nothing.
template <typename Test>
bool any_meant(const Mention& said, const Reading& reading, Test test) {
  return std::any_of(reading.decisions.begin(), reading.decisions.end(), [&](const Decision& d) {
    return test(d) && (said.named.empty() || is_named(d, said.named, reading));
  });
}

/// The sender consents to what the form refuses.
bool is_contrary(const Mention& consent, const Reading& reading) {
  return any_meant(consent, reading,
                   [](const Decision& d) { return d.authority == Authority::not_assigned; });
}

/// The sender has no comments on what the form comments on.
bool is_commented(const Mention& said, const Reading& reading) {
  return any_meant(said, reading,
                   [](const Decision& d) { return d.comments == Comments::attached; });
}

void tell_unsettled(const std::string& sentence, Reading& reading) {
  if (sentence.empty()) return;
  add(reading, {"words_unsettle", {}, "The message says: “" + sentence + "”."});
}

/// The first of the sentences that is one.
void tell_first(const std::vector<Mention>& mentions,
                bool (*is_one)(const Mention&, const Reading&), Reading& reading) {
  const auto first = std::find_if(mentions.begin(), mentions.end(),
                                  [&](const Mention& each) { return is_one(each, reading); });
  if (first != mentions.end()) tell_unsettled(first->sentence, reading);
}

void compare(const SpokenStatement& words, Reading& reading) {
  const bool contrary = (words.refuses && !any_is(reading, Authority::not_assigned)) ||
                        (words.assigns && !any_is(reading, Authority::assigned)) ||
                        (words.assigns_all && any_is(reading, Authority::not_assigned)) ||
                        (words.refuses_all && any_is(reading, Authority::assigned)) ||
                        names_fewer(words, reading) ||
                        differs(words.assigned, Authority::assigned, reading) ||
                        differs(words.refused, Authority::not_assigned, reading);
  tell_unsettled(words.unsettled, reading);
  tell_unsettled(words.hedged, reading);
  if (!has_remarks(reading.decisions)) tell_unsettled(words.reserved, reading);
  tell_first(words.mentions, &is_singled_out, reading);
  tell_first(words.consents, &is_contrary, reading);
  tell_first(words.uncommented, &is_commented, reading);
  if (contrary) {
    add(reading, {"words_disagree",
                  {},
                  "What is written in the message does not say the same as the form."});
  }
}

}  // namespace

bool has_remarks(const std::vector<Decision>& decisions) {
  return std::any_of(decisions.begin(), decisions.end(), [](const Decision& d) {
    return d.authority == Authority::not_assigned || d.comments == Comments::attached;
  });
}

void take_forms(const std::vector<FoundForm>& forms, const SpokenStatement& words,
                Reading& reading) {
  const auto is_own_answer = [](const FoundForm& f) { return !f.quoted && f.form.answers(); };
  const bool answered = std::any_of(forms.begin(), forms.end(), is_own_answer);
  bool first = true;
  for (const FoundForm& found : forms) {
    if (found.quoted) {
      if (found.form.answers() && !answered) {
        add(reading,
            {"marks_in_quoted_form", {}, "Marks stand in the form that the message quotes."});
        if (first) start(found, reading), first = false;
      }
      continue;
    }
    if (answered && !found.form.answers()) continue;
    if (first) {
      start(found, reading);
      first = false;
    } else {
      merge(found, reading);
    }
    for (const Doubt& doubt : found.form.doubts) add(reading, doubt);
  }
  if (first) return;
  reading.kind = Kind::reply;
  compare(words, reading);
}

}  // namespace tallyd
