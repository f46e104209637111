// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <zlib.h>

#include "parsers/containers/opened.h"

namespace tallyd {
namespace {

/// "form.pdf.gz" holds "form.pdf", "a.tgz" holds "a.tar".
std::string inner_name(std::string_view name) {
  if (name.size() > 3 && name.ends_with(".gz")) return std::string(name.substr(0, name.size() - 3));
  if (name.size() > 4 && name.ends_with(".tgz")) {
    return std::string(name.substr(0, name.size() - 4)) + ".tar";
  }
  return std::string(name);
}

}  // namespace

Opened open_gzip(std::string_view bytes, std::string_view name, Allowance& allowance) {
  Opened out;
  z_stream stream{};
  const std::size_t most = allowance.for_entry(bytes.size());
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  Entry entry{inner_name(name), {}, EntryUse::file};
  char buffer[65536];
  int status = Z_OK;
  while (status == Z_OK && entry.content.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    status = inflate(&stream, Z_NO_FLUSH);
    entry.content.append(buffer, sizeof buffer - stream.avail_out);
    // Another member may follow (RFC 1952 section 2.2).
    if (status == Z_STREAM_END && stream.avail_in > 2) status = inflateReset(&stream);
  }
  inflateEnd(&stream);
  allowance.take(entry.content.size());
  const bool too_large = entry.content.size() > most;
  if (too_large || status != Z_STREAM_END) {
    out.troubles.push_back({too_large ? Obstacle::too_large : Obstacle::damaged, {}});
  } else {
    out.entries.push_back(std::move(entry));
  }
  return out;
}

}  // namespace tallyd
