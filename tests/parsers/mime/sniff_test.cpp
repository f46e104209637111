// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/sniff.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

using namespace std::string_literals;

std::string wide(std::string_view text) {
  std::string out;
  for (const char c : text) out += {c, '\0'};
  return out;
}

std::string ole(std::string_view stream) {
  return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(504, '\0') + wide(stream) + "\0\0"s;
}

}  // namespace

TEST_CASE("a PDF file sent as anything else is a PDF file") {  // paperless-ngx#11242
  CHECK(sniff("%PDF-1.4\n", "form", "application/octet-stream") == "pdf");
  CHECK(sniff("%PDF-1.4\n", "form.docx", "application/msword") == "pdf");
  CHECK(sniff("%PDF-1.4\n", {}, "text/plain") == "pdf");
  CHECK(sniff("junk\n%PDF-1.4\n1 0 obj\nstartxref\n", "a", "application/octet-stream") == "pdf");
}

TEST_CASE("a mail that mentions the sign of PDF is text") {
  CHECK(sniff("A file begins with\n%PDF-1.4\n", {}, "text/plain") == "text");
}

TEST_CASE("an office file is known by the names in its directory") {
  CHECK(sniff(zip_file({{"[Content_Types].xml", "<a/>"}, {"word/document.xml", "<a/>"}})) ==
        "docx");
  CHECK(sniff(zip_file({{"[Content_Types].xml", "<a/>"}, {"xl/workbook.xml", "<a/>"}})) == "xlsx");
  CHECK(sniff(zip_file({{"_rels/.rels", "<a/>"}, {"ppt/presentation.xml", "<a/>"}})) == "pptx");
  CHECK(sniff(zip_file({{"mimetype", "x"}, {"content.xml", "<a/>"}})) == "odt");
}

TEST_CASE("a ZIP file that holds an office file is a ZIP file") {
  const std::string docx =
      zip_file({{"[Content_Types].xml", "<a/>"}, {"word/document.xml", "<a/>"}});
  CHECK(sniff(zip_file({{"reply.docx", docx}}), "reply.docx") == "zip");
  CHECK(sniff("PK\5\6" + std::string(18, '\0'), "empty.docx") == "zip");
}

TEST_CASE("an office file of unknown layout is what its name says") {
  const std::string package = zip_file({{"[Content_Types].xml", "<a/>"}, {"main.xml", "<a/>"}});
  CHECK(sniff(package, "form.docx") == "docx");
  CHECK(sniff(package, {}, "application/msword") == "doc");
  CHECK(sniff(package) == "docx");
}

TEST_CASE("a cut-off office file is still known") {
  const std::string docx =
      zip_file({{"[Content_Types].xml", "<a/>"}, {"word/document.xml", "<a/>"}});
  CHECK(sniff(docx.substr(0, docx.find("PK\1\2"))) == "docx");
}

TEST_CASE("a compound file is known by its streams") {
  CHECK(sniff(ole("WordDocument"), "a.xls") == "doc");
  CHECK(sniff(ole("Workbook")) == "xls");
  CHECK(sniff(ole("PowerPoint Document")) == "ppt");
  CHECK(sniff(ole("__nameid_version1.0") + ole("WordDocument")) == "msg");
  CHECK(sniff(ole("EncryptedPackage")) == "ole");
}

TEST_CASE("pictures and archives are known by their signs") {
  CHECK(sniff("\x89PNG\r\n\x1A\n", "a.jpg", "image/jpeg") == "png");
  CHECK(sniff("\xFF\xD8\xFF\xE0", "a.pdf") == "jpg");
  CHECK(sniff("II*\0x"s) == "tiff");
  CHECK(sniff("RIFF\1\2\3\4WEBPVP8 ") == "webp");
  CHECK(sniff("RIFF\1\2\3\4WAVE") == "unknown");
  CHECK(sniff("\0\0\0\x18"s + "ftypheic") == "heic");
  CHECK(sniff("\x78\x9F\x3E\x22", "winmail.dat") == "tnef");
  CHECK(sniff("7z\xBC\xAF\x27\x1C") == "7z");
  CHECK(sniff("Rar!\x1A\x07\x01") == "rar");
  CHECK(sniff("\x1F\x8B\x08") == "gzip");
  CHECK(sniff("BM\1\1\1\1\0\0\0\0\1\1\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1"s) == "bmp");
}

TEST_CASE("a CMS message is known in DER, in PEM and by its name") {
  CHECK(sniff("\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", "reply.bin") == "p7m");
  CHECK(sniff("-----BEGIN PKCS7-----\n", {}, "text/plain") == "p7m");
  CHECK(sniff("MIAGCSqGSIb3DQEHAqCAMIACAQEx\n", "smime.p7m") == "p7m");
}

TEST_CASE("text is text whatever its charset and its name") {
  CHECK(sniff("I assign authority.", {}, "text/plain") == "text");
  CHECK(sniff("I assign authority.", "reply.docx", "application/msword") == "text");
  CHECK(sniff("\xFF\xFEI\0 \0"s) == "text");
  CHECK(sniff("\x1B$B$3$s\x1B(B", {}, "text/plain") == "text");
  CHECK(sniff("I\0 \0a\0"s, {}, "text/plain") == "text");
  CHECK(sniff("", {}, "text/plain") == "text");
  CHECK(sniff("-----BEGIN PGP SIGNED MESSAGE-----\n", {}, "text/plain") == "text");
}

TEST_CASE("HTML is known by its beginning, its name or its type") {
  CHECK(sniff("\xEF\xBB\xBF\n<!-- x -->\n<HTML><body>", "form.txt") == "html");
  CHECK(sniff("<?xml version='1.0'?><!DOCTYPE html><html>", "a.xml") == "html");
  CHECK(sniff("<p>yes", {}, "text/html") == "html");
  CHECK(sniff("<p>yes", "reply.htm", "application/octet-stream") == "html");
  CHECK(sniff("<?xml version='1.0'?><a/>") == "xml");
  CHECK(sniff("<p>yes", {}, "text/plain") == "text");
}

TEST_CASE(
    "mail within mail is known by its type, its name or its fields, but no text that quotes one") {
  const std::string mail = "Received: by x\r\n with y\r\nFrom: a@b\r\nTo: c@d\r\n\r\nHello";
  CHECK(sniff("X: y\n\nHello", {}, "message/rfc822") == "eml");
  CHECK(sniff("Hello", "reply.eml", "application/octet-stream") == "eml");
  CHECK(sniff(mail, {}, "application/octet-stream") == "eml");
  CHECK(sniff(mail, {}, "text/plain") == "text");
  CHECK(sniff("From: the ministry\nSubject: texts\nWe agree.\n") == "text");
}

TEST_CASE("reports and returned headers are what they are declared") {
  CHECK(sniff("Reporting-MTA: dns; x\n", {}, "message/delivery-status") == "report");
  CHECK(sniff("From: a@b\n", {}, "text/rfc822-headers") == "headers");
  CHECK(sniff("BEGIN:VCALENDAR\n", {}, "text/plain") == "calendar");
}

TEST_CASE("unknown bytes are what their name says, then their type, else unknown") {
  CHECK(sniff("\1\2\3", "form.docx", "application/pdf") == "docx");
  CHECK(sniff("\1\2\3", "form", "application/pdf") == "pdf");
  CHECK(sniff("\1\2\3", "form", "application/octet-stream") == "unknown");
  CHECK(sniff("") == "unknown");
}

}  // namespace tallyd::test
