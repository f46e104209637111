// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of 65 000 by 65 000 pixels in a few bytes: a doubt, in less than 2 s and 100 MB.
#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "parsers/reader/sanitized.h"
#include "tests/parsers/hostile/cost.h"

namespace tallyd::test {
namespace {

using namespace std::string_literals;

std::string bytes_of(std::uint32_t value, int count, bool big) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += static_cast<char>(value >> (8 * (big ? count - 1 - i : i)) & 0xff);
  }
  return out;
}
std::string big(std::uint32_t value, int count = 4) { return bytes_of(value, count, true); }
std::string little(std::uint32_t value, int count = 4) { return bytes_of(value, count, false); }

constexpr std::uint32_t kSide = 65'000;

std::string png() {
  return "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s + big(kSide) + big(kSide) + "\x08\x06\0\0\0"s + big(0) +
         big(1000) + "IDAT"s + std::string(1000, '\0');
}
std::string jpeg() {
  return "\xff\xd8\xff\xc0"s + big(17, 2) + "\x08"s + big(kSide, 2) + big(kSide, 2) +
         "\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0"s;
}
std::string tiff_entry(std::uint32_t tag, std::uint32_t value) {
  return little(tag, 2) + little(4, 2) + little(1) + little(value);
}
/// An empty strip, however large; `next` is where the directory of the next page is.
std::string tiff(std::uint32_t next) {
  return "II*\0"s + little(8) + little(9, 2) + tiff_entry(256, kSide) + tiff_entry(257, kSide) +
         tiff_entry(258, 8) + tiff_entry(259, 1) + tiff_entry(262, 1) + tiff_entry(273, 8) +
         tiff_entry(277, 1) + tiff_entry(278, kSide) + tiff_entry(279, 10) + little(next);
}
std::string gif() {
  return "GIF89a"s + little(kSide, 2) + little(kSide, 2) + "\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0"s +
         little(kSide, 2) + little(kSide, 2) + "\0\x08\x01\0;"s;
}
std::string bmp() {
  return "BM"s + little(100) + little(0) + little(54) + little(40) + little(kSide) + little(kSide) +
         little(1, 2) + little(24, 2) + little(0) + std::string(20, '\0');
}
std::string webp() {
  return "RIFF"s + little(30) + "WEBPVP8X"s + little(10) + little(0) + little(kSide, 3) +
         little(kSide, 3);
}
std::string pnm() { return "P5\n65000 65000\n255\n"; }

}  // namespace

TEST_CASE("a picture of 65 000 by 65 000 pixels is never decoded, in any format") {
  for (const std::string& bytes : {png(), jpeg(), tiff(0), tiff(8), gif(), bmp(), webp(), pnm()}) {
    CAPTURE(bytes.substr(0, 12));
    const Cost cost = cost_of([&] {
      return read_document(File{bytes, "scan"}, {}, {}).doubts.empty() ? "silent" : "doubt";
    });
    CHECK(cost.came_to_its_end);
    CHECK(cost.told == "doubt");
    CHECK(cost.seconds < (kSanitized ? 10 : 2));
    CHECK(cost.megabytes < (kSanitized ? 1000 : 100));
  }
}

}  // namespace tallyd::test
