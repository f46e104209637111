// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/digest.h"

#include <catch2/catch.hpp>

namespace tallyd {

TEST_CASE("the digest is SHA-256") {
  // FIPS 180-4, the example "abc"
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a digest survives its way through hexadecimal") {
  CHECK(parse_digest(to_hex(sha256("x"))) == sha256("x"));
}

TEST_CASE("what is not 64 lower-case hexadecimal digits is no digest") {
  const std::string hex = to_hex(sha256("x"));
  CHECK_FALSE(parse_digest(""));
  CHECK_FALSE(parse_digest(hex.substr(1)));
  CHECK_FALSE(parse_digest(hex.substr(1) + "g"));
  CHECK_FALSE(parse_digest(hex.substr(1) + "A"));
}

}  // namespace tallyd
