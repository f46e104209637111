// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/answered_circular.h"

#include <algorithm>
#include <set>
#include <utility>

#include "parsers/forms/circular_name.h"
#include "parsers/forms/form_doubts.h"

namespace tallyd {
namespace {

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

/// "Its drafts belong to TSB Circular 53; its text names circular 53."
std::string evidence_of(const std::string& circular, const std::vector<int>& numbers,
                        bool has_holders) {
  std::string text;
  if (has_holders) text = "its drafts belong to " + circular;
  if (numbers.empty()) return text.empty() ? text : text + "; its text names no circular";
  text += (text.empty() ? "its text names circular " : "; its text names circular ");
  const std::set<int> each(numbers.begin(), numbers.end());
  std::string all;
  for (const int number : each) all += (all.empty() ? "" : ", ") + std::to_string(number);
  return text + all;
}

std::string tsb_circular(int number) { return "TSB Circular " + std::to_string(number); }

/// No draft tells it: the circular that the form names first does, and a person looks at it.
AnsweredCircular named_circular(const std::vector<int>& numbers,
                                const std::vector<Consultation>& all) {
  AnsweredCircular answered;
  if (numbers.empty()) {
    answered.doubts.push_back(form_doubt("circular_not_named"));
  } else if (const Consultation* known = find_number(all, numbers.front())) {
    answered.consultation = known;
    answered.name = known->circular;
    answered.doubts.push_back(form_doubt("other_circular", {}, known->circular));
  } else {
    answered.name = tsb_circular(numbers.front());
    answered.doubts.push_back(form_doubt("unknown_circular", {}, answered.name));
  }
  return answered;
}

}  // namespace

AnsweredCircular answered_circular(const std::vector<FormRow>& rows,
                                   const std::vector<int>& numbers,
                                   const std::vector<Consultation>& all) {
  const std::vector<const Consultation*> holding = holders(rows);
  std::vector<const Consultation*> possible = holding;
  if (possible.size() > 1) {
    std::erase_if(possible, [&](const Consultation* c) {
      return std::find(numbers.begin(), numbers.end(), number_of(c->circular)) == numbers.end();
    });
  }
  AnsweredCircular answered;
  if (possible.size() == 1) {
    answered.consultation = possible.front();
    answered.name = answered.consultation->circular;
    // What it is titled with goes before what it speaks of.
    if (!numbers.empty() && numbers.front() != number_of(answered.name)) {
      answered.doubts.push_back(form_doubt("other_circular", {}, tsb_circular(numbers.front())));
    }
  } else {
    answered = named_circular(numbers, all);
  }
  answered.by = evidence_of(answered.name, numbers, !holding.empty());
  return answered;
}

}  // namespace tallyd
