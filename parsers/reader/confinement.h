// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include <linux/filter.h>

#include "config/result.h"
#include "parsers/reader/limits.h"

namespace tallyd {

/// Closes every descriptor above standard error except `keep`.
void close_all_but(int keep);

/// A descriptor that leads nowhere. Opened once in the warm parent.
int open_nowhere();

/// Standard error leads there from here on: libraries quote in it what strangers wrote, and the
/// next to see it is a terminal.
void silence_standard_error(int nowhere);

/// Bytes of address space in use now: in the warm parent, what its readers begin with.
std::size_t address_space_in_use();

/// rlimits: CPU time, memory beyond what is in use, no core file, no file written, no further
/// process; and an alarm that ends the process after its wall time whatever it waits for.
Result<void> limit_resources(const ReaderLimits& limits, std::size_t in_use);

/// The system calls that a reader may make, in the kernel's words. Made once in the warm parent: to
/// make it takes as long as to read a form.
class CallFilter {
 public:
  static Result<CallFilter> make();
  /// From here on this process may make no other. Needs no_new_privs.
  Result<void> load() const;

 private:
  std::vector<sock_filter> program_;
};

/// The warm parent, when it has all that it needs, and each reader after it: no new privileges, no
/// file opened (Landlock, where the kernel has it), nobody may look into its memory.
Result<void> give_up_files();

/// A reader, after give_up_files(): from here on no way back, no file, no socket, no process, no
/// exec. System calls outside the filter fail with EPERM, so that a library that tries one carries
/// on without; the tests try each from inside.
Result<void> confine(const CallFilter& filter);

}  // namespace tallyd
