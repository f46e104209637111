// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/administration.h"
#include "config/consultation.h"
#include "config/phrases.h"

/// config/: what is asked of whom. Consultations, the register of administrations, the phrases of
/// the six languages, settings, templates; their loader and validation, and the shipped sample
/// files. Nothing here knows mail, documents, databases or the clock, and nothing here includes
/// another folder (test `layers`).
namespace tallyd {

/// All that a message is read against: the reader's whole knowledge of the world.
struct Asked {
  std::vector<Consultation> consultations;  ///< ordered by circular
  Register administrations;
  std::vector<Phrases> phrases;  ///< ordered by language
};

}  // namespace tallyd
