// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallyd {

/// What tallyd's programs exit with: sysexits.h, but for `read`, whose contract has 2 for usage.
enum class ExitCode {
  ok = 0,
  differs = 1,        ///< `replay` and `consultation diff`: there are differences, as diff(1) says
  usage_of_read = 2,  ///< of `tallyctl read`
  usage = 64,         ///< EX_USAGE
  data = 65,          ///< EX_DATAERR: an input was found and is not what it should be
  no_input = 66,      ///< EX_NOINPUT: an input can't be opened
  unavailable = 69,   ///< EX_UNAVAILABLE: a server, a database
  software = 70,      ///< EX_SOFTWARE: our bug
  cant_create = 73,   ///< EX_CANTCREAT
  temporary = 75,     ///< EX_TEMPFAIL: the same command may work later
  config = 78,        ///< EX_CONFIG
};

}  // namespace tallyd
