// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/package.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <zip.h>
#include <zlib.h>

#include "parsers/documents/flat_package.h"
#include "parsers/little_endian.h"

namespace tallyd {
namespace {

std::string part_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '\\') {
      out += '/';  // .NET before 4.6.1 wrote backslashes
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  while (out.starts_with('/')) out.erase(0, 1);
  return out;
}

constexpr std::string_view kLocalHeader{"PK\3\4", 4};
constexpr std::size_t kLocalHeaderSize = 30;

/// Unpacks raw deflate data as far as it goes, at most `most` bytes.
std::string inflate_prefix(std::string_view packed, std::size_t most) {
  std::string out;
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  char buffer[16384];
  int status = Z_OK;
  while (status == Z_OK && out.size() < most) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace

/// A part found without the directory: where its packed data begin and what follows at the most.
struct Package::Salvaged {
  std::string_view packed;
  bool deflated = false;
};

bool begins_like_zip(std::string_view bytes) { return bytes.starts_with(kLocalHeader); }

Package::Package(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {
  if (bytes.size() > limits.bytes) {
    doubt("The file is too large to be read.");
    return;
  }
  if (is_flat_package(bytes)) {
    open_flat();
    return;
  }
  open_directory();
  if (zip_ == nullptr && begins_like_zip(bytes)) salvage();
}

Package::~Package() {
  if (zip_ != nullptr) zip_discard(zip_);
}

void Package::open_directory() {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
  if (source != nullptr) {
    zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip_ == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (zip_ == nullptr) return;
  const zip_int64_t count = zip_get_num_entries(zip_, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    if (names_.size() >= limits_.entries) {
      doubt("The file holds too many parts: some were not read.");
      break;
    }
    const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    names_.push_back(part_name(name == nullptr ? "" : name));
  }
}

void Package::open_flat() {
  Budget budget(limits_);
  for (auto& [name, content] : flat_parts(bytes_, budget)) {
    names_.push_back(part_name(name));
    flat_.push_back(std::move(content));
  }
  doubts_ = budget.take_doubts();
}

void Package::salvage() {
  std::size_t at = 0;
  while (names_.size() < limits_.entries) {
    at = bytes_.find(kLocalHeader, at);
    if (at == std::string_view::npos || at + kLocalHeaderSize > bytes_.size()) break;
    const std::size_t method = little_endian(bytes_, at + 8, 2);
    const std::size_t packed_size = little_endian(bytes_, at + 18, 4);
    const std::size_t name_size = little_endian(bytes_, at + 26, 2);
    const std::size_t data = at + kLocalHeaderSize + name_size + little_endian(bytes_, at + 28, 2);
    const std::string_view name = bytes_.substr(at + kLocalHeaderSize, name_size);
    at += kLocalHeader.size();
    if (data > bytes_.size() || (method != 0 && method != 8)) continue;
    // A size of 0: it stands behind the data (APPNOTE 4.4.4, bit 3); deflate ends by itself.
    const std::size_t end = packed_size == 0 ? bytes_.find(kLocalHeader, data) : data + packed_size;
    names_.push_back(part_name(name));
    salvaged_.push_back({bytes_.substr(data, std::max(end, data) - data), method == 8});
  }
  if (!names_.empty()) doubt("The file is damaged; only a part of it could be read.");
}

bool Package::has(std::string_view name) const { return index_of(name).has_value(); }

std::optional<std::size_t> Package::index_of(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), part_name(name));
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

std::optional<std::string> Package::read(std::string_view name) {
  const auto index = index_of(name);
  if (!index) return std::nullopt;
  if (std::count(names_.begin(), names_.end(), names_[*index]) > 1) {
    doubt("The file holds two parts of one name; programs may show either.");
  }
  if (zip_ != nullptr) return read_entry(*index);
  if (!flat_.empty()) return flat_[*index];
  const Salvaged& part = salvaged_[*index];
  std::string content =
      part.deflated ? inflate_prefix(part.packed, limits_.entry_bytes) : std::string(part.packed);
  if (!fits(part.packed.size(), content.size())) return std::nullopt;
  return content;
}

bool Package::fits(std::size_t packed, std::size_t unpacked) {
  constexpr std::size_t kSmall = 1u << 20;
  const bool bomb =
      unpacked > kSmall && unpacked / std::max<std::size_t>(packed, 1) > limits_.ratio;
  unpacked_ += unpacked;
  if (!bomb && unpacked <= limits_.entry_bytes && unpacked_ <= limits_.output_bytes) return true;
  doubt("A part of the file is too large when unpacked and was not read.");
  return false;
}

std::optional<std::string> Package::read_entry(std::size_t index) {
  zip_stat_t facts;
  if (zip_stat_index(zip_, index, 0, &facts) != 0) return std::nullopt;
  if (!fits(facts.comp_size, facts.size)) return std::nullopt;
  zip_file_t* file = zip_fopen_index(zip_, index, 0);
  if (file == nullptr) {
    doubt(zip_error_code_zip(zip_get_error(zip_)) == ZIP_ER_NOPASSWD
              ? "The file is protected by a password."
              : "The file is damaged; a part of it could not be unpacked.");
    return std::nullopt;
  }
  std::string content(facts.size, '\0');
  std::size_t size = 0;
  zip_int64_t got = 0;
  while (size < content.size() &&
         (got = zip_fread(file, content.data() + size, content.size() - size)) > 0) {
    size += static_cast<std::size_t>(got);
  }
  // The checksum is compared at the end of the data, so one read more.
  char more = 0;
  const bool whole = got >= 0 && size == content.size() && zip_fread(file, &more, 1) == 0;
  zip_fclose(file);
  content.resize(size);
  if (!whole) doubt("The file is damaged; a part of it could not be unpacked.");
  return content;
}

void Package::doubt(std::string sentence) {
  if (std::find(doubts_.begin(), doubts_.end(), sentence) == doubts_.end()) {
    doubts_.push_back(std::move(sentence));
  }
}

}  // namespace tallyd
