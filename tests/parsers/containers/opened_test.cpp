// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/containers/opened.h"

#include <string>

#include <catch2/catch.hpp>
#include <zlib.h>

#include "tests/parsers/containers/samples.h"
#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

using namespace std::string_literals;

/// "name=content name=content !obstacle(name)": what was found and what was not.
std::string shown(const Opened& opened) {
  constexpr const char* kWords[] = {"encrypted", "damaged", "too_large", "unsupported"};
  std::string out;
  for (const Entry& entry : opened.entries) out += entry.name + "=" + entry.content + " ";
  for (const Trouble& trouble : opened.troubles) {
    out += "!"s + kWords[static_cast<int>(trouble.obstacle)] + "(" + trouble.name + ") ";
  }
  return out;
}

std::string gzip(const std::string& content) {
  std::string out(compressBound(content.size()) + 64, '\0');
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// Each opener with limits of its own.
struct Openers {
  UnpackLimits limits;

  std::string zip(const std::string& bytes) const {
    Allowance allowance(limits);
    return shown(open_zip(bytes, allowance));
  }
  std::string gz(const std::string& bytes, const std::string& name = "a.txt.gz") const {
    Allowance allowance(limits);
    return shown(open_gzip(bytes, name, allowance));
  }
  std::string cms(const std::string& bytes) const {
    Allowance allowance(limits);
    return shown(open_cms(bytes, allowance));
  }
  std::string tnef(const std::string& bytes) const {
    Allowance allowance(limits);
    return shown(open_tnef(bytes, allowance));
  }
};

}  // namespace

TEST_CASE_METHOD(Openers,
                 "the files of an archive come in order, its folders and system files not") {
  CHECK(zip(zip_file({{"b/", ""},
                      {"b/one.txt", "1"},
                      {"__MACOSX/b/._one.txt", "x"},
                      {".DS_Store", "x"},
                      {"two.txt", "2"}})) == "b/one.txt=1 two.txt=2 ");
}

TEST_CASE_METHOD(Openers,
                 "an encrypted file in an archive is said to be one, the others are read") {
  CHECK(zip(encrypted_zip()) == "!encrypted(secret.txt) ");
}

TEST_CASE_METHOD(Openers, "an archive behind the program that unpacks it is read") {
  const std::string archive = zip_file({{"one.txt", "1"}});
  const std::string program(500, '\0');
  CHECK(zip(program + archive) == "one.txt=1 ");
  CHECK(zip(program + archive.substr(40)) == "!damaged() ");
}

TEST_CASE_METHOD(Openers, "a cut-off archive is damaged, not empty") {
  const std::string whole = zip_file({{"one.txt", "1"}});
  CHECK(zip(whole.substr(0, whole.size() - 10)) == "!damaged() ");
  CHECK(zip("PK\3\4 and nothing") == "!damaged() ");
}

TEST_CASE_METHOD(Openers, "a file whose checksum is wrong is damaged") {
  std::string bytes = zip_file({{"one.txt", std::string(200, 'a')}});
  const std::size_t directory = bytes.find("PK\1\2");
  REQUIRE(directory != std::string::npos);
  bytes[directory + 16] ^= 1;  // CRC-32, in the directory and before the data
  bytes[14] ^= 1;
  CHECK(zip(bytes) == "!damaged(one.txt) ");
}

TEST_CASE_METHOD(Openers, "a bomb is not unpacked and says so") {
  limits.entry_bytes = 8u << 20;
  CHECK(zip(zip_file({{"bomb", std::string(9u << 20, '\0')}, {"one.txt", "1"}})) ==
        "one.txt=1 !too_large(bomb) ");
  CHECK(gz(gzip(std::string(9u << 20, '\0'))) == "!too_large() ");
}

TEST_CASE_METHOD(Openers, "the ratio bounds what a small archive may become") {
  limits.ratio = 10;
  CHECK(zip(zip_file({{"bomb", std::string(2u << 20, 'a')}})) == "!too_large(bomb) ");
}

TEST_CASE_METHOD(Openers, "a size in the directory that lies does not let more through") {
  limits.entry_bytes = 1u << 20;
  std::string bytes = zip_file({{"bomb", std::string(3u << 20, 'a')}});
  const std::size_t directory = bytes.find("PK\1\2");
  REQUIRE(directory != std::string::npos);
  for (const std::size_t at : {directory + 24, std::size_t{22}}) bytes.replace(at, 4, "\1\0\0\0"s);
  CHECK(zip(bytes).find('=') == std::string::npos);
}

TEST_CASE_METHOD(Openers, "entries that share their packed bytes count each against the total") {
  limits.total_bytes = 3u << 20;
  const std::string opened = zip(overlapping_zip(std::string(1u << 20, 'a'), 8));
  CHECK(opened.find("!too_large") != std::string::npos);
  CHECK(opened.size() < (4u << 20));
}

TEST_CASE_METHOD(Openers, "a compressed file keeps its name without the ending") {
  CHECK(gz(gzip("hello"), "form.pdf.gz") == "form.pdf=hello ");
  CHECK(gz(gzip("hello"), "forms.tgz") == "forms.tar=hello ");
  CHECK(gz(gzip("one ") + gzip("two"), "a.gz") == "a=one two ");
  const std::string whole = gzip("hello");
  CHECK(gz(whole.substr(0, whole.size() - 9)) == "!damaged() ");
}

TEST_CASE_METHOD(Openers, "a signed message gives what was signed") {
  CHECK(cms(signed_cms("Content-Type: text/plain\r\n\r\nyes")) ==
        "=Content-Type: text/plain\r\n\r\nyes ");
  CHECK(cms(base64_of(signed_cms("yes"))) == "=yes ");
  CHECK(cms("-----BEGIN PKCS7-----\n" + base64_of(signed_cms("yes")) + "\n-----END PKCS7-----\n") ==
        "=yes ");
}

TEST_CASE_METHOD(Openers, "a signature without content is neither a file nor a fault") {
  CHECK(cms(detached_cms("yes")).empty());
}

TEST_CASE_METHOD(Openers, "an encrypted message is said to be one") {
  CHECK(cms(enveloped_cms("yes")) == "!encrypted() ");
}

TEST_CASE_METHOD(Openers, "damaged CMS is damaged") {
  const std::string whole = signed_cms("yes");
  CHECK(cms(whole.substr(0, whole.size() / 2)) == "!damaged() ");
  CHECK(cms("no CMS at all") == "!damaged() ");
}

TEST_CASE_METHOD(Openers, "winmail.dat gives its text and its files") {
  CHECK(tnef(tnef_file({{"form.txt", "yes"}, {"b.txt", "2"}}, "see attached")) ==
        "=see attached form.txt=yes b.txt=2 ");
}

TEST_CASE_METHOD(Openers, "winmail.dat gives its RTF that is not packed, whole") {
  CHECK(tnef(tnef_with_rtf("{\\rtf1 yes}")) == "body.rtf={\\rtf1 yes} ");
}

TEST_CASE_METHOD(Openers, "a cut-off winmail.dat is damaged and gives what came before") {
  const std::string whole = tnef_file({{"form.txt", "yes"}, {"b.txt", "2"}}, "");
  CHECK(tnef(whole.substr(0, whole.size() - 4)).find("!damaged()") != std::string::npos);
  CHECK(tnef("\x78\x9F\x3E\x22") == "!damaged() ");
}

TEST_CASE_METHOD(Openers, "a wrong checksum in winmail.dat is a doubt, and the rest is read") {
  std::string bytes = tnef_file({{"form.txt", "yes"}, {"b.txt", "2"}}, "");
  bytes[bytes.find("yes") + 3] ^= 1;
  CHECK(tnef(bytes) == "form.txt=yes b.txt=2 !damaged() ");
}

TEST_CASE_METHOD(Openers, "a winmail.dat whose file has its name twice is not read") {
  const std::string whole = tnef_file({{"form.txt", "yes"}}, "");
  const std::size_t title = whole.find("\x02\x10\x80\x01"s + '\0');
  REQUIRE(title != std::string::npos);
  CHECK(tnef(whole + whole.substr(title)) == "!damaged() ");
}

}  // namespace tallyd::test
