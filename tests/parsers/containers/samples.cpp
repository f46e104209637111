// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parsers/containers/samples.h"

#include <cstdint>
#include <cstdlib>
#include <memory>

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <zip.h>

#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};
template <typename Type>
using Owned = std::unique_ptr<Type, Free>;

struct Identity {
  Owned<EVP_PKEY> key{EVP_RSA_gen(2048)};
  Owned<X509> certificate{X509_new()};

  Identity() {
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key.get());
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) std::abort();
  }
};

const Identity& identity() {
  static const Identity once;
  return once;
}

Owned<BIO> reader(const std::string& content) {
  return Owned<BIO>(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
}

std::string der(const Owned<CMS_ContentInfo>& cms) {
  if (!cms) std::abort();
  const Owned<BIO> out(BIO_new(BIO_s_mem()));
  i2d_CMS_bio(out.get(), cms.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string signature(const std::string& content, unsigned flags) {
  const Owned<BIO> in = reader(content);
  return der(Owned<CMS_ContentInfo>(CMS_sign(identity().certificate.get(), identity().key.get(),
                                             nullptr, in.get(), CMS_BINARY | flags)));
}

std::string number(std::uint64_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// [MS-OXTNEF] 2.1.3.
std::string attribute(char level, std::uint32_t id, const std::string& data) {
  std::uint32_t sum = 0;
  for (const char c : data) sum += static_cast<unsigned char>(c);
  return level + number(id, 4) + number(data.size(), 4) + data + number(sum & 0xFFFF, 2);
}

}  // namespace

std::string encrypted_zip() {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* made = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(made);
  zip_t* archive = zip_open_from_source(made, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  zip_source_t* content = zip_source_buffer(archive, "secret", 6, 0);
  const zip_int64_t at = zip_file_add(archive, "secret.txt", content, 0);
  zip_file_set_encryption(archive, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, "password");
  if (zip_close(archive) != 0 || zip_source_open(made) != 0) std::abort();
  std::string bytes(4096, '\0');
  bytes.resize(static_cast<std::size_t>(zip_source_read(made, bytes.data(), bytes.size())));
  zip_source_close(made);
  zip_source_free(made);
  return bytes;
}

std::string overlapping_zip(const std::string& content, int count) {
  const std::string one = zip_file({{"a", content}});
  const std::size_t directory = one.find("PK\1\2");
  const std::size_t end = one.find("PK\5\6");
  if (directory == std::string::npos || end == std::string::npos) std::abort();
  const std::string entry = one.substr(directory, end - directory);
  std::string out = one.substr(0, directory);
  for (int i = 0; i < count; ++i) out += entry;
  const auto entries = static_cast<std::uint64_t>(count);
  return out + std::string("PK\5\6\0\0\0\0", 8) + number(entries, 2) + number(entries, 2) +
         number(entry.size() * entries, 4) + number(directory, 4) + number(0, 2);
}

std::string signed_cms(const std::string& content) { return signature(content, 0); }

std::string detached_cms(const std::string& content) { return signature(content, CMS_DETACHED); }

std::string enveloped_cms(const std::string& content) {
  STACK_OF(X509)* to = sk_X509_new_null();
  sk_X509_push(to, identity().certificate.get());
  const Owned<BIO> in = reader(content);
  std::string out =
      der(Owned<CMS_ContentInfo>(CMS_encrypt(to, in.get(), EVP_aes_128_cbc(), CMS_BINARY)));
  sk_X509_free(to);
  return out;
}

std::string base64_of(const std::string& bytes) {
  std::string packed(bytes.size() * 4 / 3 + 8, '\0');
  packed.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(packed.data()),
      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
  std::string out;
  for (std::size_t at = 0; at < packed.size(); at += 64) out += packed.substr(at, 64) + "\n";
  return out;
}

std::string tnef_file(const std::vector<std::pair<std::string, std::string>>& files,
                      const std::string& text) {
  std::string out = "\x78\x9F\x3E\x22" + number(1, 2);
  out += attribute(1, 0x00089006, number(0x00010000, 4));  // attTnefVersion
  if (!text.empty()) out += attribute(1, 0x0002800C, text + std::string(1, '\0'));  // attBody
  for (const auto& [name, content] : files) {
    out += attribute(2, 0x00069002, std::string(14, '\0'));        // attAttachRenddata
    out += attribute(2, 0x00018010, name + std::string(1, '\0'));  // attAttachTitle
    out += attribute(2, 0x0006800F, content);                      // attAttachData
  }
  return out;
}

std::string tnef_with_rtf(const std::string& rtf) {
  constexpr std::size_t kHead = 16;
  const std::string stream =
      number(rtf.size() + kHead - 4, 4) + number(rtf.size(), 4) + "MELA" + number(0, 4) + rtf;
  std::string property = number(0x10090102, 4) + number(1, 4) + number(stream.size(), 4) + stream;
  property.resize((property.size() + 3) / 4 * 4, '\0');
  return tnef_file({}, "") + attribute(1, 0x00069003, number(1, 4) + property);  // attMsgProps
}

}  // namespace tallyd::test
