// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "daemon/judgement/case.h"
#include "daemon/judgement/verdict.h"

namespace tallyd {

/// What a rule does when it applies. The first seven end the judgement; the others add up.
enum class Consequence {
  leave,
  note,
  repeat,
  instruct,
  distrust,
  review_unanswered,  ///< ends: a person looks, and answers
  review_formless,    ///< ends: a person looks; the sender hears that no form was found
  review,
  verify,  ///< review; the sender hears "being verified", the registered addresses a warning
  verify_registered,  ///< as verify, but only registered addresses hear anything
  late,
  no_answer,
  anonymous,  ///< no answer, because there is no address; the registered addresses are warned
  old,        ///< no answer, and nobody at TSB is roused: it has been lying there
};

struct RuleOfJudgement {
  std::string_view name;  ///< also the name of its test
  bool (*applies)(const Case&);
  Consequence consequence;
  std::string_view code;  ///< of the doubt that a review shows; empty: the reading's own doubts
  std::string (*why)(const Case&);  ///< the doubt's sentence; null where code is empty
};

/// The table: every rule by which tallyd decides what is done with a message, in order.
const std::vector<RuleOfJudgement>& rules_of_judgement();

}  // namespace tallyd
