// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "daemon/compose/templates.h"

namespace tallyd {

/// A box of the blank form and what it says. Circles are the options below a box.
struct FormOption {
  std::string name;  ///< "X.1214.assigned": for programs
  bool is_circle = false;
  std::string text;
};

/// What is asked on one draft: the box that assigns with its two circles, the box that does not.
struct FormQuestion {
  std::string draft;  ///< "Draft Recommendation ITU-T X.1214 (ex X.samtn)"
  std::vector<FormOption> assigns;
  FormOption refuses;
};

/// Everything that stands on the blank Annex 2 of a consultation, in every format the same.
struct FormText {
  std::string language;
  std::string subject;
  std::string to, director, from, writer, email, return_to, date, place;
  std::string opening;
  std::string select;
  std::vector<FormQuestion> questions;
  std::string signature;
  std::string administration;  ///< "Administration of Kenya"
  std::string identifier;      ///< config/form_identifier.h
};

/// administration: null for a form for anybody.
FormText form_text(const Consultation& consultation, const Administration* administration,
                   const Templates& templates, const std::string& language);

}  // namespace tallyd
