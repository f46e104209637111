// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/judgement/case.h"
#include "daemon/judgement/verdict.h"

/// daemon/judgement/: what is done with a message. Pure: no clock, no database, no network; the
/// same case always gets the same verdict. The rules are one table (rules.cpp), each with a test of
/// its name.
namespace tallyd {

/// Applies the table to a case from open_case().
Verdict judge(const Case& c);

}  // namespace tallyd
