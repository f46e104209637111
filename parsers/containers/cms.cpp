// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "parsers/containers/opened.h"

namespace tallyd {
namespace {

struct FreeCms {
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Cms = std::unique_ptr<CMS_ContentInfo, FreeCms>;

/// DER from what is PEM, or base64 whose transfer encoding nobody declared; else the bytes.
std::string der_of(std::string_view bytes) {
  if (bytes.starts_with('\x30')) return std::string(bytes);
  std::string packed;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    const bool armour = line.starts_with("-----") || line.find(':') != std::string_view::npos;
    for (const char c : armour ? std::string_view() : line) {
      if (c != '\r' && c != ' ' && c != '\t') packed += c;
    }
    at = end + 1;
  }
  packed.resize(packed.size() / 4 * 4);
  std::string out(packed.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(packed.data()),
                                   static_cast<int>(packed.size()));
  out.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return out;
}

Cms parse(const std::string& der) {
  const std::unique_ptr<BIO, FreeBio> bio(
      BIO_new_mem_buf(der.data(), static_cast<int>(der.size())));
  Cms cms(bio ? d2i_CMS_bio(bio.get(), nullptr) : nullptr);
  ERR_clear_error();
  return cms;
}

Opened trouble(Obstacle obstacle) { return {{}, {{obstacle, {}}}}; }

}  // namespace

Opened open_cms(std::string_view bytes, Allowance& allowance) {
  constexpr std::size_t kMostBytes = 256u << 20;
  if (bytes.size() > kMostBytes) return trouble(Obstacle::too_large);
  const Cms cms = parse(der_of(bytes));
  if (!cms) return trouble(Obstacle::damaged);
  switch (OBJ_obj2nid(CMS_get0_type(cms.get()))) {
    case NID_pkcs7_signed:
    case NID_pkcs7_data:
      break;
    case NID_pkcs7_enveloped:
    case NID_pkcs7_encrypted:
    case NID_id_smime_ct_authEnvelopedData:
      return trouble(Obstacle::encrypted);
    default:  // compressed, digested, authenticated, receipts
      return trouble(Obstacle::unsupported);
  }
  ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
  ERR_clear_error();
  if (content == nullptr || *content == nullptr) return {};
  const auto size = static_cast<std::size_t>(ASN1_STRING_length(*content));
  if (size > allowance.for_entry(bytes.size())) return trouble(Obstacle::too_large);
  allowance.take(size);
  Opened out;
  out.entries.push_back(
      {{},
       std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(*content)), size),
       EntryUse::body});
  return out;
}

}  // namespace tallyd
