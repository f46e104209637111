// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "config/config.h"
#include "config/result.h"
#include "parsers/reading.h"

/// parsers/: what was answered. From the bytes of a message to a Reading.
///
///   mime/       the message as parts and header facts (mimetic and what it lacks)
///   notices/    bounces, automatic replies, Authentication-Results
///   containers/ zip, winmail.dat, message/rfc822, S/MIME: parts that hold parts
///   documents/  one adapter per format, to the neutral Document; one row each in format.h
///   forms/      the form reader: Document to decisions, format-blind
///   reader/     the sandboxed process in which all of this runs
///
/// Invariants: no clock, no database, no network, no file but what an adapter's library needs to
/// load its models; the same bytes always give the same Reading; nothing throws across this header;
/// what is damaged or ambiguous becomes a Doubt.
namespace tallyd {

class Ocr;

/// What a reading needs from outside its own process, put together before the confinement begins.
struct Tools {
  /// Turns a file that only an office suite reads ("doc", "rtf", …) into docx or odt. Empty: such a
  /// file becomes a doubt. In the sandboxed reader it asks the parent process over the pipe.
  std::function<Result<std::string>(std::string_view bytes, std::string_view format)> convert;
  /// The loaded recognition models, borrowed. Null: a scan becomes a doubt.
  Ocr* ocr = nullptr;
  /// Where pages can't be looked at, but in another process: takes the message there and does not
  /// return. Empty: they are looked at here.
  std::function<void()> leave = {};
};

/// Reads one raw message (RFC 5322). Never fails and never gives up half-way: whatever was damaged
/// or ambiguous becomes a Doubt, and what could be read is still returned.
Reading read_message(std::string_view raw, const Asked& asked, const Tools& tools) noexcept;

}  // namespace tallyd
