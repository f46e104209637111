// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace tallyd {

/// What the caller may do about a failure.
enum class Failure {
  temporary,  ///< try again later: connection lost, disk full, database busy
  permanent,  ///< the same answer next time: no such mailbox, address refused
  corrupt,    ///< stored data contradicts itself: stop writing, call a person
};

/// Trouble with the world. `message` says what failed, where, and what to do about it; it holds no
/// secret and ends without a full stop.
struct Error {
  Failure failure = Failure::permanent;
  std::string message;
};

/// Our name for tl::expected (std::expected later). [[nodiscard]] on the class, so that an ignored
/// result is a warning wherever it comes from.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> temporary(std::string message) {
  return tl::unexpected<Error>(Error{Failure::temporary, std::move(message)});
}
inline tl::unexpected<Error> permanent(std::string message) {
  return tl::unexpected<Error>(Error{Failure::permanent, std::move(message)});
}
inline tl::unexpected<Error> corrupt(std::string message) {
  return tl::unexpected<Error>(Error{Failure::corrupt, std::move(message)});
}

}  // namespace tallyd

#define TALLYD_JOIN_(a, b) a##b
#define TALLYD_JOIN(a, b) TALLYD_JOIN_(a, b)

/// Returns the error of `expression` (a Result) from the enclosing function, if it has one.
#define TALLYD_TRY(expression)                                                   \
  do {                                                                           \
    auto tallyd_result_ = (expression);                                          \
    if (!tallyd_result_) {                                                       \
      return tl::unexpected<::tallyd::Error>(std::move(tallyd_result_).error()); \
    }                                                                            \
  } while (false)

/// TALLYD_TRY_ASSIGN(const auto x, f()): the value of f(), or return its error.
#define TALLYD_TRY_ASSIGN(declaration, expression)                                \
  auto TALLYD_JOIN(tallyd_result_, __LINE__) = (expression);                      \
  if (!TALLYD_JOIN(tallyd_result_, __LINE__)) {                                   \
    return tl::unexpected<::tallyd::Error>(                                       \
        std::move(TALLYD_JOIN(tallyd_result_, __LINE__)).error());                \
  }                                                                               \
  /* NOLINTNEXTLINE(bugprone-macro-parentheses): a declaration can't have them */ \
  declaration = *std::move(TALLYD_JOIN(tallyd_result_, __LINE__))
