// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/qr_code.h"

#include <memory>

#include <qrencode.h>
#include <zlib.h>

namespace tallyd {
namespace {

constexpr int kQuiet = 4;   // ISO/IEC 18004 section 6.3.8, in modules
constexpr int kPixels = 8;  // of a module

void append_number(std::string& bytes, unsigned long number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFFU);
}

/// PNG (ISO/IEC 15948) section 5.3.
std::string chunk(const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  std::string bytes;
  append_number(bytes, data.size());
  bytes += checked;
  append_number(bytes, crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
                             static_cast<uInt>(checked.size())));
  return bytes;
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  const int done =
      compress(reinterpret_cast<Bytef*>(out.data()), &size,
               reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()));
  out.resize(done == Z_OK ? size : 0);
  return out;
}

/// One byte a pixel: 0 is black, 255 is white; each line begins with its filter, none.
std::string pixels(const QRcode& code) {
  const int side = (code.width + 2 * kQuiet) * kPixels;
  std::string bytes;
  for (int y = 0; y < side; ++y) {
    bytes += '\0';
    for (int x = 0; x < side; ++x) {
      const int column = x / kPixels - kQuiet;
      const int row = y / kPixels - kQuiet;
      const bool inside = column >= 0 && row >= 0 && column < code.width && row < code.width;
      const bool black = inside && (code.data[row * code.width + column] & 1U) != 0;
      bytes += black ? '\0' : '\xFF';
    }
  }
  return bytes;
}

}  // namespace

Result<std::string> qr_code_png(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return permanent("the text does not fit into a QR code");
  const auto side = (static_cast<unsigned long>(code->width) + 2UL * kQuiet) * kPixels;
  std::string header;
  append_number(header, side);
  append_number(header, side);
  header += std::string("\x08\x00\x00\x00\x00", 5);  // eight bits of grey, nothing special
  return std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR", header) +
         chunk("IDAT", deflated(pixels(*code))) + chunk("IEND", "");
}

}  // namespace tallyd
