// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace tallyd {

/// A password or token. Prints as "***", so that no log line can show it.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  const std::string& reveal() const { return value_; }  // grep for reveal() to audit
  bool empty() const { return value_.empty(); }

  friend std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "***"; }
  friend std::string to_string(const Secret&) { return "***"; }

 private:
  std::string value_;
};

}  // namespace tallyd
