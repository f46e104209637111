// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/authentication.h"

#include <algorithm>
#include <array>

#include "config/mail_address.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostResults = 100;

/// Reads the value from left to right. A mistake ends it: every later question finds the end.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// Blanks and nested comments (RFC 5322 section 3.2.2).
  void skip_blanks() {
    while (!rest_.empty()) {
      if (" \t\r\n"sv.find(rest_.front()) != ""sv.npos) {
        rest_.remove_prefix(1);
      } else if (rest_.front() != '(') {
        return;
      } else {
        skip_comment();
      }
    }
  }

  bool take(char wanted) {
    skip_blanks();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// A word up to a blank or one of `ends`, or a quoted string. May be empty.
  std::string value(std::string_view ends) {
    skip_blanks();
    if (rest_.starts_with('"')) return quoted();
    std::size_t size = 0;
    while (size < rest_.size() && " \t\r\n(\""sv.find(rest_[size]) == ""sv.npos &&
           ends.find(rest_[size]) == ends.npos) {
      ++size;
    }
    std::string word(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return word;
  }

  bool at_end() {
    skip_blanks();
    return rest_.empty();
  }

  void stop() { rest_ = {}; }

 private:
  void skip_comment() {
    int depth = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '(') {
        ++depth;
      } else if (rest_[i] == ')' && --depth == 0) {
        rest_.remove_prefix(i + 1);
        return;
      }
    }
    stop();
  }

  std::string quoted() {
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return out;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      out += rest_[i];
    }
    stop();
    return {};
  }

  std::string_view rest_;
};

/// RFC 5321's Keyword: letters, digits, hyphens; here with '.' and '_' as other software has it.
bool is_keyword(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

/// How much a property says about the domain that the method stands for; 0: nothing.
int weight(std::string_view method, std::string_view property) {
  // Not header.from of DKIM: a signature of anybody's may stand beside it. Nor the greeting of SPF:
  // it names a machine that many may send by (RFC 7489 section 3.1.2).
  constexpr std::array kDkim{"header.i"sv, "header.d"sv};
  constexpr std::array kSpf{"smtp.mail"sv, "smtp.mailfrom"sv};
  constexpr std::array kOther{"header.d"sv, "header.from"sv};
  const auto& known = method == "dkim" ? kDkim : method == "spf" ? kSpf : kOther;
  const auto found = std::find(known.begin(), known.end(), property);
  return found == known.end() ? 0 : static_cast<int>(found - known.begin()) + 1;
}

/// "reason=…" and "ptype.property=…" until the next ';'. "action=none" (Microsoft) is passed over.
void read_properties(Scanner& scanner, AuthenticationResult& result) {
  int best = 0;
  while (!scanner.at_end() && !scanner.take(';')) {
    std::string property = lower_case(scanner.value("=;"));
    // RFC 8601 allows blanks around the '.'.
    while (!scanner.at_end() && property.ends_with('.')) {
      const std::string more = lower_case(scanner.value("=;"));
      if (more.empty()) break;
      property += more;
    }
    if (!is_keyword(property) || !scanner.take('=')) return scanner.stop();
    const std::string value = lower_case(scanner.value(";"));
    const int now = weight(result.method, property);
    if (now <= best) continue;
    best = now;
    result.domain = value.substr(value.rfind('@') + 1);
  }
}

/// "dkim/1 = pass …", up to and with the next ';'. False: a mistake, or "none".
bool read_result(Scanner& scanner, std::vector<AuthenticationResult>& results) {
  AuthenticationResult result;
  result.method = lower_case(scanner.value("=/;"));
  if (result.method.empty()) return scanner.take(';');  // a ';' at the end, or two
  if (scanner.take('/')) scanner.value("=;");
  if (!is_keyword(result.method) || !scanner.take('=')) return false;
  result.result = lower_case(scanner.value("=;"));
  if (!is_keyword(result.result)) return false;
  read_properties(scanner, result);
  results.push_back(std::move(result));
  return true;
}

}  // namespace

std::optional<AuthenticationResults> parse_authentication_results(std::string_view value) {
  Scanner scanner(value);
  AuthenticationResults out;
  out.authserv_id = lower_case(scanner.value("=;"));
  // Without an authserv-id (some of Microsoft's) nobody says so.
  if (out.authserv_id.empty() || scanner.take('=')) return std::nullopt;
  if (!scanner.take(';')) {
    const std::string version = scanner.value(";=");
    const bool is_version =
        !version.empty() &&
        std::all_of(version.begin(), version.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_version || !scanner.take(';')) return out;
  }
  while (!scanner.at_end() && out.results.size() < kMostResults) {
    if (!read_result(scanner, out.results)) break;
  }
  return out;
}

}  // namespace tallyd
