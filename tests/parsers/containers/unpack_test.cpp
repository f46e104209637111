// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/containers/unpack.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/parsers/containers/samples.h"
#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

Part file(const std::string& format, const std::string& name, const std::string& content) {
  Part part;
  part.type = "application/octet-stream";
  part.format = format;
  part.file_name = name;
  part.content = content;
  part.role = Role::attachment;
  part.path = "2";
  return part;
}

/// unpack() with its doubts.
struct Unpacking {
  UnpackLimits limits;
  std::vector<Doubt> doubts;

  /// "path:container:name" of each leaf.
  std::string leaves_of(const Part& part) {
    std::string out;
    for (const Part& leaf : unpack({part}, doubts, limits)) {
      out += (out.empty() ? "" : " ") + leaf.path + ":" + leaf.container + ":" + leaf.file_name;
    }
    return out;
  }
  std::string doubt() const {
    return doubts.empty() ? "" : doubts.front().code + ": " + doubts.front().text;
  }
};

constexpr auto kMail = "From: a@b.example\nSubject: x\n\nWe assign authority.\n";

}  // namespace

TEST_CASE_METHOD(Unpacking, "files in an archive in an archive become leaves with a path") {
  const std::string inner = zip_file({{"form.txt", "yes"}, {"b.txt", "2"}});
  CHECK(leaves_of(file("zip", "all.zip", zip_file({{"a.txt", "1"}, {"in/inner.zip", inner}}))) ==
        "2/1:zip:a.txt 2/2/1:zip:form.txt 2/2/2:zip:b.txt");
  CHECK(doubts.empty());
}

TEST_CASE_METHOD(Unpacking, "names in an archive are labels, never paths") {
  CHECK(leaves_of(
            file("zip", "a.zip", zip_file({{"../../etc/passwd", "x"}, {"C:\\x\\b\n.txt", "y"}}))) ==
        "2/1:zip:passwd 2/2:zip:b.txt");
}

TEST_CASE_METHOD(Unpacking, "text from an archive is UTF-8 whatever it was") {
  const auto leaves =
      unpack({file("zip", "a.zip", zip_file({{"b.html", "<meta charset=windows-1251>\xE4\xE0"}}))},
             doubts, limits);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].content.find("да") != std::string::npos);
}

TEST_CASE_METHOD(Unpacking, "a forwarded mail is opened and counted as forwarded") {
  const auto leaves = unpack({file("eml", "", kMail)}, doubts, limits);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].container == "eml");
  CHECK(leaves[0].forwarded == 1);
  CHECK(leaves[0].path == "2/1");
  CHECK(leaves[0].content == "We assign authority.\n");
}

TEST_CASE_METHOD(Unpacking, "what a signed message says is said by its sender") {
  const auto leaves = unpack(
      {file("p7m", "smime.p7m", signed_cms("Content-Type: text/plain\r\n\r\nWe agree.\r\n"))},
      doubts, limits);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].container == "p7m");
  CHECK(leaves[0].forwarded == 0);
  CHECK(leaves[0].role == Role::body);
  CHECK(doubts.empty());
}

TEST_CASE_METHOD(Unpacking, "a file that was signed by itself is that file") {
  const std::string pdf = "%PDF-1.4\n%%EOF\n";
  const auto leaves = unpack({file("p7m", "reply.pdf.p7m", signed_cms(pdf))}, doubts, limits);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].format == "pdf");
  CHECK(leaves[0].file_name == "reply.pdf");
  CHECK(leaves[0].content == pdf);
  CHECK(leaves[0].role == Role::attachment);
}

TEST_CASE_METHOD(Unpacking, "what cannot be opened stays a leaf, with a doubt that names it") {
  CHECK(leaves_of(file("7z", "reply.7z", "7z")) == "2::reply.7z");
  CHECK(doubt() == "container_unsupported: \"reply.7z\" is of a kind that is not opened here.");
}

TEST_CASE_METHOD(Unpacking, "an encrypted archive and an encrypted message are doubts") {
  CHECK(leaves_of(file("zip", "a.zip", encrypted_zip())) == "2::a.zip");
  CHECK(doubt() ==
        "container_encrypted: \"secret.txt\" in \"a.zip\" is encrypted and could not be read.");
  doubts.clear();
  CHECK(leaves_of(file("p7m", "smime.p7m", enveloped_cms("x"))) == "2::smime.p7m");
  CHECK(doubt() == "container_encrypted: \"smime.p7m\" is encrypted and could not be read.");
}

TEST_CASE_METHOD(Unpacking, "a signature beside the text is no doubt") {
  CHECK(leaves_of(file("p7m", "smime.p7s", detached_cms("x"))) == "2::smime.p7s");
  CHECK(leaves_of(file("pgp", "s.asc", "-----BEGIN PGP SIGNATURE-----\n")) == "2::s.asc");
  Part cut = file("p7m", "smime.p7s", detached_cms("x").substr(0, 40));
  cut.type = "application/pkcs7-signature";
  CHECK(leaves_of(cut) == "2::smime.p7s");
  CHECK(doubts.empty());
  cut.type = "application/pkcs7-mime";
  CHECK(leaves_of(cut) == "2::smime.p7s");
  CHECK(doubt() == "container_damaged: \"smime.p7s\" is damaged and could not be unpacked.");
}

TEST_CASE_METHOD(Unpacking, "archives in archives end at the depth allowed") {
  std::string bytes = zip_file({{"a.txt", "1"}});
  for (int i = 0; i < 20; ++i) bytes = zip_file({{"in.zip", bytes}});
  CHECK(leaves_of(file("zip", "deep.zip", bytes)) == "2/1/1/1/1/1/1:zip:in.zip");
  CHECK(doubts.front().code == "container_too_deep");
}

TEST_CASE_METHOD(Unpacking, "no more leaves come than allowed") {
  limits.leaves = 3;
  std::vector<std::pair<std::string, std::string>> many;
  many.reserve(50);
  for (int i = 0; i < 50; ++i) many.emplace_back(std::to_string(i), "x");
  CHECK(unpack({file("zip", "many.zip", zip_file(many))}, doubts, limits).size() == 3);
  CHECK(doubts.front().code == "too_many_parts");
}

TEST_CASE_METHOD(Unpacking, "the text in winmail.dat is the message's own where that has none") {
  Part body = file("text", "", "  \n");
  body.role = Role::body;
  Part tnef = file("tnef", "winmail.dat", tnef_file({{"form.txt", "yes"}}, "We agree."));
  auto leaves = unpack({body, tnef}, doubts, limits);
  REQUIRE(leaves.size() == 3);
  CHECK(leaves[1].role == Role::body);
  CHECK(leaves[1].alternative == Alternative::none);
  CHECK(leaves[2].file_name == "form.txt");
  body.content = "We agree.";
  leaves = unpack({body, tnef}, doubts, limits);
  CHECK(leaves[1].alternative == Alternative::lesser);
}

TEST_CASE_METHOD(Unpacking, "what is in a returned mail is returned") {
  Part returned = file("eml", "", kMail);
  returned.role = Role::returned;
  const auto leaves = unpack({returned}, doubts, limits);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].role == Role::returned);
}

}  // namespace tallyd::test
